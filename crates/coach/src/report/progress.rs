//! What has been done and measured, summed and ready to draw: weeks, checks with their error, the calendar.

use crate::assessment::change::smallest_change;
use crate::assessment::{Checks, PROTOCOLS, Protocol, TimedBy, three_meter_backward_walk};
use alloc::vec::Vec;
use units::{Day, Length, Speed};

/// One walk as the progress screens need it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Walked {
    /// When.
    pub day: Day,
    /// Seconds forward.
    pub forward_s: f64,
    /// Seconds backward.
    pub backward_s: f64,
    /// Steps forward.
    pub forward_steps: u32,
    /// Steps backward.
    pub backward_steps: u32,
    /// Mean step length and speed forward, where they were measured: a length may be known without its time.
    pub forward: Option<(Length, Option<Speed>)>,
    /// Mean step length and speed backward, likewise.
    pub backward: Option<(Length, Option<Speed>)>,
    /// Worst pain, 0 to 10, where it was told.
    pub pain: Option<u8>,
}

/// One week, Monday to Sunday.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Week {
    /// Its Monday.
    pub monday: Day,
    /// Minutes forward.
    pub forward_minutes: f64,
    /// Minutes backward.
    pub backward_minutes: f64,
    /// Steps backward.
    pub backward_steps: u32,
    /// Walks.
    pub walks: u32,
}

/// The Monday of a day's week.
pub fn monday(day: Day) -> Day {
    day - i32::from(day.weekday())
}

/// The last `count` weeks up to the one of `today`, oldest first; a week without walks is a week of nothing, not a gap.
/// Walks dated after today are left out.
pub fn weeks(walks: &[Walked], today: Day, count: u16) -> Vec<Week> {
    let last = monday(today);
    (0..i32::from(count))
        .rev()
        .map(|ago| {
            let monday_of = last - 7 * ago;
            let mut week = Week {
                monday: monday_of,
                forward_minutes: 0.0,
                backward_minutes: 0.0,
                backward_steps: 0,
                walks: 0,
            };
            for walk in walks.iter().filter(|w| w.day <= today && monday(w.day) == monday_of) {
                week.forward_minutes += walk.forward_s / 60.0;
                week.backward_minutes += walk.backward_s / 60.0;
                week.backward_steps = week.backward_steps.saturating_add(walk.backward_steps);
                week.walks += 1;
            }
            week
        })
        .collect()
}

/// A day of the calendar: whether something was walked forward, backward, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// Which day.
    pub day: Day,
    /// F.
    pub forward: bool,
    /// B.
    pub backward: bool,
}

/// The calendar of `count` weeks up to today's, from a Monday on.
pub fn calendar(walks: &[Walked], today: Day, count: u16) -> Vec<CalendarDay> {
    let first = monday(today) - 7 * (i32::from(count) - 1).max(0);
    (0..7 * i32::from(count))
        .map(|i| {
            let day = first + i;
            let on = |seconds: fn(&Walked) -> f64| {
                day <= today && walks.iter().any(|w| w.day == day && seconds(w) > 0.0)
            };
            CalendarDay { day, forward: on(|w| w.forward_s), backward: on(|w| w.backward_s) }
        })
        .collect()
}

/// A measured value with the error around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// When.
    pub day: Day,
    /// The value.
    pub value: f64,
    /// Half the error bar; `None` while it is not known.
    pub error: Option<f64>,
    /// Whether a check measured it, where walks do too.
    pub of_check: bool,
}

/// The dots of a check that was timed so, oldest first, each with what chance alone makes of one result at 95 %: of the smallest
/// change between two results, the part of one is a 1.41st (√2). An error of speed is shown in seconds at the value measured: d/v has the slope d/v², which is t²/d.
pub fn dots(protocol: &Protocol, checks: &Checks, timed_by: TimedBy) -> Vec<Dot> {
    let smallest = smallest_change(protocol, checks, timed_by);
    let error = |value: f64| {
        let smallest = smallest?;
        let of_two =
            if smallest.speed { smallest.value * value * value / protocol.metres()? } else { smallest.value };
        Some(of_two / core::f64::consts::SQRT_2)
    };
    checks
        .of(protocol.id)
        .filter(|check| check.timed_by == timed_by)
        .map(|check| Dot { day: check.day, value: check.value, error: error(check.value), of_check: false })
        .collect()
}

