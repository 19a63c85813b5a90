//! The record and the journal as JSON.

use super::{
    Begun, BlockOutcome, BlockRecord, Ended, Feeling, Hold, JournalLine, Logged, LoggedInput, LoggedPause,
    Pain, PauseRecord, Source, StepsRecord, WalkRecord,
};
use crate::json::{Json, Value, Wrong, object, read, read_or_default};
use crate::{json_names, json_object};
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

json_names!(Source: Phone "phone", Terminal "terminal", Typed "typed", MadeUp "made-up");
json_names!(Ended: Complete "complete", Early "early", Interrupted "interrupted");
json_names!(BlockOutcome: Done "done", Skipped "skipped", Cut "cut");
json_names!(LoggedPause: Walker "walker", Interruption "interruption", Silence "silence", Restored "restored");
json_object!(BlockRecord: index "index", kind "kind", planned_s "planned_s", done_s "done_s",
    not_measured_s "not_measured_s", outcome "outcome", steps "steps", distance_m "distance_m"; unless zero: hold "hold",
    heart_mean_bpm "heart_mean_bpm", heart_most_bpm "heart_most_bpm");
json_names!(Hold: None "none", Light "light", Firm "firm");
json_object!(PauseRecord: at_s "at_s", length_s "length_s");
json_object!(Pain: place "where", level "level");
json_object!(Begun: version "version", id "id", started_at "started_at", program "program", source "source",
    language "language");
json_object!(WalkRecord: version "version", id "id", started_at "started_at", program "program", way "way",
    source "source", language "language", blocks "blocks", feeling "feeling", ended "ended";
    or default: pauses "pauses", log "log"; unless zero: revision "revision");

impl Serialize for WalkRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for WalkRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::from_json(&value)
            .map_err(|field| D::Error::custom(format_args!("`{field}` is missing or wrong")))
    }
}

json_object!(StepsRecord: ; unless zero: forward "forward", backward "backward", unsure "unsure");

impl Json for Logged {
    fn to_json(&self) -> Value {
        let one = |name: &'static str, value: Value| object(alloc::vec![(name, value)]);
        let none = || object(Vec::new());
        let (name, mut heard) = match &self.input {
            LoggedInput::Start => ("start", none()),
            LoggedInput::Pause { why } => ("pause", one("why", why.to_json())),
            LoggedInput::Resume => ("resume", none()),
            LoggedInput::Skip => ("skip", none()),
            LoggedInput::Repeat => ("repeat", none()),
            LoggedInput::End => ("end", none()),
            LoggedInput::Extend { by_ms } => ("extend", one("by_ms", by_ms.to_json())),
            LoggedInput::Tap => ("tap", none()),
            LoggedInput::Steps(steps) => ("steps", steps.to_json()),
            LoggedInput::StepLengths { forward_m, backward_m } => {
                let lengths = [("forward_m", forward_m.to_json()), ("backward_m", backward_m.to_json())];
                ("step-lengths", object(lengths.into()))
            }
            LoggedInput::Moved { meters } => ("moved", one("meters", meters.to_json())),
            LoggedInput::NotMeasured { for_ms } => ("not-measured", one("for_ms", for_ms.to_json())),
        };
        if let Some(fields) = heard.as_object_mut() {
            fields.insert("at_ms".into(), self.at_ms.to_json());
            fields.insert("input".into(), Value::from(name));
        }
        heard
    }

    fn from_json(value: &Value) -> Result<Self, Wrong> {
        let input = match value.get("input").and_then(Value::as_str).ok_or("input")? {
            "start" => LoggedInput::Start,
            "pause" => LoggedInput::Pause { why: read(value, "why")? },
            "resume" => LoggedInput::Resume,
            "skip" => LoggedInput::Skip,
            "repeat" => LoggedInput::Repeat,
            "end" => LoggedInput::End,
            "extend" => LoggedInput::Extend { by_ms: read(value, "by_ms")? },
            "tap" => LoggedInput::Tap,
            "steps" => LoggedInput::Steps(StepsRecord::from_json(value)?),
            "step-lengths" => LoggedInput::StepLengths {
                forward_m: read(value, "forward_m")?,
                backward_m: read(value, "backward_m")?,
            },
            "moved" => LoggedInput::Moved { meters: read(value, "meters")? },
            "not-measured" => LoggedInput::NotMeasured { for_ms: read(value, "for_ms")? },
            _ => return Err("input"),
        };
        Ok(Self { at_ms: read(value, "at_ms")?, input })
    }
}

impl Json for JournalLine {
    fn to_json(&self) -> Value {
        object(alloc::vec![match self {
            Self::Begun(begun) => ("begun", begun.to_json()),
            Self::Heard(logged) => ("heard", logged.to_json()),
            Self::At(at_ms) => ("at", at_ms.to_json()),
        }])
    }
    fn from_json(value: &Value) -> Result<Self, Wrong> {
        if value.get("begun").is_some() {
            read(value, "begun").map(Self::Begun)
        } else if value.get("heard").is_some() {
            read(value, "heard").map(Self::Heard)
        } else {
            read(value, "at").map(Self::At)
        }
    }
}

impl Json for Feeling {
    fn to_json(&self) -> Value {
        // What was not told is not there.
        let mut fields = Vec::from([("pain", self.pain.to_json())]);
        fields.extend(self.effort.map(|effort| ("effort", effort.to_json())));
        fields.extend(self.stumbles.map(|stumbles| ("wobble", (stumbles > 0).to_json())));
        fields.extend(self.stumbles.filter(|n| *n > 1).map(|stumbles| ("stumbles", stumbles.to_json())));
        fields.extend(self.dizzy.then(|| ("dizzy", true.to_json())));
        fields.extend(self.talk.map(|talk| ("talk", talk.to_json())));
        object(fields)
    }
    fn from_json(value: &Value) -> Result<Self, Wrong> {
        // Older records say only whether they did.
        let wobble: Option<bool> = read(value, "wobble")?;
        let stumbles = read::<Option<u8>>(value, "stumbles")?.or(wobble.map(u8::from));
        Ok(Self {
            effort: read(value, "effort")?,
            stumbles,
            pain: read_or_default(value, "pain")?,
            dizzy: read_or_default(value, "dizzy")?,
            talk: read(value, "talk")?,
        })
    }
}
