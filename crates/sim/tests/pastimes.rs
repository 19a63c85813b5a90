//! What people do all day that is no walking gives no steps.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use gait::WarningKind;
use sim::pastime::{PASTIMES, Pastime, heard};

/// What cannot be told from a walk in time, or at all: why stands in docs/decisions/gait-engine.md.
const TOO_LIKE_A_WALK: [&str; 6] = [
    "cycles over cobbles, the thigh",
    "a car on its springs",
    "a bus on a bad road",
    "cycles, the seat",
    "stands up and sits down, the trunk",
    "sways to music",
];
/// And what cannot where no gyroscope says how the sensor turns.
const TOO_LIKE_A_WALK_UNTURNED: [&str; 8] = [
    "cycles over cobbles, the thigh",
    "a bus on a bad road",
    "a car on its springs",
    "an arm swings a little beside a standing body",
    "an arm swings far beside a standing body",
    "stands up and sits down, the trunk",
    "squats, the thigh",
    "sways to music",
];

/// In four minutes, at most so many live; offline two a minute.
fn check(pastime: &Pastime, most: u32, gyroscope: bool) {
    for (place, seed) in pastime.places.iter().zip(1..) {
        let heard = heard(pastime, 240, seed, Some(*place), gyroscope);
        let steps = (heard.live, heard.offline);
        assert!(heard.live <= most && heard.offline <= 8, "{} {place:?}: {steps:?}", pastime.name);
    }
}

#[test]
fn at_most_two_steps_a_minute_come_out_of_what_is_no_walking() {
    for pastime in PASTIMES.iter().filter(|p| !TOO_LIKE_A_WALK.contains(&p.name)) {
        check(pastime, 8, true);
    }
}

#[test]
fn what_is_too_like_a_walk_live_is_known_of_a_whole_recording() {
    for name in
        ["a car on its springs", "a bus on a bad road", "cycles over cobbles, the thigh", "cycles, the seat"]
    {
        check(find(name), u32::MAX, true);
    }
}

#[test]
fn nor_do_they_of_a_whole_recording_without_a_gyroscope() {
    for pastime in PASTIMES.iter().filter(|p| !TOO_LIKE_A_WALK_UNTURNED.contains(&p.name)) {
        check(pastime, u32::MAX, false);
    }
}

fn find(name: &str) -> &'static Pastime {
    PASTIMES.iter().find(|p| p.name == name).unwrap()
}

#[test]
fn live_a_vehicle_is_known_once_it_has_forgotten_its_rhythm() {
    for name in ["a car on its springs", "a bus on a bad road"] {
        check(find(name), 48, true);
    }
}

#[test]
fn a_limb_that_swings_while_the_body_rests_is_named() {
    for name in [
        "an arm swings a little beside a standing body",
        "an arm swings far beside a standing body",
        "a leg bounces slowly on its toes, seated",
        "cycles, the thigh",
        "chops vegetables",
    ] {
        let pastime = find(name);
        let named = |seed| heard(pastime, 60, seed, None, true).warnings.contains(&WarningKind::Waving);
        assert!((1..=4).any(named), "{name}");
    }
}