/// Step length and speed that checks over a distance measured, backward or forward, oldest first: of the kind that was done last,
/// since four metres from standing and ten on the move are not one measure.
pub fn measured(checks: &Checks, backward: bool) -> Vec<(Day, Option<Length>, Speed)> {
    let kind = PROTOCOLS
        .iter()
        .filter(|protocol| (protocol.id == three_meter_backward_walk::PROTOCOL.id) == backward)
        .filter(|protocol| protocol.metres().is_some())
        .max_by_key(|protocol| checks.last(protocol.id).map(|check| check.day));
    let of_kind = kind.into_iter().flat_map(|protocol| checks.of(protocol.id));
    of_kind.filter_map(|check| check.walked().map(|(length, speed)| (check.day, length, speed))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{four_metre_walk, ten_metre_walk, timed_up_and_go};

    const D: Day = Day::from_days(20_780);

    fn walk(day: Day, backward_s: f64) -> Walked {
        Walked {
            day,
            forward_s: 300.0,
            backward_s,
            forward_steps: 500,
            backward_steps: 100,
            forward: None,
            backward: None,
            pain: None,
        }
    }

    #[test]
    fn weeks_begin_on_monday_and_empty_ones_are_there() {
        let today = monday(D) + 6;
        let walks =
            [walk(monday(D), 60.0), walk(today, 120.0), walk(monday(D) - 14, 60.0), walk(today + 1, 600.0)];
        let weeks = weeks(&walks, today, 3);
        assert_eq!(weeks.iter().map(|w| w.walks).collect::<Vec<_>>(), [1, 0, 2]);
        assert_eq!(weeks[2].monday, monday(D));
        assert!(
            (weeks[2].backward_minutes - 3.0).abs() < 1e-12
                && (weeks[2].forward_minutes - 10.0).abs() < 1e-12
        );
        assert_eq!(weeks[2].backward_steps, 200);
        assert!(super::weeks(&[], today, 0).is_empty());
    }

    #[test]
    fn the_calendar_has_f_and_b_and_nothing_ahead() {
        let today = monday(D) + 2;
        let walks = [walk(today, 0.0), walk(today - 7, 60.0), walk(today + 1, 60.0)];
        let days = calendar(&walks, today, 2);
        assert_eq!(days.len(), 14);
        let letters = |day: Day| days.iter().find(|d| d.day == day).map(|d| (d.forward, d.backward));
        assert_eq!(letters(today), Some((true, false)));
        assert_eq!(letters(today - 7), Some((true, true)));
        assert_eq!(letters(today + 1), Some((false, false)));
    }

    #[test]
    fn a_check_s_dots_carry_its_error() {
        let protocol = &three_meter_backward_walk::PROTOCOL;
        let mut checks = Checks::default();
        checks.keep(protocol.take(D, &[5.0, 5.0], TimedBy::Tap).unwrap(), D).unwrap();
        let dot = |value, error| Dot { day: D, value, error, of_check: false };
        assert_eq!(dots(protocol, &checks, TimedBy::Tap), [dot(5.0, Some(4.33 / core::f64::consts::SQRT_2))]);
        assert!(dots(protocol, &checks, TimedBy::Steps).is_empty());
        assert!(dots(&timed_up_and_go::PROTOCOL, &checks, TimedBy::Tap).is_empty());
        // 0.10 m/s at 1 m/s over four metres is 0.4 s between two, and over ten metres at 0.5 m/s it is 4 s.
        for (protocol, seconds, error) in
            [(&four_metre_walk::PROTOCOL, 4.0, 0.4), (&ten_metre_walk::PROTOCOL, 20.0, 4.0)]
        {
            checks.keep(protocol.take(D, &[seconds; 2], TimedBy::Tap).unwrap(), D).unwrap();
            let found = dots(protocol, &checks, TimedBy::Tap);
            assert!((found[0].error.unwrap() - error / 2.0_f64.sqrt()).abs() < 1e-9, "{found:?}");
        }
    }

    #[test]
    fn checks_tell_length_and_speed_of_their_direction_by_day() {
        let mut checks = Checks::default();
        let mut keep = |protocol: &Protocol, day: Day, seconds: f64, steps: &[u32]| {
            let check = protocol.take(day, &[seconds; 2], TimedBy::Steps).unwrap().with_steps(steps);
            checks.keep(check, day).unwrap();
        };
        keep(&ten_metre_walk::PROTOCOL, D, 10.0, &[20, 20]);
        keep(&four_metre_walk::PROTOCOL, D - 1, 4.0, &[]);
        keep(&three_meter_backward_walk::PROTOCOL, D, 6.0, &[10, 10]);
        let found = |backward| -> Vec<_> {
            let of = |(day, length, speed): (Day, Option<Length>, Speed)| {
                (day, length.map(Length::meters), speed.mps())
            };
            measured(&checks, backward).into_iter().map(of).collect()
        };
        assert_eq!(found(false), [(D, Some(0.5), 1.0)]);
        assert_eq!(found(true), [(D, Some(0.3), 0.5)]);
    }
}
