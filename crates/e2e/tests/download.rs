//! What the phone has to fetch, and how quick and small the program is.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use e2e::{Server, binary};

/// Wasm, JavaScript and CSS, brotli, without voice packs (issue "A walk, guided by ear").
const APP_BUDGET: usize = 350 * 1000;
/// The texts of one language, which come beside it.
const TEXT_BUDGET: usize = 20 * 1000;
/// One voice pack.
const VOICE_BUDGET: u64 = 2_000_000;

#[test]
fn the_app_is_a_small_download() -> Result<()> {
    let data = tempfile::tempdir()?;
    let server = Server::start(data.path(), 0)?;
    let folder = data.path().join("app");
    ensure!(Command::new(binary()?).arg("export-app").arg(&folder).status()?.success(), "export-app failed");
    let (mut total, mut texts) = (0, 0);
    for file in files_under(&folder)? {
        let name = file.strip_prefix(&folder)?.to_string_lossy().into_owned();
        if name.starts_with("voice/") || !["wasm", "js", "css", "txt"].iter().any(|kind| name.ends_with(kind))
        {
            continue;
        }
        let curl = Command::new("curl")
            .args([
                "--silent",
                "--fail",
                "--header",
                "Accept-Encoding: br",
                &format!("{}/{name}", server.address),
            ])
            .output()
            .context("curl")?;
        ensure!(curl.status.success(), "{name} is exported but not served");
        println!("{:>8} {name}", curl.stdout.len());
        if name.ends_with("txt") {
            texts = texts.max(curl.stdout.len());
        } else {
            total += curl.stdout.len();
        }
    }
    ensure!(texts > 5_000, "no texts are served");
    println!(
        "{total:>8} in all (budget {APP_BUDGET}), and {texts} of texts in one language (budget {TEXT_BUDGET})"
    );
    ensure!(total > 50_000, "this cannot be the whole app");
    ensure!(total <= APP_BUDGET, "the app is {total} bytes to download");
    ensure!(texts <= TEXT_BUDGET, "the texts of a language are {texts} bytes to download");
    let voices = files_under(&folder.join("voice"))?;
    ensure!(voices.len() >= 2, "a voice for each language");
    for voice in voices {
        let size = voice.metadata()?.len();
        println!("{size:>8} {}", voice.display());
        ensure!(size <= VOICE_BUDGET, "the voice {} is {size} bytes", voice.display());
    }
    Ok(())
}

fn files_under(folder: &std::path::Path) -> Result<Vec<std::path::PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_under(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// The issue's: start to ready, and what the idle server holds.
const START: Duration = Duration::from_millis(100);
const RESIDENT_KB: u64 = 40_000;

#[test]
fn it_starts_quickly_and_stays_small() -> Result<()> {
    let data = tempfile::tempdir()?;
    drop(Server::start(data.path(), 0)?);
    let mut starts = Vec::new();
    let mut resident = 0;
    for _ in 0..10 {
        let began = Instant::now();
        let server = Server::start(data.path(), 0)?;
        starts.push(began.elapsed());
        std::thread::sleep(Duration::from_millis(300));
        resident = resident.max(server.resident_kb()?);
    }
    starts.sort_unstable();
    let median = *starts.get(starts.len() / 2).context("ten starts")?;
    println!("start to ready: median {median:?} of {starts:?}; idle {resident} kB");
    ensure!(resident < RESIDENT_KB, "the idle server holds {resident} kB");
    // Half of ten starts: what else a busy machine does in one of them is not this program's.
    ensure!(median < START, "ready after {median:?}");
    Ok(())
}
