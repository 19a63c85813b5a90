//! What the coach learns from, as it is kept and back: where the domain's types meet the file's.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use coach::assessment::Checks;
use coach::assessment::limits::{BACKWARD_WALK_SECONDS, STANCE_SECONDS, STEPS_TIMED};
use coach::assessment::{self, Check, TimedBy, four_stage_balance, protocol, three_meter_backward_walk};
use coach::program::progression::levels::{LAST, Level};
use coach::program::progression::limits::OWN_PATH_MPS;
use coach::program::progression::records::{Ground, Purpose, Record, StopSign, Told, Walk, effort_from_borg};
use coach::program::{Plan, parse};
use coach::report::progress::Walked;
use coach::screening::limits::SHORT_FORM_DAYS;
use coach::screening::{Advice, Form};
use formats::coach_record::{CheckRow, CoachEntry, RecordRow};
use formats::walk_record::{BlockOutcome, BlockRecord, Feeling, LoggedInput, Source, WalkRecord};
use units::{Day, Length, Speed};

/// What is wrong with a row: the field, and what it must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wrong {
    /// The field's name in the file.
    pub field: &'static str,
    /// What it must be.
    pub wants: Wants,
}

/// What a field must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wants {
    /// A day such as `2026-01-05`.
    Day,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A number from and to.
    Number(f64, f64),
}

const KINDS: &[&str] = &[
    "screened",
    "asked",
    "walked",
    "morning",
    "backward-check",
    "tandem-check",
    "other-check",
    "treadmill-ready",
    "stopped",
];
const ADVICE: &[&str] = &["go", "go-with-someone", "ask-first"];
const GROUNDS: &[&str] = &["floor", "driveway", "street", "track", "treadmill"];
const FORMS: &[&str] = &["short", "long"];
const SIGNS: &[&str] = &["fall", "chest", "faint", "weakness", "breath", "joint"];
/// No walk is longer than two hours.
const MOST_SECONDS: u32 = 7200;

/// A row as the plan learns from it.
pub fn record(row: &RecordRow) -> Result<Record, Wrong> {
    let day = day(&row.day)?;
    Ok(match row.kind.as_str() {
        "screened" => Record::Screened {
            day,
            form: match row.form.as_deref() {
                Some("short") => Form::Short,
                None | Some("long") => Form::Long,
                _ => return Err(Wrong { field: "form", wants: Wants::OneOf(FORMS) }),
            },
            advice: advice(row)?,
            usual_pain: rating("usual_pain", row.usual_pain)?.unwrap_or(0),
        },
        "asked" => Record::Asked { day, advice: advice(row)? },
        "walked" => Record::Walked(walk(row, day)?),
        "morning" => {
            let wrong = Wrong { field: "pain", wants: Wants::Number(0.0, 10.0) };
            Record::Morning { day, pain: rating("pain", row.pain)?.ok_or(wrong)? }
        }
        "backward-check" => {
            Record::BackwardCheck { day, seconds: seconds(row.seconds, BACKWARD_WALK_SECONDS)? }
        }
        "tandem-check" => {
            let (low, high) = STANCE_SECONDS;
            let wrong = Wrong { field: "seconds", wants: Wants::Number(low, high) };
            Record::TandemCheck { day, seconds: seconds(row.seconds, STANCE_SECONDS)?.ok_or(wrong)? }
        }
        "other-check" => Record::OtherCheck { day },
        "treadmill-ready" => Record::TreadmillReady { day },
        "stopped" => {
            let wrong = Wrong { field: "sign", wants: Wants::OneOf(SIGNS) };
            Record::Stopped { day, sign: sign("sign", row.sign.as_deref())?.ok_or(wrong)? }
        }
        _ => return Err(Wrong { field: "type", wants: Wants::OneOf(KINDS) }),
    })
}

fn advice(row: &RecordRow) -> Result<Advice, Wrong> {
    let named = ADVICE.iter().zip([Advice::Go, Advice::GoWithSomeone, Advice::AskFirst]);
    let found = named.into_iter().find(|(name, _)| row.advice.as_deref() == Some(**name));
    found.map(|(_, advice)| advice).ok_or(Wrong { field: "advice", wants: Wants::OneOf(ADVICE) })
}

