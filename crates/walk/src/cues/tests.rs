//! The cue log of whole walks.

use super::*;
use alloc::string::String;
use coach::assessment::norms::backward_walk;
use coach::program::{Block, BlockKind, Program, Round, Until, Way, parse};
use coach::screening::Sex;
use proptest::prelude::*;

const PROGRAMS: [&str; 9] = [
    "5:1 x3",
    "1:1 x8",
    "15s:15s x4",
    "hallway 5 m x6",
    "kitchen to family room 10 m x6",
    "driveway 80 ft x4",
    "nook 2 m x20",
    "block 1:1 x4",
    "treadmill 1 min x3 at 0.8 km/h",
];

fn program(text: &str) -> Program {
    parse(text).expect("a right program")
}

/// Each cue of a program as `seconds id`, the seconds from its block's start, for blocks of this kind.
fn check(text: &str, preset: Preset, kind: BlockKind, nth: usize, expected: &[&str]) {
    let program = program(text);
    let options = Options { preset, ..Options::default() };
    let cues = schedule(&program, &[], &options, &EvenPace::default());
    let (index, _) = program
        .blocks()
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind == kind)
        .nth(nth)
        .expect("that block");
    let start: Duration = program.blocks()[..index].iter().map(|block| block.time).sum();
    let said: Vec<String> = cues
        .iter()
        .filter(|cue| cue.block == index)
        .map(|cue| {
            let ids: Vec<String> = cue.pieces.iter().map(Piece::key).collect();
            alloc::format!("{:?} {} {}", cue.at.saturating_sub(start).as_secs_f64(), cue.id, ids.join(" "))
        })
        .collect();
    assert_eq!(said, expected, "{text} {kind:?}");
}

#[test]
fn a_backward_minute_says_its_way_its_length_and_which_of_how_many() {
    check(
        "5:1 x3",
        Preset::NormalWords,
        BlockKind::Backward,
        0,
        &[
            "0.0 backward say-walk-backward say-minutes.1 say-round.1 say-of-rounds.3",
            "15.0 posture say-stand-tall say-look-ahead",
            "30.0 half-way say-half-way",
            "50.0 ten-seconds say-ten-seconds-stop",
        ],
    );
    check(
        "5:1 x3",
        Preset::FewWords,
        BlockKind::Backward,
        2,
        &["0.0 backward say-walk-backward", "50.0 ten-seconds say-ten-seconds-stop"],
    );
    check(
        "5:1 x3",
        Preset::TonesOnly,
        BlockKind::Backward,
        2,
        &["0.0 backward ", "30.0 half-way ", "50.0 ten-seconds "],
    );
}

#[test]
fn a_turn_says_stop_hold_turn_and_look_behind_once_before_setting_off() {
    let turn = |eyes| ["0.0 turn say-stop say-hold-on", "5.0 turn-around say-turn-around", eyes];
    check("5:1 x3", Preset::NormalWords, BlockKind::Turn, 0, &turn("10.0 look-behind say-look-behind"));
    check("5:1 x3", Preset::NormalWords, BlockKind::Turn, 1, &turn("10.0 look-ahead say-look-ahead"));
    // In few words too: these keep a walker safe.
    check("5:1 x3", Preset::FewWords, BlockKind::Turn, 2, &turn("10.0 look-behind say-look-behind"));
    check(
        "hallway 5 m x6",
        Preset::NormalWords,
        BlockKind::Turn,
        0,
        &[
            "0.0 turn say-stop say-hold-on",
            "5.0 same-way say-same-way",
            "7.5 path-short say-path-short",
            "10.0 look-behind say-look-behind",
        ],
    );
}

