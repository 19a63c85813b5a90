//! `retrowalk evidence`: the trials, pooled, and anyone's own table of trials.

mod rules;

use crate::guidance::Language;
use anyhow::{Context, Result, bail};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use coach::evidence::effect::{Effect, Measure};
use coach::evidence::pool::{Model, NotPooled, Pooled, Warning, pool};
use coach::evidence::table::{self, Study};
use coach::evidence::trials::{Comparison, OUTCOMES, TRIALS, Trial, measured};
use coach::report::forest::{Labels, forest};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What is known about walking backward, and the arithmetic to pool trials.
#[derive(ClapArgs)]
#[command(
    after_help = "Examples:\n  retrowalk evidence learn\n  retrowalk evidence forest speed\n  retrowalk evidence rules > rules.md"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Pool our trials of one outcome and draw them.
    #[command(
        after_help = "Examples:\n  retrowalk evidence forest speed\n  retrowalk evidence forest balance --svg balance.svg"
    )]
    Forest {
        /// speed, stride, balance, leg-function or symmetry.
        outcome: String,
        /// Write the picture here.
        #[arg(long, value_name = "FILE")]
        svg: Option<PathBuf>,
        #[command(flatten)]
        how: How,
    },
    /// Every rule of the screening and the plan with its source, as one document to review.
    #[command(after_help = "Example:\n  retrowalk evidence rules > rules.md")]
    Rules,
    /// The twelve cards, the article's claims against what was measured, and the glossary.
    #[command(after_help = "Example:\n  retrowalk evidence learn --lang es")]
    Learn {
        #[command(flatten)]
        language: Language,
    },
    /// Pool the trials in a CSV table.
    #[command(
        after_help = "The table has the columns study,effect,variance or study,n1,mean1,sd1,n2,mean2,sd2.\n\n\
        Examples:\n  retrowalk evidence pool trials.csv --model reml --hk\n  \
        retrowalk evidence pool arms.csv --model dl --measure md --json"
    )]
    Pool {
        /// The table; - reads standard input.
        file: PathBuf,
        #[command(flatten)]
        how: How,
        /// How two groups are compared: smd (Hedges g) or md (mean difference).
        #[arg(long, value_enum, default_value = "smd")]
        measure: MeasureName,
        /// Write the forest plot here.
        #[arg(long, value_name = "FILE")]
        svg: Option<PathBuf>,
    },
}

