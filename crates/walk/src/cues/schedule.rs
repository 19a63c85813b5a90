//! Gives every wish its time: none overlaps another, and the lesser gives way.

use super::blocks::{Place, Wish, wish};
use super::pieces::{self, Piece};
use super::{Cue, Motif, Options, Preset, Priority, SpokenLength};
use alloc::vec;
use alloc::vec::Vec;
use coach::program::{Block, BlockKind, Program, Until};
use units::{Duration, UnitSystem};

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

/// What is not in the track, said now.
pub(crate) fn outside(
    wish: Wish,
    block: usize,
    at: Duration,
    preset: Preset,
    lengths: &dyn SpokenLength,
) -> Cue {
    cue(Wish { at, ..wish }, block, preset, lengths)
}

fn now(id: &'static str, priority: Priority, motif: Motif, ids: &[&'static str]) -> Wish {
    wish(id, priority, Duration::ZERO, motif, ids)
}

/// What is said before a walk goes on after a pause in a block of this kind: which way, unless the block
/// has not `begun` and its own cue says so next. Where the path may end sooner than its clock knows, `near` says that too.
pub(crate) fn resumed(kind: BlockKind, begun: bool, near: bool) -> Wish {
    let (motif, ids): (Motif, &[&'static str]) = match kind {
        BlockKind::Forward => (Motif::Forward, &["say-walk-forward"]),
        BlockKind::Backward if !begun => (Motif::Note, &["say-look-behind"]),
        BlockKind::Backward => (Motif::Backward, &["say-look-behind", "say-walk-backward"]),
        _ => (Motif::Note, &["say-we-go-on"]),
    };
    let mut wish = now("resumed", Priority::Direction, motif, ids);
    wish.pieces.extend(near.then_some(Piece::plain("say-path-ends")));
    wish
}

/// What is said to who has to stand still: on a belt that moves, from the side rails.
pub(crate) fn stand_still(on_belt: bool) -> Wish {
    let ids = if on_belt { ["say-onto-rails", "say-stop-belt"] } else { ["say-stop", "say-hold-on"] };
    now("stand-still", Priority::Direction, Motif::Stand, &ids)
}

/// What is said when the walker goes the other way than a block of this kind asks: nobody sets off backward without having looked,
/// standing.
pub(crate) fn wrong_way(kind: BlockKind) -> Wish {
    let (motif, ids): (Motif, &[&'static str]) = match kind {
        BlockKind::Backward => (Motif::Backward, &["say-stop", "say-look-behind", "say-walk-backward"]),
        _ => (Motif::Forward, &["say-walk-forward"]),
    };
    now("wrong-way", Priority::Guide, motif, ids)
}

/// What is said when the walker leans too far forward.
pub(crate) fn stand_tall() -> Wish {
    now("stand-tall", Priority::Extra, Motif::Note, &["say-stand-tall", "say-look-ahead"])
}

/// What is said when the walker asks how much of the block is left: of a path, whose time is the slowest walker's, how long it is.
pub(crate) fn time_left(until: Until, left: Duration, units: UnitSystem) -> Wish {
    let mut wish = now("time-left", Priority::Guide, Motif::Note, &[]);
    match until {
        Until::Arrival(length) => wish.pieces.extend(pieces::length(length, units)),
        Until::Time => {
            wish.pieces.push(Piece::plain("say-time-left"));
            wish.pieces.extend(pieces::time_left(left));
        }
    }
    wish
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
