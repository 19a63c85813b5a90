//! When to stop, whom to call, and the way back to a walk that stands still.

use crate::belt::{Belt, Shown};
use crate::diary;
use crate::parts::double_tap::InPlace;
use crate::platform::{clock, js};
use crate::route::Route;
use crate::settings::{Settings, can_be_called};
use crate::state::app;
use crate::text::{t, tm, tw, tw_id};
use coach::program::progression::records::{Record, StopSign};
use coach::screening::Form;
use draw::prelude::*;
use walk::limits::TAKEN_BACK_WITHIN;

/// Stop and help.
pub(crate) fn help() -> AnyView {
    let app = app();
    let walking = move || app.walking().is_some();
    let belt = app.belt.get_untracked();
    let back = untrack(|| app.walking()).unwrap_or(Route::Live).link();
    // A belt that may run is not paused: what it said last is what to do. One set by hand runs until the walker stops it.
    let shown = belt.as_ref().map(|belt| belt.shown);
    let live = app.live.get_untracked();
    let by_hand = live.as_ref().is_some_and(|live| live.shown.with_untracked(|shown| shown.on_belt));
    let stopped = Memo::new(move || {
        let steered = shown.and_then(|shown| shown.with(Shown::may_run));
        steered.unwrap_or_else(|| {
            if by_hand { [t("say-onto-rails"), t("say-stop-belt")].join(" ") } else { t("app-help-stopped") }
        })
    });
    let live = live.is_some();
    let ended = move || !walking() && (live || belt.as_ref().is_some_and(Belt::has_walked));
    let settings = app.settings.get_untracked();
    let person = match contact(&settings) {
        Some((name, phone)) => call(phone, tw("app-help-contact", &[("name", name)]), "button"),
        None => view! { <p class="soft">{t("app-help-contact-none")}</p> }.into_any(),
    };
    view! {
        <h1 tabindex="-1">{t("app-help-title")}</h1>
        <Show when=walking>
            <div class="note">
                <p><strong>{stopped}</strong></p>
                <a class="button" href=back.clone()>{t("app-help-back-to-walk")}</a>
            </div>
        </Show>
        <Show when=ended>
            <p class="note"><strong>{t("app-help-ended")}</strong></p>
        </Show>
        <h2>{t("app-help-stop-now")}</h2>
        <ul>{(1..=6).map(|sign| view! { <li>{t(&format!("app-help-sign-{sign}"))}</li> }).collect_view()}</ul>
        <p><strong>{t("app-help-then")}</strong></p>
        <p>{t("app-help-call-when")}</p>
        {emergency(&settings)}
        {person}
        <p class="soft">{t("app-help-stiff")}</p>
        <h2>{t("app-stop-title")}</h2>
        {stop_signs()}
        {super::trouble::trouble()}
    }
    .into_any()
}

/// The person to call, by name (or number, where there is no name) and number; none was set without a number.
pub(crate) fn contact(settings: &Settings) -> Option<(&str, &str)> {
    let (name, phone) = (settings.contact_name.trim(), settings.contact_phone.trim());
    can_be_called(phone).then_some((if name.is_empty() { phone } else { name }, phone))
}

/// The emergency number, to be tapped.
pub(super) fn emergency(settings: &Settings) -> AnyView {
    call(&settings.emergency, tw("app-help-call", &[("number", &settings.emergency)]), "button danger")
}

/// A number to be tapped: the phone's own dialler asks before it calls.
pub(super) fn call(number: &str, words: String, class: &'static str) -> AnyView {
    let number: String = number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
    view! { <a class=class href=format!("tel:{number}")>{words}</a> }.into_any()
}

/// What happened, if one of the signs did: backward walking is locked until the questions are answered again.
pub(crate) fn stop_signs() -> AnyView {
    let app = app();
    let locked = move || diary::progress(app).locked();
    // What is told puts a note above the signs, and taken back it goes: each touch moves what lies under the finger, and the second
    // tap of a double tap is meant for none of it.
    let place = InPlace::long_ago();
    let hears = move || {
        let hears = place.hears();
        place.anew();
        hears
    };
    let signs = StopSign::ALL.map(|sign| {
        let kept = move |_| {
            if !hears() {
                return;
            }
            diary::keep(app, Record::Stopped { day: diary::today(), sign });
            crate::app::focus("#told");
            js::later(async move {
                clock::wait_ms(i32::try_from(TAKEN_BACK_WITHIN.as_millis()).unwrap_or_default()).await;
                // Then it is no slip any more.
                app.coach.update(|_| ());
            });
        };
        view! { <button class="button plain" on:click=kept>{tw_id("stop-sign", sign.id(), "")}</button> }
    });
    let told = move || {
        locked().map(|sign| {
            let sign = tw_id("stop-sign", sign.id(), "");
            let answer = move |event: AnEvent| {
                if !hears() {
                    event.prevent_default();
                }
            };
            let back = move |_| {
                if hears() {
                    diary::take_back(app);
                }
            };
            view! {
                <div class="note bad" id="told" tabindex="-1">
                    <p><strong>{tm("app-stop-locked", &[("sign", sign.into())])}</strong></p>
                    <a class="button" href=Route::Questions(Form::Short).link() on:click=answer>{t("plan-offer-screen")}</a>
                    {diary::may_take_back(app).then(|| view! {
                        <button class="button plain" id="undo" on:click=back>{t("app-undo")}</button>
                    })}
                </div>
            }
        })
    };
    view! {
        <p>{t("app-stop-signs-help")}</p>
        <div role="alert">{told}</div>
        <div class="buttons">{signs}</div>
    }
    .into_any()
}

/// An address that names no screen.
pub(crate) fn lost() -> AnyView {
    view! {
        <h1 tabindex="-1">{t("app-not-found-title")}</h1>
        <p>{t("app-not-found")}</p>
        <a class="button" href=Route::Today.link()>{t("app-tab-today")}</a>
    }
    .into_any()
}
