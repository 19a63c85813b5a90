//! Before a walk: which way, how long, a look at the place, three ticks, and START.

use super::{sound_check, walk_ways};
use crate::parts::{choice, strip};
use crate::route::Route;
use crate::state::{App, app};
use crate::text::{self, t, tw_id};
use crate::{diary, live};
use coach::assessment::{four_stage_balance, three_meter_backward_walk};
use coach::program::progression::records::Record;
use coach::program::progression::why::Why;
use coach::program::{Plan, Program, Until, parse};
use coach::screening::Form;
use draw::prelude::*;

/// A phone's GPS is right to about 5 m under open sky (GPS.gov): a shorter stretch than this it cannot measure.
const GPS_LEAST_M: f64 = 50.0;

/// The three ticks, each asked anew before every walk and every check that goes backward.
const TICKS: [&str; 3] = ["app-tick-path", "app-tick-hold", "app-tick-shoes"];

/// Which of them are set.
pub(super) type Ticked = RwSignal<[bool; TICKS.len()]>;

/// The ticks, to be set.
pub(super) fn ticks(ticked: Ticked) -> Vec<AnyView> {
    let tick = |(place, id): (usize, &&str)| {
        choice::tick(
            t(id),
            move || ticked.with(|ticked| ticked.get(place).copied().unwrap_or_default()),
            move |on| {
                ticked.update(|ticked| {
                    if let Some(tick) = ticked.get_mut(place) {
                        *tick = on;
                    }
                });
            },
        )
    };
    TICKS.iter().enumerate().map(tick).collect()
}

/// The screen.
pub(crate) fn walk_before() -> AnyView {
    let app = app();
    let picks = walk_ways::Picks::new(app);
    let program = Memo::new(move || {
        let written = picks.notation();
        parse(&written).map_err(|error| text::wrong_notation(&written, &error))
    });
    let chosen = move || program.with(|program| program.as_ref().ok().cloned());
    // The sound is made while the walker looks at the place and ticks, so that START is not waited for.
    Effect::new(move || {
        if let Some(program) = chosen() {
            live::prepare(app, &program);
        }
    });
    let longest = Memo::new(move || chosen().and_then(|program| longest_m(&program)));
    view! {
        <h1 tabindex="-1">{t("app-walk-title")}</h1>
        {super::today::unfinished(app)}
        {picks.view()}
        <section aria-live="polite">
            <h2>{t("app-walk-your-plan")}</h2>
            {move || program.with(|program| match program {
                Ok(program) => plan(program),
                Err(_) if picks.names_a_place() => view! { <p class="soft">{t("app-walk-place-missing")}</p> }.into_any(),
                Err(wrong) => wrong.view(),
            })}
        </section>
        {move || picks.place_check()}
        {move || longest.get().map(|meters| ends(app, meters))}
        {move || {
            // Each day is asked and ticked anew.
            app.day.track();
            untrack(|| go(app, &picks, program.into()))
        }}
    }
    .into_any()
}

/// The longest stretch that ends by arriving, m, if there is one.
fn longest_m(program: &Program) -> Option<f64> {
    let lengths = program.blocks().iter().filter_map(|block| match block.until {
        Until::Arrival(length) => Some(length.meters()),
        Until::Time => None,
    });
    lengths.reduce(f64::max)
}

/// What ends such a stretch; a tap always does.
fn ends(app: App, longest_m: f64) -> AnyView {
    let ways = ["tap", "gps", "steps"].into_iter().filter(|way| *way != "gps" || longest_m >= GPS_LEAST_M);
    let options = ways.map(|way| (way.to_owned(), choice::word(tw_id("app-walk-ends", way, "")))).collect();
    let help = move || {
        app.settings.with(|settings| match settings.ends.as_str() {
            "gps" => Some("app-walk-ends-gps-help"),
            "steps" if settings.own_forward.length_m.min(settings.own_backward.length_m) > 0.0 => {
                Some("app-walk-ends-steps-help")
            }
            "steps" => Some("app-walk-ends-steps-unknown"),
            _ => None,
        })
    };
    let pick = move |way| app.choose(|settings| settings.ends = way);
    let chosen = move || app.settings.with(|settings| settings.ends.clone());
    view! {
        {choice::one_of("ends", t("app-walk-ends"), "short", options, chosen, pick)}
        <p class="soft small" role="status">{move || help().map(t)}</p>
    }
    .into_any()
}

