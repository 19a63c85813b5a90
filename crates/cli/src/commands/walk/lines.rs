//! What happens in a walk, as one JSON object a line.

use super::Walking;
use coach::session::{Ending, Output as Happened, PauseWhy, Refusal};
use formats::json::Json as _;
use formats::walk_record::WalkRecord;
use serde_json::{Value, json};
use std::io::{Write as _, stdout};
use voice::words::Words;
use walk::{Output, Walk};

/// A reader that went away ends the lines, never the walk.
fn line(line: &Value) {
    let _ = writeln!(stdout(), "{line}");
}

/// The walk and its id.
pub(super) fn begun(walking: &Walking) {
    let begun = &walking.begun;
    line(&json!({"event": "walk", "id": begun.id, "program": begun.program, "started_at": begun.started_at,
        "duration_s": walking.walk.program().duration().as_secs_f64()}));
}

/// The walk was kept.
pub(super) fn stored(record: &WalkRecord) {
    line(&json!({"event": "stored", "id": record.id, "ended": record.ended.to_json()}));
}

/// One thing that happened.
pub(super) fn print(walk: &Walk, words: &Words, output: &Output) {
    let mut line = match output {
        Output::Session(happened) => session(walk, *happened),
        Output::Cue(cue) | Output::Say(cue) => json!({
            "event": "cue",
            "id": cue.id,
            "text": words.cue(cue),
            "priority": cue.priority.name(),
            "track_s": cue.at.as_secs_f64(),
            "length_s": cue.length.as_secs_f64(),
            "block": cue.block,
            "in_track": matches!(output, Output::Cue(_)),
        }),
    };
    if let Some(line) = line.as_object_mut() {
        line.insert("at_s".to_owned(), json!(walk.session().now().since_start().as_secs_f64()));
    }
    self::line(&line);
}

fn session(walk: &Walk, happened: Happened) -> Value {
    match happened {
        Happened::Began { block, jump } => {
            let current = walk.session().blocks().get(block).copied();
            json!({
                "event": "block",
                "block": block,
                "kind": current.map(|current| current.kind.name()),
                "planned_s": current.map(|current| current.time.as_secs_f64()),
                "round": current.and_then(|current| current.round).map(|round| round.number),
                "track_s": walk.session().track_start(block).as_secs_f64(),
                "jump": jump,
            })
        }
        Happened::Paused(why) => json!({"event": "paused", "why": match why {
            PauseWhy::Walker => "walker",
            PauseWhy::Interruption => "interruption",
            PauseWhy::Silence => "silence",
            PauseWhy::Restored => "restored",
        }}),
        Happened::Resumed { block } => json!({"event": "resumed", "block": block}),
        Happened::Extended { block, by } => {
            json!({"event": "extended", "block": block, "by_s": by.as_secs_f64()})
        }
        Happened::Refused(why) => json!({"event": "refused", "why": match why {
            Refusal::NotSkipped => "not-skipped",
            Refusal::LongEnough => "long-enough",
            Refusal::HalfWay => "half-way",
            Refusal::NotNow => "not-now",
        }}),
        Happened::Ended(ending) => json!({"event": "ended", "ended": match ending {
            Ending::Complete => "complete",
            Ending::Early => "early",
        }}),
    }
}
