//! Voice packs on disk: a folder of clips with its manifest, or one bundle.

use anyhow::{Context, Result, bail};
use formats::json::Json as _;
use std::fs;
use std::path::Path;
use voice::sound::pack::Pack;
use voice::sound::shipped;

pub(super) const MANIFEST: &str = "manifest.json";
const CLIPS: &str = "clips";

/// The pack that ships for a language.
pub(crate) fn of_language(language: &str) -> Result<Pack> {
    let Some(pack) = shipped::pack(language) else {
        bail!(
            "no voice ships for \"{language}\": choose {}, or give a pack of your own",
            shipped::LANGUAGES.join(" or ")
        );
    };
    pack.with_context(|| format!("the shipped voice for \"{language}\" is damaged"))
}

/// A pack from its folder or its bundle.
pub(crate) fn read(path: &Path) -> Result<Pack> {
    if path.is_file() {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        return Pack::from_bundle(&bytes).with_context(|| path.display().to_string());
    }
    let manifest = path.join(MANIFEST);
    let text = fs::read(&manifest)
        .with_context(|| format!("{} is no voice pack: it has no readable {MANIFEST}", path.display()))?;
    Pack::from_folder(&text, |key| fs::read(clip(path, key)?).ok())
        .with_context(|| manifest.display().to_string())
}

/// Writes a pack's manifest and clips, and takes away clips it no longer has.
pub(super) fn write(pack: &Pack, path: &Path) -> Result<()> {
    let clips = path.join(CLIPS);
    fs::create_dir_all(&clips).with_context(|| format!("cannot make {}", clips.display()))?;
    for entry in fs::read_dir(&clips).with_context(|| format!("cannot list {}", clips.display()))? {
        let file = entry?.path();
        let known =
            file.file_stem().and_then(|stem| stem.to_str()).is_some_and(|key| pack.clip(key).is_some());
        if !known && file.extension().is_some_and(|extension| extension == "qoa") {
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    for entry in &pack.manifest().clips {
        let (Some(file), Some(bytes)) = (clip(path, &entry.key), pack.file(&entry.key)) else { continue };
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let mut text = serde_json::to_string_pretty(&pack.manifest().to_json())?;
    text.push('\n');
    let manifest = path.join(MANIFEST);
    fs::write(&manifest, text).with_context(|| format!("cannot write {}", manifest.display()))
}

/// Writes a pack as one file.
pub(super) fn bundle(pack: &Pack, out: &Path) -> Result<()> {
    let bytes = pack.to_bundle();
    fs::write(out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
    println!("{}: {} kB", out.display(), bytes.len() / 1000);
    Ok(())
}

/// Where a clip lies. A manifest is somebody's file: a key that would lead elsewhere has no clip.
fn clip(pack: &Path, key: &str) -> Option<std::path::PathBuf> {
    let plain = key.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_'));
    plain.then(|| pack.join(CLIPS).join(format!("{key}.qoa")))
}
