//! `retrowalk treadmill replay`: a recording through today's code, with every decision printed.

use super::common::{self, Who};
use super::decode::from_hex;
use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;
use treadmill::controller::{Ask, Controller, Input, Output, Saying};
use treadmill::ftms::Characteristic;
use treadmill::ftms::control_point::Request;
use treadmill::gate::Command;
use units::Instant;

/// Play a recording through today's code and print every decision it would take.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill replay urevo_e1l_kinomap_start_walk_stop.jsonl --test 4.2
  retrowalk treadmill replay my-treadmill.jsonl --json

A recording is JSON Lines: {\"t\": seconds, \"dir\": \"notify\", \"char\": \"2ACD\", \"hex\": \"...\"} as --record keeps it.
Commands in it are taken as a walker's at the console: a start is taken as \"I stand on the rails and start by hand\"
with the cord clipped on, on a belt that passed its test. Nothing is sent anywhere.")]
pub(super) struct Args {
    /// The recording.
    file: PathBuf,
    #[command(flatten)]
    who: Who,
    /// Print one JSON object a decision.
    #[arg(long)]
    json: bool,
}

/// A line of a recording; a first line that only describes it has no time.
#[derive(Deserialize)]
struct Line {
    t: Option<f64>,
    dir: Option<String>,
    char: Option<String>,
    hex: Option<String>,
    input: Option<String>,
}

/// A decision: when, what kind, and in words.
#[derive(Clone, Debug, PartialEq)]
struct Decision {
    at: Instant,
    kind: &'static str,
    name: String,
    text: String,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(&args.file)
        .with_context(|| format!("cannot read the recording {}", args.file.display()))?;
    let mut personal = args.who.personal()?;
    if personal.three_meters_backward.is_none() {
        eprintln!("no --test given: taken as 4 s for three metres backward");
        personal.three_meters_backward = Some(Duration::from_secs(4));
    }
    let decisions = replay(&text, Controller::for_replay(personal))
        .with_context(|| format!("{} is no recording of a treadmill", args.file.display()))?;
    for decision in &decisions {
        let at = decision.at.since_start().as_secs_f64();
        if args.json {
            println!("{}", json!({ "t": at, decision.kind: decision.name, "text": decision.text }));
        } else {
            println!("{at:8.3} s  {:6} {}", decision.kind, decision.text);
        }
    }
    println_end(decisions.len(), args.json);
    Ok(())
}

fn println_end(decisions: usize, json: bool) {
    if !json {
        println!("{decisions} decisions");
    }
}

struct Replay {
    controller: Controller,
    decisions: Vec<Decision>,
    words: voice::words::Words,
    stage: treadmill::controller::Stage,
}

impl Replay {
    fn put(&mut self, input: Input<'_>, now: Instant) {
        self.controller.handle(input, now);
        while let Some(output) = self.controller.poll_output() {
            let (kind, name, text) = match output {
                Output::Say(saying) => {
                    let (first, rest) = Saying::sentence(saying);
                    ("say", format!("{first}{rest}"), common::sentence(&self.words, saying))
                }
                Output::Write(permitted) => {
                    ("send", command(permitted.command()), command(permitted.command()))
                }
                Output::Read(c) => ("read", format!("{:04X}", c.number()), format!("{:04X}", c.number())),
                Output::Subscribe(c) => {
                    ("listen", format!("{:04X}", c.number()), format!("{:04X}", c.number()))
                }
                Output::RememberFailedProbe => {
                    ("keep", "failed-probe".into(), "never steer this machine".into())
                }
            };
            self.decisions.push(Decision { at: now, kind, name, text });
        }
        if self.controller.stage() != self.stage {
            self.stage = self.controller.stage();
            let name = format!("{:?}", self.stage);
            self.decisions.push(Decision { at: now, kind: "stage", text: name.clone(), name });
        }
    }
}

fn command(command: Command) -> String {
    match command {
        Command::RequestControl => "request control".into(),
        Command::Start => "start".into(),
        Command::Speed(speed) => format!("speed {speed}"),
        Command::Stop => "stop".into(),
    }
}

fn replay(text: &str, controller: Controller) -> anyhow::Result<Vec<Decision>> {
    let stage = controller.stage();
    let mut replay = Replay { controller, decisions: Vec::new(), words: common::words(), stage };
    let mut now = Instant::START;
    let mut lines = 0;
    let mut linked = false;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line =
            serde_json::from_str(line).with_context(|| format!("line {} is no JSON", number + 1))?;
        let (Some(t), Some(direction)) = (line.t, line.dir) else { continue };
        let Ok(at) = Duration::try_from_secs_f64(t) else { bail!("line {}: {t} is no time", number + 1) };
        lines += 1;
        if !linked {
            linked = true;
            replay.put(Input::LinkUp { failed_probe: false }, now);
        }
        // Time goes by in tenths between the packets, as it would have.
        while now + Duration::from_millis(100) < Instant::START + at {
            now = now + Duration::from_millis(100);
            replay.put(Input::Tick, now);
        }
        now = now.max(Instant::START + at);
        let bytes = from_hex(line.hex.as_deref().unwrap_or_default())
            .with_context(|| format!("line {}", number + 1))?;
        let characteristic = line
            .char
            .and_then(|name| u16::from_str_radix(&name, 16).ok())
            .and_then(Characteristic::from_number);
        match (direction.as_str(), characteristic) {
            ("notify" | "indicate" | "read_rsp", Some(c)) => replay.put(Input::Heard(c, &bytes), now),
            ("write_cmd" | "write_req" | "write", _) => foreign(&mut replay, &bytes, now),
            ("walker", _) if line.input.as_deref() == Some("s") => replay.put(Input::Asked(Ask::Stop), now),
            _ => {}
        }
    }
    if lines == 0 {
        bail!("it has no line with \"t\" and \"dir\"");
    }
    Ok(replay.decisions)
}

