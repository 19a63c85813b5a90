//! The coach in the app: the questions, the locks, and today's card.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use e2e::{
    Chromium, Server, answer, ask, binary, choose, go, have_chromium, pass_the_safety_questions, until,
    until_it_says,
};
use thirtyfour::WebDriver;

/// A picture of the screen as it is, where somebody wants to look: `RETROWALK_SHOTS` names the folder.
async fn look(driver: &WebDriver, name: &str) -> Result<()> {
    if let Some(folder) = std::env::var_os("RETROWALK_SHOTS") {
        driver.screenshot(&std::path::Path::new(&folder).join(format!("{name}.png"))).await?;
    }
    Ok(())
}

async fn text(driver: &WebDriver) -> Result<String> {
    Ok(ask(driver, "return document.querySelector('main').innerText")
        .await?
        .as_str()
        .unwrap_or("")
        .to_owned())
}

#[tokio::test]
async fn a_red_answer_shuts_what_goes_backward_and_the_long_form_opens_the_plan_s_first_walk() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let data = tempfile::tempdir()?;
    let server = Server::start(data.path(), 0)?;
    let chromium = Chromium::start(&data.path().join("profile"), &[]).await?;
    let (driver, address) = (&chromium.driver, server.address.as_str());

    // A red answer: the reason, whom to ask, and everything backward shut.
    answer(driver, address, "#/questions/short", &[("Do you have spells now", "yes")]).await?;
    look(driver, "ask-first").await?;
    let said = text(driver).await?;
    for part in [
        "Ask first",
        "The room spins",
        "Ask your doctor, nurse or therapist",
        "What would change it",
        "No therapist",
    ] {
        ensure!(said.contains(part), "{part} is not in: {said}");
    }
    go(driver, address, "#/today").await?;
    ensure!(
        text(driver).await?.contains("Please ask a doctor or therapist first"),
        "Today is open after a red answer"
    );
    go(driver, address, "#/walk").await?;
    until(driver, "document.querySelector('#closed')", 10).await?;
    go(driver, address, "#/checks/three-meter-backward-walk").await?;
    until(driver, "document.querySelector('main .note')", 10).await?;
    ensure!(
        ask(driver, "return document.querySelector('#go')").await?.is_null(),
        "a check opens after a red answer"
    );

    // Nonsense is refused with a sentence, and the form goes on.
    go(driver, address, "#/questions/long").await?;
    look(driver, "question").await?;
    pass_the_safety_questions(driver, address).await?;
    look(driver, "go").await?;
    ensure!(text(driver).await?.contains("did not show a reason to wait"), "{}", text(driver).await?);

    // Today: the first step of the plan, why, a few steps in passing.
    go(driver, address, "#/today").await?;
    until(driver, "document.querySelector('#start-today')", 10).await?;
    look(driver, "today").await?;
    let said = text(driver).await?;
    for part in ["counter", "Why this?", "Another day"] {
        ensure!(said.contains(part), "{part} is not in: {said}");
    }
    ask(driver, "document.querySelector('#micro').click()").await?;
    until(driver, "document.querySelector('main').innerText.includes('Kept.')", 10).await?;
    ask(driver, "document.querySelector('#start-today').click()").await?;
    until(driver, "location.hash === '#/walk' && document.querySelector('#start')", 10).await?;
    ensure!(text(driver).await?.contains("counter"), "the walk is not today's: {}", text(driver).await?);

    Ok(())
}

/// Clicks what a selector finds, once it is there.
async fn click(driver: &WebDriver, selector: &str, seconds: u64) -> Result<()> {
    until(
        driver,
        &format!(
            "(() => {{ const it = document.querySelector('{selector}'); it?.click(); return !!it; }})()"
        ),
        seconds,
    )
    .await?;
    Ok(())
}

#[tokio::test]
async fn a_check_is_practised_timed_twice_and_kept_and_opens_the_treadmill_step_by_step() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let data = tempfile::tempdir()?;
    let server = Server::start(data.path(), 0)?;
    let chromium = Chromium::start(&data.path().join("profile"), &[]).await?;
    let (driver, address) = (&chromium.driver, server.address.as_str());
    pass_the_safety_questions(driver, address).await?;

    // The treadmill asks for its checks first.
    choose(driver, address, "treadmill 1 min x1").await?;
    until(driver, "document.querySelector('#closed')", 10).await?;
    ensure!(text(driver).await?.contains("three meter check"), "{}", text(driver).await?);

    go(driver, address, "#/checks/three-meter-backward-walk").await?;
    for _ in 0..3 {
        click(driver, "#go", 10).await?;
        until(driver, "document.querySelector('#stop')", 15).await?;
        tokio::time::sleep(Duration::from_secs(3)).await;
        click(driver, "#stop", 1).await?;
    }
    until(driver, "document.querySelector('#keep')", 10).await?;
    look(driver, "check-done").await?;
    click(driver, "#keep", 1).await?;
    until_it_says(driver, "Kept", 10).await?;

    choose(driver, address, "treadmill 1 min x1").await?;
    until(driver, "document.querySelector('#closed')", 10).await?;
    ensure!(text(driver).await?.contains("heel to toe"), "{}", text(driver).await?);

    // It has reached the server, which gives it back.
    let began = Instant::now();
    loop {
        let output = Command::new(binary()?).args(["export", "--data"]).arg(data.path()).output()?;
        if String::from_utf8_lossy(&output.stdout).contains("three-meter-backward-walk") {
            break;
        }
        ensure!(began.elapsed() < Duration::from_secs(30), "the check never reached the server");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    Ok(())
}
