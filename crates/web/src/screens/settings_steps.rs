//! How long the walker's own steps are, since when that is known, and forgetting it.

use crate::settings::{OwnStep, Settings};
use crate::state::app;
use crate::text::{self, t, tw};
use draw::prelude::*;
use units::Day;

/// Where one way's step is kept.
type Kept = fn(&mut Settings) -> &mut OwnStep;

/// The section.
pub(crate) fn own_steps() -> AnyView {
    let app = app();
    let ways: [(&str, Kept); 2] = [
        ("app-settings-own-forward", |settings| &mut settings.own_forward),
        ("app-settings-own-backward", |settings| &mut settings.own_backward),
    ];
    let known = move || {
        let mut settings = app.settings.get();
        let us = settings.us_units;
        let lines = ways.map(|(id, of)| {
            let OwnStep { length_m, day } = of(&mut settings).clone();
            let day = Day::parse(&day).filter(|_| length_m > 0.0)?;
            let length = if us {
                format!("{} in", (length_m / 0.0254).round())
            } else {
                format!("{} cm", (length_m * 100.0).round())
            };
            let day = text::with(|words| words.day(day));
            let forget = move |_| app.choose(|settings| *of(settings) = OwnStep::default());
            Some(view! {
                <p>{tw(id, &[("length", length.as_str()), ("day", day.as_str())])}</p>
                <button class="button plain" on:click=forget>{t("app-settings-own-forget")}</button>
            })
        });
        let none = lines.iter().all(Option::is_none);
        view! {
            {lines.into_iter().flatten().collect_view()}
            {none.then(|| view! { <p class="soft">{t("app-settings-own-none")}</p> })}
        }
        .into_any()
    };
    view! { <section id="own-steps"><h2>{t("app-settings-own")}</h2>{known}</section> }.into_any()
}
