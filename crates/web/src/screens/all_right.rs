//! The question after a suspected fall, over everything else: half of the screen is YES.

use super::help;
use crate::fall::{self, Shown};
use crate::state::App;
use crate::text::{t, tw};
use draw::prelude::*;

/// The question while it is open.
pub(crate) fn all_right(app: App) -> AnyView {
    let asked = move || {
        app.fall.get().map(|shown| {
            let says = match shown {
                Shown::Question => view! { <p>{t("app-fall-tap")}</p> }.into_any(),
                Shown::WhomToCall => whom_to_call(app),
            };
            view! {
                <div class="fallen" role="alertdialog" aria-modal="true" aria-labelledby="fallen">
                    <div><h2 id="fallen">{t("app-fall-question")}</h2> {says}</div>
                    <button class="button main" id=fall::YES on:click=move |_| fall::yes(app)>{t("app-fall-yes")}</button>
                </div>
            }
        })
    };
    view! { {asked} }.into_any()
}

fn whom_to_call(app: App) -> AnyView {
    let settings = app.settings.get_untracked();
    let number = match help::contact(&settings) {
        Some((name, phone)) => help::call(phone, tw("app-help-contact", &[("name", name)]), "button danger"),
        None => help::emergency(&settings),
    };
    view! { <p><strong>{fall::whom_to_call(&settings, false)}</strong></p> {number} }.into_any()
}
