//! What goes wrong around a walk: each has a message or a safe way on, and loses nothing.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{
    Bench, a_double_tap_is_over, ask, begin, delete_everything, end_early, go, go_on, number,
    pass_the_safety_questions, press, stands, until, until_it_goes_on, until_it_says, until_kept, until_kind,
};
use serde_json::json;
use thirtyfour::By;

#[tokio::test]
async fn a_second_tab_of_one_walk_says_so_and_leaves_it_alone() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), &bench.server.address);
    begin(driver, address, "1:1 x1").await?;
    let first = driver.window().await?;
    let second = driver.new_tab().await?;
    driver.switch_to_window(second.clone()).await?;
    go(driver, address, "#/today").await?;
    // What must not come is waited for: the page has read everything long before.
    tokio::time::sleep(Duration::from_secs(2)).await;
    ensure!(
        ask(driver, "return !document.querySelector('main section.note button.main')").await? == json!(true),
        "a walk that runs elsewhere is offered as broken off"
    );
    e2e::choose(driver, address, "1:1 x1").await?;
    ask(driver, "document.querySelector('#start').click()").await?;
    until_it_says(driver, "This walk runs in another window of this app.", 30).await?;
    // Neither there nor here is everything deleted under a walk.
    delete_everything(driver, address, "A walk is going on.").await?;
    driver.switch_to_window(first).await?;
    delete_everything(driver, address, "A walk is going on.").await?;
    go(driver, address, "#/walk/live").await?;
    until_it_goes_on(driver, 1.0).await.context("the first tab's walk stands")?;
    end_early(driver).await?;
    bench.the_one_walk().await?;
    // The first has ended: now the second may.
    driver.switch_to_window(second).await?;
    begin(driver, address, "1:1 x1").await?;
    Ok(())
}

#[tokio::test]
async fn what_one_window_keeps_another_shows_sends_and_holds_to() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), &bench.server.address);
    let first = driver.window().await?;
    let second = driver.new_tab().await?;
    driver.switch_to_window(second.clone()).await?;
    go(driver, address, "#/progress").await?;
    // It has read what there is long before.
    tokio::time::sleep(Duration::from_secs(2)).await;
    driver.switch_to_window(first.clone()).await?;
    ask(driver, "window.fetch = () => Promise.reject(new TypeError('no network'))").await?;
    go(driver, address, "#/today/walked").await?;
    press(driver, "Save").await?;
    until(driver, "location.hash === '#/progress'", 15).await?;
    driver.switch_to_window(second.clone()).await?;
    until(driver, "document.querySelectorAll('ul.walks a').length === 1", 10).await?;
    ask(driver, "window.dispatchEvent(new Event('online'))").await?;
    bench.the_one_walk().await?;
    // What nobody can be called by is no number.
    go(driver, address, "#/settings").await?;
    for (id, typed) in [("emergency", ""), ("contact-phone", "Ann")] {
        let told = format!(
            "const it = document.querySelector('#{id}'); it.value = '{typed}'; it.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        );
        ask(driver, &told).await?;
    }
    until(driver, "document.querySelector('[role=alert] .note.bad')", 5).await?;
    go(driver, address, "#/help").await?;
    let calls = "return [...document.querySelectorAll('a[href^=\"tel:\"]')].map(it => it.href.length > 4)";
    ensure!(ask(driver, calls).await? == json!([true]), "{}", ask(driver, calls).await?);
    // What is chosen here stays, and is seen there, whatever is chosen there after it.
    go(driver, address, "#/settings").await?;
    ask(
        driver,
        "const name = document.querySelector('#contact-name'); name.value = 'Ana'; \
        name.dispatchEvent(new Event('change', { bubbles: true }))",
    )
    .await?;
    driver.switch_to_window(first.clone()).await?;
    go(driver, address, "#/settings").await?;
    until(driver, "document.querySelector('#contact-name').value === 'Ana'", 10).await?;
    ask(driver, "document.querySelector('main input[value=dark]').click()").await?;
    let both = "(told => told.dark && told.contact_name === 'Ana')(JSON.parse(localStorage.getItem('retrowalk-settings')))";
    until(driver, both, 10).await?;
    driver.switch_to_window(second.clone()).await?;
    until(driver, "document.documentElement.dataset.theme === 'dark'", 10).await?;
    // A stop sign locks here and there.
    let locked = "document.querySelector('[role=alert] .note.bad')";
    go(driver, address, "#/help").await?;
    ensure!(ask(driver, &format!("return !{locked}")).await? == json!(true), "locked without a sign");
    driver.switch_to_window(first).await?;
    go(driver, address, "#/help").await?;
    ask(driver, "document.querySelector('main .buttons button').click()").await?;
    until(driver, locked, 10).await?;
    // What comes of it is seen at once.
    let seen = format!("(it => it.top >= 0 && it.bottom <= innerHeight)({locked}.getBoundingClientRect())");
    until(driver, &seen, 5).await?;
    driver.switch_to_window(second).await?;
    until(driver, locked, 10).await?;
    Ok(())
}

