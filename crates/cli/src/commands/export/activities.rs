//! `retrowalk export --fit DIR`: walks for watches' and training programs.

use crate::walks::Walks;
use anyhow::Context as _;
use formats::fit_activity;
use formats::walk_record::Source;
use std::path::Path;

/// Writes each walk that somebody walked as a FIT activity.
pub(super) fn export(kept: &Walks, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    let mut left_out = 0;
    for walk in kept.list()?.iter().rev() {
        match fit_activity::file(walk).filter(|_| walk.source != Source::MadeUp) {
            Some(bytes) => {
                // A colon is none of a file's name everywhere.
                let begun =
                    walk.started_at.get(..16).unwrap_or_default().replace(':', "").replace([' ', 't'], "T");
                super::write(&to.join(format!("{begun}-{}.fit", Walks::short(&walk.id))), &bytes)?;
            }
            None => left_out += 1,
        }
    }
    if left_out > 0 {
        println!("No activity of walks in made-up time or without any: {left_out}");
    }
    Ok(())
}
