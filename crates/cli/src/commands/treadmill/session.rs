//! The loop of a shell: feed what was heard, do what comes out, tell the time. It decides nothing.

use super::clock::Clock;
use super::decode;
use super::link::{Event, Link, Order};
use anyhow::Context;
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Duration;
use treadmill::controller;
use treadmill::ftms::Characteristic;
use treadmill::gate::Refusal;
use units::Instant;

/// All bytes with their times, one JSON object a line, as `retrowalk treadmill replay` reads them; of a walk all that
/// went into it, its keys and its clock's beats too, so that the same comes out again.
pub(super) struct Recorder {
    file: Option<File>,
    began: Instant,
}

impl Recorder {
    /// `about` is the first line: what was recorded.
    pub(super) fn new(path: Option<&Path>, about: &Value, now: Instant) -> anyhow::Result<Recorder> {
        let mut file = None;
        if let Some(path) = path {
            let named = || format!("cannot write the recording {}", path.display());
            let mut created = File::create_new(path).with_context(named)?;
            writeln!(created, "{about}").with_context(named)?;
            file = Some(created);
        }
        Ok(Recorder { file, began: now })
    }

    fn line(&mut self, now: Instant, mut fields: Value) {
        if let (Some(file), Value::Object(object)) = (&mut self.file, &mut fields) {
            object.insert("t".into(), now.since(self.began).as_secs_f64().into());
            // A full disk must not stop the watch over a belt; the gap shows in the file.
            let _ = writeln!(file, "{fields}");
        }
    }

    fn bytes(&mut self, now: Instant, direction: &str, characteristic: Characteristic, bytes: &[u8]) {
        let hex = decode::to_hex(bytes);
        self.line(
            now,
            json!({ "dir": direction, "char": format!("{:04X}", characteristic.number()), "hex": hex }),
        );
    }

    /// What the link told, or a beat of the clock.
    pub(super) fn event(&mut self, now: Instant, event: Option<&Event>) {
        match event {
            Some(Event::Up) => self.line(now, json!({ "dir": "link", "input": "up" })),
            Some(Event::Lost(_)) => self.line(now, json!({ "dir": "link", "input": "lost" })),
            Some(Event::Heard(characteristic, bytes)) => {
                let read = matches!(characteristic, Characteristic::Feature | Characteristic::SpeedRange);
                self.bytes(now, if read { "read_rsp" } else { "notify" }, *characteristic, bytes);
            }
            Some(Event::Missing(c)) => {
                self.line(now, json!({ "dir": "missing", "char": format!("{:04X}", c.number()) }));
            }
            Some(Event::WriteFailed(_)) => self.line(now, json!({ "dir": "write_failed" })),
            None => self.line(now, json!({ "dir": "tick" })),
        }
    }

    fn wrote(&mut self, now: Instant, bytes: &[u8]) {
        self.bytes(now, "write_req", Characteristic::ControlPoint, bytes);
    }

    pub(super) fn walker(&mut self, now: Instant, key: &str) {
        self.line(now, json!({ "dir": "walker", "input": key }));
    }
}

/// A machine that takes inputs at their time and gives outputs: the controller alone, or a guided walk around it.
pub(super) trait Machine {
    fn feed(&mut self, input: controller::Input<'_>, now: Instant);
    /// What is to be done; what is to be said it says itself.
    fn drain(&mut self, now: Instant) -> Vec<controller::Output>;
}

/// Carries one event, or a tenth of a second of silence, to the machine, and does what it asks. Gives the event.
pub(super) fn turn(
    link: &mut dyn Link,
    machine: &mut dyn Machine,
    recorder: &mut Recorder,
    clock: &Clock,
    refused: Option<Refusal>,
) -> Option<Event> {
    let event = link.event(Duration::from_millis(100));
    let now = clock.now();
    recorder.event(now, event.as_ref());
    let input = match &event {
        Some(Event::Up) => controller::Input::LinkUp { refused },
        Some(Event::Lost(_)) => controller::Input::LinkLost,
        Some(Event::Heard(characteristic, bytes)) => controller::Input::Heard(*characteristic, bytes),
        Some(Event::Missing(characteristic)) => controller::Input::Missing(*characteristic),
        Some(Event::WriteFailed(_)) => controller::Input::WriteFailed,
        None => controller::Input::Tick,
    };
    machine.feed(input, now);
    obey(link, machine, recorder, now);
    event
}

/// Does what the machine asks of the link, each in its turn.
pub(super) fn obey(link: &mut dyn Link, machine: &mut dyn Machine, recorder: &mut Recorder, now: Instant) {
    let order = |output| match output {
        controller::Output::Subscribe(characteristic) => Some(Order::Subscribe(characteristic)),
        controller::Output::Read(characteristic) => Some(Order::Read(characteristic)),
        controller::Output::Write(permitted) => {
            recorder.wrote(now, &permitted.bytes());
            Some(Order::Write(permitted.bytes()))
        }
        controller::Output::Say(_) | controller::Output::RememberFailedProbe => None,
    };
    let mut orders: Vec<Order> = machine.drain(now).into_iter().filter_map(order).collect();
    orders.sort_by_key(Order::turn);
    for order in orders {
        link.order(order);
    }
}
