//! `retrowalk screen`: may I walk backward? Asked in the terminal or read from a file, with the rows that fired.

use crate::guidance::Language;
use crate::walks::{Walks, today};
use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;
use coach::assessment::change::Condition;
use coach::program::progression::Progress;
use coach::program::progression::records::Record;
use coach::screening::questions::{Kind, QUESTIONS, Question};
use coach::screening::{
    Advice, Answer, Answers, Ask, Colour, Form, Known, RULES, Refused, Screening, Sex, screen,
};
use serde_json::{Map, Value};
use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use voice::words::Words;

/// May I walk backward? Asks in the terminal, or reads answers from a file.
#[derive(ClapArgs)]
#[command(after_help = "Examples:\n  retrowalk screen\n  retrowalk screen --template > me.json\n  \
    retrowalk screen --answers me.json --explain\n  retrowalk evidence rules > rules.md")]
// Each is a switch of the command line.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct Args {
    /// Answers in JSON, one for each question's id: true, false, "not sure", a number, "woman" or "man". Nothing is kept then.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Show which rows of the table fired, and their sources.
    #[arg(long)]
    explain: bool,
    /// Only the short form: the questions on falls that count alone, and the health list.
    #[arg(long)]
    short: bool,
    /// Print an empty answer file.
    #[arg(long)]
    template: bool,
    #[command(flatten)]
    language: Language,
    /// The folder the result is kept in, instead of your data folder.
    #[arg(long, value_name = "DIR", conflicts_with = "answers")]
    data: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let words = args.language.words();
    let form = if args.short { Form::Short } else { Form::Long };
    if args.template {
        println!("{}", template(form, &words));
        return Ok(());
    }
    // Read before anything is asked: a fall that is kept and cannot be read must not count as none.
    let kept = if args.answers.is_none() { Walks::open_kept(args.data.as_deref())? } else { None };
    let learned = kept.map_or(Ok(Vec::new()), |walks| walks.learned())?;
    let known = Progress::from_records(learned).known(today());
    let answers = match &args.answers {
        Some(file) => {
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("the answers {} cannot be read", file.display()))?;
            read(&text).with_context(|| format!("{}", file.display()))?
        }
        None => ask(&words, form, known)?,
    };
    match screen(&answers, form) {
        Ok(screening) => {
            print(&screening, &answers, &words, args.explain);
            if args.answers.is_none() {
                keep(&screening, &answers, args.data.as_deref())?;
                println!("\n{}", words.plain("terminal-screen-kept"));
            }
        }
        Err(unfinished) => {
            let ids: Vec<&str> = unfinished.0.iter().map(|q| q.id).collect();
            bail!("these questions are not answered yet: {}. Answer them and run this again.", ids.join(", "))
        }
    }
    Ok(())
}

/// Keeps the result, which the plan and the walks go by; never the answers.
fn keep(screening: &Screening, answers: &Answers, folder: Option<&Path>) -> Result<()> {
    let Screening { form, advice, .. } = *screening;
    Walks::open(folder)?.keep(&Record::Screened {
        day: today(),
        form,
        advice,
        usual_pain: answers.usual_pain(),
    })
}

fn template(form: Form, words: &Words) -> String {
    let mut map = Map::new();
    for question in QUESTIONS.iter().filter(|question| form == Form::Long || question.short) {
        map.insert(
            format!("_{}", question.id),
            Value::from(words.plain(&format!("screen-ask-{}", question.id))),
        );
        map.insert(question.id.to_owned(), Value::Null);
    }
    serde_json::to_string_pretty(&map).unwrap_or_default()
}

/// Reads answers; nulls and keys that begin with `_` are left out.
fn read(text: &str) -> Result<Answers> {
    let value: Value =
        serde_json::from_str(text).context("this is not JSON; `retrowalk screen --template` shows how")?;
    let Value::Object(map) = value else {
        bail!("the answers must be one JSON object, {{\"id\": answer, ...}}")
    };
    let mut answers = Answers::default();
    for (id, value) in &map {
        if id.starts_with('_') || value.is_null() {
            continue;
        }
        let answer = match value {
            Value::Bool(true) => Answer::Yes,
            Value::Bool(false) => Answer::No,
            Value::Number(number) => Answer::Number(number.as_f64().unwrap_or(f64::NAN)),
            Value::String(text) => written(text).with_context(|| format!("`{text}` is no answer to {id}"))?,
            _ => {
                bail!(
                    "the answer to {id} must be true, false, \"not sure\", a number, \"woman\", \"man\" or a condition such as \"new-knee\""
                )
            }
        };
        answers.set(id, answer).map_err(|refused| anyhow::anyhow!("{}", refusal(id, refused)))?;
    }
    Ok(answers)
}

