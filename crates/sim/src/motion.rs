//! What a phone on a body feels, from a seed: walking either way, and everything that is not walking.
//!
//! The walker is a model, not a person: a thigh that swings as a skewed pendulum, a trunk that rises over each leg, and
//! impacts at each contact. Backward is the same played the other way in time, at a slower tempo and with softer
//! impacts, which is what motion capture found to a good approximation (Winter 1989, Grasso 1998). It serves to test
//! that steps are neither lost nor invented; how well direction is told is measured on recordings of people only.

use crate::chance::Chance;
use core::f64::consts::{PI, TAU};
use gait::Sample;

/// Standard gravity, m/s².
pub(crate) const GRAVITY: f64 = 9.806_65;

/// What the wearer does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activity {
    /// Walks at a cadence in steps a minute, forward or backward.
    Walk {
        /// Steps a minute.
        cadence_spm: f64,
        /// Backward instead of forward.
        backward: bool,
    },
    /// Runs: flight between steps.
    Run,
    /// Climbs stairs: a slow, lifting walk.
    Stairs,
    /// Stands, swaying a little.
    Stand,
    /// Sits, with a small movement of the leg now and then.
    Sit,
    /// Drives: engine, road, bends.
    Drive,
    /// Waves an arm, the phone in its hand.
    WaveArm,
    /// Takes the phone out and turns it about.
    Fumble,
    /// Falls, onto the face or the back, and lies still.
    Fall {
        /// Onto the back.
        backward: bool,
    },
    /// Trips, catches itself with a hard step, and stands.
    Trip,
}

/// What was felt, and when a foot came down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Motion {
    /// Readings.
    pub samples: Vec<Sample>,
    /// Contacts of either foot, seconds.
    pub contacts_s: Vec<f64>,
}

/// What a phone in the right front trouser pocket (or the hand, for [`Activity::WaveArm`] and [`Activity::Fumble`])
/// feels while its wearer does one thing after another, each for so many seconds, at `rate_hz`, sitting in its pocket
/// however the seed has it.
pub fn record(plan: &[(Activity, f64)], rate_hz: f64, seed: u64) -> Motion {
    let mut chance = Chance::new(seed);
    let worn = Rotation::any(&mut chance);
    let mut motion = Motion::default();
    let mut start_s = 0.0;
    for (activity, length_s) in plan {
        let body = Body::new(*activity, *length_s, &mut chance);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of samples")]
        let count = (length_s * rate_hz).round() as u32;
        for n in 0..count {
            let t = f64::from(n) / rate_hz;
            let (force, turn) = body.felt(t);
            let mut noisy = |x: f64, size: f64| narrow(x + size * normal(&mut chance));
            motion.samples.push(Sample {
                t_s: start_s + t,
                acceleration: worn.apply(force).map(|a| noisy(a, 0.04)),
                rotation: Some(worn.apply(turn).map(|w| noisy(w, 0.004))),
            });
        }
        motion.contacts_s.extend(body.contacts().into_iter().map(|c| start_s + c));
        start_s += length_s;
    }
    motion
}

/// Normally about 0 with deviation 1 (the sum of twelve).
pub fn normal(chance: &mut Chance) -> f64 {
    (0..12).map(|_| chance.unit()).sum::<f64>() - 6.0
}

#[allow(clippy::cast_possible_truncation, reason = "a sensor reads no finer")]
pub(crate) fn narrow(x: f64) -> f32 {
    x as f32
}

/// A body doing one thing, as a function of time.
struct Body {
    activity: Activity,
    length_s: f64,
    /// Strides a second.
    stride_hz: f64,
    /// What is drawn once: phases and sizes of slow movements.
    drawn: [f64; 8],
}

/// How far below the hip the phone hangs, metres.
const BELOW_HIP_M: f64 = 0.22;

