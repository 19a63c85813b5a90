//! What a test begins with: a server that keeps its walks in a folder of its own, and a browser in which nothing was opened.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use serde_json::Value;
use tempfile::TempDir;
use thirtyfour::WebDriver;

use crate::chromium::{Chromium, have_chromium};
use crate::page::pass_the_safety_questions;
use crate::program::Server;
use crate::walking::until_kept;

/// Everything of one test; ended and deleted when dropped.
#[derive(Debug)]
pub struct Bench {
    /// The browser.
    pub chromium: Chromium,
    /// The server.
    pub server: Server,
    /// The folder of both.
    pub folder: TempDir,
}

impl Bench {
    /// One, its browser started with these arguments too. `None`, and said, where no browser is installed.
    pub async fn new(more: &[&str]) -> Result<Option<Self>> {
        if !have_chromium() {
            return Ok(None);
        }
        let folder = tempfile::tempdir()?;
        let server = Server::start(&folder.path().join("walks"), 0)?;
        let arguments: Vec<&str> = ["--lang=en-GB"].iter().chain(more).copied().collect();
        let chromium = Chromium::start(&folder.path().join("profile"), &arguments).await?;
        Ok(Some(Self { chromium, server, folder }))
    }

    /// The same, and the safety questions are answered: nothing stands in the way.
    pub async fn asked(more: &[&str]) -> Result<Option<Self>> {
        let bench = Self::new(more).await?;
        if let Some(bench) = &bench {
            pass_the_safety_questions(bench.driver(), &bench.server.address).await?;
        }
        Ok(bench)
    }

    /// To drive the browser.
    pub fn driver(&self) -> &WebDriver {
        &self.chromium.driver
    }

    /// Where the server keeps its walks.
    pub fn walks(&self) -> PathBuf {
        self.folder.path().join("walks")
    }

    /// The server is killed, as when its machine is switched off, and starts again where it was.
    pub fn restart_server(&mut self) -> Result<()> {
        self.server.kill();
        self.server = Server::start(&self.walks(), self.server.port())?;
        Ok(())
    }

    /// The browser and all its processes are killed at once, and another opens the same profile.
    pub async fn restart_chromium(&mut self) -> Result<()> {
        let profile = self.folder.path().join("profile");
        self.chromium.kill();
        self.chromium = Chromium::start(&profile, &["--lang=en-GB"]).await?;
        Ok(())
    }

    /// The walks on the server, once there are any; more than one is an error.
    pub async fn the_one_walk(&self) -> Result<Value> {
        let mut walks = until_kept(&self.walks(), 60, |walks| !walks.is_empty()).await?;
        ensure!(walks.len() == 1, "one walk, kept {} times", walks.len());
        Ok(walks.remove(0))
    }
}

/// Where a program is, if it is on the path.
pub(crate) fn installed(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Says what is missing. A skipped test proves nothing: `./test` tells of it, and fails in CI.
pub fn there_is(what: &str, there: bool) -> bool {
    if !there {
        println!("skipped: {what} is not installed (./test installs it)");
    }
    there
}
