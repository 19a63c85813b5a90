//! A fall made up by `sim` is felt in a real Chromium: the walk stands, the walker is asked, and who says nothing is told
//! whom to call.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use e2e::{
    Bench, ask, begin, go, play_a_fall, press, stands, until, until_it_goes_on, until_it_says, until_kept,
};
use serde_json::json;

/// After so long whom to call is said: `walk::limits::FALL_ANSWER_WITHIN`.
const SILENCE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn who_may_have_fallen_is_asked_and_a_yes_ends_it_and_silence_shows_whom_to_call() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), &bench.server.address);
    go(driver, address, "#/settings").await?;
    for (field, value) in [("contact-name", "Ana"), ("contact-phone", "555 12 34")] {
        let change = format!(
            "const field = document.querySelector('#{field}'); field.value = '{value}'; \
             field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        );
        ask(driver, &change).await?;
    }
    begin(driver, address, "5:1 x1").await?;
    ask(
        driver,
        "window.spoken = []; speechSynthesis.speak = speech => spoken.push(speech.text); \
         speechSynthesis.cancel = () => {}",
    )
    .await?;
    play_a_fall(driver).await?;
    until(driver, "document.querySelector('.fallen')", 60).await?;
    let asked = Instant::now();
    until_it_says(driver, "Are you all right?", 5).await?;
    ensure!(stands(driver).await?, "the walk goes on over a walker who may lie on the floor");
    let half = "const yes = document.querySelector('#all-right').getBoundingClientRect(); \
                return yes.height > innerHeight / 2 && document.activeElement.id === 'all-right'";
    ensure!(
        ask(driver, half).await? == json!(true),
        "YES is not half of the screen, or not the key pressed next"
    );
    until(driver, "spoken.length === 1", 5).await?;
    // A headset's key, or a hand that slips, starts nothing.
    ask(driver, "document.querySelector('#resume').click()").await?;
    ensure!(stands(driver).await?, "it went on with the question open");
    press(driver, "YES").await?;
    until(driver, "!document.querySelector('.fallen')", 5).await?;
    ensure!(asked.elapsed() < SILENCE, "this machine is too slow to tell a yes from silence");
    ensure!(stands(driver).await?, "a yes is no GO ON");
    press(driver, "GO ON").await?;
    until_it_goes_on(driver, 1.0).await?;

    play_a_fall(driver).await?;
    until(driver, "document.querySelector('.fallen')", 60).await?;
    let asked = Instant::now();
    until_it_says(driver, "Please call Ana: 555 12 34.", 45).await?;
    let silent = asked.elapsed();
    ensure!(silent + Duration::from_secs(1) > SILENCE, "whom to call came after {silent:?}");
    let link = "return document.querySelector('.fallen a').getAttribute('href')";
    ensure!(ask(driver, link).await? == json!("tel:5551234"));
    until(driver, "spoken.length === 3", 5).await?;
    let spoken = ask(driver, "return spoken").await?;
    let said = "This person may have had a fall. Please call Ana: 5 5 5 1 2 3 4.";
    ensure!(spoken == json!(["Are you all right?", "Are you all right?", said]), "said aloud: {spoken}");
    until(driver, "spoken.length === 4", 45).await?;
    press(driver, "YES").await?;
    until(driver, "!document.querySelector('.fallen')", 5).await?;
    // Whom to call was said, so this is Help. What is told there ends the walk: nothing can go on with it.
    press(driver, "a fall").await?;
    until_it_says(driver, "The walk has ended. It is kept.", 10).await?;
    until_it_says(driver, "Walking backward waits now", 5).await?;
    until_kept(&bench.walks(), 15, |walks| walks.iter().any(|walk| walk["ended"] == "early")).await?;
    for screen in ["#/walk/live", "#/today"] {
        go(driver, address, screen).await?;
        ensure!(
            ask(driver, "return document.querySelector('#live, #resume')").await? == json!(null),
            "{screen}"
        );
        let on = "return [...document.querySelectorAll('button')].some(b => /^go on/i.test(b.innerText))";
        ensure!(ask(driver, on).await? == json!(false), "{screen} offers to go on");
    }
    Ok(())
}

#[tokio::test]
async fn who_falls_in_a_check_is_asked_and_its_time_counts_for_nothing() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), &bench.server.address);
    go(driver, address, "#/checks/timed-up-and-go").await?;
    let start = async || {
        let there = "(() => { const it = document.querySelector('#go'); it?.click(); return !!it; })()";
        until(driver, there, 10).await?;
        until(driver, "document.querySelector('#stop')", 15).await
    };
    // The one to try.
    start().await?;
    tokio::time::sleep(Duration::from_secs(4)).await;
    ask(driver, "document.querySelector('#stop').click()").await?;
    until_it_says(driver, "Time 1 of 2", 5).await?;
    start().await?;
    play_a_fall(driver).await?;
    until(driver, "document.querySelector('.fallen')", 60).await?;
    until_it_says(driver, "Are you all right?", 5).await?;
    until(driver, "document.activeElement?.id === 'all-right'", 5).await?;
    press(driver, "YES").await?;
    until_it_says(driver, "That one does not count", 5).await?;
    until_it_says(driver, "Time 1 of 2", 5).await?;
    // The time was taken, and then somebody fell: it is taken back.
    start().await?;
    play_a_fall(driver).await?;
    tokio::time::sleep(Duration::from_secs(12)).await;
    ask(driver, "document.querySelector('#stop').click()").await?;
    until_it_says(driver, "Time 2 of 2", 5).await?;
    until(driver, "document.querySelector('.fallen')", 60).await?;
    press(driver, "YES").await?;
    until_it_says(driver, "Time 1 of 2", 5).await?;
    Ok(())
}
