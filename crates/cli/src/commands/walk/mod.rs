//! `retrowalk walk`: guides a walk in the terminal, or runs one in made-up time.

mod feeling;
mod journal;
mod lines;
mod screen;
mod sound;

use crate::guidance::{self, Guidance};
use crate::walks::{self, Walks};
use anyhow::{Context as _, bail};
use coach::program::Program;
use coach::program::progression::Progress;
use coach::program::progression::gates::Company;
use coach::program::progression::records::{Record, StopSign};
use coach::program::progression::why::Why;
use formats::walk_record::{Begun, Feeling, Source, WalkRecord};
use journal::{Found, Writer};
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;
use units::{Day, Instant};
use voice::words::Words;
use walk::record::record;
use walk::{Input, Output, Walk};

/// Walk with the terminal as your coach.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  retrowalk walk \"5:1 x3\"
  retrowalk walk \"hallway 16 ft x6\" --lang en-US
  retrowalk walk \"treadmill 1 min x3 at 0.8 km/h\" --lang es --preset many
  retrowalk walk \"1:1 x8\" --faster 60 --log json

Keys: space pause and go on, s skip, r this part again, + one more minute, t time left,
enter I have arrived, q end.")]
pub(crate) struct Args {
    /// What to walk: "hallway 5 m x6", "5:1 x3", "block 1:1 x4", "treadmill 1 min x3 at 0.8 km/h"
    program: String,
    #[command(flatten)]
    guidance: Guidance,
    /// Run in made-up time, so many times faster, without sound or questions; the plan does not learn from it
    #[arg(long, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(1..))]
    faster: Option<u32>,
    /// Print what happens, one JSON object a line, instead of the screen
    #[arg(long, value_enum)]
    log: Option<Log>,
    /// Make no sound
    #[arg(long)]
    quiet: bool,
    /// Go on with a walk that broke off, without asking
    #[arg(long)]
    go_on: bool,
    /// The folder for walks, instead of your data folder
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// How what happens is printed.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Log {
    /// One JSON object a line
    Json,
}

/// A walk and everything a shell needs around it.
struct Walking {
    walk: Walk,
    begun: Begun,
    journal: Option<Writer>,
    /// What the walk's clock showed when this shell began.
    from: Instant,
}

impl Walking {
    /// Tells the walk something and writes it into the journal. A full disk stops the journal for as long, not the walk.
    fn handle(&mut self, input: Input, now: Instant) -> anyhow::Result<()> {
        self.walk.handle(input, now);
        self.journal.as_mut().map_or(Ok(()), |journal| journal.write(&self.walk))
    }
}

/// Walks.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let words = args.guidance.words();
    let program = guidance::program(&args.program, &words)?;
    let screen = args.log.is_none() && args.faster.is_none();
    if screen && !(std::io::stdout().is_terminal() && std::io::stdin().is_terminal()) {
        bail!("{}", words.plain("terminal-no-keys"));
    }
    let note = may_walk(&progress(args), &program, walks::today(), Company::Alone, &words)?;
    if !screen && !note.is_empty() {
        eprintln!("{note}");
    }
    let folder = Walks::folder(args.data.as_deref()).join("in-progress");
    let options = args.guidance.options(&words);
    let voice = sound::Voice::new(options, &words, screen && !args.quiet);
    let mut walking = None;
    match journal::find(&folder) {
        Found::Running => bail!("{}", words.plain("terminal-another-walk")),
        Found::BrokenOff(broken) => {
            let fresh = broken.may_resume();
            if fresh && (args.go_on || (screen && feeling::yes(&words.plain("terminal-go-on"))?)) {
                walking = Some(broken.go_on(options, voice.lengths())?);
            } else {
                // Where it cannot be kept now, its journal waits: nobody is kept from walking today.
                let kept = broken.finish(options, voice.lengths()).and_then(|record| {
                    Walks::open(args.data.as_deref())?.put(&record)?;
                    broken.remove()
                });
                match kept {
                    Ok(()) => eprintln!("{}", words.plain("terminal-broke-off-kept")),
                    Err(error) => not_kept(&words, &error),
                }
            }
        }
        Found::None => {}
    }
    let mut walking = walking.unwrap_or_else(|| {
        let source = if args.faster.is_some() { Source::MadeUp } else { Source::Terminal };
        let begun = walks::begun(&program, source, &words);
        let journal = Writer::create(&folder, &begun).map_err(|error| not_kept(&words, &error)).ok();
        let walk = Walk::new(program, options, voice.lengths());
        Walking { walk, begun, journal, from: Instant::START }
    });
    let (feeling, sign) = if screen {
        screen::run(&mut walking, &words, voice, &note)?
    } else {
        made_up(&mut walking, &words, args.faster.unwrap_or(1));
        (None, None)
    };
    // The sign first: it locks, whether or not the walk can be kept.
    let locked = sign.map_or(Ok(()), |sign| stopped(args, &words, sign));
    let kept = keep(args, &words, walking, feeling);
    if let (Err(error), Err(_)) = (&locked, &kept) {
        eprintln!("{error:#}");
    }
    kept.and(locked)
}

