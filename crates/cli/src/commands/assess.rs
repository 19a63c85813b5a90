//! `retrowalk assess`: how a check is done, a result kept, and whether it changed.

use crate::guidance::Language;
use crate::walks::{Walks, today};
use crate::whole;
use anyhow::{Context, Result, bail};
use clap::{Args as ClapArgs, Subcommand};
use coach::assessment::change::{Condition, From, smallest_change};
use coach::assessment::{
    Check, Checks, Measures, PROTOCOLS, Problem, Protocol, TimedBy, protocol, three_meter_backward_walk,
};
use coach::program::progression::Progress;
use coach::program::progression::records::Record;
use coach::screening::{Advice, Answers, RULES};
use formats::coach_record::{CheckRow, CoachFile, VERSION};
use formats::json::{Json as _, Value};
use std::path::{Path, PathBuf};
use units::Day;
use voice::words::Words;
use walk::coach_record::{self, NoCheck};

/// Checks of balance and walking: how to do them, log them, see what changed.
#[derive(ClapArgs)]
#[command(
    after_help = "Examples:\n  retrowalk assess how\n  retrowalk assess log ten-metre-walk 10 10\n  retrowalk assess show"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// How a check is done; all of them without an id.
    #[command(after_help = "Example:\n  retrowalk assess how three-meter-backward-walk --lang es")]
    How {
        /// The check.
        id: Option<String>,
        #[command(flatten)]
        language: Language,
    },
    /// Keep a result.
    #[command(after_help = "Example:\n  retrowalk assess log three-meter-backward-walk 4.8 4.6")]
    Log {
        /// The check.
        id: String,
        /// Its counted trials, in seconds or counts, without the practice one.
        #[arg(required = true, value_parser = seconds)]
        trials: Vec<f64>,
        #[command(flatten)]
        place: Place,
        /// The day, such as 2026-01-05; today if left out.
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// The phone's steps kept the time, not a tap.
        #[arg(long)]
        by_steps: bool,
        /// Take the place of a result of the same day.
        #[arg(long)]
        replace: bool,
        #[command(flatten)]
        language: Language,
    },
    /// Show the results, and what changed.
    #[command(after_help = "Examples:\n  retrowalk assess show\n  \
            retrowalk assess show --file checks.json\n  retrowalk report page.pdf    them on a page to print")]
    Show {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        language: Language,
    },
}

/// Where results are kept.
#[derive(ClapArgs)]
struct Place {
    /// A file of its own for the results, made if it is not there, instead of your data folder.
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    file: Option<PathBuf>,
    /// The folder of the records, instead of your data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// What you have, of what the error of the 3-meter backward walk was published for.
    #[arg(long, value_parser = Condition::ALL.map(Condition::id))]
    condition: Option<String>,
}

impl Place {
    /// The results kept there; of a file that is not there yet, none.
    fn read(&self, words: &Words) -> Result<Checks> {
        let mut checks = match &self.file {
            Some(file) => read(file, words)?,
            None => match Walks::open_kept(self.data.as_deref())? {
                Some(walks) => walks.checks()?,
                None => Checks::default(),
            },
        };
        checks.condition = self.condition.as_deref().and_then(Condition::of_id);
        Ok(checks)
    }

    /// The day of the first walk kept there; a file of results has none.
    fn first_walk(&self) -> Result<Option<Day>> {
        let kept = if self.file.is_none() { Walks::open_kept(self.data.as_deref())? } else { None };
        let walks = kept.map_or(Ok(Vec::new()), |walks| walks.list())?;
        Ok(walks.iter().filter_map(coach_record::walked).map(|walk| walk.day).min())
    }

