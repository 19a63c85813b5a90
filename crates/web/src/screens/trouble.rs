//! Why something cannot be kept on this phone, where that is so.

use crate::platform::store::Trouble;
use crate::state::app;
use crate::text::t;
use crate::walks;
use draw::prelude::*;

/// The message, or nothing.
pub(crate) fn trouble() -> AnyView {
    let app = app();
    let message = move || {
        app.trouble.get().map(|trouble| {
            let (text, detail) = match trouble {
                Trouble::Full => ("app-trouble-full", String::new()),
                Trouble::Closed(detail) => ("app-trouble-closed", detail),
            };
            // In a walk a tap beside it says that a path has ended.
            let again = move |event: AnEvent| {
                event.stop_propagation();
                crate::platform::js::later(walks::keep_again(app));
            };
            view! {
                <div class="note bad">
                    <p>{t(text)}</p>
                    <p class="small">{detail}</p>
                    <button class="button" on:click=again>{t("app-trouble-again")}</button>
                </div>
            }
        })
    };
    view! { <div role="alert">{message}</div> }.into_any()
}
