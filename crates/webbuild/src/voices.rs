//! Joins each language's voice pack, a folder of clips, into the one file that a phone fetches and keeps.
//!
//! The file is `voice`'s bundle: `RWVP`, the format's number, the manifest's length (four bytes, little-endian), the
//! manifest, and the clips in its order.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::Page;

/// The format of the bundle that is written here.
const FORMAT: u8 = 1;

/// Every pack under `packs` as `LANGUAGE.rwvp`.
pub(crate) fn voices(packs: &Path) -> Result<Vec<Page>> {
    let mut folders = fs::read_dir(packs)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    folders.retain(|folder| folder.join("manifest.json").is_file());
    folders.sort();
    folders
        .iter()
        .map(|folder| voice(folder).with_context(|| format!("the voice pack {}", folder.display())))
        .collect()
}

fn voice(folder: &Path) -> Result<Page> {
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json"))?)?;
    let language =
        manifest.get("language").and_then(Value::as_str).context("its manifest names no language")?;
    let clips = manifest.get("clips").and_then(Value::as_array).context("its manifest lists no clips")?;
    let text = serde_json::to_vec(&manifest)?;
    let mut body = b"RWVP".to_vec();
    body.push(FORMAT);
    body.extend(u32::try_from(text.len())?.to_le_bytes());
    body.extend(text);
    for clip in clips {
        let key = clip.get("key").and_then(Value::as_str).context("a clip has no key")?;
        let sound =
            fs::read(folder.join("clips").join(format!("{key}.qoa"))).with_context(|| key.to_owned())?;
        let listed = clip.get("bytes").and_then(Value::as_u64);
        ensure!(listed == Some(sound.len() as u64), "{key} is not as long as its manifest says");
        body.extend(sound);
    }
    Ok(Page { path: format!("{language}.rwvp"), body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_voices_become_one_file_each_of_two_megabytes_at_most() -> Result<()> {
        let pages = voices(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../voice-packs"))?;
        let paths: Vec<_> = pages.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(paths, ["en.rwvp", "es.rwvp"]);
        for page in &pages {
            assert!(page.body.starts_with(b"RWVP\x01"));
            assert!(page.body.len() <= 2_000_000, "{} {}", page.path, page.body.len());
        }
        Ok(())
    }
}
