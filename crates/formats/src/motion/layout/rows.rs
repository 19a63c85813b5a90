//! What the first rows say where the header is silent: sizes, and how the clock ticks.

use super::{Clock, Triple, letters};
use crate::motion::{decimal, stamp};
use alloc::vec::Vec;

/// The first rows, to learn from.
pub(super) struct Rows<'a> {
    pub(super) lines: &'a [&'a [u8]],
    pub(super) delimiter: u8,
    pub(super) point: u8,
}

impl Rows<'_> {
    fn number(&self, row: &[u8], column: usize) -> Option<f64> {
        let cell = row.split(|b| *b == self.delimiter).nth(column)?;
        match decimal::slow(cell, self.point) {
            decimal::Field::Number(n) if n.is_finite() => Some(n),
            _ => None,
        }
    }

    /// The size of a triple that a share of the rows stays under.
    pub(super) fn sizes(&self, triple: &Triple, share: f64) -> f64 {
        let size = |row: &&[u8]| {
            let mut sum = 0.0;
            for column in triple.axes {
                let n = self.number(row, column?)?;
                sum += n * n;
            }
            Some(libm::sqrt(sum))
        };
        let mut all: Vec<f64> = self.lines.iter().filter_map(size).collect();
        all.sort_by(f64::total_cmp);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
        let at = (all.len() as f64 * share) as usize;
        all.get(at).copied().unwrap_or(0.0)
    }

    pub(super) fn clock(&self, column: usize, name: &str) -> Clock {
        let times: Vec<f64> = self.lines.iter().filter_map(|r| self.number(r, column)).collect();
        let stamps = |month_first: bool| {
            let cells = self.lines.iter().filter_map(|r| r.split(|b| *b == self.delimiter).nth(column));
            cells.filter(|c| stamp::seconds(c, month_first).is_some()).count()
        };
        if times.is_empty() {
            // Days before months, unless that makes no date of some row.
            let (day_first, month_first) = (stamps(false), stamps(true));
            if day_first.max(month_first) > 0 {
                return Clock::Stamp { month_first: month_first > day_first };
            }
        }
        let name = name.to_lowercase();
        let unit = name.split_once(['(', '[']).map_or("", |(_, u)| u.trim_end_matches([')', ']', ' ']));
        let words = letters(&name);
        let ends = |e: &str| words.ends_with(e);
        let per_second = match unit {
            "s" | "sec" | "seconds" => Some(1.0),
            "ms" | "milliseconds" | "msec" => Some(1e3),
            "us" | "µs" | "μs" | "microseconds" => Some(1e6),
            "ns" | "nanoseconds" => Some(1e9),
            _ if ends("ms") || words.contains("milli") => Some(1e3),
            _ if ends("us") && !ends("status") || ends("µs") || ends("μs") || words.contains("micro") => {
                Some(1e6)
            }
            _ if ends("ns") || words.contains("nano") => Some(1e9),
            _ if words == "t" || words.contains("seconds") => Some(1.0),
            _ => None,
        };
        let mut steps: Vec<f64> =
            times.iter().zip(times.iter().skip(1)).map(|(a, b)| b - a).filter(|d| *d > 0.0).collect();
        steps.sort_by(f64::total_cmp);
        let step = steps.get(steps.len() / 2).copied().unwrap_or(0.01);
        let some = times.get(times.len() / 2).copied().unwrap_or(0.0);
        Clock::PerSecond(per_second.or_else(|| of_dates(some, step)).unwrap_or(match step {
            // The time between rows is that of a rate from 2 to 2000 Hz.
            ..0.5 => 1.0,
            ..500.0 => 1e3,
            ..500_000.0 => 1e6,
            _ => 1e9,
        }))
    }
}

/// How many to the second, when `time` is a date of this century in some unit and `step` between rows is a sensor's in
/// that unit. A phone's nanoseconds since it was started can be as large as a date's milliseconds.
fn of_dates(time: f64, step: f64) -> Option<f64> {
    const CENTURY_S: core::ops::Range<f64> = 946_684_800.0..4_102_444_800.0;
    [1.0, 1e3, 1e6, 1e9]
        .into_iter()
        .find(|per_second| CENTURY_S.contains(&(time / per_second)))
        .filter(|per_second| (0.000_5..=2.0).contains(&(step / per_second)))
}
