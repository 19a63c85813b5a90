//! Whether a result differs from the one before by more than measuring it twice would.

use super::limits::{OWN_CHECKS, OWN_ERRORS, SPEED_CHANGE_MPS};
use super::{Better, Check, Checks, Combine, Measures, Protocol, TimedBy, three_meter_backward_walk};
use crate::evidence::distribution::t_quantile;
use alloc::vec::Vec;

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

impl Condition {
    /// All of them, as they are asked.
    pub const ALL: [Condition; 5] = [
        Condition::HipReplacement,
        Condition::KneeReplacement,
        Condition::Stroke,
        Condition::MultipleSclerosis,
        Condition::Parkinson,
    ];

    /// The one that is kept so.
    pub fn of_id(id: &str) -> Option<Condition> {
        Condition::ALL.into_iter().find(|condition| condition.id() == id)
    }

    /// As it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Condition::HipReplacement => "new-hip",
            Condition::KneeReplacement => "new-knee",
            Condition::Stroke => "stroke",
            Condition::MultipleSclerosis => "ms",
            Condition::Parkinson => "parkinson",
        }
    }
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
    /// Published in other people; the largest of them is used until there are enough own checks.
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
    /// Both went on for as long as this check goes: it can tell no more.
    AtItsEnd,
    /// How large the error is, is not known yet.
    NotKnown,
    /// There is nothing before it.
    First,
    /// What is before it was timed in another way.
    OtherTiming,
}

/// The smallest change of this check, timed so, for this walker.
///
/// What was published was measured by stopwatch: it is not lent to the phone's steps, which have only the walker's own error.
pub fn smallest_change(protocol: &Protocol, checks: &Checks, timed_by: TimedBy) -> Option<SmallestChange> {
    let by_tap = timed_by == TimedBy::Tap;
    let backward = by_tap && protocol.id == three_meter_backward_walk::PROTOCOL.id;
    let published = checks.condition.filter(|_| backward).map(three_meter_backward_walk::published);
    if let Some((value, source)) = published {
        return Some(SmallestChange { value, speed: false, from: From::Published(source) });
    }
    if let Some(own) = own_error(protocol, checks, timed_by) {
        return Some(SmallestChange { value: own.smallest_change(), speed: false, from: From::Own });
    }
    if backward {
        let (value, source) = three_meter_backward_walk::published(Condition::HipReplacement);
        return Some(SmallestChange { value, speed: false, from: From::Largest(source) });
    }
    (by_tap && matches!(protocol.measures, Measures::SecondsOver(_))).then_some(SmallestChange {
        value: SPEED_CHANGE_MPS,
        speed: true,
        from: From::Largest("FWS-HIP"),
    })
}

/// A walker's own standard error of measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnError {
    /// In the check's unit; no less than the tenth of a second, or the one stand, that can be read.
    pub error: f64,
    /// How many errors lie between two results before they differ.
    pub times: f64,
}

impl OwnError {
    /// The smallest change that is more than error.
    pub fn smallest_change(&self) -> f64 {
        self.error * self.times
    }
}

/// The walker's own error, once there are enough checks, timed so, to believe it.
///
/// It is told by what lies between successive checks: half the mean square of their differences, so that a slow gain is not
/// error; the newest, which is to be judged, left out; at 95 % by Student's t, because few differences are a poor estimate.
/// Trials that repeat one thing tell a second one, the mean variance within each check: the larger of the two counts, for a
/// walker may repeat evenly on every day and still differ from day to day. A hold that ran to its cap says nothing: it might
/// have gone on.
pub fn own_error(protocol: &Protocol, checks: &Checks, timed_by: TimedBy) -> Option<OwnError> {
    let repeats = protocol.combine != Combine::Total;
    let tells = |check: &&Check| {
        let Measures::Held(cap) = protocol.measures else { return true };
        let at_cap = |held: &f64| *held >= cap;
        if repeats { !check.trials.iter().any(at_cap) } else { !check.trials.iter().all(at_cap) }
    };
    let alike: Vec<&Check> = checks.of(protocol.id).filter(|check| check.timed_by == timed_by).collect();
    let (_, before) = alike.split_last()?;
    let before: Vec<&Check> = before.iter().copied().filter(tells).collect();
    if before.len() < OWN_CHECKS {
        return None;
    }
    let finest = match protocol.measures {
        Measures::Count => 1.0,
        Measures::Sway => 0.001,
        _ => 0.1,
    };
    let error = |squares: f64, freedom: f64, times: f64| OwnError {
        error: libm::sqrt(squares / freedom).max(finest),
        times,
    };
    let differences = before.iter().zip(before.iter().skip(1));
    let squared = |x: f64| x * x;
    let squares = differences.map(|(one, next)| squared(next.value - one.value) / 2.0).sum();
    let freedom = (before.len() - 1) as f64;
    let between = error(squares, freedom, libm::sqrt(2.0) * t_quantile(0.975, freedom));
    if !repeats {
        return Some(between);
    }
    let (mut squares, mut freedom) = (0.0, 0.0);
    for check in alike.into_iter().filter(tells) {
        let n = check.trials.len() as f64;
        let mean = check.trials.iter().sum::<f64>() / n;
        squares += check.trials.iter().map(|x| squared(x - mean)).sum::<f64>();
        freedom += n - 1.0;
    }
    // One trial a check repeats nothing.
    let within = error(squares, freedom.max(1.0), OWN_ERRORS);
    [within, between]
        .into_iter()
        .max_by(|one, other| one.smallest_change().total_cmp(&other.smallest_change()))
}

/// The newest check of this protocol against the one before it that was timed alike.
pub fn compare(protocol: &Protocol, checks: &Checks) -> Comparison {
    let Some(now) = checks.last(protocol.id) else { return Comparison::First };
    match checks.before(now) {
        Some(before) => between(protocol, checks, before, now),
        None if checks.of(protocol.id).count() > 1 => Comparison::OtherTiming,
        None => Comparison::First,
    }
}

/// The newest check against the first that was timed alike, where there are three or more: a slow gain that is within the error
/// from month to month.
pub fn since_first(protocol: &Protocol, checks: &Checks) -> Option<Comparison> {
    let now = checks.last(protocol.id)?;
    let mut alike = checks.of(protocol.id).filter(|check| check.timed_by == now.timed_by);
    let first = alike.next().filter(|_| alike.count() >= 2)?;
    Some(between(protocol, checks, first, now))
}

fn between(protocol: &Protocol, checks: &Checks, before: &Check, now: &Check) -> Comparison {
    if let Measures::Held(cap) = protocol.measures
        && [before, now].iter().all(|check| check.trials.iter().all(|held| *held >= cap))
    {
        return Comparison::AtItsEnd;
    }
    let Some(smallest) = smallest_change(protocol, checks, now.timed_by) else {
        return Comparison::NotKnown;
    };
    // Positive is better.
    let gain = if smallest.speed {
        let speed = |check: &Check| protocol.speed(check.value).map_or(0.0, units::Speed::mps);
        speed(now) - speed(before)
    } else if protocol.better == Better::Less {
        before.value - now.value
    } else {
        now.value - before.value
    };
    if gain > smallest.value {
        Comparison::Better
    } else if gain < -smallest.value {
        Comparison::Worse
    } else {
        Comparison::Same
    }
}
