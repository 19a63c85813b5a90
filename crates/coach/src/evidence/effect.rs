//! One trial's result as an effect with its variance.

use core::fmt;

/// One arm of a trial: people, mean and standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arm {
    /// How many people.
    pub n: u32,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation.
    pub sd: f64,
}

/// How two arms are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Mean difference, in the outcome's own unit.
    MeanDifference,
    /// Standardised mean difference, Hedges' g with the exact correction.
    Standardised,
}

/// An effect and its sampling variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// The effect: first arm minus second.
    pub effect: f64,
    /// Its sampling variance.
    pub variance: f64,
}

/// Why a row cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// A number is infinite or not a number.
    NotFinite,
    /// The variance is zero or below.
    VarianceNotPositive,
    /// An arm of fewer than two people has no standard deviation.
    ArmTooSmall,
    /// A standard deviation below zero.
    NegativeDeviation,
    /// Nobody differs from anybody, so nothing can be standardised.
    NoSpread,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unusable::NotFinite => "a number is infinite or not a number",
            Unusable::VarianceNotPositive => "the variance must be greater than 0",
            Unusable::ArmTooSmall => "each group needs at least 2 people",
            Unusable::NegativeDeviation => "a standard deviation cannot be below 0",
            Unusable::NoSpread => "both standard deviations are 0, so the difference has no error",
        })
    }
}

impl Effect {
    /// An effect as published.
    pub fn new(effect: f64, variance: f64) -> Result<Effect, Unusable> {
        if !effect.is_finite() || !variance.is_finite() {
            return Err(Unusable::NotFinite);
        }
        if variance <= 0.0 {
            return Err(Unusable::VarianceNotPositive);
        }
        Ok(Effect { effect, variance })
    }

    /// The first arm against the second.
    ///
    /// Mean difference: variance sd1²/n1 + sd2²/n2. Standardised: Hedges' g = J·d with the pooled standard deviation and
    /// variance 1/n1 + 1/n2 + g²/2N (Hedges 1981; Hedges and Olkin 1985).
    pub fn between(measure: Measure, one: Arm, two: Arm) -> Result<Effect, Unusable> {
        if ![one.mean, one.sd, two.mean, two.sd].iter().all(|x| x.is_finite()) {
            return Err(Unusable::NotFinite);
        }
        if one.n < 2 || two.n < 2 {
            return Err(Unusable::ArmTooSmall);
        }
        if one.sd < 0.0 || two.sd < 0.0 {
            return Err(Unusable::NegativeDeviation);
        }
        if one.sd + two.sd <= 0.0 {
            return Err(Unusable::NoSpread);
        }
        let (n1, n2) = (f64::from(one.n), f64::from(two.n));
        match measure {
            Measure::MeanDifference => {
                Effect::new(one.mean - two.mean, one.sd * one.sd / n1 + two.sd * two.sd / n2)
            }
            Measure::Standardised => {
                let freedom = n1 + n2 - 2.0;
                let pooled =
                    libm::sqrt(((n1 - 1.0) * one.sd * one.sd + (n2 - 1.0) * two.sd * two.sd) / freedom);
                let g = small_sample_correction(freedom) * (one.mean - two.mean) / pooled;
                Effect::new(g, 1.0 / n1 + 1.0 / n2 + g * g / (2.0 * (n1 + n2)))
            }
        }
    }

    /// Its standard error.
    pub fn se(self) -> f64 {
        libm::sqrt(self.variance)
    }
}

/// Hedges' J = Γ(m/2) / (√(m/2)·Γ((m−1)/2)), exact; past 10,000 degrees of freedom by its series, where the logarithms
/// of the gamma function would lose more digits than the series leaves out.
pub fn small_sample_correction(freedom: f64) -> f64 {
    if freedom > 1e4 {
        return 1.0 - 3.0 / (4.0 * freedom - 1.0);
    }
    let half = 0.5 * freedom;
    libm::exp(libm::lgamma(half) - libm::lgamma(half - 0.5)) / libm::sqrt(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARM: Arm = Arm { n: 10, mean: 1.0, sd: 2.0 };

    #[test]
    fn the_correction_is_exact_and_meets_its_series() {
        // J(2) = Γ(1)/Γ(1/2) = 1/√π; J(4) = Γ(2)/(√2·Γ(3/2)).
        assert!((small_sample_correction(2.0) - 0.564_189_583_547_756).abs() < 1e-12);
        assert!((small_sample_correction(4.0) - 0.797_884_560_802_865).abs() < 1e-12);
        assert!((small_sample_correction(9_999.0) - small_sample_correction(10_001.0)).abs() < 1e-7);
    }

    #[test]
    fn what_has_no_error_is_refused() {
        let check = |one, two| Effect::between(Measure::Standardised, one, two).unwrap_err();
        assert_eq!(check(Arm { n: 1, ..ARM }, ARM), Unusable::ArmTooSmall);
        assert_eq!(check(ARM, Arm { n: 1, ..ARM }), Unusable::ArmTooSmall);
        assert_eq!(check(Arm { sd: -1.0, ..ARM }, ARM), Unusable::NegativeDeviation);
        assert_eq!(check(ARM, Arm { sd: -1.0, ..ARM }), Unusable::NegativeDeviation);
        assert_eq!(check(Arm { sd: 0.0, ..ARM }, Arm { sd: 0.0, ..ARM }), Unusable::NoSpread);
        assert_eq!(check(Arm { mean: f64::NAN, ..ARM }, ARM), Unusable::NotFinite);
        assert_eq!(Effect::new(1.0, 0.0), Err(Unusable::VarianceNotPositive));
        assert_eq!(Effect::new(1.0, -0.1), Err(Unusable::VarianceNotPositive));
        assert_eq!(Effect::new(f64::INFINITY, 1.0), Err(Unusable::NotFinite));
    }

    #[test]
    fn one_arm_without_spread_still_has_a_mean_difference() {
        let effect =
            Effect::between(Measure::MeanDifference, Arm { sd: 0.0, ..ARM }, Arm { mean: 3.0, ..ARM });
        assert_eq!(effect, Ok(Effect { effect: -2.0, variance: 0.4 }));
    }
}
