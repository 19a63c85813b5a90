//! Whole sessions in made-up time.

use super::Outcome::{Cut, Done, Skipped};
use super::*;
use crate::program::parse;
use alloc::vec;
use alloc::vec::Vec;
use proptest::prelude::*;

fn at(seconds: u64) -> Instant {
    Instant::from_millis(seconds * 1000)
}

fn session(program: &str) -> Session {
    Session::new(&parse(program).expect("a right program"))
}

/// Feeds inputs at seconds and returns what was said.
fn check(session: &mut Session, inputs: &[(u64, Input)]) -> Vec<Output> {
    for (seconds, input) in inputs {
        session.handle(*input, at(*seconds));
    }
    drain(session)
}

fn drain(session: &mut Session) -> Vec<Output> {
    core::iter::from_fn(|| session.poll_output()).collect()
}

const WALKER: PauseWhy = PauseWhy::Walker;

#[test]
fn a_whole_walk_goes_through_every_block_in_its_time() {
    let mut walk = session("1:1 x2");
    walk.handle(Input::Start, at(0));
    let mut begins = Vec::new();
    while let Some(next) = walk.poll_timeout() {
        for output in drain(&mut walk) {
            if let Output::Began { block, jump } = output {
                assert!(!jump);
                begins.push((block, walk.now().since(at(0)).as_secs()));
            }
        }
        walk.handle(Input::Tick, next);
    }
    let expected = [0, 25, 85, 99, 159, 173, 233, 247, 307, 321].into_iter().enumerate();
    assert_eq!(begins, expected.collect::<Vec<_>>());
    assert_eq!(walk.ended(), Some(Ending::Complete));
    assert_eq!(walk.now(), at(381));
    assert!(walk.done().iter().all(|done| done.outcome == Outcome::Done));
}

#[test]
fn a_pause_stops_the_block_and_not_the_clock() {
    let mut walk = session("1:1 x1");
    check(&mut walk, &[(0, Input::Start), (40, Input::Pause(WALKER)), (100, Input::Tick)]);
    assert_eq!((walk.index(), walk.elapsed()), (1, Duration::from_secs(15)));
    assert_eq!(walk.poll_timeout(), None);
    let said = check(&mut walk, &[(160, Input::Resume), (161, Input::Tick)]);
    assert_eq!(said, [Output::Resumed { block: 1 }]);
    assert_eq!(walk.elapsed(), Duration::from_secs(16));
    assert_eq!(walk.pauses(), [Pause { at: at(40), length: Duration::from_mins(2), why: WALKER }]);
    assert_eq!(walk.poll_timeout(), Some(at(205)));
}

#[test]
fn two_resumes_and_two_pauses_are_one() {
    let mut walk = session("1:1 x1");
    let said = check(
        &mut walk,
        &[
            (0, Input::Start),
            (30, Input::Pause(PauseWhy::Interruption)),
            (31, Input::Pause(WALKER)),
            (40, Input::Resume),
            (41, Input::Resume),
            (42, Input::Start),
        ],
    );
    let resumed = said.iter().filter(|output| matches!(output, Output::Resumed { .. })).count();
    assert_eq!((resumed, walk.pauses().len()), (1, 1));
    assert_eq!(walk.elapsed(), Duration::from_secs(7));
}

#[test]
fn skip_repeat_and_extend_move_the_track() {
    let mut walk = session("1:1 x2");
    let said = check(&mut walk, &[(0, Input::Start), (5, Input::Skip), (20, Input::Repeat)]);
    assert_eq!(
        said,
        [
            Output::Began { block: 0, jump: false },
            Output::Began { block: 1, jump: true },
            Output::Began { block: 1, jump: true }
        ]
    );
    assert_eq!(walk.done()[0].outcome, Outcome::Skipped);
    assert_eq!(walk.track_position(), Duration::from_secs(25));
    check(&mut walk, &[(30, Input::Extend(Duration::from_mins(1))), (139, Input::Tick)]);
    assert_eq!((walk.index(), walk.left()), (1, Duration::from_secs(1)));
    assert_eq!(walk.track_start(2), Duration::from_secs(25 + 120));
    check(&mut walk, &[(140, Input::Tick)]);
    assert_eq!(walk.index(), 2);
    assert_eq!(walk.done()[1].time, Duration::from_secs(15 + 120));
}

#[test]
fn a_turn_is_never_skipped_nor_made_longer() {
    let mut walk = session("1:1 x1");
    let said = check(
        &mut walk,
        &[
            (0, Input::Start),
            (90, Input::Skip),
            (91, Input::Tap),
            (92, Input::Extend(Duration::from_secs(9))),
        ],
    );
    assert!(said.contains(&Output::Refused(Refusal::NotSkipped)));
    assert!(said.contains(&Output::Refused(Refusal::LongEnough)));
    assert_eq!((walk.index(), walk.left()), (2, Duration::from_secs(7)));
}

