//! A phone that has the app already: a new build, another app beside it, a key that is no longer right.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use e2e::{Chromium, Server, ask, binary, have_chromium, until};
use serde_json::json;

/// What the service worker keeps, by name.
const KEPT: &str = "window.kept = null; caches.keys().then(names => Promise.all(names.map(name => caches.open(name) \
    .then(cache => cache.keys()).then(all => [name, all.map(one => one.url)])))).then(all => window.kept = all)";

/// Makes the app in a folder another build: every name by content is another, and so is the worker.
fn build_anew(folder: &Path) -> Result<()> {
    let mut names = Vec::new();
    for part in ["a", "voice"] {
        let old = fs::read_dir(folder.join(part))?.next().context("a folder named by content")??.path();
        let name = old.file_name().context("a name")?.to_string_lossy().into_owned();
        fs::rename(&old, old.with_file_name("ffffffffffffffff"))?;
        names.push((format!("{part}/{name}"), format!("{part}/ffffffffffffffff")));
    }
    names.push(("const NAME = OURS + '".to_owned(), "const NAME = OURS + 'new ".to_owned()));
    for file in ["index.html", "boot.js", "worker.js", "sw.js"].map(|file| folder.join(file)) {
        let text = fs::read_to_string(&file)?;
        fs::write(&file, names.iter().fold(text, |text, (old, new)| text.replace(old, new)))?;
    }
    Ok(())
}

#[tokio::test]
async fn an_open_page_keeps_its_build_and_the_next_has_the_new_one_with_its_voice() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let pages = folder.path().join("app");
    ensure!(Command::new(binary()?).arg("export-app").arg(&pages).status()?.success(), "export-app failed");
    let from = ["--no-phone".as_ref(), "--pages".as_ref(), pages.as_os_str()];
    let server = Server::start_with(&folder.path().join("walks"), 0, from)?;
    let chromium = Chromium::start(&folder.path().join("profile"), &["--lang=en-GB"]).await?;
    let (driver, address) = (&chromium.driver, &server.address);
    driver.goto(address).await?;
    until(driver, "navigator.serviceWorker.controller && document.querySelector('#main h1')", 60).await?;
    // Another app of this host, and the voice, which the worker keeps from the second visit on.
    ask(driver, "caches.open('another app').then(cache => cache.put('./other', new Response('its own')))")
        .await?;
    driver.refresh().await?;
    until(driver, "document.querySelector('#main h1')", 60).await?;
    ask(driver, "fetch(retrowalkVoices + 'en.rwvp').then(() => window.spoken = true)").await?;
    until(driver, "window.spoken", 30).await?;
    // What the first builds kept, under names of their own.
    ask(
        driver,
        "caches.open('retrowalk-0123456789abcdef'); caches.open('retrowalk-voice') \
        .then(cache => cache.put('./voice/es.rwvp', new Response('old')))",
    )
    .await?;
    let old = ask(driver, "return [retrowalkFiles, retrowalkVoices]").await?;

    build_anew(&pages)?;
    ask(driver, "navigator.serviceWorker.ready.then(it => { window.worker = it; return it.update(); })")
        .await?;
    until(driver, "window.worker?.waiting", 60).await.context("the new build is not there")?;
    driver.refresh().await?;
    until(driver, "document.querySelector('#main h1')", 60).await?;
    ensure!(
        ask(driver, "return [retrowalkFiles, retrowalkVoices]").await? == old,
        "another build under an open page"
    );
    // What it has not fetched yet is of its own build, and there, though the server has it no more.
    ask(driver, "Promise.all([fetch(retrowalkFiles + 'es.txt'), fetch(retrowalkVoices + 'en.rwvp'), fetch('./worker.js')]) \
        .then(async all => window.got = [all.every(one => one.ok), await all[2].text()])").await?;
    let got = until(driver, "window.got", 30).await?;
    let worker = got[1].as_str().unwrap_or_default();
    ensure!(got[0] == json!(true) && worker.contains(old[0].as_str().context("a folder")?), "{got}");

    // Every page is closed, and the next is new, with the voice that was spoken.
    driver.goto("about:blank").await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    driver.goto(address).await?;
    until(driver, "document.querySelector('#main h1') && retrowalkFiles === './a/ffffffffffffffff/'", 60)
        .await?;
    until(driver, "(navigator.serviceWorker.ready.then(it => window.worker = it), window.worker && !window.worker.waiting)", 30).await?;
    ask(driver, KEPT).await?;
    let kept = until(driver, "window.kept", 30).await?;
    let kept: Vec<(String, Vec<String>)> = serde_json::from_value(kept)?;
    let of = |part: &str| kept.iter().filter(|(name, _)| name.contains(part)).collect::<Vec<_>>();
    ensure!(of("another app").len() == 1 && of("retrowalk").len() == 2 && of(" new ").len() == 1, "{kept:?}");
    let spoken = ["en", "es"].map(|name| format!("{address}/voice/ffffffffffffffff/{name}.rwvp"));
    ensure!(of(" voice")[0].1 == spoken, "{kept:?}");
    Ok(())
}

#[tokio::test]
async fn a_phone_that_has_the_app_is_paired_anew_with_a_new_key() -> Result<()> {
    if !have_chromium() {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("walks");
    // Two ports beside each other.
    let free = || {
        let one = std::net::TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
        std::net::TcpListener::bind(("127.0.0.1", one.checked_add(1)?)).ok().map(|_| one)
    };
    let port = (0..100).find_map(|_| free()).context("two free ports")?;
    let phone = ["--phone-address", "127.0.0.1", "--phone-port", &port.to_string()];
    let chromium =
        Chromium::start(&folder.path().join("profile"), &["--lang=en-GB", "--ignore-certificate-errors"])
            .await?;
    let driver = &chromium.driver;
    let health = "(fetch('./api/health').then(it => window.health = it.status), window.health)";
    let pair = async || -> Result<()> {
        let key = fs::read_to_string(data.join("phone.key"))?;
        driver.goto(format!("https://127.0.0.1:{port}/pair?key={key}")).await?;
        until(driver, "document.querySelector('#main h1')", 60).await?;
        until(driver, &format!("{health} === 200"), 20).await?;
        Ok(())
    };
    let first = Server::start_with(&data, 0, phone)?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    pair().await?;
    until(driver, "navigator.serviceWorker.controller", 60).await?;
    drop(first);
    fs::remove_file(data.join("phone.key"))?;
    let _second = Server::start_with(&data, 0, phone)?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    driver.refresh().await?;
    until(driver, &format!("document.querySelector('#main h1') && {health} === 401"), 60).await?;
    pair().await.context("the new key does not reach the server")
}
