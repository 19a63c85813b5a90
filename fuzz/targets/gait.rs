//! Both engines on readings that bytes make: what they say stays within what they promise.
#![no_main]

use gait::{Calibration, Direction, Engine, Event, Placement, Sample, Scale, Settings, Step, analyze};
use libfuzzer_sys::fuzz_target;

const PLACES: [Option<Placement>; 9] = [
    None,
    Some(Placement::FrontPocket),
    Some(Placement::BackPocket),
    Some(Placement::LowerBack),
    Some(Placement::Wrist),
    Some(Placement::Hand),
    Some(Placement::UpperArm),
    Some(Placement::Chest),
    Some(Placement::Bag),
];

/// Steps between two readings, seconds; the first are a phone's own.
const TICKS: [f64; 16] =
    [0.01, 0.01, 0.02, 0.005, 0.05, 0.1, 0.013, 0.0, -0.01, 0.49, 0.51, 10.0, -100.0, 1e-9, 1e7, f64::NAN];

/// A number from two bytes: mostly within a sensor's range, now and then what breaks numbers.
fn number(high: u8, low: u8, range: f32) -> f32 {
    match (high, low) {
        (0x80, 0) => f32::NAN,
        (0x80, 1) => f32::INFINITY,
        (0x80, 2) => f32::MAX,
        (0x80, 3) => f32::MIN_POSITIVE,
        _ => f32::from(i16::from_be_bytes([high, low])) / 32768.0 * range,
    }
}

fn readings(bytes: &[u8]) -> Vec<Sample> {
    let mut t_s = 0.0;
    let mut samples = Vec::new();
    for row in bytes.chunks_exact(8) {
        let [tick, x, y, z, u, v, w, low] = *row else { break };
        t_s += TICKS[usize::from(tick & 15)];
        let rotation = (tick & 16 == 0).then(|| [u, v, w].map(|high| number(high, low, 8.0)));
        let sample = Sample { t_s, acceleration: [x, y, z].map(|high| number(high, low, 40.0)), rotation };
        // The same again and again, as a stride that repeats itself: long recordings of few bytes.
        let times = if tick & 0xE0 == 0xE0 { 50 } else { 1 };
        for _ in 0..times {
            samples.push(Sample { t_s, ..sample });
            t_s += if times > 1 { 0.02 } else { 0.0 };
        }
    }
    // A walk of few bytes: what there is, six times over.
    if bytes.first().is_some_and(|b| b & 0x40 != 0) && samples.len() < 4000 {
        let (whole, once) = (samples.clone(), t_s + 0.01);
        for round in 1..6 {
            samples.extend(whole.iter().map(|s| Sample { t_s: s.t_s + once * f64::from(round), ..*s }));
        }
    }
    samples
}

fn check(step: &Step) {
    assert!(step.t_s.is_finite() && (0.0..=1.0).contains(&step.confidence), "{step:?}");
    assert!(step.length_m.is_none_or(|l| l.is_finite() && l >= 0.0), "{step:?}");
    assert!(step.time_s.is_none_or(|t| t.is_finite() && t > 0.0), "{step:?}");
}

fuzz_target!(|bytes: &[u8]| {
    let [place, flags, rest @ ..] = bytes else { return };
    let scale = Scale::from_factor(1.3);
    let settings = Settings {
        placement: PLACES[usize::from(*place) % PLACES.len()],
        starts_forward: flags & 1 != 0,
        expected: [None, Some(Direction::Forward), Some(Direction::Backward)][usize::from(flags >> 1) % 3],
        keep_signal: flags & 16 != 0,
        calibration: if flags & 32 == 0 {
            Calibration::default()
        } else {
            Calibration { forward: scale, backward: scale }
        },
        ..Settings::default()
    };
    let samples = readings(rest);
    let mut engine = Engine::new(settings);
    let mut told: Vec<Step> = Vec::new();
    let mut drain = |engine: &mut Engine| {
        while let Some(event) = engine.poll() {
            match event {
                Event::Step(step) => {
                    check(&step);
                    assert_eq!(step.index, told.len() as u64);
                    told.push(step);
                }
                Event::Revised { index, confidence, .. } => {
                    assert!(index < told.len() as u64 && (0.0..=1.0).contains(&confidence));
                }
                Event::BoutEnded(bout) => {
                    assert!(bout.start_s <= bout.end_s && bout.forward + bout.backward <= bout.steps)
                }
                Event::Leaned(lean) => {
                    assert!(lean.forward_deg.is_none_or(|lean| lean.abs() <= 180.1), "{lean:?}")
                }
                _ => {}
            }
        }
    };
    for sample in &samples {
        engine.push(*sample);
        drain(&mut engine);
    }
    engine.finish();
    drain(&mut engine);
    let analysis = analyze(samples, settings);
    analysis.steps.iter().for_each(check);
    let bouts: u32 = analysis.bouts.iter().map(|b| b.steps).sum();
    assert_eq!(bouts as usize, analysis.steps.len());
});
