//! What is there to learn: twelve cards, the article's claims with what was measured, a glossary, and the sources, by id.

use super::findings::{FINDINGS, Finding};

/// The cards, a minute each: the catalogue has `learn-ID-title` and `learn-ID`.
pub const CARDS: [&str; 12] = [
    "why",
    "place",
    "feet",
    "eyes",
    "turn",
    "rails",
    "hallway",
    "intervals",
    "treadmill",
    "stop",
    "knees",
    "class",
];

/// A claim of the article; the catalogue has `claim-ID`, `-measured`, `-sure` and `-whom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its id.
    pub id: &'static str,
    /// Ids of EVIDENCE.md.
    pub source: &'static str,
}

/// The claims, in the order of the article's weight; the last one others make, and the article does not.
pub const CLAIMS: &[Claim] = &[
    Claim {
        id: "improves-gait",
        source: "STUDY-05, STUDY-06, STUDY-13, STUDY-14, STUDY-16, STUDY-17, STUDY-18, TRIAL-AWOSIKA24, TRIAL-KIM17, TRIAL-MARITZ",
    },
    Claim { id: "joints", source: "LOAD-04, LOAD-05, LOAD-06, LOAD-07" },
    Claim { id: "quadriceps", source: "EMG-01, EMG-02, EMG-03, EMG-04" },
    Claim { id: "hamstrings", source: "EMG-01, EMG-02, EMG-03" },
    Claim { id: "shins", source: "EMG-02" },
    Claim { id: "calves", source: "EMG-01, EMG-02, EMG-06" },
    Claim { id: "glutes", source: "EMG-10" },
    Claim { id: "core", source: "EMG-05" },
    Claim { id: "posture", source: "EMG-05" },
    Claim { id: "mobility", source: "EMG-11, EMG-12" },
    Claim { id: "strength", source: "STUDY-07" },
    Claim { id: "coordination", source: "COG-02, TRIAL-HAO" },
    Claim { id: "heart", source: "NRG-01, NRG-03, NRG-08" },
    Claim { id: "brain", source: "COG-02" },
    Claim { id: "rails", source: "SAFE-03" },
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
    "turn",
    "block",
    "retro",
];

/// A source a reader is shown, and the finding that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The finding's id, as [`Claim::source`] and a muscle's name it.
    pub id: &'static str,
    /// Authors, journal and year.
    pub text: &'static str,
    /// Its DOI, or empty.
    pub doi: &'static str,
}

/// The findings that a reader of Learn is shown the sources of, in the order of their numbers.
const SHOWN: [&str; 35] = [
    "STUDY-05",
    "STUDY-06",
    "STUDY-07",
    "STUDY-13",
    "STUDY-14",
    "STUDY-16",
    "STUDY-17",
    "STUDY-18",
    "STUDY-20",
    "STUDY-21",
    "TRIAL-AWOSIKA24",
    "TRIAL-KIM17",
    "TRIAL-ALG",
    "TRIAL-GON",
    "TRIAL-RANGEY",
    "TRIAL-HAO",
    "TRIAL-MARITZ",
    "LOAD-04",
    "LOAD-05",
    "LOAD-06",
    "LOAD-07",
    "EMG-01",
    "EMG-02",
    "EMG-03",
    "EMG-04",
    "EMG-05",
    "EMG-06",
    "EMG-11",
    "EMG-12",
    "NRG-01",
    "NRG-03",
    "NRG-08",
    "SAFE-03",
    "SAFE-04",
    "COG-02",
];

/// Their sources, chosen by the compiler, so that the phone carries no other finding.
pub static SOURCES: [Source; SHOWN.len()] = sources();

#[allow(clippy::indexing_slicing)] // worked out by the compiler, which refuses a place beyond the end
const fn sources() -> [Source; SHOWN.len()] {
    let mut sources = [Source { id: "", text: "", doi: "" }; SHOWN.len()];
    let mut at = 0;
    while at < SHOWN.len() {
        let Finding { id, source, doi, .. } = *named(SHOWN[at]);
        sources[at] = Source { id, text: source, doi };
        at += 1;
    }
    sources
}

#[allow(clippy::indexing_slicing)] // as above
const fn named(id: &str) -> &'static Finding {
    let mut at = 0;
    while !same(FINDINGS[at].id, id) {
        at += 1;
    }
    &FINDINGS[at]
}

#[allow(clippy::indexing_slicing)] // as above
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The list as it is printed: findings side by side that stand in one paper share its line.
pub fn printed() -> impl Iterator<Item = &'static [Source]> {
    SOURCES.chunk_by(|one, next| one.text == next.text)
}

/// The numbers, from 1, in that list of what ids such as `EMG-01, EMG-02` name; what was looked for and not found has none.
pub fn numbers(ids: &str) -> impl Iterator<Item = usize> + '_ {
    let mut last = 0;
    ids.split(", ")
        .filter_map(|id| printed().position(|line| line.iter().any(|source| source.id == id)))
        .map(|at| at + 1)
        .filter(move |number| core::mem::replace(&mut last, *number) != *number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::findings::Known;
    use crate::physiology::muscles::MUSCLES;
    use alloc::vec;
    use alloc::vec::Vec;

    #[test]
    fn every_claim_and_muscle_has_its_sources_among_those_shown_and_none_is_from_memory() {
        let ids = CLAIMS.iter().map(|claim| claim.source).chain(MUSCLES.iter().map(|muscle| muscle.source));
        for id in ids.flat_map(|ids| ids.split(", ")) {
            let found = crate::evidence::findings::finding(id).unwrap().known != Known::NotFound;
            assert_eq!(numbers(id).count(), usize::from(found), "{id}");
        }
        for source in SOURCES {
            let finding = crate::evidence::findings::finding(source.id).unwrap();
            assert_eq!((source.text, source.doi), (finding.source, finding.doi));
            assert_eq!(finding.known, Known::Read, "{}", source.id);
            assert!(!source.text.contains("recalled") && !source.text.contains("our own"), "{}", source.text);
        }
        let mut texts: Vec<&str> = printed().map(|line| line[0].text).collect();
        let lines = texts.len();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), lines, "a paper stands in the list once");
        let of = |ids| numbers(ids).collect::<Vec<_>>();
        assert_eq!((of("EMG-01, none"), of("EMG-10")), (vec![20], vec![]));
        assert_eq!(of("STUDY-16, STUDY-17, STUDY-18"), [5, 6], "and its number once");
    }
}
