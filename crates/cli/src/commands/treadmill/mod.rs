//! `retrowalk treadmill`: read a machine, walk on it, and look at what it says.

mod decode;

use clap::Subcommand;

/// Read a treadmill, walk backward on it with care, and see what its bytes mean.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Decode(decode::Args),
}

pub(crate) fn run(args: Args) -> anyhow::Result<()> {
    match args.command {
        Command::Decode(args) => decode::run(&args),
    }
}
