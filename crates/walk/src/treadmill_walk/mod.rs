//! A guided walk on a treadmill this app steers: forward, stop, turn, backward at the slowest, stop, turn, cool down.
//!
//! It only asks; the treadmill's controller decides. Every planned change is said five seconds before; a raise waits
//! its five seconds too; slowing and stopping by touch wait for nothing. Nothing starts, and nothing starts again,
//! without a touch from the side rails.

mod legs;
mod said;
pub mod spoken;
#[cfg(test)]
mod tests;

pub use legs::{Heart, Hold, Leg, week};
pub use said::{Guide, Haste, Output, sentences};

use crate::limits::{BELT_FORWARD, SAID_BEFORE, SLOWEST_BEFORE_STOP};
use crate::posture::Posture;
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use coach::program::Treadmill;
use treadmill::controller::{self, Ask, Controller, Facing, Felt, Saying, Stage};
use treadmill::ftms::Characteristic;
use treadmill::ftms::heart_rate::HeartRateMeasurement;
use treadmill::gate::{Proof, Refusal};
use treadmill::limits::{REMIND_EVERY, STEPS_LOST};
use units::{Duration, Instant};

/// So often at least a walker hears that the app is alive.
const MINUTE: Duration = Duration::from_mins(1);

/// What goes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input<'a> {
    /// For the controller: link, bytes, phone, strap, time.
    Machine(controller::Input<'a>),
    /// The clip is on.
    ClipIsOn,
    /// Nobody is on the belt: test it.
    NobodyOnBelt,
    /// I stand on the side rails, start.
    Go,
    /// I have turned round.
    Turned,
    /// One step faster.
    Faster,
    /// One step slower.
    Slower,
    /// Stop.
    Stop,
    /// Nobody can touch STOP any more: a belt that is held stops, and one that never was is somebody else's.
    Leave,
    /// How the rails are held.
    Holds(Hold),
    /// All that was to be said is said.
    Said,
    /// No more today; once more where the link to a belt that may run is lost: it is given up.
    End,
}

/// Where in the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Linking, testing the belt, clipping the cord.
    Preparing,
    /// Waiting for the walker to turn round on the standing belt.
    Turning,
    /// Waiting for a touch from the rails.
    AwaitingGo,
    /// Touched; the five seconds run, or the belt comes up.
    Starting,
    /// The belt moves.
    Walking,
    /// The planned stop is under way.
    Stopping,
    /// Over.
    Done,
}

/// A touch the walk waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Nobody is on the belt: test it.
    NobodyOnBelt,
    /// The clip is on.
    ClipIsOn,
    /// I have turned round.
    Turned,
    /// I stand on the side rails, start.
    Go,
}

impl Wanted {
    /// The touch itself.
    pub fn input(self) -> Input<'static> {
        match self {
            Wanted::NobodyOnBelt => Input::NobodyOnBelt,
            Wanted::ClipIsOn => Input::ClipIsOn,
            Wanted::Turned => Input::Turned,
            Wanted::Go => Input::Go,
        }
    }
}

/// A guided walk.
// Each yes and no is its own fact; states that exclude one another are in `Phase`.
#[allow(clippy::struct_excessive_bools)]
pub struct TreadmillWalk {
    controller: Controller,
    legs: Vec<Leg>,
    at: usize,
    phase: Phase,
    /// When a change that has been said is made.
    due: Option<(Instant, Ask)>,
    /// The walker was asked to turn: not before the belt has stood long enough.
    turn_asked: bool,
    /// Who was asked says that it is done: noted once the phone feels no more steps.
    turned: bool,
    /// Nothing is asked for: whoever may have fallen is asked something else.
    held_off: bool,
    slowed: bool,
    stop_said: bool,
    posture: Posture,
    ticked: Instant,
    meters: u32,
    /// Walked since the last step of this start, in time and in metres: taken back where nobody walked it.
    unsure: Option<(Duration, u32)>,
    hold: Hold,
    outputs: VecDeque<Output>,
    /// The touch that was last asked for, and when.
    asked: Option<(Wanted, Instant)>,
    given_up: bool,
    /// It is still to be said that the walk ended early: who steps off does so from a belt that stands.
    end_unsaid: bool,
}

