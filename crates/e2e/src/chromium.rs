//! Starts and kills a Chromium of its own, through a chromedriver of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::bench::{installed, there_is};
use crate::ear::Ear;

/// What keeps Chromium quiet, small and off the network.
pub(crate) const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--autoplay-policy=no-user-gesture-required",
];

/// A browser with its profile in a folder; ended, processes and all, when dropped.
#[derive(Debug)]
pub struct Chromium {
    /// To drive it.
    pub driver: WebDriver,
    profile: PathBuf,
    chromedriver: Option<Child>,
}

/// Whether there is a browser to test in; says so if there is none.
pub fn have_chromium() -> bool {
    there_is("chromium", ["chromium", "chromedriver"].iter().all(|name| installed(name).is_some()))
}

impl Chromium {
    /// Starts one with `profile` as its folder; tries a second time, since a loaded machine sometimes loses the first.
    pub async fn start(profile: &Path, more: &[&str]) -> Result<Self> {
        Self::start_heard(profile, more, None).await
    }

    /// The same, and what it plays goes into this ear.
    pub async fn start_heard(profile: &Path, more: &[&str], ear: Option<&Ear>) -> Result<Self> {
        match Self::start_once(profile, more, ear).await {
            Ok(chromium) => Ok(chromium),
            Err(first) => {
                eprintln!("Chromium did not start, trying once more: {first:#}");
                kill_all_of(profile);
                Self::start_once(profile, more, ear).await
            }
        }
    }

    async fn start_once(profile: &Path, more: &[&str], ear: Option<&Ear>) -> Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut chromedriver = Command::new("chromedriver");
        if let Some(ear) = ear {
            chromedriver.env("PULSE_SERVER", ear.address());
        }
        let chromedriver = chromedriver
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver did not start")?;
        let mut unfinished = Unfinished(Some(chromedriver));
        wait_for_port(port).await?;
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in ARGUMENTS.iter().chain(more) {
            capabilities.add_arg(argument)?;
        }
        capabilities.add_arg(&format!("--user-data-dir={}", profile.display()))?;
        if let Some(binary) = installed("chromium").as_deref().and_then(Path::to_str) {
            capabilities.set_binary(binary)?;
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
        driver.set_script_timeout(Duration::from_mins(1)).await?;
        sized(&driver, PHONE).await?;
        Ok(Self { driver, profile: profile.to_owned(), chromedriver: unfinished.0.take() })
    }

    /// Where other programs reach it.
    pub fn debugging_port(&self) -> Result<u16> {
        let told = fs::read_to_string(self.profile.join("DevToolsActivePort"))?;
        Ok(told.lines().next().context("it tells no port")?.parse()?)
    }

    /// Kills it as a dead battery would: at once, nothing written first. The profile stays, for another to open: only the
    /// first call does anything.
    pub fn kill(&mut self) {
        let Some(mut chromedriver) = self.chromedriver.take() else { return };
        kill_all_of(&self.profile);
        let _ = chromedriver.kill();
        let _ = chromedriver.wait();
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Its own end would ask a killed chromedriver to close the session, and wait two minutes for the answer.
        let _ = self.driver.clone().leak();
        self.kill();
    }
}

struct Unfinished(Option<Child>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

async fn wait_for_port(port: u16) -> Result<()> {
    for _ in 0..300 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("nothing listens at port {port}")
}

/// Ends every process that was started with this profile: only ours, since its folder is.
pub(crate) fn kill_all_of(profile: &Path) {
    let mark = format!("--user-data-dir={}", profile.display());
    for _ in 0..20 {
        let ours: Vec<String> = fs::read_dir("/proc")
            .into_iter()
            .flatten()
            .flatten()
            .filter(|process| {
                fs::read(process.path().join("cmdline")).is_ok_and(|line| {
                    line.split(|byte| *byte == 0).any(|argument| argument == mark.as_bytes())
                })
            })
            .filter_map(|process| process.file_name().into_string().ok())
            .collect();
        if ours.is_empty() {
            return;
        }
        let _ = Command::new("kill").arg("-KILL").args(&ours).stderr(Stdio::null()).status();
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The size of the phone that walks.
pub const PHONE: (u32, u32) = (412, 915);

/// Makes the page as large as a phone's: headless windows are never as narrow.
pub async fn sized(driver: &WebDriver, (width, height): (u32, u32)) -> Result<()> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
    driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
    Ok(())
}
