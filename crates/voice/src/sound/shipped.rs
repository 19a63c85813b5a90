//! The voice packs that come with the program.

use super::pack::{NotAPack, Pack};

/// A language, its pack's manifest, and its clips by key.
type Shipped = (&'static str, &'static [u8], &'static [(&'static str, &'static [u8])]);

static PACKS: &[Shipped] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The languages a voice ships for.
pub const LANGUAGES: [&str; 2] = ["en", "es"];

/// The pack of a language, if one ships.
pub fn pack(language: &str) -> Option<Result<Pack, NotAPack>> {
    let (_, manifest, clips) = PACKS.iter().find(|(name, ..)| *name == language)?;
    let read = |key: &str| clips.iter().find(|(name, _)| *name == key).map(|(_, bytes)| bytes.to_vec());
    Some(Pack::from_folder(manifest, read))
}
