//! Chores in Rust: tidy, ci, release.

fn main() {}
