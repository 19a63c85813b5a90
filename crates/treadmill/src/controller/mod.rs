//! The controller: what is heard goes in, what is said and sent comes out, and time is told. No clock, no radio.
//!
//! After each [`Controller::handle`] drain [`Controller::poll_output`] until it is empty; call `handle` with
//! [`Input::Tick`] no later than [`Controller::poll_timeout`].

mod answer;
mod facts;
#[cfg(test)]
mod model;
mod steer;
#[cfg(test)]
mod tests;

use crate::belt::Belt;
use crate::ftms::Characteristic;
use crate::ftms::feature::Feature;
use crate::gate::{self, Command, Permitted, Proof, Refusal, Situation};
use crate::limits::{self, Machine, Personal, Ring};
use crate::stop::Hazard;
use alloc::collections::VecDeque;
use units::{BeltSpeed, Instant};

/// Which way the walker faces on the belt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facing {
    /// To the console, walking forward.
    Forward,
    /// Away from the console, walking backward.
    Backward,
}

/// What a person, or the plan a person started, asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// The clip is on the clothes.
    ClipIsOn,
    /// Nobody is on the belt: try it.
    NobodyOnBelt,
    /// I stand on the side rails: start.
    StartFromRails,
    /// I stand on the side rails and start it at the console.
    StartingByHand,
    /// One step faster: a touch.
    Faster,
    /// One step slower.
    Slower,
    /// Down to the slowest, a touch or the plan.
    Slowest,
    /// Stop: a touch.
    Stop,
    /// Stop, because the plan says so.
    StopAsPlanned,
    /// I face this way now.
    Facing(Facing),
}

/// What the phone on the walker, or the strap on the chest, felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Felt {
    /// A step.
    Step,
    /// Several steps in this direction, sure enough to act on.
    Walking(Facing),
    /// Beats a minute.
    HeartRate(u16),
}

/// What goes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input<'a> {
    /// The link is up, with what is known of this machine.
    LinkUp {
        /// Why it is not steered, whatever it tells: it failed the unit probe once, or its name says so.
        refused: Option<Refusal>,
    },
    /// The link is gone.
    LinkLost,
    /// Bytes read or notified.
    Heard(Characteristic, &'a [u8]),
    /// The machine has no such characteristic.
    Missing(Characteristic),
    /// A command could not be written.
    WriteFailed,
    /// A person or the plan asks.
    Asked(Ask),
    /// The phone or the strap felt.
    Felt(Felt),
    /// The words that tell the walker to step on are over.
    ToldToStepOn,
    /// Time went by.
    Tick,
}

/// What is worth saying besides hazards and refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notice {
    /// This machine can be used. Many makers forbid walking backward on theirs: read the manual.
    ReadTheManual,
    /// The probe went well.
    ProbeDone,
    /// The belt moves steadily.
    Moving,
    /// The belt gets faster.
    Faster,
    /// The belt gets slower.
    Slower,
    /// The belt stops as planned.
    Stopping,
    /// The belt stands.
    Standing,
    /// The clip is noted.
    ClipNoted,
    /// The turn is noted.
    TurnNoted,
    /// The link to a standing belt is gone.
    LinkGone,
    /// The standing belt says nothing any more.
    WentSilent,
    /// No step was ever felt in this walk: nobody notices who falls or steps off.
    StepsNotFelt,
    /// A limit for the heart was given, and no strap tells its rate.
    HeartNotHeard,
}

impl Notice {
    /// All of them.
    pub const ALL: [Notice; 13] = [
        Notice::ReadTheManual,
        Notice::ProbeDone,
        Notice::Moving,
        Notice::Faster,
        Notice::Slower,
        Notice::Stopping,
        Notice::Standing,
        Notice::ClipNoted,
        Notice::TurnNoted,
        Notice::LinkGone,
        Notice::WentSilent,
        Notice::StepsNotFelt,
        Notice::HeartNotHeard,
    ];

