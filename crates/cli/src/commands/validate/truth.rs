//! What really happened in a recording, as the recordings' own files tell it.

use anyhow::Context;
use gait::step_length::HEIGHTS_M;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Debug, Deserialize)]
pub(super) struct Truth {
    pub(super) subject: Option<String>,
    #[serde(default)]
    pub(super) steps: Vec<TrueStep>,
    #[serde(default)]
    pub(super) bouts: Vec<TrueBout>,
    #[serde(default)]
    pub(super) duration_s: f64,
    pub(super) place: Option<String>,
    stature_est_m: Option<f64>,
    height_cm: Option<f64>,
    cohort: Option<serde_json::Value>,
    /// Ten metres, a turn, ten metres: from when to when it took, and the turn in it.
    walk_s: Option<[f64; 2]>,
    uturn_s: Option<[f64; 2]>,
    /// Mobilise-D: the bouts of each system of reference, and which of them counts.
    #[serde(default)]
    references: BTreeMap<String, Vec<ReferenceBout>>,
    reference: Option<String>,
}

#[derive(Debug, Deserialize)]
struct ReferenceBout {
    walking_speed: Option<f64>,
    n_strides: u32,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct TrueStep {
    pub(super) t: Option<f64>,
    #[serde(default)]
    pub(super) direction: String,
    pub(super) length: Option<f64>,
    #[serde(default)]
    pub(super) partial: bool,
    pub(super) side: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct TrueBout {
    #[serde(default)]
    pub(super) steps: u32,
    pub(super) speed: Option<f64>,
    #[serde(default)]
    pub(super) direction: String,
}

impl Truth {
    pub(super) fn read(path: &Path) -> anyhow::Result<Truth> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        // Python writes what it does not know as NaN, which is no JSON.
        let text = text.replace("NaN", "null").replace("Infinity", "null");
        serde_json::from_str(&text).with_context(|| format!("{} is not a truth file", path.display()))
    }

    /// Whether the first step goes forward; walks without known steps are forward walks.
    pub(super) fn begins_forward(&self, reversed: bool) -> bool {
        let first = if reversed { self.steps.last() } else { self.steps.first() };
        let way = if reversed { "backward" } else { "forward" };
        first.map_or(!reversed, |step| step.direction == way)
    }

    /// The speed of the whole forward recording, where its truth tells one.
    pub(super) fn speed_mps(&self) -> Option<f64> {
        self.ten_metre_speed().or_else(|| self.speed_of_strides())
    }

    /// The mean over the strides of the reference's bouts, those of turns too.
    fn speed_of_strides(&self) -> Option<f64> {
        let bouts = self.references.get(self.reference.as_ref()?)?;
        let known = bouts.iter().filter_map(|b| Some((b.walking_speed?, f64::from(b.n_strides))));
        let (sum, strides) = known.fold((0.0, 0.0), |(sum, all), (v, n)| (sum + v * n, all + n));
        (strides > 0.0).then(|| sum / strides)
    }

    /// The speed of a ten-metre walk there and back, good to about a tenth.
    fn ten_metre_speed(&self) -> Option<f64> {
        let ([from, to], [left, back]) = (self.walk_s?, self.uturn_s?);
        Some(20.0 / (to - from - (back - left))).filter(|v| v.is_finite() && *v > 0.0)
    }

    pub(super) fn height_m(&self) -> Option<f64> {
        let of_cohort = || self.cohort.as_ref()?.get("height_m")?.as_f64();
        let height = self.stature_est_m.or_else(|| self.height_cm.map(|h| h / 100.0)).or_else(of_cohort);
        height.map(|h| (h * 100.0).round() / 100.0).filter(|h| HEIGHTS_M.contains(h))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_speed_of_a_recording_is_that_of_its_reference_by_strides() {
        let truth: Truth = serde_json::from_str(
            r#"{"reference": "INDIP", "references": {
                "Stereophoto": [{"walking_speed": 9.0, "n_strides": 5}],
                "INDIP": [{"walking_speed": 1.0, "n_strides": 5}, {"walking_speed": 0.4, "n_strides": 15},
                          {"walking_speed": null, "n_strides": 7}]}}"#,
        )
        .unwrap();
        assert!(truth.speed_mps().is_some_and(|v| (v - 0.55).abs() < 1e-9));
        let nobody: Truth =
            serde_json::from_str(r#"{"reference": "INDIP", "references": {"INDIP": []}}"#).unwrap();
        assert_eq!(nobody.speed_mps(), None);
    }
}
