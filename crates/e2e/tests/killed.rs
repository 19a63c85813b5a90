//! The browser and the server, killed at random moments of one walk and of its sending: nothing is lost before the last second,
//! and no walk is kept twice.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{
    Bench, ask, begin, end_early, go, go_on, number, until, until_it_goes_on, until_it_says, until_kept,
};
use serde_json::json;

/// How many moments, if `RETROWALK_KILLS` asks for no other number. The number is 200: scripts/nightly.
const KILLS: u32 = 8;

/// What dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Victim {
    Browser,
    Server,
    Both,
}

/// A small generator of our own, so that a failing run can be run again.
struct Chance(u32);

impl Chance {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) % most
    }

    async fn wait(&mut self, most_ms: u32) {
        tokio::time::sleep(Duration::from_millis(u64::from(self.below(most_ms)))).await;
    }
}

#[tokio::test]
async fn a_walk_begun_over_one_that_broke_off_loses_neither_and_half_an_hour_later_none_goes_on() -> Result<()>
{
    let Some(bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let (driver, address) = (bench.driver(), bench.server.address.as_str());
    begin(driver, address, "5:1 x1").await?;
    until_it_goes_on(driver, 2.0).await?;
    go(driver, address, "#/walk/live").await?;
    driver.refresh().await?;
    begin(driver, address, "1:1 x1").await?;
    until_it_goes_on(driver, 1.0).await?;
    end_early(driver).await?;
    until_kept(&bench.walks(), 20, |walks| {
        let ended = |how: &str| walks.iter().any(|walk| walk["ended"] == how);
        walks.len() == 2 && ended("interrupted") && ended("early")
    })
    .await?;

    begin(driver, address, "1:1 x1").await?;
    until_it_goes_on(driver, 1.0).await?;
    driver.refresh().await?;
    go(driver, address, "#/today").await?;
    until(driver, "document.querySelector('main section.note button.main')", 30).await?;
    ask(
        driver,
        "const now = Date.now; Date.now = () => now() + 31 * 60e3; \
         document.querySelector('main section.note button.main').click()",
    )
    .await?;
    until_it_says(driver, "The walk has ended. It is kept.", 20).await?;
    ensure!(ask(driver, "return document.querySelector('#live')").await?.is_null(), "it goes on");
    until_kept(&bench.walks(), 20, |walks| walks.len() == 3).await?;
    Ok(())
}

const RUNS: &str = "document.querySelector('#live')?.dataset.paused === 'false'";

#[tokio::test]
async fn killed_at_random_moments_a_walk_loses_less_than_a_second_and_is_kept_once() -> Result<()> {
    let kills = std::env::var("RETROWALK_KILLS").ok().map_or(Ok(KILLS), |kills| kills.parse())?;
    let Some(mut bench) = Bench::asked(&[]).await? else { return Ok(()) };
    let address = bench.server.address.clone();
    let mut chance = Chance(2026);
    let (mut worst, mut broke_off) = (0.0_f64, 0);

    // While it goes on.
    begin(bench.driver(), &address, "20:1 x1").await?;
    for kill in 1..=kills {
        until(bench.driver(), RUNS, 20).await?;
        chance.wait(2500).await;
        let victim =
            [Victim::Browser, Victim::Browser, Victim::Server, Victim::Both][chance.below(4) as usize];
        let before = number(bench.driver(), "atS").await?;
        if victim != Victim::Browser {
            bench.restart_server()?;
        }
        if victim != Victim::Server {
            broke_off += 1;
            bench.restart_chromium().await?;
            go_on(bench.driver(), &address).await.with_context(|| format!("kill {kill}, at {before} s"))?;
        }
        let after = number(bench.driver(), "atS").await?;
        worst = worst.max(before - after);
        ensure!(
            after >= before - 1.0,
            "kill {kill}, of {victim:?}: before it {before} s, after it {after} s"
        );
    }
    until(bench.driver(), RUNS, 20).await?;
    end_early(bench.driver()).await?;

    // While it is sent: what the server has acknowledged and what the browser has written must still be one walk.
    for (victim, most_ms) in [(Victim::Server, 30), (Victim::Both, 60), (Victim::Browser, 120)] {
        chance.wait(most_ms).await;
        if victim != Victim::Browser {
            bench.restart_server()?;
        }
        if victim != Victim::Server {
            bench.restart_chromium().await?;
        }
        go(bench.driver(), &address, "#/progress").await?;
        until(bench.driver(), "document.querySelectorAll('ul.walks a').length === 1", 20)
            .await
            .with_context(|| format!("after the kill of {victim:?}"))?;
    }
    let walk = bench.the_one_walk().await?;
    let log = walk["log"].as_array().context("a log")?;
    let restored = log.iter().filter(|heard| heard["why"] == json!("restored")).count();
    ensure!(restored == broke_off, "broken off {broke_off} times, taken up {restored} times");
    println!(
        "{kills} kills while it went on, 3 while it was sent: at most {worst:.2} s lost each, one walk kept"
    );
    Ok(())
}
