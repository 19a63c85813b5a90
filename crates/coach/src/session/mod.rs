//! A walk's blocks as a pure machine: what was heard and what time it is go in, what happens comes out.
//!
//! `now` is walk time: it starts at zero with the session and never runs back (an earlier `now` is taken as the last
//! one). What the outside clock does, jumping or stopping, is [`walk`](../../walk/index.html)'s to judge.

mod done;
pub mod limits;
#[cfg(test)]
mod tests;

pub use done::{Done, Outcome, Pause, Steps};

use crate::program::limits::{BACKWARD_IN_ALL_MOST, BACKWARD_MOST};
use crate::program::{BeltTask, Block, BlockKind, Program, Until};
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use done::Span;
use units::{Duration, Instant, Length};

/// Why a walk stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseWhy {
    /// The walker asked.
    Walker,
    /// A phone call, another program took the sound, or the walker turned round on a belt.
    Interruption,
    /// The clock said that nothing had been heard for a while: the voice may have been silent too.
    Silence,
    /// The walk was taken up again after a kill, a reload or an empty battery.
    Restored,
}

/// What a session hears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// Begin.
    Start,
    /// Stand still.
    Pause(PauseWhy),
    /// Go on; on a belt set by hand, with its start.
    Resume,
    /// On to the next block. What keeps a walker from falling is never skipped.
    Skip,
    /// This block again from its beginning, as far as the limits of walking backward let it; never a path walked backward, of
    /// which nobody knows how much is left.
    Repeat,
    /// Stop for today.
    EndEarly,
    /// Make this block longer, as far as its limit lets it.
    Extend(Duration),
    /// The walker tapped: ends a block that ends by arriving.
    Tap,
    /// Steps since the last such message.
    Steps(Steps),
    /// How long this walker's steps are, so that steps measure distance.
    StepLengths {
        /// Forward.
        forward: Length,
        /// Backward.
        backward: Length,
    },
    /// Distance since the last such message, by GPS.
    Moved(Length),
    /// The walk went on, but nothing was measured for this long until now (screen locked, page hidden).
    NotMeasured(Duration),
    /// Nothing but the time.
    Tick,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Every block came.
    Complete,
    /// The walker stopped before the end.
    Early,
}

/// What a session says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Output {
    /// A block began, or began again.
    Began {
        /// Which, from 0.
        block: usize,
        /// Whether the track must jump to this block's start: the last one did not simply run out.
        jump: bool,
    },
    /// The walk stands still.
    Paused(PauseWhy),
    /// The walk goes on, within this block.
    Resumed {
        /// Which, from 0.
        block: usize,
    },
    /// A block became longer: what follows in the track moves.
    Extended {
        /// Which, from 0.
        block: usize,
        /// By how much.
        by: Duration,
    },
    /// What was asked is not done now, and why.
    Refused(Refusal),
    /// It is over.
    Ended(Ending),
}

/// Why a session does not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A turn, the path seen before it is walked backward, the start and the stop of a belt: they keep a walker from falling.
    NotSkipped,
    /// The block is as long as it may be, walked again or made longer.
    LongEnough,
    /// A path walked backward is not begun again on the way: nobody knows how much of it is left.
    HalfWay,
    /// Not now: the walk has not begun, or is over.
    NotNow,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ready,
    Running,
    Paused(PauseWhy),
    Over(Ending),
}

/// The machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    blocks: Vec<Block>,
    done: Vec<Done>,
    extra: Vec<Duration>,
    index: usize,
    /// Time into the current block.
    elapsed: Duration,
    /// Where the next block goes on: a stretch on a belt that had to be started again, with no room to begin it anew.
    goes_on_at: Duration,
    /// Distance into the current block by GPS and by steps.
    moved: Length,
    stepped: Length,
    step_lengths: Option<(Length, Length)>,
    state: State,
    now: Instant,
    pauses: Vec<Pause>,
    spans: Vec<Span>,
    measured_to: Instant,
    outputs: VecDeque<Output>,
}

