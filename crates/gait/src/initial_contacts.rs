//! Initial contacts: which crests of the vertical acceleration are the steps of a walk.
//!
//! The body falls from step to step and is caught at each contact, so the smoothed vertical acceleration has a crest
//! a little after every contact, at any place on the body (Paraschiv-Ionescu 2019 uses the same on the norm). Crests
//! alone are not steps: a slow walker's heel and toe make two, a turning walker's are small, and the step that closes
//! a walk is smaller still. So the crests compete, by dynamic programming as in beat tracking (Ellis 2007): a chain of
//! crests earns each crest's prominence beside its neighbours', and pays the squared logarithm of each interval over
//! the local step time, which is the best lag of the autocorrelation. A chain counts as a walk when it has at least
//! four crests and the three highest are no tremor.

use crate::closing::close;
use crate::grid::DT;
use crate::orientation::Motion;
use crate::push_off::push_off;
use crate::tempo::{Tempo, product};
use alloc::vec::Vec;

/// A crest of the smoothed vertical acceleration.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Crest {
    /// Its frame.
    pub(crate) at: usize,
    /// How far its top is from the middle of that frame, frames.
    pub(crate) shift: f32,
    /// Height over the higher of the two valleys that part it from higher crests, m/s².
    pub(crate) prominence: f32,
    /// Prominence of the crests around it.
    pub(crate) around: f32,
    /// Step time around it, seconds.
    pub(crate) step_time: f32,
    /// How much it looks like a push-off instead, 0 to 1; known offline only.
    pub(crate) push_off: f32,
    /// Live: it was told before the signal had fallen from it.
    pub(crate) slow: bool,
}

/// Low-pass before crests are sought: the third harmonic of brisk walking is out, running's first is in.
pub(crate) const SMOOTH_HZ: f32 = 2.7;
/// High-pass before crests are sought: breathing, bending and slow sensor tilt are out.
pub(crate) const STEADY_HZ: f32 = 0.5;
/// Smaller crests are noise of a body that stands, m/s².
pub(crate) const LEAST_CREST: f32 = 0.1;
/// A walk's third-highest crest is at least this, m/s²: slow careful walkers make about 0.6.
pub(crate) const LEAST_WALK: f32 = 0.6;
/// Crests closer than this are one contact; sprinting makes 4.2 steps a second.
const SHORTEST_S: f32 = 0.24;
/// A longer pause ends the chain.
const LONGEST_S: f32 = 2.0;
/// Half-value of prominence over its surroundings.
const HALF: f32 = 0.2;
/// Price of the squared log ratio of an interval shorter than the step time, and of one longer: a step is more easily
/// late (a turn, a hesitation) than early.
const PRICE_SHORT: f32 = 1.3;
const PRICE_LONG: f32 = 0.8;
/// What a crest has to earn beyond its intervals' price: without it every crest that does not disturb the rhythm, as the
/// push-off in a turn, would be a step.
const LEAST_WORTH: f32 = 0.2;
/// What the smallest crest loses when it looks entirely like a push-off.
const PUSHED: f32 = 3.0;
/// The first crest of a walk, seen from standing, is a shift of weight and no contact when it is this small beside
/// the crests around it.
const SHIFT_OF_WEIGHT: f32 = 0.2;
/// It is a heel that leaves the ground when it is this small and the next crest comes in less than a step time: the
/// first step of a walk is a slow one.
const PUSH_OFF: f32 = 0.3;
/// A crest smaller than this is no step of a walk, m/s²: swaying and shifting weight make as much.
pub(crate) const LEAST_STEP: f32 = 0.25;
/// A walk of four steps counts.
pub(crate) const SHORTEST_WALK: usize = 4;

/// What a crest earns.
fn salience(crest: &Crest) -> f32 {
    crest.prominence / (crest.prominence + HALF * crest.around.max(LEAST_WALK))
}

