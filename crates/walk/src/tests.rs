//! Whole walks in made-up time: cut, replayed, slept through, killed.

mod corrected;
mod going_on;

use crate::cues::{self, Cue, EvenPace, Options};
use crate::record::{heard, logged, record};
use crate::{Heard, Input, Output, Walk};
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use coach::program::parse;
use coach::session::{self, Ending, Outcome, PauseWhy, Steps};
use formats::walk_record::{Begun, Ended, Journal, JournalLine, Source, VERSION, WalkRecord};
use proptest::prelude::*;
use units::{Duration, Instant, Length};

fn walk(program: &str) -> Walk {
    Walk::new(parse(program).expect("a right program"), Options::default(), Box::new(EvenPace::default()))
}

fn ms(ms: u64) -> Instant {
    Instant::from_millis(ms)
}

fn begun() -> Begun {
    Begun {
        version: VERSION,
        id: "01893c1e-7b3a-7c3e-8a5e-0123456789ab".to_owned(),
        started_at: "2026-11-23T09:30:00-05:00".to_owned(),
        program: String::new(),
        source: Source::Terminal,
        language: "en".to_owned(),
    }
}

fn drain(walk: &mut Walk) -> Vec<Output> {
    core::iter::from_fn(|| walk.poll_output()).collect()
}

/// Lets the walk go on, as a shell does, until the shell's clock shows `until` or the walk is over.
fn go_on(walk: &mut Walk, until: Instant) -> Vec<Output> {
    let mut said = drain(walk);
    while let Some(next) = walk.poll_timeout().filter(|next| *next <= until) {
        walk.handle(Input::Tick, next);
        said.append(&mut drain(walk));
    }
    said
}

fn cue_ids(said: &[Output]) -> Vec<(u64, &'static str)> {
    let cue = |output: &Output| match output {
        Output::Cue(cue) => Some((u64::try_from(cue.at.as_millis()).unwrap(), cue.id)),
        _ => None,
    };
    said.iter().filter_map(cue).collect()
}

#[test]
fn a_whole_walk_gives_every_cue_of_its_track_once_and_in_order() {
    for program in ["5:1 x3", "hallway 5 m x6", "treadmill 1 min x3 at 0.8 km/h", "block 1:1 x4"] {
        let mut walk = walk(program);
        walk.handle(Input::Start, ms(0));
        let said = go_on(&mut walk, ms(u64::MAX / 1000));
        let planned: Vec<_> =
            walk.cues().iter().map(|cue| (u64::try_from(cue.at.as_millis()).unwrap(), cue.id)).collect();
        assert_eq!(cue_ids(&said), planned, "{program}");
        assert_eq!(walk.session().ended(), Some(Ending::Complete));
        assert_eq!(walk.session().now().since_start(), walk.program().duration());
        let record = record(&walk, &begun(), None);
        assert_eq!((record.problem(), record.ended), (None, Ended::Complete));
    }
}

#[test]
fn a_cue_is_said_within_a_millisecond_of_its_time() {
    let mut walk = walk("1:1 x2");
    walk.handle(Input::Start, ms(0));
    drain(&mut walk);
    while let Some(next) = walk.poll_timeout() {
        walk.handle(Input::Tick, next);
        let position = walk.session().track_position();
        for output in drain(&mut walk) {
            if let Output::Cue(cue) = output {
                assert!(
                    position.saturating_sub(cue.at) < Duration::from_millis(1),
                    "{cue:?} at {position:?}"
                );
            }
        }
    }
}

#[test]
fn extending_says_the_warning_at_the_new_end_and_no_cue_twice() {
    let mut walk = walk("1:1 x1");
    walk.handle(Input::Start, ms(0));
    let mut said = go_on(&mut walk, ms(70_000));
    walk.handle(Input::Extend(Duration::from_mins(1)), ms(70_000));
    said.append(&mut go_on(&mut walk, ms(400_000)));
    let in_forward: Vec<_> =
        cue_ids(&said).into_iter().filter(|(at, _)| (25_000..145_000).contains(at)).collect();
    assert_eq!(in_forward, [(25_000, "forward"), (55_000, "half-way"), (135_000, "ten-seconds")]);
    assert_eq!(cue_ids(&said).iter().filter(|(_, id)| *id == "turn").count(), 2);
}

#[test]
fn skipping_and_repeating_say_the_new_blocks_cue_at_once_and_nothing_of_the_old() {
    let mut walk = walk("1:1 x1");
    walk.handle(Input::Start, ms(0));
    go_on(&mut walk, ms(30_000));
    walk.handle(Input::Skip, ms(30_000));
    let said = go_on(&mut walk, ms(31_000));
    assert_eq!(cue_ids(&said), [(85_000, "turn")]);
    go_on(&mut walk, ms(50_000));
    walk.handle(Input::Repeat, ms(50_000));
    assert_eq!(cue_ids(&go_on(&mut walk, ms(51_000))), [(99_000, "backward")]);
}

