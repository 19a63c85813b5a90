//! What people do all day that is no walking, felt by a phone or watch they wear: a table of rigid bodies that swing.
//!
//! Each is a segment (an arm about its shoulder, a thigh about its hip, a trunk, a seat) that is shifted and turned by a few
//! waves, at the tempo and size that people do it with. No tempo is kept like a clock: phase and size wander. Most
//! of the file is the table.

use crate::chance::Chance;
use core::f64::consts::{FRAC_PI_2, PI, TAU};
use gait::Placement::{self, BackPocket, Bag, Chest, FrontPocket, Hand, LowerBack, Wrist};
use gait::{Engine, Event, Sample, Settings, WarningKind};

use crate::motion::{GRAVITY, Rotation, narrow, normal};

/// Something to do, and where the sensor is meanwhile.
#[derive(Clone, Copy, Debug)]
pub struct Pastime {
    /// What it is, and the part of the body or the seat that moves.
    pub name: &'static str,
    /// Where the sensor may be told to sit.
    pub places: &'static [Placement],
    /// Slowest and fastest tempo, Hz.
    hz: [f64; 2],
    /// From what the waves shift and turn to the sensor, metres forward, left, up.
    lever: [f64; 3],
    waves: &'static [Wave],
}

/// One movement to and fro.
#[derive(Clone, Copy, Debug)]
struct Wave {
    axis: usize,
    /// Amplitude, metres or radians; of [`Shape::Sprung`] the rms acceleration, m/s² or rad/s².
    size: f64,
    shape: Shape,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    /// A sine of so many times the tempo, a share of a cycle late.
    Beat(f64, f64),
    /// To one end, a rest, and back to the other, once in each beat; the way takes so many seconds.
    Rests(f64),
    /// What a spring of this frequency (Hz) with a quarter of critical damping makes of a rough road.
    Sprung(f64),
}

/// Forward, left, up (m); about them (rad): roll, pitch, yaw.
const X: usize = 0;
const Y: usize = 1;
const Z: usize = 2;
const ROLL: usize = 3;
const PITCH: usize = 4;
const YAW: usize = 5;

const fn beat(axis: usize, size: f64, times: f64, late: f64) -> Wave {
    Wave { axis, size, shape: Shape::Beat(times, late) }
}

const fn rests(axis: usize, size: f64, way_s: f64) -> Wave {
    Wave { axis, size, shape: Shape::Rests(way_s) }
}

const fn sprung(axis: usize, rms: f64, hz: f64) -> Wave {
    Wave { axis, size: rms, shape: Shape::Sprung(hz) }
}

const fn doing(
    name: &'static str,
    places: &'static [Placement],
    hz: [f64; 2],
    lever: [f64; 3],
    waves: &'static [Wave],
) -> Pastime {
    Pastime { name, places, hz, lever, waves }
}

const ARM: &[Placement] = &[Wrist, Hand];
const SEAT: &[Placement] = &[FrontPocket, LowerBack, Bag];
const BODY: &[Placement] = &[FrontPocket, LowerBack, Chest, Wrist];

