//! Signals, and the elements on the page that follow them: what the app's screens are made of.
//!
//! Small before general: a phone fetches all of it. What is generic only boxes; what does the work is compiled once.
//!
//! Reading order: `graph` (what follows what, and when it is worked out anew), [`signals`] (values on it, with their types),
//! [`mod@view`] (what can stand on a page), [`element`] (elements and what is set on them); `view!` is in `draw-macro`.

pub mod element;
mod graph;
pub mod signals;
#[cfg(test)]
mod tests;
pub mod view;

pub use draw_macro::view;
pub use graph::flush;

/// What a screen needs.
pub mod prelude {
    pub use crate::element::{AnEvent, event_target_checked, event_target_value, mount};
    pub use crate::graph::{on_cleanup, untrack};
    pub use crate::signals::{Callback, Effect, Memo, RwSignal, Signal, StoredValue};
    pub use crate::view::{AnyView, CollectView, IntoView};
    pub use draw_macro::view;
}
