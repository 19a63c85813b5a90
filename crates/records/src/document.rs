//! One walk as it is kept: its own JSON, and the few fields that are asked for without reading it.

use std::fmt;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

/// One walk as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Given by the phone or the terminal when the walk began; the same for ever.
    pub id: Uuid,
    /// When the walk began.
    pub started_at: Timestamp,
    /// How often the walk was changed since (a feeling added, a note): the higher one is the newer.
    pub revision: u32,
    /// The whole record, as it came.
    pub json: String,
}

/// Why a text is not a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAWalk(String);

impl fmt::Display for NotAWalk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this is not a walk's record: {}", self.0)
    }
}

impl std::error::Error for NotAWalk {}

#[derive(Deserialize)]
struct Head {
    version: u32,
    id: Uuid,
    started_at: Timestamp,
    #[serde(default)]
    revision: u32,
}

impl Document {
    /// Reads the fields that are needed; the rest is kept as it stands. What a reader of JSON could not read (a number beyond
    /// every `f64`, half a character, brackets without end) would spoil every list it stands in, so it is no walk.
    pub fn read(json: &str) -> Result<Self, NotAWalk> {
        let head = serde_json::from_str::<Value>(json).and_then(|_| serde_json::from_str::<Head>(json));
        let head = head.map_err(|error| NotAWalk(error.to_string()))?;
        if head.version != 1 {
            let version = head.version;
            return Err(NotAWalk(format!(
                "version {version} is not known here; this program reads version 1"
            )));
        }
        let json = json.to_owned();
        Ok(Self { id: head.id, started_at: head.started_at, revision: head.revision, json })
    }
}

#[cfg(test)]
mod tests {
    use super::Document;

    #[test]
    fn a_walk_of_a_later_version_is_refused_and_says_so() {
        let later = r#"{"version":2,"id":"0190d3a0-0000-7000-8000-000000000001","started_at":"2026-11-23T10:00:00Z"}"#;
        let message = Document::read(later).unwrap_err().to_string();
        assert!(message.contains("version 2"), "{message}");
    }

    #[test]
    fn what_is_not_a_walk_is_refused() {
        for text in ["", "[]", "{}", r#"{"version":1,"id":"x"}"#, "\u{0}"] {
            assert!(Document::read(text).is_err(), "{text}");
        }
        let deep = "[".repeat(130) + &"]".repeat(130);
        for (log, read) in [("[1e300]", true), ("[1e999]", false), (r#"["\ud800"]"#, false), (&deep, false)] {
            let text = format!(
                r#"{{"version":1,"id":"0190d3a0-0000-7000-8000-000000000001","started_at":"2026-11-23T10:00:00Z","log":{log}}}"#
            );
            assert_eq!(Document::read(&text).is_ok(), read, "{log}");
        }
    }
}
