//! Times of day and date written as text, to seconds.

use units::Day;

/// A time of day and date, or the time of day alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stamp {
    /// Since 1970 where it has a date (read as UTC, or with the offset it names), else since midnight.
    pub(super) seconds: f64,
    /// Whether its zone is written.
    pub(super) zoned: bool,
}

/// Seconds of `text`, as in [`Stamp`].
pub(super) fn seconds(text: &[u8], month_first: bool) -> Option<f64> {
    read(text, month_first).map(|stamp| stamp.seconds)
}

/// Whether `text` is a time whose hours a spreadsheet left out when it saved it: `09:07.1`.
pub(super) fn lost_its_hours(text: &[u8]) -> bool {
    let number = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let text = trim(text);
    let point = text.iter().rposition(|b| matches!(b, b'.' | b','));
    let (text, part) = text.split_at(point.unwrap_or(0));
    part.get(1..).is_some_and(number) && text.split(|b| *b == b':').map(number).eq([true; 2])
}

/// Reads `text`.
///
/// `2026-11-23T21:09:07.123Z`, `2026-11-23 21:09:07,123`, `2026-11-23 21-09-07_123`, `21:09:07.123`, `21:09:07:123`,
/// `23/11/2026 21:09:07`, and `11/23/2026 21:09:07` where the month comes first; all of them with AM or PM too.
pub(super) fn read(text: &[u8], month_first: bool) -> Option<Stamp> {
    let (text, half) = half_of_day(trim(text));
    let mut numbers = [0_u32; 8];
    let mut digits = [0_u32; 8];
    let mut count = 0;
    let mut inside = false;
    let mut offset = None;
    let (mut skip, mut colons) = (0, 0);
    for (at, byte) in text.iter().enumerate() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        match byte {
            b'0'..=b'9' => {
                if !inside {
                    inside = true;
                    count += 1;
                }
                let (number, width) = (numbers.get_mut(count - 1)?, digits.get_mut(count - 1)?);
                // Past nine digits a fraction says nothing a clock knows.
                if *width < 9 {
                    *number = *number * 10 + u32::from(byte - b'0');
                    *width += 1;
                }
            }
            b'+' | b'-' if count >= 6 => {
                offset = Some(offset_s(text.get(at..)?)?);
                break;
            }
            b'Z' | b'z' if at + 1 == text.len() => {
                offset = Some(0.0);
                break;
            }
            // 23-Nov-2026, as Matlab writes it.
            b'A'..=b'Z' if count == 1 => {
                *numbers.get_mut(1)? = month(text.get(at..at + 3)?)?;
                count = 2;
                skip = 2;
                inside = false;
            }
            b':' => {
                inside = false;
                colons += 1;
            }
            b'-' | b'.' | b',' | b'_' | b'/' | b' ' | b'T' | b't' => inside = false,
            _ => return None,
        }
    }
    let fraction = |number: u32, width: u32| f64::from(number) / libm::pow(10.0, f64::from(width));
    let [year, month, day, hour, minute, second, part, _] = numbers;
    let of_day = |h: u32, m: u32, s: u32| {
        let h = match half {
            Some(_) if !(1..=12).contains(&h) => return None,
            Some(afternoon) => h % 12 + if afternoon { 12 } else { 0 },
            None => h,
        };
        (h < 25 && m < 60 && s < 62).then(|| f64::from(h) * 3600.0 + f64::from(m) * 60.0 + f64::from(s))
    };
    let seconds = match (count, digits.first()?) {
        (6 | 7, 4 | 1..=2) => {
            let (year, month, day) = match digits[0] {
                4 => (year, month, day),
                _ if month_first => (day, year, month),
                _ => (day, month, year),
            };
            let day = Day::from_date(
                i32::try_from(year).ok()?,
                u8::try_from(month).ok()?,
                u8::try_from(day).ok()?,
            )?;
            let part = if count == 7 { fraction(part, digits[6]) } else { 0.0 };
            f64::from(day.days()) * 86_400.0 + of_day(hour, minute, second)? + part - offset.unwrap_or(0.0)
        }
        // One colon between three numbers: minutes, seconds and their part, without the hours.
        (3, 1..=2) if colons == 1 => return None,
        (3 | 4, 1..=2) => {
            let part = if count == 4 { fraction(hour, digits[3]) } else { 0.0 };
            of_day(year, month, day)? + part
        }
        _ => return None,
    };
    Some(Stamp { seconds, zoned: offset.is_some() })
}

