//! Who may not start, and who not alone: one table, gravest first. Design, not yet reviewed by a physiotherapist.
//!
//! The lists are built from what the trials excluded, from CDC items and from guidelines' logic (FACTS section 5); no
//! trial tested them. "Not sure" counts as yes, except where a yes is the good news.

use super::Advice;
use super::answers::{Answer, Answers, Form, Sex};
use super::limits::{
    NEW_AND_OLDER_YEARS, PAIN_AT_REST, STAY_INDEPENDENT_POINTS, TIMED_UP_AND_GO_SECONDS, YOUNGEST_YEARS,
};
use super::questions::STOP_CLEARED;
use crate::assessment::norms::chair_stand_line;
use crate::program::progression::limits::{BACKWARD_ALONE_SECONDS, TANDEM_SECONDS};
use core::fmt;

/// What a rule that fires does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// No backward walking: ask first.
    Red,
    /// Only the first steps, with somebody beside or something fixed in hand.
    Amber,
}

impl Colour {
    /// What one rule of it comes to.
    pub const fn advice(self) -> Advice {
        match self {
            Colour::Red => Advice::AskFirst,
            Colour::Amber => Advice::GoWithSomeone,
        }
    }
}

/// When a rule fires.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    /// Answered yes or not sure.
    Yes(&'static str),
    /// The first is yes or not sure, and the second is not a plain yes.
    YesUncleared(&'static str, &'static str),
    /// The number is below.
    Below(&'static str, f64),
    /// The number is this or more.
    AtLeast(&'static str, f64),
    /// The number is above.
    Above(&'static str, f64),
    /// Stay Independent points are this or more.
    Points(u8),
    /// At least so old, and never walked backward for exercise.
    OlderAndNew(f64),
    /// A stop sign that counts so since the last answers, and no doctor has looked at it.
    Stopped(Colour),
    /// The last long form was not plain go, and its answers are not at hand.
    LongForm,
    /// Fewer chair stands than CDC's line for age and sex; the women's (lower) line where the sex is not told.
    ChairStandsBelowLine,
}

/// Whom a red answer sends to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A doctor, before any exercise; if it is happening now, the emergency number.
    DoctorNow,
    /// A doctor, nurse or physiotherapist who knows you.
    Clinician,
    /// Nobody: it is enough not to be alone.
    Nobody,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Its id; the catalogue has `screen-why-ID` and `screen-change-ID`.
    pub id: &'static str,
    /// What it does.
    pub colour: Colour,
    /// When it fires.
    pub when: When,
    /// Whom to ask.
    pub ask: Ask,
    /// Whether even forward walking waits.
    pub forward_waits: bool,
    /// Where it comes from: ids of EVIDENCE.md, or the design and what it was built from.
    pub source: &'static str,
}

const fn red(id: &'static str, when: When, source: &'static str) -> Rule {
    Rule { id, colour: Colour::Red, when, ask: Ask::Clinician, forward_waits: false, source }
}

const fn amber(id: &'static str, when: When, source: &'static str) -> Rule {
    Rule { id, colour: Colour::Amber, when, ask: Ask::Nobody, forward_waits: false, source }
}

/// Every rule.
pub const RULES: &[Rule] = &[
    Rule {
        ask: Ask::DoctorNow,
        forward_waits: true,
        ..red("chest-faint-breath", When::Yes("chest-faint-breath"), "design: PAR-Q logic, SCR-04")
    },
    Rule {
        ask: Ask::DoctorNow,
        forward_waits: true,
        ..red("stop-sign", When::Stopped(Colour::Red), "design: PAR-Q logic, SCR-04")
    },
    Rule {
        forward_waits: true,
        ..red("faint-standing", When::Yes("faint-standing"), "SCR-09 (20/10 mmHg), recalled; design")
    },
    red(
        "heart-stroke-recent",
        When::YesUncleared("heart-stroke-recent", "heart-stroke-cleared"),
        "design: trial exclusions; SAFE-01 shows tolerance only under a therapist",
    ),
    red("injury-recent", When::YesUncleared("injury-recent", "injury-cleared"), "design: trial exclusions"),
    red("room-spins", When::Yes("room-spins"), "design: trial exclusions"),
    red("cannot-feel-floor", When::Yes("cannot-feel-floor"), "design: trial exclusions"),
    red(
        "open-foot-sore",
        When::Yes("open-foot-sore"),
        "design: LOAD-07 (load moves to other parts of the foot)",
    ),
    red(
        "cannot-walk-alone",
        When::Yes("cannot-walk-alone"),
        "design: trials took people who walk 10 m alone",
    ),
    red("weak-bones", When::YesUncleared("weak-bones", "weak-bones-cleared"), "design: trial exclusions"),
    red("ill-today", When::Yes("ill-today"), "design: PAR-Q logic, SCR-06 (lapses when health changes)"),
    red("too-young", When::Below("age", YOUNGEST_YEARS), "design: built for adults"),
    amber("points", When::Points(STAY_INDEPENDENT_POINTS), "SCR-01"),
    amber("stop-joint", When::Stopped(Colour::Amber), "SAFE-05; design"),
    amber("long-form", When::LongForm, "design"),
    amber("fell-past-year", When::Yes("fell-past-year"), "SCR-01; SCR-08"),
    amber("cane-or-walker", When::Yes("cane-or-walker"), "SCR-01"),
    amber(
        "older-and-new",
        When::OlderAndNew(NEW_AND_OLDER_YEARS),
        "design: BWS-01, BWS-02 (age shows more backward)",
    ),
    amber("nerve-illness", When::Yes("nerve-illness"), "design: BWS-06, 3MBW-03 to 3MBW-06"),
    amber("sight-or-neck", When::Yes("sight-or-neck"), "design: the path behind cannot be seen"),
    amber("light-headed-medicine", When::Yes("light-headed-medicine"), "SCR-01"),
    amber("joint-pain", When::AtLeast("joint-pain", PAIN_AT_REST), "SAFE-05; design"),
    amber("tandem", When::Below("tandem-seconds", TANDEM_SECONDS), "BAL-01"),
    amber("chair-stands", When::ChairStandsBelowLine, "CHAIR-60-64 to CHAIR-90-94"),
    amber(
        "up-and-go",
        When::AtLeast("up-and-go-seconds", TIMED_UP_AND_GO_SECONDS),
        "TUG-02, recalled; TUG-01",
    ),
    amber("backward-slow", When::Above("backward-seconds", BACKWARD_ALONE_SECONDS), "3MBW-01; PROP-02"),
    amber("backward-not-possible", When::Yes("backward-not-possible"), "PROP-02"),
];

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

impl When {
    /// Whether it holds for these answers; a question not answered never fires.
    pub fn holds(&self, answers: &Answers) -> bool {
        let number = |id: &str| answers.number(id);
        match *self {
            When::Yes(id) => answers.may_be(id),
            When::YesUncleared(id, cleared) => {
                answers.may_be(id) && answers.get(cleared) != Some(Answer::Yes)
            }
            When::Below(id, line) => number(id).is_some_and(|n| n < line),
            When::AtLeast(id, line) => number(id).is_some_and(|n| n >= line),
            When::Above(id, line) => number(id).is_some_and(|n| n > line),
            When::Points(line) => answers.points() >= line,
            When::OlderAndNew(age) => {
                number("age").is_some_and(|n| n >= age)
                    && answers.get("walked-backward-before") != Some(Answer::Yes)
            }
            When::Stopped(colour) => {
                answers.known.stopped == Some(colour) && answers.get(STOP_CLEARED) != Some(Answer::Yes)
            }
            When::LongForm => {
                answers.known.long.is_some_and(|long| long != Advice::Go)
                    && !answers.missing(Form::Long).is_empty()
            }
            When::ChairStandsBelowLine => {
                let sex = match answers.get("sex") {
                    Some(Answer::Sex(sex)) => sex,
                    _ => Sex::Woman,
                };
                let line = number("age").and_then(|age| chair_stand_line(age, sex));
                line.zip(number("chair-stands")).is_some_and(|(line, stands)| stands < f64::from(line))
            }
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            When::Yes(id) => write!(f, "{id} is yes or not sure"),
            When::YesUncleared(id, cleared) => write!(f, "{id} is yes or not sure, and {cleared} is not yes"),
            When::Below(id, line) => write!(f, "{id} is below {line}"),
            When::AtLeast(id, line) => write!(f, "{id} is {line} or more"),
            When::Above(id, line) => write!(f, "{id} is above {line}"),
            When::Points(line) => write!(f, "Stay Independent points are {line} or more"),
            When::OlderAndNew(age) => {
                write!(f, "age is {age} or more, and walked-backward-before is not yes")
            }
            When::Stopped(Colour::Red) => write!(f, "a stop sign was told, and {STOP_CLEARED} is not yes"),
            When::Stopped(Colour::Amber) => {
                write!(f, "a joint made the walker stop, and {STOP_CLEARED} is not yes")
            }
            When::LongForm => f.write_str("the last long form was not go, and its answers are not at hand"),
            When::ChairStandsBelowLine => f.write_str("chair-stands are below CDC's line for age and sex"),
        }
    }
}
