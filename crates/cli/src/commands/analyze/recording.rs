//! One recording from its bytes to its steps, in constant memory however long it is.

use super::heard::Heard;
use super::inputs::{self, Input};
use super::source::{BLOCK, Source, no_recording};
use super::thinned::{Cell, Thinned};
use anyhow::{Context, anyhow, bail};
use formats::json;
use formats::motion::join::Track;
use formats::motion::{
    Hint, Note, Origin, Problem, ProblemKind, RotationUnit, Sensor, Table, fit, join, names, raw,
};
use gait::{Analysis, Analyzer, Sample, Settings, Sway, SwayMeter};
use std::path::{Path, PathBuf};

/// What the command line tells of every recording.
pub(crate) struct Told {
    pub(crate) settings: Settings,
    pub(crate) rotation: Option<RotationUnit>,
    /// Whether it is a standing trial, whose sway is asked for.
    pub(crate) sway: bool,
    /// From when on the walker was asked to walk forward first, on the recording's clock.
    pub(crate) sets_off_s: Option<f64>,
}

impl Told {
    /// The same, and what a recording's head tells where nobody told it.
    fn and(&self, head: &raw::Head) -> Told {
        let mut settings = self.settings;
        settings.placement = settings.placement.or_else(|| names::placement(head.placement.as_deref()?));
        settings.height = settings.height.or_else(|| units::Length::from_meters(head.height_m?));
        Told { settings, sets_off_s: sets_off_s(&head.labels), ..*self }
    }

    /// The same of a recording whose gravity was taken out, or not.
    fn of(&self, without_gravity: bool) -> Told {
        Told { settings: Settings { without_gravity, ..self.settings }, ..*self }
    }
}

/// A recording, analysed.
pub(crate) struct Recording {
    pub(crate) analysis: Analysis,
    /// What the reader concluded.
    pub(crate) notes: Vec<String>,
    pub(crate) samples: u64,
    /// The first reading's time.
    pub(crate) start_s: f64,
    /// From the first reading to the last, seconds, whichever way the clock was set between them.
    pub(crate) duration_s: f64,
    /// Seconds since 1970 of the recording's zero.
    pub(crate) unix_s: Option<f64>,
    /// Whether the placement was told, and not found.
    pub(crate) placement_told: bool,
    /// The walker's height that lengths go by, metres.
    pub(crate) height_m: Option<f64>,
    /// What was asked of the walker, where the recording knows it.
    pub(crate) labels: Vec<raw::Label>,
    /// Of a standing trial of ten seconds and more, where it was asked for.
    pub(super) sway: Option<Sway>,
    /// For a picture, where one is asked for.
    pub(super) signal: Vec<Cell>,
}

impl Recording {
    /// Samples a second.
    pub(crate) fn rate_hz(&self) -> Option<f64> {
        (self.duration_s > 0.0).then(|| self.samples.saturating_sub(1) as f64 / self.duration_s)
    }
}

/// After so many readings the signal is thinned.
const READINGS_A_TIME: u64 = 4096;

/// Feeds the engine and counts.
struct Feed {
    analyzer: Analyzer,
    picture: Thinned,
    sets_off_s: f64,
    sway: Option<SwayMeter>,
    heard: Heard,
}

impl Feed {
    fn new(told: &Told) -> Feed {
        Feed {
            analyzer: Analyzer::new(told.settings),
            picture: Thinned::default(),
            sets_off_s: told.sets_off_s.filter(|_| !told.settings.starts_forward).unwrap_or(f64::INFINITY),
            sway: told.sway.then(SwayMeter::new),
            heard: Heard::default(),
        }
    }

    #[inline]
    fn push(&mut self, sample: Sample) {
        // One that is no number only tells that one is missing.
        if !sample.acceleration[0].is_nan() {
            self.heard.push(sample.t_s);
        }
        if sample.t_s >= self.sets_off_s {
            self.set_off();
        }
        self.analyzer.push(sample);
        if self.heard.readings.is_multiple_of(READINGS_A_TIME) {
            self.thin();
        }
        if let Some(sway) = &mut self.sway {
            sway.push(sample);
        }
    }

