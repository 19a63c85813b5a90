//! Published values for people of an age and sex, each with whose they are.

use crate::screening::Sex;

/// CDC's line for the 30-second chair stand: fewer stands than this is below average (CDC STEADI, after Rikli and Jones
/// 1999; CHAIR rows). From age, to age, men, women.
const CHAIR_STANDS: &[(u8, u8, u8, u8)] = &[
    (60, 64, 14, 12),
    (65, 69, 12, 11),
    (70, 74, 12, 10),
    (75, 79, 11, 10),
    (80, 84, 10, 9),
    (85, 89, 8, 8),
    (90, 94, 7, 4),
];

/// Comfortable forward speed in cm/s (Bohannon and Andrews 2011; FWS rows). From age, to age, men, women; the two in
/// `READ` were read in the abstract, the others are recalled and not shown to anybody.
const FORWARD_SPEED: &[(u8, u8, f64, f64)] = &[
    (20, 29, 135.8, 134.1),
    (30, 39, 143.3, 133.7),
    (40, 49, 143.4, 139.0),
    (50, 59, 143.3, 131.3),
    (60, 69, 133.9, 124.1),
    (70, 79, 126.2, 113.2),
    (80, 99, 96.8, 94.3),
];
const READ: [(u8, Sex); 2] = [(40, Sex::Man), (80, Sex::Woman)];

/// Mean seconds on one leg, eyes open and closed (Springer and others 2007; UPST rows). Recalled: not shown to anybody.
const SINGLE_LEG: &[(u8, u8, f64, f64)] = &[
    (18, 39, 43.3, 9.4),
    (40, 49, 40.3, 7.3),
    (50, 59, 37.0, 4.8),
    (60, 69, 26.9, 2.8),
    (70, 79, 15.0, 2.0),
    (80, 99, 6.2, 1.3),
];

/// Mean seconds of Timed Up and Go (Bohannon 2006; TUG-04). Recalled: not shown to anybody.
const TIMED_UP_AND_GO: &[(u8, u8, f64)] = &[(60, 69, 8.1), (70, 79, 9.2), (80, 99, 11.3)];

/// Whether a number was read in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Read there.
    Read,
    /// From memory: kept out of every screen until somebody looks it up.
    Recalled,
}

/// A published value and how it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norm {
    /// The value.
    pub value: f64,
    /// How it is known.
    pub certainty: Certainty,
    /// Whose it is.
    pub source: &'static str,
}

impl Norm {
    /// The norm, if a person may be shown it.
    pub fn shown(self) -> Option<Norm> {
        (self.certainty == Certainty::Read).then_some(self)
    }
}

fn within(age: f64, from: u8, to: u8) -> bool {
    age >= f64::from(from) && age < f64::from(to) + 1.0
}

/// CDC's chair-stand line for this age and sex; `None` outside 60 to 94 years.
pub fn chair_stand_line(age: f64, sex: Sex) -> Option<u8> {
    CHAIR_STANDS
        .iter()
        .find(|(from, to, ..)| within(age, *from, *to))
        .map(|(_, _, men, women)| if sex == Sex::Man { *men } else { *women })
}

/// Comfortable forward speed, m/s.
pub fn forward_speed(age: f64, sex: Sex) -> Option<Norm> {
    let (from, _, men, women) = FORWARD_SPEED.iter().find(|(from, to, ..)| within(age, *from, *to))?;
    Some(Norm {
        value: if sex == Sex::Man { men } else { women } / 100.0,
        certainty: if READ.contains(&(*from, sex)) { Certainty::Read } else { Certainty::Recalled },
        source: "Bohannon and Andrews 2011",
    })
}

/// Seconds on one leg.
pub fn single_leg(age: f64, eyes_open: bool) -> Option<Norm> {
    let (_, _, open, closed) = SINGLE_LEG.iter().find(|(from, to, ..)| within(age, *from, *to))?;
    Some(Norm {
        value: if eyes_open { *open } else { *closed },
        certainty: Certainty::Recalled,
        source: "Springer and others 2007",
    })
}

/// Seconds of Timed Up and Go.
pub fn timed_up_and_go(age: f64) -> Option<Norm> {
    let (_, _, value) = TIMED_UP_AND_GO.iter().find(|(from, to, _)| within(age, *from, *to))?;
    Some(Norm { value: *value, certainty: Certainty::Recalled, source: "Bohannon 2006" })
}

/// Seconds for three metres backward between which the middle half of 1,601 healthy Nigerian adults of all ages were
/// (3MBW-12). Not by age, so nobody is shown it as their own.
pub fn backward_walk(sex: Sex) -> (f64, f64) {
    match sex {
        Sex::Man => (2.23, 3.00),
        Sex::Woman => (2.60, 3.50),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_begins_on_the_birthday_and_ends_before_the_next() {
        assert_eq!(chair_stand_line(59.9, Sex::Man), None);
        assert_eq!(chair_stand_line(60.0, Sex::Man), Some(14));
        assert_eq!(chair_stand_line(64.9, Sex::Woman), Some(12));
        assert_eq!(chair_stand_line(94.9, Sex::Woman), Some(4));
        assert_eq!(chair_stand_line(95.0, Sex::Woman), None);
    }

    #[test]
    fn only_what_was_read_is_shown() {
        let check =
            |age, sex| forward_speed(age, sex).and_then(Norm::shown).map(|n| libm::round(n.value * 1000.0));
        assert_eq!(check(45.0, Sex::Man), Some(1434.0));
        assert_eq!(check(45.0, Sex::Woman), None);
        assert_eq!(check(85.0, Sex::Woman), Some(943.0));
        assert_eq!(check(85.0, Sex::Man), None);
        assert_eq!(check(19.0, Sex::Man), None);
        assert_eq!(single_leg(65.0, true).and_then(Norm::shown), None);
        assert_eq!(timed_up_and_go(65.0).and_then(Norm::shown), None);
        assert_eq!(single_leg(65.0, false).map(|n| n.value), Some(2.8));
        assert_eq!(timed_up_and_go(99.9).map(|n| n.value), Some(11.3));
        assert_eq!(timed_up_and_go(59.0), None);
    }
}
