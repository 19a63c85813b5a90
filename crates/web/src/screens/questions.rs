//! The questions before walking backward, one a screen with large answers, and what they come to.

use crate::app::focus_heading;
use crate::parts::double_tap::InPlace;
use crate::route::Route;
use crate::state::{App, app};
use crate::text::{decimal, t, tm, tn, tw_id};
use crate::{diary, safety};
use coach::assessment::change::Condition;
use coach::screening::questions::{Kind, Part, Question};
use coach::screening::{Advice, Answer, Answers, Ask, Form, Refused, Screening, Sex};
use draw::prelude::*;

/// Where the PAR-Q+ is.
const PAR_Q: &str = "eparmedx.com";

/// The form, question by question; one that was left goes on where it was.
pub(crate) fn questions(form: Form) -> AnyView {
    let unfinished = safety::unfinished();
    let whole = unfinished.missing(form).is_empty();
    let before = known_now(unfinished);
    // What a stop sign asks since a whole form is no reason to ask that alone.
    let anew = whole && !before.missing(form).is_empty();
    let at = RwSignal::new(if anew { 0 } else { before.next(form) });
    let said = RwSignal::new(before);
    let shown = move || {
        let asked = said.with_untracked(|said| said.asked(form));
        asked.get(at.get()).map(|question| one(form, question, asked.len(), said, at))
    };
    shown.into_any()
}

/// Answers as they are asked for after what is kept today.
fn known_now(said: Answers) -> Answers {
    said.knowing(untrack(|| safety::known(app())))
}

fn one(
    form: Form,
    question: &'static Question,
    of: usize,
    said: RwSignal<Answers>,
    at: RwSignal<usize>,
) -> AnyView {
    let refused = RwSignal::new(None::<Refused>);
    // Nobody has read this question before that.
    let place = InPlace::now();
    let go = move |place: usize| {
        at.set(place);
        focus_heading();
    };
    let next = move || {
        let here = at.get_untracked();
        if here + 1 < said.with_untracked(|said| said.asked(form).len()) {
            return go(here + 1);
        }
        if said.with_untracked(|said| safety::finish(app(), form, said)) {
            return Route::Welcome(4).go();
        }
        // Only what a stop sign told meanwhile asks is missing: no other is left behind without an answer unless it is optional.
        said.update(|said| *said = known_now(said.clone()));
        go(said.with_untracked(|said| said.next(form)));
    };
    let answer = move |answer: Answer| {
        if !place.hears() {
            return;
        }
        let taken = said.try_update(|said| said.set(question.id, answer));
        said.with_untracked(safety::keep_unfinished);
        match taken {
            Some(Err(why)) => refused.set(Some(why)),
            _ => next(),
        }
    };
    let button = move |words: &str, value: Answer| {
        let chosen = said.with_untracked(|said| said.get(question.id) == Some(value));
        view! {
            <button class="button" aria-pressed=chosen.then_some("true") on:click=move |_| answer(value)>{t(words)}</button>
        }
        .into_any()
    };
    let choices = match question.kind {
        Kind::YesNo => vec![
            button("screen-answer-yes", Answer::Yes),
            button("screen-answer-no", Answer::No),
            button("screen-answer-not-sure", Answer::NotSure),
        ],
        Kind::Sex => vec![
            button("screen-answer-woman", Answer::Sex(Sex::Woman)),
            button("screen-answer-man", Answer::Sex(Sex::Man)),
        ],
        Kind::Condition => Condition::ALL
            .into_iter()
            .map(|condition| {
                button(&format!("screen-answer-{}", condition.id()), Answer::Condition(condition))
            })
            .chain([button("screen-answer-none", Answer::No)])
            .collect(),
        Kind::Number(..) => vec![number(question, said, answer)],
    };
    let skip = move |_| {
        if !place.hears() {
            return;
        }
        said.update(|said| said.forget(question.id));
        next();
    };
    let over = move |_| {
        said.set(known_now(Answers::default()));
        said.with_untracked(safety::keep_unfinished);
        go(0);
    };
    let here = at.get_untracked();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let wrong = move || {
        refused.get().map(|why| {
            let text = match why {
                Refused::OutOfRange(low, high) => {
                    tn("screen-refused-number", &[("low", low), ("high", high)])
                }
                _ => t("screen-refused"),
            };
            view! { <p class="note bad">{text}</p> }
        })
    };
    view! {
        <p class="soft small">{tn("screen-question-of", &[("n", count(here + 1)), ("of", count(of))])}</p>
        <h1 tabindex="-1" id="question">{tw_id("screen-ask", question.id, "")}</h1>
        <div role="alert">{wrong}</div>
        {choices}
        {question.optional.then(|| view! { <button class="button plain" on:click=skip>{t("screen-skip")}</button> })}
        {(here > 0).then(|| view! {
            <button class="button plain" on:click=move |_| go(here - 1)>{t("app-back")}</button>
            <button class="button plain" id="over" on:click=over>{t("screen-over")}</button>
        })}
        {(question.part == Part::StayIndependent).then(|| view! { <p class="soft small">{t("screen-notice-cdc")}</p> })}
        <p class="soft small">{t("screen-notice-not-reviewed")}</p>
    }
    .into_any()
}

