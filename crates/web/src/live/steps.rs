//! Steps as the walk hears them: each is told once, as soon as its direction is settled.

use crate::settings::{OwnStep, Settings as Choices};
use crate::state::App;
use coach::session::limits::STEPS_COUNT_LONG;
use coach::session::{Input, Steps};
use formats::walk_record::WalkRecord;
use gait::{Direction, Engine, Event, Lean, Placement, Sample};
use std::collections::VecDeque;
use units::Length;
use walk::coach_record;
use walk::felt;

/// Whoever makes no step for so long does not walk, s.
const PAUSE_S: f64 = 2.0;
/// Motion that is older than this is no motion: the sensor is silent, s.
const SILENT_S: f64 = 2.0;

/// Cadence is that of so many steps at most, and at least.
const PACE_STEPS: usize = 9;
const STEPS_TIMED: usize = 3;
/// A cadence that differs by no more is the same, steps a minute: a number that jumps at every step is none to read.
const SAME_PACE_SPM: f64 = 2.0;

/// A learned step that is shorter or longer is a miscount, m.
const STEP_M: core::ops::RangeInclusive<f64> = 0.1..=1.2;

/// How long this walker's steps count, where steps shall end a stretch and are known.
pub(super) fn known(choices: &Choices) -> Option<Input> {
    let long = |meters: f64| Length::from_meters(meters * STEPS_COUNT_LONG).filter(|_| meters > 0.0);
    let (forward, backward) = (long(choices.own_forward.length_m)?, long(choices.own_backward.length_m)?);
    (choices.ends == "steps").then_some(Input::StepLengths { forward, backward })
}

/// Keeps how long the walker's steps are, each way, where this walk has measured it.
pub(crate) fn learn(app: App, record: &WalkRecord) {
    let own = |kind| {
        let length_m = coach_record::own_step_m(record, kind).filter(|meters| STEP_M.contains(meters))?;
        Some(OwnStep { length_m, day: record.started_at.get(..10)?.to_owned() })
    };
    let (forward, backward) = (own("forward"), own("backward"));
    if forward.is_some() || backward.is_some() {
        app.choose(|choices| {
            choices.own_forward = forward.unwrap_or_else(|| choices.own_forward.clone());
            choices.own_backward = backward.unwrap_or_else(|| choices.own_backward.clone());
        });
    }
}

/// The engine and the steps it has not settled yet.
pub(super) struct StepCounter {
    engine: Engine,
    open: VecDeque<felt::Told>,
    /// The newest reading: on the sensor's clock, and on the page's when it came.
    newest: Option<(f64, f64)>,
    last: Option<(f64, Direction)>,
    /// When the last steps came, without a pause between them.
    pace: VecDeque<f64>,
    /// The cadence as it was last told.
    told_spm: Option<f64>,
}

/// What a reading told beside steps.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    pub(super) fell: bool,
    pub(super) lean: Option<Lean>,
}

/// Where the engine is told the phone rides.
pub(super) fn placement(name: &str) -> Option<Placement> {
    match name {
        "front-pocket" => Some(Placement::FrontPocket),
        "back-pocket" => Some(Placement::BackPocket),
        "lower-back" => Some(Placement::LowerBack),
        "wrist" => Some(Placement::Wrist),
        "hand" => Some(Placement::Hand),
        "upper-arm" => Some(Placement::UpperArm),
        "chest" => Some(Placement::Chest),
        "bag" => Some(Placement::Bag),
        _ => None,
    }
}

impl StepCounter {
    /// A counter of what this engine tells.
    pub(super) fn new(engine: Engine) -> StepCounter {
        StepCounter {
            engine,
            open: VecDeque::new(),
            newest: None,
            last: None,
            pace: VecDeque::new(),
            told_spm: None,
        }
    }

    /// What the plan asks for now.
    pub(super) fn expect(&mut self, direction: Option<Direction>) {
        self.engine.expect(direction);
    }

    /// The walker sets off, forward: those steps show how the phone sits.
    pub(super) fn sets_off_forward(&mut self) {
        self.engine.sets_off_forward();
    }

    /// Takes a reading that came at `now_s` of the page's clock.
    pub(super) fn push(&mut self, sample: Sample, now_s: f64) -> Told {
        let mut told = Told::default();
        self.newest = Some((sample.t_s, now_s));
        self.engine.push(sample);
        while let Some(event) = self.engine.poll() {
            felt::hear(&mut self.open, &event);
            match event {
                Event::Step(step) => {
                    self.last = Some((step.t_s, step.direction));
                    self.keep_pace(step.t_s);
                }
                Event::Revised { .. } => {
                    if let Some(newest) = self.open.back() {
                        self.last = self.last.map(|(t_s, _)| (t_s, newest.direction));
                    }
                }
                Event::FallSuspected(_) => told.fell = true,
                Event::Leaned(lean) => told.lean = Some(lean),
                _ => {}
            }
        }
        told
    }

