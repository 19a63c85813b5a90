//! The commands, one file or folder each.

pub(crate) mod analyze;
pub(crate) mod assess;
pub(crate) mod calibrate;
mod data_folder;
pub(crate) use data_folder::data_folder;
pub(crate) mod evidence;
pub(crate) mod export;
#[cfg(feature = "serve")]
pub(crate) mod export_app;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod plan;
mod raw_motion;
pub(crate) mod render;
pub(crate) mod report;
pub(crate) mod screen;
#[cfg(feature = "serve")]
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod treadmill;
pub(crate) mod validate;
pub(crate) mod voice;
pub(crate) mod walk;
