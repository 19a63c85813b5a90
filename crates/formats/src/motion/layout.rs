//! Which column of a recording is what, in which unit: from the header's words, and from the numbers where words are silent.

use super::problem::{Problem, ProblemKind};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use columns::{Columns, Triple};
use core::fmt;
use rows::Rows;
pub use words::besides_sensor;
use words::{Said, are_units, said_in_short};

mod columns;
mod preamble;
mod rows;
mod words;

/// What a sensor measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensor {
    /// Specific force, gravity included.
    Acceleration,
    /// Acceleration with gravity taken out.
    LinearAcceleration,
    /// Gravity alone.
    Gravity,
    /// Rate of turn.
    Rotation,
}

/// The unit of the rate of turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RotationUnit {
    /// rad/s.
    Radians,
    /// deg/s.
    Degrees,
}

impl RotationUnit {
    /// What one of it is in rad/s.
    const fn scale(self) -> f32 {
        match self {
            RotationUnit::Radians => 1.0,
            RotationUnit::Degrees => words::DEGREE,
        }
    }
}

/// What is known of a table from outside it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hint {
    /// What columns named only x, y, z hold: some loggers say it in the file's name alone.
    pub sensor: Option<Sensor>,
    /// The unit of the rate of turn, when a person says it.
    pub rotation: Option<RotationUnit>,
    /// What one of the acceleration's unit is in m/s², when the file of gravity beside it tells.
    pub acceleration: Option<f32>,
    /// The name says that it is neither an accelerometer nor a gyroscope: bare axes are no motion.
    pub something_else: bool,
    /// The accelerations point the other way (an iPhone's own convention, 1 g down at rest).
    pub upside_down: bool,
}

impl Hint {
    /// What a file's name says: `Gyroscope.csv`, `Linear Accelerometer.csv`, `gyr.csv`, `Gravity.csv`, `Magnetometer.csv`.
    pub fn of_file_name(name: &str) -> Hint {
        match said_in_short(name) {
            Said::Motion(sensor) => Hint { sensor: Some(sensor), ..Hint::default() },
            Said::Else => Hint { something_else: true, ..Hint::default() },
            Said::Nothing => Hint::default(),
        }
    }
}

/// Something the reader concluded that a person should see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Accelerations were given in g.
    AccelerationInG,
    /// Accelerations were given in thousandths of g.
    AccelerationInMilliG,
    /// Rates of turn were given in deg/s.
    RotationInDegrees,
    /// Rates of turn were given in thousandths of deg/s.
    RotationInMilliDegrees,
    /// The header does not say the unit of the rate of turn; it was concluded from the numbers.
    RotationUnitGuessed(RotationUnit),
    /// Gravity was a set of columns of its own, and was added.
    GravityAdded,
    /// The accelerations are without gravity, and nothing says where down is.
    GravityMissing,
    /// The accelerations pointed down at rest, as an iPhone writes them, and were turned.
    TurnedOver,
    /// The header does not say the clock's unit; it was concluded from the step between rows.
    ClockGuessed(&'static str),
    /// Columns that say nothing here, of a table in which no gyroscope was found.
    ColumnsUnread(String),
    /// There is no gyroscope.
    NoRotation,
    /// The last line was cut short, and was left out.
    LastLineCut,
    /// So many readings came with the time of the one before, and were spread evenly until the next.
    TimesShared(u64),
    /// The clock knows the date and not the zone.
    NoZone,
    /// The clock stands still.
    ClockStands,
    /// So many readings have a time before that of the one before them.
    OutOfOrder(u64),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Note::AccelerationInG => "acceleration was in g",
            Note::AccelerationInMilliG => "acceleration was in mg",
            Note::RotationInDegrees => "rotation was in deg/s",
            Note::RotationInMilliDegrees => "rotation was in thousandths of deg/s",
            Note::RotationUnitGuessed(RotationUnit::Radians) => {
                "the header does not say the unit of rotation; by its size it is rad/s (--rotation-unit tells it)"
            }
            Note::RotationUnitGuessed(RotationUnit::Degrees) => {
                "the header does not say the unit of rotation; by its size it is deg/s (--rotation-unit tells it)"
            }
            Note::GravityAdded => "gravity was in columns of its own and was added",
            Note::GravityMissing => {
                "acceleration is without gravity: record it with gravity, or put the gravity file beside it"
            }
            Note::TurnedOver => "acceleration was in an iPhone's convention and was turned over",
            Note::ClockGuessed(unit) => {
                return write!(f, "the header does not say the clock's unit; by the step between rows it is {unit}");
            }
            Note::ColumnsUnread(names) => {
                return write!(f, "these columns were not understood: {names}. A gyroscope's are called gx, gy, gz");
            }
            Note::NoRotation => "there is no gyroscope",
            Note::LastLineCut => "the last line was cut short and was left out",
            Note::NoZone => {
                "the clock does not say its time zone: when time zero was is not told (time_zero_unix_s)"
            }
            Note::ClockStands => {
                "the clock stands still: the times were lost or rounded away, and without them no walk can be told"
            }
            Note::OutOfOrder(n) => {
                return write!(
                    f,
                    "the rows are not in the order of time: {n} are earlier than the one before. Sort them by time"
                );
            }
            Note::TimesShared(n) => {
                return write!(
                    f,
                    "{n} readings had the time of the one before, and were spread evenly until the next"
                );
            }
        })
    }
}

