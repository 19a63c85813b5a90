//! `retrowalk history`: the walks kept, the latest first.

use crate::walks::{Kept, Walks};
use formats::walk_record::{Ended, Source, WalkRecord};
use std::time::Duration;
use voice::words::Words;
use walk::coach_record;

/// The walks kept, the latest first.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  retrowalk history
  retrowalk history --json")]
pub(crate) struct Args {
    #[command(flatten)]
    from: Kept,
}

/// Lists them.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let words = args.from.language.words();
    let walks = Walks::open_kept(args.from.data.as_deref())?.map_or(Ok(Vec::new()), |kept| kept.list())?;
    for walk in &walks {
        if args.from.json {
            println!("{}", serde_json::to_string(walk)?);
        } else {
            println!("{}", line(&words, walk));
        }
    }
    if walks.is_empty() && !args.from.json {
        println!("{}", words.plain("history-empty"));
    }
    Ok(())
}

fn line(words: &Words, walk: &WalkRecord) -> String {
    let walked_s = coach_record::walked_s(walk);
    let backward: f64 = walk.blocks.iter().filter(|block| block.kind == "backward").map(walked_s).sum();
    words.text(
        "history-line",
        &[
            ("id", Walks::short(&walk.id).into()),
            ("date", date(walk).into()),
            ("program", walk.program.as_str().into()),
            ("backward", words.time(seconds(backward)).into()),
            ("ended", words.plain(ended(walk)).into()),
        ],
    )
}

/// The date and time on the walker's own clock.
pub(super) fn date(walk: &WalkRecord) -> String {
    walk.started_at.get(..16).unwrap_or(&walk.started_at).replace('T', " ")
}

pub(super) fn ended(walk: &WalkRecord) -> &'static str {
    match (walk.source, walk.ended) {
        (Source::MadeUp, _) => "ended-made-up",
        (_, Ended::Complete) => "ended-complete",
        (_, Ended::Early) => "ended-early",
        (_, Ended::Interrupted) => "ended-interrupted",
    }
}

/// A record's seconds as a time.
pub(super) fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}
