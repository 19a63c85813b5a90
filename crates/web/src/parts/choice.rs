//! Large things to pick: one of several, or yes and no to each.

use draw::prelude::*;

/// One of several. `chosen` is tracked; `pick` is told the new one.
pub(crate) fn one_of(
    name: &'static str,
    title: String,
    class: &'static str,
    options: Vec<(String, AnyView)>,
    chosen: impl Fn() -> String + Send + Sync + 'static,
    pick: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    choices(name, title, class, options, Signal::derive(chosen), Callback::new(pick))
}

// Once for every use: what is generic is compiled anew for each, and the phone fetches all of it.
fn choices(
    name: &'static str,
    title: String,
    class: &'static str,
    options: Vec<(String, AnyView)>,
    chosen: Signal<String>,
    pick: Callback<String>,
) -> AnyView {
    let rows = options.into_iter().map(|(value, label)| {
        let (mine, picked) = (value.clone(), value.clone());
        view! {
            <label class="choice">
                <input type="radio" name=name value=value prop:checked=move || chosen.get() == mine
                    on:change=move |_| pick.run(picked.clone())/>
                {label}
            </label>
        }
    });
    view! { <fieldset><legend>{title}</legend><div class=class>{rows.collect_view()}</div></fieldset> }
        .into_any()
}

/// A plain word as a choice's label.
pub(crate) fn word(text: String) -> AnyView {
    view! { <span>{text}</span> }.into_any()
}

/// A word with a smaller line under it.
pub(crate) fn words(text: String, more: String) -> AnyView {
    view! { <span>{text}<span class="small">{more}</span></span> }.into_any()
}

/// One thing that is so or not.
pub(crate) fn tick(
    text: String,
    on: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + Send + Sync + 'static,
) -> AnyView {
    ticked(text, Signal::derive(on), Callback::new(set))
}

fn ticked(text: String, on: Signal<bool>, set: Callback<bool>) -> AnyView {
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=on on:change=move |event| set.run(event_target_checked(&event))/>
            <span>{text}</span>
        </label>
    }
    .into_any()
}
