//! Motion that has a walk's rhythm and is none: a vehicle's shaking, an arm that waves, a phone that is turned over.
//!
//! Walking moves the body mostly up and down, rocks whatever it carries at every step, and brings it back to the same
//! lean at every stride. What was measured on walks of people (lower back, thigh, wrist, real and from motion capture)
//! stands at each limit.

use crate::grid::DT;
use crate::initial_contacts::{BIG_BOUNCE, Crest, LONG, frames as seconds};
use crate::orientation::{Motion, dot};
use crate::pivot::{swings_about_a_point, swings_on_an_arc};
use crate::{Placement, WarningKind};
use alloc::vec::Vec;

/// Rms horizontal rate of turn that any walk may have, rad/s, and what each m/s² of bounce (third-highest crest, of a few the second)
/// allows more. A thigh in brisk walking turns at 2.8 rad/s rms with crests of 6 m/s², a waving arm at 3.5 with 2.
const TURNING: f32 = 2.0;
const TURNING_PER_BOUNCE: f32 = 0.4;
/// Rms of horizontal over vertical acceleration: 2.8 at a swinging wrist, hardly ever over 2 on trunk and thigh, where a walk
/// that minces or wavers reaches 3.8.
const SIDEWAYS: f32 = 2.9;
const SIDEWAYS_RIDING: f32 = 4.5;
/// A walker's arm swings about a level axis and a trunk hardly turns; an arm that waves turns its load about the vertical
/// more than that, and throws it sideways more than it bounces. Limits of both, and of their product (rms rad/s): hardly any
/// swinging wrist turns faster about the vertical. Not asked of what is told to be at the lower back: swinging hips reach 3.3.
const WAVED: f32 = 3.5;
const WAVED_OVER_LEVEL: f32 = 1.2;
const WAVED_SIDEWAYS: f32 = 1.4;
/// A walk rocks what it carries: the stillest lower back of 180 walks had 0.2 rad/s rms, a car seat has 0.06. Who walks more gently yet
/// is known by a rhythm: [`KEPT_THROUGHOUT`], over eight steps.
const ROCKED: f32 = 0.15;
const SEATED: f32 = 0.07;
/// What rocks more than this is no vehicle, want of rhythm or not: cautious walkers have none.
const ROCKED_PLAINLY: f32 = 0.5;
/// A car on its springs forgets its rhythm: over so many steps a real walk repeats itself at least by 0.38, a body with a
/// quarter of critical damping by 0.1 to 0.22, however big its bounce.
const VERY_LONG: usize = 40;
const FORGETS: f32 = 0.3;
/// Over so many steps chance repeats itself by no more than this, in anything.
const BY_CHANCE: f32 = 0.12;
/// Live, over 8 to 24 steps: what hardly rocks (the stillest belts 0.17 to 0.25 rad/s, a car on a bad road 0.2) forgets its
/// rhythm when it repeats itself by less than this, or by less than so much for each step of a few, of which chance may say anything.
const HARDLY_ROCKED: f32 = 0.25;
const LEAST_KEPT: f32 = 0.35;
const KEPT_A_STEP: f32 = 0.02;
/// The same where nobody knows whether it rocks: who walks slowly and with care has no more rhythm than a road, so this is little, and
/// what is once found out is doubted.
const LEAST_KEPT_UNKNOWN: f32 = 0.16;
/// After a vehicle, what rocks less than a bus on a bad road (0.3 rad/s) must repeat itself so well: springs reach 0.45 over eight
/// seconds, walks on a belt 0.6 to 0.9.
pub(crate) const ROCKED_BY_ROADS: f32 = 0.3;
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
/// Sum of squares of what the bounce gains from frame to frame, over its own: at most 1.2 on trunks and thighs of people who walk, 0.5 in
/// their pockets, and 1.3 to 2.2 where a machine shakes.
const ROUGH: f32 = 1.3;
/// Feet alternate: what moves on the level comes back after a stride, and not after a step. A correlation so high after a step is a
/// knee's that bounces, a foot's that pedals, a hand's that scrubs (0.92 to 1); of 7000 windows of people who walk only a child's play
/// at the wrist and the first steps of one who shuffles have both accelerations and rates of turn so alike, at most 0.89 the former alone.
const SAME_FOOT: f32 = 0.9;
/// A very even walker gets the benefit of the doubt: a step time (s), a bounce (m/s² from valley to crest) and a thrust (mean square on the
/// level over that of the bounce) as brisk walks have them. Knees and pedals bounce higher or push less, hands go sideways, heels take longer.
const BRISK_STEP_S: core::ops::Range<f32> = 0.4..0.75;
const BRISK_BOUNCE: f32 = 6.5;
const BRISK_THRUST: core::ops::Range<f32> = 0.16..2.0;
/// On a road the accelerations are shaken, and the rates of turn are not: those of a foot on its pedal are alike by 0.97 to 1 after each
/// turn, those of people who walk over eight steps and more by 0.92 at the most.
const SAME_LIMB: f32 = 0.94;
const SHAKEN: f32 = 0.2;
/// And who sways like clockwork after each stride bounces like clockwork too, by 0.6 at the least; a cyclist's seat on the road by 0.1 to 0.4.
const CLOCKWORK: f32 = 0.85;
const LEAST_OF_CLOCKWORK: f32 = 0.5;

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
    let keeps = || walk.len() >= LONG && rhythm(frames, walk) >= KEPT_THROUGHOUT;
    let rhythmless = || !periodic && !keeps() || walk.len() >= VERY_LONG && rhythm(frames, walk) < FORGETS;
    let hardly_rocks = || turning < SEATED || turning < ROCKED && !keeps();
    let lifted = || !turns && walk.len() >= LONG && sideways < LEVEL;
    if lifted() || turns && hardly_rocks() || !turns && !keeps_time(frames, walk) || !rocks && rhythmless() {
        return Some(WarningKind::Vehicle);
    }
    if tosses(frames, walk) {
        return Some(WarningKind::Fumbling);
    }
    let rides = told.is_some_and(Placement::rides);
    let waved = told != Some(Placement::LowerBack)
        && spinning > WAVED_OVER_LEVEL * turning
        && sideways > WAVED_SIDEWAYS
        && spinning * sideways > WAVED;
    let step_s = step_s(frames, walk);
    let lift = libm::sqrtf(2.0 * rising / frames.len().max(1) as f32) * step_s / core::f32::consts::PI;
    if rides && walk.len() >= LONG && step_s > SLOW_STEP_S && lift * step_s * step_s > LIFTED {
        return Some(WarningKind::Waving);
    }
    if waved || sideways > if rides { SIDEWAYS_RIDING } else { SIDEWAYS } {
        return Some(WarningKind::Waving);
    }
    (turning > TURNING + TURNING_PER_BOUNCE * high).then_some(WarningKind::Fumbling)
}