#[test]
fn a_question_is_answered_when_nothing_else_sounds() {
    let mut walk = walk("5:1 x1");
    walk.handle(Input::Start, ms(0));
    go_on(&mut walk, ms(25_100));
    // "Walk forward. 5 minutes." is still being said.
    walk.ask_time_left();
    assert!(!drain(&mut walk).iter().any(|output| matches!(output, Output::Say(_))));
    let said = go_on(&mut walk, ms(35_000));
    let answers: Vec<_> = said.iter().filter(|output| matches!(output, Output::Say(_))).collect();
    let [Output::Say(cue)] = answers[..] else { panic!("{answers:?}") };
    let before = walk.cues().iter().find(|cue| cue.id == "forward").expect("a forward cue");
    assert!(cue.at >= before.end());
}

#[test]
fn an_answer_that_would_run_into_the_next_cue_waits() {
    // Half-way is said at 55 s; "Still to go: 30 seconds." takes 3.6 s, and a player half a second to begin.
    for (asked, at_once) in [(50_800, true), (51_000, false)] {
        let mut walk = walk("1:1 x1");
        walk.handle(Input::Start, ms(0));
        go_on(&mut walk, ms(asked));
        walk.ask_time_left();
        assert_eq!(
            drain(&mut walk).iter().any(|output| matches!(output, Output::Say(_))),
            at_once,
            "{asked}"
        );
    }
}

#[test]
fn a_question_about_a_part_that_is_over_is_not_answered_in_the_next() {
    let mut walk = walk("1:1 x1");
    walk.handle(Input::Start, ms(0));
    go_on(&mut walk, ms(5_100));
    walk.ask_time_left();
    assert!(drain(&mut walk).is_empty(), "something sounds");
    walk.handle(Input::Skip, ms(6_000));
    assert!(!go_on(&mut walk, ms(20_000)).iter().any(|output| matches!(output, Output::Say(_))));
}

#[test]
fn a_silence_pauses_the_walk_at_the_moment_last_heard() {
    let mut walk = walk("1:1 x1");
    walk.handle(Input::Start, ms(0));
    go_on(&mut walk, ms(40_000));
    let before = walk.session().track_position();
    // The machine slept, or its clock leapt, for an hour.
    walk.handle(Input::Tick, ms(3_640_000));
    assert_eq!(walk.session().paused(), Some(PauseWhy::Silence));
    assert_eq!(walk.session().track_position(), before);
    walk.handle(Input::Resume, ms(3_650_000));
    go_on(&mut walk, ms(9_000_000));
    assert_eq!(walk.session().ended(), Some(Ending::Complete));
    assert!(walk.session().done().iter().all(|done| done.outcome == Outcome::Done));
    // And until it was said which way.
    assert_eq!(walk.session().pauses()[0].length, Duration::from_millis(3_610_000 + 2700));
}

#[test]
fn nine_seconds_of_silence_are_walked_and_eleven_are_not() {
    for (silence, paused) in [(9_000, None), (10_000, None), (10_001, Some(PauseWhy::Silence))] {
        let mut walk = walk("1:1 x1");
        walk.handle(Input::Start, ms(0));
        go_on(&mut walk, ms(30_000));
        walk.handle(Input::Tick, ms(30_000 + silence));
        assert_eq!(walk.session().paused(), paused, "{silence} ms");
    }
}

#[test]
fn a_clock_that_jumps_back_loses_no_time_but_the_jump() {
    let mut walk = walk("1:1 x1");
    walk.handle(Input::Start, ms(5_000_000));
    go_on(&mut walk, ms(5_030_000));
    assert_eq!(walk.session().track_position(), Duration::from_secs(30));
    // An hour back: summer time ended, or the network corrected the clock.
    walk.handle(Input::Tick, ms(1_430_000));
    go_on(&mut walk, ms(1_440_000));
    assert_eq!(walk.session().track_position(), Duration::from_secs(40));
}

#[test]
fn a_voice_that_went_on_behind_a_locked_screen_is_walked_but_not_measured() {
    let mut walk = walk("1:1 x1");
    walk.handle(Input::Start, ms(0));
    go_on(&mut walk, ms(75_000));
    walk.handle(Input::NotMeasured(Duration::from_secs(40)), ms(115_000));
    assert_eq!((walk.session().paused(), walk.session().index()), (None, 3));
    let gaps: Vec<u64> = walk.session().done().iter().map(|done| done.not_measured.as_secs()).collect();
    assert_eq!(gaps, [0, 10, 14, 16, 0, 0]);
}

