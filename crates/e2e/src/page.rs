//! Asks the page, by polling: one long call would run into the driver's own time limit.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
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

/// Makes the folder, and lets the page save files into it.
pub async fn saves_into(driver: &WebDriver, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let allow = json!({ "behavior": "allow", "downloadPath": folder });
    driver.cdp().send_raw("Browser.setDownloadBehavior", allow).await?;
    Ok(())
}

/// Waits until a file that ends so has been saved into a folder.
pub async fn downloaded(folder: &Path, end: &str) -> Result<PathBuf> {
    let began = Instant::now();
    loop {
        let files = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path());
        if let Some(file) = files.into_iter().find(|file| file.extension().is_some_and(|is| is == end)) {
            return Ok(file);
        }
        ensure!(began.elapsed() < Duration::from_secs(20), "no .{end} file came into {}", folder.display());
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

/// Answers the long form as somebody of 66 to whom none of it applies, question by question.
pub async fn pass_the_safety_questions(driver: &WebDriver, address: &str) -> Result<()> {
    answer(driver, address, "#/questions/long", &[]).await
}

/// Answers a form: no to everything but what is named with another answer (`yes` or a number); the age is 66.
pub async fn answer(driver: &WebDriver, address: &str, form: &str, others: &[(&str, &str)]) -> Result<()> {
    go(driver, address, form).await?;
    let others =
        others.iter().map(|(question, said)| format!("[{question:?}, {said:?}]")).collect::<Vec<_>>();
    // One question after the other, each as soon as it stands there. The page's clock runs ahead meanwhile: a question is deaf to
    // the second tap of a double tap.
    ask(
        driver,
        &format!(
            "const others = new Map([['How old', '66'], {}]); let before = ''; \
             const real = performance.now.bind(performance); let ahead = 0; performance.now = () => real() + ahead; \
             const turn = () => {{ \
               if (location.hash === '#/welcome/4') {{ delete performance.now; return; }} \
               const h1 = document.querySelector('main h1'); const now = h1 && h1.id === 'question' && h1.innerText; \
               if (now && now !== before) {{ before = now; ahead += 1000; \
                 const other = [...others].find(([start]) => now.startsWith(start)); \
                 const field = document.querySelector('main input'); \
                 const buttons = [...document.querySelectorAll('main button')]; \
                 const skip = buttons.find(b => b.innerText.startsWith('Skip')); \
                 if (field && skip && !other) skip.click(); \
                 else if (field) {{ field.value = other ? other[1] : '0'; field.dispatchEvent(new Event('input')); \
                   document.querySelector('main form button').click(); }} \
                 else if (skip && !other) skip.click(); \
                 else buttons[other && other[1] === 'yes' ? 0 : 1].click(); }} \
               setTimeout(turn, 5); }}; turn();",
            others.join(", ")
        ),
    )
    .await?;
    until(driver, "location.hash === '#/welcome/4' && !document.querySelector('#question')", 60).await?;
    Ok(())
}