/// The same at a closer look, which is dear.
pub(crate) fn surely_not_walking(frames: &[Motion], walk: &[Crest]) -> Option<WarningKind> {
    let step = step(frames, walk);
    let long = walk.len() >= LONG;
    if swings_about_a_point(frames)
        || long && swings_on_an_arc(frames, 2 * step)
        || !strides(frames, walk)
            && sways_again(frames, step, &|moves, turns| {
                moves.min(turns) > SAME_FOOT || long && moves > SHAKEN && turns > SAME_LIMB
            })
    {
        return Some(WarningKind::Waving);
    }
    // Feet on pedals keep their own time, whatever the road does: not that of the crests.
    let stride_s = 2.0 * walk.get(walk.len() / 2).map_or(0.0, |c| c.step_time);
    let sways = long && sways_again(frames, seconds(stride_s), &|moves, turns| moves.min(turns) > CLOCKWORK);
    let rolls = sways && rhythm(frames, walk) < LEAST_OF_CLOCKWORK;
    (rolls || is_rough(frames)).then_some(WarningKind::Vehicle)
}

/// Whether the tempo, the bounce and the thrust are a walk's.
fn strides(frames: &[Motion], walk: &[Crest]) -> bool {
    let step_s = step_s(frames, walk);
    let high = walk.iter().filter(|c| c.prominence > BRISK_BOUNCE).count();
    let some = || frames.iter().step_by(2);
    let bounce: f32 = some().map(|m| m.bounce * m.bounce).sum();
    let level: f32 = some().flat_map(|m| m.level_acceleration).map(|a| a * a).sum();
    BRISK_STEP_S.contains(&step_s)
        && 2 * high < walk.len()
        && BRISK_THRUST.contains(&(level / bounce.max(1e-6)))
}

