//! Cues as words and as sound: the catalogue, the voice packs, the rendered track.

pub mod sound;
