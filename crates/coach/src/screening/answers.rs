//! What was answered, checked as it comes in.

use super::Advice;
use super::questions::{Kind, QUESTIONS, Question, STOP_CLEARED, STOPPED, question};
use super::rules::Colour;
use crate::assessment::change::Condition;
use crate::assessment::{
    Checks, Protocol, four_stage_balance, thirty_second_chair_stand, three_meter_backward_walk,
    timed_up_and_go,
};
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use units::Day;

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not sure: counted as the more careful of the two.
    NotSure,
    /// A number in the unit of its question.
    Number(f64),
    /// A sex.
    Sex(Sex),
    /// Something the walker has.
    Condition(Condition),
}

impl Answer {
    /// As it is kept: `yes`, `no`, `not-sure`, `woman`, `man`, the condition, or the number.
    pub fn written(self) -> String {
        match self {
            Answer::Yes => "yes".into(),
            Answer::No => "no".into(),
            Answer::NotSure => "not-sure".into(),
            Answer::Sex(Sex::Woman) => "woman".into(),
            Answer::Sex(Sex::Man) => "man".into(),
            Answer::Condition(condition) => condition.id().into(),
            Answer::Number(number) => number.to_string(),
        }
    }

    /// What was kept, or typed: a number may have a decimal comma.
    pub fn read(text: &str) -> Option<Answer> {
        Some(match text {
            "yes" => Answer::Yes,
            "no" => Answer::No,
            "not-sure" => Answer::NotSure,
            "woman" => Answer::Sex(Sex::Woman),
            "man" => Answer::Sex(Sex::Man),
            other => match Condition::of_id(other) {
                Some(condition) => Answer::Condition(condition),
                None => Answer::Number(units::number(other)?),
            },
        })
    }
}

/// As published norms divide people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Women.
    Woman,
    /// Men.
    Man,
}

/// Why an answer is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refused {
    /// Nobody asked that.
    NoSuchQuestion,
    /// It is not the kind of answer the question takes.
    WrongKind,
    /// The number is outside what can be true, from and to.
    OutOfRange(f64, f64),
}

/// Which questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// All of them, once a year.
    Long,
    /// The few that change, every 90 days, and the first time if the walker wants to begin at once.
    Short,
}

/// What is kept of the walker beside the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// A fall was told in the past year: a plain no to the question about it is read as a yes.
    pub fell: bool,
    /// What the last long form came to: where its answers are not at hand, a short one is not milder.
    pub long: Option<Advice>,
    /// What a stop sign since the last answers counts as, until a doctor has looked at it.
    pub stopped: Option<Colour>,
}

/// Answers by question id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// In the order of their ids.
    given: Vec<(&'static str, Answer)>,
    /// What they are held against.
    pub(super) known: Known,
}

impl Answers {
    /// Takes an answer, or says why not; a refused answer changes nothing.
    pub fn set(&mut self, id: &str, answer: Answer) -> Result<(), Refused> {
        let question = question(id).ok_or(Refused::NoSuchQuestion)?;
        match (question.kind, answer) {
            (Kind::Number(low, high), Answer::Number(n)) if !(low..=high).contains(&n) => {
                return Err(Refused::OutOfRange(low, high));
            }
            (Kind::YesNo, Answer::Yes | Answer::No | Answer::NotSure)
            | (Kind::Sex, Answer::Sex(_) | Answer::NotSure)
            | (Kind::Condition, Answer::Condition(_) | Answer::No)
            | (Kind::Number(..), Answer::Number(_)) => {}
            _ => return Err(Refused::WrongKind),
        }
        self.put(question.id, answer);
        Ok(())
    }

    fn put(&mut self, id: &'static str, answer: Answer) {
        self.forget(id);
        self.given.insert(self.given.partition_point(|(known, _)| *known < id), (id, answer));
    }

    /// The same answers, held against what is known.
    #[must_use]
    pub fn knowing(self, known: Known) -> Answers {
        Answers { known, ..self }
    }

    /// What was answered to this question.
    pub fn get(&self, id: &str) -> Option<Answer> {
        self.given.iter().find(|(known, _)| *known == id).map(|(_, answer)| *answer)
    }

    /// Yes or not sure.
    pub fn may_be(&self, id: &str) -> bool {
        matches!(self.get(id), Some(Answer::Yes | Answer::NotSure))
    }

