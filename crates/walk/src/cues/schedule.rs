//! Gives every wish its time: none overlaps another, and the lesser gives way.

use super::blocks::{Place, Wish};
use super::pieces::{self, Piece};
use super::{Cue, Motif, Options, Preset, Priority, SpokenLength};
use alloc::vec;
use alloc::vec::Vec;
use coach::program::{Block, BlockKind, Program, Until};
use units::Duration;

/// Silence between two cues.
const GAP: Duration = Duration::from_millis(300);
/// How much later than wished a cue that guides may come.
const GUIDE_MAY_WAIT: Duration = Duration::from_secs(5);
/// How much later than wished an extra may come.
const EXTRA_MAY_WAIT: Duration = Duration::from_secs(3);

/// Every cue of a walk, in order. `extra` says by how much each block was extended; an empty slice for not at all.
pub fn schedule(
    program: &Program,
    extra: &[Duration],
    options: &Options,
    lengths: &dyn SpokenLength,
) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut start = Duration::ZERO;
    for (index, planned) in program.blocks().iter().enumerate() {
        let extra = extra.get(index).copied().unwrap_or_default();
        let block = Block { time: planned.time + extra, ..*planned };
        let next = program.blocks().get(index + 1).copied();
        let place = Place { program, options, block, extra, next };
        let mut placed = Fit {
            lengths,
            preset: options.preset,
            start,
            end: start + block.time,
            block: index,
            cues: vec![],
        }
        .all(place.wishes());
        placed.sort_by_key(|cue| cue.at);
        cues.append(&mut placed);
        start += block.time;
    }
    cues
}

