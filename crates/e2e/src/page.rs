//! Asks the page, by polling: one long call would run into the driver's own time limit.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use thirtyfour::WebDriver;

/// Runs a script in the page; gives what it returns.
pub async fn ask(driver: &WebDriver, script: &str) -> Result<Value> {
    let answer =
        driver.execute(script, Vec::new()).await.with_context(|| format!("the page refused: {script}"))?;
    Ok(answer.json().clone())
}

/// Waits until an expression is true in the page; gives its value.
pub async fn until(driver: &WebDriver, expression: &str, seconds: u64) -> Result<Value> {
    let began = Instant::now();
    loop {
        let value = ask(driver, &format!("return ({expression}) || null")).await?;
        if !value.is_null() {
            return Ok(value);
        }
        if began.elapsed() > Duration::from_secs(seconds) {
            let text = ask(driver, "return document.body.innerText").await?;
            bail!("waited {seconds} s for {expression}; the page says: {text}");
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Opens a screen of the app and waits for its heading.
pub async fn go(driver: &WebDriver, address: &str, screen: &str) -> Result<()> {
    let here = ask(driver, "return location.href").await?;
    if here.as_str().is_some_and(|here| here.starts_with(address)) {
        ask(driver, &format!("location.hash = '{screen}'")).await?;
    } else {
        driver.goto(format!("{address}/{screen}")).await?;
    }
    until(driver, &format!("location.hash === '{screen}' && document.querySelector('#main h1')"), 60).await?;
    Ok(())
}

/// Answers the welcome's safety questions as somebody to whom none of it applies.
pub async fn pass_the_safety_questions(driver: &WebDriver, address: &str) -> Result<()> {
    go(driver, address, "#/welcome/3").await?;
    ask(
        driver,
        "for (const no of document.querySelectorAll('main input[type=radio][value=no]')) no.click(); \
         [...document.querySelectorAll('main input[type=checkbox]')].at(-1).click(); \
         document.querySelector('main button.main').click();",
    )
    .await?;
    until(driver, "location.hash === '#/welcome/4'", 10).await?;
    Ok(())
}
