//! The coach in the app: the questions, the locks, and today's card; and the checks.

mod checks;

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use e2e::{
    Bench, a_double_tap_is_over, answer, ask, binary, go, pass_the_safety_questions, press, sized, until,
    until_it_says,
};
use serde_json::{Value, json};
use thirtyfour::{By, Key, WebDriver};

async fn text(driver: &WebDriver) -> Result<String> {
    Ok(ask(driver, "return document.querySelector('main').innerText")
        .await?
        .as_str()
        .unwrap_or("")
        .to_owned())
}

#[tokio::test]
async fn a_red_answer_shuts_what_goes_backward_and_the_long_form_opens_the_plan_s_first_walk() -> Result<()> {
    let Some(bench) = Bench::new(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());

    // A red answer: the reason, whom to ask, and everything backward shut.
    answer(driver, address, "#/questions/short", &[("These days, does the room", "yes")]).await?;
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
    pass_the_safety_questions(driver, address).await?;
    ensure!(text(driver).await?.contains("We saw no cause to wait"), "{}", text(driver).await?);

    // Today: the first step of the plan, why, a few steps in passing.
    go(driver, address, "#/today").await?;
    until(driver, "document.querySelector('#start-today')", 10).await?;
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

#[tokio::test]
async fn a_slip_of_the_finger_is_taken_back_and_a_new_day_begins_alone() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    go(driver, address, "#/help").await?;
    // The second tap of a double tap tells no other sign and leads nowhere, wherever the note has moved what is tapped.
    ask(
        driver,
        "const sign = says => [...document.querySelectorAll('main button')].find(it => it.innerText === says).click(); \
         sign('a fall'); setTimeout(() => { sign('pain in the chest'); document.querySelector('#told a').click(); }, 250)",
    )
    .await?;
    a_double_tap_is_over().await;
    until_it_says(driver, "You told us: a fall", 5).await?;
    ensure!(ask(driver, "return location.hash").await? == "#/help", "it led away from help");
    // The slip beside what did happen is taken back alone.
    a_double_tap_is_over().await;
    press(driver, "pain in the chest").await?;
    until_it_says(driver, "You told us: pain in the chest", 5).await?;
    a_double_tap_is_over().await;
    press(driver, "Undo").await?;
    until_it_says(driver, "You told us: a fall", 5).await?;
    a_double_tap_is_over().await;
    press(driver, "Undo").await?;
    until(driver, "!document.body.innerText.includes('Walking backward waits now.')", 5).await?;
    // A minute later there is nothing to take back.
    a_double_tap_is_over().await;
    press(driver, "pain in the chest").await?;
    until(driver, "document.querySelector('#undo')", 5).await?;
    ask(driver, "const now = Date.now; Date.now = () => now() + 61e3; window.rightNow = now").await?;
    ask(driver, "document.querySelector('#undo')?.click()").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    until_it_says(driver, "Walking backward waits now.", 5).await?;
    ask(driver, "Date.now = rightNow").await?;
    go(driver, address, "#/today").await?;
    go(driver, address, "#/help").await?;
    a_double_tap_is_over().await;
    press(driver, "Undo").await?;
    until(driver, "!document.body.innerText.includes('Walking backward waits now.')", 5).await?;
    // Not for this page only, and not for the server.
    let told = "new Promise(done => { indexedDB.open('retrowalk').onsuccess = opened => { const all = opened.target.result \
        .transaction('coach').objectStore('coach').getAll(); all.onsuccess = () => { opened.target.result.close(); \
        done(all.result.filter(text => text.includes('stopped')).length) } } })";
    let began = Instant::now();
    while ask(driver, &format!("return {told}")).await? != 0
        || !exported(&bench)?.contains("\"revision\":1")
        || exported(&bench)?.contains("stopped")
    {
        ensure!(began.elapsed() < Duration::from_secs(30), "a slip is kept: {}", exported(&bench)?);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }

    // Pain the morning after is chosen key by key, and kept when it is said to be.
    go(driver, address, "#/today/walked").await?;
    ask(driver, "document.querySelector('main input[value=yesterday]').click()").await?;
    press(driver, "Save").await?;
    until(driver, "document.querySelector('ul.walks a')", 15).await?;
    ask(driver, "document.querySelector('ul.walks a').click()").await?;
    press(driver, "How was it?").await?;
    until(driver, "document.querySelector('main input[type=checkbox]')", 10).await?;
    ask(driver, "document.querySelector('main input[type=checkbox]').click()").await?;
    go(driver, address, "#/today").await?;
    until(driver, "document.querySelector('input[name=morning]')", 10).await?;
    for key in ["0", "1", "2"] {
        driver
            .find(By::Css(format!("input[name=morning][value='{key}']")))
            .await?
            .send_keys("" + Key::Down)
            .await?;
    }
    ask(driver, "document.querySelector('#morning-save').click()").await?;
    until(driver, "!document.querySelector('input[name=morning]')", 5).await?;
    let began = Instant::now();
    while !exported(&bench)?.contains("\"pain\":3") {
        ensure!(began.elapsed() < Duration::from_secs(20), "{}", exported(&bench)?);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }

    // The page stays open over night.
    ask(driver, "document.querySelector('input[value=instructor]').click()").await?;
    let day = ask(driver, "return document.querySelector('main p').innerText").await?;
    ask(driver, "const now = Date.now; Date.now = () => now() + 86400e3; document.dispatchEvent(new Event('visibilitychange'))").await?;
    until(driver, &format!("document.querySelector('main p').innerText !== {day}"), 5).await?;
    ensure!(
        ask(driver, "return document.querySelector('input[value=alone]').checked").await? == true,
        "yesterday's teacher is here today"
    );
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

/// What the server gives back, as one line.
fn exported(bench: &Bench) -> Result<String> {
    let output = Command::new(binary()?).args(["export", "--data"]).arg(bench.walks()).output()?;
    let all: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    Ok(all.to_string())
}

#[tokio::test]
async fn a_form_that_is_left_goes_on_where_it_was_until_it_is_begun_anew() -> Result<()> {
    let Some(bench) = Bench::new(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    go(driver, address, "#/questions/long").await?;
    for n in 1..=8 {
        until_it_says(driver, &format!("Question {n} of"), 5).await?;
        a_double_tap_is_over().await;
        press(driver, "No").await?;
    }
    until_it_says(driver, "Question 9 of", 5).await?;
    go(driver, address, "#/today").await?;
    go(driver, address, "#/questions/long").await?;
    until_it_says(driver, "Question 9 of", 5).await?;
    driver.refresh().await?;
    until_it_says(driver, "Question 9 of", 60).await?;
    press(driver, "Start over").await?;
    until_it_says(driver, "Question 1 of", 5).await?;
    driver.refresh().await?;
    until_it_says(driver, "Question 1 of", 60).await?;
    // Finished, it begins anew too.
    answer(driver, address, "#/questions/long", &[]).await?;
    go(driver, address, "#/questions/long").await?;
    until_it_says(driver, "Question 1 of", 5).await?;
    // One slip does not cost all of it; but what was answered before a fall answers nothing after it.
    let again = async || {
        go(driver, address, "#/welcome/4").await?;
        press(driver, "Answer again").await?;
        until(driver, "document.querySelector('#question')", 5).await
    };
    again().await?;
    until(driver, "!document.body.innerText.includes('Question 1 of')", 5).await?;
    go(driver, address, "#/help").await?;
    press(driver, "a fall").await?;
    a_double_tap_is_over().await;
    press(driver, "Answer the questions.").await?;
    until_it_says(driver, "Question 1 of", 5).await?;
    again().await?;
    until_it_says(driver, "Question 1 of", 5).await?;
    Ok(())
}

#[tokio::test]
async fn the_largest_letters_reach_the_pictures_and_the_table_of_the_body() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    sized(driver, (390, 844)).await?;
    let wear = async |text: &str| {
        let script = format!(
            "const kept = JSON.parse(localStorage.getItem('retrowalk-settings')); kept.text = '{text}'; \
             localStorage.setItem('retrowalk-settings', JSON.stringify(kept))"
        );
        ask(driver, &script).await?;
        driver.refresh().await?;
        until(driver, "document.querySelector('#main h1')", 60).await
    };
    let high = "return document.querySelector('.chart svg text').getBoundingClientRect().height";
    wear("largest").await?;
    go(driver, address, "#/progress").await?;
    let nothing =
        "[...document.querySelectorAll('main p')].find(p => p.innerText.startsWith('Nothing here yet'))";
    until(driver, nothing, 10).await?;
    let letters = ask(driver, &format!("return parseFloat(getComputedStyle({nothing}).fontSize)")).await?;
    ensure!(letters.as_f64().is_some_and(|size| size >= 30.0), "{letters}");
    go(driver, address, "#/today/walked").await?;
    press(driver, "Save").await?;
    go(driver, address, "#/progress").await?;
    until(driver, "document.querySelector('.chart svg text')", 10).await?;
    ask(driver, "document.querySelector('.chart').scrollIntoView()").await?;
    let largest = ask(driver, high).await?.as_f64().unwrap_or_default();
    // The newest week is what is seen of it.
    let last = "const bar = [...document.querySelectorAll('.chart svg text')].find(text => text.textContent === 'Goal'); \
        return bar.getBoundingClientRect().right <= innerWidth && bar.getBoundingClientRect().left >= 0";
    ensure!(ask(driver, last).await? == json!(true), "its newest end is not in sight");
    go(driver, address, "#/learn/body").await?;
    until(driver, "document.querySelector('.chart td')", 10).await?;
    let out = "return [...document.querySelectorAll('.chart td')].filter(cell => \
        cell.getBoundingClientRect().right > innerWidth + 1).map(cell => cell.innerText)";
    let out = ask(driver, out).await?;
    ask(driver, "document.querySelector('.chart table').scrollIntoView()").await?;
    ensure!(out == json!([]), "off the screen: {out}");
    wear("normal").await?;
    go(driver, address, "#/progress").await?;
    until(driver, "document.querySelector('.chart svg text')", 10).await?;
    ask(driver, "document.querySelector('.chart').scrollIntoView()").await?;
    let normal = ask(driver, high).await?.as_f64().unwrap_or_default();
    ensure!(largest > 1.7 * normal && largest > 24.0, "{normal} px and {largest} px");
    ensure!(
        ask(driver, "return document.documentElement.scrollWidth > innerWidth").await? == Value::Bool(false)
    );
    Ok(())
}

#[tokio::test]
async fn learn_shows_each_card_the_claims_the_body_the_words_and_the_sources() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    go(driver, address, "#/learn").await?;
    let names = ask(
        driver,
        "return [...document.querySelectorAll('main a')].map(a => a.hash.split('/')[2]).filter(name => name)",
    )
    .await?;
    let names: Vec<String> = serde_json::from_value(names)?;
    ensure!(names.len() == 17, "{names:?}");
    for name in &names {
        go(driver, address, &format!("#/learn/{name}")).await?;
        until(driver, "document.querySelector('#print')", 10).await?;
        let said = text(driver).await?;
        ensure!(said.len() > 200 && !said.contains("learn-"), "{name}: {said}");
    }
    for (page, part) in [
        ("claims", "No trial has shown this"),
        ("body", "Front of the thigh"),
        ("sources", "Clin Rehabil 2019"),
        ("words", "Cadence: "),
    ] {
        go(driver, address, &format!("#/learn/{page}")).await?;
        until_it_says(driver, part, 5).await?;
    }
    // A card is drawn and can be heard; a browser without a voice says so.
    go(driver, address, "#/learn/why").await?;
    click(driver, "#listen", 5).await?;
    ensure!(!ask(driver, "return document.querySelector('main svg.drawing')").await?.is_null(), "no drawing");
    Ok(())
}
