//! The notation and the blocks it becomes.

use super::*;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use proptest::prelude::*;

fn program(text: &str) -> Program {
    parse(text).unwrap_or_else(|error| panic!("{text:?}: {error:?}"))
}

#[test]
fn every_round_says_which_of_how_many_it_is() {
    let program = program("1:1 x3");
    let backward = program.blocks().iter().filter(|block| block.kind == BlockKind::Backward);
    let rounds: Vec<_> = backward.map(|block| block.round.map(|round| (round.number, round.of))).collect();
    assert_eq!(rounds, [Some((1, 3)), Some((2, 3)), Some((3, 3))]);
}

/// The text reads as a program that prints as `printed`, lasts so long and has these blocks (first letters).
fn check(text: &str, printed: &str, seconds: u64, kinds: &str) {
    let program = program(text);
    assert_eq!(program.to_string(), printed);
    assert_eq!(program.duration().as_secs(), seconds, "{text}");
    let letters: String = program
        .blocks()
        .iter()
        .map(|block| match block.kind {
            BlockKind::Prepare => 'p',
            BlockKind::Forward => 'f',
            BlockKind::Turn => 't',
            BlockKind::Backward => 'b',
            BlockKind::CoolDown => 'c',
            BlockKind::Stand => 's',
        })
        .collect();
    assert_eq!(letters, kinds, "{text}");
}

fn wrong(text: &str, column: usize, id: &str) {
    let error = parse(text).expect_err(text);
    assert_eq!((error.column, error.problem.id()), (column, id), "{text:?}");
    assert!(parse(error.example).is_ok(), "the example {} is itself wrong", error.example);
}

#[test]
fn the_three_ways_become_their_blocks() {
    check("5:1 x3", "5:1 x3", 25 + 3 * (300 + 14 + 60 + 14) + 60, "pftbtftbtftbtc");
    check("2.5:1", "2.5:1 x1", 25 + 150 + 14 + 60 + 14 + 60, "pftbtc");
    check("90s:30s ×2", "1.5:0.5 x2", 25 + 2 * (90 + 14 + 30 + 14) + 60, "pftbtftbtc");
    check("95s : 31 s", "95s:31s x1", 25 + 95 + 14 + 31 + 14 + 60, "pftbtc");
    check("hallway 5 m x2", "hallway 5 m x2", 30 + 2 * (20 + 14 + 25) + 14 + 20, "pftbtftbc");
    check(
        "  Kitchen  to family ROOM 32.5ft X 1 ",
        "Kitchen to family ROOM 32.5 ft x1",
        30 + 30 + 14 + 40 + 20,
        "pftbc",
    );
    check("room 2 5 m", "room 2 5 m x1", 30 + 20 + 14 + 25 + 20, "pftbc");
    check("block 1:1 x2", "block 1:1 x2", 25 + 2 * (255 + 14 + 350 + 14) + 60, "pftbtftbtc");
    check("block 80 m 2:1", "block 80 m 2:1 x1", 25 + 405 + 14 + 280 + 14 + 60, "pftbtc");
    check(
        "treadmill 1 min x2 at 0.8 km/h",
        "treadmill 1 min x2 at 0.8 km/h",
        40 + 25 + 60 + 20 + 14 + 2 * (25 + 60 + 20) + 14 + 20,
        "psfstsbssbstc",
    );
    check(
        "Treadmill 3.5 MIN x2 at 0,5 mph",
        "treadmill 3.5 min x2 at 0.5 mph",
        193 + 2 * 255,
        "psfstsbssbstc",
    );
}

