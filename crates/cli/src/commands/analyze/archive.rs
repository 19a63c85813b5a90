//! A zip archive's tables, in a folder of their own that goes when it is dropped.

use super::inputs::recording_ending;
use anyhow::{Context, Result, bail};
use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive};
use std::io::Read;
use std::path::Path;

/// An hour of six sensors is 200 MB; more than this is no walk.
const MOST_BYTES: u64 = 4 << 30;

/// Unpacks what may be a recording.
pub(super) fn unpack(zip: &Path) -> Result<tempfile::TempDir> {
    let bytes = std::fs::read(zip).context("cannot read it")?;
    let broken = "it is no zip archive, or a broken one: unzip it, and analyse the folder";
    let archive = ZipArchive::from_slice(bytes.as_slice()).context(broken)?;
    let folder = tempfile::tempdir().context("cannot make a folder to unpack it to")?;
    let mut left = MOST_BYTES;
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().context(broken)? {
        let path = entry.file_path().try_normalize().context(broken)?.as_ref().to_owned();
        // What a Mac keeps of a file beside it is none.
        if entry.is_dir() || path.starts_with("__MACOSX/") || recording_ending(&path).is_none() {
            continue;
        }
        let inside = archive.get_entry(entry.wayfinder()).context(broken)?;
        let bytes: Box<dyn Read> = match entry.compression_method() {
            CompressionMethod::STORE => Box::new(inside.data()),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(inside.data())),
            _ => bail!("{path} is packed in a way that is not known here: unzip it, and analyse the folder"),
        };
        let to = folder.path().join(&path);
        let mut bytes = inside.verifying_reader(bytes).take(left);
        to.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        left -= std::io::copy(&mut bytes, &mut std::fs::File::create(&to)?)
            .with_context(|| format!("cannot unpack {path}"))?;
        if left == 0 {
            bail!("it holds more than 4 GB: unzip it, and analyse the folder");
        }
    }
    Ok(folder)
}
