//! Laws of the engine on made-up signals: nothing panics, nothing steps out of nothing, and what turns, slows or
//! plays backward in the signal does so in the result.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

use gait::{Direction, Engine, Event, Placement, Sample, Settings, Side, WarningKind, analyze};
use proptest::prelude::*;
use sim::chance::Chance;
use sim::motion::{Activity, normal, record};
use std::f32::consts::TAU;

/// A thigh that swings at one stride a second, fast forward and slow back, with a catch after each swing; `rate` Hz.
fn thigh(seconds: f32, rate: f32, backward: bool) -> Vec<Sample> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a short recording")]
    let count = (seconds * rate) as u16;
    (0..count)
        .map(|i| {
            let t = f32::from(i) / rate;
            let (clock, sign) = if backward { (seconds - t, -1.0) } else { (t, 1.0) };
            let stride = TAU * clock;
            let swing = 2.0 * (stride.sin() - 0.4 * (2.0 * stride).cos()) * sign;
            let lean = -(2.0 * stride.cos() + 0.4 * (2.0 * stride).sin()) / TAU;
            let size = 9.81 + 3.0 * (2.0 * TAU * (clock - 0.43)).cos();
            let thrown = 0.4 * TAU * 2.0 * (stride.cos() + 0.8 * (2.0 * stride).sin());
            let acceleration =
                [thrown * lean.cos() - size * lean.sin(), 0.0, thrown * lean.sin() + size * lean.cos()];
            Sample { t_s: f64::from(t), acceleration, rotation: Some([0.0, swing, 0.0]) }
        })
        .collect()
}

fn pocket() -> Settings {
    Settings { placement: Some(Placement::FrontPocket), ..Settings::default() }
}

fn live(samples: &[Sample], settings: Settings) -> Vec<Event> {
    let mut engine = Engine::new(settings);
    let mut events = Vec::new();
    for sample in samples {
        engine.push(*sample);
        while let Some(event) = engine.poll() {
            events.push(event);
        }
    }
    engine.finish();
    while let Some(event) = engine.poll() {
        events.push(event);
    }
    events
}

#[test]
fn a_swinging_thigh_makes_two_steps_a_stride_and_time_turned_around_turns_the_direction() {
    for rate in [25.0, 50.0, 100.0, 200.0] {
        let one = analyze(thigh(20.0, rate, false), pocket()).summary;
        let other = analyze(thigh(20.0, rate, true), pocket()).summary;
        assert!((37..=41).contains(&one.steps), "{rate}: {one:?}");
        assert!(one.cadence_spm.is_some_and(|c| (c - 120.0).abs() < 1.5), "{rate}: {one:?}");
        assert!(one.forward + one.backward == one.steps, "{rate}: {one:?}");
        assert!(one.forward.abs_diff(other.backward) <= 2, "{rate}: {one:?} {other:?}");
        assert!(one.backward.abs_diff(other.forward) <= 2, "{rate}: {one:?} {other:?}");
    }
}

/// A lower back in anatomical axes that vaults twice a second and turns its pelvis once, `way` 1 or -1.
fn pelvis(seconds: u16, way: f32) -> Vec<Sample> {
    (0..seconds * 100)
        .map(|i| {
            let t = f32::from(i) / 100.0;
            let step = 2.0 * TAU * t;
            let acceleration = [-1.2 * step.sin(), 0.0, 9.81 + 2.0 * step.cos()];
            let rocking = 0.4 * step.cos();
            Sample {
                t_s: f64::from(t),
                acceleration,
                rotation: Some([0.0, rocking, way * 0.5 * (TAU * t).cos()]),
            }
        })
        .collect()
}

