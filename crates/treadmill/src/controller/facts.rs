//! What is so right now: the input and the state put into the plain yes and no that the stop rule judges.

use super::{Ask, Controller, Facing, Felt, Input, Notice, Output, Stage};
use crate::ftms::Characteristic;
use crate::ftms::control_point::Reply;
use crate::ftms::machine_status::MachineStatus;
use crate::ftms::range::SpeedRange;
use crate::ftms::treadmill_data::TreadmillData;
use crate::gate::{Proof, Refusal};
use crate::limits::{self, Machine};
use crate::stop::Facts;
use units::{BeltSpeed, Instant};

impl Controller {
    /// Takes in what was heard; says what it alone makes so.
    pub(super) fn hear(&mut self, input: Input<'_>, now: Instant) -> Facts {
        let mut facts = Facts::default();
        match input {
            Input::LinkUp { refused } => self.link_up(refused, now),
            Input::LinkLost => facts.link_gone = self.link_lost(now),
            Input::Heard(characteristic, bytes) => self.heard(characteristic, bytes, &mut facts, now),
            Input::Missing(characteristic) => self.missing(characteristic),
            Input::WriteFailed => {
                facts.unanswered = self.pending.is_some();
                self.pending = None;
            }
            Input::Asked(Ask::Stop) => facts.stop_touched = true,
            Input::Felt(felt) => self.felt(felt, &mut facts, now),
            Input::ToldToStepOn if self.stage == Stage::Walking => {
                self.told_to_step_on.get_or_insert(now);
            }
            Input::Asked(_) | Input::ToldToStepOn | Input::Tick => {}
        }
        facts
    }

    fn link_up(&mut self, refused: Option<Refusal>, now: Instant) {
        // A second time: the walk went on without us, and nothing may rise any more.
        self.raises_over |= self.linked.replace(now).is_some();
        self.silence_said = false;
        self.stage = if self.stop.is_some() { Stage::Stopping } else { Stage::Reading };
        (self.feature, self.range) = (None, None);
        self.refused = refused;
        if refused == Some(Refusal::ProbeFailed) {
            self.proof = Proof::Failed;
        }
        for c in [Characteristic::TreadmillData, Characteristic::MachineStatus, Characteristic::ControlPoint]
        {
            self.outputs.push_back(Output::Subscribe(c));
        }
        if let Some(stop) = &mut self.stop {
            (stop.since, stop.sent) = (now, None);
        }
        for c in [Characteristic::Feature, Characteristic::SpeedRange] {
            self.outputs.push_back(Output::Read(c));
        }
    }

    /// Whether the belt may run on without us.
    fn link_lost(&mut self, now: Instant) -> bool {
        let may_run =
            !self.is_idle() || (self.stage == Stage::Ready && self.control && self.belt.stood(now).is_none());
        if self.stage != Stage::Off && !may_run {
            self.notice(Notice::LinkGone);
        }
        self.stage = Stage::Off;
        self.belt.unhear();
        self.end_steering();
        self.clip = false;
        may_run
    }

    /// Forgets everything a command was about.
    pub(super) fn end_steering(&mut self) {
        self.control = false;
        self.consent = None;
        self.pending = None;
        self.by_hand = false;
        self.forget_speed();
    }

    pub(super) fn forget_speed(&mut self) {
        (self.asked, self.awaited, self.changed, self.slower_since) = (None, None, None, None);
        (self.slower_wanted, self.slowest_wanted) = (false, false);
    }

    fn heard(&mut self, characteristic: Characteristic, bytes: &[u8], facts: &mut Facts, now: Instant) {
        match characteristic {
            Characteristic::TreadmillData => {
                if let Some(packet) = TreadmillData::decode(bytes) {
                    self.belt.hear(packet, now);
                }
            }
            Characteristic::Feature => self.learn_feature(bytes),
            Characteristic::SpeedRange => {
                let range = SpeedRange::decode(bytes).ok_or(Refusal::SpeedCannotBeSet);
                self.range = Some(range.and_then(|range| Machine::from_range(&range)));
            }
            Characteristic::MachineStatus => match MachineStatus::decode(bytes).map(|(status, _)| status) {
                // A pulled key is off the clothes, also where it stops nothing any more.
                Some(MachineStatus::StoppedBySafetyKey) => (self.clip, facts.key_pulled) = (false, true),
                // A reset by the book, and a pulled key on KingSmith machines: the graver reading counts.
                Some(MachineStatus::Reset) => facts.key_pulled = true,
                Some(MachineStatus::StoppedOrPausedByUser(_)) => {
                    // Some machines tell us of our own stop; then a stop is already under way.
                    facts.console_stopped = true;
                }
                Some(MachineStatus::ControlPermissionLost) => facts.control_lost = true,
                _ => {}
            },
            Characteristic::ControlPoint => {
                if let Some((reply, _)) = Reply::decode(bytes) {
                    self.answered(reply, facts, now);
                }
            }
            Characteristic::HeartRate => {
                if let Some(heart) = crate::ftms::heart_rate::HeartRateMeasurement::decode(bytes) {
                    self.felt(Felt::HeartRate(heart.bpm), facts, now);
                }
            }
            Characteristic::TrainingStatus
            | Characteristic::InclinationRange
            | Characteristic::RunningSpeedCadence => {}
        }
    }

    fn missing(&mut self, characteristic: Characteristic) {
        match characteristic {
            Characteristic::TreadmillData => self.feature = Some(Err(Refusal::NotATreadmill)),
            Characteristic::Feature => self.feature = Some(Err(Refusal::SpeedCannotBeSet)),
            Characteristic::SpeedRange | Characteristic::ControlPoint => {
                self.range = Some(Err(Refusal::SpeedCannotBeSet));
            }
            _ => {}
        }
    }