fn number(
    question: &'static Question,
    said: RwSignal<Answers>,
    answer: impl Fn(Answer) + Copy + 'static,
) -> AnyView {
    let before = said.with_untracked(|said| said.number(question.id)).map(decimal).unwrap_or_default();
    let typed = RwSignal::new(before);
    // Nonsense is refused like a number that cannot be.
    let take = move || answer(Answer::read(&typed.get_untracked()).unwrap_or(Answer::Number(f64::NAN)));
    view! {
        <form on:submit=move |event| { event.prevent_default(); take(); }>
            <div class="field">
                <input type="text" inputmode="decimal" autocomplete="off" aria-labelledby="question"
                    prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))/>
            </div>
            <button class="button main" type="submit">{t("app-next")}</button>
        </form>
    }
    .into_any()
}

/// What the answers come to, why, and what would change it.
pub(crate) fn verdict() -> AnyView {
    let app = app();
    let Some(screening) = safety::verdict(app) else {
        return questions(Form::Short);
    };
    let words = tw_id("screen-result", screening.advice.id(), "");
    // The first sentence is the result, and the rest what to do.
    let (title, text) = words.split_once(". ").unwrap_or((&words, ""));
    let reasons = screening.fired.iter().map(|rule| {
        let whom = match rule.ask {
            Ask::DoctorNow => Some("screen-ask-whom-doctor-now"),
            Ask::Clinician => Some("screen-ask-whom-clinician"),
            Ask::Nobody => None,
        };
        let change = tw_id("screen-change", rule.id, "");
        view! {
            <li>
                <strong>{tw_id("screen-why", rule.id, "")}</strong>
                {whom.map(|whom| view! { <br/>{t(whom)} })}
                <br/>{tm("screen-would-change", &[("change", change.into())])}
            </li>
        }
    });
    let reasons = reasons.collect_view();
    let forward = (screening.advice == Advice::AskFirst).then(|| {
        let id = if screening.forward_waits() { "screen-forward-too" } else { "screen-forward-fine" };
        view! { <p class="note">{t(id)}</p> }
    });
    let long = (screening.form == Form::Short && screening.advice != Advice::AskFirst).then(|| {
        view! { <a class="button" href=Route::Questions(Form::Long).link()>{t("plan-choice-long-form")}</a> }
    });
    let again = Route::Questions(screening.form).link();
    let keeps = move |_| safety::answer_again(app);
    let notices = ["not-safe", "not-reviewed"]
        .map(|id| view! { <p class="soft small">{tw_id("screen-notice", id, "")}</p> });
    // The form is linked and not copied: it is its owners'.
    let words = t("screen-notice-parq");
    let (before, after) = words.split_once(PAR_Q).unwrap_or((&words, ""));
    let parq = view! {
        <p class="soft small">
            {before.to_owned()}<a href=format!("https://{PAR_Q}") rel="noreferrer">{PAR_Q}</a>{after.to_owned()}
        </p>
    };
    view! {
        <h1 tabindex="-1">{title.to_owned()}</h1>
        <p>{text.to_owned()}</p>
        <ul>{reasons}</ul>
        {(!screening.contradictions.is_empty()).then(|| view! { <p class="note">{t("screen-contradiction")}</p> })}
        {forward}
        {once_asked(app, screening)}
        <a class="button main" href=Route::Today.link()>{t("app-result-start")}</a>
        {long}
        <a class="button plain" href=again on:click=keeps>{t("app-result-again")}</a>
        {notices}
        {parq}
    }
    .into_any()
}

/// "I asked": opens the first steps, where that may be; after a stop sign only new answers help.
fn once_asked(app: App, screening: Screening) -> Option<AnyView> {
    let free = diary::progress(app).locked().is_none();
    (free && screening.once_asked() != screening.advice).then(|| {
        let cleared =
            move || app.settings.with(|settings| settings.answers.as_ref().is_some_and(|a| a.cleared));
        crate::parts::choice::tick(t("app-result-ask-confirm"), cleared, move |on| {
            safety::asked(app, &screening, on);
        })
    })
}
