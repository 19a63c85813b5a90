//! A guided walk on a treadmill this app steers: forward, stop, turn, backward at the slowest, stop, turn, cool down.
//!
//! It only asks; the treadmill's controller decides. Every planned change is said five seconds before; a raise waits
//! its five seconds too; slowing and stopping by touch wait for nothing. Nothing starts, and nothing starts again,
//! without a touch from the side rails.

use crate::cues::Motif;
use crate::posture::Posture;
use alloc::collections::VecDeque;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use coach::program::Treadmill;
use core::time::Duration;
use treadmill::controller::{self, Ask, Controller, Facing, Felt, Notice, Saying, Stage};
use treadmill::gate::{Proof, Refusal};
use treadmill::stop;
use units::{Instant, Length};

/// Forward before and after, to get used to the belt and to ease off.
const FORWARD: Duration = Duration::from_mins(1);
/// How long before a change it is said.
const SAID_BEFORE: Duration = Duration::from_secs(5);
/// At the slowest before a stop.
const SLOWEST_BEFORE_STOP: Duration = Duration::from_secs(10);

/// How firmly the walker holds the rails: sessions with different holds are never compared (`IJmker` 2015).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// Not at all.
    #[default]
    None,
    /// Fingers.
    Light,
    /// Hands.
    Firm,
}

/// One stretch on the belt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Which way.
    pub facing: Facing,
    /// Planned time with the belt moving.
    pub planned: Duration,
    /// Time walked.
    pub walked: Duration,
    /// Steps the phone felt.
    pub steps: u32,
    /// Metres on the belt's own counter.
    pub meters: u32,
    /// The firmest hold noted.
    pub hold: Hold,
}

impl Leg {
    fn new(facing: Facing, planned: Duration) -> Leg {
        Leg { facing, planned, walked: Duration::ZERO, steps: 0, meters: 0, hold: Hold::None }
    }

    /// Whether all its time was walked.
    pub fn is_walked(&self) -> bool {
        self.walked >= self.planned
    }

    /// Belt metres for each step; `None` without both. The belt counts whole metres: short legs are rough.
    pub fn step_length(&self) -> Option<Length> {
        let steps = Some(self.steps).filter(|steps| *steps > 0 && self.meters > 0)?;
        Length::from_meters(f64::from(self.meters) / f64::from(steps))
    }
}

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
    /// How the rails are held.
    Holds(Hold),
    /// No more today.
    End,
}

/// What the guide says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guide {
    /// In five seconds it starts.
    InFiveStart,
    /// In five seconds it gets faster.
    InFiveFaster,
    /// In five seconds it slows.
    InFiveSlower,
    /// In five seconds it stops.
    InFiveStop,
    /// Stand on the rails facing the console, and touch start.
    AskStartForward,
    /// Stand on the rails facing away, and touch start.
    AskStartBackward,
    /// Turn to face away.
    AskTurnBackward,
    /// Turn to the console.
    AskTurnForward,
    /// Walk forward.
    WalkForward,
    /// Walk backward.
    WalkBackward,
    /// The last, easy stretch.
    CoolDown,
    /// The walker leans too far forward.
    StandTall,
    /// All done.
    WalkDone,
    /// Ended before its time.
    WalkEnded,
}

impl Guide {
    /// All of them.
    pub const ALL: [Guide; 14] = [
        Guide::InFiveStart,
        Guide::InFiveFaster,
        Guide::InFiveSlower,
        Guide::InFiveStop,
        Guide::AskStartForward,
        Guide::AskStartBackward,
        Guide::AskTurnBackward,
        Guide::AskTurnForward,
        Guide::WalkForward,
        Guide::WalkBackward,
        Guide::CoolDown,
        Guide::StandTall,
        Guide::WalkDone,
        Guide::WalkEnded,
    ];

    /// The name of its sentence, with `treadmill-` before it.
    pub fn name(self) -> &'static str {
        match self {
            Guide::InFiveStart => "in-five-start",
            Guide::InFiveFaster => "in-five-faster",
            Guide::InFiveSlower => "in-five-slower",
            Guide::InFiveStop => "in-five-stop",
            Guide::AskStartForward => "ask-start-forward",
            Guide::AskStartBackward => "ask-start-backward",
            Guide::AskTurnBackward => "ask-turn-backward",
            Guide::AskTurnForward => "ask-turn-forward",
            Guide::WalkForward => "walk-forward",
            Guide::WalkBackward => "walk-backward",
            Guide::CoolDown => "cool-down",
            Guide::StandTall => "stand-tall",
            Guide::WalkDone => "walk-done",
            Guide::WalkEnded => "walk-ended",
        }
    }
}

