//! The treadmill the app steers: choosing it, what it can do, and the belt as it runs. The lower half is STOP.

use super::walk_before::closed;
use crate::belt::{self, Belt, Shown};
use crate::diary;
use crate::parts::double_tap::InPlace;
use crate::parts::{icon, strip};
use crate::platform::speech;
use crate::route::Route;
use crate::state::{App, app};
use crate::text::{self, t, tm, tn, tw, tw_id};
use coach::program::{Plan, Program, Treadmill, parse};
use draw::prelude::*;
use treadmill::controller::Stage;
use units::BeltSpeed;
use walk::treadmill_walk::{Hold, Input, Wanted};

/// The screen.
pub(crate) fn belt() -> AnyView {
    let app = app();
    // Whoever leaves the screen leaves STOP out of sight.
    on_cleanup(move || put(app, Input::Leave));
    let body = move || match app.belt.get() {
        Some(belt) => running(app, &belt),
        None => before(app),
    };
    view! { {body} }.into_any()
}

/// Stops the belt, if the app steers one.
pub(crate) fn stop(app: App) {
    put(app, Input::Stop);
}

/// Ends the walk on it, once: a second end would give up a belt whose link is lost.
pub(crate) fn end(app: App) {
    if app.belt.with_untracked(|belt| belt.as_ref().is_some_and(|belt| !belt.has_ended())) {
        put(app, Input::End);
    }
}

fn put(app: App, input: Input<'_>) {
    if let Some(belt) = app.belt.get_untracked() {
        belt.put(input);
    }
}

/// Before a treadmill is chosen.
fn before(app: App) -> AnyView {
    let program = parse(&app.settings.get_untracked().program).ok();
    let body = match program.as_ref().map(Program::plan) {
        Some(Plan::Treadmill(plan)) if belt::is_here() => choose(app, plan, program.as_ref()),
        _ => view! { <p class="card">{t(ways())}</p> }.into_any(),
    };
    view! {
        <h1 tabindex="-1">{t("app-belt-title")}</h1>
        {body}
        <a class="button plain" href=Route::Walk.link()>{t("app-belt-by-hand")}</a>
    }
    .into_any()
}

/// What this browser can do for a walk on a treadmill.
pub(super) fn ways() -> &'static str {
    if belt::is_here() { "app-belt-here" } else { "app-belt-not-here" }
}

fn choose(app: App, plan: &Treadmill, program: Option<&Program>) -> AnyView {
    // By the tap that asks again the browser has its voices.
    app.settings.with_untracked(|settings| speech::knows(&settings.language));
    let program = StoredValue::new(program.cloned());
    let shut = Memo::new(move || program.with_value(|program| diary::shut(app, program.as_ref()?)));
    let pick = move |_| {
        if let Some(program) = program.get_value() {
            belt::begin(app, program);
        }
    };
    let field = move |event| {
        let limit = event_target_value(&event);
        app.choose(|settings| settings.heart_limit = limit);
    };
    let limit = app.settings.get_untracked().heart_limit;
    let told = tm(
        "app-belt-plan",
        &[("time", text::span(plan.each).into()), ("times", f64::from(plan.rounds).into())],
    );
    view! {
        <p>{told}</p>
        <p class="note">{t("app-belt-real-stop")}</p>
        <p>{t("app-belt-wake")}</p>
        <div class="field">
            <label for="heart-limit">{t("app-belt-heart-limit")}</label>
            <input type="text" inputmode="numeric" id="heart-limit" autocomplete="off" aria-describedby="heart-help"
                prop:value=limit on:input=field/>
            <p id="heart-help" class="soft small">{t("app-belt-heart-limit-help")}</p>
        </div>
        <div role="alert">{move || app.getting_ready.get().map(|says| view! { <p class="note bad">{says}</p> })}</div>
        {move || if let Some(why) = shut.get() {
            closed(why)
        } else {
            view! { <button class="button main" id="choose-belt" on:click=pick>{t("app-belt-choose")}</button> }
        }}
    }
    .into_any()
}

fn speed(speed: BeltSpeed) -> String {
    text::with(|words| words.speed(speed.speed()))
}

