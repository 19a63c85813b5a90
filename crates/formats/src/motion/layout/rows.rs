//! What the first rows say where the header is silent: sizes, and how the clock ticks.

use super::words::is_unit;
use super::{Clock, Note, RotationUnit, Triple, fields, letters};
use crate::motion::problem::ProblemKind;
use crate::motion::{STANDARD_GRAVITY, decimal, stamp};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;

/// Rows whose numbers are looked at, but for the unit of a rate of turn.
const ROWS: usize = 5_000;
/// Rows of a stretch: one to three seconds.
const STRETCH: usize = 128;
/// A stretch in which the size of the acceleration spreads by more than this moves, m/s²: who stands keeps it within 0.2.
const MOVES: f64 = 0.5;
/// So many moving stretches are enough to tell a unit, and more than `MOST` tell nothing new.
const ENOUGH: usize = 5;
const MOST: usize = 15;
/// Between what half of the moving stretches reach: 17 rad/s at the most (the wrist of a woman who runs) and 26 deg/s at the least (the
/// trunk of somebody careful), in 560 recordings of three places. Nearer the latter, as a stronger runner swings faster.
const BETWEEN: f64 = 24.0;

/// The number that a share of `all` stays under; 0 of none.
fn share(mut all: Vec<f64>, share: f64) -> f64 {
    all.sort_by(f64::total_cmp);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
    let at = (all.len() as f64 * share) as usize;
    all.get(at).copied().unwrap_or(0.0)
}

/// The standard deviation.
fn spread(all: impl Iterator<Item = f64>) -> f64 {
    let (mut count, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for x in all {
        count += 1.0;
        sum += x;
        squares += x * x;
    }
    let mean: f64 = sum / count;
    libm::sqrt((squares / count - mean * mean).max(0.0))
}

/// The first rows, to learn from.
pub(super) struct Rows<'a> {
    pub(super) lines: &'a [&'a [u8]],
    pub(super) delimiter: u8,
    pub(super) point: u8,
}

