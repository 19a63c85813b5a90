//! The same recording worn another way, or walked the other way.

use gait::Sample;
use sim::chance::Chance;
use sim::motion::Rotation;
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

/// Puts another recording before this one, with three seconds between; by how much this one is later, seconds.
pub(super) fn put_before(samples: &mut Vec<Sample>, mut before: Vec<Sample>) -> f64 {
    let later_s = before.last().map_or(0.0, |s| s.t_s) + 3.0;
    before.extend(samples.iter().map(|s| Sample { t_s: s.t_s + later_s, ..*s }));
    *samples = before;
    later_s
}

/// Turns the sensor by one fixed random rotation, the same for each number and file.
pub(super) fn turn(samples: &mut [Sample], file: &Path, number: u32) {
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let seed =
        name.bytes().fold(u64::from(number) + 1, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3));
    let worn = Rotation::any(&mut Chance::new(seed));
    #[allow(clippy::cast_possible_truncation, reason = "a sensor reads no finer")]
    let apply = |v: [f32; 3]| worn.apply(v.map(f64::from)).map(|x| x as f32);
    for sample in samples {
        sample.acceleration = apply(sample.acceleration);
        sample.rotation = sample.rotation.map(apply);
    }
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
