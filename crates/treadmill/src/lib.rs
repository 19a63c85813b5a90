//! The belt, safely: FTMS codec, limits, the stop rule, the gate, the controller.
#![no_std]

extern crate alloc;

pub mod ftms;
pub mod vendor;

/// Bytes from hex digits with spaces between, for tests.
#[cfg(test)]
fn hex(text: &str) -> alloc::vec::Vec<u8> {
    let digits: alloc::vec::Vec<u8> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| u8::try_from(c.to_digit(16).expect("a hex digit")).expect("a digit fits"))
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
