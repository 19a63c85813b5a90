//! Which way is up: the gyroscope carries the vertical through each swing, gravity slowly corrects it.
//!
//! A complementary filter: the vertical is turned by the measured rate and drawn to the measured specific force with
//! a time constant of three seconds, so that a stride's own acceleration (about 1 s) averages out. Without a
//! gyroscope the mean of 1.5 s has to do.

use crate::direction::MEAN_AT_THIGH;
use crate::filters::{SlowMean, mean_of_means};
use crate::grid::{DT, Frame};

/// Standard gravity, m/s².
pub(crate) const GRAVITY: f32 = 9.806_65;
/// How slowly the mean acceleration corrects the vertical when a gyroscope carries it, seconds.
const CARRIED_S: f32 = 3.0;
/// The same without a gyroscope.
const UNCARRIED_S: f32 = 1.5;
/// Leak of the integral of vertical acceleration, 0.3 Hz.
const LEAK: f32 = 1.0 - 2.0 * core::f32::consts::PI * 0.3 * DT;
/// First-order high-pass of the cues at 0.5 Hz: posture out, stride in.
const SLOW: f32 = 2.0 * core::f32::consts::PI * 0.5 * DT;

/// One frame and where up is in it: what has to be known at once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Upright {
    pub(crate) t_s: f64,
    pub(crate) acceleration: [f32; 3],
    pub(crate) rotation: [f32; 3],
    /// The vertical in the sensor's axes.
    pub(crate) up: [f32; 3],
    /// Upward acceleration without gravity, m/s².
    pub(crate) vertical: f32,
    /// The same without its slow mean.
    pub(crate) bounce: f32,
    /// Rate of turn about the vertical, rad/s, positive to the left.
    pub(crate) yaw: f32,
    /// Which sensor axis the first level axis follows.
    along: u8,
    has_rotation: bool,
    /// Whether direction may be told from it.
    sound: bool,
    /// The first after a gap, or the first at all.
    pub(crate) fresh: bool,
}

/// One frame seen whole from the world's vertical: what a walk is known by.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Motion {
    pub(crate) t_s: f64,
    /// The vertical in the sensor's axes.
    pub(crate) up: [f32; 3],
    /// Upward acceleration without its slow mean, m/s².
    pub(crate) bounce: f32,
    /// Upward velocity of the bounce, m/s.
    pub(crate) velocity: f32,
    /// The same, as much behind as the level motion is.
    pub(crate) rise: f32,
    /// Size of the horizontal rate of turn, rad/s.
    pub(crate) tumble: f32,
    /// The same without its slow mean.
    pub(crate) swing: f32,
    /// Rate of turn about the vertical, rad/s, positive to the left.
    pub(crate) yaw: f32,
    /// Horizontal acceleration without its slow mean, along two level axes fixed to the sensor.
    pub(crate) level_acceleration: [f32; 2],
    /// Horizontal rate of turn without its slow mean, along the same axes.
    pub(crate) level_rotation: [f32; 2],
    /// As measured, in the sensor's axes.
    pub(crate) acceleration: [f32; 3],
    pub(crate) rotation: [f32; 3],
    /// Which sensor axis the first level axis follows.
    pub(crate) along: u8,
    pub(crate) has_rotation: bool,
    /// Whether direction may be told from it.
    pub(crate) sound: bool,
}

impl Motion {
    /// Upward acceleration without gravity, m/s².
    pub(crate) fn vertical(&self) -> f32 {
        dot(self.acceleration, self.up) - GRAVITY
    }
}

/// Holds the vertical in the sensor's axes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Orientation {
    up: [f32; 3],
    seen: f32,
    along: u8,
    bounce: SlowMean,
}

/// Sees frames whole; remembers about a second.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct View {
    velocity: f32,
    rise: f32,
    level: [SlowMean; 4],
    turning: [SlowMean; 2],
    /// The latest horizontal rates of turn, the oldest first.
    turned: [[f32; 2]; 2 * MEAN_AT_THIGH - 1],
    swing: SlowMean,
}

pub(crate) fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    let [ax, ay, az] = a;
    let [bx, by, bz] = b;
    ax * bx + ay * by + az * bz
}

pub(crate) fn cross(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    let [ax, ay, az] = a;
    let [bx, by, bz] = b;
    [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx]
}

/// The two level axes: sensor axis `along` made horizontal, and the one to its left.
pub(crate) fn level_axes(up: [f32; 3], along: u8) -> ([f32; 3], [f32; 3]) {
    let mut axis = [0.0; 3];
    if let Some(a) = axis.get_mut(usize::from(along)) {
        *a = 1.0;
    }
    let tilt = dot(axis, up);
    for (a, u) in axis.iter_mut().zip(up) {
        *a -= tilt * u;
    }
    let size = 1.0 / libm::sqrtf(dot(axis, axis)).max(1e-3);
    let first = axis.map(|a| a * size);
    (first, cross(up, first))
}

/// The level axes of [`level_axes`], as what they make of a vector.
struct Level {
    /// The vertical, its components turned about so that the followed axis comes first.
    up: [f32; 3],
    along: u8,
    /// One over how level the followed axis is.
    size: f32,
}

