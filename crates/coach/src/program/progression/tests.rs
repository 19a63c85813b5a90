use super::card::{Card, Choice, Offer, Session, Today};
use super::levels::{LAST, LAST_ON_GROUND, LEVELS};
use super::limits::{BACKWARD_ALONE_SECONDS, BACKWARD_WATCHED_SECONDS};
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
        ground: Ground::Floor,
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

#[test]
fn the_levels_are_numbered_timed_and_written_as_programs() {
    for (i, level) in LEVELS.iter().enumerate() {
        assert_eq!(usize::from(level.number), i);
        let program = level.program(level.rounds).unwrap();
        assert_eq!(alloc::format!("{program}"), level.notation(level.rounds));
        if level.phase != Phase::StartSmall {
            assert_eq!(program.backward_time().as_secs(), u64::from(level.backward_s), "{i}");
        }
        assert!(
            level.per_week.0 <= level.per_week.1 && level.backward_s * u32::from(level.per_week.1) <= 1800
        );
    }
    assert_eq!(Level::of(6).notation(3), "5:1 x3");
    assert_eq!(Level::of(200).number, LAST);
}

#[test]
fn rounds_are_fitted_into_what_the_week_still_holds() {
    let level = Level::of(8);
    assert_eq!((level.seconds(5), level.seconds(2)), (300, 120));
    assert_eq!(level.rounds_within(1000), 5);
    assert_eq!(level.rounds_within(300), 5);
    assert_eq!(level.rounds_within(299), 4);
    assert_eq!(level.rounds_within(60), 1);
    assert_eq!(level.rounds_within(59), 0);
}

#[test]
fn the_belt_s_ceiling_is_a_share_of_the_own_speed_under_the_hard_ones() {
    let own = |kmh: f64| Speed::from_kmh(kmh).unwrap();
    let ceiling = |level: u8, kmh: f64| Level::of(level).belt_ceiling(own(kmh)).map(BeltSpeed::centi_kmh);
    assert_eq!(ceiling(11, 3.0), None);
    assert_eq!(ceiling(12, 1.0), Some(60));
    assert_eq!(ceiling(12, 3.0), Some(100));
    assert_eq!(ceiling(13, 3.0), Some(210));
    assert_eq!(ceiling(14, 3.0), Some(210));
    assert_eq!(ceiling(15, 3.0), Some(240));
    assert_eq!(ceiling(15, 4.1), Some(320));
    assert_eq!(ceiling(13, 9.0), Some(320));
}

#[test]
fn borg_s_scale_meets_the_other_where_the_rules_do() {
    assert_eq!([6, 8, 12, 13, 14, 15, 20].map(effort_from_borg), [0, 0, 4, 5, 6, 7, 10]);
}

#[test]
fn before_the_questions_there_is_no_walk() {
    let shut = card(&[], D);
    assert_eq!((shut.offer, shut.why), (Offer::Screen(Form::Short), Why::ScreenFirst));
    let red = card(&[screened(D, Form::Long, Advice::AskFirst)], D);
    assert_eq!((red.offer, red.why), (Offer::AskFirst, Why::AskFirst));
}

#[test]
fn the_first_walk_is_the_smallest() {
    let first = card(&[screened(D, Form::Short, Advice::Go)], D);
    assert_eq!(first.why, Why::FirstWalk);
    assert_eq!(session(&first).notation(), "counter 2 m x2");
    assert!(!session(&first).spotter && session(&first).belt.is_none());
    let amber = card(&[screened(D, Form::Short, Advice::GoWithSomeone)], D);
    assert!(session(&amber).spotter && amber.notes.contains(&Why::Spotter));
}

#[test]
fn two_clean_walks_on_two_days_step_up_and_one_does_not() {
    let mut records = green(0);
    records.push(level_walk(D, 0, FINE));
    assert_eq!(check(&records, D + 1), (0, Why::OneMore));
    let twice_a_day = with(records.clone(), [level_walk(D, 0, FINE)]);
    assert_eq!(twice_a_day.card(D + 1, WITH).why, Why::OneMore);
    records.push(level_walk(D + 1, 0, FINE));
    assert_eq!(check(&records, D + 2), (1, Why::StepUp));
}

#[test]
fn each_sign_says_what_it_should() {
    let walk = |told, done_s| Walk {
        day: D,
        purpose: Purpose::Level(8),
        ground: Ground::Street,
        planned_s: 300,
        done_s,
        told,
    };
    let said = |told: Told| judge(&walk(told, 300), None, 0, 300);
    let next_morning = |pain: u8| judge(&walk(Told { pain: Some(1), ..FINE }, 300), Some(pain), 1, 300);
    assert_eq!(said(FINE), Clean);
    assert_eq!(said(Told { effort: Some(4), ..FINE }), Clean);
    assert_eq!(said(Told { effort: Some(5), ..FINE }), Hold(Why::HoldEffort));
    assert_eq!(said(Told { effort: Some(6), ..FINE }), Hold(Why::HoldEffort));
    assert_eq!(said(Told { effort: Some(7), ..FINE }), Back(Why::BackEffort));
    assert_eq!(said(Told { full_sentences: Some(false), ..FINE }), Hold(Why::HoldBreath));
    assert_eq!(said(Told { full_sentences: None, ..FINE }), Clean);
    assert_eq!(said(Told { pain: Some(3), ..FINE }), Hold(Why::HoldPain));
    assert_eq!(said(Told { pain: Some(4), ..FINE }), Hold(Why::HoldPain));
    assert_eq!(said(Told { pain: Some(5), ..FINE }), Back(Why::BackPain));
    assert_eq!(said(Told { stumbles: 1, ..FINE }), Hold(Why::HoldStumble));
    assert_eq!(said(Told { stumbles: 2, ..FINE }), Back(Why::BackStumbles));
    assert_eq!(said(Told { dizzy: true, ..FINE }), Back(Why::BackDizzy));
    for sign in StopSign::ALL {
        assert_eq!(said(Told { stop: Some(sign), dizzy: true, ..FINE }), Stop(sign));
    }
    assert_eq!(said(Told { effort: None, ..FINE }), Neither(Why::NotTold));
    assert_eq!(said(Told { pain: None, ..FINE }), Neither(Why::NotTold));
    // Pain of two is clean only once the next morning was told.
    assert_eq!(said(Told { pain: Some(2), ..FINE }), Neither(Why::NotTold));
    assert_eq!([0, 1, 2].map(next_morning), [Clean; 3]);
    assert_eq!(next_morning(3), Hold(Why::HoldMorning));
    assert_eq!(next_morning(4), Back(Why::BackMorning));
    assert_eq!(judge(&walk(FINE, 270), None, 0, 300), Clean);
    assert_eq!(judge(&walk(FINE, 269), None, 0, 300), Hold(Why::HoldUnfinished));
    // Shorter by choice: all of what was set out for, less than the level asks.
    let shorter = Walk { planned_s: 120, done_s: 120, ..walk(FINE, 0) };
    assert_eq!(judge(&shorter, None, 0, 300), Neither(Why::Shorter));
}

