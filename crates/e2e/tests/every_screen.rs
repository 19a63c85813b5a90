//! Every screen, in both languages and with the largest letters: nothing that keeps a person out.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{Chromium, Server, ask, begin, go, have_chromium, pass_the_safety_questions, play, until};
use serde_json::Value;
use thirtyfour::WebDriver;

/// Every screen that has an address without a walk's id in it.
const SCREENS: [&str; 18] = [
    "#/welcome/1",
    "#/welcome/2",
    "#/welcome/3",
    "#/welcome/4",
    "#/questions/short",
    "#/questions/long",
    "#/checks",
    "#/checks/three-meter-backward-walk",
    "#/checks/standing-sway",
    "#/today",
    "#/today/walked",
    "#/walk",
    "#/walk/live",
    "#/progress",
    "#/learn",
    "#/settings",
    "#/settings/cues",
    "#/help",
];

/// Where `./test` put axe-core and Lighthouse.
fn npm(file: &str) -> Option<PathBuf> {
    let found = std::env::var_os("RETROWALK_NPM")
        .map(|folder| PathBuf::from(folder).join("node_modules").join(file))
        .filter(|file| file.exists());
    if found.is_none() {
        println!("skipped: {file} is not installed (./test installs it with npm)");
    }
    found
}

#[tokio::test]
async fn no_screen_keeps_anyone_out_in_either_language_and_with_letters_twice_as_large() -> Result<()> {
    let Some(axe) = npm("axe-core/axe.min.js").filter(|_| have_chromium()) else { return Ok(()) };
    let axe = std::fs::read_to_string(axe)?;
    let data = tempfile::tempdir()?;
    let server = Server::start(data.path(), 0)?;
    let chromium = Chromium::start(&data.path().join("profile"), &[]).await?;
    let driver = &chromium.driver;
    pass_the_safety_questions(driver, &server.address).await?;
    let mut wrong = Vec::new();
    for language in ["en", "es"] {
        for twice in [false, true] {
            speak(driver, language).await?;
            ask(driver, &axe).await?;
            for screen in SCREENS {
                go(driver, &server.address, screen).await?;
                let size = if twice { "200%" } else { "" };
                ask(driver, &format!("document.documentElement.style.setProperty('font-size', '{size}')"))
                    .await?;
                wrong.extend(look(driver, screen, language, twice).await?);
            }
        }
    }
    ensure!(wrong.is_empty(), "{} violations:\n{}", wrong.len(), wrong.join("\n"));
    println!("axe: {} screens, 2 languages, 100 % and 200 %: no violation", SCREENS.len());
    Ok(())
}

/// What axe finds on the page as it stands, and whether it is wider than the phone; keeps its picture where asked to.
async fn look(driver: &WebDriver, screen: &str, language: &str, twice: bool) -> Result<Vec<String>> {
    ask(driver, "window.found = null; axe.run(document, { resultTypes: ['violations'] }).then(r => window.found = r.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 120)), e => window.found = [String(e)])").await?;
    let found = until(driver, "window.found", 60).await?;
    let sideways = ask(driver, "return document.documentElement.scrollWidth > innerWidth + 1 || document.querySelector('#main').scrollWidth > innerWidth + 1").await?;
    let found = found.as_array().cloned().unwrap_or_default();
    let sideways = (sideways == Value::Bool(true)).then(|| Value::from("wider than the phone"));
    if let Some(folder) = std::env::var_os("RETROWALK_SCREENSHOTS").filter(|_| language == "en" && !twice) {
        let name = screen.trim_start_matches("#/").replace('/', "-");
        driver.screenshot(&PathBuf::from(folder).join(format!("{name}.png"))).await?;
    }
    let size = if twice { "200 %" } else { "100 %" };
    Ok(found.into_iter().chain(sideways).map(|what| format!("{screen} {language} {size}: {what}")).collect())
}

