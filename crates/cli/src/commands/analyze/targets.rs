//! Where drawings and tables go: never onto a recording, and never two onto one file.

use super::Args;
use super::inputs::{self, Input};
use super::recording;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf, is_separator};

/// The files that are made of one recording.
#[derive(Default)]
pub(super) struct Targets {
    pub(super) svg: Option<PathBuf>,
    pub(super) csv: Option<PathBuf>,
}

/// A file for each drawing and each table; where there are several recordings, or a folder was named, in that folder.
pub(super) fn of(args: &Args, inputs: &[Input]) -> Result<Vec<Targets>> {
    let is_folder =
        |place: &Path| inputs.len() > 1 || place.is_dir() || place.to_string_lossy().ends_with(is_separator);
    let named = args.files.iter().chain(&args.calibration).cloned();
    let found = inputs.iter().flat_map(Input::paths).flat_map(|p| [p.to_owned(), recording::labels_file(p)]);
    let read: BTreeSet<PathBuf> = named.chain(found).map(|file| true_path(&file)).collect();
    let mut written = BTreeSet::new();
    let mut target = |place: &Option<PathBuf>, stem: &str, ending: &str| {
        let Some(place) = place else { return Ok(None) };
        let file = if is_folder(place) { place.join(format!("{stem}.{ending}")) } else { place.clone() };
        let path = true_path(&file);
        if read.contains(&path) {
            bail!("{} is read, and would be written over: name another file", file.display());
        }
        // A terminal and /dev/null take any number.
        let is_file = !path.exists() || path.is_file();
        if is_file && !written.insert(path) {
            bail!("{} would be written twice: name another file", file.display());
        }
        Ok(Some(file))
    };
    let stems = inputs::file_stems(inputs);
    let targets: Result<Vec<Targets>> = stems
        .iter()
        .map(|stem| {
            Ok(Targets { svg: target(&args.svg, stem, "svg")?, csv: target(&args.csv, stem, "steps.csv")? })
        })
        .collect();
    let targets = targets?;
    for folder in [&args.svg, &args.csv].into_iter().flatten().filter(|place| is_folder(place)) {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    Ok(targets)
}

/// The one path of a file that may go by several, or be none yet.
fn true_path(file: &Path) -> PathBuf {
    let there = file.canonicalize().ok();
    let to_be = || {
        let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(file.file_name()?))
    };
    there.or_else(to_be).unwrap_or_else(|| file.to_owned())
}
