//! Which recordings a command line means: files, folders, and folders whose files are the sensors of one recording.

use super::source::{BLOCK, Source};
use super::{archive, steps_csv};
use formats::motion::{Hint, Sensor, Table, besides_sensor, fit, raw};
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// One recording.
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File {
        path: PathBuf,
        /// What to call it: its path as the walker wrote it.
        name: String,
    },
    /// A logger's folder: one file a sensor.
    Parts {
        name: String,
        acceleration: PathBuf,
        gravity: Option<PathBuf>,
        rotation: Option<PathBuf>,
        /// The names of the files beside them, which are not read.
        set_aside: Vec<String>,
    },
    /// What cannot be read, and why: it is told like any recording that cannot be analysed.
    Unreadable { name: String, why: String },
}

impl Input {
    pub(crate) fn name(&self) -> &str {
        match self {
            Input::Stdin => "standard input",
            Input::File { name, .. } | Input::Parts { name, .. } | Input::Unreadable { name, .. } => name,
        }
    }

    fn unreadable(place: &Path, why: &dyn std::fmt::Display) -> Input {
        Input::Unreadable { name: place.display().to_string(), why: why.to_string() }
    }

    /// The files that are read.
    pub(super) fn paths(&self) -> Vec<&Path> {
        match self {
            Input::Stdin | Input::Unreadable { .. } => Vec::new(),
            Input::File { path, .. } => vec![path],
            Input::Parts { acceleration, gravity, rotation, .. } => {
                [Some(acceleration), gravity.as_ref(), rotation.as_ref()]
                    .into_iter()
                    .flatten()
                    .map(PathBuf::as_path)
                    .collect()
            }
        }
    }
}

/// A name for what is made of each, never the same twice: no folders, and no ending unless that tells two apart.
pub(crate) fn file_stems(inputs: &[Input]) -> Vec<String> {
    let plain = |name: &str| name.trim_start_matches(['.', '/', '\\']).replace(['/', '\\', ' '], "_");
    let stem = |name: &str| {
        let ending = recording_ending(name).unwrap_or_default();
        plain(name.get(..name.len() - ending).unwrap_or(name))
    };
    let stems: Vec<String> = inputs.iter().map(|input| stem(input.name())).collect();
    let alone = |stem: &String| stems.iter().filter(|s| s.eq_ignore_ascii_case(stem)).count() == 1;
    numbered(
        inputs.iter().zip(&stems).map(|(i, stem)| if alone(stem) { stem.clone() } else { plain(i.name()) }),
    )
}

/// The names, those that came before with a number, whatever their capitals: a disk may not tell these apart.
pub(crate) fn numbered(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let free = |name: String| {
        let (mut free, mut number) = (name.clone(), 1);
        while !taken.insert(free.to_lowercase()) {
            number += 1;
            free = format!("{name}-{number}");
        }
        free
    };
    names.map(free).collect()
}

const ENDINGS: [&str; 6] = [".csv", ".tsv", ".txt", ".fit", ".rwm", ".zip"];

/// How many bytes of a name are a recording's ending, in capitals or not, `.gz` included.
pub(super) fn recording_ending(name: &str) -> Option<usize> {
    let lower = name.to_ascii_lowercase();
    let inner = lower.trim_end_matches(".gz");
    let ending = ENDINGS.iter().find(|e| inner.ends_with(*e))?;
    Some(lower.len() - inner.len() + ending.len())
}

/// Recordings, and the folders that archives were unpacked to, which go when this does.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) inputs: Vec<Input>,
    unpacked: Vec<tempfile::TempDir>,
    /// The folders that were looked through, by their one true path: a link may lead back to one.
    seen: BTreeSet<PathBuf>,
}

/// Every recording that `places` name, in their order, a folder's in the order of names.
pub(crate) fn find(places: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for place in places {
        let before = found.inputs.len();
        if place.as_os_str() == "-" {
            found.inputs.push(Input::Stdin);
        } else if place.is_dir() {
            found.seen.clear();
            found.folder(place);
        } else if is_zip(place) {
            found.archive(place);
        } else {
            found.inputs.push(file(place));
        }
        if found.inputs.len() == before {
            let none = format!("it holds no recording: no file that ends in {}", ENDINGS.join(" "));
            found.inputs.push(Input::unreadable(place, &none));
        }
    }
    found
}

