//! The controller on an imagined belt, in made-up time: each rule is a test with its name.

mod hazards;
mod preparing;
mod speed;
mod stopping;

use super::*;
use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;
use units::Instant;

/// A belt that does as asked, and a walker who does nothing by itself. Faults are made by the test.
#[allow(clippy::struct_excessive_bools)] // Each is one fault a test switches.
struct Bench {
    controller: Controller,
    now: Instant,
    speed: u16,
    target: u16,
    running: bool,
    /// Change of speed in a tenth of a second, 0.01 km/h.
    ramp: u16,
    /// Time since the belt last told its data.
    data_every: Duration,
    told: Instant,
    elapsed: u16,
    slope: i16,
    /// Answers, or silence.
    answers: bool,
    result: u8,
    /// Multiplies every asked speed: 161 is a belt in miles.
    percent: u32,
    follows: bool,
    linked: bool,
    steps: bool,
    written: Vec<Command>,
    said: Vec<Saying>,
    outputs: Vec<Output>,
}

const MIN: u16 = 80;

fn walker() -> Personal {
    Personal { days_since_test: 3, ..Personal::tested(Duration::from_secs(4)) }
}

impl Bench {
    fn new() -> Bench {
        Bench {
            controller: Controller::new(walker()),
            now: Instant::from_millis(10_000),
            speed: 0,
            target: MIN,
            running: false,
            ramp: 10,
            data_every: Duration::from_millis(500),
            told: Instant::START,
            elapsed: 0,
            slope: 0,
            answers: true,
            result: 1,
            percent: 100,
            follows: true,
            linked: false,
            steps: false,
            written: vec![],
            said: vec![],
            outputs: vec![],
        }
    }

    fn input(&mut self, input: Input<'_>) {
        self.controller.handle(input, self.now);
        while let Some(output) = self.controller.poll_output() {
            self.outputs.push(output);
            match output {
                Output::Write(permitted) => {
                    self.written.push(permitted.command());
                    self.obey(&permitted.bytes());
                }
                Output::Say(saying) => self.said.push(saying),
                _ => {}
            }
        }
    }

    /// The belt takes a command and answers.
    fn obey(&mut self, bytes: &[u8]) {
        if !self.answers {
            return;
        }
        if self.result == 1 && self.follows {
            match bytes[0] {
                2 => {
                    let asked = u32::from(u16::from_le_bytes([bytes[1], bytes[2]]));
                    self.target = u16::try_from(asked * self.percent / 100).unwrap();
                }
                7 => self.running = true,
                8 => self.running = false,
                _ => {}
            }
        }
        self.input(Input::Heard(Characteristic::ControlPoint, &[0x80, bytes[0], self.result]));
    }

    fn link(&mut self) {
        self.linked = true;
        self.input(Input::LinkUp { refused: None });
        self.input(Input::Heard(Characteristic::Feature, &[0, 0, 0, 0, 1, 0, 0, 0]));
        self.range(MIN, 600, 10);
    }

    fn range(&mut self, min: u16, max: u16, step: u16) {
        let range = [min.to_le_bytes(), max.to_le_bytes(), step.to_le_bytes()].concat();
        self.input(Input::Heard(Characteristic::SpeedRange, &range));
    }

    fn tell(&mut self) {
        let mut packet = vec![0x0C, 0x04];
        packet.extend(self.speed.to_le_bytes());
        packet.extend([0, 0, 0]);
        packet.extend(self.slope.to_le_bytes());
        packet.extend([0, 0]);
        packet.extend(self.elapsed.to_le_bytes());
        self.input(Input::Heard(Characteristic::TreadmillData, &packet));
    }

    /// Time goes by in tenths of a second.
    fn wait(&mut self, millis: u64) -> &mut Bench {
        for _ in 0..millis / 100 {
            self.now = self.now + Duration::from_millis(100);
            let goal = if self.running { self.target } else { 0 };
            self.speed = if self.speed < goal {
                goal.min(self.speed + self.ramp)
            } else {
                goal.max(self.speed.saturating_sub(self.ramp))
            };
            if self.steps {
                self.input(Input::Felt(Felt::Step));
            }
            if self.linked && self.now.since(self.told) >= self.data_every {
                self.told = self.now;
                self.elapsed += 1;
                self.tell();
            }
            self.input(Input::Tick);
        }
        self
    }

    fn ask(&mut self, ask: Ask) -> &mut Bench {
        self.input(Input::Asked(ask));
        self
    }

    /// Linked, read, and ready.
    fn ready() -> Bench {
        let mut bench = Bench::new();
        bench.link();
        bench.wait(4000);
        assert_eq!(bench.controller.stage(), Stage::Ready);
        bench
    }

    /// Through the unit probe.
    fn proved() -> Bench {
        let mut bench = Bench::ready();
        bench.ask(Ask::NobodyOnBelt).wait(25_000);
        assert_eq!((bench.controller.stage(), bench.controller.proof()), (Stage::Ready, Proof::Proved));
        bench.forget();
        bench
    }

    /// Walking backward at the slowest speed.
    fn walking() -> Bench {
        let mut bench = Bench::proved();
        bench.target = MIN;
        bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).wait(6000);
        assert_eq!(bench.controller.stage(), Stage::Walking);
        assert_eq!(bench.written, [Command::Start]);
        bench.forget();
        bench
    }

    /// Walking 0.60 km/h above the slowest speed, on a belt that slows in two seconds.
    fn walking_fast() -> Bench {
        let mut bench = Bench::walking();
        bench.controller.personal.week = 3;
        bench.ramp = 3;
        for _ in 0..6 {
            bench.steps = true;
            bench.wait(31_000).ask(Ask::Faster);
        }
        bench.wait(5000);
        bench.forget();
        assert_eq!((bench.controller.stage(), bench.speed), (Stage::Walking, MIN + 60));
        bench
    }

    fn forget(&mut self) {
        self.written.clear();
        self.said.clear();
        self.outputs.clear();
    }

    fn heard(&self, hazard: Hazard) -> bool {
        self.said.contains(&Saying::Hazard(hazard))
    }

    fn refused(&self, why: Refusal) -> bool {
        self.said.contains(&Saying::Refused(why))
    }

    fn status(&mut self, bytes: &[u8]) -> &mut Bench {
        self.input(Input::Heard(Characteristic::MachineStatus, bytes));
        self
    }

    /// The hazard was said, a stop went out at once, and nothing but stop until the belt stood.
    #[track_caller]
    fn stops_for(&mut self, hazard: Hazard) {
        assert!(self.heard(hazard), "{hazard:?} not said: {:?}", self.said);
        assert_eq!(self.written, [Command::Stop], "{hazard:?}");
        assert_eq!(self.controller.stage(), Stage::Stopping);
    }
}

fn centi(speed: u16) -> BeltSpeed {
    BeltSpeed::from_centi_kmh(speed)
}
