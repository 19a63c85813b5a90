//! The phone: the app compiled to WebAssembly. A shell: what decides is in `coach` and `walk`.
//!
//! Reading order: [`app`] (the frame), [`route`], [`state`], [`screens`] of [`parts`], [`text`], [`settings`],
//! [`safety`] (the answers to the questions), [`live`] (the walk that is going on), [`belt`]
//! (the same on a treadmill the app steers), [`fall`] (the question after a suspected fall), [`walks`], [`diary`] and [`uploads`] (what is kept), [`platform`] (the browser).

#[cfg(feature = "app")]
mod app;
#[cfg(feature = "app")]
mod belt;
#[cfg(feature = "app")]
mod diary;
#[cfg(feature = "app")]
mod fall;
#[cfg(feature = "app")]
mod live;
#[cfg(feature = "app")]
mod parts;
#[cfg(feature = "app")]
mod platform;
#[cfg(feature = "app")]
mod route;
#[cfg(feature = "app")]
mod safety;
#[cfg(feature = "app")]
mod screens;
#[cfg(feature = "app")]
mod settings;
#[cfg(feature = "app")]
mod state;
#[cfg(feature = "app")]
mod text;
#[cfg(feature = "app")]
mod uploads;
#[cfg(feature = "app")]
mod walks;

/// Called by the glue once the module is ready, in the page and in its worker.
#[cfg(feature = "app")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
fn start() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|why| {
        let console = platform::js::get(&js_sys::global(), "console");
        console.and_then(|console| platform::js::call(&console, "error", &[why.to_string().into()]));
    }));
    if !platform::worker::serve(live::track::make) {
        crate::platform::js::later(app::start());
    }
}
