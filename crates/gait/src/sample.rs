//! What goes in: one reading of an accelerometer, and of a gyroscope where there is one.

/// One reading of the sensor, in the sensor's own axes (right handed, fixed to its case, any orientation).
// In this order no two axes that are read together lie in two words of eight bytes, in which samples are copied.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// When, in seconds on any clock that only moves forward.
    pub t_s: f64,
    /// Specific force, gravity included: at rest it points up with 9.81 m/s².
    pub acceleration: [f32; 3],
    /// Rate of turn in rad/s, right-hand rule; `None` without a gyroscope.
    pub rotation: Option<[f32; 3]>,
}

impl Sample {
    /// Whether every number in it is finite.
    pub fn is_finite(&self) -> bool {
        self.t_s.is_finite()
            && self.acceleration.iter().all(|a| a.is_finite())
            && self.rotation.is_none_or(|w| w.iter().all(|x| x.is_finite()))
    }
}
