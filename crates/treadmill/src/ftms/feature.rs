//! Fitness Machine Feature, 0x2ACC: what a machine claims it can do (FTMS 1.0.1 section 4.3).
//!
//! Real machines claim what they cannot do; the only claim acted on is the speed target, and only with a speed
//! range that makes sense.

use super::{Bytes, Problem};
use alloc::vec::Vec;

static FEATURES: [&str; 17] = [
    "average_speed",
    "cadence",
    "total_distance",
    "inclination",
    "elevation_gain",
    "pace",
    "step_count",
    "resistance_level",
    "stride_count",
    "expended_energy",
    "heart_rate",
    "metabolic_equivalent",
    "elapsed_time",
    "remaining_time",
    "power_measurement",
    "force_on_belt",
    "user_data_retention",
];

static TARGETS: [&str; 17] = [
    "speed",
    "inclination",
    "resistance",
    "power",
    "heart_rate",
    "expended_energy",
    "step_number",
    "stride_number",
    "distance",
    "training_time",
    "time_in_two_heart_rate_zones",
    "time_in_three_heart_rate_zones",
    "time_in_five_heart_rate_zones",
    "indoor_bike_simulation",
    "wheel_circumference",
    "spin_down",
    "cadence",
];

/// The two sets of claims.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Feature {
    /// What it measures, one bit each.
    pub features: u32,
    /// What it can be told, one bit each; `None` where the packet ends before them.
    pub targets: Option<u32>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl Feature {
    /// What the bytes mean; `None` for fewer than four.
    pub fn decode(packet: &[u8]) -> Option<Feature> {
        let mut bytes = Bytes(packet);
        let features = bytes.take(4)?;
        let targets = bytes.take(4);
        let mut problems = Vec::new();
        if targets.is_none() {
            problems.push(Problem::Short { len: packet.len(), needed: 8 });
        } else {
            bytes.note_rest(&mut problems);
        }
        Some(Feature { features, targets, problems })
    }

    /// The eight bytes of it, or four where it says nothing of targets.
    pub fn encode(&self) -> Vec<u8> {
        [Some(self.features), self.targets].into_iter().flatten().flat_map(u32::to_le_bytes).collect()
    }

    /// Whether it says its speed can be set.
    pub fn speed_can_be_set(&self) -> bool {
        self.targets.is_some_and(|t| t & 1 != 0)
    }

    /// The names of what it measures.
    pub fn feature_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        names(self.features, &FEATURES)
    }

    /// The names of what it can be told.
    pub fn target_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        names(self.targets.unwrap_or(0), &TARGETS)
    }
}

fn names(bits: u32, of: &'static [&'static str; 17]) -> impl Iterator<Item = &'static str> {
    of.iter().copied().enumerate().filter(move |(bit, _)| bits & (1 << bit) != 0).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_claim_has_its_own_name_and_bit() {
        for bit in 0..17 {
            let one = Feature { features: 1 << bit, targets: Some(1 << bit), problems: Vec::new() };
            assert_eq!(one.feature_names().collect::<Vec<_>>(), [FEATURES[bit]]);
            assert_eq!(one.target_names().collect::<Vec<_>>(), [TARGETS[bit]]);
            assert_eq!(one.speed_can_be_set(), bit == 0);
            assert_eq!(Feature::decode(&one.encode()), Some(one));
        }
    }

    #[test]
    fn a_short_one_says_so_and_a_long_one_too() {
        assert_eq!(Feature::decode(&[1, 2, 3]), None);
        let short = Feature::decode(&[1, 0, 0, 0, 1]).unwrap();
        assert_eq!((short.features, short.targets, short.speed_can_be_set()), (1, None, false));
        assert_eq!(short.problems, [Problem::Short { len: 5, needed: 8 }]);
        assert_eq!(short.encode(), [1, 0, 0, 0]);
        assert_eq!(Feature::decode(&[0; 9]).unwrap().problems, [Problem::Trailing(1)]);
    }
}
