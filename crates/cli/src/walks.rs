//! What is kept on this machine, for commands: the walks, and what the coach keeps beside them.

use crate::commands::data_folder;
use crate::guidance::Language;
use anyhow::{Context as _, bail};
use coach::assessment::{Check, Checks};
use coach::program::Program;
use coach::program::progression::records::Record;
use formats::coach_record::{self as file, CoachEntry};
use formats::json::{self, Json};
use formats::walk_record::{Begun, Source, VERSION, WalkRecord};
use jiff::Zoned;
use records::{Document, Exported, Opened, Place, Store, Stored, Which};
use std::cell::Cell;
use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tokio::runtime::Runtime;
use units::Day;
use uuid::Uuid;
use voice::words::Words;
use walk::coach_record;

/// Which kept walks, and how they are shown.
#[derive(clap::Args)]
pub(crate) struct Kept {
    #[command(flatten)]
    pub(crate) language: Language,
    /// Print JSON records, one a line where there are several
    #[arg(long)]
    pub(crate) json: bool,
    /// The folder for walks, instead of your data folder
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

/// The walks of one data folder.
pub(crate) struct Walks {
    runtime: Runtime,
    store: Store,
    /// Something of what is kept could not be read, and was left out.
    unread: Cell<bool>,
}

/// What taking in a file came to.
#[derive(Default)]
pub(crate) struct Taken {
    new: usize,
    newer: usize,
    pub(crate) there: usize,
    back: usize,
}

impl Taken {
    /// In words, of things called so.
    pub(crate) fn told(&self, what: &str) -> String {
        let mut told = format!("{what}: {} added, {} there already", self.new, self.there);
        for (count, why) in [(self.newer, "newer than here"), (self.back, "deleted here and brought back")] {
            if count > 0 {
                let _ = write!(told, ", {count} {why}");
            }
        }
        told
    }
}

impl Walks {
    /// The data folder, or the one asked for.
    pub(crate) fn folder(asked: Option<&Path>) -> PathBuf {
        asked.map_or_else(data_folder, Path::to_owned)
    }

    /// Where they are: on the server or in the folder that was asked for, else where `RETROWALK_DATABASE` says, else in the usual
    /// folder.
    pub(crate) fn place(database: Option<String>, asked: Option<&Path>) -> Place {
        let usual = || env::var("RETROWALK_DATABASE").ok().filter(|_| asked.is_none());
        let server = database.or_else(usual).filter(|url| !url.is_empty());
        server.map_or_else(|| Place::Folder(Walks::folder(asked)), Place::PostgreSql)
    }

    /// Opens them; a damaged database is set aside and said so.
    pub(crate) fn open(asked: Option<&Path>) -> anyhow::Result<Walks> {
        Walks::open_at(Walks::place(None, asked))
    }

    /// The same of a place that was chosen.
    pub(crate) fn open_at(place: Place) -> anyhow::Result<Walks> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let opened = runtime.block_on(Opened::at(place)).map_err(|problem| anyhow::anyhow!("{problem}"))?;
        if let Some(aside) = opened.set_aside {
            eprintln!("The database was damaged. It is now {}, and a new one was begun.", aside.display());
        } else if let Some(aside) = opened.store.files_set_aside().next() {
            eprintln!("{} was damaged: what it held is not shown.", aside.display());
        }
        Ok(Walks { runtime, store: opened.store, unread: Cell::new(false) })
    }

    /// Opens them where anything was ever kept: who only asks makes no database.
    pub(crate) fn open_kept(asked: Option<&Path>) -> anyhow::Result<Option<Walks>> {
        let kept = Walks::place(None, asked).exists();
        kept.then(|| Walks::open(asked)).transpose()
    }

    /// Opens them for what takes the place of an older copy or page: that may be the last good one, so neither a damaged nor a
    /// misspelt place is told as an empty one.
    pub(crate) fn open_whole(place: Place) -> anyhow::Result<Walks> {
        if !place.exists() {
            bail!("nothing was ever kept in {place}; name the right folder with --data");
        }
        let kept = Walks::open_at(place)?;
        if let Some(aside) = kept.store.files_set_aside().next() {
            let file = aside.display();
            bail!(
                "what {file} held would be left out. Put a backup back or move that file away, then try again"
            );
        }
        Ok(kept)
    }

    /// Whether something that was asked for could not be read.
    pub(crate) fn left_out(&self) -> bool {
        self.unread.get()
    }

    /// Everything that is kept, and what had to be left out of it.
    pub(crate) fn export(self) -> anyhow::Result<Exported> {
        let exported = self.runtime.block_on(async {
            let exported = self.store.export().await;
            self.store.close().await;
            exported
        });
        exported.map_err(|problem| anyhow::anyhow!("{problem}"))
    }

    /// Keeps a walk; the same walk twice is one.
    pub(crate) fn put(&self, record: &WalkRecord) -> anyhow::Result<()> {
        let json = serde_json::to_string(record).context("the walk cannot be written as JSON")?;
        self.put_in(&self.store, &json).map(drop)
    }

    fn put_in(&self, store: &Store, json: &str) -> anyhow::Result<Stored> {
        let document = Document::read(json)?;
        self.runtime.block_on(store.put(&document)).map_err(|problem| anyhow::anyhow!("{problem}"))
    }