#[test]
fn a_path_is_seen_before_it_is_walked_backward_and_nobody_begins_it_again_half_way() {
    for program in ["driveway 25 m x1", "block 60 m 1:1 x1"] {
        let mut walk = session(program);
        let said = check(&mut walk, &[(0, Input::Start), (35, Input::Skip)]);
        assert_eq!(
            (walk.index(), said.last()),
            (1, Some(&Output::Refused(Refusal::NotSkipped))),
            "{program}"
        );
        check(&mut walk, &[(40, Input::Tap), (40 + 14 + 10, Input::Tick)]);
        assert_eq!((walk.current_kind(), walk.elapsed().as_secs()), (Some(BlockKind::Backward), 10));
        assert_eq!(check(&mut walk, &[(65, Input::Repeat)]), [Output::Refused(Refusal::HalfWay)]);
        assert_eq!(walk.elapsed().as_secs(), 11);
        check(&mut walk, &[(66, Input::Skip)]);
        assert_ne!(walk.current_kind(), Some(BlockKind::Backward), "its rest may be skipped");
    }
}

#[test]
fn who_paused_on_a_belt_starts_it_again_from_the_rails() {
    // Forward from 65 s to 125 s; backward from 184 s to 244 s.
    for (at, start) in [(70, 1), (200, 5)] {
        let mut walk = session("treadmill 1 min x2");
        check(&mut walk, &[(0, Input::Start), (at, Input::Pause(WALKER))]);
        let said = check(&mut walk, &[(at + 60, Input::Resume)]);
        assert_eq!(said, [Output::Resumed { block: start + 1 }, Output::Began { block: start, jump: true }]);
        assert_eq!(walk.blocks()[start].belt, Some(BeltTask::Start));
        let said = check(&mut walk, &[(at + 61, Input::Skip)]);
        assert_eq!(said, [Output::Refused(Refusal::NotSkipped)], "nobody walks on a belt that stands");
        check(&mut walk, &[(at + 60 + 25 + 60, Input::Tick)]);
        assert_eq!((walk.index(), walk.done()[start + 1].outcome), (start + 2, Outcome::Done));
    }
}

#[test]
fn a_stretch_on_a_belt_that_may_not_begin_anew_goes_on_where_it_was() {
    // Ten minutes are the most, from 184 s on.
    let mut walk = session("treadmill 10 min x1");
    check(&mut walk, &[(0, Input::Start), (204, Input::Pause(WALKER)), (300, Input::Resume)]);
    assert_eq!(walk.index(), 5);
    // Stood again while it starts, which begins again.
    check(&mut walk, &[(310, Input::Pause(WALKER)), (320, Input::Repeat), (320, Input::Resume)]);
    let said = check(&mut walk, &[(345, Input::Tick)]);
    assert_eq!(said.last(), Some(&Output::Began { block: 6, jump: true }));
    assert_eq!((walk.elapsed(), walk.left()), (Duration::from_secs(20), Duration::from_secs(580)));
    check(&mut walk, &[(345 + 580, Input::Tick)]);
    assert_eq!((walk.index(), walk.done()[6].outcome), (7, Outcome::Done));
    assert_eq!(walk.done()[6].time, Duration::from_mins(10));
    // What is left is not worth a start.
    let mut walk = session("treadmill 10 min x1");
    check(&mut walk, &[(0, Input::Start), (184 + 576, Input::Pause(WALKER)), (800, Input::Resume)]);
    assert_eq!((walk.index(), walk.done()[6].outcome), (7, Outcome::Cut));
}

#[test]
fn nothing_is_extended_past_its_limit() {
    let mut walk = session("1:9 x1");
    check(&mut walk, &[(0, Input::Start), (100, Input::Extend(Duration::from_mins(100)))]);
    assert_eq!(walk.current().map(|block| block.time), Some(Duration::from_mins(10)));
    assert_eq!(walk.blocks()[walk.index()].time, Duration::from_mins(10), "the strip shows it too");
    let said = check(&mut walk, &[(101, Input::Extend(Duration::from_secs(1)))]);
    assert_eq!(said, [Output::Refused(Refusal::LongEnough)]);
}