    // Neither is for every reading, and so neither is in line.
    #[cold]
    fn set_off(&mut self) {
        self.sets_off_s = f64::INFINITY;
        self.analyzer.sets_off_forward();
    }

    #[cold]
    fn thin(&mut self) {
        self.picture.extend(self.analyzer.take_signal());
    }

    fn all(&mut self, samples: Vec<Sample>) {
        for sample in samples {
            self.push(sample);
        }
    }

    fn finish(mut self, told: &Told) -> Recording {
        let mut analysis = self.analyzer.finish();
        self.picture.extend(core::mem::take(&mut analysis.signal));
        let sway = self.sway.as_ref().map(SwayMeter::finish);
        let mut notes = Vec::new();
        match sway {
            Some(None) => notes.push("no sway is told of less than ten seconds on end".to_owned()),
            Some(Some(_)) if !analysis.steps.is_empty() => {
                notes.push(
                    "steps were found: this is no standing trial, and its sway says nothing".to_owned(),
                );
            }
            _ => {}
        }
        Recording {
            analysis,
            notes,
            sway: sway.flatten(),
            samples: self.heard.readings,
            start_s: self.heard.start_s,
            duration_s: self.heard.duration_s,
            unix_s: None,
            placement_told: told.settings.placement.is_some(),
            height_m: told.settings.height.map(units::Length::meters),
            labels: Vec::new(),
            signal: self.picture.cells(),
        }
    }
}

/// Analyses one recording.
pub(crate) fn analyze(input: &Input, told: &Told) -> anyhow::Result<Recording> {
    match input {
        Input::Stdin => stream(Source::new(std::io::stdin().lock())?, Hint::default(), told),
        Input::Unreadable { why, .. } => bail!("{why}"),
        Input::File { path, .. } => {
            let source = Source::new(open(path)?)?;
            let Some((head, name)) = labels_beside(path).filter(|_| !raw::is_ours(&source.start)) else {
                return stream(source, inputs::hint(path), told);
            };
            let mut recording = stream(source, inputs::hint(path), &told.and(&head))?;
            recording
                .notes
                .push(format!("height, place and plan are those of {name}, where they were not told"));
            recording.labels = head.labels;
            Ok(recording)
        }
        Input::Parts { acceleration, gravity, rotation, set_aside, .. } => {
            parts(acceleration, gravity.as_ref(), rotation.as_ref(), set_aside, told)
        }
    }
}

fn open(path: &Path) -> anyhow::Result<std::fs::File> {
    std::fs::File::open(path).context("cannot open it")
}

/// Where `export --raw` writes what was asked of the walker of a table.
pub(super) fn labels_file(table: &Path) -> PathBuf {
    table.with_extension("labels.json")
}

/// What `export --raw` wrote beside a table, and its file's name.
fn labels_beside(path: &Path) -> Option<(raw::Head, String)> {
    let file = labels_file(path);
    let head: raw::Head = json::from_text(&std::fs::read_to_string(&file).ok()?)?;
    (!head.started_at.is_empty()).then_some((head, file.file_name()?.to_string_lossy().into_owned()))
}

fn stream(mut source: Source<'_>, hint: Hint, told: &Told) -> anyhow::Result<Recording> {
    if raw::is_ours(&source.start) {
        return ours(&source.all()?, told);
    }
    if fit::is_fit(&source.start) {
        return watch(&source.all()?, told);
    }
    if let Some(what) = no_recording(&source.start) {
        bail!("{what}");
    }
    let mut table = begin_table(&mut source, Hint { rotation: told.rotation, ..hint })?;
    let mut feed = Feed::new(&told.of(table.sensor() == Some(Sensor::LinearAcceleration)));
    let broken = read_table(&mut source, &mut table, &mut |s| feed.push(s))?;
    if matches!(table.sensor(), Some(Sensor::Rotation | Sensor::Gravity)) {
        bail!("{}", Problem { line: 0, kind: ProblemKind::NoAcceleration });
    }
    let mut recording = feed.finish(told);
    recording.unix_s = table.origin().instant_s;
    recording.notes.extend(table.layout().into_iter().flat_map(|l| &l.notes).map(ToString::to_string));
    recording.notes.extend(broken);
    Ok(recording)
}