/// What a crest brings to a chain: a small one that looks like a push-off brings less.
pub(crate) fn worth(crest: &Crest) -> f32 {
    let earned = salience(crest);
    earned - PUSHED * crest.push_off * (1.0 - earned) - LEAST_WORTH
}

/// What an interval costs; `None` when no two contacts are so far apart or so close.
pub(crate) fn price(interval_s: f32, step_time: f32) -> Option<f32> {
    if !(SHORTEST_S..=LONGEST_S).contains(&interval_s) {
        return None;
    }
    let u = libm::logf(interval_s / step_time);
    Some(u * u * if u < 0.0 { PRICE_SHORT } else { PRICE_LONG })
}

/// Every crest of `y` (smoothed, 50 Hz, made of `motion`), with all that is known of it.
pub(crate) fn crests(y: &[f32], motion: &[Motion]) -> Vec<Crest> {
    let mut found = prominent(y);
    surround(&mut found);
    let tempo = Tempo::of(y, &found, motion);
    for crest in &mut found {
        crest.step_time = tempo.at(crest.at);
        crest.push_off = push_off(motion, crest.at);
    }
    found
}

/// Where the top is between frames: the vertex of the parabola through the highest and its neighbours.
pub(crate) fn vertex(before: f32, top: f32, after: f32) -> f32 {
    let bend = before - 2.0 * top + after;
    if bend < 0.0 { (0.5 * (before - after) / bend).clamp(-0.5, 0.5) } else { 0.0 }
}

