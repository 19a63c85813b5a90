//! iCalendar (RFC 5545): the weekly days as one event that repeats and reminds, for any calendar and without a network.

use alloc::format;
use alloc::string::String;
use units::Day;

/// The weekdays' names in iCalendar, Monday first.
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// What a calendar is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekly<'a> {
    /// The weekdays, Monday first.
    pub days: [bool; 7],
    /// Hour and minute, by the clock on the wall wherever the walker is.
    pub at: (u8, u8),
    /// The day it is written on: the event begins on the first of its weekdays from here on.
    pub today: Day,
    /// The moment it is written at, seconds since 1970: of two files the later counts.
    pub now_s: u32,
    /// How long a walk is, minutes.
    pub minutes: u16,
    /// What the reminder says.
    pub summary: &'a str,
    /// A line more about it.
    pub description: &'a str,
}

impl Weekly<'_> {
    /// The file, or `None` without a day or with a time no clock shows. The same event again takes the place of the one before.
    pub fn file(&self) -> Option<String> {
        let (hour, minute) = self.at;
        let chosen = |day: Day| self.days.get(usize::from(day.weekday())).copied().unwrap_or(false);
        let first = (0..7).map(|ahead| self.today + ahead).find(|day| chosen(*day))?;
        if hour > 23 || minute > 59 {
            return None;
        }
        let named = WEEKDAYS.iter().zip(self.days).filter(|(_, chosen)| *chosen).map(|(name, _)| *name);
        let by_day = named.collect::<alloc::vec::Vec<_>>().join(",");
        let date = |day: Day| {
            let (year, month, day) = day.date();
            format!("{year:04}{month:02}{day:02}")
        };
        // A calendar keeps the file of the greater sequence, and of two the later one. In tens of seconds it fits into 31 bits.
        let of_day = self.now_s % 86_400;
        let written = Day::from_days(i32::try_from(self.now_s / 86_400).unwrap_or(0));
        let mut text = String::new();
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Retrowalk//EN",
            "BEGIN:VEVENT",
            "UID:weekly-days@retrowalk",
            &format!(
                "DTSTAMP:{}T{:02}{:02}{:02}Z",
                date(written),
                of_day / 3600,
                of_day / 60 % 60,
                of_day % 60
            ),
            &format!("SEQUENCE:{}", self.now_s / 10),
            &format!("DTSTART:{}T{hour:02}{minute:02}00", date(first)),
            &format!("DURATION:PT{}M", self.minutes),
            &format!("RRULE:FREQ=WEEKLY;BYDAY={by_day}"),
            &format!("SUMMARY:{}", escaped(self.summary)),
            &format!("DESCRIPTION:{}", escaped(self.description)),
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:PT0M",
            &format!("DESCRIPTION:{}", escaped(self.summary)),
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
        ] {
            fold(&mut text, line);
        }
        Some(text)
    }
}

/// Section 3.3.11: backslash, comma, semicolon and the end of a line are written out.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Section 3.1: no line is longer than 75 octets; what follows begins with a space.
fn fold(text: &mut String, line: &str) {
    let mut long = 0;
    for c in line.chars() {
        if long + c.len_utf8() > 75 {
            text.push_str("\r\n ");
            long = 1;
        }
        text.push(c);
        long += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Wednesday.
    fn weekly(days: [bool; 7], at: (u8, u8), summary: &str) -> Weekly<'_> {
        let today = Day::from_date(2026, 11, 25).unwrap();
        Weekly { days, at, today, now_s: 1_795_651_447, minutes: 15, summary, description: "Walk" }
    }
    const FRIDAY_AND_MONDAY: [bool; 7] = [true, false, false, false, true, false, false];

    #[test]
    fn the_event_begins_on_the_first_chosen_day_and_repeats_on_all_of_them() {
        let file = weekly(FRIDAY_AND_MONDAY, (9, 5), "Walk, backward; \\o/\nnow").file().unwrap();
        for line in [
            "DTSTAMP:20261126T000407Z\r\n",
            "DTSTART:20261127T090500\r\n",
            "RRULE:FREQ=WEEKLY;BYDAY=MO,FR\r\n",
            "SUMMARY:Walk\\, backward\\; \\\\o/\\nnow\r\n",
            "TRIGGER:PT0M\r\n",
        ] {
            assert!(file.contains(line), "{line}: {file}");
        }
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
        // Today itself is the first where it is chosen.
        let today = weekly([false, false, true, false, false, false, false], (0, 0), "x").file().unwrap();
        assert!(today.contains("DTSTART:20261125T000000"));
    }

    #[test]
    fn the_file_written_later_on_a_day_takes_the_place_of_the_one_before() {
        let told = |now_s| {
            let file = Weekly { now_s, ..weekly([true; 7], (9, 0), "x") }.file().unwrap();
            let sequence = file.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap();
            sequence.parse::<i32>().unwrap()
        };
        assert!(told(1_795_651_460) > told(1_795_651_447) && told(u32::MAX) > 0);
    }

    #[test]
    fn no_day_and_no_time_of_day_make_no_file() {
        assert_eq!(weekly([false; 7], (9, 0), "x").file(), None);
        assert!(weekly([true; 7], (23, 59), "x").file().is_some());
        assert_eq!(weekly([true; 7], (24, 0), "x").file(), None);
        assert_eq!(weekly([true; 7], (9, 60), "x").file(), None);
    }

    #[test]
    fn no_line_is_longer_than_seventy_five_octets() {
        let long = "¿Caminamos hoy unos pasos hacia atrás? ".repeat(5);
        let file = weekly([true; 7], (9, 0), &long).file().unwrap();
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert!(file.replace("\r\n ", "").contains(&long));
    }
}