/// What comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// From the controller, to be done.
    Machine(controller::Output),
    /// The guide speaks.
    Say(Guide),
}

impl Output {
    /// The name of the sentence it says, where it says one.
    pub fn sentence(self) -> Option<String> {
        Some(match self {
            Output::Say(guide) => format!("treadmill-{}", guide.name()),
            Output::Machine(controller::Output::Say(saying)) => {
                let (first, rest) = saying.sentence();
                format!("{first}{rest}")
            }
            Output::Machine(_) => return None,
        })
    }

    /// What it sounds and buzzes like before its words.
    pub fn motif(self) -> Motif {
        match self {
            Output::Say(Guide::WalkForward | Guide::CoolDown) => Motif::Forward,
            Output::Say(Guide::WalkBackward) => Motif::Backward,
            Output::Say(Guide::AskTurnBackward | Guide::AskTurnForward) => Motif::Turn,
            Output::Say(Guide::WalkDone | Guide::WalkEnded) => Motif::End,
            Output::Say(
                Guide::InFiveStart | Guide::InFiveFaster | Guide::InFiveSlower | Guide::InFiveStop,
            ) => Motif::Warning,
            Output::Machine(controller::Output::Say(Saying::Hazard(_))) => Motif::Stand,
            Output::Say(_) | Output::Machine(_) => Motif::Note,
        }
    }

    /// Whether it is said at once, over whatever is being said.
    pub fn is_urgent(self) -> bool {
        matches!(self, Output::Machine(controller::Output::Say(Saying::Hazard(_))))
    }
}

/// Every sentence of a walk on a belt: what a voice must be able to say.
pub fn sentences() -> impl Iterator<Item = String> {
    let machine = |saying| Output::Machine(controller::Output::Say(saying));
    let hazards = stop::STOP_RULE.iter().map(move |row| machine(Saying::Hazard(row.hazard)));
    let refused = Refusal::ALL.into_iter().map(move |why| machine(Saying::Refused(why)));
    let notices = Notice::ALL.into_iter().map(move |notice| machine(Saying::Notice(notice)));
    let guides = Guide::ALL.into_iter().map(Output::Say);
    hazards.chain(refused).chain(notices).chain(guides).filter_map(Output::sentence)
}