#[test]
fn feet_alternate_and_a_pelvis_that_turns_the_other_way_swaps_them() {
    let settings = Settings { placement: Some(Placement::LowerBack), ..Settings::default() };
    let feet = |way: f32| -> Vec<(bool, Option<Side>)> {
        let steps = analyze(pelvis(20, way), settings).steps;
        steps
            .iter()
            .map(|s| (s.t_s.round() - s.t_s < -0.25 || s.t_s.round() - s.t_s > 0.25, s.side))
            .collect()
    };
    for (way, whole, half) in [(1.0, Side::Right, Side::Left), (-1.0, Side::Left, Side::Right)] {
        let steps = feet(way);
        let told = steps.iter().filter(|(_, side)| side.is_some()).count();
        assert!(steps.len() > 30 && told * 10 >= steps.len() * 9, "{steps:?}");
        for (between, side) in steps {
            assert!(side.is_none_or(|s| s == if between { half } else { whole }), "{way} {between} {side:?}");
        }
    }
    let pocket = analyze(pelvis(20, 1.0), pocket());
    assert!(pocket.steps.iter().all(|s| s.side.is_none()));
}

#[test]
fn a_walk_that_is_alike_at_every_step_is_still_one() {
    for hz in [1.4_f32, 1.6, 2.0, 2.3] {
        for turning in [None, Some(0.5)] {
            let even: Vec<Sample> = (0..3000_u16)
                .map(|i| {
                    let t = f32::from(i) / 100.0;
                    let (sin, cos) = (TAU * hz * t).sin_cos();
                    let rotation = turning.map(|size: f32| [size * (cos + sin), 0.02, 0.0]);
                    Sample { t_s: f64::from(t), acceleration: [0.3, 1.2 * cos, 9.81 + 2.5 * sin], rotation }
                })
                .collect();
            let told = live(&even, pocket()).iter().filter(|e| matches!(e, Event::Step(_))).count();
            let steps = analyze(even, pocket()).summary.steps;
            let walked = 30.0 * hz;
            for heard in [told, steps as usize] {
                assert!((heard as f32 - walked).abs() < 4.0, "{hz} {turning:?}: {told} live, {steps}");
            }
        }
    }
}

#[test]
fn live_steps_of_a_walk_under_way_are_known_within_300_ms_and_revised_within_2_s() {
    let samples = thigh(30.0, 100.0, false);
    let mut engine = Engine::new(pocket());
    let (mut times, mut known, mut began_s) = (Vec::new(), Vec::new(), 0.0);
    for sample in samples {
        engine.push(sample);
        while let Some(event) = engine.poll() {
            match event {
                Event::BoutBegan { .. } => began_s = sample.t_s,
                Event::Step(step) => {
                    assert!(sample.t_s - step.known_t_s < 0.05, "told when it is known: {step:?}");
                    // What made the walk one is told together, a step or two after its fourth.
                    let late = if step.t_s < began_s - 0.3 { 3.0 } else { 0.3 };
                    assert!(sample.t_s - step.t_s <= late, "{step:?}");
                    times.push(step.t_s);
                    known.push(step.known_t_s);
                }
                Event::Revised { index, .. } => {
                    let at: usize = index.try_into().unwrap();
                    assert!(sample.t_s - known[at] <= 2.0, "step {index} revised at {}", sample.t_s);
                }
                _ => {}
            }
        }
    }
    assert!((52..=61).contains(&times.len()) && began_s < 4.0, "{} {began_s}", times.len());
}

#[test]
fn a_clock_set_back_ends_a_bout_and_makes_no_negative_step() {
    let mut samples = thigh(20.0, 100.0, false);
    let later: Vec<Sample> = samples.iter().map(|s| Sample { t_s: s.t_s - 60.0, ..*s }).collect();
    samples.extend(later);
    let analysis = analyze(samples, pocket());
    assert!(analysis.bouts.len() >= 2 && analysis.steps.len() > 60, "{:?}", analysis.bouts);
    assert!(analysis.steps.iter().all(|s| s.time_s.is_none_or(|t| t > 0.0)));
}

