//! The phone: the app compiled to WebAssembly.

#[cfg(feature = "app")]
mod app;
