//! The journal of a running walk: a file that grows by a line a second, so that a kill loses less than one.

use super::Walking;
use anyhow::{Context as _, bail};
use coach::program::parse;
use formats::walk_record::{Begun, Journal, JournalLine, WalkRecord};
use records::private;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use units::Instant;
use walk::cues::{Options, SpokenLength};
use walk::record::{heard, logged, record};
use walk::{Heard, Walk};

/// Writes a journal; holds its lock while the walk goes on.
pub(super) struct Writer {
    file: File,
    path: PathBuf,
    logged: usize,
    second: Option<u64>,
    /// How many bytes of the file are whole lines.
    whole: u64,
    /// The last write failed and was reported; each next one begins where it stopped.
    failed: bool,
}

impl Writer {
    /// A new journal in this folder.
    pub(super) fn create(folder: &Path, begun: &Begun) -> anyhow::Result<Writer> {
        private::folder(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let path = folder.join(format!("{}.jsonl", begun.id));
        let file = private::file().create_new(true).append(true).open(&path);
        let file = file.with_context(|| format!("cannot write {}", path.display()))?;
        file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
        let mut writer = Writer { file, path, logged: 0, second: None, whole: 0, failed: false };
        writer.line(&JournalLine::Begun(begun.clone()))?;
        Ok(writer)
    }

    /// Writes what is new: everything heard at once, the time once a second. Where the disk is full it says so once and
    /// tries again from where it stopped.
    pub(super) fn write(&mut self, walk: &Walk) -> anyhow::Result<()> {
        let reported = self.failed;
        let written = self.write_new(walk);
        self.failed = written.is_err();
        if reported { Ok(()) } else { written }
    }

    fn write_new(&mut self, walk: &Walk) -> anyhow::Result<()> {
        for entry in walk.log().get(self.logged..).unwrap_or_default() {
            if let Some(heard) = logged(entry) {
                self.line(&JournalLine::Heard(heard))?;
            }
            self.logged += 1;
        }
        let at = walk.session().now().micros() / 1000;
        if self.second != Some(at / 1000) {
            self.line(&JournalLine::At(at))?;
            self.second = Some(at / 1000);
        }
        Ok(())
    }

    /// Whether it holds the whole walk.
    pub(super) fn is_whole(&self) -> bool {
        !self.failed
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The walk is kept elsewhere: the journal is not needed any more.
    pub(super) fn remove(self) -> anyhow::Result<()> {
        fs::remove_file(&self.path).with_context(|| format!("cannot remove {}", self.path.display()))
    }

    fn line(&mut self, line: &JournalLine) -> anyhow::Result<()> {
        let text = format!("{}\n", line.write());
        let written = self.file.write_all(text.as_bytes());
        match written {
            Ok(()) => self.whole += text.len() as u64,
            // Half a line must not stand before the next one.
            Err(_) => self.file.set_len(self.whole)?,
        }
        written.with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// What journals a folder holds.
pub(super) enum Found {
    /// None.
    None,
    /// One that a running walk holds.
    Running,
    /// One that nobody holds any more.
    BrokenOff(Box<BrokenOff>),
}

/// A walk that broke off.
pub(super) struct BrokenOff {
    file: File,
    path: PathBuf,
    journal: Journal,
    log: Vec<Heard>,
    away: Duration,
    /// How many bytes of the file are whole lines.
    whole: u64,
}

/// Looks for a journal; one in which not even its first line is whole never began and is removed.
pub(super) fn find(folder: &Path) -> Found {
    let Ok(entries) = fs::read_dir(folder) else { return Found::None };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    // The ids begin with the time: the last is the latest.
    paths.sort();
    let mut found = Found::None;
    while let Some(path) = paths.pop() {
        match open(&path) {
            Ok(Some(broken)) if matches!(found, Found::None) => found = Found::BrokenOff(Box::new(broken)),
            Ok(None) => return Found::Running,
            // An older one waits for its turn; one that cannot be read stays where it is.
            Ok(Some(_)) | Err(_) => {}
        }
    }
    found
}

fn open(path: &Path) -> anyhow::Result<Option<BrokenOff>> {
    let mut file = OpenOptions::new().read(true).append(true).open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let Some(journal) = Journal::read(&text) else {
        // Not one whole line is no walk; what another version wrote may be one.
        if !bytes.contains(&b'\n') {
            fs::remove_file(path)?;
        }
        bail!("{} is no journal this version reads", path.display());
    };
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at as u64 + 1);
    let away = SystemTime::now().duration_since(file.metadata()?.modified()?).unwrap_or_default();
    let log = heard(&journal.log);
    Ok(Some(BrokenOff { file, path: path.to_owned(), journal, log, away, whole }))
}

impl BrokenOff {
    /// Whether it is recent enough to go on.
    pub(super) fn may_resume(&self) -> bool {
        let heard = Instant::from_millis(self.journal.heard_ms);
        Walk::may_resume(heard, heard + self.away)
    }

    fn walk(&self, options: Options, lengths: Box<dyn SpokenLength>) -> anyhow::Result<Walk> {
        let Ok(program) = parse(&self.journal.begun.program) else {
            bail!("{} holds a program this version does not know", self.path.display());
        };
        let heard = Instant::from_millis(self.journal.heard_ms);
        Ok(Walk::restore(program, options, lengths, &self.log, heard))
    }

    /// Takes it up again.
    pub(super) fn go_on(
        mut self,
        options: Options,
        lengths: Box<dyn SpokenLength>,
    ) -> anyhow::Result<Walking> {
        let walk = self.walk(options, lengths)?;
        // What a kill tore is dropped before more is written.
        self.file.set_len(self.whole).with_context(|| format!("cannot write {}", self.path.display()))?;
        self.file.seek(SeekFrom::End(0))?;
        let from = walk.session().now() + self.away;
        let logged = self.log.len();
        let (file, path, whole) = (self.file, self.path, self.whole);
        let journal = Writer { file, path, logged, second: None, whole, failed: false };
        Ok(Walking { walk, begun: self.journal.begun, journal: Some(journal), from })
    }

    /// Its record as far as it went.
    pub(super) fn finish(
        &self,
        options: Options,
        lengths: Box<dyn SpokenLength>,
    ) -> anyhow::Result<WalkRecord> {
        Ok(record(&self.walk(options, lengths)?, &self.journal.begun, None))
    }

    /// It is kept elsewhere now.
    pub(super) fn remove(&self) -> anyhow::Result<()> {
        fs::remove_file(&self.path).with_context(|| format!("cannot remove {}", self.path.display()))
    }
}
