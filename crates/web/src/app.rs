//! The frame around every screen: the way to stop and to help, the settings, the four pages, and what is read out.

use crate::parts::icon;
use crate::platform::{clock, js, visibility};
use crate::route::Route;
use crate::screens;
use crate::settings::{self, Settings};
use crate::state::{App, app};
use crate::text::{self, t};
use crate::{diary, live, uploads, walks};
use draw::prelude::*;
use wasm_bindgen::JsCast as _;

/// Puts the app into the page and starts what runs beside the screens.
pub(crate) async fn start() {
    let page = js::window().and_then(|window| window.document());
    let part = |id| page.as_ref().and_then(|page| page.get_element_by_id(id));
    Settings::recover().await;
    if !text::speak(&Settings::read().language).await {
        // What the page says in every language of its own, since it has no texts.
        return part("not-whole").iter().for_each(|says| drop(says.remove_attribute("hidden")));
    }
    let app = app();
    for used in ["waiting", "not-whole"].into_iter().filter_map(part) {
        used.remove();
    }
    if let Some(window) = js::window() {
        let moved = js::listen(&window, "hashchange", move |_| {
            let here = Route::here();
            // A walk that goes on is where Walk leads; one in the pocket is left by its circles alone.
            let back = |on: &Route| here == Route::Walk || (app.in_pocket() && here != *on);
            if let Some(on) = app.walking().filter(back) {
                return on.replace();
            }
            // Why a walk did not begin is said where it was asked for.
            if !matches!(here, Route::Live | Route::Belt) {
                app.getting_ready.set(None);
            }
            app.route.set(here);
            focus_heading();
        });
        let look = move || {
            app.look_at_the_day();
            // How long ago a walk broke off, and whether it is still offered.
            if app.unfinished.with_untracked(Option::is_some) {
                js::later(screens::today::look_for_unfinished(app));
            }
        };
        let seen = visibility::listen(move |_| look());
        let ticking = clock::every(60_000, look);
        let online = js::listen(&window, "online", |_| uploads::send_soon());
        let told = js::listen(&window, "storage", move |event| {
            let told = |name| js::get(&event, name).and_then(|value| value.as_string());
            match told("key").as_deref() {
                Some(settings::NAME) if told("newValue").is_some() => app.follow(),
                // Everything was deleted, by this app or by who looks after the browser.
                None | Some(settings::NAME) => drop(js::window().map(|window| window.location().reload())),
                Some(_) => js::later(read_anew()),
            }
        });
        // All live as long as the page.
        core::mem::forget((moved, seen, ticking, online, told));
    }
    if app.settings.with_untracked(|settings| settings.answers.is_none())
        && app.route.get_untracked() == Route::Today
    {
        // Both: the address changes a moment later, and Today need not be drawn for that moment.
        app.route.set(Route::Welcome(1));
        Route::Welcome(1).replace();
    }
    mount(frame(app));
    crate::platform::js::later(async move {
        diary::read(app).await;
        walks::read(app).await;
        screens::today::look_for_unfinished(app).await;
        let _ = walks::sweep_motion(app).await;
        uploads::send(app).await;
        // The voice is fetched once with nobody waiting for it, so that it is there on a day without a network.
        live::track::voice(&app.settings.get_untracked().language).await;
    });
}

/// Reads what another page has kept or deleted.
async fn read_anew() {
    let app = app();
    diary::read(app).await;
    walks::read(app).await;
    diary::end_if_barred(app);
}

/// Moves the reader's focus to the new screen's heading, so that it is read out; the page is then called by it.
pub(crate) fn focus_heading() {
    js::next_frame(|| {
        let Some(window) = js::window() else { return };
        window.scroll_to_with_x_and_y(0.0, 0.0);
        let Some(page) = window.document() else { return };
        if let Some(main) = page.get_element_by_id("main") {
            main.set_scroll_top(0);
        }
        let heading =
            page.query_selector("main h1").ok().flatten().and_then(|heading| heading.text_content());
        page.set_title(&[heading.as_deref().unwrap_or_default().trim(), "Retrowalk"].join(" · "));
    });
    // The days to walk on have an address within their screen.
    let days = js::window()
        .and_then(|window| window.location().hash().ok())
        .is_some_and(|hash| hash.ends_with("/days"));
    focus(if days { "#days" } else { "main h1" });
}

