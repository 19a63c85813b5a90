//! `cargo run -p webbuild -- DIR [--release]`: the app's files in a folder, for `retrowalk serve --pages DIR`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use webbuild::{Profile, pages};

fn main() -> Result<()> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let release = arguments.iter().position(|argument| argument == "--release");
    let profile = release.map_or(Profile::Development, |at| {
        arguments.remove(at);
        Profile::Release
    });
    let folder = arguments.first().context("say where to: cargo run -p webbuild -- DIR [--release]")?;
    let folder = Path::new(folder);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from);
    let pages = pages(&workspace, &target.join("web-wasm"), profile)?;
    for old in ["a", "voice"].map(|old| folder.join(old)).iter().filter(|old| old.is_dir()) {
        fs::remove_dir_all(old)?;
    }
    for page in &pages {
        let file = folder.join(&page.path);
        fs::create_dir_all(file.parent().context("a page has a folder")?)?;
        fs::write(&file, &page.body).with_context(|| format!("could not write {}", file.display()))?;
    }
    println!("{} files in {}", pages.len(), folder.display());
    Ok(())
}