#[test]
fn a_walk_is_offered_again_for_half_an_hour() {
    assert!(Walk::may_resume(ms(60_000), ms(60_000 + 30 * 60_000)));
    assert!(!Walk::may_resume(ms(60_000), ms(60_001 + 30 * 60_000)));
}

/// What a walker and a phone may do, drawn at random.
fn any_input() -> impl Strategy<Value = Input> {
    let length = |most: f64| (0.0..most).prop_map(|meters| Length::from_meters(meters).expect("finite"));
    prop_oneof![
        2 => Just(Input::Pause(PauseWhy::Walker)),
        1 => Just(Input::Pause(PauseWhy::Interruption)),
        4 => Just(Input::Resume),
        1 => Just(Input::Skip),
        1 => Just(Input::Repeat),
        1 => Just(Input::Extend(Duration::from_secs(30))),
        1 => Just(Input::Tap),
        6 => (0_u32..4, 0_u32..4, 0_u32..2).prop_map(|(forward, backward, unsure)| Input::Steps(Steps {
            forward, backward, unsure
        })),
        2 => length(3.0).prop_map(Input::Moved),
        1 => Just(Input::StepLengths {
            forward: Length::from_meters(0.6).expect("finite"),
            backward: Length::from_meters(0.35).expect("finite"),
        }),
        1 => (0_u64..30_000).prop_map(|ms| Input::NotMeasured(Duration::from_millis(ms))),
    ]
}

/// A shell with a journal: everything heard at once, the time every second.
struct Shell {
    walk: Walk,
    journal: String,
    logged: usize,
    now: u64,
}

impl Shell {
    fn new(program: &str) -> Shell {
        let begun = Begun { program: program.to_owned(), ..begun() };
        let mut journal = JournalLine::Begun(begun).write();
        journal.push('\n');
        Shell { walk: walk(program), journal, logged: 0, now: 0 }
    }

    /// The same after a kill: nothing is left but the journal, cut somewhere.
    fn restored(journal: &str, now: u64) -> Shell {
        let read = Journal::read(journal).expect("its beginning is there");
        let program = parse(&read.begun.program).expect("was right");
        let pace = Box::new(EvenPace::default());
        let log = heard(&read.log);
        let walk = Walk::restore(program, Options::default(), pace, &log, ms(read.heard_ms));
        // A torn line is dropped before more is written.
        let mut whole = String::new();
        for line in journal.lines().take_while(|line| is_line(line)) {
            whole.push_str(line);
            whole.push('\n');
        }
        let mut shell = Shell { walk, journal: whole, logged: log.len(), now };
        shell.write();
        shell
    }

    fn hear(&mut self, input: Input) {
        self.walk.handle(input, ms(self.now));
        self.write();
    }

    fn write(&mut self) {
        for heard in &self.walk.log()[self.logged..] {
            self.journal += &JournalLine::Heard(logged(heard).expect("no ticks in the log")).write();
            self.journal.push('\n');
        }
        self.logged = self.walk.log().len();
        let at = self.walk.session().now().micros() / 1000;
        self.journal += &JournalLine::At(at).write();
        self.journal.push('\n');
    }

    fn second(&mut self) {
        self.now += 1000;
        self.hear(Input::Tick);
    }
}

fn is_line(line: &str) -> bool {
    let with =
        format!("{}\n{line}\n{}", JournalLine::Begun(begun()).write(), JournalLine::At(77_777_777).write());
    line.contains("\"begun\"") || Journal::read(&with).is_some_and(|journal| journal.heard_ms >= 77_777_777)
}

fn without_log(record: WalkRecord) -> WalkRecord {
    WalkRecord { log: Vec::new(), ..record }
}

proptest! {
    #[test]
    fn a_walk_replayed_from_its_log_is_the_same_walk(
        program in prop_oneof![Just("1:1 x2"), Just("hallway 5 m x3"), Just("treadmill 1 min x2"), Just("block 1:1 x2")],
        inputs in proptest::collection::vec((0_u64..15_000, any_input()), 1..80),
    ) {
        let mut first = walk(program);
        first.handle(Input::Start, ms(0));
        let mut now = 0;
        for (wait, input) in inputs {
            now += wait;
            first.handle(input, ms(now));
        }
        let written = record(&first, &begun(), None);
        let log: Vec<Heard> = heard(&written.log);
        let pace = Box::new(EvenPace::default());
        let again = Walk::restore(parse(program).unwrap(), Options::default(), pace, &log, first.session().now());
        let mut replayed = record(&again, &begun(), None);
        if first.session().is_running() {
            // Restoring a running walk pauses it: the one thing more in its log, and a pause of no length.
            prop_assert_eq!(replayed.log.pop().map(|last| last.at_ms * 1000), Some(first.session().now().micros()));
            prop_assert_eq!(replayed.pauses.pop().map(|pause| pause.length_s), Some(0.0));
        }
        prop_assert_eq!(replayed, written);
    }
}

