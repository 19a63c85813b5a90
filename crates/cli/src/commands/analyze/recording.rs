//! One recording from its bytes to its steps, in constant memory however long it is.

use super::inputs::{self, Input};
use super::thinned::{Cell, Thinned};
use anyhow::{Context, anyhow, bail};
use flate2::read::MultiGzDecoder;
use formats::motion::join::Track;
use formats::motion::{Hint, Note, Problem, ProblemKind, RotationUnit, Sensor, Table, fit, join, names, raw};
use gait::{Analysis, Analyzer, Sample, Settings};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// What the command line tells of every recording.
pub(crate) struct Told {
    pub(crate) settings: Settings,
    pub(crate) rotation: Option<RotationUnit>,
}

/// A recording, analysed.
pub(crate) struct Recording {
    pub(crate) analysis: Analysis,
    /// What the reader concluded.
    pub(crate) notes: Vec<String>,
    pub(crate) samples: u64,
    pub(crate) start_s: f64,
    pub(crate) end_s: f64,
    /// Seconds since 1970 of the recording's zero.
    pub(crate) unix_s: Option<f64>,
    /// Whether the placement was told, and not found.
    pub(crate) placement_told: bool,
    /// The walker's height that lengths go by, metres.
    pub(crate) height_m: Option<f64>,
    /// What was asked of the walker, where the recording knows it.
    pub(crate) labels: Vec<raw::Label>,
    /// For a picture, where one is asked for.
    pub(super) signal: Vec<Cell>,
}

impl Recording {
    /// Seconds from the first sample to the last.
    pub(crate) fn duration_s(&self) -> f64 {
        (self.end_s - self.start_s).max(0.0)
    }

    /// Samples a second.
    pub(crate) fn rate_hz(&self) -> Option<f64> {
        let duration = self.duration_s();
        (duration > 0.0).then(|| self.samples.saturating_sub(1) as f64 / duration)
    }
}

/// Feeds the engine and counts.
struct Feed {
    analyzer: Analyzer,
    picture: Option<Thinned>,
    samples: u64,
    start_s: f64,
    end_s: f64,
}

impl Feed {
    fn new(settings: Settings) -> Feed {
        Feed {
            analyzer: Analyzer::new(Settings { keep_signal: false, ..settings }),
            picture: Thinned::new(settings),
            samples: 0,
            start_s: f64::INFINITY,
            end_s: f64::NEG_INFINITY,
        }
    }

    #[inline]
    fn push(&mut self, sample: Sample) {
        self.samples += 1;
        self.start_s = self.start_s.min(sample.t_s);
        self.end_s = self.end_s.max(sample.t_s);
        self.analyzer.push(sample);
        if let Some(picture) = &mut self.picture {
            picture.push(sample);
        }
    }

    fn all(&mut self, samples: Vec<Sample>) {
        for sample in samples {
            self.push(sample);
        }
    }

    fn finish(self, told: &Told) -> Recording {
        Recording {
            analysis: self.analyzer.finish(),
            notes: Vec::new(),
            samples: self.samples,
            start_s: self.start_s,
            end_s: self.end_s,
            unix_s: None,
            placement_told: told.settings.placement.is_some(),
            height_m: told.settings.height.map(units::Length::meters),
            labels: Vec::new(),
            signal: self.picture.map(Thinned::finish).unwrap_or_default(),
        }
    }
}

/// Bytes read at once: a page-cache read this size stays in the second-level cache.
const BLOCK: usize = 256 * 1024;

/// Analyses one recording.
pub(crate) fn analyze(input: &Input, told: &Told) -> anyhow::Result<Recording> {
    match input {
        Input::Stdin => stream(&mut std::io::stdin().lock(), Hint::default(), told),
        Input::File { path, .. } => stream(&mut open(path)?, inputs::hint(path), told),
        Input::Parts { acceleration, gravity, rotation, set_aside, .. } => {
            let (track, sensor, unix_s) = track(acceleration, told)?;
            let part = |p: &Option<std::path::PathBuf>| p.as_ref().map(|p| self::track(p, told)).transpose();
            let (gravity, rotation) = (part(gravity)?, part(rotation)?);
            let gravity = gravity.filter(|_| sensor == Some(Sensor::LinearAcceleration));
            let samples = join::join(&track, gravity.as_ref().map(|g| &g.0), rotation.as_ref().map(|r| &r.0));
            let mut feed = Feed::new(told.settings);
            feed.all(samples);
            let mut recording = feed.finish(told);
            recording.unix_s = unix_s;
            if gravity.is_some() {
                recording.notes.push(Note::GravityAdded.to_string());
            }
            if rotation.is_none() {
                recording.notes.push(Note::NoRotation.to_string());
            }
            if !set_aside.is_empty() {
                recording.notes.push(format!("set aside: {}", set_aside.join(", ")));
            }
            Ok(recording)
        }
    }
}

fn open(path: &Path) -> anyhow::Result<std::fs::File> {
    std::fs::File::open(path).context("cannot open it")
}

