//! Walks: a walker, a machine and a radio drawn from a seed, through the product's controller, in made-up time.

use super::machine::{Fault, Model, VirtualTreadmill};
use super::radio::Radio;
use super::watch::{Broken, Watch};
use crate::chance::Chance;
use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};
use treadmill::controller::{Ask, Controller, Facing, Felt, Input, Output, Saying, Stage};
use treadmill::ftms::Characteristic;
use treadmill::ftms::treadmill_data::TreadmillData;
use treadmill::gate::{Proof, Refusal};
use treadmill::limits::{Personal, Ring};
use treadmill::stop::{Hazard, STOP_RULE};
use units::Instant;

/// What many walks met.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Walks walked.
    pub walks: u64,
    /// Each danger, and in how many walks.
    pub met: BTreeMap<Hazard, u64>,
    /// Each refusal, and in how many walks.
    pub refused: BTreeMap<Refusal, u64>,
    /// Walks in which the belt really moved with the walker on it.
    pub moved: u64,
    /// Walks that broke an invariant: their seed, the walk's time and what was broken.
    pub broken: Vec<(u64, Instant, Broken)>,
}

impl Report {
    /// Dangers of the stop rule never met.
    pub fn never_met(&self) -> impl Iterator<Item = Hazard> + '_ {
        STOP_RULE.iter().map(|row| row.hazard).filter(|hazard| !self.met.contains_key(hazard))
    }

    /// Ceilings never reached: a walk that never touches a ceiling shows nothing about it.
    pub fn rings_never_reached(&self) -> impl Iterator<Item = Ring> + '_ {
        [Ring::Hard, Ring::Personal, Ring::Machine]
            .into_iter()
            .filter(|ring| !self.refused.contains_key(&Refusal::AboveCeiling(*ring)))
    }

    /// The report for a person.
    pub fn text(&self) -> String {
        use core::fmt::Write;
        let mut text = format!("{} walks, the belt moved in {} of them\n", self.walks, self.moved);
        // Writing to a String does not fail.
        for row in &STOP_RULE {
            let _ = writeln!(
                text,
                "  {:24} met in {}",
                row.name,
                self.met.get(&row.hazard).copied().unwrap_or(0)
            );
        }
        for ring in self.rings_never_reached() {
            let _ = writeln!(text, "the {ring:?} ceiling was never reached");
        }
        for (seed, at, what) in self.broken.iter().take(10) {
            let _ = writeln!(
                text,
                "BROKEN {what:?} after {:.1} s: cargo run -p sim --example treadmill_trace {seed}",
                at.since_start().as_secs_f64()
            );
        }
        let _ = write!(text, "{} invariants broken", self.broken.len());
        text
    }

    /// Whether nothing was broken, every danger met and every ceiling reached.
    pub fn is_good(&self) -> bool {
        self.broken.is_empty()
            && self.never_met().next().is_none()
            && self.rings_never_reached().next().is_none()
    }
}

/// Walks `walks` walks from a seed, and says after each how many are walked.
pub fn run_walks(walks: u64, seed: u64, walked: &mut dyn FnMut(u64)) -> Report {
    let mut report = Report { walks, ..Report::default() };
    for n in 0..walks {
        // Neighbouring seeds give unrelated walks: the generator mixes them.
        let walk_seed = Chance::new(seed.wrapping_add(n)).next();
        let walk = Walk::new(walk_seed).run();
        for hazard in walk.met {
            *report.met.entry(hazard).or_default() += 1;
        }
        for refusal in walk.refused {
            *report.refused.entry(refusal).or_default() += 1;
        }
        report.moved += u64::from(walk.moved);
        if let Some((at, what)) = walk.watch.broken {
            report.broken.push((walk_seed, at, what));
        }
        walked(n + 1);
    }
    report
}

