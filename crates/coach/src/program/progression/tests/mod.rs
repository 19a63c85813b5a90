//! What the rules promise, one file for each question; here are the walkers they are tried on.

mod card;
mod gates;
mod levels;
mod verdict;
mod week;

use super::card::{Card, Choice, Offer, Session, Today};
use super::levels::{LAST, LAST_ON_GROUND, LEVELS};
use super::limits::{BACKWARD_ALONE_SECONDS, BACKWARD_WATCHED_SECONDS, CHECK_DAYS};
use super::records::{Told, effort_from_borg};
use super::verdict::Verdict::{Back, Clean, Hold, Neither, Stop};
use super::*;
use alloc::vec;
use alloc::vec::Vec;
use units::{BeltSpeed, Speed, UnitSystem};

const D: Day = Day::from_days(20_000);
const FINE: Told = Told {
    effort: Some(2),
    full_sentences: Some(true),
    pain: Some(0),
    stumbles: 0,
    dizzy: false,
    stop: None,
};
const WITH: Today = Today { company: Company::Alone, ground: None };

fn screened(day: Day, form: Form, advice: Advice) -> Record {
    Record::Screened { day, form, advice, usual_pain: 0 }
}

fn level_walk(day: Day, level: u8, told: Told) -> Record {
    let dose = Level::of(level).backward_s;
    Record::Walked(Walk {
        day,
        purpose: Purpose::Level(level),
        ground: if level > LAST_ON_GROUND { Ground::Treadmill } else { Ground::Floor },
        planned_s: dose,
        done_s: dose,
        told,
    })
}

fn of_purpose(day: Day, purpose: Purpose, planned_s: u32, done_s: u32, told: Told) -> Record {
    Record::Walked(Walk { day, purpose, ground: Ground::Floor, planned_s, done_s, told })
}

/// Green for a year, asked again in time, with good checks and the treadmill's list.
fn green(until: i32) -> Vec<Record> {
    let mut records = vec![screened(D, Form::Long, Advice::Go), Record::TreadmillReady { day: D }];
    for day in (0..=until).step_by(7) {
        records.push(screened(D + day, Form::Short, Advice::Go));
        records.push(Record::BackwardCheck { day: D + day, seconds: Some(4.0) });
        records.push(Record::TandemCheck { day: D + day, seconds: 10.0 });
    }
    records
}

/// Two clean walks on each level up to `level`, every third day; the day after the last.
fn climbed(level: u8) -> (Vec<Record>, Day) {
    let mut day = D;
    let mut walks = Vec::new();
    for level in 0..=level {
        for _ in 0..2 {
            walks.push(level_walk(day, level, FINE));
            day = day + 3;
        }
    }
    let mut records = green(day - D);
    records.extend(walks);
    (records, day)
}

fn with(mut records: Vec<Record>, more: impl IntoIterator<Item = Record>) -> Progress {
    records.extend(more);
    Progress::from_records(records)
}

fn card(records: &[Record], day: Day) -> Card {
    Progress::from_records(records.to_vec()).card(day, WITH)
}

fn session(card: &Card) -> Session {
    match card.offer {
        Offer::Walk(session) => session,
        other => panic!("{other:?} because {:?}", card.why),
    }
}

fn check(records: &[Record], day: Day) -> (u8, Why) {
    let card = card(records, day);
    (session(&card).level, card.why)
}