    /// The number answered.
    pub fn number(&self, id: &str) -> Option<f64> {
        match self.get(id) {
            Some(Answer::Number(n)) => Some(n),
            _ => None,
        }
    }

    /// What the walker has, of what an error of measurement was published for.
    pub fn condition(&self) -> Option<Condition> {
        match self.get("condition") {
            Some(Answer::Condition(condition)) => Some(condition),
            _ => None,
        }
    }

    /// Whether an illness was told for which the work of a walk is not known: its number is one of healthy people.
    pub fn ill(&self) -> bool {
        self.condition().is_some() || self.may_be("nerve-illness") || self.may_be("heart-stroke-recent")
    }

    /// Usual joint pain at rest, 0 to 10.
    // Asked as a whole number from 0 to 10.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn usual_pain(&self) -> u8 {
        self.number("joint-pain").unwrap_or(0.0).clamp(0.0, 10.0) as u8
    }

    /// Stay Independent's points.
    pub fn points(&self) -> u8 {
        QUESTIONS.iter().filter(|q| self.may_be(q.id)).map(|q| q.points).sum()
    }

    /// These answers with `newer` ones in their place: a short form on top of the last long one.
    #[must_use]
    pub fn updated(&self, newer: &Answers) -> Answers {
        let mut all = Answers { given: self.given.clone(), known: newer.known };
        // Said of another stop sign.
        all.forget(STOP_CLEARED);
        newer.given().for_each(|(id, answer)| all.put(id, answer));
        all
    }

    /// Takes what checks of `since` and later measured in place of what was answered or left out: the newest of each.
    pub fn measured(&mut self, checks: &Checks, since: Day) {
        let of = |protocol: &Protocol| checks.last(protocol.id).filter(|check| check.day >= since);
        let mut backward = checks.of(three_meter_backward_walk::PROTOCOL.id).rev();
        let backward = backward
            .find_map(|check| three_meter_backward_walk::gate_seconds(check).filter(|_| check.day >= since));
        if backward.is_some() {
            self.put("backward-not-possible", Answer::No);
        }
        for (id, measured) in [
            ("backward-seconds", backward),
            ("tandem-seconds", of(&four_stage_balance::PROTOCOL).map(four_stage_balance::tandem_seconds)),
            ("chair-stands", of(&thirty_second_chair_stand::PROTOCOL).map(|check| check.value)),
            ("up-and-go-seconds", of(&timed_up_and_go::PROTOCOL).map(|check| check.value)),
        ] {
            // A check's limits are its question's.
            let _ = measured.map(|value| self.set(id, Answer::Number(value)));
        }
    }

    /// Whether the form asks this question, given what was answered so far.
    pub fn asks(&self, form: Form, question: &Question) -> bool {
        let asked_for = |id| if id == STOPPED { self.known.stopped.is_some() } else { self.may_be(id) };
        (form == Form::Long || question.short) && question.only_if.is_none_or(asked_for)
    }

    /// The questions of the form in order, given what was answered so far: one a screen.
    pub fn asked(&self, form: Form) -> Vec<&'static Question> {
        QUESTIONS.iter().filter(|q| self.asks(form, q)).collect()
    }

    /// Where a form that was left goes on: the place among those [`asked`](Answers::asked) of the first that has to be
    /// answered, or that nobody came to yet.
    pub fn next(&self, form: Form) -> usize {
        let asked = self.asked(form);
        let answered = |q: &&Question| self.get(q.id).is_some();
        let reached = asked.iter().rposition(answered).map_or(0, |last| last + 1);
        let open = asked.iter().position(|q| !q.optional && !answered(q)).unwrap_or(reached);
        open.min(reached).min(asked.len().saturating_sub(1))
    }

    /// Every answer, by question id.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, Answer)> + '_ {
        self.given.iter().copied()
    }

    /// Forgets an answer: an optional question that was left out after all.
    pub fn forget(&mut self, id: &str) {
        self.given.retain(|(known, _)| *known != id);
    }

    /// Questions of the form still to answer, in order; the optional ones do not count.
    pub fn missing(&self, form: Form) -> Vec<&'static Question> {
        let mut asked = self.asked(form);
        asked.retain(|q| !q.optional && self.get(q.id).is_none());
        asked
    }
}