#[test]
fn nothing_is_repeated_past_the_longest_stretch_backward() {
    // The stretch of ten minutes begins after 25 s, a minute forward and the turn.
    let tried = |seconds: u64| {
        let mut walk = session("1:10 x1");
        check(&mut walk, &[(0, Input::Start), (99, Input::Tick)]);
        check(&mut walk, &[(99 + seconds, Input::Repeat)])
    };
    assert_eq!(tried(0), [Output::Began { block: 3, jump: true }]);
    assert_eq!(tried(1), [Output::Refused(Refusal::LongEnough)]);
    assert_eq!(tried(590), [Output::Refused(Refusal::LongEnough)]);
    // Six minutes take four more, walked again or made longer, and not a second beyond.
    let mut walk = session("1:6 x1");
    let again =
        [(0, Input::Start), (99 + 180, Input::Repeat), (99 + 240, Input::Repeat), (99 + 241, Input::Repeat)];
    assert_eq!(check(&mut walk, &again).last(), Some(&Output::Refused(Refusal::LongEnough)));
    let longer = [(99 + 242, Input::Extend(Duration::from_mins(1))), (99 + 300, Input::Tick)];
    assert_eq!(check(&mut walk, &longer), [Output::Refused(Refusal::LongEnough)]);
    assert_eq!(check(&mut walk, &[(99 + 600, Input::Tick)]), [Output::Began { block: 4, jump: false }]);
    assert_eq!(walk.done()[3].time, Duration::from_mins(10));
    // Forward again is no matter of these limits.
    let mut walk = session("1:10 x1");
    check(&mut walk, &[(0, Input::Start), (80, Input::Tick)]);
    assert_eq!(check(&mut walk, &[(84, Input::Repeat)]), [Output::Began { block: 1, jump: true }]);
}

#[test]
fn nothing_makes_a_walk_longer_backward_than_half_an_hour() {
    let mut walk = session("1:1 x29");
    let minute = Input::Extend(Duration::from_mins(1));
    check(&mut walk, &[(0, Input::Start), (99, minute)]);
    // The thirtieth minute is taken; what was skipped makes room again.
    assert_eq!(check(&mut walk, &[(100, minute)]), [Output::Refused(Refusal::LongEnough)]);
    assert_eq!(check(&mut walk, &[(101, Input::Repeat)]), [Output::Refused(Refusal::LongEnough)]);
    check(&mut walk, &[(109, Input::Skip), (109 + 14 + 60 + 14, Input::Tick)]);
    assert_eq!(walk.current_kind(), Some(BlockKind::Backward));
    let said = check(&mut walk, &[(200, Input::Extend(Duration::from_mins(9)))]);
    assert_eq!(said, [Output::Extended { block: walk.index(), by: Duration::from_secs(110) }]);
}

#[test]
fn a_path_ends_by_a_tap_by_distance_by_steps_or_at_the_latest_by_time() {
    let length = |meters| Length::from_meters(meters).expect("finite");
    let backward = |backward| Input::Steps(Steps { backward, ..Steps::default() });
    let backward_ends = |inputs: &[(u64, Input)]| {
        let mut walk = session("hallway 5 m x2");
        check(&mut walk, &[(0, Input::Start), (30, Input::Tap), (44, Input::Tick)]);
        assert_eq!((walk.index(), walk.current_kind()), (3, Some(BlockKind::Backward)));
        check(&mut walk, inputs);
        (walk.index(), walk.done()[3].outcome)
    };
    let over = (4, Outcome::Done);
    let on = (3, Outcome::Skipped);
    assert_eq!(backward_ends(&[(46, Input::Tap)]), over);
    assert_eq!(backward_ends(&[(46, Input::Moved(length(4.9)))]), on);
    assert_eq!(backward_ends(&[(46, Input::Moved(length(4.9))), (47, Input::Moved(length(0.1)))]), over);
    assert_eq!(backward_ends(&[(46, Input::Moved(length(-9.0)))]), on);
    let lengths = Input::StepLengths { forward: length(0.6), backward: length(0.4) };
    assert_eq!(backward_ends(&[(45, backward(20))]), on);
    assert_eq!(backward_ends(&[(45, lengths), (46, backward(12))]), on);
    assert_eq!(backward_ends(&[(45, lengths), (46, backward(12)), (47, backward(1))]), over);
    assert_eq!(backward_ends(&[(68, Input::Tick)]), on);
    assert_eq!(backward_ends(&[(69, Input::Tick)]), over);
}

#[test]
fn time_asleep_is_not_measured_in_the_blocks_it_fell_in_and_only_once() {
    let mut walk = session("1:1 x1");
    check(&mut walk, &[(0, Input::Start), (75, Input::Tick)]);
    check(&mut walk, &[(105, Input::NotMeasured(Duration::from_secs(30)))]);
    let gaps: Vec<_> = walk.done().iter().map(|done| done.not_measured.as_secs()).collect();
    assert_eq!(gaps, [0, 10, 14, 6, 0, 0]);
    check(&mut walk, &[(106, Input::NotMeasured(Duration::from_secs(100)))]);
    let gaps: Vec<_> = walk.done().iter().map(|done| done.not_measured.as_secs()).collect();
    assert_eq!(gaps, [0, 10, 14, 7, 0, 0]);
}

