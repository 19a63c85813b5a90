//! Reaching what `web-sys` keeps behind unstable flags or does not know: by name, and calmly when it is not there.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventTarget, Window};

/// The page's window. There is none in a worker.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// A property that is neither missing, undefined nor null.
pub(crate) fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// A number in a property.
pub(crate) fn number(of: &JsValue, name: &str) -> Option<f64> {
    get(of, name)?.as_f64()
}

/// Calls a method by name; `None` when there is no such method or it threw.
pub(crate) fn call(of: &JsValue, name: &str, args: &[JsValue]) -> Option<JsValue> {
    let method: Function = get(of, name)?.dyn_into().ok()?;
    Reflect::apply(&method, of, &args.iter().collect()).ok()
}

/// Calls a method by name that gives a promise, and waits for it.
pub(crate) async fn call_later(of: &JsValue, name: &str, args: &[JsValue]) -> Result<JsValue, JsValue> {
    let promise = call(of, name, args).ok_or_else(|| JsValue::from_str("not available in this browser"))?;
    JsFuture::from(Promise::resolve(&promise)).await
}

/// Does this beside everything else. Boxed, so that what runs a task is compiled once and not for each.
pub(crate) fn later(task: impl Future<Output = ()> + 'static) {
    let task: core::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}

/// Does this when the page is next drawn.
pub(crate) fn next_frame(then: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        let _ = window.request_animation_frame(Closure::once_into_js(then).unchecked_ref());
    }
}

/// Listens until the returned value is dropped.
pub(crate) struct Listening {
    target: EventTarget,
    event: &'static str,
    listener: Closure<dyn FnMut(JsValue)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let function = self.listener.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.event, function);
    }
}

/// Calls `then` at each `event` of `target`.
pub(crate) fn listen(
    target: &EventTarget,
    event: &'static str,
    then: impl FnMut(JsValue) + 'static,
) -> Listening {
    let listener = Closure::<dyn FnMut(JsValue)>::new(then);
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    Listening { target: target.clone(), event, listener }
}

/// What an error says, for the details a person can open.
pub(crate) fn said(error: &JsValue) -> String {
    get(error, "message")
        .and_then(|message| message.as_string())
        .or_else(|| error.as_string())
        .or_else(|| call(error, "toString", &[])?.as_string())
        .unwrap_or_default()
}
