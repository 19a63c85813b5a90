//! What was walked and measured: this week in numbers, pictures with their tables, every walk, and the files.

use super::checks::{comparison, value};
use crate::diary;
use crate::parts::{figure, week};
use crate::platform::{clock, files, js, net};
use crate::route::Route;
use crate::state::{App, app};
use crate::text::{self, t, tm, tw_id};
use crate::uploads;
use crate::walks::{self, KeptWalk};
use coach::assessment::{Checks, protocol};
use coach::report::progress::{Walked, weeks};
use draw::prelude::*;
use units::Day;
use walk::backup::Refused;
use walk::coach_record;
use wasm_bindgen::JsCast as _;

/// The screen.
pub(crate) fn progress() -> AnyView {
    let app = app();
    let walks = move || app.walks.get();
    // The numbers first: the pictures, most of the work, come a frame later and are below what a phone shows.
    let pictures = RwSignal::new(false);
    js::next_frame(move || pictures.set(true));
    view! {
        <h1 tabindex="-1">{t("app-progress-title")}</h1>
        {super::trouble::trouble()}
        {move || walks().map(|walks| tiles(app, &walks))}
        <a class="button" href=Route::Checks.link()>{t("progress-checks")}</a>
        {move || pictures.get().then(|| view! {
            {move || walks().map(|walks| view! {
                {charts(app)}
                {(!walks.is_empty()).then(|| list(app, &walks))}
            })}
            {own_files(app)}
        })}
    }
    .into_any()
}

/// What was walked; nobody walked what a terminal made up.
fn walked(walks: &[KeptWalk]) -> Vec<Walked> {
    walks.iter().filter_map(|walk| coach_record::walked(&walk.record)).collect()
}

fn tiles(app: App, walks: &[KeptWalk]) -> AnyView {
    let week = weeks(&walked(walks), diary::today(), 1).pop();
    let (minutes, steps) = week.map(|week| (week.backward_minutes, week.backward_steps)).unwrap_or_default();
    let checks = diary::checks(app);
    let last = checks.newest().and_then(|check| Some((protocol(check.id)?, check)));
    let (value, said) = match last {
        Some((protocol, check)) => {
            let said = format!("{}. {}", tw_id("check", protocol.id, ""), comparison(protocol, &checks));
            (value(protocol, check.value), said)
        }
        None => ("–".to_owned(), t("progress-no-check")),
    };
    let tile = |number: String, words: String| view! { <li><b>{number}</b>{words}</li> };
    view! {
        <ul class="tiles">
            {tile(text::decimal(minutes), t("progress-backward-minutes"))}
            {tile(steps.to_string(), t("progress-backward-steps"))}
            {tile(value, said)}
        </ul>
    }
    .into_any()
}

/// So many walks are in sight.
const NEWEST: usize = 10;

/// What the pictures are drawn of.
struct Drawn {
    walked: Vec<Walked>,
    checks: Checks,
    goal: Option<f64>,
    today: Day,
}

impl Drawn {
    fn of(app: App) -> Drawn {
        let today = diary::today();
        let goal = diary::progress(app).week_goal_s(today);
        let walked = app.walks.with(|kept| walked(kept.as_deref().unwrap_or_default()));
        Drawn { walked, checks: diary::checks(app), goal: Some(f64::from(goal) / 60.0), today }
    }
}

fn charts(app: App) -> AnyView {
    let Drawn { walked, checks, goal, today } = Drawn::of(app);
    let mut charts = text::with(|words| words.report_charts(&walked, &checks, goal, today)).into_iter();
    let print = move |_| {
        let Drawn { walked, checks, goal, today } = Drawn::of(app);
        let page = text::with(|words| words.report(&walked, &checks, goal, today).html());
        files::open("text/html;charset=utf-8", page.as_bytes());
    };
    view! {
        {charts.next().map(figure::folded)}
        {calendar(app, &walked, today)}
        {charts.map(figure::folded).collect_view()}
        {(!walked.is_empty() || checks.newest().is_some()).then(|| view! {
            <button class="button plain" on:click=print>{t("progress-print")}</button>
        })}
    }
    .into_any()
}

/// Five weeks of days.
fn calendar(app: App, walked: &[Walked], today: Day) -> AnyView {
    let days = coach::report::progress::calendar(walked, today, 5);
    view! {
        <h2>{t("progress-calendar")}</h2>
        <p class="soft small">{t("progress-calendar-help")}</p>
        {app.settings.with_untracked(|settings| week::days(&days, today, [false; 7], &settings.language))}
    }
    .into_any()
}