#[derive(ClapArgs)]
struct How {
    /// fe (fixed effect), dl (DerSimonian-Laird) or reml.
    #[arg(long, value_enum, default_value = "reml")]
    model: ModelName,
    /// Hartung-Knapp limits.
    #[arg(long)]
    hk: bool,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum ModelName {
    Fe,
    Dl,
    Reml,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum MeasureName {
    Smd,
    Md,
}

impl From<ModelName> for Model {
    fn from(name: ModelName) -> Model {
        match name {
            ModelName::Fe => Model::Fixed,
            ModelName::Dl => Model::DerSimonianLaird,
            ModelName::Reml => Model::Reml,
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    match &args.what {
        What::Forest { outcome, svg, how } => {
            let Some((_, measure)) = OUTCOMES.iter().find(|(name, _)| name == outcome) else {
                let names: Vec<&str> = OUTCOMES.iter().map(|(name, _)| *name).collect();
                bail!("no trial here measured `{outcome}`; try one of: {}", names.join(", "));
            };
            let title = title(outcome, *measure);
            answer(&measured(outcome, *measure), how, &title, svg.as_deref())?;
            for (trial, c) in trials(outcome).filter(|_| !how.json) {
                println!(
                    "{}: {}, {} against {}; {} ({}); {}, against {}.",
                    trial.id,
                    trial.people,
                    c.backward.n,
                    c.others.n,
                    c.value,
                    c.unit,
                    trial.mode,
                    trial.against
                );
            }
            Ok(())
        }
        What::Rules => {
            print!("{}", rules::document());
            Ok(())
        }
        What::Learn { language } => {
            learn(&language.words());
            Ok(())
        }
        What::Pool { file, how, measure, svg } => {
            let text = if file == Path::new("-") {
                let mut text = String::new();
                std::io::stdin()
                    .read_to_string(&mut text)
                    .context("reading the table from standard input")?;
                text
            } else {
                std::fs::read_to_string(file)
                    .with_context(|| format!("the table {} cannot be read", file.display()))?
            };
            let measure =
                if *measure == MeasureName::Md { Measure::MeanDifference } else { Measure::Standardised };
            let studies = table::read(&text, measure)
                .map_err(|problem| anyhow::anyhow!("{}, {problem}", file.display()))?;
            answer(&studies, how, &format!("Trials in {}", file.display()), svg.as_deref())
        }
    }
}

fn learn(words: &voice::words::Words) {
    use coach::evidence::learn::{CARDS, CLAIMS, GLOSSARY, SOURCES, numbers};
    let say = |id: &str| words.plain(id);
    let numbers = |ids| numbers(ids).map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
    for card in CARDS {
        println!("{}", say(&format!("learn-{card}-title")));
        for line in say(&format!("learn-{card}")).lines() {
            println!("  {line}");
        }
        println!();
    }
    println!("{}\n", say("learn-claims-title"));
    for claim in CLAIMS {
        let part = |part: &str| say(&format!("claim-{}{part}", claim.id));
        println!("\"{}\"\n  {}", part(""), part("-measured"));
        println!("  ({}; {}) [{}]\n", part("-sure"), part("-whom"), numbers(claim.source));
    }
    println!("{}\n\n{}\n", say("claim-kind-note"), say("learn-body-title"));
    for muscle in coach::physiology::muscles::MUSCLES {
        let [name, work, proof] = words.muscle(muscle);
        println!("  {name}: {work} ({proof}) [{}]", numbers(muscle.source));
    }
    println!("  {}\n\n{}\n", say("muscle-note"), say("learn-words-title"));
    for id in GLOSSARY {
        println!("  {}", say(&format!("glossary-{id}")));
    }
    println!("\n{}\n", say("learn-sources-title"));
    for (number, source) in (1..).zip(SOURCES) {
        let doi = if source.doi.is_empty() { String::new() } else { format!(" doi {}", source.doi) };
        println!("  {number}. {}{doi}", source.text);
    }
}

/// The trials of an outcome, each with what it measured of it.
fn trials(outcome: &str) -> impl Iterator<Item = (&'static Trial, &'static Comparison)> {
    TRIALS
        .iter()
        .flat_map(|trial| trial.outcomes.iter().map(move |c| (trial, c)))
        .filter(move |(_, c)| c.outcome == outcome)
}

/// What was pooled, in whom, and of which kind of numbers: the picture and the JSON say nothing else of it.
fn title(outcome: &str, measure: Measure) -> String {
    let people: Vec<&str> = trials(outcome).map(|(trial, _)| trial.people).collect();
    let values: Vec<&str> = trials(outcome).map(|(_, c)| c.value).collect();
    let unit = match (measure, trials(outcome).next()) {
        (Measure::MeanDifference, Some((_, c))) => c.unit,
        _ => "standardised difference (Hedges g)",
    };
    let mixed =
        if measure == Measure::Standardised && values.iter().any(|value| Some(value) != values.first()) {
            ": not one scale (Cochrane Handbook 10.5.2), arithmetic only"
        } else {
            ""
        };
    format!(
        "Backward walking training and {outcome}, in people with {}: {unit}, {}{mixed}",
        people.join("; "),
        values.join(" and ")
    )
}

fn answer(studies: &[Study], how: &How, title: &str, svg: Option<&Path>) -> Result<()> {
    let effects: Vec<Effect> = studies.iter().map(|study| study.effect).collect();
    let pooled = pool(&effects, how.model.into(), how.hk).map_err(|why| match why {
        NotPooled::NoTrials => anyhow::anyhow!("there is no trial to pool"),
        NotPooled::OutOfRange => {
            anyhow::anyhow!("the numbers are too large or too small to pool; check their units")
        }
    })?;
    if let Some(file) = svg {
        let labels = Labels {
            title,
            pooled: "Pooled",
            prediction: "Prediction interval",
            left: "less with backward walking",
            right: "more",
        };
        std::fs::write(file, forest(studies, &pooled, &labels))
            .with_context(|| format!("the picture {} cannot be written", file.display()))?;
    }
    if how.json {
        println!("{}", serde_json::to_string_pretty(&json(studies, &pooled, title, how))?);
    } else {
        print(studies, &pooled, title);
    }
    Ok(())
}

fn json(studies: &[Study], pooled: &Pooled, title: &str, how: &How) -> serde_json::Value {
    let model = match how.model {
        ModelName::Fe => "fe",
        ModelName::Dl => "dl",
        ModelName::Reml => "reml",
    };
    let rows: Vec<_> = studies
        .iter()
        .zip(&pooled.weights)
        .map(|(study, weight)| {
            serde_json::json!({
                "study": study.name, "effect": study.effect.effect, "variance": study.effect.variance, "weight": weight,
            })
        })
        .collect();
    serde_json::json!({
        "title": title, "model": model, "hartung_knapp": how.hk, "k": pooled.k,
        "effect": pooled.effect, "se": pooled.se, "ci_low": pooled.ci_low, "ci_high": pooled.ci_high, "p": pooled.p,
        "tau2": pooled.tau2, "i2": pooled.i2, "q": pooled.q, "q_p": pooled.q_p,
        "prediction_low": pooled.prediction.map(|p| p.0), "prediction_high": pooled.prediction.map(|p| p.1),
        "studies": rows, "warnings": pooled.warnings.iter().map(|w| warning(*w)).collect::<Vec<_>>(),
    })
}

/// As it is usually written: no p is nothing.
fn p_value(p: f64) -> String {
    if p < 0.0001 { "< 0.0001".to_owned() } else { format!("{p:.4}") }
}

fn print(studies: &[Study], pooled: &Pooled, title: &str) {
    println!("{title}\n");
    let wide = studies.iter().map(|s| s.name.chars().count()).max().unwrap_or(0).max(8);
    for (study, weight) in studies.iter().zip(&pooled.weights) {
        let (effect, reach) = (study.effect.effect, 1.959_963_985 * study.effect.se());
        println!(
            "{:wide$}  {effect:8.3}  ({:.3} to {:.3})  weight {:.1} %",
            study.name,
            effect - reach,
            effect + reach,
            100.0 * weight
        );
    }
    println!(
        "{:wide$}  {:8.3}  ({:.3} to {:.3})  p {}",
        "Pooled",
        pooled.effect,
        pooled.ci_low,
        pooled.ci_high,
        p_value(pooled.p)
    );
    if let Some((low, high)) = pooled.prediction {
        println!(
            "The true effect of a next trial would lie from {low:.3} to {high:.3} (95 % prediction interval)."
        );
    }
    let i2 = pooled.i2.map_or("not defined".into(), |i2| format!("{i2:.1} %"));
    println!("Between trials: tau2 {:.4}, I2 {i2}, Q {:.3}.", pooled.tau2, pooled.q);
    for w in &pooled.warnings {
        println!("Note: {}", warning(*w));
    }
}

fn warning(warning: Warning) -> &'static str {
    match warning {
        Warning::OneTrial => "one trial: nothing was pooled.",
        Warning::TwoTrials => {
            "two trials: this is arithmetic, not evidence; the spread between trials cannot be known from two."
        }
        Warning::FewTrials => "fewer than five trials: the spread between them is nearly a guess.",
        Warning::HartungKnappNarrower => {
            "the Hartung-Knapp interval is narrower than the plain one here; do not rest on it."
        }
        Warning::HartungKnappImpossible => {
            "Hartung-Knapp needs at least two trials that differ; the plain interval is shown."
        }
        Warning::VeryDifferentTrials => {
            "more than three quarters of the spread is between the trials: they differ by more than chance."
        }
        Warning::NotConverged => "the search for the spread between trials did not settle; try --model dl.",
    }
}
