//! How far the trunk leans while it walks, from a sensor at the chest or the lower back.
//!
//! Against the last quiet stand before the walk, when the sensor is worn as it was then; else against the walk's own first
//! seconds. So it says how a walker leans *more than upright*, or how a walk's lean changes, never a spine's shape.

use crate::falls::angle_deg;
use crate::limits::{LEAN_EVERY_S, STILL_G, UPRIGHT_DEG, UPRIGHT_S};
use crate::orientation::{GRAVITY, Upright, dot};

/// How the trunk leaned over the last seconds of a walk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lean {
    /// When this was known.
    pub t_s: f64,
    /// How far forward of upright, degrees (backward when negative), where it is known which way the body faces.
    pub forward_deg: Option<f32>,
}

/// A running mean of the vertical.
#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    sum: [f32; 3],
    from_s: f64,
    frames: u32,
}

impl Mean {
    #[inline]
    fn add(&mut self, frame: &Upright) {
        if self.frames == 0 {
            self.from_s = frame.t_s;
        }
        self.frames += 1;
        for (s, u) in self.sum.iter_mut().zip(frame.up) {
            *s += u;
        }
    }
}

/// Watches the lean.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Leans {
    still: Mean,
    stood: Option<[f32; 3]>,
    /// What lean is told against in this walk.
    upright: Option<[f32; 3]>,
    now: Mean,
}

impl Leans {
    /// Takes a frame, `walking` or not, with the body's forward axis where it is known.
    #[inline]
    pub(crate) fn frame(
        &mut self,
        frame: &Upright,
        walking: bool,
        forward: Option<[f32; 3]>,
    ) -> Option<Lean> {
        if frame.fresh {
            *self = Leans::default();
        }
        if !walking {
            self.stand(frame);
            self.upright = None;
            self.now = Mean::default();
            return None;
        }
        self.now.add(frame);
        if frame.t_s - self.now.from_s < LEAN_EVERY_S {
            return None;
        }
        let now = core::mem::take(&mut self.now).sum;
        let Some(upright) = self.upright else {
            let stood = self.stood.filter(|stood| angle_deg(*stood, now) <= UPRIGHT_DEG);
            self.upright = Some(stood.unwrap_or(now));
            return stood.map(|upright| lean(frame.t_s, upright, now, forward));
        };
        Some(lean(frame.t_s, upright, now, forward))
    }

    #[inline]
    fn stand(&mut self, frame: &Upright) {
        let tumble = dot(frame.rotation, frame.rotation) - frame.yaw * frame.yaw;
        if frame.bounce.abs() > STILL_G * GRAVITY || tumble > STILL_RATE * STILL_RATE {
            self.still = Mean::default();
            return;
        }
        self.still.add(frame);
        if frame.t_s - self.still.from_s >= UPRIGHT_S {
            self.stood = Some(core::mem::take(&mut self.still).sum);
        }
    }
}

/// Who stands turns no faster than this, rad/s: sway is a tenth of it, a stride ten times as much.
const STILL_RATE: f32 = 0.2;

fn lean(t_s: f64, upright: [f32; 3], now: [f32; 3], forward: Option<[f32; 3]>) -> Lean {
    // The front made level; leaning to it, the vertical moves away from it in the sensor's axes.
    let forward_deg = forward.and_then(|front| {
        let unit = |v: [f32; 3]| {
            let size = libm::sqrtf(dot(v, v)).max(1e-9);
            v.map(|x| x / size)
        };
        let (upright, now) = (unit(upright), unit(now));
        let rise = dot(front, upright);
        let level: [f32; 3] =
            core::array::from_fn(|i| front.get(i).zip(upright.get(i)).map_or(0.0, |(f, u)| f - rise * u));
        (dot(level, level) > 0.1)
            .then(|| -libm::atan2f(dot(now, unit(level)), dot(now, upright)).to_degrees())
    });
    Lean { t_s, forward_deg }
}
