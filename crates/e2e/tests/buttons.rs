//! Everything a walker may press during a walk and after it, and the files.

use anyhow::{Context as _, Result, ensure};
use e2e::{
    Bench, Server, a_double_tap_is_over, ask, begin, delete_everything, downloaded, end_early, go, number,
    pass_the_safety_questions, press, saves_into, stands, until, until_it_goes_on, until_it_says, until_kept,
    until_kind,
};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

async fn kind(driver: &WebDriver) -> Result<String> {
    let kind = ask(driver, "return document.querySelector('#live')?.dataset.kind ?? ''").await?;
    Ok(kind.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_walk_is_paused_skipped_repeated_extended_and_ended_early_and_the_record_says_so() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, walks) = (bench.driver(), bench.walks());
    begin(driver, &bench.server.address, "1:1 x2").await?;

    // Pause: the time stands, and goes on from where it stood.
    until_it_goes_on(driver, 1.5).await?;
    press(driver, "PAUSE").await?;
    until_it_says(driver, "Paused. Stand still.", 5).await?;
    let stood = number(driver, "atS").await?;
    ensure!(stands(driver).await?, "a paused walk went on");
    press(driver, "GO ON").await?;
    until_it_goes_on(driver, 0.5).await?;
    let after = number(driver, "atS").await?;
    ensure!(after < stood + 4.0, "from {stood} s it went on at {after} s");

    // Skip: on to walking forward, and to its turn, which is not skipped.
    ensure!(kind(driver).await? == "prepare", "{}", kind(driver).await?);
    press(driver, "Skip this").await?;
    until_kind(driver, "forward", 5).await?;
    // Repeat: from the beginning of the block.
    let forward = number(driver, "atS").await?;
    until_it_goes_on(driver, 2.0).await?;
    press(driver, "Again").await?;
    until(driver, &format!("Number(document.querySelector('#live').dataset.atS) < {forward} + 1.5"), 5)
        .await?;
    // Extend: the block lasts a minute longer, and its sound is made again while it goes on.
    let left = "(() => { const [m, s] = document.querySelector('#live .digits').innerText.split(':').map(Number); return m * 60 + s; })()";
    let before = until(driver, left, 5).await?.as_f64().context("a time")?;
    press(driver, "1 min more").await?;
    until(driver, &format!("{left} > {before} + 50"), 10).await?;
    until(driver, "!document.body.innerText.includes('Making it longer')", 60).await?;
    until_it_goes_on(driver, 1.0).await?;
    press(driver, "Skip this").await?;
    until_kind(driver, "turn", 5).await?;
    press(driver, "Skip this").await?;
    until_it_says(driver, "It is not skipped.", 5).await?;
    ensure!(kind(driver).await? == "turn", "a turn was skipped");
    until_kind(driver, "backward", 30).await?;
    // End early, which is asked once more.
    press(driver, "PAUSE").await?;
    press(driver, "End this walk").await?;
    a_double_tap_is_over().await;
    press(driver, "End the walk now?").await?;
    until_it_says(driver, "Short walks count too. It is saved.", 20).await?;

    let kept = until_kept(&walks, 30, |walks| walks.len() == 1).await?;
    let walk = kept.first().context("one walk")?;
    ensure!(walk["ended"] == "early", "{}", walk["ended"]);
    ensure!(walk["pauses"].as_array().is_some_and(|pauses| pauses.len() == 2), "{}", walk["pauses"]);
    let outcomes: Vec<_> =
        walk["blocks"].as_array().context("blocks")?.iter().map(|block| block["outcome"].clone()).collect();
    ensure!(
        outcomes[..4] == [json!("skipped"), json!("skipped"), json!("done"), json!("cut")],
        "{outcomes:?}"
    );
    let planned = walk["blocks"][1]["planned_s"].as_f64().context("a plan")?;
    ensure!((planned - 120.0).abs() < 0.01, "an extended minute is planned as {planned} s");
    Ok(())
}

/// Whether an expression is true in the page.
async fn so(driver: &WebDriver, expression: &str) -> Result<bool> {
    Ok(ask(driver, &format!("return !!({expression})")).await? == json!(true))
}