impl Body {
    fn new(activity: Activity, length_s: f64, chance: &mut Chance) -> Body {
        let stride_hz = match activity {
            Activity::Walk { cadence_spm, .. } => cadence_spm / 120.0,
            Activity::Run => 160.0 / 120.0,
            Activity::Stairs => 84.0 / 120.0,
            _ => 0.0,
        };
        let mut drawn = [0.0; 8];
        for d in &mut drawn {
            *d = chance.unit();
        }
        Body { activity, length_s, stride_hz, drawn }
    }

    /// Contacts of both feet, but for those of the first and last half second, where the walk has hardly begun.
    fn contacts(&self) -> Vec<f64> {
        let mut contacts = Vec::new();
        if self.stride_hz > 0.0 {
            let mut half = 0.0;
            loop {
                let t = half / (2.0 * self.stride_hz);
                if t > self.length_s - 0.5 {
                    break;
                }
                if t >= 0.5 {
                    contacts.push(t);
                }
                half += 1.0;
            }
        }
        contacts
    }

    /// Specific force and rate of turn in the thigh's own axes: x forward, y left, z up along it.
    fn felt(&self, t: f64) -> ([f64; 3], [f64; 3]) {
        const H: f64 = 0.002;
        let (before, now, after) = (self.at(t - H), self.at(t), self.at(t + H));
        let mut acceleration = [0.0; 3];
        for (axis, a) in acceleration.iter_mut().enumerate() {
            let place = |of: &Pose| of.position.get(axis).copied().unwrap_or_default();
            *a = (place(&after) - 2.0 * place(&now) + place(&before)) / (H * H);
        }
        let (jolt, shake) = self.jolts(t);
        for (a, more) in acceleration.iter_mut().zip([shake[0], shake[1], shake[2] + GRAVITY + jolt]) {
            *a += more;
        }
        let turn: [f64; 3] = core::array::from_fn(|axis| {
            let angle = |of: &Pose| of.angles.get(axis).copied().unwrap_or_default();
            (angle(&after) - angle(&before)) / (2.0 * H)
        });
        (tilt(acceleration, now.angles), turn)
    }

    fn at(&self, t: f64) -> Pose {
        let [d0, d1, d2, d3, d4, d5, ..] = self.drawn;
        match self.activity {
            Activity::Walk { backward, .. } => self.stride(t, if backward { -1.0 } else { 1.0 }, 1.0),
            Activity::Run => self.stride(t, 1.0, 2.2),
            Activity::Stairs => {
                let mut pose = self.stride(t, 1.0, 1.2);
                pose.position[2] += 0.17 * 2.0 * self.stride_hz * t;
                pose
            }
            Activity::Stand => {
                let sway = libm::sin(TAU * (0.21 * t + d0)) + libm::sin(TAU * (0.34 * t + d1));
                Pose { position: [0.004 * sway, 0.002 * sway, 0.0], angles: [0.0, 0.01 * sway, 0.01 * sway] }
            }
            Activity::Sit => {
                // A slow shift of the leg every half minute or so.
                let shift = libm::sin(TAU * (t / (25.0 + 10.0 * d0) + d1));
                Pose { position: [0.0; 3], angles: [0.0, 1.3 + 0.05 * shift * shift * shift, 0.02 * shift] }
            }
            Activity::Drive => {
                let bend = libm::sin(TAU * (t / (18.0 + 8.0 * d0) + d1));
                let pull = libm::sin(TAU * (t / (31.0 + 9.0 * d2) + d3));
                Pose {
                    position: [20.0 * pull, 15.0 * bend, ride(t, [d0, d1, d2, d3, d4, d5])],
                    angles: [0.0, 1.3, 0.3 * bend],
                }
            }
            Activity::WaveArm => {
                let wave = libm::sin(TAU * (0.9 * t + d0)) * libm::sin(TAU * (0.07 * t + d1));
                Pose {
                    position: [0.05 * wave, 0.35 * wave, 0.08 * wave * wave],
                    angles: [0.9 * wave, 1.5, 0.4 * wave],
                }
            }
            Activity::Fall { backward } => {
                let (way, share) =
                    (if backward { -1.0 } else { 1.0 }, (t / (DROP_S + LANDING_S)).clamp(0.0, 1.0));
                let over = way * 1.5 * share * share * (3.0 - 2.0 * share);
                Pose {
                    position: [0.0, 0.0, drop(t, 8.0, DROP_S, LANDING_S)],
                    angles: [0.0, over, 0.1 * over],
                }
            }
            Activity::Trip => {
                let caught = drop(t, 8.5, 0.22, 0.06);
                Pose { position: [0.0, 0.0, caught], angles: [0.0, 0.2 * libm::exp(-t), 0.0] }
            }
            Activity::Fumble => {
                let slow = |hz: f64, phase: f64| {
                    libm::sin(TAU * (hz * t + phase)) + 0.5 * libm::sin(TAU * (2.3 * hz * t))
                };
                Pose {
                    position: [0.1 * slow(0.5, d0), 0.1 * slow(0.7, d1), 0.15 * slow(0.4, d2)],
                    angles: [1.6 * slow(0.23, d3), 1.2 * slow(0.31, d4), 2.0 * slow(0.19, d5)],
                }
            }
        }
    }

