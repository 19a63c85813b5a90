//! The gate: the only place where a command becomes bytes. Stopping always passes; the rest passes or is told why not.

use crate::limits::{CONSENT, Machine, RAISE_AT_MOST, RAISE_EVERY, Ring, SLOPE};
use alloc::vec::Vec;
use core::time::Duration;
use units::BeltSpeed;

#[cfg(test)]
mod tests;

/// What may be asked of a belt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// To be allowed to ask.
    RequestControl,
    /// To start.
    Start,
    /// To run at a speed.
    Speed(BeltSpeed),
    /// To stop.
    Stop,
}

/// A command the gate let through. Only this module makes one, and only one of these becomes bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Permitted(Command);

impl Permitted {
    /// What was let through.
    pub fn command(self) -> Command {
        self.0
    }

    /// The bytes for the control point, 0x2AD9 (FTMS 1.0.1 table 4.15).
    pub fn bytes(self) -> Vec<u8> {
        match self.0 {
            Command::RequestControl => Vec::from([0x00]),
            Command::Start => Vec::from([0x07]),
            Command::Speed(speed) => {
                let [low, high] = speed.centi_kmh().to_le_bytes();
                Vec::from([0x02, low, high])
            }
            Command::Stop => Vec::from([0x08, 0x01]),
        }
    }
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// There is no link.
    NoLink,
    /// A stop is under way; nothing follows a stop but stop.
    Stopping,
    /// Another command waits for its answer.
    Busy,
    /// It sends no treadmill data: a bike, or a machine that stays silent.
    NotATreadmill,
    /// Its speed cannot be set, or it does not say in which range.
    SpeedCannotBeSet,
    /// Its range of speeds is upside down, empty or without steps.
    RangeMakesNoSense,
    /// Its slowest speed is above this walker's ceiling.
    MachineTooFast,
    /// It failed the unit probe once, which is for good.
    ProbeFailed,
    /// The unit probe has not been done.
    NotProbed,
    /// Live data has not come long enough.
    NoLiveData,
    /// No test of backward walking, or one too old to count.
    NoBackwardTest,
    /// Too slow in the test to walk backward on a belt, or to do it alone.
    TooSlowBackward,
    /// The clip is not confirmed.
    ClipNotOn,
    /// Nobody said just now that the walker stands on the side rails.
    NotOnRails,
    /// The belt moves, or may move.
    BeltMoves,
    /// The belt stands.
    BeltStands,
    /// The deck is not flat.
    DeckTilted,
    /// Control is not held: the console or another app has it.
    NoControl,
    /// A raise without a touch.
    NoTouch,
    /// A raise too soon after the last change.
    TooSoon,
    /// No raise any more in this walk.
    NoMoreRaises,
    /// A limit for the heart was given, and no strap tells its rate.
    HeartNotHeard,
    /// The machine's step is larger than a raise may be.
    StepTooLarge,
    /// Above a ceiling, and whose.
    AboveCeiling(Ring),
    /// Already the slowest.
    AlreadySlowest,
    /// Nobody turns on a belt that has not stood long enough, or while steps are heard.
    TurnTooSoon,
}

impl Refusal {
    /// The name of its sentence, with `treadmill-refused-` before it.
    pub fn name(self) -> &'static str {
        match self {
            Refusal::NoLink => "no-link",
            Refusal::Stopping => "stopping",
            Refusal::Busy => "busy",
            Refusal::NotATreadmill => "not-a-treadmill",
            Refusal::SpeedCannotBeSet => "speed-cannot-be-set",
            Refusal::RangeMakesNoSense => "range-makes-no-sense",
            Refusal::MachineTooFast => "machine-too-fast",
            Refusal::ProbeFailed => "probe-failed",
            Refusal::NotProbed => "not-probed",
            Refusal::NoLiveData => "no-live-data",
            Refusal::NoBackwardTest => "no-backward-test",
            Refusal::TooSlowBackward => "too-slow-backward",
            Refusal::ClipNotOn => "clip-not-on",
            Refusal::NotOnRails => "not-on-rails",
            Refusal::BeltMoves => "belt-moves",
            Refusal::BeltStands => "belt-stands",
            Refusal::DeckTilted => "deck-tilted",
            Refusal::NoControl => "no-control",
            Refusal::NoTouch => "no-touch",
            Refusal::TooSoon => "too-soon",
            Refusal::NoMoreRaises => "no-more-raises",
            Refusal::HeartNotHeard => "heart-not-heard",
            Refusal::StepTooLarge => "step-too-large",
            Refusal::AboveCeiling(Ring::Hard) => "above-hard",
            Refusal::AboveCeiling(Ring::Personal) => "above-personal",
            Refusal::AboveCeiling(Ring::Machine) => "above-machine",
            Refusal::AlreadySlowest => "already-slowest",
            Refusal::TurnTooSoon => "turn-too-soon",
        }
    }

    /// All of them.
    pub const ALL: [Refusal; 28] = [
        Refusal::NoLink,
        Refusal::Stopping,
        Refusal::Busy,
        Refusal::NotATreadmill,
        Refusal::SpeedCannotBeSet,
        Refusal::RangeMakesNoSense,
        Refusal::MachineTooFast,
        Refusal::ProbeFailed,
        Refusal::NotProbed,
        Refusal::NoLiveData,
        Refusal::NoBackwardTest,
        Refusal::TooSlowBackward,
        Refusal::ClipNotOn,
        Refusal::NotOnRails,
        Refusal::BeltMoves,
        Refusal::BeltStands,
        Refusal::DeckTilted,
        Refusal::NoControl,
        Refusal::NoTouch,
        Refusal::TooSoon,
        Refusal::NoMoreRaises,
        Refusal::HeartNotHeard,
        Refusal::StepTooLarge,
        Refusal::AboveCeiling(Ring::Hard),
        Refusal::AboveCeiling(Ring::Personal),
        Refusal::AboveCeiling(Ring::Machine),
        Refusal::AlreadySlowest,
        Refusal::TurnTooSoon,
    ];
}

