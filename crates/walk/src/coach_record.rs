//! What the coach learns from, as it is kept and back: where the domain's types meet the file's.

use crate::limits::TAKEN_BACK_WITHIN;
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use coach::assessment::Checks;
use coach::assessment::limits::{PLAUSIBLE_BACKWARD_SECONDS, STANCE_SECONDS, STEPS_TIMED};
use coach::assessment::{self, Check, TimedBy, four_stage_balance, protocol, three_meter_backward_walk};
use coach::program::progression::levels::{LAST, Level};
use coach::program::progression::limits::OWN_PATH_MPS;
use coach::program::progression::records::{Ground, Purpose, Record, StopSign, Told, Walk, effort_from_borg};
use coach::program::{Plan, parse};
use coach::report::progress::Walked;
use coach::screening::{Advice, Form};
use formats::coach_record::{CheckRow, CoachEntry, RecordRow};
use formats::walk_record::{
    BlockOutcome, BlockRecord, Feeling, LoggedInput, Source, StepsRecord, WalkRecord, moment,
};
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
    "undated",
    "asked",
    "walked",
    "morning",
    "backward-check",
    "slow-backward-check",
    "tandem-check",
    "other-check",
    "treadmill-ready",
    "stopped",
];
const ADVICE: &[&str] = &[Advice::Go.id(), Advice::GoWithSomeone.id(), Advice::AskFirst.id()];
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
        "undated" => Record::Undated {
            day,
            form: if row.form.as_deref() == Some("short") { Form::Short } else { Form::Long },
            advice: advice(row)?,
        },
        "asked" => Record::Asked { day, advice: advice(row)? },
        "walked" => Record::Walked(walk(row, day)?),
        "morning" => {
            let wrong = Wrong { field: "pain", wants: Wants::Number(0.0, 10.0) };
            Record::Morning { day, pain: rating("pain", row.pain)?.ok_or(wrong)? }
        }
        "backward-check" => {
            Record::BackwardCheck { day, seconds: seconds(row.seconds, PLAUSIBLE_BACKWARD_SECONDS)? }
        }
        "slow-backward-check" => {
            let (low, high) = PLAUSIBLE_BACKWARD_SECONDS;
            let wrong = Wrong { field: "seconds", wants: Wants::Number(low, high) };
            let seconds = seconds(row.seconds, PLAUSIBLE_BACKWARD_SECONDS)?.ok_or(wrong)?;
            Record::SlowBackwardCheck { day, seconds }
        }
        "tandem-check" => {
            let (low, high) = STANCE_SECONDS;
            let wrong = Wrong { field: "seconds", wants: Wants::Number(low, high) };
            Record::TandemCheck { day, seconds: seconds(row.seconds, STANCE_SECONDS)?.ok_or(wrong)? }
        }
        "other-check" => Record::Checked { day, backward: seconds(row.seconds, PLAUSIBLE_BACKWARD_SECONDS)? },
        "treadmill-ready" => Record::TreadmillReady { day },
        "stopped" => {
            let wrong = Wrong { field: "sign", wants: Wants::OneOf(SIGNS) };
            Record::Stopped { day, sign: sign("sign", row.sign.as_deref())?.ok_or(wrong)? }
        }
        _ => return Err(Wrong { field: "type", wants: Wants::OneOf(KINDS) }),
    })
}

fn advice(row: &RecordRow) -> Result<Advice, Wrong> {
    let found = Advice::ALL.into_iter().find(|advice| row.advice.as_deref() == Some(advice.id()));
    found.ok_or(Wrong { field: "advice", wants: Wants::OneOf(ADVICE) })
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
            form: Some(form_id(form)),
            advice: Some(advice.id().to_owned()),
            usual_pain: Some(usual_pain.into()),
            ..named("screened")
        },
        Record::Undated { form, advice, .. } => {
            RecordRow { form: Some(form_id(form)), advice: Some(advice.id().to_owned()), ..named("undated") }
        }
        Record::Asked { advice, .. } => RecordRow { advice: Some(advice.id().to_owned()), ..named("asked") },
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
        Record::SlowBackwardCheck { seconds, .. } => {
            RecordRow { seconds: Some(seconds), ..named("slow-backward-check") }
        }
        Record::TandemCheck { seconds, .. } => RecordRow { seconds: Some(seconds), ..named("tandem-check") },
        Record::Checked { backward, .. } => RecordRow { seconds: backward, ..named("other-check") },
        Record::TreadmillReady { .. } => named("treadmill-ready"),
        Record::Stopped { sign, .. } => RecordRow { sign: Some(sign.id().to_owned()), ..named("stopped") },
    }
}

fn form_id(form: Form) -> String {
    if form == Form::Short { "short" } else { "long" }.to_owned()
}

