//! From a walk's cues to its track: which clips a cue speaks, how long it lasts, where all of it lies.

use super::RATE;
use super::pack::Pack;
#[cfg(feature = "catalogue")]
use super::pack::Phrase;
use super::track::{self, Plan, Sound, Stretch};
#[cfg(feature = "catalogue")]
use crate::words::{Language, Words};
use coach::program::{BlockKind, Program};
use units::Duration;
#[cfg(feature = "catalogue")]
use walk::cues::PHRASES;
use walk::cues::{Cue, Motif, Piece, SpokenLength};

/// Every phrase a pack of a language must hold, with its words; none for a language without words.
#[cfg(feature = "catalogue")]
pub fn phrases(language: &str) -> Option<Vec<Phrase>> {
    let words = Words::new(Language::of_tag(language)?.code());
    let said = |piece: Piece| Phrase { key: piece.key(), text: words.piece(&piece) };
    Some(PHRASES.iter().flat_map(walk::cues::Phrase::pieces).map(said).collect())
}

/// How long cues last when this pack speaks them, or when only tones sound.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'a>(pub Option<&'a Pack>);

impl SpokenLength for Spoken<'_> {
    fn length(&self, motif: Option<Motif>, pieces: &[Piece]) -> Duration {
        let Some(motif) = motif else { return Duration::ZERO };
        let keys: Vec<String> = pieces.iter().map(Piece::key).collect();
        time(track::length(motif, &keys, self.0) as u64)
    }
}

/// What is to be heard of a program's cues; `extra` says by how much each block was extended.
pub fn plan(program: &Program, extra: &[Duration], cues: &[Cue]) -> Plan {
    let mut plan = Plan::default();
    let mut end = Duration::ZERO;
    for (index, block) in program.blocks().iter().enumerate() {
        end += block.time + extra.get(index).copied().unwrap_or_default();
        let from = plan.length;
        plan.length = samples(end);
        plan.stretches.push(Stretch { from, to: plan.length, high: block.kind == BlockKind::Backward });
    }
    plan.sounds = cues
        .iter()
        .filter_map(|cue| {
            Some(Sound {
                at: samples(cue.at),
                motif: cue.motif?,
                clips: cue.pieces.iter().map(Piece::key).collect(),
            })
        })
        .collect();
    plan
}

/// The sample a moment falls on.
pub fn samples(time: Duration) -> u64 {
    let rate = u64::from(RATE);
    let part = u64::from(time.subsec_nanos()) * rate / 1_000_000_000;
    time.as_secs().saturating_mul(rate).saturating_add(part)
}

/// The moment a sample falls on, rounded up to a microsecond.
fn time(samples: u64) -> Duration {
    Duration::from_micros((samples * 1_000_000).div_ceil(u64::from(RATE)))
}
