//! The names that files and the command line use for what the engine says.

use gait::{Direction, Placement, Side, WarningKind};

/// Every placement and its name.
pub const PLACEMENTS: [(Placement, &str); 8] = [
    (Placement::FrontPocket, "front-pocket"),
    (Placement::BackPocket, "back-pocket"),
    (Placement::LowerBack, "lower-back"),
    (Placement::Wrist, "wrist"),
    (Placement::Hand, "hand"),
    (Placement::UpperArm, "upper-arm"),
    (Placement::Chest, "chest"),
    (Placement::Bag, "bag"),
];

/// The placement of that name.
pub fn placement(name: &str) -> Option<Placement> {
    PLACEMENTS.iter().find(|(_, n)| *n == name).map(|(p, _)| *p)
}

/// The name of a placement.
pub fn placement_name(placement: Placement) -> &'static str {
    PLACEMENTS.iter().find(|(p, _)| *p == placement).map_or("", |(_, n)| n)
}

/// The name of a direction.
pub const fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Forward => "forward",
        Direction::Backward => "backward",
        Direction::Unknown => "unknown",
    }
}

/// The name of a foot.
pub const fn side_name(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

/// The name of a warning, and what it means in a sentence.
pub const fn warning_words(kind: WarningKind) -> (&'static str, &'static str) {
    match kind {
        WarningKind::NotFinite => {
            ("not-finite", "a reading was missing, no number, or more than any sensor reads; it was left out")
        }
        WarningKind::TimeBackward => (
            "time-backward",
            "the clock went backward; a reading that is late is left out, and a clock set back goes on from there",
        ),
        WarningKind::Gap => (
            "gap",
            "nothing was recorded for more than half a second, or for a twentieth of the time in shorter breaks",
        ),
        WarningKind::RateTooLow => (
            "rate-too-low",
            "fewer than 20 readings a second: steps may be missed, and below 10 a second no direction is told",
        ),
        WarningKind::TooShort => {
            ("too-short", "what could be read of it is shorter than a walk of four steps")
        }
        WarningKind::RateTooHigh => {
            ("rate-too-high", "more than 200 readings a second, which was never tried on people")
        }
        WarningKind::Stuck => (
            "stuck",
            "an axis, the gyroscope or all of it stood still or was missing for seconds while the rest moved",
        ),
        WarningKind::SamplesLost => (
            "samples-lost",
            "readings are missing though the clock ran on; the steps after them were set later by the walk's rhythm",
        ),
        WarningKind::Clipped => ("clipped", "the movement was larger than the sensor's range"),
        WarningKind::NoGyroscope => {
            ("no-gyroscope", "there is no gyroscope: direction stays unknown in most places")
        }
        WarningKind::GravityMissing => {
            ("gravity-missing", "at rest it does not read 9.81 m/s²: another unit, or gravity was taken out")
        }
        WarningKind::Vehicle => ("vehicle", "it was shaken as in a vehicle; no steps were taken from that"),
        WarningKind::Waving => (
            "waving",
            "an arm or leg swung, or the body rose and sank, without walking; no steps were taken from that",
        ),
        WarningKind::Fumbling => {
            ("fumbling", "the device was turned about in a hand; no steps were taken from that")
        }
    }
}