/// Reads a table until it is known how it is written, which is before its first sample.
fn begin_table(source: &mut Source<'_>, hint: Hint) -> anyhow::Result<Table> {
    let mut table = Table::new(hint);
    let mut block = vec![0; BLOCK];
    while table.layout().is_none() {
        let length = source.fill(&mut block)?;
        table.push(block.get(..length).unwrap_or_default(), &mut |_| {}).map_err(|p| anyhow!("{p}"))?;
        if length == 0 {
            if source.broken {
                table.break_off();
            }
            table.decide().map_err(|p| anyhow!("{p}"))?;
        }
    }
    Ok(table)
}

/// Reads a table to its end; says after which line its gzip breaks off, or that something follows it.
fn read_table(
    source: &mut Source<'_>,
    table: &mut Table,
    give: &mut impl FnMut(Sample),
) -> anyhow::Result<Option<String>> {
    let mut block = vec![0; BLOCK];
    loop {
        let length = source.fill(&mut block)?;
        if length == 0 {
            break;
        }
        table.push(block.get(..length).unwrap_or_default(), give).map_err(|p| anyhow!("{p}"))?;
    }
    if source.broken {
        table.break_off();
    }
    table.finish(give).map_err(|p| anyhow!("{p}"))?;
    let line = table.line();
    let broken = || format!("the gzip stream breaks off after line {line}; all before that was read");
    let trailed = || "what follows the end of the gzip stream was left out".to_owned();
    Ok(source.broken.then(broken).or_else(|| source.trailed.then(trailed)))
}

