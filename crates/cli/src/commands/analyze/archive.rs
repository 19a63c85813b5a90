//! A zip archive's tables, in a folder of their own that goes when it is dropped.

use super::inputs::recording_ending;
use anyhow::{Context, Result, bail};
use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};
use std::io::Read;
use std::path::Path;

/// An hour of six sensors is 200 MB; more than this is no walk.
const MOST_BYTES: u64 = 4 << 30;

/// What came out of an archive.
pub(super) struct Unpacked {
    pub(super) folder: tempfile::TempDir,
    /// What did not, by name, and why.
    pub(super) broken: Vec<(String, String)>,
}

/// Unpacks what may be a recording.
pub(super) fn unpack(zip: &Path) -> Result<Unpacked> {
    let bytes = std::fs::read(zip).context("cannot read it")?;
    let broken = "it is no zip archive, or a broken one: unzip it, and analyse the folder";
    let archive = ZipArchive::from_slice(bytes.as_slice()).context(broken)?;
    let folder = tempfile::tempdir().context("cannot make a folder to unpack it to")?;
    let mut unpacked = Unpacked { folder, broken: Vec::new() };
    let mut left = MOST_BYTES;
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().context(broken)? {
        let path = entry.file_path().try_normalize().context(broken)?.as_ref().to_owned();
        // What is hidden, as what a Mac keeps of a file beside it, is none.
        let hidden = path.split('/').any(|name| name.starts_with('.'));
        if entry.is_dir() || hidden || recording_ending(&path).is_none() {
            continue;
        }
        let to = unpacked.folder.path().join(&path);
        if let Err(problem) = unpack_one(&archive, &entry, &to, &mut left) {
            // What is there of it is no recording.
            let _ = std::fs::remove_file(&to);
            unpacked.broken.push((path, format!("{problem:#}")));
        }
    }
    Ok(unpacked)
}

fn unpack_one(
    archive: &ZipSliceArchive<&[u8]>,
    entry: &ZipFileHeaderRecord<'_>,
    to: &Path,
    left: &mut u64,
) -> Result<()> {
    let inside = archive.get_entry(entry.wayfinder())?;
    let bytes: Box<dyn Read> = match entry.compression_method() {
        CompressionMethod::STORE => Box::new(inside.data()),
        CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(inside.data())),
        _ => bail!("it is packed in a way that is not known here: unzip it, and analyse the folder"),
    };
    to.parent().map_or(Ok(()), std::fs::create_dir_all).context("cannot unpack it")?;
    let mut file = std::fs::File::create(to).context("cannot unpack it")?;
    *left -= std::io::copy(&mut inside.verifying_reader(bytes).take(*left), &mut file)
        .context("cannot unpack it: unzip it, and analyse the folder")?;
    if *left == 0 {
        bail!("the archive holds more than 4 GB: unzip it, and analyse the folder");
    }
    Ok(())
}