#[test]
fn a_hold_walks_the_same_again_and_two_in_a_row_step_back() {
    let (records, day) = climbed(1);
    let stumble = Told { stumbles: 1, ..FINE };
    let one = with(records.clone(), [level_walk(day, 2, FINE), level_walk(day + 1, 2, stumble)]);
    assert_eq!(
        (one.card(day + 2, WITH).why, one.card(day + 2, WITH).offer != Offer::AskFirst),
        (Why::HoldStumble, true)
    );
    assert_eq!(session(&one.card(day + 2, WITH)).level, 2);
    let two = with(
        records,
        [level_walk(day, 2, FINE), level_walk(day + 1, 2, stumble), level_walk(day + 2, 2, stumble)],
    );
    let after = two.card(day + 3, WITH);
    assert_eq!((session(&after).level, after.why), (1, Why::BackTwoHolds));
}

#[test]
fn a_clean_walk_between_two_holds_forgives_the_first() {
    let (records, day) = climbed(1);
    let stumble = Told { stumbles: 1, ..FINE };
    let walks = [
        level_walk(day, 2, stumble),
        level_walk(day + 1, 2, FINE),
        level_walk(day + 3, 2, stumble),
        level_walk(day + 5, 2, FINE),
    ];
    assert_eq!(with(records, walks).on_ground().level, 2);
}

#[test]
fn after_a_step_back_three_walks_come_before_the_next_step_up() {
    let (mut records, day) = climbed(2);
    records.push(level_walk(day, 3, Told { dizzy: true, ..FINE }));
    assert_eq!(check(&records, day + 1), (2, Why::BackDizzy));
    records.push(level_walk(day + 1, 2, FINE));
    records.push(level_walk(day + 3, 2, FINE));
    assert_eq!(check(&records, day + 5), (2, Why::AfterStepBack));
    records.push(level_walk(day + 5, 2, FINE));
    assert_eq!(check(&records, day + 8), (3, Why::StepUp));
}

#[test]
fn a_stop_sign_locks_until_screened_again_and_then_begins_a_level_lower() {
    let (records, day) = climbed(3);
    let told = Told { stop: Some(StopSign::Fall), ..FINE };
    let locked = with(records.clone(), [level_walk(day, 4, told)]);
    // On the very day, and after.
    for later in [0, 1, 40] {
        assert_eq!(locked.card(day + later, WITH).why, Why::Stopped, "{later}");
    }
    assert_eq!(locked.locked(), Some(StopSign::Fall));
    let again = with(records.clone(), [level_walk(day, 4, told), screened(day + 2, Form::Short, Advice::Go)]);
    let after = again.card(day + 2, WITH);
    assert_eq!((session(&after).level, after.why), (3, Why::BackStop));
    let outside = with(records, [Record::Stopped { day, sign: StopSign::Chest }]);
    assert_eq!(outside.card(day, WITH).offer, Offer::Screen(Form::Short));
}

#[test]
fn a_stop_sign_on_the_treadmill_costs_a_level_on_both() {
    let (records, day) = climbed(13);
    assert_eq!(with(records.clone(), []).on_treadmill().map(|t| t.level), Some(13));
    let stopped = with(records, [Record::Stopped { day, sign: StopSign::Faint }]);
    assert_eq!(stopped.on_treadmill().map(|t| t.level), Some(12));
    assert_eq!(stopped.on_ground().level, 10);
}

#[test]
fn a_step_back_from_the_first_treadmill_level_returns_to_the_ground() {
    let (records, day) = climbed(12);
    let back =
        with(records, [level_walk(day, 12, Told { stumbles: 2, ..FINE }), level_walk(day + 3, 11, FINE)]);
    assert_eq!((back.on_treadmill(), back.on_ground().level), (None, 11));
}

#[test]
fn absence_costs_a_level_after_a_week_two_after_two_and_the_questions_after_four() {
    let (records, day) = climbed(5);
    let last = day - 3;
    let mut records = records;
    for ahead in (7..60).step_by(7) {
        records.push(Record::BackwardCheck { day: last + ahead, seconds: Some(4.0) });
    }
    let check = |away: i32| {
        let until = last + away;
        let known: Vec<Record> = records.iter().copied().filter(|r| r.day() <= until).collect();
        let card = card(&known, until);
        (card.why, if let Offer::Walk(session) = card.offer { Some(session.level) } else { None })
    };
    assert_eq!(check(7), (Why::StepUp, Some(6)));
    assert_eq!(check(8), (Why::AwayOneWeek, Some(4)));
    assert_eq!(check(14), (Why::AwayOneWeek, Some(4)));
    assert_eq!(check(15), (Why::AwayTwoWeeks, Some(3)));
    assert_eq!(check(28), (Why::AwayTwoWeeks, Some(3)));
    assert_eq!(check(29), (Why::AwayLong, None));
    let mut returned = records.clone();
    returned.retain(|r| r.day() <= last + 29);
    returned.push(screened(last + 29, Form::Short, Advice::Go));
    let card = card(&returned, last + 29);
    assert_eq!((card.why, session(&card).level), (Why::AwayLong, 2));
    // Screened while away but before the fourth week was over: asked again.
    let mut early = records.clone();
    early.retain(|r| r.day() <= last + 28);
    early.push(screened(last + 28, Form::Short, Advice::Go));
    assert_eq!(Progress::from_records(early).card(last + 29, WITH).offer, Offer::Screen(Form::Short));
}

#[test]
fn a_long_absence_never_leads_higher_than_a_shorter_one_and_starts_the_twelve_weeks_anew() {
    let (mut records, day) = climbed(2);
    let last = day - 3;
    records.push(screened(last + 30, Form::Short, Advice::Go));
    let card = card(&records, last + 30);
    assert_eq!((session(&card).level, card.why), (0, Why::AwayLong));
    records.push(level_walk(last + 30, 0, FINE));
    assert_eq!(Progress::from_records(records).began, Some(last + 30));
}