/// One walk of a seed, as lines: what came in that mattered, and all that came out.
pub fn trace(walk_seed: u64) -> Vec<String> {
    let mut walk = Walk::new(walk_seed);
    walk.log = Some(vec![format!("{:?}", walk.machine)]);
    let walk = walk.run();
    let mut lines = walk.log.unwrap_or_default();
    lines.push(format!("broken: {:?}", walk.watch.broken));
    lines
}

/// One walk.
struct Walk {
    chance: Chance,
    machine: VirtualTreadmill,
    radio: Radio,
    controller: Controller,
    watch: Watch,
    now: Instant,
    linked: bool,
    relink: Option<Instant>,
    asleep: Option<Instant>,
    heard: Instant,
    walker: Walker,
    met: BTreeSet<Hazard>,
    refused: BTreeSet<Refusal>,
    moved: bool,
    log: Option<Vec<String>>,
}

/// What the walker is like.
struct Walker {
    /// Touches a minute.
    eager: u64,
    by_hand: bool,
    phone: bool,
    probed: bool,
    /// When the words of this start are over, if a shell says so, and when the first step is known.
    steps_on: Option<(Option<Instant>, Instant)>,
    ends: Instant,
}

const TICK: Duration = Duration::from_millis(100);
/// A walk at most: long enough for the probe, a start and four raises.
const WALK: Duration = Duration::from_secs(210);

impl Walk {
    fn new(seed: u64) -> Walk {
        let mut chance = Chance::new(seed);
        let model = Model::drawn(&mut chance);
        let millis = |from, to, chance: &mut Chance| Instant::from_millis(chance.between(from, to));
        let count = chance.one_of(&[0, 1, 1, 1, 2, 3]).unwrap_or(1);
        let faults: Vec<(Fault, Instant)> = (0..count)
            .filter_map(|_| {
                let fault = chance.one_of(&Fault::ALL)?;
                let from = if chance.one_in(6) { 0 } else { chance.between(2_000, 190_000) };
                Some((fault, Instant::from_millis(from)))
            })
            .collect();
        // A machine with a fast slowest speed gets a fast walker now and then, so that every ceiling is met.
        let fast = model.range[0] > 150;
        let personal = Personal {
            three_meters_backward: Some(Duration::from_millis(if fast {
                chance.between(1_000, 1_600)
            } else {
                chance.between(2_200, 5_600)
            })),
            days_since_test: u16::try_from(chance.below(31)).unwrap_or(0),
            week: u8::try_from(chance.between(if fast { 3 } else { 0 }, 8)).unwrap_or(1),
            someone_beside: chance.one_in(2),
            heart_rate_alarm: Some(140),
        };
        let walker = Walker {
            eager: chance.one_of(&[0, 2, 6, 30]).unwrap_or(6),
            by_hand: chance.one_in(6),
            phone: !chance.one_in(4),
            probed: false,
            steps_on: None,
            ends: millis(120_000, 400_000, &mut chance),
        };
        Walk {
            radio: Radio::drawn(&mut chance),
            watch: Watch::new(&personal, model.range),
            machine: VirtualTreadmill::new(model, faults),
            controller: Controller::new(personal),
            chance,
            now: Instant::START,
            linked: false,
            relink: Some(Instant::START),
            asleep: None,
            heard: Instant::START,
            walker,
            met: BTreeSet::new(),
            refused: BTreeSet::new(),
            moved: false,
            log: None,
        }
    }

    fn run(mut self) -> Walk {
        while self.now.since_start() < WALK && self.watch.broken.is_none() {
            self.now = self.now + TICK;
            self.tenth();
        }
        self
    }

