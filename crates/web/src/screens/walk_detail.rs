//! One walk: plan against done, block by block; as a file; and deleting it, which can be undone.

use crate::parts::strip;
use crate::platform::store::Drawer;
use crate::platform::{clock, files};
use crate::route::Route;
use crate::state::{App, app};
use crate::text::{self, t, tm, tw, tw_id};
use crate::walks::{self, KeptWalk};
use coach::program::BlockKind;
use draw::prelude::*;
use formats::motion::raw;
use formats::walk_record::{BlockOutcome, BlockRecord, Ended, Feeling, Hold, Source, WalkRecord};
use units::HeartRate;

/// The screen of the walk with that id.
pub(crate) fn walk_detail(id: &str) -> AnyView {
    let app = app();
    let id = id.to_owned();
    let deleted = RwSignal::new(None::<KeptWalk>);
    let body = move || {
        if let Some(walk) = deleted.get() {
            return undo(app, walk, deleted);
        }
        match walks::find(app, &id) {
            Some(walk) => shown(app, walk, deleted),
            None => view! { <p class="card">{t("app-detail-gone")}</p> }.into_any(),
        }
    };
    view! {
        <h1 tabindex="-1">{t("app-detail-title")}</h1>
        {super::trouble::trouble()}
        {body}
        <a class="button plain" href=Route::Progress.link()>{t("app-progress-list")}</a>
    }
    .into_any()
}

fn undo(app: App, walk: KeptWalk, deleted: RwSignal<Option<KeptWalk>>) -> AnyView {
    let back = move |_| {
        let walk = walk.clone();
        crate::platform::js::later(async move {
            if walks::bring_back(app, walk).await.is_ok() {
                deleted.set(None);
            }
        });
    };
    view! {
        <div class="note">
            <p>{t("app-detail-deleted")}</p>
            <button class="button" on:click=back>{t("app-undo")}</button>
        </div>
    }
    .into_any()
}

fn shown(app: App, walk: KeptWalk, deleted: RwSignal<Option<KeptWalk>>) -> AnyView {
    let language = app.settings.get_untracked().language;
    let record = walk.record.clone();
    let file = {
        let record = record.clone();
        move |_| {
            let text = formats::json::to_text(&vec![record.clone()]).into_bytes();
            files::save(
                &format!("retrowalk-{}.json", clock::day_of(&record.started_at)),
                "application/json",
                &text,
            );
        }
    };
    let delete = move |_| {
        let walk = walk.clone();
        crate::platform::js::later(async move {
            if walks::delete(app, &walk.record.id).await.is_ok() {
                app.say(t("app-detail-deleted"));
                deleted.set(Some(walk));
            }
        });
    };
    let sent = walks::find(app, &record.id).is_some_and(|walk| walk.sent);
    let ended = match (record.source, record.ended) {
        (Source::Typed, _) => "app-detail-typed",
        (Source::MadeUp, _) => "app-detail-made-up",
        (_, Ended::Complete) => "app-detail-ended-complete",
        (_, Ended::Early) => "app-detail-ended-early",
        (_, Ended::Interrupted) => "app-detail-ended-interrupted",
    };
    view! {
        <p><strong>{clock::written(&record.started_at, &language)}</strong></p>
        <p><code>{record.program.clone()}</code> ". " {t(ended)}</p>
        {record.feeling.as_ref().map(feeling)}
        <a class="button plain" id="how" href=Route::After(record.id.clone()).link()>{t("app-after-title")}</a>
        <h2>{t("app-detail-plan-done")}</h2>
        {table(&record)}
        {super::body::of_walk(app, &record)}
        <p class="soft small">{t(if sent { "app-detail-sent" } else { "app-detail-not-sent" })}</p>
        <button class="button plain" on:click=file>{t("app-detail-save-file")}</button>
        {motion(app, &record)}
        <button class="button danger" on:click=delete>{t("app-detail-delete")}</button>
    }
    .into_any()
}

/// The file of a walk's motion: its day, and of its id the end, which tells it from others of the day but not its hour.
fn motion_file(started_at: &str, id: &str) -> String {
    let end = id.char_indices().rev().nth(5).and_then(|(at, _)| id.get(at..)).unwrap_or(id);
    format!("retrowalk-{}-{end}.rwm", clock::day_of(started_at))
}

/// The walk's raw motion, if it was kept: as a file, or deleted.
fn motion(app: App, record: &WalkRecord) -> AnyView {
    let id = record.id.clone();
    let name = motion_file(&record.started_at, &id);
    let kept = RwSignal::new(false);
    let (look, give) = (id.clone(), id.clone());
    crate::platform::js::later(async move {
        let Ok(store) = app.store().await else { return };
        kept.set(store.has_parts(Drawer::Motion, &look).await.unwrap_or_default());
    });
    let save = move |_| {
        let (id, name) = (give.clone(), name.clone());
        crate::platform::js::later(async move {
            let Ok(store) = app.store().await else { return };
            if let Ok(mut parts) = store.parts(Drawer::Motion, &id).await {
                if let Some(first) = parts.first_mut()
                    && let Ok((head, _)) = raw::read(first, &mut |_| ())
                {
                    *first = raw::begin(&head.to_give());
                }
                files::save(&name, "application/octet-stream", &parts.concat());
            }
        });
    };
    let delete = move |_| {
        let id = id.clone();
        crate::platform::js::later(async move {
            if let Ok(store) = app.store().await
                && store.remove_parts(Drawer::Motion, &id).await.is_ok()
            {
                kept.set(false);
            }
        });
    };
    view! {
        <Show when=move || kept.get()>
            <p class="small soft">{t("app-detail-motion")} " "
                <a href=Route::Card("motion".to_owned()).link()>{t("learn-motion-title")}</a></p>
            <button class="button plain" on:click=save.clone()>{t("app-detail-motion-save")}</button>
            <button class="button plain" on:click=delete.clone()>{t("app-detail-motion-delete")}</button>
        </Show>
    }
    .into_any()
}