#[test]
fn absence_on_the_treadmill_goes_down_there_and_then_off_it() {
    let (records, day) = climbed(14);
    let check = |away: i32| {
        let mut progress = Progress::from_records(records.clone());
        progress.settle();
        progress.back_after_absence(day - 3 + away);
        (progress.on_treadmill().map(|t| t.level), progress.on_ground().level)
    };
    assert_eq!(check(7), (Some(14), 11));
    assert_eq!(check(8), (Some(13), 10));
    assert_eq!(check(15), (Some(12), 9));
    assert_eq!(check(29), (None, 2));
}

#[test]
fn the_questions_return_and_stay_first() {
    let records = [screened(D, Form::Long, Advice::Go), level_walk(D + 80, 0, FINE)];
    let at = |day: i32| card(&records, D + day).why;
    assert_eq!(at(89), Why::AwayOneWeek);
    assert_eq!(at(90), Why::ScreenAgain);
    let mut year = vec![screened(D, Form::Long, Advice::Go)];
    for day in (60..400).step_by(20) {
        year.push(screened(D + day, Form::Short, Advice::Go));
        year.push(level_walk(D + day, 0, FINE));
    }
    let until = |day: i32| {
        let known: Vec<Record> = year.iter().copied().filter(|r| r.day() < D + day).collect();
        card(&known, D + day)
    };
    assert_ne!(until(364).why, Why::ScreenYear);
    assert_eq!(until(365).offer, Offer::Screen(Form::Long));
}

#[test]
fn the_short_form_alone_opens_the_first_steps() {
    let (records, day) = climbed(2);
    let mut short: Vec<Record> =
        records.into_iter().filter(|r| !matches!(r, Record::Screened { form: Form::Long, .. })).collect();
    let shut = card(&short, day);
    assert_eq!((session(&shut).level, shut.why), (2, Why::GateLongForm));
    assert!(shut.choices.contains(&Choice::LongForm));
    short.push(screened(day, Form::Long, Advice::Go));
    assert_eq!(check(&short, day), (3, Why::StepUp));
}

#[test]
fn intervals_wait_for_a_three_metre_check_that_is_new_and_fast_enough() {
    let (records, day) = climbed(4);
    let without: Vec<Record> =
        records.into_iter().filter(|r| !matches!(r, Record::BackwardCheck { .. })).collect();
    let at = |seconds: Option<f64>, age: i32, company| {
        let progress = with(without.clone(), [Record::BackwardCheck { day: day - age, seconds }]);
        let card = progress.card(day, Today { company, ground: None });
        (session(&card).level, card.why, session(&card).spotter)
    };
    let none = card(&without, day);
    assert_eq!((session(&none).level, none.why), (4, Why::GateCheck));
    assert!(none.choices.contains(&Choice::Check("three-meter-backward-walk")));
    assert_eq!(at(Some(4.5), 0, Company::Alone), (5, Why::StepUp, false));
    assert_eq!(at(Some(4.51), 0, Company::Alone), (4, Why::GateSlow, true));
    assert_eq!(at(Some(5.5), 0, Company::Spotter), (5, Why::StepUp, true));
    assert_eq!(at(Some(5.51), 0, Company::Spotter), (4, Why::GateSlow, true));
    assert_eq!(at(None, 0, Company::Instructor), (4, Why::GateSlow, true));
    assert_eq!(at(Some(4.0), 28, Company::Alone), (5, Why::StepUp, false));
    assert_eq!(at(Some(4.0), 29, Company::Alone), (4, Why::GateCheck, false));
}

#[test]
fn a_week_passes_before_intervals_however_often_one_walks() {
    let (records, day) = climbed(4);
    let mut progress = Progress::from_records(records);
    progress.settle();
    progress.began = Some(day - 6);
    assert_eq!(progress.open(5, day, Company::Alone), Err(Why::GateWeek));
    progress.began = Some(day - 7);
    assert_eq!(progress.open(5, day, Company::Alone), Ok(()));
    progress.began = None;
    assert_eq!(progress.open(5, day, Company::Alone), Err(Why::GateWeek));
}

#[test]
fn amber_opens_intervals_after_two_clean_weeks_and_a_check_after_them() {
    let (records, day) = climbed(4);
    let amber: Vec<Record> = records
        .into_iter()
        .map(|r| match r {
            Record::Screened { day, form, .. } => screened(day, form, Advice::GoWithSomeone),
            other => other,
        })
        .collect();
    let since = |progress: &Progress| progress.clean_since;
    let progress = with(amber.clone(), []);
    assert_eq!(since(&progress), Some(D));
    let open = |change: &dyn Fn(&mut Progress)| {
        let mut progress = Progress::from_records(amber.clone());
        progress.settle();
        change(&mut progress);
        progress.open(5, day, Company::Alone)
    };
    assert_eq!(open(&|_| {}), Ok(()));
    assert_eq!(open(&|p| p.clean_since = Some(day - 14)), Err(Why::GateAmber));
    assert_eq!(
        open(&|p| {
            p.clean_since = Some(day - 14);
            p.backward_check = Some((day, Some(4.0)));
        }),
        Ok(())
    );
    assert_eq!(
        open(&|p| {
            p.clean_since = Some(day - 13);
            p.backward_check = Some((day, Some(4.0)));
        }),
        Err(Why::GateAmber)
    );
    assert_eq!(open(&|p| p.clean_walks = 3), Err(Why::GateAmber));
    assert_eq!(open(&|p| p.clean_walks = 4), Ok(()));
    // Once open, a hold does not shut it again; a new amber answer after a green one does.
    let walking =
        with(amber.clone(), [level_walk(day, 5, FINE), level_walk(day + 1, 5, Told { stumbles: 1, ..FINE })]);
    assert_eq!(walking.open(5, day + 2, Company::Alone), Ok(()));
    let renewed = with(
        amber,
        [
            level_walk(day, 5, FINE),
            screened(day + 1, Form::Short, Advice::Go),
            screened(day + 2, Form::Short, Advice::GoWithSomeone),
        ],
    );
    assert_eq!(renewed.open(5, day + 3, Company::Alone), Err(Why::GateAmber));
}

