//! `retrowalk treadmill replay`: a recording through today's code, with every decision printed.

use super::decode::{self, Kind, from_hex};
use super::keys;
use super::walker::{WalkerRow, Who};
use super::watch;
use crate::guidance::Language;
use anyhow::{Context, bail};
use coach::program::{self, Plan};
use serde::Deserialize;
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;
use treadmill::controller::{self, Ask, Controller, Stage};
use treadmill::ftms::Characteristic;
use treadmill::ftms::control_point::Request;
use treadmill::ftms::treadmill_data::{Assembler, TreadmillData};
use treadmill::gate::Command;
use treadmill::limits::Personal;
use treadmill::quirks;
use units::Instant;
use voice::words::Words;
use walk::treadmill_walk::{Input, Output, TreadmillWalk};

/// Play a recording through today's code and print every decision it would take.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill replay walk.jsonl
  retrowalk treadmill replay my-treadmill.jsonl --json
  retrowalk treadmill replay urevo_e1l_kinomap_start_walk_stop.jsonl --test 4.2

A recording is JSON Lines: {\"t\": seconds, \"dir\": \"notify\", \"char\": \"2ACD\", \"hex\": \"...\"} as --record keeps it.
One of \"treadmill walk\" is walked again: its keys, its check and its week are in it, and the same is said in the same
order, as long as the code is the same. One of \"treadmill watch\", or of another program, is printed with what its data
mean. Commands in it are taken as a walker's at the console: a start is taken as \"I stand on the rails and start by hand\"
with the cord clipped on, on a belt that passed its test; what this program would ask is taken as granted. Nothing is sent
anywhere.")]
pub(super) struct Args {
    /// The recording.
    file: PathBuf,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    language: Language,
    /// Print one JSON object a decision.
    #[arg(long)]
    json: bool,
}

/// A line of a recording; the first one only describes it and has no time.
#[derive(Deserialize)]
struct Line {
    t: Option<f64>,
    dir: Option<String>,
    char: Option<String>,
    hex: Option<String>,
    input: Option<String>,
}

/// What the first line of a recorded walk says.
#[derive(Deserialize)]
struct Walked {
    device: String,
    program: String,
    walker: WalkerRow,
    failed_probe: bool,
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
    let mut personal = args.who.told()?;
    let walked = text.lines().next().and_then(|line| serde_json::from_str::<Walked>(line).ok());
    if let Some(walked) = &walked
        && args.who.test.is_none()
    {
        personal = walked.walker.personal();
    } else if personal.three_meters_backward.is_none() {
        eprintln!("no --test given: taken as 4 s for three metres backward");
        personal.three_meters_backward = Some(Duration::from_secs(4));
    }
    let decisions = replay(&text, walked, personal, args.language.words())
        .with_context(|| format!("{} is no recording of a treadmill", args.file.display()))?;
    for decision in &decisions {
        let at = decision.at.since_start().as_secs_f64();
        if args.json {
            println!("{}", json!({ "t": at, decision.kind: decision.name, "text": decision.text }));
        } else {
            println!("{at:8.3} s  {:6} {}", decision.kind, decision.text);
        }
    }
    if !args.json {
        println!("{} decisions", decisions.iter().filter(|decision| decision.kind != "hear").count());
    }
    Ok(())
}

/// What a recording is played to.
enum Machine {
    /// A walk of ours, which hears all that it heard then.
    Walk(Box<TreadmillWalk>),
    /// The controller beside somebody else's hands, and the data it hears, put together.
    Beside(Box<Controller>, Assembler),
}

struct Replay {
    machine: Machine,
    decisions: Vec<Decision>,
    words: Words,
    stage: Stage,
}

impl Replay {
    fn put(&mut self, input: Input<'_>, now: Instant) {
        match (&mut self.machine, input) {
            // What was printed was said.
            (Machine::Walk(walk), Input::Machine(controller::Input::Tick)) => walk.handle(Input::Said, now),
            (Machine::Walk(walk), input) => walk.handle(input, now),
            (Machine::Beside(controller, _), Input::Machine(input)) => controller.handle(input, now),
            (Machine::Beside(..), _) => {}
        }
        let mut granted = Vec::new();
        while let Some(output) = self.poll() {
            if let (Output::Machine(controller::Output::Write(permitted)), Machine::Beside(..)) =
                (output, &self.machine)
            {
                granted.extend(permitted.bytes().first().map(|op| [0x80, *op, 1]));
            }
            self.decide(output, now);
        }
        let stage = match &self.machine {
            Machine::Walk(walk) => walk.controller().stage(),
            Machine::Beside(controller, _) => controller.stage(),
        };
        if stage != self.stage {
            self.stage = stage;
            let name = format!("{stage:?}");
            self.decisions.push(Decision { at: now, kind: "stage", text: name.clone(), name });
        }
        for answer in granted {
            self.put(heard(Characteristic::ControlPoint, &answer), now);
        }
    }

    fn poll(&mut self) -> Option<Output> {
        match &mut self.machine {
            Machine::Walk(walk) => walk.poll_output(),
            Machine::Beside(controller, _) => controller.poll_output().map(Output::Machine),
        }
    }

    fn decide(&mut self, output: Output, now: Instant) {
        let same = |text: String| (text.clone(), text);
        let (kind, (name, text)) = match (output.sentence(), output) {
            (Some(id), _) => ("say", (id.clone(), self.words.plain(&id))),
            (None, Output::Machine(controller::Output::Write(permitted))) => {
                ("send", same(command(permitted.command())))
            }
            (None, Output::Machine(controller::Output::Read(c))) => {
                ("read", same(format!("{:04X}", c.number())))
            }
            (None, Output::Machine(controller::Output::Subscribe(c))) => {
                ("listen", same(format!("{:04X}", c.number())))
            }
            (None, Output::Machine(controller::Output::RememberFailedProbe)) => {
                ("keep", ("failed-probe".into(), "never steer this machine".into()))
            }
            (None, Output::Machine(controller::Output::Say(_)) | Output::Say(_)) => return,
        };
        self.decisions.push(Decision { at: now, kind, name, text });
    }

    /// Prints what was heard, in a recording that is not a walk of ours.
    fn show(&mut self, characteristic: Characteristic, bytes: &[u8], now: Instant) {
        let Machine::Beside(_, assembler) = &mut self.machine else { return };
        let text = if characteristic == Characteristic::TreadmillData {
            let record = TreadmillData::decode(bytes).and_then(|packet| assembler.push(packet));
            record.map(|record| watch::told(&record, &self.words).trim_start().to_owned())
        } else {
            Some(decode::object(Kind::Characteristic(characteristic), bytes).to_string())
        };
        if let Some(text) = text {
            let name = format!("{:04X}", characteristic.number());
            self.decisions.push(Decision { at: now, kind: "hear", name, text });
        }
    }
}

fn heard(characteristic: Characteristic, bytes: &[u8]) -> Input<'_> {
    Input::Machine(controller::Input::Heard(characteristic, bytes))
}

