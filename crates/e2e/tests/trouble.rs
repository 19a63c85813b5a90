//! What goes wrong around a walk: each has a message or a safe way on, and loses nothing.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{
    Chromium, Server, ask, begin, end_early, go, go_on, have_chromium, kept_walks, number,
    pass_the_safety_questions, press, until, until_it_says, until_kept,
};
use serde_json::{Value, json};
use thirtyfour::WebDriver;

/// A server, a browser, and the safety questions answered.
struct Bench {
    data: tempfile::TempDir,
    server: Server,
    chromium: Chromium,
}

impl Bench {
    async fn new(arguments: &[&str]) -> Result<Bench> {
        let bench = Bench::unasked(arguments).await?;
        pass_the_safety_questions(&bench.chromium.driver, &bench.server.address).await?;
        Ok(bench)
    }

    /// A browser in which nothing was opened yet.
    async fn unasked(arguments: &[&str]) -> Result<Bench> {
        let data = tempfile::tempdir()?;
        let server = Server::start(&data.path().join("walks"), 0)?;
        let arguments: Vec<&str> = ["--lang=en-GB"].iter().chain(arguments).copied().collect();
        let chromium = Chromium::start(&data.path().join("profile"), &arguments).await?;
        Ok(Bench { data, server, chromium })
    }

    async fn kept(&self) -> Result<Vec<Value>> {
        until_kept(&self.data.path().join("walks"), 30, |walks| !walks.is_empty()).await
    }
}

async fn moves(driver: &WebDriver) -> Result<bool> {
    let before = number(driver, "atS").await?;
    tokio::time::sleep(Duration::from_millis(2500)).await;
    Ok(number(driver, "atS").await? > before + 1.0)
}

#[tokio::test]
async fn a_second_tab_of_one_walk_says_so_and_leaves_it_alone() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let bench = Bench::new(&[]).await?;
    let (driver, address) = (&bench.chromium.driver, &bench.server.address);
    begin(driver, address, "1:1 x1").await?;
    let first = driver.window().await?;
    let second = driver.new_tab().await?;
    driver.switch_to_window(second.clone()).await?;
    go(driver, address, "#/today").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    ensure!(
        ask(driver, "return !document.querySelector('main section.note button.main')").await? == json!(true),
        "a walk that runs elsewhere is offered as broken off"
    );
    e2e::choose(driver, address, "1:1 x1").await?;
    ask(driver, "document.querySelector('#start').click()").await?;
    until_it_says(driver, "This walk runs in another window of this app.", 30).await?;
    driver.switch_to_window(first).await?;
    ensure!(moves(driver).await?, "the first tab's walk stands");
    end_early(driver).await?;
    ensure!(bench.kept().await?.len() == 1, "one walk, kept once");
    // The first has ended: now the second may.
    driver.switch_to_window(second).await?;
    begin(driver, address, "1:1 x1").await?;
    Ok(())
}

#[tokio::test]
async fn a_full_phone_says_so_and_the_walk_is_kept_once_there_is_room() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let bench = Bench::unasked(&[]).await?;
    let (driver, address) = (&bench.chromium.driver, &bench.server.address);
    // Before anything is written: Chromium asks for its room only now and then.
    let quota = json!({ "origin": address, "quotaSize": 1 });
    driver.cdp().send_raw("Storage.overrideQuotaForOrigin", quota).await?;
    pass_the_safety_questions(driver, address).await?;
    begin(driver, address, "1:1 x1").await?;
    until_it_says(driver, "This phone has no room left.", 20).await?;
    ensure!(moves(driver).await?, "a full phone stopped the walk");
    end_early(driver).await?;
    until_it_says(driver, "This phone has no room left.", 10).await?;
    let page = ask(driver, "return document.body.innerText").await?;
    ensure!(!page.as_str().unwrap_or_default().contains("It is saved."), "it is not: {page}");
    press(driver, "Save again").await?;
    until_it_says(driver, "This phone has no room left.", 10).await?;
    driver.cdp().send_raw("Storage.overrideQuotaForOrigin", json!({ "origin": address })).await?;
    press(driver, "Save again").await?;
    until_it_says(driver, "It is saved.", 10).await?;
    ensure!(bench.kept().await?.len() == 1, "one walk, kept once");
    driver.refresh().await?;
    go(driver, address, "#/progress").await?;
    until(driver, "document.querySelectorAll('ul.walks a').length === 1", 10).await?;
    Ok(())
}