fn written(text: &str) -> Option<Answer> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "sí" | "si" | "s" => Some(Answer::Yes),
        "no" | "n" | "none" | "ninguna" => Some(Answer::No),
        "not sure" | "?" | "no sé" | "no se" => Some(Answer::NotSure),
        "woman" | "mujer" | "w" => Some(Answer::Sex(Sex::Woman)),
        "man" | "hombre" | "m" => Some(Answer::Sex(Sex::Man)),
        other => Answer::read(other),
    }
}

fn refusal(id: &str, refused: Refused) -> String {
    match refused {
        Refused::NoSuchQuestion => {
            format!("there is no question `{id}`; `retrowalk screen --template` lists them all")
        }
        Refused::WrongKind => {
            format!("that is not the kind of answer `{id}` takes; see `retrowalk screen --template`")
        }
        Refused::OutOfRange(low, high) => {
            format!(
                "the number for `{id}` cannot be right: it must be from {low} to {high}. Please check it."
            )
        }
    }
}

fn ask(words: &Words, form: Form, known: Known) -> Result<Answers> {
    let mut answers = Answers::default().knowing(known);
    let mut lines = std::io::stdin().lock().lines();
    for question in QUESTIONS {
        while answers.asks(form, question) {
            print!("\n{}\n{} ", words.plain(&format!("screen-ask-{}", question.id)), hint(question, words));
            std::io::stdout().flush()?;
            let line = lines
                .next()
                .transpose()?
                .context("the questions were left before the end; nothing was kept")?;
            if line.trim().is_empty() && question.optional {
                break;
            }
            let refused = match written(&line).map(|answer| answers.set(question.id, answer)) {
                Some(Ok(())) => break,
                Some(Err(Refused::OutOfRange(low, high))) => {
                    words.text("screen-refused-number", &[("low", low.into()), ("high", high.into())])
                }
                _ => words.plain("screen-refused"),
            };
            println!("{refused}");
        }
    }
    println!();
    Ok(answers)
}

fn hint(question: &Question, words: &Words) -> String {
    let say = |id| words.plain(id);
    let choices = match question.kind {
        Kind::YesNo => {
            [say("screen-answer-yes"), say("screen-answer-no"), say("screen-answer-not-sure")].join(" / ")
        }
        Kind::Sex => [say("screen-answer-woman"), say("screen-answer-man")].join(" / "),
        Kind::Condition => {
            let ids: Vec<&str> = Condition::ALL.into_iter().map(Condition::id).collect();
            [ids.join(" / "), say("screen-answer-no")].join(" / ")
        }
        Kind::Number(low, high) => format!("{low}-{high}"),
    };
    if question.optional { format!("[{choices} / -]") } else { format!("[{choices}]") }
}

fn print(screening: &Screening, answers: &Answers, words: &Words, explain: bool) {
    let say = |id: &str| words.plain(id);
    println!("{}", say(&format!("screen-result-{}", screening.advice.id())));
    for rule in &screening.fired {
        println!("\n  - {}", say(&format!("screen-why-{}", rule.id)));
        println!("    > {}", say(&format!("screen-change-{}", rule.id)));
        match rule.ask {
            Ask::DoctorNow => println!("    ! {}", say("screen-ask-whom-doctor-now")),
            Ask::Clinician => println!("    ! {}", say("screen-ask-whom-clinician")),
            Ask::Nobody => {}
        }
    }
    if screening.advice == Advice::AskFirst {
        let waits = screening.fired.iter().any(|rule| rule.forward_waits);
        println!("\n{}", say(if waits { "screen-forward-too" } else { "screen-forward-fine" }));
    }
    for c in &screening.contradictions {
        println!("\n{} ({}, {})", say("screen-contradiction"), c.one, c.other);
    }
    if explain {
        let count = |id: &str, n: usize| {
            words.text(id, &[("n", (n as f64).into()), ("of", (RULES.len() as f64).into())])
        };
        println!("\n{}", count("terminal-screen-rows", screening.fired.len()));
        for rule in &screening.fired {
            let colour = match rule.colour {
                Colour::Red => say("terminal-screen-red"),
                Colour::Amber => say("terminal-screen-amber"),
            };
            println!("  {colour}  {}: {}  [{}]", rule.id, rule.when, rule.source);
        }
        if let Some(points) = screening.points {
            println!("{}", count("terminal-screen-points", points.into()));
        }
        let read = QUESTIONS.iter().filter(|q| answers.get(q.id).is_some()).count();
        println!("{}", count("terminal-screen-read", read));
    }
    println!();
    let notices =
        ["screen-notice-not-safe", "screen-notice-not-reviewed", "terminal-screen-cdc", "screen-notice-parq"];
    for notice in notices {
        println!("{}", say(notice));
    }
}
