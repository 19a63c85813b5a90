//! The lines of the fall rule: each is met and just missed.

use gait::{Aftermath, Engine, Event, Sample, Settings};

/// Stands from `from_s` on but for dips and blows, each at its moment for one reading of so many g, and lies from `lies_s` on.
/// The readings between `silent` moments are lost. Gives what followed each suspected fall, and whether it is of the later blow.
fn told(moments: &[(f64, f32)], lies_s: f64, silent: (f64, f64)) -> Vec<(Aftermath, bool)> {
    let mut engine = Engine::new(Settings::default());
    let mut told = Vec::new();
    for n in 0..3400 {
        let t_s = f64::from(n) * 0.01;
        if (silent.0..silent.1).contains(&t_s) {
            continue;
        }
        let at = moments.iter().find(|(moment, _)| (t_s - moment).abs() < 0.006);
        let g = at.map_or(1.0, |(_, g)| *g) * 9.81;
        let acceleration = if t_s < lies_s { [0.0, 0.0, g] } else { [g, 0.0, 0.0] };
        engine.push(Sample { t_s, acceleration, rotation: None });
        told.extend(core::iter::from_fn(|| engine.poll()).filter_map(|event| match event {
            Event::FallSuspected(fall) => Some((fall.aftermath, fall.t_s > 12.5)),
            _ => None,
        }));
    }
    told
}

const NEVER: (f64, f64) = (f64::INFINITY, f64::INFINITY);

#[test]
fn a_fall_is_a_blow_of_two_g_within_a_second_of_a_drop_below_six_tenths_and_nothing_less() {
    let fell = |drop: f32, before_s: f64, blow: f32| {
        !told(&[(12.0 - before_s, drop), (12.0, blow)], 12.2, NEVER).is_empty()
    };
    assert!(fell(0.5, 0.9, 2.1));
    assert!(!fell(0.7, 0.9, 2.1), "no drop");
    assert!(!fell(0.5, 1.1, 2.1), "a drop too long ago");
    assert!(!fell(0.5, 0.9, 1.9), "no blow");
}

#[test]
fn a_fall_that_bounces_is_held_against_how_the_body_was_before_the_first_blow() {
    // The harder of the two is told, once.
    for (first, second, later) in [(2.5, 3.5, true), (3.5, 2.5, false)] {
        let moments = [(11.6, 0.3), (12.0, first), (12.8, 0.3), (13.2, second)];
        assert_eq!(told(&moments, 12.2, NEVER), [(Aftermath::Lying, later)], "{first} {second}");
    }
}

#[test]
fn what_was_before_a_silence_is_no_part_of_what_comes_after_it() {
    let blow = [(11.6, 0.3), (12.0, 2.5)];
    assert_eq!(told(&blow, 12.2, NEVER), [(Aftermath::Lying, false)]);
    assert_eq!(told(&blow, 12.2, (12.5, 15.5)), []);
}
