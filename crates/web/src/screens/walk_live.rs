//! The walk as it runs: the way to walk as a word and an arrow, the time left, and a lower half to press.

use super::pocket;
use crate::live::{Live, Shown, Trouble};
use crate::parts::double_tap::InPlace;
use crate::parts::{icon, strip};
use crate::route::Route;
use crate::state::{App, app};
use crate::text::{t, tm, tn};
use coach::program::BlockKind;
use coach::session::{Input, PauseWhy, Steps};
use draw::prelude::*;
use gait::Direction;

/// The screen.
pub(crate) fn walk_live() -> AnyView {
    let app = app();
    let body = move || match app.live.get() {
        Some(live) => running(app, &live),
        None => waiting(app),
    };
    view! { {body} }.into_any()
}

/// Stands a running walk still: the red button is pressed.
pub(crate) fn hold(app: App) {
    super::belt::stop(app);
    app.live.with_untracked(|live| live.iter().for_each(|live| live.hear(Input::Pause(PauseWhy::Walker))));
}

/// Ends a running walk and keeps it, the belt stopped.
pub(crate) fn end(app: App) {
    hold(app);
    super::belt::end(app);
    app.live.with_untracked(|live| live.iter().for_each(|live| live.hear(Input::EndEarly)));
}

fn waiting(app: App) -> AnyView {
    let ready = move || match app.getting_ready.get() {
        Some(says) => view! { <p class="card" role="status">{says}</p> }.into_any(),
        None => view! {
            <p>{t("app-live-none")}</p>
            {super::today::unfinished(app)}
            <a class="button" href=Route::Walk.link()>{t("app-tab-walk")}</a>
        }
        .into_any(),
    };
    view! { <h1 tabindex="-1">{t("app-tab-walk")}</h1> {ready} }.into_any()
}

fn running(app: App, live: &Live) -> AnyView {
    let (shown, pocket) = (live.shown, live.pocket);
    let live = StoredValue::new(live.clone());
    let tell = move |input| live.with_value(|live| live.hear(input));
    let part = move |of: fn(&Shown) -> bool| Memo::new(move || shown.with(of));
    let ending = RwSignal::new(false);
    let kind = Memo::new(move || shown.with(|shown| shown.kind));
    let way = Memo::new(move || shown.with(Shown::way));
    let paused = part(|shown| shown.paused.is_some());
    crate::app::focus_heading();
    let class = move || format!("live {}", way.get().map_or("still", strip::class));
    let to_pocket = move |_| {
        pocket.set(true);
        crate::app::focus(".pocket button");
    };
    // A block that ends by arriving is ended by a tap anywhere that is no button.
    let tapped = move |_| {
        if shown.with_untracked(|shown| shown.ends_by_tap) {
            tell(Input::Tap);
        }
    };
    let below = move || if paused.get() { standing(tell, ending) } else { walking(tell, shown) };
    view! {
        <div class=class id="live"
            data-kind=move || kind.get().map(BlockKind::name)
            data-block=move || shown.with(|shown| shown.number.to_string())
            data-at-s=move || shown.with(|shown| format!("{:.2}", shown.at_s))
            data-steps=move || shown.with(|shown| shown.steps.all().to_string())
            data-paused=move || paused.get().to_string()>
            <div class="top">
                <a class="stop-help" href=Route::Help.link() on:click=move |_| hold(app)>{icon::stop()} {t("app-stop-help")}</a>
                <button class="quiet" id="to-pocket" on:click=to_pocket>{t("app-live-pocket")}</button>
            </div>
            <div class="now" on:click=tapped>{now(shown, way)}</div>
            <div class="below">{below}</div>
        </div>
        <Show when=move || pocket.get()>{pocket::pocket(shown, pocket)}</Show>
    }
    .into_any()
}

