//! A walker's own step-length scales as a file: one forward, one backward, each with its date and where it came from.

use alloc::string::String;
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
    pub distance_m: f64,
    /// The steps it was walked in.
    pub steps: u32,
    /// The placement it was walked with; lengths differ between placements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<String>,
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
