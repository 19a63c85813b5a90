//! The checks: which there are, and what the last ones said.

use super::check;
use crate::diary;
use crate::platform::clock;
use crate::route::Route;
use crate::state::{App, app};
use crate::text::{self, t, tm, tw_id};
use crate::walks::KeptWalk;
use coach::assessment::{Checks, PROTOCOLS, Protocol, protocol};
use coach::program::progression::card::{Offer, Today};
use draw::prelude::*;
use units::Day;

/// All of them.
pub(crate) fn checks() -> AnyView {
    let app = app();
    let list = move || {
        let kept = diary::checks(app);
        let lines = PROTOCOLS.iter().map(|protocol| {
            let last = match kept.last(protocol.id) {
                Some(check) => {
                    let words = [("value", value(protocol, check.value).into()), ("day", day(app, check.day).into())];
                    tm("app-check-last", &words)
                }
                None => t("app-check-never"),
            };
            view! {
                <li><a href=Route::Check(protocol.id.to_owned()).link()><strong>{tw_id("check", protocol.id, "")}</strong>{last}</a></li>
            }
        });
        lines.collect_view()
    };
    view! {
        <h1 tabindex="-1">{t("progress-checks")}</h1>
        <p>{t("app-check-lead")}</p>
        {move || barred(app)}
        <ul class="walks">{list}</ul>
        <p class="soft">{t("check-not-a-diagnosis")}</p>
    }
    .into_any()
}

/// One of them; not while the answers keep backward walking shut.
pub(crate) fn check(id: &str) -> AnyView {
    let app = app();
    let Some(protocol) = protocol(id) else { return super::help::lost() };
    view! {
        <h1 tabindex="-1">{tw_id("check", protocol.id, "")}</h1>
        {super::trouble::trouble()}
        {untrack(|| barred(app).unwrap_or_else(|| check::run(app, protocol)))}
        <a class="button plain" href=Route::Checks.link()>{t("progress-checks")}</a>
    }
    .into_any()
}

/// Why no check may be done now, and the way on.
fn barred(app: App) -> Option<AnyView> {
    let card = diary::progress(app).card(diary::today(), Today::default());
    let (link, words) = match card.offer {
        Offer::Screen(form) => (Route::Questions(form), "plan-offer-screen"),
        Offer::AskFirst => (Route::Welcome(4), "app-result-ask"),
        Offer::CheckTheDate(_) => (Route::Progress, "app-tab-progress"),
        Offer::Walk(_) | Offer::Rest(_) => return None,
    };
    Some(
        view! {
            <div class="note">
                <p>{tw_id("plan-why", card.why.id(), "")}</p>
                <a class="button" href=link.link()>{t(words)}</a>
            </div>
        }
        .into_any(),
    )
}

/// A value with its unit.
pub(crate) fn value(protocol: &Protocol, value: f64) -> String {
    text::with(|words| words.check_value(protocol, value))
}

/// A day as the app writes days.
pub(crate) fn day(app: App, day: Day) -> String {
    app.settings.with_untracked(|settings| clock::written_day(&day.to_string(), &settings.language))
}

/// The newest against the one before.
pub(crate) fn comparison(protocol: &Protocol, checks: &Checks) -> String {
    let walked = |walk: &KeptWalk| Day::parse(clock::day_of(&walk.record.started_at));
    let first = app().walks.with_untracked(|walks| walks.iter().flatten().filter_map(walked).min());
    text::with(|words| words.comparison(protocol, checks, first))
}
