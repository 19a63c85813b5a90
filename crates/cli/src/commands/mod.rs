//! The commands, one file or folder each.

pub(crate) mod analyze;
mod data_folder;
pub(crate) mod evidence;
pub(crate) mod export;
#[cfg(feature = "serve")]
pub(crate) mod export_app;
pub(crate) mod render;
#[cfg(feature = "serve")]
pub(crate) mod serve;
pub(crate) mod treadmill;
pub(crate) mod voice;