#[tokio::test]
async fn an_app_that_comes_only_in_part_says_so_and_opens_once_it_is_whole() -> Result<()> {
    let Some(bench) = Bench::new(&[]).await? else { return Ok(()) };
    let driver = bench.driver();
    driver.cdp().send_raw("Network.enable", json!({})).await?;
    let says = "[...document.querySelectorAll('main')].some(main => main.checkVisibility() && main.id === 'not-whole')";
    for part in ["*/app.js", "*.wasm", "*.txt"] {
        driver.cdp().send_raw("Network.setBlockedURLs", json!({ "urls": [part] })).await?;
        driver.goto(&bench.server.address).await?;
        until(driver, says, 30).await.with_context(|| format!("without {part}"))?;
    }
    driver.cdp().send_raw("Network.setBlockedURLs", json!({ "urls": [] })).await?;
    driver.refresh().await?;
    until(driver, "document.querySelector('#main h1') && !document.querySelector('#not-whole')", 60).await?;
    Ok(())
}

#[tokio::test]
async fn a_full_phone_says_so_and_the_walk_is_kept_once_there_is_room() -> Result<()> {
    let Some(bench) = Bench::new(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), &bench.server.address);
    // Before anything is written: Chromium asks for its room only now and then.
    let quota = json!({ "origin": address, "quotaSize": 1 });
    driver.cdp().send_raw("Storage.overrideQuotaForOrigin", quota).await?;
    pass_the_safety_questions(driver, address).await?;
    begin(driver, address, "hallway 5 m x1").await?;
    until_it_says(driver, "This phone has no room left.", 20).await?;
    until_it_goes_on(driver, 1.0).await.context("a full phone stopped the walk")?;
    // Who asks to save has not come to the end of the path.
    press(driver, "Skip this").await?;
    until_kind(driver, "forward", 5).await?;
    press(driver, "Save again").await?;
    until_it_goes_on(driver, 0.5).await?;
    until_kind(driver, "forward", 1).await?;
    end_early(driver).await?;
    until_it_says(driver, "This phone has no room left.", 10).await?;
    let page = ask(driver, "return document.body.innerText").await?;
    ensure!(!page.as_str().unwrap_or_default().contains("It is saved."), "it is not: {page}");
    press(driver, "Save again").await?;
    until_it_says(driver, "This phone has no room left.", 10).await?;
    driver.cdp().send_raw("Storage.overrideQuotaForOrigin", json!({ "origin": address })).await?;
    press(driver, "Save again").await?;
    until_it_says(driver, "It is saved.", 10).await?;
    let mut walk = bench.the_one_walk().await?;
    driver.refresh().await?;
    go(driver, address, "#/progress").await?;
    let walks = |count: usize| format!("document.querySelectorAll('ul.walks a').length === {count}");
    until(driver, &walks(1), 10).await?;

    // Nor is a file there is no room for a wrong one: all of it is shown, and kept later.
    let entry = json!({ "version": 1, "id": "0190d3a0-0000-7000-8000-000000000003", "revision": 0,
        "started_at": "2026-11-23T10:00:00Z", "record": { "type": "treadmill-ready", "day": "2026-11-23" } });
    let mut file = vec![entry];
    for id in ["0190d3a0-0000-7000-8000-000000000001", "0190d3a0-0000-7000-8000-000000000002"] {
        walk["id"] = json!(id);
        file.push(walk.clone());
        // The second ran in made-up time.
        walk["source"] = json!("made-up");
    }
    let path = bench.folder.path().join("file.json");
    std::fs::write(&path, json!(file).to_string())?;
    // Chromium asks for its room only now and then.
    ask(
        driver,
        "window.put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = \
        () => { throw new DOMException('full', 'QuotaExceededError'); }",
    )
    .await?;
    let input = driver.find(By::Css("main input[type=file]")).await?;
    input.send_keys(path.to_str().context("a path in UTF-8")?).await?;
    until_it_says(driver, "This phone has no room left.", 10).await?;
    until(driver, &walks(3), 10).await?;
    let made_up = "[...document.querySelectorAll('ul.walks a')].filter(it => it.innerText.includes('Nobody walked this')).length === 1";
    until(driver, made_up, 5).await?;
    ask(driver, "IDBObjectStore.prototype.put = window.put").await?;
    press(driver, "Save again").await?;
    until(driver, "!document.querySelector('[role=alert] .note.bad')", 10).await?;
    until_kept(&bench.walks(), 20, |walks| walks.len() == 3).await?;
    driver.refresh().await?;
    until(driver, &walks(3), 60).await?;
    let kept = "(indexedDB.open('retrowalk').onsuccess = event => event.target.result.transaction('coach').objectStore('coach') \
        .getKey('0190d3a0-0000-7000-8000-000000000003').onsuccess = event => window.entry = event.target.result, window.entry)";
    until(driver, kept, 10).await?;
    Ok(())
}

