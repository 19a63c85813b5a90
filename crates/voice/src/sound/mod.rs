//! A walk as sound: what a cue sounds like, the voice that speaks it, and the one track that carries both.
//!
//! In reading order: [`motifs`] are the tones that open each cue; [`pack`] is a voice; [`speech`] turns a walk's
//! cues into a plan and [`track`] puts all of it where the plan says; [`flac`] and [`wav`] are how the track travels. [`level`] and [`qoa`] make and keep a voice's clips.

pub mod flac;
pub mod level;
pub mod motifs;
pub mod pack;
pub mod qoa;
#[cfg(feature = "shipped")]
pub mod shipped;
pub mod speech;
pub mod track;
pub mod wav;

/// Samples a second, everywhere here: enough for clear speech, and a quarter of what music takes.
pub const RATE: u32 = 16_000;