impl Found {
    fn folder(&mut self, place: &Path) {
        let listed = place.canonicalize().and_then(|path| Ok((path, std::fs::read_dir(place)?)));
        let (path, entries) = match listed {
            Ok(listed) => listed,
            Err(problem) => {
                let why = format!("cannot read the folder: {problem}");
                return self.inputs.push(Input::unreadable(place, &why));
            }
        };
        if !self.seen.insert(path) {
            return;
        }
        // What is hidden is no walker's: a Mac leaves a `._NAME.csv` beside each file on a stick.
        let shown = entries.flatten().filter(|e| !e.file_name().as_encoded_bytes().starts_with(b"."));
        let mut paths: Vec<PathBuf> = shown.map(|e| e.path()).collect();
        paths.sort();
        let is_recording = |p: &&PathBuf| {
            // A link that leads nowhere is to be told.
            (p.is_file() || !p.exists())
                && recording_ending(&p.to_string_lossy()).is_some()
                && !is_zip(p)
                && !is_table_of_steps(p)
        };
        let mut files: Vec<&PathBuf> = paths.iter().filter(is_recording).collect();
        self.inputs.extend(parts(place, &mut files));
        for path in &paths {
            if path.is_dir() {
                if !is_meta_of_phyphox(path) {
                    self.folder(path);
                }
            } else if is_zip(path) {
                self.archive(path);
            } else if files.binary_search(&path).is_ok() {
                self.inputs.push(file(path));
            }
        }
    }

    /// What an archive holds, as a folder would.
    fn archive(&mut self, zip: &Path) {
        let unpacked = match archive::unpack(zip) {
            Ok(unpacked) => unpacked,
            Err(problem) => return self.inputs.push(Input::unreadable(zip, &format!("{problem:#}"))),
        };
        let from = self.inputs.len();
        self.folder(unpacked.folder.path());
        let (inside, outside) = (unpacked.folder.path().display().to_string(), zip.display().to_string());
        for input in self.inputs.iter_mut().skip(from) {
            if let Input::File { name, .. } | Input::Parts { name, .. } | Input::Unreadable { name, .. } =
                input
            {
                *name = name.replacen(&inside, &outside, 1);
            }
        }
        let broken = unpacked.broken.into_iter();
        self.inputs.extend(broken.map(|(entry, why)| Input::unreadable(&zip.join(entry), &why)));
        self.unpacked.push(unpacked.folder);
    }
}

/// Whether it is what `--csv` wrote of a recording.
fn is_table_of_steps(path: &Path) -> bool {
    let mut start = Vec::new();
    let read =
        std::fs::File::open(path).and_then(|f| f.take(steps_csv::HEAD.len() as u64).read_to_end(&mut start));
    read.is_ok() && start == steps_csv::HEAD.as_bytes()
}

/// Whether it is the folder in which phyphox tells of the phone and of the clock.
fn is_meta_of_phyphox(folder: &Path) -> bool {
    folder.ends_with("meta") && folder.join("device.csv").is_file() && folder.join("time.csv").is_file()
}

pub(super) fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"))
}

pub(super) fn file(path: &Path) -> Input {
    Input::File { path: path.to_owned(), name: path.display().to_string() }
}

/// The recordings of which each sensor has a file, when the files' names say that: one accelerometer, and with it one
/// gyroscope, gravity, or sensors of something else, named alike but for the sensor. What else lies there is set aside, by name;
/// `files` keeps those that are recordings by themselves.
fn parts(place: &Path, files: &mut Vec<&PathBuf>) -> Vec<Input> {
    let hints: Vec<Named<'_>> = files.iter().map(|path| Named::of(path)).collect();
    let others = || hints.iter().any(|file| file.hint.something_else && !is_whole(file.path));
    let walks: BTreeSet<&str> =
        hints.iter().filter(|f| f.hint.sensor.is_some()).map(|f| f.walk.as_str()).collect();
    let joined = walks.into_iter().filter_map(|walk| Some((walk, sensors(&hints, walk, &others)?)));
    let joined: Vec<(&str, [Option<PathBuf>; 3])> = joined.collect();
    let Some((first, _)) = joined.first() else { return Vec::new() };
    let by_itself = |file: &&Named<'_>| match file.hint.sensor {
        Some(_) => !joined.iter().any(|(walk, _)| *walk == file.walk),
        None => is_whole(file.path),
    };
    let whole: Vec<&PathBuf> = hints.iter().filter(by_itself).map(|file| file.path).collect();
    let part = |(walk, used): &(&str, [Option<PathBuf>; 3])| {
        let aside = |file: &&Named<'_>| {
            let of = if file.hint.sensor.is_some() { file.walk.as_str() } else { *first };
            of == *walk && !used.iter().flatten().any(|used| used == file.path) && !whole.contains(&file.path)
        };
        let set_aside = hints.iter().filter(aside).map(|file| file.name.clone()).collect();
        let [acceleration, gravity, rotation] = used.clone();
        let acceleration = acceleration?;
        let name = if joined.len() == 1 { place } else { &acceleration }.display().to_string();
        Some(Input::Parts { name, acceleration, gravity, rotation, set_aside })
    };
    let parts = joined.iter().filter_map(part).collect();
    *files = whole;
    parts
}

/// A file, and what its name says.
struct Named<'a> {
    path: &'a PathBuf,
    name: String,
    hint: Hint,
    /// What it says besides its sensor.
    walk: String,
}

