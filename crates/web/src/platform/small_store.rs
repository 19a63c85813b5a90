//! Small things the page needs before anything else is open: `localStorage`, by name.

use super::js;
use formats::json::{self, Json};

/// How every name begins.
const OURS: &str = "retrowalk-";

/// What is kept under `name`; `None` when nothing is, or it cannot be read as `T`.
pub(crate) fn read<T: Json>(name: &str) -> Option<T> {
    let kept = js::window()?.local_storage().ok()??.get_item(name).ok()??;
    json::from_text(&kept)
}

/// Keeps `value`; false when the browser has no room or no leave for it.
pub(crate) fn write(name: &str, value: &impl Json) -> bool {
    let text = json::to_text(value);
    let store = js::window().and_then(|window| window.local_storage().ok().flatten());
    store.is_some_and(|store| store.set_item(name, &text).is_ok())
}

/// Forgets everything this app kept here: other apps of the same host keep theirs.
pub(crate) fn forget_all() {
    if let Some(store) = js::window().and_then(|window| window.local_storage().ok().flatten()) {
        // From behind, because what is behind a removed name moves up.
        for at in (0..store.length().unwrap_or(0)).rev() {
            if let Some(name) = store.key(at).ok().flatten().filter(|name| name.starts_with(OURS)) {
                let _ = store.remove_item(&name);
            }
        }
    }
}