#[tokio::test]
async fn a_phone_without_sound_and_without_motion_says_both_and_times_the_walk() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let bench = Bench::new(&[]).await?;
    let (driver, address) = (&bench.chromium.driver, &bench.server.address);
    // As a browser that refuses sound, and a person who says no to motion.
    ask(driver, "HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('no device', 'NotAllowedError')); \
        DeviceMotionEvent.requestPermission = () => Promise.resolve('denied')").await?;
    begin(driver, address, "0.5:0.5 x1").await?;
    until_it_says(driver, "No sound came out of this phone.", 20).await?;
    press(driver, "Skip this").await?;
    until_it_says(driver, "I cannot feel steps here. I can still time you.", 10).await?;
    ensure!(moves(driver).await?, "a silent walk stands");

    // The page's clock leaps an hour, as after a deep sleep: the walk stands where it was last heard.
    let before = number(driver, "atS").await?;
    ask(driver, "const real = performance.now.bind(performance); performance.now = () => real() + 3600e3")
        .await?;
    until(driver, "document.querySelector('#live').dataset.paused === 'true'", 10).await?;
    let after = number(driver, "atS").await?;
    ensure!(after - before < 5.0, "an hour nobody heard was walked: {before} s to {after} s");
    press(driver, "GO ON").await?;
    ensure!(moves(driver).await?, "it does not go on");
    end_early(driver).await?;
    let kept = bench.kept().await?;
    let walked: f64 = kept[0]["blocks"]
        .as_array()
        .context("blocks")?
        .iter()
        .filter_map(|block| block["done_s"].as_f64())
        .sum();
    ensure!(walked < 60.0, "{walked} s walked");
    Ok(())
}

#[tokio::test]
async fn no_sound_device_at_all_leaves_a_walk_that_goes_on() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let bench = Bench::new(&["--disable-audio-output"]).await?;
    let driver = &bench.chromium.driver;
    begin(driver, &bench.server.address, "0.5:0.5 x1").await?;
    // Either the browser plays into nothing, or it says that it cannot: the time goes on both ways.
    tokio::time::sleep(Duration::from_secs(5)).await;
    ensure!(moves(driver).await?, "it stands");
    end_early(driver).await.map(drop)
}

#[tokio::test]
async fn a_phone_call_pauses_the_walk_and_a_set_clock_changes_nothing() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let bench = Bench::new(&[]).await?;
    let (driver, address) = (&bench.chromium.driver, &bench.server.address);
    ask(
        driver,
        "const play = HTMLMediaElement.prototype.play; \
        HTMLMediaElement.prototype.play = function () { window.sounding = this; return play.call(this); }",
    )
    .await?;
    begin(driver, address, "1:1 x1").await?;
    ensure!(moves(driver).await?, "it stands");
    // A call takes the sound: the element is paused by somebody else.
    ask(driver, "window.sounding.pause()").await?;
    until_it_says(driver, "The sound stopped: a call, or another app.", 5).await?;
    ensure!(!moves(driver).await?, "the walk went on through a call");
    press(driver, "GO ON").await?;
    ensure!(moves(driver).await?, "it does not go on after the call");

    // The calendar's clock is set an hour ahead, then two back: a walk's time is not the calendar's.
    for hours in [1, -2] {
        let before = number(driver, "atS").await?;
        ask(driver, &format!("const real = Date.now; Date.now = () => real() + {hours} * 3600e3")).await?;
        ensure!(moves(driver).await?, "it stands");
        ensure!(number(driver, "atS").await? - before < 6.0, "the walk followed the calendar");
    }
    // Reloaded with the right clock again, it is offered and goes on.
    let before = number(driver, "atS").await?;
    driver.refresh().await?;
    go_on(driver, address).await?;
    let after = number(driver, "atS").await?;
    ensure!(
        (before - 1.5..before + 5.0).contains(&after),
        "before the reload {before} s, after it {after} s"
    );
    end_early(driver).await?;
    let kept = bench.kept().await?;
    ensure!(kept.len() == 1, "once");
    let why: Vec<_> = kept[0]["log"]
        .as_array()
        .context("a log")?
        .iter()
        .filter(|heard| heard["input"] == "pause")
        .map(|heard| heard["why"].clone())
        .collect();
    ensure!(why.contains(&json!("interruption")) && why.contains(&json!("restored")), "{why:?}");
    ensure!(kept_walks(&bench.data.path().join("walks"))?.len() == 1, "once");
    Ok(())
}
