//! The limits a program must keep, each with its source.
//!
//! The doses of most trials of backward walking were 10 to 30 minutes a session (evidence: Yang 2005, Alghadir 2019,
//! Chang 2021; see EVIDENCE.md). These are the outermost ring: what screening and progress allow a person is smaller.

use units::Duration;

/// The longest walk. Our choice: three times the longest session of a trial after a stroke (30 min backward) with forward
/// walking between; above it a typing mistake is likelier than a plan.
pub const WALK_MOST: Duration = Duration::from_hours(2);
/// The longest stretch of forward walking. Our choice: an hour's walk.
pub const FORWARD_MOST: Duration = Duration::from_hours(1);
/// The longest stretch backward without turning: one whole session of the smallest dose that worked, 10 min
/// (Alghadir 2019, knee osteoarthritis, 3 x 10 min a week).
pub const BACKWARD_MOST: Duration = Duration::from_mins(10);
/// The most backward walking in one walk: the longest session of the trials after a stroke, 30 min (Yang 2005, Chang 2021).
pub const BACKWARD_IN_ALL_MOST: Duration = Duration::from_mins(30);
/// The shortest stretch. Our choice: a ten second warning and the words before it must fit.
pub const STRETCH_LEAST: Duration = Duration::from_secs(15);
/// The most rounds. Our choice: more than an hour of hallway; above it a typing mistake is likelier than a plan.
pub const ROUNDS_MOST: u16 = 60;
/// The shortest path, 2 m: fewer than about five steps backward are a step, not a walk. Our choice.
pub const PATH_LEAST_METERS: f64 = 2.0;
/// The longest known path, 100 m: it must be walked forward and looked at whole first. Our choice.
pub const PATH_MOST_METERS: f64 = 100.0;
/// The longest street block, 200 m; Manhattan's long ones are about 270 m, most are 80 to 120 m. Our choice.
pub const STREET_BLOCK_MOST_METERS: f64 = 200.0;
/// The longest stretch backward by distance, 200 m: 10 min at 0.33 m/s, a slow backward pace. Our choice.
pub const BACKWARD_MOST_METERS: f64 = 200.0;
/// The most of distance backward in one walk, 1000 m: 30 min at 0.55 m/s, below the 0.59 m/s of older people who did
/// not fall (3 m in 5.1 s, Polo-Ferrero 2025).
pub const BACKWARD_IN_ALL_MOST_METERS: f64 = 1000.0;
/// The fastest belt a program may ask for, 3.2 km/h (2 mph): the proposed ceiling without an instructor (PROP-03).
/// A person's own ceiling is lower.
pub const BELT_MOST_KMH: f64 = 3.2;
/// The slowest belt that can be asked for, 0.1 km/h: the smallest step any machine we know of takes. Our choice.
pub const BELT_LEAST_KMH: f64 = 0.1;

/// A turn, 14 s: time to stop, take hold, turn in small steps and look behind once, within the 10 to 15 s the design
/// allows. It is never skipped: turning is when people fall.
pub const TURN: Duration = Duration::from_secs(14);
/// The slowest pace a backward stretch on a known path is given time for, 0.29 m/s: 3 m in 10.31 s, the slowest
/// published cut-off of the 3-Meter Backward Walk (EVIDENCE.md).
pub const SLOW_BACKWARD_MPS: f64 = 3.0 / 10.31;
/// The slowest forward pace a known path is given time for, 0.4 m/s. Our choice, a third of a usual walking speed.
pub const SLOW_FORWARD_MPS: f64 = 0.4;

/// A part of a program, to point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The forward stretch.
    Forward,
    /// The backward stretch.
    Backward,
    /// The length of the path.
    Length,
    /// How many times round.
    Rounds,
    /// The belt's speed.
    Speed,
    /// All of it.
    Whole,
}

/// A limit that a program breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// No rounds at all.
    NoRounds,
    /// More than [`ROUNDS_MOST`].
    TooManyRounds,
    /// Forward for less than [`STRETCH_LEAST`].
    ForwardTooShort,
    /// Forward for more than [`FORWARD_MOST`].
    ForwardTooLong,
    /// Backward for less than [`STRETCH_LEAST`].
    BackwardTooShort,
    /// Backward for more than [`BACKWARD_MOST`].
    BackwardTooLong,
    /// More than [`BACKWARD_IN_ALL_MOST`] or [`BACKWARD_IN_ALL_MOST_METERS`] in all.
    BackwardInAllTooLong,
    /// A path below [`PATH_LEAST_METERS`].
    PathTooShort,
    /// A path above [`PATH_MOST_METERS`].
    PathTooLong,
    /// A street block above [`STREET_BLOCK_MOST_METERS`].
    StreetBlockTooLong,
    /// A belt below [`BELT_LEAST_KMH`].
    BeltTooSlow,
    /// A belt above [`BELT_MOST_KMH`].
    BeltTooFast,
    /// More than [`WALK_MOST`] in all.
    WalkTooLong,
}