    /// The name of its sentence, with `treadmill-` before it.
    pub fn name(self) -> &'static str {
        match self {
            Notice::ReadTheManual => "read-the-manual",
            Notice::ProbeDone => "probe-done",
            Notice::Moving => "moving",
            Notice::Faster => "faster",
            Notice::Slower => "slower",
            Notice::Stopping => "stopping",
            Notice::Standing => "standing",
            Notice::ClipNoted => "clip-noted",
            Notice::TurnNoted => "turn-noted",
            Notice::LinkGone => "link-gone",
            Notice::WentSilent => "went-silent",
            Notice::StepsNotFelt => "steps-not-felt",
            Notice::HeartNotHeard => "heart-not-heard",
        }
    }
}

/// What the walker hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Saying {
    /// A danger.
    Hazard(Hazard),
    /// Why something was not done.
    Refused(Refusal),
    /// Something worth knowing.
    Notice(Notice),
}

impl Saying {
    /// The first part and the rest of the name of its sentence in the catalogues.
    pub fn sentence(self) -> (&'static str, &'static str) {
        match self {
            Saying::Hazard(hazard) => ("hazard-", hazard.name()),
            Saying::Refused(refusal) => ("treadmill-refused-", refusal.name()),
            Saying::Notice(notice) => ("treadmill-", notice.name()),
        }
    }
}

/// What comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Output {
    /// Subscribe to it.
    Subscribe(Characteristic),
    /// Read it.
    Read(Characteristic),
    /// Write it to the control point, with response.
    Write(Permitted),
    /// Say it.
    Say(Saying),
    /// Remember that this machine failed the unit probe.
    RememberFailedProbe,
}

/// Where in the unit probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Probe {
    /// Control is asked for, the start not yet sent.
    Control,
    /// Started; the speed settles.
    Settling,
    /// A step up was asked.
    Up,
    /// The step down again was asked.
    Down,
}

/// Where in the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// No link.
    Off,
    /// Reading only: what the machine is, and live data.
    Reading,
    /// Reading only for good, and why.
    ReadOnly(Refusal),
    /// It could be probed or started; nothing moves on our account.
    Ready,
    /// The unit probe, nobody on the belt.
    Probing(Probe),
    /// A start is consented to and under way.
    Starting,
    /// The belt moves for this walk, and this app steers.
    Walking,
    /// A stop has been sent and not been seen.
    Stopping,
    /// The belt may move; the console has it.
    LetGo,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Pending {
    command: Command,
    since: Instant,
}

/// A change of speed that waits to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Awaited {
    from: BeltSpeed,
    since: Instant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Stop {
    since: Instant,
    sent: Option<Instant>,
    /// The fastest report since the stop: some report a leap up before they slow.
    peak: BeltSpeed,
}

/// The machine's state. Shells keep one for a walk; nothing of it is lost by a lost link but what must be.
// Each yes and no is its own fact of the walk; states that exclude one another are in `Stage`.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Controller {
    personal: Personal,
    stage: Stage,
    belt: Belt,
    feature: Option<Result<(), Refusal>>,
    range: Option<Result<Machine, Refusal>>,
    refused: Option<Refusal>,
    proof: Proof,
    facing: Facing,
    clip: bool,
    control: bool,
    consent: Option<Instant>,
    pending: Option<Pending>,
    asked: Option<BeltSpeed>,
    awaited: Option<Awaited>,
    changed: Option<Instant>,
    slower_since: Option<Instant>,
    raises_over: bool,
    slower_wanted: bool,
    slowest_wanted: bool,
    by_hand: bool,
    stop: Option<Stop>,
    /// The last step this walk felt.
    stepped: Option<Instant>,
    /// When the belt was last started for the walker and then moved, and since when the walker is told to step on.
    began: Option<Instant>,
    told_to_step_on: Option<Instant>,
    unfelt_said: bool,
    heart_fast: bool,
    /// The last beat that was believed.
    beat: Option<Instant>,
    unheard_said: bool,
    /// How often the belt ran faster than it may, or unasked.
    ran_away: u8,
    told: u32,
    said: Option<Instant>,
    linked: Option<Instant>,
    silence_said: bool,
    manual_said: bool,
    told_time: Option<Instant>,
    outputs: VecDeque<Output>,
}

