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

/// The name that stands for a number.
fn named_as(names: &[&'static str], numbers: &[u8], number: Option<u8>) -> String {
    let place = number.and_then(|number| numbers.iter().position(|known| *known == number));
    place.and_then(|place| names.get(place)).copied().unwrap_or_default().to_owned()
}

/// What is said now, over what was said before of which this screen shows nothing. Pain of unknown strength is medium: the plan
/// holds.
fn said(
    effort: &str,
    wobble: &str,
    pain: &[&str],
    level: &str,
    talk: &str,
    dizzy: bool,
    before: Feeling,
) -> Feeling {
    let place = |names: &[&str], name: &str| names.iter().position(|known| *known == name);
    let [_, medium, _] = PAIN_TOLD;
    let level = place(&LEVELS, level).and_then(|place| PAIN_TOLD.get(place).copied());
    let mut hurts = before.pain;
    hurts.retain(|known| !PLACES.contains(&known.place.as_str()) || pain.contains(&known.place.as_str()));
    for known in &mut hurts {
        known.level = level.unwrap_or(known.level);
    }
    for place in pain {
        if !hurts.iter().any(|known| known.place == *place) {
            hurts.push(Pain { place: (*place).to_owned(), level: level.unwrap_or(medium) });
        }
    }
    let stumbles = WOBBLES.iter().zip(0..).find(|(name, _)| **name == wobble).map(|(_, times)| times);
    Feeling {
        effort: place(&EFFORTS, effort).and_then(|at| EFFORTS_TOLD.get(at).copied()).or(before.effort),
        stumbles: stumbles.or(before.stumbles),
        pain: hurts,
        dizzy,
        talk: place(&["no", "yes"], talk).map(|at| at == 1).or(before.talk),
    }
}

/// The screen of the walk with that id.
pub(crate) fn walk_after(id: &str) -> AnyView {
    let app = app();
    let Some(walk) = walks::find(app, id) else { return super::walk_detail::walk_detail(id) };
    let before = walk.record.feeling.unwrap_or_default();
    let effort = RwSignal::new(named_as(&EFFORTS, &EFFORTS_TOLD, before.effort));
    let wobble = RwSignal::new(named_as(&WOBBLES, &[0, 1, 2], before.stumbles));
    let hurt = |place: &&str| before.pain.iter().any(|pain| pain.place == **place);
    let pain = RwSignal::new(PLACES.into_iter().filter(hurt).collect::<Vec<_>>());
    let strength = before.pain.first().map(|pain| pain.level);
    let alike = before.pain.iter().all(|pain| Some(pain.level) == strength);
    let level = RwSignal::new(named_as(&LEVELS, &PAIN_TOLD, strength.filter(|_| alike)));
    let talk = RwSignal::new(named_as(&["no", "yes"], &[0, 1], before.talk.map(u8::from)));
    let dizzy = RwSignal::new(before.dizzy);
    let id = StoredValue::new(id.to_owned());
    let before = StoredValue::new(before);
    // Everything is kept as it is said, so that two taps are enough and none is a button to find; what hurts is not lost where
    // the rest is left out.
    Effect::new(move || {
        let before = before.get_value();
        let said = pain.with(|pain| {
            said(&effort.get(), &wobble.get(), pain, &level.get(), &talk.get(), dizzy.get(), before)
        });
        let Some(walk) = walks::find(app, &id.get_value()) else { return };
        if walk.record.feeling.clone().unwrap_or_default() != said {
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
    let rest = move || dizzy.get() || (hurts() && level.get() == "strong");
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
        <div role="status">{move || rest().then(|| view! { <p class="note bad">{t("app-after-rest")}</p> })}</div>
        <details><summary>{t("app-stop-title")}</summary>{super::help::stop_signs()}</details>
        <a class="button main" href=move || Route::Detail(id.get_value()).link()>{t("app-done")}</a>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_kept_whatever_else_was_left_out() {
        let nothing = Feeling::default();
        assert_eq!(said("", "", &[], "", "", false, nothing.clone()), nothing);
        assert_eq!(
            said("", "", &[], "", "", true, nothing.clone()),
            Feeling { dizzy: true, ..nothing.clone() }
        );
        let strong = said("", "", &["knee"], "strong", "", false, nothing.clone());
        assert_eq!((strong.effort, strong.pain[0].level), (None, 8));
        assert_eq!(said("very-hard", "", &[], "", "", false, nothing.clone()).effort, Some(17));
        assert_eq!(said("", "once", &[], "", "", false, nothing.clone()).stumbles, Some(1));
        let talk = |answer| said("", "", &[], "", answer, false, nothing.clone()).talk;
        assert_eq!((talk("no"), talk("yes"), talk("")), (Some(false), Some(true), None));
        // Whoever comes back to the screen finds what was said, adds to it and takes it back.
        let again = said("right", "", &["knee"], "strong", "", false, strong.clone());
        assert_eq!(again, Feeling { effort: Some(12), ..strong.clone() });
        assert_eq!(said("", "", &[], "", "", false, Feeling { dizzy: true, ..strong }), nothing);
    }

    #[test]
    fn what_this_screen_has_no_word_for_stays_as_it_was_said() {
        let pain = |place: &str, level| Pain { place: place.to_owned(), level };
        let told = Feeling {
            effort: Some(13),
            stumbles: Some(5),
            pain: vec![pain("elbow", 7), pain("knee", 3)],
            ..Feeling::default()
        };
        assert_eq!(named_as(&EFFORTS, &EFFORTS_TOLD, told.effort), "");
        assert_eq!(named_as(&EFFORTS, &EFFORTS_TOLD, Some(12)), "right");
        assert_eq!(said("", "", &["knee"], "", "", false, told.clone()), told);
        let more = said("", "", &["knee", "hip"], "", "", false, told.clone());
        assert_eq!(more.pain, [pain("elbow", 7), pain("knee", 3), pain("hip", 4)]);
        assert_eq!(said("", "", &[], "", "", false, told).pain, [pain("elbow", 7)]);
    }

    #[test]
    fn pain_of_unknown_strength_is_medium() {
        let level =
            |level| said("right", "no", &["knee"], level, "", false, Feeling::default()).pain[0].level;
        assert_eq!((level(""), level("mild"), level("medium")), (4, 2, 4));
    }
}
