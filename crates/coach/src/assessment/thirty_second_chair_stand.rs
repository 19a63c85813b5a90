//! The 30-second chair stand: how often you rise fully, arms crossed.

use super::limits::CHAIR_STANDS;
use super::{Better, Combine, Measures, Protocol};

/// How it is done.
pub const PROTOCOL: Protocol = Protocol {
    id: "thirty-second-chair-stand",
    steps: 5,
    practice: 1,
    trials: 1,
    measures: Measures::Count,
    plausible: CHAIR_STANDS,
    better: Better::More,
    combine: Combine::Best,
    spotter: true,
    source: "CDC STEADI; CHAIR rows",
};