#[test]
fn a_belt_is_set_in_its_order() {
    check(
        "treadmill 1 min x3 at 0.8 km/h",
        Preset::NormalWords,
        BlockKind::Prepare,
        0,
        &[
            "0.0 prepare say-get-ready",
            "5.0 stand-on-rails say-stand-on-rails",
            "14.0 clip-cord say-clip-cord",
            "24.0 belt-must-stand say-belt-must-stand",
            "32.0 hands-on-rails say-hands-on-rails",
        ],
    );
    check(
        "treadmill 1 min x3 at 0.85 km/h",
        Preset::NormalWords,
        BlockKind::Stand,
        2,
        &["0.0 stand say-start-belt", "13.0 hands-on-rails say-hands-on-rails", "21.0 step-on say-step-on"],
    );
    // Only who walks at the slowest is told a speed: the clip below, never the one above.
    check(
        "treadmill 1 min x3 at 0.85 km/h",
        Preset::FewWords,
        BlockKind::Backward,
        0,
        &[
            "0.0 backward say-walk-backward",
            "10.0 set-belt say-set-belt say-kmh.8",
            "50.0 ten-seconds say-ten-seconds-rails",
        ],
    );
    check(
        "treadmill 0.5 min x3 at 0.85 km/h",
        Preset::FewWords,
        BlockKind::Backward,
        0,
        &["0.0 backward say-walk-backward", "20.0 ten-seconds say-ten-seconds-rails"],
    );
    check(
        "treadmill 1 min x3",
        Preset::FewWords,
        BlockKind::Stand,
        1,
        &["0.0 stand say-onto-rails", "6.0 stop-belt say-stop-belt", "12.0 rest say-rest"],
    );
}

#[test]
fn the_end_of_a_path_is_foretold_three_seconds_before_a_quick_walker_reaches_it() {
    // The quickest quarter of healthy men: three metres in so many seconds.
    let quickest = 3.0 / backward_walk(Sex::Man).0;
    for (text, meters) in [("hall 8.1 m x2", 8.1), ("path 10 m x6", 10.0), ("driveway 80 ft x4", 24.384)] {
        let program = program(text);
        let cues = schedule(&program, &[], &Options::default(), &EvenPace::default());
        let ends: Vec<&Cue> = cues.iter().filter(|cue| cue.id == "path-end").collect();
        let mut start = Duration::ZERO;
        for (index, block) in program.blocks().iter().enumerate() {
            let first = ends.iter().find(|cue| cue.block == index);
            assert_eq!(first.is_some(), block.kind == BlockKind::Backward);
            if let Some(cue) = first {
                assert!(
                    (cue.at.saturating_sub(start).as_secs_f64() - (meters / quickest - 3.0)).abs() < 1e-6
                );
            }
            start += block.time;
        }
    }
}

#[test]
fn the_end_of_a_path_too_short_for_that_is_foretold_before_they_set_off() {
    for text in ["kitchen 2 m x4", "kitchen 3 m x4", "kitchen 4 m x4", "kitchen 7 ft x4", "hallway 7.5 m x4"]
    {
        let program = program(text);
        for preset in Preset::ALL {
            let options = Options { preset, ..Options::default() };
            let cues = schedule(&program, &[], &options, &EvenPace::default());
            for (index, block) in program.blocks().iter().enumerate() {
                let own: Vec<&Cue> = cues.iter().filter(|cue| cue.block == index).collect();
                let words: Vec<_> = own[0].pieces.iter().map(|piece| piece.id).collect();
                let end =
                    own.iter().find(|cue| cue.id == "path-end").map(|cue| cue.at.saturating_sub(own[0].at));
                let before = |cue: &&Cue| cue.block + 1 == index && cue.id == "path-short";
                match (block.kind, preset.has_words()) {
                    (BlockKind::Backward, true) => {
                        assert_eq!(words, ["say-walk-backward"], "{text}");
                        let short = cues.iter().find(before).expect("told while they stand");
                        assert!(short.end() <= own[0].at);
                        assert!(end.is_none_or(|end| end >= Duration::from_secs(3)), "{text}: {end:?}");
                    }
                    (BlockKind::Backward, false) => {
                        assert!(end.is_some_and(|end| end < Duration::from_secs(3)), "{text} {preset:?}");
                    }
                    _ => assert!(end.is_none()),
                }
            }
        }
    }
}

