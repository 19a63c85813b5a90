//! Starts and kills the real `retrowalk serve`.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};

/// The program under test: `RETROWALK_BIN`, which `./test` builds with the app inside.
pub fn binary() -> Result<PathBuf> {
    let path = std::env::var_os("RETROWALK_BIN").context("RETROWALK_BIN names no program: run ./test")?;
    let path = PathBuf::from(path);
    // Cargo runs tests in their crate's folder.
    let path = if path.is_absolute() {
        path
    } else {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
    };
    path.canonicalize().with_context(|| format!("{} is not there", path.display()))
}

/// A running server; killed when dropped.
#[derive(Debug)]
pub struct Server {
    process: Child,
    /// `http://127.0.0.1:PORT`
    pub address: String,
}

impl Server {
    /// Starts one with its walks in `data`, at `port` (0 for any).
    pub fn start(data: &Path, port: u16) -> Result<Self> {
        Self::start_with(data, port, ["--no-phone"])
    }

    /// The same with arguments of one's own.
    pub fn start_with(data: &Path, port: u16, more: impl IntoIterator<Item: AsRef<OsStr>>) -> Result<Self> {
        let mut command = Command::new(binary()?);
        command.args(["serve", "--no-browser", "--port", &port.to_string(), "--data"]).arg(data).args(more);
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().context("it has an output")?).read_line(&mut line)?;
        let address = line.split_whitespace().find(|word| word.starts_with("http://"));
        let address = address.with_context(|| format!("it does not say where it is: {line}"))?.to_owned();
        Ok(Self { process, address })
    }

    /// Its port, to start it there again.
    pub fn port(&self) -> u16 {
        self.address.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or_default()
    }

    /// Kills it at once, nothing written first.
    pub fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    /// How much memory it holds, kB.
    pub fn resident_kb(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        Ok(line.split_whitespace().next().context("no number")?.parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
