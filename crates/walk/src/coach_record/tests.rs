use super::*;
use alloc::vec::Vec;
use coach::program::progression::Progress;
use coach::program::progression::card::{Offer, Today};
use coach::program::progression::gates::Company;
use coach::program::progression::why::Why;
use formats::walk_record::{Ended, Pain};

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
        Record::Undated { day: D, form: Form::Short, advice: Advice::AskFirst },
        Record::Undated { day: D, form: Form::Long, advice: Advice::Go },
        Record::Walked(walk),
        Record::Walked(micro),
        Record::Walked(Walk { purpose: Purpose::Own, ground: Ground::Treadmill, ..walk }),
        Record::Morning { day: D, pain: 4 },
        Record::BackwardCheck { day: D, seconds: Some(4.25) },
        Record::BackwardCheck { day: D, seconds: None },
        Record::SlowBackwardCheck { day: D, seconds: 5.25 },
        Record::TandemCheck { day: D, seconds: 10.0 },
        Record::Checked { day: D, backward: None },
        Record::Checked { day: D, backward: Some(4.5) },
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
    assert_eq!(learned(&kept("garden 8 m x6", Source::Phone, &path)), (Purpose::Own, Ground::Floor, 96, 48));
    assert_eq!(
        learned(&kept("hallway 5 m x1", Source::Typed, &path[..1])),
        (Purpose::Micro, Ground::Floor, 10, 10)
    );
    assert_eq!(learned(&kept("driveway 25 m x4", Source::Phone, &path[..1])).1, Ground::Driveway);
    assert_eq!(learned(&kept("treadmill 1 min x3 at 0.8 km/h", Source::Phone, &turns)).1, Ground::Treadmill);
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
        effort: Some(12),
        stumbles: Some(1),
        pain: [pain(2), pain(5)].into(),
        dizzy: true,
        talk: Some(false),
    };
    let said = told(&feeling);
    assert_eq!((said.effort, said.pain, said.stumbles), (Some(4), Some(5), 1));
    assert!(said.dizzy && said.full_sentences == Some(false) && said.stop.is_none());
    let nowhere = Feeling { pain: Vec::new(), ..feeling };
    assert_eq!(told(&nowhere).pain, Some(0));
    // Half an answer says nothing of what was not asked yet, and leaves out nothing that was said.
    let half = told(&Feeling { effort: None, ..nowhere.clone() });
    assert_eq!((half.effort, half.pain, half.dizzy, half.stumbles), (None, None, true, 1));
    let half = told(&Feeling { stumbles: None, effort: Some(17), ..nowhere });
    assert_eq!((half.effort, half.pain), (Some(9), None));
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
    let now = alloc::format!("{D}T09:00:00+02:00");
    let right = |record| redated(&entry(Some(record), None), &now);
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
    assert_eq!(super::learned(&kept, []).last(), Some(&Record::Checked { day: D + 2, backward: None }));
    let fall = |day| Record::Stopped { day, sign: StopSign::Fall };
    let stopped = right(fall(D + 2)).unwrap();
    assert_eq!((learned(&stopped), stopped.revision), (Some(fall(D)), 4));
    assert_eq!(stopped.started_at, now);
    let screened = |day| Record::Screened { day, form: Form::Long, advice: Advice::Go, usual_pain: 0 };
    let asked = right(screened(D + 365)).unwrap();
    assert_eq!(learned(&asked), Some(Record::Undated { day: D, form: Form::Long, advice: Advice::Go }));
    let ready = right(Record::TreadmillReady { day: D + 2 }).unwrap();
    assert_eq!(learned(&ready), Some(Record::TreadmillReady { day: D - 1 }));
    let check = |day: Day| CheckRow { id: String::from("x"), day: day.to_string(), ..CheckRow::default() };
    let checked = redated(&entry(None, Some(check(D + 9))), &now).unwrap();
    assert_eq!((checked.check, checked.record), (Some(check(D - 1)), None));
    assert_eq!(redated(&entry(None, None), &now), None);
}