/// The plan in the walker's words, as a strip, and as notation.
pub(crate) fn plan(program: &Program) -> AnyView {
    let minutes = (program.duration().as_secs_f64() / 60.0).round().max(1.0);
    let backward = text::span(program.backward_time());
    let total =
        text::tm("app-walk-plan-total", &[("minutes", minutes.into()), ("backward", backward.into())]);
    view! {
        <p>{text::program_words(program)}</p>
        {strip::strip(program.blocks(), None)}
        <p>{total}</p>
        <p class="soft small"><code>{program.to_string()}</code></p>
    }
    .into_any()
}

fn go(app: App, picks: &walk_ways::Picks, program: Signal<Result<Program, text::WrongNotation>>) -> AnyView {
    let picks = *picks;
    let ticked = RwSignal::new([false; TICKS.len()]);
    let refused = RwSignal::new(None::<String>);
    // What keeps this walk shut today, by the plan; asked again with every change.
    let shut = Memo::new(move || program.with(|program| diary::shut(app, program.as_ref().ok()?)));
    // By the phone's track, or with the belt steered.
    let start = move |steered: bool| {
        let Ok(program) = program.get() else { return refused.set(Some(t("app-walk-own-wrong"))) };
        if diary::shut(app, &program).is_some() {
            // Said above the button already.
            refused.set(None);
            return crate::app::focus("#closed a, #closed button");
        }
        if ticked.get() != [true; TICKS.len()] {
            return refused.set(Some(t("app-walk-ticks-missing")));
        }
        if picks.open_hazards() > 0 {
            return refused.set(Some(t("app-walk-place-not-clear")));
        }
        picks.keep(&program);
        if steered {
            return Route::Belt.go();
        }
        live::begin(app, program);
        Route::Live.go();
    };
    let can_steer = Memo::new(move || {
        let belt = |program: &Program| matches!(program.plan(), Plan::Treadmill(_));
        crate::belt::is_here() && program.with(|program| program.as_ref().is_ok_and(belt))
    });
    view! {
        <section>
            <h2>{t("app-walk-ticks")}</h2>
            {ticks(ticked).collect_view()}
            {sound_check::sound_check()}
            <p class="soft small">{t("app-walk-motion-why")}</p>
            <div role="alert">{move || refused.get().map(|why| view! { <p class="note bad">{why}</p> })}</div>
            {move || shut.get().map(closed)}
            <button class="button main" id="start" on:click=move |_| start(false)>{t("app-walk-go")}</button>
            <Show when=move || can_steer.get()>
                <button class="button" id="steer" on:click=move |_| start(true)>{t("app-belt-link")}</button>
            </Show>
        </section>
    }
    .into_any()
}

/// What must be so before a walk on a belt (2 m of free room: EN 957-6 clause 8.2, EVIDENCE.md SAFE-02); saying that it is opens the treadmill.
fn treadmill_list() -> AnyView {
    let ready = move |_| diary::keep(app(), Record::TreadmillReady { day: diary::today() });
    let list = t("app-walk-treadmill-list");
    view! {
        <div class="note" id="closed">
            <p>{tw_id("plan-why", Why::GateTreadmillList.id(), "")}</p>
            <ul>{list.lines().map(|line| view! { <li>{line.to_owned()}</li> }).collect_view()}</ul>
            <button class="button" id="treadmill-ready" on:click=ready>{t("app-walk-treadmill-list-done")}</button>
        </div>
    }
    .into_any()
}

/// Why the plan keeps a walk shut, and the way to what would open it.
pub(super) fn closed(why: Why) -> AnyView {
    let (link, words) = match why {
        Why::AskFirst => (Route::Welcome(4), "app-result-ask"),
        Why::GateLongForm | Why::ScreenYear => (Route::Questions(Form::Long), "plan-choice-long-form"),
        Why::ScreenFirst | Why::ScreenAgain | Why::AwayLong | Why::Stopped => {
            (Route::Questions(Form::Short), "plan-offer-screen")
        }
        Why::GateCheck | Why::GateSlow => {
            (Route::Check(three_meter_backward_walk::PROTOCOL.id.to_owned()), "app-walk-to-check")
        }
        Why::GateTandem => (Route::Check(four_stage_balance::PROTOCOL.id.to_owned()), "app-walk-to-check"),
        Why::GateTreadmillList => return treadmill_list(),
        _ => (Route::Today, "app-tab-today"),
    };
    view! {
        <div class="note" id="closed">
            <p>{tw_id("plan-why", why.id(), "")}</p>
            <a class="button" href=link.link()>{t(words)}</a>
        </div>
    }
    .into_any()
}
