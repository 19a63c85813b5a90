//! A walker's own step-length scales as a file: one forward, one backward, each with its date and where it came from.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use serde::{Deserialize, Serialize};

/// Both scales; a missing one is the population's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Always 1.
    pub version: u32,
    /// Walking forward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forward: Option<Scale>,
    /// Walking backward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backward: Option<Scale>,
}

/// One scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// What the population's step length is multiplied by.
    pub scale: f64,
    /// The day it was walked, `2026-11-23`.
    pub date: String,
    /// The distance that was walked, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<f64>,
    /// The belt's speed, km/h, where it was walked on a treadmill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub belt_kmh: Option<f64>,
    /// The steps it was made from.
    pub steps: u32,
    /// The placement it was walked with; lengths differ between placements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<String>,
    /// The height that was told, metres; a population's lengths go by it, and the scale with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_m: Option<f64>,
}

impl Scale {
    /// What makes it wrong for a recording from `placement` that is analysed with `height_m`; nothing when it fits.
    pub fn misfits(&self, placement: Option<&str>, height_m: Option<f64>) -> Vec<Misfit> {
        let mut found = Vec::new();
        if let (Some(own), Some(other)) = (self.placement.as_deref(), placement)
            && own != other
        {
            found.push(Misfit::Placement(own.to_owned(), other.to_owned()));
        }
        // Half a centimetre is a tape measure's.
        match (self.height_m, height_m) {
            (Some(own), Some(other)) if (own - other).abs() < 0.005 => {}
            (None, None) => {}
            (own, other) => found.push(Misfit::Height(own, other)),
        }
        found
    }
}

/// Why a scale does not fit a recording.
#[derive(Clone, Debug, PartialEq)]
pub enum Misfit {
    /// It was made with the sensor at the first place, and the recording is from the second.
    Placement(String, String),
    /// It was made with the first height, metres, and the recording is analysed with the second.
    Height(Option<f64>, Option<f64>),
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Misfit::Placement(own, other) => {
                write!(
                    f,
                    "was made at the {own}, and this recording is from the {other}: calibrate there too"
                )
            }
            Misfit::Height(Some(own), Some(other)) => {
                write!(
                    f,
                    "was made with a height of {own} m, and {other} m was told: tell the same, or calibrate again"
                )
            }
            Misfit::Height(Some(own), None) => {
                write!(f, "was made with a height of {own} m, and none was told: tell --height {own}")
            }
            Misfit::Height(None, Some(other)) => {
                write!(
                    f,
                    "keeps no height, and {other} m was told: calibrate again with --height {other}, or leave it out here"
                )
            }
            Misfit::Height(None, None) => f.write_str("fits"),
        }
    }
}

impl Default for Calibration {
    fn default() -> Calibration {
        Calibration { version: 1, forward: None, backward: None }
    }
}

/// Why a calibration cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is of a version this program does not know.
    Version(u32),
    /// A scale is not between 0.5 and 2: something else is wrong.
    Scale,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Version(version) => write!(f, "its version is {version}, and 1 is known here"),
            Problem::Scale => f.write_str("a scale is not between 0.5 and 2"),
        }
    }
}

impl Calibration {
    /// As the engine takes it.
    pub fn for_engine(&self) -> Result<gait::Calibration, Problem> {
        if self.version != 1 {
            return Err(Problem::Version(self.version));
        }
        let scale = |s: &Option<Scale>| match s {
            Some(s) => gait::Scale::from_factor(s.scale).map(Some).ok_or(Problem::Scale),
            None => Ok(None),
        };
        Ok(gait::Calibration { forward: scale(&self.forward)?, backward: scale(&self.backward)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_before_is_read_and_a_scale_says_what_it_does_not_fit() {
        let old = r#"{"version":1,"forward":{"scale":1.1,"date":"2026-11-23","distance_m":20.0,"steps":28,"placement":"lower-back"}}"#;
        let old: Calibration = serde_json::from_str(old).unwrap();
        let scale = old.forward.as_ref().unwrap();
        assert_eq!((scale.distance_m, scale.belt_kmh, scale.height_m), (Some(20.0), None, None));
        assert!(old.for_engine().is_ok_and(|c| c.forward.is_some() && c.backward.is_none()));
        assert_eq!(scale.misfits(Some("lower-back"), None), []);
        assert_eq!(scale.misfits(None, None), []);
        let pocket = Misfit::Placement("lower-back".into(), "front-pocket".into());
        assert_eq!(
            scale.misfits(Some("front-pocket"), Some(1.95)),
            [pocket, Misfit::Height(None, Some(1.95))]
        );
        let tall = Scale { height_m: Some(1.95), ..scale.clone() };
        assert_eq!(tall.misfits(None, Some(1.951)), []);
        assert_eq!(tall.misfits(None, None), [Misfit::Height(Some(1.95), None)]);
        assert_eq!(tall.misfits(None, Some(1.7)), [Misfit::Height(Some(1.95), Some(1.7))]);
    }
}