#[test]
fn the_treadmill_waits_for_each_of_its_gates() {
    let (records, day) = climbed(6);
    let open = |change: &dyn Fn(&mut Progress), company| {
        let mut progress = Progress::from_records(records.clone());
        progress.settle();
        change(&mut progress);
        progress.open(12, day, company)
    };
    assert_eq!(open(&|_| {}, Company::Alone), Ok(()));
    assert_eq!(open(&|p| p.treadmill_ready = false, Company::Alone), Err(Why::GateTreadmillList));
    assert_eq!(open(&|p| p.tandem_check = None, Company::Alone), Err(Why::GateTandem));
    assert_eq!(open(&|p| p.tandem_check = Some((day, 9.9)), Company::Alone), Err(Why::GateTandem));
    assert_eq!(open(&|p| p.tandem_check = Some((day - 28, 10.0)), Company::Alone), Ok(()));
    assert_eq!(open(&|p| p.tandem_check = Some((day - 29, 10.0)), Company::Alone), Err(Why::GateTandem));
    assert_eq!(open(&|p| p.backward_check = Some((day, Some(4.5))), Company::Alone), Ok(()));
    let slow = |p: &mut Progress| p.backward_check = Some((day, Some(5.0)));
    assert_eq!(open(&slow, Company::Alone), Err(Why::GateSlow));
    assert_eq!(open(&slow, Company::Spotter), Err(Why::GateInstructor));
    assert_eq!(open(&slow, Company::Instructor), Ok(()));
    let amber = |p: &mut Progress| {
        p.advice = Some(Advice::GoWithSomeone);
        p.released = true;
    };
    assert_eq!(open(&amber, Company::Spotter), Err(Why::GateInstructor));
    assert_eq!(open(&amber, Company::Instructor), Ok(()));
    assert_eq!(open(&|p| p.intervals_began = Some(day - 6), Company::Alone), Err(Why::GateWeek));
    assert_eq!(open(&|p| p.intervals_began = Some(day - 7), Company::Alone), Ok(()));
    assert_eq!(open(&|p| p.ground.clean = 1, Company::Alone), Err(Why::OneMore));
    assert_eq!(open(&|p| p.ground = Track::at(7), Company::Alone), Ok(()));
    assert_eq!(open(&|p| p.ground = Track { clean: 2, ..Track::at(5) }, Company::Alone), Err(Why::OneMore));
}

#[test]
fn the_treadmill_comes_after_the_intervals_or_when_it_is_asked_for() {
    let (records, day) = climbed(6);
    let offered = card(&records, day);
    assert_eq!((session(&offered).level, offered.why), (7, Why::StepUp));
    assert!(offered.notes.contains(&Why::TreadmillOpen));
    assert!(
        offered
            .choices
            .iter()
            .any(|c| matches!(c, Choice::Treadmill(s) if s.level == 12 && s.belt.is_some()))
    );
    let on_belt = Today { ground: Some(Ground::Treadmill), ..WITH };
    let asked = Progress::from_records(records).card(day, on_belt);
    assert_eq!((session(&asked).level, asked.why), (12, Why::TreadmillOpen));
    let (records, day) = climbed(11);
    assert_eq!(check(&records, day + 2), (12, Why::TreadmillOpen));
    let outside = Today { ground: Some(Ground::Floor), ..WITH };
    let stays = Progress::from_records(records).card(day + 2, outside);
    assert_eq!((session(&stays).level, stays.why), (11, Why::TopOfGround));
    let (records, day) = climbed(15);
    assert_eq!(check(&records, day + 2), (15, Why::TopOfTreadmill));
}

#[test]
fn asking_for_a_treadmill_that_is_shut_is_answered_with_the_gate() {
    let (mut records, day) = climbed(6);
    records.retain(|r| !matches!(r, Record::TreadmillReady { .. }));
    let asked = Progress::from_records(records).card(day, Today { ground: Some(Ground::Treadmill), ..WITH });
    assert_eq!((session(&asked).level, asked.why), (7, Why::GateTreadmillList));
    assert!(asked.notes.contains(&Why::GateTreadmillList));
}

#[test]
fn a_new_treadmill_level_keeps_the_old_speed_for_its_first_walk() {
    let (mut records, day) = climbed(12);
    // 3 m in 4.0 s is 2.7 km/h: 60 % is 1.62, held at 1.00; 70 % is 1.89.
    let first = card(&records, day);
    assert_eq!(session(&first).level, 13);
    assert_eq!(session(&first).belt.map(BeltSpeed::centi_kmh), Some(100));
    assert!(first.notes.contains(&Why::SameSpeedFirst));
    records.push(level_walk(day, 13, FINE));
    let second = card(&records, day + 3);
    assert_eq!(session(&second).belt.map(BeltSpeed::centi_kmh), Some(189));
    assert!(!second.notes.contains(&Why::SameSpeedFirst));
}

#[test]
fn a_new_place_keeps_the_old_level() {
    let (records, day) = climbed(5);
    let street = Today { ground: Some(Ground::Street), ..WITH };
    let new = Progress::from_records(records.clone()).card(day, street);
    assert_eq!((session(&new).level, new.why), (5, Why::OneNewThing));
    let floor = Today { ground: Some(Ground::Floor), ..WITH };
    assert_eq!(Progress::from_records(records).card(day, floor).why, Why::StepUp);
}

#[test]
fn one_walk_a_day_and_no_more_a_week_than_the_level_s() {
    let mut records = green(0);
    records.push(level_walk(D, 0, FINE));
    let done = card(&records, D);
    assert_eq!((done.offer, done.why), (Offer::Rest(D + 1), Why::WalkedToday));
    for day in 1..5 {
        records.push(level_walk(D + day, 0, Told { stumbles: u8::from(day % 2 == 0), ..FINE }));
    }
    let full = card(&records, D + 5);
    assert_eq!((full.offer, full.why), (Offer::Rest(D + 7), Why::WeekWalks));
    assert!(matches!(card(&records, D + 7).offer, Offer::Walk(_)));
}

#[test]
fn a_few_steps_in_passing_are_counted_and_rest_nobody() {
    let mut records = green(0);
    records.push(of_purpose(D, Purpose::Micro, 10, 10, FINE));
    let after = card(&records, D);
    assert_eq!((session(&after).level, after.why), (0, Why::Again));
    assert_eq!(Progress::from_records(records.clone()).weeks().seconds(D), 10);
    records.push(of_purpose(D, Purpose::Micro, 10, 10, Told { dizzy: true, ..FINE }));
    assert_eq!(card(&records, D).why, Why::BackDizzy);
}

#[test]
fn an_own_walk_as_large_as_the_level_s_counts_and_one_above_the_level_is_an_own_one() {
    let mut records = green(0);
    records.push(of_purpose(D, Purpose::Own, 60, 60, FINE));
    records.push(level_walk(D + 1, 2, FINE));
    let progress = Progress::from_records(records);
    assert_eq!(progress.card(D + 2, WITH).why, Why::StepUp);
    assert_eq!(progress.on_ground().level, 0);
    let small = with(green(0), [of_purpose(D, Purpose::Own, 20, 20, FINE)]);
    assert_eq!(small.card(D + 1, WITH).why, Why::Again);
}

