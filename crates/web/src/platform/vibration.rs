//! Vibration, where the phone has it and the browser lets us.

use super::js;

/// Buzzes: milliseconds on, off, on ...
pub(crate) fn buzz(pattern: &[u16]) {
    let pattern: js_sys::Array =
        pattern.iter().map(|milliseconds| wasm_bindgen::JsValue::from(*milliseconds)).collect();
    if let Some(window) = js::window() {
        js::call(&window.navigator(), "vibrate", &[pattern.into()]);
    }
}
