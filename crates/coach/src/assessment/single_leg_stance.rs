//! Standing on one leg, eyes open: the mean of three, stopped at 45 seconds.

use super::limits::{SINGLE_LEG_CAP_SECONDS, STANCE_SECONDS};
use super::{Better, Combine, Measures, Protocol};

/// How it is done.
pub const PROTOCOL: Protocol = Protocol {
    id: "single-leg-stance",
    steps: 4,
    practice: 1,
    trials: 3,
    measures: Measures::Held(SINGLE_LEG_CAP_SECONDS),
    plausible: STANCE_SECONDS,
    better: Better::More,
    combine: Combine::Mean,
    spotter: true,
    source: "Springer and others 2007; UPST rows",
};