#[test]
fn however_slow_a_walker_is_the_end_of_the_path_is_foretold_just_before_it() {
    let slowest = coach::program::limits::SLOW_BACKWARD_MPS;
    let paths = (20..1000)
        .step_by(7)
        .map(|decimeters| alloc::format!("path {}.{} m x1", decimeters / 10, decimeters % 10));
    let blocks = (40..=200).step_by(20).map(|meters| alloc::format!("block {meters} m 1:1 x1"));
    for text in paths.chain(blocks) {
        let program = program(&text);
        let cues = schedule(&program, &[], &Options::default(), &EvenPace::default());
        let kinds = program.blocks().iter().position(|block| block.kind == BlockKind::Backward);
        let index = kinds.expect("a backward stretch");
        let Until::Arrival(length) = program.blocks()[index].until else { panic!("{text}: a path") };
        let start = program.blocks()[..index].iter().map(|block| block.time).sum::<Duration>();
        let told: Vec<f64> = cues
            .iter()
            .filter(|cue| cue.block == index && ["path-end", "ten-seconds"].contains(&cue.id))
            .map(|cue| cue.at.saturating_sub(start).as_secs_f64())
            .collect();
        let short = cues.iter().any(|cue| cue.block + 1 == index && cue.id == "path-short");
        for hundredths in 29..=134 {
            let arrives = length.meters() / (f64::from(hundredths) / 100.0).max(slowest);
            let before = told.iter().rfind(|at| **at <= arrives - 3.0 + 1e-6).map(|at| arrives - at);
            let fair =
                before.map_or(short && arrives < 6.0, |before| before < 3.0 + (arrives / 6.0).max(5.0));
            assert!(fair, "{text} at 0.{hundredths} m/s, told {before:?} s before");
        }
    }
}

#[test]
fn nobody_walks_on_for_minutes_without_a_word() {
    let normal = ["5:1 x3", "20:5 x1", "block 200 m 2:1 x1", "driveway 100 m x2", "treadmill 10 min x1"];
    let belt = ["treadmill 10 min x1", "treadmill 3 min x3 at 0.8 km/h"];
    let normal = normal.map(|text| (text, Preset::NormalWords));
    for (text, preset) in normal.into_iter().chain(belt.map(|text| (text, Preset::FewWords))) {
        let program = program(text);
        let options = Options { preset, ..Options::default() };
        let mut before = Duration::ZERO;
        for cue in schedule(&program, &[], &options, &EvenPace::default()) {
            let silent = cue.at.saturating_sub(before);
            // Who cools down forward is nearly there.
            let walks = program.blocks()[cue.block].kind != BlockKind::CoolDown;
            assert!(!walks || silent <= Duration::from_mins(1), "{text}: {silent:?} before {cue:?}");
            before = cue.end();
        }
    }
}

#[test]
fn a_path_s_end_sounds_and_feels_like_nothing_else() {
    for other in Motif::ALL.into_iter().filter(|motif| *motif != Motif::PathEnd) {
        assert_ne!(other.vibration(), Motif::PathEnd.vibration());
    }
    let cues = schedule(&program("block 1:1 x1"), &[], &Options::default(), &EvenPace::default());
    assert!(cues.iter().all(|cue| (cue.id == "path-end") == (cue.motif == Some(Motif::PathEnd))));
}

#[test]
fn how_long_a_path_still_takes_is_never_told_in_minutes() {
    for text in ["driveway 25 m x4", "driveway 100 m x2", "block 1:1 x4"] {
        let program = program(text);
        let options = Options { preset: Preset::ManyWords, ..Options::default() };
        for cue in schedule(&program, &[], &options, &EvenPace::default()) {
            let path = program.blocks()[cue.block].until != Until::Time;
            assert!(!(path && cue.id == "time-left"), "{text} {:?}", cue.at);
        }
    }
    let path = Until::Arrival(units::Length::from_meters(92.0).expect("finite"));
    let left = Duration::from_secs(200);
    let answer = time_left(path, left, UnitSystem::Metric);
    assert_eq!(answer.pieces, [Piece::numbered("say-meters", 80)]);
}

#[test]
fn how_long_still_is_never_told_longer_than_it_is_by_more_than_the_five_seconds_it_is_told_in() {
    for left in 1..=3600 {
        let said = pieces::time_left(Duration::from_secs(left));
        let seconds: u32 = said
            .iter()
            .map(|piece| piece.number.unwrap_or_default() * if piece.id == "say-minutes" { 60 } else { 1 })
            .sum();
        assert!(!said.is_empty() && u64::from(seconds) <= left.max(3) + 2, "{left} s: {said:?}");
        assert!(u64::from(seconds) + 10 * 60 > left, "{left} s: {said:?}");
    }
}