impl Named<'_> {
    fn of(path: &PathBuf) -> Named<'_> {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        Named { path, hint: Hint::of_file_name(&name), walk: besides_sensor(&name), name }
    }
}

/// The accelerometer, the gravity beside it and the gyroscope of one walk.
fn sensors(hints: &[Named<'_>], walk: &str, others: &dyn Fn() -> bool) -> Option<[Option<PathBuf>; 3]> {
    // The one file of a sensor whose name has one of the words, or none of `without`; two would be two recordings.
    let one = |sensor: Sensor, with: &[&str], without: &[&str]| {
        let has = |name: &str, words: &[&str]| words.iter().any(|w| name.to_lowercase().contains(w));
        let mut found = hints.iter().filter(|file| {
            let words = (with.is_empty() || has(&file.name, with)) && !has(&file.name, without);
            file.hint.sensor == Some(sensor) && file.walk == walk && words
        });
        found.next().filter(|_| found.next().is_none()).map(|file| file.path.clone())
    };
    let uncorrected = ["uncalib", "raw"];
    let whole = ["total", "gravity", "with g", "raw"];
    let rotation =
        one(Sensor::Rotation, &[], &uncorrected).or_else(|| one(Sensor::Rotation, &uncorrected, &[]));
    let gravity = one(Sensor::Gravity, &[], &[]);
    let total = one(Sensor::Acceleration, &whole, &[]);
    let plain = one(Sensor::Acceleration, &[], &[&whole[..], &uncorrected].concat());
    let linear = one(Sensor::LinearAcceleration, &[], &[]);
    // Beside gravity the plain accelerometer of Sensor Logger is without it; `hint` knows.
    let apart = gravity.is_some().then(|| linear.or_else(|| plain.clone())).flatten();
    let (acceleration, gravity) = match (total, apart) {
        (Some(total), _) => (total, None),
        (None, Some(apart)) => (apart, gravity),
        (None, None) => (plain.or_else(|| one(Sensor::Acceleration, &uncorrected, &[]))?, None),
    };
    let joins = rotation.is_some() || gravity.is_some();
    // A table with a gyroscope of its own is a recording by itself.
    let own = || head(&acceleration).is_some_and(|table| table.has_rotation());
    (joins && !own() || !joins && others()).then_some([Some(acceleration), gravity, rotation])
}

/// Whether a file is a recording by itself, whatever its name: one of a watch or of ours, or a table with a time and an
/// acceleration that its own header names.
fn is_whole(path: &Path) -> bool {
    head(path).is_none_or(|table| table.sensor() == Some(Sensor::Acceleration))
}

/// The beginning of a table; none of a recording of a watch or of ours, or of what cannot be read and is to be told.
fn head(path: &Path) -> Option<Table> {
    let mut source = Source::new(std::fs::File::open(path).ok()?).ok()?;
    if raw::is_ours(&source.start) || fit::is_fit(&source.start) {
        return None;
    }
    let mut head = vec![0; BLOCK];
    let length = source.fill(&mut head).unwrap_or(0);
    let mut table = Table::new(Hint { something_else: true, ..Hint::default() });
    // A bad row is for later.
    let _ = table.push(head.get(..length).unwrap_or_default(), &mut |_| {}).and_then(|()| table.decide());
    Some(table)
}

/// What a file's name says of what it holds.
pub(crate) fn hint(path: &Path) -> Hint {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut hint = Hint::of_file_name(&name);
    hint.upside_down = from_an_iphone(path);
    // Sensor Logger's "Accelerometer" is without gravity; where another's feels it, the reader sees that.
    if hint.sensor == Some(Sensor::Acceleration) && name.to_lowercase().starts_with("accelerometer.") {
        hint.sensor = Some(Sensor::LinearAcceleration);
    }
    hint
}

/// The file of this name in the same folder, in lower case and gzip too.
fn beside(path: &Path, name: &str) -> Option<PathBuf> {
    let names = [name.to_owned(), name.to_lowercase()].into_iter().flat_map(|n| [n.clone(), n + ".gz"]);
    names.map(|n| path.with_file_name(n)).find(|file| file.exists())
}

/// Whether Sensor Logger's `Metadata.csv` says that an iPhone recorded this in its own convention.
fn from_an_iphone(path: &Path) -> bool {
    let text = || Source::new(std::fs::File::open(beside(path, "Metadata.csv")?).ok()?).ok()?.all().ok();
    let Some(text) = text() else { return false };
    let text = String::from_utf8_lossy(&text);
    let mut lines = text.lines();
    let (Some(names), Some(values)) = (lines.next(), lines.next()) else { return false };
    let value = |name: &str| {
        names
            .split(',')
            .zip(values.split(','))
            .find(|(n, _)| n.trim() == name)
            .map(|(_, v)| v.trim().to_lowercase())
    };
    value("platform").is_some_and(|p| p == "ios") && value("standardisation").is_none_or(|s| s != "true")
}
