//! `retrowalk treadmill walk`: a guided walk on a belt this program steers.

use super::clock::Clock;
use super::common::{self, Which, Who};
use super::session::{self, Machine, Recorder};
use anyhow::{Context, bail};
use coach::program::{self, Plan};
use serde_json::json;
use std::io::BufRead;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use treadmill::controller::{self, Controller, Saying};
use treadmill::gate::Refusal;
use units::Instant;
use voice::words::Words;
use walk::treadmill_walk::{Hold, Input, Output, TreadmillWalk, Wanted};

/// Walk a treadmill program on a belt this program steers, with every safeguard of SAFETY.md.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill walk \"UREVO E1L\" \"treadmill 1 min x3\" --test 4.2
  retrowalk treadmill walk --simulate --auto \"treadmill 1 min x3\" --test 4.2
  retrowalk treadmill walk --dircon 127.0.0.1:36866 \"treadmill 1 min x2\" --test 3.9 --record walk.jsonl

Keys, each with Enter: n nobody on the belt, test it; c the cord is clipped on; g I stand on the rails, start;
t I have turned; + faster; - slower; h0 h1 h2 hold none, light, firm; s or just Enter STOP; q end. Ctrl-C is a STOP too.

The real stop is the clip on your clothes. If the link is lost the belt goes on: step onto the side rails and pull the
cord. Some makers forbid walking backward on their treadmills: read the manual.")]
pub(super) struct Args {
    /// The machine's name (not with --dircon or --simulate), then the program, for example "treadmill 1 min x3".
    #[arg(required = true, num_args = 1..=2, value_name = "NAME PROGRAM")]
    what: Vec<String>,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    who: Who,
    /// Let a simulated walker touch the keys, in made-up time; only with --simulate.
    #[arg(long, requires = "simulate")]
    auto: bool,
    /// Keep all bytes with their times in this file.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Print one JSON object for each thing said and done.
    #[arg(long)]
    json: bool,
}

/// The guided walk, with its words printed as they are said.
struct Spoken {
    walk: TreadmillWalk,
    words: Words,
    json: bool,
    began: Instant,
}

impl Spoken {
    fn say(&self, id: &str, text: &str, now: Instant) {
        let at = now.since(self.began).as_secs_f64();
        if self.json {
            println!("{}", json!({ "t": at, "say": id, "text": text }));
        } else {
            println!("{at:7.1} s  {text}");
        }
    }

    fn put(&mut self, input: Input<'_>, now: Instant) {
        self.walk.handle(input, now);
    }
}

impl Machine for Spoken {
    fn feed(&mut self, input: controller::Input<'_>, now: Instant) {
        self.put(Input::Machine(input), now);
    }

    fn drain(&mut self, now: Instant) -> Vec<controller::Output> {
        let mut orders = Vec::new();
        while let Some(output) = self.walk.poll_output() {
            match (output.sentence(), output) {
                (Some(id), _) => self.say(&id, &self.words.plain(&id), now),
                (None, Output::Machine(order)) => orders.push(order),
                (None, Output::Say(_)) => {}
            }
        }
        orders
    }
}

/// Lines typed, and Ctrl-C; the other end closes at the end of input.
fn keys() -> Receiver<String> {
    let (sender, keys) = channel();
    let hand = sender.clone();
    std::thread::spawn(move || interrupts(&hand));
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    keys
}

/// Ctrl-C is a hand that wants the belt to stop: the first stops it, the second ends the walk, the third the program.
fn interrupts(keys: &Sender<String>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    for key in ["s", "q"] {
        if runtime.block_on(tokio::signal::ctrl_c()).is_err() || keys.send(key.into()).is_err() {
            return;
        }
    }
    if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
        std::process::exit(130);
    }
}

