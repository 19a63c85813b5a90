//! Why a table could not be read, and what to do about it.

use alloc::string::String;
use core::fmt;

/// Why a table could not be read on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1; 0 when it is the file as a whole.
    pub line: u64,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// There is nothing in it.
    Empty,
    /// No column is a time; the names that were found.
    NoTime(String),
    /// No three columns are an acceleration or a rate of turn; the names that were found.
    NoMotion(String),
    /// Neither a time nor a motion is named; the first line that might name them.
    NoHeader(String),
    /// Numbers without a header that are no time with three or six channels: so many columns.
    Headless(usize),
    /// After the header no row holds a time and a whole reading.
    NoRows,
    /// Each row is of another sensor; the column that says of which.
    SensorsInRows(String),
    /// The numbers of an acceleration are no unit's but the sensor's own: its first column, and the size that is usual in it.
    RawCounts(String, u32),
    /// A unit that is not known, and the first column that has it.
    UnknownUnit(String, String),
    /// Numbers have commas for points, and commas stand between them.
    DecimalCommas,
    /// The times of this column lost their hours when a spreadsheet saved them.
    HoursLost(String),
    /// Its lines end in carriage returns alone.
    NoLineFeeds,
    /// It is not text.
    NotText,
    /// A field that should be a number, or a time, is not: its column's name and what it holds.
    NotANumber(String, String),
    /// The line has fewer columns than are needed: how many, of how many.
    TooFewColumns(usize, usize),
    /// It holds a rate of turn or gravity, and no acceleration.
    NoAcceleration,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        match &self.kind {
            ProblemKind::Empty => f.write_str("there is no recording in it"),
            ProblemKind::NoTime(names) => {
                write!(f, "no column is a time among: {names}. Name it t, time, timestamp or seconds_elapsed")
            }
            ProblemKind::NoMotion(names) => write!(
                f,
                "no three columns are an acceleration among: {names}. Name them ax, ay, az (and gx, gy, gz for the gyroscope)"
            ),
            ProblemKind::NoHeader(text) if text.starts_with(['{', '[', '<']) => {
                write!(f, "it is no table of numbers: it begins with {}", text.chars().take(40).collect::<String>())
            }
            ProblemKind::NoHeader(names) => write!(
                f,
                "no column is a time, and no three are an acceleration, among: {names}. Name them t, ax, ay, az (and gx, gy, \
                 gz for the gyroscope)"
            ),
            ProblemKind::Headless(columns) => write!(
                f,
                "there is no header, and its {columns} columns are not a time that grows and three or six channels. Put t,ax,ay,az \
                 (and gx,gy,gz for the gyroscope) above them"
            ),
            ProblemKind::NoRows => f.write_str("after this header no row holds a time and a whole reading"),
            ProblemKind::SensorsInRows(column) => write!(
                f,
                "each row is of another sensor, as column {column} says. Export a file for each sensor, or all of them in one row"
            ),
            ProblemKind::RawCounts(column, size) => write!(
                f,
                "column {column} and its like hold about {size}, which is the sensor's raw counts and no unit. Divide them by the counts \
                 of 1 g that its data sheet names, such as 16384 at ±2 g, 8192 at ±4 g, 4096 at ±8 g and 2048 at ±16 g, and the \
                 gyroscope's by those of 1 deg/s"
            ),
            ProblemKind::UnknownUnit(unit, column) => write!(
                f,
                "unit '{unit}' of column '{column}' is not known. Write times in s, ms, us, ns, min or h, accelerations in m/s^2, g or mg, and rates of \
                 turn in rad/s or deg/s"
            ),
            ProblemKind::DecimalCommas => f.write_str(
                "its numbers have commas for points, and commas between them. Export it with points, or with semicolons between the \
                 columns",
            ),
            ProblemKind::HoursLost(column) => write!(
                f,
                "the times in column {column} are minutes and seconds alone: a spreadsheet left out their hours when it saved them. \
                 Export the recording again and do not save it from there"
            ),
            ProblemKind::NoLineFeeds => {
                f.write_str("its lines end in carriage returns alone. Save it with the line ends of Windows or Unix")
            }
            ProblemKind::NotText => f.write_str("it is neither a table of text nor a FIT file"),
            ProblemKind::NotANumber(column, text) => {
                write!(f, "column {column} should be a number and is \"{text}\". Mend or delete this line")
            }
            ProblemKind::TooFewColumns(found, wanted) => write!(f, "it has {found} columns, and {wanted} are needed. Mend or delete this line"),
            ProblemKind::NoAcceleration => f.write_str(
                "it holds no acceleration. Put it in a folder with the accelerometer's file of the same recording, named alike but for \
                 the sensor (walk1_accelerometer.csv, walk1_gyroscope.csv), and analyse the folder",
            ),
        }
    }
}
