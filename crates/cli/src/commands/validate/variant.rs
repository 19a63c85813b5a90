//! The same recording worn another way, or walked the other way.

use gait::Sample;
use std::path::Path;

/// Plays a recording backward in time: accelerations keep their sign, rates of turn change it. To the accuracy of the
/// finding that backward walking is forward walking reversed (Winter 1989, Grasso 1998) that is a backward walk.
pub(super) fn play_backward(samples: &mut [Sample]) {
    let end_s = samples.last().map_or(0.0, |s| s.t_s);
    samples.reverse();
    for sample in samples {
        sample.t_s = end_s - sample.t_s;
        sample.rotation = sample.rotation.map(|w| w.map(|x| -x));
    }
}

/// Turns the sensor by one fixed random rotation, the same for each number and file.
pub(super) fn turn(samples: &mut [Sample], file: &Path, number: u32) {
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut seed =
        name.bytes().fold(u64::from(number) + 1, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3));
    let matrix = rotation(&mut seed);
    let apply = |v: [f32; 3]| matrix.map(|row| row.iter().zip(v).map(|(m, x)| m * x).sum());
    for sample in samples {
        sample.acceleration = apply(sample.acceleration);
        sample.rotation = sample.rotation.map(apply);
    }
}

/// A rotation drawn evenly from all (Shoemake 1992: a unit quaternion from three uniform numbers).
fn rotation(seed: &mut u64) -> [[f32; 3]; 3] {
    let mut uniform = || {
        // SplitMix64.
        *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = *seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 40) as f32 / 16_777_216.0
    };
    let share = uniform();
    let (one, other) = (uniform() * std::f32::consts::TAU, uniform() * std::f32::consts::TAU);
    let (short, long) = ((1.0 - share).sqrt(), share.sqrt());
    let (x, y, z, w) = (short * one.sin(), short * one.cos(), long * other.sin(), long * other.cos());
    [
        [1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y - z * w), 2.0 * (x * z + y * w)],
        [2.0 * (x * y + z * w), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z - x * w)],
        [2.0 * (x * z - y * w), 2.0 * (y * z + x * w), 1.0 - 2.0 * (x * x + y * y)],
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_sensor_feels_the_same_strength_and_a_walk_played_twice_backward_is_itself() {
        let sample =
            |t_s: f64| Sample { t_s, acceleration: [1.0, 2.0, 9.0], rotation: Some([0.1, -0.2, 0.3]) };
        let walk = vec![sample(0.0), sample(0.5), sample(2.0)];
        let mut turned = walk.clone();
        turn(&mut turned, Path::new("a.csv"), 1);
        let size = |s: &Sample| s.acceleration.iter().map(|a| a * a).sum::<f32>();
        assert!((size(&turned[0]) - size(&walk[0])).abs() < 1e-3);
        assert!((turned[0].acceleration[2] - 9.0).abs() > 1e-3);
        let mut twice = walk.clone();
        play_backward(&mut twice);
        assert!((twice[1].t_s - 1.5).abs() < 1e-12);
        play_backward(&mut twice);
        assert_eq!(twice, walk);
    }
}
