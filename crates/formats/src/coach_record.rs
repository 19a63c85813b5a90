//! What the coach keeps besides walks, version 1: results of the questions, mornings after, checks, stop signs.
//!
//! One file holds all of it ([`CoachFile`]): the app saves it and reads its `entries` back, `retrowalk plan --history` reads its
//! `records` and `retrowalk assess --file` its `checks`. On the phone and the server each thing is an entry by itself
//! ([`CoachEntry`]), so that storing it twice stores it once. The answers to the health questions are in none of them.

use crate::json::{Json, Value, Wrong, object, read, read_or_default};
use crate::{json_filled, json_object};
use alloc::string::String;
use alloc::vec::Vec;

/// The version this code writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// Everything the coach knows, as one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoachFile {
    /// [`VERSION`].
    pub version: u32,
    /// What the plan learns from.
    pub records: Vec<RecordRow>,
    /// The checks.
    pub checks: Vec<CheckRow>,
    /// Both as they are kept, each with its moment: a row has only a day.
    pub entries: Vec<CoachEntry>,
}

/// One thing, as it is kept and sent.
#[derive(Clone, Debug, PartialEq)]
pub struct CoachEntry {
    /// [`VERSION`].
    pub version: u32,
    /// UUID version 7.
    pub id: String,
    /// How often it was changed.
    pub revision: u32,
    /// When it was kept, RFC 3339 with the offset of the walker's clock.
    pub started_at: String,
    /// For the plan.
    pub record: Option<RecordRow>,
    /// A check.
    pub check: Option<CheckRow>,
}

/// One thing the plan learns from. `kind` says which of the fields it has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordRow {
    /// `screened`, `undated` (answers of an unknown day), `asked`, `walked`, `morning`, `backward-check`, `slow-backward-check` (by steps),
    /// `tandem-check`, `other-check`, `treadmill-ready` or `stopped`.
    pub kind: String,
    /// `YYYY-MM-DD`.
    pub day: String,
    /// Screened or undated: `short` or `long`.
    pub form: Option<String>,
    /// Screened, undated or asked: `go`, `go-with-someone` or `ask-first`.
    pub advice: Option<String>,
    /// Screened: usual joint pain at rest, 0 to 10.
    pub usual_pain: Option<u32>,
    /// Walked: the plan's level; without it, something of the walker's own.
    pub level: Option<u32>,
    /// Walked: a few steps in passing.
    pub micro: Option<bool>,
    /// Walked: `floor`, `driveway`, `street`, `track` or `treadmill`.
    pub ground: Option<String>,
    /// Walked: backward seconds set out for; the level's, or what was done, if left out.
    pub planned_s: Option<u32>,
    /// Walked: backward seconds done.
    pub done_s: Option<u32>,
    /// Walked: effort, 0 to 10.
    pub effort: Option<u32>,
    /// Walked: whether full sentences were possible.
    pub full_sentences: Option<bool>,
    /// Walked or morning: worst pain, 0 to 10.
    pub pain: Option<u32>,
    /// Walked: stumbles.
    pub stumbles: Option<u32>,
    /// Walked: dizziness.
    pub dizzy: Option<bool>,
    /// Walked: a stop sign.
    pub stop: Option<String>,
    /// Stopped: which sign.
    pub sign: Option<String>,
    /// A check's seconds; without it, it was not possible.
    pub seconds: Option<f64>,
}

/// One check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckRow {
    /// Which, such as `three-meter-backward-walk`.
    pub id: String,
    /// `YYYY-MM-DD`.
    pub day: String,
    /// The trials that count.
    pub trials: Vec<f64>,
    /// `tap` or `steps`.
    pub timed_by: String,
    /// The steps of each trial, where the phone counted them.
    pub steps: Vec<u32>,
}

json_filled!(CoachFile: version "version", records "records", checks "checks", entries "entries");
json_object!(CheckRow: id "id", day "day", trials "trials"; or default: timed_by "timed_by"; unless zero: steps "steps");

/// Writes and reads the fields of a row; those it does not have are left out.
macro_rules! row {
    ($($field:ident $name:literal),*) => {
        impl Json for RecordRow {
            fn to_json(&self) -> Value {
                let mut fields = Vec::from([("type", self.kind.to_json()), ("day", self.day.to_json())]);
                $(fields.extend(self.$field.as_ref().map(|value| ($name, value.to_json())));)*
                object(fields)
            }
            fn from_json(value: &Value) -> Result<Self, Wrong> {
                Ok(Self { kind: read(value, "type")?, day: read(value, "day")?, $($field: read(value, $name)?),* })
            }
        }
    };
}
row!(
    form "form", advice "advice", usual_pain "usual_pain", level "level", micro "micro", ground "ground",
    planned_s "planned_s", done_s "done_s", effort "effort", full_sentences "full_sentences", pain "pain",
    stumbles "stumbles", dizzy "dizzy", stop "stop", sign "sign", seconds "seconds"
);

impl Json for CoachEntry {
    fn to_json(&self) -> Value {
        let mut fields = Vec::from([
            ("version", self.version.to_json()),
            ("id", self.id.to_json()),
            ("revision", self.revision.to_json()),
            ("started_at", self.started_at.to_json()),
        ]);
        fields.extend(self.record.as_ref().map(|row| ("record", row.to_json())));
        fields.extend(self.check.as_ref().map(|row| ("check", row.to_json())));
        object(fields)
    }
    fn from_json(value: &Value) -> Result<Self, Wrong> {
        Ok(Self {
            version: read(value, "version")?,
            id: read(value, "id")?,
            revision: read_or_default(value, "revision")?,
            started_at: read(value, "started_at")?,
            record: read(value, "record")?,
            check: read(value, "check")?,
        })
    }
}
