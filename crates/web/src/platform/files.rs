//! Giving the person a file, and reading one they chose.

use super::js;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

/// A blob of `bytes`.
pub(crate) fn blob(bytes: &[u8], kind: &str) -> Option<Blob> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

/// Offers `bytes` as a download called `name`.
pub(crate) fn save(name: &str, kind: &str, bytes: &[u8]) -> bool {
    let saved = || -> Option<()> {
        let address = Url::create_object_url_with_blob(&blob(bytes, kind)?).ok()?;
        let document = js::window()?.document()?;
        let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
        link.set_href(&address);
        link.set_download(name);
        link.click();
        // The download has been handed over by the time the next task runs.
        crate::platform::js::later(async move {
            super::clock::wait_ms(10_000).await;
            let _ = Url::revoke_object_url(&address);
        });
        Some(())
    };
    saved().is_some()
}

/// Shows `bytes` as a page of their own, to read and print; as a download where the browser opens no page.
pub(crate) fn open(kind: &str, bytes: &[u8]) {
    let address = blob(bytes, kind).and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
    let opened =
        address.zip(js::window()).and_then(|(address, window)| js::call(&window, "open", &[address.into()]));
    if opened.is_none_or(|page| page.is_null()) {
        save("retrowalk.html", kind, bytes);
    }
}

/// The text of the first file chosen in `input`, and its name.
pub(crate) async fn chosen(input: &HtmlInputElement) -> Option<(String, Result<String, String>)> {
    let file: File = input.files()?.get(0)?;
    let name = file.name();
    let text = JsFuture::from(file.text()).await;
    Some((name, text.map_err(|error| js::said(&error)).map(|text| text.as_string().unwrap_or_default())))
}