#[test]
fn standing_sitting_and_an_engine_that_shakes_make_no_steps() {
    for shake in [0.0_f32, 0.1, 0.5] {
        let still: Vec<Sample> = (0..6000_u16)
            .map(|i| {
                let t = f32::from(i) * 0.01;
                let a = 9.81 + shake * (TAU * 3.0 * t).sin();
                Sample { t_s: f64::from(t), acceleration: [0.0, 0.0, a], rotation: Some([0.0; 3]) }
            })
            .collect();
        assert_eq!(analyze(still.iter().copied(), pocket()).summary.steps, 0, "{shake}");
        assert!(!live(&still, pocket()).iter().any(|e| matches!(e, Event::Step(_))), "{shake}");
    }
}

/// White noise, about normal, from a seed.
fn noise(seed: u64) -> impl FnMut() -> f32 {
    let mut chance = Chance::new(seed);
    #[allow(clippy::cast_possible_truncation, reason = "noise")]
    move || normal(&mut chance) as f32
}

/// A body on springs that noise shakes: `hz`, a quarter of critical damping, rms 1, 100 a second.
fn sprung(hz: f32, count: usize, seed: u64) -> Vec<f32> {
    let (mut force, w) = (noise(seed), TAU * hz);
    let (mut place, mut speed) = (0.0_f32, 0.0_f32);
    let felt: Vec<f32> = (0..count)
        .map(|_| {
            speed += 0.01 * (100.0 * force() - w * w * place - 0.5 * w * speed);
            place += 0.01 * speed;
            -w * w * place - 0.5 * w * speed
        })
        .collect();
    let rms = (felt.iter().map(|a| a * a).sum::<f32>() / count as f32).sqrt();
    felt.into_iter().map(|a| a / rms).collect()
}

#[test]
fn a_car_that_bounces_as_hard_as_a_walk_makes_no_steps() {
    for (seed, (hz, rms, rocking)) in (1_u64..).zip([
        (1.2, 0.9, None),
        (1.5, 1.5, None),
        (1.8, 0.9, None),
        (1.4, 0.8, Some(0.12)),
        (1.4, 1.5, Some(0.25)),
    ]) {
        let count = 18_000;
        let (bounce, pitch, roll) =
            (sprung(hz, count, seed), sprung(1.3, count, seed + 50), sprung(1.6, count, seed + 90));
        let mut jitter = noise(seed + 7);
        let drive: Vec<Sample> = (0..count)
            .map(|i| Sample {
                t_s: i as f64 * 0.01,
                acceleration: [0.2 * jitter(), 0.2 * jitter(), 9.81 + rms * bounce[i] + 0.3 * jitter()],
                rotation: rocking.map(|r: f32| [r * pitch[i], r * roll[i], 0.02 * jitter()]),
            })
            .collect();
        let analysis = analyze(drive, pocket());
        assert!(analysis.summary.steps <= 6, "{hz} {rms} {rocking:?}: {:?}", analysis.summary);
        assert!(analysis.warnings.iter().any(|w| w.kind == WarningKind::Vehicle), "{hz} {rms}");
    }
}

#[test]
fn noise_of_any_colour_and_size_is_no_walk() {
    for (seed, (rms, smooth_hz)) in (1_u64..).zip([
        (2.0, 50.0),
        (5.0, 50.0),
        (20.0, 50.0),
        (1.0, 15.0),
        (2.0, 4.0),
        (4.0, 2.0),
        (2.0, 1.0),
    ]) {
        for turning in [None, Some(0.05), Some(0.2)] {
            let gain = 1.0 - (-TAU * smooth_hz * 0.01_f32).exp();
            let (mut jitter, mut held) = (noise(seed), [[0.0_f32; 2]; 6]);
            // Two poles of this gain keep so much of the noise.
            let kept = (gain * (1.0 + (1.0 - gain) * (1.0 - gain)) / (2.0 - gain).powi(3)).sqrt();
            let mut smoothed = || {
                held.each_mut().map(|[first, second]| {
                    *first += gain * (jitter() - *first);
                    *second += gain * (*first - *second);
                    *second * rms / kept
                })
            };
            let samples: Vec<Sample> = (0..12_000)
                .map(|i| {
                    let [x, y, z, turn @ ..] = smoothed();
                    let rotation = turning.map(|size: f32| turn.map(|w| size * w));
                    Sample { t_s: f64::from(i) * 0.01, acceleration: [x, y, 9.81 + z], rotation }
                })
                .collect();
            let told = live(&samples, pocket()).iter().filter(|e| matches!(e, Event::Step(_))).count();
            let analysis = analyze(samples, pocket());
            let case = format!("{rms} m/s^2 under {smooth_hz} Hz, {turning:?} of it in rad/s: live {told}");
            assert!(analysis.summary.steps <= 4, "{case}, {:?}", analysis.summary);
            // What rocks as a cautious walker does is known only when it is long.
            let rocks = turning.is_some_and(|size| size * rms > 0.15);
            assert!(told <= 60 || rocks, "{case}");
        }
    }
}

