//! Answers of the control point.

use super::{Awaited, Controller, Probe, Stage};
use crate::ftms::control_point::{Outcome, Reply};
use crate::gate::Command;
use crate::stop::Facts;
use units::{BeltSpeed, Instant};

fn op(command: Command) -> u8 {
    match command {
        Command::RequestControl => 0x00,
        Command::Start => 0x07,
        Command::Speed(_) => 0x02,
        Command::Stop => 0x08,
    }
}

impl Controller {
    /// Takes an answer: to what waits, whether it came as an indication or a notification, before or after the
    /// write returned. Answers to nothing, and doubles, change nothing.
    pub(super) fn answered(&mut self, reply: Reply, facts: &mut Facts, now: Instant) {
        if let Some(stop) = &mut self.stop {
            if reply.outcome == Some(Outcome::NotPermitted) && reply.op == op(Command::Stop) {
                // Permission was lost with the link: ask for it; granted or not, the stop goes out again.
                self.control = false;
                self.send(Command::RequestControl, false, now);
            } else if reply.op == op(Command::RequestControl) && reply.outcome == Some(Outcome::Success) {
                stop.sent = None;
                self.control = true;
            }
            return;
        }
        let Some(pending) = self.pending.filter(|pending| op(pending.command) == reply.op) else { return };
        self.pending = None;
        if reply.outcome != Some(Outcome::Success) {
            facts.refused = true;
            return;
        }
        match pending.command {
            Command::RequestControl => {
                self.control = true;
                if !self.by_hand {
                    self.send_start(now);
                }
            }
            Command::Start => {
                self.awaited = Some(Awaited { from: BeltSpeed::ZERO, since: now });
                if self.stage == Stage::Probing(Probe::Control) {
                    self.stage = Stage::Probing(Probe::Settling);
                }
            }
            Command::Speed(_) | Command::Stop => {}
        }
    }
}
