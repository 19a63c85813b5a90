//! The engine, live: one sample in, what became known out, in constant memory.

use crate::body_frame::Front;
use crate::direction::{Direction, HALF_WINDOW, decide, heard, planned, step_filter, turning_around};
use crate::falls::Falls;
use crate::grid::{DT, Frame, Grid};
use crate::initial_contacts::Crest;
use crate::lean::Leans;
use crate::live_contacts::{Found, LiveContacts};
use crate::not_walking::{
    KEPT_THROUGHOUT, ROCKED_BY_ROADS, forgets, not_walking, shakes, surely_not_walking,
};
use crate::orientation::{Motion, Orientation};
use crate::placement::{FORWARD_STEPS, Votes};
use crate::quality::Quality;
use crate::recent::Recent;
use crate::side::{left_odds, next_left, side};
use crate::step_length::length_m;
use crate::turns::{Turns, on_limb};
use crate::{Bout, Fall, Lean, Placement, Sample, Settings, Step, Turn, Warning, WarningKind, body_frame};
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// What became known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// A step.
    Step(Step),
    /// A step's direction, thought over; at most [`REVISION_S`] after the step was told.
    Revised {
        /// Which step.
        index: u64,
        /// Its direction now.
        direction: Direction,
        /// How sure.
        confidence: f32,
    },
    /// A walking bout began; its first steps follow, back-filled.
    BoutBegan {
        /// Its first contact.
        start_s: f64,
    },
    /// A walking bout ended.
    BoutEnded(Bout),
    /// The body turned.
    Turned(Turn),
    /// The signal is worth less than it seems.
    Warned(Warning),
    /// A fall, or a stumble that ended the walk, is suspected; known three seconds after the blow.
    FallSuspected(Fall),
    /// How the trunk leaned over the last five seconds of a walk, from the chest or the lower back.
    Leaned(Lean),
}

/// Frames remembered: 10 s, and three times as many before the older are dropped.
const MEMORY: usize = 500;
/// A step's direction may be thought over this long after it was told, seconds.
pub const REVISION_S: f64 = 2.0;
/// So many steps at most are open to that: those of that time at a sprint, and the first of a doubted walk.
const MOST_OPEN: usize = 16;
/// Steps between two looks at whether this still is a walk (each of the first is looked at), and how many of the latest
/// are looked at.
const LOOK_EVERY: u32 = 2;
const LOOKED_AT: usize = 8;
/// The same for whether it forgets its rhythm; and for what is dear to work out (and at 8, 16, 32 and 64 steps).
const LOOK_BACK_EVERY: u32 = 8;
const LOOKED_BACK_AT: usize = 24;
const LOOK_WELL_EVERY: u32 = 128;
/// What was no walk makes the next one doubtful for so long, seconds: it needs so many steps.
const DOUBT_S: f64 = 60.0;
const DOUBTED_WALK: usize = 8;
/// After a vehicle's shaking it needs a rhythm for so many frames (8 s) as well.
const SHAKEN_WALK: usize = 400;

/// The engine. Feed it with [`Engine::push`], drain it with [`Engine::poll`].
#[derive(Clone, Debug)]
pub struct Engine {
    settings: Settings,
    grid: Grid,
    orientation: Orientation,
    contacts: LiveContacts,
    turns: Turns,
    recent: Recent,
    /// Frames dropped from the front of `recent`, in the count of `contacts`.
    dropped: usize,
    /// The front of the walk under way, and the one that is known of an earlier.
    front: Option<Front>,
    known_front: Option<Front>,
    /// From which step on a walk begins forward, whose eighth is still to be looked at.
    forward_from: Option<u64>,
    events: VecDeque<Event>,
    told: u64,
    /// The bout's latest steps, whose direction may still be revised.
    open: VecDeque<Step>,
    bout: Option<Bout>,
    /// When the latest walk was known to be one.
    began_s: f64,
    /// Metres walked in the open bout.
    walked_m: f32,
    backward: f32,
    /// Probability that the latest step was the left foot's.
    left: f32,
    /// The bout's latest crests.
    crests: VecDeque<Crest>,
    /// A walk that begins before this moment has to be longer.
    doubted_until_s: f64,
    /// What made it doubtful was a vehicle.
    shaken: bool,
    placement: Option<Placement>,
    votes: Votes,
    quality: Quality,
    falls: Falls,
    leans: Leans,
}