#[test]
fn an_easier_walk_by_choice_keeps_the_level_and_one_forced_takes_it() {
    let (records, day) = climbed(5);
    let chosen = with(records.clone(), [level_walk(day, 3, FINE)]);
    assert_eq!(chosen.on_ground().level, 5);
    let forced = with(records, [Record::BackwardCheck { day, seconds: Some(9.0) }, level_walk(day, 4, FINE)]);
    assert_eq!(forced.on_ground().level, 4);
}

#[test]
fn the_week_is_capped_and_grows_by_six_minutes_or_a_fifth() {
    let mut weeks = Weeks::default();
    let room = |weeks: &Weeks, day: i32, first: i32| {
        let room = weeks.room(D + day, Some(D + first));
        (room.seconds, room.why)
    };
    assert_eq!(room(&weeks, 0, 0), (360, Why::WeekGrowth));
    weeks.add(D, 600, true);
    assert_eq!(room(&weeks, 0, 0), (0, Why::WeekGrowth));
    assert_eq!(room(&weeks, 6, 0), (0, Why::WeekGrowth));
    assert_eq!(room(&weeks, 7, 0), (960, Why::WeekGrowth));
    assert_eq!(room(&weeks, 34, 0), (960, Why::WeekGrowth));
    assert_eq!(room(&weeks, 35, 0), (360, Why::WeekGrowth));
    // A fifth is more than six minutes from thirty minutes on.
    let mut weeks = Weeks::default();
    weeks.add(D, 2400, true);
    assert_eq!(room(&weeks, 7, -77), (2880, Why::WeekGrowth));
    assert_eq!(room(&weeks, 7, -76), (1800, Why::WeekCap));
    let mut most = Weeks::default();
    most.add(D, 9000, true);
    assert_eq!(room(&most, 7, -100), (3600, Why::WeekCap));
    assert_eq!(weeks.room(D + 7, None).seconds, 1800);
}

#[test]
fn a_week_s_log_counts_by_day_and_forgets() {
    let mut weeks = Weeks::default();
    weeks.add(D, 30, true);
    weeks.add(D, 10, false);
    weeks.add(D + 2, 60, true);
    assert_eq!((weeks.on(D), weeks.on(D + 1), weeks.seconds(D + 2), weeks.walks(D + 2)), (40, 0, 100, 2));
    assert!(weeks.walked(D) && !weeks.walked(D + 1));
    weeks.add(D + 35, 5, false);
    assert_eq!((weeks.on(D), weeks.on(D + 2), weeks.walks(D + 35)), (0, 60, 0));
    assert!(!weeks.walked(D + 35));
}

#[test]
fn too_little_room_shortens_the_walk_and_far_too_little_rests() {
    let (records, day) = climbed(9);
    let day = day + 2;
    let own = |seconds| of_purpose(day - 1, Purpose::Micro, seconds, seconds, FINE);
    let at = |seconds| with(records.clone(), [own(seconds)]).card(day, WITH);
    let limit = Progress::from_records(records.clone()).weeks().room(day, Some(D)).seconds;
    let level = Level::of(10);
    assert_eq!(session(&at(limit - 480)).rounds, 8);
    let some = at(limit - 479);
    assert_eq!((session(&some).rounds, some.why), (7, Why::WeekGrowth));
    assert_eq!(session(&at(limit - level.seconds(4))).rounds, 4);
    let none = at(limit - level.seconds(4) + 1);
    assert_eq!(none.why, Why::WeekGrowth);
    assert!(matches!(none.offer, Offer::Rest(until) if until > day));
    assert!(none.choices.contains(&Choice::Own(239)));
    assert!(!at(limit).choices.iter().any(|c| matches!(c, Choice::Own(_))));
}

#[test]
fn less_is_always_on_offer() {
    let (records, day) = climbed(7);
    let card = card(&records, day);
    assert_eq!(session(&card).level, 8);
    assert!(card.choices.iter().any(|c| matches!(c, Choice::Shorter(s) if (s.level, s.rounds) == (8, 2))));
    assert!(card.choices.iter().any(|c| matches!(c, Choice::Easier(s) if (s.level, s.rounds) == (7, 4))));
    assert!(card.choices.contains(&Choice::AnotherDay));
    assert!(card.choices.iter().any(|c| matches!(c, Choice::Own(seconds) if *seconds > 0)));
    let (records, day) = climbed(13);
    let card = Progress::from_records(records).card(day, WITH);
    assert!(card.choices.iter().any(|c| matches!(c, Choice::Easier(s) if s.level == 13)));
    let (records, day) = climbed(12);
    let mut records = records;
    records.retain(|r| !matches!(r, Record::Walked(w) if w.purpose == Purpose::Level(12) && w.day > day - 5));
    let card = Progress::from_records(records).card(day, WITH);
    assert_eq!(session(&card).level, 12);
    assert!(card.choices.iter().any(|c| matches!(c, Choice::Easier(s) if s.level == 11)));
}

#[test]
fn a_clock_set_back_offers_nothing_and_names_the_day() {
    let (records, day) = climbed(3);
    let back = card(&records, day - 365);
    assert_eq!((back.offer, back.why), (Offer::CheckTheDate(day - 3), Why::CheckTheDate));
    // A day ahead is a journey: it counts as that day.
    assert_eq!(card(&records, day - 4).why, Why::WalkedToday);
    assert_eq!(card(&records, day - 5).why, Why::CheckTheDate);
}

#[test]
fn the_order_in_which_records_arrive_does_not_matter() {
    let (records, day) = climbed(6);
    let mut turned = records.clone();
    turned.reverse();
    // Records of one day keep their order, so compare the plan and not every field.
    assert_eq!(card(&records, day).offer, card(&turned, day).offer);
}

#[test]
fn next_morning_s_pain_belongs_to_yesterday_s_walk() {
    let (records, day) = climbed(1);
    let sore = |ahead: i32, pain: u8| {
        let told = Told { pain: Some(1), ..FINE };
        let progress =
            with(records.clone(), [level_walk(day, 2, told), Record::Morning { day: day + ahead, pain }]);
        progress.card(day + 3, WITH).why
    };
    assert_eq!(sore(1, 1), Why::OneMore);
    assert_eq!(sore(1, 2), Why::HoldMorning);
    assert_eq!(sore(1, 3), Why::BackMorning);
    assert_eq!(sore(2, 3), Why::BackMorning);
    assert_eq!(sore(3, 3), Why::NotTold);
    assert_eq!(sore(0, 3), Why::NotTold);
}