    fn felt(&mut self, felt: Felt, facts: &mut Facts, now: Instant) {
        match felt {
            Felt::Step => self.stepped = Some(now),
            Felt::Walking(facing) => {
                self.stepped = Some(now);
                facts.turned = facing != self.facing && self.belt.stood(now).is_none();
            }
            Felt::HeartRate(bpm) => {
                let believed = (1..=limits::HEART_BELIEVED).contains(&bpm);
                if believed {
                    (self.beat, self.unheard_said) = (Some(now), false);
                }
                self.heart_fast =
                    believed && self.personal.heart_rate_alarm.is_some_and(|alarm| bpm >= alarm);
            }
        }
    }

    /// Puts the state beside what was heard.
    pub(super) fn fill(&mut self, facts: &mut Facts, now: Instant) {
        use Stage::{LetGo, Probing, Starting, Walking};
        facts.probing = matches!(self.stage, Probing(_));
        facts.steering = facts.probing || matches!(self.stage, Starting | Walking);
        facts.walking = matches!(self.stage, Starting | Walking | LetGo);
        facts.stopping = self.stop.is_some();
        facts.heart_fast = self.heart_fast && !self.heart_is_unheard(now);
        facts.silent = !self.belt.is_fresh(now);
        facts.frozen = self.stage == Walking && self.belt.is_frozen(now);
        facts.tilted = self.belt.slope().is_some_and(|slope| slope.abs() > limits::SLOPE);
        facts.slept = self.told_time.is_some_and(|told| now.since(told) > limits::ASLEEP);
        facts.unanswered |= self.pending.is_some_and(|p| now.since(p.since) > limits::ANSWER);
        // Steps are awaited at each start where this walk ever felt one; the belt is at its slowest until the first. Who was
        // asleep listened to none.
        let steps = self.stepped.zip(self.began).zip(self.steps_due());
        if let Some(((step, began), due)) = steps.filter(|_| self.stage != Starting && !facts.slept) {
            let without = now.since(step.max(due));
            facts.steps_gone = without > limits::WALKER_GONE;
            facts.steps_lost = step > began && without > limits::STEPS_LOST;
        }
        // A link that is gone stays gone until the belt has been seen to stand.
        facts.link_gone |= self.stage == Stage::Off && (self.stop.is_some() || facts.stop_touched);
        if let Some(speed) = self.belt.speed(now) {
            self.fill_speed(facts, speed, now);
        }
        if let Some(stop) = &self.stop {
            let since = now.since(stop.since);
            let slowed =
                self.belt.speed(now).is_some_and(|speed| speed < stop.peak || speed == BeltSpeed::ZERO);
            facts.stop_overdue =
                self.stage != Stage::Off && (since > limits::STANDING || (since > limits::SEEN && !slowed));
        }
    }

    fn fill_speed(&mut self, facts: &mut Facts, speed: BeltSpeed, now: Instant) {
        if let Some(stop) = &mut self.stop {
            stop.peak = stop.peak.max(speed);
        }
        let moves = speed > BeltSpeed::ZERO;
        facts.moved_unasked = self.stage == Stage::Ready && self.control && moves;
        let (Ok(machine), Ok((ceiling, _))) = (self.machine(), self.ceiling()) else { return };
        facts.above_ceiling = speed > ceiling;
        let settling = matches!(self.stage, Stage::Starting | Stage::Probing(super::Probe::Settling));
        facts.above_start_ceiling = settling && speed > machine.start_ceiling().min(ceiling);
        let tolerance = machine.tolerance();
        if let Some(asked) = self.asked {
            let from = self.awaited.map_or(BeltSpeed::ZERO, |awaited| awaited.from);
            facts.above_asked = speed > asked.max(from).saturating_add(tolerance);
            let seen = speed <= asked.saturating_add(tolerance) && asked <= speed.saturating_add(tolerance);
            self.see_speed(facts, seen, now);
            let slower = self.awaited.is_none() && speed.saturating_add(tolerance) < asked;
            if slower {
                self.slower_since.get_or_insert(now);
            } else {
                self.slower_since = None;
            }
            facts.below_asked = self.slower_since.is_some_and(|since| now.since(since) >= limits::SLOWER);
        }
        let start_overdue = self.awaited.is_some_and(|start| now.since(start.since) > limits::SEEN);
        facts.unseen |= settling && !moves && start_overdue;
    }

    /// A change of speed is over once it is seen; in the probe it is judged only when its time is up, because a belt
    /// in other units runs through the right speed on its way to the wrong one.
    fn see_speed(&mut self, facts: &mut Facts, seen: bool, now: Instant) {
        let Some(awaited) = self.awaited else { return };
        let seen = seen && self.belt.heard_since(awaited.since);
        let due = now.since(awaited.since) > limits::SEEN;
        if facts.probing {
            facts.probe_differs = due && !seen;
        } else {
            facts.unseen = due && !seen;
        }
        if seen && self.pending.is_none() && (due || !facts.probing) {
            self.awaited = None;
        }
    }

    /// Whether the walker may turn: the belt stood long enough and the phone felt no step. Before the first start it is no turn,
    /// but the word that there was none yet.
    pub fn may_turn(&self, facing: Facing, now: Instant) -> bool {
        let still = self.stepped.is_none_or(|step| now.since(step) > limits::STILL_TO_TURN);
        let stood = self.belt.stood(now).is_some_and(|stood| stood >= limits::STOOD_TO_TURN);
        let idle = matches!(self.stage, Stage::Ready);
        facing == self.facing || (idle && (self.began.is_none() || (stood && still)))
    }
}
