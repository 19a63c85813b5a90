//! The motion of a walk: kept only when the walker agrees, labelled by the plan, saved as a file the program reads.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{
    Bench, ask, begin, binary, downloaded, end_early, go, go_on, pass_the_safety_questions, play, press,
    saves_into, until, until_it_goes_on, until_it_says, until_kind,
};
use thirtyfour::WebDriver;

const KEPT: &str = "new Promise(done => { const open = indexedDB.open('retrowalk'); open.onsuccess = () => { \
    const all = open.result.transaction('motion').objectStore('motion').getAllKeys(); \
    all.onsuccess = () => { open.result.close(); done(all.result.length) } } })";

/// Lets the motion of walks be kept.
async fn agree(driver: &WebDriver, address: &str) -> Result<()> {
    go(driver, address, "#/settings").await?;
    let agree = "(() => { const label = [...document.querySelectorAll('label')].find(label => \
        label.innerText.includes('Keep the motion')); label?.click(); return !!label; })()";
    until(driver, agree, 10).await?;
    Ok(())
}

/// Saves the motion of a walk into a folder, and has the program make a table of it in another.
async fn saved_and_exported(
    driver: &WebDriver,
    address: &str,
    id: &str,
    saved: &Path,
    tables: &Path,
) -> Result<PathBuf> {
    go(driver, address, &format!("#/progress/{id}")).await?;
    press(driver, "Save the motion").await?;
    let file = downloaded(saved, "rwm").await?;
    let run =
        Command::new(binary()?).arg("export").arg("--raw").arg(&file).arg("--to").arg(tables).output()?;
    ensure!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    println!("{}", String::from_utf8_lossy(&run.stdout));
    Ok(file)
}

#[tokio::test]
async fn the_motion_of_a_walk_is_kept_when_agreed_and_comes_back_as_a_labelled_table() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    let saved = bench.folder.path().join("saved");
    saves_into(driver, &saved).await?;

    // Without leave nothing is kept.
    begin(driver, address, "15s:15s x1").await?;
    play(driver).await?;
    press(driver, "Skip this").await?;
    until_it_says(driver, "/min", 20).await?;
    // A sensor that falls silent leaves no step and no pace to see.
    ask(driver, "clearInterval(window.motionPlayer)").await?;
    until_it_says(driver, "I cannot feel steps here.", 5).await?;
    ensure!(ask(driver, "return document.body.innerText.includes('/min')").await? == false);
    ensure!(ask(driver, &format!("return {KEPT}")).await? == 0, "kept without leave");
    end_early(driver).await?;

    agree(driver, address).await?;
    // How tall the walker is, in the units of this browser: refused, told, taken back, told again.
    for (told, kept_m) in [("9 11", 0.0), ("5 11", 1.8), ("", 0.0), ("6' 2\"", 1.88)] {
        let tell = "const field = document.querySelector('#height'); field.value = arguments[0]; \
            field.dispatchEvent(new Event('change', { bubbles: true })); \
            return JSON.parse(localStorage.getItem('retrowalk-settings')).height_m";
        let kept = driver.execute(tell, vec![told.into()]).await?;
        ensure!(kept.json().as_f64() == Some(kept_m), "{told} is kept as {:?} m", kept.json());
        let refused = "document.body.innerText.includes(`from 1' 8\" to 8' 2\"`)";
        until(driver, &format!("{refused} === {}", told == "9 11"), 5).await?;
    }
    // The keys of a headset, as the browser would press them.
    ask(
        driver,
        "window.keys = {}; navigator.mediaSession.setActionHandler = (key, does) => { keys[key] = does }",
    )
    .await?;
    begin(driver, address, "30s:15s x1").await?;
    play(driver).await?;
    until_it_goes_on(driver, 1.0).await?;
    // The next part is asked for when the walk goes on, not while it stands.
    press(driver, "PAUSE").await?;
    ask(driver, "keys.nexttrack()").await?;
    until_kind(driver, "forward", 10).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    press(driver, "GO ON").await?;
    until_it_goes_on(driver, 14.0).await?;
    // A reload in the middle: one recording, going on.
    driver.refresh().await?;
    go_on(driver, address).await?;
    play(driver).await?;
    until_it_goes_on(driver, 4.0).await?;
    press(driver, "Skip this").await?;
    until_kind(driver, "turn", 10).await?;
    until_it_goes_on(driver, 2.0).await?;
    let id = end_early(driver).await?;

    let tables = bench.folder.path().join("tables");
    let file = saved_and_exported(driver, address, &id, &saved, &tables).await?;
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
    let at = |n: usize, edge: &str| labels["labels"][n][edge].as_f64().context("a time");
    ensure!(at(1, "start_s")? - at(0, "end_s")? > 1.5, "a pause has a label: {labels}");
    ensure!(at(1, "end_s")? - at(1, "start_s")? > 5.0, "a reload took a part's label away: {labels}");
    ensure!(labels["height_m"] == 1.88, "{labels}");
    // What is analysed goes by that height, and by another where one is told.
    let speed = |height: &[&str]| -> Result<f64> {
        let mut analyze = Command::new(binary()?);
        analyze.args(["analyze", "--json"]).args(height).arg(tables.join(format!("{name}.csv")));
        let told: serde_json::Value = serde_json::from_slice(&analyze.output()?.stdout)?;
        told["summary"]["walking_speed_mps"].as_f64().context("a speed")
    };
    let (own, told) = (speed(&[])?, speed(&["--height", "1.41"])?);
    ensure!((own / told - 1.88 / 1.41).abs() < 0.01, "{own} and {told} m/s");
    let table = fs::read_to_string(tables.join(format!("{name}.csv")))?;
    let times: Vec<f64> =
        table.lines().skip(1).filter_map(|line| line.split(',').next()?.parse().ok()).collect();
    ensure!(times.len() > 400 && times.windows(2).all(|pair| pair[0] < pair[1]), "{} samples", times.len());

    press(driver, "Delete the motion").await?;
    until(driver, "!document.body.innerText.includes('Delete the motion')", 10).await?;
    ensure!(ask(driver, &format!("return {KEPT}")).await? == 0, "deleted motion is gone");
    Ok(())
}