/// Crests at least `LEAST_CREST` prominent.
fn prominent(y: &[f32]) -> Vec<Crest> {
    // Alternating extremes with swings of at least LEAST_CREST: (frame, height, is a crest).
    let mut extremes: Vec<(usize, f32, bool)> = Vec::new();
    let first = (0, y.first().copied().unwrap_or(0.0));
    let (mut top, mut bottom) = (first, first);
    let mut rising = None;
    for (i, &x) in y.iter().enumerate() {
        if x > top.1 {
            top = (i, x);
        }
        if x < bottom.1 {
            bottom = (i, x);
        }
        match rising {
            Some(true) | None if top.1 - x >= LEAST_CREST => {
                extremes.push((top.0, top.1, true));
                bottom = (i, x);
                rising = Some(false);
            }
            Some(false) | None if x - bottom.1 >= LEAST_CREST => {
                extremes.push((bottom.0, bottom.1, false));
                top = (i, x);
                rising = Some(true);
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (n, &(at, height, crest)) in extremes.iter().enumerate() {
        if !crest {
            continue;
        }
        let valley = |side: &mut dyn Iterator<Item = &(usize, f32, bool)>, end: f32| {
            let mut lowest = height;
            for &(_, h, is_crest) in side {
                if is_crest && h > height {
                    return lowest;
                }
                lowest = lowest.min(h);
            }
            lowest.min(end)
        };
        let left = valley(&mut extremes.iter().take(n).rev(), y.first().copied().unwrap_or(height));
        let right = valley(&mut extremes.iter().skip(n + 1), y.last().copied().unwrap_or(height));
        let prominence = height - left.max(right);
        if prominence >= LEAST_CREST {
            let near = |i: usize| y.get(i).copied().unwrap_or(height);
            let shift = vertex(near(at.saturating_sub(1)), height, near(at + 1));
            found.push(Crest { at, shift, prominence, ..Crest::default() });
        }
    }
    found
}

/// Each crest's surroundings, within four seconds to either side.
fn surround(crests: &mut [Crest]) {
    let reach = frames(4.0);
    let all: Vec<(usize, f32)> = crests.iter().map(|c| (c.at, c.prominence)).collect();
    let mut near: Vec<f32> = Vec::new();
    let mut from = 0;
    for crest in crests {
        while all.get(from).is_some_and(|(at, _)| at + reach < crest.at) {
            from += 1;
        }
        near.clear();
        near.extend(all.iter().skip(from).take_while(|(at, _)| *at <= crest.at + reach).map(|(_, p)| *p));
        crest.around = around(&mut near);
    }
}

/// What the crests around one are like: the prominence that a fifth of them has or exceeds.
pub(crate) fn around(near: &mut [f32]) -> f32 {
    near.sort_unstable_by(f32::total_cmp);
    near.get(near.len() * 4 / 5).copied().unwrap_or(0.0)
}

/// Seconds as a count of frames.
pub(crate) fn frames(seconds: f32) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count of frames")]
    let n = (seconds / DT) as usize;
    n
}

/// The walks among `crests`: chains of at least four, best first come first served, in order of time.
pub(crate) fn walks(crests: &[Crest], started: impl Fn(usize) -> bool) -> Vec<Vec<Crest>> {
    let steps: Vec<Crest> = crests.iter().filter(|c| c.prominence >= LEAST_STEP).copied().collect();
    let mut walks: Vec<Vec<Crest>> = Vec::new();
    for mut walk in chains(&steps) {
        let before = walk.windows(2).take_while(|w| {
            let [crest, next] = w else { return false };
            let soon = (next.at - crest.at) as f32 * DT < crest.step_time;
            crest.prominence < if soon { PUSH_OFF } else { SHIFT_OF_WEIGHT } * crest.around
                && started(crest.at)
        });
        let before = before.count();
        walk.drain(..before);
        if is_walk(&walk, crests) {
            walks.push(walk);
        }
    }
    walks.sort_by_key(|w| w.first().map(|c| c.at));
    let starts: Vec<usize> = walks.iter().skip(1).filter_map(|w| w.first().map(|c| c.at)).collect();
    for (i, walk) in walks.iter_mut().enumerate() {
        close(walk, crests, starts.get(i).copied().unwrap_or(usize::MAX));
    }
    walks
}

/// The best chains of `crests` that share none.
fn chains(crests: &[Crest]) -> Vec<Vec<Crest>> {
    let n = crests.len();
    let mut total: Vec<f32> = Vec::with_capacity(n);
    let mut before: Vec<Option<usize>> = Vec::with_capacity(n);
    for (i, crest) in crests.iter().enumerate() {
        let mut best = (0.0, None);
        for (j, earlier) in crests.iter().enumerate().take(i).rev() {
            let interval = (crest.at - earlier.at) as f32 * DT;
            if interval > LONGEST_S {
                break;
            }
            let Some(cost) = price(interval, 0.5 * (crest.step_time + earlier.step_time)) else { continue };
            let sum = total.get(j).copied().unwrap_or(0.0) - cost;
            if sum > best.0 {
                best = (sum, Some(j));
            }
        }
        total.push(worth(crest) + best.0);
        before.push(best.1);
    }
    let mut order: Vec<usize> = (0..n).collect();
    let value = |i: &usize| total.get(*i).copied().unwrap_or(0.0);
    order.sort_by(|a, b| value(b).total_cmp(&value(a)));
    let mut used = alloc::vec![false; n];
    let mut found = Vec::new();
    for end in order {
        let mut chain: Vec<usize> = Vec::new();
        let mut next = Some(end);
        while let Some(i) = next {
            if used.get(i).copied().unwrap_or(true) {
                break;
            }
            chain.push(i);
            next = before.get(i).copied().flatten();
        }
        let (Some(&last), Some(&first)) = (chain.first(), chain.last()) else { continue };
        if let Some(span) = used.get_mut(first..=last)
            && !span.iter().any(|u| *u)
        {
            span.fill(true);
            found.push(chain.iter().rev().filter_map(|i| crests.get(*i)).copied().collect());
        }
    }
    found
}

/// The walk's third-highest crest is at least this share of its highest: a bump and its echo are no walk.
const LEAST_EVENNESS: f32 = 0.2;
/// Median step time of the slowest walk, seconds.
const SLOWEST_STEP_S: f32 = 1.3;
/// Mean log deviation of step times from their median: chance gives 0.25 and more, a wandering patient up to 0.3.
const MOST_UNEVEN: f32 = 0.35;
/// The same for four or five steps, where chance easily looks like rhythm; a thigh feels its own foot sooner than the other's, so those
/// times may also alternate.
const MOST_UNEVEN_SHORT: f32 = 0.2;
const ALTERNATING: f32 = 0.15;
const SHORT: usize = 6;
/// A step lifts the body at least 5 mm: so much bounce at its rate, or it is an engine that shakes.
const LEAST_LIFT_M: f32 = 0.005;

/// Whether a chain is long, big and even enough to be a walk; `all` are the crests it was chosen from.
fn is_walk(chain: &[Crest], all: &[Crest]) -> bool {
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return false };
    if chain.len() < SHORTEST_WALK {
        return false;
    }
    let mut times: Vec<f32> =
        chain.windows(2).map(|w| if let [a, b] = w { (b.at - a.at) as f32 * DT } else { 0.0 }).collect();
    let strays = times.iter().zip(times.iter().skip(2)).map(|(a, b)| libm::logf(b / a).abs()).sum::<f32>();
    let alternates = times.len() > 3 && strays <= ALTERNATING * (times.len() - 2) as f32;
    times.sort_unstable_by(f32::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or(0.0).max(DT);
    let top = chain.iter().map(|c| c.prominence).fold(0.0, f32::max);
    let rate = 2.0 * core::f32::consts::PI / median;
    let least = LEAST_WALK.max(LEAST_EVENNESS * top).max(LEAST_LIFT_M * rate * rate);
    if chain.iter().filter(|c| c.prominence >= least).count() < 3 {
        return false;
    }
    let uneven = times.iter().map(|t| libm::logf(t / median).abs()).sum::<f32>() / times.len() as f32;
    // A walk leaves out small crests only.
    let mut heights: Vec<f32> = chain.iter().map(|c| c.prominence).collect();
    heights.sort_unstable_by(f32::total_cmp);
    let tall_from = 0.7 * heights.get(heights.len() / 2).copied().unwrap_or(0.0);
    let tall = all.iter().filter(|c| c.at >= first.at && c.at <= last.at && c.prominence > tall_from).count();
    let kept = chain.iter().filter(|c| c.prominence > tall_from).count();
    let short = chain.len() < SHORT && !alternates;
    let most = if short { MOST_UNEVEN_SHORT } else { MOST_UNEVEN };
    median <= SLOWEST_STEP_S && uneven <= most && 2 * (tall - kept.min(tall)) <= chain.len()
}

/// Below this, the correlation of a long small-bounced walk with itself one step or one stride later is no walk's:
/// random shaking reaches 0.17.
const LEAST_PERIODIC: f32 = 0.18;
pub(crate) const LONG: usize = 8;
/// A median crest over this is a bounce that no vehicle makes for long, m/s².
pub(crate) const BIG_BOUNCE: f32 = 1.5;

/// Whether the smoothed signal `y` of a chain repeats itself after a step or a stride; short and big chains always do.
pub(crate) fn is_periodic(chain: &[Crest], y: &[f32]) -> bool {
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return false };
    let big = chain.iter().filter(|c| c.prominence > BIG_BOUNCE).count();
    if chain.len() < LONG || 2 * big > chain.len() {
        return true;
    }
    let Some(own) = y.get(first.at..=last.at) else { return true };
    let half: Vec<f32> = own.chunks(2).map(|c| c.iter().sum::<f32>() / c.len() as f32).collect();
    let power = product(&half, &half) / half.len() as f32;
    let step = (last.at - first.at) / (chain.len() - 1) / 2;
    let best = |middle: usize| {
        (middle.saturating_sub(2)..=middle + 2)
            .filter_map(|lag| half.get(lag..))
            .map(|later| product(&half, later) / later.len().max(1) as f32)
            .fold(0.0, f32::max)
    };
    best(step).max(best(2 * step)) >= LEAST_PERIODIC * power
}
