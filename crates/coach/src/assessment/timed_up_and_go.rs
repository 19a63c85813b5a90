//! Timed Up and Go: rise from a chair, walk three metres, turn, come back, sit.

use super::limits::TIMED_UP_AND_GO_SECONDS;
use super::{Better, Combine, Measures, Protocol};

/// How it is done.
pub const PROTOCOL: Protocol = Protocol {
    id: "timed-up-and-go",
    steps: 5,
    practice: 1,
    trials: 2,
    measures: Measures::Seconds,
    plausible: TIMED_UP_AND_GO_SECONDS,
    better: Better::Less,
    combine: Combine::Mean,
    spotter: true,
    source: "CDC STEADI; TUG-01, TUG-02",
};
