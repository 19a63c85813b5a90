//! What is done: obeying the stop rule, asking the gate, going on from stage to stage.

use super::{Ask, Awaited, Controller, Facing, Notice, Output, Pending, Probe, Saying, Stage, Stop};
use crate::gate::{self, Command, Proof, Refusal};
use crate::limits;
use crate::stop::{self, Facts, Hazard, Then};
use units::{BeltSpeed, Instant};

impl Controller {
    /// Does what the stop rule says, gravest first.
    pub(super) fn obey(&mut self, facts: &Facts, now: Instant) {
        let mut stopped = false;
        for row in stop::judge(facts) {
            if stopped && row.then != Then::Stop {
                continue;
            }
            if row.hazard == Hazard::ProbeFailed && self.proof != Proof::Failed {
                self.proof = Proof::Failed;
                self.outputs.push_back(Output::RememberFailedProbe);
            }
            if row.hazard == Hazard::SafetyKey {
                self.clip = false;
            }
            if row.hazard == Hazard::WalkerStops
                && let Some(stop) = &mut self.stop
            {
                // Touched again: sent again at once.
                stop.sent = None;
            }
            let runs_away =
                [Hazard::StartedTooFast, Hazard::TooFast, Hazard::FasterThanAsked, Hazard::MovedUnasked];
            if !stopped && runs_away.contains(&row.hazard) {
                self.ran_away = self.ran_away.saturating_add(1);
            }
            self.raises_over = true;
            match row.then {
                Then::Stop => {
                    stopped = true;
                    self.begin_stop(now);
                }
                Then::Slowest => self.slowest_wanted = true,
                Then::LetGo => {
                    self.end_steering();
                    self.stage = Stage::LetGo;
                }
            }
            match row.hazard {
                // Where a stop is under way, or none is heard, what to do is being said already.
                Hazard::WalkerStops if facts.link_gone || facts.stopping => {}
                // Of a belt that tells nothing no stop is promised.
                Hazard::WalkerStops if facts.silent => self.say_hazard(Hazard::NoData, now),
                hazard => self.say_hazard(hazard, now),
            }
        }
    }

    /// Sends a stop now, and from now on nothing but stop until the belt is seen to stand.
    fn begin_stop(&mut self, now: Instant) {
        if self.stop.is_none() {
            self.pending = None;
            self.consent = None;
            self.forget_speed();
            let peak = self.belt.speed(now).unwrap_or(BeltSpeed::ZERO);
            self.stop = Some(Stop { since: now, sent: None, peak });
        }
        if self.stage != Stage::Off {
            self.stage = Stage::Stopping;
        }
    }

    /// Asks the gate; what passes goes out, what does not is said where someone asked.
    pub(super) fn send(&mut self, command: Command, touched: bool, now: Instant) -> bool {
        match gate::permit(command, &self.situation(touched, now)) {
            Ok(permitted) => {
                self.outputs.push_back(Output::Write(permitted));
                if command == Command::Start {
                    // One start for each consent.
                    self.consent = None;
                }
                if self.stop.is_none() {
                    self.pending = Some(Pending { command, since: now });
                }
                true
            }
            Err(why) => {
                if touched {
                    self.say(Saying::Refused(why));
                }
                false
            }
        }
    }

    /// Goes on to the next stage where the time has come.
    pub(super) fn go_on(&mut self, now: Instant) {
        match self.stage {
            Stage::Stopping => self.go_on_stopping(now),
            Stage::Reading => self.go_on_reading(now),
            Stage::Ready => {
                if !self.belt.is_fresh(now) {
                    self.notice(Notice::WentSilent);
                    self.silence_said = true;
                    self.control = false;
                    self.stage = Stage::Reading;
                }
            }
            Stage::Probing(probe) => self.go_on_probing(probe, now),
            Stage::Starting => self.go_on_starting(now),
            Stage::Walking => self.go_on_walking(now),
            Stage::LetGo if self.belt.stood(now).is_some() => self.stand(),
            Stage::LetGo => self.say_again(Hazard::ControlTaken, now),
            Stage::Off | Stage::ReadOnly(_) => {}
        }
    }

    fn go_on_stopping(&mut self, now: Instant) {
        if self.stop.is_some_and(|stop| self.belt.heard_since(stop.since)) && self.belt.stood(now).is_some() {
            self.stop = None;
            self.stand();
        }
    }

    /// The belt stands: a new start needs a new consent.
    fn stand(&mut self) {
        self.told = 0;
        self.stage = Stage::Reading;
        self.notice(Notice::Standing);
    }

