//! The first opening: language and loudness, the phone's place, the safety questions, and what they say.

use crate::parts::{choice, icon};
use crate::route::Route;
use crate::settings::TextSize;
use crate::state::app;
use crate::text::{t, tn, tw_id};
use coach::screening::Form;
use draw::prelude::*;

const STEPS: u8 = 4;

/// Where the phone may ride, the best first.
pub(crate) const PLACEMENTS: [&str; 9] =
    ["front-pocket", "back-pocket", "lower-back", "hand", "upper-arm", "chest", "bag", "wrist", "shelf"];

/// One step of the welcome, from 1.
pub(crate) fn welcome(step: u8) -> AnyView {
    let body = match step {
        1 => hello(),
        2 => phone(),
        3 => super::questions::questions(Form::Short),
        _ => super::questions::verdict(),
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
