//! Initial contacts as they happen: the crests of [`crate::initial_contacts`], found by causal filters.
//!
//! A crest is known when the signal has fallen a quarter of its rise, or after a wait: about 0.15 s after the contact and at most
//! 0.3 s. A walk begins when the crests of the last ten seconds hold a chain of four; from then on a crest is a step when it is
//! worth more than its interval costs.

use crate::closing::CLOSING_STEPS;
use crate::filters::Biquad;
use crate::grid::DT;
use crate::initial_contacts::{
    Crest, LEAST_CREST, LEAST_STEP, LEAST_WALK, SMOOTH_HZ, STEADY_HZ, around, price, vertex, walks, worth,
};
use crate::recent::Recent;
use crate::tempo::{REACH, WALKING_STEP_S, step_time};
use alloc::vec::Vec;

/// What a crest turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    /// A walk began with these steps.
    Began(Vec<Crest>),
    /// One more step.
    Step(Crest),
    /// The walk is over.
    Ended,
}

/// A walk is over this long after its last step, frames (2 s).
const PAUSE: usize = 100;
/// Crests older than this are forgotten, frames (9.8 s): a doubted walk of eight slow steps fits in.
const MEMORY: usize = 490;
/// So many are kept at most: those of that time at the 4.2 steps a second of a sprint.
const MOST_CRESTS: usize = 40;
/// A top is a crest after so many frames even where the signal hardly falls (0.22 s; the filters add up to 0.08).
const WAIT: usize = 11;
/// A crest that hardly falls is a step when it is at least this share of those around: after a walk the high-pass rings on.
const SLOW_LEAST: f32 = 0.5;
/// The most that a step is worth, and how much of what it leaves over is asked of one that comes early: nobody knows yet whether
/// the next comes early too, or is the one that was due.
const MOST_WORTH: f32 = 0.6;
const EARLY: f32 = 0.3;
/// The filters delay a crest by no more than so many frames.
const MOST_LATE: f32 = 6.0;
/// The smoothed signal that is remembered, at 25 Hz: 5 s, and as much again before the old half is dropped.
const HISTORY: usize = 125;

/// Finds steps in a stream of vertical accelerations.
#[derive(Clone, Debug)]
pub(crate) struct LiveContacts {
    smooth: Biquad,
    steady: Biquad,
    frame: usize,
    history: Vec<f32>,
    odd: Option<f32>,
    rising: bool,
    top: (usize, f32),
    /// The signal a frame before the top, a frame after it, and a frame ago.
    before_top: f32,
    after_top: f32,
    last: f32,
    bottom: f32,
    crests: Vec<Crest>,
    tempo: f32,
    tempo_at: usize,
    last_step: Option<Crest>,
    weak: usize,
}

impl LiveContacts {
    pub(crate) fn new() -> LiveContacts {
        LiveContacts {
            smooth: Biquad::low_pass(SMOOTH_HZ),
            steady: Biquad::high_pass(STEADY_HZ),
            frame: 0,
            history: Vec::with_capacity(2 * HISTORY),
            odd: None,
            rising: false,
            top: (0, 0.0),
            before_top: 0.0,
            after_top: 0.0,
            last: 0.0,
            bottom: 0.0,
            crests: Vec::with_capacity(MOST_CRESTS),
            tempo: WALKING_STEP_S,
            tempo_at: 0,
            last_step: None,
            weak: 0,
        }
    }

    /// Takes the vertical acceleration of the newest of the `recent` frames; the frames of what is found count from the first.
    #[inline]
    pub(crate) fn push(&mut self, vertical: f32, recent: &mut Recent) -> Option<Found> {
        let y = self.steady.push(self.smooth.push(vertical));
        self.frame += 1;
        let before = core::mem::replace(&mut self.last, y);
        match self.odd.take() {
            None => self.odd = Some(y),
            Some(x) => {
                if self.history.len() >= 2 * HISTORY {
                    self.history.copy_within(HISTORY.., 0);
                    self.history.truncate(HISTORY);
                }
                self.history.push(0.5 * (x + y));
            }
        }
        if self.rising {
            if y > self.top.1 {
                self.top = (self.frame, y);
                self.before_top = before;
            } else {
                if self.top.0 + 1 == self.frame {
                    self.after_top = y;
                }
                let rise = self.top.1 - self.bottom;
                let fell = self.top.1 - y >= LEAST_CREST.max(0.25 * rise);
                if fell || self.frame - self.top.0 >= WAIT {
                    self.rising = false;
                    self.bottom = y;
                    let shift = vertex(self.before_top, self.top.1, self.after_top);
                    let crest =
                        Crest { at: self.top.0, shift, prominence: rise, slow: !fell, ..Crest::default() };
                    return self.crest(crest, recent);
                }
            }
        } else if y < self.bottom {
            self.bottom = y;
            if let Some(begun) = self.confirm() {
                return Some(begun);
            }
        } else if y - self.bottom >= LEAST_CREST {
            self.rising = true;
            self.top = (self.frame, y);
            self.before_top = before;
        }
        if self.last_step.is_some_and(|s| self.frame - s.at > PAUSE) {
            self.last_step = None;
            self.crests.clear();
            return Some(Found::Ended);
        }
        None
    }

