//! The engine on bodies that walk, bodies that do not, and sensors that fail.

use gait::{Analysis, Engine, Event, Placement, Sample, Settings, WarningKind};
use proptest::prelude::*;
use sim::chance::Chance;
use sim::motion::{Activity, record};

const POCKET: Settings = Settings {
    placement: Some(Placement::FrontPocket),
    height: None,
    calibration: gait::Calibration { forward: None, backward: None },
    expected: None,
    starts_forward: false,
    without_gravity: false,
    keep_signal: false,
};

/// The steps heard live.
fn live(samples: &[Sample], settings: Settings) -> (u32, Vec<WarningKind>) {
    let mut engine = Engine::new(settings);
    let (mut steps, mut warnings) = (0, Vec::new());
    let mut drain = |engine: &mut Engine| {
        while let Some(event) = engine.poll() {
            match event {
                Event::Step(_) => steps += 1,
                Event::Warned(w) => warnings.push(w.kind),
                _ => {}
            }
        }
    };
    for sample in samples {
        engine.push(*sample);
        drain(&mut engine);
    }
    engine.finish();
    drain(&mut engine);
    (steps, warnings)
}

fn offline(samples: &[Sample]) -> Analysis {
    gait::analyze(samples.iter().copied(), POCKET)
}

#[test]
fn a_walk_either_way_at_any_tempo_is_counted() {
    for (seed, cadence_spm) in [(1, 70.0), (2, 85.0), (3, 100.0), (4, 115.0), (5, 130.0)] {
        for backward in [false, true] {
            let plan = [
                (Activity::Sit, 5.0),
                (Activity::Walk { cadence_spm, backward }, 40.0),
                (Activity::Sit, 5.0),
            ];
            let motion = record(&plan, 100.0, seed);
            let truth = motion.contacts_s.len() as f64;
            let heard = f64::from(offline(&motion.samples).summary.steps);
            assert!(
                (heard - truth).abs() <= 0.06 * truth + 2.0,
                "{cadence_spm} {backward}: {heard} of {truth}"
            );
            let heard = f64::from(live(&motion.samples, POCKET).0);
            assert!(
                (heard - truth).abs() <= 0.06 * truth + 3.0,
                "live {cadence_spm} {backward}: {heard} of {truth}"
            );
        }
    }
}

/// The most steps heard in three minutes of each, live or offline, over places and seeds.
fn check_no_walking(activities: &[Activity]) {
    let mut too_many = Vec::new();
    for activity in activities {
        for seed in 0..5 {
            let motion = record(&[(*activity, 180.0)], 100.0, seed);
            let placements =
                [Some(Placement::FrontPocket), Some(Placement::Hand), Some(Placement::Wrist), None];
            for placement in placements {
                let settings = Settings { placement, ..POCKET };
                let (steps, _) = live(&motion.samples, settings);
                let offline = gait::analyze(motion.samples.iter().copied(), settings).summary.steps;
                if steps.max(offline) > 6 {
                    too_many.push(format!(
                        "{activity:?} {placement:?} seed {seed}: {steps} live, {offline} offline"
                    ));
                }
            }
        }
    }
    assert!(too_many.is_empty(), "in 3 minutes:\n{}", too_many.join("\n"));
}

#[test]
fn at_most_two_steps_a_minute_come_out_of_standing_and_sitting() {
    check_no_walking(&[Activity::Stand, Activity::Sit]);
}

#[test]
fn at_most_two_steps_a_minute_come_out_of_driving_waving_and_handling() {
    check_no_walking(&[Activity::Drive, Activity::WaveArm, Activity::Fumble]);
}

#[test]
fn what_is_no_walk_is_named() {
    for (activity, kind) in [
        (Activity::Drive, WarningKind::Vehicle),
        (Activity::WaveArm, WarningKind::Waving),
        (Activity::Fumble, WarningKind::Fumbling),
    ] {
        for seed in 0..5 {
            let samples = record(&[(activity, 60.0)], 100.0, seed).samples;
            check_warning(&format!("{activity:?} {seed}"), &samples, kind);
        }
    }
}

