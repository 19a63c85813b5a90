//! `retrowalk export --raw FILE...`: the motion of guided walks with the plan as labels, to give to those who study it.

use super::analyze::{no_motion, numbered};
use anyhow::{Context, bail};
use formats::json::Json as _;
use formats::motion::raw;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Writes each recording to the folder as a table and its labels.
pub(crate) fn export(files: &[PathBuf], to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    let mut failed = 0;
    let stem =
        |file: &PathBuf| file.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    for (file, name) in files.iter().zip(numbered(files.iter().map(stem))) {
        if let Err(error) = one(file, to, &name) {
            eprintln!("{}: {error:#}", file.display());
            failed += 1;
        }
    }
    if failed > 0 {
        bail!("{failed} of {} recordings were not exported; the reasons are above", files.len());
    }
    Ok(())
}

fn one(file: &Path, to: &Path, name: &str) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).context("cannot read it")?;
    let mut table = String::from("t,ax,ay,az,gx,gy,gz\n");
    let mut samples = 0_u32;
    let (head, problem) = raw::read(&bytes, &mut |s| {
        samples += 1;
        let [ax, ay, az] = s.acceleration;
        let [gx, gy, gz] = s.rotation.unwrap_or_default();
        let _ = writeln!(table, "{:.4},{ax:.4},{ay:.4},{az:.4},{gx:.5},{gy:.5},{gz:.5}", s.t_s);
    })
    .map_err(|p| anyhow::anyhow!("{p}"))?;
    if head.consent_at.is_none() {
        bail!("the walker has not agreed that it be kept, so it is not exported");
    }
    if samples == 0 {
        return Err(no_motion(problem));
    }
    let head = head.to_give();
    let (csv, labels) = (to.join(format!("{name}.csv")), to.join(format!("{name}.labels.json")));
    // It may be another walker's of the same day.
    if let Some(there) = [&csv, &labels].into_iter().find(|file| file.exists()) {
        bail!("{} is there already: move it away, or export to another folder with --to", there.display());
    }
    std::fs::write(&csv, table).with_context(|| format!("cannot write {}", csv.display()))?;
    let text = serde_json::to_string_pretty(&head.to_json())? + "\n";
    std::fs::write(&labels, text).with_context(|| format!("cannot write {}", labels.display()))?;
    println!("{}: {samples} samples, {} labels, of {}", csv.display(), head.labels.len(), file.display());
    if let Some(problem) = problem {
        println!("  {problem}");
    }
    Ok(())
}