impl Engine {
    /// An engine that has heard nothing.
    pub fn new(settings: Settings) -> Engine {
        Engine {
            settings,
            grid: Grid::default(),
            orientation: Orientation::default(),
            contacts: LiveContacts::new(),
            turns: Turns::new(settings.placement),
            recent: Recent::with_capacity(4 * MEMORY, 4 * MEMORY),
            dropped: 0,
            front: None,
            known_front: None,
            forward_from: settings.starts_forward.then_some(0),
            events: VecDeque::new(),
            told: 0,
            open: VecDeque::new(),
            bout: None,
            began_s: f64::NEG_INFINITY,
            walked_m: 0.0,
            backward: 0.5,
            left: 0.5,
            crests: VecDeque::new(),
            doubted_until_s: f64::NEG_INFINITY,
            shaken: false,
            placement: settings.placement,
            votes: Votes::new(settings.placement),
            quality: Quality::new(settings.without_gravity),
            falls: Falls::new(),
            leans: Leans::default(),
        }
    }

    /// Changes what the plan asks for.
    pub fn expect(&mut self, direction: Option<Direction>) {
        self.settings.expected = direction;
    }

    /// The walker sets off forward: the walk that comes, or goes on, fixes the body's axes anew, however the sensor was held
    /// until now. See [`Settings::starts_forward`].
    pub fn sets_off_forward(&mut self) {
        self.settings.starts_forward = true;
        self.known_front = None;
        self.forward_from = Some(self.told);
        self.contacts.forget();
        self.end_bout();
    }

    /// Takes a sample.
    pub fn push(&mut self, sample: Sample) {
        let Some(reading) = self.grid.read(&sample) else { return self.push_mended(sample) };
        if let Some(warning) = self.quality.reading(&reading) {
            self.events.push_back(Event::Warned(warning));
        }
        self.falls.reading(&reading);
        while let Some(mut frame) = self.grid.complete(&reading) {
            self.take(&mut frame);
        }
    }

    #[cold]
    fn push_mended(&mut self, sample: Sample) {
        let before_s = self.grid.heard_until_s();
        let (mended, wrong) = self.grid.mend(sample);
        let warning = self.quality.mended(before_s, self.grid.heard_until_s(), sample.t_s, wrong);
        self.events.extend(warning.map(Event::Warned));
        if let Some(sample) = mended {
            self.push(sample);
        }
    }

    #[inline(never)]
    fn take(&mut self, frame: &mut Frame) {
        if let Some(warning) = self.quality.frame(frame) {
            self.events.push_back(Event::Warned(warning));
        }
        if frame.fresh {
            // A clock that was set back is no reason to doubt until it gets there.
            self.doubted_until_s = self.doubted_until_s.min(frame.t_s + DOUBT_S);
            self.end_bout();
            self.contacts = LiveContacts::new();
            self.recent.keep_last(0);
            self.dropped = 0;
        }
        if self.recent.len() >= 4 * MEMORY {
            self.recent.keep_last(MEMORY);
            self.dropped += 3 * MEMORY;
        }
        self.recent.push(self.orientation.push(frame));
        // Seen where it lies: a frame held here as well would be written twice.
        let Some(frame) = self.recent.newest() else { return };
        if let Some(fall) = self.falls.frame(frame) {
            self.events.push_back(Event::FallSuspected(fall));
        }
        if matches!(self.placement, Some(Placement::Chest | Placement::LowerBack))
            && let Some(lean) = self.leans.frame(frame, self.bout.is_some(), self.front.map(|f| f.axis))
        {
            self.events.push_back(Event::Leaned(lean));
        }
        let [trunk, limb] = self.turns.push(frame);
        self.events.extend(if on_limb(self.placement) { limb } else { trunk }.map(Event::Turned));
        let (vertical, now_s) = (frame.vertical, frame.t_s);
        if let Some(found) = self.contacts.push(vertical, &mut self.recent) {
            self.recent.catch_up();
            self.found(found, now_s);
        }
    }

    /// Where the sensor is: told, or what most of the walking so far says.
    pub const fn placement(&self) -> Option<Placement> {
        self.placement
    }

