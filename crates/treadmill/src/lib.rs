//! The belt, safely: FTMS codec, limits, the stop rule, the gate, the controller.
#![no_std]

extern crate alloc;
