//! Builds the web app inside one `cargo build`: finds a compiler, runs cargo, makes the glue, compresses.
//!
//! Reading order: `toolchain` finds a compiler that can make WebAssembly, `compile` runs it and wasm-bindgen,
//! `voices` bundles the voice packs, `pages` joins all of it with the static files under one build tag, `compress` makes it small.

mod compile;
mod compress;
mod pages;
mod toolchain;
mod voices;

pub use compile::Profile;
pub use compress::{brotli, gzip};
pub use pages::{PRINTED_STYLE, Page, content_tag, pages, printed_style};
pub use toolchain::{TARGET, Toolchain, find_toolchain};
