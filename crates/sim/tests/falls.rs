//! Falls that are played, in bodies made up from a seed: they are suspected, and nothing else is.

use gait::{Aftermath, Engine, Event, Fall, Placement, Sample, Settings};
use sim::motion::{Activity, record};

/// What is suspected in a recording.
fn suspected(samples: &[Sample]) -> Vec<Fall> {
    let settings = Settings { placement: Some(Placement::FrontPocket), ..Settings::default() };
    let mut engine = Engine::new(settings);
    let mut falls = Vec::new();
    for sample in samples {
        engine.push(*sample);
        while let Some(event) = engine.poll() {
            if let Event::FallSuspected(fall) = event {
                falls.push(fall);
            }
        }
    }
    falls
}

/// A walk of 15 s that ends as `end`, felt by a phone that sits anyhow.
fn walk_into(end: Activity, backward: bool, rate_hz: f64, seed: u64) -> Vec<Fall> {
    let walk = Activity::Walk { cadence_spm: 95.0, backward };
    suspected(&record(&[(Activity::Stand, 4.0), (walk, 15.0), (end, 8.0)], rate_hz, seed).samples)
}

#[test]
fn a_fall_either_way_is_suspected_within_four_seconds() {
    for seed in 0..25 {
        for backward in [false, true] {
            for rate_hz in [50.0, 100.0] {
                let falls = walk_into(Activity::Fall { backward }, backward, rate_hz, seed);
                assert!(
                    matches!(falls[..], [Fall { t_s, aftermath: Aftermath::Lying, .. }] if (19.2..19.9).contains(&t_s)),
                    "seed {seed}, backward {backward}, {rate_hz} Hz: {falls:?}"
                );
            }
        }
    }
}

#[test]
fn a_fall_is_suspected_once_four_seconds_are_heard_and_judged_beside_the_ten_before_it() {
    let fall = Activity::Fall { backward: true };
    for seed in 0..5 {
        // The blow comes half a second into the fall.
        let after = |stand_s: f64| record(&[(Activity::Stand, stand_s), (fall, 8.0)], 100.0, seed).samples;
        let falls = [3.2, 4.2].map(|stand_s| suspected(&after(stand_s)).len());
        assert_eq!(falls, [0, 1], "seed {seed}");
        // A knock harder than the fall, in the eighth second.
        let knocked = |stand_s: f64| {
            let mut samples = after(stand_s);
            for sample in samples.iter_mut().filter(|s| (7.5..7.6).contains(&s.t_s)) {
                sample.acceleration = sample.acceleration.map(|a| 8.0 * a);
            }
            suspected(&samples).len()
        };
        assert_eq!([17.0, 18.0, 19.0].map(knocked), [0, 0, 1], "seed {seed}");
    }
}

#[test]
fn a_trip_that_ends_the_walk_is_suspected_and_a_walk_that_ends_as_walks_do_is_not() {
    for seed in 0..25 {
        for backward in [false, true] {
            let falls = walk_into(Activity::Trip, backward, 100.0, seed);
            assert!(
                matches!(falls[..], [Fall { aftermath: Aftermath::Stopped, .. }]),
                "seed {seed}, backward {backward}: {falls:?}"
            );
            for end in [Activity::Stand, Activity::Sit] {
                let falls = walk_into(end, backward, 100.0, seed);
                assert!(falls.is_empty(), "seed {seed}, backward {backward}, {end:?}: {falls:?}");
            }
        }
    }
}

#[test]
fn two_hours_of_everything_but_falls_ask_nothing() {
    let walk = |backward, cadence_spm| Activity::Walk { cadence_spm, backward };
    let day = [
        Activity::Stand,
        walk(false, 110.0),
        Activity::Run,
        Activity::Stand,
        Activity::Stairs,
        Activity::Sit,
        Activity::Drive,
        walk(true, 85.0),
        Activity::Fumble,
        Activity::WaveArm,
        Activity::Run,
        Activity::Sit,
    ]
    .map(|activity| (activity, 60.0));
    for seed in 0..10 {
        let falls = suspected(&record(&day, 100.0, seed).samples);
        assert!(falls.is_empty(), "seed {seed}: {falls:?}");
    }
}