#[test]
fn what_is_wrong_with_a_signal_is_named() {
    let good = thigh(20.0, 100.0, false);
    let named = |samples: Vec<Sample>| -> Vec<WarningKind> {
        analyze(samples, pocket()).warnings.iter().map(|w| w.kind).collect()
    };
    let with = |change: &dyn Fn(usize, Sample) -> Sample| -> Vec<Sample> {
        good.iter().enumerate().map(|(i, s)| change(i, *s)).collect()
    };
    assert_eq!(named(good.clone()), []);
    let nan = with(&|i, s| if i == 900 { Sample { acceleration: [f32::NAN; 3], ..s } } else { s });
    let whole = analyze(good.iter().copied(), pocket()).summary;
    for (spike, turns) in [(200.0, 0.0), (1e30, 0.0), (9.8, 50.0)] {
        let spiked = with(&|i, s| {
            let spiked = Sample { acceleration: [spike, 0.0, 0.0], rotation: Some([turns; 3]), ..s };
            if i % 97 == 50 { spiked } else { s }
        });
        assert_eq!(named(spiked.clone()), [WarningKind::NotFinite], "{spike} {turns}");
        if turns == 0.0 {
            let mended = analyze(spiked, pocket()).summary;
            assert_eq!((mended.forward, mended.steps), (whole.forward, whole.steps), "{spike}");
        }
    }
    assert_eq!(named(nan), [WarningKind::NotFinite]);
    let gap = with(&|i, s| if i > 900 { Sample { t_s: s.t_s + 10.0, ..s } } else { s });
    assert_eq!(named(gap), [WarningKind::Gap]);
    let late = with(&|i, s| if i == 900 { Sample { t_s: s.t_s - 0.1, ..s } } else { s });
    assert_eq!(named(late), [WarningKind::TimeBackward]);
    // A wrong time is told by the last that was right.
    for wrong_s in [-5.0, f64::INFINITY] {
        let wrong = with(&|i, s| if i == 900 { Sample { t_s: wrong_s, ..s } } else { s });
        let told = analyze(wrong, pocket()).warnings;
        assert!(told.iter().any(|w| (w.t_s - 8.99).abs() < 1e-6), "{wrong_s}: {told:?}");
    }
    let broken: Vec<Sample> =
        good.iter().enumerate().filter(|(i, _)| i % 300 < 270).map(|(_, s)| *s).collect();
    assert_eq!(named(broken), [WarningKind::Gap]);
    let stuck = with(&|i, s| if i > 900 { Sample { acceleration: [0.0, 0.0, 9.8], ..s } } else { s });
    assert_eq!(named(stuck), [WarningKind::Stuck]);
    let in_g = with(&|_, s| Sample { acceleration: s.acceleration.map(|a| a / 9.81), ..s });
    assert_eq!(named(in_g), [WarningKind::GravityMissing]);
    let blind = with(&|_, s| Sample { rotation: None, ..s });
    assert!(named(blind).contains(&WarningKind::NoGyroscope));
    let clipped =
        with(&|_, s| Sample { acceleration: s.acceleration.map(|a| (2.0 * a).clamp(-19.6, 19.6)), ..s });
    assert!(named(clipped).contains(&WarningKind::Clipped));
    let slow: Vec<Sample> = good.iter().step_by(10).copied().collect();
    assert!(named(slow).contains(&WarningKind::RateTooLow));
    assert!(named(thigh(10.0, 400.0, false)).contains(&WarningKind::RateTooHigh));
    assert!(!named(thigh(10.0, 200.0, false)).contains(&WarningKind::RateTooHigh));
    for few in [0, 1, 2, 50] {
        assert_eq!(named(good[..few].to_vec()), [WarningKind::TooShort], "{few}");
    }
}

