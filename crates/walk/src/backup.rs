//! Reads back what was kept: the walks and what the coach keeps beside them, from any file that the app, its server or the
//! terminal wrote.

use crate::coach_record::{self, NoCheck};
use alloc::borrow::ToOwned as _;
use alloc::vec::Vec;
use coach::assessment::{Problem, Protocol};
use formats::coach_record::{CheckRow, CoachEntry, CoachFile, RecordRow, VERSION};
use formats::json::{self, Value};
use formats::walk_record::{RecordProblem, WalkRecord};

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backup {
    /// Walks.
    pub walks: Vec<WalkRecord>,
    /// What the coach keeps, as it was kept.
    pub entries: Vec<CoachEntry>,
    /// The same without ids, of a coach's file that has none; its walks are left out, since a file of walks has them.
    pub rows: Vec<RecordRow>,
    /// Checks without ids.
    pub checks: Vec<CheckRow>,
}

/// Why nothing of a file is taken in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refused {
    /// It is another file, or a part of it cannot be right.
    File,
    /// A newer version than this wrote what the coach keeps: what is not known here may shut walking.
    Newer,
    /// What one of its walks says cannot be; which one, counted from 1.
    Walk(usize, RecordProblem),
    /// One of its checks cannot be right; which one, counted from 1.
    Check(usize, &'static Protocol, Problem),
}

/// Reads a file whole: where any part of it is nothing of ours or cannot be right, no half of it is kept.
pub fn read(text: &str) -> Result<Backup, Refused> {
    let found = all(text)?;
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

fn all(text: &str) -> Result<Backup, Refused> {
    let mut found = Backup::default();
    if text.trim().is_empty() {
        return Err(Refused::File);
    }
    match json::pieces(text) {
        Some(_) => found.take_text(text)?,
        // One a line, as `retrowalk history --json` writes them.
        None => {
            text.lines().filter(|line| !line.trim().is_empty()).try_for_each(|line| found.take_text(line))?;
        }
    }
    Ok(found)
}

impl Backup {
    /// Takes a text, never more than a walk of it as a tree.
    fn take_text<'a>(&mut self, text: &'a str) -> Result<(), Refused> {
        let pieces = json::pieces(text).ok_or(Refused::File)?;
        if text.trim_start().starts_with('[') {
            return pieces.into_iter().try_for_each(|one| self.take_text(one));
        }
        let field = |name: &str| {
            let named =
                |piece: &&'a str| piece.trim_start().strip_prefix(name)?.trim_start().strip_prefix(':');
            pieces.iter().find_map(named)
        };
        if let Some(walks) = field("\"walks\"") {
            // What was deleted stays deleted.
            return [Some(walks), field("\"coach\"")]
                .into_iter()
                .flatten()
                .try_for_each(|part| self.take_text(part));
        }
        self.take(&json::parse(text).ok_or(Refused::File)?)
    }

    fn take(&mut self, value: &Value) -> Result<(), Refused> {
        if value.get("program").is_some_and(|program| program != "retrowalk") {
            self.walks.push(read_as(value)?);
        } else if value.get("records").is_some() {
            let CoachFile { version, mut records, checks, entries } = read_as(value)?;
            known(version, &records)?;
            if entries.is_empty() {
                records.retain(|row| row.kind != "walked");
                self.rows.extend(records);
                self.checks.extend(checks);
            }
            // As they were kept: each has its place among what else was told that day.
            entries.into_iter().try_for_each(|entry| self.keep(entry))?;
        } else if value.get("revision").is_some() {
            self.keep(read_as(value)?)?;
        } else {
            // As the server told it once: with its own dates around it.
            return self.take(value.get("record").ok_or(Refused::File)?);
        }
        Ok(())
    }

    fn keep(&mut self, entry: CoachEntry) -> Result<(), Refused> {
        known(entry.version, &entry.record)?;
        self.entries.push(entry);
        Ok(())
    }

    /// What of it is not among what is kept here, each row in an entry of its own. A row counts as here as often as it is here:
    /// the same stop sign told twice on a day is two.
    pub fn missing(&self, here: &[CoachEntry], mut new: impl FnMut() -> CoachEntry) -> Vec<CoachEntry> {
        let mut missing = self.entries.clone();
        missing.retain(|entry| !here.iter().any(|known| known.id == entry.id));
        let mut unmatched: Vec<&CoachEntry> = here.iter().chain(&self.entries).collect();
        let mut is_here = |same: &dyn Fn(&CoachEntry) -> bool| {
            unmatched.iter().position(|entry| same(entry)).map(|at| unmatched.swap_remove(at)).is_some()
        };
        // What a check tells the plan is told again by the check.
        for row in self.rows.iter().filter(|row| !row.kind.ends_with("-check")) {
            let mut row = row.clone();
            let stops = |entry: &CoachEntry| {
                entry.record.as_ref().is_some_and(|told| told.kind == "stopped" && told.day == row.day)
            };
            if is_here(&|entry| entry.record.as_ref() == Some(&row)) {
                continue;
            }
            if row.kind == "screened" && here.iter().any(stops) {
                // Before the stop sign of that day or after it, nobody knows: it does not lift it.
                "undated".clone_into(&mut row.kind);
                row.usual_pain = None;
                if is_here(&|entry| entry.record.as_ref() == Some(&row)) {
                    continue;
                }
            }
            missing.push(CoachEntry { record: Some(row), ..new() });
        }
        for row in &self.checks {
            if !is_here(&|entry| entry.check.as_ref() == Some(row)) {
                missing.push(CoachEntry { check: Some(row.clone()), ..new() });
            }
        }
        missing
    }
}

