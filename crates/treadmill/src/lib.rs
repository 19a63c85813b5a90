//! The belt, safely. Read in this order: [`limits`] (every number and who says so), [`stop`] (THE stop rule, one
//! table), [`gate`] (the only place a command becomes bytes), [`belt`] (what is known, and how old), [`controller`]
//! (what is heard goes in, what is said and sent comes out), [`quirks`] (what real machines do), [`ftms`] (bytes),
//! [`vendor`] (what makers say beside it).
#![no_std]

extern crate alloc;

pub mod belt;
pub mod controller;
pub mod ftms;
pub mod gate;
pub mod limits;
pub mod quirks;
pub mod stop;
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