#[test]
fn every_turn_lasts_ten_to_fifteen_seconds_and_stands_between_every_two_directions() {
    for text in ["5:1 x3", "hallway 5 m x6", "block 1:1 x4", "treadmill 1 min x3"] {
        let program = program(text);
        for block in program.blocks().iter().filter(|block| block.kind == BlockKind::Turn) {
            assert!((10..=15).contains(&block.time.as_secs()));
        }
        let mut turned = true;
        let mut walking = BlockKind::Prepare;
        for block in program.blocks() {
            match block.kind {
                BlockKind::Turn => turned = true,
                BlockKind::Forward | BlockKind::Backward => {
                    assert!(turned || block.kind == walking, "{text}: no turn before {block:?}");
                    (walking, turned) = (block.kind, false);
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_belt_stops_before_every_turn() {
    let program = program("treadmill 1 min x3");
    let mut running = false;
    for block in program.blocks() {
        match (block.kind, block.belt) {
            (_, Some(BeltTask::Start)) => running = true,
            (_, Some(BeltTask::Stop)) => running = false,
            (BlockKind::Turn | BlockKind::CoolDown | BlockKind::Prepare, None) => assert!(!running),
            _ => assert!(running),
        }
    }
}

#[test]
fn an_error_points_at_its_character() {
    wrong("", 1, "notation-expected-program");
    wrong("   ", 4, "notation-expected-program");
    wrong("?", 1, "notation-expected-place");
    wrong("5", 2, "notation-expected-colon");
    wrong("5-1 x3", 2, "notation-expected-colon");
    wrong("5: x3", 4, "notation-expected-number");
    wrong("5:1 3", 5, "notation-expected-count");
    wrong("5:1 x", 6, "notation-expected-number");
    wrong("5:1 x2.5", 6, "notation-expected-whole-number");
    wrong("5:1 x3 please", 8, "notation-expected-end");
    wrong("5 m x6", 1, "notation-expected-place");
    wrong("hallway", 8, "notation-expected-length");
    wrong("hallway x6", 11, "notation-expected-length");
    wrong("hallway 5 x6", 10, "notation-expected-length");
    wrong("hall/way 5 m", 5, "notation-expected-name-character");
    wrong("a corridor whose name never seems to come to an end 5 m", 1, "notation-expected-shorter-name");
    wrong("block", 6, "notation-expected-number");
    wrong("block 1.5:1", 7, "notation-expected-whole-number");
    wrong("treadmill 3", 12, "notation-expected-time-unit");
    wrong("treadmill 3 min at", 19, "notation-expected-number");
    wrong("treadmill 3 min at 1 knot", 22, "notation-expected-speed-unit");
    wrong("pasillo número 5 m x0", 21, "limit-no-rounds");
}

#[test]
fn a_limit_points_at_the_part_that_breaks_it() {
    wrong("5:1 x1000000", 6, "limit-too-many-rounds");
    wrong("999999:1", 1, "limit-forward-too-long");
    wrong("5:99999999999999999999999999", 3, "limit-backward-too-long");
    wrong("5:0", 3, "limit-stretch-too-short");
    wrong("5:10 x4", 1, "limit-backward-in-all");
    wrong("50:1 x3", 1, "limit-walk-too-long");
    wrong("hallway 1 m x6", 9, "limit-path-too-short");
    wrong("driveway 400 ft x1", 10, "limit-path-too-long");
    wrong("hallway 100 m x11", 1, "limit-backward-in-all");
    wrong("block 900 m 1:1", 7, "limit-street-block-too-long");
    wrong("block 1:3", 9, "limit-backward-too-long");
    wrong("treadmill 11 min", 11, "limit-backward-too-long");
    wrong("treadmill 1 min x3 at 4 km/h", 23, "limit-belt-too-fast");
    wrong("treadmill 1 min x3 at 0.05 mph", 23, "limit-belt-too-slow");
}

#[test]
fn each_limit_lets_its_own_value_through_and_not_one_step_more() {
    for (right, over) in [
        ("60:1", "60.1:1"),
        ("15s:1", "14s:1"),
        ("1:10 x3", "1:10.1"),
        ("1:15s", "1:14s"),
        ("1:1 x30", "1:1 x31"),
        ("15s:15s x60", "15s:15s x61"),
        ("hall 2 m", "hall 1.9 m"),
        ("hall 100 m", "hall 100.1 m"),
        ("hall 100 m x10", "hall 91 m x11"),
        ("block 200 m 1:1", "block 200.1 m 1:1"),
        ("block 1:2", "block 1:3"),
        ("treadmill 1 min at 3.2 km/h", "treadmill 1 min at 3.23 km/h"),
        ("treadmill 1 min at 2 mph", "treadmill 1 min at 2.01 mph"),
        ("treadmill 1 min at 0.1 km/h", "treadmill 1 min at 0.09 km/h"),
        ("30:5 x3", "40:5 x3"),
    ] {
        assert!(parse(right).is_ok(), "{right}: {:?}", parse(right));
        assert!(parse(over).is_err(), "{over}");
    }
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let length = (1_u32..3000, any::<bool>()).prop_map(|(tenths, feet)| WrittenLength {
        tenths,
        unit: if feet { LengthUnit::Feet } else { LengthUnit::Meters },
    });
    let speed = (1_u32..400, any::<bool>()).prop_map(|(hundredths, mph)| WrittenSpeed {
        hundredths,
        unit: if mph { SpeedUnit::Mph } else { SpeedUnit::Kmh },
    });
    let seconds = || (1_u64..5000).prop_map(Duration::from_secs);
    prop_oneof![
        (seconds(), seconds(), 0_u16..70)
            .prop_map(|(forward, backward, rounds)| Plan::Intervals(Intervals { forward, backward, rounds })),
        ("[a-zñé]{1,8}( [a-z'&-]{1,8}){0,3}( [0-9])?", length.clone(), 0_u16..70).prop_map(
            |(name, length, rounds)| Plan::SmallStart(SmallStart { place: Place { name, length }, rounds })
        ),
        (proptest::option::of(length), 0_u16..5, 0_u16..5, 0_u16..20).prop_map(
            |(length, forward, backward, rounds)| Plan::StreetBlocks(StreetBlocks {
                length,
                forward,
                backward,
                rounds
            })
        ),
        (seconds(), 0_u16..70, proptest::option::of(speed))
            .prop_map(|(each, rounds, speed)| Plan::Treadmill(Treadmill { each, rounds, speed })),
    ]
}

proptest! {
    #[test]
    fn what_is_printed_reads_back_the_same(plan in any_plan()) {
        if let Ok(program) = Program::new(plan) {
            prop_assert_eq!(parse(&program.to_string()), Ok(program));
        }
    }

    #[test]
    fn no_text_breaks_the_reader_and_every_error_points_into_it(text in "\\PC{0,60}") {
        if let Err(error) = parse(&text) {
            prop_assert!(error.column >= 1 && error.column <= text.chars().count() + 1);
        }
    }

    #[test]
    fn nearly_right_text_never_gives_a_program_beyond_the_limits(
        text in "(treadmill |block |hall |)[0-9]{1,9}(\\.[0-9]{1,4})?( ?(m|min|s|ft)|)(:[0-9]{1,7}|)( x[0-9]{1,6}|)"
    ) {
        if let Ok(program) = parse(&text) {
            prop_assert!(program.duration() <= limits::WALK_MOST);
            prop_assert!(program.blocks().len() <= 4 * usize::from(limits::ROUNDS_MOST) + 10);
            let kinds: Vec<_> = program.blocks().iter().map(|block| block.kind).collect();
            prop_assert_eq!(kinds.first(), Some(&BlockKind::Prepare));
            prop_assert_eq!(kinds.last(), Some(&BlockKind::CoolDown));
        }
    }
}
