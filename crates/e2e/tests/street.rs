//! Stretches of known length: ended by GPS, and by steps whose length an earlier walk has taught.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{
    Bench, ask, begin, choose, end_early, number, play, press, until, until_it_goes_on, until_it_says,
    until_kind,
};
use serde_json::json;
use thirtyfour::WebDriver;

async fn choose_ends(driver: &WebDriver, way: &str) -> Result<()> {
    until(driver, &format!("document.querySelector('input[name=ends][value={way}]')"), 10).await?;
    ask(driver, &format!("document.querySelector('input[name=ends][value={way}]').click()")).await?;
    Ok(())
}

async fn start(driver: &WebDriver) -> Result<()> {
    ask(driver, "for (const tick of document.querySelectorAll('main input[type=checkbox]')) if (!tick.checked) tick.click(); \
        document.querySelector('#start').click()").await?;
    until(driver, "document.querySelector('#live')", 60).await?;
    press(driver, "Skip this").await?;
    until_kind(driver, "forward", 10).await
}

#[tokio::test]
async fn a_street_block_ends_where_gps_says_its_length_is_walked() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, server) = (bench.driver(), &bench.server);
    // Not before the walker chooses it is the place asked for.
    ask(
        driver,
        "window.asked = 0; const watch = navigator.geolocation.watchPosition.bind(navigator.geolocation); \
        navigator.geolocation.watchPosition = (...all) => { window.asked += 1; return watch(...all); }",
    )
    .await?;
    choose(driver, &server.address, "block 60 m 1:1 x1").await?;
    choose_ends(driver, "gps").await?;
    until_it_says(driver, "The place stays on the phone.", 5).await?;
    ensure!(ask(driver, "return window.asked").await? == json!(0), "asked before START");
    let cdp = driver.cdp();
    cdp.send_raw(
        "Browser.grantPermissions",
        json!({ "permissions": ["geolocation"], "origin": server.address }),
    )
    .await?;
    let go_to =
        |meters: f64| json!({ "latitude": 48.1 + meters / 111_195.0, "longitude": 11.5, "accuracy": 5.0 });
    cdp.send_raw("Emulation.setGeolocationOverride", go_to(0.0)).await?;
    start(driver).await?;
    until_it_goes_on(driver, 2.0).await?;
    for step in 1..=9 {
        let kind = ask(driver, "return document.querySelector('#live').dataset.kind").await?;
        let meters = f64::from(step) * 7.0;
        ensure!(kind == "forward", "{} m were 60 m", meters - 7.0);
        cdp.send_raw("Emulation.setGeolocationOverride", go_to(meters)).await?;
        tokio::time::sleep(Duration::from_millis(1200)).await;
    }
    until_kind(driver, "turn", 10).await.context("63 m were not 60 m")?;
    end_early(driver).await?;
    let distance = bench.the_one_walk().await?["blocks"][1]["distance_m"].as_f64().context("a distance")?;
    ensure!((60.0..66.0).contains(&distance), "{distance} m");
    ensure!(ask(driver, "return window.asked").await? == json!(1), "asked once");
    Ok(())
}

#[tokio::test]
async fn a_walk_ended_by_taps_teaches_the_steps_that_end_the_next() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, server) = (bench.driver(), &bench.server);
    begin(driver, &server.address, "driveway 10 m x1").await?;
    play(driver).await?;
    press(driver, "Skip this").await?;
    for (kind, next) in [("forward", "turn"), ("backward", "cool-down")] {
        until_kind(driver, kind, 40).await?;
        until(driver, "Number(document.querySelector('#live').dataset.steps) >= 16", 40).await?;
        press(driver, "I am there").await?;
        until_kind(driver, next, 10).await?;
    }
    press(driver, "Skip this").await?;
    until(driver, "location.hash.startsWith('#/walk/after')", 20).await?;
    let kept = ask(driver, "const kept = JSON.parse(localStorage.getItem('retrowalk-settings')); return [kept.own_forward.length_m, kept.own_backward.length_m]").await?;
    for learned in kept.as_array().context("two")? {
        let meters = learned.as_f64().unwrap_or_default();
        ensure!((0.4..0.75).contains(&meters), "16 steps in 10 m are not {kept}");
    }

    choose(driver, &server.address, "driveway 10 m x1").await?;
    choose_ends(driver, "steps").await?;
    until_it_says(driver, "The phone knows how long your steps are.", 5).await?;
    start(driver).await?;
    let began = std::time::Instant::now();
    until_kind(driver, "turn", 30).await.context("ten metres of steps did not end the stretch")?;
    // 1.7 steps a second, each counted a fifth longer than 10 m over 16 to 22 steps: 8 to 11 s and the engine's second look.
    let seconds = began.elapsed().as_secs_f64();
    ensure!((4.0..25.0).contains(&seconds), "it ended after {seconds:.1} s");
    ensure!(number(driver, "atS").await? > 0.0, "it goes on");
    Ok(())
}