/// The upper half: what to do now.
fn now(shown: RwSignal<Shown>, way: Memo<Option<BlockKind>>) -> AnyView {
    let left = Memo::new(move || shown.with(|shown| strip::clock(shown.left_s)));
    let at = Signal::derive(move || shown.with(|shown| shown.at));
    let blocks = Memo::new(move || shown.with(|shown| shown.blocks.clone()));
    let next = Memo::new(move || shown.with(|shown| shown.next));
    // Words are made where they change, not ten times a second.
    let steps = Memo::new(move || shown.with(|shown| shown.steps));
    let sees = Memo::new(move || sees(shown));
    let seen = Memo::new(move || shown.with(|shown| shown.seen));
    let cadence = Memo::new(move || shown.with(|shown| shown.cadence));
    let light = move || match seen.get() {
        Some(Direction::Forward) => "light forward",
        Some(Direction::Backward) => "light backward",
        Some(Direction::Unknown) | None => "light",
    };
    let pace = move || cadence.get().map(|n| format!(" · {}", tn("app-live-cadence", &[("n", n)])));
    // What was said last before a pause is not to be done in it.
    let saying = Memo::new(move || {
        shown.with(|shown| if shown.stands() { String::new() } else { shown.saying.clone() })
    });
    let word = Memo::new(move || shown.with(Shown::word));
    let notice = Memo::new(move || shown.with(|shown| shown.notice.clone()));
    let says_next = move || match next.get() {
        Some((kind, seconds)) => {
            tm("app-live-next", &[("what", strip::name(kind).into()), ("time", strip::clock(seconds).into())])
        }
        None => t("app-live-last"),
    };
    let walks =
        move || matches!(way.get(), Some(BlockKind::Forward | BlockKind::Backward | BlockKind::CoolDown));
    let ends_by_tap = Memo::new(move || shown.with(|shown| shown.ends_by_tap && shown.paused.is_none()));
    view! {
        <h1 class="word" tabindex="-1">
            {move || way.get().map(|kind| view! { {strip::drawing(kind)} " " {word} })}
        </h1>
        <div role="alert">{move || notice.get().map(|notice| view! { <p class="note">{notice}</p> })}</div>
        <p class="digits" role="timer">{left}</p>
        {super::trouble::trouble()}
        <p class="saying" role="status">{saying}</p>
        <Show when=move || ends_by_tap.get()><p class="small"><strong>{t("app-live-tap-help")}</strong></p></Show>
        {move || troubles(shown)}
        <Show when=walks>
            <p class="small">
                {move || counts(steps.get())} <br/> <span class=light aria-hidden="true"></span> {move || t(sees.get())} {pace}
            </p>
        </Show>
        {move || strip::strip(&blocks.get(), Some(at))}
        <p class="next">{says_next}</p>
    }
    .into_any()
}

/// Steps of this part by the way they went.
pub(super) fn counts(steps: Steps) -> String {
    let Steps { forward, backward, unsure } = steps;
    let told = [("forward", forward), ("backward", backward), ("unsure", unsure)];
    tn("app-live-counts", &told.map(|(way, n)| (way, f64::from(n))))
}

/// What the phone makes of the last steps.
fn sees(shown: RwSignal<Shown>) -> &'static str {
    let (seen, steps, senses) =
        shown.with(|shown| (shown.seen, shown.steps, !shown.troubles.contains(&Trouble::NoMotion)));
    match (seen, senses) {
        (_, false) => "app-live-no-motion",
        (Some(Direction::Forward), _) => "app-live-see-forward",
        (Some(Direction::Backward), _) => "app-live-see-backward",
        (Some(Direction::Unknown), _) => "app-live-see-unsure",
        (None, _) if steps.all() == 0 => "app-live-see-nothing",
        (None, _) => "app-live-see-still",
    }
}

fn troubles(shown: RwSignal<Shown>) -> AnyView {
    let lines = shown.with(|shown| shown.troubles.clone());
    let longer = shown.with(|shown| shown.making_longer);
    let lines = lines
        .into_iter()
        .filter_map(|trouble| match trouble {
            Trouble::NoSound => Some("app-walk-no-sound"),
            Trouble::NoVoice => Some("app-walk-voice-missing"),
            Trouble::NoPlace => Some("app-live-no-place"),
            Trouble::ScreenMaySleep => Some("app-live-screen-may-sleep"),
            // Said where the steps are.
            Trouble::NoMotion => None,
        })
        .chain(longer.then_some("app-live-making-longer"))
        .map(|id| view! { <p class="note">{t(id)}</p> });
    lines.collect_view().into_any()
}

/// The lower half of a walk that runs.
fn walking(tell: impl Fn(Input) + Copy + Send + 'static, shown: RwSignal<Shown>) -> AnyView {
    let send = move |input: Input| move |_| tell(input);
    let (pause, skip, repeat, arrived) =
        (send(Input::Pause(PauseWhy::Walker)), send(Input::Skip), send(Input::Repeat), send(Input::Tap));
    let extend = send(Input::Extend(coach::session::limits::ONE_EXTENSION));
    let ends_by_tap = Memo::new(move || shown.with(|shown| shown.ends_by_tap));
    view! {
        {move || ends_by_tap.get().then(|| {
            view! { <button class="pause resume arrived" on:click=arrived>{t("app-live-tap")}</button> }
        })}
        <button class="pause" id="pause" on:click=pause>{t("app-live-pause")}</button>
        <div class="row">
            <button on:click=repeat>{t("app-live-repeat")}</button>
            <button on:click=extend>{t("app-live-extend")}</button>
            <button on:click=skip>{t("app-live-skip")}</button>
        </div>
    }
    .into_any()
}

/// The lower half of a walk that stands: go on, or end, which is asked once more.
fn standing(tell: impl Fn(Input) + Copy + 'static, ending: RwSignal<bool>) -> AnyView {
    let (place, sure) = (InPlace::now(), InPlace::now());
    let resume = move |_| {
        if place.hears() {
            ending.set(false);
            tell(Input::Resume);
        }
    };
    let end = move |_| {
        if !ending.get_untracked() {
            sure.anew();
            ending.set(true);
        } else if sure.hears() {
            ending.set(false);
            tell(Input::EndEarly);
        }
    };
    view! {
        <button class="pause resume" id="resume" on:click=resume>{t("app-live-resume")}</button>
        <button class="pause end" id="end" on:click=end>
            {move || t(if ending.get() { "app-live-really-end" } else { "app-live-end" })}
        </button>
    }
    .into_any()
}
