//! Files and records other programs read and write.
#![no_std]

extern crate alloc;