impl TreadmillWalk {
    /// A walk of this program with this controller.
    pub fn new(program: &Treadmill, controller: Controller) -> TreadmillWalk {
        let mut legs = alloc::vec![Leg::new(Facing::Forward, BELT_FORWARD)];
        legs.extend((0..program.rounds).map(|_| Leg::new(Facing::Backward, program.each)));
        legs.push(Leg::new(Facing::Forward, BELT_FORWARD));
        TreadmillWalk {
            controller,
            legs,
            at: 0,
            phase: Phase::Preparing,
            due: None,
            turn_asked: false,
            turned: false,
            held_off: false,
            slowed: false,
            stop_said: false,
            posture: Posture::default(),
            ticked: Instant::START,
            meters: 0,
            unsure: None,
            hold: Hold::None,
            outputs: VecDeque::new(),
            asked: None,
            given_up: false,
            end_unsaid: false,
        }
    }

    /// Takes one input at its time.
    pub fn handle(&mut self, input: Input<'_>, now: Instant) {
        match input {
            Input::Machine(controller::Input::Felt(felt)) => {
                match felt {
                    Felt::Step | Felt::Walking(_) => self.step(),
                    Felt::HeartRate(bpm) => self.heart(bpm),
                }
                self.tell(controller::Input::Felt(felt), now);
            }
            Input::Machine(input @ controller::Input::Heard(Characteristic::HeartRate, bytes)) => {
                if let Some(heart) = HeartRateMeasurement::decode(bytes) {
                    self.heart(heart.bpm);
                }
                self.tell(input, now);
            }
            Input::Machine(input) => self.tell(input, now),
            Input::ClipIsOn => self.ask(Ask::ClipIsOn, now),
            Input::NobodyOnBelt if self.wanted() == Some(Wanted::NobodyOnBelt) => {
                self.announce(Guide::InFiveTest, Ask::NobodyOnBelt, now);
            }
            Input::NobodyOnBelt => self.ask(Ask::NobodyOnBelt, now),
            Input::Go => self.go(now),
            Input::Turned => self.turned(now),
            Input::Faster => self.faster(now),
            Input::Slower => {
                // What slows the belt further still comes.
                self.due = self.due.filter(|(_, ask)| *ask == Ask::Slowest);
                self.ask(Ask::Slower, now);
            }
            Input::Stop | Input::Leave => {
                self.due = None;
                if input == Input::Stop || self.controller.is_held() {
                    self.ask(Ask::Stop, now);
                }
            }
            Input::Holds(hold) => self.hold = hold,
            Input::Said if self.phase == Phase::Walking => self.tell(controller::Input::ToldToStepOn, now),
            Input::Said => self.tell(controller::Input::Tick, now),
            Input::End => self.end(now),
        }
        self.go_on(now);
        self.ask_for(now);
        self.ticked = now;
    }

    /// Whether nothing may be asked of the walker, who may have fallen; after that what is needed is asked for anew.
    pub fn hold_off(&mut self, held_off: bool) {
        self.held_off = held_off;
    }

    /// Takes how the trunk leaned; told once in a stretch.
    pub fn leaned(&mut self, lean: &gait::Lean, now: Instant) {
        self.posture.hear(lean, now);
    }

