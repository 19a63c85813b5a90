//! `retrowalk show`: one walk, plan against done, block by block.

use super::history::{date, ended, seconds};
use crate::walks::{Kept, Walks};
use anyhow::bail;
use coach::physiology::limits::{HIGHEST_HEART_BPM, WEIGHTS_KG};
use coach::physiology::muscles::MUSCLES;
use coach::program::parse;
use formats::walk_record::{BlockOutcome, BlockRecord, Hold, WalkRecord};
use units::{HeartRate, Mass};
use voice::words::{Walker, Words};
use walk::coach_record;

/// One walk: what was planned and what was done, block by block.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  retrowalk show last
  retrowalk show last --age 45 --weight 70
  retrowalk show 3f09ac --json")]
pub(crate) struct Args {
    /// The walk's id, or its beginning or end, as `retrowalk history` shows it; or "last"
    id: String,
    /// Your age: the work of a walk is shown only to healthy people from 19 to 59
    #[arg(long, value_name = "YEARS")]
    age: Option<f64>,
    /// You have had a stroke, have MS, Parkinson's or another illness, or a new joint: then it is not shown
    #[arg(long)]
    ill: bool,
    /// Your weight in kg, for its energy
    #[arg(long, value_name = "KG")]
    weight: Option<f64>,
    /// Your highest heart rate a minute, if a test has found it: a strap's heart rates are told as light, medium or hard
    #[arg(long, value_name = "BPM")]
    highest_heart: Option<f64>,
    #[command(flatten)]
    from: Kept,
}

/// Shows it.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let words = args.from.language.words();
    let Some(kept) = Walks::open_kept(args.from.data.as_deref())? else {
        bail!("{}", words.plain("history-empty"));
    };
    let walk = kept.find(&args.id, &words)?;
    if args.from.json {
        println!("{}", serde_json::to_string_pretty(&walk)?);
    } else {
        let within = |told: Option<f64>, (low, high): (f64, f64), what: &str| match told {
            Some(number) if !(low..=high).contains(&number) => bail!("{what} must be from {low} to {high}"),
            told => Ok(told),
        };
        let mass = within(args.weight, WEIGHTS_KG, "your weight in kg")?.and_then(Mass::from_kg);
        let highest = within(args.highest_heart, HIGHEST_HEART_BPM, "your highest heart rate")?;
        print(&words, &walk, highest.and_then(HeartRate::from_bpm));
        print_body(&words, &walk, Walker { age: args.age, mass, ill: args.ill });
    }
    Ok(())
}

/// What it cost, or why there is no number; and what walking backward works.
fn print_body(words: &Words, walk: &WalkRecord, walker: Walker) {
    let Some(walked) = coach_record::walked(walk).filter(|walked| walked.backward_s > 0.0) else { return };
    println!();
    let talk = walk.feeling.as_ref().and_then(|feeling| feeling.talk);
    for line in words.cost_of(&walked, talk, walker) {
        println!("{line}");
    }
    println!("\n{}", words.plain("learn-body-title"));
    for muscle in MUSCLES {
        let [name, work, proof] = words.muscle(muscle);
        println!("  {name}: {work} ({proof})");
    }
    println!("{}", words.plain("muscle-note"));
}

fn print(words: &Words, walk: &WalkRecord, highest: Option<HeartRate>) {
    println!("{}  ({})", walk.program, words.plain(ended(walk)));
    if let Ok(program) = parse(&walk.program) {
        println!("{}", words.program(&program));
    }
    println!("{}\n", words.text("show-began", &[("date", date(walk).into())]));
    let kind = |block: &BlockRecord| words.plain(&format!("block-{}", block.kind));
    let wide = walk.blocks.iter().map(|block| kind(block).chars().count()).max().unwrap_or(0);
    let most = walk.blocks.iter().map(|block| block.planned_s.max(block.done_s)).fold(1.0, f64::max);
    println!("{:wide$}  {:>7}  {:>7}", "", words.plain("show-plan"), words.plain("show-done"));
    for block in &walk.blocks {
        println!(
            "{:wide$}  {:>7}  {:>7}  {}  {}",
            kind(block),
            clock(block.planned_s),
            clock(block.done_s),
            bar(block, most),
            notes(words, block, highest).join(", "),
        );
    }
    if let Some(feeling) = &walk.feeling {
        println!();
        if let Some(effort) = feeling.effort {
            println!("{}", words.text("show-effort", &[("n", effort.into())]));
        }
        if feeling.stumbles > Some(0) {
            println!("{}", words.plain("show-wobble"));
        }
        for pain in &feeling.pain {
            let id = format!("app-pain-{}", pain.place);
            let place = if words.has(&id) { words.plain(&id).to_lowercase() } else { pain.place.clone() };
            println!("{}", words.text("show-pain", &[("place", place.into()), ("level", pain.level.into())]));
        }
    }
}

fn clock(time: f64) -> String {
    let seconds = seconds(time.round()).as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What was planned as a light bar, what was done of it as a dark one.
fn bar(block: &BlockRecord, most: f64) -> String {
    let cells = |time: f64| seconds(time / most * 20.0).as_secs_f64().round();
    (0..20)
        .map(|cell| {
            let at = f64::from(cell);
            if at < cells(block.done_s) {
                '█'
            } else if at < cells(block.planned_s) {
                '░'
            } else {
                ' '
            }
        })
        .collect()
}

fn notes(words: &Words, block: &BlockRecord, highest: Option<HeartRate>) -> Vec<String> {
    let mut notes = vec![words.plain(match block.outcome {
        BlockOutcome::Done => "outcome-done",
        BlockOutcome::Skipped if block.done_s <= 0.0 => "outcome-not-reached",
        BlockOutcome::Skipped => "outcome-skipped",
        BlockOutcome::Cut => "outcome-cut",
    })];
    let steps = block.steps;
    if steps.all() > 0 {
        notes.push(words.text(
            "show-steps",
            &[
                ("forward", steps.forward.into()),
                ("backward", steps.backward.into()),
                ("unsure", steps.unsure.into()),
            ],
        ));
    }
    if let Some(length) = block.distance_m.and_then(units::Length::from_meters) {
        notes.push(words.length(length));
    }
    if let Some(hold) = block.hold {
        notes.push(words.plain(match hold {
            Hold::None => "show-hold-none",
            Hold::Light => "show-hold-light",
            Hold::Firm => "show-hold-firm",
        }));
    }
    if let Some((mean, most)) = block.heart_mean_bpm.zip(block.heart_most_bpm) {
        notes.push(words.heart(mean, most, highest));
    }
    if block.not_measured_s > 0.0 {
        let time = words.time(seconds(block.not_measured_s));
        notes.push(words.text("show-not-measured", &[("time", time.into())]));
    }
    notes
}