/// Each axis and the whole gyroscope stand still from the middle of a walk on: steps before are as they were, no step goes the
/// other way, and the accelerometer tells direction without the gyroscope, which does not without it.
#[test]
fn what_stands_still_while_the_rest_moves_is_named_and_tells_no_direction() {
    let walk = Activity::Walk { cadence_spm: 110.0, backward: false };
    let good = record(&[(walk, 40.0)], 100.0, 1).samples;
    let whole = analyze(good.iter().copied(), pocket());
    assert!(
        whole.warnings.is_empty() && whole.summary.forward == whole.summary.steps,
        "{:?}",
        whole.warnings
    );
    let before = whole.steps.iter().filter(|s| s.t_s < 20.0).count();
    let held = |sample: &Sample, axis: usize| {
        let mut still = *sample;
        let old = good[2000];
        let (turn, turned) = (still.rotation.unwrap_or_default(), old.rotation.unwrap_or_default());
        match axis {
            0..3 => still.acceleration[axis] = old.acceleration[axis],
            3..6 => {
                still.rotation =
                    Some(core::array::from_fn(|i| if i + 3 == axis { turned[i] } else { turn[i] }));
            }
            6 => still.rotation = Some(turned),
            7 => still.rotation = Some([0.0; 3]),
            _ => still.rotation = Some([f32::NAN, 0.0, f32::INFINITY]),
        }
        still
    };
    for axis in 0..9 {
        let stopped: Vec<Sample> =
            good.iter().map(|s| if s.t_s < 20.0 { *s } else { held(s, axis) }).collect();
        let analysis = analyze(stopped.iter().copied(), pocket());
        let events = live(&stopped, pocket());
        let named = |kind| analysis.warnings.iter().any(|w| w.kind == kind);
        let told = |kind| events.iter().any(|e| matches!(e, Event::Warned(w) if w.kind == kind));
        assert!(named(WarningKind::Stuck) && told(WarningKind::Stuck), "{axis}: {:?}", analysis.warnings);
        assert_eq!(named(WarningKind::NotFinite), axis == 8);
        assert!(analysis.steps.len() + 2 >= before, "{axis}: {} of {before}", analysis.steps.len());
        assert_eq!(analysis.summary.backward, 0, "{axis}: {:?}", analysis.summary);
        // A chain of steps remembers the way it went for some; then nobody knows, or the accelerometer alone.
        let late = if axis < 3 { Direction::Unknown } else { Direction::Forward };
        assert!(analysis.steps.iter().filter(|s| s.t_s > 36.0).all(|s| s.direction == late), "{axis}");
    }
}

/// Without a gyroscope, either way and at any tempo; live a step is what it was last told to be.
#[test]
fn a_front_pocket_without_a_gyroscope_tells_the_way_and_a_run_and_a_back_pocket_do_not() {
    let deaf = |activity: Activity| -> Vec<Sample> {
        let walk = record(&[(activity, 40.0)], 100.0, 3).samples;
        walk.into_iter().map(|s| Sample { rotation: None, ..s }).collect()
    };
    for (cadence_spm, backward) in
        [(70.0, false), (90.0, false), (115.0, false), (70.0, true), (90.0, true), (115.0, true)]
    {
        let walk = deaf(Activity::Walk { cadence_spm, backward });
        let right = if backward { Direction::Backward } else { Direction::Forward };
        let mut told = Vec::new();
        for event in live(&walk, pocket()) {
            match event {
                Event::Step(step) => told.push(step.direction),
                Event::Revised { index, direction, .. } => told[usize::try_from(index).unwrap()] = direction,
                _ => {}
            }
        }
        let offline: Vec<Direction> =
            analyze(walk.iter().copied(), pocket()).steps.iter().map(|s| s.direction).collect();
        for told in [told, offline] {
            let so = told.iter().filter(|d| **d == right).count();
            let open = told.iter().filter(|d| **d == Direction::Unknown).count();
            assert!(so + open == told.len() && so > 35 && open <= 4, "{cadence_spm} {backward}: {told:?}");
        }
        let behind = Settings { placement: Some(Placement::BackPocket), ..pocket() };
        assert!(analyze(walk, behind).steps.iter().all(|s| s.direction == Direction::Unknown));
    }
    assert!(analyze(deaf(Activity::Run), pocket()).steps.iter().all(|s| s.direction == Direction::Unknown));
}

