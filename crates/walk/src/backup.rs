//! Reads back what was kept: the walks and what the coach keeps beside them, from any file that the app, its server or the
//! terminal wrote.

use crate::coach_record::{self, NoCheck};
use alloc::vec::Vec;
use coach::assessment::{Problem, Protocol};
use formats::coach_record::{CheckRow, CoachEntry, CoachFile, RecordRow};
use formats::json::{self, Json as _, Value};
use formats::walk_record::{RecordProblem, WalkRecord};

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backup {
    /// Walks.
    pub walks: Vec<WalkRecord>,
    /// What the coach keeps, as it was kept.
    pub entries: Vec<CoachEntry>,
    /// The same without ids, of a coach's file; its walks are left out, since a file of walks has them.
    pub rows: Vec<RecordRow>,
    /// Checks without ids.
    pub checks: Vec<CheckRow>,
}

/// Why nothing of a file is taken in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refused {
    /// It is another file, or a part of it cannot be right.
    File,
    /// What one of its walks says cannot be; which one, counted from 1.
    Walk(usize, RecordProblem),
    /// One of its checks cannot be right; which one, counted from 1.
    Check(usize, &'static Protocol, Problem),
}

/// Reads a file whole: where any part of it is nothing of ours or cannot be right, no half of it is kept.
pub fn read(text: &str) -> Result<Backup, Refused> {
    let found = all(text).ok_or(Refused::File)?;
    let walk = (1..).zip(&found.walks).find_map(|(at, walk)| Some(Refused::Walk(at, walk.problem()?)));
    let checks = found.entries.iter().filter_map(|entry| entry.check.as_ref()).chain(&found.checks);
    let check = (1..).zip(checks).find_map(|(at, row)| {
        Some(match coach_record::check(row).err()? {
            NoCheck::Problem(protocol, problem) => Refused::Check(at, protocol, problem),
            NoCheck::Unknown(_) | NoCheck::Day => Refused::File,
        })
    });
    walk.or(check).map_or(Ok(found), Err)
}

fn all(text: &str) -> Option<Backup> {
    let (mut found, mut export) = (Backup::default(), false);
    match json::parse(text) {
        Some(value) => {
            found.take(&value)?;
            // A server that has nothing yet says so.
            export = value.get("walks").is_some();
        }
        // One a line, as `retrowalk history --json` writes them.
        None => text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .try_for_each(|line| found.take(&json::parse(line)?))?,
    }
    (export || found != Backup::default() || text.trim() == "[]").then_some(found)
}

