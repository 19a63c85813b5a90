//! The phone: the app compiled to WebAssembly.