    fn tenth(&mut self) {
        self.link();
        self.machine.tick(self.now);
        if self.linked {
            self.radio.carry(&mut self.machine, &mut self.chance, self.now);
        } else {
            // Nobody hears it.
            while self.machine.poll().is_some() {}
        }
        if self.machine.begins(Fault::AppAsleep, self.now) {
            self.asleep = Some(self.now + Duration::from_millis(self.chance.between(500, 4000)));
        }
        if let Some(until) = self.asleep {
            if self.now < until {
                return;
            }
            self.asleep = None;
            self.watch.slept(self.now);
            self.heard = self.now;
        }
        while let Some((characteristic, bytes)) = self.radio.arrive(self.now).filter(|_| self.linked) {
            self.hear(characteristic, &bytes);
        }
        self.feel();
        self.act();
        self.put(Input::Tick);
        let steering = matches!(self.controller.stage(), Stage::Starting | Stage::Walking | Stage::LetGo);
        if steering && self.linked {
            self.watch.silent_for(self.now.since(self.heard), self.now);
        }
    }

    fn hear(&mut self, characteristic: Characteristic, bytes: &[u8]) {
        let speed = Some(bytes)
            .filter(|_| characteristic == Characteristic::TreadmillData)
            .and_then(|bytes| TreadmillData::decode(bytes)?.speed());
        if let Some(speed) = speed {
            self.watch.reports(speed.centi_kmh());
        }
        self.put(Input::Heard(characteristic, bytes));
        if let Some(speed) = speed {
            self.heard = self.now;
            self.watch.reported(speed.centi_kmh(), self.controller.stage(), self.now);
        }
    }

    fn link(&mut self) {
        if self.linked && self.machine.begins(Fault::LinkDrops, self.now) {
            self.linked = false;
            self.relink = Some(self.now + Duration::from_millis(self.chance.between(500, 20_000)));
            self.radio.drop_link();
            self.machine.unlink();
            self.watch.link(false, self.now);
            self.put(Input::LinkLost);
        }
        if self.relink.is_some_and(|at| self.now >= at) {
            self.relink = None;
            self.linked = true;
            self.heard = self.now;
            self.watch.link(true, self.now);
            self.put(Input::LinkUp { refused: None });
        }
    }

    /// Steps, direction and heart as the phone and the strap feel them.
    fn feel(&mut self) {
        let faults = &self.machine;
        let gone = faults.has(Fault::WalkerGone, self.now);
        let lost =
            faults.has(Fault::StepsLost, self.now) && !(self.now.micros() / 7_000_000).is_multiple_of(3);
        let (turned, heart) = (faults.has(Fault::Turns, self.now), faults.has(Fault::HeartFast, self.now));
        let stage = self.controller.stage();
        self.moved |= stage == Stage::Walking;
        let walking = self.steps_on(matches!(stage, Stage::Walking | Stage::LetGo));
        if self.walker.phone && walking && !gone && !lost && self.now.micros().is_multiple_of(600_000) {
            let facing = self.controller.facing();
            let other = if facing == Facing::Forward { Facing::Backward } else { Facing::Forward };
            self.put(Input::Felt(Felt::Step));
            self.put(Input::Felt(Felt::Walking(if turned { other } else { facing })));
        }
        if self.now.micros().is_multiple_of(1_000_000) {
            self.put(Input::Heard(Characteristic::HeartRate, &[0, if heart { 150 } else { 90 }]));
        }
    }

    /// Whether the walker, who steps on at the end of the words, is known to walk: a few seconds later.
    fn steps_on(&mut self, moves: bool) -> bool {
        if !moves {
            self.walker.steps_on = None;
            return false;
        }
        if self.walker.steps_on.is_none() {
            let told = self.now + Duration::from_millis(self.chance.between(2_000, 10_000));
            let step = told + Duration::from_millis(self.chance.between(500, 9_000));
            self.walker.steps_on = Some(((!self.chance.one_in(8)).then_some(told), step));
        }
        let (told, step) = self.walker.steps_on.unwrap_or((None, self.now));
        if told.is_some_and(|told| self.now >= told) {
            self.put(Input::ToldToStepOn);
        }
        self.now >= step
    }

