//! The motion of a walk: kept only when the walker agrees, labelled by the plan, saved as a file the program reads.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{
    Chromium, Server, ask, begin, binary, end_early, go, go_on, have_chromium, pass_the_safety_questions,
    play, press, until,
};

const KEPT: &str = "new Promise(done => { const open = indexedDB.open('retrowalk'); open.onsuccess = () => { \
    const all = open.result.transaction('motion').objectStore('motion').getAllKeys(); \
    all.onsuccess = () => { open.result.close(); done(all.result.length) } } })";

#[tokio::test]
async fn the_motion_of_a_walk_is_kept_when_agreed_and_comes_back_as_a_labelled_table() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let server = Server::start(&folder.path().join("walks"), 0)?;
    let address = server.address.clone();
    let profile = folder.path().join("profile");
    let chromium = Chromium::start(&profile, &["--lang=en-GB"]).await?;
    let driver = &chromium.driver;
    let saved = folder.path().join("saved");
    fs::create_dir(&saved)?;
    let allow = serde_json::json!({ "behavior": "allow", "downloadPath": saved });
    driver.cdp().send_raw("Browser.setDownloadBehavior", allow).await?;
    pass_the_safety_questions(driver, &address).await?;

    // Without leave nothing is kept.
    begin(driver, &address, "15s:15s x1").await?;
    play(driver).await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    ensure!(ask(driver, &format!("return {KEPT}")).await? == 0, "kept without leave");
    end_early(driver).await?;

    go(driver, &address, "#/settings").await?;
    until(
        driver,
        "(() => { const label = [...document.querySelectorAll('label')].find(label => \
        label.innerText.includes('Keep the motion')); label?.click(); return !!label; })()",
        10,
    )
    .await?;
    begin(driver, &address, "15s:15s x1").await?;
    play(driver).await?;
    press(driver, "Skip this").await?;
    until(driver, "document.querySelector('#live').dataset.kind === 'forward'", 10).await?;
    tokio::time::sleep(Duration::from_secs(4)).await;
    // A reload in the middle: one recording, going on.
    driver.refresh().await?;
    go_on(driver, &address).await?;
    play(driver).await?;
    tokio::time::sleep(Duration::from_secs(4)).await;
    press(driver, "Skip this").await?;
    until(driver, "document.querySelector('#live').dataset.kind === 'turn'", 10).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let id = end_early(driver).await?;

    go(driver, &address, &format!("#/progress/{id}")).await?;
    press(driver, "Save the motion").await?;
    let file = loop {
        let mut found = fs::read_dir(&saved)?.flatten().map(|entry| entry.path());
        if let Some(file) = found.find(|path| path.extension().is_some_and(|end| end == "rwm")) {
            break file;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    let tables = folder.path().join("tables");
    let run =
        Command::new(binary()?).arg("export").arg("--raw").arg(&file).arg("--to").arg(&tables).output()?;
    ensure!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    println!("{}", String::from_utf8_lossy(&run.stdout));
    let name = file.file_stem().context("a name")?.to_string_lossy().into_owned();
    let labels: serde_json::Value =
        serde_json::from_slice(&fs::read(tables.join(format!("{name}.labels.json")))?)?;
    let asked: Vec<&str> = labels["labels"]
        .as_array()
        .context("labels")?
        .iter()
        .filter_map(|label| label["asked"].as_str())
        .collect();
    ensure!(asked == ["prepare", "forward", "forward", "turn"], "{labels}");
    let table = fs::read_to_string(tables.join(format!("{name}.csv")))?;
    let times: Vec<f64> =
        table.lines().skip(1).filter_map(|line| line.split(',').next()?.parse().ok()).collect();
    ensure!(times.len() > 400 && times.windows(2).all(|pair| pair[0] < pair[1]), "{} samples", times.len());

    press(driver, "Delete the motion").await?;
    until(driver, "!document.body.innerText.includes('Delete the motion')", 10).await?;
    ensure!(ask(driver, &format!("return {KEPT}")).await? == 0, "deleted motion is gone");
    Ok(())
}