    /// The steps that are settled by now and were not told before; with `all`, every step, because the block they were
    /// made in ends.
    pub(super) fn settled(&mut self, all: bool) -> Option<Steps> {
        let (now_s, _) = self.newest?;
        let mut steps = Steps::default();
        while let Some(step) = self.open.front().copied().filter(|step| all || step.is_settled(now_s)) {
            self.open.pop_front();
            count(&mut steps, step.direction);
        }
        (steps != Steps::default()).then_some(steps)
    }

    /// How many steps are seen and not told yet.
    pub(super) fn open(&self) -> usize {
        self.open.len()
    }

    /// Adds the steps that are seen and not told yet, as they look now.
    pub(super) fn count_open(&self, steps: &mut Steps) {
        self.open.iter().for_each(|step| count(steps, step.direction));
    }

    /// Steps a minute over the last steps, whole; a step or two more or less is the same pace.
    pub(super) fn cadence(&self) -> Option<f64> {
        self.told_spm
    }

    fn keep_pace(&mut self, t_s: f64) {
        if self.pace.back().is_some_and(|before| t_s - before > PAUSE_S) {
            self.pace.clear();
        }
        self.pace.push_back(t_s);
        if self.pace.len() > PACE_STEPS {
            self.pace.pop_front();
        }
        let steps = self.pace.len() - 1;
        let now = self.pace.front().map(|first| (60.0 * steps as f64 / (t_s - first)).round());
        let now = now.filter(|_| steps >= STEPS_TIMED);
        if now.zip(self.told_spm).is_none_or(|(now, told)| (now - told).abs() > SAME_PACE_SPM) {
            self.told_spm = now;
        }
    }

    /// Which way the last step went, if it was made just before `now_s` of the page's clock.
    pub(super) fn seen(&self, now_s: f64) -> Option<Direction> {
        let (newest_s, came_s) = self.newest?;
        let now_s = newest_s + (now_s - came_s).max(0.0);
        self.last.filter(|(t_s, _)| now_s - t_s < PAUSE_S).map(|(_, direction)| direction)
    }

    /// Whether the sensor speaks, at `now_s` of the page's clock.
    pub(super) fn senses(&self, now_s: f64) -> bool {
        self.newest.is_some_and(|(_, came_s)| now_s - came_s < SILENT_S)
    }
}

fn count(steps: &mut Steps, direction: Direction) {
    match direction {
        Direction::Forward => steps.forward += 1,
        Direction::Backward => steps.backward += 1,
        Direction::Unknown => steps.unsure += 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(seconds: u32) -> impl Iterator<Item = Sample> {
        (0..seconds * 50).map(|n| {
            let t_s = f64::from(n) / 50.0;
            let phase = 2.0 * std::f64::consts::PI * 1.6 * t_s;
            let (up, along) = (9.81 + 2.5 * phase.sin(), 1.2 * phase.cos());
            // A test's numbers.
            #[allow(clippy::cast_possible_truncation)]
            let acceleration = [0.3, up as f32, along as f32];
            Sample { t_s, acceleration, rotation: None }
        })
    }

    #[test]
    fn a_walker_who_is_taller_by_a_quarter_makes_steps_longer_by_a_quarter() {
        let long = |height| {
            let mut engine = super::super::engine("front-pocket", height);
            walk(10).for_each(|sample| engine.push(sample));
            let steps = core::iter::from_fn(|| engine.poll()).filter_map(|event| match event {
                Event::Step(step) => step.length_m.map(f64::from),
                _ => None,
            });
            steps.sum::<f64>()
        };
        let (small, tall) = (long(Length::from_meters(1.6)), long(Length::from_meters(2.0)));
        assert!(small > 1.0 && (tall / small - 1.25).abs() < 1e-4, "{small} m and {tall} m");
    }

    #[test]
    fn each_step_is_told_once_and_none_is_lost() {
        let mut counter = StepCounter::new(super::super::engine("front-pocket", None));
        let mut told = 0;
        for sample in walk(30) {
            counter.push(sample, sample.t_s);
            let steps = counter.settled(false).unwrap_or_default();
            told += steps.all();
        }
        let rest = counter.settled(true).unwrap_or_default();
        told += rest.all();
        // 48 steps in 30 s at 1.6 a second; the first ones open the bout.
        assert!((44..=48).contains(&told), "{told}");
        assert_eq!(counter.settled(true), None);
        // 1.6 a second.
        assert!(counter.cadence().is_some_and(|spm| (spm - 96.0).abs() <= SAME_PACE_SPM));
        assert!(counter.senses(30.5) && !counter.senses(33.0));
        // A sensor that falls silent leaves no light on.
        assert!(counter.seen(30.5).is_some() && counter.seen(33.0).is_none());
    }
}
