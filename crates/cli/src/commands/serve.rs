//! `retrowalk serve`: the app and its records on this machine. Also what `retrowalk` alone does.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use anyhow::Result;
use server::{Pages, Settings};

/// Where and with what.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The port to listen at
    #[arg(long, default_value_t = 8088)]
    port: u16,
    /// The address to listen at
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Take the app's files from this folder (for work on the app: cargo run -p webbuild -- DIR)
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
}

/// Serves until Ctrl-C.
pub(crate) fn run(args: Args) -> Result<()> {
    server::serve(Settings {
        host: args.host,
        port: args.port,
        pages: args.pages.map_or(Pages::Embedded, Pages::Folder),
    })
}
