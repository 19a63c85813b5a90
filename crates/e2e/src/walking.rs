//! Walks with the app: begins, presses, waits, and looks at what was kept.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use thirtyfour::{By, WebDriver};

use crate::page::{ask, go, until};
use crate::program::binary;

/// Opens Walk, writes the program in notation, and ticks what is asked.
pub async fn choose(driver: &WebDriver, address: &str, program: &str) -> Result<()> {
    go(driver, address, "#/walk").await?;
    ask(driver, "document.querySelector('main input[type=radio][value=own]').click()").await?;
    until(driver, "document.querySelector('#own')", 10).await?;
    ask(driver, &format!("const own = document.querySelector('#own'); own.value = '{program}'; \
        own.dispatchEvent(new Event('input', {{ bubbles: true }})); own.dispatchEvent(new Event('change', {{ bubbles: true }}))")).await?;
    until(driver, "document.querySelector('main code')", 10).await?;
    ask(driver, "for (const tick of document.querySelectorAll('main input[type=checkbox]')) if (!tick.checked) tick.click()").await?;
    Ok(())
}

/// The same, and starts.
pub async fn begin(driver: &WebDriver, address: &str, program: &str) -> Result<()> {
    choose(driver, address, program).await?;
    ask(driver, "document.querySelector('#start').click()").await?;
    until(driver, "document.querySelector('#live')", 120).await?;
    Ok(())
}

/// Takes up a walk that broke off: Today offers it.
pub async fn go_on(driver: &WebDriver, address: &str) -> Result<()> {
    go(driver, address, "#/today").await?;
    until(driver, "document.querySelector('main section.note button.main')", 30).await?;
    ask(driver, "document.querySelector('main section.note button.main').click()").await?;
    until(driver, "document.querySelector('#live')", 120).await?;
    if ask(driver, "return !!document.querySelector('#resume')").await? == Value::Bool(true) {
        until_it_says(driver, "Here is your walk again.", 5).await?;
        a_double_tap_is_over().await;
        ask(driver, "document.querySelector('#resume').click()").await?;
    }
    Ok(())
}

/// Waits until a control that has just taken another's place hears.
pub async fn a_double_tap_is_over() {
    tokio::time::sleep(Duration::from_secs(1)).await;
}

/// A number the live screen shows: `atS`, `steps`, `block`.
pub async fn number(driver: &WebDriver, what: &str) -> Result<f64> {
    let value =
        ask(driver, &format!("return Number(document.querySelector('#live')?.dataset.{what} ?? -1)")).await?;
    value.as_f64().context("a number")
}

/// Waits until the walk is so old.
pub async fn until_walk_time(driver: &WebDriver, at_s: f64, limit: Duration) -> Result<()> {
    let began = Instant::now();
    while number(driver, "atS").await? < at_s {
        ensure!(
            began.elapsed() < limit,
            "the walk stands at {} s, wanted {at_s} s",
            number(driver, "atS").await?
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

/// Waits until the walk has gone on by so much; a minute is more than any machine needs for it.
pub async fn until_it_goes_on(driver: &WebDriver, by_s: f64) -> Result<()> {
    let wanted = number(driver, "atS").await? + by_s;
    until_walk_time(driver, wanted, Duration::from_mins(1)).await
}

/// Whether the walk stands: nothing moved in two seconds, ten looks of its loop.
pub async fn stands(driver: &WebDriver) -> Result<bool> {
    let before = number(driver, "atS").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok((number(driver, "atS").await? - before).abs() < 0.05)
}

/// The walks in the server's records.
pub fn kept_walks(data: &Path) -> Result<Vec<Value>> {
    let output = Command::new(binary()?).args(["export", "--data"]).arg(data).output()?;
    let exported: Value = serde_json::from_slice(&output.stdout)?;
    Ok(exported.get("walks").and_then(Value::as_array).cloned().unwrap_or_default())
}

/// What `retrowalk render --cues` says of a program.
pub fn planned_cues(program: &str) -> Result<Value> {
    let output = Command::new(binary()?).args(["render", program, "--lang", "en", "--cues"]).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Presses the first button or link of the page that says exactly this.
pub async fn press(driver: &WebDriver, says: &str) -> Result<()> {
    until(
        driver,
        &format!(
            "(() => {{ const it = [...document.querySelectorAll('button, a')].find(it => it.innerText.trim() === {says:?} && it.offsetParent); \
             it?.click(); return !!it; }})()"
        ),
        15,
    )
    .await?;
    Ok(())
}

/// Waits until the page says this.
pub async fn until_it_says(driver: &WebDriver, words: &str, seconds: u64) -> Result<()> {
    until(driver, &format!("document.body.innerText.includes({words:?})"), seconds).await?;
    Ok(())
}

/// Deletes everything in the settings, until the page says this.
pub async fn delete_everything(driver: &WebDriver, address: &str, says: &str) -> Result<()> {
    go(driver, address, "#/settings").await?;
    press(driver, "Delete everything").await?;
    until(driver, "document.querySelector('#delete-word')", 5).await?;
    driver.find(By::Id("delete-word")).await?.send_keys("DELETE").await?;
    press(driver, "Delete everything now").await?;
    until_it_says(driver, says, 30).await
}

/// Waits until a walk under this id, or any, is in the server's records as `is_right` wants it.
pub async fn until_kept(
    data: &Path,
    seconds: u64,
    is_right: impl Fn(&[Value]) -> bool,
) -> Result<Vec<Value>> {
    let began = Instant::now();
    loop {
        let walks = kept_walks(data)?;
        if is_right(&walks) {
            return Ok(walks);
        }
        ensure!(began.elapsed() < Duration::from_secs(seconds), "the server keeps {walks:?}");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

/// Waits until the walk is in a block of this kind.
pub async fn until_kind(driver: &WebDriver, kind: &str, seconds: u64) -> Result<()> {
    until(driver, &format!("document.querySelector('#live')?.dataset.kind === '{kind}'"), seconds).await?;
    Ok(())
}

/// Ends the walk before its end; gives its id.
pub async fn end_early(driver: &WebDriver) -> Result<String> {
    if ask(driver, "return document.querySelector('#live').dataset.paused").await? != "true" {
        press(driver, "PAUSE").await?;
    }
    press(driver, "End this walk").await?;
    a_double_tap_is_over().await;
    press(driver, "End the walk now?").await?;
    let id =
        until(driver, "location.hash.startsWith('#/walk/after/') && location.hash.split('/')[3]", 20).await?;
    Ok(id.as_str().context("an id")?.to_owned())
}