#[test]
fn checks_are_asked_for_when_they_are_due_or_open_something() {
    let (mut records, day) = climbed(3);
    records.retain(|r| !matches!(r, Record::BackwardCheck { .. } | Record::TandemCheck { .. }));
    let due = card(&records, day);
    assert!(due.notes.contains(&Why::CheckDue));
    assert!(due.choices.contains(&Choice::Check("three-meter-backward-walk")));
    records.push(Record::BackwardCheck { day: day - 27, seconds: Some(4.0) });
    assert!(!card(&records, day).notes.contains(&Why::CheckDue));
    assert!(card(&records, day + 1).notes.contains(&Why::CheckDue));
    let (mut records, day) = climbed(6);
    records.retain(|r| !matches!(r, Record::TandemCheck { .. }));
    let tandem = card(&records, day);
    assert!(tandem.notes.contains(&Why::GateTandem));
    assert!(tandem.choices.contains(&Choice::Check("four-stage-balance")));
    let young = card(&green(0), D);
    assert!(
        !young.notes.contains(&Why::CheckDue) && !young.choices.iter().any(|c| matches!(c, Choice::Check(_)))
    );
}

#[test]
fn the_week_ahead_keeps_the_chosen_days_and_the_week_s_limits() {
    let progress = Progress::from_records(green(0));
    let all = progress.week_ahead(D, [true; 7], WITH);
    assert_eq!(all.len(), 7);
    assert_eq!(all.iter().filter(|d| d.session.is_some()).count(), 5);
    let mut weekdays = [false; 7];
    weekdays[usize::from((D + 2).weekday())] = true;
    let one = progress.week_ahead(D, weekdays, WITH);
    let days: Vec<Day> = one.iter().filter(|d| d.session.is_some()).map(|d| d.day).collect();
    assert_eq!(days, [D + 2]);
    let walked = with(green(0), [level_walk(D, 0, FINE)]).week_ahead(D, [true; 7], WITH);
    assert_eq!((walked[0].done_s, walked[0].session), (30, None));
}

#[test]
fn every_rule_has_an_id_of_its_own_and_a_source() {
    let mut ids: Vec<&str> = Why::ALL.iter().map(|why| why.id()).collect();
    assert!(Why::ALL.iter().all(|why| !why.source().is_empty()));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), Why::ALL.len());
    let mut signs: Vec<&str> = StopSign::ALL.iter().map(|sign| sign.id()).collect();
    signs.dedup();
    assert_eq!(signs, ["fall", "chest", "faint", "weakness", "breath", "joint"]);
}

#[test]
fn a_treadmill_level_is_earned_there_and_only_there() {
    let (records, day) = climbed(12);
    // One clean walk at 12 is not two: 13 is the walker's own, and the level stays.
    let mut early = records.clone();
    early.retain(|r| !matches!(r, Record::Walked(w) if w.day == day - 3));
    assert_eq!(with(early, [level_walk(day, 13, FINE)]).on_treadmill().map(|t| t.level), Some(12));
    // Two levels at once are not earned either.
    assert_eq!(with(records.clone(), [level_walk(day, 14, FINE)]).on_treadmill().map(|t| t.level), Some(12));
    assert_eq!(with(records, [level_walk(day, 13, FINE)]).on_treadmill().map(|t| t.level), Some(13));
}

#[test]
fn only_an_amber_walker_s_intervals_are_released() {
    let (records, day) = climbed(4);
    let green = with(records.clone(), [level_walk(day, 5, FINE)]);
    assert!(!green.released);
    let amber: Vec<Record> = records
        .into_iter()
        .map(|r| match r {
            Record::Screened { day, form, .. } => screened(day, form, Advice::GoWithSomeone),
            other => other,
        })
        .collect();
    assert!(with(amber, [level_walk(day, 5, FINE)]).released);
}

#[test]
fn walking_the_own_level_while_it_is_shut_keeps_what_was_earned_there() {
    let (records, day) = climbed(5);
    let shut = with(records, [Record::BackwardCheck { day, seconds: Some(9.0) }, level_walk(day, 5, FINE)]);
    assert_eq!((shut.on_ground().level, shut.on_ground().clean), (5, 2));
}

#[test]
fn absence_takes_as_many_levels_from_the_treadmill_as_from_the_ground() {
    let (records, day) = climbed(13);
    let check = |away: i32| {
        let mut progress = Progress::from_records(records.clone());
        progress.settle();
        progress.back_after_absence(day - 3 + away);
        progress.on_treadmill().map(|t| t.level)
    };
    assert_eq!([check(7), check(8), check(15)], [Some(13), Some(12), None]);
}

#[test]
fn a_program_is_known_as_the_plan_s_in_metres_and_feet_and_else_is_the_walker_s_own() {
    for level in &LEVELS {
        for units in [UnitSystem::Metric, UnitSystem::UnitedStates] {
            let notation = level.notation_in(level.rounds, units);
            assert_eq!(Level::of_notation(&notation), Some(level.number), "{notation}");
            assert!(crate::program::parse(&notation).is_ok(), "{notation}");
        }
        let metric = level.program(1).unwrap().backward_time().as_secs_f64();
        let feet = crate::program::parse(&level.notation_in(1, UnitSystem::UnitedStates)).unwrap();
        assert!((feet.backward_time().as_secs_f64() / metric - 1.0).abs() < 0.12);
    }
    let of = Level::of_notation;
    assert_eq!((of("5:1 x1"), of("5:1 x2"), of("5:1 x3"), of("5:1 x4")), (Some(5), Some(5), Some(6), None));
    assert_eq!((of("1:1 x8"), of("1:1 x9"), of("1:1 x11")), (Some(10), Some(11), None));
    assert_eq!(of("treadmill 1 min x3 at 0.8 km/h"), Some(12));
    assert_eq!((of("hallway 6 m x6"), of("7:1 x2"), of(""), of("5:1 xx")), (None, None, None, None));
}

#[test]
fn a_session_s_program_keeps_the_walker_s_units_and_the_belt_s_ceiling() {
    let session = |level, belt| Session { level, rounds: 2, backward_s: 60, spotter: false, belt };
    let written = |session: Session, units| alloc::format!("{}", session.program_in(units).unwrap());
    assert_eq!(written(session(2, None), UnitSystem::Metric), "hallway 5 m x2");
    assert_eq!(written(session(2, None), UnitSystem::UnitedStates), "hallway 16 ft x2");
    let belt = Some(BeltSpeed::from_centi_kmh(97));
    assert_eq!(written(session(12, belt), UnitSystem::Metric), "treadmill 1 min x2 at 0.9 km/h");
    let belt = Some(BeltSpeed::from_centi_kmh(210));
    assert_eq!(written(session(13, belt), UnitSystem::UnitedStates), "treadmill 1 min x2 at 2.1 km/h");
}