#[tokio::test]
async fn a_stop_sign_told_on_a_full_phone_is_kept_once_there_is_room() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), &bench.server.address);
    go(driver, address, "#/help").await?;
    ask(
        driver,
        "window.put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = \
        () => { throw new DOMException('full', 'QuotaExceededError'); }",
    )
    .await?;
    ask(driver, "document.querySelector('main .buttons button').click()").await?;
    until_it_says(driver, "This phone has no room left.", 10).await?;
    go(driver, address, "#/today").await?;
    until_it_says(driver, "This phone has no room left.", 10).await?;
    ask(driver, "IDBObjectStore.prototype.put = window.put").await?;
    press(driver, "Save again").await?;
    until(driver, "!document.querySelector('[role=alert] .note.bad')", 10).await?;
    driver.refresh().await?;
    go(driver, address, "#/help").await?;
    until(driver, "document.querySelector('[role=alert] .note.bad')", 10).await?;
    Ok(())
}

#[tokio::test]
async fn a_phone_without_sound_and_without_motion_says_both_and_times_the_walk() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), &bench.server.address);
    // As a browser that refuses sound, and a person who says no to motion.
    ask(
        driver,
        "window.tried = 0; HTMLMediaElement.prototype.play = () => { window.tried += 1; \
        return Promise.reject(new DOMException('no device', 'NotAllowedError')); }; \
        DeviceMotionEvent.requestPermission = () => Promise.resolve('denied')",
    )
    .await?;
    begin(driver, address, "0.5:0.5 x1").await?;
    until_it_says(driver, "No sound came out of this phone.", 20).await?;
    let tried = ask(driver, "return window.tried").await?;
    press(driver, "Skip this").await?;
    // The sound may be back: what the track would say is said without it.
    until(driver, &format!("window.tried > {tried}"), 5).await?;
    until_it_says(driver, "I cannot feel steps here. I can still time you.", 10).await?;
    until_it_goes_on(driver, 1.0).await.context("a silent walk stands")?;

    // The page's clock leaps an hour, as after a deep sleep: the walk stands where it was last heard.
    let before = number(driver, "atS").await?;
    ask(driver, "const real = performance.now.bind(performance); performance.now = () => real() + 3600e3")
        .await?;
    until(driver, "document.querySelector('#live').dataset.paused === 'true'", 10).await?;
    let after = number(driver, "atS").await?;
    ensure!(after - before < 5.0, "an hour nobody heard was walked: {before} s to {after} s");
    a_double_tap_is_over().await;
    press(driver, "GO ON").await?;
    until_it_goes_on(driver, 1.0).await.context("it does not go on")?;
    end_early(driver).await?;
    let kept = bench.the_one_walk().await?;
    let walked: f64 = kept["blocks"]
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
    let Some(bench) = Bench::asked(&["--disable-audio-output"]).await? else { return Ok(()) };
    let driver = bench.driver();
    begin(driver, &bench.server.address, "0.5:0.5 x1").await?;
    // Either the browser plays into nothing, or it says that it cannot: the time goes on both ways.
    until_it_goes_on(driver, 5.0).await?;
    end_early(driver).await.map(drop)
}

