//! What is printed out of the app: one page, as it looks.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use e2e::{Bench, ask, go, press, until, until_it_says};
use serde_json::{Value, json};
use thirtyfour::{By, WebDriver};

/// A walk of `day`, five minutes forward and one back, as the app keeps it.
fn walk(number: u32, day: &str) -> Value {
    let block = |index: u32, kind: &str, seconds: u32, steps: u32| {
        json!({"index": index, "kind": kind, "planned_s": seconds, "done_s": seconds, "not_measured_s": 0, "outcome": "done",
            "steps": {kind: steps}, "distance_m": f64::from(steps) * 0.5})
    };
    json!({"version": 1, "id": format!("0190d3a0-0000-7000-8000-{number:012x}"), "started_at": format!("{day}T09:30:00+00:00"),
        "program": "5:1 x1", "way": "intervals", "source": "phone", "language": "en",
        "blocks": [block(0, "forward", 300, 500), block(1, "backward", 60, 80)],
        "feeling": {"effort": 12, "wobble": false, "pain": [{"where": "knee", "level": number % 4}]}, "ended": "complete"})
}

/// The days of so many weeks before today, one a week, by the page's own calendar.
async fn weeks(driver: &WebDriver, count: u32) -> Result<Vec<String>> {
    let days = ask(
        driver,
        &format!(
            "return [...Array({count}).keys()].map(week => new Date(Date.now() - week * 6048e5).toISOString().slice(0, 10))"
        ),
    )
    .await?;
    Ok(serde_json::from_value(days)?)
}

/// Reads a file of walks by the button of Progress.
async fn import(bench: &Bench, walks: &[Value]) -> Result<()> {
    let file = bench.folder.path().join("walks.json");
    std::fs::write(&file, serde_json::to_vec(walks)?)?;
    go(bench.driver(), &bench.server.address, "#/progress").await?;
    until(bench.driver(), "document.querySelector('input[type=file]')", 20).await?;
    let input = bench.driver().find(By::Css("input[type=file]")).await?;
    input.send_keys(file.to_string_lossy()).await?;
    Ok(())
}

/// How many pages the window in front prints, on paper as wide as Letter and as long as A4: what fits it fits both.
async fn pages(driver: &WebDriver) -> Result<usize> {
    let paper = json!({"paperWidth": 8.5, "paperHeight": 11.0, "preferCSSPageSize": true});
    let printed = driver.cdp().send_raw("Page.printToPDF", paper).await?;
    let data = printed.get("data").and_then(|data| data.as_str()).context("a PDF")?;
    let pdf = BASE64_STANDARD.decode(data)?;
    let text = String::from_utf8_lossy(&pdf);
    Ok(text.matches("/Type /Page\n").count() + text.matches("/Type /Page/").count())
}

/// Presses the button that prints, and counts the pages of what opens.
async fn printed(bench: &Bench) -> Result<usize> {
    let driver = bench.driver();
    let app = driver.window().await?;
    press(driver, "Print one page").await?;
    let began = Instant::now();
    let page = loop {
        let other = driver.windows().await?.into_iter().find(|window| *window != app);
        if let Some(page) = other {
            break page;
        }
        ensure!(began.elapsed() < Duration::from_secs(20), "no page opened");
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    driver.switch_to_window(page).await?;
    until(driver, "document.readyState === 'complete' && document.querySelector('svg')", 20).await?;
    let count = pages(driver).await?;
    driver.close_window().await?;
    driver.switch_to_window(app).await?;
    Ok(count)
}

#[tokio::test]
async fn the_report_of_a_year_and_of_one_walk_and_a_card_are_printed_on_one_page_without_the_server_too()
-> Result<()> {
    let Some(mut bench) = Bench::asked(&["--disable-popup-blocking"]).await? else { return Ok(()) };
    let days = weeks(bench.driver(), 52).await?;
    let all: Vec<Value> = (1..).zip(&days).map(|(number, day)| walk(number, day)).collect();
    import(&bench, &all[..1]).await?;
    until_it_says(bench.driver(), "Print one page", 20).await?;
    ensure!(printed(&bench).await? == 1, "one walk is not one page");
    import(&bench, &all).await?;
    until(bench.driver(), "document.querySelectorAll('ul.walks a').length === 52", 30).await?;
    ensure!(printed(&bench).await? == 1, "a year is not one page");
    until(bench.driver(), "navigator.serviceWorker.controller", 60).await?;
    bench.server.kill();
    ensure!(printed(&bench).await? == 1, "without the server a year is not one page");
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    for card in ["why", "knees"] {
        go(driver, address, &format!("#/learn/{card}")).await?;
        until(driver, "document.querySelector('#print')", 10).await?;
        ensure!(pages(driver).await? == 1, "the card {card} is not one page");
    }
    Ok(())
}

#[tokio::test]
async fn a_file_with_a_walk_nobody_can_walk_is_refused_and_says_which_and_why() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let days = weeks(bench.driver(), 2).await?;
    let mut walks: Vec<Value> = (1..).zip(&days).map(|(number, day)| walk(number, day)).collect();
    for (path, value, said) in [
        ("/blocks/1/distance_m", json!(99_999), "walk 2: Part 2 is longer than one can walk"),
        ("/blocks/0/steps/forward", json!(4_000_000_000_u32), "walk 2: Part 1 has more steps"),
        ("/started_at", json!("yesterday"), "walk 2: Its start is not a date and time"),
    ] {
        let right = walks.clone();
        *walks[1].pointer_mut(path).context("a field")? = value;
        import(&bench, &walks).await?;
        until_it_says(bench.driver(), said, 20).await?;
        ensure!(
            ask(bench.driver(), "return document.querySelector('ul.walks a')").await?.is_null(),
            "a walk of the file was kept"
        );
        walks = right;
    }
    Ok(())
}

#[tokio::test]
async fn the_body_s_table_lies_within_a_phone() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let driver = bench.driver();
    go(driver, &bench.server.address, "#/learn/body").await?;
    until(driver, "document.querySelector('.scroll table')", 10).await?;
    let over = ask(
        driver,
        "const it = document.querySelector('.scroll'); return [it.scrollWidth - it.clientWidth, innerWidth]",
    )
    .await?;
    ensure!(over[0] == 0, "{over}");
    Ok(())
}