/// Fed to the browser's own sensors, so that the browser says which axis is which: m/s² and rad/s.
const SENSED: [(&str, [f64; 3]); 3] = [
    ("accelerometer", [0.5, 9.5, 2.5]),
    ("linear-acceleration", [0.1, 0.2, 0.3]),
    ("gyroscope", [0.5, -1.0, 2.0]),
];

#[tokio::test]
async fn what_the_browsers_own_sensors_measure_is_kept_on_its_own_axes() -> Result<()> {
    let Some(bench) = Bench::new(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    let saved = bench.folder.path().join("saved");
    saves_into(driver, &saved).await?;
    for (sensor, [x, y, z]) in SENSED {
        let on = serde_json::json!({ "enabled": true, "type": sensor, "metadata": { "available": true } });
        driver.cdp().send_raw("Emulation.setSensorOverrideEnabled", on).await?;
        let reads = serde_json::json!({ "type": sensor, "reading": { "xyz": { "x": x, "y": y, "z": z } } });
        driver.cdp().send_raw("Emulation.setSensorOverrideReadings", reads).await?;
    }
    // A page that was opened before them does not see them.
    pass_the_safety_questions(driver, address).await?;
    agree(driver, address).await?;
    begin(driver, address, "15s:15s x1").await?;
    press(driver, "Skip this").await?;
    until_kind(driver, "forward", 10).await?;
    until_it_goes_on(driver, 4.0).await?;
    let id = end_early(driver).await?;
    let file = saved_and_exported(driver, address, &id, &saved, &saved).await?;
    let table = fs::read_to_string(file.with_extension("csv"))?;
    let last: Vec<f64> =
        table.lines().next_back().context("a row")?.split(',').filter_map(|x| x.parse().ok()).collect();
    let [(_, felt), _, (_, turned)] = SENSED;
    let off = last.iter().skip(1).zip(felt.iter().chain(&turned)).map(|(kept, fed)| (kept - fed).abs());
    ensure!(last.len() == 7 && off.fold(0.0, f64::max) < 0.06, "{last:?}");
    Ok(())
}