impl Session {
    /// A session of this program that has not begun.
    pub fn new(program: &Program) -> Session {
        let blocks = program.blocks().to_vec();
        Session {
            done: blocks.iter().map(|_| Done::default()).collect(),
            extra: blocks.iter().map(|_| Duration::ZERO).collect(),
            blocks,
            index: 0,
            elapsed: Duration::ZERO,
            goes_on_at: Duration::ZERO,
            moved: Length::ZERO,
            stepped: Length::ZERO,
            step_lengths: None,
            state: State::Ready,
            now: Instant::START,
            pauses: Vec::new(),
            spans: Vec::new(),
            measured_to: Instant::START,
            outputs: VecDeque::new(),
        }
    }

    /// Hears one thing at one time.
    pub fn handle(&mut self, input: Input, now: Instant) {
        self.advance(now);
        match (input, self.state) {
            (Input::Start, State::Ready) => {
                self.state = State::Running;
                self.began(false);
            }
            (Input::StepLengths { forward, backward }, _) => self.step_lengths = Some((forward, backward)),
            (Input::Pause(why), State::Running) => {
                self.state = State::Paused(why);
                self.pauses.push(Pause { at: self.now, length: Duration::ZERO, why });
                self.say(Output::Paused(why));
            }
            (Input::Resume, State::Paused(_)) => {
                self.state = State::Running;
                self.say(Output::Resumed { block: self.index });
                self.start_belt_again();
            }
            (Input::Skip, State::Running | State::Paused(_)) => {
                let guards = |block: Block| block.kind == BlockKind::Turn || block.belt.is_some();
                if self.is_path(BlockKind::Forward) || self.current().is_some_and(guards) {
                    self.say(Output::Refused(Refusal::NotSkipped));
                } else {
                    self.leave(Outcome::Skipped, true);
                }
            }
            (Input::Repeat, State::Running | State::Paused(_)) => {
                if self.is_path(BlockKind::Backward) && !self.elapsed.is_zero() {
                    self.say(Output::Refused(Refusal::HalfWay));
                } else if self.elapsed > self.backward_room() {
                    self.say(Output::Refused(Refusal::LongEnough));
                } else {
                    self.enter(self.index);
                    self.began(true);
                }
            }
            (Input::EndEarly, State::Running | State::Paused(_)) => {
                if let Some(done) = self.done.get_mut(self.index) {
                    done.outcome = Outcome::Cut;
                }
                self.end(Ending::Early);
            }
            (Input::Extend(by), State::Running | State::Paused(_)) => self.extend(by),
            (Input::Tap, State::Running) => {
                if matches!(self.current().map(|block| block.until), Some(Until::Arrival(_))) {
                    self.leave(Outcome::Done, true);
                }
            }
            (Input::Steps(steps), State::Running) => self.steps(steps),
            (Input::Moved(length), State::Running) => self.moved(length),
            (Input::NotMeasured(length), State::Running | State::Paused(_)) => self.not_measured(length),
            (
                Input::Skip | Input::Repeat | Input::EndEarly | Input::Extend(_),
                State::Ready | State::Over(_),
            ) => self.say(Output::Refused(Refusal::NotNow)),
            // Said twice, or of no meaning now: nothing happens.
            _ => {}
        }
    }

    /// What happened, oldest first.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When the current block runs out.
    pub fn poll_timeout(&self) -> Option<Instant> {
        (self.state == State::Running).then(|| self.now + self.left())
    }

    /// The current block's place in [`Session::blocks`]; after the end, their number.
    pub const fn index(&self) -> usize {
        self.index
    }

    /// The blocks as they stand, extensions included.
    pub fn blocks(&self) -> Vec<Block> {
        self.blocks
            .iter()
            .zip(&self.extra)
            .map(|(block, extra)| Block { time: block.time + *extra, ..*block })
            .collect()
    }

    /// By how much each block was extended.
    pub fn extensions(&self) -> &[Duration] {
        &self.extra
    }