/// Every walk, the newest in sight.
fn list(app: App, walks: &[KeptWalk]) -> AnyView {
    let language = app.settings.get_untracked().language;
    let line = |walk: &KeptWalk| {
        let minutes = |seconds: f64| text::decimal(seconds / 60.0);
        let did = coach_record::walked(&walk.record).map_or_else(
            || t("app-detail-made-up"),
            |walked| {
                let (forward, backward) = (minutes(walked.forward_s), minutes(walked.backward_s));
                tm("app-progress-line", &[("forward", forward.into()), ("backward", backward.into())])
            },
        );
        view! {
            <li><a href=Route::Detail(walk.record.id.clone()).link()>
                <strong>{clock::written(&walk.record.started_at, &language)}</strong>{did}
            </a></li>
        }
    };
    let (new, old) = walks.split_at(walks.len().min(NEWEST));
    let old = (!old.is_empty()).then(|| view! {
        <details><summary>{t("app-progress-older")}</summary><ul class="walks">{old.iter().map(line).collect_view()}</ul></details>
    });
    view! { <section><h2>{t("app-progress-list")}</h2><ul class="walks">{new.iter().map(line).collect_view()}</ul>{old}</section> }
        .into_any()
}

fn own_files(app: App) -> AnyView {
    let told = RwSignal::new(None::<String>);
    let export = move |_| {
        files::save("retrowalk-walks.json", "application/json", &walks::to_file(app));
    };
    let coach = move |_| {
        files::save("retrowalk-coach.json", "application/json", &diary::to_file(app));
    };
    let take_in = move |file: String, text: Option<String>| async move {
        let read = match text {
            Some(text) => walks::from_file(app, &text).await,
            None => Err(Refused::File),
        };
        told.set(Some(match read {
            Ok(count) => {
                tm("app-progress-imported", &[("count", (count as f64).into()), ("file", file.into())])
            }
            Err(Refused::Newer) => t("app-record-newer"),
            Err(Refused::File) => tm("app-progress-import-wrong", &[("file", file.into())]),
            Err(Refused::Walk(at, problem)) => {
                let part = problem.block().unwrap_or_default() as f64;
                let why = tm(&format!("app-record-{}", problem.id()), &[("part", part.into())]);
                let words = [("file", file.into()), ("n", (at as f64).into()), ("why", why.into())];
                tm("app-progress-import-refused", &words)
            }
            Err(Refused::Check(at, protocol, problem)) => {
                let why = text::with(|words| words.check_problem(protocol, problem));
                let words = [("file", file.into()), ("n", (at as f64).into()), ("why", why.into())];
                tm("app-progress-import-check", &words)
            }
        }));
    };
    let import = move |event: AnEvent| {
        let Some(input) =
            event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
        else {
            return;
        };
        js::later(async move {
            let Some((file, text)) = files::chosen(&input).await else { return };
            take_in(file, text.ok()).await;
            input.set_value("");
        });
    };
    // What a new phone needs, or one whose browser threw its records away.
    let from_server = move |_| {
        js::later(async move {
            let host = js::window().and_then(|window| window.location().host().ok()).unwrap_or_default();
            let answer = net::ask("GET", "api/export", None).await.filter(|answer| answer.status == 200);
            match answer {
                Some(answer) => take_in(host, Some(answer.text)).await,
                None => told.set(Some(t("app-progress-no-server"))),
            }
        });
    };
    js::later(async move { drop(uploads::look(app).await) });
    let nothing = move || app.walks.with(|walks| walks.as_ref().is_none_or(Vec::is_empty));
    view! {
        <section>
            <h2>{t("app-progress-files")}</h2>
            <Show when=move || !nothing()>
                <button class="button plain" on:click=export>{t("app-progress-export")}</button>
            </Show>
            <button class="button plain" on:click=coach>{t("app-progress-export-coach")}</button>
            <label class="button plain file">
                {t("app-progress-import")}
                <input type="file" accept="application/json,.json" class="visually-hidden" on:change=import/>
            </label>
            <Show when=move || app.server.get()>
                <button class="button plain" on:click=from_server>{t("app-progress-from-server")}</button>
            </Show>
            <p role="status">{move || told.get()}</p>
        </section>
    }
    .into_any()
}
