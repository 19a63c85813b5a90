//! What the commands share: which machine, which walker, which words.

use super::clock::Clock;
use super::link::{Link, dircon::Dircon, simulated::Simulated};
use anyhow::bail;
use std::time::Duration;
use treadmill::controller::Saying;
use treadmill::limits::Personal;
use treadmill::quirks;
use voice::words::Words;

/// Which machine.
#[derive(clap::Args, Clone)]
pub(super) struct Which {
    /// FTMS over TCP (DIRCON) instead of Bluetooth.
    #[arg(long, value_name = "HOST:PORT", conflicts_with = "simulate")]
    pub(super) dircon: Option<String>,
    /// A virtual treadmill drawn from a seed, instead of a real one.
    #[arg(long, value_name = "SEED", num_args = 0..=1, default_missing_value = "1")]
    pub(super) simulate: Option<u64>,
}

impl Which {
    /// The link to the machine that is meant.
    pub(super) fn link(&self, name: Option<&str>, clock: &Clock) -> anyhow::Result<Box<dyn Link>> {
        if let Some(seed) = self.simulate {
            return Ok(Box::new(Simulated::new(seed, clock.clone())));
        }
        if let Some(address) = &self.dircon {
            return Ok(Box::new(Dircon::connect(address)?));
        }
        let Some(name) = name else {
            bail!(
                "say which treadmill: its NAME as \"retrowalk treadmill scan\" shows it, --dircon HOST:PORT, or --simulate"
            );
        };
        bluetooth(name)
    }
}

#[cfg(feature = "bluetooth")]
fn bluetooth(name: &str) -> anyhow::Result<Box<dyn Link>> {
    Ok(Box::new(super::link::bluetooth::Bluetooth::connect(name)?))
}

#[cfg(not(feature = "bluetooth"))]
fn bluetooth(name: &str) -> anyhow::Result<Box<dyn Link>> {
    bail!(
        "this build has no Bluetooth, so it cannot reach \"{name}\". Use --dircon or --simulate, or a build with Bluetooth."
    )
}

/// Who walks.
#[derive(clap::Args, Clone)]
pub(super) struct Who {
    /// Seconds for three metres backward on the floor (the 3-Meter Backward Walk).
    #[arg(long, value_name = "SECONDS")]
    test: Option<f64>,
    /// Days since that test.
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    test_days: u16,
    /// Week of backward walking on a belt; the first is 1.
    #[arg(long, default_value_t = 1)]
    week: u8,
    /// Someone able to help stands beside the belt.
    #[arg(long)]
    beside: bool,
    /// Slow the belt at this heart rate.
    #[arg(long, value_name = "BPM")]
    heart_alarm: Option<u16>,
}

impl Who {
    pub(super) fn personal(&self) -> anyhow::Result<Personal> {
        let test = match self.test {
            Some(seconds) if !seconds.is_finite() || !(0.0..=600.0).contains(&seconds) => bail!(
                "--test {seconds} is no time for three metres: give the seconds it took, for example --test 4.2"
            ),
            other => other.map(Duration::from_secs_f64),
        };
        Ok(Personal {
            three_meters_backward: test,
            days_since_test: self.test_days,
            week: self.week,
            someone_beside: self.beside,
            heart_rate_alarm: self.heart_alarm,
        })
    }
}

/// The words of the terminal's language.
pub(super) fn words() -> Words {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    Words::new(&tag.unwrap_or_else(|| "en".into()))
}

/// The sentence of something said.
pub(super) fn sentence(words: &Words, saying: Saying) -> String {
    let (first, rest) = saying.sentence();
    words.plain(&format!("{first}{rest}"))
}

/// What a machine's name warns of, in sentences.
pub(super) fn warnings(words: &Words, name: &str) -> Vec<String> {
    quirks::of(name).map(|quirk| words.plain(&format!("treadmill-quirk-{}", quirk.name()))).collect()
}
