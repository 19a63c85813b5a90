//! Fluent catalogues as one table that is read without a parser: made when the program is built, read where it runs.
//!
//! The table is text: every message in order of its id, as the id, [`NAMED`], its pattern and [`END`]. A pattern is its
//! words, in which [`ARGUMENT`], a name and [`NAMED`] is an argument, [`TENTHS`] the same as a number of tenths, and
//! [`SELECT`], a name and [`NAMED`] a choice by an argument: each variant its key, [`NAMED`], its pattern and [`VARIANT`],
//! the default one last and without a key; then [`END`] closes the choice. Only what the catalogues use is understood;
//! anything else is an error of the build.

#[cfg(feature = "make")]
mod make;
mod read;

#[cfg(feature = "make")]
pub use make::table;
pub use read::{Table, Value};

/// Begins an argument.
pub const ARGUMENT: char = '\u{1}';
/// Begins an argument that counts tenths.
pub const TENTHS: char = '\u{2}';
/// Begins a choice.
pub const SELECT: char = '\u{3}';
/// Ends a name.
pub const NAMED: char = '\u{4}';
/// Ends a variant.
pub const VARIANT: char = '\u{5}';
/// Ends a choice or a message.
pub const END: char = '\u{6}';
