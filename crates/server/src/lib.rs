//! HTTP API and the embedded web app.
//!
//! Reading order: `serve` starts and ends everything, `api` answers under `/api/`, `assets` gives the app's files,
//! `guard` lets in who may come in and sets the security headers, `reply` is every error in JSON, `phone` lets a
//! phone on the same network come in over HTTPS.

mod api;
mod assets;
mod guard;
mod phone;
mod reply;
mod serve;

pub use assets::{Pages, app_is_embedded, export};
pub use serve::{Certificate, PhoneAccess, Settings, serve};