#[tokio::test]
async fn a_phone_call_pauses_the_walk_and_a_set_clock_changes_nothing() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), &bench.server.address);
    ask(
        driver,
        "const play = HTMLMediaElement.prototype.play; \
        HTMLMediaElement.prototype.play = function () { window.sounding = this; return play.call(this); }",
    )
    .await?;
    begin(driver, address, "1:1 x1").await?;
    until_it_goes_on(driver, 1.0).await.context("it stands")?;
    // A call takes the sound: the element is paused by somebody else.
    ask(driver, "window.sounding.pause()").await?;
    until_it_says(driver, "The sound stopped: a call, or another app.", 5).await?;
    ensure!(stands(driver).await?, "the walk went on through a call");
    press(driver, "GO ON").await?;
    // What is said as it goes on is to be read, and not to stand still beside it.
    let goes_on = "(live => live.dataset.paused === 'true' && live.querySelector('.saying').innerText \
        && !live.querySelector('.now .note') && !live.querySelector('.word').innerText.includes('Wait'))";
    until(driver, &format!("{goes_on}(document.querySelector('#live'))"), 5).await?;
    until_it_goes_on(driver, 1.0).await.context("it does not go on after the call")?;

    // The calendar's clock is set an hour ahead, then two back: a walk's time is not the calendar's.
    for hours in [1, -2] {
        let before = number(driver, "atS").await?;
        ask(driver, &format!("const real = Date.now; Date.now = () => real() + {hours} * 3600e3")).await?;
        until_it_goes_on(driver, 1.0).await?;
        ensure!(number(driver, "atS").await? - before < 10.0, "the walk followed the calendar");
    }
    // Reloaded with the right clock again, it is offered and goes on.
    let before = number(driver, "atS").await?;
    driver.refresh().await?;
    go(driver, address, "#/today").await?;
    ask(
        driver,
        "const play = HTMLMediaElement.prototype.play; window.sounding = new Set(); \
        HTMLMediaElement.prototype.play = function () { sounding.add(this); return play.call(this); }; \
        window.told = false; new MutationObserver(() => { told ||= document.body.innerText.includes('Here is your walk again.'); }) \
        .observe(document.body, { childList: true, subtree: true })",
    )
    .await?;
    go_on(driver, address).await?;
    until(driver, "window.told", 5).await.context("why it stands is not said")?;
    until(driver, "document.querySelector('#live').dataset.paused === 'false'", 20).await?;
    let after = number(driver, "atS").await?;
    ensure!(
        (before - 1.5..before + 5.0).contains(&after),
        "before the reload {before} s, after it {after} s"
    );
    // A track that makes no sound for a while guides no more beside what is then said without it.
    let stall = "sounding.forEach(it => { const at = it.currentTime; \
        Object.defineProperty(it, 'currentTime', { get: () => at, set() {}, configurable: true }); })";
    ask(driver, stall).await?;
    until_it_says(driver, "No sound came out of this phone.", 10).await?;
    ask(driver, "sounding.forEach(it => { delete it.currentTime; })").await?;
    until(driver, "[...sounding].every(it => it.paused || it.ended)", 10).await?;
    until_it_goes_on(driver, 1.0).await.context("a walk without sound stands")?;
    end_early(driver).await?;
    let kept = bench.the_one_walk().await?;
    let why: Vec<_> = kept["log"]
        .as_array()
        .context("a log")?
        .iter()
        .filter(|heard| heard["input"] == "pause")
        .map(|heard| heard["why"].clone())
        .collect();
    ensure!(why.contains(&json!("interruption")) && why.contains(&json!("restored")), "{why:?}");
    Ok(())
}
