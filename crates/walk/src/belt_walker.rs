//! Who walks on the belt, as its limits ask: from the checks and the walks that are kept.

use crate::treadmill_walk::week;
use coach::program::progression::Progress;
use coach::program::progression::gates::Company;
use coach::program::progression::records::{Ground, Record};
use core::time::Duration;
use treadmill::limits::{HEART_LIMITS, Personal};
use units::Day;

/// What is known of the walker today. What is dated ahead of today is no test and no walk.
pub fn personal(records: &[Record], today: Day, company: Company, heart_rate_alarm: Option<u16>) -> Personal {
    let known = || records.iter().filter(|record| record.day() <= today);
    let check = Progress::from_records(known().copied()).backward_check();
    let walked = known().filter_map(|record| match record {
        Record::Walked(walk) if walk.ground == Ground::Treadmill && walk.done_s > 0 => Some(walk.day),
        _ => None,
    });
    Personal {
        three_meters_backward: check.and_then(|(_, seconds)| Duration::try_from_secs_f64(seconds?).ok()),
        days_since_test: check.map_or(u16::MAX, |(day, _)| u16::try_from(today - day).unwrap_or(u16::MAX)),
        week: week(walked, today),
        someone_beside: company != Company::Alone,
        heart_rate_alarm,
    }
}

