//! The safety check's answers as they are kept, and what `coach::screening` says of them.

use crate::platform::clock;
use crate::settings::GivenAnswers;
use coach::screening::questions::{Part, QUESTIONS, Question};
use coach::screening::{Advice, Answer, Answers, Form, Screening, limits, screen};

/// The questions of the short form that stand alone: the three of Stay Independent.
pub(crate) fn key_questions() -> impl Iterator<Item = &'static Question> {
    QUESTIONS.iter().filter(|question| question.short && question.part == Part::StayIndependent)
}

/// The health list of the short form, without the questions that only follow another.
pub(crate) fn health_list() -> impl Iterator<Item = &'static Question> {
    QUESTIONS
        .iter()
        .filter(|question| question.short && question.part == Part::Health && question.only_if.is_none())
}

/// The question that follows when this one is answered yes, if there is one.
pub(crate) fn follow_up(id: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.short && question.only_if == Some(id))
}

/// What the kept answers come to; `None` when they are not complete.
pub(crate) fn judge(given: &GivenAnswers) -> Option<Screening> {
    let mut answers = Answers::default();
    for (id, said) in &given.answers {
        let answer = match said.as_str() {
            "yes" => Answer::Yes,
            "no" => Answer::No,
            _ => Answer::NotSure,
        };
        // An answer to a question that is asked no more is left out.
        let _ = answers.set(id, answer);
    }
    screen(&answers, Form::Short).ok()
}

/// Whether a walk backward may be started. Not while the answers say to ask first, until somebody who knows the
/// walker's health said yes; where even walking forward must wait, only new answers help.
pub(crate) fn may_start(given: Option<&GivenAnswers>) -> bool {
    let Some(screening) = given.and_then(judge) else { return true };
    screening.advice != Advice::AskFirst
        || (given.is_some_and(|given| given.cleared)
            && screening.fired.iter().all(|rule| !rule.forward_waits))
}

/// Whether the answers are so old that the questions come again.
pub(crate) fn ask_again(given: &GivenAnswers) -> bool {
    let age_ms = clock::wall_ms() - given.given_ms;
    age_ms > f64::from(limits::SHORT_FORM_DAYS) * 86_400_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(yes: &[&str]) -> GivenAnswers {
        let asked = key_questions().chain(health_list()).map(|question| question.id);
        let mut answers: std::collections::BTreeMap<String, String> = asked
            .map(|id| (id.to_owned(), if yes.contains(&id) { "yes" } else { "no" }.to_owned()))
            .collect();
        for id in yes {
            if let Some(more) = follow_up(id) {
                answers
                    .insert(more.id.to_owned(), if yes.contains(&more.id) { "yes" } else { "no" }.to_owned());
            }
        }
        GivenAnswers { answers, ..GivenAnswers::default() }
    }

    fn advice(yes: &[&str]) -> Option<Advice> {
        judge(&given(yes)).map(|screening| screening.advice)
    }

    #[test]
    fn the_short_form_is_complete_and_the_most_careful_answer_wins() {
        assert_eq!(key_questions().count(), 3);
        assert_eq!(advice(&[]), Some(Advice::Go));
        assert_eq!(advice(&["fell-past-year"]), Some(Advice::GoWithSomeone));
        assert_eq!(advice(&["fell-past-year", "room-spins"]), Some(Advice::AskFirst));
        assert_eq!(advice(&["injury-recent"]), Some(Advice::AskFirst));
        assert_eq!(advice(&["injury-recent", "injury-cleared"]), Some(Advice::Go));
        assert_eq!(judge(&GivenAnswers::default()), None);
    }

    #[test]
    fn ask_first_keeps_the_start_closed_until_somebody_said_yes() {
        let mut asked = given(&["room-spins"]);
        assert!(!may_start(Some(&asked)));
        asked.cleared = true;
        assert!(may_start(Some(&asked)));
        let mut chest = given(&["chest-faint-breath"]);
        chest.cleared = true;
        assert!(!may_start(Some(&chest)));
        assert!(may_start(Some(&given(&[]))));
    }
}
