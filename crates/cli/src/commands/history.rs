//! `retrowalk history`: the walks kept, the latest first.

use crate::guidance::Language;
use crate::walks::Walks;
use formats::walk_record::{Ended, WalkRecord};
use std::path::PathBuf;
use std::time::Duration;
use voice::words::Words;

/// The walks kept, the latest first.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  retrowalk history
  retrowalk history --json")]
pub(crate) struct Args {
    #[command(flatten)]
    language: Language,
    /// Print one JSON record a line
    #[arg(long)]
    json: bool,
    /// The folder for walks, instead of your data folder
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Lists them.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let words = args.language.words();
    let walks = Walks::open(args.data.as_deref())?.list()?;
    for walk in &walks {
        if args.json {
            println!("{}", serde_json::to_string(walk)?);
        } else {
            println!("{}", line(&words, walk));
        }
    }
    if walks.is_empty() && !args.json {
        println!("{}", words.plain("history-empty"));
    }
    Ok(())
}

fn line(words: &Words, walk: &WalkRecord) -> String {
    let backward: f64 =
        walk.blocks.iter().filter(|block| block.kind == "backward").map(|block| block.done_s).sum();
    words.text(
        "history-line",
        &[
            ("id", Walks::short(&walk.id).into()),
            ("date", date(walk).into()),
            ("program", walk.program.as_str().into()),
            ("backward", words.time(seconds(backward)).into()),
            ("ended", words.plain(ended(walk.ended)).into()),
        ],
    )
}

/// The date and time on the walker's own clock.
pub(super) fn date(walk: &WalkRecord) -> String {
    walk.started_at.get(..16).unwrap_or(&walk.started_at).replace('T', " ")
}

pub(super) const fn ended(ended: Ended) -> &'static str {
    match ended {
        Ended::Complete => "ended-complete",
        Ended::Early => "ended-early",
        Ended::Interrupted => "ended-interrupted",
    }
}

/// A record's seconds as a time.
pub(super) fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}