/// Whether a machine does what it is asked, in the right units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// Not tried.
    Untried,
    /// It does.
    Proved,
    /// It does not, for good.
    Failed,
}

/// All the gate looks at.
// A list of plain yes and no is what makes the gate readable.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// There is a link.
    pub linked: bool,
    /// A stop has been sent and not been seen.
    pub stopping: bool,
    /// A command waits for its answer.
    pub busy: bool,
    /// The machine's range, or what is wrong with it.
    pub machine: Result<Machine, Refusal>,
    /// Live data has come long enough.
    pub live: bool,
    /// The unit probe.
    pub proof: Proof,
    /// The probe is under way, with nobody on the belt.
    pub probing: bool,
    /// The walk's ceiling and whose it is, or why there is none.
    pub ceiling: Result<(BeltSpeed, Ring), Refusal>,
    /// The clip is confirmed.
    pub clip: bool,
    /// How long ago the walker said "on the rails, start" (or "nobody is on the belt"), for a start not yet made.
    pub consent_age: Option<Duration>,
    /// The belt is heard to stand.
    pub stands: bool,
    /// The belt's fresh speed.
    pub speed: Option<BeltSpeed>,
    /// The deck's slope, 0.1 %.
    pub slope: i32,
    /// The machine granted control.
    pub control: bool,
    /// The speed it is asked to hold now.
    pub asked: Option<BeltSpeed>,
    /// A finger asks for this command now.
    pub touched: bool,
    /// Since the start or the last change of speed.
    pub since_change: Option<Duration>,
    /// No raise any more in this walk.
    pub raises_over: bool,
    /// A limit for the heart was given, and no strap tells its rate.
    pub heart_unheard: bool,
}

/// Lets a command through or says why not.
pub fn permit(command: Command, s: &Situation) -> Result<Permitted, Refusal> {
    match command {
        Command::Stop => Ok(()),
        Command::RequestControl => may_request_control(s),
        Command::Start => may_start(s),
        Command::Speed(speed) => may_run_at(speed, s),
    }?;
    Ok(Permitted(command))
}

fn refuse(when: bool, why: Refusal) -> Result<(), Refusal> {
    if when { Err(why) } else { Ok(()) }
}

/// Control is asked for to stop a belt, or with a consent to start one: never by connecting alone.
fn may_request_control(s: &Situation) -> Result<(), Refusal> {
    refuse(!s.linked, Refusal::NoLink)?;
    if s.stopping { Ok(()) } else { may_start_ever(s) }
}

fn may_start(s: &Situation) -> Result<(), Refusal> {
    refuse(!s.linked, Refusal::NoLink)?;
    refuse(!s.control, Refusal::NoControl)?;
    may_start_ever(s)
}

/// Everything a start needs but control itself.
fn may_start_ever(s: &Situation) -> Result<(), Refusal> {
    refuse(s.stopping, Refusal::Stopping)?;
    refuse(s.busy, Refusal::Busy)?;
    let machine = s.machine?;
    let (ceiling, _) = s.ceiling?;
    refuse(machine.slowest > ceiling, Refusal::MachineTooFast)?;
    refuse(s.proof == Proof::Failed, Refusal::ProbeFailed)?;
    refuse(!s.live, Refusal::NoLiveData)?;
    refuse(!s.stands, Refusal::BeltMoves)?;
    if !s.probing {
        refuse(s.proof != Proof::Proved, Refusal::NotProbed)?;
        refuse(!s.clip, Refusal::ClipNotOn)?;
        refuse(s.slope.abs() > SLOPE, Refusal::DeckTilted)?;
    }
    refuse(s.consent_age.is_none_or(|age| age > CONSENT), Refusal::NotOnRails)
}

fn may_run_at(speed: BeltSpeed, s: &Situation) -> Result<(), Refusal> {
    refuse(!s.linked, Refusal::NoLink)?;
    refuse(s.stopping, Refusal::Stopping)?;
    refuse(s.busy, Refusal::Busy)?;
    refuse(!s.control, Refusal::NoControl)?;
    let machine = s.machine?;
    let now = s.speed.ok_or(Refusal::NoLiveData)?;
    // A speed sent to a standing or spinning-up belt starts some machines and crashes the link of others.
    refuse(now == BeltSpeed::ZERO, Refusal::BeltStands)?;
    let asked = s.asked.ok_or(Refusal::BeltStands)?;
    refuse(speed < machine.slowest, Refusal::AlreadySlowest)?;
    let (ceiling, ring) = s.ceiling?;
    refuse(speed > ceiling, Refusal::AboveCeiling(ring))?;
    // Slower than both report and request, or the slowest there is, is no raise.
    if speed <= asked.min(now.max(machine.slowest)) {
        return Ok(());
    }
    if s.probing {
        return refuse(speed > asked.saturating_add(machine.probe_change()), Refusal::StepTooLarge);
    }
    refuse(!s.touched, Refusal::NoTouch)?;
    refuse(s.raises_over, Refusal::NoMoreRaises)?;
    refuse(s.heart_unheard, Refusal::HeartNotHeard)?;
    refuse(s.since_change.is_none_or(|since| since < RAISE_EVERY), Refusal::TooSoon)?;
    let too_large = machine.step > RAISE_AT_MOST || speed > asked.saturating_add(machine.step);
    refuse(too_large, Refusal::StepTooLarge)
}