/// The screens that only a walk opens: running, in the pocket, standing, over, kept.
#[tokio::test]
async fn a_walk_keeps_nobody_out_while_it_runs_and_after_it() -> Result<()> {
    let Some(axe) = npm("axe-core/axe.min.js").filter(|_| have_chromium()) else { return Ok(()) };
    let axe = std::fs::read_to_string(axe)?;
    let data = tempfile::tempdir()?;
    let server = Server::start(data.path(), 0)?;
    let chromium = Chromium::start(&data.path().join("profile"), &["--lang=en-GB"]).await?;
    let driver = &chromium.driver;
    pass_the_safety_questions(driver, &server.address).await?;
    let mut wrong = Vec::new();
    let press = |what: &'static str| ask(driver, what);
    for (language, twice) in [("en", false), ("en", true), ("es", false), ("es", true)] {
        let size = if twice { "200%" } else { "" };
        speak(driver, language).await?;
        ask(driver, &axe).await?;
        begin(driver, &server.address, "1:1 x2").await?;
        ask(driver, &format!("document.documentElement.style.setProperty('font-size', '{size}')")).await?;
        play(driver).await?;
        press("document.querySelector('#live .row button:last-child').click()").await?;
        until(driver, "document.querySelector('#live').dataset.kind === 'forward'", 10).await?;
        until(driver, "Number(document.querySelector('#live').dataset.steps) > 3", 30).await?;
        wrong.extend(look(driver, "walk-running", language, twice).await?);
        press("document.querySelector('#live button.quiet').click()").await?;
        until(driver, "document.querySelector('.pocket')", 5).await?;
        wrong.extend(look(driver, "walk-pocket", language, twice).await?);
        press("document.querySelectorAll('.pocket button').forEach(circle => circle.click())").await?;
        until(driver, "!document.querySelector('.pocket')", 5).await?;
        press("document.querySelector('#pause').click()").await?;
        until(driver, "document.querySelector('#end')", 5).await?;
        wrong.extend(look(driver, "walk-paused", language, twice).await?);
        press("document.querySelector('#end').click()").await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        press("document.querySelector('#end').click()").await?;
        until(driver, "location.hash.startsWith('#/walk/after')", 20).await?;
        until(driver, "document.querySelector('main input[value=knee]')", 10).await?;
        press("for (const answer of ['right', 'no', 'knee']) document.querySelector(`main input[value=${answer}]`).click()").await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        wrong.extend(look(driver, "walk-after", language, twice).await?);
        press("document.querySelector('main a.button.main').click()").await?;
        until(driver, "document.querySelector('main table')", 10).await?;
        wrong.extend(look(driver, "walk-detail", language, twice).await?);
        go(driver, &server.address, "#/progress").await?;
        until(driver, "document.querySelector('ul.walks a')", 10).await?;
        wrong.extend(look(driver, "progress-walked", language, twice).await?);
    }
    ensure!(wrong.is_empty(), "{} violations:\n{}", wrong.len(), wrong.join("\n"));
    println!("axe: 6 screens of a walk, 2 languages, 100 % and 200 %: no violation");
    Ok(())
}

/// Changes the language, by what the page keeps, and opens it anew.
async fn speak(driver: &WebDriver, language: &str) -> Result<()> {
    ask(
        driver,
        &format!(
            "const kept = JSON.parse(localStorage.getItem('retrowalk-settings')); \
        kept.language = '{language}'; localStorage.setItem('retrowalk-settings', JSON.stringify(kept))"
        ),
    )
    .await?;
    driver.refresh().await?;
    until(driver, "document.querySelector('#main h1')", 60).await?;
    Ok(())
}

#[tokio::test]
async fn lighthouse_finds_every_screen_quick_open_to_all_and_well_made() -> Result<()> {
    let Some(lighthouse) = npm(".bin/lighthouse").filter(|_| have_chromium()) else { return Ok(()) };
    let data = tempfile::tempdir()?;
    let server = Server::start(data.path(), 0)?;
    let mut wrong = Vec::new();
    for screen in SCREENS {
        let mut best = [0.0_f64; 3];
        // A busy machine makes one measurement slow; the best of three is the screen's.
        for _ in 0..3 {
            let run = Command::new(&lighthouse)
                .arg(format!("{}/{screen}", server.address))
                .args(["--quiet", "--no-enable-error-reporting", "--output=json", "--form-factor=mobile"])
                .arg("--only-categories=performance,accessibility,best-practices")
                .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync")
                .env("CHROME_PATH", "/usr/bin/chromium")
                .stdin(Stdio::null())
                .output()?;
            let Ok(report) = serde_json::from_slice::<Value>(&run.stdout) else {
                println!("{screen}: Lighthouse ended with {}", String::from_utf8_lossy(&run.stderr));
                continue;
            };
            let score = |name: &str| report["categories"][name]["score"].as_f64().unwrap_or_default() * 100.0;
            let now = [score("performance"), score("accessibility"), score("best-practices")];
            best = [best[0].max(now[0]), best[1].max(now[1]), best[2].max(now[2])];
            if enough(best) {
                break;
            }
        }
        println!(
            "Lighthouse {screen}: performance {:.0}, accessibility {:.0}, best practices {:.0}",
            best[0], best[1], best[2]
        );
        if !enough([best[0] + SLACK, best[1], best[2]]) {
            wrong.push(screen);
        }
    }
    ensure!(wrong.is_empty(), "below 90, 100 or 95: {}", wrong.join(" "));
    Ok(())
}

/// Performance is taken with a stopwatch: what a busy machine may lack of 90 before a test fails over it.
const SLACK: f64 = 15.0;

fn enough([performance, accessibility, practices]: [f64; 3]) -> bool {
    performance >= 90.0 && accessibility >= 100.0 && practices >= 95.0
}

#[tokio::test]
async fn the_app_opens_with_the_server_stopped_after_the_first_visit() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let data = tempfile::tempdir()?;
    let server = Server::start(data.path(), 0)?;
    let address = server.address.clone();
    let chromium = Chromium::start(&data.path().join("profile"), &[]).await?;
    let driver = &chromium.driver;
    driver.goto(&address).await?;
    until(driver, "document.querySelector('#main h1')", 60).await?;
    until(driver, "navigator.serviceWorker.controller", 60).await?;
    drop(server);
    for path in ["/", "/#/help"] {
        driver.goto("about:blank").await?;
        driver.goto(format!("{address}{path}")).await?;
        until(driver, "document.querySelector('#main h1')", 60)
            .await
            .context("it does not open without its server")?;
    }
    Ok(())
}
