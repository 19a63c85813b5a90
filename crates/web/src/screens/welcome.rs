//! The first opening: language and loudness, the phone's place, the safety questions, and what they say.

use crate::parts::{choice, icon};
use crate::platform::clock;
use crate::route::Route;
use crate::safety;
use crate::settings::{GivenAnswers, TextSize};
use crate::state::app;
use crate::text::{t, tn, tw_id};
use coach::screening::Advice;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const STEPS: u8 = 4;

/// Where the phone may ride, the best first.
pub(crate) const PLACEMENTS: [&str; 9] =
    ["front-pocket", "back-pocket", "lower-back", "hand", "upper-arm", "chest", "bag", "wrist", "shelf"];

/// One step of the welcome, from 1.
pub(crate) fn welcome(step: u8) -> AnyView {
    let body = match step {
        1 => hello(),
        2 => phone(),
        3 => questions(),
        _ => verdict(),
    };
    view! {
        <p class="soft small">{tn("app-welcome-step", &[("step", step.into()), ("of", STEPS.into())])}</p>
        {body}
    }
    .into_any()
}

fn next(step: u8) -> AnyView {
    view! { <a class="button main" href=Route::Welcome(step + 1).link()>{t("app-next")}</a> }.into_any()
}

fn hello() -> AnyView {
    view! {
        <h1 tabindex="-1">{t("app-welcome-title")}</h1>
        <p>{t("app-welcome-lead")}</p>
        {language()}
        {text_size()}
        <h2>{t("app-welcome-hear")}</h2>
        <p>{t("app-welcome-hear-help")}</p>
        {super::sound_check::sound_check()}
        {next(1)}
    }
    .into_any()
}

/// Each language in its own name.
pub(crate) fn language() -> AnyView {
    let app = app();
    let options = crate::text::LANGUAGES
        .map(|(code, name)| (code.to_owned(), view! { <span lang=code>{name}</span> }.into_any()));
    let choice = choice::one_of(
        "language",
        t("app-welcome-language"),
        "short",
        options.into(),
        move || app.settings.with(|settings| settings.language.clone()),
        move |code| app.choose(|settings| settings.language = code),
    );
    let silent =
        move || app.silent.get().then(|| view! { <p class="note bad">{t("app-language-not-here")}</p> });
    view! { {choice} <div role="alert">{silent}</div> }.into_any()
}

/// How large the letters are.
pub(crate) fn text_size() -> AnyView {
    let app = app();
    let options =
        TextSize::ALL.map(|size| (size.name().to_owned(), choice::word(tw_id("app-text", size.name(), ""))));
    choice::one_of(
        "text",
        t("app-welcome-text-size"),
        "short",
        options.into(),
        move || app.settings.with(|settings| settings.text.name().to_owned()),
        move |name| {
            let size = TextSize::ALL.into_iter().find(|size| size.name() == name).unwrap_or_default();
            app.choose(|settings| settings.text = size);
        },
    )
}

fn phone() -> AnyView {
    view! {
        <h1 tabindex="-1">{t("app-welcome-phone")}</h1>
        <p>{t("app-welcome-phone-help")}</p>
        {placement()}
        {next(2)}
    }
    .into_any()
}

/// Where the phone rides.
pub(crate) fn placement() -> AnyView {
    let app = app();
    let options = PLACEMENTS.map(|place| {
        let label = view! { {icon::body(place)} <span>{tw_id("app-placement", place, "")}</span> }.into_any();
        (place.to_owned(), label)
    });
    choice::one_of(
        "placement",
        t("app-welcome-phone"),
        "",
        options.into(),
        move || app.settings.with(|settings| settings.placement.clone()),
        move |place| app.choose(|settings| settings.placement = place),
    )
}