fn walk(row: &RecordRow, day: Day) -> Result<Walk, Wrong> {
    let whole = |field, value: Option<u32>| match value {
        Some(seconds) if seconds > MOST_SECONDS => {
            Err(Wrong { field, wants: Wants::Number(0.0, f64::from(MOST_SECONDS)) })
        }
        value => Ok(value),
    };
    let purpose = match row.level {
        Some(level) => match u8::try_from(level).ok().filter(|level| *level <= LAST) {
            Some(level) => Purpose::Level(level),
            None => return Err(Wrong { field: "level", wants: Wants::Number(0.0, f64::from(LAST)) }),
        },
        None if row.micro == Some(true) => Purpose::Micro,
        None => Purpose::Own,
    };
    let missing = Wrong { field: "done_s", wants: Wants::Number(0.0, f64::from(MOST_SECONDS)) };
    let done_s = whole("done_s", row.done_s)?.ok_or(missing)?;
    let dose = if let Purpose::Level(level) = purpose { Some(Level::of(level).backward_s) } else { None };
    let ground = match row.ground.as_deref() {
        None if matches!(purpose, Purpose::Level(12..)) => Ground::Treadmill,
        None | Some("floor") => Ground::Floor,
        Some("driveway") => Ground::Driveway,
        Some("street") => Ground::Street,
        Some("track") => Ground::Track,
        Some("treadmill") => Ground::Treadmill,
        Some(_) => return Err(Wrong { field: "ground", wants: Wants::OneOf(GROUNDS) }),
    };
    let told = Told {
        effort: rating("effort", row.effort)?,
        full_sentences: row.full_sentences,
        pain: rating("pain", row.pain)?,
        stumbles: rating("stumbles", row.stumbles)?.unwrap_or(0),
        dizzy: row.dizzy.unwrap_or(false),
        stop: sign("stop", row.stop.as_deref())?,
    };
    let planned_s = whole("planned_s", row.planned_s)?.or(dose).unwrap_or(done_s);
    Ok(Walk { day, purpose, ground, planned_s, done_s, told })
}

/// What the plan learned from, as a row.
pub fn row(record: &Record) -> RecordRow {
    let named = |kind: &str| RecordRow {
        kind: kind.to_owned(),
        day: record.day().to_string(),
        ..RecordRow::default()
    };
    match *record {
        Record::Screened { form, advice, usual_pain, .. } => RecordRow {
            form: Some(if form == Form::Short { "short" } else { "long" }.to_owned()),
            advice: ADVICE.get(advice as usize).map(|name| (*name).to_owned()),
            usual_pain: Some(usual_pain.into()),
            ..named("screened")
        },
        Record::Asked { advice, .. } => {
            RecordRow { advice: ADVICE.get(advice as usize).map(|name| (*name).to_owned()), ..named("asked") }
        }
        Record::Walked(walk) => RecordRow {
            level: if let Purpose::Level(level) = walk.purpose { Some(level.into()) } else { None },
            micro: (walk.purpose == Purpose::Micro).then_some(true),
            ground: GROUNDS.get(walk.ground as usize).map(|ground| (*ground).to_owned()),
            planned_s: Some(walk.planned_s),
            done_s: Some(walk.done_s),
            effort: walk.told.effort.map(u32::from),
            full_sentences: walk.told.full_sentences,
            pain: walk.told.pain.map(u32::from),
            stumbles: Some(walk.told.stumbles.into()),
            dizzy: Some(walk.told.dizzy),
            stop: walk.told.stop.map(|sign| sign.id().to_owned()),
            ..named("walked")
        },
        Record::Morning { pain, .. } => RecordRow { pain: Some(pain.into()), ..named("morning") },
        Record::BackwardCheck { seconds, .. } => RecordRow { seconds, ..named("backward-check") },
        Record::TandemCheck { seconds, .. } => RecordRow { seconds: Some(seconds), ..named("tandem-check") },
        Record::OtherCheck { .. } => named("other-check"),
        Record::TreadmillReady { .. } => named("treadmill-ready"),
        Record::Stopped { sign, .. } => RecordRow { sign: Some(sign.id().to_owned()), ..named("stopped") },
    }
}