#[test]
fn a_length_is_never_said_longer_than_it_is() {
    for decimeters in 20..=2000 {
        let length = units::Length::from_meters(f64::from(decimeters) / 10.0).expect("finite");
        let said = |units| pieces::length(length, units).and_then(|piece| piece.number).map(f64::from);
        assert!(said(UnitSystem::Metric).is_some_and(|meters| meters <= length.meters() + 1e-6));
        assert!(said(UnitSystem::UnitedStates).is_some_and(|feet| feet <= length.feet() + 1e-6));
    }
}

#[test]
fn which_round_of_how_many_is_said_whole_or_not_at_all() {
    for of in 2..=60 {
        for number in 1..=of {
            let said = pieces::round(Round { number, of });
            assert_ne!(said.last().map(|piece| piece.id), Some("say-round"), "{number} of {of}");
        }
    }
}

#[test]
fn before_a_walk_sets_off_only_the_ten_second_warning_says_to_walk_forward() {
    let cues = schedule(&program("hallway 5 m x6"), &[], &Options::default(), &EvenPace::default());
    let ids: Vec<_> = cues.iter().filter(|cue| cue.block == 0).map(|cue| cue.id).collect();
    let all = ["prepare", "path-clear", "something-to-hold", "forward-first", "wait-there", "ten-seconds"];
    assert_eq!(ids, all);
}

#[test]
fn nobody_is_told_of_posture_with_a_hand_at_the_console() {
    for text in ["treadmill 1 min x3 at 0.8 km/h", "treadmill 5 min x3 at 1.6 km/h"] {
        let options = Options { preset: Preset::ManyWords, ..Options::default() };
        let cues = schedule(&program(text), &[], &options, &EvenPace::default());
        assert!(cues.iter().any(|cue| cue.id == "set-belt"));
        assert!(cues.iter().all(|cue| cue.id != "posture"), "{text}");
    }
}

#[test]
fn a_known_path_foretells_no_end_by_the_slowest_walkers_clock() {
    for text in ["kitchen 3 m x4", "hallway 5 m x6", "driveway 25 m x4", "driveway 100 m x2"] {
        for preset in Preset::ALL {
            let options = Options { preset, ..Options::default() };
            let program = program(text);
            let walked = |cue: &Cue| program.blocks()[cue.block].kind != BlockKind::Prepare;
            let cues = schedule(&program, &[], &options, &EvenPace::default());
            assert!(cues.iter().filter(|cue| walked(cue)).all(|cue| cue.id != "ten-seconds"), "{text}");
        }
    }
}

#[test]
fn an_extension_moves_what_follows_and_says_half_way_where_it_was() {
    let program = program("1:1 x1");
    let mut extra = alloc::vec![Duration::ZERO; program.blocks().len()];
    extra[3] = Duration::from_mins(1);
    let options = Options::default();
    let before = schedule(&program, &[], &options, &EvenPace::default());
    let after = schedule(&program, &extra, &options, &EvenPace::default());
    let at = |cues: &[Cue], id, block| {
        cues.iter().find(|cue| cue.id == id && cue.block == block).map(|cue| cue.at)
    };
    let later = |at: Option<Duration>| at.map(|at| at + Duration::from_mins(1));
    assert_eq!(at(&after, "half-way", 3), at(&before, "half-way", 3));
    assert_eq!(at(&after, "ten-seconds", 3), later(at(&before, "ten-seconds", 3)));
    assert_eq!(at(&after, "turn", 4), later(at(&before, "turn", 4)));
    assert_eq!(at(&after, "ten-seconds", 1), at(&before, "ten-seconds", 1));
}

#[test]
fn a_voice_pack_stays_small() {
    let clips: usize = PHRASES.iter().map(|phrase| phrase.pieces().count()).sum();
    assert!(clips < 220, "{clips} clips");
}