    /// What the walker does now.
    fn act(&mut self) {
        if self.machine.begins(Fault::TouchesStop, self.now) {
            return self.ask(Ask::Stop);
        }
        match self.controller.stage() {
            Stage::Ready if self.now > self.walker.ends => {}
            Stage::Ready if self.controller.proof() != Proof::Proved => {
                let tries = !self.walker.probed || self.chance.one_in(100);
                self.walker.probed |= tries;
                if tries {
                    self.ask(Ask::NobodyOnBelt);
                }
            }
            Stage::Ready if self.chance.one_in(20) => self.begin(),
            Stage::Walking if self.now > self.walker.ends => self.ask(Ask::StopAsPlanned),
            Stage::Walking if self.chance.below(600) < self.walker.eager => {
                let ask = [
                    Ask::Faster,
                    Ask::Faster,
                    Ask::Faster,
                    Ask::Faster,
                    Ask::Faster,
                    Ask::Slower,
                    Ask::Slowest,
                ];
                if let Some(ask) = self.chance.one_of(&ask) {
                    self.ask(ask);
                }
            }
            // A child plays with every button.
            _ if self.chance.one_in(3000) => {
                let any = [
                    Ask::ClipIsOn,
                    Ask::NobodyOnBelt,
                    Ask::StartFromRails,
                    Ask::Faster,
                    Ask::Slower,
                    Ask::Slowest,
                    Ask::StopAsPlanned,
                    Ask::Facing(Facing::Backward),
                ];
                if let Some(ask) = self.chance.one_of(&any) {
                    self.ask(ask);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self) {
        if !self.controller.clip_is_on() && !self.chance.one_in(8) {
            self.ask(Ask::ClipIsOn);
        }
        if self.walker.by_hand {
            self.ask(Ask::StartingByHand);
            if self.controller.stage() == Stage::Starting && !self.chance.one_in(4) {
                self.machine.start_by_hand(self.now);
            }
        } else {
            self.ask(Ask::StartFromRails);
        }
    }

    fn ask(&mut self, ask: Ask) {
        self.watch.asks(ask, self.controller.stage(), self.now);
        self.put(Input::Asked(ask));
    }

    /// Feeds the controller, does what it says, and lets the watch look.
    fn put(&mut self, input: Input<'_>) {
        self.controller.handle(input, self.now);
        let outputs: Vec<Output> = core::iter::from_fn(|| self.controller.poll_output()).collect();
        self.watch.outputs(&outputs, self.linked, self.now);
        if let Some(log) = &mut self.log
            && (input != Input::Tick || !outputs.is_empty())
        {
            let speed = self.controller.belt().speed(self.now).map_or(0, units::BeltSpeed::centi_kmh);
            log.push(format!(
                "{:7.1} {:3} {:?} {:?} -> {outputs:?}",
                self.now.since_start().as_secs_f64(),
                speed,
                self.controller.stage(),
                input
            ));
        }
        for output in outputs {
            match output {
                Output::Write(permitted) if self.linked => self.machine.write(&permitted.bytes(), self.now),
                Output::Read(characteristic) => {
                    if let Some(bytes) = self.machine.read(characteristic) {
                        self.put(Input::Heard(characteristic, &bytes));
                    }
                }
                Output::Say(Saying::Hazard(hazard)) => {
                    let lost = [Fault::WalkerGone, Fault::StepsLost];
                    if hazard == Hazard::WalkerGone
                        && !lost.iter().any(|lost| self.machine.has(*lost, self.now))
                    {
                        self.watch.taken_for_gone(self.now);
                    }
                    self.met.insert(hazard);
                }
                Output::Say(Saying::Refused(refusal)) => {
                    self.refused.insert(refusal);
                }
                Output::Say(Saying::Notice(_))
                | Output::Write(_)
                | Output::Subscribe(_)
                | Output::RememberFailedProbe => {}
            }
        }
    }
}