/// What a key means; anything unknown stops, because a hand on the keyboard wants something.
fn key(line: &str) -> Input<'static> {
    match line.trim() {
        "n" => Input::NobodyOnBelt,
        "c" => Input::ClipIsOn,
        "g" => Input::Go,
        "t" => Input::Turned,
        "+" => Input::Faster,
        "-" => Input::Slower,
        "h0" => Input::Holds(Hold::None),
        "h1" => Input::Holds(Hold::Light),
        "h2" => Input::Holds(Hold::Firm),
        "q" => Input::End,
        _ => Input::Stop,
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let named = args.which.dircon.is_none() && args.which.simulate.is_none();
    let (name, text) = match args.what.as_slice() {
        [name, program] if named => (Some(name.as_str()), program),
        [program] if !named => (None, program),
        [_] => bail!("say which treadmill and which program: walk NAME \"treadmill 1 min x3\""),
        _ => bail!(
            "with --dircon or --simulate give the program alone: walk --simulate \"treadmill 1 min x3\""
        ),
    };
    let words = common::words();
    let parsed = program::parse(text)
        .map_err(|error| anyhow::anyhow!("{}", words.notation_error_with_caret(text, &error)))?;
    let Plan::Treadmill(program) = parsed.plan().clone() else {
        bail!("\"{text}\" is no treadmill program: write it like \"treadmill 1 min x3\"");
    };
    let personal = args.who.personal()?;
    let clock = if args.auto { Clock::made_up() } else { Clock::real() };
    let mut link = args.which.link(name, &clock)?;
    for warning in common::warnings(&words, link.name()) {
        if args.json {
            println!("{}", json!({ "warning": warning }));
        } else {
            println!("{warning}");
        }
    }
    let failed_probe = treadmill::quirks::is_never_steered(link.name());
    let walk = TreadmillWalk::new(&program, Controller::new(personal));
    let mut spoken = Spoken { walk, words, json: args.json, began: clock.now() };
    let mut recorder = Recorder::new(args.record.as_deref(), link.name(), clock.now())?;
    let keys = if args.auto { None } else { Some(keys()) };
    let mut touched = clock.now();
    let mut patience = 0_u32;
    while !spoken.walk.is_over() {
        if let Some(why) = session::turn(link.as_mut(), &mut spoken, &mut recorder, &clock, failed_probe) {
            return gone(&why);
        }
        let now = clock.now();
        let input = match &keys {
            Some(keys) => keys.try_recv().ok().map(|line| {
                recorder.walker(now, line.trim());
                key(&line)
            }),
            None if now.since(touched) >= Duration::from_secs(1) => {
                touched = now;
                spoken.walk.wanted().map(Wanted::input)
            }
            None => None,
        };
        if let Some(input) = input {
            spoken.put(input, now);
            session::obey(link.as_mut(), &mut spoken, &mut recorder, &clock);
        }
        if let controller::Stage::ReadOnly(why) = spoken.walk.controller().stage() {
            // Said once already; nothing will change it while this machine is linked.
            patience += 1;
            if patience > 20 {
                let hint = match why {
                    Refusal::NoBackwardTest => " Then give its time: --test SECONDS, and --test-days.",
                    _ => "",
                };
                bail!("{}{hint}", common::sentence(&spoken.words, Saying::Refused(why)));
            }
        }
        if args.auto && now.since(spoken.began) > Duration::from_hours(3) {
            bail!("the simulated walk did not end; this is a fault of the program");
        }
    }
    summary(&spoken);
    Ok(())
}

fn gone(why: &str) -> anyhow::Result<()> {
    Err(anyhow::anyhow!("{why}")).context(
        "the link to the treadmill is gone. The belt goes on: step onto the side rails and pull the cord",
    )
}

fn summary(spoken: &Spoken) {
    for leg in spoken.walk.legs() {
        let facing = if leg.facing == controller::Facing::Forward { "forward" } else { "backward" };
        let hold = match leg.hold {
            Hold::None => "none",
            Hold::Light => "light",
            Hold::Firm => "firm",
        };
        let walked = leg.walked.as_secs_f64();
        if spoken.json {
            println!(
                "{}",
                json!({
                    "leg": facing, "walked_s": walked, "meters": leg.meters, "steps": leg.steps, "hold": hold,
                    "step_length_m": leg.step_length().map(units::Length::meters),
                })
            );
        } else {
            println!("{facing:>9}  {walked:5.0} s  {:4} m  hold {hold}", leg.meters);
        }
    }
}