/// The heart's limit as typed, beats a minute: `Some(None)` where none was, `None` where it cannot be one.
pub fn heart_limit(typed: &str) -> Option<Option<u16>> {
    if typed.trim().is_empty() {
        return Some(None);
    }
    let bpm = units::number(typed)?;
    let limit = HEART_LIMITS.rev().find(|limit| f64::from(*limit) <= bpm)?;
    (bpm <= f64::from(*HEART_LIMITS.end())).then_some(Some(limit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach::program::parse;
    use coach::program::progression::card::{Card, Choice, Offer, Session, Today};
    use coach::program::progression::records::{Purpose, Told, Walk};
    use coach::screening::{Advice, Form};
    use units::BeltSpeed;

    fn check(day: i32, seconds: Option<f64>) -> Record {
        Record::BackwardCheck { day: Day::from_days(day), seconds }
    }

    fn walked(day: i32, ground: Ground, done_s: u32) -> Record {
        let (purpose, told) = (Purpose::Own, Told::default());
        Record::Walked(Walk { day: Day::from_days(day), purpose, ground, planned_s: 60, done_s, told })
    }

    fn on_day_100(records: &[Record]) -> Personal {
        personal(records, Day::from_days(100), Company::Alone, Some(120))
    }

    #[test]
    fn the_newest_check_counts_and_one_dated_ahead_does_not() {
        let who = on_day_100(&[check(90, Some(4.0)), check(70, Some(3.0)), check(101, Some(1.5))]);
        assert_eq!(who.three_meters_backward, Some(Duration::from_secs(4)));
        assert_eq!((who.days_since_test, who.someone_beside, who.heart_rate_alarm), (10, false, Some(120)));
        assert!(on_day_100(&[check(101, Some(3.0))]).backward_ceiling().is_err());
        assert!(
            on_day_100(&[check(90, Some(4.0)), check(95, None)]).backward_ceiling().is_err(),
            "not managed"
        );
        assert!(on_day_100(&[check(90, Some(f64::NAN))]).backward_ceiling().is_err());
        // By steps it is slower from then on, and no newer.
        let slow = Record::SlowBackwardCheck { day: Day::from_days(95), seconds: 5.0 };
        let who = on_day_100(&[check(90, Some(4.0)), slow]);
        assert_eq!((who.three_meters_backward, who.days_since_test), (Some(Duration::from_secs(5)), 10));
        assert!(on_day_100(&[slow]).backward_ceiling().is_err());
    }

    #[test]
    fn a_heart_limit_is_a_number_a_heart_can_have_or_is_told_as_none() {
        for (typed, limit) in
            [("", None), (" ", None), ("130", Some(130)), (" 130.0 ", Some(130)), ("60", Some(60))]
        {
            assert_eq!(heart_limit(typed), Some(limit), "{typed}");
        }
        for typed in ["13O", "130 bpm", "59", "13", "220.5", "-130", "none"] {
            assert_eq!(heart_limit(typed), None, "{typed}");
        }
    }

    #[test]
    fn weeks_are_those_with_a_walk_backward_on_a_belt() {
        let records = [
            walked(60, Ground::Treadmill, 60),
            walked(61, Ground::Treadmill, 30),
            walked(75, Ground::Street, 60),
            walked(85, Ground::Treadmill, 0),
            walked(99, Ground::Treadmill, 60),
            walked(140, Ground::Treadmill, 60),
        ];
        assert_eq!(on_day_100(&records).week, 2, "one week before this one");
        assert!(personal(&records, Day::from_days(100), Company::Spotter, None).someone_beside);
    }

    /// Four months with the plan from a day on, with a walk every so many days on a belt where one is open: the fastest belt the
    /// plan ever named. None is faster than the steered belt would be that day.
    fn by_hand(seconds: f64, from: i32, gap: i32, company: Company) -> BeltSpeed {
        let mut records = alloc::vec![Record::TreadmillReady { day: Day::from_days(from) }];
        let mut fastest = BeltSpeed::ZERO;
        for day in (from..from + 120).map(Day::from_days) {
            if (day.days() - from) % 27 == 0 {
                records.push(Record::BackwardCheck { day, seconds: Some(seconds) });
                records.push(Record::TandemCheck { day, seconds: 10.0 });
                records.push(Record::Screened { day, form: Form::Long, advice: Advice::Go, usual_pain: 0 });
            }
            let progress = Progress::from_records(records.clone());
            let steered = personal(&records, day, company, None).backward_ceiling();
            let mut named = |belt: BeltSpeed| {
                assert!(Ok(belt) <= steered, "{day} {seconds} s: {belt} by hand and {steered:?} steered");
                fastest = fastest.max(belt);
            };
            for kmh in 5..32 {
                let belt = BeltSpeed::from_centi_kmh(kmh * 10);
                let own = parse(&alloc::format!("treadmill 1 min x1 at {}.{} km/h", kmh / 10, kmh % 10));
                if progress.allows(&own.unwrap(), day, company).is_ok() {
                    named(belt);
                }
            }
            let Card { offer, choices, .. } =
                progress.card(day, Today { company, ground: Some(Ground::Treadmill) });
            let chosen = choices.into_iter().filter_map(|choice| match choice {
                Choice::Treadmill(session) | Choice::Shorter(session) | Choice::Easier(session) => {
                    Some(session)
                }
                _ => None,
            });
            let offered = if let Offer::Walk(session) = offer { Some(session) } else { None };
            offered.into_iter().chain(chosen).filter_map(|session| session.belt).for_each(&mut named);
            if let Some(Session { level, backward_s, .. }) = offered.filter(|_| day.days() % gap == 0) {
                let ground = if level > 11 { Ground::Treadmill } else { Ground::Street };
                let told =
                    Told { effort: Some(2), full_sentences: Some(true), pain: Some(0), ..Told::default() };
                let (purpose, planned_s, done_s) = (Purpose::Level(level), backward_s, backward_s);
                records.push(Record::Walked(Walk { day, purpose, ground, planned_s, done_s, told }));
            }
        }
        fastest
    }

    #[test]
    fn no_belt_set_by_hand_may_be_faster_than_the_steered_one() {
        for (seconds, centi_kmh) in [(1.7, 300), (3.0, 215), (3.74, 172), (4.5, 144)] {
            for (from, gap) in [(20_000, 1), (20_003, 2), (20_006, 3)] {
                let fastest = by_hand(seconds, from, gap, Company::Alone);
                assert_eq!(fastest.centi_kmh(), centi_kmh, "{seconds} s, every {gap} days");
            }
        }
        assert_eq!(by_hand(5.0, 20_000, 2, Company::Instructor).centi_kmh(), 129);
    }
}
