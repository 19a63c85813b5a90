//! Which recordings a command line means: files, folders, and folders whose files are the sensors of one recording.

use anyhow::{Context, bail};
use formats::motion::{Hint, Sensor};
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
    Parts { name: String, acceleration: PathBuf, gravity: Option<PathBuf>, rotation: Option<PathBuf> },
}

impl Input {
    pub(crate) fn name(&self) -> &str {
        match self {
            Input::Stdin => "standard input",
            Input::File { name, .. } | Input::Parts { name, .. } => name,
        }
    }

    /// A name for what is made of it: no folders, no ending.
    pub(crate) fn file_stem(&self) -> String {
        let name = self.name().trim_end_matches(".gz");
        let stem = ENDINGS.iter().find_map(|e| name.strip_suffix(e)).unwrap_or(name);
        stem.trim_start_matches(['.', '/']).replace(['/', '\\', ' '], "_")
    }
}

const ENDINGS: [&str; 6] = [".csv", ".tsv", ".txt", ".fit", ".FIT", ".rwm"];

/// Every recording that `places` name, in their order, a folder's in the order of names.
pub(crate) fn find(places: &[PathBuf]) -> anyhow::Result<Vec<Input>> {
    let mut found = Vec::new();
    for place in places {
        if place.as_os_str() == "-" {
            found.push(Input::Stdin);
        } else if place.is_dir() {
            let before = found.len();
            folder(place, &mut found)?;
            if found.len() == before {
                bail!("{} holds no recording: no file that ends in {}", place.display(), ENDINGS.join(" "));
            }
        } else {
            found.push(file(place));
        }
    }
    Ok(found)
}

pub(super) fn file(path: &Path) -> Input {
    Input::File { path: path.to_owned(), name: path.display().to_string() }
}

fn folder(place: &Path, found: &mut Vec<Input>) -> anyhow::Result<()> {
    let entries =
        std::fs::read_dir(place).with_context(|| format!("cannot read the folder {}", place.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    let is_recording = |p: &&PathBuf| {
        let name = p.to_string_lossy();
        let name = name.trim_end_matches(".gz");
        p.is_file() && ENDINGS.iter().any(|e| name.ends_with(e))
    };
    if let Some(parts) = parts(place, &paths.iter().filter(is_recording).collect::<Vec<_>>()) {
        found.push(parts);
        return Ok(());
    }
    for path in &paths {
        if path.is_dir() {
            folder(path, found)?;
        } else if is_recording(&path) {
            found.push(file(path));
        }
    }
    Ok(())
}

/// The sensors of one recording, when the files' names say that they are that.
fn parts(place: &Path, files: &[&PathBuf]) -> Option<Input> {
    let stem = |p: &Path| {
        let name = p.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
        name.split('.').next().unwrap_or_default().replace([' ', '_', '-'], "")
    };
    let named = |names: &[&str]| {
        names.iter().find_map(|n| files.iter().find(|f| stem(f) == *n)).map(|f| (*f).clone())
    };
    let rotation = named(&["gyroscope", "gyro", "rotationrate", "gyroscopeuncalibrated"]);
    let gravity = named(&["gravity"]);
    if rotation.is_none() && gravity.is_none() {
        return None;
    }
    let name = place.display().to_string();
    let whole = ["totalacceleration", "accelerometerwithgravity", "rawaccelerometer"];
    if let Some(acceleration) = named(&whole) {
        return Some(Input::Parts { name, acceleration, gravity: None, rotation });
    }
    let linear = ["linearaccelerometer", "linearacceleration", "accelerometer", "acceleration"];
    if gravity.is_some()
        && let Some(acceleration) = named(&linear)
    {
        return Some(Input::Parts { name, acceleration, gravity, rotation });
    }
    let acceleration = named(&["accelerometer", "acceleration", "accelerometeruncalibrated"])?;
    Some(Input::Parts { name, acceleration, gravity: None, rotation })
}

/// What a file's name says of what it holds.
pub(crate) fn hint(path: &Path) -> Hint {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut hint = Hint::of_file_name(&name);
    hint.upside_down = path.parent().is_some_and(from_an_iphone);
    // Sensor Logger's "Accelerometer" is without gravity when it writes gravity beside it.
    if hint.sensor == Some(Sensor::Acceleration)
        && name.to_lowercase().starts_with("accelerometer.")
        && path.with_file_name("Gravity.csv").exists()
    {
        hint.sensor = Some(Sensor::LinearAcceleration);
    }
    hint
}

/// Whether Sensor Logger's `Metadata.csv` says that an iPhone recorded this in its own convention.
fn from_an_iphone(folder: &Path) -> bool {
    let Ok(text) = std::fs::read_to_string(folder.join("Metadata.csv")) else { return false };
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