/// All of them.
pub const PASTIMES: &[Pastime] = &[
    doing(
        "an arm swings a little beside a standing body",
        ARM,
        [0.7, 1.0],
        [0.0, 0.0, -0.6],
        &[beat(PITCH, 0.35, 1.0, 0.0)],
    ),
    doing(
        "an arm swings far beside a standing body",
        ARM,
        [0.7, 1.0],
        [0.0, 0.05, -0.6],
        &[beat(PITCH, 0.8, 1.0, 0.0), beat(ROLL, 0.1, 1.0, 0.2)],
    ),
    doing(
        "a bent arm swings about its elbow",
        ARM,
        [0.8, 1.3],
        [0.2, 0.0, -0.15],
        &[beat(PITCH, 0.5, 1.0, 0.0)],
    ),
    doing(
        "a car on its springs",
        SEAT,
        [1.0, 1.0],
        [0.0; 3],
        &[
            sprung(Z, 0.9, 1.4),
            sprung(Y, 0.3, 1.0),
            sprung(PITCH, 0.6, 1.4),
            sprung(ROLL, 0.6, 1.2),
            sprung(Z, 0.3, 11.0),
        ],
    ),
    doing(
        "a bus on a bad road",
        SEAT,
        [0.05, 0.08],
        [0.0; 3],
        &[
            sprung(Z, 1.5, 1.7),
            sprung(Y, 0.5, 0.9),
            sprung(PITCH, 0.9, 1.6),
            sprung(ROLL, 0.7, 1.1),
            beat(X, 9.0, 1.0, 0.0),
            sprung(Z, 0.8, 12.0),
        ],
    ),
    doing(
        "a train",
        SEAT,
        [0.03, 0.05],
        [0.0; 3],
        &[
            sprung(Z, 0.35, 1.3),
            sprung(Y, 0.35, 1.1),
            sprung(ROLL, 0.3, 0.8),
            beat(X, 12.0, 1.0, 0.0),
            sprung(Z, 0.4, 17.0),
        ],
    ),
    doing(
        "a leg bounces fast on its toes, seated",
        &[FrontPocket],
        [4.0, 6.0],
        [0.25, 0.0, 0.06],
        &[beat(PITCH, 0.05, 1.0, 0.0)],
    ),
    doing(
        "a leg bounces slowly on its toes, seated",
        &[FrontPocket],
        [2.3, 4.0],
        [0.25, 0.0, 0.06],
        &[beat(PITCH, 0.07, 1.0, 0.0), beat(ROLL, 0.02, 1.0, 0.3)],
    ),
    doing(
        "stands up and sits down, the thigh",
        &[FrontPocket],
        [0.2, 0.35],
        [0.2, 0.06, 0.06],
        &[rests(PITCH, 0.75, 1.2), rests(Z, 0.2, 1.2), rests(X, 0.12, 1.2)],
    ),
    doing(
        "stands up and sits down, the trunk",
        &[LowerBack, Chest],
        [0.2, 0.35],
        [0.0, 0.0, 0.1],
        &[rests(Z, 0.2, 1.2), rests(X, 0.15, 1.4), beat(PITCH, 0.3, 2.0, 0.0)],
    ),
    doing(
        "cycles, the thigh",
        &[FrontPocket],
        [0.9, 1.6],
        [0.2, 0.0, -0.08],
        &[
            beat(PITCH, 0.38, 1.0, 0.0),
            beat(PITCH, 0.03, 2.0, 0.1),
            beat(ROLL, 0.04, 1.0, 0.3),
            sprung(Z, 0.8, 12.0),
            sprung(Z, 0.3, 3.0),
        ],
    ),
    doing(
        "cycles over cobbles, the thigh",
        &[FrontPocket],
        [0.9, 1.4],
        [0.2, 0.0, -0.08],
        &[beat(PITCH, 0.38, 1.0, 0.0), beat(PITCH, 0.05, 2.0, 0.1), sprung(Z, 1.5, 6.0), sprung(X, 1.0, 6.0)],
    ),
    doing(
        "cycles, the seat",
        &[BackPocket, LowerBack],
        [0.9, 1.6],
        [0.0, 0.0, 0.15],
        &[beat(ROLL, 0.04, 1.0, 0.0), beat(PITCH, 0.01, 2.0, 0.0), sprung(Z, 0.8, 12.0), sprung(Z, 0.5, 3.0)],
    ),
    doing(
        "types",
        ARM,
        [3.0, 6.0],
        [0.15, 0.0, 0.0],
        &[beat(PITCH, 0.02, 1.0, 0.0), beat(YAW, 0.05, 0.1, 0.0)],
    ),
    doing(
        "talks with the hands",
        ARM,
        [0.8, 1.6],
        [0.25, 0.0, 0.0],
        &[sprung(PITCH, 12.0, 0.9), sprung(YAW, 12.0, 0.8), sprung(ROLL, 15.0, 1.1), sprung(Z, 1.0, 0.7)],
    ),
    doing(
        "brushes teeth",
        ARM,
        [3.0, 5.0],
        [0.25, 0.0, 0.1],
        &[
            beat(X, 0.012, 1.0, 0.0),
            beat(YAW, 0.08, 1.0, 0.1),
            beat(PITCH, 0.05, 1.0, 0.2),
            beat(Z, 0.02, 0.05, 0.0),
        ],
    ),
    doing(
        "stirs a pot",
        ARM,
        [1.0, 1.8],
        [0.25, 0.0, 0.0],
        &[
            beat(X, 0.05, 1.0, 0.0),
            beat(Y, 0.05, 1.0, 0.25),
            beat(Z, 0.01, 1.0, 0.1),
            beat(YAW, 0.15, 1.0, 0.2),
            beat(ROLL, 0.1, 1.0, 0.4),
        ],
    ),
    doing(
        "washes up",
        ARM,
        [1.5, 3.0],
        [0.2, 0.0, -0.1],
        &[
            beat(X, 0.03, 1.0, 0.0),
            beat(Y, 0.03, 1.0, 0.22),
            beat(Z, 0.012, 1.0, 0.3),
            beat(ROLL, 0.15, 1.0, 0.1),
            beat(PITCH, 0.1, 0.5, 0.0),
        ],
    ),
    doing("chops vegetables", ARM, [1.8, 3.0], [0.25, 0.0, 0.0], &[beat(PITCH, 0.12, 1.0, 0.0)]),
    doing(
        "sweeps the floor",
        ARM,
        [0.5, 0.9],
        [0.3, 0.0, -0.4],
        &[
            beat(X, 0.12, 1.0, 0.0),
            beat(PITCH, 0.35, 1.0, 0.05),
            beat(YAW, 0.2, 1.0, 0.1),
            beat(Z, 0.02, 1.0, 0.3),
        ],
    ),
    doing(
        "breathes and chews",
        &[Chest, LowerBack],
        [0.2, 0.3],
        [0.1, 0.0, 0.3],
        &[beat(PITCH, 0.02, 1.0, 0.0), beat(Z, 0.003, 1.0, 0.0), beat(Z, 0.0003, 6.0, 0.0)],
    ),
    doing(
        "rocks in a chair",
        &[FrontPocket, Chest, LowerBack, Hand],
        [0.4, 0.7],
        [0.1, 0.0, 0.5],
        &[beat(PITCH, 0.18, 1.0, 0.0), beat(X, 0.18, 1.0, 0.0)],
    ),
    doing(
        "rises on the toes",
        BODY,
        [0.4, 0.8],
        [0.0; 3],
        &[beat(Z, 0.035, 1.0, 0.0), beat(X, 0.015, 1.0, 0.2), beat(PITCH, 0.04, 1.0, 0.1)],
    ),
    doing(
        "squats, the trunk",
        &[LowerBack, Chest],
        [0.3, 0.7],
        [0.0, 0.0, 0.1],
        &[beat(Z, 0.2, 1.0, 0.0), beat(X, 0.04, 1.0, 0.1), beat(PITCH, 0.25, 1.0, 0.5)],
    ),
    doing(
        "squats, the thigh",
        &[FrontPocket],
        [0.3, 0.7],
        [0.06, 0.0, -0.2],
        &[beat(Z, 0.2, 1.0, 0.0), beat(X, 0.1, 1.0, 0.5), beat(PITCH, 0.7, 1.0, 0.5)],
    ),
    doing(
        "sways to music",
        BODY,
        [0.5, 0.9],
        [0.0, 0.0, 0.1],
        &[beat(Y, 0.05, 1.0, 0.0), beat(ROLL, 0.08, 1.0, 0.1), beat(Z, 0.004, 2.0, 0.0)],
    ),
    doing(
        "a table that shakes",
        &[Hand, Bag],
        [14.0, 25.0],
        [0.0; 3],
        &[beat(Z, 0.0003, 1.0, 0.0), beat(X, 0.0001, 1.0, 0.2)],
    ),
    doing(
        "a lift that stops and starts",
        BODY,
        [0.05, 0.07],
        [0.0; 3],
        &[rests(Z, 3.0, 5.0), sprung(Z, 0.1, 9.0)],
    ),
    doing(
        "in and out of the pocket",
        &[FrontPocket, Hand],
        [0.1, 0.2],
        [0.0, 0.0, 0.1],
        &[
            rests(PITCH, 0.9, 0.8),
            rests(ROLL, 0.4, 1.1),
            rests(YAW, 0.6, 0.9),
            rests(Z, 0.15, 0.8),
            rests(X, 0.15, 1.0),
        ],
    ),
    doing(
        "dropped and picked up",
        &[Hand, FrontPocket],
        [0.07, 0.1],
        [0.0; 3],
        &[rests(Z, 0.5, 0.55), rests(PITCH, 1.2, 0.5), rests(ROLL, 0.6, 0.4)],
    ),
];

