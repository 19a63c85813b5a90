//! `retrowalk report`: one page to print, for a clinician or the kitchen door, as PDF or HTML.

mod pdf;

use crate::guidance::Language;
use crate::walks::{Walks, today};
use crate::whole;
use anyhow::{Context as _, Result, bail};
use coach::assessment::Checks;
use coach::program::progression::Progress;
use std::path::PathBuf;
use units::UnitSystem;
use walk::coach_record;

/// One page to print: the weeks, the checks, steps and pain.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  retrowalk report page.pdf
  retrowalk report page.html --lang es")]
pub(crate) struct Args {
    /// The page to write: NAME.pdf, or NAME.html with a table behind every picture, for a screen reader
    file: PathBuf,
    #[command(flatten)]
    language: Language,
    /// The folder of the records, instead of your data folder
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Writes it.
pub(crate) fn run(args: &Args) -> Result<()> {
    let kind = args.file.extension().and_then(|end| end.to_str()).unwrap_or_default().to_lowercase();
    if !["pdf", "html"].contains(&kind.as_str()) {
        bail!("{} must end in .pdf or .html", args.file.display());
    }
    let words = args.language.words();
    let place = Walks::place(None, args.data.as_deref());
    // Only a first page may be of nothing yet.
    let (walks, checks, records) = if args.data.is_none() && !place.exists() && !args.file.exists() {
        (Vec::new(), Checks::default(), Vec::new())
    } else {
        let kept = Walks::open_whole(place)?;
        (kept.list()?, kept.checks()?, kept.learned()?)
    };
    let walked: Vec<_> = walks.iter().filter_map(coach_record::walked).collect();
    let goal = f64::from(Progress::from_records(records).week_goal_s(today())) / 60.0;
    let page = words.report(&walked, &checks, Some(goal), today());
    let written = if kind == "html" {
        page.html().into_bytes()
    } else {
        let letter = words.units() == UnitSystem::UnitedStates;
        pdf::write(&page, if letter { pdf::LETTER } else { pdf::A4 })?
    };
    whole::write(&args.file, &written)
        .with_context(|| format!("the page {} cannot be written", args.file.display()))?;
    println!("{}", args.file.display());
    Ok(())
}
