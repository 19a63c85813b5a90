//! The eight checks, done on the phone.

use super::{click, exported, text};
use anyhow::{Result, ensure};
use e2e::{Bench, a_double_tap_is_over, ask, choose, go, play_then_stand, until, until_it_says};
use serde_json::json;
use std::time::{Duration, Instant};
use thirtyfour::WebDriver;

#[tokio::test]
async fn a_check_is_practised_timed_twice_and_kept_and_opens_the_treadmill_step_by_step() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());

    // The treadmill asks for its checks first.
    choose(driver, address, "treadmill 1 min x1").await?;
    until(driver, "document.querySelector('#closed')", 10).await?;
    ensure!(text(driver).await?.contains("three meter check"), "{}", text(driver).await?);

    go(driver, address, "#/checks/three-meter-backward-walk").await?;
    until(driver, "document.querySelector('input[name=company]')", 10).await?;
    ensure!(
        ask(driver, "return document.querySelector('#go')").await?.is_null(),
        "somebody alone goes backward"
    );
    ask(driver, "document.querySelector('input[name=company][value=spotter]').click()").await?;
    click(driver, "#go", 10).await?;
    until_it_says(driver, "Check the three lines first", 5).await?;
    for (timed, opens) in [("steps", false), ("tap", true)] {
        ask(driver, &format!("document.querySelector('input[name=timed][value={timed}]').click()")).await?;
        let says = text(driver).await?.contains("Only a time that someone else taps");
        ensure!(says != opens, "timed by {timed}");
    }
    for trial in 0..4 {
        if trial == 0 {
            ask(driver, LOOKED_AT).await?;
        }
        click(driver, "#go", 10).await?;
        until(driver, "document.querySelector('#stop')", 15).await?;
        let large =
            ask(driver, "return document.querySelector('#stop').clientHeight >= innerHeight * .38").await?;
        ensure!(large == json!(true), "who times it looks at the walker");
        tokio::time::sleep(Duration::from_secs(3)).await;
        click(driver, "#stop", 1).await?;
        if trial > 0 {
            // Without a stumble, and to the line; the second half of a double tap on STOP says nothing of that.
            click(driver, "#held", 10).await?;
            a_double_tap_is_over().await;
            click(driver, "#held", 1).await?;
        }
        if trial == 1 {
            until_it_says(driver, "Time 2 of 2", 5).await?;
            // One that was stopped too early is taken back alone, and only once.
            click(driver, "#undo", 1).await?;
            until_it_says(driver, "Time 1 of 2", 5).await?;
            ensure!(ask(driver, "return document.querySelector('#undo')").await?.is_null());
        }
    }
    until(driver, "document.querySelector('#keep')", 10).await?;
    click(driver, "#keep", 1).await?;
    until_it_says(driver, "Kept", 10).await?;
    // Who was there for it may have gone home.
    go(driver, address, "#/today").await?;
    until(driver, "document.querySelector('input[name=company][value=alone]')?.checked", 10).await?;

    choose(driver, address, "treadmill 1 min x1").await?;
    until(driver, "document.querySelector('#closed')", 10).await?;
    ensure!(text(driver).await?.contains("heel to toe"), "{}", text(driver).await?);

    // It has reached the server, which gives it back.
    let began = Instant::now();
    while !exported(&bench)?.contains("three-meter-backward-walk") {
        ensure!(began.elapsed() < Duration::from_secs(30), "the check never reached the server");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    Ok(())
}

/// Somebody is there, and the place was looked at.
const LOOKED_AT: &str = "document.querySelector('input[name=company][value=spotter]')?.click(); \
    document.querySelectorAll('main input[type=checkbox]').forEach(tick => tick.checked || tick.click())";