    fn go_on_reading(&mut self, now: Instant) {
        let known = self.feature.is_some() && self.range.is_some();
        let unusable = self.refused.or_else(|| self.machine().and_then(|_| self.ceiling()).err());
        match unusable {
            Some(Refusal::NotATreadmill) => self.read_only(Refusal::NotATreadmill),
            Some(why) if known => self.read_only(why),
            None if self.proof == Proof::Failed || self.ran_away >= limits::RUNS_AWAY => {
                self.read_only(Refusal::ProbeFailed);
            }
            None if self.belt.is_live(now) => {
                self.stage = Stage::Ready;
                if !core::mem::replace(&mut self.manual_said, true) {
                    self.notice(Notice::ReadTheManual);
                }
            }
            None => self.tell_of_silence(now),
            Some(_) => {}
        }
    }

    /// Some machines send nothing until a maker's own app has unlocked them: say so once.
    fn tell_of_silence(&mut self, now: Instant) {
        let waited = self.linked.is_some_and(|linked| now.since(linked) > limits::SEEN);
        if waited && !self.belt.is_fresh(now) && !core::mem::replace(&mut self.silence_said, true) {
            self.say(Saying::Refused(Refusal::NoLiveData));
        }
    }

    fn read_only(&mut self, why: Refusal) {
        self.stage = Stage::ReadOnly(why);
        self.say(Saying::Refused(why));
    }

    fn go_on_probing(&mut self, probe: Probe, now: Instant) {
        let Ok(machine) = self.machine() else { return };
        let settled = self.belt.moved(now).is_some_and(|moved| moved >= limits::SETTLED);
        let done = self.pending.is_none() && self.awaited.is_none();
        match probe {
            Probe::Settling if settled => {
                let base = self.belt.speed(now).unwrap_or_default();
                self.asked = Some(base);
                self.awaited = None;
                self.probe_on(Probe::Up, base.saturating_add(machine.probe_change()), now);
            }
            Probe::Up if done => {
                let asked = self.asked.unwrap_or_default().min(self.belt.speed(now).unwrap_or_default());
                let down = asked.saturating_sub(machine.probe_change()).max(machine.slowest);
                self.probe_on(Probe::Down, down, now);
            }
            Probe::Down if done => {
                self.proof = Proof::Proved;
                self.notice(Notice::ProbeDone);
                self.begin_stop(now);
            }
            Probe::Control | Probe::Settling | Probe::Up | Probe::Down => {}
        }
    }

    /// The probe's next speed; one the gate refuses ends the probe without a proof, and says why.
    fn probe_on(&mut self, probe: Probe, speed: BeltSpeed, now: Instant) {
        if self.change_speed(speed, true, now) {
            self.stage = Stage::Probing(probe);
        } else {
            self.begin_stop(now);
        }
    }

    fn go_on_starting(&mut self, now: Instant) {
        let stands = self.belt.stood(now).is_some();
        if self.by_hand && stands && self.consent.is_none_or(|given| now.since(given) > limits::CONSENT) {
            self.by_hand = false;
            self.consent = None;
            self.stage = Stage::Ready;
            return self.say(Saying::Refused(Refusal::NotOnRails));
        }
        if self.pending.is_none() && self.belt.moved(now).is_some_and(|moved| moved >= limits::SETTLED) {
            self.asked = self.belt.speed(now);
            (self.awaited, self.consent) = (None, None);
            self.by_hand = false;
            (self.changed, self.began) = (Some(now), Some(now));
            self.stage = Stage::Walking;
            self.notice(Notice::Moving);
        }
    }

    fn go_on_walking(&mut self, now: Instant) {
        let unfelt = self.stepped.is_none()
            && self.steps_due().is_some_and(|due| now.since(due) > limits::WALKER_GONE);
        if unfelt && !core::mem::replace(&mut self.unfelt_said, true) {
            self.notice(Notice::StepsNotFelt);
        }
        if self.heart_is_unheard(now) && !core::mem::replace(&mut self.unheard_said, true) {
            self.notice(Notice::HeartNotHeard);
        }
        // What slows does not wait for a change to be seen, only for its answer.
        if self.pending.is_some() || !(self.slowest_wanted || self.slower_wanted) {
            return;
        }
        let before = self.awaited.take();
        if core::mem::take(&mut self.slowest_wanted) {
            self.slower_wanted = false;
            self.ask_slowest(now);
        } else if core::mem::take(&mut self.slower_wanted) {
            self.one_step_slower(now);
        }
        // Where nothing slower was sent, the belt is still on its way to what was.
        self.awaited = self.awaited.or(before);
    }

    fn ask_slowest(&mut self, now: Instant) {
        if let Ok(machine) = self.machine()
            && self.is_above_slowest()
            && self.change_speed(machine.slowest, false, now)
        {
            self.notice(Notice::Slower);
        }
    }