    /// Keeps `check`, the newest of `all`.
    fn keep(&self, check: &Check, all: &Checks) -> Result<()> {
        match &self.file {
            Some(file) => whole::write(file, write(all)?.as_bytes())
                .with_context(|| format!("the results {} cannot be written", file.display())),
            None => Walks::open(self.data.as_deref())?.keep_check(check),
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    match &args.what {
        What::How { id, language } => {
            let words = language.words();
            match id {
                Some(id) => how(known(id)?, &words),
                None => PROTOCOLS.iter().for_each(|protocol| how(protocol, &words)),
            }
            Ok(())
        }
        What::Log { id, trials, place, day, by_steps, replace, language } => {
            let (protocol, words) = (known(id)?, language.words());
            let today = today();
            let day = match day {
                Some(text) => {
                    Day::parse(text).with_context(|| format!("`{text}` is no day; write it as 2026-01-05"))?
                }
                None => today,
            };
            let fresh = place.file.as_ref().is_some_and(|file| !file.exists());
            let mut checks = if fresh { Checks::default() } else { place.read(&words)? };
            let timed_by = if *by_steps { TimedBy::Steps } else { TimedBy::Tap };
            let said = |problem| anyhow::anyhow!("{}", sentence(protocol, problem, &words));
            let check = protocol.take(day, trials, timed_by).map_err(said)?;
            if *replace {
                checks.remove(protocol.id, day);
            }
            checks.keep(check.clone(), today).map_err(said)?;
            place.keep(&check, &checks)?;
            show(protocol, &checks, place.first_walk()?, &words);
            if check.timed_by == TimedBy::Steps && check.id == three_meter_backward_walk::PROTOCOL.id {
                println!("{}", words.plain("check-by-steps-plan"));
            }
            if place.file.is_none() {
                weigh(&checks, day, place.data.as_deref(), &words)?;
                if protocol.measures == Measures::Count {
                    println!("{}", words.plain("terminal-stands-not-weighed"));
                }
            }
            Ok(())
        }
        What::Show { place, language } => {
            let words = language.words();
            let checks = place.read(&words)?;
            let first_walk = place.first_walk()?;
            for protocol in PROTOCOLS.iter().filter(|p| checks.last(p.id).is_some()) {
                show(protocol, &checks, first_walk, &words);
            }
            println!("{}", words.plain("check-not-a-diagnosis"));
            Ok(())
        }
    }
}

/// What a check measured counts as an answer: where it asks for company and the answers did not, the plan is told. The answers
/// themselves are not kept here, so a better check takes nothing back before they are given again.
fn weigh(checks: &Checks, day: Day, data: Option<&Path>, words: &Words) -> Result<()> {
    let walks = Walks::open(data)?;
    let mut measured = Answers::default();
    measured.measured(checks, day);
    let fired = RULES.iter().find(|rule| rule.when.holds(&measured));
    let advised = Progress::from_records(walks.learned()?).advice();
    let Some(rule) = fired.filter(|_| advised == Some(Advice::Go)) else { return Ok(()) };
    println!("{}", words.plain("screen-result-go-with-someone"));
    println!("  - {}", words.plain(&format!("screen-why-{}", rule.id)));
    walks.keep(&Record::Asked { day: today(), advice: Advice::GoWithSomeone })
}

/// A number, with a comma too.
fn seconds(typed: &str) -> Result<f64, String> {
    units::number(typed).ok_or_else(|| format!("`{typed}` is no number; write it as 4.8 or 4,8"))
}

fn known(id: &str) -> Result<&'static Protocol> {
    protocol(id).ok_or_else(|| unknown(id))
}

fn unknown(id: &str) -> anyhow::Error {
    let ids: Vec<&str> = PROTOCOLS.iter().map(|p| p.id).collect();
    anyhow::anyhow!("there is no check `{id}`; there are {}", ids.join(", "))
}

fn how(protocol: &Protocol, words: &Words) {
    println!("{}  ({})", words.plain(&format!("check-{}", protocol.id)), protocol.id);
    let by_tap = words.check_steps(protocol, TimedBy::Tap);
    let by_steps = words.check_steps(protocol, TimedBy::Steps);
    for (step, line) in (1..).zip(&by_tap) {
        println!("  {step}. {line}");
    }
    if by_steps != by_tap {
        let named = words.plain(&format!("check-{}", protocol.id));
        println!("  {}:", words.text("check-timed-by-steps", &[("check", named.into())]));
        for (step, line) in (1..).zip(&by_steps) {
            println!("  {step}. {line}");
        }
    }
    if protocol.spotter {
        println!("  {}", words.plain("check-spotter"));
    }
    println!("  [{}]\n", protocol.source);
}

fn sentence(protocol: &Protocol, problem: Problem, words: &Words) -> String {
    let replace = if problem == Problem::AlreadyThatDay { " (--replace)" } else { "" };
    format!("{}: {}{replace}", protocol.id, words.check_problem(protocol, problem))
}

fn show(protocol: &Protocol, checks: &Checks, first_walk: Option<Day>, words: &Words) {
    println!("{}", words.plain(&format!("check-{}", protocol.id)));
    for check in checks.of(protocol.id) {
        let trials: Vec<String> = check.trials.iter().map(|t| words.check_value(protocol, *t)).collect();
        let speed = protocol
            .speed(check.value)
            .map_or(String::new(), |s| format!("  {} m/s", words.number(s.mps(), 2)));
        let value = words.check_value(protocol, check.value);
        println!("  {}  {value}{speed}  ({})", check.day, trials.join(" · "));
    }
    println!("  {}", words.comparison(protocol, checks, first_walk));
    if let Some(line) = words.comparison_line(protocol, checks) {
        println!("  {line}");
    }
    let newest = checks.last(protocol.id);
    if let Some(smallest) = newest.and_then(|check| smallest_change(protocol, checks, check.timed_by)) {
        let (places, unit) = match protocol.measures {
            _ if smallest.speed => (2, " m/s"),
            Measures::Count => (1, ""),
            Measures::Sway => (3, " m/s²"),
            _ => (2, " s"),
        };
        let from = match smallest.from {
            From::Own => words.plain("terminal-own-repeats"),
            From::Published(source) | From::Largest(source) => source.to_owned(),
        };
        println!("  +/- {}{unit} [{from}]", words.number(smallest.value, places));
    }
    println!();
}

fn read(file: &Path, words: &Words) -> Result<Checks> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the results {} cannot be read", file.display()))?;
    let value: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    let Some(rows) = value.get("checks").and_then(Value::as_array) else {
        bail!("{} has no \"checks\"; write results with `retrowalk assess log`", file.display())
    };
    let mut checks = Checks::default();
    for (i, row) in rows.iter().enumerate() {
        let kept = check(row, words).and_then(|check| {
            let protocol = known(check.id)?;
            checks
                .keep(check, today() + 1)
                .map_err(|problem| anyhow::anyhow!("{}", sentence(protocol, problem, words)))
        });
        kept.with_context(|| format!("{}, check {}", file.display(), i + 1))?;
    }
    Ok(checks)
}

fn check(row: &Value, words: &Words) -> Result<Check> {
    let row = CheckRow::from_json(row)
        .map_err(|_| anyhow::anyhow!("a check has an \"id\", a \"day\" and \"trials\" that are numbers"))?;
    coach_record::check(&row).map_err(|problem| match problem {
        NoCheck::Unknown(id) => unknown(&id),
        NoCheck::Day => anyhow::anyhow!("\"day\" must be a day such as 2026-01-05"),
        NoCheck::Problem(protocol, problem) => anyhow::anyhow!("{}", sentence(protocol, problem, words)),
    })
}

fn write(checks: &Checks) -> Result<String> {
    let rows = PROTOCOLS.iter().flat_map(|p| checks.of(p.id)).map(coach_record::check_row).collect();
    let file = CoachFile { version: VERSION, checks: rows, ..CoachFile::default() };
    Ok(serde_json::to_string_pretty(&file.to_json())?)
}