#[test]
fn an_own_walk_is_open_as_far_as_the_screening_and_the_week_are() {
    let check = |records: &[Record], day: Day, written: &str| {
        let program = crate::program::parse(written).unwrap();
        Progress::from_records(records.to_vec()).allows(&program, day, Company::Alone)
    };
    let short = |advice| vec![screened(D, Form::Short, advice)];
    let long = |advice| vec![screened(D, Form::Long, advice)];
    let (path, turns, belt) = ("garden 10 m x10", "1:1 x3", "treadmill 1 min x1");
    assert_eq!(check(&[], D, path), Err(Why::ScreenFirst));
    assert_eq!(check(&long(Advice::AskFirst), D, path), Err(Why::AskFirst));
    assert_eq!(check(&short(Advice::Go), D, path), Ok(()));
    assert_eq!(check(&short(Advice::Go), D, turns), Err(Why::GateLongForm));
    assert_eq!(check(&long(Advice::Go), D, turns), Ok(()));
    assert_eq!(check(&long(Advice::GoWithSomeone), D, path), Ok(()));
    assert_eq!(check(&long(Advice::GoWithSomeone), D, turns), Err(Why::GateAmber));
    assert_eq!(check(&long(Advice::Go), D, belt), Err(Why::GateCheck));
    // A treadmill asks for no weeks of other walks, but for both checks and the list, each as good as the plan's own.
    let checked = |seconds, held, listed: &[Record]| {
        let checks = [
            Record::BackwardCheck { day: D, seconds: Some(seconds) },
            Record::TandemCheck { day: D, seconds: held },
        ];
        check(&[&long(Advice::Go)[..], &checks, listed].concat(), D, belt)
    };
    let listed = [Record::TreadmillReady { day: D }];
    assert_eq!(checked(4.0, 10.0, &listed), Ok(()));
    assert_eq!(checked(4.0, 10.0, &[]), Err(Why::GateTreadmillList));
    assert_eq!(checked(4.0, 9.0, &listed), Err(Why::GateTandem));
    assert_eq!(checked(BACKWARD_ALONE_SECONDS + 0.1, 10.0, &listed), Err(Why::GateInstructor));
    assert_eq!(checked(BACKWARD_WATCHED_SECONDS + 0.1, 10.0, &listed), Err(Why::GateSlow));
    assert_eq!(check(&long(Advice::Go), D + 90, path), Err(Why::ScreenAgain));
    // Six minutes in a first week, of a path half a metre a second: 180 m and no more.
    assert_eq!(check(&long(Advice::Go), D, "garden 10 m x18"), Ok(()));
    assert_eq!(check(&long(Advice::Go), D, "garden 10 m x19"), Err(Why::WeekGrowth));
    assert_eq!(check(&long(Advice::Go), D, "1:1 x6"), Ok(()));
    assert_eq!(check(&long(Advice::Go), D, "1:1 x7"), Err(Why::WeekGrowth));
    let fallen = [long(Advice::Go), vec![Record::Stopped { day: D, sign: StopSign::Fall }]].concat();
    assert_eq!(check(&fallen, D, path), Err(Why::Stopped));
    // The plan's own treadmill level is open, so the walker's own walk there is too; and released intervals stay open.
    let (mut records, day) = climbed(6);
    records.push(Record::TreadmillReady { day });
    assert_eq!(check(&records, day, belt), Ok(()));
    let mut amber = long(Advice::GoWithSomeone);
    amber.extend((0..5).map(|n| level_walk(D + 4 * n, 0, FINE)));
    amber.push(Record::BackwardCheck { day: D + 16, seconds: Some(4.0) });
    assert_eq!(check(&amber, D + 17, turns), Ok(()));
    assert_eq!(check(&amber[..6], D + 17, turns), Err(Why::GateAmber));
    // Away for long: what was released is shut again once the questions are answered.
    let released = [&amber[..], &[level_walk(D + 17, 4, FINE)]].concat();
    let back = [&released[..], &[screened(D + 60, Form::Long, Advice::GoWithSomeone)]].concat();
    assert_eq!(check(&back, D + 60, turns), Err(Why::GateAmber));
}

#[test]
fn the_morning_after_a_walk_that_hurt_is_asked_about_once() {
    let hurt = |pain| {
        let walk = level_walk(D, 0, Told { pain, ..FINE });
        Progress::from_records([screened(D, Form::Long, Advice::Go), walk])
    };
    let asks = |pain, after: i32| hurt(pain).asks_morning(D + after);
    assert!(asks(Some(1), 1) && asks(Some(1), 2));
    assert!(!asks(Some(1), 0) && !asks(Some(1), 3) && !asks(Some(0), 1) && !asks(None, 1));
    let mut told = hurt(Some(2));
    told.learn(Record::Morning { day: D + 1, pain: 0 });
    assert!(!told.asks_morning(D + 1));
}

#[test]
fn the_week_s_goal_is_the_level_s_least_within_the_cap() {
    let goal = |records: Vec<Record>, day| Progress::from_records(records).week_goal_s(day);
    // Three walks of 30 s on the first level; the week's first room is six minutes.
    assert_eq!(goal(vec![screened(D, Form::Long, Advice::Go)], D), 90);
    let (records, day) = climbed(6);
    assert_eq!(goal(records, day), 3 * 180);
    // Level 11 asks for 30 min a week, more than the growth allows after weeks of nothing; what is done counts in.
    let (mut records, day) = climbed(6);
    records.push(of_purpose(day, Purpose::Own, 60, 60, FINE));
    assert_eq!(goal(records, day), 3 * 180);
}

#[test]
fn the_day_of_a_walk_waits_for_the_next_morning_before_anything_opens() {
    let (records, day) = climbed(6);
    let until: Vec<Record> = records.iter().copied().filter(|record| record.day() <= day - 3).collect();
    let same_day = card(&until, day - 3);
    assert_eq!(same_day.why, Why::WalkedToday);
    assert!(same_day.notes.contains(&Why::OneMore), "the second clean walk is not judged yet");
    assert!(!card(&records, day).notes.contains(&Why::OneMore));
}

#[test]
fn nothing_is_noted_where_nothing_needs_a_word() {
    assert_eq!(card(&green(0), D).notes, []);
    let (records, day) = climbed(13);
    let card = card(&records, day + 3);
    assert_eq!((session(&card).level, card.notes.as_slice()), (14, [Why::SameSpeedFirst].as_slice()));
    assert!(
        !card.choices.iter().any(|c| matches!(c, Choice::Treadmill(_))),
        "it is on the treadmill already"
    );
    let (records, day) = climbed(11);
    let first = Progress::from_records(records).card(day + 2, WITH);
    assert_eq!((session(&first).level, first.notes.contains(&Why::SameSpeedFirst)), (12, false));
    assert_eq!(
        session(&first).program(),
        session(&first).program_in(UnitSystem::Metric).map(|_| Level::of(12).program(3).unwrap())
    );
}

