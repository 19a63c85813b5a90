//! A browser killed at random moments of one walk: nothing is lost before the last second, and no walk is kept twice.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use e2e::{
    Chromium, Server, ask, begin, end_early, go_on, have_chromium, number, pass_the_safety_questions, until,
    until_kept,
};

/// How many minutes of killing, if nothing else is asked for by `RETROWALK_KILL_MINUTES`.
const MINUTES: f64 = 1.5;

#[tokio::test]
async fn a_browser_killed_at_random_moments_loses_less_than_a_second_and_keeps_one_walk() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let minutes =
        std::env::var("RETROWALK_KILL_MINUTES").ok().map_or(Ok(MINUTES), |minutes| minutes.parse())?;
    let data = tempfile::tempdir()?;
    let walks = data.path().join("walks");
    let profile = data.path().join("profile");
    let server = Server::start(&walks, 0)?;
    let mut chromium = Chromium::start(&profile, &["--lang=en-GB"]).await?;
    pass_the_safety_questions(&chromium.driver, &server.address).await?;
    begin(&chromium.driver, &server.address, "20:1 x1").await?;
    let began = Instant::now();
    let mut seed = 2026_u32;
    let (mut kills, mut worst) = (0, 0.0_f64);
    while began.elapsed().as_secs_f64() < minutes * 60.0 {
        // A small generator of our own, so that a failing run can be run again.
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let wait = u64::from(seed >> 16) % 2500;
        until(&chromium.driver, "document.querySelector('#live')?.dataset.paused === 'false'", 20).await?;
        tokio::time::sleep(Duration::from_millis(wait)).await;
        let before = number(&chromium.driver, "atS").await?;
        chromium.kill();
        kills += 1;
        chromium = Chromium::start(&profile, &["--lang=en-GB"]).await?;
        go_on(&chromium.driver, &server.address)
            .await
            .with_context(|| format!("kill {kills}, at {before} s"))?;
        let after = number(&chromium.driver, "atS").await?;
        worst = worst.max(before - after);
        ensure!(after >= before - 1.0, "kill {kills}: before it {before} s, after it {after} s");
    }
    let driver = &chromium.driver;
    until(driver, "document.querySelector('#live')?.dataset.paused === 'false'", 20).await?;
    end_early(driver).await?;
    let kept = until_kept(&walks, 30, |walks| !walks.is_empty()).await?;
    ensure!(kept.len() == 1, "one walk, kept {} times", kept.len());
    let restored =
        kept[0]["log"].as_array().context("a log")?.iter().filter(|heard| heard["why"] == "restored").count();
    ensure!(restored == kills, "{kills} kills, taken up {restored} times");
    ensure!(ask(driver, "return true").await?.as_bool() == Some(true), "the page lives");
    println!("{kills} kills, at most {worst:.2} s lost each");
    Ok(())
}
