//! Whether, what and how to walk.
#![no_std]

extern crate alloc;
