//! The 4-metre walk: usual speed forward, from a standing start.

use super::limits::FOUR_METRE_SECONDS;
use super::{Better, Combine, Measures, Protocol};

/// How it is done.
pub const PROTOCOL: Protocol = Protocol {
    id: "four-metre-walk",
    steps: 4,
    practice: 1,
    trials: 2,
    measures: Measures::SecondsOver(4.0),
    plausible: FOUR_METRE_SECONDS,
    better: Better::Less,
    combine: Combine::Mean,
    spotter: true,
    source: "FWS-LIFEP",
};
