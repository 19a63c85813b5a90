//! `retrowalk plan`: what today, what this week, and a person's year in seconds.

mod history;
mod persona;

use crate::counting::Counting;
use crate::guidance::Language;
use crate::walks::{Walks, today};
use anyhow::{Context, Result, bail};
use clap::{Args as ClapArgs, Subcommand};
use coach::program::progression::Progress;
use coach::program::progression::card::{Card, Choice, Offer, Today};
use coach::program::progression::gates::Company;
use coach::program::progression::records::{Purpose, Told};
use coach::program::progression::why::Why;
use sim::person::life::live;
use sim::person::{Census, YEAR_WEEKS, census};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use units::Day;
use voice::words::Words;

/// What to walk today, this week, and how a year would go.
#[derive(ClapArgs)]
#[command(after_help = "Examples:\n  retrowalk plan next\n  retrowalk plan week --days mon,wed,sat")]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Today's one card, and why.
    #[command(after_help = "Examples:\n  retrowalk plan next\n  retrowalk plan next --history me.json\n\n\
        A history is {\"records\": [...]} with records such as\n  \
        {\"type\":\"screened\",\"day\":\"2026-01-05\",\"form\":\"long\",\"advice\":\"go\"}\n  \
        {\"type\":\"walked\",\"day\":\"2026-01-06\",\"level\":0,\"done_s\":30,\"effort\":2,\"pain\":0}\n  \
        {\"type\":\"morning\",\"day\":\"2026-01-07\",\"pain\":0}\n  \
        {\"type\":\"backward-check\",\"day\":\"2026-01-20\",\"seconds\":4.2}\n  \
        {\"type\":\"tandem-check\",\"day\":\"2026-01-20\",\"seconds\":10}\n  \
        {\"type\":\"treadmill-ready\",\"day\":\"2026-02-01\"}\n  {\"type\":\"stopped\",\"day\":\"2026-02-02\",\"sign\":\"fall\"}")]
    Next(Now),
    /// Seven days from today.
    #[command(after_help = "Example:\n  retrowalk plan week --days mon,wed,sat")]
    Week(Now),
    /// A person's weeks from a persona file, or many people's years.
    #[command(after_help = "Examples:\n  retrowalk plan simulate --persona ruth.json --weeks 12\n  \
        retrowalk plan simulate --people 100000\n\n\
        A persona is {\"age\":70,\"sex\":\"woman\",\"health\":\"ordinary\",\"backward_seconds\":4.2}; \
        every field may be left out.")]
    Simulate {
        /// A persona in JSON.
        #[arg(long, value_name = "FILE", conflicts_with = "people")]
        persona: Option<PathBuf>,
        /// How many weeks.
        #[arg(long, default_value_t = 12)]
        weeks: u16,
        /// Which of the lives this person might have.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// So many people from seeds, a year each: every promise of the plan is checked, every rule must be met.
        #[arg(long, value_name = "N")]
        people: Option<u64>,
    },
}

#[derive(ClapArgs)]
struct Now {
    /// What happened so far, in JSON, instead of what is kept in your data folder.
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    history: Option<PathBuf>,
    /// The folder of the records, instead of your data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The day, such as 2026-01-05; today if left out.
    #[arg(long, value_name = "DAY")]
    today: Option<String>,
    /// Who is there: alone, spotter or instructor.
    #[arg(long, default_value = "alone")]
    with: String,
    /// The days to walk on, Monday first.
    #[arg(long, value_name = "DAYS", default_value = "mon,wed,fri")]
    days: String,
    #[command(flatten)]
    language: Language,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    match &args.what {
        What::Next(now) => {
            let (progress, day, with, words) = now.read()?;
            print_card(&progress.card(day, with), &words);
            Ok(())
        }
        What::Week(now) => {
            let (progress, day, with, words) = now.read()?;
            for ahead in progress.week_ahead(day, weekdays(&now.days)?, with) {
                let walk = ahead.session.map_or_else(|| "-".to_owned(), |s| s.notation());
                let done = if ahead.done_s > 0 { format!("  ({} s)", ahead.done_s) } else { String::new() };
                let name = WEEKDAYS.get(usize::from(ahead.day.weekday())).copied().unwrap_or("");
                println!("{name} {}  {walk}{done}", ahead.day);
            }
            println!("\n{}", words.plain("screen-notice-not-reviewed"));
            Ok(())
        }
        What::Simulate { people: Some(people), .. } => many(*people),
        What::Simulate { persona, weeks, seed, .. } => {
            let persona = persona::read(persona.as_deref(), *seed)?;
            one(&persona, *seed, *weeks)
        }
    }
}

impl Now {
    fn read(&self) -> Result<(Progress, Day, Today, Words)> {
        let records = match &self.history {
            Some(file) => history::read(file)?,
            None => match Walks::open_kept(self.data.as_deref())? {
                Some(walks) => walks.learned()?,
                None => Vec::new(),
            },
        };
        let day = match &self.today {
            Some(text) => {
                Day::parse(text).with_context(|| format!("`{text}` is no day; write it as 2026-01-05"))?
            }
            None => today(),
        };
        let company = Company::named(&self.with)
            .with_context(|| format!("`{}` is none of alone, spotter, instructor", self.with))?;
        let with = Today { company, ground: None };
        Ok((Progress::from_records(records), day, with, self.language.words()))
    }
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn weekdays(text: &str) -> Result<[bool; 7]> {
    let mut days = [false; 7];
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let place = WEEKDAYS.iter().position(|day| *day == name.to_lowercase());
        match place.and_then(|place| days.get_mut(place)) {
            Some(day) => *day = true,
            None => bail!("`{name}` is no day; use mon,tue,wed,thu,fri,sat,sun"),
        }
    }
    Ok(days)
}

