//! Sound, letters, colours, units, whom to call, and the data.

use super::{settings_data, settings_days, settings_steps, sound_check, welcome};
use crate::parts::choice;
use crate::route::Route;
use crate::settings::{Settings, can_be_called};
use crate::state::app;
use crate::text::{decimal, t, tn, tw, tw_id};
use coach::physiology::limits::{HIGHEST_HEART_BPM, WEIGHTS_KG};
use draw::prelude::*;
use units::Mass;
use walk::limits::FALL_ANSWER_WITHIN;

/// How much the voice says, the least first.
const PRESETS: [&str; 5] = ["few", "normal", "many", "tones", "vibration"];

/// Everything a walker may choose.
pub(crate) fn settings() -> AnyView {
    let us = Memo::new(|| app().settings.with(|settings| settings.us_units));
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
        {move || weight(us.get())}
        {highest_heart()}
        {welcome::placement()}
        {settings_steps::own_steps(us)}
        {settings_days::days()}
        {people()}
        <a class="button" href=Route::Welcome(3).link()>{t("app-settings-safety")}</a>
        {settings_data::data()}
        <section>
            <h2>{t("app-settings-details")}</h2>
            <a class="button plain" href=Route::Cues.link()>{t("app-settings-cue-log")}</a>
            <h2>{t("app-settings-about")}</h2>
            <p>{t("app-settings-about-text")} " " {env!("CARGO_PKG_VERSION")}</p>
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

/// What the walker weighs, for energy alone.
fn weight(us: bool) -> AnyView {
    let app = app();
    let pounds = |kg: f64| Mass::from_kg(kg).map_or(kg, Mass::lb).round();
    let shown = move |kg: f64| if us { pounds(kg) } else { kg };
    let kept = move |number: f64| if us { Mass::from_lb(number).map_or(0.0, Mass::kg) } else { number };
    may_be_told(
        "weight",
        if us { "app-settings-weight-lb" } else { "app-settings-weight-kg" },
        (shown(WEIGHTS_KG.0), shown(WEIGHTS_KG.1)),
        (units::number, decimal),
        shown(app.settings.with_untracked(|settings| settings.weight_kg)),
        move |number| app.choose(|settings| settings.weight_kg = kept(number)),
    )
}

/// The highest heart rate that a test found, for a strap's zones.
fn highest_heart() -> AnyView {
    let app = app();
    may_be_told(
        "highest-heart",
        "app-settings-highest-heart",
        HIGHEST_HEART_BPM,
        (units::number, decimal),
        app.settings.with_untracked(|settings| settings.highest_heart_bpm),
        move |number| app.choose(|settings| settings.highest_heart_bpm = number),
    )
}

/// How a number is read and written.
pub(super) type Written = (fn(&str) -> Option<f64>, fn(f64) -> String);

/// A number that may be left out: 0 is not told, and nonsense is refused with a sentence and changes nothing.
pub(super) fn may_be_told(
    id: &'static str,
    label: &'static str,
    (low, high): (f64, f64),
    (read, written): Written,
    now: f64,
    choose: impl Fn(f64) + 'static,
) -> AnyView {
    let refused = RwSignal::new(false);
    let told = move |event: AnEvent| {
        let text = event_target_value(&event);
        let number = if text.trim().is_empty() { Some(0.0) } else { read(&text) };
        let fits = number.filter(|number| *number == 0.0 || (low..=high).contains(number));
        refused.set(fits.is_none());
        fits.map(&choose);
    };
    let sentence = move || {
        let text = tw("screen-refused-number", &[("low", &written(low)), ("high", &written(high))]);
        refused.get().then(|| view! { <p class="note bad">{text}</p> })
    };
    let value = if now > 0.0 { written(now) } else { String::new() };
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <input type="text" inputmode="decimal" id=id autocomplete="off" value=value on:change=told/>
            <div role="alert">{sentence}</div>
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
            {phone("contact-phone", "app-settings-contact-phone", |settings| &mut settings.contact_phone)}
            {phone("emergency", "app-settings-emergency", |settings| &mut settings.emergency)}
        </section>
    }
    .into_any()
}

/// A number to call: without a digit it is refused and changes nothing; left empty it is what it was at first.
fn phone(id: &'static str, label: &'static str, field: fn(&mut Settings) -> &mut String) -> AnyView {
    let app = app();
    let refused = RwSignal::new(false);
    let told = move |event: AnEvent| {
        let mut number = event_target_value(&event);
        if number.trim().is_empty() {
            number = core::mem::take(field(&mut Settings::default()));
        } else if !can_be_called(&number) {
            return refused.set(true);
        }
        refused.set(false);
        app.choose(|settings| *field(settings) = number);
    };
    let now = move || core::mem::take(field(&mut app.settings.get()));
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <input type="tel" id=id autocomplete="off" prop:value=now on:change=told/>
            <div role="alert">{move || refused.get().then(|| view! { <p class="note bad">{t("app-settings-phone-wrong")}</p> })}</div>
        </div>
    }
    .into_any()
}
