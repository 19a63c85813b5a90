//! The machine: a belt with ramps, a countdown and a slowest speed, that speaks FTMS and has faults.

use crate::chance::Chance;
use core::time::Duration;
use std::collections::VecDeque;
use treadmill::ftms::Characteristic;
use treadmill::ftms::control_point::{Outcome, Reply, Request, StopOrPause};
use treadmill::ftms::range::SpeedRange;
use treadmill::ftms::treadmill_data::{Field, Reading, TreadmillData};
use units::{BeltSpeed, Instant};

/// What can be wrong with a machine, its radio, the phone or the walker. Each is seen on real machines or in the
/// incidents of TREADMILLS.md, or is what a body does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// Takes kilometres as miles.
    Miles,
    /// Tells the target as if it were the speed.
    TellsTarget,
    /// Starts at the speed of its last session.
    LastSpeed,
    /// Answers nothing.
    NoAnswers,
    /// Refuses commands.
    Refuses,
    /// Answers and does not follow.
    Deaf,
    /// Does not stop when told.
    WillNotStop,
    /// Speeds up by itself.
    SpeedsUp,
    /// Falls back to its slowest.
    FallsBack,
    /// Moves by itself.
    MovesAlone,
    /// Its clock stands.
    FrozenClock,
    /// Its counters wrap at eight bits.
    ShortCounters,
    /// Its deck tilts.
    Tilts,
    /// Data stops coming.
    Silence,
    /// Packets come cut.
    CutPackets,
    /// Records come in two parts.
    SplitRecords,
    /// Packets come twice.
    Duplicates,
    /// Packets come late and out of order.
    Reordered,
    /// The link drops for a while.
    LinkDrops,
    /// Someone pulls the key.
    SafetyKey,
    /// The console stops or pauses the belt.
    ConsoleStop,
    /// The console slows the belt.
    ConsoleSlows,
    /// Another app takes control.
    OtherApp,
    /// The app is asleep for some seconds.
    AppAsleep,
    /// The heart beats too fast.
    HeartFast,
    /// The walker's steps are not felt for a while.
    StepsLost,
    /// The walker steps off for good.
    WalkerGone,
    /// The walker turns on the moving belt.
    Turns,
    /// The walker, or someone beside, touches STOP.
    TouchesStop,
}

impl Fault {
    /// All of them.
    pub const ALL: [Fault; 29] = [
        Fault::Miles,
        Fault::TellsTarget,
        Fault::LastSpeed,
        Fault::NoAnswers,
        Fault::Refuses,
        Fault::Deaf,
        Fault::WillNotStop,
        Fault::SpeedsUp,
        Fault::FallsBack,
        Fault::MovesAlone,
        Fault::FrozenClock,
        Fault::ShortCounters,
        Fault::Tilts,
        Fault::Silence,
        Fault::CutPackets,
        Fault::SplitRecords,
        Fault::Duplicates,
        Fault::Reordered,
        Fault::LinkDrops,
        Fault::SafetyKey,
        Fault::ConsoleStop,
        Fault::ConsoleSlows,
        Fault::OtherApp,
        Fault::AppAsleep,
        Fault::HeartFast,
        Fault::StepsLost,
        Fault::WalkerGone,
        Fault::Turns,
        Fault::TouchesStop,
    ];
}

/// What a machine is, without its faults.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    /// Slowest, fastest and step, 0.01 km/h.
    pub range: [u16; 3],
    /// Change of speed in a tenth of a second, 0.01 km/h.
    pub ramp: u16,
    /// From the start command to the first motion.
    pub countdown: Duration,
    /// Between two packets of data.
    pub data_every: Duration,
}

impl Model {
    /// A machine drawn from the seed; ramps, countdowns, rates and ranges as measured on real ones.
    pub fn drawn(chance: &mut Chance) -> Model {
        let min = chance.one_of(&[50, 60, 80, 96, 100, 100, 160, 270, 290]).unwrap_or(80);
        let step = chance.one_of(&[10, 10, 10, 16, 20, 32, 50]).unwrap_or(10);
        let max = chance.one_of(&[min + 20, 350, 600, 1400]).unwrap_or(600);
        Model {
            range: [min, max.max(min + step), step],
            ramp: chance.one_of(&[3, 5, 10, 40]).unwrap_or(10),
            countdown: Duration::from_millis(chance.one_of(&[0, 200, 1000, 3200]).unwrap_or(0)),
            data_every: Duration::from_millis(chance.one_of(&[200, 500, 1000]).unwrap_or(500)),
        }
    }
}