    /// The step time now, seconds.
    pub(crate) fn step_time(&self) -> f32 {
        self.tempo
    }

    /// Takes back the walk that was just begun; what follows may show more.
    pub(crate) fn refuse(&mut self) {
        self.last_step = None;
    }

    /// Ends the walk under way and forgets it.
    pub(crate) fn forget(&mut self) {
        self.last_step = None;
        self.crests.clear();
    }

    fn crest(&mut self, mut crest: Crest, recent: &mut Recent) -> Option<Found> {
        let now = self.frame;
        self.crests.retain(|c| c.at + MEMORY > now);
        if self.crests.len() >= MOST_CRESTS {
            self.crests.remove(0);
        }
        let mut near: Vec<f32> = self.crests.iter().map(|c| c.prominence).collect();
        near.push(crest.prominence);
        crest.around = around(&mut near);
        if crest.around >= LEAST_WALK && now >= self.tempo_at {
            let middle = self.history.len().saturating_sub(HISTORY / 2);
            let motion = recent.catch_up();
            let near = motion.get(motion.len().saturating_sub(4 * REACH)..).unwrap_or_default();
            self.tempo = step_time(&self.history, middle, crest.around, near).unwrap_or(self.tempo);
            self.tempo_at = now + 50;
        }
        crest.step_time = self.tempo;
        self.crests.push(crest);
        let Some(last) = self.last_step else {
            return if crest.slow { None } else { self.begin(crest) };
        };
        let interval = (crest.at - last.at) as f32 * DT;
        let cost = price(interval, crest.step_time)? + EARLY * left_over(interval, crest.step_time);
        if worth(&crest) <= cost || crest.slow && crest.prominence < SLOW_LEAST * crest.around {
            return None;
        }
        if crest.prominence < LEAST_STEP {
            self.weak += 1;
            if self.weak > CLOSING_STEPS {
                return None;
            }
        } else {
            self.weak = 0;
        }
        self.last_step = Some(crest);
        Some(Found::Step(on_time(&crest)))
    }

    /// A top that was told in haste is a crest after all once the signal has fallen from it: it may begin a walk now.
    fn confirm(&mut self) -> Option<Found> {
        let crest = self.crests.last_mut().filter(|c| c.slow)?;
        if self.top.1 - self.bottom < LEAST_CREST.max(0.25 * crest.prominence) {
            return None;
        }
        crest.slow = false;
        let crest = *crest;
        if self.last_step.is_none() { self.begin(crest) } else { None }
    }

    fn begin(&mut self, crest: Crest) -> Option<Found> {
        if crest.around < LEAST_WALK {
            return None;
        }
        // The tempo and surroundings known now are better than those known at each crest.
        for c in &mut self.crests {
            c.around = crest.around;
            c.step_time = crest.step_time;
        }
        let sure: Vec<Crest> = self.crests.iter().filter(|c| !c.slow).copied().collect();
        let walk = walks(&sure, |at| at > 30).into_iter().next_back()?;
        if walk.last().map(|c| c.at) != Some(crest.at) {
            return None;
        }
        self.last_step = Some(crest);
        self.weak = 0;
        Some(Found::Began(walk.iter().map(on_time).collect()))
    }
}

/// What the rest of a step will cost after a contact that came before its time, at most what is lost by leaving the next out.
fn left_over(interval_s: f32, step_time: f32) -> f32 {
    let rest_s = step_time - interval_s;
    if rest_s > 0.0 { price(rest_s, step_time).map_or(MOST_WORTH, |p| p.min(MOST_WORTH)) } else { 0.0 }
}

/// The crest where it was before the filters, which delay it by their phase at the frequency of the steps.
fn on_time(crest: &Crest) -> Crest {
    let hz = 1.0 / crest.step_time;
    let phase =
        |corner: f32| libm::atan2f(core::f32::consts::SQRT_2 * corner * hz, corner * corner - hz * hz);
    // A high-pass is half a turn ahead of the low-pass with the same corner.
    let turns = (phase(SMOOTH_HZ) + phase(STEADY_HZ) - core::f32::consts::PI) / core::f32::consts::TAU;
    let late = (turns * crest.step_time / DT).clamp(0.0, MOST_LATE);
    let whole = libm::roundf(late);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few frames")]
    let at = crest.at.saturating_sub(whole as usize).max(1);
    Crest { at, shift: crest.shift + whole - late, ..*crest }
}