fn print_card(card: &Card, words: &Words) {
    let why = |why: &Why| words.plain(&format!("plan-why-{}", why.id()));
    let walk = |session: &coach::program::progression::card::Session| {
        session.program().map_or_else(|| session.notation(), |program| words.program(&program))
    };
    match &card.offer {
        Offer::Walk(session) => {
            println!("{}   ({})", walk(session), session.notation());
            if let Some(belt) = session.belt {
                println!(
                    "{}",
                    words.text("plan-belt-ceiling", &[("speed", words.belt_at_most(belt).into())])
                );
            }
        }
        Offer::Rest(until) => {
            println!("{}", words.text("plan-offer-rest", &[("day", until.to_string().into())]));
        }
        Offer::Screen(_) => println!("{} (retrowalk screen)", words.plain("plan-offer-screen")),
        Offer::AskFirst => println!("{}", words.plain("plan-offer-ask-first")),
        Offer::CheckTheDate(day) => {
            println!("{}", words.text("plan-offer-check-the-date", &[("day", day.to_string().into())]));
        }
    }
    println!("  {}", why(&card.why));
    for note in &card.notes {
        println!("  {}", why(note));
    }
    for choice in &card.choices {
        let text = match choice {
            Choice::Shorter(s) => words.text("plan-choice-shorter", &[("walk", s.notation().into())]),
            Choice::Easier(s) => words.text("plan-choice-easier", &[("walk", s.notation().into())]),
            Choice::Treadmill(s) => words.text("plan-choice-treadmill", &[("walk", s.notation().into())]),
            Choice::AnotherDay => words.plain("plan-choice-another-day"),
            Choice::LongForm => words.plain("plan-choice-long-form"),
            Choice::Own(seconds) => words.text("plan-choice-own", &[("minutes", (seconds / 60).into())]),
            Choice::Check(id) => {
                words.text("plan-choice-check", &[("check", words.plain(&format!("check-{id}")).into())])
            }
        };
        println!("  * {text}");
    }
}

fn one(persona: &sim::person::persona::Persona, seed: u64, weeks: u16) -> Result<()> {
    let first = Day::from_date(2026, 1, 5).context("the calendar has no 5 January 2026")?;
    let life = live(persona, seed, first, weeks, true);
    println!("{}\n", persona::written(persona));
    for line in &life.diary {
        let walk = match line.purpose {
            Purpose::Level(_) => &line.notation,
            Purpose::Own => "of their own",
            Purpose::Micro => "a few steps on the way",
        };
        println!(
            "{}  {walk:<34} {:>3}/{:>3} s  {:<20} {}",
            line.day,
            line.done_s,
            line.planned_s,
            line.why.id(),
            told(line.told)
        );
    }
    let rules: Vec<&str> = life.met.iter().map(|why| why.id()).collect();
    println!("\nhighest level {}; rules met: {}", life.highest, rules.join(", "));
    if let Some(last) = &life.last {
        println!("the next card:");
        print_card(last, &Words::new("en"));
    }
    if let Some(broken) = life.broken.first() {
        bail!("on {} the plan broke its promise: {}", broken.day, broken.promise);
    }
    Ok(())
}

fn told(told: Told) -> String {
    let mut text = String::new();
    for (name, value) in [("effort", told.effort), ("pain", told.pain)] {
        text += &value.map_or_else(|| format!("{name} not told  "), |v| format!("{name} {v}  "));
    }
    if told.stumbles > 0 {
        text.push_str(if told.stumbles == 1 { "one stumble  " } else { "stumbles  " });
    }
    if told.dizzy {
        text += "dizzy  ";
    }
    told.stop.map_or(text.clone(), |sign| text + "STOP: " + sign.id())
}

/// How many people a thread lives with at a time.
const AT_ONCE: u64 = 100;

fn many(people: u64) -> Result<()> {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get() as u64).min(people.max(1));
    let began = std::time::Instant::now();
    let next = AtomicU64::new(0);
    let all = Mutex::new((Census::default(), Counting::of(people)));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let from = next.fetch_add(AT_ONCE, Ordering::Relaxed);
                    if from >= people {
                        return;
                    }
                    let counted = census(from..(from + AT_ONCE).min(people));
                    let Ok(mut all) = all.lock() else { return };
                    all.0.add(counted);
                    let done = all.0.people;
                    all.1.done(done);
                }
            });
        }
    });
    let (all, counting) = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    drop(counting);
    print!("{}", all.report());
    println!("{YEAR_WEEKS} weeks each, in {:.0} s", began.elapsed().as_secs_f64());
    let complaints = all.complaints();
    if all.people != people {
        bail!("only {} of {people} people were counted", all.people);
    }
    if !complaints.is_empty() {
        bail!("{}", complaints.join("\n"));
    }
    Ok(())
}