    /// The current block as it stands.
    pub fn current(&self) -> Option<Block> {
        let block = self.blocks.get(self.index)?;
        let extra = self.extra.get(self.index).copied().unwrap_or_default();
        Some(Block { time: block.time + extra, ..*block })
    }

    /// What is done in the current block.
    pub fn current_kind(&self) -> Option<BlockKind> {
        self.blocks.get(self.index).map(|block| block.kind)
    }

    /// Time into the current block.
    pub const fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Time left of the current block.
    pub fn left(&self) -> Duration {
        self.current().map_or(Duration::ZERO, |block| block.time.saturating_sub(self.elapsed))
    }

    /// Where this is in the rendered track: the planned time of all blocks before, and the time into this one.
    pub fn track_position(&self) -> Duration {
        self.track_start(self.index) + self.elapsed
    }

    /// Where a block starts in the rendered track.
    pub fn track_start(&self, index: usize) -> Duration {
        self.blocks.iter().zip(&self.extra).take(index).map(|(block, extra)| block.time + *extra).sum()
    }

    /// Distance into the current block, by GPS or steps, whichever says more; zero when neither spoke.
    pub fn distance(&self) -> Length {
        if self.moved > self.stepped { self.moved } else { self.stepped }
    }

    /// What was done of each block.
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// Every time it stood still.
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// The walk time it was last told.
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Whether it goes on now.
    pub fn is_running(&self) -> bool {
        self.state == State::Running
    }

    /// Whether it has begun.
    pub fn has_begun(&self) -> bool {
        self.state != State::Ready
    }

    /// Why it stands still, if it does.
    pub const fn paused(&self) -> Option<PauseWhy> {
        match self.state {
            State::Paused(why) => Some(why),
            _ => None,
        }
    }

    /// How it ended, once it has.
    pub const fn ended(&self) -> Option<Ending> {
        match self.state {
            State::Over(ending) => Some(ending),
            _ => None,
        }
    }

    fn say(&mut self, output: Output) {
        self.outputs.push_back(output);
    }

    fn began(&mut self, jump: bool) {
        self.say(Output::Began { block: self.index, jump });
    }

    /// Lets the time until `now` pass, through as many blocks as it covers.
    fn advance(&mut self, now: Instant) {
        let mut left = now.since(self.now);
        match self.state {
            State::Running => {
                while !left.is_zero() && self.state == State::Running {
                    let step = left.min(self.left());
                    self.pass(step);
                    left -= step;
                    if self.left().is_zero() {
                        self.leave(Outcome::Done, false);
                    }
                }
                self.now = self.now + left;
            }
            State::Paused(_) => {
                if let Some(pause) = self.pauses.last_mut() {
                    pause.length += left;
                }
                self.now = self.now + left;
            }
            State::Ready | State::Over(_) => self.now = self.now + left,
        }
    }

    fn pass(&mut self, step: Duration) {
        let from = self.now;
        self.now = self.now + step;
        self.elapsed += step;
        if let Some(done) = self.done.get_mut(self.index) {
            done.time += step;
        }
        match self.spans.last_mut() {
            Some(span) if span.block == self.index && span.to == from => span.to = self.now,
            _ => self.spans.push(Span { block: self.index, from, to: self.now }),
        }
    }

    /// Goes to the block after this one.
    fn leave(&mut self, outcome: Outcome, jump: bool) {
        if let Some(done) = self.done.get_mut(self.index) {
            done.outcome = outcome;
        }
        if self.index + 1 >= self.blocks.len() {
            self.end(Ending::Complete);
            return;
        }
        self.enter(self.index + 1);
        self.elapsed = core::mem::take(&mut self.goes_on_at);
        self.began(jump || !self.elapsed.is_zero());
    }

    fn enter(&mut self, index: usize) {
        self.index = index;
        self.elapsed = Duration::ZERO;
        (self.moved, self.stepped) = (Length::ZERO, Length::ZERO);
    }

    /// Whether this block is a path, walked so.
    fn is_path(&self, kind: BlockKind) -> bool {
        self.current().is_some_and(|block| block.kind == kind && matches!(block.until, Until::Arrival(_)))
    }

