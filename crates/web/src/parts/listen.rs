//! A button that reads a text aloud.

use crate::platform::speech;
use crate::state::app;
use crate::text::t;
use draw::prelude::*;

/// Reads `text` until the screen is left, or says that this browser has no voice.
pub(crate) fn listen(text: String) -> AnyView {
    let app = app();
    let silent = RwSignal::new(false);
    let read = move |_| silent.set(!speech::say(&text, &app.settings.get_untracked().language));
    on_cleanup(speech::hush);
    view! {
        <button class="button plain" id="listen" on:click=read>{t("app-listen")}</button>
        <p role="status">{move || silent.get().then(|| t("app-no-voice"))}</p>
    }
    .into_any()
}
