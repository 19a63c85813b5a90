//! Small things the page needs before anything else is open: `localStorage`, by name.

use super::js;
use serde::{Serialize, de::DeserializeOwned};

/// What is kept under `name`; `None` when nothing is, or it cannot be read as `T`.
pub(crate) fn read<T: DeserializeOwned>(name: &str) -> Option<T> {
    let kept = js::window()?.local_storage().ok()??.get_item(name).ok()??;
    serde_json::from_str(&kept).ok()
}

/// Keeps `value`; false when the browser has no room or no leave for it.
pub(crate) fn write<T: Serialize>(name: &str, value: &T) -> bool {
    let Ok(text) = serde_json::to_string(value) else { return false };
    let store = js::window().and_then(|window| window.local_storage().ok().flatten());
    store.is_some_and(|store| store.set_item(name, &text).is_ok())
}

/// Forgets everything this app kept here.
pub(crate) fn forget_all() {
    if let Some(store) = js::window().and_then(|window| window.local_storage().ok().flatten()) {
        let _ = store.clear();
    }
}
