//! What each block of a walk would like to have said, before anything has to give way.

use super::pieces::{self, Piece};
use super::{Motif, Options, Preset, Priority};
use crate::limits::{
    PATH_END_AGAIN, PATH_END_BEFORE, PATH_END_PARTS, QUICKEST_BACKWARD_MPS, SET_BELT_LEAST, STEP_ON_BEFORE,
    TO_SET_OFF, WARNING_BEFORE,
};
use alloc::vec;
use alloc::vec::Vec;
use coach::program::{BeltTask, Block, BlockKind, Plan, Program, Until, Way};
use units::{Duration, Length};

/// Something to be said, if there is room.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(super) id: &'static str,
    pub(super) priority: Priority,
    /// When, from the start of the block.
    pub(super) at: Duration,
    pub(super) motif: Motif,
    pub(super) pieces: Vec<Piece>,
    /// How many of the pieces are the cue's meaning; the rest is left out where time is short.
    pub(super) needed: usize,
}

/// A block in its walk.
pub(super) struct Place<'a> {
    pub(super) program: &'a Program,
    pub(super) options: &'a Options,
    /// The block, extensions included.
    pub(super) block: Block,
    /// By how much it was extended.
    pub(super) extra: Duration,
    /// What comes after it.
    pub(super) next: Option<Block>,
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn say(ids: &[&'static str]) -> Vec<Piece> {
    ids.iter().map(|id| Piece::plain(id)).collect()
}

pub(super) fn wish(
    id: &'static str,
    priority: Priority,
    at: Duration,
    motif: Motif,
    ids: &[&'static str],
) -> Wish {
    Wish { id, priority, at, motif, pieces: say(ids), needed: ids.len() }
}

fn direction(id: &'static str, motif: Motif, ids: &[&'static str]) -> Wish {
    wish(id, Priority::Direction, Duration::ZERO, motif, ids)
}

fn guide(id: &'static str, at: u64, said: &'static str) -> Wish {
    wish(id, Priority::Guide, seconds(at), Motif::Note, &[said])
}

/// When the end of a path is foretold to the quickest walker.
fn before_end(length: Length) -> Duration {
    let reached = Duration::try_from_secs_f64(length.meters() / QUICKEST_BACKWARD_MPS).unwrap_or_default();
    reached.saturating_sub(PATH_END_BEFORE)
}

/// Whether the quickest walker is told the end of this path before they set off.
fn is_short(block: &Block) -> bool {
    let Until::Arrival(length) = block.until else { return false };
    block.kind == BlockKind::Backward && before_end(length) < TO_SET_OFF
}

impl Place<'_> {
    /// Everything this block would like to have said.
    pub(super) fn wishes(&self) -> Vec<Wish> {
        let mut wishes = match self.block.kind {
            BlockKind::Prepare => self.prepare(),
            BlockKind::Forward | BlockKind::Backward => self.stretch(),
            BlockKind::Turn => self.turn(),
            BlockKind::Stand => self.stand(),
            BlockKind::CoolDown => self.cool_down(),
        };
        let preset = self.options.preset;
        if !preset.has_words() {
            // Tones and vibrations carry which way, the warning, half-way and the end.
            wishes.retain(|wish| wish.priority <= Priority::Warning || wish.motif != Motif::Note);
            for wish in &mut wishes {
                (wish.pieces, wish.needed) = (Vec::new(), 0);
            }
        } else if preset == Preset::FewWords {
            wishes.retain(|wish| wish.priority != Priority::Extra);
            for wish in &mut wishes {
                wish.pieces.truncate(wish.needed);
            }
        }
        wishes
    }

    fn comes(&self, kind: BlockKind) -> bool {
        self.next.is_some_and(|next| next.kind == kind)
    }

    fn way(&self) -> Way {
        self.program.way()
    }

    fn prepare(&self) -> Vec<Wish> {
        let mut wishes = match self.way() {
            Way::Intervals => vec![
                direction("prepare", Motif::Note, &["say-get-ready"]),
                guide("path-clear", 5, "say-path-clear"),
                guide("something-to-hold", 10, "say-something-to-hold"),
            ],
            Way::StartSmall => vec![
                direction("prepare", Motif::Note, &["say-get-ready"]),
                guide("path-clear", 4, "say-path-clear"),
                guide("something-to-hold", 8, "say-something-to-hold"),
                guide("forward-first", 12, "say-forward-first"),
                guide("wait-there", 16, "say-wait-there"),
            ],
            Way::Treadmill => vec![
                direction("prepare", Motif::Note, &["say-get-ready"]),
                guide("stand-on-rails", 5, "say-stand-on-rails"),
                guide("clip-cord", 14, "say-clip-cord"),
                guide("belt-must-stand", 24, "say-belt-must-stand"),
                guide("hands-on-rails", 32, "say-hands-on-rails"),
            ],
        };
        if self.comes(BlockKind::Forward) {
            wishes.extend(self.warning("say-ten-seconds-forward"));
        }
        wishes
    }

    fn stretch(&self) -> Vec<Wish> {
        let backward = self.block.kind == BlockKind::Backward;
        let mut first = if backward {
            direction("backward", Motif::Backward, &["say-walk-backward"])
        } else {
            direction("forward", Motif::Forward, &["say-walk-forward"])
        };
        let how_long = match self.block.until {
            Until::Time => pieces::time(self.block.time),
            Until::Arrival(length) => pieces::length(length, self.options.units).into_iter().collect(),
        };
        // Numbers on a short path would still be told at its end.
        if !is_short(&self.block) {
            first.pieces.extend(how_long);
            first.pieces.extend(self.block.round.map(pieces::round).unwrap_or_default());
        }
        let mut wishes = vec![first];
        match self.way() {
            Way::Treadmill => wishes.extend(self.warning("say-ten-seconds-rails")),
            Way::Intervals => wishes.extend(self.warning("say-ten-seconds-stop")),
            // A known path waits for the slowest walker: by its clock, others would hear of an end they long stand at.
            Way::StartSmall => {}
        }
        wishes.extend(self.path_ends());
        wishes.extend(self.wait_there());
        wishes.extend(self.set_belt());
        wishes.extend(self.half_way());
        wishes.extend(self.posture());
        wishes.extend(self.minutes_left());
        wishes
    }

    fn turn(&self) -> Vec<Wish> {
        if self.way() == Way::Treadmill {
            return vec![
                direction("turn", Motif::Turn, &["say-belt-must-stand"]),
                guide("hands-on-rails", 4, "say-hands-on-rails"),
                guide("turn-around", 8, "say-turn-around"),
            ];
        }
        let to_backward = self.comes(BlockKind::Backward);
        // On a known path the way back lies behind the walker: nobody turns round there.
        let (turn, said) = match (self.way(), to_backward) {
            (Way::StartSmall, true) => ("same-way", "say-same-way"),
            (Way::StartSmall, false) => ("stand-tall", "say-stand-tall"),
            _ => ("turn-around", "say-turn-around"),
        };
        let (eyes, look) =
            if to_backward { ("look-behind", "say-look-behind") } else { ("look-ahead", "say-look-ahead") };
        let mut wishes = vec![
            direction("turn", Motif::Turn, &["say-stop", "say-hold-on"]),
            guide(turn, 5, said),
            guide(eyes, 10, look),
        ];
        if self.next.is_some_and(|next| is_short(&next)) {
            wishes.push(guide("path-short", 7, "say-path-short"));
        }
        wishes
    }

    fn stand(&self) -> Vec<Wish> {
        if self.block.belt == Some(BeltTask::Stop) {
            return vec![
                direction("stand", Motif::Stand, &["say-onto-rails"]),
                guide("stop-belt", 6, "say-stop-belt"),
                guide("rest", 12, "say-rest"),
            ];
        }
        vec![
            direction("stand", Motif::Stand, &["say-start-belt"]),
            guide("hands-on-rails", 13, "say-hands-on-rails"),
            // Who does as told stands on a moving belt until the direction comes.
            guide("step-on", self.block.time.saturating_sub(STEP_ON_BEFORE).as_secs(), "say-step-on"),
        ]
    }

    /// A written belt speed is set once the walker walks at the slowest; nobody steps onto more. A stretch too short for that
    /// stays at the slowest.
    fn set_belt(&self) -> Option<Wish> {
        let Plan::Treadmill(plan) = self.program.plan() else { return None };
        if self.block.kind != BlockKind::Backward || self.block.time < SET_BELT_LEAST {
            return None;
        }
        let mut set = guide("set-belt", 10, "say-set-belt");
        set.pieces.push(pieces::speed(plan.speed?, self.options.units)?);
        set.needed = 2;
        Some(set)
    }

    fn cool_down(&self) -> Vec<Wish> {
        let before_end = self.block.time.saturating_sub(seconds(5));
        let end = wish("end", Priority::Warning, before_end, Motif::End, &["say-well-done", "say-finished"]);
        match self.way() {
            Way::Intervals => {
                let mut easy = direction("cool-down", Motif::Forward, &["say-easy-forward"]);
                easy.pieces.extend(pieces::time(self.block.time));
                vec![easy, wish("breathe", Priority::Extra, seconds(20), Motif::Note, &["say-breathe"]), end]
            }
            Way::StartSmall => vec![
                direction("cool-down", Motif::Stand, &["say-stop-and-rest"]),
                wish("breathe", Priority::Extra, seconds(7), Motif::Note, &["say-breathe"]),
                end,
            ],
            Way::Treadmill => vec![
                direction("cool-down", Motif::Stand, &["say-unclip"]),
                guide("step-off", 7, "say-step-off"),
                end,
            ],
        }
    }

    /// Ten seconds before the end, exactly; a block that is hardly longer has none.
    fn warning(&self, said: &'static str) -> Option<Wish> {
        let at = self.block.time.checked_sub(WARNING_BEFORE).filter(|at| *at >= seconds(4))?;
        Some(wish("ten-seconds", Priority::Warning, at, Motif::Warning, &[said]))
    }

    /// Before the quickest walker reaches the end of a path they cannot see, and on and on until the slowest has: nothing but the clock
    /// may know where they are. What the path is too short for was said in words before they set off.
    fn path_ends(&self) -> Vec<Wish> {
        let mut ends = Vec::new();
        let Until::Arrival(length) = self.block.until else { return ends };
        if self.block.kind != BlockKind::Backward {
            return ends;
        }
        // When the slowest is there, by the time a path is given, and not in the mouth of the ten second warning.
        let over = if self.way() == Way::StartSmall { seconds(8) } else { WARNING_BEFORE + seconds(4) };
        // The words of the direction come first, or its tones.
        let first = if self.options.preset.has_words() { TO_SET_OFF } else { Duration::from_millis(1500) };
        let mut at = before_end(length).max(first);
        while at + over <= self.block.time {
            ends.push(wish("path-end", Priority::Warning, at, Motif::PathEnd, &["say-path-ends"]));
            at += PATH_END_AGAIN.max(at / PATH_END_PARTS);
        }
        ends
    }

    /// Whoever is at the end of a path before its slowest walker's clock runs out hears each minute to wait there.
    fn wait_there(&self) -> Vec<Wish> {
        if self.block.until == Until::Time {
            return Vec::new();
        }
        let all = (30..self.block.time.as_secs().saturating_sub(4)).step_by(60);
        all.map(|at| guide("wait-there", at, "say-wait-there")).collect()
    }

    /// Half-way of what was planned: an extension does not say it a second time.
    fn half_way(&self) -> Option<Wish> {
        let planned = self.block.time.saturating_sub(self.extra);
        (self.block.until == Until::Time && planned >= seconds(60))
            .then(|| wish("half-way", Priority::Extra, planned / 2, Motif::HalfWay, &["say-half-way"]))
    }

    /// Stand tall, look ahead: the first time backward and every third, or each time where many words are wanted.
    fn posture(&self) -> Option<Wish> {
        let round = self.block.round.map_or(1, |round| round.number);
        let often = self.options.preset == Preset::ManyWords;
        if self.block.kind != BlockKind::Backward
            || self.block.time < seconds(40)
            // Not while a hand is at the console.
            || self.set_belt().is_some()
            || !(often || round % 3 == 1)
        {
            return None;
        }
        let said: &[&'static str] = if round.is_multiple_of(2) {
            &["say-small-steps", "say-toes-first"]
        } else {
            &["say-stand-tall", "say-look-ahead"]
        };
        Some(wish(
            "posture",
            Priority::Extra,
            // On a path before its end is foretold.
            self.block.time.saturating_sub(self.extra) / if self.block.until == Until::Time { 4 } else { 8 },
            Motif::Note,
            said,
        ))
    }

    /// Each minute: nobody walks on for many without a word, and on a belt nobody does at all.
    fn minutes_left(&self) -> Vec<Wish> {
        let on_belt = self.way() == Way::Treadmill;
        let wanted = match self.options.preset {
            Preset::ManyWords => true,
            Preset::NormalWords => on_belt || self.block.time >= seconds(180),
            _ => on_belt,
        };
        // The time of a path is the slowest walker's.
        if !wanted || self.block.until != Until::Time {
            return Vec::new();
        }
        let priority = if on_belt { Priority::Guide } else { Priority::Extra };
        let minutes = self.block.time.as_secs() / 60;
        (1..=minutes)
            .filter_map(|left| {
                let at =
                    self.block.time.checked_sub(Duration::from_mins(left)).filter(|at| *at >= seconds(15))?;
                let mut said = pieces::time(Duration::from_mins(left));
                // There is no clip for every number.
                let opens = if said.is_empty() { "say-we-go-on" } else { "say-time-left" };
                said.insert(0, Piece::plain(opens));
                let needed = said.len();
                Some(Wish { id: "time-left", priority, at, motif: Motif::Note, pieces: said, needed })
            })
            .collect()
    }
}
