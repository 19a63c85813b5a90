//! Short texts about walking backward, there with no network.

use crate::route::Route;
use crate::text::{t, tw_id};
use draw::prelude::*;

const CARDS: [&str; 12] = [
    "why",
    "place",
    "feet",
    "eyes",
    "turn",
    "rails",
    "hallway",
    "intervals",
    "treadmill",
    "stop",
    "knees",
    "class",
];

/// A page that is no card of the walk.
const MOTION: &str = "motion";

const WORDS: [&str; 5] = ["turn", "interval", "block", "cadence", "retro"];

/// All of them, and the words explained.
pub(crate) fn learn() -> AnyView {
    view! {
        <h1 tabindex="-1">{t("app-learn-title")}</h1>
        <p class="soft">{t("app-learn-lead")}</p>
        <ul class="walks">
            {CARDS.map(|card| view! {
                <li><a href=Route::Card(card.to_owned()).link()><strong>{tw_id("app-learn", card, "-title")}</strong></a></li>
            })}
        </ul>
        <a class="button plain" href=Route::Card(MOTION.to_owned()).link()>{t("app-learn-motion-title")}</a>
        <h2>{t("app-learn-words")}</h2>
        {WORDS.map(|word| view! {
            <details>
                <summary>{tw_id("app-word", word, "")}</summary>
                <p>{tw_id("app-word", word, "-text")}</p>
            </details>
        })}
    }
    .into_any()
}

/// One of them.
pub(crate) fn card(name: &str) -> AnyView {
    let place = CARDS.iter().position(|card| *card == name);
    if place.is_none() && name != MOTION {
        return super::help::lost();
    }
    let text = tw_id("app-learn", name, "");
    let next = place.and_then(|place| CARDS.get(place + 1)).map(|next| {
        view! { <a class="button" href=Route::Card((*next).to_owned()).link()>{tw_id("app-learn", next, "-title")}</a> }
    });
    view! {
        <h1 tabindex="-1">{tw_id("app-learn", name, "-title")}</h1>
        {text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()}
        {next}
        <a class="button plain" href=Route::Learn.link()>{t("app-learn-all")}</a>
    }
    .into_any()
}