#[test]
fn killed_at_two_hundred_moments_nothing_is_lost_before_the_last_second_and_no_walk_is_double() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(200));
    let resumed = core::cell::Cell::new(0);
    let strategy = (
        prop_oneof![Just("1:1 x2"), Just("hallway 5 m x3"), Just("treadmill 1 min x2"), Just("block 1:1 x2")],
        proptest::collection::vec((0_u32..30, any_input()), 1..40),
        0_usize..1000,
        1_u64..1700,
    );
    runner
        .run(&strategy, |(program, inputs, cut, away)| {
            let mut shell = Shell::new(program);
            shell.hear(Input::Start);
            // What the walk had become after each line of the journal.
            let mut known = Vec::new();
            for (seconds, input) in inputs {
                for _ in 0..seconds {
                    shell.second();
                    known.push((shell.journal.len(), without_log(record(&shell.walk, &begun(), None))));
                }
                shell.hear(input);
                known.push((shell.journal.len(), without_log(record(&shell.walk, &begun(), None))));
            }
            let beginning = shell.journal.find('\n').unwrap() + 1;
            // A kill may tear a line in two.
            let cut = beginning + (shell.journal.len() - beginning) * cut / 1000;
            let before = known.iter().rfind(|(end, _)| *end <= cut);
            let mut restored = Shell::restored(&shell.journal[..cut], shell.now + away * 1000);
            let was = record(&restored.walk, &begun(), None);
            if let Some((_, before)) = before {
                for (now, then) in was.blocks.iter().zip(&before.blocks) {
                    prop_assert!(
                        now.done_s >= then.done_s && now.done_s <= then.done_s + 1.0,
                        "{now:?} {then:?}"
                    );
                    prop_assert!(
                        now.steps.forward >= then.steps.forward && now.steps.backward >= then.steps.backward
                    );
                }
            }
            // Killed again at once: the journal of the restored walk gives the same walk.
            let twice = Shell::restored(&restored.journal, restored.now);
            prop_assert_eq!(&record(&twice.walk, &begun(), None).blocks, &was.blocks);
            // And walked to its end it is one walk, with its first id.
            if restored.walk.session().ended().is_none() {
                resumed.set(resumed.get() + 1);
                // Killed before a word was heard, it begins; else it goes on.
                restored.hear(if restored.walk.session().has_begun() { Input::Resume } else { Input::Start });
                for _ in 0..3 * 3600 {
                    if restored.walk.session().ended().is_some() {
                        break;
                    }
                    restored.second();
                    if restored.walk.session().paused().is_some() {
                        restored.hear(Input::Resume);
                    }
                }
                let end = record(&restored.walk, &begun(), None);
                prop_assert_eq!(end.ended, Ended::Complete);
                prop_assert_eq!(end.problem(), None);
                prop_assert_eq!(
                    Journal::read(&restored.journal).map(|journal| journal.begun.id),
                    Some(begun().id)
                );
            }
            Ok(())
        })
        .unwrap();
    assert!(
        resumed.get() > 50,
        "only {} of 200 walks were still under way: the test proves little",
        resumed.get()
    );
}

#[test]
fn what_a_session_says_reaches_the_shell() {
    let mut walk = walk("1:1 x1");
    walk.handle(Input::Start, ms(0));
    walk.handle(Input::EndEarly, ms(500));
    let said = drain(&mut walk);
    assert_eq!(said[0], Output::Session(session::Output::Began { block: 0, jump: false }));
    assert!(said.contains(&Output::Session(session::Output::Ended(Ending::Early))));
    assert_eq!(walk.poll_timeout(), None);
}

#[test]
fn a_walk_whose_gps_leaps_about_is_kept() {
    let mut walk = walk("block 100 m 1:1 x1");
    walk.handle(Input::Start, ms(0));
    go_on(&mut walk, ms(26_000));
    for at in [26_500, 27_000] {
        walk.handle(Input::Moved(Length::from_meters(55.0).expect("finite")), ms(at));
    }
    assert_eq!(walk.session().index(), 2, "110 m are the block");
    let record = record(&walk, &begun(), None);
    assert_eq!((record.problem(), record.blocks[1].distance_m), (None, Some(66.0)));
}