/// Whether the bounce jumps from frame to frame.
fn is_rough(frames: &[Motion]) -> bool {
    let (mut gained, mut all) = (0.0_f32, 0.0_f32);
    for pair in frames.windows(2) {
        let [before, now] = pair else { continue };
        gained += (now.bounce - before.bounce) * (now.bounce - before.bounce);
        all += now.bounce * now.bounce;
    }
    gained > ROUGH * all
}

/// Whether a long walk has no rhythm at all, neither what bounces nor what moves on the level: a hand that plays with the phone.
pub(crate) fn plays(frames: &[Motion], walk: &[Crest]) -> bool {
    let step = step(frames, walk);
    walk.len() >= VERY_LONG
        && !sways_again(frames, 2 * step, &|moves, turns| moves.min(turns) > BY_CHANCE)
        && rhythm(frames, walk) < BY_CHANCE
}

/// Whether what moves comes back about `lag` frames later, within an eighth, well `enough` by its correlations: that of the level
/// accelerations, and that of the rates of turn (the same where they are not known).
fn sways_again(frames: &[Motion], lag: usize, enough: &dyn Fn(f32, f32) -> bool) -> bool {
    // At 25 Hz or less: of a long walk every fourth or tenth frame tells as much.
    let every = 2 * (1 + frames.len() / 1000);
    let some = |from: usize| frames.iter().skip(from).step_by(every);
    let yaw = some(0).map(|m| m.yaw).sum::<f32>() / some(0).count().max(1) as f32;
    let moves = |m: &Motion| {
        let ([a, b], [c, d]) = (m.level_acceleration, m.level_rotation);
        [a, b, c, d, m.yaw - yaw]
    };
    let alike = |lag: usize| {
        let (mut xy, mut xx, mut yy) = ([0.0_f32; 5], [0.0_f32; 5], [0.0_f32; 5]);
        for (now, later) in some(0).zip(some(2 * lag)) {
            let sums = xy.iter_mut().zip(&mut xx).zip(&mut yy);
            for (((xy, xx), yy), (x, y)) in sums.zip(moves(now).iter().zip(moves(later))) {
                *xy += x * y;
                *xx += x * x;
                *yy += y * y;
            }
        }
        let of = |axes: core::ops::Range<usize>| {
            let sum = |sums: [f32; 5]| sums.get(axes.clone()).unwrap_or_default().iter().sum::<f32>();
            let power = sum(xx) * sum(yy);
            (power > 0.0).then(|| sum(xy) / libm::sqrtf(power))
        };
        let moves = of(0..2).unwrap_or_default();
        (moves, of(2..5).unwrap_or(moves))
    };
    let (middle, reach) = (lag / 2, lag / 16 + 1);
    // What is that much alike at its best is somewhat so an eighth beside it.
    frames.len() > 2 * middle + 20
        && alike(middle).1 > 0.0
        && (middle.saturating_sub(reach)..=middle + reach).any(|lag| {
            frames.len() > 2 * lag + 20 && {
                let (moves, turns) = alike(lag);
                enough(moves, turns)
            }
        })
}

/// Whether `frames` hardly rock, or nobody knows, and forget their rhythm.
pub(crate) fn forgets(frames: &[Motion], walk: &[Crest]) -> bool {
    let known = frames.iter().step_by(4).all(|m| m.has_rotation);
    let least = if known { LEAST_KEPT.min(KEPT_A_STEP * walk.len() as f32) } else { LEAST_KEPT_UNKNOWN };
    walk.len() >= LONG && shakes(frames, walk, HARDLY_ROCKED, least)
}

/// Whether they rock less than `rocked`, or nobody knows, and repeat themselves less well than `least`.
pub(crate) fn shakes(frames: &[Motion], walk: &[Crest], rocked: f32, least: f32) -> bool {
    let some = || frames.iter().step_by(4);
    let turning: f32 = some().map(|m| m.tumble * m.tumble).sum();
    turning < rocked * rocked * some().count() as f32 && rhythm(frames, walk) < least
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

/// The mean step of a walk, in whole frames, and in seconds.
fn step(frames: &[Motion], walk: &[Crest]) -> usize {
    frames.len() / walk.len().saturating_sub(1).max(1)
}

fn step_s(frames: &[Motion], walk: &[Crest]) -> f32 {
    frames.len() as f32 * DT / walk.len().saturating_sub(1).max(1) as f32
}

/// How well the bounce repeats itself after a step or a stride.
fn rhythm(frames: &[Motion], walk: &[Crest]) -> f32 {
    let step = step(frames, walk);
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
