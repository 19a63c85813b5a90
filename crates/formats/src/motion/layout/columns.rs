//! The columns that a header names, and the layout that they and the first rows make.

use super::rows::Rows;
use super::words::{
    DEGREE, Said, Unitless, acceleration_unit, axis_column, is_unit, rotation_scale, said_in_short,
    says_nothing, sensor_of_android, time_rank,
};
use super::{
    ACCELERATION, Clock, GRAVITY, Hint, Layout, NAMES, Note, ROTATION, RotationUnit, SLOTS, Sensor, fields,
    letters,
};
use crate::motion::problem::ProblemKind;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// The columns a header names; each triple is x, y, z.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) time: Option<usize>,
    time_rank: u8,
    /// Every column that is some time.
    times: Vec<usize>,
    found: Vec<Triple>,
}

/// Three columns of one sensor.
#[derive(Clone, Debug)]
pub(super) struct Triple {
    pub(super) stem: String,
    pub(super) sensor: Sensor,
    pub(super) unit: String,
    pub(super) axes: [Option<usize>; 3],
}

impl Columns {
    pub(super) fn by_names(mut self, names: &[String], hint: Hint) -> Columns {
        for (column, name) in names.iter().enumerate() {
            let lower = name.to_lowercase();
            let (words, unit) = match lower.split_once(['(', '[']) {
                Some((words, unit)) => (words.to_owned(), unit.trim_end_matches([')', ']', ' ']).to_owned()),
                None => (lower.clone(), String::new()),
            };
            let rank = time_rank(&letters(&words), &letters(&lower));
            if rank > 0 {
                self.times.push(column);
                if rank > self.time_rank {
                    (self.time, self.time_rank) = (Some(column), rank);
                }
                continue;
            }
            if let Some((stem, axis, sensor, unit)) = axis_column(&words, &unit, hint) {
                if !self.found.iter().any(|t| t.stem == stem) {
                    self.found.push(Triple { stem: stem.clone(), sensor, unit, axes: [None; 3] });
                }
                let triple = self.found.iter_mut().find(|t| t.stem == stem);
                if let Some(slot) = triple.and_then(|t| t.axes.get_mut(axis)) {
                    slot.get_or_insert(column);
                }
            }
        }
        self.found.retain(|t| t.axes.iter().all(Option::is_some));
        // Beside accelerations in g, plain a is what Physics Toolbox calls the linear one.
        if self.found.iter().any(|t| t.stem == "gf") {
            for triple in self.found.iter_mut().filter(|t| t.stem == "a") {
                triple.sensor = Sensor::LinearAcceleration;
            }
        }
        // What the phone has corrected is better than what it has not.
        // So is acceleration that says it includes gravity beside one that does not, and what is named beside bare x, y, z,
        // which may be a place.
        self.found.sort_by_key(|t| {
            (
                t.stem.contains("uncalib") || t.stem.contains("raw"),
                !t.stem.contains("gravi"),
                t.stem.is_empty(),
            )
        });
        self
    }

    /// The column whose cells name the sensor a row is of: bare axes mean another thing in each row then.
    pub(super) fn names_sensors(&self, rows: &[&[u8]], delimiter: u8, names: &[String]) -> Option<usize> {
        if !self.found.iter().any(|t| t.stem.is_empty()) {
            return None;
        }
        (0..names.len()).find(|column| {
            let kind = letters(names.get(*column).map_or("", |n| n));
            let numbered = Some(*column) != self.time && (kind == "type" || kind.contains("sensor"));
            let of = |row: &&[u8]| {
                let cell = fields(row, delimiter).nth(*column)?.trim_ascii();
                let number = if numbered { sensor_of_android(cell) } else { Said::Nothing };
                Some(if number == Said::Nothing {
                    said_in_short(&String::from_utf8_lossy(cell))
                } else {
                    number
                })
            };
            let mut first = None;
            let mut told = rows.iter().take(200).filter_map(of).filter(|s| *s != Said::Nothing);
            told.any(|sensor| *first.get_or_insert(sensor) != sensor)
        })
    }

    pub(super) fn any(&self) -> bool {
        !self.found.is_empty()
    }

    fn get(&self, sensor: Sensor) -> Option<&Triple> {
        self.found.iter().find(|t| t.sensor == sensor)
    }

