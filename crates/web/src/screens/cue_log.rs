//! What the voice of the last walk on this page was to say, and when: for whoever wants to check it.

use crate::parts::strip;
use crate::state::app;
use crate::text::t;
use draw::prelude::*;

/// The log, with each cue's time in the walk as it was given.
pub(crate) fn cue_log() -> AnyView {
    let app = app();
    let rows = move || {
        app.cue_log.with(|log| {
            log.iter()
                .map(|(at_s, id, text)| {
                    view! {
                        <tr data-cue=id.clone() data-at-s=format!("{at_s:.3}")>
                            <td class="n">{strip::clock(*at_s)}</td>
                            <td>{text.clone()}</td>
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <h1 tabindex="-1">{t("app-cues-title")}</h1>
        <Show when=move || app.cue_log.with(Vec::is_empty)><p>{t("app-cues-empty")}</p></Show>
        <Show when=move || !app.cue_log.with(Vec::is_empty)>
            <table id="cue-log">
                <thead><tr>
                    <th scope="col" class="n">{t("app-cues-time")}</th>
                    <th scope="col">{t("app-cues-heard")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </Show>
    }
    .into_any()
}
