//! Who walks: what is kept of the walker, and flags that only make it stricter or stand in where nothing is kept.

use crate::commands::walk::may_walk;
use anyhow::bail;
use coach::program::Program;
use coach::program::progression::Progress;
use coach::program::progression::gates::Company;
use coach::program::progression::records::Record;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use std::time::Duration;
use treadmill::limits::{HEART_LIMITS, Personal};
use units::Day;
use voice::words::{Value, Words};
use walk::belt_walker;

/// Who walks.
#[derive(clap::Args, Clone)]
pub(super) struct Who {
    /// Seconds for three metres backward on the floor (the 3-Meter Backward Walk), where no such check is kept; where one
    /// is, the slower of both counts.
    #[arg(long, value_name = "SECONDS")]
    pub(super) test: Option<f64>,
    /// Week of backward walking on a belt, the first is 1, where no walk is kept; where one is, the earlier of both counts.
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..))]
    week: Option<u8>,
    /// Someone able to help stands beside the belt.
    #[arg(long)]
    beside: bool,
    /// Slow the belt at this heart rate, as the machine tells it from a strap.
    #[arg(long, value_name = "BPM", value_parser = clap::value_parser!(u16).range(heart_limits()))]
    heart_alarm: Option<u16>,
}

fn heart_limits() -> RangeInclusive<i64> {
    i64::from(*HEART_LIMITS.start())..=i64::from(*HEART_LIMITS.end())
}

/// A walker with leave to walk, and what is to be said first.
pub(super) struct Walker {
    pub(super) personal: Personal,
    pub(super) notes: Vec<String>,
}

impl Who {
    /// The walker of the flags alone.
    pub(super) fn told(&self) -> anyhow::Result<Personal> {
        let test = match self.test {
            Some(seconds) if !seconds.is_finite() || !(0.0..=600.0).contains(&seconds) => bail!(
                "--test {seconds} is no time for three metres: give the seconds it took, for example --test 4.2"
            ),
            other => other.map(Duration::from_secs_f64),
        };
        Ok(Personal {
            three_meters_backward: test,
            days_since_test: 0,
            week: self.week.unwrap_or(1),
            someone_beside: self.beside,
            heart_rate_alarm: self.heart_alarm,
        })
    }

    fn company(&self) -> Company {
        if self.beside { Company::Spotter } else { Company::Alone }
    }

    fn gate(
        &self,
        records: &[Record],
        program: &Program,
        today: Day,
        words: &Words,
    ) -> anyhow::Result<String> {
        may_walk(&Progress::from_records(records.to_vec()), program, today, self.company(), words)
    }

    /// The walker of what is kept, if the coach lets anybody walk; a flag is never more lenient than a record.
    pub(super) fn walks(
        &self,
        records: &[Record],
        program: &Program,
        today: Day,
        words: &Words,
    ) -> anyhow::Result<Walker> {
        let note = self.gate(records, program, today, words)?;
        let mut notes: Vec<String> = Some(note).filter(|note| !note.is_empty()).into_iter().collect();
        let told = self.told()?;
        let kept = belt_walker::personal(records, today, self.company(), self.heart_alarm);
        let has =
            |which: fn(&Record) -> bool| records.iter().any(|record| record.day() <= today && which(record));
        let mut personal = told;
        if has(|record| matches!(record, Record::BackwardCheck { .. } | Record::SlowBackwardCheck { .. })) {
            let slower = told.three_meters_backward.max(kept.three_meters_backward);
            // A check that did not work gives no time, and a flag none instead.
            personal.three_meters_backward = kept.three_meters_backward.and(slower);
            personal.days_since_test = kept.days_since_test;
            if told
                .three_meters_backward
                .is_some_and(|told| kept.three_meters_backward.is_none_or(|kept| told < kept))
            {
                notes.push(words.plain("terminal-belt-kept-check-counts"));
            }
        } else if let Some(seconds) = self.test {
            notes.push(words.text("terminal-belt-told-check", &[("seconds", Value::from(seconds))]));
        }
        if has(|record| matches!(record, Record::Walked(_))) {
            personal.week = self.week.map_or(kept.week, |week| week.min(kept.week));
            if personal.week < told.week {
                notes.push(words.text("terminal-belt-kept-week-counts", &[("week", kept.week.into())]));
            }
        } else if personal.week > 1 {
            notes.push(words.text("terminal-belt-told-week", &[("week", personal.week.into())]));
        }
        Ok(Walker { personal, notes })
    }

    /// The walker of a simulated belt: nobody stands on it, so the gate is said and passed, and the flags are believed.
    pub(super) fn is_simulated(
        &self,
        records: &[Record],
        program: &Program,
        today: Day,
        words: &Words,
    ) -> anyhow::Result<Walker> {
        let said = self.gate(records, program, today, words).unwrap_or_else(|why| why.to_string());
        let notes =
            if said.is_empty() { Vec::new() } else { vec![said, words.plain("terminal-belt-nobody-on-it")] };
        Ok(Walker { personal: self.told()?, notes })
    }
}