/// What is said, outside the track, before a walk goes on after a pause in a block of this kind: which way, unless the block
/// has not `begun` and its own cue says so next. Where the path may end sooner than its clock knows, `near` says that too.
pub fn resumed(
    kind: BlockKind,
    begun: bool,
    near: bool,
    block: usize,
    at: Duration,
    options: &Options,
    lengths: &dyn SpokenLength,
) -> Cue {
    let (motif, ids): (Motif, &[&'static str]) = match kind {
        BlockKind::Forward => (Motif::Forward, &["say-walk-forward"]),
        BlockKind::Backward if !begun => (Motif::Note, &["say-look-behind"]),
        BlockKind::Backward => (Motif::Backward, &["say-look-behind", "say-walk-backward"]),
        _ => (Motif::Note, &["say-we-go-on"]),
    };
    let pieces = ids.iter().copied().chain(near.then_some("say-path-ends")).map(Piece::plain).collect();
    cue(
        Wish { id: "resumed", priority: Priority::Direction, at, motif, pieces, needed: 0 },
        block,
        options.preset,
        lengths,
    )
}

/// What is said, outside the track, to who has to stand still: on a belt that moves, from the side rails.
pub fn stand_still(
    id: &'static str,
    on_belt: bool,
    block: usize,
    at: Duration,
    options: &Options,
    lengths: &dyn SpokenLength,
) -> Cue {
    let ids = if on_belt { ["say-onto-rails", "say-stop-belt"] } else { ["say-stop", "say-hold-on"] };
    let pieces = ids.map(Piece::plain).to_vec();
    cue(
        Wish { id, priority: Priority::Direction, at, motif: Motif::Stand, pieces, needed: 0 },
        block,
        options.preset,
        lengths,
    )
}

/// What is said, outside the track, when the walker goes the other way than a block of this kind asks: nobody sets off backward
/// without having looked, standing.
pub fn wrong_way(
    kind: BlockKind,
    block: usize,
    at: Duration,
    options: &Options,
    lengths: &dyn SpokenLength,
) -> Cue {
    let (motif, ids): (Motif, &[&'static str]) = match kind {
        BlockKind::Backward => (Motif::Backward, &["say-stop", "say-look-behind", "say-walk-backward"]),
        _ => (Motif::Forward, &["say-walk-forward"]),
    };
    let pieces = ids.iter().copied().map(Piece::plain).collect();
    cue(
        Wish { id: "wrong-way", priority: Priority::Guide, at, motif, pieces, needed: 0 },
        block,
        options.preset,
        lengths,
    )
}

/// What is said, outside the track, when the walker leans too far forward.
pub fn stand_tall(block: usize, at: Duration, options: &Options, lengths: &dyn SpokenLength) -> Cue {
    let pieces = vec![Piece::plain("say-stand-tall"), Piece::plain("say-look-ahead")];
    cue(
        Wish { id: "stand-tall", priority: Priority::Extra, at, motif: Motif::Note, pieces, needed: 0 },
        block,
        options.preset,
        lengths,
    )
}

/// What is said, outside the track, when the walker asks how much of the block is left: of a path, whose time is the slowest
/// walker's, how long it is.
pub fn time_left(
    until: Until,
    left: Duration,
    block: usize,
    at: Duration,
    options: &Options,
    lengths: &dyn SpokenLength,
) -> Cue {
    let pieces = match until {
        Until::Arrival(length) => pieces::length(length, options.units).into_iter().collect(),
        Until::Time => {
            core::iter::once(Piece::plain("say-time-left")).chain(pieces::time_left(left)).collect()
        }
    };
    let motif = Motif::Note;
    cue(
        Wish { id: "time-left", priority: Priority::Guide, at, motif, pieces, needed: 0 },
        block,
        options.preset,
        lengths,
    )
}

fn cue(wish: Wish, block: usize, preset: Preset, lengths: &dyn SpokenLength) -> Cue {
    let silent = preset == Preset::VibrationOnly;
    let motif = (!silent).then_some(wish.motif);
    let vibration = wish.motif.vibration();
    let pieces = if preset.has_words() { wish.pieces } else { Vec::new() };
    let felt = Duration::from_millis(vibration.iter().map(|ms| u64::from(*ms)).sum());
    let length = if silent { felt } else { lengths.length(motif, &pieces) };
    Cue { at: wish.at, length, id: wish.id, block, motif, vibration, pieces, priority: wish.priority }
}

/// One block being filled.
struct Fit<'a> {
    lengths: &'a dyn SpokenLength,
    preset: Preset,
    start: Duration,
    end: Duration,
    block: usize,
    cues: Vec<Cue>,
}

impl Fit<'_> {
    fn all(mut self, mut wishes: Vec<Wish>) -> Vec<Cue> {
        // A stable sort: of equals, the one wished first.
        wishes.sort_by_key(|wish| wish.priority);
        let first_warning = wishes
            .iter()
            .filter(|wish| wish.priority == Priority::Warning)
            .map(|wish| self.start + wish.at)
            .min()
            .unwrap_or(self.end);
        for mut wish in wishes {
            wish.at += self.start;
            match wish.priority {
                Priority::Direction => self.exactly(wish, first_warning.saturating_sub(GAP)),
                Priority::Warning => {
                    let room = self.cues.iter().map(|cue| cue.at).filter(|at| *at > wish.at).min();
                    self.exactly(wish, room.unwrap_or(self.end));
                }
                Priority::Guide => self.soon(wish, GUIDE_MAY_WAIT),
                Priority::Extra => self.soon(wish, EXTRA_MAY_WAIT),
            }
        }
        self.cues
    }

    fn cue(&self, wish: &Wish) -> Cue {
        cue(wish.clone(), self.block, self.preset, self.lengths)
    }

    /// At its time and over before `before`: first what is only good to know is left out, then the words.
    fn exactly(&mut self, mut wish: Wish, before: Duration) {
        let fits = |cue: &Cue| cue.end() <= before;
        let mut cue = self.cue(&wish);
        while !fits(&cue) && wish.pieces.len() > wish.needed {
            pop_sentence(&mut wish.pieces);
            cue = self.cue(&wish);
        }
        if !fits(&cue) {
            wish.pieces.clear();
            cue = self.cue(&wish);
        }
        // A direction is given in any case; a warning gives way to one.
        if wish.priority == Priority::Direction || (fits(&cue) && self.is_free(&cue)) {
            self.cues.push(cue);
        }
    }

    /// At its time or a little later, where there is room.
    fn soon(&mut self, mut wish: Wish, may_wait: Duration) {
        let latest = wish.at + may_wait;
        while wish.at <= latest {
            let cue = self.cue(&wish);
            if cue.end() > self.end {
                return;
            }
            let Some(in_the_way) = self.cues.iter().find(|other| overlap(&cue, other)) else {
                self.cues.push(cue);
                return;
            };
            wish.at = in_the_way.end() + GAP;
        }
    }

    fn is_free(&self, cue: &Cue) -> bool {
        !self.cues.iter().any(|other| cue.at < other.end() && other.at < cue.end())
    }
}

/// Takes the last sentence away, which may be two pieces.
fn pop_sentence(pieces: &mut Vec<Piece>) {
    let opens = match pieces.pop().map(|last| last.id) {
        Some("say-of-rounds") => "say-round",
        Some("say-seconds") => "say-minutes",
        _ => return,
    };
    pieces.pop_if(|last| last.id == opens);
}

/// Whether two cues come closer than the gap.
fn overlap(one: &Cue, other: &Cue) -> bool {
    one.at < other.end() + GAP && other.at < one.end() + GAP
}
