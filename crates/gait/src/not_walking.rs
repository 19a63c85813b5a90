//! Motion that has a walk's rhythm and is none: a vehicle's shaking, an arm that waves, a phone that is turned over.
//!
//! Walking moves the body mostly up and down, rocks whatever it carries at every step, and brings it back to the same
//! lean at every stride. What was measured on walks of people (lower back, thigh, wrist, real and from motion capture)
//! stands at each limit.

use crate::grid::DT;
use crate::initial_contacts::{BIG_BOUNCE, Crest, LONG};
use crate::orientation::{Motion, dot};
use crate::{Placement, WarningKind};
use alloc::vec::Vec;

/// Rms horizontal rate of turn that any walk may have, rad/s, and what each m/s² of bounce (third-highest crest, of a few the second)
/// allows more. A thigh in brisk walking turns at 2.8 rad/s rms with crests of 6 m/s², a waving arm at 3.5 with 2.
const TURNING: f32 = 2.0;
const TURNING_PER_BOUNCE: f32 = 0.4;
/// Rms of horizontal over vertical acceleration: 2.8 at a swinging wrist, hardly ever over 2 on trunk and thigh, where a walk
/// that minces or wavers reaches 3.4. What is told to sit there is not asked.
const SIDEWAYS: f32 = 2.9;
/// A walker's arm swings about a level axis and a trunk hardly turns; an arm that waves turns its load about the vertical
/// more than that, and throws it sideways more than it bounces. Limits of both, and of their product (rms rad/s):
/// walking trunks and thighs stay under 2.5, hardly any swinging wrist turns faster about the vertical.
const WAVED: f32 = 3.5;
const WAVED_OVER_LEVEL: f32 = 1.2;
const WAVED_SIDEWAYS: f32 = 1.4;
/// A walk rocks what it carries: the stillest lower back of 180 walks had 0.25 rad/s rms, a car seat has 0.06.
const ROCKED: f32 = 0.15;
/// What rocks more than this is no vehicle, want of rhythm or not: cautious walkers have none.
const ROCKED_PLAINLY: f32 = 0.5;
/// A car on its springs forgets its rhythm: over so many steps a real walk repeats itself at least by 0.38, a body with a
/// quarter of critical damping by 0.1 to 0.22, however big its bounce.
const VERY_LONG: usize = 40;
const FORGETS: f32 = 0.3;
/// Live, over 8 to 24 steps: what hardly rocks (the stillest belts 0.17 to 0.25 rad/s, a car on a bad road 0.2) forgets its
/// rhythm when it repeats itself by less than this, or by less than so much for each step of a few, of which chance may say anything.
const HARDLY_ROCKED: f32 = 0.25;
const LEAST_KEPT: f32 = 0.35;
const KEPT_A_STEP: f32 = 0.02;
/// After a vehicle it must repeat itself so well: springs reach 0.45 over eight seconds, walks on a belt 0.6 to 0.9.
pub(crate) const KEPT_THROUGHOUT: f32 = 0.5;
/// How far the lean may differ between one step and the next but one, as a cosine (35 degrees): 6 in the median walk,
/// 80 and more in a hand that turns a phone over.
const SAME_LEAN: f32 = 0.82;
/// No walk leans so differently (60 degrees) in a third of its strides, and over a few steps anything seems to have a rhythm.
const TURNED_OVER: f32 = 0.5;
/// Without a gyroscope the bounce alone has to tell: over eight steps a walk repeats itself at least so well (six places
/// of a real phone 0.9), a road now and then 0.3.
const KEPT_TIME: f32 = 0.4;
/// And it is pushed and braked at every step: rms of horizontal over vertical acceleration, 0.39 at the least in walks of a real phone, 0.07
/// to 0.25 where a knife, a knee or a heel goes up and down.
const LEVEL: f32 = 0.24;
/// A slow step is short, and lifts the body little: how far it goes up and down (m), times the square of the step time (s). At most
/// 0.054 on trunks and thighs of people who walk, and 0.08 in a bag on a brisk walk slowed down to 65 steps a minute; 0.1 and more in
/// who squats or pedals. Who leaps reaches 0.08, in steps that are not slow (s); an arm goes where it likes.
const LIFTED: f32 = 0.085;
const SLOW_STEP_S: f32 = 0.7;
/// A bounce that repeats itself so well is a walk whatever the lean does: turning walkers, a phone that slides.
const REPEATS: f32 = 0.5;

