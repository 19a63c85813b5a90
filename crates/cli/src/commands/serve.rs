//! `retrowalk serve`: the app and its records on this machine. Also what `retrowalk` alone does.

use std::env;
use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::walks::Walks;
use anyhow::Result;
use server::{Certificate, Pages, PhoneAccess, Settings};

/// Where and with what.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    retrowalk serve                         the app at http://127.0.0.1:8088, walks in your data folder\n  \
    retrowalk serve --port 9000 --data w    another port, walks in the folder w\n  \
    retrowalk serve --no-phone              nothing for the network\n  \
    retrowalk serve --tls-cert c.pem --tls-key k.pem --tls-name walk.example.org")]
pub(crate) struct Args {
    /// The port to listen at
    #[arg(long, default_value_t = 8088)]
    port: u16,
    /// The address to listen at; any but this machine's own leaves the records open to whoever reaches it
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// The folder for walks, instead of your data folder
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Keep walks on a PostgreSQL server instead, <postgres://user:password@host/database>; without either, on the one that
    /// `RETROWALK_DATABASE` names
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Offer nothing to phones on the same network
    #[arg(long)]
    no_phone: bool,
    /// The port for phones (HTTPS); the page that explains it is at the next one
    #[arg(long, default_value_t = 8443, value_name = "PORT")]
    phone_port: u16,
    /// The address phones use, where this machine has several
    #[arg(long, value_name = "ADDRESS")]
    phone_address: Option<Ipv4Addr>,
    /// A certificate phones trust already (PEM), instead of this machine's own
    #[arg(long, value_name = "FILE", requires_all = ["tls_key", "tls_name"])]
    tls_cert: Option<PathBuf>,
    /// The certificate's key (PEM)
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// The name the certificate is for
    #[arg(long, value_name = "NAME", requires = "tls_cert")]
    tls_name: Option<String>,
    /// Do not open a browser
    #[arg(long)]
    no_browser: bool,
    /// Take the app's files from this folder (for work on the app: cargo run -p webbuild -- DIR)
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
}

/// Serves until Ctrl-C.
pub(crate) fn run(args: Args) -> Result<()> {
    let place = Walks::place(args.database, args.data.as_deref());
    let certificate = match (args.tls_cert, args.tls_key, args.tls_name) {
        (Some(chain), Some(key), Some(name)) => Some(Certificate { chain, key, name }),
        _ => None,
    };
    let settings = Settings {
        host: args.host,
        port: args.port,
        place,
        folder: Walks::folder(args.data.as_deref()),
        pages: args.pages.map_or(Pages::Embedded, Pages::Folder),
        phones: (!args.no_phone).then_some(PhoneAccess {
            port: args.phone_port,
            address: args.phone_address,
            certificate,
        }),
    };
    let wants_browser = !args.no_browser && std::io::stdout().is_terminal() && env::var_os("CI").is_none();
    server::serve(&settings, |address| {
        if wants_browser {
            open_browser(address);
        }
    })
}

/// Opens the address where there is a desktop; where there is none, the printed address is enough.
fn open_browser(address: &str) {
    let desktop = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|key| env::var_os(key).is_some());
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else if desktop {
        "xdg-open"
    } else {
        return;
    };
    let quiet = Stdio::null;
    let _ = Command::new(program).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
}
