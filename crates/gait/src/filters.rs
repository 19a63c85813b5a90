//! Second-order and first-order filters at the frame rate, streaming and zero-phase.

use crate::grid::DT;
use alloc::vec::Vec;

/// A second-order Butterworth section, transposed direct form II.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Biquad {
    b: [f32; 3],
    a: [f32; 2],
    z: [f32; 2],
}

impl Biquad {
    /// Low-pass at `hz`.
    pub(crate) fn low_pass(hz: f32) -> Biquad {
        let (k, norm) = Biquad::prototype(hz);
        let b = k * k * norm;
        Biquad { b: [b, 2.0 * b, b], a: Biquad::poles(k, norm), z: [0.0; 2] }
    }

    /// High-pass at `hz`.
    pub(crate) fn high_pass(hz: f32) -> Biquad {
        let (k, norm) = Biquad::prototype(hz);
        Biquad { b: [norm, -2.0 * norm, norm], a: Biquad::poles(k, norm), z: [0.0; 2] }
    }

    fn prototype(hz: f32) -> (f32, f32) {
        let k = libm::tanf(core::f32::consts::PI * hz * DT);
        (k, 1.0 / (1.0 + core::f32::consts::SQRT_2 * k + k * k))
    }

    fn poles(k: f32, norm: f32) -> [f32; 2] {
        [2.0 * (k * k - 1.0) * norm, (1.0 - core::f32::consts::SQRT_2 * k + k * k) * norm]
    }

    /// The next output.
    #[inline]
    pub(crate) fn push(&mut self, x: f32) -> f32 {
        let [b0, b1, b2] = self.b;
        let [a1, a2] = self.a;
        let [z1, z2] = self.z;
        let y = b0 * x + z1;
        self.z = [b1 * x - a1 * y + z2, b2 * x - a2 * y];
        y
    }

    /// Runs forward and backward over `data`, so that nothing is delayed; the ends are padded by odd reflection.
    pub(crate) fn zero_phase(self, data: &mut [f32]) {
        self.one_way(data);
        data.reverse();
        self.one_way(data);
        data.reverse();
    }

    fn one_way(mut self, data: &mut [f32]) {
        let Some((&first, rest)) = data.split_first() else { return };
        let pad: Vec<f32> = rest.iter().take(100).map(|x| 2.0 * first - x).collect();
        for x in pad.iter().rev() {
            self.push(*x);
        }
        for x in data {
            *x = self.push(*x);
        }
    }
}

/// What each of an odd number of frames counts for in their middle, where a running mean over half of them is taken twice; all
/// together the square of the half.
pub(crate) fn mean_of_means(frames: usize) -> impl Iterator<Item = f32> {
    let middle = frames / 2;
    (0..frames).map(move |i| (middle + 1 - i.abs_diff(middle)) as f32)
}

/// A first-order high-pass: what is left when a slow mean is taken away.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SlowMean(f32);

impl SlowMean {
    /// The next value without its mean, which then follows it by the share `gain`.
    #[inline]
    pub(crate) fn remove(&mut self, x: f32, gain: f32) -> f32 {
        let y = x - self.0;
        self.0 += y * gain;
        y
    }
}