fn watch(bytes: &[u8], told: &Told) -> anyhow::Result<Recording> {
    let motion = fit::read(bytes).map_err(|p| anyhow!("{p}"))?;
    let mut feed = Feed::new(told);
    let rotation = (!motion.rotation.is_empty()).then_some(&motion.rotation);
    feed.all(join::join(&motion.acceleration, None, rotation));
    let mut recording = feed.finish(told);
    recording.unix_s = motion.unix_s;
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

/// A recording of our own without a sample, and what stopped its reading.
pub(crate) fn no_motion(problem: Option<raw::Problem>) -> anyhow::Error {
    anyhow!("it holds no motion{}", problem.map(|p| format!(": {p}")).unwrap_or_default())
}

fn ours(bytes: &[u8], told: &Told) -> anyhow::Result<Recording> {
    let mut samples = Vec::new();
    let (head, problem) = raw::read(bytes, &mut |s| samples.push(s)).map_err(|p| anyhow!("{p}"))?;
    if samples.is_empty() {
        return Err(no_motion(problem));
    }
    let told = told.and(&head);
    let mut feed = Feed::new(&told);
    feed.all(samples);
    let mut recording = feed.finish(&told);
    recording.notes.extend(problem.map(|p| p.to_string()));
    recording.labels = head.labels;
    Ok(recording)
}

/// From when on the walker was asked to walk, if forward, as in every guided walk: until then the phone is put away.
fn sets_off_s(labels: &[raw::Label]) -> Option<f64> {
    let walking = |l: &&raw::Label| ["forward", "backward", "cool-down"].contains(&l.asked.as_str());
    labels.iter().find(walking).filter(|first| first.asked == "forward").map(|first| first.start_s)
}

/// A recording whose sensors were written apart.
fn parts(
    acceleration: &Path,
    gravity: Option<&PathBuf>,
    rotation: Option<&PathBuf>,
    set_aside: &[String],
    told: &Told,
) -> anyhow::Result<Recording> {
    let read = |path: &PathBuf| Part::read(path, told, None);
    let (gravity_file, rotation_file) = (gravity, rotation);
    let gravity = gravity.map(read).transpose()?;
    // Gravity is large enough to tell its unit by, and what was taken apart from it has the same.
    let main = Part::read(acceleration, told, gravity.as_ref().and_then(|g| g.acceleration_scale))?;
    let mut notes = main.notes.clone();
    let mut beside = |part: Option<Part>| {
        let part = part?;
        notes.extend(part.notes);
        let Some(later_s) = part.origin.after(main.origin) else {
            notes.push(format!(
                "{} was left out: its clock and that of {} cannot be compared, as one knows the date or the hour and the other \
                 counts from a start of its own",
                part.name, main.name
            ));
            return None;
        };
        Some(part.track.into_iter().map(|(t_s, axes)| (t_s + later_s, axes)).collect::<Track>())
    };
    let linear = main.sensor == Some(Sensor::LinearAcceleration);
    let (rotation, unread) = match rotation.map(read).transpose() {
        Ok(rotation) => (rotation, None),
        Err(problem) => (None, Some(format!("{problem:#}: it was left out"))),
    };
    let (gravity, rotation) = (beside(gravity.filter(|_| linear)), beside(rotation));
    let samples = join::join(&main.track, gravity.as_ref(), rotation.as_ref());
    let alone = samples.iter().all(|s| s.rotation.is_none());
    let mut feed = Feed::new(&told.of(linear && gravity.is_none()));
    feed.all(samples);
    let mut recording = feed.finish(told);
    recording.unix_s = main.origin.instant_s;
    let beside = [gravity_file.filter(|_| gravity.is_some()), rotation_file.filter(|_| rotation.is_some())];
    let beside: Vec<String> = beside.into_iter().flatten().map(|file| name(file)).collect();
    if !beside.is_empty() {
        recording.notes.push(format!("joined: {}, {}", main.name, beside.join(", ")));
    }
    recording.notes.extend(notes);
    recording.notes.extend(unread);
    let mut note = |note: Note| recording.notes.push(note.to_string());
    match (linear, &gravity) {
        (true, Some(_)) => note(Note::GravityAdded),
        (true, None) => note(Note::GravityMissing),
        _ => {}
    }
    if rotation.is_none() {
        note(Note::NoRotation);
    } else if alone {
        recording.notes.push("the gyroscope's file is of another time than the accelerometer's".into());
    }
    if !set_aside.is_empty() {
        recording.notes.push(format!("set aside: {}", set_aside.join(", ")));
    }
    Ok(recording)
}

fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// One sensor's file of a recording whose sensors were written apart.
struct Part {
    name: String,
    track: Track,
    sensor: Option<Sensor>,
    acceleration_scale: Option<f32>,
    origin: Origin,
    notes: Vec<String>,
}

impl Part {
    /// Reads it; `acceleration` is what one of its unit is in m/s², where another file tells.
    fn read(path: &Path, told: &Told, acceleration: Option<f32>) -> anyhow::Result<Part> {
        let of = || name(path);
        let mut source = Source::new(open(path).with_context(of)?).with_context(of)?;
        let hint = Hint { rotation: told.rotation, acceleration, ..inputs::hint(path) };
        let mut samples = Vec::new();
        let of_this = |p| anyhow!("{}: {p:#}", of());
        let mut table = begin_table(&mut source, hint).map_err(of_this)?;
        let broken = read_table(&mut source, &mut table, &mut |s| samples.push(s)).map_err(of_this)?;
        let rotation = table.sensor() == Some(Sensor::Rotation);
        let reading =
            |s: Sample| (s.t_s, if rotation { s.rotation.unwrap_or_default() } else { s.acceleration });
        // What is missing from one file may be in another.
        let alone =
            |note: &&Note| !matches!(note, Note::NoRotation | Note::ColumnsUnread(_) | Note::GravityMissing);
        let notes = table.layout().into_iter().flat_map(|l| l.notes.iter().filter(alone));
        let said = notes.map(ToString::to_string).chain(broken).map(|note| format!("{}: {note}", of()));
        Ok(Part {
            name: of(),
            track: samples.into_iter().map(reading).collect(),
            sensor: table.sensor(),
            acceleration_scale: table.acceleration_scale(),
            origin: table.origin(),
            notes: said.collect(),
        })
    }
}
