//! The 10-metre walk: usual speed forward, with room to speed up and slow down at both ends.

use super::limits::TEN_METRE_SECONDS;
use super::{Better, Combine, Measures, Protocol};

/// How it is done.
pub const PROTOCOL: Protocol = Protocol {
    id: "ten-metre-walk",
    steps: 4,
    practice: 1,
    trials: 2,
    measures: Measures::SecondsOver(10.0),
    plausible: TEN_METRE_SECONDS,
    better: Better::Less,
    combine: Combine::Mean,
    spotter: true,
    source: "FWS-MCID",
};
