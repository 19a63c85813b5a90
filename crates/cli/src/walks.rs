//! The walks kept on this machine, for commands.

use crate::commands::data_folder;
use anyhow::{Context as _, bail};
use formats::walk_record::WalkRecord;
use records::{Document, Opened, Place, Store, Which};
use std::path::{Path, PathBuf};
use tokio::runtime::Runtime;
use voice::words::Words;

/// The walks of one data folder.
pub(crate) struct Walks {
    runtime: Runtime,
    store: Store,
}

impl Walks {
    /// The data folder, or the one asked for.
    pub(crate) fn folder(asked: Option<&Path>) -> PathBuf {
        asked.map_or_else(data_folder, Path::to_owned)
    }

    /// Opens them; a damaged database is set aside and said so.
    pub(crate) fn open(asked: Option<&Path>) -> anyhow::Result<Walks> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let place = Place::Folder(Walks::folder(asked));
        let opened = runtime.block_on(Opened::at(place)).map_err(|problem| anyhow::anyhow!("{problem}"))?;
        if let Some(aside) = opened.set_aside {
            eprintln!("The database was damaged. It is now {}, and a new one was begun.", aside.display());
        }
        Ok(Walks { runtime, store: opened.store })
    }

    /// Keeps a walk; the same walk twice is one.
    pub(crate) fn put(&self, record: &WalkRecord) -> anyhow::Result<()> {
        let json = serde_json::to_string(record).context("the walk cannot be written as JSON")?;
        let document = Document::read(&json)?;
        self.runtime.block_on(self.store.put(&document)).map_err(|problem| anyhow::anyhow!("{problem}"))?;
        Ok(())
    }

    /// Every walk, the latest first. One that does not read is left out and named.
    pub(crate) fn list(&self) -> anyhow::Result<Vec<WalkRecord>> {
        let kept = self
            .runtime
            .block_on(self.store.list(Which::Present))
            .map_err(|problem| anyhow::anyhow!("{problem}"))?;
        let read = |json: &str| serde_json::from_str::<WalkRecord>(json);
        Ok(kept
            .iter()
            .filter_map(|walk| match read(&walk.document.json) {
                Ok(record) => Some(record),
                Err(error) => {
                    eprintln!("The walk {} cannot be read: {error}", walk.document.id);
                    None
                }
            })
            .collect())
    }

    /// The one walk whose id begins or ends so, or the `last` one.
    pub(crate) fn find(&self, asked: &str, words: &Words) -> anyhow::Result<WalkRecord> {
        let mut walks = self.list()?;
        let asked_low = asked.to_lowercase();
        if asked_low != "last" {
            walks.retain(|walk| walk.id.starts_with(&asked_low) || walk.id.ends_with(&asked_low));
            if walks.len() > 1 {
                bail!("{}", words.text("show-many", &[("id", asked.into())]));
            }
        }
        let Some(walk) = walks.into_iter().next() else {
            bail!("{}", words.text("show-none", &[("id", asked.into())]));
        };
        Ok(walk)
    }

    /// An id short enough to type: its end, which is chance.
    pub(crate) fn short(id: &str) -> &str {
        id.get(id.len().saturating_sub(6)..).unwrap_or(id)
    }
}