fn read_as<T: json::Json>(value: &Value) -> Result<T, Refused> {
    T::from_json(value).map_err(|_| Refused::File)
}

/// Refuses rows that this version does not know.
fn known<'a>(version: u32, rows: impl IntoIterator<Item = &'a RecordRow>) -> Result<(), Refused> {
    if version > VERSION {
        return Err(Refused::Newer);
    }
    rows.into_iter().try_for_each(|row| coach_record::record(row).map(drop).map_err(|_| Refused::File))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a fixture that cannot be read must fail loudly
mod tests {
    use super::*;
    use alloc::format;
    use coach::assessment::{thirty_second_chair_stand, three_meter_backward_walk};
    use coach::program::progression::Progress;

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
        let spread = all.replace("\"walks\":[", "\"walks\" : [\n").replace("],", "]\n,");
        assert_eq!(counts(&spread), Some([1, 1, 0, 0]), "{spread}");
        let nothing = r#"{"program":"retrowalk","version":1,"walks":[],"deleted":[],"coach":[]}"#;
        assert_eq!((counts("[]"), counts(nothing)), (Some([0; 4]), Some([0; 4])));
    }

    #[test]
    fn nothing_of_a_file_is_taken_when_a_part_of_it_is_wrong() {
        let no_day = ENTRY.replace("2026-11-23\"}", "soon\"}");
        let no_id = WALK.replace("01893c1e-7b3a-7c3e-8a5e-0123456789ab", "me");
        for file in [
            "",
            "{}",
            "[1]",
            "[[],]",
            "[{]}",
            "[{}",
            "null",
            "walks",
            r#"{"records":1}"#,
            r#"{"record":{"record":2}}"#,
        ] {
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

    /// What the coach keeps of things told one after the other, from 9 o'clock on.
    fn told(rows: &[(&str, &str)]) -> Vec<CoachEntry> {
        let entry = |(hour, (kind, said)): (i32, &(&str, &str))| {
            json::from_text(&format!(
                r#"{{"version":1,"id":"{hour}","started_at":"2026-11-23T{hour:02}:00:00Z","record":{{"type":"{kind}",
                "day":"2026-11-23","{}":"{said}"}}}}"#,
                if *kind == "stopped" { "sign" } else { "advice" }
            ))
        };
        (9..).zip(rows).filter_map(entry).collect()
    }

    fn file(entries: &[CoachEntry], with_entries: bool) -> Backup {
        let records = entries.iter().filter_map(|entry| entry.record.clone()).collect();
        let entries = if with_entries { entries.to_vec() } else { Vec::new() };
        read(&json::to_text(&CoachFile { version: 1, records, entries, ..CoachFile::default() })).unwrap()
    }

    /// Whether walking is shut on a phone that has `here` and reads a file of `there`.
    fn shut(here: &[CoachEntry], file: &Backup) -> bool {
        let mut hour = 20;
        let mut all = file.missing(here, || {
            hour += 1;
            CoachEntry { record: None, id: format!("{hour}"), ..told(&[("stopped", "fall")]).remove(0) }
        });
        all.extend_from_slice(here);
        all.sort_by(|one, other| one.id.len().cmp(&other.id.len()).then_with(|| one.id.cmp(&other.id)));
        assert_eq!(file.missing(&all, || panic!("read twice is kept once")), []);
        Progress::from_records(coach_record::learned(&all, [])).barred().is_some()
    }

    #[test]
    fn a_stop_sign_told_twice_on_a_day_still_shuts_walking_on_the_phone_that_reads_it() {
        let twice = [("stopped", "fall"), ("screened", "go"), ("stopped", "fall")];
        for (rows, shuts) in [(&twice[..], true), (&twice[..2], false)] {
            for with_entries in [true, false] {
                assert_eq!(shut(&[], &file(&told(rows), with_entries)), shuts, "{with_entries}");
            }
            assert_eq!(shut(&told(rows), &file(&told(rows), false)), shuts);
        }
    }

    #[test]
    fn answers_that_are_read_in_lift_no_stop_sign_told_after_them() {
        let mut fell = told(&[("stopped", "fall")]);
        fell[0].id = "11".to_owned();
        let answers = told(&[("screened", "go")]);
        assert!(shut(&fell, &file(&answers, true)));
        assert!(shut(&fell, &file(&answers, false)));
        let red = told(&[("screened", "ask-first")]);
        assert!(shut(&told(&[("stopped", "fall"), ("screened", "go")]), &file(&red, false)));
    }

    #[test]
    fn what_a_newer_version_wrote_is_not_read_with_a_part_of_it_left_out() {
        for file in [r#"{"version":2,"records":[],"checks":[]}"#, &ENTRY.replace(":1,", ":2,")] {
            assert_eq!(read(file), Err(Refused::Newer), "{file}");
        }
    }
}
