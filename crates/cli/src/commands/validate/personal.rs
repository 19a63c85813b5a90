//! What one scale a person makes of lengths and speeds: the scale comes from the person's other recordings.

/// One recording of a person: true and told, of each step or of the walk.
#[derive(Clone, Debug)]
pub(super) struct Scaled {
    pub(super) subject: String,
    pub(super) pairs: Vec<(f64, f64)>,
}

fn sums<'a>(pairs: impl Iterator<Item = &'a (f64, f64)>) -> (f64, f64) {
    pairs.fold((0.0, 0.0), |(t, m), (truth, mine)| (t + truth, m + mine))
}

/// The mean absolute error under the scale of the person's other recordings; `None` where nobody has two.
pub(super) fn error_with_personal_scale(recordings: &[Scaled]) -> Option<f64> {
    let mut errors = Vec::new();
    for (n, own) in recordings.iter().enumerate() {
        let others = recordings.iter().enumerate().filter(|(m, r)| *m != n && r.subject == own.subject);
        let (truth, mine) = sums(others.flat_map(|(_, r)| &r.pairs));
        if mine > 0.0 {
            errors.extend(own.pairs.iter().map(|(t, m)| (m * truth / mine - t).abs()));
        }
    }
    super::tally::mean(&errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_who_is_always_underrated_by_the_same_share_is_rated_right_with_a_scale() {
        let walk =
            |subject: &str, pairs: &[(f64, f64)]| Scaled { subject: subject.into(), pairs: pairs.to_vec() };
        let two =
            [walk("a", &[(0.6, 0.5), (0.72, 0.6)]), walk("a", &[(0.9, 0.75)]), walk("b", &[(1.0, 9.0)])];
        assert!(error_with_personal_scale(&two).is_some_and(|e| e < 1e-9));
        assert_eq!(error_with_personal_scale(&two[1..]), None);
    }
}