/// What the sensor feels for so long, at 100 Hz, worn however the seed has it, at a tempo and a size of the seed's.
pub fn record(pastime: &Pastime, seconds: u32, seed: u64) -> Vec<Sample> {
    let mut chance = Chance::new(seed);
    let worn = Rotation::any(&mut chance);
    let [slow, fast] = pastime.hz;
    let hz = chance.uniform(slow, fast);
    let size = chance.uniform(0.8, 1.25);
    let waves: Vec<Drawn> = pastime.waves.iter().map(|w| Drawn::of(*w, hz, size, &mut chance)).collect();
    let pose = |t: f64| {
        let mut to = [0.0; 6];
        for wave in &waves {
            if let Some(x) = to.get_mut(wave.axis) {
                *x += wave.at(t);
            }
        }
        // Nobody is in full swing when the sensor is switched on.
        let going = 0.5 - 0.5 * libm::cos(PI * (t - 3.0).clamp(0.0, 1.0));
        let [x, y, z, roll, pitch, yaw] = to.map(|x| going * x);
        let turned = turned(roll, pitch, yaw);
        let [lx, ly, lz] = turned.apply(pastime.lever);
        ([x + lx, y + ly, z + lz], turned)
    };
    let mut noisy = |x: f64, size: f64| narrow(x + size * normal(&mut chance));
    (0..seconds * 100)
        .map(|n| {
            const H: f64 = 0.002;
            let t = f64::from(n) * 0.01;
            let ((before, from), (now, at), (after, to)) = (pose(t - H), pose(t), pose(t + H));
            let mut force = [0.0, 0.0, GRAVITY];
            for (f, ((b, n), a)) in force.iter_mut().zip(before.iter().zip(now).zip(after)) {
                *f += (a - 2.0 * n + b) / (H * H);
            }
            // What little it turned in between, as a vector.
            let Rotation([_, [z, _, x], [y, ..]]) = from.back().after(&to);
            let turn = [-x, -y, z].map(|a| a / (2.0 * H));
            let felt = |v: [f64; 3]| worn.apply(v);
            Sample {
                t_s: t,
                acceleration: felt(at.back().apply(force)).map(|a| noisy(a, 0.04)),
                rotation: Some(felt(turn).map(|w| noisy(w, 0.004))),
            }
        })
        .collect()
}