    /// Takes in a walk of a file, or an entry of the coach, unless what is kept is as new.
    pub(crate) fn take_in(
        &self,
        record: &impl Json,
        of_coach: bool,
        newer: bool,
        taken: &mut Taken,
    ) -> anyhow::Result<()> {
        if !newer {
            taken.there += 1;
            return Ok(());
        }
        let store = &if of_coach { self.store.of_coach() } else { self.store.clone() };
        let json = json::to_text(record);
        match self.put_in(store, &json)? {
            Stored::New => taken.new += 1,
            Stored::Replaced => taken.newer += 1,
            Stored::AlreadyThere => taken.there += 1,
            // It was asked for.
            Stored::Deleted => {
                let id = Document::read(&json)?.id;
                self.runtime.block_on(store.restore(id)).map_err(|problem| anyhow::anyhow!("{problem}"))?;
                self.put_in(store, &json)?;
                taken.back += 1;
            }
        }
        Ok(())
    }

    /// Every walk, the latest first. One that does not read, or cannot be, is left out and named.
    pub(crate) fn list(&self) -> anyhow::Result<Vec<WalkRecord>> {
        self.list_of(&self.store, |json| {
            let walk: WalkRecord = serde_json::from_str(json).map_err(|error| error.to_string())?;
            walk.problem().map_or(Ok(walk), |problem| Err(problem.to_string()))
        })
    }

    fn list_of<T>(&self, store: &Store, read: fn(&str) -> Result<T, String>) -> anyhow::Result<Vec<T>> {
        let kept = self
            .runtime
            .block_on(store.list(Which::Present))
            .map_err(|problem| anyhow::anyhow!("{problem}"))?;
        let read = |document: &Document| {
            read(&document.json)
                .map_err(|error| {
                    self.unread.set(true);
                    eprintln!("What is kept as {} cannot be read: {error}", document.id);
                })
                .ok()
        };
        Ok(kept.iter().filter_map(read).collect())
    }

    /// What the coach keeps beside the walks, oldest first; what does not read is left out and named.
    pub(crate) fn coach(&self) -> anyhow::Result<Vec<CoachEntry>> {
        let read = |json: &str| {
            json::from_text(json)
                .filter(|entry: &CoachEntry| {
                    entry.record.as_ref().is_none_or(|row| coach_record::record(row).is_ok())
                        && entry.check.as_ref().is_none_or(|row| coach_record::check(row).is_ok())
                })
                .ok_or_else(|| "it is no entry of the coach".to_owned())
        };
        let mut entries = self.list_of(&self.store.of_coach(), read)?;
        // Oldest first: ids sort by the moment they were made, which their times, in whole seconds, do not.
        entries.sort_by_key(|entry: &CoachEntry| entry.id.clone());
        Ok(entries)
    }

    /// Everything the plan learns from, the walks of the phones that sent theirs here among it.
    pub(crate) fn learned(&self) -> anyhow::Result<Vec<Record>> {
        Ok(coach_record::learned(&self.coach()?, self.list()?.iter().rev()))
    }

    /// The same for somebody who wants to walk on a belt: what cannot be read might hold a red answer, and is no leave.
    pub(crate) fn learned_whole(asked: Option<&Path>, words: &Words) -> anyhow::Result<Vec<Record>> {
        let Some(kept) = Walks::open_kept(asked)? else { return Ok(Vec::new()) };
        let records = kept.learned()?;
        if kept.unread.get() {
            bail!("{}", words.plain("terminal-belt-unread"));
        }
        if let Some(aside) = kept.store.files_set_aside().next() {
            let file = aside.display().to_string();
            bail!("{}", words.text("terminal-belt-set-aside", &[("file", file.into())]));
        }
        Ok(records)
    }

    /// The checks that were kept.
    pub(crate) fn checks(&self) -> anyhow::Result<Checks> {
        Ok(coach_record::checks(&self.coach()?, today()))
    }

    /// Keeps something the plan learns from.
    pub(crate) fn keep(&self, record: &Record) -> anyhow::Result<()> {
        self.keep_entry(Some(coach_record::row(record)), None)
    }

    /// Keeps a check.
    pub(crate) fn keep_check(&self, check: &Check) -> anyhow::Result<()> {
        self.keep_entry(None, Some(coach_record::check_row(check)))
    }

    fn keep_entry(
        &self,
        record: Option<file::RecordRow>,
        check: Option<file::CheckRow>,
    ) -> anyhow::Result<()> {
        let entry = CoachEntry { record, check, ..new_entry() };
        self.put_in(&self.store.of_coach(), &json::to_text(&entry)).map(drop)
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

    /// The same as what follows `retrowalk show`, for walks in the folder that was asked for.
    pub(crate) fn to_show(id: &str, asked: Option<&Path>) -> String {
        let folder = asked.map(|folder| format!(" --data '{}'", folder.display()));
        Walks::short(id).to_owned() + &folder.unwrap_or_default()
    }
}

/// An id for something new; ids sort by the moment they were made.
pub(crate) fn new_id() -> String {
    Uuid::now_v7().to_string()
}

/// An entry of the coach that holds nothing yet.
pub(crate) fn new_entry() -> CoachEntry {
    CoachEntry {
        version: file::VERSION,
        id: new_id(),
        revision: 0,
        started_at: now(),
        record: None,
        check: None,
    }
}

/// A walk in the terminal as it begins now.
pub(crate) fn begun(program: &Program, source: Source, words: &Words) -> Begun {
    Begun {
        version: VERSION,
        id: new_id(),
        started_at: now(),
        program: program.to_string(),
        source,
        language: words.tag().to_owned(),
    }
}

/// This moment by the walker's own clock, RFC 3339.
pub(crate) fn now() -> String {
    Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Today by the walker's own clock.
pub(crate) fn today() -> Day {
    Day::parse(now().get(..10).unwrap_or_default()).unwrap_or(Day::from_days(0))
}
