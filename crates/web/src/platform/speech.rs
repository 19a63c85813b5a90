//! Reading a text aloud by the browser's own voice, for what no clip was spoken for.

use super::js;
use wasm_bindgen::JsCast as _;

/// Whether this browser has a voice of that language, as far as it tells; the first question makes some look for them.
pub(crate) fn knows(language: &str) -> bool {
    let voices = js::window()
        .and_then(|window| js::get(&window, "speechSynthesis"))
        .and_then(|speech| js::call(&speech, "getVoices", &[]))
        .map(|voices| js_sys::Array::from(&voices));
    let speaks = |voice: wasm_bindgen::JsValue| {
        js::get(&voice, "lang")
            .and_then(|lang| lang.as_string())
            .is_some_and(|lang| lang.starts_with(language))
    };
    voices.is_some_and(|voices| voices.iter().any(speaks))
}

/// Reads `text` aloud in place of what was being read; false where this browser has no voice.
pub(crate) fn say(text: &str, language: &str) -> bool {
    speak(text, language, true)
}

/// The same after what is being read.
pub(crate) fn say_next(text: &str, language: &str) -> bool {
    speak(text, language, false)
}

fn speak(text: &str, language: &str, at_once: bool) -> bool {
    let Some(window) = js::window() else { return false };
    let made = js::get(&window, "SpeechSynthesisUtterance")
        .and_then(|kind| kind.dyn_into::<js_sys::Function>().ok())
        .and_then(|kind| js_sys::Reflect::construct(&kind, &js_sys::Array::of1(&text.into())).ok());
    let (Some(voice), Some(speech)) = (js::get(&window, "speechSynthesis"), made) else { return false };
    let _ = js_sys::Reflect::set(&speech, &"lang".into(), &language.into());
    // Not hurried: about 140 words a minute.
    let _ = js_sys::Reflect::set(&speech, &"rate".into(), &0.9.into());
    if at_once {
        js::call(&voice, "cancel", &[]);
    }
    js::call(&voice, "speak", &[speech]).is_some()
}

/// Reads no further.
pub(crate) fn hush() {
    if let Some(voice) = js::window().and_then(|window| js::get(&window, "speechSynthesis")) {
        js::call(&voice, "cancel", &[]);
    }
}