/// Turned about forward, left and up, in this order.
fn turned(roll: f64, pitch: f64, yaw: f64) -> Rotation {
    let about = |angle: f64| (libm::cos(angle), libm::sin(angle));
    let ((cr, sr), (cp, sp), (cy, sy)) = (about(roll), about(pitch), about(yaw));
    Rotation([
        [cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr],
        [sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr],
        [-sp, cp * sr, cp * cr],
    ])
}

/// A wave with what chance has to say: sines of so many radians a second, late by so much, so large.
struct Drawn {
    axis: usize,
    sines: Vec<[f64; 3]>,
    /// Half a cycle's seconds, and those of the way, of what rests between.
    rests: Option<[f64; 2]>,
    /// Phase (rad) and rate (rad/s) of the wandering.
    wander: [f64; 2],
    steady: bool,
}

impl Drawn {
    fn of(wave: Wave, hz: f64, size: f64, chance: &mut Chance) -> Drawn {
        let size = size * wave.size;
        let wander = [chance.uniform(0.0, TAU), TAU / chance.uniform(5.0, 12.0)];
        let axis = wave.axis;
        match wave.shape {
            Shape::Beat(times, late) => {
                let sines = vec![[TAU * hz * times, TAU * late, size]];
                Drawn { axis, sines, rests: None, wander, steady: hz > 10.0 }
            }
            Shape::Rests(way_s) => {
                let sines = vec![[0.0, FRAC_PI_2, size]];
                Drawn { axis, sines, rests: Some([0.5 / hz, way_s]), wander, steady: true }
            }
            Shape::Sprung(hz) => {
                // Frequencies at the even quantiles of the resonance, each with its share of the power.
                const SINES: u32 = 24;
                let each = size * libm::sqrt(2.0 / f64::from(SINES));
                let sines = (0..SINES).map(|n| {
                    let quantile = (f64::from(n) + chance.unit()) / f64::from(SINES) - 0.5;
                    let rate = TAU * hz * (1.0 + 0.25 * libm::tan(0.85 * PI * quantile)).max(0.3);
                    [rate, chance.uniform(0.0, TAU), each / (rate * rate)]
                });
                Drawn { axis, sines: sines.collect(), rests: None, wander, steady: true }
            }
        }
    }