/// Moves the keyboard's focus to what is drawn next.
pub(crate) fn focus(to: &'static str) {
    js::next_frame(move || {
        let found = js::window()
            .and_then(|window| window.document())
            .and_then(|page| page.query_selector(to).ok().flatten())
            .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(found) = found {
            let _ = found.focus();
        }
    });
}

/// Everything on the page; made anew when the language changes.
fn frame(app: App) -> AnyView {
    let page = move || {
        app.spoken.track();
        let read = Memo::new(move || app.coach.with(Option::is_some) && app.walks.with(Option::is_some));
        view! {
            {skip_link()}
            {bar(app)}
            // Drawn once and whole: what comes later would push down what someone is about to press.
            <main id="main">{move || read.get().then(|| screen(&app.route.get()))}</main>
            {tabs(app)}
            {screens::all_right::all_right(app)}
            <div class="visually-hidden" role="status">{app.said}</div>
        }
    };
    page.into_any()
}

fn screen(route: &Route) -> AnyView {
    match route {
        Route::Welcome(step) => screens::welcome::welcome(*step),
        Route::Questions(form) => screens::questions::questions(*form),
        Route::Today => screens::today::today(),
        Route::Typed => screens::typed::typed(),
        Route::Walk => screens::walk_before::walk_before(),
        Route::Live => screens::walk_live::walk_live(),
        Route::Belt => screens::belt::belt(),
        Route::After(id) => screens::walk_after::walk_after(id),
        Route::Checks => screens::checks::checks(),
        Route::Check(id) => screens::checks::check(id),
        Route::Progress => screens::progress::progress(),
        Route::Detail(id) => screens::walk_detail::walk_detail(id),
        Route::Learn => screens::learn::learn(),
        Route::Card(card) => screens::learn::card(card),
        Route::Settings => screens::settings::settings(),
        Route::Cues => screens::cue_log::cue_log(),
        Route::Help => screens::help::help(),
        Route::Lost => screens::help::lost(),
    }
}

fn skip_link() -> AnyView {
    let skip = |event: AnEvent| {
        event.prevent_default();
        focus_heading();
    };
    view! { <a class="skip" href="#main" on:click=skip>{t("app-skip-to-content")}</a> }
}

fn bar(app: App) -> AnyView {
    let here = move || app.route.get();
    view! {
        <header class="top">
            <a class="stop-help" href=Route::Help.link() on:click=move |_| screens::walk_live::hold(app)>
                {icon::stop()} {t("app-stop-help")}
            </a>
            <a class="gear" href=Route::Settings.link() aria-label=t("app-settings")
                aria-current=move || (here() == Route::Settings).then_some("page")>
                {icon::gear()}
            </a>
        </header>
    }
}

fn tabs(app: App) -> AnyView {
    let tab = move |route: Route, name: &'static str, picture: fn() -> AnyView| {
        let link = route.link();
        let current = move || (root_of(&app.route.get()) == Some(route.clone())).then_some("page");
        view! { <li><a href=link aria-current=current>{picture()}<span>{t(name)}</span></a></li> }
    };
    view! {
        <nav class="tabs" aria-label=t("app-tabs")>
            <ul>
                {tab(Route::Today, "app-tab-today", icon::today)}
                {tab(Route::Walk, "app-tab-walk", icon::walk)}
                {tab(Route::Progress, "app-tab-progress", icon::progress)}
                {tab(Route::Learn, "app-tab-learn", icon::learn)}
            </ul>
        </nav>
    }
}

/// Which of the four pages a screen belongs to.
fn root_of(route: &Route) -> Option<Route> {
    Some(match route {
        Route::Today | Route::Typed => Route::Today,
        Route::Walk | Route::Live | Route::Belt | Route::After(_) => Route::Walk,
        Route::Progress | Route::Detail(_) | Route::Checks | Route::Check(_) => Route::Progress,
        Route::Learn | Route::Card(_) => Route::Learn,
        Route::Welcome(_)
        | Route::Questions(_)
        | Route::Settings
        | Route::Cues
        | Route::Help
        | Route::Lost => return None,
    })
}
