//! The stored walk, version 1: the same JSON in the browser, on the server and in files; and its journal.
//!
//! A record holds what was planned, what was done, and everything heard with its time, so that the walk can be
//! replayed. Times are walk time: they begin when the walk does and never run back. `id` is a UUID version 7 made when
//! the walk begins: storing a record twice stores it once.

mod json;
mod problem;

pub use problem::{HEART_BPM, RecordProblem, farthest_m, moment};

use alloc::string::String;
use alloc::vec::Vec;

/// The version this code writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// A walk as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct WalkRecord {
    /// [`VERSION`].
    pub version: u32,
    /// UUID version 7.
    pub id: String,
    /// How often the record was changed since it was first kept; of two, the higher is the newer.
    pub revision: u32,
    /// RFC 3339 with the offset of the walker's clock.
    pub started_at: String,
    /// In the notation, such as `5:1 x3`.
    pub program: String,
    /// `start-small`, `intervals` or `treadmill`.
    pub way: String,
    /// What recorded it.
    pub source: Source,
    /// The language it was guided in, as a tag such as `en-US`.
    pub language: String,
    /// Plan against done, block by block.
    pub blocks: Vec<BlockRecord>,
    /// When it stood still.
    pub pauses: Vec<PauseRecord>,
    /// Everything heard, enough to replay.
    pub log: Vec<Logged>,
    /// What the walker said afterwards.
    pub feeling: Option<Feeling>,
    /// How it ended.
    pub ended: Ended,
}

impl WalkRecord {
    /// How far it went, m: where every block that was walked has a distance.
    pub fn distance_m(&self) -> Option<f64> {
        let kinds = ["forward", "backward", "cool-down"];
        let walked =
            self.blocks.iter().filter(|block| block.done_s > 0.0 && kinds.contains(&block.kind.as_str()));
        let sum = walked.map(|block| block.distance_m).try_fold(0.0, |sum, meters| Some(sum + meters?));
        sum.filter(|sum| *sum > 0.0)
    }
}

/// What recorded a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The app.
    Phone,
    /// `retrowalk walk`.
    Terminal,
    /// Typed in afterwards.
    Typed,
    /// Run in made-up time: nobody walked.
    MadeUp,
}

/// How a walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Every block came.
    Complete,
    /// The walker stopped before the end.
    Early,
    /// It broke off and was not taken up again.
    Interrupted,
}

/// One block.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockRecord {
    /// From 0.
    pub index: u32,
    /// `prepare`, `forward`, `turn`, `backward`, `cool-down` or `stand`.
    pub kind: String,
    /// Planned, extensions included.
    pub planned_s: f64,
    /// How long it went on, pauses left out, repetitions added.
    pub done_s: f64,
    /// How much of `done_s` nothing was measured (screen locked, page hidden); never filled in.
    pub not_measured_s: f64,
    /// How it came out.
    pub outcome: BlockOutcome,
    /// Steps counted.
    pub steps: StepsRecord,
    /// Distance by GPS, or by the belt's own counter, if there was one.
    pub distance_m: Option<f64>,
    /// How firmly the rails of a treadmill were held at most, where that was noted.
    pub hold: Option<Hold>,
    /// The mean of the heart rates a strap told meanwhile, beats a minute.
    pub heart_mean_bpm: Option<u8>,
    /// The fastest of them.
    pub heart_most_bpm: Option<u8>,
}

/// How firmly a walker held the rails. Walks with different holds are never compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Not at all.
    None,
    /// With fingers.
    Light,
    /// With hands.
    Firm,
}

/// How a block came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockOutcome {
    /// Walked to its end.
    Done,
    /// Skipped, or never reached.
    Skipped,
    /// Cut short by the end of the walk.
    Cut,
}

/// Steps by direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepsRecord {
    /// Forward.
    pub forward: u32,
    /// Backward.
    pub backward: u32,
    /// Of unknown direction.
    pub unsure: u32,
}

impl StepsRecord {
    /// All of them.
    pub const fn all(&self) -> u32 {
        self.forward + self.backward + self.unsure
    }
}

/// A time the walk stood still.
#[derive(Clone, Debug, PartialEq)]
pub struct PauseRecord {
    /// From when.
    pub at_s: f64,
    /// For how long.
    pub length_s: f64,
}

/// One thing heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Logged {
    /// Walk time in milliseconds.
    pub at_ms: u64,
    /// What.
    pub input: LoggedInput,
}

/// What a walk can hear, as it is written down.
#[derive(Clone, Debug, PartialEq)]
pub enum LoggedInput {
    /// Begin.
    Start,
    /// Stand still.
    Pause {
        /// Why.
        why: LoggedPause,
    },
    /// Go on.
    Resume,
    /// On to the next block.
    Skip,
    /// This block again.
    Repeat,
    /// Stop for today.
    End,
    /// Make this block longer.
    Extend {
        /// By so many milliseconds.
        by_ms: u64,
    },
    /// A tap anywhere.
    Tap,
    /// Steps since the last such entry.
    Steps(StepsRecord),
    /// How long the walker's steps are.
    StepLengths {
        /// Forward, in metres.
        forward_m: f64,
        /// Backward, in metres.
        backward_m: f64,
    },
    /// Distance by GPS since the last such entry.
    Moved {
        /// In metres.
        meters: f64,
    },
    /// For so long until now nothing was measured.
    NotMeasured {
        /// In milliseconds.
        for_ms: u64,
    },
}

/// Why a walk stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoggedPause {
    /// The walker asked.
    Walker,
    /// A phone call, another program took the sound, or the walker turned round on a belt.
    Interruption,
    /// Nothing was heard for a while.
    Silence,
    /// Taken up again after a kill or a reload.
    Restored,
}