/// The file, out of its gzip where it is in one.
fn unpacked(file: std::fs::File) -> std::io::Result<Box<dyn Read>> {
    let mut file = BufReader::with_capacity(BLOCK, file);
    let packed = file.fill_buf()?.starts_with(&[0x1F, 0x8B]);
    Ok(if packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

fn stream(source: &mut dyn Read, hint: Hint, told: &Told) -> anyhow::Result<Recording> {
    let mut block = vec![0; BLOCK];
    let first = fill(source, &mut block)?;
    let start = block.get(..first).unwrap_or_default();
    if start.starts_with(&[0x1F, 0x8B]) {
        let start = start.to_vec();
        let mut inner = MultiGzDecoder::new(start.as_slice().chain(source));
        let first = fill(&mut inner, &mut block).context("the gzip stream is broken")?;
        return plain(&mut inner, block, first, hint, told);
    }
    plain(source, block, first, hint, told)
}

fn plain(
    source: &mut dyn Read,
    mut block: Vec<u8>,
    first: usize,
    hint: Hint,
    told: &Told,
) -> anyhow::Result<Recording> {
    let start = block.get(..first).unwrap_or_default();
    if fit::is_fit(start) || raw::is_ours(start) {
        let mut bytes = start.to_vec();
        source.read_to_end(&mut bytes).context("cannot read it to its end")?;
        return if raw::is_ours(&bytes) { ours(&bytes, told) } else { watch(&bytes, told) };
    }
    let mut table = Table::new(Hint { rotation: told.rotation, ..hint });
    let mut feed = Feed::new(told.settings);
    let mut length = first;
    while length > 0 {
        let bytes = block.get(..length).unwrap_or_default();
        table.push(bytes, &mut |s| feed.push(s)).map_err(|p| anyhow!("{p}"))?;
        length = fill(source, &mut block)?;
    }
    table.finish(&mut |s| feed.push(s)).map_err(|p| anyhow!("{p}"))?;
    if matches!(table.sensor(), Some(Sensor::Rotation | Sensor::Gravity)) {
        bail!("{}", Problem { line: 0, kind: ProblemKind::NoAcceleration });
    }
    let mut recording = feed.finish(told);
    recording.unix_s = table.origin().unix_s;
    recording.notes =
        table.layout().map(|l| l.notes.iter().map(ToString::to_string).collect()).unwrap_or_default();
    Ok(recording)
}

/// Reads until the block is full or the source ends.
fn fill(source: &mut (impl Read + ?Sized), block: &mut [u8]) -> anyhow::Result<usize> {
    let mut length = 0;
    while let Some(rest) = block.get_mut(length..).filter(|r| !r.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(n) => length += n,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e).context("cannot read on"),
        }
    }
    Ok(length)
}

fn watch(bytes: &[u8], told: &Told) -> anyhow::Result<Recording> {
    let motion = fit::read(bytes).map_err(|p| anyhow!("{p}"))?;
    let mut feed = Feed::new(told.settings);
    let rotation = (!motion.rotation.is_empty()).then_some(&motion.rotation);
    feed.all(join::join(&motion.acceleration, None, rotation));
    let mut recording = feed.finish(told);
    if let Some(good) = motion.broken_after {
        recording
            .notes
            .push(format!("the FIT file breaks off after message {good}; all before that was read"));
    }
    if motion.uncalibrated > 0 {
        recording.notes.push(format!(
            "{} readings came before their calibration and were left out",
            motion.uncalibrated
        ));
    }
    Ok(recording)
}

fn ours(bytes: &[u8], told: &Told) -> anyhow::Result<Recording> {
    let mut samples = Vec::new();
    let (head, problem) = raw::read(bytes, &mut |s| samples.push(s)).map_err(|p| anyhow!("{p}"))?;
    let mut settings = told.settings;
    settings.placement = settings.placement.or_else(|| names::placement(head.placement.as_deref()?));
    settings.height = settings.height.or_else(|| units::Length::from_meters(head.height_m?));
    settings.starts_forward |= begins_forward(&head.labels);
    let mut feed = Feed::new(settings);
    feed.all(samples);
    let mut recording = feed.finish(told);
    recording.placement_told = settings.placement.is_some();
    recording.height_m = settings.height.map(units::Length::meters);
    recording.notes.extend(problem.map(|p| p.to_string()));
    recording.labels = head.labels;
    Ok(recording)
}

/// Whether the first walking that was asked for is forward, as in every guided walk.
fn begins_forward(labels: &[raw::Label]) -> bool {
    let walking = |l: &&raw::Label| ["forward", "backward", "cool-down"].contains(&l.asked.as_str());
    labels.iter().find(walking).is_some_and(|first| first.asked == "forward")
}

/// One sensor's file of a recording whose sensors were written apart.
fn track(path: &Path, told: &Told) -> anyhow::Result<(Track, Option<Sensor>, Option<f64>)> {
    let name = || path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut source = unpacked(open(path)?).with_context(name)?;
    let mut table = Table::new(Hint { rotation: told.rotation, ..inputs::hint(path) });
    let mut samples = Vec::new();
    let mut block = vec![0; BLOCK];
    loop {
        let length = fill(&mut source, &mut block).with_context(name)?;
        if length == 0 {
            break;
        }
        let bytes = block.get(..length).unwrap_or_default();
        table.push(bytes, &mut |s| samples.push(s)).map_err(|p| anyhow!("{}: {p}", name()))?;
    }
    table.finish(&mut |s| samples.push(s)).map_err(|p| anyhow!("{}: {p}", name()))?;
    let rotation = table.sensor() == Some(Sensor::Rotation);
    let reading = |s: Sample| (s.t_s, if rotation { s.rotation.unwrap_or_default() } else { s.acceleration });
    Ok((samples.into_iter().map(reading).collect(), table.sensor(), table.origin().unix_s))
}