    /// What became known, oldest first; `None` when all is told.
    #[inline]
    pub fn poll(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// No more samples will come: closes what is open.
    pub fn finish(&mut self) {
        self.end_bout();
        let warnings = self.quality.finish(self.grid.heard_until_s(), self.grid.breaks_s());
        self.events.extend(warnings.into_iter().flatten().map(Event::Warned));
    }

    #[inline(never)]
    fn found(&mut self, found: Found, now_s: f64) {
        match found {
            Found::Step(crest) => {
                self.think();
                self.step(&crest);
                self.look_again();
            }
            Found::Began(walk) => {
                let doubted = now_s < self.doubted_until_s;
                if let Some(kind) = self.instead_of(&walk, true) {
                    self.contacts.refuse();
                    self.doubt(kind, now_s, false);
                } else if doubted && self.shaken && self.still_shakes(&walk) {
                    self.contacts.refuse();
                    self.doubted_until_s = now_s + DOUBT_S;
                } else if doubted && walk.len() < DOUBTED_WALK {
                    self.contacts.refuse();
                } else {
                    self.begin(&walk);
                }
            }
            Found::Ended => self.end_bout(),
        }
    }

    /// What these crests are instead of a walk, looked at `well` or in passing.
    fn instead_of(&self, walk: &[Crest], well: bool) -> Option<WarningKind> {
        let frames = self.since(walk.first()?)?;
        not_walking(frames, walk, true, self.settings.placement)
            .or_else(|| if well { surely_not_walking(frames, walk) } else { None })
    }

    /// The frames from a crest on.
    fn since(&self, crest: &Crest) -> Option<&[Motion]> {
        self.recent.seen().get((crest.at.checked_sub(1)?).checked_sub(self.dropped)?..)
    }

    /// Whether a walk after a vehicle's shaking may be more of it.
    fn still_shakes(&self, walk: &[Crest]) -> bool {
        let frames = walk.first().and_then(|c| self.since(c)).unwrap_or_default();
        let least = if frames.len() < SHAKEN_WALK { f32::INFINITY } else { KEPT_THROUGHOUT };
        shakes(frames, walk, ROCKED_BY_ROADS, least)
    }

    /// Doubts what comes next, and whatever shakes on if a vehicle is meant, or this was no walk `again`.
    fn doubt(&mut self, kind: WarningKind, now_s: f64, again: bool) {
        let known = self.recent.seen().last().is_some_and(|m| m.has_rotation);
        let shakes = if known { kind == WarningKind::Vehicle } else { again };
        self.shaken = shakes || self.shaken && now_s < self.doubted_until_s;
        self.doubted_until_s = now_s + DOUBT_S;
        let warning = self.quality.tell(kind, now_s);
        self.events.extend(warning.map(Event::Warned));
    }

    /// Ends a bout that turns out to be no walk.
    fn look_again(&mut self) {
        let young = self.crests.len() < LOOKED_AT;
        let steps = self.bout.map_or(0, |b| b.steps);
        if !young && !steps.is_multiple_of(LOOK_EVERY) {
            return;
        }
        let all: Vec<Crest> = self.crests.iter().copied().collect();
        let latest = all.get(all.len().saturating_sub(LOOKED_AT)..).unwrap_or_default();
        let well = steps.is_power_of_two() || steps.is_multiple_of(LOOK_WELL_EVERY);
        let forgot = steps.is_multiple_of(LOOK_BACK_EVERY)
            && all.first().and_then(|c| self.since(c)).is_some_and(|frames| forgets(frames, &all));
        let forgot = forgot.then_some(WarningKind::Vehicle);
        if let Some(kind) = forgot.or_else(|| self.instead_of(latest, well)) {
            let now_s = self.recent.seen().last().map_or(0.0, |m| m.t_s);
            self.contacts.forget();
            self.end_bout();
            self.doubt(kind, now_s, forgot.is_some() || now_s < self.doubted_until_s);
        }
    }

    fn at(&self, frame: usize) -> Option<&Motion> {
        self.recent.seen().get((frame.checked_sub(1)?).checked_sub(self.dropped)?)
    }

    fn begin(&mut self, walk: &[Crest]) {
        let Some(start_s) = walk.first().and_then(|c| self.at(c.at)).map(|m| m.t_s) else { return };
        self.events.push_back(Event::BoutBegan { start_s });
        self.began_s = self.recent.seen().last().map_or(start_s, |m| m.t_s);
        self.backward = 0.5;
        self.left = 0.5;
        let first = walk.first().and_then(|c| (c.at - 1).checked_sub(self.dropped));
        if let Some(frames) = first.and_then(|f| self.recent.seen().get(f..)) {
            self.votes.hear(frames, walk.len(), false);
            self.placement = self.votes.place();
            let sets_off = self.told == self.forward_from.unwrap_or(0);
            self.front = self.front_of(frames, sets_off);
            self.known_front = self.front.or(self.known_front);
        }
        self.think();
        for crest in walk {
            self.step(crest);
        }
    }

    fn front_of(&self, walk: &[Motion], sets_off: bool) -> Option<Front> {
        let place = self.votes.trusted()?;
        body_frame::front(walk, place, &self.settings, self.known_front, sets_off)
    }

    /// The mean time of the latest steps, which is steadier than what each second tells.
    fn step_s(&self) -> f32 {
        let mut latest = self.crests.iter().rev().take(LOOKED_AT);
        let steps = latest.len().saturating_sub(1);
        match latest.next().zip(latest.next_back()) {
            Some((last, first)) if steps >= 3 => (last.at - first.at) as f32 * DT / steps as f32,
            _ => self.contacts.step_time(),
        }
    }

    /// Looks at the last 2.4 s and revises the steps in it.
    fn think(&mut self) {
        let from = self.recent.seen().len().saturating_sub(2 * HALF_WINDOW);
        let strides = self.recent.seen().get(from..).unwrap_or_default();
        let step_s = self.step_s();
        // A walk may have had to be longer to be one.
        if let Some(from) = self.forward_from
            && self.told + 1 >= from + FORWARD_STEPS as u64
        {
            self.forward_from = None;
            if self.settings.expected != Some(Direction::Backward) {
                self.votes.hear_forward(strides, step_s);
            }
            // Still the walk that sets off, and more of it than when it began.
            if self.front.is_none() && self.bout.is_some_and(|b| b.first_step == from) {
                let walk = self.crests.front().and_then(|c| self.since(c));
                self.front = walk.and_then(|walk| self.front_of(walk, true));
                self.known_front = self.front.or(self.known_front);
            }
            if self.votes.trusted().is_none() {
                self.backward = 0.5;
            }
        }
        let z = heard(strides, self.front, self.votes.trusted(), step_s);
        let since = self.open.back().zip(self.recent.seen().last()).map_or(0.5, |(s, m)| m.t_s - s.t_s);
        #[allow(clippy::cast_possible_truncation, reason = "a step time")]
        let since = since as f32;
        self.backward =
            step_filter(self.backward, planned(z, &self.settings), turning_around(since, step_s, 0.0));
        let (direction, confidence) = decide(self.backward);
        let Some(now) = self.recent.seen().last().map(|m| m.t_s) else { return };
        while self.open.front().is_some_and(|s| now - s.known_t_s > REVISION_S) {
            self.open.pop_front();
        }
        for step in &mut self.open {
            // The window's middle is 1.2 s ago: what it says, it says of the steps since about then, and of those that were told
            // together when the walk began and had no window of their own.
            let recent = now - step.t_s < 1.5 * f64::from(HALF_WINDOW as f32 * DT);
            let untold = step.direction == Direction::Unknown && step.known_t_s <= self.began_s;
            if step.direction != direction && (recent || untold) {
                if let Some(bout) = &mut self.bout {
                    bout.recount(step.direction, direction);
                }
                step.direction = direction;
                step.confidence = confidence;
                self.events.push_back(Event::Revised { index: step.index, direction, confidence });
            }
        }
    }

    fn step(&mut self, crest: &Crest) {
        let Some(t_s) = self.at(crest.at).map(|m| m.t_s + f64::from(crest.shift * DT)) else { return };
        let known_t_s = self.recent.seen().last().map_or(t_s, |m| m.t_s);
        #[allow(clippy::cast_possible_truncation, reason = "a step time")]
        let time_s = self.bout.as_ref().map(|b| (t_s - b.end_s) as f32);
        let (direction, confidence) = decide(self.backward);
        let frame = (crest.at - 1).saturating_sub(self.dropped);
        self.left = next_left(self.left, time_s.unwrap_or(0.0), left_odds(self.recent.seen(), frame));
        let axis = self.front.map(|f| f.axis);
        let rotates = self.recent.seen().get(frame).is_some_and(|m| m.has_rotation);
        let step = Step {
            index: self.told,
            t_s,
            known_t_s,
            direction,
            confidence,
            side: side(self.left, direction, self.placement, rotates),
            length_m: time_s.map(|t| {
                let motion = self.recent.seen();
                length_m(motion, frame, t, direction, axis, self.placement, &self.settings)
            }),
            time_s,
        };
        self.told += 1;
        if !crest.slow {
            self.falls.step(t_s, crest.prominence / crest.around);
        }
        if self.crests.len() >= LOOKED_BACK_AT {
            self.crests.pop_front();
        }
        self.crests.push_back(*crest);
        let bout = self.bout.get_or_insert_with(|| Bout::starting(&step));
        bout.steps += 1;
        bout.end_s = t_s;
        bout.recount(Direction::Unknown, direction);
        self.walked_m += step.length_m.unwrap_or(0.0);
        self.open.push_back(step);
        if self.open.len() > MOST_OPEN {
            self.open.pop_front();
        }
        self.events.push_back(Event::Step(step));
    }

    fn end_bout(&mut self) {
        self.open.clear();
        self.crests.clear();
        let walked_m = core::mem::take(&mut self.walked_m);
        if let Some(mut bout) = self.bout.take() {
            bout.pace(walked_m);
            self.events.push_back(Event::BoutEnded(bout));
        }
    }
}
