//! The screens, one a file.

pub(crate) mod all_right;
pub(crate) mod belt;
pub(crate) mod body;
pub(crate) mod check;
pub(crate) mod checks;
pub(crate) mod cue_log;
pub(crate) mod help;
pub(crate) mod learn;
pub(crate) mod pocket;
pub(crate) mod progress;
pub(crate) mod questions;
pub(crate) mod settings;
pub(crate) mod settings_data;
pub(crate) mod settings_days;
mod settings_steps;
pub(crate) mod sound_check;
pub(crate) mod today;
pub(crate) mod trouble;
pub(crate) mod typed;
pub(crate) mod walk_after;
pub(crate) mod walk_before;
pub(crate) mod walk_detail;
pub(crate) mod walk_live;
pub(crate) mod walk_ways;
pub(crate) mod welcome;