fn at_most(ceiling: BeltSpeed) -> String {
    tw("app-belt-most", &[("speed", text::with(|words| words.belt_at_most(ceiling)).as_str())])
}

/// The touch that is waited for: the button's id and its words.
const fn touch(wanted: Wanted) -> (&'static str, &'static str) {
    match wanted {
        Wanted::NobodyOnBelt => ("nobody-on-belt", "app-belt-nobody"),
        Wanted::ClipIsOn => ("clip-is-on", "app-belt-clip"),
        Wanted::Turned => ("turned", "app-belt-turned"),
        Wanted::Go => ("go", "app-belt-go"),
    }
}

/// The word at the top.
fn word(shown: &Shown) -> AnyView {
    let says = match shown.stage {
        Stage::Off => "app-belt-linking",
        Stage::Reading => "app-belt-reading",
        Stage::ReadOnly(_) => "app-belt-by-hand",
        Stage::Probing(_) => "app-belt-testing",
        Stage::Starting => "app-belt-starting",
        Stage::Stopping => "app-belt-stopping",
        Stage::LetGo => "app-belt-let-go",
        Stage::Ready if shown.untested => "app-belt-linked",
        Stage::Ready | Stage::Walking => {
            let Some(kind) = shown.kind else { return t("app-belt-stands").into_any() };
            return view! { {strip::drawing(kind)} " " {strip::name(kind)} };
        }
    };
    t(says).into_any()
}

fn running(app: App, belt: &Belt) -> AnyView {
    let shown = belt.shown;
    let belt = StoredValue::new(belt.clone());
    let put = move |input: Input<'static>| belt.with_value(|belt| belt.put(input));
    let class = Memo::new(move || {
        let walks = shown.with(|shown| (shown.stage == Stage::Walking, shown.kind));
        format!("live belt {}", if let (true, Some(kind)) = walks { strip::class(kind) } else { "still" })
    });
    // What the word depends on, and nothing that changes with every message of the belt.
    let place = Memo::new(move || shown.with(|shown| (shown.stage, shown.kind, shown.untested)));
    let top = move || {
        place.track();
        shown.with_untracked(word)
    };
    let walks = Memo::new(move || shown.with(|shown| shown.stage == Stage::Walking));
    let wanted = Memo::new(move || shown.with(|shown| shown.wanted));
    let asks = move || {
        wanted.get().map(|wanted| {
            let (id, words) = touch(wanted);
            // What starts a belt is no second half of another tap.
            let place = InPlace::now();
            let touched = move |_| {
                if wanted != Wanted::Go || place.hears() {
                    put(wanted.input());
                }
            };
            view! { <button class="pause resume" id=id on:click=touched>{t(words)}</button> }
        })
    };
    let ends = move |_| put(Input::End);
    view! {
        <div class=class id="belt" data-moves=move || shown.with(|shown| shown.moves.to_string())>
            <div class="top">
                <a class="stop-help" href=Route::Help.link() on:click=move |_| stop(app)>{icon::stop()} {t("app-stop-help")}</a>
                <button class="quiet" id="end" on:click=ends>{t("app-belt-end")}</button>
            </div>
            <div class="now">
                <h1 class="word" tabindex="-1">{top}</h1>
                <Show when=move || walks.get()>{pace(shown, put)}</Show>
                <p class="saying" role="status">{Memo::new(move || shown.with(|shown| shown.saying.clone()))}</p>
                {asks}
                <Show when=move || !walks.get()>{facts(shown, belt)}</Show>
                {holds(shown, put)}
            </div>
            <div class="below"><button class="pause halt" id="stop" on:click=move |_| put(Input::Stop)>{t("app-belt-stop")}</button></div>
        </div>
    }
    .into_any()
}