    /// Asks for a speed; the belt has its time to follow.
    fn change_speed(&mut self, speed: BeltSpeed, touched: bool, now: Instant) -> bool {
        // The belt may still be on its way to what was asked before.
        let from = self.belt.speed(now).max(self.asked).unwrap_or_default();
        let sent = self.send(Command::Speed(speed), touched, now);
        if sent {
            self.awaited = Some(Awaited { from, since: now });
            self.asked = Some(speed);
            self.changed = Some(now);
            self.slower_since = None;
        }
        sent
    }

    /// Sends the start a consent allows, with control granted.
    pub(super) fn send_start(&mut self, now: Instant) {
        if !self.send(Command::Start, true, now) {
            self.begin_stop(now);
        }
    }

    /// Does what a person or the plan asks, or says why not.
    pub(super) fn ask(&mut self, ask: Ask, now: Instant) {
        match ask {
            Ask::ClipIsOn => {
                self.clip = true;
                self.notice(Notice::ClipNoted);
            }
            Ask::NobodyOnBelt => self.begin(Stage::Probing(Probe::Control), false, now),
            Ask::StartFromRails => self.begin(Stage::Starting, false, now),
            // Control is asked for all the same, so that the belt can be stopped from here.
            Ask::StartingByHand => self.begin(Stage::Starting, true, now),
            Ask::Faster => self.faster(now),
            Ask::Slower if self.stage == Stage::Walking => self.slower_wanted = true,
            Ask::Slower => self.say(Saying::Refused(Refusal::BeltStands)),
            Ask::Slowest if self.stage == Stage::Walking => self.slowest_wanted = true,
            Ask::StopAsPlanned if self.stop.is_none() && self.stage != Stage::Off => {
                self.notice(Notice::Stopping);
                self.begin_stop(now);
            }
            Ask::Facing(facing) => self.turn(facing, now),
            // A touched stop was obeyed by the stop rule.
            Ask::Stop | Ask::Slowest | Ask::StopAsPlanned => {}
        }
    }

    /// Begins a probe or a start, if all but control is there; asks for control first where it is not held.
    fn begin(&mut self, stage: Stage, by_hand: bool, now: Instant) {
        if self.stage != Stage::Ready {
            return self.say(Saying::Refused(self.why_not_ready()));
        }
        self.stage = stage;
        self.consent = Some(now);
        let command = if self.control && !by_hand { Command::Start } else { Command::RequestControl };
        if !self.send(command, true, now) {
            self.consent = None;
            self.stage = Stage::Ready;
            return;
        }
        self.by_hand = by_hand;
        // Whatever was walked before is over; a probe before the first start is none.
        self.began = if stage == Stage::Starting { Some(now) } else { self.began.map(|_| now) };
        self.told_to_step_on = None;
    }

    fn why_not_ready(&self) -> Refusal {
        match self.stage {
            Stage::Off => Refusal::NoLink,
            Stage::Reading => Refusal::NoLiveData,
            Stage::ReadOnly(why) => why,
            Stage::Stopping => Refusal::Stopping,
            _ => Refusal::BeltMoves,
        }
    }

    fn faster(&mut self, now: Instant) {
        if self.change_speed(self.one_step_up(), true, now) {
            self.notice(Notice::Faster);
        }
    }

    fn one_step_slower(&mut self, now: Instant) {
        let Ok(machine) = self.machine() else { return };
        let asked = self.asked.unwrap_or_default();
        let belt = self.belt.speed(now).unwrap_or_default().min(asked);
        let speed = belt.saturating_sub(machine.step).max(machine.slowest);
        if speed >= asked {
            self.say(Saying::Refused(Refusal::AlreadySlowest));
        } else if self.change_speed(speed, true, now) {
            self.notice(Notice::Slower);
        }
    }

    fn turn(&mut self, facing: Facing, now: Instant) {
        if self.may_turn(facing, now) {
            self.facing = facing;
            if self.began.is_some() {
                self.notice(Notice::TurnNoted);
            }
        } else {
            self.say(Saying::Refused(Refusal::TurnTooSoon));
        }
    }

    /// Sends the stop again while it is not seen.
    pub(super) fn repeat(&mut self, now: Instant) {
        if self.stage == Stage::Off {
            return;
        }
        let due =
            self.stop.is_some_and(|stop| stop.sent.is_none_or(|sent| now.since(sent) >= limits::STOP_AGAIN));
        if due
            && self.send(Command::Stop, false, now)
            && let Some(stop) = &mut self.stop
        {
            stop.sent = Some(now);
        }
    }
}
