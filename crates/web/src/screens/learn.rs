//! Learn: twelve cards to read or to hear, what is known and how sure it is, what is worked, the words, and the sources.

use crate::parts::{icon, listen};
use crate::platform::js;
use crate::route::Route;
use crate::text::{t, tw_id};
use coach::evidence::learn::{CARDS, CLAIMS, GLOSSARY, numbers, printed};
use draw::prelude::*;

/// A page: its name in the address and the catalogue, and what stands on it.
type Page = (&'static str, fn() -> AnyView);

/// The pages that are no card.
const PAGES: [Page; 5] = [
    ("claims", claims),
    ("body", super::body::drawn),
    ("words", words),
    ("sources", sources),
    ("motion", motion),
];

/// All of them.
pub(crate) fn learn() -> AnyView {
    let link = |name: &'static str| {
        view! { <li><a href=Route::Card(name.to_owned()).link()><strong>{tw_id("learn", name, "-title")}</strong></a></li> }
    };
    view! {
        <h1 tabindex="-1">{t("learn-title")}</h1>
        <p class="soft">{t("learn-lead")}</p>
        <ul class="walks">{CARDS.map(link)}</ul>
        <ul class="walks">{PAGES.map(|(name, _)| link(name))}</ul>
    }
    .into_any()
}

/// One card or page.
pub(crate) fn card(name: &str) -> AnyView {
    let place = CARDS.iter().position(|card| *card == name);
    let page = PAGES.iter().find(|(page, _)| *page == name);
    let shown = match (place, page) {
        (Some(_), _) => lesson(name),
        (None, Some((_, page))) => page(),
        (None, None) => return super::help::lost(),
    };
    let next = place.and_then(|place| CARDS.get(place + 1)).map(|next| {
        view! { <a class="button" href=Route::Card((*next).to_owned()).link()>{tw_id("learn", next, "-title")}</a> }
    });
    let print = |_| drop(js::window().and_then(|window| js::call(&window, "print", &[])));
    view! {
        <h1 tabindex="-1">{tw_id("learn", name, "-title")}</h1>
        {shown}
        {next}
        <button class="button plain" id="print" on:click=print>{t("learn-print")}</button>
        <a class="button plain" href=Route::Learn.link()>{t("learn-all")}</a>
    }
    .into_any()
}

fn lines(text: &str) -> AnyView {
    text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view().into_any()
}

fn lesson(name: &str) -> AnyView {
    let text = tw_id("learn", name, "");
    view! {
        {icon::picture(drawing(name))}
        {lines(&text)}
        {listen::listen(text)}
    }
    .into_any()
}

/// Each claim of the article, what was found, how sure that is and in whom.
fn claims() -> AnyView {
    let claims = CLAIMS.iter().map(|claim| {
        let say = |part: &str| tw_id("claim", claim.id, part);
        let numbers: Vec<_> = numbers(claim.source).map(|number| number.to_string()).collect();
        view! {
            <section class="card">
                <h2>{say("")}</h2>
                <p>{t("learn-claim-measured")}": "{say("-measured")}</p>
                <p>{t("learn-claim-sure")}": "<strong>{say("-sure")}</strong></p>
                <p>{t("learn-claim-whom")}": "{say("-whom")}</p>
                {(!numbers.is_empty()).then(|| view! {
                    <p class="small"><a href=Route::Card("sources".to_owned()).link()>{t("learn-sources-title")}</a>" "
                        {numbers.join(", ")}</p>
                })}
            </section>
        }
    });
    view! {
        <p class="soft">{t("learn-claims-lead")}</p>
        {claims.collect_view()}
        <p>{t("claim-kind-note")}</p>
    }
    .into_any()
}

fn words() -> AnyView {
    let words = GLOSSARY.iter().map(|id| {
        let text = tw_id("glossary", id, "");
        let (word, means) = text.split_once(": ").unwrap_or((&text, ""));
        view! { <p><strong>{word.to_owned()}</strong>": "{means.to_owned()}</p> }
    });
    words.collect_view().into_any()
}

