//! `retrowalk render`: a whole walk as it will sound, as cues.

use crate::guidance::{self, Guidance};
use serde_json::{Value, json};
use voice::words::Words;
use walk::cues::{self, Cue, SpokenLength};

/// A walk as it will sound.
///
/// Examples:
///   retrowalk render "5:1 x3" --lang en --cues
///   retrowalk render "hallway 16 ft x6" --lang es-US --say few --cues
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// What to walk: "hallway 5 m x6", "5:1 x3", "block 1:1 x4", "treadmill 1 min x3 at 0.8 km/h"
    program: String,
    #[command(flatten)]
    guidance: Guidance,
    /// Print every block and cue as one JSON object instead of making sound
    #[arg(long, required = true)]
    cues: bool,
}

/// Prints the cues.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    debug_assert!(args.cues);
    let words = args.guidance.words();
    let program = guidance::program(&args.program, &words)?;
    let cues = cues::schedule(&program, &[], &args.guidance.options(&words), &words as &dyn SpokenLength);
    println!("{}", document(&program, &cues, &words));
    Ok(())
}

/// The walk as one JSON object.
fn document(program: &coach::program::Program, cues: &[Cue], words: &Words) -> Value {
    let mut start = 0.0;
    let blocks = program.blocks().iter().map(|block| {
        let from = start;
        start += block.time.as_secs_f64();
        json!({"kind": block.kind.name(), "start_s": from, "end_s": start})
    });
    let blocks: Vec<Value> = blocks.collect();
    let cues = cues.iter().map(|cue| {
        json!({
            "t_s": cue.at.as_secs_f64(),
            "id": cue.id,
            "text": words.cue(cue),
            "priority": cue.priority.name(),
            "length_s": cue.length.as_secs_f64(),
            "block": cue.block,
            "vibration_ms": cue.vibration,
        })
    });
    json!({
        "program": program.to_string(),
        "duration_s": program.duration().as_secs_f64(),
        "blocks": blocks,
        "cues": cues.collect::<Vec<_>>(),
    })
}
