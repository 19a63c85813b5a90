//! HTTP API and the embedded web app.

mod assets;
mod serve;

pub use assets::{Pages, app_is_embedded, export};
pub use serve::{Settings, serve};