/// Taps twice on what stands at a place, as a trembling finger does.
async fn tap_twice(driver: &WebDriver, place: &str) -> Result<()> {
    let twice = format!(
        "const tap = () => {{ const it = {place}; it.focus(); it.click(); }}; tap(); setTimeout(tap, 200)"
    );
    ask(driver, &twice).await?;
    a_double_tap_is_over().await;
    Ok(())
}

#[tokio::test]
async fn a_double_tap_does_its_first_half_only_and_walk_leads_back_to_the_walk_that_stands() -> Result<()> {
    let Some(bench) = Bench::new(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    // The next question is not answered by who has not read it.
    go(driver, address, "#/questions/short").await?;
    a_double_tap_is_over().await;
    let no = "[...document.querySelectorAll('main button')].find(it => it.innerText === 'No')";
    until(driver, no, 10).await?;
    let place = "document.querySelector('main .small').innerText";
    let first = ask(driver, &format!("return {place}")).await?;
    tap_twice(driver, no).await?;
    let second = ask(driver, &format!("return {place}")).await?;
    press(driver, "Back").await?;
    until(driver, &format!("{place} === {first}"), 5)
        .await
        .with_context(|| format!("{first} to {second}"))?;
    pass_the_safety_questions(driver, address).await?;

    begin(driver, address, "1:1 x1").await?;
    until_it_goes_on(driver, 1.0).await?;
    tap_twice(driver, "document.querySelector('#live .below button')").await?;
    ensure!(so(driver, "document.querySelector('#live').dataset.paused === 'true'").await?, "it went on");
    // The keyboard's focus went along.
    ensure!(so(driver, "document.activeElement.id === 'resume'").await?, "the focus is lost");
    tap_twice(driver, "document.querySelector('#end')").await?;
    until_it_says(driver, "End the walk now?", 5).await?;
    ensure!(so(driver, "document.querySelector('#live')").await?, "it ended");

    go(driver, address, "#/help").await?;
    ask(driver, "location.hash = '#/walk'").await?;
    until(driver, "location.hash === '#/walk/live' && document.querySelector('#resume')", 10).await?;
    a_double_tap_is_over().await;
    press(driver, "GO ON").await?;
    until_it_goes_on(driver, 1.0).await?;
    ask(driver, "document.querySelector('#to-pocket').click()").await?;
    until(driver, "document.activeElement.matches('.pocket button')", 5).await?;
    ask(driver, "document.querySelectorAll('.pocket button').forEach(circle => circle.click())").await?;
    until(driver, "document.activeElement.id === 'to-pocket'", 5).await?;

    // What was said of it is found again, and taken back.
    let id = end_early(driver).await?;
    let dizzy = "[...document.querySelectorAll('main input[type=checkbox]')].at(-1)";
    for felt in [true, false] {
        ask(driver, &format!("{dizzy}.click()")).await?;
        let told = |walk: &Value| walk["feeling"]["dizzy"].as_bool().unwrap_or(false);
        until_kept(&bench.walks(), 20, |walks| walks.iter().any(|walk| told(walk) == felt)).await?;
        go(driver, address, &format!("#/progress/{id}")).await?;
        press(driver, "How was it?").await?;
        until(driver, &format!("location.hash.startsWith('#/walk/after') && {dizzy}"), 5).await?;
        ensure!(
            so(driver, &format!("{dizzy}.checked === {felt}")).await?,
            "not shown as it was said: {felt}"
        );
    }
    go(driver, address, &format!("#/progress/{id}")).await?;
    ask(driver, "const it = document.querySelector('main button.danger'); it.focus(); it.click()").await?;
    until(driver, "document.activeElement.innerText === 'Undo'", 10).await?;
    Ok(())
}

#[tokio::test]
async fn walks_are_deleted_brought_back_saved_read_again_and_all_deleted_on_both_sides() -> Result<()> {
    let Some(mut bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (walks, address) = (bench.walks(), bench.server.address.clone());
    let downloads = bench.folder.path().join("downloads");
    let (driver, address) = (&bench.chromium.driver, address.as_str());
    saves_into(driver, &downloads).await?;
    for _ in 0..2 {
        type_in_a_walk(driver, address).await?;
    }
    until_kept(&walks, 30, |walks| walks.len() == 2).await?;

    // Delete one, and bring it back.
    until(driver, "document.querySelector('ul.walks a')", 10).await?;
    ask(driver, "document.querySelector('ul.walks a').click()").await?;
    press(driver, "Delete this walk").await?;
    until_it_says(driver, "The walk is deleted.", 10).await?;
    until_kept(&walks, 30, |walks| walks.len() == 1).await?;
    press(driver, "Undo").await?;
    until(driver, "document.querySelector('main table')", 10).await?;
    until_kept(&walks, 30, |walks| walks.len() == 2).await?;

    // Save all to a file; delete both; read them from the file.
    go(driver, address, "#/progress").await?;
    press(driver, "Save all walks to a file").await?;
    let file = downloaded(&downloads, "json").await?;
    ensure!(file.ends_with("retrowalk-walks.json"), "{}", file.display());
    let saved: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
    ensure!(saved.as_array().is_some_and(|walks| walks.len() == 2), "{saved}");
    // Another app of the same host keeps what is its own.
    ask(driver, "localStorage.setItem('another-app', 'its own')").await?;
    delete_everything(driver, address, "Everything on this phone is deleted.").await?;
    until_kept(&walks, 30, <[Value]>::is_empty).await?;
    ensure!(
        ask(driver, "return localStorage.getItem('another-app')").await? == "its own",
        "deleted another app's"
    );
    pass_the_safety_questions(driver, address).await?;
    go(driver, address, "#/progress").await?;
    until_it_says(driver, "Read from a file", 10).await?;
    ensure!(
        ask(driver, "return document.querySelectorAll('ul.walks a').length").await? == json!(0),
        "a walk outlived the deletion"
    );
    read_file(driver, &bench.folder.path().join("profile").join("First Run")).await?;
    until_it_says(driver, "cannot be read. Pick a file", 10).await?;
    read_file(driver, &file).await?;
    until(driver, "document.querySelectorAll('ul.walks a').length === 2", 10).await?;
    read_file(driver, &file).await?;
    until_it_says(driver, "Nothing new in", 10).await?;
    let shown = ask(driver, "return document.querySelectorAll('ul.walks a').length").await?;
    ensure!(shown == json!(2), "reading a file twice shows {shown} walks");
    until_kept(&walks, 30, |walks| walks.len() == 2).await?;
    // One that is deleted comes back with the file, on the server too.
    ask(driver, "document.querySelector('ul.walks a').click()").await?;
    press(driver, "Delete this walk").await?;
    until_kept(&walks, 30, |walks| walks.len() == 1).await?;
    go(driver, address, "#/progress").await?;
    until(driver, "document.querySelectorAll('ul.walks a').length === 1", 10).await?;
    read_file(driver, &file).await?;
    until_kept(&walks, 30, |walks| walks.len() == 2).await?;
    bench.server.kill();

    // Without the server everything here goes at once, and there as soon as it answers.
    delete_everything(driver, address, "Everything on this phone is deleted.").await?;
    // What is kept before it answers is newer, and stays.
    pass_the_safety_questions(driver, address).await?;
    type_in_a_walk(driver, address).await?;
    bench.server = Server::start(&walks, bench.server.port())?;
    ask(driver, "window.dispatchEvent(new Event('online'))").await?;
    until(driver, "document.querySelectorAll('ul.walks a').length === 1", 10).await?;
    until_kept(&walks, 30, |walks| walks.len() == 1).await?;
    Ok(())
}

async fn type_in_a_walk(driver: &WebDriver, address: &str) -> Result<()> {
    go(driver, address, "#/today/walked").await?;
    press(driver, "Save").await?;
    until(driver, "location.hash === '#/progress'", 15).await?;
    Ok(())
}

async fn read_file(driver: &WebDriver, file: &std::path::Path) -> Result<()> {
    let input = driver.find(By::Css("main input[type=file]")).await?;
    input.send_keys(file.to_str().context("a path in UTF-8")?).await?;
    Ok(())
}
