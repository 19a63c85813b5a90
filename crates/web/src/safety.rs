//! The answers to the questions as they are kept, and what `coach::screening` says of them.

use crate::diary;
use crate::platform::clock;
use crate::settings::GivenAnswers;
use crate::state::App;
use coach::program::progression::records::Record;
use coach::screening::{Advice, Answer, Answers, Form, Screening, screen};

/// The kept answers; one to a question that is asked no more is left out.
pub(crate) fn answers(given: &GivenAnswers) -> Answers {
    let mut answers = Answers::default();
    for (id, said) in &given.answers {
        if let Some(answer) = Answer::read(said) {
            let _ = answers.set(id, answer);
        }
    }
    answers
}

/// What the kept answers come to; `None` when they are not complete.
pub(crate) fn judge(given: &GivenAnswers) -> Option<Screening> {
    let answers = answers(given);
    screen(&answers, Form::Long).or_else(|_| screen(&answers, Form::Short)).ok()
}

/// Keeps a finished form and tells the plan its result. A short one is read on top of the last long one.
pub(crate) fn finish(app: App, form: Form, said: &Answers) -> bool {
    let before = app.settings.get_untracked().answers.as_ref().map(answers).unwrap_or_default();
    let all = if form == Form::Short { before.updated(said) } else { said.clone() };
    let Ok(screening) = screen(&all, form) else { return false };
    let kept = all.given().map(|(id, answer)| (id.to_owned(), answer.written())).collect();
    app.choose(|settings| {
        settings.answers = Some(GivenAnswers { answers: kept, given_ms: clock::wall_ms(), cleared: false });
    });
    tell(app, form, screening.advice, &all);
    true
}

/// Somebody who knows the walker's health was asked, and said yes; or that was a slip.
pub(crate) fn asked(app: App, screening: &Screening, said_yes: bool) {
    app.choose(|settings| {
        if let Some(answers) = &mut settings.answers {
            answers.cleared = said_yes;
        }
    });
    let advice = if said_yes { screening.once_asked() } else { screening.advice };
    let given = app.settings.get_untracked().answers.as_ref().map(answers).unwrap_or_default();
    tell(app, screening.form, advice, &given);
}

fn tell(app: App, form: Form, advice: Advice, answers: &Answers) {
    let usual_pain = answers.usual_pain();
    diary::keep(app, Record::Screened { day: diary::today(), form, advice, usual_pain });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(yes: &[&str], form: Form) -> GivenAnswers {
        let mut answers = std::collections::BTreeMap::new();
        for question in coach::screening::questions::QUESTIONS {
            if form == Form::Long || question.short {
                let said = if yes.contains(&question.id) { "yes" } else { "no" };
                answers.insert(question.id.to_owned(), said.to_owned());
            }
        }
        answers.insert("age".to_owned(), "70".to_owned());
        answers.insert("joint-pain".to_owned(), "2".to_owned());
        GivenAnswers { answers, ..GivenAnswers::default() }
    }

    #[test]
    fn kept_answers_come_to_what_they_came_to_when_they_were_given() {
        let check =
            |yes: &[&str], form| judge(&given(yes, form)).map(|screening| (screening.form, screening.advice));
        assert_eq!(check(&[], Form::Short), Some((Form::Short, Advice::Go)));
        assert_eq!(check(&[], Form::Long), Some((Form::Long, Advice::Go)));
        assert_eq!(check(&["fell-past-year"], Form::Short), Some((Form::Short, Advice::GoWithSomeone)));
        assert_eq!(check(&["room-spins"], Form::Long), Some((Form::Long, Advice::AskFirst)));
        assert_eq!(check(&["injury-recent"], Form::Short), Some((Form::Short, Advice::AskFirst)));
        assert_eq!(check(&["injury-recent", "injury-cleared"], Form::Short), Some((Form::Short, Advice::Go)));
        assert_eq!(judge(&GivenAnswers::default()), None);
    }
}
