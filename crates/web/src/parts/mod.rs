//! Small pieces that more than one screen is made of.

pub(crate) mod choice;
pub(crate) mod icon;
pub(crate) mod strip;
