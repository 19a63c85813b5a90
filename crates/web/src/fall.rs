//! "Are you all right?" after a suspected fall: a shell around `walk::all_right` that stops, shows and says. It calls nobody.

use crate::belt::voice::Voice;
use crate::live::Live;
use crate::platform::beat::Beat;
use crate::platform::{clock, js};
use crate::route::Route;
use crate::screens::{help, walk_live};
use crate::settings::Settings;
use crate::state::App;
use crate::text::{t, tw};
use walk::all_right::{AllRight, Input, Output};
use walk::cues::Motif;
use walk::treadmill_walk::Haste;
use wasm_bindgen::JsCast as _;

/// The button that says yes.
pub(crate) const YES: &str = "all-right";

/// A question that is being asked.
pub(crate) struct Asking {
    machine: AllRight,
    voice: Voice,
    _beat: Beat,
}

/// What of it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    Question,
    WhomToCall,
}

/// A fall is suspected. Whoever calls holds no walk: it is stopped from here.
pub(crate) fn suspected(app: App) {
    if app.asking.with_value(Option::is_none) {
        let machine = AllRight::default();
        let beat = Beat::start(move || hear(app, Input::Tick));
        app.asking.set_value(Some(Asking { machine, voice: Voice::open(), _beat: beat }));
    }
    hear(app, Input::Suspected);
}

/// The walker is all right; the walk stands until the walker goes on. Whoever said so only after whom to call was said is
/// led to Help, where a fall is told.
pub(crate) fn yes(app: App) {
    if app.fall.get_untracked() == Some(Shown::WhomToCall) {
        app.live.with_untracked(|live| live.iter().for_each(|live| live.pocket.set(false)));
        Route::Help.go();
    }
    app.asking.set_value(None);
    app.fall.set(None);
    crate::platform::speech::hush();
}

/// Whether the question is open: then nothing starts again.
pub(crate) fn is_asked(app: App) -> bool {
    app.fall.with_untracked(Option::is_some)
}

fn hear(app: App, input: Input) {
    let mut outputs = Vec::new();
    app.asking.update_value(|asking| {
        if let Some(asking) = asking {
            asking.machine.handle(input, clock::now());
            outputs.extend(core::iter::from_fn(|| asking.machine.poll_output()));
            app.settings.with_untracked(|settings| asking.voice.go_on(settings, clock::now()));
        }
    });
    for output in outputs {
        match output {
            Output::Stop => walk_live::hold(app),
            Output::Ask => {
                show(app, Shown::Question, t("app-fall-question"));
                js::next_frame(focus);
            }
            Output::WhomToCall => {
                let says = app.settings.with_untracked(|settings| whom_to_call(settings, true));
                show(app, Shown::WhomToCall, says);
            }
        }
    }
}

/// Shows it and says it, whatever preset was chosen for the walk: after the words that get the walker off a belt.
fn show(app: App, shown: Shown, says: String) {
    app.fall.set(Some(shown));
    let said = app.live.with_untracked(|live| live.as_ref().map(Live::says_until));
    let now = said.map_or(clock::now(), |said| said.max(clock::now()));
    app.asking.update_value(|asking| {
        if let Some(asking) = asking {
            asking.voice.say(Haste::Danger, Motif::Stand, says, now);
        }
    });
}

/// Whom to call, in words; a number that is heard is read digit by digit.
pub(crate) fn whom_to_call(settings: &Settings, heard: bool) -> String {
    let read = |number: &str| {
        if !heard {
            return number.to_owned();
        }
        number.chars().filter(|sign| !sign.is_whitespace()).flat_map(|sign| [sign, ' ']).collect::<String>()
    };
    match help::contact(settings) {
        Some((name, phone)) => tw("app-fall-call", &[("name", name), ("number", read(phone).trim_end())]),
        None => tw("app-fall-call-help", &[("number", read(&settings.emergency).trim_end())]),
    }
}

fn focus() {
    let yes = js::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id(YES));
    if let Some(yes) = yes.and_then(|yes| yes.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = yes.focus();
    }
}
