//! Cues as words and as sound: the catalogue, the voice packs, the rendered track.
//!
//! Reading order: [`words`] (the catalogue, for voice, screen and terminal), [`sound`] (motifs, packs, the track).

pub mod sound;
pub mod words;