impl Controller {
    /// A controller for one walker's walk; nothing is linked yet. The facing is backward until told otherwise: the
    /// lower ceiling.
    pub fn new(personal: Personal) -> Controller {
        Controller {
            personal,
            stage: Stage::Off,
            belt: Belt::default(),
            feature: None,
            range: None,
            refused: None,
            proof: Proof::Untried,
            facing: Facing::Backward,
            clip: false,
            control: false,
            consent: None,
            pending: None,
            asked: None,
            awaited: None,
            changed: None,
            slower_since: None,
            raises_over: false,
            slower_wanted: false,
            slowest_wanted: false,
            by_hand: false,
            stop: None,
            stepped: None,
            began: None,
            told_to_step_on: None,
            unfelt_said: false,
            heart_fast: false,
            beat: None,
            unheard_said: false,
            ran_away: 0,
            told: 0,
            said: None,
            linked: None,
            silence_said: false,
            manual_said: false,
            told_time: None,
            outputs: VecDeque::new(),
        }
    }

    /// A controller that takes its belt as one that passed the unit probe: for recordings, whose commands go nowhere.
    pub fn for_replay(personal: Personal) -> Controller {
        Controller { proof: Proof::Proved, ..Controller::new(personal) }
    }

    /// Takes one input at its time.
    pub fn handle(&mut self, input: Input<'_>, now: Instant) {
        let mut facts = self.hear(input, now);
        self.fill(&mut facts, now);
        self.told_time = Some(now);
        self.obey(&facts, now);
        if let Input::Asked(ask) = input {
            self.ask(ask, now);
        }
        self.go_on(now);
        self.repeat(now);
    }

    /// The next thing to do, in order.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When time must be told again at the latest.
    pub fn poll_timeout(&self) -> Option<Instant> {
        let watching = self.stage != Stage::Off || self.stop.is_some();
        self.told_time.filter(|_| watching).map(|told| told + limits::TICK)
    }

    /// Where it is.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Whether it moves, or may move, on our account: who leaves such a belt stops it.
    pub fn is_held(&self) -> bool {
        self.control || !self.is_idle()
    }

    fn is_idle(&self) -> bool {
        matches!(self.stage, Stage::Off | Stage::Reading | Stage::ReadOnly(_) | Stage::Ready)
    }

    /// Whether the link to a belt that may run is gone: the stop goes out the moment the link is back.
    pub fn is_adrift(&self) -> bool {
        self.stage == Stage::Off && self.stop.is_some() && self.linked.is_some()
    }

    /// What is known of the belt.
    pub fn belt(&self) -> &Belt {
        &self.belt
    }

    /// The speed the belt is asked to hold.
    pub fn asked(&self) -> Option<BeltSpeed> {
        self.asked
    }

    /// Which way the walker faces.
    pub fn facing(&self) -> Facing {
        self.facing
    }

    /// Whether somebody walks on it, as far as is known: since the first step of this start; in a walk that never felt one,
    /// since the walker was told to step on.
    pub fn is_walked_on(&self, now: Instant) -> bool {
        let Some((began, due)) = self.began.zip(self.steps_due()) else { return false };
        self.stage == Stage::Walking && self.stepped.map_or(now >= due, |step| step > began)
    }

    /// Since when steps are awaited: since the walker was told to step on, or that must be over.
    fn steps_due(&self) -> Option<Instant> {
        self.told_to_step_on.or(self.began.map(|began| began + limits::TOLD_TO_STEP_ON))
    }

    /// Whether the clip is confirmed.
    pub fn clip_is_on(&self) -> bool {
        self.clip
    }

    /// Whether the machine did as asked in the unit probe.
    pub fn proof(&self) -> Proof {
        self.proof
    }

