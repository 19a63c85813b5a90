//! Chores in Rust: `cargo run -p xtask -- tidy` checks the house rules that no compiler checks.

use std::env;
use std::path::Path;
use std::process::ExitCode;

mod tidy;

fn main() -> anyhow::Result<ExitCode> {
    let task = env::args().nth(1).unwrap_or_default();
    if task != "tidy" {
        eprintln!("cargo run -p xtask -- tidy    check the house rules: STYLE.md names them");
        return Ok(ExitCode::FAILURE);
    }
    let report = tidy::Repository::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))?.check();
    for complaint in &report.complaints {
        println!("untidy: {complaint}");
    }
    println!("tidy: {} complaints", report.complaints.len());
    Ok(if report.complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
