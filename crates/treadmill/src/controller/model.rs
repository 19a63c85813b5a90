//! The controller's states searched through: no path leads to motion without consent, and none past a stop.
//!
//! Twice over: as it is, and with a fault that has it ask the gate for any command in any state. Then the gate alone
//! stands between a fault and a moving belt; without its look at the consent the second search fails.
//!
//! Breadth first from the start, every input in every state. A state is the whole controller with its ages sorted into
//! the classes its rules tell apart; of each class the first concrete state found is carried on, second by second.

use super::*;
use crate::ftms::Characteristic;
use alloc::collections::{BTreeSet, VecDeque};
use alloc::vec::Vec;
use core::hash::{Hash, Hasher};
use core::time::Duration;

/// What may happen in any state.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Happens {
    /// A second without a word from the belt.
    Quiet,
    /// Seconds in which the belt tells this speed, until something changes.
    Told(u16),
    /// The machine answers what waits, with this result.
    Answered(u8),
    LinkUp,
    LinkLost,
    Status(u8),
    Asked(Ask),
    /// A fault of ours has this asked of the gate, and nobody touched anything.
    Tried(Command),
}

const EVERYTHING: [Happens; 20] = [
    Happens::Quiet,
    Happens::Told(0),
    Happens::Told(80),
    Happens::Told(100),
    Happens::Told(130),
    Happens::Answered(1),
    Happens::Answered(5),
    Happens::LinkUp,
    Happens::LinkLost,
    Happens::Status(0x02),
    Happens::Status(0x03),
    Happens::Status(0xFF),
    Happens::Asked(Ask::ClipIsOn),
    Happens::Asked(Ask::NobodyOnBelt),
    Happens::Asked(Ask::StartFromRails),
    Happens::Asked(Ask::StartingByHand),
    Happens::Asked(Ask::Faster),
    Happens::Asked(Ask::Slower),
    Happens::Asked(Ask::Stop),
    Happens::Asked(Ask::StopAsPlanned),
];

const FAULTS: [Happens; 4] = [
    Happens::Tried(Command::RequestControl),
    Happens::Tried(Command::Start),
    Happens::Tried(Command::Speed(BeltSpeed::from_centi_kmh(80))),
    Happens::Tried(Command::Speed(BeltSpeed::from_centi_kmh(100))),
];

/// The controller, the time, and what an onlooker remembers.
#[derive(Clone)]
struct Node {
    controller: Controller,
    now: Instant,
    /// When a start was last consented to, if not used up.
    consent: Option<Instant>,
    /// A stop went out, and the belt has not been heard to stand since.
    stopped: Option<Instant>,
}

/// The class of an age: the last of these seconds that has passed.
fn class(age: Duration, seconds: &[u64]) -> u64 {
    seconds.iter().copied().rfind(|second| *second <= age.as_secs()).unwrap_or(0)
}

impl Node {
    fn start() -> Node {
        Node {
            controller: Controller::new(Personal::tested(Duration::from_secs(4))),
            now: Instant::from_millis(100_000),
            consent: None,
            stopped: None,
        }
    }

