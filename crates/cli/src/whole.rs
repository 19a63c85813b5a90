//! Writes a file whole or not at all: what it replaces may be the last good copy.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes it beside its place and puts it there when it is on the disk.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    // Where a link leads to.
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let before = file.metadata().ok();
    if let Some(before) = &before {
        // One that may not be written stays.
        let mut there = OpenOptions::new().append(true).open(&file)?;
        // A terminal, a pipe and /dev/null are not replaced.
        if !before.is_file() {
            return there.write_all(bytes);
        }
    }
    let mut part = file.clone().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = File::create(&part).and_then(|mut new| {
        new.write_all(bytes)?;
        if let Some(before) = before {
            new.set_permissions(before.permissions())?;
        }
        new.sync_all()?;
        fs::rename(&part, &file)
    });
    written.inspect_err(|_| drop(fs::remove_file(&part)))
}

#[cfg(test)]
mod tests {
    use super::write;
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_file_is_replaced_whole_or_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (file, part) = (folder.path().join("walks.json"), folder.path().join("walks.json.part"));
        write(&file, b"first").unwrap();
        write(&file, b"second").unwrap();
        assert_eq!((fs::read(&file).unwrap(), part.exists()), (b"second".to_vec(), false));
        // Where the new one cannot be written, as on a full disk.
        fs::create_dir(&part).unwrap();
        write(&file, b"third").unwrap_err();
        assert_eq!(fs::read(&file).unwrap(), b"second");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_no_file_is_written_to_and_not_replaced() {
        write(Path::new("/dev/null"), b"gone").unwrap();
        assert!(!Path::new("/dev/null").metadata().unwrap().is_file());
    }
}
