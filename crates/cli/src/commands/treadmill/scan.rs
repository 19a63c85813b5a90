//! `retrowalk treadmill scan`: which machines call.

use super::link::bluetooth::{Found, find};
use super::which::warnings;
use crate::guidance::Language;
use serde_json::json;
use std::time::Duration;

/// List the treadmills that call over Bluetooth.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill scan
  retrowalk treadmill scan --seconds 15 --json")]
pub(super) struct Args {
    /// How long to listen.
    #[arg(long, default_value_t = 6)]
    seconds: u64,
    /// Print one JSON object a machine.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    language: Language,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let found = find(Duration::from_secs(args.seconds))?;
    let words = args.language.words();
    for machine in &found {
        let Found { name, address, signal, advertised } = machine;
        let treadmill = advertised.and_then(treadmill::ftms::advertising::Advertised::is_treadmill);
        let warnings = warnings(&words, name);
        if args.json {
            println!(
                "{}",
                json!({
                    "name": name, "address": address, "signal_dbm": signal, "treadmill": treadmill,
                    "warnings": warnings,
                })
            );
            continue;
        }
        let kind = match treadmill {
            Some(true) => "terminal-belt-is-treadmill",
            Some(false) => "terminal-belt-is-none",
            None => "terminal-belt-is-unknown",
        };
        println!("{name}  {address}  {}", words.plain(kind));
        for warning in warnings {
            println!("    {warning}");
        }
    }
    if found.is_empty() && !args.json {
        println!("{}", words.plain("terminal-belt-none-calls"));
    }
    Ok(())
}
