//! `retrowalk import`: what was saved, back into what is kept.

use crate::walks::{Taken, Walks, new_entry};
use anyhow::bail;
use std::path::{Path, PathBuf};
use voice::words::Words;
use walk::backup::{self, Backup, Refused};

/// From where to where.
#[derive(clap::Args)]
#[command(
    after_help = "It reads what `retrowalk export`, `retrowalk history --json` and the app's Progress page write. What is here already is \
                  kept once, so a file may be read twice; of two revisions the newer stays. A walk of the file that was deleted \
                  here is brought back; one that was deleted where the file was written stays out. A file with anything in it \
                  that cannot be is refused whole, and the reason told. Not tables, FIT or FHIR: they hold less than is kept.\n\n\
                  Examples:\n  retrowalk import walks.json\n  retrowalk import retrowalk-walks.json retrowalk-coach.json\n  \
                  retrowalk import walks.json --database postgres://user@host/walks"
)]
pub(crate) struct Args {
    /// The files to read
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder that is to keep them, instead of your data folder; made if it is not there
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A PostgreSQL server instead; without either, the one that `RETROWALK_DATABASE` names
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    database: Option<String>,
}

/// Takes in what each file holds and says what that was.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    // All are read first: a name that is mistyped makes no database.
    let read: Vec<_> = args.files.iter().map(|file| (file, found(file))).collect();
    let mut kept = None;
    for (file, found) in &read {
        match found {
            Err(why) => eprintln!("{}: {why}. Nothing of it is taken in.", file.display()),
            Ok(found) => {
                if kept.is_none() {
                    kept = Some(Walks::open_at(Walks::place(args.database.clone(), args.data.as_deref()))?);
                }
                if let Some(kept) = &kept {
                    println!("{}: {}", file.display(), take_in(kept, found)?);
                }
            }
        }
    }
    let refused = read.iter().filter(|(_, found)| found.is_err()).count();
    if refused > 0 {
        bail!("{refused} of {} files could not be taken in; the reasons are above", read.len());
    }
    Ok(())
}

fn found(file: &Path) -> Result<Backup, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("it cannot be read: {error}"))?;
    backup::read(text.trim_start_matches('\u{feff}')).map_err(|refused| match refused {
        Refused::File => "it is no file that Retrowalk wrote, or a part of it cannot be right".to_owned(),
        Refused::Newer => "it was written by a newer version than this".to_owned(),
        Refused::Walk(at, problem) => format!("its walk {at}: {problem}"),
        Refused::Check(at, protocol, problem) => {
            let why = Words::new("en").check_problem(protocol, problem);
            format!("its check {at}, {}: {}", protocol.id, why.trim_end_matches('.'))
        }
    })
}

fn take_in(kept: &Walks, found: &Backup) -> anyhow::Result<String> {
    let (walks, entries) = (kept.list()?, kept.coach()?);
    let (mut of_walks, mut of_entries) = (Taken::default(), Taken::default());
    for walk in &found.walks {
        let as_new = walks.iter().any(|here| here.id == walk.id && here.revision >= walk.revision);
        kept.take_in(walk, false, !as_new, &mut of_walks)?;
    }
    for entry in &found.entries {
        let as_new = entries.iter().any(|here| here.id == entry.id && here.revision >= entry.revision);
        kept.take_in(entry, true, !as_new, &mut of_entries)?;
    }
    // What has no ids is known by what it says.
    let mut rows = found.rows.iter().filter(|row| !row.kind.ends_with("-check")).count() + found.checks.len();
    for entry in found.missing(&entries, new_entry) {
        if !found.entries.iter().any(|known| known.id == entry.id) {
            kept.take_in(&entry, true, true, &mut of_entries)?;
            rows -= 1;
        }
    }
    of_entries.there += rows;
    let (walks, entries) = (of_walks.told("walks"), of_entries.told("the coach's entries"));
    Ok(format!("{walks}; {entries}"))
}