/// Where a number of a row goes: the time, then nine channels.
pub(super) const TIME: usize = 0;
pub(super) const ACCELERATION: usize = 1;
pub(super) const ROTATION: usize = 4;
pub(super) const GRAVITY: usize = 7;
pub(super) const SLOTS: usize = 10;

/// How a row's time is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Clock {
    /// A number, so many to the second.
    PerSecond(f64),
    /// Text, whether 11/23/2026 is in November, and whether its zone is written.
    Stamp { month_first: bool, zoned: bool },
    /// A count of days, as spreadsheets keep them, whose `zero` is 1970.
    Days { zero: f64 },
    /// Not at all: the rows are so many seconds apart, and the first is at `start_s`.
    Every { seconds: f64, start_s: f64 },
}

/// How a table is written.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of the table")]
pub struct Layout {
    pub(super) delimiter: u8,
    pub(super) point: u8,
    /// Lines before the first row.
    pub(super) header_lines: usize,
    /// The slot of each column, up to the last that is wanted.
    pub(super) columns: Vec<Option<u8>>,
    pub(super) names: Vec<String>,
    pub(super) clock: Clock,
    /// Seconds since 1970 of time zero, where another column than the clock's says it.
    pub(super) unix_zero_s: Option<f64>,
    /// To m/s² and rad/s.
    pub(super) scale: [f32; SLOTS],
    /// What the three acceleration columns hold.
    pub(super) sensor: Sensor,
    pub(super) has_rotation: bool,
    pub(super) has_gravity: bool,
    /// Rows are of all sensors: what is missing from one was lost.
    pub(super) shared_rows: bool,
    /// Rows are of one sensor each, and zeros stand for what the others would say.
    pub(super) zeros_are_blanks: bool,
    /// Nothing was left to chance; more rows would not change it.
    pub(super) sure: bool,
    /// What was concluded.
    pub notes: Vec<Note>,
}

/// With which Windows begins a text in UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// Lines that are looked through for the header: `GENEActiv` writes a hundred before its first row.
const PREAMBLE: usize = 120;
/// Characters of a header that a message repeats.
const NAMES: usize = 200;

/// Finds the layout of a table from its beginning.
pub(super) fn find(head: &[u8], hint: Hint) -> Result<Layout, Problem> {
    if !head.contains(&b'\n') && head.trim_ascii().contains(&b'\r') {
        return Err(Problem { line: 1, kind: ProblemKind::NoLineFeeds });
    }
    let mut problem = Problem { line: 0, kind: ProblemKind::Empty };
    let head = &single_blanks(head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head));
    let lines: Vec<&[u8]> = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end).collect();
    let after = |number: usize| lines.get(number..).unwrap_or_default();
    let rows = |number: usize| -> Vec<&[u8]> {
        after(number).iter().filter(|l| !l.trim_ascii().is_empty()).copied().collect()
    };
    let mut widths = Vec::new();
    for (number, line) in lines.iter().take(PREAMBLE).enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        // Of names behind the mark of a comment it is none.
        let line = line.strip_prefix(b"#").map_or(*line, |names| names.strip_prefix(b" ").unwrap_or(names));
        let delimiter = delimiter_of(line);
        let mut names = cells(line, delimiter);
        let mut header_lines = number + 1;
        if names.iter().any(is_number) {
            // A line as wide as these rows stands above them and was not understood.
            if widths.contains(&names.len()) {
                continue;
            }
            let width = names.len();
            let Some(ours) = preamble::names_without_header(&lines, number, delimiter, width) else {
                widths.push(width);
                if problem.kind == ProblemKind::Empty && width > 2 {
                    problem = Problem { line: number as u64 + 1, kind: ProblemKind::Headless(width) };
                }
                continue;
            };
            (names, header_lines) = (ours, number);
        } else if names.len() > 3 {
            widths.push(names.len());
        }
        let mut columns = Columns::default().by_names(&names, hint);
        let clock = preamble::clock_of_preamble(&lines);
        if (columns.time.is_some() || clock.is_some()) && columns.any() {
            if let Some(below) = after(header_lines).iter().position(|l| !l.trim_ascii().is_empty())
                && let Some(units) = lines.get(header_lines + below).map(|line| cells(line, delimiter))
                && are_units(&units)
            {
                let units = units.iter().map(|unit| unit.trim_matches(['[', ']']));
                for (name, unit) in names.iter_mut().zip(units).filter(|(_, unit)| !unit.is_empty()) {
                    *name = alloc::format!("{name} ({unit})");
                }
                header_lines += below + 1;
                columns = Columns::default().by_names(&names, hint);
            }
            let rows = rows(header_lines);
            let clock = clock.filter(|_| columns.time.is_none_or(|time| is_empty(&rows, delimiter, time)));
            if clock.is_some() {
                columns.time = None;
            }
            if let Some(column) = columns.names_sensors(&rows, delimiter, &names) {
                let column = names.get(column).cloned().unwrap_or_default();
                return Err(Problem { line: number as u64 + 1, kind: ProblemKind::SensorsInRows(column) });
            }
            let problem = |kind| Problem { line: (header_lines + 1) as u64, kind };
            if delimiter == b',' && rows.first().is_some_and(|row| has_quoted_commas(row))
                || header_lines > number && has_bare_commas(&rows, delimiter, names.len())
            {
                return Err(problem(ProblemKind::DecimalCommas));
            }
            return columns.layout(clock, header_lines, delimiter, names, &rows, hint).map_err(|kind| {
                match kind {
                    ProblemKind::UnknownUnit(..) => Problem { line: header_lines as u64, kind },
                    _ => problem(kind),
                }
            });
        }
        let told = names.join(", ").chars().take(NAMES).collect();
        let kind = match (columns.time, columns.any()) {
            (None, true) if names.len() > 1 => ProblemKind::NoTime(told),
            (Some(_), false) if names.len() > 2 => ProblemKind::NoMotion(told),
            // The first line that says nothing is told where no later one says more.
            _ if problem.kind == ProblemKind::Empty => ProblemKind::NoHeader(told),
            _ => continue,
        };
        problem = Problem { line: number as u64 + 1, kind };
    }
    Err(problem)
}

