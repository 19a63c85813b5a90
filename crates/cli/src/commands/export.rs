//! `retrowalk export`: everything that is kept, as JSON or for other programs.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::walks::{Walks, today};
use crate::whole;

mod activities;
mod clinic;
mod tables;

/// From where to where.
#[derive(clap::Args)]
#[command(
    after_help = "--csv writes walks.csv, blocks.csv, checks.csv and, for what their columns are, columns.csv. --fit writes one activity a \
                  walk, for watches' and training programs, with a lap a block; what FIT has no field for, walking backward, is in \
                  developer fields. --fhir writes checks and the minutes of weeks as a FHIR R4 Bundle that names nobody. \
                  `retrowalk import` reads none of these: they hold less than is kept.\n\n\
                  Raw motion is kept only when the walker agreed to it. Of each recording --raw makes a table NAME.csv \
                  (t,ax,ay,az,gx,gy,gz in s, m/s² with gravity, rad/s) and NAME.labels.json, which says what was asked \
                  and when. No name, place or hour of the day is written.\n\n\
                  Examples:\n  retrowalk export -o walks.json\n  retrowalk export -o walks.json --data w\n  \
                  retrowalk export --csv tables --fit walks --fhir clinic.json\n  \
                  retrowalk export --raw walk.rwm --to shared/"
)]
pub(crate) struct Args {
    /// The file to write, replaced only by a whole one; without it, the terminal
    #[arg(short, long, value_name = "FILE", conflicts_with = "raw")]
    output: Option<PathBuf>,
    /// The folder of the walks, instead of your data folder
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A PostgreSQL server instead; without either, the one that `RETROWALK_DATABASE` names
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    database: Option<String>,
    /// Recordings of raw motion made by the app: export these, with the plan as labels, instead of the walks.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    raw: Vec<PathBuf>,
    /// Tables for spreadsheets and statistics instead, in a folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["raw", "output"])]
    csv: Option<PathBuf>,
    /// Each walk as a FIT activity, in a folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["raw", "output"])]
    fit: Option<PathBuf>,
    /// Checks and weeks as a FHIR Bundle
    #[arg(long, value_name = "FILE", conflicts_with_all = ["raw", "output"])]
    fhir: Option<PathBuf>,
    /// The folder raw motion is written to
    #[arg(long, value_name = "DIR", default_value = ".", requires = "raw")]
    to: PathBuf,
}

/// Writes every walk, deleted ones apart, and what the coach keeps beside them.
pub(crate) fn run(args: Args) -> Result<()> {
    if args.csv.is_some() || args.fit.is_some() || args.fhir.is_some() {
        return for_others(args);
    }
    if !args.raw.is_empty() {
        return super::raw_motion::export(&args.raw, &args.to);
    }
    let all = Walks::open_whole(Walks::place(args.database, args.data.as_deref()))?.export()?;
    let text = serde_json::to_string_pretty(&all)?;
    if let Some(file) = args.output {
        whole::write(&file, (text + "\n").as_bytes())
            .with_context(|| format!("could not write {}", file.display()))?;
    } else {
        println!("{text}");
    }
    if !all.left_out.is_empty() {
        bail!("{}", all.left_out.join("\n"));
    }
    Ok(())
}

/// Writes what other programs read, each that was asked for.
fn for_others(args: Args) -> Result<()> {
    let kept = Walks::open_whole(Walks::place(args.database, args.data.as_deref()))?;
    if let Some(folder) = args.csv {
        tables::export(&kept, today(), &folder)?;
    }
    if let Some(folder) = args.fit {
        activities::export(&kept, &folder)?;
    }
    if let Some(file) = args.fhir {
        clinic::export(&kept, today(), &file)?;
    }
    if kept.left_out() {
        bail!("what could not be read, named above, is left out");
    }
    Ok(())
}

/// Writes a file whole and says which.
fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    whole::write(file, bytes).with_context(|| format!("could not write {}", file.display()))?;
    println!("{}", file.display());
    Ok(())
}