/// A command in the recording, which someone else sent.
fn foreign(replay: &mut Replay, bytes: &[u8], now: Instant) {
    if let Some((Request::StartOrResume, _)) = Request::decode(bytes) {
        replay.put(Input::Asked(Ask::ClipIsOn), now);
        replay.put(Input::Asked(Ask::StartingByHand), now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use treadmill::limits::Personal;

    fn controller() -> Controller {
        Controller::for_replay(Personal {
            three_meters_backward: Some(Duration::from_secs(4)),
            days_since_test: 0,
            week: 1,
            someone_beside: false,
            heart_rate_alarm: None,
        })
    }

    #[test]
    fn the_belt_that_came_back_at_its_last_speed_is_stopped_at_once() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/facts/treadmill/urevo_e1l_kinomap_start_walk_stop.jsonl"
        );
        let Ok(text) = std::fs::read_to_string(path) else {
            println!("skipped: the shared traces are not beside this repository");
            return;
        };
        let decisions = replay(&text, controller()).unwrap();
        let hazard =
            decisions.iter().find(|d| d.name == "hazard-started-too-fast").expect("2.25 km/h at once");
        let stop = decisions.iter().find(|d| d.kind == "send" && d.name == "stop").expect("a stop");
        assert!(stop.at.since(hazard.at) < Duration::from_millis(100));
        assert!((18.0..19.0).contains(&hazard.at.since_start().as_secs_f64()), "{hazard:?}");
        assert_eq!(decisions.iter().filter(|d| d.kind == "send" && d.name == "start").count(), 0);
    }

    #[test]
    fn a_file_that_is_no_recording_is_refused_with_its_line() {
        assert!(replay("hello", controller()).unwrap_err().to_string().contains("line 1"));
        assert!(replay("{}\n", controller()).unwrap_err().to_string().contains("no line"));
        assert!(
            replay(r#"{"t": -1, "dir": "notify"}"#, controller())
                .unwrap_err()
                .to_string()
                .contains("no time")
        );
    }
}