#[test]
fn a_stop_sign_told_by_a_slip_is_taken_back_for_a_minute_and_nothing_else_ever_is() {
    let entry = |id: &str, record: Record| CoachEntry {
        version: 1,
        id: id.to_owned(),
        revision: 0,
        started_at: alloc::format!("{D}T08:00:00+01:00"),
        record: Some(row(&record)),
        check: None,
    };
    let stopped = |id, sign| entry(id, Record::Stopped { day: D, sign });
    let ago = |entry: CoachEntry, ago_s: f64| taken_back(&[entry], |_| ago_s).pop();
    let told = stopped("0199aa", StopSign::Chest);
    let back = ago(told.clone(), 60.0).unwrap();
    assert_eq!((back.revision, back.id.as_str(), super::learned([&back], &[])), (1, "0199aa", Vec::new()));
    assert!([-0.1, 60.1, f64::NAN].into_iter().all(|ago_s| ago(told.clone(), ago_s).is_none()));
    assert_eq!(ago(back, 1.0), None);
    assert_eq!(ago(CoachEntry { revision: 1, ..told }, 1.0), None);
    let red = Record::Screened { day: D, form: Form::Long, advice: Advice::AskFirst, usual_pain: 0 };
    assert_eq!(ago(entry("0199aa", red), 1.0), None);

    // A fall that happened, and then a slip of two taps beside it.
    let mut all = [
        stopped("1", StopSign::Fall),
        stopped("2", StopSign::Chest),
        stopped("3", StopSign::Chest),
        entry("4", red),
    ];
    let mut undo = || {
        let back = taken_back(&all, |_| 5.0);
        for entry in &mut all {
            *entry = back.iter().find(|back| back.id == entry.id).unwrap_or(entry).clone();
        }
        let locked = all.iter().filter_map(|entry| record(entry.record.as_ref()?).ok());
        Progress::from_records(locked.filter(|record| *record != red)).locked()
    };
    assert_eq!(undo(), Some(StopSign::Fall));
    assert_eq!(undo(), None);
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
    // Only a stopwatch opens a gate, and a slow time shuts one either way.
    let tells = |check: &Check| of_check(check).collect::<Vec<_>>();
    let mean = Record::Checked { day: D, backward: Some(4.5) };
    assert_eq!(tells(&found), [Record::SlowBackwardCheck { day: D, seconds: 5.0 }, mean]);
    let quick = check(&row("three-meter-backward-walk", &[4.0, 4.5])).unwrap();
    assert_eq!(tells(&quick), [Record::Checked { day: D, backward: Some(4.25) }]);
    let tapped = check(&CheckRow { timed_by: "tap".to_owned(), ..walked.clone() }).unwrap();
    assert_eq!(tells(&tapped), [Record::BackwardCheck { day: D, seconds: Some(5.0) }, mean]);
    let done = Record::Checked { day: D, backward: None };
    let stood = check(&row("four-stage-balance", &[10.0, 10.0, 8.0, 0.0])).unwrap();
    assert_eq!(tells(&stood), [Record::TandemCheck { day: D, seconds: 8.0 }, done]);
    assert_eq!(tells(&check(&row("timed-up-and-go", &[9.0, 9.0])).unwrap()), [done]);
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
    let close = |found: Option<(Length, Option<Speed>)>, length: f64, speed: f64| {
        let (l, Some(s)) = found.unwrap() else { panic!("no speed") };
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
    // Steps nobody could tell are steps of the way where most could be told; and the walker's own in any case.
    walk.log.clear();
    walk.blocks[1].steps = StepsRecord { forward: 1, backward: 6, unsure: 3 };
    close(walked(&walk).unwrap().backward, 0.5, 0.5);
    walk.blocks[1].steps = StepsRecord { forward: 1, backward: 5, unsure: 4 };
    assert_eq!(walked(&walk).unwrap().backward, None);
    assert_eq!(own_step_m(&walk, "backward"), Some(0.5));
    assert_eq!((own_step_m(&walk, "forward"), own_step_m(&turns, "backward")), (Some(0.625), None));
}

#[test]
fn the_time_a_path_waits_for_the_slowest_walker_is_nobodys_speed() {
    use BlockOutcome::Done;
    let mut walk = kept(
        "hallway 5 m x2",
        Source::Phone,
        &[("backward", 25.0, 25.0, Done), ("backward", 25.0, 27.0, Done)],
    );
    for block in &mut walk.blocks {
        block.steps = StepsRecord { forward: 0, backward: 10, unsure: 0 };
    }
    // Nobody told the end: the length stays, the speed is not known.
    assert_eq!(walked(&walk).unwrap().backward, Some((Length::from_meters(0.5).unwrap(), None)));
    // One of the two was told: its speed, and the length of both.
    walk.blocks[0].done_s = 10.0;
    let (length, speed) = walked(&walk).unwrap().backward.unwrap();
    assert!((length.meters() - 0.5).abs() < 1e-9 && (speed.unwrap().mps() - 0.5).abs() < 1e-9);
    // What counts of the other is what the plan reckons: 10 s of level 2.
    assert!((walked(&walk).unwrap().backward_s - 20.0).abs() < 1e-9);
    // The phone stays in the pocket all along a driveway: the page counts what the plan counts.
    let drive = kept("driveway 25 m x4", Source::Phone, &[("backward", 95.9, 95.9, Done); 4]);
    assert_eq!((walked(&drive).unwrap().backward_s, learned(&drive).3), (180.0, 180));
    // A stretch by time ends by it.
    let mut turns = kept("5:1 x1", Source::Phone, &[("backward", 60.0, 60.0, Done)]);
    turns.blocks[0].steps = StepsRecord { forward: 0, backward: 60, unsure: 0 };
    turns.blocks[0].distance_m = Some(30.0);
    assert!((walked(&turns).unwrap().backward.unwrap().1.unwrap().mps() - 0.5).abs() < 1e-9);
}

#[test]
fn what_was_told_and_walked_on_one_day_is_learned_in_the_order_it_happened() {
    let at = |time: &str| alloc::format!("{D}T{time}:00+02:00");
    let told = |time: &str, record: Record| CoachEntry {
        version: 1,
        id: String::from(time),
        revision: 0,
        started_at: at(time),
        record: Some(row(&record)),
        check: None,
    };
    let screened = Record::Screened { day: D, form: Form::Long, advice: Advice::Go, usual_pain: 0 };
    let stopped = Record::Stopped { day: D, sign: StopSign::Fall };
    let entries = [told("09:00", screened), told("10:05", stopped), told("11:00", screened)];
    let turns = [("backward", 60.0, 60.0, BlockOutcome::Done)];
    let walks = ["10:00", "12:00"]
        .map(|time| WalkRecord { started_at: at(time), ..kept("5:1 x2", Source::Phone, &turns) });
    let walked = of_walk(&walks[0]).unwrap();
    assert_eq!(super::learned(&entries, &walks), [screened, walked, stopped, screened, walked]);
    assert_eq!(super::learned(&entries[..1], &walks), [screened, walked, walked]);
    // The clocks of a journey: the same moments, told seven hours west.
    let west = |time: &str| alloc::format!("{D}T{time}:00-05:00");
    let [one, two, three] = entries;
    let entries = [
        one,
        CoachEntry { started_at: west("03:05"), ..two },
        CoachEntry { started_at: west("04:00"), ..three },
    ];
    assert_eq!(super::learned(&entries, &walks), [screened, walked, stopped, screened, walked]);
}

#[test]
fn what_was_walked_by_checks_of_an_older_rule_stays_learned_and_opens_by_todays_rule_alone() {
    let entry = |day: Day, record: Option<Record>, check: Option<CheckRow>| CoachEntry {
        version: 1,
        id: day.to_string(),
        revision: 0,
        started_at: alloc::format!("{day}T08:00:00+02:00"),
        record: record.map(|record| row(&record)),
        check,
    };
    let timed = |day: Day, trials: [f64; 2], timed_by: &str| {
        let (id, timed_by) = ("three-meter-backward-walk".to_owned(), timed_by.to_owned());
        let check = CheckRow { id, day: day.to_string(), trials: trials.into(), timed_by, steps: Vec::new() };
        entry(day, None, Some(check))
    };
    let walk = |day: Day, level: u8| {
        let level = Level::of(level);
        let round_s = f64::from(level.seconds(1));
        let blocks = alloc::vec![("backward", round_s, round_s, BlockOutcome::Done); level.rounds.into()];
        let fine =
            Feeling { effort: Some(10), stumbles: Some(0), pain: Vec::new(), dizzy: false, talk: Some(true) };
        WalkRecord {
            started_at: alloc::format!("{day}T10:00:00+02:00"),
            feeling: Some(fine),
            ..kept(&level.notation(level.rounds), Source::Phone, &blocks)
        }
    };
    // Timed by the phone's steps; and fast enough in the mean, which the slower time is not.
    for (trials, timed_by, shut) in
        [([4.0, 4.2], "steps", Why::GateCheck), ([5.0, 5.8], "tap", Why::GateSlow)]
    {
        let (mut entries, mut walks, mut day) = (Vec::new(), Vec::new(), D);
        for level in (0..=8).flat_map(|level| [level; 2]) {
            let screened = Record::Screened { day, form: Form::Long, advice: Advice::Go, usual_pain: 0 };
            entries.extend([entry(day, Some(screened), None), timed(day, trials, timed_by)]);
            walks.push(walk(day, level));
            day = day + 3;
        }
        let check = |entries: &[CoachEntry], walks: &[WalkRecord]| {
            let progress = Progress::from_records(super::learned(entries, walks));
            (progress.on_ground().level, progress.open(8, day, Company::Alone))
        };
        assert_eq!(check(&entries, &walks), (8, Err(shut)));
        // Meanwhile what is open is walked.
        walks.push(walk(day, 4));
        assert_eq!(check(&entries, &walks), (8, Err(shut)));
        entries.push(timed(day, [4.0, 4.1], "tap"));
        assert_eq!(check(&entries, &walks), (8, Ok(())));
    }
}

#[test]
fn putting_a_wrong_date_right_lifts_no_red_answer_and_no_stop_sign() {
    let told = |id: &str, at: &str, record: Record| CoachEntry {
        version: 1,
        id: id.to_owned(),
        revision: 0,
        started_at: at.to_owned(),
        record: Some(row(&record)),
        check: None,
    };
    let time = |day: Day, time: &str| alloc::format!("{day}T{time}:00+02:00");
    let screened = |day, advice| Record::Screened { day, form: Form::Long, advice, usual_pain: 0 };
    let wrong = D + 400;
    // A true go of ten days ago, then something under a clock a year ahead; today the dates are put right.
    let check = |ahead: &[Record], after: &[Record]| {
        let mut entries = alloc::vec![told("1", &time(D - 10, "09:00"), screened(D - 10, Advice::Go))];
        entries.extend(after.iter().map(|record| told("2", &time(D, "08:00"), *record)));
        for record in ahead {
            let entry = told("9", &time(wrong, "07:00"), *record);
            entries.push(redated(&entry, &time(D, "09:00")).unwrap());
        }
        let here = |entries: &[CoachEntry]| {
            let progress = Progress::from_records(super::learned(entries, []));
            (progress.card(D, Today::default()).offer, progress.barred().is_some())
        };
        let before = here(&entries);
        // New answers after that open again, though they sort before what a clock a year ahead made.
        entries.insert(1, told("3", &time(D, "10:00"), screened(D, Advice::Go)));
        (before, here(&entries))
    };
    let asks = Offer::Screen(Form::Short);
    let stop = Record::Stopped { day: wrong, sign: StopSign::Joint };
    for after in [&[][..], &[screened(D, Advice::Go)]] {
        let (before, then) = check(&[stop], after);
        assert_eq!(before, (asks, true), "a stop sign counts after the answers of today");
        assert!(matches!(then, (Offer::Walk(_), false)), "{then:?}");
    }
    for (advice, barred) in [(Advice::AskFirst, true), (Advice::GoWithSomeone, false), (Advice::Go, false)] {
        for after in [&[][..], &[screened(D, Advice::Go)]] {
            let (before, then) = check(&[screened(wrong, advice)], after);
            assert_eq!(before, (asks, barred), "{advice:?} is asked again and shuts what it shut");
            assert!(matches!(then, (Offer::Walk(_), false)), "{then:?}");
        }
    }
    // A red answer of ten days ago is not lifted by a milder one of an unknown day.
    let red = told("1", &time(D - 10, "09:00"), screened(D - 10, Advice::AskFirst));
    let mild = redated(&told("9", &time(wrong, "07:00"), screened(wrong, Advice::Go)), &time(D, "09:00"));
    let progress = Progress::from_records(super::learned(&[red, mild.unwrap()], []));
    assert!(progress.barred().is_some());
}