/// An entry dated after tomorrow, which a wrong clock made, put right at `now`, RFC 3339 by the walker's clock. What it says
/// counts as of yesterday. A stop sign counts from now on, and so do answers as far as they shut anything: they are asked again.
pub fn redated(entry: &CoachEntry, now: &str) -> Option<CoachEntry> {
    let today = Day::parse(now.get(..10)?)?;
    let mut entry = entry.clone();
    let record = entry.record.as_mut().map(|row| {
        let now = ["screened", "undated", "stopped"].contains(&row.kind.as_str());
        (&mut row.day, i32::from(!now))
    });
    let (day, ago) = record.or(entry.check.as_mut().map(|row| (&mut row.day, 1)))?;
    // A day ahead is a journey across time zones.
    if Day::parse(day).is_none_or(|day| day - today <= 1) {
        return None;
    }
    *day = (today - ago).to_string();
    if let Some(row) = entry.record.as_mut().filter(|row| row.kind == "screened") {
        "undated".clone_into(&mut row.kind);
        row.usual_pain = None;
    }
    now.clone_into(&mut entry.started_at);
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

/// The stop sign told last, with the double taps of it, taken back as a slip of the finger: its entries stay, wherever they were
/// sent, and say nothing. Nothing else is taken back, nor a sign told longer ago than [`TAKEN_BACK_WITHIN`].
pub fn taken_back(entries: &[CoachEntry], ago_s: impl Fn(&CoachEntry) -> f64) -> Vec<CoachEntry> {
    let sign = |entry: &CoachEntry| entry.record.as_ref().and_then(|row| row.sign.clone());
    let told = |entry: &&CoachEntry| {
        entry.revision == 0 && entry.record.as_ref().is_some_and(|row| row.kind == "stopped")
    };
    let mut told = entries.iter().rev().filter(told).peekable();
    let last = told.peek().and_then(|entry| sign(entry));
    let slip = |entry: &&CoachEntry| {
        sign(entry) == last && (0.0..=TAKEN_BACK_WITHIN.as_secs_f64()).contains(&ago_s(entry))
    };
    told.take_while(slip).map(|entry| CoachEntry { record: None, revision: 1, ..entry.clone() }).collect()
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
pub fn of_check(check: &Check) -> impl Iterator<Item = Record> {
    let day = check.day;
    let backward = (check.id == three_meter_backward_walk::PROTOCOL.id).then_some(check.value);
    let opens = if backward.is_some() {
        three_meter_backward_walk::gate_seconds(check).map(|seconds| match check.timed_by {
            TimedBy::Steps => Record::SlowBackwardCheck { day, seconds },
            TimedBy::Tap => Record::BackwardCheck { day, seconds: Some(seconds) },
        })
    } else {
        let seconds = four_stage_balance::tandem_seconds(check);
        (check.id == four_stage_balance::PROTOCOL.id).then_some(Record::TandemCheck { day, seconds })
    };
    opens.into_iter().chain([Record::Checked { day, backward }])
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
    let path = path_s(kept);
    let (planned_s, done_s) = match path {
        Some(one) => {
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

/// The time by which the plan reckons a path of this walk, s; `None` where it has no path of known length.
fn path_s(kept: &WalkRecord) -> Option<f64> {
    let program = parse(&kept.program).ok()?;
    let Plan::SmallStart(small) = program.plan() else { return None };
    let level = Level::of_notation(&kept.program).filter(|_| kept.source != Source::Typed);
    Some(match level {
        Some(level) => f64::from(Level::of(level).seconds(1)),
        None => small.place.length.length().meters() / OWN_PATH_MPS,
    })
}

/// How long each stretch of this walk was walked, s. A path whose end nobody told waited for the slowest walker: what counts of
/// it is what the plan reckons.
pub fn walked_s(kept: &WalkRecord) -> impl Fn(&BlockRecord) -> f64 + use<> {
    let path = path_s(kept);
    move |block| match path {
        Some(one) if !told_end(block) => block.done_s.min(one),
        _ => block.done_s,
    }
}

/// Whether somebody, or something, told that the end of a path was reached.
fn told_end(block: &BlockRecord) -> bool {
    block.done_s < block.planned_s - 0.5
}

/// Everything the plan learns from: what was kept, what the checks say, and the walks, in the order they happened. Each
/// oldest first.
pub fn learned<'a>(
    entries: impl IntoIterator<Item = &'a CoachEntry>,
    walks: impl IntoIterator<Item = &'a WalkRecord>,
) -> Vec<Record> {
    let learn = |learned: &mut Vec<Record>, entry: &CoachEntry| match (&entry.record, &entry.check) {
        (Some(row), _) => learned.extend(record(row)),
        (_, Some(row)) => learned.extend(check(row).iter().flat_map(of_check)),
        _ => {}
    };
    // Ids sort by the moment they were made, and what was put right counts from the moment it was.
    let (right, mut in_order): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.revision > 0);
    for entry in right {
        let place = in_order.iter().position(|later| moment(&later.started_at) > moment(&entry.started_at));
        in_order.insert(place.unwrap_or(in_order.len()), entry);
    }
    let (mut learned, mut walks) = (Vec::new(), walks.into_iter().peekable());
    for entry in in_order {
        // A walk counts from its start: what was told in the middle of it comes after it.
        while let Some(walk) = walks.next_if(|walk| moment(&walk.started_at) < moment(&entry.started_at)) {
            learned.extend(of_walk(walk));
        }
        learn(&mut learned, entry);
    }
    learned.extend(walks.filter_map(of_walk));
    learned
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
/// Step length and speed are known where the length of the way was: see [`known_m`]; over all the steps of it, where most were
/// seen going that way. Speed is told of stretches whose end was told, or that end by time.
pub fn walked(kept: &WalkRecord) -> Option<Walked> {
    let day = Day::parse(kept.started_at.get(..10)?).filter(|_| kept.source != Source::MadeUp)?;
    let arrives = parse(&kept.program)
        .is_ok_and(|program| matches!(program.plan(), Plan::SmallStart(_) | Plan::StreetBlocks(_)));
    let time_s = walked_s(kept);
    let way = |kinds: &'static [&'static str], seen: fn(&StepsRecord) -> u32| {
        let blocks = || kept.blocks.iter().filter(|block| kinds.contains(&block.kind.as_str()));
        let (mut length_m, mut counted, mut timed_m, mut seconds) = (0.0, 0, 0.0, 0.0);
        for block in blocks().filter(|block| 2 * seen(&block.steps) > block.steps.all()) {
            if let Some(known_m) = known_m(kept, block) {
                length_m += known_m;
                counted += block.steps.all();
                if !arrives || told_end(block) {
                    timed_m += known_m;
                    seconds += block.done_s;
                }
            }
        }
        let measured = (counted > 0).then(|| {
            let speed = (seconds > 0.0).then(|| Speed::from_mps(timed_m / seconds)).flatten();
            Some((Length::from_meters(length_m / f64::from(counted))?, speed))
        });
        let done_s = blocks().map(&time_s).sum::<f64>();
        (done_s, blocks().map(|block| seen(&block.steps)).sum::<u32>(), measured.flatten())
    };
    let (forward_s, forward_steps, forward) = way(&["forward", "cool-down"], |steps| steps.forward);
    let (backward_s, backward_steps, backward) = way(&["backward"], |steps| steps.backward);
    let pain = kept.feeling.as_ref().and_then(|feeling| told(feeling).pain);
    Some(Walked { day, forward_s, backward_s, forward_steps, backward_steps, forward, backward, pain })
}

/// How far this stretch of a walk went, m, where that is known and steps were counted all along it: by GPS or the belt, or on a
/// path of known length that was walked to its end. Where the steps themselves said that the end was reached, their length is no
/// news, and none is told.
fn known_m(kept: &WalkRecord, block: &BlockRecord) -> Option<f64> {
    let by_steps = || kept.log.iter().any(|heard| matches!(heard.input, LoggedInput::StepLengths { .. }));
    let path_m = || match parse(&kept.program).ok()?.plan() {
        Plan::SmallStart(small) if block.outcome == BlockOutcome::Done && !by_steps() => {
            Some(small.place.length.length().meters())
        }
        _ => None,
    };
    let counted = block.steps.all() >= STEPS_TIMED && block.not_measured_s < 0.5;
    block.distance_m.or_else(path_m).filter(|_| counted)
}

/// How long the steps of a kind of block were in this walk, m, whichever way they were seen to go: the walker's own word for it.
pub fn own_step_m(kept: &WalkRecord, kind: &str) -> Option<f64> {
    let of_kind = kept.blocks.iter().filter(|block| block.kind == kind);
    let known = of_kind.filter_map(|block| Some((known_m(kept, block)?, block.steps.all())));
    let (length_m, steps) = known.fold((0.0, 0), |(length_m, all), (m, steps)| (length_m + m, all + steps));
    (steps > 0).then(|| length_m / f64::from(steps))
}

fn told(feeling: &Feeling) -> Told {
    Told {
        effort: feeling.effort.map(effort_from_borg),
        full_sentences: feeling.talk,
        // Nowhere was answered, too, by whoever answered what comes before.
        pain: feeling
            .pain
            .iter()
            .map(|pain| pain.level)
            .max()
            .or(feeling.effort.and(feeling.stumbles).map(|_| 0))
            .map(|level| level.min(10)),
        stumbles: feeling.stumbles.unwrap_or(0).min(10),
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
mod tests;
