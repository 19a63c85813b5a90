//! `retrowalk`: the one binary. Each command is a file or folder in `commands/`.

use clap::{Parser, Subcommand};

mod commands;

/// The coach and measuring instrument for walking backward.
#[derive(Parser)]
#[command(name = "retrowalk", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// What it can do.
#[derive(Subcommand)]
enum Command {
    /// The steps of a recording, and which way each went.
    Analyze(commands::analyze::Args),
    /// What is known, how sure it is, and in whom.
    Evidence(commands::evidence::Args),
    /// Read a treadmill, walk backward on it with care, and see what its bytes mean.
    Treadmill(commands::treadmill::Args),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Analyze(args) => commands::analyze::run(&args),
        Command::Evidence(args) => commands::evidence::run(&args),
        Command::Treadmill(args) => commands::treadmill::run(args),
    }
}
