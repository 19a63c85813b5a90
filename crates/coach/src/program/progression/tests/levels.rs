//! Levels, rounds and the programs they are walked as.

use super::*;

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
    let ceiling =
        |level: u8, kmh: f64, weeks| Level::of(level).belt_ceiling(own(kmh), weeks).map(BeltSpeed::centi_kmh);
    assert_eq!(ceiling(11, 3.0, 3), None);
    assert_eq!([0, 1, 2, 9].map(|weeks| ceiling(12, 1.0, weeks)), [40, 50, 60, 60].map(Some));
    assert_eq!([0, 2].map(|weeks| ceiling(12, 3.0, weeks)), [100; 2].map(Some));
    assert_eq!([0, 1, 2, 9].map(|weeks| ceiling(13, 3.0, weeks)), [100, 150, 180, 180].map(Some));
    assert_eq!(ceiling(15, 9.0, 9), Some(300));
}

#[test]
fn borg_s_scale_meets_the_other_where_the_rules_do() {
    assert_eq!([6, 8, 12, 13, 14, 15, 20].map(effort_from_borg), [0, 0, 4, 5, 6, 7, 10]);
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
fn a_session_s_program_keeps_the_walker_s_units_and_sets_no_belt_to_its_ceiling() {
    let session = |level, belt| Session { level, rounds: 2, backward_s: 60, spotter: false, belt };
    let written = |session: Session, units| alloc::format!("{}", session.program_in(units).unwrap());
    assert_eq!(written(session(2, None), UnitSystem::Metric), "hallway 5 m x2");
    assert_eq!(written(session(2, None), UnitSystem::UnitedStates), "hallway 16 ft x2");
    let belt = Some(BeltSpeed::from_centi_kmh(97));
    assert_eq!(written(session(12, belt), UnitSystem::Metric), "treadmill 1 min x2");
    let belt = Some(BeltSpeed::from_centi_kmh(210));
    assert_eq!(written(session(13, belt), UnitSystem::UnitedStates), "treadmill 1 min x2");
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