    /// The walking pose; `way` is -1 for backward, and `size` makes it livelier.
    fn stride(&self, t: f64, way: f64, size: f64) -> Pose {
        // Time runs the other way for a backward walker; contacts stay where they are by symmetry about them.
        let phase = way * self.stride_hz * t;
        let going = self.going(t);
        // The thigh swings forward faster than it goes back: a second harmonic skews the pendulum.
        let thigh = going
            * size
            * (0.38 * libm::cos(TAU * (phase - 0.92)) + 0.07 * libm::cos(2.0 * TAU * (phase - 0.80)));
        // The trunk is lowest in double support, just after each contact, and highest over the leg.
        let rise = going * size * 0.022 * libm::cos(2.0 * TAU * (phase - 0.32));
        let sway = going * 0.02 * libm::sin(TAU * phase);
        let surge = going * size * 0.012 * libm::sin(2.0 * TAU * (phase - 0.1));
        Pose {
            position: [
                surge + BELOW_HIP_M * libm::sin(thigh),
                sway,
                rise + BELOW_HIP_M * (1.0 - libm::cos(thigh)),
            ],
            angles: [going * 0.06 * libm::sin(TAU * phase), -thigh, going * 0.1 * libm::cos(TAU * phase)],
        }
    }

    /// 0 standing, 1 in full walk, smooth between, over the first and last second.
    fn going(&self, t: f64) -> f64 {
        let ramp = t.min(self.length_s - t).clamp(0.0, 1.0);
        0.5 - 0.5 * libm::cos(PI * ramp)
    }

    /// Impacts along the leg, and shaking on all axes.
    fn jolts(&self, t: f64) -> (f64, [f64; 3]) {
        let [.., d6, d7] = self.drawn;
        let size = match self.activity {
            Activity::Walk { backward: false, .. } => 4.0,
            Activity::Walk { backward: true, .. } | Activity::Stairs => 1.8,
            Activity::Run => 14.0,
            Activity::Drive => {
                let hum = |hz: f64, phase: f64| libm::sin(TAU * (hz * t + phase));
                let road = 0.25 * hum(11.3, d6) + 0.2 * hum(17.9, d7) + 0.15 * hum(23.7, d6);
                return (0.0, [road, 0.5 * road, 0.8 * road + 0.1 * hum(29.0, d7)]);
            }
            _ => return (0.0, [0.0; 3]),
        };
        let since = (2.0 * self.stride_hz * t).fract() / (2.0 * self.stride_hz);
        // The other leg's contact reaches this thigh through the pelvis, half as strong.
        let own = (self.stride_hz * t).fract() < 0.5;
        let strength = self.going(t) * size * if own { 1.0 } else { 0.5 };
        (strength * libm::exp(-since / 0.04) * libm::sin(TAU * 11.0 * since), [0.0; 3])
    }
}