    pub(super) fn layout(
        &self,
        clock: Option<Clock>,
        header_lines: usize,
        delimiter: u8,
        names: Vec<String>,
        rows: &[&[u8]],
        hint: Hint,
    ) -> Result<Layout, ProblemKind> {
        let read = Rows::of(rows, delimiter);
        let mut notes = Vec::new();
        let total = self.get(Sensor::Acceleration);
        let gravity = self.get(Sensor::Gravity);
        let linear = self.get(Sensor::LinearAcceleration);
        let (mut sensor, triple) = match (total, linear, gravity) {
            (Some(t), _, _) => (Sensor::Acceleration, Some(t)),
            (None, Some(l), _) => (Sensor::LinearAcceleration, Some(l)),
            (None, None, Some(g)) => (Sensor::Gravity, Some(g)),
            (None, None, None) => (Sensor::Rotation, None),
        };
        let mut scale = [1.0_f32; SLOTS];
        let mut columns = alloc::vec![None; names.len()];
        let mut put = |triple: &Triple, slot: usize| {
            for (axis, column) in triple.axes.iter().enumerate() {
                if let Some(cell) = column.and_then(|c| columns.get_mut(c)) {
                    *cell = u8::try_from(slot + axis).ok();
                }
            }
        };
        let mut has_gravity = false;
        if let Some(triple) = triple {
            put(triple, ACCELERATION);
            let size = read.median_size(triple);
            if let (Sensor::Acceleration | Sensor::LinearAcceleration, Some(g)) = (sensor, gravity) {
                // "Acceleration" beside gravity may be either: told by its size.
                if sensor == Sensor::Acceleration && size < 0.6 * read.median_size(g) {
                    sensor = Sensor::LinearAcceleration;
                }
                has_gravity = sensor == Sensor::LinearAcceleration;
                if has_gravity {
                    put(g, GRAVITY);
                    notes.push(Note::GravityAdded);
                }
            }
            let told = has_gravity.then_some(gravity).flatten();
            let size = told.map_or(size, |g| read.median_size(g));
            let mut unit = acceleration_unit(triple, told.unwrap_or(triple), hint, size, &read, &mut notes)
                .map_err(|why| unitless(&why, triple, &names, size))?;
            let without = !has_gravity && sensor == Sensor::LinearAcceleration;
            if without && read.feels_gravity(triple, f64::from(unit)) {
                sensor = Sensor::Acceleration;
            }
            // Core Motion's words for them: in g, and pointing down at rest.
            if hint.upside_down
                || triple.stem.contains("accelerometeracceleration")
                || triple.stem.contains("useracceleration")
            {
                unit = -unit;
                notes.push(Note::TurnedOver);
            }
            for slot in (ACCELERATION..ROTATION).chain(GRAVITY..SLOTS) {
                if let Some(s) = scale.get_mut(slot) {
                    *s = unit;
                }
            }
        }
        let rotation = self.get(Sensor::Rotation);
        let mut sure = true;
        if let Some(rotation) = rotation {
            put(rotation, ROTATION);
            let size = scale.get(ACCELERATION).map_or(1.0, |s| f64::from(s.abs()));
            let unit;
            (unit, sure) = rotation_unit(rotation, triple.map(|t| (t, size)), &read, hint, &mut notes)
                .ok_or_else(|| unknown_unit(rotation, &names))?;
            for slot in scale.get_mut(ROTATION..GRAVITY).into_iter().flatten() {
                *slot = unit;
            }
        }
        if rotation.is_none() {
            notes.extend(unread(&names));
        }
        let zeros_are_blanks = triple.zip(rotation).is_some_and(|(a, w)| read.take_turns(a, w));
        let shared_rows = !zeros_are_blanks
            && triple.map_or(rotation.is_some(), |a| rotation.is_some_and(|w| read.share_rows(a, w)));
        if let Some(cell) = self.time.and_then(|time| columns.get_mut(time)) {
            *cell = Some(0);
        }
        let wanted = columns.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        columns.truncate(wanted);
        let named = self.time.and_then(|time| names.get(time)).map_or("", |n| n);
        let told = clock.map(|clock| Ok((clock, None)));
        let (clock, guessed) = told.unwrap_or_else(|| read.clock(self.time.unwrap_or(names.len()), named))?;
        notes.extend(guessed);
        Ok(Layout {
            delimiter,
            point: read.point,
            header_lines,
            columns,
            unix_zero_s: self.unix_zero_s(&read, clock, &names),
            names,
            clock,
            scale,
            sensor,
            has_rotation: rotation.is_some(),
            has_gravity,
            shared_rows,
            zeros_are_blanks,
            sure,
            notes,
        })
    }

    /// Seconds since 1970 of time zero, where a second column of times says it.
    fn unix_zero_s(&self, read: &Rows<'_>, clock: Clock, names: &[String]) -> Option<f64> {
        let (Clock::PerSecond(n), Some(time)) = (clock, self.time) else { return None };
        let mut others = self.times.iter().filter(|column| **column != time);
        others.find_map(|column| read.zero_by(*column, names.get(*column)?, time, n))
    }
}

/// What one of a rate of turn's unit is in rad/s, and whether that is sure: as a person says, or its words, or the numbers.
/// `None` where its words are not known.
fn rotation_unit(
    rotation: &Triple,
    acceleration: Option<(&Triple, f64)>,
    read: &Rows<'_>,
    hint: Hint,
    notes: &mut Vec<Note>,
) -> Option<(f32, bool)> {
    let Some(told) = hint.rotation.map(RotationUnit::scale).or_else(|| rotation_scale(&rotation.unit)) else {
        if is_unit(&rotation.unit) {
            return None;
        }
        let (unit, sure) = read.rotation_unit(rotation, acceleration);
        notes.push(Note::RotationUnitGuessed(unit));
        return Some((unit.scale(), sure));
    };
    if told.to_bits() == DEGREE.to_bits() {
        notes.push(Note::RotationInDegrees);
    } else if told.to_bits() == (DEGREE / 1000.0).to_bits() {
        notes.push(Note::RotationInMilliDegrees);
    }
    Some((told, true))
}

fn first_name(triple: &Triple, names: &[String]) -> String {
    triple.axes[0].and_then(|c| names.get(c)).cloned().unwrap_or_default()
}

fn unitless(why: &Unitless, triple: &Triple, names: &[String], size: f64) -> ProblemKind {
    match why {
        Unitless::Unknown => unknown_unit(triple, names),
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        Unitless::RawCounts => ProblemKind::RawCounts(first_name(triple, names), libm::round(size) as u32),
    }
}

fn unknown_unit(triple: &Triple, names: &[String]) -> ProblemKind {
    ProblemKind::UnknownUnit(triple.unit.clone(), first_name(triple, names))
}

/// The columns that say nothing, among which a gyroscope may be.
fn unread(names: &[String]) -> Option<Note> {
    let unread = names.iter().filter(|name| says_nothing(name)).cloned().collect::<Vec<String>>().join(", ");
    (!unread.is_empty()).then(|| Note::ColumnsUnread(unread.chars().take(NAMES).collect()))
}