    /// Who paused on a belt set by hand has stopped it: it is started again from the side rails, and the stretch begins anew. Where
    /// the limits leave no room for that, it goes on where it was; with less of it left than the start takes, it is over.
    fn start_belt_again(&mut self) {
        let Some(before) = self.index.checked_sub(1) else { return };
        let Some(start) = self.blocks.get(before).filter(|block| block.belt == Some(BeltTask::Start)) else {
            return;
        };
        let room = self.elapsed <= self.backward_room();
        if !room && self.left() < start.time {
            return self.leave(Outcome::Cut, true);
        }
        self.goes_on_at = if room { Duration::ZERO } else { self.elapsed };
        self.enter(before);
        self.began(true);
    }

    fn end(&mut self, ending: Ending) {
        self.state = State::Over(ending);
        self.say(Output::Ended(ending));
    }

    fn extend(&mut self, by: Duration) {
        let Some(block) = self.current() else { return };
        let most = limits::longest(block.kind);
        let by = by.min(most.saturating_sub(block.time)).min(self.backward_room());
        if by.is_zero() {
            self.say(Output::Refused(Refusal::LongEnough));
            return;
        }
        if let Some(extra) = self.extra.get_mut(self.index) {
            *extra += by;
        }
        self.say(Output::Extended { block: self.index, by });
    }

    /// How much longer this block may take than it now will: backward, what was walked of it before and what is still to come
    /// stay within the limits of a program, for one stretch and for the whole walk.
    fn backward_room(&self) -> Duration {
        let (Some(BlockKind::Backward), Some(here)) = (self.current_kind(), self.done.get(self.index)) else {
            return Duration::MAX;
        };
        let all = self.blocks.iter().zip(&self.done).enumerate();
        let in_all =
            all.filter(|(_, (block, _))| block.kind == BlockKind::Backward).map(|(place, (block, done))| {
                done.time + if place > self.index { block.time } else { Duration::ZERO }
            });
        let in_all = in_all.sum::<Duration>() + self.left();
        let one = here.time + self.left();
        BACKWARD_MOST.saturating_sub(one).min(BACKWARD_IN_ALL_MOST.saturating_sub(in_all))
    }

    fn steps(&mut self, steps: Steps) {
        if let Some(done) = self.done.get_mut(self.index) {
            done.steps += steps;
        }
        let Some((forward, backward)) = self.step_lengths else { return };
        // A step whose direction is not known goes the block's way.
        let unsure = if self.current_kind() == Some(BlockKind::Backward) { backward } else { forward };
        let meters = f64::from(steps.forward) * forward.meters()
            + f64::from(steps.backward) * backward.meters()
            + f64::from(steps.unsure) * unsure.meters();
        self.stepped = self.stepped + Length::from_meters(meters).unwrap_or(Length::ZERO);
        self.arrive();
    }

    fn moved(&mut self, length: Length) {
        // A distance cannot be negative; a wild one ends the block, which stops the walker: the safe side.
        let length = if length > Length::ZERO { length } else { Length::ZERO };
        self.moved = self.moved + length;
        if let Some(done) = self.done.get_mut(self.index) {
            done.distance = Some(done.distance.unwrap_or(Length::ZERO) + length);
        }
        self.arrive();
    }

    fn arrive(&mut self) {
        if let Some(Until::Arrival(length)) = self.current().map(|block| block.until)
            && self.distance() >= length
        {
            self.leave(Outcome::Done, true);
        }
    }

    /// Marks what of the last `length` was walked as not measured, in the blocks it fell in, once.
    fn not_measured(&mut self, length: Duration) {
        let from = (self.now - length).max(self.measured_to);
        for span in self.spans.iter().rev().take_while(|span| span.to > from) {
            if let Some(done) = self.done.get_mut(span.block) {
                done.not_measured += span.to.since(span.from.max(from));
            }
        }
        self.measured_to = self.now;
    }
}
