//! Small pieces that more than one screen is made of.

pub(crate) mod choice;
pub(crate) mod double_tap;
pub(crate) mod figure;
pub(crate) mod icon;
pub(crate) mod listen;
pub(crate) mod strip;
pub(crate) mod week;
