//! The pocket view: black, and deaf to anything but three small circles touched in order.

use crate::live::Shown;
use crate::parts::strip;
use crate::text::{t, tn};
use draw::prelude::*;

/// How many circles lead out.
const TARGETS: u32 = 3;

/// The view; `open` is set to false on the way out.
pub(crate) fn pocket(shown: RwSignal<Shown>, open: RwSignal<bool>) -> AnyView {
    let touched = RwSignal::new(0_u32);
    let touch = move |number: u32| {
        // In order only: cloth in a pocket touches anywhere, and starts again from nothing.
        if number != touched.get_untracked() + 1 {
            return touched.set(0);
        }
        touched.set(number);
        if number == TARGETS {
            open.set(false);
            crate::app::focus("#to-pocket");
        }
    };
    let circle = move |number: u32| {
        view! {
            <button class:on=move || { touched.get() >= number } aria-label=tn("app-pocket-target", &[("number", number.into())])
                on:click=move |event: AnEvent| { event.stop_propagation(); touch(number) }>{number}</button>
        }
    };
    let line = move || {
        shown.with(|shown| {
            let why = shown.notice.as_deref().unwrap_or_default();
            format!("{} {} {why}", shown.word(), strip::clock(shown.left_s))
        })
    };
    view! {
        <div class="pocket" role="dialog" aria-modal="true" aria-label=t("app-pocket-title")
            on:click=move |_| touched.set(0)>
            <div class="targets">{circle(1)} {circle(2)}</div>
            <div>
                <p>{line}</p>
                <p>{t("app-pocket-help")}</p>
                <p>{t("app-pocket-out")}</p>
            </div>
            <div class="targets"><span></span>{circle(3)}</div>
        </div>
    }
    .into_any()
}
