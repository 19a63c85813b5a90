//! How hard the heart works, by strap, and how hard it feels, by talk.

use super::limits::MODERATE_HEART_RATE;
use units::HeartRate;

/// A zone of effort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// Below moderate.
    Light,
    /// Moderate.
    Moderate,
    /// Above.
    Vigorous,
}

/// The zone of a heart rate against the walker's own highest, where somebody measured it; never one guessed from age
/// (SAFE-06).
pub fn zone(now: HeartRate, highest: HeartRate) -> Option<Zone> {
    let share = now.bpm() / highest.bpm();
    if !share.is_finite() || share <= 0.0 || share > 1.1 {
        return None;
    }
    let (from, to) = MODERATE_HEART_RATE;
    Some(if share < from {
        Zone::Light
    } else if share <= to {
        Zone::Moderate
    } else {
        Zone::Vigorous
    })
}

/// The zone by talk: whoever can hold a conversation is light or moderate; who cannot is vigorous (SAFE-06).
pub fn by_talk(full_sentences: bool) -> Zone {
    if full_sentences { Zone::Moderate } else { Zone::Vigorous }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moderate_is_64_to_76_percent_of_the_own_highest() {
        let check =
            |now, highest| zone(HeartRate::from_bpm(now).unwrap(), HeartRate::from_bpm(highest).unwrap());
        assert_eq!(check(63.9, 100.0), Some(Zone::Light));
        assert_eq!(check(64.0, 100.0), Some(Zone::Moderate));
        assert_eq!(check(76.0, 100.0), Some(Zone::Moderate));
        assert_eq!(check(76.1, 100.0), Some(Zone::Vigorous));
        assert_eq!(check(120.0, 0.0), None);
        assert_eq!(check(0.0, 100.0), None);
        assert_eq!(check(111.0, 100.0), None);
        assert_eq!(check(110.0, 100.0), Some(Zone::Vigorous));
        assert_eq!((by_talk(true), by_talk(false)), (Zone::Moderate, Zone::Vigorous));
    }
}
