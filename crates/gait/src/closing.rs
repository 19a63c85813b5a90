//! How a walk ends: on both feet, though the last step is small or leaves no trace.

use crate::grid::DT;
use crate::initial_contacts::{Crest, LEAST_STEP, frames};
use crate::orientation::Motion;
use crate::travel::{REACH, Travel};
use alloc::vec::Vec;

/// A walk in rhythm may close with so many crests too small for a step of a walk, each this share of a step time after the last.
pub(crate) const CLOSING_STEPS: usize = 2;
const CLOSING_FROM: f32 = 0.7;
const CLOSING_TO: f32 = 1.5;
/// A walk that ends on a crest of at least this share of those around it has one foot still behind.
const FULL: f32 = 0.5;
/// So has one that ends on a smaller crest, of this share, after which the body does not come back from being braked: over so
/// many frames (0.3 s) it must gain more than this along its way, m/s, to stand.
const CAUGHT: f32 = 0.1;
const BRAKED: (usize, f32) = (15, 0.03);
/// Frames after the foot behind that must be known (0.8 s), or the recording is cut rather than the walk.
const STILL_AFTER: usize = 40;

/// Adds the small steps that close a regular walk: the feet come together without a catch.
pub(crate) fn close(walk: &mut Vec<Crest>, crests: &[Crest], before: usize) {
    for _ in 0..CLOSING_STEPS {
        let Some(last) = walk.last().copied() else { return };
        let Some(rhythm) = rhythm(walk) else { return };
        let closing = crests.iter().find(|c| {
            let interval = (c.at.saturating_sub(last.at)) as f32 * DT;
            c.at < before && (CLOSING_FROM * rhythm..=CLOSING_TO * rhythm).contains(&interval)
        });
        let Some(closing) = closing else { return };
        walk.push(*closing);
    }
}

/// The step that closes a walk without a trace, before frame `before`: nobody stops on one leg, and who is still being braked
/// has one foot to put down.
pub(crate) fn untraced(walk: &[Crest], before: usize, motion: &[Motion]) -> Option<Crest> {
    let last = walk.last()?;
    let at = last.at + frames(rhythm(walk)?);
    if at + STILL_AFTER >= before.min(motion.len()) {
        return None;
    }
    let braked = || {
        let travel = Travel::of(motion.get(last.at.saturating_sub(REACH)..last.at)?)?;
        let gained: f32 = motion.get(last.at..last.at + BRAKED.0)?.iter().map(|m| travel.along(m) * DT).sum();
        (gained <= BRAKED.1).then_some(())
    };
    let share = last.prominence / last.around;
    (share > FULL || (share > CAUGHT && braked().is_some())).then_some(Crest {
        at,
        prominence: LEAST_STEP,
        ..*last
    })
}

/// The step time at the end of a walk, when its last steps keep time.
fn rhythm(walk: &[Crest]) -> Option<f32> {
    let tail = walk.get(walk.len().checked_sub(5)?..)?;
    let mut intervals = [0.0_f32; 4];
    for (x, pair) in intervals.iter_mut().zip(tail.windows(2)) {
        if let &[a, b] = pair {
            *x = (b.at - a.at) as f32 * DT;
        }
    }
    let mean = intervals.iter().sum::<f32>() / 4.0;
    intervals.iter().all(|x| (x - mean).abs() < 0.35 * mean).then_some(mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four seconds in which a step ends every half second, the last of them on a crest of `last` m/s², and four in which the body
    /// is sped up along its way by `after` m/s².
    fn walk(last: f32, after: f32) -> (Vec<Crest>, Vec<Motion>) {
        let crest = |at: usize, prominence: f32| Crest { at, prominence, around: 3.0, ..Crest::default() };
        let crests = (1..=8).map(|n| crest(25 * n, if n == 8 { last } else { 3.0 })).collect();
        let frame = |i: u16| {
            let phase = core::f32::consts::TAU * f32::from(i) / 25.0;
            let walking = Motion {
                velocity: libm::sinf(phase),
                level_acceleration: [-libm::sinf(phase), 0.0],
                ..Motion::default()
            };
            let standing = Motion { level_acceleration: [after, 0.0], ..Motion::default() };
            if i < 200 { walking } else { standing }
        };
        (crests, (0..400).map(frame).collect())
    }

    #[test]
    fn the_other_foot_comes_beside_after_a_full_crest_and_while_the_body_is_still_braked() {
        let closes = |last: f32, after: f32, next: usize| {
            let (crests, motion) = walk(last, after);
            untraced(&crests, next, &motion).map(|c| c.at)
        };
        let never = usize::MAX;
        assert_eq!(closes(3.0, 0.5, never), Some(225), "a full crest");
        assert_eq!(closes(0.6, -0.5, never), Some(225), "still braked");
        assert_eq!(closes(0.6, 0.5, never), None, "has come back to stand");
        assert_eq!(closes(0.2, -0.5, never), None, "hardly a catch: that was the other foot");
        assert_eq!(closes(3.0, -0.5, 250), None, "walks on");
    }
}