#[test]
fn a_drive_without_a_gyroscope_is_known_by_its_want_of_rhythm() {
    for seed in 0..5 {
        let mut samples = record(&[(Activity::Drive, 180.0)], 100.0, seed).samples;
        for sample in &mut samples {
            sample.rotation = None;
        }
        assert_eq!(offline(&samples).summary.steps, 0);
        let steps = live(&samples, POCKET).0;
        assert!(steps <= 10, "seed {seed}: {steps}");
        check_warning(&format!("drive {seed}"), &samples, WarningKind::Vehicle);
    }
}

#[test]
fn a_walk_after_the_phone_was_put_away_is_counted_in_full() {
    for seed in 0..5 {
        let plan = [
            (Activity::Fumble, 8.0),
            (Activity::Stand, 3.0),
            (Activity::Walk { cadence_spm: 64.0, backward: true }, 40.0),
        ];
        let motion = record(&plan, 100.0, seed);
        let truth = motion.contacts_s.len() as f64;
        for heard in
            [f64::from(offline(&motion.samples).summary.steps), f64::from(live(&motion.samples, POCKET).0)]
        {
            assert!((heard - truth).abs() <= 0.06 * truth + 3.0, "seed {seed}: {heard} of {truth}");
        }
    }
}

#[test]
fn running_and_stairs_are_counted() {
    for activity in [Activity::Run, Activity::Stairs] {
        let motion = record(&[(activity, 30.0)], 100.0, 9);
        let truth = motion.contacts_s.len() as f64;
        let heard = f64::from(offline(&motion.samples).summary.steps);
        assert!((heard - truth).abs() <= 0.1 * truth + 3.0, "{activity:?}: {heard} of {truth}");
    }
}

fn walk() -> Vec<Sample> {
    record(
        &[(Activity::Stand, 4.0), (Activity::Walk { cadence_spm: 100.0, backward: false }, 40.0)],
        100.0,
        7,
    )
    .samples
}

/// Both engines name what is wrong.
fn check_warning(name: &str, samples: &[Sample], kind: WarningKind) {
    let warned = offline(samples).warnings.iter().any(|w| w.kind == kind);
    assert!(warned, "{name}: offline did not warn {kind:?}");
    assert!(live(samples, POCKET).1.contains(&kind), "{name}: live did not warn {kind:?}");
}

#[test]
fn a_failing_sensor_is_named() {
    let spoil = |change: &dyn Fn(usize, &mut Sample)| {
        let mut samples = walk();
        for (n, sample) in samples.iter_mut().enumerate() {
            change(n, sample);
        }
        samples
    };
    let nan = spoil(&|n, s| {
        if n % 50 == 3 {
            s.acceleration[1] = f32::NAN;
        }
    });
    check_warning("NaN", &nan, WarningKind::NotFinite);
    let infinite = spoil(&|n, s| {
        if n % 500 == 3 {
            s.rotation = Some([f32::INFINITY, 0.0, 0.0]);
        }
    });
    check_warning("infinite", &infinite, WarningKind::NotFinite);
    let backward = spoil(&|n, s| {
        if n > 2000 {
            s.t_s -= 10.0;
        }
    });
    check_warning("time goes back", &backward, WarningKind::TimeBackward);
    let gap = spoil(&|n, s| {
        if n > 2000 {
            s.t_s += 10.0;
        }
    });
    check_warning("a gap of ten seconds", &gap, WarningKind::Gap);
    let stuck = spoil(&|n, s| {
        if n > 2000 {
            (s.acceleration, s.rotation) = ([0.3, 9.7, 0.1], Some([0.0; 3]));
        }
    });
    check_warning("stuck", &stuck, WarningKind::Stuck);
    let peak = walk().iter().flat_map(|s| s.acceleration).fold(0.0_f32, |m, a| m.max(a.abs()));
    for share in [0.6, 0.75, 0.9] {
        let most = share * peak;
        let clipped = spoil(&|_, s| s.acceleration = s.acceleration.map(|a| a.clamp(-most, most)));
        check_warning(&format!("clipped at {most}"), &clipped, WarningKind::Clipped);
    }
    let slow: Vec<Sample> = walk().into_iter().step_by(10).collect();
    check_warning("10 Hz", &slow, WarningKind::RateTooLow);
    let in_g = spoil(&|_, s| s.acceleration = s.acceleration.map(|a| a / 9.81));
    check_warning("in g", &in_g, WarningKind::GravityMissing);
    let deaf = spoil(&|_, s| s.rotation = None);
    check_warning("no gyroscope", &deaf, WarningKind::NoGyroscope);
}