/// The same with one blank for a run of them, and none at either end of a line: where blanks align columns, a run is one delimiter.
pub(super) fn single_blanks(text: &[u8]) -> Vec<u8> {
    let mut single = Vec::with_capacity(text.len());
    for byte in text {
        match (single.last(), byte) {
            (None | Some(b' ' | b'\n'), b' ') => {}
            (Some(b' '), b'\r' | b'\n') => *single.last_mut().unwrap_or(&mut 0) = *byte,
            _ => single.push(*byte),
        }
    }
    single
}

fn is_number(cell: &String) -> bool {
    matches!(super::decimal::slow(cell.as_bytes(), b'.'), super::decimal::Field::Number(_))
}

fn delimiter_of(line: &[u8]) -> u8 {
    let count = |d: u8| line.split(|b| *b == d).count() - 1;
    for sure in *b"\t;" {
        if count(sure) >= 2 {
            return sure;
        }
    }
    [b',', b'|', b' '].into_iter().find(|d| count(*d) >= 2).unwrap_or(b',')
}

/// The length of the field that a line begins with; a delimiter in quotes is text.
pub(super) fn field_length(line: &[u8], delimiter: u8) -> usize {
    let quoted = match line {
        [b'"', text @ ..] => text.iter().position(|b| matches!(b, b'"' | b'\n')).map_or(0, |end| end + 1),
        _ => 0,
    };
    let rest = line.get(quoted..).unwrap_or_default();
    quoted + rest.iter().position(|b| *b == delimiter || *b == b'\n').unwrap_or(rest.len())
}

/// The fields of a line.
fn fields(line: &[u8], delimiter: u8) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(line);
    core::iter::from_fn(move || {
        let line = rest?;
        let (field, after) = line.split_at(field_length(line, delimiter));
        rest = after.get(1..);
        Some(field)
    })
}

fn cells(line: &[u8], delimiter: u8) -> Vec<String> {
    fields(line, delimiter)
        .map(|c| String::from_utf8_lossy(c).trim().trim_matches('"').trim().to_owned())
        .collect()
}

/// Whether the first rows hold nothing in a column.
fn is_empty(rows: &[&[u8]], delimiter: u8, column: usize) -> bool {
    let cell = |row: &&[u8]| fields(row, delimiter).nth(column).is_none_or(|c| c.trim_ascii().is_empty());
    rows.iter().take(50).all(cell)
}

/// Whether a number with a decimal comma stands in quotes.
fn has_quoted_commas(row: &[u8]) -> bool {
    let number = |text: &[u8]| {
        text.contains(&b',') && matches!(super::decimal::slow(text, b','), super::decimal::Field::Number(_))
    };
    row.split(|b| *b == b'"').skip(1).step_by(2).any(number)
}

/// Whether rows have two fields for a name, but for some that may be whole, and no point in any: commas for points, and commas
/// between the columns.
fn has_bare_commas(rows: &[&[u8]], delimiter: u8, names: usize) -> bool {
    // A date has two.
    let has_point = |field: &[u8]| field.split(|b| *b == b'.').count() == 2;
    let two = |row: &&[u8]| {
        (names + 3..=2 * names).contains(&fields(row, delimiter).count())
            && !fields(row, delimiter).any(has_point)
    };
    delimiter == b',' && names > 3 && !rows.is_empty() && rows.iter().take(50).all(two)
}

/// Letters and digits alone, small and without accents.
fn letters(text: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        _ => c,
    };
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(plain).collect()
}
