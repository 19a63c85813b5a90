//! A guided walk on a belt as it is heard, in every language: what is said is over before it is done, and whoever does as told, when
//! it is told, walks.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // A test says where it broke.

use coach::program::{Plan, parse};
use std::time::Duration;
use treadmill::controller::{self, Controller, Felt, Notice, Saying};
use treadmill::ftms::Characteristic;
use treadmill::limits::{Personal, TOLD_TO_STEP_ON};
use treadmill::stop::Hazard;
use units::Instant;
use voice::sound::speech::Spoken as Tones;
use voice::words::{Language, Words};
use walk::cues::{Motif, SpokenLength as _};
use walk::limits::SAID_BEFORE;
use walk::treadmill_walk::spoken::{Spoken, takes};
use walk::treadmill_walk::{Guide, Input, Output, Phase, TreadmillWalk};

/// A belt that does as asked, a voice, and a walker who touches when asked and steps on when that is said.
struct Bench {
    walk: TreadmillWalk,
    now: Instant,
    words: Words,
    mouth: Spoken,
    running: bool,
    speed: u16,
    hazards: Vec<Hazard>,
    moved: Option<Instant>,
    /// How long after the words the first step is known.
    late: Duration,
    /// When the first step of this start is known.
    steps: Option<Instant>,
    /// The longest that the words of a start took.
    longest: Duration,
}

impl Bench {
    fn new(language: &str, late: Duration) -> Bench {
        let personal = Personal {
            three_meters_backward: Some(Duration::from_secs(3)),
            days_since_test: 1,
            week: 2,
            someone_beside: false,
            heart_rate_alarm: None,
        };
        let program = parse("treadmill 1 min x2").unwrap();
        let Plan::Treadmill(plan) = program.plan() else { panic!("a treadmill") };
        let mut bench = Bench {
            walk: TreadmillWalk::new(plan, Controller::new(personal)),
            now: Instant::START,
            words: Words::new(language),
            mouth: Spoken::default(),
            running: false,
            speed: 0,
            hazards: vec![],
            moved: None,
            late,
            steps: None,
            longest: Duration::ZERO,
        };
        bench.put(Input::Machine(controller::Input::LinkUp { refused: None }));
        bench.hear(Characteristic::Feature, &[0, 0, 0, 0, 1, 0, 0, 0]);
        bench.hear(Characteristic::SpeedRange, &[80, 0, 88, 2, 10, 0]);
        bench
    }

    fn hear(&mut self, characteristic: Characteristic, bytes: &[u8]) {
        self.put(Input::Machine(controller::Input::Heard(characteristic, bytes)));
    }

    fn put(&mut self, input: Input<'_>) {
        self.walk.handle(input, self.now);
        while let Some(output) = self.walk.poll_output() {
            if let Some(id) = output.sentence() {
                let tone = Tones(None).length(Some(output.motif()), &[]);
                self.mouth.say(output.haste(), output.motif(), tone, self.words.plain(&id), self.now);
            }
            match output {
                Output::Machine(controller::Output::Say(Saying::Hazard(hazard))) => self.hazards.push(hazard),
                Output::Machine(controller::Output::Say(Saying::Notice(Notice::Moving))) => {
                    self.moved = Some(self.now);
                }
                Output::Machine(controller::Output::Write(permitted)) => {
                    let op = permitted.bytes()[0];
                    self.running = (self.running || op == 7) && op != 8;
                    self.hear(Characteristic::ControlPoint, &[0x80, op, 1]);
                }
                _ => {}
            }
        }
    }

    /// A tenth of a second.
    fn tick(&mut self) {
        self.now = self.now + Duration::from_millis(100);
        let tenth = self.now.since_start().as_millis() / 100;
        self.speed = if self.running { 80.min(self.speed + 10) } else { self.speed.saturating_sub(10) };
        if tenth.is_multiple_of(5) {
            let [low, high] = self.target().to_le_bytes();
            self.hear(Characteristic::TreadmillData, &[0, 0, low, high]);
        }
        if self.speed == 0 {
            self.steps = None;
        } else if tenth.is_multiple_of(10) && self.steps.is_some_and(|steps| self.now >= steps) {
            self.put(Input::Machine(controller::Input::Felt(Felt::Step)));
        }
        if let Some(wanted) = self.walk.wanted().filter(|_| tenth.is_multiple_of(50)) {
            self.put(wanted.input());
        }
        while self.mouth.poll(self.now).is_some() {}
        let said = self.mouth.is_over(self.now);
        if let Some(moved) = self.moved.filter(|_| said) {
            self.longest = self.longest.max(self.now.since(moved));
            self.moved = None;
            self.steps = Some(self.now + self.late);
        }
        self.put(if said { Input::Said } else { Input::Machine(controller::Input::Tick) });
    }

    fn target(&self) -> u16 {
        // In the test of its units it is asked for more.
        self.walk
            .controller()
            .asked()
            .filter(|_| self.running)
            .map_or(self.speed, units::BeltSpeed::centi_kmh)
    }
}

#[test]
fn who_steps_on_when_that_is_said_and_whose_first_step_is_told_four_seconds_later_walks() {
    // Told at 60 steps a minute, the slowest cadence, four seconds late; and by somebody who takes four to step on.
    for (language, late) in Language::ALL.into_iter().flat_map(|language| [(language, 4), (language, 8)]) {
        let mut bench = Bench::new(language.code(), Duration::from_secs(late));
        while bench.walk.phase() != Phase::Done {
            bench.tick();
            assert!(bench.now.since_start() < Duration::from_mins(30), "{} {late}", language.code());
        }
        assert_eq!(bench.hazards, [], "{} {late}", language.code());
        for leg in bench.walk.legs() {
            // At the first start of all nobody knows yet that steps are felt.
            assert!(u64::from(leg.steps) + late >= 58, "a whole minute is walked: {leg:?}");
        }
        assert!(bench.longest * 3 / 2 < TOLD_TO_STEP_ON, "{:?}", bench.longest);
    }
}

#[test]
fn what_is_said_five_seconds_before_is_over_in_five_seconds() {
    let tone = Tones(None).length(Some(Motif::Warning), &[]);
    for language in Language::ALL {
        let words = Words::new(language.code());
        for guide in Guide::ALL.into_iter().filter(|guide| Output::Say(*guide).motif() == Motif::Warning) {
            let text = words.plain(&format!("treadmill-{}", guide.name()));
            assert!(tone + takes(&text) <= SAID_BEFORE, "{text} takes {:?}", tone + takes(&text));
        }
    }
}
