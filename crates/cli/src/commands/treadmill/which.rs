//! Which machine is meant, and what its name warns of.

use super::clock::Clock;
use super::link::{Lasting, Link, dircon::Dircon, simulated::Simulated};
use anyhow::bail;
use treadmill::quirks;
use voice::words::Words;

/// Which machine.
#[derive(clap::Args, Clone)]
pub(super) struct Which {
    /// FTMS over TCP (DIRCON) instead of Bluetooth.
    #[arg(long, value_name = "HOST:PORT", conflicts_with = "simulate")]
    pub(super) dircon: Option<String>,
    /// A virtual treadmill drawn from a seed, instead of a real one.
    #[arg(long, value_name = "SEED", num_args = 0..=1, default_missing_value = "1", value_parser = seed)]
    pub(super) simulate: Option<u64>,
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| {
        format!("{text} is no seed. Put it before --simulate, or give a number after that: --simulate 1")
    })
}

impl Which {
    /// The link to the machine that is meant, opened again by itself whenever it is lost.
    pub(super) fn link(
        &self,
        name: Option<&str>,
        clock: &Clock,
        words: &Words,
    ) -> anyhow::Result<Box<dyn Link>> {
        if let Some(seed) = self.simulate {
            return Ok(Box::new(Simulated::new(seed, clock.clone())));
        }
        if let Some(address) = self.dircon.clone() {
            let first = Dircon::connect(&address)?;
            return Ok(Box::new(Lasting::new(first, move || Dircon::connect(&address))));
        }
        let Some(name) = name else { bail!("{}", words.plain("terminal-belt-which")) };
        bluetooth(name)
    }
}

#[cfg(feature = "bluetooth")]
fn bluetooth(name: &str) -> anyhow::Result<Box<dyn Link>> {
    use super::link::bluetooth::Bluetooth;
    let first = Bluetooth::connect(name)?;
    // The same machine again, not another one of its name.
    let same = first.address().to_owned();
    Ok(Box::new(Lasting::new(first, move || Bluetooth::connect(&same))))
}

#[cfg(not(feature = "bluetooth"))]
fn bluetooth(name: &str) -> anyhow::Result<Box<dyn Link>> {
    bail!(
        "this build has no Bluetooth, so it cannot reach \"{name}\". Use --dircon or --simulate, or a build with Bluetooth."
    )
}

/// What a machine's name warns of, in sentences.
pub(super) fn warnings(words: &Words, name: &str) -> Vec<String> {
    quirks::of(name).map(|quirk| words.plain(&format!("treadmill-quirk-{}", quirk.name()))).collect()
}