    /// The next thing to do, in order.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When time must be told again at the latest.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.controller.poll_timeout()
    }

    /// Where it is.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether the walk is over and the belt no longer needs watching: only then may a shell let go of it.
    pub fn is_over(&self) -> bool {
        let watched = matches!(
            self.controller.stage(),
            Stage::Probing(_) | Stage::Starting | Stage::Walking | Stage::Stopping
        );
        self.phase == Phase::Done && !watched && (self.given_up || !self.controller.is_adrift())
    }

    /// The touch it waits for, if it waits for one.
    pub fn wanted(&self) -> Option<Wanted> {
        let ready = self.controller.stage() == Stage::Ready && self.phase != Phase::Done && !self.held_off;
        match self.phase {
            _ if !ready || self.due.is_some() => None,
            _ if self.controller.proof() != Proof::Proved => Some(Wanted::NobodyOnBelt),
            _ if !self.controller.clip_is_on() => Some(Wanted::ClipIsOn),
            Phase::Turning if self.turn_asked => Some(Wanted::Turned),
            Phase::AwaitingGo => Some(Wanted::Go),
            _ => None,
        }
    }

    /// The stretch it is in; none once all are walked.
    pub fn now(&self) -> Option<&Leg> {
        self.legs.get(self.at)
    }

    /// The stretches, walked and to come.
    pub fn legs(&self) -> &[Leg] {
        &self.legs
    }

    /// What decides.
    pub fn controller(&self) -> &Controller {
        &self.controller
    }

    fn say(&mut self, guide: Guide) {
        self.outputs.push_back(Output::Say(guide));
    }

    fn tell(&mut self, input: controller::Input<'_>, now: Instant) {
        self.controller.handle(input, now);
        while let Some(output) = self.controller.poll_output() {
            self.outputs.push_back(Output::Machine(output));
        }
    }

    fn ask(&mut self, ask: Ask, now: Instant) {
        self.tell(controller::Input::Asked(ask), now);
    }

    /// The stretch that is being walked.
    fn walked(&mut self) -> Option<&mut Leg> {
        self.legs.get_mut(self.at).filter(|_| self.phase == Phase::Walking)
    }

    fn step(&mut self) {
        if let Some(leg) = self.walked() {
            leg.steps += 1;
            self.unsure = Some((Duration::ZERO, 0));
        }
    }

    fn heart(&mut self, bpm: u16) {
        if let Some(leg) = self.walked() {
            leg.heart.hear(bpm);
        }
    }

    /// Says what comes and does it five seconds later.
    fn announce(&mut self, guide: Guide, ask: Ask, now: Instant) {
        self.say(guide);
        self.due = Some((now + SAID_BEFORE, ask));
    }

    fn go(&mut self, now: Instant) {
        if self.phase == Phase::AwaitingGo && self.due.is_none() {
            self.phase = Phase::Starting;
            self.announce(Guide::InFiveStart, Ask::StartFromRails, now);
        }
    }

    fn turned(&mut self, now: Instant) {
        if self.turn_asked && self.phase == Phase::Turning {
            self.turned = true;
        } else if let (Phase::Turning, Some(leg)) = (self.phase, self.now()) {
            self.ask(Ask::Facing(leg.facing), now);
        }
    }

    fn faster(&mut self, now: Instant) {
        // What the end of the stretch would take back is not announced.
        let ends = SLOWEST_BEFORE_STOP + SAID_BEFORE + SAID_BEFORE;
        let near = self.now().is_some_and(|leg| leg.planned.saturating_sub(leg.walked) <= ends);
        if self.phase != Phase::Walking || self.due.is_some() || self.slowed || near {
            return;
        }
        match self.controller.may_raise(now) {
            Ok(()) => self.announce(Guide::InFiveFaster, Ask::Faster, now),
            Err(why) => self.refuse(why),
        }
    }

    fn refuse(&mut self, why: Refusal) {
        self.outputs.push_back(Output::Machine(controller::Output::Say(Saying::Refused(why))));
    }

    fn end(&mut self, now: Instant) {
        let adrift = self.controller.is_adrift();
        if self.phase == Phase::Done {
            self.given_up = adrift;
            self.end_unsaid &= !adrift;
            return;
        }
        self.due = None;
        if self.controller.is_held() && self.controller.stage() != Stage::Ready {
            self.ask(Ask::StopAsPlanned, now);
        }
        (self.phase, self.end_unsaid) = (Phase::Done, true);
        if adrift {
            self.say(Guide::EndAgain);
        }
    }

    fn go_on(&mut self, now: Instant) {
        if let Some((at, ask)) = self.due
            && now >= at
        {
            self.due = None;
            self.ask(ask, now);
        }
        let waits = matches!(self.phase, Phase::Turning | Phase::AwaitingGo);
        if (waits && self.held_off) || ((waits || self.phase == Phase::Starting) && !self.is_prepared()) {
            // A clip that a lost link or a pulled key took is asked for again.
            (self.phase, self.due) = (Phase::Preparing, None);
        }
        match self.phase {
            Phase::Preparing
                if self.controller.stage() == Stage::Ready && self.is_prepared() && !self.held_off =>
            {
                self.begin_leg(now);
            }
            Phase::Turning => self.turn(now),
            Phase::Starting => self.started(),
            Phase::Walking => self.walk(now),
            Phase::Stopping if self.controller.stage() == Stage::Ready => {
                self.at += 1;
                self.begin_leg(now);
            }
            Phase::Done if self.end_unsaid && self.is_over() => {
                self.end_unsaid = false;
                self.say(Guide::WalkEnded);
            }
            Phase::Preparing | Phase::Stopping | Phase::AwaitingGo | Phase::Done => {}
        }
    }

    fn is_prepared(&self) -> bool {
        self.controller.proof() == Proof::Proved && self.controller.clip_is_on()
    }

    fn begin_leg(&mut self, now: Instant) {
        let Some(leg) = self.now().copied() else {
            self.phase = Phase::Done;
            return self.say(Guide::WalkDone);
        };
        if self.at == 0 && leg.facing != self.controller.facing() {
            // Nobody has turned yet: whoever is asked to start faces the console.
            self.ask(Ask::Facing(leg.facing), now);
        }
        if leg.facing == self.controller.facing() {
            self.phase = Phase::AwaitingGo;
        } else {
            (self.phase, self.turn_asked, self.turned) = (Phase::Turning, false, false);
        }
    }

    fn turn(&mut self, now: Instant) {
        let Some(facing) = self.now().map(|leg| leg.facing) else { return };
        if !self.controller.may_turn(facing, now) {
            return;
        }
        self.turn_asked = true;
        if self.turned {
            self.ask(Ask::Facing(facing), now);
        }
        if facing == self.controller.facing() {
            self.phase = Phase::AwaitingGo;
        }
    }

    /// Says which touch is waited for, and says it again while nothing comes of it.
    fn ask_for(&mut self, now: Instant) {
        let wanted = self.wanted();
        let asked = self.asked.filter(|(asked, at)| Some(*asked) == wanted && now.since(*at) < REMIND_EVERY);
        self.asked = asked.or(wanted.map(|wanted| (wanted, now)));
        if asked.is_some() {
            return;
        }
        let facing = self.now().map(|leg| leg.facing);
        match (wanted, facing) {
            (Some(Wanted::NobodyOnBelt), _) => self.refuse(Refusal::NotProbed),
            (Some(Wanted::ClipIsOn), _) => self.refuse(Refusal::ClipNotOn),
            (Some(Wanted::Turned), Some(Facing::Forward)) => self.say(Guide::AskTurnForward),
            (Some(Wanted::Turned), _) => self.say(Guide::AskTurnBackward),
            (Some(Wanted::Go), Some(Facing::Forward)) => self.say(Guide::AskStartForward),
            (Some(Wanted::Go), _) => self.say(Guide::AskStartBackward),
            (None, _) => {}
        }
    }

    fn started(&mut self) {
        match self.controller.stage() {
            Stage::Walking => {
                self.phase = Phase::Walking;
                (self.slowed, self.stop_said, self.posture) = (false, false, Posture::default());
                (self.meters, self.unsure) = (self.controller.belt().meters(), None);
                let last = self.at + 1 == self.legs.len();
                self.say(match self.controller.facing() {
                    Facing::Forward if last => Guide::CoolDown,
                    Facing::Forward => Guide::WalkForward,
                    Facing::Backward => Guide::WalkBackward,
                });
            }
            // The start was refused, or stopped: the walker is asked again, and has to touch again.
            Stage::Ready if self.due.is_none() => self.phase = Phase::AwaitingGo,
            _ => {}
        }
    }

    fn walk(&mut self, now: Instant) {
        let mut moved = now.since(self.ticked);
        let meters = self.controller.belt().meters();
        let (hold, mut gone) = (self.hold, meters.saturating_sub(self.meters));
        self.meters = meters;
        let Some(leg) = self.legs.get_mut(self.at) else { return };
        leg.hold = leg.hold.max(hold);
        if self.controller.stage() != Stage::Walking {
            // Stopped or let go by a hazard: the rest of the stretch waits for a new touch.
            self.due = None;
            if let Some((since, way)) = self.unsure.take().filter(|(since, _)| *since > STEPS_LOST) {
                // Nobody walked any more.
                leg.walked = leg.walked.saturating_sub(since);
                leg.meters = leg.meters.saturating_sub(way);
            }
            self.phase =
                if self.controller.stage() == Stage::Ready { Phase::Preparing } else { Phase::Walking };
            return;
        }
        if !self.controller.is_walked_on(now) {
            // Whoever stands on the rails, or has not stepped on yet, walks nothing.
            (moved, gone) = (Duration::ZERO, 0);
        }
        let minutes = leg.walked.as_secs() / 60;
        leg.walked += moved;
        leg.meters += gone;
        if let Some((since, way)) = &mut self.unsure {
            *since += moved;
            *way += gone;
        }
        let minute_done = leg.walked.as_secs() / 60 > minutes;
        let left = leg.planned.saturating_sub(leg.walked);
        if left.is_zero() {
            self.due = None;
            self.ask(Ask::StopAsPlanned, now);
            self.phase = Phase::Stopping;
        } else if left <= SAID_BEFORE && !self.stop_said {
            self.stop_said = true;
            self.due = None;
            self.say(Guide::InFiveStop);
        } else if left <= SLOWEST_BEFORE_STOP + SAID_BEFORE && !self.slowed {
            self.slowed = true;
            self.due = None;
            if self.controller.is_above_slowest() {
                self.announce(Guide::InFiveSlower, Ask::Slowest, now);
            }
        } else if self.slowed || self.due.is_some() {
            // Nothing else while a change is being made or is near.
        } else if left <= MINUTE && left + moved > MINUTE {
            self.say(Guide::MinuteLeft);
        } else if left > MINUTE && minute_done {
            self.say(Guide::MinuteDone);
        } else if self.posture.is_to_be_said(now) {
            self.posture.said();
            self.say(Guide::StandTall);
        }
    }
}