/// The week of backward walking on a belt, the first is 1: the weeks with such a walk before this one, and this one.
/// Weeks without a walk do not count. Days are counted from any fixed day.
pub fn week(days_walked: impl Iterator<Item = i64>, today: i64) -> u8 {
    let this = today.div_euclid(7);
    let mut weeks: Vec<i64> = days_walked.map(|day| day.div_euclid(7)).filter(|week| *week < this).collect();
    weeks.sort_unstable();
    weeks.dedup();
    u8::try_from(weeks.len() + 1).unwrap_or(u8::MAX)
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
pub struct TreadmillWalk {
    controller: Controller,
    legs: Vec<Leg>,
    at: usize,
    phase: Phase,
    /// When a change that has been said is made.
    due: Option<(Instant, Ask)>,
    /// The walker was asked to turn: not before the belt has stood long enough.
    turn_asked: bool,
    slowed: bool,
    stop_said: bool,
    posture: Posture,
    ticked: Instant,
    meters: u32,
    hold: Hold,
    outputs: VecDeque<Output>,
    asked_for: Option<Refusal>,
}

impl TreadmillWalk {
    /// A walk of this program with this controller.
    pub fn new(program: &Treadmill, controller: Controller) -> TreadmillWalk {
        let mut legs = alloc::vec![Leg::new(Facing::Forward, FORWARD)];
        legs.extend((0..program.rounds).map(|_| Leg::new(Facing::Backward, program.each)));
        legs.push(Leg::new(Facing::Forward, FORWARD));
        TreadmillWalk {
            controller,
            legs,
            at: 0,
            phase: Phase::Preparing,
            due: None,
            turn_asked: false,
            slowed: false,
            stop_said: false,
            posture: Posture::default(),
            ticked: Instant::START,
            meters: 0,
            hold: Hold::None,
            outputs: VecDeque::new(),
            asked_for: None,
        }
    }

    /// Takes one input at its time.
    pub fn handle(&mut self, input: Input<'_>, now: Instant) {
        match input {
            Input::Machine(controller::Input::Felt(felt)) => {
                if matches!(felt, Felt::Step | Felt::Walking(_)) {
                    self.step();
                }
                self.tell(controller::Input::Felt(felt), now);
            }
            Input::Machine(input) => self.tell(input, now),
            Input::ClipIsOn => self.ask(Ask::ClipIsOn, now),
            Input::NobodyOnBelt => self.ask(Ask::NobodyOnBelt, now),
            Input::Go => self.go(now),
            Input::Turned => self.turned(now),
            Input::Faster => self.faster(now),
            Input::Slower => {
                self.due = None;
                self.ask(Ask::Slower, now);
            }
            Input::Stop => {
                self.due = None;
                self.ask(Ask::Stop, now);
            }
            Input::Holds(hold) => self.hold = hold,
            Input::End => self.end(now),
        }
        self.go_on(now);
        self.ticked = now;
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
        self.phase == Phase::Done && !watched
    }

    /// The touch it waits for, if it waits for one.
    pub fn wanted(&self) -> Option<Wanted> {
        let ready = self.controller.stage() == Stage::Ready && self.phase != Phase::Done;
        match self.phase {
            _ if !ready => None,
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

    fn step(&mut self) {
        let walking = self.phase == Phase::Walking;
        if let Some(leg) = self.legs.get_mut(self.at).filter(|_| walking) {
            leg.steps += 1;
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
        if let (Phase::Turning, Some(leg)) = (self.phase, self.now()) {
            self.ask(Ask::Facing(leg.facing), now);
        }
    }

    fn faster(&mut self, now: Instant) {
        if self.phase != Phase::Walking || self.due.is_some() || self.slowed {
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
        if self.phase == Phase::Done {
            return;
        }
        self.due = None;
        if !matches!(self.controller.stage(), Stage::Off | Stage::Ready | Stage::ReadOnly(_)) {
            self.ask(Ask::StopAsPlanned, now);
        }
        self.phase = Phase::Done;
        self.say(Guide::WalkEnded);
    }

    fn go_on(&mut self, now: Instant) {
        if let Some((at, ask)) = self.due
            && now >= at
        {
            self.due = None;
            self.ask(ask, now);
        }
        match self.phase {
            Phase::Preparing => self.prepare(),
            Phase::Turning => self.turn(now),
            Phase::Starting => self.started(),
            Phase::Walking => self.walk(now),
            Phase::Stopping if self.controller.stage() == Stage::Ready => {
                self.at += 1;
                self.begin_leg();
            }
            Phase::Stopping | Phase::AwaitingGo | Phase::Done => {}
        }
    }

    fn prepare(&mut self) {
        if self.controller.stage() != Stage::Ready {
            return;
        }
        let wanted = if self.controller.proof() != Proof::Proved {
            Some(Refusal::NotProbed)
        } else if self.controller.clip_is_on() {
            None
        } else {
            Some(Refusal::ClipNotOn)
        };
        match wanted {
            None => self.begin_leg(),
            Some(why) if self.asked_for != wanted => {
                self.asked_for = wanted;
                self.refuse(why);
            }
            Some(_) => {}
        }
    }

    fn begin_leg(&mut self) {
        let Some(leg) = self.now().copied() else {
            self.phase = Phase::Done;
            return self.say(Guide::WalkDone);
        };
        if leg.facing == self.controller.facing() {
            self.ask_to_start();
        } else {
            (self.phase, self.turn_asked) = (Phase::Turning, false);
        }
    }

    fn turn(&mut self, now: Instant) {
        let Some(facing) = self.now().map(|leg| leg.facing) else { return };
        if facing == self.controller.facing() {
            self.ask_to_start();
        } else if !self.turn_asked && self.controller.may_turn(facing, now) {
            self.turn_asked = true;
            self.say(match facing {
                Facing::Forward => Guide::AskTurnForward,
                Facing::Backward => Guide::AskTurnBackward,
            });
        }
    }

    fn ask_to_start(&mut self) {
        self.phase = Phase::AwaitingGo;
        self.due = None;
        self.say(match self.controller.facing() {
            Facing::Forward => Guide::AskStartForward,
            Facing::Backward => Guide::AskStartBackward,
        });
    }

    fn started(&mut self) {
        match self.controller.stage() {
            Stage::Walking => {
                self.phase = Phase::Walking;
                (self.slowed, self.stop_said, self.posture) = (false, false, Posture::default());
                self.meters = self.controller.belt().meters();
                let last = self.at + 1 == self.legs.len();
                self.say(match self.controller.facing() {
                    Facing::Forward if last => Guide::CoolDown,
                    Facing::Forward => Guide::WalkForward,
                    Facing::Backward => Guide::WalkBackward,
                });
            }
            // The start was refused, or stopped: the walker is asked again, and has to touch again.
            Stage::Ready if self.due.is_none() => self.ask_to_start(),
            _ => {}
        }
    }

    fn walk(&mut self, now: Instant) {
        let moved = now.since(self.ticked);
        let meters = self.controller.belt().meters();
        let (hold, gone) = (self.hold, meters.saturating_sub(self.meters));
        self.meters = meters;
        let Some(leg) = self.legs.get_mut(self.at) else { return };
        leg.meters += gone;
        leg.hold = leg.hold.max(hold);
        if self.controller.stage() != Stage::Walking {
            // Stopped or let go by a hazard: the rest of the stretch waits for a new touch.
            self.due = None;
            self.phase =
                if self.controller.stage() == Stage::Ready { Phase::Preparing } else { Phase::Walking };
            return;
        }
        leg.walked += moved;
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
        } else if !self.slowed && self.due.is_none() && self.posture.is_to_be_said(now) {
            // Not while a change is being made or is near.
            self.posture.said();
            self.say(Guide::StandTall);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record;
    use alloc::vec;
    use formats::json::Json as _;
    use formats::walk_record::{Begun, BlockOutcome, Ended, Source, WalkRecord};
    use treadmill::ftms::Characteristic;
    use treadmill::ftms::control_point::Request;
    use treadmill::limits::Personal;

    /// A belt that does as asked, and a walker who touches when asked to.
    struct Bench {
        walk: TreadmillWalk,
        now: Instant,
        speed: u16,
        target: u16,
        running: bool,
        told: Instant,
        /// In 1/3600 m: what 0.01 km/h makes in a tenth of a second.
        way: u32,
        touches: bool,
        said: Vec<(Instant, Guide)>,
        moved: Instant,
        stood_before_turn: Vec<Duration>,
        /// How often a turn was too soon.
        refused: usize,
        written: Vec<(Instant, Request)>,
    }

    impl Bench {
        fn new(each: u64, rounds: u16) -> Bench {
            let personal = Personal {
                three_meters_backward: Some(Duration::from_secs(3)),
                days_since_test: 1,
                week: 2,
                someone_beside: false,
                heart_rate_alarm: None,
            };
            let program = Treadmill { each: Duration::from_secs(each), rounds, speed: None };
            let mut bench = Bench {
                walk: TreadmillWalk::new(&program, Controller::new(personal)),
                now: Instant::START,
                speed: 0,
                target: 80,
                running: false,
                told: Instant::START,
                way: 0,
                touches: true,
                said: vec![],
                moved: Instant::START,
                stood_before_turn: vec![],
                refused: 0,
                written: vec![],
            };
            bench.put(Input::Machine(controller::Input::LinkUp { failed_probe: false }));
            let feature = [0, 0, 0, 0, 1, 0, 0, 0];
            bench.put(Input::Machine(controller::Input::Heard(Characteristic::Feature, &feature)));
            let range = [80, 0, 88, 2, 10, 0];
            bench.put(Input::Machine(controller::Input::Heard(Characteristic::SpeedRange, &range)));
            bench
        }

        fn put(&mut self, input: Input<'_>) {
            self.walk.handle(input, self.now);
            while let Some(output) = self.walk.poll_output() {
                match output {
                    Output::Say(guide) => {
                        if matches!(guide, Guide::AskTurnForward | Guide::AskTurnBackward) {
                            self.stood_before_turn.push(self.now.since(self.moved));
                        }
                        self.said.push((self.now, guide));
                    }
                    Output::Machine(controller::Output::Write(permitted)) => self.obey(&permitted.bytes()),
                    Output::Machine(controller::Output::Say(Saying::Refused(Refusal::TurnTooSoon))) => {
                        self.refused += 1;
                    }
                    Output::Machine(_) => {}
                }
            }
        }

        fn obey(&mut self, bytes: &[u8]) {
            let request = Request::decode(bytes).unwrap().0;
            self.written.push((self.now, request));
            match request {
                Request::SetTargetSpeed(Some(speed)) => self.target = speed.centi_kmh(),
                Request::StartOrResume => self.running = true,
                Request::StopOrPause(_) => (self.running, self.target) = (false, 80),
                _ => {}
            }
            let answer = [0x80, bytes[0], 1];
            self.put(Input::Machine(controller::Input::Heard(Characteristic::ControlPoint, &answer)));
        }

        fn wait(&mut self, seconds: u64) {
            for tenth in 0..seconds * 10 {
                self.now = self.now + Duration::from_millis(100);
                let goal = if self.running { self.target } else { 0 };
                self.speed = if self.speed < goal {
                    goal.min(self.speed + 10)
                } else {
                    goal.max(self.speed.saturating_sub(10))
                };
                self.way += u32::from(self.speed);
                if self.speed > 0 {
                    self.moved = self.now;
                }
                if self.now.since(self.told) >= Duration::from_millis(500) {
                    self.told = self.now;
                    let meters = (self.way / 3600).to_le_bytes();
                    let [low, high] = self.speed.to_le_bytes();
                    let packet = [4, 0, low, high, meters[0], meters[1], meters[2]];
                    self.put(Input::Machine(controller::Input::Heard(
                        Characteristic::TreadmillData,
                        &packet,
                    )));
                }
                if self.walk.phase() == Phase::Walking && tenth % 6 == 0 {
                    self.put(Input::Machine(controller::Input::Felt(Felt::Step)));
                }
                if self.touches && tenth % 10 == 0 {
                    self.touch();
                }
                self.put(Input::Machine(controller::Input::Tick));
            }
        }

        fn touch(&mut self) {
            if let Some(wanted) = self.walk.wanted() {
                self.put(wanted.input());
            }
        }

        fn count(&self, guide: Guide) -> usize {
            self.said.iter().filter(|(_, said)| *said == guide).count()
        }
    }

    #[test]
    fn nobody_is_asked_to_turn_before_the_belt_stood_ten_seconds() {
        let mut bench = Bench::new(60, 1);
        bench.wait(500);
        assert_eq!(bench.stood_before_turn.len(), 3, "to the console, away from it, and back");
        let soon = |stood: &Duration| (10..12).contains(&stood.as_secs());
        assert!(bench.stood_before_turn.iter().all(soon), "{:?}", bench.stood_before_turn);
        assert_eq!(bench.refused, 0, "who turns when asked is not told to wait");
    }

    #[test]
    fn a_whole_walk_goes_forward_turns_goes_backward_and_cools_down() {
        let mut bench = Bench::new(60, 2);
        bench.wait(500);
        assert_eq!(bench.walk.phase(), Phase::Done, "{:?}", bench.said);
        let order: Vec<Guide> = bench.said.iter().map(|(_, guide)| *guide).collect();
        assert_eq!(order[..2], [Guide::AskTurnForward, Guide::AskStartForward]);
        assert_eq!(order.last(), Some(&Guide::WalkDone));
        assert_eq!((bench.count(Guide::WalkBackward), bench.count(Guide::WalkForward)), (2, 1));
        assert_eq!((bench.count(Guide::AskTurnBackward), bench.count(Guide::CoolDown)), (1, 1));
        let facings: Vec<Facing> = bench.walk.legs().iter().map(|leg| leg.facing).collect();
        assert_eq!(facings, [Facing::Forward, Facing::Backward, Facing::Backward, Facing::Forward]);
        for leg in bench.walk.legs() {
            assert!(
                leg.walked >= leg.planned && leg.walked < leg.planned + Duration::from_secs(1),
                "{leg:?}"
            );
            assert!((12..=16).contains(&leg.meters), "{leg:?}");
            assert!(leg.step_length().is_some_and(|length| (0.1..0.2).contains(&length.meters())), "{leg:?}");
        }
        let raises = bench.written.iter().filter(|(_, r)| matches!(r, Request::SetTargetSpeed(_))).count();
        assert_eq!(raises, 2, "the two of the probe: nothing rises by itself");
    }

    #[test]
    fn who_leans_too_far_forward_on_the_belt_hears_of_it_once_a_stretch_and_never_while_the_belt_changes() {
        let mut bench = Bench::new(60, 1);
        let lean = gait::Lean { t_s: 0.0, degrees: 20.0, forward_deg: Some(20.0), against_standing: true };
        for _ in 0..500 {
            bench.wait(1);
            bench.walk.leaned(&lean, bench.now);
        }
        assert_eq!(bench.count(Guide::StandTall), 3, "{:?}", bench.said);
        for (at, _) in bench.said.iter().filter(|(_, guide)| *guide == Guide::StandTall) {
            let (change, _) = bench.said.iter().find(|(then, _)| then > at).unwrap();
            assert!(change.since(*at) > Duration::from_secs(5), "{:?}", bench.said);
        }
    }

    #[test]
    fn a_whole_walk_is_a_whole_record_and_a_broken_one_says_how_far_it_came() {
        let begun = Begun {
            version: 1,
            id: "01893c1e-7b3a-7c3e-8a5e-0123456789ab".into(),
            started_at: "2026-11-23T09:30:00-05:00".into(),
            program: "treadmill 1 min x1".into(),
            source: Source::Phone,
            language: "en".into(),
        };
        let program = coach::program::parse(&begun.program).unwrap();
        let mut bench = Bench::new(60, 1);
        while bench.walk.phase() != Phase::Walking {
            bench.wait(1);
        }
        bench.wait(20);
        bench.put(Input::Holds(Hold::Light));
        bench.wait(1);
        let broken = record::of_belt(&bench.walk, &program, &begun);
        assert_eq!((broken.problem(), broken.ended), (None, Ended::Interrupted));
        let outcomes: Vec<BlockOutcome> = broken.blocks.iter().map(|block| block.outcome).collect();
        assert_eq!(outcomes, [BlockOutcome::Cut, BlockOutcome::Skipped, BlockOutcome::Skipped]);
        bench.wait(400);
        let whole = record::of_belt(&bench.walk, &program, &begun);
        assert_eq!((whole.problem(), whole.ended), (None, Ended::Complete));
        let kinds: Vec<&str> = whole.blocks.iter().map(|block| block.kind.as_str()).collect();
        assert_eq!(kinds, ["forward", "backward", "cool-down"]);
        assert!(whole.blocks[1].steps.backward > 90 && whole.blocks[1].steps.forward == 0);
        assert!(
            whole.blocks.iter().all(|b| b.outcome == BlockOutcome::Done && b.hold.is_some()),
            "{whole:?}"
        );
        assert_eq!(whole.blocks[0].hold, Some(formats::walk_record::Hold::Light));
        let again = WalkRecord::from_json(&whole.to_json());
        assert_eq!(again.as_ref(), Ok(&whole), "kept and read again");
        assert!(whole.blocks.iter().all(|b| b.distance_m.is_some_and(|m| (12.0..=16.0).contains(&m))));
        bench.put(Input::End);
        let mut early = Bench::new(60, 1);
        early.put(Input::End);
        assert_eq!(record::of_belt(&early.walk, &program, &begun).ended, Ended::Early);
    }

    #[test]
    fn a_step_counts_whether_or_not_its_way_is_known() {
        let mut bench = Bench::new(60, 1);
        while bench.walk.phase() != Phase::Walking {
            bench.wait(1);
        }
        let steps = |bench: &Bench| bench.walk.legs()[0].steps;
        let before = steps(&bench);
        bench.put(Input::Machine(controller::Input::Felt(Felt::Walking(Facing::Forward))));
        bench.put(Input::Machine(controller::Input::Felt(Felt::Step)));
        bench.put(Input::Machine(controller::Input::Felt(Felt::HeartRate(100))));
        assert_eq!(steps(&bench), before + 2);
    }

    #[test]
    fn a_week_counts_when_it_was_walked_in() {
        assert_eq!(week([].into_iter(), 100), 1);
        assert_eq!(week([98, 99, 100].into_iter(), 100), 1, "this week is not over");
        assert_eq!(week([0, 3, 6, 8].into_iter(), 100), 3, "two weeks, however long ago");
        assert_eq!(week((0..7000).step_by(7), 7000), 255);
    }

    #[test]
    fn every_sentence_has_its_name_once_and_dangers_are_urgent() {
        let mut all: Vec<String> = sentences().collect();
        assert_eq!(all.len(), 23 + Refusal::ALL.len() + Notice::ALL.len() + Guide::ALL.len());
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 77);
        let lost = Output::Machine(controller::Output::Say(Saying::Hazard(stop::Hazard::LinkLost)));
        assert_eq!((lost.sentence().as_deref(), lost.is_urgent()), (Some("hazard-link-lost"), true));
        let read = Output::Machine(controller::Output::Read(Characteristic::Feature));
        assert_eq!((read.sentence(), read.is_urgent(), read.motif()), (None, false, Motif::Note));
        assert_eq!(Output::Say(Guide::WalkBackward).motif(), Motif::Backward);
    }

    #[test]
    fn every_change_is_said_five_seconds_before() {
        let mut bench = Bench::new(120, 1);
        while bench.walk.phase() != Phase::Walking || bench.walk.controller().facing() == Facing::Forward {
            bench.wait(1);
        }
        bench.wait(35);
        bench.written.clear();
        bench.put(Input::Faster);
        let touched = bench.now;
        bench.put(Input::Faster);
        bench.wait(200);
        assert_eq!(bench.count(Guide::InFiveFaster), 1);
        let at = |bench: &Bench, n: usize| bench.written[n].0.since(touched);
        assert_eq!(at(&bench, 0), Duration::from_secs(5));
        assert!(matches!(bench.written[0].1, Request::SetTargetSpeed(Some(s)) if s.centi_kmh() == 90));
        for (guide, wanted) in
            [(Guide::InFiveSlower, 0x02), (Guide::InFiveStop, 0x08), (Guide::InFiveStart, 0x07)]
        {
            let said = bench.said.iter().rfind(|(when, g)| *g == guide && *when > touched).unwrap().0;
            let done = bench.written.iter().find(|(when, r)| r.op() == wanted && *when > said).unwrap().0;
            let before = done.since(said);
            assert!((5000..5200).contains(&before.as_millis()), "{guide:?} {before:?}");
        }
    }

    #[test]
    fn nothing_starts_without_a_touch() {
        let mut bench = Bench::new(60, 1);
        while bench.walk.phase() != Phase::AwaitingGo {
            bench.wait(1);
        }
        bench.touches = false;
        bench.written.clear();
        bench.wait(300);
        assert_eq!((bench.written.len(), bench.walk.phase()), (0, Phase::AwaitingGo));
        bench.put(Input::Faster);
        bench.put(Input::Turned);
        bench.wait(10);
        assert_eq!(bench.written.len(), 0);
    }

    #[test]
    fn a_stopped_stretch_waits_for_a_new_touch_and_goes_on_with_its_rest() {
        let mut bench = Bench::new(60, 1);
        while bench.walk.phase() != Phase::Walking {
            bench.wait(1);
        }
        bench.wait(20);
        bench.touches = false;
        bench.put(Input::Stop);
        bench.wait(60);
        assert_eq!(bench.walk.phase(), Phase::AwaitingGo);
        let walked = bench.walk.legs()[0].walked;
        assert!(walked < Duration::from_secs(25), "{walked:?}");
        bench.touches = true;
        bench.wait(60);
        assert!(bench.walk.legs()[0].walked >= FORWARD);
    }

    #[test]
    fn the_firmest_hold_is_noted_and_slower_is_at_once() {
        let mut bench = Bench::new(60, 1);
        while bench.walk.phase() != Phase::Walking {
            bench.wait(1);
        }
        bench.put(Input::Holds(Hold::Firm));
        bench.wait(1);
        bench.put(Input::Holds(Hold::Light));
        bench.wait(34);
        assert_eq!(bench.walk.legs()[0].hold, Hold::Firm);
        bench.put(Input::Faster);
        bench.wait(6);
        bench.written.clear();
        bench.put(Input::Slower);
        bench.wait(1);
        assert_eq!(bench.written[0].1.op(), 2);
    }

    #[test]
    fn ending_stops_the_belt_and_says_so() {
        let mut bench = Bench::new(60, 1);
        while bench.walk.phase() != Phase::Walking {
            bench.wait(1);
        }
        bench.written.clear();
        bench.put(Input::End);
        bench.put(Input::End);
        assert!(!bench.walk.is_over(), "the belt still moves");
        bench.wait(30);
        assert!(bench.walk.is_over());
        assert_eq!((bench.walk.phase(), bench.count(Guide::WalkEnded)), (Phase::Done, 1));
        assert!(bench.written.iter().all(|(_, r)| r.op() == 8) && !bench.written.is_empty());
        assert_eq!(bench.walk.poll_timeout(), Some(bench.now + Duration::from_millis(100)));
    }
}
