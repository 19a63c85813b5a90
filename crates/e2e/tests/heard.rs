//! A walk as it is heard: the app plays it into a sound server of its own, what comes out is recorded, and every cue is held
//! against the plan; and what the app says it said is the plan, too.
//!
//! With `RETROWALK_HIDDEN_MINUTES=10` the walk lasts that long and its page is hidden, as it is in a pocket.

use anyhow::{Context as _, Result, ensure};
use e2e::{Chromium, Ear, Server, begin, go, have_chromium, pass_the_safety_questions, planned_cues, until};
use serde_json::Value;

/// What the issue allows between plan and ear, s.
const MOST_OFF_S: f64 = 0.050;

#[tokio::test]
async fn every_cue_of_a_walk_in_the_app_is_heard_when_the_plan_has_it() -> Result<()> {
    if !have_chromium() || !Ear::there_is_one() {
        return Ok(());
    }
    let hidden: Option<u32> =
        std::env::var("RETROWALK_HIDDEN_MINUTES").ok().map(|m| m.parse()).transpose()?;
    // Two rounds, and what getting ready, turns and cooling down add: N minutes at least.
    let forward = |minutes: u32| (minutes * 60).saturating_sub(261).div_ceil(120).max(1);
    let program = hidden.map_or("0.5:0.5 x1".to_owned(), |minutes| format!("{}:1 x2", forward(minutes)));
    let plan = planned_cues(&program)?;
    let planned = plan["cues"].as_array().context("cues")?;
    let length_s = plan["duration_s"].as_f64().context("a length")?;

    let data = tempfile::tempdir()?;
    let server = Server::start(&data.path().join("walks"), 0)?;
    let mut ear = Ear::open()?;
    let profile = data.path().join("profile");
    let chromium = Chromium::start_heard(&profile, &["--lang=en-GB"], Some(&ear)).await?;
    let driver = &chromium.driver;
    pass_the_safety_questions(driver, &server.address).await?;
    ear.listen()?;
    begin(driver, &server.address, &program).await?;
    if hidden.is_some() {
        let walk = driver.window().await?;
        let front = driver.new_tab().await?;
        driver.switch_to_window(front).await?;
        driver.goto("about:blank").await?;
        // Not looked at meanwhile: a look would wake it.
        tokio::time::sleep(std::time::Duration::from_secs_f64(length_s + 2.0)).await;
        driver.switch_to_window(walk).await?;
    }
    until(driver, "location.hash.startsWith('#/walk/after')", 300).await?;
    let sound = ear.close()?;

    // What was said, by the app's own log.
    go(driver, &server.address, "#/settings/cues").await?;
    let said = until(driver, "document.querySelector('#cue-log') && [...document.querySelectorAll('#cue-log tbody tr')].map(row => [row.dataset.cue, Number(row.dataset.atS)])", 10).await?;
    let said = said.as_array().context("rows")?;
    ensure!(said.len() == planned.len(), "{} cues said, {} planned: {said:?}", said.len(), planned.len());
    for (said, planned) in said.iter().zip(planned) {
        ensure!(said[0] == planned["id"], "{said} instead of {planned}");
        let late = said[1].as_f64().unwrap_or(f64::NAN) - planned["t_s"].as_f64().unwrap_or(f64::NAN);
        ensure!(late.abs() < 0.25, "{} came {late:.3} s late", planned["id"]);
    }

    // What was heard.
    let at_s: Vec<f64> = planned.iter().filter_map(|cue: &Value| cue["t_s"].as_f64()).collect();
    let heard = sound.against(&at_s)?;
    println!("{program}, hidden {hidden:?} minutes: {heard}");
    ensure!(heard.missing.is_empty(), "not heard, at s of the walk: {:?}", heard.missing);
    ensure!(heard.worst_s <= MOST_OFF_S, "the worst is {:.1} ms off", heard.worst_s * 1000.0);
    Ok(())
}
