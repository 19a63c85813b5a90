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
use units::Instant;

/// All bytes with their times, one JSON object a line, as `retrowalk treadmill replay` reads them.
pub(super) struct Recorder {
    file: Option<File>,
    began: Instant,
}

impl Recorder {
    pub(super) fn new(path: Option<&Path>, machine: &str, now: Instant) -> anyhow::Result<Recorder> {
        let mut file = None;
        if let Some(path) = path {
            let named = || format!("cannot write the recording {}", path.display());
            let mut created = File::create_new(path).with_context(named)?;
            writeln!(created, "{}", json!({ "trace": "retrowalk", "device": machine }))
                .with_context(named)?;
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

    pub(super) fn heard(&mut self, now: Instant, characteristic: Characteristic, bytes: &[u8]) {
        let read = matches!(characteristic, Characteristic::Feature | Characteristic::SpeedRange);
        self.bytes(now, if read { "read_rsp" } else { "notify" }, characteristic, bytes);
    }

    pub(super) fn wrote(&mut self, now: Instant, bytes: &[u8]) {
        self.bytes(now, "write_req", Characteristic::ControlPoint, bytes);
    }

    pub(super) fn walker(&mut self, now: Instant, what: &str) {
        self.line(now, json!({ "dir": "walker", "input": what }));
    }
}

/// A machine that takes inputs at their time and gives outputs: the controller alone, or a guided walk around it.
pub(super) trait Machine {
    fn feed(&mut self, input: controller::Input<'_>, now: Instant);
    /// What is to be done; what is to be said it says itself.
    fn drain(&mut self, now: Instant) -> Vec<controller::Output>;
}

/// Carries one event, or a tenth of a second of silence, to the machine, and does what it asks.
pub(super) fn turn(
    link: &mut dyn Link,
    machine: &mut dyn Machine,
    recorder: &mut Recorder,
    clock: &Clock,
    failed_probe: bool,
) -> Option<String> {
    let event = link.event(Duration::from_millis(100));
    let now = clock.now();
    let mut lost = None;
    match event {
        Some(Event::Up) => machine.feed(controller::Input::LinkUp { failed_probe }, now),
        Some(Event::Lost(why)) => {
            machine.feed(controller::Input::LinkLost, now);
            lost = Some(why);
        }
        Some(Event::Heard(characteristic, bytes)) => {
            recorder.heard(now, characteristic, &bytes);
            machine.feed(controller::Input::Heard(characteristic, &bytes), now);
        }
        Some(Event::Missing(characteristic)) => machine.feed(controller::Input::Missing(characteristic), now),
        Some(Event::WriteFailed(_)) => machine.feed(controller::Input::WriteFailed, now),
        None => machine.feed(controller::Input::Tick, now),
    }
    obey(link, machine, recorder, clock);
    lost
}

/// Does what the machine asks of the link.
pub(super) fn obey(link: &mut dyn Link, machine: &mut dyn Machine, recorder: &mut Recorder, clock: &Clock) {
    for output in machine.drain(clock.now()) {
        match output {
            controller::Output::Subscribe(characteristic) => link.order(Order::Subscribe(characteristic)),
            controller::Output::Read(characteristic) => link.order(Order::Read(characteristic)),
            controller::Output::Write(permitted) => {
                recorder.wrote(clock.now(), &permitted.bytes());
                link.order(Order::Write(permitted.bytes()));
            }
            controller::Output::Say(_) | controller::Output::RememberFailedProbe => {}
        }
    }
}
