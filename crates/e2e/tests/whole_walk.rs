//! A whole walk on real input: a real phone's motion, a real browser that is reloaded and killed, a server that stops
//! and starts; the walk is kept once, with its steps.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{Bench, ask, begin, go_on, number, planned_cues, play, until, until_kept, until_walk_time};
use serde_json::{Value, json};
use thirtyfour::WebDriver;

const PROGRAM: &str = "0.5:0.5 x1";
const WATCHED: Duration = Duration::from_secs(10);

/// The share of one core that the page's main thread takes while nobody looks: a look is work too. Of all, of scripts (the
/// engine among them), and of finding where everything stands.
async fn share_of_a_core(driver: &WebDriver) -> Result<[f64; 3]> {
    let mut share = worked_s(driver).await?;
    tokio::time::sleep(WATCHED).await;
    for (before, after) in share.iter_mut().zip(worked_s(driver).await?) {
        *before = (after - *before) / WATCHED.as_secs_f64() * 100.0;
    }
    Ok(share)
}

/// How long the page's main thread has worked, seconds, as [`share_of_a_core`] parts it.
async fn worked_s(driver: &WebDriver) -> Result<[f64; 3]> {
    driver.cdp().send_raw("Performance.enable", json!({})).await?;
    let told = driver.cdp().send_raw("Performance.getMetrics", json!({})).await?;
    let metrics = told.get("metrics").and_then(Value::as_array).context("metrics")?;
    let of = |name: &str| {
        let metric = metrics.iter().find(|metric| metric.get("name").is_some_and(|n| n == name));
        metric.and_then(|metric| metric.get("value")?.as_f64()).with_context(|| name.to_owned())
    };
    Ok([of("TaskDuration")?, of("ScriptDuration")?, of("LayoutDuration")? + of("RecalcStyleDuration")?])
}

#[tokio::test]
async fn a_real_walk_is_counted_survives_a_reload_a_kill_and_a_stopped_server_and_is_kept_once() -> Result<()>
{
    let Some(mut bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let address = bench.server.address.clone();
    let plan = planned_cues(PROGRAM)?;
    let length = plan["duration_s"].as_f64().context("a plan has a length")?;
    // What plays the readings works in the page too, and is no part of the walk.
    play(bench.driver()).await?;
    let standing = share_of_a_core(bench.driver()).await?;
    begin(bench.driver(), &address, PROGRAM).await?;
    play(bench.driver()).await?;
    let share = share_of_a_core(bench.driver()).await?;
    println!(
        "with 100 readings a second the page takes {standing:.2?} % of one core before a walk, {share:.2?} % in one: in all, \
         scripts, style and layout"
    );
    until_walk_time(bench.driver(), length * 0.2, Duration::from_mins(3)).await?;
    let counted = number(bench.driver(), "steps").await?;
    ensure!(counted > 5.0, "steps must count live; {counted} after a fifth of the walk");

    // The tab is reloaded mid-walk.
    bench.driver().refresh().await?;
    go_on(bench.driver(), &address).await?;
    let after = number(bench.driver(), "atS").await?;
    ensure!(after >= length * 0.2 - 1.0, "back at {after} s: more than the last second was lost");
    play(bench.driver()).await?;

    // The server goes away while the walk goes on.
    bench.server.kill();
    until_walk_time(bench.driver(), length * 0.5, Duration::from_mins(4)).await?;
    let before_kill = number(bench.driver(), "atS").await?;

    // The battery dies: everything of the browser is killed at once, and started again.
    bench.restart_chromium().await?;
    let driver = bench.chromium.driver.clone();
    go_on(&driver, &address).await.context("the app must open without its server")?;
    let after = number(&driver, "atS").await?;
    ensure!(after >= before_kill - 1.5, "before the kill {before_kill} s, after it {after} s");
    play(&driver).await?;

    bench.restart_server()?;
    until(&driver, "location.hash.startsWith('#/walk/after')", 300).await?;
    ask(
        &driver,
        "for (const answer of ['right', 'no']) document.querySelector(`main input[value=${answer}]`).click()",
    )
    .await?;
    until_kept(&bench.walks(), 90, |walks| walks.iter().any(|walk| !walk["feeling"].is_null())).await?;
    let walk = bench.the_one_walk().await?;
    ensure!(walk["ended"] == "complete", "it ended {}", walk["ended"]);
    ensure!(walk["feeling"]["effort"] == 12, "two taps: {}", walk["feeling"]);
    ensure!(walk["revision"] == 1, "told anew, and not newer: {}", walk["revision"]);

    let blocks = walk["blocks"].as_array().context("blocks")?;
    let planned: Vec<&Value> = plan["blocks"].as_array().context("planned blocks")?.iter().collect();
    ensure!(blocks.len() == planned.len(), "{} blocks, planned {}", blocks.len(), planned.len());
    let mut steps = 0;
    for (block, planned) in blocks.iter().zip(&planned) {
        ensure!(block["kind"] == planned["kind"], "{} instead of {}", block["kind"], planned["kind"]);
        let sum: u64 =
            ["forward", "backward", "unsure"].iter().filter_map(|way| block["steps"][way].as_u64()).sum();
        println!("{} {} s: {sum} steps", block["kind"], block["done_s"]);
        steps += sum;
    }
    // The second device marks 68 steps in the 40 s; the gaps of the reload and the kill are not filled in.
    let marked = length * 68.0 / 40.0;
    ensure!((marked * 0.75..=marked * 1.1).contains(&(steps as f64)), "{steps} steps, marked {marked:.0}");

    // The server is killed and started once more, and the phone has something new for it: still one.
    bench.restart_server()?;
    ask(&driver, "document.querySelector('main input[value=hard]').click()").await?;
    until_kept(&bench.walks(), 60, |walks| walks.iter().any(|walk| walk["revision"] == 2)).await?;
    ensure!(bench.the_one_walk().await?["feeling"]["effort"] != 12, "it was hard");
    Ok(())
}