/// An entry dated after tomorrow, which a wrong clock made, put right. What it says counts as of yesterday; answers become
/// as old as they may get, so that the questions are asked again.
pub fn redated(entry: &CoachEntry, today: Day) -> Option<CoachEntry> {
    let mut entry = entry.clone();
    let record = entry.record.as_mut().map(|row| {
        let ago = if row.kind == "screened" { SHORT_FORM_DAYS } else { 1 };
        (&mut row.day, ago)
    });
    let (day, ago) = record.or(entry.check.as_mut().map(|row| (&mut row.day, 1)))?;
    // A day ahead is a journey across time zones.
    if Day::parse(day).is_none_or(|day| day - today <= 1) {
        return None;
    }
    *day = (today - ago).to_string();
    entry.revision += 1;
    Some(entry)
}

/// The same of a walk: it counts as of yesterday, at the same time of day.
pub fn redated_walk(kept: &WalkRecord, today: Day) -> Option<WalkRecord> {
    let (day, time) = kept.started_at.split_at_checked(10)?;
    Day::parse(day).filter(|day| *day - today > 1)?;
    let started_at = alloc::format!("{}{time}", today - 1);
    Some(WalkRecord { started_at, revision: kept.revision + 1, ..kept.clone() })
}

fn day(text: &str) -> Result<Day, Wrong> {
    Day::parse(text).ok_or(Wrong { field: "day", wants: Wants::Day })
}

fn rating(field: &'static str, value: Option<u32>) -> Result<Option<u8>, Wrong> {
    let wrong = Wrong { field, wants: Wants::Number(0.0, 10.0) };
    value.map(|n| u8::try_from(n).ok().filter(|n| *n <= 10).ok_or(wrong)).transpose()
}

fn seconds(value: Option<f64>, (low, high): (f64, f64)) -> Result<Option<f64>, Wrong> {
    let wrong = Wrong { field: "seconds", wants: Wants::Number(low, high) };
    value.map(|n| if (low..=high).contains(&n) { Ok(n) } else { Err(wrong) }).transpose()
}

fn sign(field: &'static str, text: Option<&str>) -> Result<Option<StopSign>, Wrong> {
    let wrong = Wrong { field, wants: Wants::OneOf(SIGNS) };
    text.map(|text| StopSign::ALL.into_iter().find(|sign| sign.id() == text).ok_or(wrong)).transpose()
}

