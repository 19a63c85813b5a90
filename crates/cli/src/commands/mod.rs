//! The commands, one file or folder each.

pub(crate) mod analyze;
pub(crate) mod evidence;
pub(crate) mod treadmill;