impl<'a> Rows<'a> {
    pub(super) fn of(lines: &'a [&'a [u8]], delimiter: u8) -> Rows<'a> {
        let comma = |row: &&[u8]| row.windows(3).any(|w| matches!(w, [b'0'..=b'9', b',', b'0'..=b'9']));
        let point = if delimiter != b',' && lines.iter().take(50).any(comma) { b',' } else { b'.' };
        Rows { lines, delimiter, point }
    }

    pub(super) fn number(&self, row: &[u8], column: usize) -> Option<f64> {
        let cell = fields(row, self.delimiter).nth(column)?;
        match decimal::slow(cell, self.point) {
            decimal::Field::Number(n) if n.is_finite() => Some(n),
            _ => None,
        }
    }

    fn size(&self, row: &[u8], triple: &Triple) -> Option<f64> {
        let mut sum = 0.0;
        for column in triple.axes {
            let n = self.number(row, column?)?;
            sum += n * n;
        }
        Some(libm::sqrt(sum))
    }

    /// The size of a triple that half of the first rows stay under.
    pub(super) fn median_size(&self, triple: &Triple) -> f64 {
        share(self.first().filter_map(|row| self.size(row, triple)).collect(), 0.5)
    }

    /// Whether there is gravity in an acceleration whose `unit` is so many m/s², whatever it is called: without, it would be
    /// nothing on average.
    pub(super) fn feels_gravity(&self, triple: &Triple, unit: f64) -> bool {
        let mean = triple.axes.map(|column| {
            let (count, sum) = self
                .first()
                .filter_map(|row| self.number(row, column?))
                .fold((0.0, 0.0), |(count, sum), n| (count + 1.0, sum + n));
            sum / f64::max(count, 1.0)
        });
        libm::sqrt(mean.iter().map(|m| m * m).sum()) * unit > 0.5 * f64::from(STANDARD_GRAVITY)
    }

    /// Whether a triple holds whole numbers alone.
    pub(super) fn is_whole(&self, triple: &Triple) -> bool {
        let cells = self.first().flat_map(|row| triple.axes.map(|column| self.number(row, column?)));
        cells.flatten().all(|n| n.to_bits() == libm::trunc(n).to_bits())
    }

    /// Whether each row is of one of two sensors, with zeros for the other's axes.
    pub(super) fn take_turns(&self, one: &Triple, other: &Triple) -> bool {
        let (mut first, mut second, mut all) = (0, 0, 0);
        for row in self.first() {
            let (Some(a), Some(b)) = (self.size(row, one), self.size(row, other)) else { continue };
            all += 1;
            first += usize::from(a > 0.0 && b == 0.0);
            second += usize::from(a == 0.0 && b > 0.0);
        }
        // Nothing that hangs on a body feels no acceleration; a few rows of nothing may be lost ones.
        first > 0 && second * 10 > all && (first + second) * 10 >= all * 9
    }

    /// Whether rows hold both of two sensors, but for a few.
    pub(super) fn share_rows(&self, one: &Triple, other: &Triple) -> bool {
        let whole = |triple| self.first().filter(|row| self.size(row, triple).is_some()).count();
        let both =
            self.first().filter(|row| self.size(row, one).and(self.size(row, other)).is_some()).count();
        both > 0 && both * 10 >= whole(one).max(whole(other)) * 9
    }

    fn first(&self) -> impl Iterator<Item = &&[u8]> {
        self.lines.iter().take(ROWS)
    }

    /// The unit of a rate of turn that nobody told, and whether there was movement enough to be sure of it.
    ///
    /// `acceleration` is a triple and what one of its unit is in m/s². Only stretches that move count: somebody who stands
    /// turns at a few deg/s, as a walker does in rad/s.
    pub(super) fn rotation_unit(
        &self,
        rotation: &Triple,
        acceleration: Option<(&Triple, f64)>,
    ) -> (RotationUnit, bool) {
        let (mut all, mut moving) = (Vec::new(), Vec::new());
        for rows in self.lines.chunks(STRETCH) {
            let turn = share(rows.iter().filter_map(|row| self.size(row, rotation)).collect(), 0.95);
            all.push(turn);
            if let Some((triple, unit)) = acceleration
                && spread(rows.iter().filter_map(|row| self.size(row, triple))) * unit > MOVES
            {
                moving.push(turn);
                if moving.len() == MOST {
                    break;
                }
            }
        }
        let sure = moving.len() >= ENOUGH;
        if moving.is_empty() {
            // Without an accelerometer the largest turns are told from the rest by themselves.
            let most = all.iter().copied().fold(0.0, f64::max);
            moving = all.into_iter().filter(|turn| *turn > most / 8.0).collect();
        }
        let unit = if share(moving, 0.5) > BETWEEN { RotationUnit::Degrees } else { RotationUnit::Radians };
        (unit, sure)
    }

    /// Whether a column's times or numbers grow from row to row, but for a few.
    pub(super) fn grows(&self, column: usize) -> bool {
        let time = |row: &&[u8]| {
            let cell = row.split(|b| *b == self.delimiter).nth(column)?;
            self.number(row, column)
                .or_else(|| stamp::seconds(cell, false))
                .or_else(|| stamp::seconds(cell, true))
        };
        let times: Vec<f64> = self.lines.iter().take(50).filter_map(time).collect();
        let steps = times.iter().zip(times.iter().skip(1));
        let up = steps.filter(|(a, b)| b > a).count();
        !times.is_empty() && up * 5 >= (times.len() - 1) * 4
    }

    /// Whether a column counts its rows, but for a few that it counts twice or not.
    pub(super) fn counts(&self, column: usize) -> bool {
        let numbers: Vec<f64> = self.lines.iter().take(50).filter_map(|r| self.number(r, column)).collect();
        let steps = || numbers.iter().zip(numbers.iter().skip(1)).map(|(a, b)| b - a);
        let ones = steps().filter(|step| libm::fabs(step - 1.0) < 1e-9).count();
        let whole = steps().all(|step| libm::fabs(step - libm::round(step)) < 1e-9);
        whole && ones > 0 && ones * 5 >= steps().count() * 4
    }

    /// How a column tells the time, and what a person should know of how that was concluded.
    pub(super) fn clock(&self, column: usize, name: &str) -> Result<(Clock, Option<Note>), ProblemKind> {
        let times: Vec<f64> = self.first().filter_map(|r| self.number(r, column)).collect();
        let cells = || self.first().filter_map(|r| fields(r, self.delimiter).nth(column));
        let stamps = |month_first: bool| {
            let zoned = cells().filter_map(|c| stamp::read(c, month_first)).map(|stamp| stamp.zoned);
            zoned.fold((0, false), |(count, any), zoned| (count + 1, any | zoned))
        };
        if times.is_empty() {
            // Days before months, unless that makes no date of some row.
            let (day_first, month_first) = (stamps(false), stamps(true));
            let (count, zoned) = day_first.max(month_first);
            if count > 0 {
                return Ok((Clock::Stamp { month_first: month_first.0 > day_first.0, zoned }, None));
            }
            if cells().any(stamp::lost_its_hours) {
                return Err(ProblemKind::HoursLost(name.to_owned()));
            }
        }
        let lower = name.to_lowercase();
        let unit = lower.split_once(['(', '[']).map_or("", |(_, u)| u.trim_end_matches([')', ']', ' ']));
        let words = letters(&lower);
        let ends = |e: &str| words.ends_with(e);
        let per_second = match unit {
            "s" | "sec" | "seconds" => Some(1.0),
            "ms" | "milliseconds" | "msec" => Some(1e3),
            "us" | "µs" | "μs" | "microseconds" => Some(1e6),
            "ns" | "nanoseconds" => Some(1e9),
            "min" | "minutes" => Some(1.0 / 60.0),
            "h" | "hours" => Some(1.0 / 3600.0),
            _ if ends("ms") || words.contains("milli") => Some(1e3),
            _ if ends("us") && !ends("status") || ends("µs") || ends("μs") || words.contains("micro") => {
                Some(1e6)
            }
            _ if ends("ns") || words.contains("nano") => Some(1e9),
            _ if words.contains("seconds") => Some(1.0),
            _ => None,
        };
        let mut steps: Vec<f64> =
            times.iter().zip(times.iter().skip(1)).map(|(a, b)| b - a).filter(|d| *d > 0.0).collect();
        steps.sort_by(f64::total_cmp);
        // Rows that share a time are so much closer.
        let share = steps.len() as f64 / times.len().saturating_sub(1).max(1) as f64;
        let step = steps.get(steps.len() / 2).map_or(0.01, |step| step * share);
        let some = times.get(times.len() / 2).copied().unwrap_or(0.0);
        // Xsens counts ten thousandths of a second; its DOT, which reads 120 times a second at most, millionths.
        let fine = || words.ends_with("sampletimefine").then_some(if step < 3000.0 { 1e4 } else { 1e6 });
        if let Some(per_second) = per_second.or_else(fine).or_else(|| of_dates(some, step)) {
            return Ok((Clock::PerSecond(per_second), None));
        }
        if let Some(clock) = of_days(some, step) {
            return Ok((clock, Some(Note::ClockGuessed("days"))));
        }
        if is_unit(unit) {
            return Err(ProblemKind::UnknownUnit(unit.to_owned(), name.to_owned()));
        }
        let (per_second, unit) = match step {
            // The time between rows is that of a rate from 2 to 2000 Hz.
            ..0.5 => return Ok((Clock::PerSecond(1.0), None)),
            // Or once a second, where it would not last for one in milliseconds.
            ..1.5 if times.last().zip(times.first()).is_some_and(|(end, start)| end - start < 1e3) => {
                return Ok((Clock::PerSecond(1.0), None));
            }
            ..500.0 => (1e3, "milliseconds"),
            ..500_000.0 => (1e6, "microseconds"),
            _ => (1e9, "nanoseconds"),
        };
        Ok((Clock::PerSecond(per_second), Some(Note::ClockGuessed(unit))))
    }

    /// Seconds since 1970 of time zero, as a second column of dates says it of a clock in `time`, so many `per_second`, that
    /// counts from a start of its own.
    pub(super) fn zero_by(&self, column: usize, name: &str, time: usize, per_second: f64) -> Option<f64> {
        let date = |row: &[u8]| match self.clock(column, name).ok()?.0 {
            Clock::PerSecond(n) => Some(self.number(row, column)? / n),
            Clock::Stamp { month_first, zoned: true } => {
                stamp::seconds(fields(row, self.delimiter).nth(column)?, month_first)
            }
            _ => None,
        };
        let row = self.first().find(|row| self.number(row, time).is_some())?;
        let counted = self.number(row, time)? / per_second;
        let date = date(row).filter(|date| CENTURY_S.contains(date) && !CENTURY_S.contains(&counted))?;
        Some(date - counted)
    }
}

/// This century in seconds since 1970.
const CENTURY_S: core::ops::Range<f64> = 946_684_800.0..4_102_444_800.0;

/// How many to the second, when `time` is a date of this century in some unit and `step` between rows is a sensor's in
/// that unit. A phone's nanoseconds since it was started can be as large as a date's milliseconds.
fn of_dates(time: f64, step: f64) -> Option<f64> {
    [1.0, 1e3, 1e6, 1e9]
        .into_iter()
        .find(|per_second| CENTURY_S.contains(&(time / per_second)))
        .filter(|per_second| (0.000_5..=2.0).contains(&(step / per_second)))
}

/// The clock of a spreadsheet, when `time` is a date of this century in days, as Excel counts them or as Matlab does, and
/// `step` between rows is a sensor's.
fn of_days(time: f64, step: f64) -> Option<Clock> {
    const CENTURY: core::ops::Range<f64> = 10_957.0..47_482.0;
    [25_569.0, 719_529.0]
        .into_iter()
        .find(|zero| CENTURY.contains(&(time - zero)))
        .filter(|_| (0.000_5..=2.0).contains(&(step * 86_400.0)))
        .map(|zero| Clock::Days { zero })
}
