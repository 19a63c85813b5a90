//! What the browser keeps of the app itself, beside our records.

use super::js;

/// Asks the browser not to throw our records away when space is short.
pub(crate) async fn ask_to_keep() {
    told("persist").await;
}

/// Whether it said that it will not.
pub(crate) async fn is_kept() -> bool {
    told("persisted").await
}

async fn told(method: &str) -> bool {
    let Some(storage) = js::window().and_then(|window| js::get(&window.navigator(), "storage")) else {
        return false;
    };
    js::call_later(&storage, method, &[]).await.is_ok_and(|kept| kept.is_truthy())
}
