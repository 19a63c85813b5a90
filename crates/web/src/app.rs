//! The app's root: puts the first screen into the page.

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the glue once the module is ready.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(Welcome);
}

/// The first screen.
#[component]
fn Welcome() -> impl IntoView {
    view! {
        <main>
            <h1>"Retrowalk"</h1>
            <p>"The coach and measuring instrument for walking backward."</p>
        </main>
    }
}