/// Plan against done.
pub(crate) fn table(record: &WalkRecord) -> AnyView {
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t("app-detail-plan-done")>
            <table>
                <thead><tr>
                    <th scope="col">{t("app-detail-part")}</th>
                    <th scope="col" class="n">{t("app-detail-planned")}</th>
                    <th scope="col" class="n">{t("app-detail-did")}</th>
                    <th scope="col" class="n">{t("app-detail-steps")}</th>
                </tr></thead>
                <tbody>{record.blocks.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(block: &BlockRecord) -> AnyView {
    let kind = BlockKind::named(&block.kind).unwrap_or(BlockKind::Stand);
    let outcome = match block.outcome {
        BlockOutcome::Done => None,
        BlockOutcome::Skipped if block.done_s <= 0.0 => Some("app-detail-outcome-not-reached"),
        BlockOutcome::Skipped => Some("app-detail-outcome-skipped"),
        BlockOutcome::Cut => Some("app-detail-outcome-cut"),
    };
    let unmeasured = (block.not_measured_s >= 0.5).then(|| {
        view! { <br/><span class="small soft">{t("app-detail-unmeasured")} " " {strip::clock(block.not_measured_s)}</span> }
    });
    // What a treadmill counted, and how its rails were held.
    let belt = block.distance_m.zip(block.hold).and_then(|(meters, hold)| {
        let length = text::with(|words| Some(words.length(units::Length::from_meters(meters)?)))?;
        let hold = t(match hold {
            Hold::None => "app-belt-hold-none",
            Hold::Light => "app-belt-hold-light",
            Hold::Firm => "app-belt-hold-firm",
        });
        let walked = tw("app-belt-walked", &[("length", length.as_str()), ("hold", hold.as_str())]);
        Some(view! { <br/><span class="small soft">{walked}</span> })
    });
    let heart = block.heart_mean_bpm.zip(block.heart_most_bpm).map(|(mean, most)| {
        let highest =
            HeartRate::from_bpm(app().settings.with_untracked(|settings| settings.highest_heart_bpm));
        let said = text::with(|words| words.heart(mean, most, highest.filter(|highest| highest.bpm() > 0.0)));
        view! { <br/><span class="small soft">{said}</span> }
    });
    let arrow = match kind {
        BlockKind::Forward => "↑ ",
        BlockKind::Backward => "↓ ",
        _ => "",
    };
    let counted = block.steps.all();
    let steps = match kind {
        BlockKind::Prepare | BlockKind::Turn | BlockKind::Stand if counted == 0 => String::new(),
        _ if block.not_measured_s + 0.5 >= block.done_s && counted == 0 => "–".to_owned(),
        _ if counted == 0 => counted.to_string(),
        // Those of each way, and those nobody could tell.
        _ => [("↑", block.steps.forward), ("↓", block.steps.backward), ("?", block.steps.unsure)]
            .into_iter()
            .filter(|(_, steps)| *steps > 0)
            .map(|(way, steps)| format!("{way} {steps}"))
            .collect::<Vec<_>>()
            .join(" "),
    };
    view! {
        <tr>
            <th scope="row"><span class=format!("way {}", strip::class(kind))>{arrow}{strip::name(kind)}</span>{belt}{heart}</th>
            <td class="n">{strip::clock(block.planned_s)}</td>
            <td class="n">
                {strip::clock(block.done_s)}
                {outcome.map(|outcome| view! { <br/><span class="small">{t(outcome)}</span> })}
                {unmeasured}
            </td>
            <td class="n">{steps}</td>
        </tr>
    }
    .into_any()
}

fn feeling(feeling: &Feeling) -> AnyView {
    let effort = feeling.effort.map(|effort| match effort {
        ..=10 => "app-effort-easy",
        11..=13 => "app-effort-right",
        14..=15 => "app-effort-hard",
        16.. => "app-effort-very-hard",
    });
    let wobble = feeling.stumbles.map(|stumbles| match stumbles {
        0 => "app-after-wobble-no",
        1 => "app-after-wobble-once",
        2.. => "app-after-wobble-more",
    });
    // A dash for what was not told.
    let told = |id: Option<&str>| id.map_or_else(|| "–".to_owned(), t);
    let line = tm("app-detail-feeling", &[("effort", told(effort).into()), ("wobble", told(wobble).into())]);
    let pains = feeling
        .pain
        .iter()
        .map(|pain| {
            let level = match pain.level {
                ..=3 => "mild",
                4..=6 => "medium",
                7.. => "strong",
            };
            let words = [
                ("where", tw_id("app-pain", &pain.place, "").into()),
                ("level", tw_id("app-pain", level, "").into()),
            ];
            view! { <p>{tm("app-detail-pain", &words)}</p> }
        })
        .collect_view();
    view! { <p>{line}</p>{pains} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::motion_file;

    #[test]
    fn two_walks_of_a_day_are_two_files_and_neither_tells_its_hour() {
        let of = |id| motion_file("2026-11-28T10:17:30+01:00", id);
        let one = of("019ac9f1-5a0f-7cc3-9d21-0b6ff1a2c3d4");
        assert_eq!(one, "retrowalk-2026-11-28-a2c3d4.rwm");
        assert_ne!(one, of("019ac9f1-5a0f-7cc3-9d21-0b6ff1a2c3d5"));
    }
}
