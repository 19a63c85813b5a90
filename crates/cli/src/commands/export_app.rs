//! `retrowalk export-app DIR`: the app as files for any HTTPS host.

use std::path::PathBuf;

use anyhow::{Result, bail};

/// Which folder.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  retrowalk export-app public")]
pub(crate) struct Args {
    /// The folder to write into; made if it is not there.
    dir: PathBuf,
}

/// Writes the app.
pub(crate) fn run(args: &Args) -> Result<()> {
    if !server::app_is_embedded() {
        bail!("this retrowalk was built without the web app: build it again without RETROWALK_WEB=skip");
    }
    let count = server::export(&args.dir)?;
    println!(
        "{count} files are in {}. Put them on any HTTPS host: the phone then needs no server.",
        args.dir.display()
    );
    Ok(())
}
