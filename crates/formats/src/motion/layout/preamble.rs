//! Tables that say by their first lines, and not by a header, what they hold.

use super::{Clock, Rows};
use crate::motion::stamp;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// Names for the columns of rows that have no header above them: a time, and three or six channels; a count of the rows
/// may come first.
pub(super) fn names_without_header(
    lines: &[&[u8]],
    number: usize,
    delimiter: u8,
    width: usize,
) -> Option<Vec<String>> {
    let read = Rows::of(lines.get(number..)?, delimiter);
    let names = |names: &[&str]| Some(names.iter().map(|n| (*n).to_owned()).collect());
    if clock_of_preamble(lines).is_some() && width == 3 {
        return names(&["ax", "ay", "az"]);
    }
    let counted = width > 4 && read.counts(0) && read.grows(1);
    // After its acceleration GENEActiv writes light, a button and the temperature.
    let channels =
        if width - usize::from(counted) == 7 && !starts(lines, "Device Type,GENEActiv") { 6 } else { 3 };
    let first = usize::from(counted);
    let is_channel = |column| lines.get(number).is_some_and(|row| read.number(row, column).is_some());
    if !(4..=7).contains(&width.checked_sub(first)?)
        || !read.grows(first)
        || !(first + 1..first + 4).all(is_channel)
    {
        return None;
    }
    let ours = ["n", "t", "ax", "ay", "az", "gx", "gy", "gz"];
    names(ours.get(1 - first..channels + 2)?)
}

fn starts(lines: &[&[u8]], with: &str) -> bool {
    lines.first().is_some_and(|line| line.starts_with(with.as_bytes()))
}

/// The raw tables of `ActiLife` and of Xsens need no times: the lines above them say how many rows a second has, and when the
/// former begin.
pub(super) fn clock_of_preamble(lines: &[&[u8]]) -> Option<Clock> {
    let text = |line: &&[u8]| String::from_utf8_lossy(line).into_owned();
    if let Some(rate) = lines.iter().take(10).find_map(|line| line.strip_prefix(b"// Update Rate:")) {
        let rate = String::from_utf8_lossy(rate).trim().trim_end_matches("Hz").trim().parse::<f64>().ok();
        return rate.filter(|r| *r > 0.0).map(|rate| Clock::Every { seconds: 1.0 / rate, start_s: 0.0 });
    }
    let first = lines.first().map(text).filter(|line| line.contains("ActiGraph"))?;
    let rate: f64 = first.split(" at ").nth(1)?.split_whitespace().next()?.parse().ok()?;
    let of = |name: &str| {
        let mut found = lines.iter().take(10).map(text);
        found
            .find_map(|line| line.strip_prefix(name).map(|rest| rest.trim().trim_end_matches(',').to_owned()))
    };
    // Counts of an epoch are no raw motion.
    let raw = of("Epoch Period (hh:mm:ss)").is_none_or(|epoch| epoch == "00:00:00");
    let at = [of("Start Date").unwrap_or_default(), of("Start Time").unwrap_or_default()].join(" ");
    let month_first = !first.contains("date format d");
    let start_s = stamp::seconds(at.as_bytes(), month_first).unwrap_or(0.0);
    (raw && rate > 0.0 && rate.is_finite()).then(|| Clock::Every { seconds: 1.0 / rate, start_s })
}
