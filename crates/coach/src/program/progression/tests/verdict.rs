//! What a walk did to the level: up, the same again, back, locked; and what absence costs.

use super::*;

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
    // Whoever walks is told at once.
    assert_eq!(
        [&locked, &outside, &again].map(Progress::barred),
        [Some(Why::Stopped), Some(Why::Stopped), None]
    );
}

#[test]
fn who_was_asked_may_walk_with_someone_and_neither_dates_nor_locks_change() {
    let asked = |day| Record::Asked { day, advice: Advice::GoWithSomeone };
    let red =
        vec![screened(D, Form::Long, Advice::AskFirst), screened(D + 80, Form::Short, Advice::AskFirst)];
    let offer = |records: &[Record], day| card(records, day).offer;
    assert_eq!(offer(&red, D + 81), Offer::AskFirst);
    let progress = Progress::from_records(red.clone());
    assert_eq!((progress.barred(), progress.advice()), (Some(Why::AskFirst), Some(Advice::AskFirst)));
    let mut said_yes = red.clone();
    said_yes.push(asked(D + 81));
    assert!(
        matches!(offer(&said_yes, D + 81), Offer::Walk(session) if session.spotter && session.level == 0)
    );
    // Taken back, it waits again.
    let mut taken_back = said_yes.clone();
    taken_back.push(Record::Asked { day: D + 81, advice: Advice::AskFirst });
    assert_eq!(offer(&taken_back, D + 81), Offer::AskFirst);
    // The questions are due when they were, whoever was asked since.
    said_yes.push(asked(D + 169));
    assert!(matches!(offer(&said_yes, D + 169), Offer::Walk(_)));
    assert_eq!(offer(&said_yes, D + 170), Offer::Screen(Form::Short));
    // A stop sign waits for new answers.
    said_yes.extend([Record::Stopped { day: D + 100, sign: StopSign::Fall }, asked(D + 100)]);
    assert_eq!(offer(&said_yes, D + 100), Offer::CheckTheDate(D + 169));
    said_yes.retain(|record| record.day() <= D + 100);
    assert_eq!(offer(&said_yes, D + 100), Offer::Screen(Form::Short));
    // And before any answers there is nothing to change.
    assert_eq!(offer(&[asked(D)], D), Offer::Screen(Form::Short));
}

#[test]
fn a_check_makes_a_red_answer_no_milder_and_any_other_milder_or_graver() {
    let all = Advice::ALL;
    let may = |told: &[Record]| all.map(|advice| Progress::from_records(told.to_vec()).may_weigh(advice));
    let red = screened(D, Form::Long, Advice::AskFirst);
    assert_eq!(may(&[red]), [false, false, true]);
    assert_eq!(may(&[red, Record::Asked { day: D, advice: Advice::GoWithSomeone }]), [true; 3]);
    assert_eq!(may(&[red, screened(D, Form::Short, Advice::Go)]), [true; 3]);
    assert_eq!(may(&[screened(D, Form::Long, Advice::GoWithSomeone)]), [true; 3]);
}

#[test]
fn who_was_asked_keeps_two_clean_weeks_only_where_nothing_changes() {
    let asked = |advice| Record::Asked { day: D + 1, advice };
    let progress = |advice| {
        let mut progress = Progress::from_records([screened(D, Form::Long, Advice::GoWithSomeone)]);
        (progress.released, progress.clean_since, progress.clean_walks) = (true, Some(D), 4);
        progress.learn(asked(advice));
        (progress.released, progress.clean_since, progress.clean_walks)
    };
    assert_eq!(progress(Advice::GoWithSomeone), (true, Some(D), 4));
    assert_eq!(progress(Advice::Go), (false, None, 0));
}

#[test]
fn a_fall_is_remembered_for_a_year() {
    let fall = Record::Stopped { day: D, sign: StopSign::Fall };
    let walked = level_walk(D, 0, Told { stop: Some(StopSign::Fall), ..FINE });
    for record in [fall, walked] {
        let progress = Progress::from_records([record]);
        assert!(progress.known(D).fell && progress.known(D + 364).fell);
        assert!(!progress.known(D + 365).fell);
    }
    let chest = Record::Stopped { day: D, sign: StopSign::Chest };
    let walked = level_walk(D, 0, Told { stop: Some(StopSign::Faint), ..FINE });
    assert!(!Progress::from_records([chest, walked]).known(D).fell);
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
fn a_new_treadmill_level_keeps_the_old_speed_for_its_first_walk() {
    let (mut records, day) = climbed(12);
    // 3 m in 4.0 s is 2.7 km/h: 50 % in the second week is 1.35, held at 1.00 on the first level and once more.
    let first = card(&records, day);
    assert_eq!(session(&first).level, 13);
    assert_eq!(session(&first).belt.map(BeltSpeed::centi_kmh), Some(100));
    assert!(first.notes.contains(&Why::SameSpeedFirst));
    records.push(level_walk(day, 13, FINE));
    let second = card(&records, day + 3);
    assert_eq!(session(&second).belt.map(BeltSpeed::centi_kmh), Some(135));
    assert!(!second.notes.contains(&Why::SameSpeedFirst));
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
