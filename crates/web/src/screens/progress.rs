//! What was walked: this week in numbers, the weeks as bars, every walk, and the files.

use crate::parts::bars::{self, Week};

use crate::platform::{clock, files};
use crate::route::Route;
use crate::state::{App, app};
use crate::text::{self, t, tm};
use crate::walks::{self, KeptWalk};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// How many weeks are shown as bars: what fits a phone with numbers that can be read.
const WEEKS: i32 = 6;

/// The screen.
pub(crate) fn progress() -> AnyView {
    let app = app();
    let walks = move || app.walks.get();
    view! {
        <h1 tabindex="-1">{t("app-progress-title")}</h1>
        {super::trouble::trouble()}
        {move || walks().map(|walks| if walks.is_empty() {
            view! { <p class="card">{t("app-progress-empty")}</p> }.into_any()
        } else {
            view! { {tiles(&walks)} {weeks(&walks)} {list(app, &walks)} }.into_any()
        })}
        <p class="soft">{t("app-progress-balance-coming")}</p>
        {own_files(app)}
    }
    .into_any()
}

/// The walks of a week, by its days.
pub(crate) fn of_week(walks: &[KeptWalk], days: &[String]) -> Vec<KeptWalk> {
    walks
        .iter()
        .filter(|walk| days.iter().any(|day| day == clock::day_of(&walk.record.started_at)))
        .cloned()
        .collect()
}

fn tiles(walks: &[KeptWalk]) -> AnyView {
    let week = of_week(walks, &clock::week(0));
    let totals: Vec<_> = week.iter().map(|walk| walks::totals(&walk.record)).collect();
    let minutes: f64 = totals.iter().map(|totals| totals.backward_min).sum();
    let steps: u32 = totals.iter().map(|totals| totals.steps.backward).sum();
    let tile = |number: String, words: &str| view! { <li><b>{number}</b>{t(words)}</li> };
    view! {
        <ul class="tiles">
            {tile(text::decimal(minutes), "app-progress-backward-minutes")}
            {tile(steps.to_string(), "app-progress-backward-steps")}
            {tile(week.len().to_string(), "app-progress-walks")}
        </ul>
    }
    .into_any()
}

fn weeks(walks: &[KeptWalk]) -> AnyView {
    let weeks: Vec<Week> = (1 - WEEKS..=0)
        .map(|back| {
            let days = clock::week(back);
            let mut week = Week { monday: days.first().cloned().unwrap_or_default(), ..Week::default() };
            for walk in of_week(walks, &days) {
                let totals = walks::totals(&walk.record);
                week.forward += totals.forward_min;
                week.backward += totals.backward_min;
            }
            week
        })
        .collect();
    view! { <section><h2>{t("app-progress-weeks")}</h2>{bars::bars(&weeks)}</section> }.into_any()
}

fn list(app: App, walks: &[KeptWalk]) -> AnyView {
    let language = app.settings.get_untracked().language;
    let lines = walks
        .iter()
        .map(|walk| {
            let totals = walks::totals(&walk.record);
            let (forward, backward) = (text::decimal(totals.forward_min), text::decimal(totals.backward_min));
            let did = tm("app-progress-line", &[("forward", forward.into()), ("backward", backward.into())]);
            view! {
                <li><a href=Route::Detail(walk.record.id.clone()).link()>
                    <strong>{clock::written(&walk.record.started_at, &language)}</strong>{did}
                </a></li>
            }
        })
        .collect_view();
    view! { <section><h2>{t("app-progress-list")}</h2><ul class="walks">{lines}</ul></section> }.into_any()
}

fn own_files(app: App) -> AnyView {
    let told = RwSignal::new(None::<String>);
    let export = move |_| {
        files::save("retrowalk-walks.json", "application/json", &walks::to_file(app));
    };
    let import = move |event: leptos::ev::Event| {
        let Some(input) =
            event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
        else {
            return;
        };
        crate::platform::js::later(async move {
            let Some((file, text)) = files::chosen(&input).await else { return };
            let read = match text {
                Ok(text) => walks::from_file(app, &text).await,
                Err(_) => None,
            };
            told.set(Some(match read.map(u32::try_from) {
                Some(count) => {
                    let count = f64::from(count.unwrap_or(u32::MAX));
                    tm("app-progress-imported", &[("count", count.into()), ("file", file.into())])
                }
                None => tm("app-progress-import-wrong", &[("file", file.into())]),
            }));
            input.set_value("");
        });
    };
    let nothing = move || app.walks.with(|walks| walks.as_ref().is_none_or(Vec::is_empty));
    view! {
        <section>
            <h2>{t("app-progress-files")}</h2>
            <Show when=move || !nothing()>
                <button class="button plain" on:click=export>{t("app-progress-export")}</button>
            </Show>
            <label class="button plain file">
                {t("app-progress-import")}
                <input type="file" accept="application/json,.json" class="visually-hidden" on:change=import/>
            </label>
            <p role="status">{move || told.get()}</p>
        </section>
    }
    .into_any()
}
