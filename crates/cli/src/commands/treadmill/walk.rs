//! `retrowalk treadmill walk`: a guided walk on a belt this program steers.

use super::clock::Clock;
use super::failed_belts::FailedBelts;
use super::keeper::Keeper;
use super::keys;
use super::link::{Event, Link, Order};
use super::session::{self, Machine, Recorder};
use super::tones::Tones;
use super::walker::{WalkerRow, Who};
use super::which::{Which, warnings};
use crate::guidance::{self, Language};
use crate::walks::{Walks, today};
use anyhow::bail;
use coach::program::Plan;
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Duration;
use treadmill::controller::{self, Controller, Facing, Saying, Stage};
use treadmill::ftms::Characteristic;
use treadmill::gate::Refusal;
use units::Instant;
use voice::words::Words;
use walk::treadmill_walk::{Hold, Input, Output, TreadmillWalk};

/// Walk a treadmill program on a belt this program steers, with every safeguard of SAFETY.md.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill walk \"UREVO E1L\" \"treadmill 1 min x3\"
  retrowalk treadmill walk --simulate --auto \"treadmill 1 min x3\" --test 4.2
  retrowalk treadmill walk --dircon 127.0.0.1:36866 \"treadmill 1 min x2\" --record walk.jsonl

Keys, each with Enter: n nobody on the belt, test it; c the cord is clipped on; g I stand on the rails, start;
t I have turned; + faster; - slower; h0 h1 h2 hold none, light, firm; s or just Enter STOP; q end. Ctrl-C is a STOP too,
and so is Ctrl-D, or the window that is closed.

The real stop is the clip on your clothes. If the link is lost the belt goes on: step onto the side rails and pull the
cord; this is said again and again, and the link is opened again by itself, to stop the belt, until you press q twice.
Many makers forbid walking backward on their treadmills: read the manual.

Who may walk, and how fast, comes from what is kept: your answers (retrowalk screen), your three-metre check (retrowalk
assess log) and your walks. The walk is kept too. A --simulate walk has nobody on its belt: the flags are believed, and
nothing is kept. A --record file holds the keys you pressed, your check and your week beside the machine's bytes.")]
pub(super) struct Args {
    /// The machine's name (not with --dircon or --simulate), then the program, for example "treadmill 1 min x3".
    #[arg(required = true, num_args = 1..=2, value_name = "NAME PROGRAM")]
    what: Vec<String>,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    language: Language,
    /// Let a simulated walker touch the keys, in made-up time; only with --simulate.
    #[arg(long, requires = "simulate")]
    auto: bool,
    /// Keep all bytes with their times in this file.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Print one JSON object for each thing said and done.
    #[arg(long)]
    json: bool,
    /// Make no sound.
    #[arg(long)]
    quiet: bool,
    /// The folder for walks, instead of your data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// A machine that does not answer at all for so long is told as one.
const UNTIL_UP: Duration = Duration::from_secs(20);

/// The guided walk, with its words printed, and its tones sounded, as they are said.
struct Spoken {
    walk: TreadmillWalk,
    words: Words,
    json: bool,
    tones: Tones,
    began: Instant,
    /// Where a failed test is kept, unless nobody is on the belt.
    failed: Option<FailedBelts>,
    /// The belt ran when its link was lost, and was not seen to stand since.
    adrift: bool,
}

impl Spoken {
    fn say(&mut self, id: &str, now: Instant) {
        match id {
            "hazard-link-lost" => self.adrift = true,
            "treadmill-standing" => self.adrift = false,
            _ => {}
        }
        let (at, text) = (now.since(self.began).as_secs_f64(), self.words.plain(id));
        let line = if self.json {
            json!({ "t": at, "say": id, "text": text }).to_string()
        } else {
            format!("{at:7.1} s  {text}")
        };
        // A window that is gone, or a full disk, must not end the watch over a belt.
        let _ = writeln!(io::stdout(), "{line}");
    }

    /// Something to know before the walk.
    fn note(&self, kind: &str, text: &str) {
        if self.json {
            println!("{}", json!({ kind: text }));
        } else {
            println!("{text}");
        }
    }
}

impl Machine for Spoken {
    fn feed(&mut self, input: controller::Input<'_>, now: Instant) {
        // What is printed is said.
        let said = input == controller::Input::Tick;
        self.walk.handle(if said { Input::Said } else { Input::Machine(input) }, now);
    }

