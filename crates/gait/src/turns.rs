//! Turns of the body: El-Gohary 2014.
//!
//! The rate of turn about the vertical is low-passed at 1.5 Hz; a turn is where it exceeds 15 deg/s, from and to where
//! it last and next is below 5 deg/s, lasts 0.5 to 10 s and amounts to at least 45 degrees. The angle is the integral
//! of the rate as measured. Against the source: parts of one turn are joined when no more than 0.05 s apart, which
//! here falls within two frames and is left out.
//!
//! A limb turns to and fro about the vertical at every stride as fast as a body that turns, so there the low-pass is at 0.7 Hz,
//! which is below a stride, and the angle is the integral of what it leaves.

use crate::filters::Biquad;
use crate::grid::DT;
use crate::{Placement, Turn, orientation::Upright};

const SMOOTH_HZ: f32 = 1.5;
const LIMB_SMOOTH_HZ: f32 = 0.7;
/// By how much that filter is late, seconds.
const LIMB_LATE_S: f64 = 0.32;
const PEAK: f32 = 15.0 * RADIANS;
const EDGE: f32 = 5.0 * RADIANS;
const LEAST_DEG: f32 = 45.0;
const SHORTEST_S: f64 = 0.5;
const LONGEST_S: f64 = 10.0;
const RADIANS: f32 = core::f32::consts::PI / 180.0;

/// Whether a sensor there sits on a limb.
pub(crate) fn on_limb(place: Option<Placement>) -> bool {
    let on_thigh = matches!(place, Some(Placement::FrontPocket | Placement::BackPocket));
    on_thigh || place.is_some_and(|p| !p.rides())
}

/// Finds turns as they pass, from a trunk and from a limb where nobody told which it is.
#[derive(Clone, Debug)]
pub(crate) struct Turns {
    trunk: Option<Finder>,
    limb: Option<Finder>,
}

impl Turns {
    /// From a sensor that is told to sit at `place`.
    pub(crate) fn new(place: Option<Placement>) -> Turns {
        let may = |limb: bool| (place.is_none() || on_limb(place) == limb).then(|| Finder::anew(limb));
        Turns { trunk: may(false), limb: may(true) }
    }

    /// Takes a frame; a turn is told when it is over: as a trunk feels it, and as a limb does.
    #[inline]
    pub(crate) fn push(&mut self, frame: &Upright) -> [Option<Turn>; 2] {
        [&mut self.trunk, &mut self.limb].map(|finder| finder.as_mut().and_then(|f| f.push(frame)))
    }
}

#[derive(Clone, Debug)]
struct Finder {
    on_limb: bool,
    smooth: Biquad,
    start_s: Option<f64>,
    angle: f32,
    peak: f32,
    left: bool,
}

impl Finder {
    fn anew(on_limb: bool) -> Finder {
        let smooth = Biquad::low_pass(if on_limb { LIMB_SMOOTH_HZ } else { SMOOTH_HZ });
        Finder { on_limb, smooth, start_s: None, angle: 0.0, peak: 0.0, left: true }
    }

    #[inline]
    fn push(&mut self, frame: &Upright) -> Option<Turn> {
        if frame.fresh {
            *self = Finder::anew(self.on_limb);
        }
        let rate = self.smooth.push(frame.yaw);
        let over = rate.abs() < EDGE || (self.start_s.is_some() && (rate > 0.0) != self.left);
        if !over {
            if self.start_s.is_none() {
                self.start_s = Some(frame.t_s);
                self.angle = 0.0;
                self.peak = 0.0;
                self.left = rate > 0.0;
            }
            self.angle += if self.on_limb { rate } else { frame.yaw } * DT;
            self.peak = self.peak.max(rate.abs());
            return None;
        }
        let start_s = self.start_s.take()?;
        let angle_deg = self.angle / RADIANS;
        let length = frame.t_s - start_s;
        let late_s = if self.on_limb { LIMB_LATE_S } else { 0.0 };
        (self.peak > PEAK && angle_deg.abs() >= LEAST_DEG && (SHORTEST_S..=LONGEST_S).contains(&length))
            .then_some(Turn { start_s: start_s - late_s, end_s: frame.t_s - late_s, angle_deg })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn a_quarter_turn_is_one_turn_of_a_quarter_though_the_limb_twists_at_every_stride() {
        for (place, twist) in [(Placement::LowerBack, 0.2), (Placement::FrontPocket, 1.0)] {
            let mut turns = Turns::new(Some(place));
            let told: Vec<Turn> = (0..600_u16)
                .filter_map(|frame| {
                    let t = f32::from(frame) * DT;
                    let turning =
                        if (4.0..5.5).contains(&t) { core::f32::consts::FRAC_PI_2 / 1.5 } else { 0.0 };
                    let yaw = turning + twist * libm::sinf(core::f32::consts::TAU * 0.9 * t);
                    let mut upright = Upright::default();
                    (upright.t_s, upright.yaw) = (f64::from(t), yaw);
                    turns.push(&upright).into_iter().flatten().next()
                })
                .collect();
            let [turn] = told[..] else { panic!("{place:?}: {told:?}") };
            assert!((turn.angle_deg - 90.0).abs() < 15.0, "{place:?}: {turn:?}");
            assert!(
                (3.2..4.3).contains(&turn.start_s) && (5.2..6.3).contains(&turn.end_s),
                "{place:?}: {turn:?}"
            );
        }
    }
}