fn command(command: Command) -> String {
    match command {
        Command::RequestControl => "request control".into(),
        Command::Start => "start".into(),
        Command::Speed(speed) => format!("speed {speed}"),
        Command::Stop => "stop".into(),
    }
}

fn replay(
    text: &str,
    walked: Option<Walked>,
    personal: Personal,
    words: Words,
) -> anyhow::Result<Vec<Decision>> {
    let refused = walked.as_ref().and_then(|walked| quirks::refused(&walked.device, walked.failed_probe));
    let ours = walked.is_some();
    let machine = match walked {
        Some(walked) => match program::parse(&walked.program).map(|program| program.plan().clone()) {
            Ok(Plan::Treadmill(plan)) => {
                Machine::Walk(Box::new(TreadmillWalk::new(&plan, Controller::new(personal))))
            }
            _ => bail!("\"{}\" in its first line is no treadmill program", walked.program),
        },
        None => Machine::Beside(Box::new(Controller::for_replay(personal)), Assembler::default()),
    };
    let mut replay = Replay { machine, decisions: Vec::new(), words, stage: Stage::Off };
    let mut now = Instant::START;
    let (mut lines, mut linked) = (0, false);
    let machine = Input::Machine;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = match serde_json::from_str(line) {
            Ok(line) => line,
            // Whatever ended the recording cut its last line.
            Err(_) if number + 1 == text.trim_end().lines().count() && number > 0 => {
                eprintln!("note: the last line is cut, and left out");
                break;
            }
            Err(error) => return Err(error).with_context(|| format!("line {} is no JSON", number + 1)),
        };
        let (Some(t), Some(direction)) = (line.t, line.dir) else { continue };
        let Ok(at) = Duration::try_from_secs_f64(t) else { bail!("line {}: {t} is no time", number + 1) };
        lines += 1;
        if !ours {
            if !std::mem::replace(&mut linked, true) {
                replay.put(machine(controller::Input::LinkUp { refused }), now);
            }
            // Time goes by in tenths between the packets, as it would have; a walk of ours has its own beats in it.
            while now + Duration::from_millis(100) < Instant::START + at {
                now = now + Duration::from_millis(100);
                replay.put(machine(controller::Input::Tick), now);
            }
        }
        now = now.max(Instant::START + at);
        let bytes = from_hex(line.hex.as_deref().unwrap_or_default())
            .with_context(|| format!("line {}", number + 1))?;
        let characteristic = line
            .char
            .and_then(|name| u16::from_str_radix(&name, 16).ok())
            .and_then(Characteristic::from_number);
        let input = line.input.unwrap_or_default();
        match (direction.as_str(), characteristic) {
            ("notify" | "indicate" | "read_rsp", Some(c)) => {
                replay.show(c, &bytes, now);
                replay.put(heard(c, &bytes), now);
            }
            ("write_cmd" | "write_req" | "write", _) if !ours => foreign(&mut replay, &bytes, now),
            ("missing", Some(c)) => replay.put(machine(controller::Input::Missing(c)), now),
            ("write_failed", _) => replay.put(machine(controller::Input::WriteFailed), now),
            ("tick", _) => replay.put(machine(controller::Input::Tick), now),
            ("walker", _) => replay.put(keys::meaning(&input), now),
            ("link", _) if input == "up" => {
                replay.put(machine(controller::Input::LinkUp { refused }), now);
            }
            ("link", _) => replay.put(machine(controller::Input::LinkLost), now),
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
        for ask in [Ask::ClipIsOn, Ask::StartingByHand] {
            replay.put(Input::Machine(controller::Input::Asked(ask)), now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replayed(text: &str) -> anyhow::Result<Vec<Decision>> {
        replay(text, None, Personal::tested(Duration::from_secs(4)), Words::new("en"))
    }

    #[test]
    fn a_recording_whose_last_line_is_cut_is_replayed_to_there() {
        let whole = include_str!("../../../tests/facts/urevo_e1l_kinomap_start_walk_stop.jsonl").trim_end();
        let last = whole.rfind('\n').unwrap() + 1;
        let decisions = replayed(&whole[..last]).unwrap().len();
        for cut in last + 1..whole.len() {
            assert_eq!(replayed(&whole[..cut]).unwrap().len(), decisions, "{cut}");
        }
        assert_eq!(replayed(&format!("{}\n\n", &whole[..=last])).unwrap().len(), decisions);
        assert!(replayed("no recording").is_err());
    }

    #[test]
    fn the_belt_that_came_back_at_its_last_speed_is_stopped_at_once() {
        let decisions =
            replayed(include_str!("../../../tests/facts/urevo_e1l_kinomap_start_walk_stop.jsonl")).unwrap();
        let hazard =
            decisions.iter().find(|d| d.name == "hazard-started-too-fast").expect("2.25 km/h at once");
        let stop = decisions.iter().find(|d| d.kind == "send" && d.name == "stop").expect("a stop");
        assert!(stop.at.since(hazard.at) < Duration::from_millis(100));
        assert_eq!(hazard.at.since_start(), Duration::from_millis(18_510), "{hazard:?}");
        assert!(decisions.iter().all(|d| d.name != "hazard-no-answer"), "what it asks for is granted");
        assert_eq!(decisions.iter().filter(|d| d.kind == "send" && d.name == "start").count(), 0);
    }

    #[test]
    fn a_file_that_is_no_recording_is_refused_with_its_line() {
        assert!(replayed("hello").unwrap_err().to_string().contains("line 1"));
        assert!(replayed("{}\n").unwrap_err().to_string().contains("no line"));
        assert!(replayed(r#"{"t": -1, "dir": "notify"}"#).unwrap_err().to_string().contains("no time"));
    }
}
