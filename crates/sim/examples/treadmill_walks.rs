//! Many treadmill walks in made-up time: `cargo run --release -p sim --example treadmill_walks -- WALKS SEED`.
//!
//! Prints each danger and in how many walks it was met; fails if any invariant broke, or any danger or ceiling was
//! never met.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let (Some(Ok(walks)), Some(Ok(seed))) = (numbers.next(), numbers.next().or(Some(Ok(1)))) else {
        eprintln!("say how many walks and from which seed, for example: 1000000 7");
        return ExitCode::FAILURE;
    };
    let report = sim::treadmill::run_walks(walks, seed);
    println!("{}", report.text());
    if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
