//! A calendar day where the walker is.

use core::fmt;
use core::ops::{Add, Sub};

/// A day of the Gregorian calendar, counted from 1 January 1970. Pure code is told which day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The longest span kept, so that arithmetic on days never leaves the calendar (years 1 to 9999).
const FARTHEST: i32 = 2_932_896;
const EARLIEST: i32 = -719_162;

impl Day {
    /// The day `days` after 1 January 1970, kept inside the years 1 to 9999.
    pub const fn from_days(days: i32) -> Day {
        Day(if days > FARTHEST {
            FARTHEST
        } else if days < EARLIEST {
            EARLIEST
        } else {
            days
        })
    }

    /// Days after 1 January 1970.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// The day of this year, month (1 to 12) and day of the month; `None` when there is no such day.
    pub fn from_date(year: i32, month: u8, day: u8) -> Option<Day> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 {
            return None;
        }
        // Days from civil: count from 1 March, in eras of 400 years.
        let (y, m) = (year - i32::from(month <= 2), i32::from(month));
        let (era, year_of_era) = (y.div_euclid(400), y.rem_euclid(400));
        let day_of_year = (153 * ((m + 9) % 12) + 2) / 5 + i32::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let found = Day(era * 146_097 + day_of_era - 719_468);
        (found.date() == (year, month, day)).then_some(found)
    }

    /// Year, month and day of the month.
    pub fn date(self) -> (i32, u8, u8) {
        let z = self.0 + 719_468;
        let (era, day_of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u8 {
        u8::try_from((self.0 + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// The day written `2026-11-23`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Day> {
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        let digits =
            |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return None;
        }
        Day::from_date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

impl Add<i32> for Day {
    type Output = Day;
    fn add(self, days: i32) -> Day {
        Day::from_days(self.0.saturating_add(days))
    }
}

impl Sub<i32> for Day {
    type Output = Day;
    fn sub(self, days: i32) -> Day {
        Day::from_days(self.0.saturating_sub(days))
    }
}

impl Sub<Day> for Day {
    type Output = i32;
    /// How many days `self` is after `earlier`; negative when it is before.
    fn sub(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    extern crate alloc;
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn known_days_are_where_they_belong() {
        assert_eq!(Day::from_date(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_date(2000, 3, 1), Some(Day(11_017)));
        assert_eq!(Day::from_date(2026, 11, 23).map(Day::weekday), Some(0));
        assert_eq!(Day(0).weekday(), 3);
        assert_eq!(Day::from_date(9999, 12, 31).map(Day::days), Some(FARTHEST));
        assert_eq!(Day::from_date(1, 1, 1).map(Day::days), Some(EARLIEST));
    }

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        for days in -60_000..90_000 {
            let day = Day(days);
            let (y, m, d) = day.date();
            assert_eq!(Day::from_date(y, m, d), Some(day));
            assert_eq!(Day::parse(&day.to_string()), Some(day));
        }
    }

    #[test]
    fn days_that_never_were_are_refused() {
        for text in
            ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "", "2026-01-", "+026-01-01"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert!(Day::parse("2024-02-29").is_some() && Day::parse("1900-02-29").is_none());
        assert_eq!(Day(5) + i32::MAX, Day(FARTHEST));
        assert_eq!(Day(-5) - i32::MAX, Day(EARLIEST));
    }
}