/// Why a row is no check.
#[derive(Clone, Debug, PartialEq)]
pub enum NoCheck {
    /// There is no check of this id.
    Unknown(String),
    /// Its day is no day.
    Day,
    /// It cannot be right.
    Problem(&'static assessment::Protocol, assessment::Problem),
}

/// A row as a check.
pub fn check(row: &CheckRow) -> Result<Check, NoCheck> {
    let protocol = protocol(&row.id).ok_or_else(|| NoCheck::Unknown(row.id.clone()))?;
    let day = Day::parse(&row.day).ok_or(NoCheck::Day)?;
    let timed_by = if row.timed_by == "steps" { TimedBy::Steps } else { TimedBy::Tap };
    match protocol.take(day, &row.trials, timed_by) {
        Ok(check) => Ok(check.with_steps(&row.steps)),
        Err(problem) => Err(NoCheck::Problem(protocol, problem)),
    }
}

/// A check as a row.
pub fn check_row(check: &Check) -> CheckRow {
    CheckRow {
        id: check.id.to_owned(),
        day: check.day.to_string(),
        trials: check.trials.clone(),
        timed_by: if check.timed_by == TimedBy::Steps { "steps" } else { "tap" }.to_owned(),
        steps: check.steps.clone(),
    }
}

/// What a check tells the plan.
pub fn of_check(check: &Check) -> Record {
    let day = check.day;
    if check.id == three_meter_backward_walk::PROTOCOL.id {
        Record::BackwardCheck { day, seconds: Some(check.value) }
    } else if check.id == four_stage_balance::PROTOCOL.id {
        Record::TandemCheck { day, seconds: four_stage_balance::tandem_seconds(check) }
    } else {
        Record::OtherCheck { day }
    }
}

/// What a kept walk tells the plan; `None` when its day cannot be read.
///
/// A block that ends by arriving waits for the slowest walker: its time is no measure of the walk. What counts there is the
/// path that was walked, at the pace by which the plan reckons. A path typed in afterwards is a few steps in passing.
pub fn of_walk(kept: &WalkRecord) -> Option<Record> {
    let day = Day::parse(kept.started_at.get(..10)?)?;
    let program = parse(&kept.program).ok();
    let backward = || kept.blocks.iter().filter(|block| block.kind == "backward");
    let plan = program.as_ref().map(coach::program::Program::plan);
    if kept.source == Source::MadeUp {
        return None;
    }
    let typed = kept.source == Source::Typed;
    let level = Level::of_notation(&kept.program).filter(|_| !typed);
    let path = if let Some(Plan::SmallStart(small)) = plan { Some(small) } else { None };
    let (planned_s, done_s) = match path {
        Some(small) => {
            let one = match level {
                Some(level) => f64::from(Level::of(level).seconds(1)),
                None => small.place.length.length().meters() / OWN_PATH_MPS,
            };
            let done = |block: &&BlockRecord| block.outcome == BlockOutcome::Done;
            (one * backward().count() as f64, one * backward().filter(done).count() as f64)
        }
        None => (backward().map(|block| block.planned_s).sum(), backward().map(|block| block.done_s).sum()),
    };
    let ground = match plan {
        Some(Plan::SmallStart(small)) if small.place.name == "driveway" => Ground::Driveway,
        Some(Plan::Intervals(_) | Plan::StreetBlocks(_)) => Ground::Street,
        Some(Plan::Treadmill(_)) => Ground::Treadmill,
        _ => Ground::Floor,
    };
    let purpose = match level {
        Some(level) => Purpose::Level(level),
        None if typed && path.is_some() => Purpose::Micro,
        None => Purpose::Own,
    };
    let told = kept.feeling.as_ref().map_or_else(Told::default, told);
    Some(Record::Walked(Walk {
        day,
        purpose,
        ground,
        planned_s: whole(planned_s),
        done_s: whole(done_s),
        told,
    }))
}

/// Everything the plan learns from: what was kept, what the checks say, and the walks. Each oldest first.
pub fn learned<'a>(
    entries: impl IntoIterator<Item = &'a CoachEntry>,
    walks: impl IntoIterator<Item = &'a WalkRecord>,
) -> Vec<Record> {
    let of = |entry: &CoachEntry| match (&entry.record, &entry.check) {
        (Some(row), _) => record(row).ok(),
        (_, Some(row)) => Some(of_check(&check(row).ok()?)),
        _ => None,
    };
    entries.into_iter().filter_map(of).chain(walks.into_iter().filter_map(of_walk)).collect()
}

/// The checks that were kept, oldest first; of two of a kind on one day the newer one. What a wrong clock dated after tomorrow
/// waits until its date is put right: the plan asks for that.
pub fn checks<'a>(entries: impl IntoIterator<Item = &'a CoachEntry>, today: Day) -> Checks {
    let mut checks = Checks::default();
    for check in entries.into_iter().filter_map(|entry| check(entry.check.as_ref()?).ok()) {
        checks.remove(check.id, check.day);
        let _ = checks.keep(check, today + 1);
    }
    checks
}

