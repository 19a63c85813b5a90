//! What the phone keeps and our own server is told, when one of them does not answer, is emptied or is new.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use e2e::{Bench, Server, ask, delete_everything, go, press, until, until_it_says, until_kept};
use serde_json::json;
use thirtyfour::WebDriver;

/// Types in a walk.
async fn walked(driver: &WebDriver, address: &str) -> Result<()> {
    go(driver, address, "#/today/walked").await?;
    press(driver, "Save").await?;
    until(driver, "location.hash === '#/progress'", 15).await?;
    Ok(())
}

const OFFLINE: &str =
    "window.real ??= window.fetch; window.fetch = () => Promise.reject(new TypeError('no network'))";
const ONLINE: &str = "window.fetch = window.real; window.dispatchEvent(new Event('online'))";

#[tokio::test]
async fn a_walk_brought_back_and_told_of_without_a_network_is_on_the_server_again() -> Result<()> {
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), &bench.server.address);
    ask(driver, "navigator.storage.persist = () => { window.asked = true; return Promise.resolve(true); }")
        .await?;
    walked(driver, address).await?;
    until(driver, "window.asked", 10).await.context("the browser is not asked to keep what is kept")?;
    let id = bench.the_one_walk().await?["id"].as_str().context("an id")?.to_owned();
    go(driver, address, &format!("#/progress/{id}")).await?;
    press(driver, "Delete this walk").await?;
    until_kept(&bench.walks(), 20, <[_]>::is_empty).await?;
    ask(driver, OFFLINE).await?;
    press(driver, "Undo").await?;
    until(driver, "document.querySelector('main table')", 10).await?;
    go(driver, address, &format!("#/walk/after/{id}")).await?;
    ask(driver, "document.querySelector('main input[type=radio]').click()").await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    ask(driver, ONLINE).await?;
    until_kept(&bench.walks(), 30, |walks| walks.iter().any(|walk| walk["feeling"]["effort"].is_u64()))
        .await?;

    // After a journey a walk still has the hour at which it was walked.
    let line = "document.querySelector('ul.walks strong')?.innerText";
    go(driver, address, "#/progress").await?;
    let at_home = until(driver, line, 10).await?;
    driver.cdp().send_raw("Emulation.setTimezoneOverride", json!({ "timezoneId": "Asia/Tokyo" })).await?;
    driver.refresh().await?;
    ensure!(until(driver, line, 60).await? == at_home, "walked at another hour");
    Ok(())
}

#[tokio::test]
async fn a_server_begun_anew_has_every_walk_again_and_a_new_phone_reads_them_from_it() -> Result<()> {
    let Some(mut bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.chromium.driver.clone(), bench.server.address.clone());
    walked(&driver, &address).await?;
    bench.the_one_walk().await?;
    bench.server.kill();
    fs::remove_dir_all(bench.walks())?;
    bench.server = Server::start(&bench.walks(), bench.server.port())?;
    walked(&driver, &address).await?;
    until_kept(&bench.walks(), 30, |walks| walks.len() == 2).await?;

    let everything = json!({ "origin": address, "storageTypes": "all" });
    driver.cdp().send_raw("Storage.clearDataForOrigin", everything).await?;
    driver.goto("about:blank").await?;
    go(&driver, &address, "#/progress").await?;
    ensure!(
        ask(&driver, "return !document.querySelector('ul.walks')").await? == json!(true),
        "it is not new"
    );
    press(&driver, "Read from my server").await?;
    until(&driver, "document.querySelectorAll('ul.walks a').length === 2", 20).await?;
    until_it_says(&driver, "new things read from 127.0.0.1", 10).await?;

    // What cannot be deleted is not said to be.
    ask(&driver, "IDBObjectStore.prototype.clear = () => { throw new DOMException('no', 'UnknownError'); }")
        .await?;
    delete_everything(&driver, &address, "Not all of it could be deleted.").await
}
