//! From motion to steps: forward or backward, how long, how fast, how still.
#![no_std]

extern crate alloc;