fn sources() -> AnyView {
    let sources = printed().filter_map(|line| line.first()).map(|source| {
        let link = (!source.doi.is_empty()).then(|| {
            let doi = source.doi;
            view! { <a href=format!("https://doi.org/{doi}") rel="noreferrer">"doi "{doi}</a> }
        });
        view! { <li>{source.text}" "{link}</li> }
    });
    view! {
        <p class="soft">{t("learn-sources-lead")}</p>
        <ol class="small">{sources.collect_view()}</ol>
    }
    .into_any()
}

/// What a walk's kept motion is good for.
fn motion() -> AnyView {
    lines(&t("learn-motion"))
}

/// A plain picture of a card.
fn drawing(card: &str) -> &'static str {
    match card {
        // A walker with the toes of one foot reaching back, and the way to go.
        "why" => {
            "M10 76H190M130 6a7 7 0 1 1-.1 0M130 20v26M130 46l12 16v14M130 46l-14 14l-8 14M130 26l12 12M130 26l-10 14M84 38H30M42 28L30 38l12 10"
        }
        // A path between walls with a lamp, and a rug that was taken away.
        "place" => {
            "M20 76L60 24M140 76L100 24M80 4v8M68 8l5 6M92 8l-5 6M150 52h36v16h-36zM146 48l44 24M190 48l-44 24"
        }
        // One foot three times: toes, ball, heel; from right to left.
        "feet" => {
            "M10 72H190M176 70l-30-34M118 70l-36-16M54 70H14M176 70h6M118 70h6M140 22H60M70 14L60 22l10 8"
        }
        // A straight back and a level gaze.
        "eyes" => {
            "M10 76H100M50 6a7 7 0 1 1-.1 0M50 20v30v26M50 26v24M66 13h8M84 13h8M102 13h8M120 13h8M138 13h8M170 4v20M30 20v30"
        }
        // Round a spot, with a hand on the wall.
        "turn" => {
            "M160 4v72M110 6a7 7 0 1 1-.1 0M110 20v30M110 50l-6 24M110 50l6 24M110 28l50-2M84 62a26 9 0 1 0 52 0M84 62l-6 8M84 62l8 6"
        }
        // Both hands on rails.
        "rails" => {
            "M50 76V40H150V76M100 6a7 7 0 1 1-.1 0M100 20v30M100 50l-7 26M100 50l7 26M100 26l-22 14M100 26l22 14"
        }
        // From door to door, there and back.
        "hallway" => "M16 76V20h28v56M156 76V20h28v56M60 40h80M130 32l10 8l-10 8M140 60H60M70 52l-10 8l10 8",
        // Long forward, short backward, and again.
        "intervals" => {
            "M8 24h66v20H8zM82 24h16v20H82zM106 24h66v20h-66zM180 24h14v20h-14zM40 72V54M34 60l6-6l6 6M90 54v18M84 66l6 6l6-6M138 72V54M132 60l6-6l6 6"
        }
        // A belt with its console behind the walker, and the cord clipped on.
        "treadmill" => {
            "M20 72H180v6H20zM164 72V24h-14M156 24l8-8M90 4a7 7 0 1 1-.1 0M90 18v28M90 46l-8 26M90 46l10 26M92 38c20 16 40 2 60-10"
        }
        "stop" => "M84 6h32l22 22v24l-22 22H84L62 52V28zM78 40h44",
        // A knee, and less on it.
        "knees" => "M84 4l20 34l-14 36h22M104 26a12 12 0 1 1-.1 0M146 20v34M136 44l10 10l10-10",
        // People with room between them.
        _ => {
            "M30 12a6 6 0 1 1-.1 0M30 24v24M30 48l-6 24M30 48l6 24M100 12a6 6 0 1 1-.1 0M100 24v24M100 48l-6 24M100 48l6 24M170 12a6 6 0 1 1-.1 0M170 24v24M170 48l-6 24M170 48l6 24M48 36h34M56 30l-8 6l8 6M74 30l8 6l-8 6M118 36h34M126 30l-8 6l8 6M144 30l8 6l-8 6"
        }
    }
}