fn month(name: &[u8]) -> Option<u32> {
    const MONTHS: [&[u8; 3]; 12] =
        [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
    MONTHS.iter().zip(1..).find(|(m, _)| m.eq_ignore_ascii_case(name)).map(|(_, n)| n)
}

/// The text without `AM` or `p.m.` at its end, and whether it was the afternoon's.
fn half_of_day(text: &[u8]) -> (&[u8], Option<bool>) {
    for (end, afternoon) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)] {
        if let Some((rest, last)) = text.len().checked_sub(end.len()).and_then(|at| text.split_at_checked(at))
            && last.eq_ignore_ascii_case(end.as_bytes())
        {
            return (rest.trim_ascii_end(), Some(afternoon));
        }
    }
    (text, None)
}

fn trim(text: &[u8]) -> &[u8] {
    let mut text = text.trim_ascii();
    while let [b'"', inner @ .., b'"'] = text {
        text = inner.trim_ascii();
    }
    text
}

/// `+01:00` or `-0530` in seconds.
fn offset_s(text: &[u8]) -> Option<f64> {
    let sign = if text.first()? == &b'-' { -1.0 } else { 1.0 };
    let mut value = 0_u32;
    let mut count = 0;
    for byte in text.get(1..)?.iter().filter(|b| **b != b':') {
        value = value * 10 + char::from(*byte).to_digit(10)?;
        count += 1;
        if count > 4 {
            return None;
        }
    }
    let (hours, minutes) = if count <= 2 { (value, 0) } else { (value / 100, value % 100) };
    Some(sign * (f64::from(hours) * 3600.0 + f64::from(minutes) * 60.0))
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn dates_and_clocks_of_many_hands_are_read() {
        let check = |text: &str, expected: f64| {
            let got = seconds(text.as_bytes(), false).unwrap_or_else(|| panic!("{text} was not read"));
            assert!((got - expected).abs() < 1e-6, "{text}: {got}");
        };
        check("1970-01-01T00:00:00Z", 0.0);
        check("2026-11-23T21:09:07.123Z", 1_795_468_147.123);
        check("2026-11-23 21:09:07,123", 1_795_468_147.123);
        check("\"2026-11-23 21-09-07_123\"", 1_795_468_147.123);
        check("2026-11-23T22:09:07.5+01:00", 1_795_468_147.5);
        check("2026-11-23T21:09:07.123456789123Z", 1_795_468_147.123_456_8);
        check("23-Nov-2026 21:09:07.123", 1_795_468_147.123);
        check("23/11/2026 21:09:07.123", 1_795_468_147.123);
        assert_eq!(seconds(b"11/23/2026 21:09:07.5", true), Some(1_795_468_147.5));
        check("00:00:01.5", 1.5);
        check("21:09:07:250", 76_147.25);
        check("23/11/2026 9:09:07.123 PM", 1_795_468_147.123);
        check("12:00:01.5 a.m.", 1.5);
        check("12:00:01 pm", 43_201.0);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "hello",
            "12",
            "PM",
            "21:09:07 PM",
            "0:09:07 AM",
            "2026-13-01 00:00:00",
            "25:61:00",
            "2026-11-23",
            "1.5",
            "11/23/2026 21:09:07",
        ] {
            assert_eq!(seconds(text.as_bytes(), false), None, "{text}");
        }
    }
}
