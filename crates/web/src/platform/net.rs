//! Asking our own server. No answer is the usual case, not an error: the phone is complete without it.

use super::js;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) text: String,
}

/// One request with an optional JSON body; `None` when nothing answered.
pub(crate) async fn ask(method: &str, path: &str, body: Option<&str>) -> Option<Answer> {
    let options = RequestInit::new();
    options.set_method(method);
    if let Some(body) = body {
        options.set_body(&body.into());
        let headers = js_sys::Object::new();
        js_sys::Reflect::set(&headers, &"content-type".into(), &"application/json".into()).ok()?;
        options.set_headers(&headers);
    }
    let response = JsFuture::from(js::window()?.fetch_with_str_and_init(path, &options)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some(Answer { status: response.status(), text })
}

/// A file of this build, as bytes; works in a worker too. The script that starts the page or the worker has said where the
/// folder is.
pub(crate) async fn own(folder: &str, name: &str) -> Result<Vec<u8>, String> {
    let global: JsValue = js_sys::global().into();
    let folder = js::get(&global, folder).and_then(|folder| folder.as_string()).unwrap_or_default();
    let path = &[folder.as_str(), name].concat();
    let response =
        js::call_later(&global, "fetch", &[path.into()]).await.map_err(|error| js::said(&error))?;
    let response: Response = response.dyn_into().map_err(|_| String::from("no answer"))?;
    if !response.ok() {
        return Err(format!("{path}: {}", response.status()));
    }
    let buffer = response.array_buffer().map_err(|error| js::said(&error))?;
    let buffer = JsFuture::from(buffer).await.map_err(|error| js::said(&error))?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
