//! Where the walks are, and deleting everything on both sides.

use crate::live;
use crate::parts::choice;
use crate::platform::clock;
use crate::platform::kept_files;
use crate::platform::only_one;
use crate::platform::small_store;
use crate::platform::store::Drawer;
use crate::route::Route;
use crate::settings::Settings;
use crate::state::{App, app};
use crate::text::{t, tn, tw};
use crate::uploads::{self, Errand};
use crate::{diary, walks};
use draw::prelude::*;

/// The section.
pub(crate) fn data() -> AnyView {
    let app = app();
    let kept = RwSignal::new(false);
    crate::platform::js::later(async move { kept.set(kept_files::is_kept().await) });
    let waiting = move || {
        let count = u32::try_from(app.waiting.get()).unwrap_or(u32::MAX);
        (count > 0).then(|| view! { <p>{tn("app-settings-waiting", &[("count", f64::from(count))])}</p> })
    };
    view! {
        <section>
            <h2>{t("app-settings-data")}</h2>
            <p>{t("app-settings-data-where")}</p>
            <p>{move || t(if app.server.get() { "app-settings-server-yes" } else { "app-settings-server-no" })}</p>
            {waiting}
            <Show when=move || kept.get()><p>{t("app-settings-kept")}</p></Show>
            {motion(app)}
            {delete_everything(app)}
        </section>
    }
    .into_any()
}

/// Whether the raw motion of walks is kept, to look at or to give to those who study it.
fn motion(app: App) -> AnyView {
    let agree = move |yes: bool| {
        let stamp = if yes { clock::local_stamp(clock::wall_ms()) } else { String::new() };
        app.choose(|settings| settings.motion_consent = stamp);
    };
    view! {
        {choice::tick(t("app-settings-motion"), move || app.settings.with(|settings| !settings.motion_consent.is_empty()), agree)}
        <p class="small soft">{t("app-settings-motion-why")} " "
            <a href=Route::Card("motion".to_owned()).link()>{t("learn-motion-title")}</a></p>
    }
    .into_any()
}

fn delete_everything(app: App) -> AnyView {
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let told = RwSignal::new(None::<&'static str>);
    let word = t("app-settings-delete-word");
    let sure = {
        let word = word.clone();
        move || typed.get().trim().eq_ignore_ascii_case(&word)
    };
    let erase = move |_| {
        crate::platform::js::later(async move {
            let came_of_it = erase(app).await;
            open.set(false);
            typed.set(String::new());
            told.set(Some(came_of_it));
            crate::app::focus("#deleted");
        });
    };
    view! {
        <Show when=move || !open.get()>
            <button class="button danger" on:click=move |_| open.set(true)>{t("app-settings-delete-all")}</button>
        </Show>
        <Show when=move || open.get()>
            <div class="note bad">
                <div class="field">
                    <label for="delete-word">{tw("app-settings-delete-all-sure", &[("word", &word)])}</label>
                    <input type="text" id="delete-word" autocomplete="off" autocapitalize="characters"
                        prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))/>
                </div>
                <Show when=sure.clone()>
                    <button class="button danger" on:click=erase>{t("app-settings-delete-all-now")}</button>
                </Show>
                <button class="button" on:click=move |_| open.set(false)>{t("app-cancel")}</button>
            </div>
        </Show>
        <p role="status" id="deleted" tabindex="-1">{move || told.get().map(t)}</p>
    }
    .into_any()
}

/// Forgets everything here, and asks the server to; says what came of it.
async fn erase(app: App) -> &'static str {
    // A walk that goes on, in this window or another, would be kept when it ends, and belts are stopped by who walks.
    let alone = only_one::take(live::LOCK).await;
    let walks = app.walking().is_some();
    if walks || alone.is_err() {
        return "app-settings-delete-walking";
    }
    let gone = match app.store().await {
        Ok(store) => {
            let mut gone = true;
            for drawer in Drawer::ALL {
                gone &= store.clear(drawer).await.is_ok();
            }
            gone & uploads::note(&store, uploads::EVERYTHING, Errand::DeleteEverything).await.is_ok()
        }
        Err(_) => false,
    };
    let language = app.settings.get_untracked().language;
    small_store::forget_all();
    app.choose(|settings| *settings = Settings { language, ..Settings::default() });
    app.walks.set(Some(Vec::new()));
    app.coach.set(Some(Vec::new()));
    app.cue_log.set(Vec::new());
    app.unfinished.set(None);
    drop(alone);
    uploads::send(app).await;
    if !gone {
        // What is left is shown.
        walks::read(app).await;
        diary::read(app).await;
        "app-settings-deleted-part"
    } else if app.waiting.get_untracked() == 0 {
        "app-settings-deleted-all"
    } else {
        "app-settings-deleted-all-later"
    }
}
