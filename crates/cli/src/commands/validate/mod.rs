//! `retrowalk validate FOLDER`: the engine scored on recordings with truth, and the page that says so.
//!
//! `truth` reads what really happened, `variant` turns a recording about or plays it backward, `live` plays
//! it to the live engine, `tally` matches and counts, `page` writes it down.

use super::analyze::height;
use anyhow::{Context, bail};
use clap::Args as ClapArgs;
use formats::motion::names::placement_name;
use formats::motion::{Hint, Table};
use gait::{Placement, Sample, Settings, WarningKind};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tally::{Heard, HeardStep, Tally};
use truth::Truth;

mod live;
mod page;
mod personal;
mod tally;
mod truth;
mod variant;

/// What to score on.
#[derive(ClapArgs)]
#[command(after_help = "\
A folder holds one folder a set; a set holds NAME.PLACE.csv (t,ax,ay,az,gx,gy,gz in s, m/s² with gravity, rad/s) and \
NAME.truth.json (steps with t, direction, length; bouts with steps, speed). validation/README.md tells more.

Examples:
  retrowalk validate recordings/
  retrowalk validate recordings/ --rotate 2 --reverse
  retrowalk validate recordings/ --live --only real_ipol
  retrowalk validate recordings/ --peer mobgap=predictions/mobgap --and-turned 2 --page validation/0.1.0.md")]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Args {
    /// The folder of sets.
    folder: PathBuf,
    /// Only these sets, with commas between.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Also turn each recording by this many random fixed rotations, instead of as it was worn: a phone sits anyhow.
    #[arg(long, value_name = "N", default_value_t = 0)]
    rotate: u32,
    /// Also play real forward pocket walks backward in time: a surrogate of backward walking.
    #[arg(long)]
    reverse: bool,
    /// Tell the engine the walker's height where the truth knows it.
    #[arg(long)]
    height: bool,
    /// Tell the engine that a walk begins forward where the truth says so, as every guided walk does.
    #[arg(long)]
    starts_forward: bool,
    /// Score the live engine alone, as a phone hears a walk step by step, instead of the one that looks both ways in time.
    #[arg(long)]
    live: bool,
    /// Score another program's predictions beside: NAME=FOLDER with SET/FILE.json as `analyze --json` writes it.
    #[arg(long, value_name = "NAME=FOLDER")]
    peer: Vec<String>,
    /// The peers' predictions and the table of speed were made before: the page says so.
    #[arg(long, requires = "peer")]
    earlier_peers: bool,
    /// Write the page of a release.
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// More of the page: the live engine; each recording turned by this many random rotations, and pocket walks played backward;
    /// and the same as a guided walk hears it, which sets off forward.
    #[arg(long, value_name = "N", requires = "page")]
    and_turned: Option<u32>,
    /// What is known of these recordings, in Markdown, to put into the page.
    #[arg(long, value_name = "FILE", requires = "page")]
    about: Option<PathBuf>,
    /// A table of speed to put into the page, as `validation/peers.sh` measures it.
    #[arg(long, value_name = "FILE", requires = "page")]
    speed: Option<PathBuf>,
    /// Print the table as JSON.
    #[arg(long)]
    json: bool,
}

