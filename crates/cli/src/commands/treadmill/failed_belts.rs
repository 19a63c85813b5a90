//! The belts that failed the unit probe, which is for good: kept beside the walks, one a line, by name and address.

use super::link::Link;
use anyhow::Context;
use records::private;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Whether one belt is among them.
pub(super) struct FailedBelts {
    file: PathBuf,
    belt: String,
}

impl FailedBelts {
    pub(super) fn new(folder: &Path, link: &dyn Link) -> FailedBelts {
        let belt = [link.name(), link.address()].join("\t").replace(['\n', '\r'], " ");
        FailedBelts { file: folder.join("failed-belts.tsv"), belt }
    }

    /// Whether it failed before; a list that cannot be read is an error, for it might be on it.
    pub(super) fn has_it(&self) -> anyhow::Result<bool> {
        match fs::read_to_string(&self.file) {
            Ok(belts) => Ok(belts.lines().any(|belt| belt == self.belt)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error).with_context(|| {
                format!("{} cannot be read: this belt might have failed its test", self.file.display())
            }),
        }
    }

    /// From now on it is among them.
    pub(super) fn add_it(&self) -> anyhow::Result<()> {
        let written = || -> io::Result<()> {
            self.file.parent().map_or(Ok(()), private::folder)?;
            let mut file = private::file().create(true).append(true).open(&self.file)?;
            writeln!(file, "{}", self.belt)
        };
        written().with_context(|| {
            format!("{} cannot be written. Do not use this belt again with this program", self.file.display())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::treadmill::clock::Clock;
    use crate::commands::treadmill::link::simulated::Simulated;

    #[test]
    fn a_belt_that_failed_is_known_again_and_another_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let belt =
            |seed| FailedBelts::new(&folder.path().join("new"), &Simulated::new(seed, Clock::made_up()));
        assert!(!belt(1).has_it().unwrap());
        belt(1).add_it().unwrap();
        belt(3).add_it().unwrap();
        assert_eq!([1, 2, 3].map(|seed| belt(seed).has_it().unwrap()), [true, false, true]);
        fs::write(folder.path().join("new/failed-belts.tsv"), [0xFF, 0xFE]).unwrap();
        assert!(belt(1).has_it().is_err());
    }
}