impl Level {
    #[inline]
    fn of(up: [f32; 3], along: u8) -> Level {
        let up = turned(up, along);
        let [tilt, ..] = up;
        Level { up, along, size: 1.0 / libm::sqrtf(1.0 - tilt * tilt).max(1e-3) }
    }

    /// The level components of `v`, whose upward one is `upward`.
    #[inline]
    fn project(&self, v: [f32; 3], upward: f32) -> [f32; 2] {
        let ([tilt, u1, u2], [v0, v1, v2]) = (self.up, turned(v, self.along));
        [(v0 - tilt * upward) * self.size, (u2 * v1 - u1 * v2) * self.size]
    }
}

/// `v` with its components turned about so that the one of axis `along` comes first.
#[inline]
fn turned([x, y, z]: [f32; 3], along: u8) -> [f32; 3] {
    match along {
        0 => [x, y, z],
        1 => [y, z, x],
        _ => [z, x, y],
    }
}

/// The sensor axis that is least upright.
pub(crate) fn most_level(up: [f32; 3]) -> u8 {
    let [x, y, z] = up.map(f32::abs);
    if x <= y && x <= z {
        0
    } else if y <= z {
        1
    } else {
        2
    }
}

impl Orientation {
    /// Takes a frame and finds up in it.
    #[allow(clippy::inline_always, reason = "a frame written and read back costs a tenth of all")]
    #[inline(always)]
    pub(crate) fn push(&mut self, frame: &Frame) -> Upright {
        let fresh = frame.fresh || self.seen == 0.0;
        if fresh {
            *self = Orientation { up: frame.acceleration, ..Orientation::default() };
        }
        let slow = if frame.has_rotation { CARRIED_S } else { UNCARRIED_S };
        let mut gain = DT / slow;
        if self.seen < CARRIED_S {
            self.seen += DT;
            gain = DT / self.seen.min(slow);
        }
        let carried = cross(self.up, frame.rotation);
        for ((up, turn), a) in self.up.iter_mut().zip(carried).zip(frame.acceleration) {
            let moved = *up + turn * DT;
            *up = moved + (a - moved) * gain;
        }
        let size = 1.0 / libm::sqrtf(dot(self.up, self.up)).max(1e-3);
        let up = self.up.map(|u| u * size);
        // The level axis is chosen once, and again only when the device has been turned upright along it.
        let [upright, ..] = turned(up, self.along);
        if fresh || upright.abs() > 0.9 {
            self.along = most_level(up);
        }
        let vertical = dot(frame.acceleration, up) - GRAVITY;
        Upright {
            t_s: frame.t_s,
            acceleration: frame.acceleration,
            rotation: frame.rotation,
            up,
            vertical,
            bounce: self.bounce.remove(vertical, SLOW),
            yaw: dot(frame.rotation, up),
            along: self.along,
            has_rotation: frame.has_rotation,
            sound: frame.sound,
            fresh,
        }
    }
}

/// The size of the mean of means of some rates of turn, an odd number of them.
fn size_of_means(rates: &[[f32; 2]]) -> f32 {
    let half = rates.len().div_ceil(2);
    let (mut x, mut y) = (0.0, 0.0);
    for ([w1, w2], weight) in rates.iter().zip(mean_of_means(rates.len())) {
        x += weight * w1;
        y += weight * w2;
    }
    libm::sqrtf(x * x + y * y) / (half * half) as f32
}

impl View {
    /// Sees a frame whole, the next after the one before.
    #[inline]
    pub(crate) fn of(&mut self, frame: &Upright) -> Motion {
        let level = Level::of(frame.up, frame.along);
        let [a1, a2] = level.project(frame.acceleration, dot(frame.acceleration, frame.up));
        let [w1, w2] = level.project(frame.rotation, frame.yaw);
        if frame.fresh {
            *self = View { turned: [[w1, w2]; 2 * MEAN_AT_THIGH - 1], ..View::default() };
        }
        self.turned.rotate_left(1);
        if let Some(newest) = self.turned.last_mut() {
            *newest = [w1, w2];
        }
        // The vertical follows what is felt, so a level acceleration has lost its mean over that time. Cues go by the order of things
        // within a step: what is held beside it, the integral of the bounce and the rate of turn, has to lose the same.
        let follows = DT / if frame.has_rotation { CARRIED_S } else { UNCARRIED_S };
        self.rise += frame.bounce * DT - self.rise * follows;
        self.velocity = self.velocity * LEAK + frame.bounce * DT;
        let level = [a1, a2, w1, w2];
        let mut held = [0.0; 4];
        for ((h, x), mean) in held.iter_mut().zip(level).zip(&mut self.level) {
            *h = mean.remove(x, SLOW);
        }
        let [a1, a2, r1, r2] = held;
        let [first, second] = &mut self.turning;
        let tumble = libm::sqrtf(w1 * w1 + w2 * w2);
        Motion {
            t_s: frame.t_s,
            up: frame.up,
            bounce: frame.bounce,
            velocity: self.velocity,
            rise: self.rise,
            tumble,
            swing: self.swing.remove(size_of_means(&self.turned), SLOW),
            yaw: frame.yaw,
            level_acceleration: [a1, a2],
            level_rotation: [first.remove(r1, follows), second.remove(r2, follows)],
            acceleration: frame.acceleration,
            rotation: frame.rotation,
            along: frame.along,
            has_rotation: frame.has_rotation,
            sound: frame.sound,
        }
    }
}