#[test]
fn steps_while_standing_paused_are_not_the_walks() {
    let mut walk = session("1:1 x1");
    let step = Input::Steps(Steps { forward: 1, ..Steps::default() });
    check(&mut walk, &[(0, step), (0, Input::Start), (30, step), (31, Input::Pause(WALKER)), (32, step)]);
    assert_eq!(walk.done()[1].steps.forward, 1);
    assert_eq!(walk.done()[0].steps.forward, 0);
}

#[test]
fn ending_early_cuts_this_block_and_leaves_the_rest() {
    let mut walk = session("1:1 x1");
    let said = check(&mut walk, &[(0, Input::Start), (50, Input::EndEarly), (60, Input::Skip)]);
    assert_eq!(said.last(), Some(&Output::Refused(Refusal::NotNow)));
    assert!(said.contains(&Output::Ended(Ending::Early)));
    let outcomes: Vec<_> = walk.done().iter().map(|done| done.outcome).collect();
    assert_eq!(outcomes, [Done, Cut, Skipped, Skipped, Skipped, Skipped]);
    assert_eq!(walk.done()[1].time, Duration::from_secs(25));
}

#[test]
fn a_clock_that_runs_back_is_a_clock_that_stands() {
    let mut walk = session("1:1 x1");
    check(&mut walk, &[(0, Input::Start), (30, Input::Tick), (3, Input::Tick)]);
    assert_eq!((walk.now(), walk.elapsed()), (at(30), Duration::from_secs(5)));
}

fn any_input() -> impl Strategy<Value = Input> {
    let why = prop_oneof![Just(WALKER), Just(PauseWhy::Interruption), Just(PauseWhy::Silence)];
    let length = |most: f64| (0.0..most).prop_map(|meters| Length::from_meters(meters).expect("finite"));
    prop_oneof![
        Just(Input::Start),
        why.prop_map(Input::Pause),
        Just(Input::Resume),
        Just(Input::Resume),
        Just(Input::Skip),
        Just(Input::Repeat),
        (0_u64..200_000).prop_map(|ms| Input::Extend(Duration::from_millis(ms))),
        Just(Input::Tap),
        (0_u32..4, 0_u32..4, 0_u32..2).prop_map(|(forward, backward, unsure)| Input::Steps(Steps {
            forward,
            backward,
            unsure
        })),
        length(3.0).prop_map(Input::Moved),
        (0_u64..60_000).prop_map(|ms| Input::NotMeasured(Duration::from_millis(ms))),
        Just(Input::Tick),
        Just(Input::Tick),
    ]
}

proptest! {
    #[test]
    fn time_is_kept_whatever_happens_and_it_does_not_matter_how_often_it_is_asked(
        program in prop_oneof![Just("1:1 x2"), Just("hallway 5 m x3"), Just("treadmill 1 min x2"), Just("block 1:1 x2"), Just("1:9 x3")],
        inputs in proptest::collection::vec((0_u64..20_000, any_input()), 1..120),
        ticks in 1_u64..700,
    ) {
        let mut coarse = session(program);
        let mut fine = session(program);
        coarse.handle(Input::Start, Instant::START);
        fine.handle(Input::Start, Instant::START);
        let mut now = 0;
        for (wait, input) in inputs {
            for tick in (now..now + wait).step_by(usize::try_from(ticks).unwrap()) {
                fine.handle(Input::Tick, Instant::from_millis(tick));
            }
            now += wait;
            coarse.handle(input, Instant::from_millis(now));
            fine.handle(input, Instant::from_millis(now));
            prop_assert!(coarse.elapsed() <= coarse.current().map_or(Duration::MAX, |block| block.time));
        }
        prop_assert_eq!(drain(&mut coarse), drain(&mut fine));
        prop_assert_eq!(coarse.done(), fine.done());
        prop_assert_eq!(coarse.track_position(), fine.track_position());
        let walked: Duration = coarse.done().iter().map(|done| done.time).sum();
        let stood: Duration = coarse.pauses().iter().map(|pause| pause.length).sum();
        if coarse.ended().is_none() {
            prop_assert_eq!(walked + stood, coarse.now().since_start());
        }
        prop_assert!(coarse.done().iter().all(|done| done.not_measured <= done.time));
        let blocks = coarse.blocks();
        let backward = blocks.iter().zip(coarse.done()).filter(|(block, _)| block.kind == BlockKind::Backward);
        let backward: Vec<_> = backward.map(|(_, done)| done.time).collect();
        prop_assert!(backward.iter().all(|time| *time <= BACKWARD_MOST));
        prop_assert!(backward.iter().sum::<Duration>() <= BACKWARD_IN_ALL_MOST);
    }
}