/// A walker as a recording keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct WalkerRow {
    three_meters_s: Option<f64>,
    days_since_test: u16,
    week: u8,
    beside: bool,
    heart_alarm: Option<u16>,
}

impl WalkerRow {
    pub(super) fn of(personal: &Personal) -> WalkerRow {
        WalkerRow {
            three_meters_s: personal.three_meters_backward.map(|time| time.as_secs_f64()),
            days_since_test: personal.days_since_test,
            week: personal.week,
            beside: personal.someone_beside,
            heart_alarm: personal.heart_rate_alarm,
        }
    }

    pub(super) fn personal(self) -> Personal {
        Personal {
            three_meters_backward: self.three_meters_s.and_then(|s| Duration::try_from_secs_f64(s).ok()),
            days_since_test: self.days_since_test,
            week: self.week,
            someone_beside: self.beside,
            heart_rate_alarm: self.heart_alarm,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach::program::parse;
    use coach::program::progression::records::{Ground, Purpose, Told, Walk};
    use coach::screening::{Advice, Form};

    const TODAY: Day = Day::from_days(20_000);

    fn who(test: Option<f64>, week: Option<u8>) -> Who {
        Who { test, week, beside: false, heart_alarm: None }
    }

    fn walks(who: &Who, records: &[Record]) -> anyhow::Result<Walker> {
        who.walks(records, &parse("treadmill 1 min x1").unwrap(), TODAY, &Words::new("en"))
    }

    fn check(days_ago: i32, seconds: Option<f64>) -> Record {
        Record::BackwardCheck { day: Day::from_days(TODAY.days() - days_ago), seconds }
    }

    fn walked(days_ago: i32) -> Record {
        let day = Day::from_days(TODAY.days() - days_ago);
        let (purpose, ground) = (Purpose::Own, Ground::Treadmill);
        Record::Walked(Walk { day, purpose, ground, planned_s: 60, done_s: 60, told: Told::default() })
    }

    #[test]
    fn a_flag_is_never_more_lenient_than_what_is_kept() {
        let seconds = |who: &Who, records: &[Record]| {
            walks(who, records).unwrap().personal.three_meters_backward.map(|time| time.as_secs_f64())
        };
        let kept = [check(3, Some(4.0))];
        assert_eq!(seconds(&who(None, None), &kept), Some(4.0));
        assert_eq!(seconds(&who(Some(2.0), None), &kept), Some(4.0));
        assert_eq!(seconds(&who(Some(4.4), None), &kept), Some(4.4));
        assert_eq!(seconds(&who(Some(2.0), None), &[check(3, None)]), None, "it did not work");
        let stale = walks(&who(Some(2.0), None), &[check(40, Some(4.0))]).unwrap().personal;
        assert!(stale.backward_ceiling().is_err(), "a new test is kept first");
        let week = |week, records: &[Record]| walks(&who(Some(4.0), week), records).unwrap().personal.week;
        assert_eq!(
            (week(Some(9), &[walked(9)]), week(Some(1), &[walked(9)]), week(None, &[walked(9)])),
            (2, 1, 2)
        );
    }

    #[test]
    fn where_nothing_is_kept_the_flags_stand_in_and_that_is_said() {
        let walker = walks(&who(Some(4.0), Some(3)), &[]).unwrap();
        assert_eq!(walker.personal.week, 3);
        let said = walker.notes.join("\n");
        assert!(
            said.contains("retrowalk screen") && said.contains("4 s") && said.contains("week 3"),
            "{said}"
        );
        assert!(walks(&who(None, None), &[]).unwrap().personal.backward_ceiling().is_err());
    }

    #[test]
    fn somebody_beside_lets_slower_walkers_on_and_a_limit_for_the_heart_is_kept_to() {
        let slow = who(Some(5.0), None);
        assert!(walks(&slow, &[]).unwrap().personal.backward_ceiling().is_err());
        let watched = Who { beside: true, heart_alarm: Some(130), ..slow };
        for kept in [&[][..], &[check(3, Some(5.0))]] {
            let personal = walks(&watched, kept).unwrap().personal;
            assert!(personal.backward_ceiling().is_ok() && personal.heart_rate_alarm == Some(130));
        }
    }

    #[test]
    fn a_red_answer_lets_nobody_on_a_belt_but_a_simulated_one() {
        let red = Record::Screened { day: TODAY, form: Form::Short, advice: Advice::AskFirst, usual_pain: 0 };
        assert!(walks(&who(Some(4.0), None), &[red]).is_err());
        let (program, words) = (parse("treadmill 1 min x1").unwrap(), Words::new("en"));
        let simulated = who(Some(4.0), None).is_simulated(&[red], &program, TODAY, &words).unwrap();
        assert_eq!(simulated.notes.last(), Some(&words.plain("terminal-belt-nobody-on-it")));
    }

    #[test]
    fn a_recorded_walker_is_read_back_as_it_was() {
        let personal = who(Some(4.21), Some(2)).told().unwrap();
        assert_eq!(WalkerRow::of(&personal).personal(), personal);
    }
}
