//! What today's card offers, notes and asks.

use super::*;

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
fn answers_of_an_unknown_day_are_asked_again_at_once() {
    for form in [Form::Long, Form::Short] {
        let card = card(&[Record::Undated { day: D, form, advice: Advice::Go }], D);
        assert_eq!((card.offer, card.why), (Offer::Screen(Form::Short), Why::ScreenAgain));
    }
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
fn what_a_walk_told_to_step_back_for_is_rested_from_the_same_day_however_short_it_was() {
    let (records, day) = climbed(1);
    assert_eq!(session(&card(&records, day)).level, 2);
    let own = crate::program::parse("hallway 5 m x2").unwrap();
    for (told, why) in [
        (Told { dizzy: true, ..FINE }, Why::BackDizzy),
        (Told { pain: Some(8), ..FINE }, Why::BackPain),
        (Told { stumbles: 2, ..FINE }, Why::BackStumbles),
        (Told { effort: Some(9), ..FINE }, Why::BackEffort),
    ] {
        for (purpose, done_s) in [(Purpose::Level(2), 0), (Purpose::Own, 20), (Purpose::Micro, 10)] {
            let told = of_purpose(day, purpose, 60, done_s, told);
            let again = of_purpose(day, Purpose::Own, 60, 0, FINE);
            for progress in [with(records.clone(), [told]), with(records.clone(), [told, again])] {
                let card = progress.card(day, WITH);
                assert_eq!((card.offer, card.why), (Offer::Rest(day + 1), why));
                assert!(card.choices.is_empty(), "nothing else is on offer either");
                assert_eq!(progress.allows(&own, day, Company::Instructor), Err(why));
                assert!(session(&progress.card(day + 1, WITH)).level < 2);
                assert!(progress.allows(&own, day + 1, Company::Alone).is_ok());
            }
        }
    }
    // Answers given anew after a stop sign open the next day.
    let fell = level_walk(day, 2, Told { stop: Some(StopSign::Fall), ..FINE });
    let answered = with(records, [fell, screened(day, Form::Long, Advice::Go)]);
    assert_eq!(answered.card(day, WITH).offer, Offer::Rest(day + 1));
    assert!(matches!(answered.card(day + 1, WITH).offer, Offer::Walk(_)));
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
fn a_morning_comes_before_whatever_else_that_day_holds() {
    let (records, day) = climbed(1);
    let sore = level_walk(day, 2, Told { pain: Some(1), ..FINE });
    let (morning, again) = (Record::Morning { day: day + 1, pain: 3 }, level_walk(day + 1, 2, FINE));
    let told = with(records.clone(), [sore, morning, again]);
    assert_eq!(told, with(records, [sore, again, morning]));
    assert_eq!(told.card(day + 1, WITH).why, Why::WalkedToday);
    assert_eq!(told.on_ground().level, 1, "the morning stepped back");
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
    // One by the phone's steps opens nothing, but it was done.
    records.push(Record::Checked { day: day + 1, backward: Some(4.0) });
    assert!(!card(&records, day + 1).notes.contains(&Why::CheckDue));
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
    assert_eq!(check(&short(Advice::Go), D, path), Err(Why::GateLongForm));
    assert_eq!(check(&short(Advice::Go), D, "garden 5 m x10"), Ok(()));
    assert_eq!(check(&short(Advice::Go), D, "garden 5.1 m x1"), Err(Why::GateLongForm));
    assert_eq!(check(&short(Advice::Go), D, turns), Err(Why::GateLongForm));
    assert_eq!(check(&long(Advice::Go), D, turns), Ok(()));
    assert_eq!(check(&long(Advice::GoWithSomeone), D, path), Ok(()));
    assert_eq!(check(&long(Advice::GoWithSomeone), D, turns), Err(Why::GateAmber));
    // Intervals need no check, but what it says holds.
    let timed = |seconds, written| {
        check(&[&long(Advice::Go)[..], &[Record::BackwardCheck { day: D, seconds }]].concat(), D, written)
    };
    assert_eq!(timed(Some(BACKWARD_ALONE_SECONDS), turns), Ok(()));
    assert_eq!(timed(Some(BACKWARD_ALONE_SECONDS + 0.1), turns), Err(Why::GateSlow));
    assert_eq!((timed(None, turns), timed(None, path)), (Err(Why::GateSlow), Ok(())));
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
    assert_eq!(checked(BACKWARD_WATCHED_SECONDS, 10.0, &listed), Err(Why::GateInstructor));
    assert_eq!(checked(BACKWARD_WATCHED_SECONDS + 0.1, 10.0, &listed), Err(Why::GateSlow));
    // A belt no faster than the first level's, or than the own share: three metres in 4 s are 2.7 km/h, of which 40 %.
    let belt_at = |seconds, written: &str| {
        let checks = [
            Record::BackwardCheck { day: D, seconds: Some(seconds) },
            Record::TandemCheck { day: D, seconds: 10.0 },
        ];
        let program = crate::program::parse(written).unwrap();
        Progress::from_records([&long(Advice::Go)[..], &checks, &listed].concat()).allows(
            &program,
            D,
            Company::Instructor,
        )
    };
    for written in ["treadmill 1 min x1 at 1.0 km/h", "treadmill 1 min x1 at 0.8 km/h"] {
        assert_eq!(belt_at(4.0, written), Ok(()));
    }
    for written in ["treadmill 1 min x1 at 1.1 km/h", "treadmill 1 min x1 at 3.2 km/h"] {
        assert_eq!(belt_at(4.0, written), Err(Why::GateBelt));
    }
    // The check of walking backward is good for its days, and not on any later one.
    for (days, open) in [(0, Ok(())), (1, Err(Why::GateCheck)), (2, Err(Why::GateCheck))] {
        let today = D + CHECK_DAYS + days;
        let checks = [
            Record::BackwardCheck { day: D, seconds: Some(4.0) },
            Record::TandemCheck { day: today, seconds: 10.0 },
        ];
        assert_eq!(check(&[&long(Advice::Go)[..], &checks, &listed].concat(), today, belt), open);
    }
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
    // Once on the treadmill, the ceiling is that of the week: of the 2.7 km/h 50 % in the second.
    records.extend([0, 2].map(|ahead| level_walk(day + ahead, 12, FINE)));
    records.push(level_walk(day + 4, 13, FINE));
    records.push(level_walk(day + 6, 13, FINE));
    assert_eq!(check(&records, day + 7, "treadmill 1 min x1 at 1.3 km/h"), Ok(()));
    assert_eq!(check(&records, day + 7, "treadmill 1 min x1 at 1.4 km/h"), Err(Why::GateBelt));
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
fn a_few_steps_in_passing_take_no_walk_s_next_morning_away() {
    let (records, day) = climbed(1);
    let passing = |ahead: i32| of_purpose(day + ahead, Purpose::Micro, 10, 10, Told::default());
    let sore = Told { pain: Some(1), ..FINE };
    let after = |passing: &[Record], pain: u8| {
        let mut progress = with(records.clone(), [level_walk(day, 2, sore)]);
        for steps in passing {
            progress.learn(*steps);
        }
        assert!(progress.asks_morning(day + 1));
        progress.learn(Record::Morning { day: day + 1, pain });
        progress.card(day + 3, WITH).why
    };
    for passing in [&[][..], &[passing(0)], &[passing(1)], &[passing(0), passing(0), passing(1)]] {
        assert_eq!(
            [1, 2, 3].map(|pain| after(passing, pain)),
            [Why::OneMore, Why::HoldMorning, Why::BackMorning]
        );
    }
    // Days later nothing more is heard of that walk: it is judged before the absence it was followed by.
    let late = with(records.clone(), [level_walk(day, 2, sore), passing(3)]);
    assert_eq!((late.asks_morning(day + 3), late.pending), (false, None));
    // A stop sign told of them locks as ever.
    let stop = Told { stop: Some(StopSign::Fall), ..FINE };
    let stopped =
        with(records.clone(), [level_walk(day, 2, sore), of_purpose(day, Purpose::Micro, 10, 10, stop)]);
    assert_eq!(stopped.card(day + 1, WITH).why, Why::Stopped);
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