/// What the walker said after the walk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feeling {
    /// How hard it was, on Borg's scale of 6 to 20, if it was told. The faces are 9 (easy), 12 (just right), 14
    /// (hard) and 17 (very hard).
    pub effort: Option<u8>,
    /// How often they wobbled or stumbled, if it was told; 2 is more than once.
    pub stumbles: Option<u8>,
    /// Where it hurt; empty for nowhere.
    pub pain: Vec<Pain>,
    /// Whether they felt dizzy.
    pub dizzy: bool,
    /// The talk test: whether full sentences were possible, if it was told.
    pub talk: Option<bool>,
}

/// A pain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pain {
    /// Where: `knee`, `hip`, `back`, `ankle`, `foot` or `other`.
    pub place: String,
    /// From 0, none, to 10, the worst there is.
    pub level: u8,
}

/// A line of the journal that a running walk writes, one a second and one for each thing heard. Losing the last,
/// half-written line loses less than a second.
#[derive(Clone, Debug, PartialEq)]
pub enum JournalLine {
    /// The first line.
    Begun(Begun),
    /// Something was heard.
    Heard(Logged),
    /// The walk got this far, in milliseconds of walk time.
    At(u64),
}

/// What is known of a walk when it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// [`VERSION`].
    pub version: u32,
    /// UUID version 7.
    pub id: String,
    /// RFC 3339 with offset.
    pub started_at: String,
    /// In the notation.
    pub program: String,
    /// What records it.
    pub source: Source,
    /// As a tag such as `en-US`.
    pub language: String,
}

/// A journal as far as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Journal {
    /// Its first line.
    pub begun: Begun,
    /// Everything heard.
    pub log: Vec<Logged>,
    /// How far the walk got, in milliseconds of walk time.
    pub heard_ms: u64,
}

impl JournalLine {
    /// The line, without its line break.
    pub fn write(&self) -> String {
        crate::json::to_text(self)
    }
}

impl Journal {
    /// Reads a journal up to its first broken line; `None` when not even the beginning is there.
    pub fn read(text: &str) -> Option<Journal> {
        let mut lines = text.lines().map_while(crate::json::from_text::<JournalLine>);
        let Some(JournalLine::Begun(begun)) = lines.next() else { return None };
        let mut journal = Journal { begun, log: Vec::new(), heard_ms: 0 };
        for line in lines {
            match line {
                JournalLine::Begun(_) => break,
                JournalLine::Heard(logged) => {
                    journal.heard_ms = journal.heard_ms.max(logged.at_ms);
                    journal.log.push(logged);
                }
                JournalLine::At(at_ms) => journal.heard_ms = journal.heard_ms.max(at_ms),
            }
        }
        Some(journal)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use alloc::borrow::ToOwned;
    use alloc::format;

    pub(super) const RECORD: &str = r#"{"version":1,"id":"01893c1e-7b3a-7c3e-8a5e-0123456789ab",
        "started_at":"2026-11-23T09:30:00-05:00","program":"1:1 x1","way":"intervals","source":"phone","language":"en-US",
        "blocks":[{"index":0,"kind":"prepare","planned_s":25.0,"done_s":25.0,"not_measured_s":0.0,"outcome":"done",
        "steps":{"backward":3},"distance_m":null}],"pauses":[{"at_s":3.5,"length_s":2.0}],
        "log":[{"at_ms":0,"input":"start"},{"at_ms":3500,"input":"pause","why":"interruption"},
        {"at_ms":5500,"input":"resume"},{"at_ms":6000,"input":"steps","backward":3},
        {"at_ms":7000,"input":"not-measured","for_ms":500},{"at_ms":8000,"input":"moved","meters":1.5}],
        "feeling":{"effort":12,"wobble":false,"pain":[{"where":"knee","level":2}]},"ended":"interrupted"}"#;

    pub(crate) fn record() -> WalkRecord {
        serde_json::from_str(RECORD).expect("the record reads")
    }

    #[test]
    fn a_record_reads_and_writes_the_agreed_json() {
        let record = record();
        assert_eq!(record.problem(), None);
        let again = serde_json::to_string(&record).expect("writes");
        let (written, agreed): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(&again).expect("json"), serde_json::from_str(RECORD).expect("json"));
        assert_eq!(written, agreed);
    }

    #[test]
    fn a_journal_cut_anywhere_reads_up_to_the_cut() {
        let begun = Begun {
            version: 1,
            id: "01893c1e-7b3a-7c3e-8a5e-0123456789ab".to_owned(),
            started_at: "2026-11-23T09:30:00-05:00".to_owned(),
            program: "1:1 x1".to_owned(),
            source: Source::Terminal,
            language: "en".to_owned(),
        };
        let mut text = format!("{}\n", JournalLine::Begun(begun.clone()).write());
        let beginning = text.len();
        let mut lines = alloc::vec![(beginning, 0)];
        for second in 0..20_u64 {
            text += &JournalLine::Heard(Logged { at_ms: second * 1000 + 7, input: LoggedInput::Tap }).write();
            text += "\n";
            lines.push((text.len(), second * 1000 + 7));
            text += &JournalLine::At((second + 1) * 1000).write();
            text += "\n";
            lines.push((text.len(), (second + 1) * 1000));
        }
        for cut in 0..=text.len() {
            let journal = Journal::read(&text[..cut]);
            // A line without its line break is whole as soon as its last brace is there.
            let reached = lines.iter().rfind(|(end, _)| *end <= cut + 1).map(|(_, at)| *at);
            assert_eq!(journal.as_ref().map(|journal| journal.heard_ms), reached, "cut at {cut}");
            assert!(journal.is_none_or(|journal| journal.begun == begun));
        }
    }
}