/// How long a body falls from standing, and how long the ground takes to stop it, seconds.
const DROP_S: f64 = 0.42;
const LANDING_S: f64 = 0.08;

/// The height of a body that drops with so many m/s² for `falling_s` and is stopped within `landing_s`, metres.
fn drop(t: f64, acceleration: f64, falling_s: f64, landing_s: f64) -> f64 {
    let speed = acceleration * falling_s;
    let landed = (t - falling_s).clamp(0.0, landing_s);
    let fallen = t.clamp(0.0, falling_s);
    -(0.5 * acceleration * fallen * fallen + speed * landed - 0.5 * speed / landing_s * landed * landed)
}

/// How a car's body moves on its springs, metres: 0.35 m/s² RMS between 0.9 and 2.1 Hz, which comes and goes with the
/// road (ISO 2631-1 calls 0.315 to 0.63 a little uncomfortable).
fn ride(t: f64, phases: [f64; 6]) -> f64 {
    let waves = phases.iter().zip([0.9, 1.13, 1.31, 1.52, 1.78, 2.1]);
    let sum: f64 = waves.map(|(p, hz)| libm::sin(TAU * (hz * t + p)) / (TAU * hz * TAU * hz)).sum();
    0.35 / libm::sqrt(3.0) * sum
}

/// Where the phone is (m) and how it is turned about x, y, z (rad, small or one at a time).
#[derive(Clone, Copy)]
struct Pose {
    position: [f64; 3],
    angles: [f64; 3],
}

/// A world's vector as a body feels it that is turned by `angles` (yaw left out: only the vertical matters to a force).
fn tilt([x, y, z]: [f64; 3], [roll, pitch, _]: [f64; 3]) -> [f64; 3] {
    let (sin, cos) = (libm::sin(pitch), libm::cos(pitch));
    let (x, z) = (cos * x - sin * z, sin * x + cos * z);
    let (sin, cos) = (libm::sin(roll), libm::cos(roll));
    [x, cos * y + sin * z, cos * z - sin * y]
}

/// A fixed rotation: how the phone sits.
pub struct Rotation(pub(crate) [[f64; 3]; 3]);

impl Rotation {
    /// One drawn evenly from all: four normal numbers are a quaternion of any direction (Muller 1959).
    pub fn any(chance: &mut Chance) -> Rotation {
        let drawn: [f64; 4] = core::array::from_fn(|_| normal(chance));
        let size = libm::sqrt(drawn.iter().map(|d| d * d).sum()).max(1e-9);
        let [w, x, y, z] = drawn.map(|d| d / size);
        Rotation([
            [1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y - z * w), 2.0 * (x * z + y * w)],
            [2.0 * (x * y + z * w), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z - x * w)],
            [2.0 * (x * z - y * w), 2.0 * (y * z + x * w), 1.0 - 2.0 * (x * x + y * y)],
        ])
    }

    /// A vector, turned.
    pub fn apply(&self, v: [f64; 3]) -> [f64; 3] {
        self.0.map(|row| row.iter().zip(v).map(|(m, x)| m * x).sum())
    }

    /// The same the other way.
    #[allow(clippy::many_single_char_names, reason = "the entries of a matrix")]
    pub(crate) fn back(&self) -> Rotation {
        let [[a, b, c], [d, e, f], [g, h, i]] = self.0;
        Rotation([[a, d, g], [b, e, h], [c, f, i]])
    }

    /// The other first, then this.
    pub(crate) fn after(&self, other: &Rotation) -> Rotation {
        let columns = other.back().0.map(|column| self.apply(column));
        Rotation(columns).back()
    }
}