#[test]
fn the_last_level_on_the_ground_is_walked_before_the_treadmill_is_offered_by_itself() {
    let (records, day) = climbed(10);
    assert_eq!(check(&records, day + 2), (11, Why::StepUp));
}

#[test]
fn a_treadmill_level_that_is_not_earned_yet_says_so() {
    for (level, said) in [(12, Why::OneMore), (15, Why::OneMore)] {
        let (mut records, day) = climbed(level);
        records.retain(|r| !matches!(r, Record::Walked(w) if w.day == day - 3));
        assert_eq!(check(&records, day), (level, said));
    }
}

#[test]
fn a_treadmill_that_shut_again_is_answered_with_its_gate_on_the_ground() {
    let (mut records, day) = climbed(13);
    records.push(Record::TandemCheck { day, seconds: 9.0 });
    let card = card(&records, day + 3);
    assert_eq!((session(&card).level, card.why), (11, Why::GateTandem));
}

#[test]
fn a_new_place_holds_back_only_a_new_level_of_intervals() {
    let at = |records: Vec<Record>, day, ground| {
        let card = Progress::from_records(records).card(day, Today { ground: Some(ground), ..WITH });
        (session(&card).level, card.why)
    };
    let (mut records, day) = climbed(5);
    records.retain(|r| !matches!(r, Record::Walked(w) if w.day == day - 3));
    assert_eq!(at(records, day, Ground::Street), (5, Why::OneMore));
    let (records, day) = climbed(2);
    assert_eq!(at(records, day, Ground::Driveway), (3, Why::StepUp));
}

#[test]
fn a_check_is_asked_for_where_the_next_level_waits_for_it_and_not_before_it_is_due() {
    let asked = |records: &[Record], day| {
        card(records, day).choices.contains(&Choice::Check("three-meter-backward-walk"))
    };
    let without = |level| {
        let (mut records, day) = climbed(level);
        records.retain(|r| !matches!(r, Record::BackwardCheck { .. }));
        (records, day)
    };
    // Slow a day ago: not due, and yet the next level waits for a better one.
    let (mut records, day) = without(4);
    records.push(Record::BackwardCheck { day: day - 1, seconds: Some(5.0) });
    assert!(asked(&records, day));
    let (mut records, day) = without(3);
    records.push(Record::BackwardCheck { day: day - 27, seconds: Some(4.0) });
    assert!(!asked(&records, day) && asked(&records, day + 1));
    // Up to the third level nobody is asked.
    let (records, day) = without(2);
    assert_eq!(Progress::from_records(records.clone()).on_ground().level, 2);
    assert!(!asked(&records, day) && !card(&records, day).notes.contains(&Why::CheckDue));
}

#[test]
fn half_of_a_level_holds_a_round_of_any_easier_one() {
    for level in &LEVELS {
        for room in (0..700).filter(|room| level.rounds_within(*room) * 2 >= level.rounds) {
            for easier in LEVELS.iter().filter(|easier| easier.number < level.number.min(LAST_ON_GROUND + 1))
            {
                assert!(
                    easier.rounds_within(room) > 0,
                    "{} from {} in {room} s",
                    easier.number,
                    level.number
                );
            }
            let before = level.number.checked_sub(1).map(Level::of);
            assert!(
                before.is_none_or(|before| before.rounds_within(room) > 0),
                "{} in {room} s",
                level.number
            );
        }
    }
}

#[test]
fn one_round_is_not_made_shorter_and_an_easier_walk_has_a_round_at_least() {
    // Of the first week's six minutes some seconds are left.
    let left = |level: u8, seconds: u32| {
        let mut progress = Progress::from_records(green(0));
        progress.ground = Track::at(level);
        progress.weeks.add(D, 360 - seconds, false);
        progress.card(D, WITH)
    };
    let rounds = |card: &Card, of: fn(&Choice) -> Option<u16>| card.choices.iter().find_map(of);
    let shorter = |c: &Choice| if let Choice::Shorter(s) = c { Some(s.rounds) } else { None };
    let easier = |c: &Choice| if let Choice::Easier(s) = c { Some(s.rounds) } else { None };
    let one = left(0, 15);
    assert_eq!((session(&one).rounds, rounds(&one, shorter)), (1, None));
    let two = left(0, 30);
    assert_eq!((session(&two).rounds, rounds(&two, shorter)), (2, Some(1)));
    // Two paths of the kitchen fit into 15 s, and one of the counter.
    assert_eq!(rounds(&left(1, 15), easier), Some(1));
}

#[test]
fn the_treadmill_is_a_choice_only_where_its_week_and_a_round_have_room() {
    let offered = |walks: i32, ground: u8, left: Option<u32>| {
        let (records, day) = climbed(13);
        let mut progress = Progress::from_records(records);
        progress.settle();
        progress.ground = Track::at(ground);
        progress.weeks = Weeks::default();
        for ago in 1..=walks {
            progress.weeks.add(day - ago, 1, true);
        }
        if let Some(left) = left {
            let room = progress.weeks.room(day, progress.began).seconds;
            progress.weeks.add(day, room - left, false);
        }
        let card = progress.card(day, Today { ground: Some(Ground::Floor), ..WITH });
        assert_eq!(session(&card).level, ground, "{:?}", card.why);
        card.choices.iter().any(|c| matches!(c, Choice::Treadmill(_)))
    };
    assert!(offered(2, 3, None));
    assert!(!offered(3, 3, None), "three walks are a treadmill's week");
    assert!(offered(2, 2, Some(60)) && !offered(2, 2, Some(59)));
}

#[test]
fn where_no_day_of_the_week_holds_a_whole_walk_the_rest_ends_after_seven_days() {
    let mut progress = Progress::from_records(green(0));
    progress.ground = Track::at(11);
    progress.began = Some(D - 30);
    progress.last_walk = Some(D - 1);
    progress.backward_check = Some((D, Some(4.0)));
    // Six minutes of growth from nothing are less than the ten of level 11, on any day.
    progress.weeks.add(D, 200, false);
    let card = progress.card(D, Today { ground: Some(Ground::Floor), ..WITH });
    assert_eq!((card.offer, card.why), (Offer::Rest(D + 7), Why::WeekGrowth));
}