/// A program's tallies, one for each set and place, in the order of their names.
type Tallies = BTreeMap<String, Tally>;

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let files = files(&args.folder, &args.only)?;
    let as_told = Variants { rotate: args.rotate, reverse: args.reverse, live: args.live, sets_off: false };
    let ours = score_all(&files, args, as_told)?;
    let mut peers = Vec::new();
    for peer in &args.peer {
        let Some((name, folder)) = peer.split_once('=') else {
            bail!("--peer {peer}: give it as NAME=FOLDER")
        };
        peers.push((name.to_owned(), predictions(&files, Path::new(folder), name)?));
    }
    if args.json {
        let table: BTreeMap<&String, serde_json::Value> = ours.iter().map(|(k, t)| (k, t.row())).collect();
        println!("{}", serde_json::to_string_pretty(&table)?);
    } else {
        print!("{}", page::of_engine(args.live, &ours, &peers));
    }
    if let Some(file) = &args.page {
        let turned = |live: bool, sets_off: bool| {
            let variants = |rotate| Variants { rotate, reverse: true, live, sets_off };
            args.and_turned.map(|rotate| score_all(&files, args, variants(rotate))).transpose()
        };
        let (turned, set_off) = (turned(args.live, false)?, turned(true, true)?);
        let live =
            (!args.live).then(|| score_all(&files, args, Variants { live: true, ..as_told })).transpose()?;
        let text = |file: &Option<PathBuf>| {
            let read =
                |f| std::fs::read_to_string(f).with_context(|| format!("cannot read {}", Path::display(f)));
            file.as_deref().map(read).transpose()
        };
        let (about, speed) = (text(&args.about)?, text(&args.speed)?);
        let more = page::More {
            live: live.as_ref(),
            turned: turned.as_ref(),
            set_off: set_off.as_ref(),
            about: about.as_deref(),
            speed: speed.as_deref(),
        };
        let page = page::write(args, &files, &ours, &peers, &more);
        std::fs::write(file, page).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// One recording with truth.
struct File {
    set: String,
    csv: PathBuf,
    placement: Placement,
    truth: Truth,
}

impl File {
    fn is_jogging(&self) -> bool {
        self.csv.file_name().is_some_and(|n| n.to_string_lossy().starts_with("JOG"))
    }

    /// A walk of the same person and sensor that goes forward only: of those that are at least half as long as the longest one after
    /// the other, so that no manner of walking leads all. Played backward, it is the recording itself.
    fn forward_walk<'a>(&'a self, files: &'a [File], reversed: bool) -> Option<&'a File> {
        if reversed {
            return Some(self);
        }
        let who = |f: &File| (f.set.clone(), f.placement, f.truth.subject.clone());
        let same: Vec<&File> = files.iter().filter(|f| who(f) == who(self)).collect();
        let forward = |f: &&File| f.truth.steps.iter().all(|s| s.direction == "forward");
        let walks: Vec<&File> = same.iter().copied().filter(forward).collect();
        let longest = walks.iter().map(|f| f.truth.steps.len()).max()?;
        let long: Vec<&File> = walks.into_iter().filter(|f| 2 * f.truth.steps.len() >= longest).collect();
        let turn = same.iter().position(|f| f.csv == self.csv)?;
        long.get(turn % long.len()).copied()
    }

    fn key(&self, reversed: bool) -> String {
        let what = match (self.is_jogging(), reversed) {
            (true, _) => " jogging",
            (false, true) => " reversed",
            (false, false) => "",
        };
        format!("{}/{}{what}", self.set, placement_name(self.placement))
    }
}

fn sorted(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    Ok(paths)
}

fn files(folder: &Path, only: &[String]) -> anyhow::Result<Vec<File>> {
    let mut files = Vec::new();
    for set in sorted(folder)?.into_iter().filter(|p| p.is_dir()) {
        let name = set.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if !only.is_empty() && !only.contains(&name) {
            continue;
        }
        for csv in sorted(&set)?.into_iter().filter(|p| p.extension().is_some_and(|e| e == "csv")) {
            let stem = csv.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let parts: Vec<&str> = stem.split('.').collect();
            let truth = set.join(format!("{}.truth.json", parts.first().copied().unwrap_or_default()));
            let truth = Truth::read(&truth)?;
            let suffix = parts.iter().rev().nth(1).copied().unwrap_or_default();
            files.push(File { set: name.clone(), placement: truth.placement(suffix), csv, truth });
        }
    }
    if let Some(none) = only.iter().find(|set| !files.iter().any(|file| file.set == **set)) {
        bail!("{} holds no set {none} with recordings: is its name spelt right?", folder.display());
    }
    if files.is_empty() {
        bail!("{} holds no SET/NAME.PLACE.csv with its NAME.truth.json", folder.display());
    }
    Ok(files)
}

fn read(csv: &Path) -> anyhow::Result<Vec<Sample>> {
    let bytes = std::fs::read(csv)?;
    let mut table = Table::new(Hint::default());
    let mut samples = Vec::new();
    table
        .push(&bytes, &mut |s| samples.push(s))
        .and_then(|()| table.finish(&mut |s| samples.push(s)))
        .map_err(|p| anyhow::anyhow!("{p}"))?;
    Ok(samples)
}

/// What recordings are scored as besides what they are.
#[derive(Clone, Copy)]
struct Variants {
    /// Turned by so many rotations, instead of as worn; 0 is as worn.
    rotate: u32,
    /// Real pocket walks played backward as well.
    reverse: bool,
    /// Heard by the live engine.
    live: bool,
    /// As a guided walk, which sets off forward: what does not begin so comes after a walk that does.
    sets_off: bool,
}

fn score_all(files: &[File], args: &Args, variants: Variants) -> anyhow::Result<Tallies> {
    let mut tallies = Tallies::new();
    for file in files {
        score(file, files, args, variants, &mut tallies).with_context(|| file.csv.display().to_string())?;
    }
    Ok(tallies)
}

fn score(
    file: &File,
    files: &[File],
    args: &Args,
    variants: Variants,
    tallies: &mut Tallies,
) -> anyhow::Result<()> {
    let samples = read(&file.csv)?;
    let height = if args.height { height(file.truth.height_m())? } else { None };
    let turns: Vec<Option<u32>> =
        if variants.rotate == 0 { vec![None] } else { (0..variants.rotate).map(Some).collect() };
    let reversible = variants.reverse
        && file.set.starts_with("real_")
        && (file.placement == Placement::FrontPocket || variants.sets_off)
        && !file.is_jogging();
    for turn in turns {
        for reversed in [false, true].into_iter().take(if reversible { 2 } else { 1 }) {
            let mut samples = samples.clone();
            if reversed {
                variant::play_backward(&mut samples);
            }
            let begins_forward = file.truth.begins_forward(reversed);
            let mut from_s = None;
            if variants.sets_off && !begins_forward {
                let Some(before) = file.forward_walk(files, reversed) else { continue };
                from_s = Some(variant::put_before(&mut samples, read(&before.csv)?));
            }
            if let Some(turn) = turn {
                variant::turn(&mut samples, &file.csv, turn);
            }
            let starts_forward = variants.sets_off || args.starts_forward && begins_forward;
            let settings =
                Settings { placement: Some(file.placement), height, starts_forward, ..Settings::default() };
            let mut heard = if variants.live {
                live::heard(samples, settings)
            } else {
                let analysis = gait::analyze(samples, settings);
                let lost = analysis.warnings.iter().any(|w| w.kind == WarningKind::SamplesLost);
                Heard { lost, ..Heard::of(&analysis.steps, &analysis.summary) }
            };
            if let Some(from_s) = from_s {
                heard.forget_before(from_s);
            }
            tallies.entry(file.key(reversed)).or_default().add(&file.truth, &heard, reversed);
        }
    }
    Ok(())
}

/// What another program wrote, in the form of `analyze --json`.
#[derive(Deserialize)]
struct Prediction {
    initial_contacts: Vec<HeardStep>,
    #[serde(default)]
    summary: PredictionSummary,
}

#[derive(Default, Deserialize)]
struct PredictionSummary {
    walking_speed_mps: Option<f64>,
}

fn predictions(files: &[File], folder: &Path, peer: &str) -> anyhow::Result<Tallies> {
    let mut tallies = Tallies::new();
    let path = |file: &File| {
        let name = file.csv.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        folder.join(&file.set).join(format!("{name}.json"))
    };
    // A peer that only knows the lower back has no predictions for the other places.
    let known: Vec<Placement> = files.iter().filter(|f| path(f).exists()).map(|f| f.placement).collect();
    for file in files.iter().filter(|f| known.contains(&f.placement)) {
        let path = path(file);
        let text = std::fs::read(&path).with_context(|| {
            format!(
                "{peer}: cannot read {}: what a peer cannot analyse is a prediction without steps",
                path.display()
            )
        })?;
        let prediction: Prediction =
            serde_json::from_slice(&text).with_context(|| format!("{peer}: {}", path.display()))?;
        let heard = Heard {
            steps: prediction.initial_contacts,
            speed_mps: prediction.summary.walking_speed_mps,
            ..Heard::default()
        };
        tallies.entry(file.key(false)).or_default().add(&file.truth, &heard, false);
    }
    if tallies.is_empty() {
        bail!("{peer}: {} holds no SET/NAME.PLACE.json for these recordings", folder.display());
    }
    Ok(tallies)
}

impl Truth {
    /// The place that a file's name, or the truth, tells.
    fn placement(&self, suffix: &str) -> Placement {
        match (suffix, self.place.as_deref()) {
            ("lowback", _) => Placement::LowerBack,
            ("wrist_r", _) => Placement::Wrist,
            ("thigh_r", _) => Placement::FrontPocket,
            (_, Some("armband")) => Placement::UpperArm,
            (_, Some("backpocket")) => Placement::BackPocket,
            (_, Some("bag")) => Placement::Bag,
            (_, Some("hand")) => Placement::Hand,
            (_, Some("neckpouch")) => Placement::Chest,
            _ => Placement::FrontPocket,
        }
    }
}