/// The machine.
#[derive(Clone, Debug)]
pub struct VirtualTreadmill {
    model: Model,
    faults: Vec<(Fault, Instant)>,
    speed: u16,
    target: u16,
    running: bool,
    starts_at: Option<Instant>,
    set_at: Instant,
    control: bool,
    told: Instant,
    elapsed: u32,
    elapsed_at: Instant,
    /// In 1/3600 m: what 0.01 km/h makes in a tenth of a second.
    travelled: u64,
    ticked: Instant,
    done: Vec<Fault>,
    outbox: VecDeque<(Characteristic, Vec<u8>)>,
}

const TICK: Duration = Duration::from_millis(100);

impl VirtualTreadmill {
    /// A machine with faults, each from its moment on.
    pub fn new(model: Model, faults: Vec<(Fault, Instant)>) -> VirtualTreadmill {
        let [min, max, _] = model.range;
        let last = if faults.iter().any(|(fault, _)| *fault == Fault::LastSpeed) {
            (min + 129).min(max)
        } else {
            min
        };
        VirtualTreadmill {
            model,
            faults,
            speed: 0,
            target: last,
            running: false,
            starts_at: None,
            set_at: Instant::START,
            control: false,
            told: Instant::START,
            elapsed: 0,
            elapsed_at: Instant::START,
            travelled: 0,
            ticked: Instant::START,
            done: Vec::new(),
            outbox: VecDeque::new(),
        }
    }

    /// A machine drawn from a seed, with none of the faults.
    pub fn from_seed(seed: u64) -> VirtualTreadmill {
        VirtualTreadmill::new(Model::drawn(&mut Chance::new(seed)), Vec::new())
    }

    /// From now on it has this fault too.
    pub fn break_down(&mut self, fault: Fault, now: Instant) {
        self.faults.push((fault, now));
    }

    /// What it is.
    pub fn model(&self) -> Model {
        self.model
    }

    /// Whether a fault is there at this time.
    pub fn has(&self, fault: Fault, now: Instant) -> bool {
        self.faults.iter().any(|(f, from)| *f == fault && now >= *from)
    }

    /// True once, the first time a fault is there.
    pub fn begins(&mut self, fault: Fault, now: Instant) -> bool {
        let new = self.has(fault, now) && !self.done.contains(&fault);
        if new {
            self.done.push(fault);
        }
        new
    }

    /// The true speed of the belt, 0.01 km/h.
    pub fn true_speed(&self) -> u16 {
        self.speed
    }

    /// The value of a characteristic that can be read.
    pub fn read(&self, characteristic: Characteristic) -> Option<Vec<u8>> {
        let [min, max, step] = self.model.range.map(BeltSpeed::from_centi_kmh);
        match characteristic {
            Characteristic::Feature => Some(vec![0x0D, 0x10, 0, 0, 1, 0, 0, 0]),
            Characteristic::SpeedRange => {
                Some(SpeedRange { min, max, step, problems: Vec::new() }.encode().to_vec())
            }
            Characteristic::InclinationRange => Some(vec![0; 6]),
            Characteristic::TrainingStatus => Some(vec![0, if self.running { 0x0D } else { 1 }]),
            _ => None,
        }
    }

    /// The link is gone: permission goes with it, the belt goes on.
    pub fn unlink(&mut self) {
        self.control = false;
        self.outbox.clear();
    }

    /// Takes bytes written to the control point.
    pub fn write(&mut self, bytes: &[u8], now: Instant) {
        let Some((request, _)) = Request::decode(bytes) else { return };
        if self.has(Fault::NoAnswers, now) {
            return;
        }
        let outcome = self.obey(request, now);
        self.outbox.push_back((
            Characteristic::ControlPoint,
            Reply { op: request.op(), outcome: Some(outcome) }.encode(),
        ));
    }

    fn obey(&mut self, request: Request, now: Instant) -> Outcome {
        if request == Request::RequestControl {
            self.control = true;
            return Outcome::Success;
        }
        if !self.control {
            return Outcome::NotPermitted;
        }
        let stops = matches!(request, Request::StopOrPause(_));
        if self.has(Fault::Refuses, now) && !stops {
            return Outcome::Failed;
        }
        if (self.has(Fault::Deaf, now) && !stops) || (self.has(Fault::WillNotStop, now) && stops) {
            return Outcome::Success;
        }
        let [min, max, _] = self.model.range;
        match request {
            Request::SetTargetSpeed(Some(speed)) => {
                let asked = u32::from(speed.centi_kmh());
                let asked = if self.has(Fault::Miles, now) { asked * 1609 / 1000 } else { asked };
                let asked = u16::try_from(asked).unwrap_or(u16::MAX);
                if !(min..=max).contains(&asked) {
                    return Outcome::InvalidParameter;
                }
                self.target = asked;
                self.set_at = now;
                Outcome::Success
            }
            Request::StartOrResume => {
                self.starts_at = Some(now + self.model.countdown);
                if !self.has(Fault::LastSpeed, now) {
                    self.target = min;
                }
                Outcome::Success
            }
            Request::StopOrPause(_) => {
                self.halt();
                Outcome::Success
            }
            _ => Outcome::NotSupported,
        }
    }