/// What the frames of a would-be walk are instead, which are `periodic` or not, with the sensor told to sit at `told`;
/// `None` when nothing speaks against a walk.
pub(crate) fn not_walking(
    frames: &[Motion],
    walk: &[Crest],
    periodic: bool,
    told: Option<Placement>,
) -> Option<WarningKind> {
    let (mut turning, mut spinning, mut sideways) = (0.0_f32, 0.0_f32, 0.0_f32);
    let (mut bounce, mut rising) = (0.0_f32, 0.0_f32);
    let mut measured = 0_usize;
    for m in frames {
        let [a1, a2] = m.level_acceleration;
        measured += usize::from(m.has_rotation);
        turning += m.tumble * m.tumble;
        spinning += m.yaw * m.yaw;
        sideways += a1 * a1 + a2 * a2;
        bounce += m.bounce * m.bounce;
        rising += m.velocity * m.velocity;
    }
    let mut third = [0.0_f32; 3];
    for crest in walk {
        // Keeps the three highest, highest first.
        let mut height = crest.prominence;
        for place in &mut third {
            if height > *place {
                core::mem::swap(place, &mut height);
            }
        }
    }
    // A thigh's every second crest is small.
    let [_, second, third] = third;
    let high = if walk.len() < LONG { second } else { third };
    let n = measured.max(1) as f32;
    let (turning, spinning) = (libm::sqrtf(turning / n), libm::sqrtf(spinning / n));
    let sideways = libm::sqrtf(sideways / bounce.max(1e-6));
    // A gyroscope that fails on the way says nothing of the rest.
    let turns = 2 * measured > frames.len();
    let rocks = turns && turning >= ROCKED_PLAINLY;
    let rhythmless = || !periodic || walk.len() >= VERY_LONG && rhythm(frames, walk) < FORGETS;
    let lifted = || !turns && walk.len() >= LONG && sideways < LEVEL;
    if lifted() || turns && turning < ROCKED || !turns && !keeps_time(frames, walk) || !rocks && rhythmless()
    {
        return Some(WarningKind::Vehicle);
    }
    if tosses(frames, walk) {
        return Some(WarningKind::Fumbling);
    }
    let waved =
        spinning > WAVED_OVER_LEVEL * turning && sideways > WAVED_SIDEWAYS && spinning * sideways > WAVED;
    let rides = told.is_some_and(Placement::rides);
    let step_s = frames.len() as f32 * DT / walk.len().saturating_sub(1).max(1) as f32;
    let lift = libm::sqrtf(2.0 * rising / frames.len().max(1) as f32) * step_s / core::f32::consts::PI;
    if rides && walk.len() >= LONG && step_s > SLOW_STEP_S && lift * step_s * step_s > LIFTED {
        return Some(WarningKind::Waving);
    }
    if waved || !rides && sideways > SIDEWAYS {
        return Some(WarningKind::Waving);
    }
    (turning > TURNING + TURNING_PER_BOUNCE * high).then_some(WarningKind::Fumbling)
}

/// Whether `frames`, all with a gyroscope, hardly rock and forget their rhythm.
pub(crate) fn forgets(frames: &[Motion], walk: &[Crest]) -> bool {
    walk.len() >= LONG && shakes(frames, walk, LEAST_KEPT.min(KEPT_A_STEP * walk.len() as f32))
}

/// Whether they hardly rock and repeat themselves less well than `least`.
pub(crate) fn shakes(frames: &[Motion], walk: &[Crest], least: f32) -> bool {
    let some = || frames.iter().step_by(4);
    let turning: f32 = some().map(|m| m.tumble * m.tumble).sum();
    let hardly_rocks = turning < HARDLY_ROCKED * HARDLY_ROCKED * some().count() as f32;
    hardly_rocks && some().all(|m| m.has_rotation) && rhythm(frames, walk) < least
}

/// Whether the device leans another way at each stride, and its bounce has no rhythm either.
fn tosses(frames: &[Motion], walk: &[Crest]) -> bool {
    let Some(start) = walk.first().map(|c| c.at) else { return false };
    let up = |crest: &Crest| frames.get(crest.at - start).map(|m| m.up);
    let mut leans: Vec<f32> = walk
        .windows(3)
        .filter_map(|w| if let [a, _, b] = w { Some(dot(up(a)?, up(b)?)) } else { None })
        .collect();
    leans.sort_unstable_by(f32::total_cmp);
    let n = leans.len();
    let (Some(&third), Some(&half)) = (leans.get(if n < 6 { n / 2 } else { n / 3 }), leans.get(n / 2)) else {
        return false;
    };
    third < TURNED_OVER || (half < SAME_LEAN && rhythm(frames, walk) < REPEATS)
}

/// Whether a long walk without a gyroscope has a rhythm; big bounces always do.
fn keeps_time(frames: &[Motion], walk: &[Crest]) -> bool {
    let big = walk.iter().filter(|c| c.prominence > BIG_BOUNCE).count();
    walk.len() < LONG || 2 * big > walk.len() || rhythm(frames, walk) >= KEPT_TIME
}

/// How well the bounce repeats itself after a step or a stride.
fn rhythm(frames: &[Motion], walk: &[Crest]) -> f32 {
    let step = frames.len() / walk.len().saturating_sub(1).max(1);
    repeats(frames, step).max(repeats(frames, 2 * step))
}

/// The best correlation of the bounce with itself about `lag` frames later, within an eighth.
pub(crate) fn repeats(frames: &[Motion], lag: usize) -> f32 {
    let reach = lag / 8 + 1;
    (lag.saturating_sub(reach)..=lag + reach)
        .filter(|lag| frames.len() > lag + 20)
        .map(|lag| {
            let (mut xy, mut xx, mut yy) = (0.0_f32, 0.0_f32, 0.0_f32);
            for (a, b) in frames.iter().zip(frames.iter().skip(lag)) {
                xy += a.bounce * b.bounce;
                xx += a.bounce * a.bounce;
                yy += b.bounce * b.bounce;
            }
            xy / libm::sqrtf(xx * yy).max(1e-6)
        })
        .fold(0.0, f32::max)
}