/// Keeps a stop sign, which locks walking backward.
fn stopped(args: &Args, words: &Words, sign: StopSign) -> anyhow::Result<()> {
    Walks::open(args.data.as_deref())?.keep(&Record::Stopped { day: walks::today(), sign })?;
    let sign = words.plain(&format!("stop-sign-{}", sign.id()));
    println!("{}", words.text("app-stop-locked", &[("sign", sign.into())]));
    Ok(())
}

/// What the plan learned so far. Records that cannot be read keep nobody from walking.
fn progress(args: &Args) -> Progress {
    let kept = Walks::open_kept(args.data.as_deref());
    let learned = kept.and_then(|walks| walks.map_or(Ok(Vec::new()), |walks| walks.learned()));
    Progress::from_records(learned.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        Vec::new()
    }))
}

/// A stop sign or a red answer lets nobody walk backward; what else the plan would say of this walk is shown, not forced on
/// somebody who typed it.
pub(crate) fn may_walk(
    progress: &Progress,
    program: &Program,
    today: Day,
    company: Company,
    words: &Words,
) -> anyhow::Result<String> {
    let says = |why: Why| words.plain(&format!("plan-why-{}", why.id()));
    if let Some(why) = progress.barred() {
        bail!("{} (retrowalk screen)", says(why));
    }
    let Err(why) = progress.allows(program, today, company) else { return Ok(String::new()) };
    let said = says(why);
    match why {
        Why::ScreenFirst | Why::ScreenAgain | Why::ScreenYear | Why::AwayLong => {
            Ok(format!("{said} (retrowalk screen)"))
        }
        _ => Ok(said),
    }
}

fn not_kept(words: &Words, error: &anyhow::Error) {
    eprintln!("{}", words.text("terminal-not-kept", &[("why", format!("{error:#}.").into())]));
}

/// The whole walk in made-up time: each next moment at once, but for the waiting in between, so many times shorter.
fn made_up(walking: &mut Walking, words: &Words, faster: u32) {
    let mut now = walking.from;
    let first = if walking.walk.session().has_begun() { Input::Resume } else { Input::Start };
    lines::begun(walking);
    let mut input = first;
    loop {
        if let Err(error) = walking.handle(input, now) {
            not_kept(words, &error);
        }
        while let Some(output) = walking.walk.poll_output() {
            lines::print(&walking.walk, words, &output);
        }
        let Some(next) = walking.walk.poll_timeout() else { return };
        thread::sleep(next.since(now) / faster);
        now = next;
        input = Input::Tick;
    }
}

/// Keeps the walk; where that fails, its journal stays and is kept the next time.
fn keep(args: &Args, words: &Words, walking: Walking, feeling: Option<Feeling>) -> anyhow::Result<()> {
    // A journal kept a second time, after a kill in between, must not take the feeling away again.
    let revision = u32::from(feeling.is_some());
    let record = WalkRecord { revision, ..record(&walking.walk, &walking.begun, feeling) };
    let stored = Walks::open(args.data.as_deref()).and_then(|walks| walks.put(&record));
    match (stored, walking.journal) {
        (Ok(()), journal) => {
            if let Some(journal) = journal {
                journal.remove()?;
            }
            if args.log.is_some() {
                lines::stored(&record);
            } else {
                println!(
                    "{}",
                    words.text(
                        "terminal-kept",
                        &[("id", Walks::to_show(&record.id, args.data.as_deref()).into())]
                    )
                );
            }
            Ok(())
        }
        (Err(error), Some(journal)) if journal.is_whole() => Err(error).with_context(|| {
            words.text("terminal-still-in-journal", &[("file", journal.path().display().to_string().into())])
        }),
        (Err(error), _) => {
            println!("{}", serde_json::to_string(&record)?);
            Err(error).with_context(|| words.plain("terminal-printed-instead"))
        }
    }
}

/// How long a shell waits for a key at most.
const KEY_WAIT: Duration = Duration::from_millis(200);

/// What a walk said, for whoever shows or sounds it.
fn drain(walk: &mut Walk) -> Vec<Output> {
    std::iter::from_fn(|| walk.poll_output()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach::program::parse;
    use coach::screening::{Advice, Form};

    #[test]
    fn a_red_answer_or_a_stop_sign_lets_nobody_walk_and_all_else_is_said() {
        let (day, words) = (Day::parse("2026-01-05").unwrap(), Words::new("en"));
        let screened = |advice| Record::Screened { day, form: Form::Long, advice, usual_pain: 0 };
        let walk = |records: &[Record], notation| {
            let (progress, program) = (Progress::from_records(records.to_vec()), parse(notation).unwrap());
            may_walk(&progress, &program, day, Company::Alone, &words)
        };
        let hallway = "hallway 5 m x2";
        assert!(walk(&[], hallway).unwrap().contains("retrowalk screen"));
        assert_eq!(walk(&[screened(Advice::Go)], hallway).unwrap(), "");
        assert!(walk(&[screened(Advice::AskFirst)], hallway).is_err());
        let stopped = [screened(Advice::Go), Record::Stopped { day, sign: StopSign::Fall }];
        assert!(walk(&stopped, hallway).is_err());
        let belt = walk(&[screened(Advice::Go)], "treadmill 1 min x3").unwrap();
        assert_eq!(belt, words.plain("plan-why-gate-check"));
    }
}