#[test]
fn a_gyroscope_that_turns_faster_than_it_reads_is_named() {
    let clip = |s: &Sample| Sample { rotation: s.rotation.map(|w| w.map(|x| x.clamp(-2.2, 2.2))), ..*s };
    let clipped: Vec<Sample> = thigh(30.0, 100.0, false).iter().map(clip).collect();
    assert!(analyze(clipped, pocket()).warnings.iter().any(|w| w.kind == WarningKind::Clipped));
}

#[test]
fn a_phone_that_is_turned_over_is_not_without_gravity() {
    let half = |s: &Sample| s.t_s < 20.0;
    let turned = |s: &Sample| {
        let [x, y, z] = s.acceleration;
        Sample { acceleration: if half(s) { [x, y, z] } else { [-x, y, -z] }, rotation: None, ..*s }
    };
    let walk: Vec<Sample> = thigh(40.0, 100.0, false).iter().map(turned).collect();
    let warnings = analyze(walk, pocket()).warnings;
    assert!(warnings.iter().all(|w| w.kind != WarningKind::GravityMissing), "{warnings:?}");
}

/// Played backward as forward: whichever way a signal without gravity, or with too few readings, seems to go, it is not told.
#[test]
fn no_direction_is_told_without_gravity_or_at_a_few_readings_a_second() {
    for backward in [false, true] {
        let good = thigh(40.0, 100.0, backward);
        let n = good.len() as f32;
        let mean: [f32; 3] =
            core::array::from_fn(|i| good.iter().map(|s| s.acceleration[i]).sum::<f32>() / n);
        // At its own size, and at a jog's, which is as large as gravity.
        let linear = |times: f32| {
            let of = |s: &Sample| core::array::from_fn(|i| times * (s.acceleration[i] - mean[i]));
            good.iter().map(|s| Sample { acceleration: of(s), ..*s }).collect::<Vec<_>>()
        };
        let jog = linear(2.0);
        let square = jog.iter().flat_map(|s| s.acceleration).map(|a| a * a).sum::<f32>() / n;
        assert!((64.0..225.0).contains(&square), "{square}");
        let known = Settings { without_gravity: true, ..pocket() };
        let few: Vec<Sample> = good.iter().step_by(20).copied().collect();
        for (samples, settings, kind) in [
            (linear(1.0), pocket(), WarningKind::GravityMissing),
            (jog, pocket(), WarningKind::GravityMissing),
            (good, known, WarningKind::GravityMissing),
            (few, pocket(), WarningKind::RateTooLow),
        ] {
            let analysis = analyze(samples.iter().copied(), settings);
            assert!(analysis.warnings.iter().any(|w| w.kind == kind), "{:?}", analysis.warnings);
            assert!(analysis.steps.iter().all(|s| s.direction == Direction::Unknown), "{kind:?} {backward}");
        }
    }
}

