//! Today: one card with one large button, the week as letters, and one tip.

use super::progress;
use crate::platform::clock;
use crate::route::Route;
use crate::state::{App, app};
use crate::text::{self, t, tm, tn};
use crate::walks::{self, KeptWalk};
use crate::{live, safety};
use coach::program::{Plan, Program, parse};
use leptos::prelude::*;

/// How many tips there are in the catalogue.
const TIPS: usize = 7;

/// The screen.
pub(crate) fn today() -> AnyView {
    let app = app();
    let day = clock::local_stamp(clock::wall_ms());
    let language = app.settings.get_untracked().language;
    let card = {
        let day = clock::day_of(&day).to_owned();
        move || card(app, &day)
    };
    view! {
        <h1 tabindex="-1">{t("app-today-title")}</h1>
        <p class="soft">{clock::written_day(clock::day_of(&day), &language)}</p>
        {unfinished(app)}
        {card}
        <section>
            <h2>{t("app-today-week")}</h2>
            {move || week(&app.walks.get().unwrap_or_default(), clock::day_of(&day), &language)}
        </section>
        <section class="card">
            <h2>{t("app-today-tip")}</h2>
            <p>{t(&format!("app-tip-{}", tip_of_the_day()))}</p>
        </section>
    }
    .into_any()
}

fn tip_of_the_day() -> usize {
    // Days since 1970; fits, and only picks a tip.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let days = (clock::wall_ms() / 86_400_000.0).max(0.0) as usize;
    days % TIPS + 1
}

/// The program that waits: the last one, or the smallest start.
fn waiting_program(app: App) -> Option<Program> {
    let settings = app.settings.get();
    let first = if settings.us_units { "16 ft" } else { "5 m" };
    let smallest = format!("{} {first} x4", t("app-walk-place-hallway").to_lowercase());
    parse(&settings.program).or_else(|_| parse(&smallest)).ok()
}

/// The same with half the rounds; `None` when there is only one.
fn shorter(program: &Program) -> Option<Program> {
    let mut plan = program.plan().clone();
    let rounds = match &mut plan {
        Plan::SmallStart(small) => &mut small.rounds,
        Plan::Intervals(intervals) => &mut intervals.rounds,
        Plan::StreetBlocks(street) => &mut street.rounds,
        Plan::Treadmill(treadmill) => &mut treadmill.rounds,
    };
    if *rounds < 2 {
        return None;
    }
    *rounds /= 2;
    Program::new(plan).ok()
}

fn card(app: App, day: &str) -> AnyView {
    let settings = app.settings.get();
    if !safety::may_start(settings.answers.as_ref()) {
        return view! {
            <div class="note">
                <p><strong>{t("app-ask-first-card")}</strong></p>
                <p>{t("app-ask-first-card-text")}</p>
                <a class="button" href=Route::Welcome(4).link()>{t("app-result-ask")}</a>
            </div>
            <a class="button plain" href=Route::Typed.link()>{t("app-today-already")}</a>
        }
        .into_any();
    }
    if settings.answers.as_ref().is_some_and(safety::ask_again) {
        return view! {
            <div class="card">
                <p>{t("app-today-ask-again")}</p>
                <a class="button main" href=Route::Welcome(3).link()>{t("app-settings-safety")}</a>
            </div>
        }
        .into_any();
    }
    if settings.resting == day {
        return view! {
            <div class="card">
                <p>{t("app-today-rest")}</p>
                <button class="button" on:click=move |_| app.choose(|settings| settings.resting.clear())>
                    {t("app-today-rest-undo")}
                </button>
            </div>
        }
        .into_any();
    }
    let Some(program) = waiting_program(app) else { return ().into_any() };
    let minutes = (program.duration().as_secs_f64() / 60.0).round().max(1.0);
    let smaller = shorter(&program);
    let day = day.to_owned();
    let start = {
        let notation = program.to_string();
        move |_| {
            app.choose(|settings| settings.program.clone_from(&notation));
            Route::Walk.go();
        }
    };
    view! {
        <section class="card">
            <h2>{tn("app-today-minutes", &[("minutes", minutes)])}</h2>
            <p>{text::program_words(&program)}</p>
            {crate::parts::strip::strip(program.blocks(), None)}
            <button class="button main" on:click=start>{t("app-today-start")}</button>
        </section>
        <div class="buttons">
            {smaller.map(|smaller| {
                let notation = smaller.to_string();
                view! {
                    <button class="button plain"
                        on:click=move |_| app.choose(|settings| settings.program.clone_from(&notation))>
                        {t("app-today-shorter")}
                    </button>
                }
            })}
            <button class="button plain" on:click=move |_| app.choose(|settings| settings.resting.clone_from(&day))>
                {t("app-today-other-day")}
            </button>
            <a class="button plain" href=Route::Typed.link()>{t("app-today-already")}</a>
        </div>
    }
    .into_any()
}

fn week(walks: &[KeptWalk], today: &str, language: &str) -> AnyView {
    let days = clock::week(0);
    let cells = days
        .iter()
        .map(|day| {
            let walked = progress::of_week(walks, core::slice::from_ref(day));
            let totals: Vec<_> = walked.iter().map(|walk| walks::totals(&walk.record)).collect();
            let forward = totals.iter().any(|totals| totals.forward_min > 0.0);
            let backward = totals.iter().any(|totals| totals.backward_min > 0.0);
            let what = t(match (forward, backward) {
                (true, true) => "app-today-week-both",
                (true, false) => "app-today-week-forward",
                (false, true) => "app-today-week-backward",
                (false, false) => "app-today-week-none",
            });
            let long = clock::written_day(day, language);
            let whole = tm("app-today-week-day", &[("day", long.into()), ("what", what.into())]);
            view! {
                <li class:today=day == today>
                    <span class="visually-hidden">{whole}</span>
                    <span aria-hidden="true">
                        {clock::weekday(day, language)}
                        {forward.then(|| view! { <b class="f">{t("app-letter-forward")}</b> })}
                        {backward.then(|| view! { <b class="b">{t("app-letter-backward")}</b> })}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="week">{cells}</ul> }.into_any()
}

/// Looks whether a walk of this phone broke off, and shows it on this screen.
pub(crate) async fn look_for_unfinished(app: App) {
    let found = live::unfinished(app).await;
    app.unfinished.set(found);
}

pub(super) fn unfinished(app: App) -> AnyView {
    let shown = move || {
        app.unfinished.get().filter(|_| app.live.with(Option::is_none)).map(|found| {
            let keep = found.clone();
            let again = found.clone();
            let go_on = move |_| {
                live::go_on(app, &again);
                app.unfinished.set(None);
                Route::Live.go();
            };
            let finish = move |_| {
                let keep = keep.clone();
                crate::platform::js::later(async move { live::keep_interrupted(app, &keep).await });
                app.unfinished.set(None);
            };
            let words = [
                ("minutes", found.minutes_ago.into()),
                ("block", f64::from(found.block).into()),
                ("of", f64::from(found.of).into()),
            ];
            view! {
                <section class="note">
                    <h2>{t("app-unfinished-title")}</h2>
                    <p>{tm("app-unfinished", &words)}</p>
                    <button class="button main" on:click=go_on>{t("app-unfinished-go-on")}</button>
                    <button class="button plain" on:click=finish>{t("app-unfinished-keep")}</button>
                </section>
            }
        })
    };
    shown.into_any()
}
