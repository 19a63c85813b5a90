//! What has been done and measured, as pictures a screen reader can read and a page that can be printed.

pub mod body;
pub mod charts;
pub mod forest;
pub mod page;
pub mod progress;
pub mod svg;