/// A kept walk as the progress pictures need it.
///
/// Step length and speed are known where the length of the way was: along a path of known length that was walked to its
/// end, or by GPS; over the steps that were seen going that way. Where the steps themselves said that the end was
/// reached, their length is no news, and none is told.
pub fn walked(kept: &WalkRecord) -> Option<Walked> {
    let day = Day::parse(kept.started_at.get(..10)?).filter(|_| kept.source != Source::MadeUp)?;
    let path_m = parse(&kept.program).ok().and_then(|program| match program.plan() {
        Plan::SmallStart(small) => Some(small.place.length.length().meters()),
        _ => None,
    });
    let by_steps = kept.log.iter().any(|heard| matches!(heard.input, LoggedInput::StepLengths { .. }));
    let way = |kinds: &'static [&'static str], steps: fn(&BlockRecord) -> u32| {
        let blocks = || kept.blocks.iter().filter(|block| kinds.contains(&block.kind.as_str()));
        let (mut length_m, mut counted, mut seconds) = (0.0, 0, 0.0);
        for block in blocks() {
            let known =
                block.distance_m.or(path_m.filter(|_| block.outcome == BlockOutcome::Done && !by_steps));
            if let Some(known_m) = known.filter(|_| steps(block) >= STEPS_TIMED && block.not_measured_s < 0.5)
            {
                length_m += known_m;
                counted += steps(block);
                seconds += block.done_s;
            }
        }
        let measured = (counted > 0 && seconds > 0.0).then(|| {
            Some((Length::from_meters(length_m / f64::from(counted))?, Speed::from_mps(length_m / seconds)?))
        });
        let all = blocks().map(|block| block.done_s).sum::<f64>();
        (all, blocks().map(steps).sum::<u32>(), measured.flatten())
    };
    let (forward_s, forward_steps, forward) = way(&["forward", "cool-down"], |block| block.steps.forward);
    let (backward_s, backward_steps, backward) = way(&["backward"], |block| block.steps.backward);
    let pain = kept.feeling.as_ref().map(|feeling| told(feeling).pain.unwrap_or(0));
    Some(Walked { day, forward_s, backward_s, forward_steps, backward_steps, forward, backward, pain })
}

fn told(feeling: &Feeling) -> Told {
    Told {
        effort: Some(effort_from_borg(feeling.effort)),
        full_sentences: feeling.talk,
        // Nowhere was answered, too.
        pain: Some(feeling.pain.iter().map(|pain| pain.level).max().unwrap_or(0).min(10)),
        stumbles: feeling.stumbles.min(10),
        dizzy: feeling.dizzy,
        stop: None,
    }
}

