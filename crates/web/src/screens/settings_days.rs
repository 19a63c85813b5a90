//! The weekly days, and a file that has the walker's own calendar remind of them.

use crate::diary;
use crate::parts::choice;
use crate::platform::{clock, files};
use crate::state::app;
use crate::text::t;
use coach::report::progress::monday;
use draw::prelude::*;
use formats::ics::Weekly;

/// How long the calendar takes a walk to be, minutes.
const MINUTES: u16 = 20;

/// Which days, when, and the file.
pub(crate) fn days() -> AnyView {
    let app = app();
    let told = RwSignal::new(None::<String>);
    let language = app.settings.get_untracked().language;
    let monday = monday(diary::today());
    let ticks = ["0", "1", "2", "3", "4", "5", "6"].into_iter().zip(0..).map(|(name, after)| {
        let chosen = move || app.settings.with(|settings| settings.days.contains(name));
        let choose = move |on| {
            app.choose(|settings| {
                settings.days.retain(|day| !name.contains(day));
                if on {
                    settings.days.push_str(name);
                }
            });
        };
        choice::tick(clock::weekday(&(monday + after).to_string(), &language), chosen, choose)
    });
    let save = move |_| {
        let settings = app.settings.get_untracked();
        let at = settings.remind_at.split_once(':').and_then(|(h, m)| h.parse().ok().zip(m.parse().ok()));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let now_s = (clock::wall_ms() / 1000.0) as u32;
        let weekly = Weekly {
            days: settings.weekdays(),
            at: at.unwrap_or((10, 0)),
            today: diary::today(),
            now_s,
            minutes: MINUTES,
            summary: &t("app-settings-days-summary"),
            description: &t("app-settings-about-text"),
        };
        match weekly.file() {
            Some(file) => {
                told.set(None);
                files::save("retrowalk.ics", "text/calendar;charset=utf-8", file.as_bytes());
            }
            None => told.set(Some(t("app-settings-days-none"))),
        }
    };
    view! {
        <section>
            <h2 id="days" tabindex="-1">{t("app-settings-days")}</h2>
            <div class="short">{ticks.collect_view()}</div>
            <div class="field">
                <label for="remind-at">{t("app-settings-days-at")}</label>
                <input type="time" id="remind-at" value=app.settings.get_untracked().remind_at
                    on:change=move |event| app.choose(|settings| settings.remind_at = event_target_value(&event))/>
            </div>
            <button class="button plain" id="calendar" on:click=save>{t("app-settings-days-save")}</button>
            <p class="soft small">{t("app-settings-days-why")}</p>
            <p role="status">{move || told.get()}</p>
        </section>
    }
    .into_any()
}