/// A thigh's walk whose strides differ a little, as people's do, with a knock at each contact.
fn restless(seconds: f32) -> Vec<Sample> {
    let mut phase = 0.0_f32;
    let mut walk = thigh(seconds, 100.0, false);
    for (i, sample) in walk.iter_mut().enumerate() {
        let t = i as f32 * 0.01;
        phase += 0.01 * (1.0 + 0.02 * (0.7 * t).sin());
        let at = (phase * 100.0).rem_euclid(seconds * 100.0 - 1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
        let own = thigh(seconds, 100.0, false)[at as usize];
        let knock = (-(12.0 * (2.0 * phase).fract()).powi(2)).exp();
        *sample = Sample { t_s: sample.t_s, ..own };
        sample.acceleration[0] += 2.0 * knock * (40.0 * phase).sin();
    }
    walk
}

#[test]
fn a_walker_who_speeds_up_has_lost_nothing() {
    let mut both = restless(20.0);
    let fast: Vec<Sample> =
        restless(26.0).into_iter().enumerate().filter(|(i, _)| i % 5 != 0).map(|(_, s)| s).collect();
    for (i, sample) in fast.into_iter().enumerate() {
        both.push(Sample { t_s: 20.0 + i as f64 * 0.01, ..sample });
    }
    assert!(!analyze(both, pocket()).warnings.iter().any(|w| w.kind == WarningKind::SamplesLost));
}

#[test]
fn nothing_and_almost_nothing_are_no_walk() {
    assert_eq!(analyze([], pocket()).summary.steps, 0);
    let one = Sample { t_s: 0.0, acceleration: [0.0, 0.0, 9.81], rotation: None };
    assert_eq!(analyze([one], pocket()).summary.steps, 0);
    let at_1_hz = (0..100_u8).map(|i| Sample { t_s: f64::from(i), ..one });
    let analysis = analyze(at_1_hz, pocket());
    assert_eq!(analysis.summary.steps, 0);
    let kinds: Vec<WarningKind> = analysis.warnings.iter().map(|w| w.kind).collect();
    assert_eq!(kinds, [WarningKind::Gap, WarningKind::RateTooLow]);
}

#[test]
fn the_plan_is_a_prior_and_never_the_answer() {
    let asked = Settings { expected: Some(Direction::Backward), ..pocket() };
    let plain = analyze(thigh(20.0, 100.0, false), pocket()).summary;
    let swayed = analyze(thigh(20.0, 100.0, false), asked).summary;
    assert_eq!((plain.forward, plain.backward), (swayed.forward, swayed.backward));
    // A wrist says nothing, so nobody knows, whatever was asked.
    let wrist = Settings { placement: Some(Placement::Wrist), ..asked };
    let told = analyze(thigh(20.0, 100.0, false), wrist).summary;
    assert!(told.steps > 30 && told.unknown == told.steps, "{told:?}");
    for event in live(&thigh(20.0, 100.0, false), wrist) {
        assert!(!matches!(event, Event::Revised { .. }), "{event:?}");
        assert!(!matches!(event, Event::Step(s) if s.direction != Direction::Unknown), "{event:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_input_panics_live_or_offline(
        readings in proptest::collection::vec((any::<f64>(), any::<[f32; 3]>(), any::<Option<[f32; 3]>>(), 0u8..4), 0..400),
        placement in 0usize..9,
    ) {
        use Placement::{BackPocket, Bag, Chest, FrontPocket, Hand, LowerBack, UpperArm, Wrist};
        let places = [FrontPocket, BackPocket, LowerBack, Wrist, Hand, UpperArm, Chest, Bag];
        let settings = Settings { placement: places.get(placement).copied(), ..Settings::default() };
        let mut clock = 0.0;
        let mut samples = Vec::new();
        for (t, acceleration, rotation, how) in readings {
            // Mostly a clock that runs, now and then any number at all.
            clock += 0.01;
            let t_s = if how == 0 { t } else { clock };
            let acceleration = if how == 1 { acceleration } else { acceleration.map(|a| a % 20.0) };
            samples.push(Sample { t_s, acceleration, rotation });
        }
        live(&samples, settings);
        let analysis = analyze(samples, settings);
        prop_assert!(analysis.steps.iter().all(|s| s.t_s.is_finite() && s.length_m.is_none_or(f32::is_finite)));
    }
}