    fn key(&self) -> u64 {
        let aged = |seconds: &'static [u64]| {
            move |moment: Instant| Instant::from_millis(class(self.now.since(moment), seconds))
        };
        let mut c = self.controller.clone();
        c.belt = c.belt.aged(aged(&[0, 1, 2, 3]));
        c.consent = c.consent.map(aged(&[0, 31]));
        c.changed = c.changed.map(aged(&[0, 30]));
        c.slower_since = c.slower_since.map(aged(&[0, 1, 2]));
        c.pending = c.pending.map(|p| Pending { since: aged(&[0, 1, 2, 3])(p.since), ..p });
        c.awaited = c.awaited.map(|a| Awaited { since: aged(&[0, 2, 4, 6])(a.since), ..a });
        // How long a stop lasts changes what is said and no command.
        c.stop = c.stop.map(|s| Stop {
            since: Instant::START,
            sent: s.sent.map(aged(&[0, 1])),
            peak: BeltSpeed::ZERO,
        });
        // What was said, and when, changes no command.
        (c.said, c.told, c.told_time, c.silence_said, c.manual_said) = (None, 0, None, false, false);
        (c.began, c.told_to_step_on, c.unfelt_said) = (None, None, false);
        c.linked = c.linked.map(|_| Instant::START);
        let mut hasher = Fnv(0xCBF2_9CE4_8422_2325);
        (&c, self.consent.map(aged(&[0, 31])), self.stopped.is_some()).hash(&mut hasher);
        hasher.finish()
    }

    fn put(&mut self, input: Input<'_>) {
        let ready = self.controller.stage() == Stage::Ready;
        let asked = self.controller.asked();
        self.controller.handle(input, self.now);
        if let Input::Asked(Ask::NobodyOnBelt | Ask::StartFromRails | Ask::StartingByHand) = input
            && ready
        {
            self.consent = Some(self.now);
        }
        self.drain(Some(input), asked);
        if !matches!(self.controller.stage(), Stage::Probing(_) | Stage::Starting) {
            // The start that was consented to is over, or will not be.
            self.consent = None;
        }
    }

    fn drain(&mut self, input: Option<Input<'_>>, asked: Option<BeltSpeed>) {
        let outputs: Vec<Output> = core::iter::from_fn(|| self.controller.poll_output()).collect();
        for output in outputs {
            match output {
                Output::Write(permitted) => self.look_at(permitted.command(), input, asked),
                Output::Read(Characteristic::Feature) => {
                    self.put(Input::Heard(Characteristic::Feature, &[0, 0, 0, 0, 1, 0, 0, 0]));
                }
                Output::Read(_) => self.put(Input::Heard(Characteristic::SpeedRange, &[80, 0, 88, 2, 10, 0])),
                _ => {}
            }
        }
    }

    /// What must hold of every command, whatever the path to it.
    fn look_at(&mut self, command: Command, input: Option<Input<'_>>, asked: Option<BeltSpeed>) {
        match command {
            Command::Stop => self.stopped = Some(self.now),
            Command::RequestControl => {
                assert!(self.stopped.is_some() || self.consent.is_some(), "control without a reason");
            }
            Command::Start => {
                assert!(self.stopped.is_none(), "a start after a stop");
                let consent = self.consent.take().expect("a start without consent");
                assert!(self.now.since(consent) <= limits::CONSENT, "a start with an old consent");
            }
            Command::Speed(speed) => {
                assert!(self.stopped.is_none(), "a speed after a stop");
                assert!(speed <= limits::HARD, "above the hard ceiling");
                let probing = matches!(self.controller.stage(), Stage::Probing(_));
                let raised = asked.is_some_and(|asked| speed > asked);
                assert!(
                    probing || !raised || input == Some(Input::Asked(Ask::Faster)),
                    "a raise nobody touched for"
                );
                assert!(probing || speed <= BeltSpeed::from_centi_kmh(100), "above the personal ceiling");
            }
        }
    }

    fn hear(&mut self, speed: u16) {
        let [low, high] = speed.to_le_bytes();
        if speed == 0 && self.stopped.is_some_and(|at| self.now > at) {
            self.stopped = None;
        }
        self.put(Input::Heard(Characteristic::TreadmillData, &[0, 0, low, high]));
    }

    /// The state after this, where it can happen here.
    fn after(&self, happens: Happens) -> Option<Node> {
        let mut node = self.clone();
        let linked = node.controller.stage() != Stage::Off;
        match happens {
            Happens::Quiet => {
                node.now = node.now + Duration::from_secs(1);
                node.put(Input::Tick);
            }
            Happens::Told(speed) if linked => {
                let key = self.key();
                for _ in 0..32 {
                    node.now = node.now + Duration::from_secs(1);
                    node.hear(speed);
                    if node.key() != key {
                        break;
                    }
                }
            }
            Happens::Answered(result) if linked => {
                let waits = node.controller.pending.map(|pending| pending.command);
                let op = match waits.or(node.controller.stop.map(|_| Command::Stop))? {
                    Command::RequestControl => 0,
                    Command::Start => 7,
                    Command::Speed(_) => 2,
                    Command::Stop => 8,
                };
                node.put(Input::Heard(Characteristic::ControlPoint, &[0x80, op, result]));
            }
            Happens::LinkUp if !linked => node.put(Input::LinkUp { refused: None }),
            Happens::LinkLost if linked => node.put(Input::LinkLost),
            Happens::Status(status) if linked => {
                node.put(Input::Heard(Characteristic::MachineStatus, &[status, 1]));
            }
            Happens::Asked(ask) => node.put(Input::Asked(ask)),
            Happens::Tried(command) if linked => {
                let asked = node.controller.asked();
                node.controller.send(command, false, node.now);
                node.drain(None, asked);
            }
            _ => return None,
        }
        Some(node)
    }
}

/// Fowler, Noll and Vo's hash, 64 bits: `core` has none.
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}

/// More than there are: reaching it means that something keeps growing.
const STATES: usize = 200_000;

/// Every state that these lead to.
fn search(happenings: &[Happens]) {
    let mut seen = BTreeSet::from([Node::start().key()]);
    let mut stages = BTreeSet::new();
    let mut next = VecDeque::from([Node::start()]);
    while let Some(node) = next.pop_front() {
        stages.insert(node.controller.stage());
        for happens in happenings {
            if let Some(node) = node.after(*happens)
                && seen.len() < STATES
                && seen.insert(node.key())
            {
                next.push_back(node);
            }
        }
    }
    assert!((10_000..STATES).contains(&seen.len()), "{} states: all of them, and no handful", seen.len());
    for stage in [
        Stage::Off,
        Stage::Reading,
        Stage::Ready,
        Stage::Probing(Probe::Control),
        Stage::Probing(Probe::Settling),
        Stage::Probing(Probe::Up),
        Stage::Probing(Probe::Down),
        Stage::Starting,
        Stage::Walking,
        Stage::Stopping,
        Stage::LetGo,
    ] {
        assert!(stages.contains(&stage), "{stage:?} was never reached: {stages:?}");
    }
}

#[test]
fn no_state_leads_to_motion_without_consent() {
    search(&EVERYTHING);
}

#[test]
fn nor_does_any_fault_that_asks_the_gate_for_a_command() {
    search(&[&EVERYTHING[..], &FAULTS].concat());
}