    /// The machine's range, or why it cannot be steered; [`Refusal::NoLiveData`] while it is still being read.
    pub fn machine(&self) -> Result<Machine, Refusal> {
        match (self.feature, self.range) {
            (Some(Err(why)), _) | (_, Some(Err(why))) => Err(why),
            (Some(Ok(())), Some(Ok(machine))) => Ok(machine),
            _ => Err(Refusal::NoLiveData),
        }
    }

    /// The walk's ceiling and which ring set it, or why there is none.
    pub fn ceiling(&self) -> Result<(BeltSpeed, Ring), Refusal> {
        let machine = self.machine()?;
        let backward = self.personal.backward_ceiling()?;
        let personal = match self.facing {
            Facing::Backward if !matches!(self.stage, Stage::Probing(_)) => backward,
            _ => limits::HARD,
        };
        // A belt too fast to walk backward on is not suitable at all, whichever way the walker faces now.
        if machine.slowest > backward {
            return Err(Refusal::MachineTooFast);
        }
        Ok(limits::ceiling(personal, machine.fastest))
    }

    /// Whether a touch now would raise the speed one step, or why not.
    pub fn may_raise(&self, now: Instant) -> Result<(), Refusal> {
        gate::permit(Command::Speed(self.one_step_up()), &self.situation(true, now)).map(|_| ())
    }

    /// Whether it is asked to run faster than its slowest.
    pub fn is_above_slowest(&self) -> bool {
        self.machine().is_ok_and(|machine| self.asked.is_some_and(|asked| asked > machine.slowest))
    }

    fn one_step_up(&self) -> BeltSpeed {
        let step = self.machine().map_or(BeltSpeed::ZERO, |machine| machine.step);
        self.asked.unwrap_or_default().saturating_add(step)
    }

    /// All the gate looks at.
    fn situation(&self, touched: bool, now: Instant) -> Situation {
        Situation {
            linked: self.stage != Stage::Off,
            stopping: self.stop.is_some(),
            busy: self.pending.is_some() || self.awaited.is_some(),
            machine: self.machine(),
            live: self.belt.is_live(now),
            proof: self.proof,
            probing: matches!(self.stage, Stage::Probing(_)),
            ceiling: self.ceiling(),
            clip: self.clip,
            consent_age: self.consent.map(|given| now.since(given)),
            stands: self.belt.stood(now).is_some(),
            speed: self.belt.speed(now),
            slope: self.belt.slope().unwrap_or(0),
            control: self.control,
            asked: self.asked,
            touched,
            since_change: self.changed.map(|changed| now.since(changed)),
            raises_over: self.raises_over,
            heart_unheard: self.heart_is_unheard(now),
        }
    }

    /// Whether a limit was given and no strap tells whether it is kept.
    fn heart_is_unheard(&self, now: Instant) -> bool {
        self.personal.heart_rate_alarm.is_some()
            && self.beat.is_none_or(|beat| now.since(beat) > limits::HEART_SILENCE)
    }

    fn say(&mut self, saying: Saying) {
        self.outputs.push_back(Output::Say(saying));
    }

    fn notice(&mut self, notice: Notice) {
        self.say(Saying::Notice(notice));
    }

    /// Says a hazard once, and some again while they last.
    fn say_hazard(&mut self, hazard: Hazard, now: Instant) {
        let bit = 1u32 << (hazard as u32);
        if self.told & bit == 0 {
            self.told |= bit;
            self.said = Some(now);
            self.say(Saying::Hazard(hazard));
        } else if self.stage != Stage::LetGo {
            self.say_again(hazard, now);
        }
    }

    /// Says again what the walker alone can end, once its time has come.
    fn say_again(&mut self, hazard: Hazard, now: Instant) {
        let due = |after| self.said.is_some_and(|said| now.since(said) >= after);
        if hazard.said_again_after().is_some_and(due) {
            self.said = Some(now);
            self.say(Saying::Hazard(hazard));
        }
    }

    fn learn_feature(&mut self, bytes: &[u8]) {
        let can = Feature::decode(bytes).is_some_and(|f| f.speed_can_be_set());
        self.feature = Some(if can { Ok(()) } else { Err(Refusal::SpeedCannotBeSet) });
    }
}
