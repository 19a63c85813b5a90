//! "I walked already": a walk typed in, with the last one as the suggestion, so that two taps do.

use crate::parts::choice;
use crate::platform::clock;
use crate::route::Route;
use crate::state::app;
use crate::text::t;
use crate::walks;
use draw::prelude::*;

const FORWARD: [u32; 6] = [0, 1, 3, 5, 10, 20];
// No more at once than a program may ask for.
const BACKWARD: [u32; 6] = [0, 1, 2, 3, 5, 10];

/// The screen.
pub(crate) fn typed() -> AnyView {
    let app = app();
    let (usual_forward, usual_backward) = walks::last_typed(app).unwrap_or((5, 1));
    let forward = RwSignal::new(usual_forward);
    let backward = RwSignal::new(usual_backward);
    let yesterday = RwSignal::new(false);
    let nothing = RwSignal::new(false);
    let minutes = |name: &'static str, title: &'static str, usual: [u32; 6], chosen: RwSignal<u32>| {
        let mut offered = usual.to_vec();
        if !offered.contains(&chosen.get_untracked()) {
            offered.push(chosen.get_untracked());
            offered.sort_unstable();
        }
        let options =
            offered.into_iter().map(|count| (count.to_string(), choice::word(count.to_string()))).collect();
        choice::one_of(
            name,
            t(title),
            "short",
            options,
            move || chosen.get().to_string(),
            move |count| chosen.set(count.parse().unwrap_or_default()),
        )
    };
    let save = move |_| {
        if forward.get() + backward.get() == 0 {
            return nothing.set(true);
        }
        let at = if yesterday.get() { clock::yesterday_ms() } else { clock::wall_ms() };
        let record = walks::typed(app, at, forward.get(), backward.get());
        crate::platform::js::later(async move {
            if walks::keep(app, record).await.is_ok() {
                app.say(t("app-typed-saved"));
                Route::Progress.go();
            }
        });
    };
    view! {
        <h1 tabindex="-1">{t("app-typed-title")}</h1>
        <p class="soft">{t("app-typed-lead")}</p>
        <button class="button main" on:click=save>{t("app-save")}</button>
        <div role="alert">{move || nothing.get().then(|| view! { <p class="note bad">{t("app-typed-nothing")}</p> })}</div>
        {minutes("forward", "app-typed-forward", FORWARD, forward)}
        {minutes("backward", "app-typed-backward", BACKWARD, backward)}
        {choice::one_of(
            "when",
            t("app-typed-when"),
            "short",
            vec![
                ("today".to_owned(), choice::word(t("app-typed-when-today"))),
                ("yesterday".to_owned(), choice::word(t("app-typed-when-yesterday"))),
            ],
            move || if yesterday.get() { "yesterday" } else { "today" }.to_owned(),
            move |when| yesterday.set(when == "yesterday"),
        )}
        {super::trouble::trouble()}
    }
    .into_any()
}