impl Backup {
    fn take(&mut self, value: &Value) -> Option<()> {
        if let Some(many) = value.as_array() {
            return many.iter().try_for_each(|one| self.take(one));
        }
        if value.get("program").is_some_and(|program| program != "retrowalk") {
            self.walks.push(WalkRecord::from_json(value).ok()?);
        } else if value.get("walks").is_some() {
            // What was deleted stays deleted.
            ["walks", "coach"]
                .into_iter()
                .filter_map(|part| value.get(part))
                .try_for_each(|part| self.take(part))?;
        } else if value.get("records").is_some() {
            let CoachFile { records, checks, .. } = CoachFile::from_json(value).ok()?;
            records.iter().try_for_each(|row| coach_record::record(row).ok().map(drop))?;
            self.rows.extend(records.into_iter().filter(|row| row.kind != "walked"));
            self.checks.extend(checks);
        } else if value.get("revision").is_some() {
            let entry = CoachEntry::from_json(value).ok()?;
            entry.record.iter().try_for_each(|row| coach_record::record(row).ok().map(drop))?;
            self.entries.push(entry);
        } else {
            // As the server tells it: with its own dates around it.
            return self.take(value.get("record")?);
        }
        Some(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a fixture that cannot be read must fail loudly
mod tests {
    use super::*;
    use alloc::format;
    use coach::assessment::{thirty_second_chair_stand, three_meter_backward_walk};

    const WALK: &str = r#"{"version":1,"id":"01893c1e-7b3a-7c3e-8a5e-0123456789ab","started_at":"2026-11-23T09:30:00-05:00",
        "language":"en","program":"1:1 x1","way":"intervals","source":"phone","ended":"complete","blocks":[],"log":[],"pauses":[]}"#;
    const ENTRY: &str = r#"{"version":1,"id":"01893c1e-7b3a-7c3e-8a5e-0123456789ac","revision":0,
        "started_at":"2026-11-23T09:30:00-05:00","record":{"type":"treadmill-ready","day":"2026-11-23"}}"#;

    fn counts(text: &str) -> Option<[usize; 4]> {
        read(text)
            .ok()
            .map(|found| [found.walks.len(), found.entries.len(), found.rows.len(), found.checks.len()])
    }

    #[test]
    fn each_file_that_was_ever_written_is_read_back() {
        let line = WALK.replace('\n', " ");
        for file in [WALK.into(), format!("[{WALK}]"), format!("{line}\n{line}\n\n")] {
            let file: alloc::string::String = file;
            let lines = file.lines().filter(|all| all.starts_with('{') && all.ends_with('}')).count().max(1);
            assert_eq!(counts(&file), Some([lines, 0, 0, 0]));
        }
        let told =
            |inner: &str| format!(r#"{{"id":"x","started_at":"y","deleted_at":null,"record":{inner}}}"#);
        let all = format!(
            r#"{{"program":"retrowalk","version":1,"walks":[{}],"deleted":[{}],"coach":[{}]}}"#,
            told(WALK),
            told(WALK),
            told(ENTRY)
        );
        assert_eq!(counts(&all), Some([1, 1, 0, 0]));
        let coach = r#"{"version":1,"records":[{"type":"treadmill-ready","day":"2026-11-23"},
            {"type":"walked","day":"2026-11-23","level":0,"done_s":20}],
            "checks":[{"id":"three-meter-backward-walk","day":"2026-11-23","trials":[3.1,3.0],"timed_by":"tap"}]}"#;
        assert_eq!(counts(coach), Some([0, 0, 1, 1]));
        let nothing = r#"{"program":"retrowalk","version":1,"walks":[],"deleted":[],"coach":[]}"#;
        assert_eq!((counts("[]"), counts(nothing)), (Some([0; 4]), Some([0; 4])));
    }

    #[test]
    fn nothing_of_a_file_is_taken_when_a_part_of_it_is_wrong() {
        let no_day = ENTRY.replace("2026-11-23\"}", "soon\"}");
        let no_id = WALK.replace("01893c1e-7b3a-7c3e-8a5e-0123456789ab", "me");
        for file in ["", "{}", "[1]", "null", "walks", r#"{"records":1}"#, r#"{"record":{"record":2}}"#] {
            assert_eq!(read(file), Err(Refused::File), "{file}");
        }
        for file in [no_day.clone(), format!("[{WALK},{no_day}]"), format!("[{WALK},{{}}]")] {
            assert_eq!(read(&file), Err(Refused::File), "{file}");
        }
        let fast = r#"{"version":1,"records":[],"checks":[{"id":"three-meter-backward-walk","day":"2026-11-23","trials":[0.4,0.4]}]}"#;
        let why = Problem::Impossible { value: 0.4, low: 1.5, high: 120.0 };
        let three_meters = &three_meter_backward_walk::PROTOCOL;
        assert_eq!(read(fast), Err(Refused::Check(1, three_meters, why)));
        let other = |from: &str, to: &str| read(&fast.replace("0.4", "4.0").replace(from, to));
        assert!(other("2026", "2026").is_ok());
        assert_eq!(other("2026", "1926"), Err(Refused::Check(1, three_meters, Problem::TooLongAgo)));
        assert_eq!(other("three-meter", "four-minute"), Err(Refused::File));
        let check = r#""check":{"id":"thirty-second-chair-stand","day":"2026-11-23","trials":[12.5],"timed_by":"tap"}"#;
        let half = ENTRY.replace(r#""record":{"type":"treadmill-ready","day":"2026-11-23"}"#, check);
        let stands = &thirty_second_chair_stand::PROTOCOL;
        let wrong = Err(Refused::Check(1, stands, Problem::NotWhole(12.5)));
        assert_eq!(read(&format!("[{ENTRY},{half}]")), wrong);
        assert_eq!(read(&format!("[{WALK},{no_id}]")), Err(Refused::Walk(2, RecordProblem::Id)));
    }
}
