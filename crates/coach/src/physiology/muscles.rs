//! Which muscles backward walking works against forward walking, and how sure that is.

/// What was measured against forward walking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// More.
    More,
    /// At other times in the step; on the level no more in all.
    OtherTimes,
    /// Nobody measured it.
    NotKnown,
}

/// How sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// None.
    None,
    /// One small study, or studies that differ.
    Weak,
    /// Several studies that agree, all small.
    Some,
}

/// One muscle group; the catalogue has `muscle-ID`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Muscle {
    /// Its id.
    pub id: &'static str,
    /// Whether it is drawn on the front of the body.
    pub front: bool,
    /// What was measured.
    pub work: Work,
    /// How sure that is.
    pub strength: Strength,
    /// Ids of EVIDENCE.md.
    pub source: &'static str,
}

/// Every group that may be drawn. One study of seven found no difference in any muscle (LOAD-05), so none is more than
/// [`Strength::Some`].
pub const MUSCLES: &[Muscle] = &[
    Muscle {
        id: "quadriceps",
        front: true,
        work: Work::More,
        strength: Strength::Some,
        source: "EMG-01, EMG-02, EMG-03, EMG-04",
    },
    Muscle { id: "shins", front: true, work: Work::More, strength: Strength::Weak, source: "EMG-02" },
    Muscle {
        id: "hamstrings",
        front: false,
        work: Work::More,
        strength: Strength::Weak,
        source: "EMG-01, EMG-02, EMG-03",
    },
    Muscle {
        id: "calves",
        front: false,
        work: Work::OtherTimes,
        strength: Strength::Weak,
        source: "EMG-01, EMG-02, EMG-06",
    },
    Muscle { id: "glutes", front: false, work: Work::NotKnown, strength: Strength::None, source: "EMG-10" },
    Muscle { id: "back", front: false, work: Work::More, strength: Strength::Weak, source: "EMG-05" },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_study_or_one_that_saw_nothing_is_weak_proof() {
        for muscle in MUSCLES.iter().filter(|muscle| muscle.strength == Strength::Some) {
            assert!(muscle.source.contains(", "), "{}", muscle.id);
            // EMG-02: back of the thigh the same.
            assert!(muscle.id != "hamstrings");
        }
    }
}
