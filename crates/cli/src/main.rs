//! `retrowalk`: the one binary. Each command is a file or folder in `commands/`.

use clap::{Parser, Subcommand};

mod commands;

/// The coach and measuring instrument for walking backward.
#[derive(Parser)]
#[command(name = "retrowalk", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

/// What it can do.
#[derive(Subcommand)]
enum Command {
    /// The steps of a recording, and which way each went.
    Analyze(commands::analyze::Args),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Some(Command::Analyze(args)) => commands::analyze::run(&args),
        None => Ok(()),
    }
}