/// Does a check as its pages ask and keeps it; gives what the page said of it. `motion` is played in each trial: seconds of
/// walking, and the sway of standing after it.
async fn done(driver: &WebDriver, address: &str, id: &str, motion: Option<(f64, f64)>) -> Result<String> {
    go(driver, address, &format!("#/checks/{id}")).await?;
    until(driver, "document.querySelector('main h2')", 10).await?;
    ask(driver, LOOKED_AT).await?;
    until(driver, "document.querySelector('#go')", 10).await?;
    if let Some((walk_s, _)) = motion.filter(|(walk_s, _)| *walk_s > 0.0) {
        ensure!(walk_s > 3.0, "too short a walk to hear");
        ask(driver, "document.querySelector('main input[type=radio][value=steps]').click()").await?;
    }
    let began = Instant::now();
    let mut running = false;
    while began.elapsed() < Duration::from_mins(4) {
        let state = ask(
            driver,
            "return ['keep', 'count', 'held', 'now', 'stop', 'go'].find(id => document.getElementById(id)) ?? 'going'",
        )
        .await?;
        match state.as_str().unwrap_or_default() {
            "keep" => {
                let said = text(driver).await?;
                click(driver, "#keep", 1).await?;
                until_it_says(driver, "Kept", 10).await?;
                return Ok(said);
            }
            "count" => {
                ask(
                    driver,
                    "const it = document.getElementById('count'); it.value = '9'; \
                    it.dispatchEvent(new Event('input', { bubbles: true })); it.form.requestSubmit()",
                )
                .await?;
            }
            question @ ("held" | "now") => {
                a_double_tap_is_over().await;
                click(driver, &format!("#{question}"), 1).await?;
            }
            // What is held goes on to its end; what is walked is tapped.
            "stop" if id == "four-stage-balance" => {}
            "stop" => {
                tokio::time::sleep(Duration::from_millis(4200)).await;
                click(driver, "#stop", 1).await?;
            }
            "go" => {
                running = false;
                click(driver, "#go", 1).await?;
            }
            _ if !running => {
                if let Some((walk_s, sway)) = motion {
                    // The five seconds of getting ready are stood, as a person stands.
                    tokio::time::sleep(Duration::from_millis(5300)).await;
                    play_then_stand(driver, walk_s, sway).await?;
                }
                running = true;
            }
            _ => {}
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    anyhow::bail!("{id} never came to its end: {}", text(driver).await?)
}

/// The first line that is a number with this unit.
fn first_number(said: &str, unit: &str) -> f64 {
    said.lines().find_map(|line| line.strip_suffix(unit)?.parse().ok()).unwrap_or(f64::NAN)
}

#[tokio::test]
async fn each_of_the_eight_checks_is_done_as_it_is_said_and_kept() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    // Tapped, counted, and held to their end.
    for id in [
        "three-meter-backward-walk",
        "ten-metre-walk",
        "timed-up-and-go",
        "single-leg-stance",
        "thirty-second-chair-stand",
        "four-stage-balance",
    ] {
        let said = done(driver, address, id, None).await?;
        println!("{id}: {}", said.lines().take(4).collect::<Vec<_>>().join(" | "));
        let right = match id {
            "thirty-second-chair-stand" => said.contains("\n9\n"),
            "four-stage-balance" => said.contains("40.0 s"),
            // Tapped after 4.2 s, as soon as a busy machine does.
            _ => (4.2..6.0).contains(&first_number(&said, " s")),
        };
        ensure!(right && said.contains("This is your first one"), "{id}: {said}");
    }
    // The way up to the first line is not timed.
    go(driver, address, "#/checks/ten-metre-walk").await?;
    click(driver, "#go", 10).await?;
    tokio::time::sleep(Duration::from_secs(8)).await;
    ensure!(ask(driver, "return document.querySelector('#stop')").await?.is_null(), "the run-up is timed");
    click(driver, "#now", 1).await?;
    until(driver, "document.querySelector('#stop')", 2).await?;
    // Eight seconds of a real walk are heard as eight seconds, to within a step.
    let said = done(driver, address, "four-metre-walk", Some((8.0, 0.0))).await?;
    ensure!((7.0..=9.0).contains(&first_number(&said, " s")), "{said}");
    // Who stops on the way stood as still as who arrived: it counts for nothing without a yes.
    go(driver, address, "#/checks").await?;
    go(driver, address, "#/checks/four-metre-walk").await?;
    until(driver, "document.querySelector('#go')", 10).await?;
    ask(driver, "document.querySelector('main input[type=radio][value=steps]').click()").await?;
    for practised in [true, false] {
        click(driver, "#go", 10).await?;
        tokio::time::sleep(Duration::from_millis(5300)).await;
        play_then_stand(driver, 4.0, 0.0).await?;
        until(
            driver,
            if practised { "document.querySelector('#go')" } else { "document.querySelector('#held')" },
            20,
        )
        .await?;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    click(driver, "#not-held", 1).await?;
    until_it_says(driver, "Time 1 of 2", 5).await?;
    // A sway of 0.2 m/s^2 to either side is 0.141 root mean square.
    let said = done(driver, address, "standing-sway", Some((0.0, 0.2))).await?;
    ensure!((first_number(&said, " m/s²") - 0.141).abs() < 0.02, "{said}");
    go(driver, address, "#/checks").await?;
    ensure!(!text(driver).await?.contains("Not done yet"), "{}", text(driver).await?);
    go(driver, address, "#/progress").await?;
    Ok(())
}

/// The page as it is while another app is in front of it, or again as it is in sight.
async fn hide(driver: &WebDriver, hidden: bool) -> Result<()> {
    let script = format!(
        "Object.defineProperty(document, 'hidden', {{ configurable: true, get: () => {hidden} }}); \
         document.dispatchEvent(new Event('visibilitychange'))"
    );
    ask(driver, &script).await?;
    Ok(())
}

#[tokio::test]
async fn a_stance_nobody_says_was_held_counts_for_nothing_nor_does_one_on_a_page_that_was_left() -> Result<()>
{
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    go(driver, address, "#/checks/four-stage-balance").await?;
    let stand = async || {
        click(driver, "#go", 10).await?;
        click(driver, "#now", 10).await
    };
    let comes = async |stance: &str| {
        let next = format!("document.querySelector('main h2')?.innerText.startsWith('{stance}')");
        until(driver, &next, 20).await.map(drop)
    };
    // The one to try is nobody's result.
    stand().await?;
    comes("Feet side by side").await?;
    stand().await?;
    // A tap on STOP that comes too late hits what stands there now.
    until(driver, "document.querySelector('#stop')", 2).await?;
    ask(
        driver,
        "const stop = document.querySelector('#stop').getBoundingClientRect(); \
         const late = () => { \
             window.hit = document.elementFromPoint(stop.x + stop.width / 2, stop.y + stop.height / 2); \
             window.hit.click(); \
         }; \
         const wait = () => document.querySelector('#held') ? setTimeout(late, 100) : requestAnimationFrame(wait); \
         wait()",
    )
    .await?;
    until(driver, "['held', 'not-held'].includes(window.hit?.id)", 20).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    ensure!(!ask(driver, "return document.querySelector('#held')").await?.is_null(), "silence was an answer");
    click(driver, "#not-held", 1).await?;
    until_it_says(driver, "That one does not count", 5).await?;
    stand().await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    hide(driver, true).await?;
    hide(driver, false).await?;
    until_it_says(driver, "the page was left", 5).await?;
    ensure!(ask(driver, "return document.querySelector('#held, #stop, #keep')").await?.is_null());
    stand().await?;
    until(driver, "document.querySelector('#held')", 20).await?;
    a_double_tap_is_over().await;
    click(driver, "#held", 1).await?;
    comes("The middle of one foot touches").await
}

/// Half a minute of chair stands up to the question how many they were.
async fn chair_stands(driver: &WebDriver) -> Result<()> {
    for _ in 0..2 {
        click(driver, "#go", 10).await?;
    }
    until(driver, "document.querySelector('#count')", 60).await?;
    Ok(())
}

async fn count(driver: &WebDriver, number: &str) -> Result<()> {
    let script = format!(
        "const it = document.getElementById('count'); it.value = '{number}'; \
         it.dispatchEvent(new Event('input', {{ bubbles: true }})); it.form.requestSubmit()"
    );
    ask(driver, &script).await?;
    Ok(())
}

#[tokio::test]
async fn a_slip_costs_no_trial_and_of_two_checks_on_a_day_the_walker_says_which_counts() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    let newest = async |value: &str| {
        go(driver, address, "#/checks").await?;
        until_it_says(driver, &format!("Last time: {value},"), 10).await
    };
    go(driver, address, "#/checks/thirty-second-chair-stand").await?;
    // A phone that slept in the middle of it asks for no count.
    for _ in 0..2 {
        click(driver, "#go", 10).await?;
    }
    tokio::time::sleep(Duration::from_secs(8)).await;
    hide(driver, true).await?;
    hide(driver, false).await?;
    until_it_says(driver, "The phone slept", 5).await?;
    click(driver, "#go", 10).await?;
    until(driver, "document.querySelector('#count')", 60).await?;
    for wrong in ["61", "12.5", "many"] {
        count(driver, wrong).await?;
        until_it_says(driver, "whole number from 0 to 60", 5).await?;
        ensure!(
            !ask(driver, "return document.querySelector('#count')").await?.is_null(),
            "{wrong} threw it away"
        );
    }
    count(driver, "9").await?;
    until(driver, "document.querySelector('#keep')", 5).await?;
    ensure!(!text(driver).await?.contains("whole number") && text(driver).await?.contains("your first one"));
    click(driver, "#keep", 1).await?;
    newest("9").await?;

    for (number, button, counts) in [("11", "#keep-first", "9"), ("12", "#use-new", "12")] {
        go(driver, address, "#/checks/thirty-second-chair-stand").await?;
        chair_stands(driver).await?;
        count(driver, number).await?;
        until(driver, "document.querySelector('#use-new')", 5).await?;
        let said = text(driver).await?;
        ensure!(
            said.contains("You did this check today: 9.") && !said.contains("first one"),
            "the second of a day: {said}"
        );
        click(driver, button, 1).await?;
        newest(counts).await?;
    }
    Ok(())
}
