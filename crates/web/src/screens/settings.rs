//! Sound, letters, colours, units, whom to call, and the data.

use super::{settings_data, settings_days, sound_check, welcome};
use crate::parts::choice;
use crate::route::Route;
use crate::state::app;
use crate::text::{decimal, t, tn, tw_id};
use draw::prelude::*;
use units::Mass;
use walk::limits::FALL_ANSWER_WITHIN;

/// How much the voice says, the least first.
const PRESETS: [&str; 5] = ["few", "normal", "many", "tones", "vibration"];

/// Weights anybody could have, kg; beside it is a slip of the finger.
const WEIGHTS_KG: std::ops::RangeInclusive<f64> = 25.0..=300.0;

/// Everything a walker may choose.
pub(crate) fn settings() -> AnyView {
    view! {
        <h1 tabindex="-1">{t("app-settings-title")}</h1>
        <section>
            <h2>{t("app-settings-sound")}</h2>
            {preset()}
            {sound_check::sound_check()}
            {vibration()}
        </section>
        {welcome::text_size()}
        {theme()}
        {welcome::language()}
        {units()}
        {weight()}
        {welcome::placement()}
        {settings_days::days()}
        {people()}
        <a class="button" href=Route::Welcome(3).link()>{t("app-settings-safety")}</a>
        {settings_data::data()}
        <section>
            <h2>{t("app-settings-details")}</h2>
            <a class="button plain" href=Route::Cues.link()>{t("app-settings-cue-log")}</a>
            <h2>{t("app-settings-about")}</h2>
            <p>{t("app-settings-about-text")} " " {env!("CARGO_PKG_VERSION")}</p>
            <p class="soft">{t("app-class-coming")}</p>
        </section>
    }
    .into_any()
}

fn preset() -> AnyView {
    let app = app();
    let options =
        PRESETS.map(|preset| (preset.to_owned(), choice::word(tw_id("app-preset", preset, "")))).into();
    choice::one_of(
        "preset",
        t("app-settings-preset"),
        "",
        options,
        move || app.settings.with(|settings| settings.preset.clone()),
        move |preset| app.choose(|settings| settings.preset = preset),
    )
}

fn vibration() -> AnyView {
    let app = app();
    choice::tick(
        t("app-settings-vibration"),
        move || app.settings.with(|settings| settings.vibration),
        move |on| app.choose(|settings| settings.vibration = on),
    )
}

fn theme() -> AnyView {
    let app = app();
    choice::one_of(
        "theme",
        t("app-settings-theme"),
        "short",
        vec![
            ("bright".to_owned(), choice::word(t("app-theme-bright"))),
            ("dark".to_owned(), choice::word(t("app-theme-dark"))),
        ],
        move || app.settings.with(|settings| if settings.dark { "dark" } else { "bright" }.to_owned()),
        move |theme| app.choose(|settings| settings.dark = theme == "dark"),
    )
}

fn units() -> AnyView {
    let app = app();
    choice::one_of(
        "units",
        t("app-settings-units"),
        "short",
        vec![
            ("metric".to_owned(), choice::word(t("app-units-metric"))),
            ("us".to_owned(), choice::word(t("app-units-us"))),
        ],
        move || app.settings.with(|settings| if settings.us_units { "us" } else { "metric" }.to_owned()),
        move |units| app.choose(|settings| settings.us_units = units == "us"),
    )
}

/// What the walker weighs, for energy alone; empty or nonsense is not told.
fn weight() -> AnyView {
    let app = app();
    let us = move || app.settings.with(|settings| settings.us_units);
    let shown = move || {
        let kg = app.settings.with(|settings| settings.weight_kg);
        let mass = Mass::from_kg(kg).filter(|mass| mass.kg() > 0.0)?;
        Some(decimal(if us() { mass.lb() } else { mass.kg() }.round()))
    };
    let told = move |event: AnEvent| {
        let number = event_target_value(&event).trim().replace(',', ".").parse().unwrap_or(0.0);
        let mass = if us() { Mass::from_lb(number) } else { Mass::from_kg(number) };
        let kg = mass.map_or(0.0, Mass::kg);
        app.choose(|settings| settings.weight_kg = if WEIGHTS_KG.contains(&kg) { kg } else { 0.0 });
    };
    view! {
        <div class="field">
            <label for="weight">{move || t(if us() { "app-settings-weight-lb" } else { "app-settings-weight-kg" })}</label>
            <input type="text" inputmode="decimal" id="weight" autocomplete="off" value=move || shown().unwrap_or_default() on:change=told/>
        </div>
    }
    .into_any()
}

fn people() -> AnyView {
    let app = app();
    let settings = app.settings.get_untracked();
    view! {
        <section>
            <h2>{t("app-settings-contact")}</h2>
            <p>{tn("app-settings-fall", &[("seconds", FALL_ANSWER_WITHIN.as_secs_f64())])}</p>
            <div class="field">
                <label for="contact-name">{t("app-settings-contact-name")}</label>
                <input type="text" id="contact-name" autocomplete="off" value=settings.contact_name
                    on:change=move |event| app.choose(|settings| settings.contact_name = event_target_value(&event))/>
            </div>
            <div class="field">
                <label for="contact-phone">{t("app-settings-contact-phone")}</label>
                <input type="tel" id="contact-phone" autocomplete="off" value=settings.contact_phone
                    on:change=move |event| app.choose(|settings| settings.contact_phone = event_target_value(&event))/>
            </div>
            <div class="field">
                <label for="emergency">{t("app-settings-emergency")}</label>
                <input type="tel" id="emergency" autocomplete="off" value=settings.emergency
                    on:change=move |event| app.choose(|settings| settings.emergency = event_target_value(&event))/>
            </div>
        </section>
    }
    .into_any()
}
