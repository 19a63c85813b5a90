//! `retrowalk export`: everything that is kept, as JSON.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use records::{Kept, Opened, Which};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::walks::Walks;

/// From where to where.
#[derive(clap::Args)]
#[command(
    after_help = "Raw motion is kept only when the walker agreed to it. Of each recording --raw makes a table NAME.csv \
                  (t,ax,ay,az,gx,gy,gz in s, m/s² with gravity, rad/s) and NAME.labels.json, which says what was asked \
                  and when. No name, place or hour of the day is written.\n\n\
                  Examples:\n  retrowalk export > walks.json\n  retrowalk export -o walks.json --data w\n  \
                  retrowalk export --raw walk.rwm --to shared/"
)]
pub(crate) struct Args {
    /// The file to write; without it, the terminal
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
    /// The folder raw motion is written to
    #[arg(long, value_name = "DIR", default_value = ".", requires = "raw")]
    to: PathBuf,
}

/// Writes every walk, deleted ones apart, and what the coach keeps beside them.
pub(crate) fn run(args: Args) -> Result<()> {
    if !args.raw.is_empty() {
        return super::raw_motion::export(&args.raw, &args.to);
    }
    let place = Walks::place(args.database, args.data.as_deref());
    if !place.exists() {
        bail!("nothing was ever kept in {place}; name the right folder with --data");
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let text = runtime.block_on(async {
        let Opened { store, set_aside } = Opened::at(place).await?;
        // An empty file would take the place of the last good one.
        if let Some(aside) = set_aside {
            bail!(
                "the database was damaged and is {} now: nothing is exported. Put a backup back",
                aside.display()
            );
        }
        for aside in store.files_set_aside() {
            eprintln!("{} was damaged: what it held is not exported", aside.display());
        }
        let (present, deleted) = (store.list(Which::Present).await?, store.list(Which::Deleted).await?);
        let coach = store.of_coach().list(Which::Present).await?;
        store.close().await;
        let all = Exported {
            program: "retrowalk",
            version: 1,
            walks: walks(&present),
            deleted: walks(&deleted),
            coach: walks(&coach),
        };
        anyhow::Ok(serde_json::to_string_pretty(&all)?)
    })?;
    if let Some(file) = args.output {
        return fs::write(&file, text + "\n").with_context(|| format!("could not write {}", file.display()));
    }
    println!("{text}");
    Ok(())
}

#[derive(Serialize)]
struct Exported<'a> {
    program: &'static str,
    version: u32,
    walks: Vec<&'a RawValue>,
    deleted: Vec<&'a RawValue>,
    coach: Vec<&'a RawValue>,
}

/// Each record as it is kept. One that is no JSON is named, and keeps nobody from the others.
fn walks(kept: &[Kept]) -> Vec<&RawValue> {
    kept.iter()
        .filter_map(|kept| {
            let record = serde_json::from_str(&kept.document.json);
            record
                .inspect_err(|error| eprintln!("What is kept as {} is left out: {error}", kept.document.id))
                .ok()
        })
        .collect()
}
