//! How still a standing body is, from a sensor at the lower back: the instrumented sway of Mancini 2012.
//!
//! The mean acceleration of the trial is up; what is left in the horizontal plane is low-passed at 3.5 Hz without delay.
//! RMS, path and 95 % ellipse are of that acceleration; jerk is half the integral of its squared derivative. The two
//! level axes need not be the body's: none of these four depends on how they lie.

use crate::Sample;
use crate::filters::Biquad;
use crate::grid::{DT, Grid};
use crate::orientation::{dot, level_axes, most_level};
use alloc::vec::Vec;

const SMOOTH_HZ: f32 = 3.5;
/// A trial is at least ten seconds, and no more than two minutes of it are looked at.
const SHORTEST: usize = 500;
const LONGEST: usize = 6000;
/// 95 % quantile of chi squared with two degrees of freedom.
const CHI_SQUARED_95: f32 = 5.991;

/// Sway of one trial.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sway {
    /// Root mean square of horizontal acceleration, m/s².
    pub rms_mps2: f32,
    /// Length of the path that acceleration draws, m/s².
    pub path_mps2: f32,
    /// Half the integral of squared jerk, m²/s⁵.
    pub jerk_m2ps5: f32,
    /// Area of the ellipse that holds 95 % of it, m²/s⁴.
    pub ellipse_m2ps4: f32,
    /// How long it was looked at, seconds.
    pub length_s: f32,
}

/// Takes the samples of one standing trial.
#[derive(Clone, Debug, Default)]
pub struct SwayMeter {
    grid: Grid,
    /// The stretch under way, and the longest before a gap.
    frames: Vec<[f32; 3]>,
    longest: Vec<[f32; 3]>,
}

impl SwayMeter {
    /// A meter that has heard nothing.
    pub fn new() -> SwayMeter {
        SwayMeter::default()
    }

    /// Takes a sample; of a trial with gaps the longest stretch between them counts.
    pub fn push(&mut self, sample: Sample) {
        let Some(reading) = self.grid.read(&sample) else {
            if let (Some(mended), _) = self.grid.mend(sample) {
                self.push(mended);
            }
            return;
        };
        while let Some(frame) = self.grid.complete(&reading) {
            if frame.fresh {
                if self.frames.len() > self.longest.len() {
                    core::mem::swap(&mut self.frames, &mut self.longest);
                }
                self.frames.clear();
            }
            if self.frames.len() < LONGEST {
                self.frames.push(frame.acceleration);
            }
        }
    }

    /// The sway; `None` for less than ten seconds.
    pub fn finish(&self) -> Option<Sway> {
        let frames = if self.frames.len() > self.longest.len() { &self.frames } else { &self.longest };
        let n = frames.len();
        if n < SHORTEST {
            return None;
        }
        let mut up = [0.0_f32; 3];
        for frame in frames {
            for (u, a) in up.iter_mut().zip(frame) {
                *u += a / n as f32;
            }
        }
        let size = libm::sqrtf(dot(up, up)).max(1e-3);
        let up = up.map(|u| u / size);
        let (first, second) = level_axes(up, most_level(up));
        let along = |axis: [f32; 3]| {
            let mut series: Vec<f32> = frames.iter().map(|a| dot(*a, axis)).collect();
            let mean = series.iter().sum::<f32>() / n as f32;
            for x in &mut series {
                *x -= mean;
            }
            Biquad::low_pass(SMOOTH_HZ).zero_phase(&mut series);
            series
        };
        let (x, y) = (along(first), along(second));
        let (mut xx, mut xy, mut yy, mut path, mut jerk) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        for (a, b) in x.iter().zip(&y) {
            xx += a * a / n as f32;
            xy += a * b / n as f32;
            yy += b * b / n as f32;
        }
        for (a, b) in x.windows(2).zip(y.windows(2)) {
            if let (&[a0, a1], &[b0, b1]) = (a, b) {
                let step = (a1 - a0) * (a1 - a0) + (b1 - b0) * (b1 - b0);
                path += libm::sqrtf(step);
                jerk += 0.5 * step / DT;
            }
        }
        Some(Sway {
            rms_mps2: libm::sqrtf(xx + yy),
            path_mps2: path,
            jerk_m2ps5: jerk,
            ellipse_m2ps4: core::f32::consts::PI * CHI_SQUARED_95 * libm::sqrtf((xx * yy - xy * xy).max(0.0)),
            length_s: n as f32 * DT,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A body that draws a circle of `radius` m/s² at 0.5 Hz for 30 s, heard in the axes `tilt` turns it to.
    fn circle(radius: f32, tilt: f32) -> Option<Sway> {
        let mut meter = SwayMeter::new();
        for i in 0..3000_u16 {
            let seconds = f32::from(i) * 0.01;
            let turn = core::f32::consts::PI * seconds;
            let (ahead, left) = (radius * libm::cosf(turn), radius * libm::sinf(turn));
            let (cos, sin) = (libm::cosf(tilt), libm::sinf(tilt));
            let acceleration = [cos * ahead - sin * 9.81, left, sin * ahead + cos * 9.81];
            meter.push(Sample { t_s: f64::from(seconds), acceleration, rotation: None });
        }
        meter.finish()
    }

    #[test]
    fn a_circle_has_its_own_rms_path_jerk_and_ellipse_however_the_sensor_leans() {
        for tilt in [0.0, 0.4] {
            let sway = circle(0.1, tilt).unwrap();
            assert!((sway.rms_mps2 - 0.1).abs() < 0.003, "{sway:?}");
            // 15 turns of circumference 2 pi r; jerk r w, half its square over 30 s; pi chi2 r^2 / 2.
            assert!((sway.path_mps2 - 9.42).abs() < 0.3, "{sway:?}");
            assert!((sway.jerk_m2ps5 - 1.48).abs() < 0.1, "{sway:?}");
            assert!((sway.ellipse_m2ps4 - 0.094).abs() < 0.005, "{sway:?}");
        }
    }

    #[test]
    fn nine_seconds_are_too_short() {
        let mut meter = SwayMeter::new();
        for i in 0..900_u16 {
            meter.push(Sample { t_s: f64::from(i) * 0.01, acceleration: [0.0, 0.0, 9.81], rotation: None });
        }
        assert_eq!(meter.finish(), None);
        // A break, and a few seconds more: the longest stretch counts, and nine seconds stay too short.
        for i in 1000..1500_u16 {
            meter.push(Sample { t_s: f64::from(i) * 0.01, acceleration: [0.0, 0.0, 9.81], rotation: None });
        }
        assert_eq!(meter.finish(), None);
    }

    #[test]
    fn a_break_near_the_end_leaves_what_was_measured_before_it() {
        let mut meter = SwayMeter::new();
        for i in (0..3000_u16).filter(|i| !(2500..2560).contains(i)) {
            meter.push(Sample { t_s: f64::from(i) * 0.01, acceleration: [0.0, 0.0, 9.81], rotation: None });
        }
        let length_s = meter.finish().map_or(0.0, |sway| sway.length_s);
        assert!((24.5..25.5).contains(&length_s), "{length_s}");
    }
}
