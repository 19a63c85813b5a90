//! `retrowalk treadmill`: read a machine, walk on it, and look at what it says.

mod clock;
mod decode;
mod failed_belts;
mod keeper;
mod keys;
mod link;
mod replay;
#[cfg(feature = "bluetooth")]
mod scan;
mod serve;
mod session;
mod simulate;
mod tones;
mod walk;
mod walker;
mod watch;
mod which;

use clap::Subcommand;

/// Read a treadmill, walk backward on it with care, and see what its bytes mean.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill scan
  retrowalk treadmill watch \"Treadmill 12\"
  retrowalk treadmill walk --simulate 12 \"treadmill 1 min x1\"")]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[cfg(feature = "bluetooth")]
    Scan(scan::Args),
    Info(watch::InfoArgs),
    Watch(watch::WatchArgs),
    Walk(walk::Args),
    Replay(replay::Args),
    Decode(decode::Args),
    Serve(serve::Args),
    Simulate(simulate::Args),
}

pub(crate) fn run(args: Args) -> anyhow::Result<()> {
    match args.command {
        #[cfg(feature = "bluetooth")]
        Command::Scan(args) => scan::run(&args),
        Command::Info(args) => watch::info(&args),
        Command::Watch(args) => watch::watch(&args),
        Command::Walk(args) => walk::run(&args),
        Command::Replay(args) => replay::run(&args),
        Command::Decode(args) => decode::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Simulate(args) => simulate::run(&args),
    }
}