    fn drain(&mut self, now: Instant) -> Vec<controller::Output> {
        let mut orders = Vec::new();
        while let Some(output) = self.walk.poll_output() {
            match (output.sentence(), output) {
                (Some(id), _) => {
                    self.tones.sound(output.motif(), output.haste());
                    self.say(&id, now);
                }
                (None, Output::Machine(controller::Output::RememberFailedProbe)) => {
                    if let Some(Err(error)) = self.failed.as_ref().map(FailedBelts::add_it) {
                        let _ = writeln!(io::stderr(), "{error:#}");
                    }
                }
                (None, Output::Machine(order)) => orders.push(order),
                (None, Output::Say(_)) => {}
            }
        }
        orders
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let words = args.language.words();
    let named = args.which.dircon.is_none() && args.which.simulate.is_none();
    let (name, text) = match args.what.as_slice() {
        [name, program] if named => (Some(name.as_str()), program),
        [program] if !named => (None, program),
        [_] => bail!("{}", words.plain("terminal-belt-name-and-program")),
        _ => bail!("{}", words.plain("terminal-belt-program-alone")),
    };
    let program = guidance::program(text, &words)?;
    let Plan::Treadmill(plan) = program.plan().clone() else {
        bail!("{}", words.text("terminal-belt-no-program", &[("program", text.as_str().into())]));
    };
    let records = Walks::learned_whole(args.data.as_deref(), &words)?;
    let simulated = args.which.simulate.is_some();
    let walker = if simulated {
        args.who.is_simulated(&records, &program, today(), &words)?
    } else {
        args.who.walks(&records, &program, today(), &words)?
    };
    let clock = if args.auto { Clock::made_up() } else { Clock::real() };
    let mut link = args.which.link(name, &clock, &words)?;
    let began = clock.now();
    let failed = (!simulated).then(|| FailedBelts::new(&Walks::folder(args.data.as_deref()), link.as_ref()));
    let has_failed = failed.as_ref().map_or(Ok(false), FailedBelts::has_it)?;
    let mut spoken = Spoken {
        walk: TreadmillWalk::new(&plan, Controller::new(walker.personal)),
        words,
        json: args.json,
        tones: Tones::new(!args.quiet && !args.auto),
        began,
        failed,
        adrift: false,
    };
    for warning in warnings(&spoken.words, link.name()) {
        spoken.note("warning", &warning);
    }
    for note in &walker.notes {
        spoken.note("note", note);
    }
    let refused = treadmill::quirks::refused(link.name(), has_failed);
    let about = json!({
        "trace": "retrowalk", "device": link.name(), "program": program.to_string(), "failed_probe": has_failed,
        "walker": WalkerRow::of(&walker.personal),
    });
    let recorder = Recorder::new(args.record.as_deref(), &about, began)?;
    let mut keeper = (!simulated).then(|| Keeper::new(args.data.clone(), program, &spoken.words));
    let keys = if args.auto { None } else { Some(keys::typed()) };
    let ended = guide(link.as_mut(), &mut spoken, &clock, recorder, keys.as_ref(), &mut keeper, refused);
    summary(&spoken);
    let kept = keeper.map_or(Ok(None), |keeper| keeper.finish(&spoken.walk, &spoken.words));
    if let Ok(Some(id)) = &kept {
        let shown = Walks::to_show(id, args.data.as_deref());
        let text = spoken.words.text("terminal-kept", &[("id", shown.into())]);
        if args.json {
            println!("{}", json!({ "kept": id }));
        } else {
            println!("{text}");
        }
    }
    match (ended, kept) {
        (Err(ended), Err(kept)) => {
            eprintln!("{kept:#}");
            Err(ended)
        }
        (ended, kept) => ended.and(kept.map(drop)),
    }
}

/// The walk, until it is over, nobody may walk on this machine, or the walker gives up a link that is lost.
fn guide(
    link: &mut dyn Link,
    spoken: &mut Spoken,
    clock: &Clock,
    mut recorder: Recorder,
    keys: Option<&Receiver<String>>,
    keeper: &mut Option<Keeper>,
    refused: Option<Refusal>,
) -> anyhow::Result<()> {
    let (mut linked, mut patience, mut touched) = (false, 0_u32, clock.now());
    let began = spoken.began;
    while !spoken.walk.is_over() {
        let event = session::turn(link, spoken, &mut recorder, clock, refused);
        let now = clock.now();
        if event == Some(Event::Up) {
            linked = true;
            // Some machines hear a strap and pass it on.
            link.order(Order::Subscribe(Characteristic::HeartRate));
        }
        match event {
            Some(Event::Lost(why)) if !linked => bail!("{}", gone(&spoken.words, link, &why)),
            _ if !linked && now.since(began) > UNTIL_UP => {
                let name = link.name().to_owned();
                bail!("{}", spoken.words.text("terminal-belt-no-answer", &[("name", name.into())]));
            }
            _ => {}
        }
        let key = match keys {
            Some(keys) => keys.try_recv().ok(),
            None if now.since(touched) >= Duration::from_secs(1) => {
                touched = now;
                spoken.walk.wanted().map(|wanted| keys::wanted(wanted).to_owned())
            }
            None => None,
        };
        if let Some(key) = key {
            recorder.walker(now, &key);
            spoken.walk.handle(keys::meaning(&key), now);
            session::obey(link, spoken, &mut recorder, now);
        }
        if let Some(keeper) = keeper {
            keeper.look(&spoken.walk);
        }
        if let Stage::ReadOnly(why) = spoken.walk.controller().stage() {
            // Said once already; nothing will change it while this machine is linked.
            patience += 1;
            if patience > 20 {
                let (first, rest) = Saying::Refused(why).sentence();
                let said = spoken.words.plain(&format!("{first}{rest}"));
                match why {
                    Refusal::NoBackwardTest => {
                        bail!("{said} {}", spoken.words.plain("terminal-belt-give-check"))
                    }
                    _ => bail!("{said}"),
                }
            }
        }
        if keys.is_none() && now.since(began) > Duration::from_hours(3) {
            bail!("the simulated walk did not end; this is a fault of the program");
        }
    }
    if spoken.adrift {
        bail!("{}", spoken.words.plain("terminal-belt-adrift"));
    }
    Ok(())
}

/// That the link is gone before it was there.
pub(super) fn gone(words: &Words, link: &dyn Link, why: &str) -> String {
    words.text(
        "terminal-belt-gone",
        &[("name", link.name().to_owned().into()), ("why", why.to_owned().into())],
    )
}

fn summary(spoken: &Spoken) {
    for leg in spoken.walk.legs() {
        let walked = leg.walked.as_secs_f64();
        let (facing, hold) = (
            match leg.facing {
                Facing::Forward => "forward",
                Facing::Backward => "backward",
            },
            match leg.hold {
                Hold::None => "none",
                Hold::Light => "light",
                Hold::Firm => "firm",
            },
        );
        if spoken.json {
            println!(
                "{}",
                json!({
                    "leg": facing, "walked_s": walked, "meters": leg.meters, "steps": leg.steps, "hold": hold,
                    "step_length_m": leg.step_length().map(units::Length::meters),
                })
            );
        } else {
            let (way, hold) = (
                spoken.words.plain(&format!("block-{facing}")),
                spoken.words.plain(&format!("show-hold-{hold}")),
            );
            println!("{way:>9}  {walked:5.0} s  {:4} m  {hold}", leg.meters);
        }
    }
}

#[cfg(test)]
mod tests {
    use treadmill::stop::STOP_RULE;
    use voice::words::{Language, Words};
    use walk::treadmill_walk::spoken::takes;

    #[test]
    fn what_is_said_again_is_spoken_to_its_end_before_and_the_cord_comes_off_with_the_walk() {
        let tone = std::time::Duration::from_millis(480);
        for language in Language::ALL {
            let words = Words::new(language.code());
            for row in &STOP_RULE {
                let text = words.plain(&["hazard-", row.name].concat());
                let again = row.hazard.said_again_after();
                assert!(again.is_none_or(|again| tone + takes(&text) < again), "{text}");
            }
            for id in ["treadmill-walk-done", "treadmill-walk-ended"] {
                assert!(words.plain(id).contains(&words.plain("say-unclip")), "{id}");
            }
        }
    }
}