    fn at(&self, t: f64) -> f64 {
        let [late, rate] = self.wander;
        let slow = if self.steady { 0.0 } else { libm::sin(rate * t + late) };
        let sum: f64 = self
            .sines
            .iter()
            .map(|[rate, late, size]| {
                size * (1.0 + 0.12 * slow) * libm::sin(rate * t + late + 0.25 * libm::sin(0.7 * t) * slow)
            })
            .sum();
        let Some([half_s, way_s]) = self.rests else { return sum };
        let (halves, since) = (libm::floor(t / half_s), t % half_s);
        let share = (since / way_s).clamp(0.0, 1.0);
        // The smoothest way there: jerk starts and ends at nothing (Flash and Hogan 1985).
        let way = share * share * share * (10.0 + share * (6.0 * share - 15.0));
        let sign = if halves % 2.0 == 0.0 { 1.0 } else { -1.0 };
        sum * sign * (2.0 * way - 1.0)
    }
}

/// What both engines make of it.
pub struct Heard {
    /// Steps told live, those taken back afterwards too.
    pub live: u32,
    /// Steps told of the whole.
    pub offline: u32,
    /// What either warned of.
    pub warnings: Vec<WarningKind>,
}

/// What both engines make of so many seconds of it at a place that is told or not, with a gyroscope or without.
pub fn heard(
    pastime: &Pastime,
    seconds: u32,
    seed: u64,
    placement: Option<Placement>,
    gyroscope: bool,
) -> Heard {
    let settings = Settings { placement, ..Settings::default() };
    let mut samples = record(pastime, seconds, seed);
    if !gyroscope {
        for sample in &mut samples {
            sample.rotation = None;
        }
    }
    let (mut engine, mut live, mut warnings) = (Engine::new(settings), 0, Vec::new());
    for sample in &samples {
        engine.push(*sample);
        while let Some(event) = engine.poll() {
            match event {
                Event::Step(_) => live += 1,
                Event::Warned(warning) => warnings.push(warning.kind),
                _ => {}
            }
        }
    }
    let analysis = gait::analyze(samples, settings);
    warnings.extend(analysis.warnings.iter().map(|w| w.kind));
    Heard { live, offline: analysis.summary.steps, warnings }
}