impl Limit {
    /// Every limit.
    pub const ALL: [Limit; 13] = [
        Limit::NoRounds,
        Limit::TooManyRounds,
        Limit::ForwardTooShort,
        Limit::ForwardTooLong,
        Limit::BackwardTooShort,
        Limit::BackwardTooLong,
        Limit::BackwardInAllTooLong,
        Limit::PathTooShort,
        Limit::PathTooLong,
        Limit::StreetBlockTooLong,
        Limit::BeltTooSlow,
        Limit::BeltTooFast,
        Limit::WalkTooLong,
    ];

    /// The part of the program to change.
    pub const fn part(self) -> Part {
        match self {
            Limit::NoRounds | Limit::TooManyRounds => Part::Rounds,
            Limit::ForwardTooShort | Limit::ForwardTooLong => Part::Forward,
            Limit::BackwardTooShort | Limit::BackwardTooLong => Part::Backward,
            Limit::PathTooShort | Limit::PathTooLong | Limit::StreetBlockTooLong => Part::Length,
            Limit::BeltTooSlow | Limit::BeltTooFast => Part::Speed,
            Limit::BackwardInAllTooLong | Limit::WalkTooLong => Part::Whole,
        }
    }

    /// The message's id in the catalogue.
    pub const fn id(self) -> &'static str {
        match self {
            Limit::NoRounds => "limit-no-rounds",
            Limit::TooManyRounds => "limit-too-many-rounds",
            Limit::ForwardTooShort | Limit::BackwardTooShort => "limit-stretch-too-short",
            Limit::ForwardTooLong => "limit-forward-too-long",
            Limit::BackwardTooLong => "limit-backward-too-long",
            Limit::BackwardInAllTooLong => "limit-backward-in-all",
            Limit::PathTooShort => "limit-path-too-short",
            Limit::PathTooLong => "limit-path-too-long",
            Limit::StreetBlockTooLong => "limit-street-block-too-long",
            Limit::BeltTooSlow => "limit-belt-too-slow",
            Limit::BeltTooFast => "limit-belt-too-fast",
            Limit::WalkTooLong => "limit-walk-too-long",
        }
    }
}

/// Holds a count of rounds to its limits.
pub(super) const fn rounds(rounds: u16) -> Result<(), Limit> {
    match rounds {
        0 => Err(Limit::NoRounds),
        ROUNDS_MOST.. if rounds > ROUNDS_MOST => Err(Limit::TooManyRounds),
        _ => Ok(()),
    }
}

/// Holds a backward stretch, and all of them together, to the limits.
pub(super) fn backward(each: Duration, rounds: u16) -> Result<(), Limit> {
    if each < STRETCH_LEAST {
        Err(Limit::BackwardTooShort)
    } else if each > BACKWARD_MOST {
        Err(Limit::BackwardTooLong)
    } else if each.saturating_mul(u32::from(rounds)) > BACKWARD_IN_ALL_MOST {
        Err(Limit::BackwardInAllTooLong)
    } else {
        Ok(())
    }
}

/// Getting ready beside a belt set by hand: cord, rails, room. Our choice.
pub const PREPARE_BELT: Duration = Duration::from_secs(40);
/// Forward first on such a belt. Our choice.
pub const WARM_UP_BELT: Duration = Duration::from_mins(1);
/// To start it from the side rails and step on. Our choice; the walker may take longer, or pause.
pub const START_BELT: Duration = Duration::from_secs(25);
/// To stop it and let it stand before anybody turns. Our choice.
pub const STOP_BELT: Duration = Duration::from_secs(20);
/// To get off it at the end. Our choice.
pub const GET_OFF: Duration = Duration::from_secs(20);
/// The time a slow walker needs for a path, with 5 s to set off, up to the next 5 s.
pub(super) fn time_for(meters: f64, slow_mps: f64) -> Duration {
    let seconds = libm::ceil((meters / slow_mps + 5.0) / 5.0) * 5.0;
    Duration::try_from_secs_f64(seconds).unwrap_or(BACKWARD_MOST)
}