fn whole(seconds: f64) -> u32 {
    // Kept inside two hours first.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = libm::round(seconds.clamp(0.0, f64::from(MOST_SECONDS))) as u32;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use formats::walk_record::{Ended, Pain, StepsRecord};

    const D: Day = Day::from_days(20_000);

    fn kept(program: &str, source: Source, blocks: &[(&str, f64, f64, BlockOutcome)]) -> WalkRecord {
        let blocks = blocks.iter().zip(0..).map(|(&(kind, planned_s, done_s, outcome), index)| BlockRecord {
            index,
            kind: kind.to_owned(),
            planned_s,
            done_s,
            not_measured_s: 0.0,
            outcome,
            steps: StepsRecord::default(),
            distance_m: None,
            hold: None,
            heart_mean_bpm: None,
            heart_most_bpm: None,
        });
        WalkRecord {
            version: 1,
            id: "018f0000-0000-7000-8000-000000000000".to_owned(),
            revision: 0,
            started_at: alloc::format!("{D}T10:00:00+02:00"),
            program: program.to_owned(),
            way: "start-small".to_owned(),
            source,
            language: "en".to_owned(),
            blocks: blocks.collect(),
            pauses: Vec::new(),
            log: Vec::new(),
            feeling: None,
            ended: Ended::Complete,
        }
    }

    fn learned(kept: &WalkRecord) -> (Purpose, Ground, u32, u32) {
        match of_walk(kept) {
            Some(Record::Walked(walk)) => (walk.purpose, walk.ground, walk.planned_s, walk.done_s),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_record_is_read_back_as_it_was_written() {
        let walk = Walk {
            day: D,
            purpose: Purpose::Level(6),
            ground: Ground::Track,
            planned_s: 180,
            done_s: 170,
            told: Told {
                effort: Some(4),
                full_sentences: Some(true),
                pain: Some(2),
                stumbles: 1,
                dizzy: true,
                stop: Some(StopSign::Joint),
            },
        };
        let micro = Walk { purpose: Purpose::Micro, told: Told::default(), ..walk };
        let screened = |form, advice| Record::Screened { day: D, form, advice, usual_pain: 3 };
        for record in [
            screened(Form::Short, Advice::Go),
            screened(Form::Long, Advice::GoWithSomeone),
            screened(Form::Long, Advice::AskFirst),
            Record::Walked(walk),
            Record::Walked(micro),
            Record::Walked(Walk { purpose: Purpose::Own, ground: Ground::Treadmill, ..walk }),
            Record::Morning { day: D, pain: 4 },
            Record::BackwardCheck { day: D, seconds: Some(4.25) },
            Record::BackwardCheck { day: D, seconds: None },
            Record::TandemCheck { day: D, seconds: 10.0 },
            Record::OtherCheck { day: D },
            Record::TreadmillReady { day: D },
            Record::Stopped { day: D, sign: StopSign::Chest },
        ] {
            assert_eq!(super::record(&row(&record)), Ok(record));
        }
    }

    #[test]
    fn a_row_that_cannot_be_right_names_its_field() {
        let check = |change: fn(&mut RecordRow)| {
            let mut row = RecordRow {
                kind: "walked".to_owned(),
                day: "2026-01-05".to_owned(),
                done_s: Some(30),
                ..RecordRow::default()
            };
            change(&mut row);
            record(&row).map_err(|wrong| wrong.field)
        };
        assert!(check(|_| ()).is_ok());
        assert_eq!(check(|row| row.day = "5 January".to_owned()), Err("day"));
        assert_eq!(check(|row| row.kind = "flown".to_owned()), Err("type"));
        assert_eq!(check(|row| row.done_s = None), Err("done_s"));
        assert_eq!(check(|row| row.done_s = Some(7201)), Err("done_s"));
        assert_eq!(check(|row| row.level = Some(16)), Err("level"));
        assert_eq!(check(|row| row.effort = Some(11)), Err("effort"));
        assert_eq!(check(|row| row.ground = Some("moon".to_owned())), Err("ground"));
        assert_eq!(check(|row| row.stop = Some("bored".to_owned())), Err("stop"));
        assert_eq!(check(|row| row.kind = "stopped".to_owned()), Err("sign"));
        assert_eq!(check(|row| row.kind = "morning".to_owned()), Err("pain"));
        assert_eq!(check(|row| row.kind = "screened".to_owned()), Err("advice"));
        assert_eq!(check(|row| row.kind = "tandem-check".to_owned()), Err("seconds"));
        let fast = |row: &mut RecordRow| {
            row.kind = "backward-check".to_owned();
            row.seconds = Some(0.4);
        };
        assert_eq!(check(fast), Err("seconds"));
    }

    #[test]
    fn a_walk_tells_the_plan_its_level_its_ground_and_its_dose() {
        use BlockOutcome::{Cut, Done, Skipped};
        let turns =
            [("forward", 300.0, 300.0, Done), ("backward", 60.0, 60.0, Done), ("backward", 60.0, 20.0, Cut)];
        let walk = kept("5:1 x2", Source::Phone, &turns);
        assert_eq!(learned(&walk), (Purpose::Level(5), Ground::Street, 120, 80));
        let walk = kept("7:1 x2", Source::Terminal, &turns);
        assert_eq!(learned(&walk), (Purpose::Own, Ground::Street, 120, 80));
        assert_eq!(learned(&kept("5:1 x2", Source::Typed, &turns)).0, Purpose::Own);
        // Three of six paths arrived at, each long before the time that waits for the slowest.
        let block = |outcome| ("backward", 17.2, 6.0, outcome);
        let path = [block(Done), block(Done), block(Done), block(Cut), block(Skipped), block(Skipped)];
        assert_eq!(
            learned(&kept("hallway 16 ft x6", Source::Phone, &path)),
            (Purpose::Level(2), Ground::Floor, 60, 30)
        );
        assert_eq!(
            learned(&kept("garden 8 m x6", Source::Phone, &path)),
            (Purpose::Own, Ground::Floor, 96, 48)
        );
        assert_eq!(
            learned(&kept("hallway 5 m x1", Source::Typed, &path[..1])),
            (Purpose::Micro, Ground::Floor, 10, 10)
        );
        assert_eq!(learned(&kept("driveway 25 m x4", Source::Phone, &path[..1])).1, Ground::Driveway);
        assert_eq!(
            learned(&kept("treadmill 1 min x3 at 0.8 km/h", Source::Phone, &turns)).1,
            Ground::Treadmill
        );
        let undated = WalkRecord { started_at: "soon".to_owned(), ..walk };
        assert_eq!(of_walk(&undated), None);
        // A walk that a wrong clock dated ahead keeps its time of day; one of tomorrow is a journey.
        let dated = |day: Day| {
            let walk = kept("5:1 x2", Source::Phone, &turns);
            redated_walk(&WalkRecord { started_at: alloc::format!("{day}T09:30:00+01:00"), ..walk }, D)
        };
        let right = dated(D + 2).unwrap();
        assert_eq!((right.started_at, right.revision), (alloc::format!("{}T09:30:00+01:00", D - 1), 1));
        assert_eq!((dated(D + 1), redated_walk(&undated, D)), (None, None));
        let made_up = kept("5:1 x2", Source::MadeUp, &turns);
        assert!(of_walk(&made_up).is_none() && walked(&made_up).is_none());
    }

    #[test]
    fn a_feeling_is_told_with_the_worst_pain_and_what_was_told() {
        let pain = |level| Pain { place: "knee".to_owned(), level };
        let feeling = Feeling {
            effort: 12,
            stumbles: 1,
            pain: [pain(2), pain(5)].into(),
            dizzy: true,
            talk: Some(false),
        };
        let said = told(&feeling);
        assert_eq!((said.effort, said.pain, said.stumbles), (Some(4), Some(5), 1));
        assert!(said.dizzy && said.full_sentences == Some(false) && said.stop.is_none());
        assert_eq!(told(&Feeling { pain: Vec::new(), ..feeling }).pain, Some(0));
    }

    #[test]
    fn what_a_wrong_clock_dated_ahead_is_put_right_and_the_questions_are_asked_again() {
        let entry = |record: Option<Record>, check: Option<CheckRow>| CoachEntry {
            version: 1,
            id: String::from("a"),
            revision: 3,
            started_at: String::new(),
            record: record.map(|record| row(&record)),
            check,
        };
        let right = |record| redated(&entry(Some(record), None), D);
        let learned = |entry: &CoachEntry| entry.record.as_ref().map(|row| record(row).unwrap());
        for day in [D, D + 1] {
            assert_eq!(right(Record::TreadmillReady { day }), None);
        }
        // Until then a check of it is none, and the plan hears of its day.
        let timed = |day: Day| {
            let id = String::from("timed-up-and-go");
            let (trials, timed_by, steps) = ([9.0; 2].into(), String::from("tap"), Vec::new());
            entry(None, Some(CheckRow { id, day: day.to_string(), trials, timed_by, steps }))
        };
        let kept = [timed(D + 1), timed(D + 2)];
        let days = |id| checks(&kept, D).of(id).map(|check| check.day).collect::<Vec<_>>();
        assert_eq!(days("timed-up-and-go"), [D + 1]);
        assert_eq!(super::learned(&kept, []).last(), Some(&Record::OtherCheck { day: D + 2 }));
        let fall = |day| Record::Stopped { day, sign: StopSign::Fall };
        let stopped = right(fall(D + 2)).unwrap();
        assert_eq!((learned(&stopped), stopped.revision), (Some(fall(D - 1)), 4));
        let screened = |day| Record::Screened { day, form: Form::Long, advice: Advice::Go, usual_pain: 0 };
        let asked = right(screened(D + 365)).unwrap();
        assert_eq!(learned(&asked), Some(screened(D - 90)));
        assert_eq!(coach::screening::asks_again(D, Some(D - 90), None), Some(Form::Short));
        let check =
            |day: Day| CheckRow { id: String::from("x"), day: day.to_string(), ..CheckRow::default() };
        let checked = redated(&entry(None, Some(check(D + 9))), D).unwrap();
        assert_eq!((checked.check, checked.record), (Some(check(D - 1)), None));
        assert_eq!(redated(&entry(None, None), D), None);
    }

    #[test]
    fn a_check_is_read_back_and_tells_the_plan_what_opens_something() {
        let row = |id: &str, trials: &[f64]| CheckRow {
            id: id.to_owned(),
            day: D.to_string(),
            trials: trials.to_vec(),
            timed_by: "steps".to_owned(),
            steps: alloc::vec![9, 8],
        };
        let walked = row("three-meter-backward-walk", &[4.0, 5.0]);
        let found = check(&walked).unwrap();
        assert_eq!(check_row(&found), walked);
        assert_eq!(of_check(&found), Record::BackwardCheck { day: D, seconds: Some(4.5) });
        let stood = check(&row("four-stage-balance", &[10.0, 10.0, 8.0, 0.0])).unwrap();
        assert_eq!(of_check(&stood), Record::TandemCheck { day: D, seconds: 8.0 });
        let other = of_check(&check(&row("timed-up-and-go", &[9.0, 9.0])).unwrap());
        assert_eq!(other, Record::OtherCheck { day: D });
        assert_eq!(check(&row("cartwheel", &[1.0])), Err(NoCheck::Unknown("cartwheel".to_owned())));
        assert_eq!(check(&CheckRow { day: "x".to_owned(), ..walked }), Err(NoCheck::Day));
        assert!(matches!(check(&row("timed-up-and-go", &[0.4, 9.0])), Err(NoCheck::Problem(..))));
    }

    #[test]
    fn step_length_and_speed_come_from_known_ways_and_never_from_the_steps_that_ended_them() {
        use BlockOutcome::{Cut, Done};
        let mut walk = kept(
            "hallway 5 m x2",
            Source::Phone,
            &[("forward", 12.0, 8.0, Done), ("backward", 17.0, 10.0, Done), ("backward", 17.0, 4.0, Cut)],
        );
        for (block, forward, backward) in [(0, 8, 0), (1, 0, 12), (2, 0, 5)] {
            walk.blocks[block].steps = StepsRecord { forward, backward, unsure: 0 };
        }
        let close = |found: Option<(Length, Speed)>, length: f64, speed: f64| {
            let (l, s) = found.unwrap();
            assert!((l.meters() - length).abs() < 1e-9 && (s.mps() - speed).abs() < 1e-9, "{l:?} {s:?}");
        };
        let found = walked(&walk).unwrap();
        close(found.forward, 0.625, 0.625);
        close(found.backward, 5.0 / 12.0, 0.5);
        assert_eq!((found.forward_steps, found.backward_steps), (8, 17));
        assert!((found.backward_s - 14.0).abs() < 1e-9 && found.pain.is_none());
        // By GPS a cut stretch counts too; what was not measured does not.
        walk.blocks[2].distance_m = Some(1.0);
        close(walked(&walk).unwrap().backward, 6.0 / 17.0, 6.0 / 14.0);
        walk.blocks[1].not_measured_s = 3.0;
        close(walked(&walk).unwrap().backward, 0.2, 0.25);
        walk.blocks[2].distance_m = None;
        assert_eq!(walked(&walk).unwrap().backward, None);
        walk.blocks[1].not_measured_s = 0.0;
        let lengths = LoggedInput::StepLengths { forward_m: 0.6, backward_m: 0.4 };
        walk.log.push(formats::walk_record::Logged { at_ms: 0, input: lengths });
        assert_eq!(walked(&walk).unwrap().backward, None);
        let turns = kept("5:1 x2", Source::Phone, &[("backward", 60.0, 60.0, Done)]);
        assert_eq!(walked(&turns).unwrap().backward, None);
    }
}