    fn halt(&mut self) {
        self.running = false;
        self.starts_at = None;
    }

    /// Someone starts the belt at the console.
    pub fn start_by_hand(&mut self, now: Instant) {
        self.starts_at = Some(now + self.model.countdown);
        self.target = self.model.range[0];
    }

    /// Time goes by; what the machine then says waits in [`VirtualTreadmill::poll`].
    pub fn tick(&mut self, now: Instant) {
        while self.ticked + TICK <= now {
            self.ticked = self.ticked + TICK;
            self.tenth(self.ticked);
        }
    }

    /// The next thing it says.
    pub fn poll(&mut self) -> Option<(Characteristic, Vec<u8>)> {
        self.outbox.pop_front()
    }

    fn status(&mut self, bytes: &[u8]) {
        self.outbox.push_back((Characteristic::MachineStatus, bytes.to_vec()));
    }

    fn happen(&mut self, now: Instant) {
        let [min, max, _] = self.model.range;
        if self.begins(Fault::SafetyKey, now) {
            self.halt();
            self.status(&[3]);
        }
        if self.running && self.begins(Fault::ConsoleStop, now) {
            self.halt();
            let pause = if now.micros().is_multiple_of(3) { StopOrPause::Pause } else { StopOrPause::Stop };
            self.status(&[2, if pause == StopOrPause::Pause { 2 } else { 1 }]);
        }
        if self.running && self.begins(Fault::ConsoleSlows, now) {
            self.target = min / 2;
        }
        if self.running && self.begins(Fault::OtherApp, now) {
            self.control = false;
            self.status(&[0xFF]);
        }
        if self.begins(Fault::MovesAlone, now) {
            self.running = true;
        }
        if self.running && self.has(Fault::SpeedsUp, now) {
            self.target = self.target.saturating_add(2).min(max);
        }
        if self.has(Fault::FallsBack, now) && now.since(self.set_at) > Duration::from_secs(3) {
            self.target = self.target.min(min);
        }
    }

    fn tenth(&mut self, now: Instant) {
        self.happen(now);
        if self.starts_at.is_some_and(|at| now >= at) {
            self.starts_at = None;
            self.running = true;
            // Belts jump to a walking speed; only what is above the slowest is ramped.
            self.speed = self.speed.max(self.model.range[0].min(self.target));
        }
        let goal = if self.running { self.target } else { 0 };
        self.speed = if self.speed < goal {
            goal.min(self.speed.saturating_add(self.model.ramp))
        } else {
            goal.max(self.speed.saturating_sub(self.model.ramp))
        };
        self.travelled += u64::from(self.speed);
        if self.speed > 0 && now.since(self.elapsed_at) >= Duration::from_secs(1) {
            self.elapsed_at = now;
            self.elapsed += u32::from(!self.has(Fault::FrozenClock, now));
        }
        if now.since(self.told) >= self.model.data_every && !self.has(Fault::Silence, now) {
            self.told = now;
            self.tell(now);
        }
    }

    fn tell(&mut self, now: Instant) {
        let rising = self.running && self.speed > 0 && self.speed < self.target;
        let speed = if rising && self.has(Fault::TellsTarget, now) { self.target } else { self.speed };
        let short = self.has(Fault::ShortCounters, now);
        let counter =
            |value: u64, most: u64| i32::try_from(if short { value % 256 } else { value % most }).ok();
        let reading = |field, raw| Reading { field, raw };
        let slope = if self.has(Fault::Tilts, now) { 20 } else { 0 };
        let mut data = TreadmillData {
            flags: 0x040C,
            readings: vec![
                reading(Field::Speed, Some(i32::from(speed))),
                reading(Field::Distance, counter(self.travelled / 3600, 0xFF_FFFF)),
                reading(Field::Inclination, Some(slope)),
                reading(Field::RampAngle, None),
                reading(Field::Elapsed, counter(u64::from(self.elapsed), 0xFFFF)),
            ],
            ..TreadmillData::default()
        };
        if self.has(Fault::SplitRecords, now) {
            let rest = data.readings.split_off(1);
            let first = TreadmillData { flags: 0x040D, readings: rest, ..TreadmillData::default() };
            data.flags = 0;
            self.outbox.push_back((Characteristic::TreadmillData, first.encode()));
        }
        self.outbox.push_back((Characteristic::TreadmillData, data.encode()));
    }
}
