//! A whole walk on real input: a real phone's motion, a real browser that is reloaded and killed, a server that stops
//! and starts; the walk is kept once, with its steps.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use e2e::{
    Chromium, Server, ask, begin, go_on, have_chromium, kept_walks, number, pass_the_safety_questions,
    planned_cues, play, until, until_walk_time,
};
use serde_json::Value;

const PROGRAM: &str = "0.5:0.5 x1";

#[tokio::test]
async fn a_real_walk_is_counted_survives_a_reload_a_kill_and_a_stopped_server_and_is_kept_once() -> Result<()>
{
    if !have_chromium() {
        return Ok(());
    }
    let data = tempfile::tempdir()?;
    let profile = data.path().join("profile");
    let kept = data.path().join("walks");
    let server = Server::start(&kept, 0)?;
    let (address, port) = (server.address.clone(), server.port());
    let plan = planned_cues(PROGRAM)?;
    let length = plan["duration_s"].as_f64().context("a plan has a length")?;

    let chromium = Chromium::start(&profile, &["--lang=en-GB"]).await?;
    let driver = &chromium.driver;
    pass_the_safety_questions(driver, &address).await?;
    begin(driver, &address, PROGRAM).await?;
    play(driver).await?;
    until_walk_time(driver, length * 0.2, Duration::from_mins(3)).await?;
    let counted = number(driver, "steps").await?;
    ensure!(counted > 5.0, "steps must count live; {counted} after a fifth of the walk");

    // The tab is reloaded mid-walk.
    driver.refresh().await?;
    go_on(driver, &address).await?;
    let after = number(driver, "atS").await?;
    ensure!(after >= length * 0.2 - 1.0, "back at {after} s: more than the last second was lost");
    play(driver).await?;

    // The server goes away while the walk goes on.
    drop(server);
    until_walk_time(driver, length * 0.5, Duration::from_mins(4)).await?;
    let before_kill = number(driver, "atS").await?;

    // The battery dies: everything of the browser is killed at once, and started again.
    chromium.kill();
    let chromium = Chromium::start(&profile, &["--lang=en-GB"]).await?;
    let driver = &chromium.driver;
    go_on(driver, &address).await.context("the app must open without its server")?;
    let after = number(driver, "atS").await?;
    ensure!(after >= before_kill - 1.5, "before the kill {before_kill} s, after it {after} s");
    play(driver).await?;

    let server = Server::start(&kept, port)?;
    let began = Instant::now();
    until(driver, "location.hash.startsWith('#/walk/after')", 300).await?;
    println!("the end came {:.0} s after the server was started again", began.elapsed().as_secs_f64());
    ask(
        driver,
        "for (const answer of ['right', 'no']) document.querySelector(`main input[value=${answer}]`).click()",
    )
    .await?;
    let began = Instant::now();
    let walk = loop {
        let walks = kept_walks(&kept)?;
        if let Some(walk) = walks.first().filter(|walk| !walk["feeling"].is_null()) {
            ensure!(walks.len() == 1, "one walk, kept {} times", walks.len());
            break walk.clone();
        }
        ensure!(began.elapsed() < Duration::from_secs(90), "the walk never reached the server");
        tokio::time::sleep(Duration::from_millis(500)).await;
    };
    ensure!(walk["ended"] == "complete", "it ended {}", walk["ended"]);
    ensure!(walk["feeling"]["effort"] == 12, "two taps: {}", walk["feeling"]);

    let blocks = walk["blocks"].as_array().context("blocks")?;
    let planned: Vec<&Value> = plan["blocks"].as_array().context("planned blocks")?.iter().collect();
    ensure!(blocks.len() == planned.len(), "{} blocks, planned {}", blocks.len(), planned.len());
    let mut steps = 0;
    for (block, planned) in blocks.iter().zip(&planned) {
        ensure!(block["kind"] == planned["kind"], "{} instead of {}", block["kind"], planned["kind"]);
        let sum: u64 =
            ["forward", "backward", "unsure"].iter().filter_map(|way| block["steps"][way].as_u64()).sum();
        println!("{} {} s: {sum} steps", block["kind"], block["done_s"]);
        steps += sum;
    }
    // The second device marks 68 steps in the 40 s; the gaps of the reload and the kill are not filled in.
    let marked = length * 68.0 / 40.0;
    ensure!((marked * 0.75..=marked * 1.1).contains(&(steps as f64)), "{steps} steps, marked {marked:.0}");

    // The server is killed and started once more: still one.
    drop(server);
    let server = Server::start(&kept, port)?;
    ask(driver, "window.dispatchEvent(new Event('online'))").await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    ensure!(kept_walks(&kept)?.len() == 1, "once");
    drop(server);
    Ok(())
}
