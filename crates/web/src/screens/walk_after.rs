//! How was it: effort, wobble, pain and where; two taps are enough, and nothing has to be said.

use crate::parts::{choice, icon};
use crate::route::Route;
use crate::state::app;
use crate::text::{t, tw_id};
use crate::walks;
use coach::session::limits::{EFFORTS_TOLD, PAIN_TOLD};
use draw::prelude::*;
use formats::walk_record::{Ended, Feeling, Pain};

/// The faces, as hard as [`EFFORTS_TOLD`] says.
const EFFORTS: [&str; 4] = ["easy", "right", "hard", "very-hard"];
const WOBBLES: [&str; 3] = ["no", "once", "more"];
const PLACES: [&str; 6] = ["knee", "hip", "back", "ankle", "foot", "other"];
/// How strong pain is, as [`PAIN_TOLD`] says.
const LEVELS: [&str; 3] = ["mild", "medium", "strong"];

/// Where it hurts: as many places as there are.
fn places(pain: RwSignal<Vec<&'static str>>) -> AnyView {
    let place = |place| {
        choice::tick(
            tw_id("app-pain", place, ""),
            move || pain.with(|places| places.contains(&place)),
            move |on| {
                pain.update(|places| {
                    places.retain(|known| *known != place);
                    if on {
                        places.push(place);
                    }
                });
            },
        )
    };
    PLACES.map(place).into_iter().collect_view().into_any()
}

/// The screen of the walk with that id.
pub(crate) fn walk_after(id: &str) -> AnyView {
    let app = app();
    let effort = RwSignal::new(String::new());
    let wobble = RwSignal::new(String::new());
    let pain = RwSignal::new(Vec::<&str>::new());
    let level = RwSignal::new("mild".to_owned());
    let talk = RwSignal::new(String::new());
    let dizzy = RwSignal::new(false);
    let feeling = move || {
        let (_, effort) = EFFORTS.into_iter().zip(EFFORTS_TOLD).find(|(name, _)| *name == effort.get())?;
        let told = LEVELS.into_iter().zip(PAIN_TOLD).find(|(name, _)| *name == level.get());
        let strength = told.map_or(0, |(_, strength)| strength);
        Some(Feeling {
            effort,
            stumbles: WOBBLES
                .iter()
                .zip(0..)
                .find(|(name, _)| **name == wobble.get())
                .map_or(0, |(_, times)| times),
            pain: pain.with(|places| {
                places.iter().map(|place| Pain { place: (*place).to_owned(), level: strength }).collect()
            }),
            dizzy: dizzy.get(),
            talk: match talk.get().as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
        })
    };
    let id = StoredValue::new(id.to_owned());
    // Everything is kept as it is said, so that two taps are enough and none is a button to find.
    Effect::new(move || {
        let Some(said) = feeling().filter(|_| !wobble.get().is_empty()) else { return };
        let Some(walk) = walks::find(app, &id.get_value()) else { return };
        if walk.record.feeling.as_ref() != Some(&said) {
            // The newer one wins wherever both arrive.
            let revision = walk.record.revision + 1;
            let record = formats::walk_record::WalkRecord { revision, feeling: Some(said), ..walk.record };
            crate::platform::js::later(async move { drop(walks::keep(app, record).await) });
        }
    });
    let faces = EFFORTS
        .iter()
        .enumerate()
        .map(|(mood, name)| {
            let label = view! { {icon::face(mood)} <span>{tw_id("app-effort", name, "")}</span> }.into_any();
            ((*name).to_owned(), label)
        })
        .collect();
    let named = |names: &[&'static str], front: &'static str| {
        names
            .iter()
            .map(|name| ((*name).to_owned(), choice::word(tw_id(front, name, ""))))
            .collect::<Vec<_>>()
    };
    let saved = move || {
        app.walks.track();
        let walk = walks::find(app, &id.get_value()).filter(|walk| !walk.lost)?;
        let text =
            if walk.record.ended == Ended::Complete { "app-after-well-done" } else { "app-after-kept-short" };
        Some(view! { <p class="card"><strong>{t(text)}</strong></p> })
    };
    let hurts = move || pain.with(|places| !places.is_empty());
    let strong = move || hurts() && level.get() == "strong";
    view! {
        <h1 tabindex="-1">{t("app-after-title")}</h1>
        {saved}
        {super::trouble::trouble()}
        {choice::one_of("effort", t("app-after-effort"), "faces", faces, move || effort.get(), move |said| effort.set(said))}
        {choice::one_of(
            "wobble", t("app-after-wobble"), "short", named(&WOBBLES, "app-after-wobble"),
            move || wobble.get(), move |said| wobble.set(said),
        )}
        <fieldset><legend>{t("app-after-pain")}</legend><div class="short">{places(pain)}</div></fieldset>
        {choice::one_of(
            "talk", t("app-after-talk"), "short", named(&["yes", "no"], "app-after-talk"),
            move || talk.get(), move |said| talk.set(said),
        )}
        {choice::tick(t("app-after-dizzy"), move || dizzy.get(), move |on| dizzy.set(on))}
        <Show when=hurts>
            {choice::one_of(
                "level", t("app-pain-level"), "short", named(&LEVELS, "app-pain"),
                move || level.get(), move |said| level.set(said),
            )}
        </Show>
        <div role="status">{move || strong().then(|| view! { <p class="note bad">{t("app-after-pain-strong")}</p> })}</div>
        <details><summary>{t("app-stop-title")}</summary>{super::help::stop_signs()}</details>
        <a class="button main" href=move || Route::Detail(id.get_value()).link()>{t("app-done")}</a>
    }
    .into_any()
}
