//! What is there to learn: twelve cards, the article's claims with what was measured, and a glossary, by id.

/// How many cards: the catalogue has `learn-N-title` and `learn-N-text`.
pub const CARDS: u8 = 12;

/// A claim of the article; the catalogue has `claim-ID`, `-measured`, `-sure` and `-whom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its id.
    pub id: &'static str,
    /// Ids of EVIDENCE.md.
    pub source: &'static str,
}

/// The claims, in the order of the article's weight.
pub const CLAIMS: &[Claim] = &[
    Claim { id: "improves-gait", source: "STUDY-06, STUDY-16, STUDY-18, TRIAL-AWOSIKA24" },
    Claim { id: "joints", source: "LOAD-04, LOAD-06, LOAD-07" },
    Claim { id: "quadriceps", source: "EMG-01, EMG-02, EMG-03, EMG-04" },
    Claim { id: "hamstrings", source: "EMG-01, EMG-03, EMG-11" },
    Claim { id: "shins", source: "EMG-02" },
    Claim { id: "calves", source: "EMG-01, EMG-02, EMG-06" },
    Claim { id: "glutes", source: "EMG-10" },
    Claim { id: "core", source: "EMG-05" },
    Claim { id: "heart", source: "NRG-01, NRG-03, NRG-08" },
    Claim { id: "brain", source: "COG-01, COG-02" },
    Claim { id: "falls", source: "STUDY-20, STUDY-21" },
];

/// Words explained: the catalogue has `glossary-ID`.
pub const GLOSSARY: &[&str] = &[
    "backward-step",
    "cadence",
    "step-length",
    "stride",
    "interval",
    "spotter",
    "tandem",
    "talk-test",
    "met",
    "error",
    "trial",
    "pooled",
];
