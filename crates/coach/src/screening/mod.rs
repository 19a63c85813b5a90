//! May I walk backward? Questions, the one table of rules, and how long an answer holds.
//!
//! [`questions`] asks, [`answers`] checks what comes in, [`rules`] is the table, [`screen`] reads it, [`asks_again`]
//! says when the questions come back. A passed screen is weak evidence (SCR-08): it never says "you are safe".

pub mod answers;
pub mod limits;
pub mod questions;
pub mod rules;

pub use answers::{Answer, Answers, Form, Known, Refused, Sex};
pub use rules::{Ask, Colour, RULES, Rule};

use crate::assessment::change::Condition;
use alloc::vec::Vec;
use limits::{LONG_FORM_DAYS, SHORT_FORM_DAYS};
use units::Day;

/// The three results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Advice {
    /// Walk, in the plan's order.
    Go,
    /// The first steps only, with somebody beside you or something fixed in hand.
    GoWithSomeone,
    /// No backward walking until somebody who knows your health says so.
    AskFirst,
}

impl Advice {
    /// All of them.
    pub const ALL: [Advice; 3] = [Advice::Go, Advice::GoWithSomeone, Advice::AskFirst];

    /// As it is kept; the catalogue has `screen-result-ID`.
    pub const fn id(self) -> &'static str {
        match self {
            Advice::Go => "go",
            Advice::GoWithSomeone => "go-with-someone",
            Advice::AskFirst => "ask-first",
        }
    }
}

/// Two answers that cannot both be true, or one that a walk the walker told of contradicts (then both name its question);
/// the more careful one was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// One question.
    pub one: &'static str,
    /// The other.
    pub other: &'static str,
}

/// A finished screening.
#[derive(Clone, Debug, PartialEq)]
pub struct Screening {
    /// The result.
    pub advice: Advice,
    /// The rows that fired, gravest first.
    pub fired: Vec<&'static Rule>,
    /// Stay Independent points; only the long form asks all of it.
    pub points: Option<u8>,
    /// Answers that contradict one another.
    pub contradictions: Vec<Contradiction>,
    /// Which form it was.
    pub form: Form,
}

impl Screening {
    /// Whether even walking forward waits.
    pub fn forward_waits(&self) -> bool {
        self.fired.iter().any(|rule| rule.forward_waits)
    }

    /// The result once somebody who knows the walker's health was asked and said yes: the first steps, never more. Where
    /// even walking forward waits, and for whom this was not built, only new answers help. Design.
    pub fn once_asked(&self) -> Advice {
        let barred = self.forward_waits() || self.fired.iter().any(|rule| rule.id == "too-young");
        if barred { self.advice } else { self.advice.min(Advice::GoWithSomeone) }
    }
}

/// Questions still to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfinished(pub Vec<&'static questions::Question>);

/// Reads the table for these answers and what is [known](Answers::knowing) beside them. The short form is read on top of the last
/// long one: see [`Answers::updated`].
pub fn screen(answers: &Answers, form: Form) -> Result<Screening, Unfinished> {
    const FELL: &str = "fell-past-year";
    let missing = answers.missing(form);
    if !missing.is_empty() {
        return Err(Unfinished(missing));
    }
    let mut answers = answers.clone();
    let fall_denied = answers.known.fell && answers.get(FELL) == Some(Answer::No);
    if fall_denied {
        // It is a question of this kind.
        let _ = answers.set(FELL, Answer::Yes);
    }
    let fired: Vec<&'static Rule> = RULES.iter().filter(|rule| rule.when.holds(&answers)).collect();
    let advice = fired.iter().map(|rule| rule.colour.advice()).max().unwrap_or(Advice::Go);
    let points = answers.missing(Form::Long).is_empty().then(|| answers.points());
    let mut contradictions = contradictions(&answers);
    contradictions.extend(fall_denied.then_some(Contradiction { one: FELL, other: FELL }));
    Ok(Screening { advice, fired, points, contradictions, form })
}

fn contradictions(answers: &Answers) -> Vec<Contradiction> {
    let yes = |id| answers.get(id) == Some(Answer::Yes);
    let no = |id| answers.get(id) == Some(Answer::No);
    let told = |id| answers.number(id).is_some();
    let mut found = Vec::new();
    let mut note = |both: bool, one, other| {
        if both {
            found.push(Contradiction { one, other });
        }
    };
    note(yes("cannot-feel-floor") && no("feet-feeling-lost"), "cannot-feel-floor", "feet-feeling-lost");
    note(
        yes("backward-not-possible") && told("backward-seconds"),
        "backward-not-possible",
        "backward-seconds",
    );
    let nerves = matches!(answers.condition(), Some(Condition::MultipleSclerosis | Condition::Parkinson));
    note(nerves && no("nerve-illness"), "condition", "nerve-illness");
    note(yes("cannot-walk-alone") && told("backward-seconds"), "cannot-walk-alone", "backward-seconds");
    note(yes("cannot-walk-alone") && told("up-and-go-seconds"), "cannot-walk-alone", "up-and-go-seconds");
    found
}

/// Which form is due on `today`, when the forms were last taken on these days; a day after `today` counts as never.
///
/// A fall or a stop sign asks for a form at once, whatever this says: that lock is the plan's.
pub fn asks_again(today: Day, last_long: Option<Day>, last_short: Option<Day>) -> Option<Form> {
    let age = |day: Option<Day>| day.map(|day| today - day).filter(|age| *age >= 0);
    match (age(last_long), age(last_short)) {
        (None, None) => Some(Form::Short),
        (Some(long), _) if long >= LONG_FORM_DAYS => Some(Form::Long),
        (long, short) => {
            let newest = long.into_iter().chain(short).min()?;
            (newest >= SHORT_FORM_DAYS).then_some(Form::Short)
        }
    }
}

#[cfg(test)]
mod tests;
