//! Plays a real walk into the page as motion events.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use sim::motion::Activity;
use thirtyfour::WebDriver;

/// 40 s of a phone in a front trouser pocket, 100 readings a second, m/s^2 with gravity. From the Oxford step counter
/// recordings, CC BY 4.0; see `recordings/CREDITS.md`.
const OXFORD: &str = include_str!("../recordings/oxford_front_pocket.csv");

/// After so long it begins again.
pub const RECORDING_LENGTH_S: f64 = 40.0;

/// Begins to play the recording, over and over, until the page is left.
pub async fn play(driver: &WebDriver) -> Result<()> {
    let readings: Vec<Vec<f64>> = OXFORD
        .lines()
        .skip(1)
        .map(|line| {
            line.split(',').map(str::parse).collect::<Result<_, _>>().context("a reading is four numbers")
        })
        .collect::<Result<_>>()?;
    driver
        .execute(format!("({PLAYER})(...arguments)"), vec![json!(readings), json!(RECORDING_LENGTH_S)])
        .await?;
    Ok(())
}

/// Plays so many seconds of the walk and then somebody who stands: upright, swaying by `sway` m/s^2 to either side, once in
/// two seconds.
pub async fn play_then_stand(driver: &WebDriver, walk_s: f64, sway: f64) -> Result<()> {
    if walk_s > 0.0 {
        play(driver).await?;
    }
    let script = r"
        const [walk, sway] = arguments, began = performance.now();
        let at = walk;
        setTimeout(() => {
            clearInterval(window.motionPlayer);
            window.motionPlayer = setInterval(() => {
                const now = (performance.now() - began) / 1000;
                for (; at < now; at += 0.01) {
                    const side = sway * Math.sin(Math.PI * at);
                    const event = new DeviceMotionEvent('devicemotion', { interval: 10,
                        acceleration: { x: 0, y: 0, z: 0 }, accelerationIncludingGravity: { x: side, y: 9.81, z: 0 } });
                    Object.defineProperty(event, 'timeStamp', { value: began + at * 1000 });
                    window.dispatchEvent(event);
                }
            }, 10);
        }, walk * 1000);";
    driver.execute(script, vec![json!(walk_s), json!(sway)]).await?;
    Ok(())
}

/// A walk of `sim` as readings to be played: `[t, x, y, z, about x, about y, about z]`.
pub fn made_up(backward: bool) -> (Value, f64) {
    readings(&[(Activity::Walk { cadence_spm: 80.0, backward }, 60.0)])
}

/// A walk of `sim` that ends in a fall, after which the walker lies still for longer than any test waits.
pub fn a_fall() -> (Value, f64) {
    let walk = Activity::Walk { cadence_spm: 95.0, backward: true };
    let fall = Activity::Fall { backward: true };
    readings(&[(Activity::Stand, 4.0), (walk, 12.0), (fall, 300.0)])
}

/// Begins to play [`a_fall`].
pub async fn play_a_fall(driver: &WebDriver) -> Result<()> {
    let (rows, length_s) = a_fall();
    driver.execute(format!("({PLAYER})(...arguments)"), vec![rows, json!(length_s)]).await?;
    Ok(())
}

fn readings(plan: &[(Activity, f64)]) -> (Value, f64) {
    let walk = sim::motion::record(plan, 60.0, 7);
    let rows = walk.samples.iter().map(|sample| {
        let axes = sample.acceleration.into_iter().chain(sample.rotation.unwrap_or_default());
        std::iter::once(sample.t_s).chain(axes.map(f64::from)).collect::<Value>()
    });
    (rows.collect(), plan.iter().map(|(_, length_s)| length_s).sum())
}

/// Plays readings in the page, over and over; each event carries the recording's own time, so a late timer changes nothing
/// in what is heard. Turning is given in rad/s and told in degrees, as a browser does.
pub const PLAYER: &str = r"(readings, length) => {
    const began = performance.now(), degrees = 180 / Math.PI;
    let at = 0, round = 0;
    window.motionPlayed = 0;
    clearInterval(window.motionPlayer);
    window.motionPlayer = setInterval(() => {
        const now = (performance.now() - began) / 1000;
        for (;;) {
            if (at === readings.length) { at = 0; round += 1; }
            const [t, x, y, z, ...turns] = readings[at], due = round * length + t;
            if (due > now) break;
            const [alpha, beta, gamma] = turns.map(turn => turn * degrees);
            const event = new DeviceMotionEvent('devicemotion', { interval: 10,
                acceleration: { x: 0, y: 0, z: 0 }, accelerationIncludingGravity: { x, y, z },
                ...(turns.length ? { rotationRate: { alpha, beta, gamma } } : {}) });
            Object.defineProperty(event, 'timeStamp', { value: began + due * 1000 });
            window.dispatchEvent(event);
            window.motionPlayed += 1;
            at += 1;
        }
    }, 10);
}";
