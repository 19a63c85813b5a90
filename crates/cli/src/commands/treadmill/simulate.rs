//! `retrowalk treadmill simulate`: many walks on virtual treadmills with random faults, in made-up time.

use crate::counting::Counting;
use anyhow::bail;
use sim::treadmill::run_walks;

/// Walk many simulated walks with random faults, and check that no rule of SAFETY.md breaks.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill simulate --walks 10000
  retrowalk treadmill simulate --walks 1000000 --seed 2026

Prints each danger and in how many walks it was met. Fails if any rule broke, or any danger or ceiling was never met.")]
pub(super) struct Args {
    /// How many walks.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..))]
    walks: u64,
    /// The same seed is the same walks.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut counting = Counting::of(args.walks);
    let report = run_walks(args.walks, args.seed, &mut |walked| counting.done(walked));
    drop(counting);
    println!("{}", report.text());
    if !report.broken.is_empty() {
        bail!("a rule of SAFETY.md broke: see the lines above, each with the seed of its walk");
    }
    if !report.is_good() {
        bail!(
            "no rule broke, but not every danger and ceiling was met: walk more, for example --walks 10000"
        );
    }
    Ok(())
}
