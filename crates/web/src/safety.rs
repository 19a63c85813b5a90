//! The answers to the questions as they are kept, and what `coach::screening` says of them.

use crate::platform::{clock, small_store};
use crate::settings::GivenAnswers;
use crate::state::App;
use crate::{diary, fall};
use coach::program::progression::records::Record;
use coach::screening::limits::SHORT_FORM_DAYS;
use coach::screening::{Advice, Answer, Answers, Form, Known, Screening, screen};
use units::Day;

/// Where the answers of a form that was left before its end wait, on this phone alone.
const UNFINISHED: &str = "retrowalk-unfinished-answers";
/// For so long, ms: how somebody feels today is one of them.
const UNFINISHED_MS: f64 = 24.0 * 3_600_000.0;

/// The kept answers; one to a question that is asked no more is left out.
pub(crate) fn answers(given: &GivenAnswers) -> Answers {
    let mut answers = Answers::default();
    for (id, said) in &given.answers {
        if let Some(answer) = said.as_str().and_then(Answer::read) {
            let _ = answers.set(id, answer);
        }
    }
    answers
}

/// What the kept answers come to; `None` when they are not complete.
pub(crate) fn judge(given: &GivenAnswers, known: Known) -> Option<Screening> {
    let answers = answers(given).knowing(known);
    screen(&answers, Form::Long).or_else(|_| screen(&answers, Form::Short)).ok()
}

/// The same for this walker.
pub(crate) fn verdict(app: App) -> Option<Screening> {
    judge(app.settings.get_untracked().answers.as_ref()?, known(app))
}

/// Whether nothing may start or go on: a fall is asked about, or all walking backward is shut.
pub(crate) fn stands(app: App) -> bool {
    fall::is_asked(app) || diary::barred(app).is_some()
}

/// What is known of this walker beside the answers.
pub(crate) fn known(app: App) -> Known {
    diary::progress(app).known(diary::today())
}

/// Keeps a finished form and tells the plan its result. A short one is read on top of the last long one.
pub(crate) fn finish(app: App, form: Form, said: &Answers) -> bool {
    let before = app.newest().answers.as_ref().map(answers).unwrap_or_default();
    let all = if form == Form::Short { before.updated(said) } else { said.clone() };
    // What a check has measured lately need not be told.
    let mut measured = all.clone();
    measured.measured(&diary::checks(app), diary::today() - SHORT_FORM_DAYS);
    let all = measured.updated(said);
    let all = all.knowing(known(app));
    let Ok(screening) = screen(&all, form) else { return false };
    app.choose(|settings| settings.answers = Some(given_now(&all)));
    keep_unfinished(&Answers::default());
    let (advice, usual_pain) = (screening.advice, all.usual_pain());
    diary::keep(app, Record::Screened { day: diary::today(), form, advice, usual_pain });
    true
}

/// What checks since the questions were answered have measured takes the place of what was answered, and the plan is told where
/// that comes to something else, which is given.
pub(crate) fn weigh_checks(app: App) -> Option<Advice> {
    let before = app.newest().answers?;
    let given = Day::parse(clock::day_of(&clock::local_stamp(before.given_ms))).unwrap_or(diary::today());
    let mut all = answers(&before);
    all.measured(&diary::checks(app), given);
    let now = GivenAnswers { answers: given_now(&all).answers, ..before.clone() };
    let advice = |given: &GivenAnswers| {
        let screening = judge(given, known(app))?;
        Some(if given.cleared { screening.once_asked() } else { screening.advice })
    };
    let (was, is) = (advice(&before), advice(&now));
    app.choose(|settings| settings.answers = Some(now));
    let advice = is.filter(|is| Some(*is) != was && diary::progress(app).may_weigh(*is))?;
    diary::keep(app, Record::Asked { day: diary::today(), advice });
    Some(advice)
}

fn given_now(said: &Answers) -> GivenAnswers {
    let mut answers = formats::json::Object::new();
    for (id, answer) in said.given() {
        answers.insert(id.to_owned(), answer.written().into());
    }
    GivenAnswers { answers, given_ms: clock::wall_ms(), cleared: false }
}

/// What was answered of a form that was left before its end.
pub(crate) fn unfinished() -> Answers {
    let kept: GivenAnswers = small_store::read(UNFINISHED).unwrap_or_default();
    if is_new(&kept) { answers(&kept) } else { Answers::default() }
}

/// Opens the form once more where it ended: one slip does not cost all of its answers, as long as they are of today and no stop sign
/// was told since.
pub(crate) fn answer_again(app: App) {
    let free = diary::progress(app).locked().is_none();
    if let Some(given) = app.newest().answers.filter(|given| free && is_new(given)) {
        keep_unfinished(&answers(&given));
    }
}

fn is_new(given: &GivenAnswers) -> bool {
    (0.0..UNFINISHED_MS).contains(&(clock::wall_ms() - given.given_ms))
}

/// Keeps that; nothing, once the form is finished or begun anew.
pub(crate) fn keep_unfinished(said: &Answers) {
    small_store::write(UNFINISHED, &given_now(said));
}

/// Somebody who knows the walker's health was asked, and said yes; or that was a slip.
pub(crate) fn asked(app: App, screening: &Screening, said_yes: bool) {
    app.choose(|settings| {
        if let Some(answers) = &mut settings.answers {
            answers.cleared = said_yes;
        }
    });
    let advice = if said_yes { screening.once_asked() } else { screening.advice };
    diary::keep(app, Record::Asked { day: diary::today(), advice });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(yes: &[&str], form: Form) -> GivenAnswers {
        let mut answers = formats::json::Object::new();
        for question in coach::screening::questions::QUESTIONS {
            if form == Form::Long || question.short {
                let said = if yes.contains(&question.id) { "yes" } else { "no" };
                answers.insert(question.id.to_owned(), said.into());
            }
        }
        answers.insert("age".to_owned(), "70".into());
        answers.insert("joint-pain".to_owned(), "2".into());
        GivenAnswers { answers, ..GivenAnswers::default() }
    }

    #[test]
    fn kept_answers_come_to_what_they_came_to_when_they_were_given() {
        let check = |yes: &[&str], form| {
            judge(&given(yes, form), Known::default()).map(|screening| (screening.form, screening.advice))
        };
        assert_eq!(check(&[], Form::Short), Some((Form::Short, Advice::Go)));
        assert_eq!(check(&[], Form::Long), Some((Form::Long, Advice::Go)));
        assert_eq!(check(&["fell-past-year"], Form::Short), Some((Form::Short, Advice::GoWithSomeone)));
        assert_eq!(check(&["room-spins"], Form::Long), Some((Form::Long, Advice::AskFirst)));
        assert_eq!(check(&["injury-recent"], Form::Short), Some((Form::Short, Advice::AskFirst)));
        assert_eq!(check(&["injury-recent", "injury-cleared"], Form::Short), Some((Form::Short, Advice::Go)));
        assert_eq!(judge(&GivenAnswers::default(), Known::default()), None);
        let fell = Known { fell: true, ..Known::default() };
        let after_a_fall = judge(&given(&[], Form::Short), fell).map(|screening| screening.advice);
        assert_eq!(after_a_fall, Some(Advice::GoWithSomeone));
        // On a new phone the long answers are gone, and what they came to is not.
        let long = Known { long: Some(Advice::GoWithSomeone), ..Known::default() };
        let advice = |form| judge(&given(&[], form), long).map(|screening| screening.advice);
        assert_eq!(
            (advice(Form::Short), advice(Form::Long)),
            (Some(Advice::GoWithSomeone), Some(Advice::Go))
        );
    }
}