fn questions() -> AnyView {
    let app = app();
    let said = RwSignal::new(BTreeMap::<&'static str, String>::new());
    let ticked = RwSignal::new(BTreeSet::<&'static str>::new());
    let none = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let key = safety::key_questions().map(|question| key_question(question.id, said)).collect_view();
    let health = safety::health_list().map(|question| health_line(question.id, ticked, none)).collect_view();
    let finish = move |_| {
        let said = said.get();
        let ticked = ticked.get();
        let complete = safety::key_questions().all(|question| said.contains_key(question.id));
        if !complete || (ticked.is_empty() && !none.get()) {
            return missing.set(true);
        }
        let mut answers: BTreeMap<String, String> =
            said.iter().map(|(id, said)| ((*id).to_owned(), said.clone())).collect();
        for question in safety::health_list() {
            for question in core::iter::once(question).chain(safety::follow_up(question.id)) {
                let yes = ticked.contains(question.id);
                answers.insert(question.id.to_owned(), if yes { "yes" } else { "no" }.to_owned());
            }
        }
        let given = GivenAnswers { answers, given_ms: clock::wall_ms(), cleared: false };
        app.choose(|settings| settings.answers = Some(given));
        Route::Welcome(4).go();
    };
    view! {
        <h1 tabindex="-1">{t("app-welcome-safety")}</h1>
        <p>{t("app-welcome-safety-lead")}</p>
        {key}
        <fieldset>
            <legend>{t("app-question-health")}</legend>
            <p>{t("app-question-health-help")}</p>
            {health}
            {choice::tick(t("app-health-none"), move || none.get(), move |on| {
                none.set(on);
                if on { ticked.set(BTreeSet::new()); }
            })}
        </fieldset>
        <div role="alert">{move || missing.get().then(|| view! { <p class="note bad">{t("app-unanswered")}</p> })}</div>
        <button class="button main" on:click=finish>{t("app-next")}</button>
    }
    .into_any()
}

fn key_question(id: &'static str, said: RwSignal<BTreeMap<&'static str, String>>) -> AnyView {
    choice::one_of(
        id,
        tw_id("app-question", id, ""),
        "short",
        [("yes", "app-yes"), ("no", "app-no"), ("not-sure", "app-not-sure")]
            .map(|(value, words)| (value.to_owned(), choice::word(t(words))))
            .into(),
        move || said.with(|said| said.get(id).cloned().unwrap_or_default()),
        move |answer| said.update(|said| drop(said.insert(id, answer))),
    )
}

fn health_line(id: &'static str, ticked: RwSignal<BTreeSet<&'static str>>, none: RwSignal<bool>) -> AnyView {
    let line = move |id: &'static str| {
        choice::tick(
            tw_id("app-health", id, ""),
            move || ticked.with(|ticked| ticked.contains(id)),
            move |on| {
                ticked.update(|ticked| {
                    if on {
                        ticked.insert(id);
                    } else {
                        ticked.remove(id);
                    }
                });
                none.update(|none| *none &= !on);
            },
        )
    };
    let more = safety::follow_up(id).map(|more| {
        let more = more.id;
        view! { <Show when=move || ticked.with(|ticked| ticked.contains(id))>{line(more)}</Show> }
    });
    view! { {line(id)} {more} }.into_any()
}

fn verdict() -> AnyView {
    let app = app();
    let Some(screening) = app.settings.get_untracked().answers.as_ref().and_then(safety::judge) else {
        return questions();
    };
    let (title, text) = match screening.advice {
        Advice::Go => ("app-result-go", "app-result-go-text"),
        Advice::GoWithSomeone => ("app-result-together", "app-result-together-text"),
        Advice::AskFirst => ("app-result-ask", "app-result-ask-text"),
    };
    let because = (!screening.fired.is_empty()).then(|| {
        let reasons =
            screening.fired.iter().map(|rule| view! { <li>{tw_id("app-health", rule.id, "")}</li> });
        view! { <p>{t("app-result-because")}</p><ul>{reasons.collect_view()}</ul> }
    });
    let waits = screening.fired.iter().any(|rule| rule.forward_waits);
    let asked = (screening.advice == Advice::AskFirst && !waits).then(|| {
        let cleared =
            move || app.settings.with(|settings| settings.answers.as_ref().is_some_and(|a| a.cleared));
        let set = move |on| {
            app.choose(|settings| {
                if let Some(answers) = &mut settings.answers {
                    answers.cleared = on;
                }
            });
        };
        view! {
            <p>{t("app-result-ask-meanwhile")}</p>
            {choice::tick(t("app-result-ask-confirm"), cleared, set)}
        }
    });
    view! {
        <h1 tabindex="-1">{t(title)}</h1>
        <p>{t(text)}</p>
        {because}
        {waits.then(|| view! { <p class="note bad">{t("app-result-wait")}</p> })}
        {asked}
        <p class="soft">{t("app-result-not-doctor")}</p>
        <a class="button main" href=Route::Today.link()>{t("app-result-start")}</a>
        <a class="button plain" href=Route::Welcome(3).link()>{t("app-result-again")}</a>
    }
    .into_any()
}