/// The belt as it runs: what is left, how fast, and the two large keys.
fn pace(shown: RwSignal<Shown>, put: impl Fn(Input<'static>) + Copy + 'static) -> AnyView {
    let left = Memo::new(move || shown.with(|shown| strip::clock(shown.left_s as f64)));
    let runs = move || {
        shown.with(|shown| match (shown.speed, shown.asked) {
            (Some(now), Some(asked)) if now != asked => format!("{} → {}", speed(now), speed(asked)),
            (Some(now), _) => speed(now),
            (None, _) => "–".to_owned(),
        })
    };
    let most = move || shown.with(|shown| shown.ceiling.map(|(most, _)| at_most(most)));
    view! {
        <p class="digits" role="timer">{left}</p>
        <div class="row keys">
            <button id="slower" aria-label=t("app-belt-slower") on:click=move |_| put(Input::Slower)>"−"</button>
            <p><strong id="speed">{Memo::new(runs)}</strong><br/><span class="small">{Memo::new(most)}</span></p>
            <button id="faster" aria-label=t("app-belt-faster") on:click=move |_| put(Input::Faster)>"+"</button>
        </div>
        <p class="small">{Memo::new(move || shown.with(counts))}</p>
    }
    .into_any()
}

fn counts(shown: &Shown) -> String {
    let part = tn("app-live-part", &[("block", shown.number as f64), ("of", shown.of as f64)]);
    let steps = tn("app-live-steps", &[("steps", f64::from(shown.steps))]);
    let heart = shown.heart.map(|bpm| format!(" · {}", tn("app-belt-heart", &[("bpm", f64::from(bpm))])));
    format!("{part} · {steps}{}", heart.unwrap_or_default())
}

/// What this machine can do, in words, while nobody walks.
fn facts(shown: RwSignal<Shown>, belt: StoredValue<Belt>) -> AnyView {
    let strap = move |_| belt.with_value(Belt::add_strap);
    let name = shown.with_untracked(|shown| shown.name.clone());
    let warns = shown.with_untracked(|shown| shown.warnings.clone());
    let can = move || {
        let (machine, ceiling) = shown.with(|shown| (shown.machine, shown.ceiling));
        machine.map(|machine| {
            let (slowest, fastest, step) =
                (speed(machine.slowest), speed(machine.fastest), speed(machine.step));
            let range = tw(
                "app-belt-range",
                &[("slowest", slowest.as_str()), ("fastest", fastest.as_str()), ("step", step.as_str())],
            );
            let most = ceiling.map(|(most, _)| at_most(most));
            view! { <p>{range} " " {most}</p> }
        })
    };
    let far = Memo::new(move || shown.with(|shown| shown.unreachable && shown.stage == Stage::Off));
    let called = name.clone();
    let unreachable = move || {
        far.get()
            .then(|| view! { <p class="note">{tw("app-belt-unreachable", &[("name", called.as_str())])}</p> })
    };
    let heart = Memo::new(move || shown.with(|shown| shown.heart));
    let beats = move || {
        if let Some(bpm) = heart.get() {
            tn("app-belt-heart", &[("bpm", f64::from(bpm))]).into_any()
        } else {
            view! { <button class="quiet" id="strap" on:click=strap>{t("app-belt-strap")}</button> }
        }
    };
    let machine = Memo::new(move || shown.with(|shown| (shown.machine, shown.ceiling)));
    view! {
        {unreachable}
        <p><strong>{name}</strong></p>
        {move || { machine.track(); untrack(can) }}
        {warns.into_iter().map(|quirk| view! { <p class="note">{tw_id("treadmill-quirk", quirk, "")}</p> }).collect_view()}
        <p class="note">{t("app-belt-real-stop")}</p>
        <p>{beats}</p>
    }
    .into_any()
}

/// How the rails are held: noted with the stretch.
fn holds(shown: RwSignal<Shown>, put: impl Fn(Input<'static>) + Copy + 'static) -> AnyView {
    let keys = [(Hold::None, "none"), (Hold::Light, "light"), (Hold::Firm, "firm")].map(|(hold, name)| {
        let is = Memo::new(move || shown.with(|shown| shown.hold == hold));
        view! {
            <button aria-pressed=move || is.get().to_string() on:click=move |_| put(Input::Holds(hold))>
                {tw_id("app-belt-hold", name, "")}
            </button>
        }
    });
    view! { <p class="small" id="hold">{t("app-belt-hold")}</p><div class="row" role="group" aria-labelledby="hold">{keys}</div> }
        .into_any()
}