#[test]
fn steps_are_heard_through_bad_readings_and_on_both_sides_of_a_gap() {
    let clean = offline(&walk()).summary.steps;
    let mut samples = walk();
    for sample in samples.iter_mut().step_by(40) {
        sample.acceleration[0] = f32::NAN;
    }
    assert!(offline(&samples).summary.steps.abs_diff(clean) <= 3);
    let mut samples = walk();
    for sample in samples.iter_mut().skip(2200) {
        sample.t_s += 10.0;
    }
    assert!(offline(&samples).summary.steps.abs_diff(clean) <= 5);
}

#[test]
fn a_stuck_a_silent_and_an_empty_sensor_give_no_steps() {
    assert_eq!(offline(&[]).summary.steps, 0);
    assert_eq!(offline(&walk()[..1]).summary.steps, 0);
    let one = Sample { t_s: 0.0, acceleration: [0.0, 0.0, 9.81], rotation: Some([0.0; 3]) };
    let stuck: Vec<Sample> = (0..6000).map(|n| Sample { t_s: f64::from(n) * 0.01, ..one }).collect();
    assert_eq!(offline(&stuck).summary.steps, 0);
    let once_a_second: Vec<Sample> = walk().into_iter().step_by(100).collect();
    assert_eq!(offline(&once_a_second).summary.steps, 0);
    assert_eq!(live(&once_a_second, POCKET).0, 0);
}

#[test]
fn the_rate_does_not_matter_from_20_hz_to_10_khz() {
    let plan = [(Activity::Walk { cadence_spm: 96.0, backward: false }, 30.0)];
    for rate_hz in [20.0, 50.0, 200.0, 10_000.0] {
        let motion = record(&plan, rate_hz, 11);
        let truth = motion.contacts_s.len() as f64;
        let heard = f64::from(offline(&motion.samples).summary.steps);
        assert!((heard - truth).abs() <= 4.0, "{rate_hz} Hz: {heard} of {truth}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_that_a_sensor_could_say_makes_it_panic(seed: u64, settings in 0_u8..4) {
        let mut chance = Chance::new(seed);
        let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, f32::MIN_POSITIVE, 0.0, -0.0, 1e30];
        let mut t_s = chance.uniform(-1e9, 1e9);
        let mut samples = Vec::new();
        for _ in 0..1500 {
            t_s += match chance.whole(0, 39) {
                0 => chance.uniform(-20.0, 20.0),
                1 => f64::NAN,
                2 => 0.0,
                3 => 1e-9,
                _ => chance.uniform(0.0, 0.03),
            };
            let mut reading = || match chance.whole(0, 29) {
                0 => odd[usize::try_from(chance.whole(0, 8)).unwrap()],
                #[allow(clippy::cast_possible_truncation)]
                _ => chance.uniform(-25.0, 25.0) as f32,
            };
            let acceleration = [reading(), reading(), reading()];
            let rotation = [reading(), reading(), reading()];
            samples.push(Sample { t_s, acceleration, rotation: chance.happens(0.9).then_some(rotation) });
            if t_s.is_nan() {
                t_s = 0.0;
            }
        }
        let placement = [Some(Placement::FrontPocket), Some(Placement::LowerBack), Some(Placement::Wrist), None];
        let settings = Settings { placement: placement[usize::from(settings)], ..POCKET };
        let _ = live(&samples, settings);
        let analysis = gait::analyze(samples, settings);
        for step in &analysis.steps {
            prop_assert!(step.t_s.is_finite() && (0.0..=1.0).contains(&step.confidence));
            prop_assert!(step.length_m.is_none_or(|l| l.is_finite() && l > 0.0 && l < 3.0));
        }
    }
}
