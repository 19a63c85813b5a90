//! Whether a result differs from the one before by more than measuring it twice would.

use super::limits::{OWN_ERRORS, OWN_REPEATS, SPEED_CHANGE_MPS};
use super::{Better, Check, Checks, Measures, Protocol, three_meter_backward_walk};

/// Something a walker may have, for which an error of measurement was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A new hip.
    HipReplacement,
    /// A new knee.
    KneeReplacement,
    /// A stroke.
    Stroke,
    /// Multiple sclerosis.
    MultipleSclerosis,
    /// Parkinson's.
    Parkinson,
}

/// The smallest change that is more than error, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SmallestChange {
    /// In the check's unit; for a timed distance when `speed`, in metres a second.
    pub value: f64,
    /// Whether it is a change of speed and not of seconds.
    pub speed: bool,
    /// Where it comes from.
    pub from: From,
}

/// Where a smallest change comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// Published, by this source, in people with this condition.
    Published(&'static str),
    /// Published in other people; the largest of them is used until there are enough own repeats.
    Largest(&'static str),
    /// The walker's own repeats.
    Own,
}

/// A result against the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Beyond the error, in the better direction.
    Better,
    /// Beyond the error, in the other.
    Worse,
    /// Within it: the same, as far as this check can tell.
    Same,
    /// How large the error is, is not known yet.
    NotKnown,
    /// There is nothing before it, or it was measured another way.
    First,
}

/// The smallest change of this check for this walker.
pub fn smallest_change(
    protocol: &Protocol,
    checks: &Checks,
    condition: Option<Condition>,
) -> Option<SmallestChange> {
    let backward = protocol.id == three_meter_backward_walk::PROTOCOL.id;
    let published = condition.filter(|_| backward).map(three_meter_backward_walk::published);
    if let Some((value, source)) = published {
        return Some(SmallestChange { value, speed: false, from: From::Published(source) });
    }
    if let Some(error) = own_error(protocol, checks) {
        return Some(SmallestChange { value: OWN_ERRORS * error, speed: false, from: From::Own });
    }
    if backward {
        let (value, source) = three_meter_backward_walk::published(Condition::HipReplacement);
        return Some(SmallestChange { value, speed: false, from: From::Largest(source) });
    }
    matches!(protocol.measures, Measures::SecondsOver(_)).then_some(SmallestChange {
        value: SPEED_CHANGE_MPS,
        speed: true,
        from: From::Largest("FWS-HIP"),
    })
}

/// The walker's own standard error of measurement: the root of the mean variance within each check's trials, once there
/// are enough repeats to believe it; no less than the tenth of a second, or the one stand, that can be read.
pub fn own_error(protocol: &Protocol, checks: &Checks) -> Option<f64> {
    let (mut squares, mut freedom) = (0.0, 0_usize);
    for check in checks.of(protocol.id) {
        let n = check.trials.len();
        let mean = check.trials.iter().sum::<f64>() / n as f64;
        squares += check.trials.iter().map(|x| libm::pow(x - mean, 2.0)).sum::<f64>();
        freedom += n.saturating_sub(1);
    }
    let finest = match protocol.measures {
        Measures::Count => 1.0,
        Measures::Sway => 0.001,
        _ => 0.1,
    };
    (freedom >= OWN_REPEATS).then(|| libm::sqrt(squares / freedom as f64).max(finest))
}

/// The newest check of this protocol against the one before it.
pub fn compare(protocol: &Protocol, checks: &Checks, condition: Option<Condition>) -> Comparison {
    let mut newest_first = checks.of(protocol.id).rev();
    let (Some(now), Some(before)) = (newest_first.next(), newest_first.next()) else {
        return Comparison::First;
    };
    if now.timed_by != before.timed_by {
        return Comparison::First;
    }
    let Some(smallest) = smallest_change(protocol, checks, condition) else {
        return Comparison::NotKnown;
    };
    // Positive is better.
    let gain = |now: &Check, before: &Check| {
        if smallest.speed {
            let speed = |check: &Check| protocol.speed(check.value).map_or(0.0, units::Speed::mps);
            return speed(now) - speed(before);
        }
        match protocol.better {
            Better::Less => before.value - now.value,
            Better::More => now.value - before.value,
        }
    };
    let gain = gain(now, before);
    if gain > smallest.value {
        Comparison::Better
    } else if gain < -smallest.value {
        Comparison::Worse
    } else {
        Comparison::Same
    }
}
