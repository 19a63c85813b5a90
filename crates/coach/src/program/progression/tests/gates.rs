//! What has to be passed before intervals, and before the treadmill.

use super::*;

/// The same walker, had the questions come out amber.
fn amber(records: Vec<Record>) -> Vec<Record> {
    let answered = |record| match record {
        Record::Screened { day, form, .. } => screened(day, form, Advice::GoWithSomeone),
        other => other,
    };
    records.into_iter().map(answered).collect()
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
fn a_slow_time_by_steps_shuts_what_a_tapped_one_shuts_and_opens_nothing() {
    let (records, day) = climbed(4);
    let without: Vec<Record> =
        records.into_iter().filter(|r| !matches!(r, Record::BackwardCheck { .. })).collect();
    let tap = |age: i32, seconds| Record::BackwardCheck { day: day - age, seconds };
    let slow = Record::SlowBackwardCheck { day, seconds: 5.2 };
    let open = |checks: &[Record], company| {
        with(without.clone(), checks.iter().copied()).card(day, Today { company, ground: None }).why
    };
    let after = |before: &[Record]| {
        let all = [before, &[slow]].concat();
        [Company::Alone, Company::Spotter].map(|company| open(&all, company))
    };
    assert_eq!(
        after(&[tap(5, Some(4.0))]),
        [Why::GateSlow, Why::StepUp],
        "the tapped one opens with a spotter"
    );
    assert_eq!(after(&[tap(5, Some(6.0))]), [Why::GateSlow; 2]);
    assert_eq!(after(&[tap(5, None)]), [Why::GateSlow; 2]);
    for never_or_long_ago in [&[][..], &[tap(29, Some(4.0))]] {
        assert_eq!(after(never_or_long_ago), [Why::GateSlow, Why::GateCheck]);
    }
    assert_eq!(open(&[slow, tap(0, Some(4.0))], Company::Alone), Why::StepUp, "tapped anew");
    // It ends no two clean weeks either, and an own walk alone is as shut.
    let progress = with(amber(without.clone()), [slow]);
    let own = crate::program::parse("1:1 x1").unwrap();
    assert_eq!(progress.allows(&own, day, Company::Spotter), Err(Why::GateAmber));
    assert_eq!(with(without.clone(), [slow]).allows(&own, day, Company::Alone), Err(Why::GateSlow));
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
    let amber = amber(records);
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
fn a_new_place_keeps_the_old_level() {
    let (records, day) = climbed(5);
    let street = Today { ground: Some(Ground::Street), ..WITH };
    let new = Progress::from_records(records.clone()).card(day, street);
    assert_eq!((session(&new).level, new.why), (5, Why::OneNewThing));
    let floor = Today { ground: Some(Ground::Floor), ..WITH };
    assert_eq!(Progress::from_records(records.clone()).card(day, floor).why, Why::StepUp);
    // A street where nobody walked backward is as new as before.
    let walk = Walk {
        day: day - 1,
        purpose: Purpose::Own,
        ground: Ground::Street,
        planned_s: 60,
        done_s: 0,
        told: FINE,
    };
    assert!(!with(records, [Record::Walked(walk)]).knows(Ground::Street));
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
    let amber = amber(records);
    assert!(with(amber, [level_walk(day, 5, FINE)]).released);
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
fn a_walk_before_an_amber_answer_says_nothing_about_two_clean_weeks_after_it() {
    let mut records = vec![screened(D, Form::Long, Advice::Go), level_walk(D + 5, 0, FINE)];
    records.push(screened(D + 8, Form::Short, Advice::GoWithSomeone));
    records.extend((8..40).map(|day| level_walk(D + day, 0, FINE)));
    records.extend((8..40).map(|day| Record::BackwardCheck { day: D + day, seconds: Some(3.0) }));
    let open = |day| {
        let until_then = records.iter().filter(|record| record.day() <= day).copied();
        Progress::from_records(until_then).open(5, day, Company::Alone)
    };
    // Two weeks after the walk of before, and after the first since.
    assert_eq!(open(D + 19), Err(Why::GateAmber));
    assert_eq!(open(D + 21), Err(Why::GateAmber));
    assert_ne!(open(D + 22), Err(Why::GateAmber));
}

#[test]
fn whoever_was_asked_keeps_to_the_first_steps_until_new_answers() {
    let (records, day) = climbed(6);
    let mut told = vec![
        screened(D, Form::Long, Advice::AskFirst),
        Record::Asked { day: D, advice: Advice::GoWithSomeone },
    ];
    told.extend(records.into_iter().filter(|record| !matches!(record, Record::Screened { .. })));
    let progress = Progress::from_records(told.clone());
    for (level, open) in [(4, Ok(())), (5, Err(Why::GateAsked)), (12, Err(Why::GateAsked))] {
        assert_eq!(progress.open(level, day, Company::Instructor), open);
    }
    let own = |progress: &Progress, written: &str| {
        progress.allows(&crate::program::parse(written).unwrap(), day, Company::Instructor)
    };
    for (written, open) in [("garden 10 m x6", Ok(())), ("1:1 x3", Err(Why::GateAsked))] {
        assert_eq!(own(&progress, written), open);
    }
    assert_eq!(own(&progress, "treadmill 1 min x1"), Err(Why::GateAsked));
    let card = progress.card(day, Today { company: Company::Instructor, ground: Some(Ground::Treadmill) });
    assert_eq!((session(&card).level, session(&card).spotter), (4, true));
    // A slip that is taken back, and new answers.
    let slip = with(told.clone(), [Record::Asked { day, advice: Advice::AskFirst }]);
    assert_eq!(slip.card(day, WITH).offer, Offer::AskFirst);
    let again = with(told, [screened(day, Form::Long, Advice::Go)]);
    assert_eq!(again.open(5, day, Company::Alone), Ok(()));
}

#[test]
fn the_treadmill_shuts_where_the_three_metre_check_is_old() {
    let belt = |written: &str| crate::program::parse(written).unwrap();
    for level in [6, 12, 14] {
        let (records, day) = climbed(level);
        for (age, open) in [(CHECK_DAYS, Ok(())), (CHECK_DAYS + 1, Err(Why::GateCheck))] {
            let check = Record::BackwardCheck { day: day - age, seconds: Some(4.0) };
            let newer =
                |record: &Record| matches!(record, Record::BackwardCheck { .. }) && record.day() > day - age;
            let mut records = records.clone();
            records.retain(|record| !newer(record));
            let mut progress = with(records, [check]);
            progress.settle();
            assert_eq!(progress.open(12, day, Company::Alone), open);
            assert_eq!(progress.treadmill_shut(day, Company::Alone), open.err());
            for written in ["treadmill 1 min x1", "treadmill 1 min x1 at 0.8 km/h"] {
                assert_eq!(progress.allows(&belt(written), day, Company::Instructor), open);
            }
        }
    }
    // On the card: what is shut, the check that opens it, and no belt.
    let (records, day) = climbed(14);
    let later = day + CHECK_DAYS;
    let walks = (0..CHECK_DAYS).step_by(4).map(|after| level_walk(day + after, 11, FINE));
    let card = with(records, walks).card(later, WITH);
    assert_eq!((session(&card).level <= LAST_ON_GROUND, session(&card).belt), (true, None));
    assert_eq!(card.why, Why::GateCheck);
    assert!(card.choices.contains(&Choice::Check("three-meter-backward-walk")));
    assert!(!card.choices.iter().any(|choice| matches!(choice, Choice::Treadmill(_))));
}

#[test]
fn a_week_on_a_belt_lasts_seven_days_and_more() {
    let mut weeks = caps::BeltWeeks::default();
    assert_eq!((weeks.before(D), weeks.last()), (0, 0));
    for (day, over) in [(0, 0), (6, 0), (7, 1), (13, 1), (20, 2), (21, 2), (90, 3)] {
        assert_eq!(weeks.before(D + day), over, "before the walk of day {day}");
        weeks.add(D + day);
        assert_eq!((weeks.before(D + day), weeks.last()), (over, over), "day {day}");
    }
    assert_eq!((weeks.before(D + 97), weeks.last()), (4, 3));
}

#[test]
fn the_first_walk_of_a_new_level_keeps_the_belt_of_the_one_before() {
    // Three metres in 4 s are 2.7 km/h: 40, 50 and 60 % of it are 1.08, 1.35 and 1.62.
    let (records, day) = climbed(11);
    let belt = |walks: &[(i32, u8)], level: u8| {
        let last = day + walks.last().map_or(0, |(after, _)| *after);
        let walks = walks.iter().map(|(after, level)| level_walk(day + *after, *level, FINE));
        let mut progress = with(records.clone(), walks);
        progress.backward_check = Some((last, Some(4.0)));
        progress.settle();
        progress.belt_for(level, last).map(BeltSpeed::centi_kmh)
    };
    let first = [(0, 12), (7, 12)];
    assert_eq!(belt(&first, 13), Some(100));
    let second = [(0, 12), (7, 12), (10, 13), (14, 13)];
    assert_eq!((belt(&second, 13), belt(&second, 14)), (Some(162), Some(162)));
    let quick = [(0, 12), (2, 12), (4, 13), (6, 13)];
    assert_eq!((belt(&quick, 13), belt(&quick, 14)), (Some(100), Some(100)));
    let slower = [(0, 12), (2, 12), (4, 13), (8, 13)];
    assert_eq!((belt(&slower, 13), belt(&slower, 14)), (Some(135), Some(135)));
    // On a belt that did not run nobody walked.
    let mut still = with(records.clone(), first.map(|(after, level)| level_walk(day + after, level, FINE)));
    let stood = Walk {
        day: day + 21,
        purpose: Purpose::Own,
        ground: Ground::Treadmill,
        planned_s: 60,
        done_s: 0,
        told: FINE,
    };
    still.learn(Record::Walked(stood));
    assert_eq!(still.belt_weeks.last(), 1);
}