/// Lengths drawn from a seed, as a slow or a quick voice pack would have them.
struct Uneven {
    seed: u64,
    most_ms: u64,
}

impl SpokenLength for Uneven {
    fn length(&self, motif: Option<Motif>, pieces: &[Piece]) -> Duration {
        let drawn = pieces.iter().map(|piece| {
            let mixed = piece.key().bytes().fold(self.seed, |seed, byte| {
                (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
            });
            mixed % self.most_ms
        });
        Duration::from_millis(drawn.sum::<u64>() + motif.map_or(0, |_| 150 + self.seed % 900))
    }
}

/// What is true of every schedule, however long the clips are.
fn check_schedule(program: &Program, blocks: &[Block], cues: &[Cue], preset: Preset) {
    let mut before = Duration::ZERO;
    for cue in cues {
        assert!(cue.at >= before, "{cue:?} begins before the last one ends at {before:?}");
        before = cue.end();
        assert_eq!(cue.motif.is_some(), preset != Preset::VibrationOnly);
        assert!(preset.has_words() || cue.pieces.is_empty());
        assert_ne!(cue.pieces.last().map(|piece| piece.id), Some("say-round"), "{cue:?}");
        for piece in &cue.pieces {
            let phrase = PHRASES.iter().find(|phrase| phrase.id == piece.id).expect("a phrase of every pack");
            assert!(phrase.pieces().any(|known| known == *piece), "{piece:?} has no clip");
        }
    }
    assert!(before <= blocks.iter().map(|block| block.time).sum());
    let mut start = Duration::ZERO;
    for (index, block) in blocks.iter().enumerate() {
        let own: Vec<&Cue> = cues.iter().filter(|cue| cue.block == index).collect();
        // Exactly on the boundary, and it is the block's own.
        let first = own.first().expect("every block begins with a cue");
        assert_eq!((first.at, first.priority), (start, Priority::Direction), "{program} {block:?}");
        let id = match block.kind {
            BlockKind::Forward => "forward",
            BlockKind::Backward => "backward",
            kind => kind.name(),
        };
        assert_eq!(first.id, id);
        assert!(own.iter().all(|cue| cue.end() <= start + block.time));
        start += block.time;
    }
}

proptest! {
    #[test]
    fn no_two_cues_overlap_and_every_block_begins_with_its_own(
        text in proptest::sample::select(&PROGRAMS),
        preset in proptest::sample::select(&Preset::ALL),
        us in any::<bool>(),
        seed in any::<u64>(),
        most_ms in prop_oneof![Just(900_u64), Just(2500), Just(9000)],
        extended in proptest::collection::vec(0_u64..4, 0..12),
    ) {
        let program = program(text);
        let units = if us { UnitSystem::UnitedStates } else { UnitSystem::Metric };
        let extra: Vec<Duration> = extended.into_iter().map(|halves| Duration::from_secs(halves * 30)).collect();
        let options = Options { preset, units, ..Options::default() };
        let cues = schedule(&program, &extra, &options, &Uneven { seed, most_ms });
        let blocks: Vec<Block> = program.blocks().iter().enumerate().map(|(index, block)| Block {
            time: block.time + extra.get(index).copied().unwrap_or_default(), ..*block
        }).collect();
        check_schedule(&program, &blocks, &cues, preset);
        // Ten seconds before the end of every stretch walked, whatever else gives way, at an ordinary pace.
        if most_ms == 900 {
            let mut start = Duration::ZERO;
            for (index, block) in blocks.iter().enumerate() {
                let end = start + block.time;
                let stretch = matches!(block.kind, BlockKind::Forward | BlockKind::Backward);
                // A known path ends where it ends.
                if stretch && block.time > Duration::from_secs(15) && program.way() != Way::StartSmall {
                    let warning = cues.iter().find(|cue| cue.block == index && cue.id == "ten-seconds");
                    prop_assert_eq!(warning.map(|cue| cue.at), end.checked_sub(crate::limits::WARNING_BEFORE));
                }
                if block.until == Until::Time && block.kind == BlockKind::Turn && preset.has_words() {
                    prop_assert!(cues.iter().filter(|cue| cue.block == index).count() >= 3);
                }
                start = end;
            }
        }
    }
}
