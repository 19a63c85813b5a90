//! Whether a person can see the page: hidden pages sense no motion.

use super::js;

/// Whether the page can be seen now.
pub(crate) fn visible() -> bool {
    js::window().and_then(|window| window.document()).is_none_or(|document| !document.hidden())
}

/// Tells each change until dropped.
pub(crate) fn listen(mut changed: impl FnMut(bool) + 'static) -> Option<js::Listening> {
    let document = js::window()?.document()?;
    Some(js::listen(&document, "visibilitychange", move |_| changed(visible())))
}
