//! Several trials' effects as one: fixed effect, DerSimonian-Laird and restricted maximum likelihood.
//!
//! Steps: weights 1/(v + τ²), the weighted mean, Wald limits or Hartung and Knapp's (2001) with t on k − 1 degrees of
//! freedom, Q and I² from the fixed weights, a prediction interval with t on k − 2 (Higgins, Thompson, Spiegelhalter
//! 2009). τ² by DerSimonian and Laird (1986), or by Fisher scoring on the restricted likelihood.

use super::distribution::{chi_square_above, normal_quantile, normal_two_sided, t_quantile, t_two_sided};
use super::effect::Effect;
use alloc::vec::Vec;

/// How the spread between trials is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// One true effect.
    Fixed,
    /// DerSimonian and Laird's moment estimate of the spread.
    DerSimonianLaird,
    /// Restricted maximum likelihood.
    Reml,
}

/// What a reader of the pooled number has to know first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// One trial: nothing was pooled.
    OneTrial,
    /// Two trials: arithmetic, not evidence; the spread between them cannot be estimated.
    TwoTrials,
    /// Three or four trials: the spread between them is nearly a guess.
    FewTrials,
    /// The Hartung-Knapp interval came out narrower than the plain one, which it must not be trusted for.
    HartungKnappNarrower,
    /// Hartung-Knapp was asked for, but one trial, or trials all alike, have no spread to use.
    HartungKnappImpossible,
    /// More than three quarters of the spread is between the trials: they differ by more than chance.
    VeryDifferentTrials,
    /// The search for the spread did not settle.
    NotConverged,
}

/// Trials pooled.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooled {
    /// How many trials.
    pub k: usize,
    /// The pooled effect.
    pub effect: f64,
    /// Its standard error.
    pub se: f64,
    /// Lower 95 % limit.
    pub ci_low: f64,
    /// Upper 95 % limit.
    pub ci_high: f64,
    /// Two-sided p value against no effect.
    pub p: f64,
    /// Variance between trials.
    pub tau2: f64,
    /// Percent of the spread that is between trials; `None` for one trial.
    pub i2: Option<f64>,
    /// Cochran's Q.
    pub q: f64,
    /// The p value of Q on k − 1 degrees of freedom; `None` for one trial.
    pub q_p: Option<f64>,
    /// Where 95 % of true effects in trials like these lie; `None` below three trials or with one true effect.
    pub prediction: Option<(f64, f64)>,
    /// Each trial's share of the weight, in the order given; they add to 1.
    pub weights: Vec<f64>,
    /// What to know first.
    pub warnings: Vec<Warning>,
}

/// Why nothing was pooled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPooled {
    /// There was no trial.
    NoTrials,
    /// The numbers are too large or too small to add.
    OutOfRange,
}

struct Weighted {
    weights: Vec<f64>,
    total: f64,
    mean: f64,
    /// Sum of weight times squared distance from the mean.
    spread: f64,
}

fn weigh(effects: &[Effect], tau2: f64) -> Weighted {
    let weights: Vec<f64> = effects.iter().map(|e| 1.0 / (e.variance + tau2)).collect();
    let total: f64 = weights.iter().sum();
    let mean = effects.iter().zip(&weights).map(|(e, w)| w * e.effect).sum::<f64>() / total;
    let spread =
        effects.iter().zip(&weights).map(|(e, w)| w * (e.effect - mean) * (e.effect - mean)).sum::<f64>();
    Weighted { weights, total, mean, spread }
}

/// Pools `effects` under `model`, with Hartung and Knapp's limits if asked.
pub fn pool(effects: &[Effect], model: Model, hartung_knapp: bool) -> Result<Pooled, NotPooled> {
    let k = effects.len();
    if k == 0 {
        return Err(NotPooled::NoTrials);
    }
    let freedom = (k - 1) as f64;
    let fixed = weigh(effects, 0.0);
    let q = if k == 1 { 0.0 } else { fixed.spread };
    let mut warnings = Vec::new();
    let tau2 = match model {
        _ if k == 1 => 0.0,
        Model::Fixed => 0.0,
        Model::DerSimonianLaird => dersimonian_laird(&fixed, freedom),
        Model::Reml => {
            let (tau2, settled) = reml(effects, dersimonian_laird(&fixed, freedom));
            if !settled {
                warnings.push(Warning::NotConverged);
            }
            tau2
        }
    };
    let w = weigh(effects, tau2);
    let wald_se = libm::sqrt(1.0 / w.total);
    let knapp_se = libm::sqrt(w.spread / (freedom * w.total));
    // Trials all alike are no proof that there is no error; what is left of a rounding is none either.
    let use_knapp = hartung_knapp && k > 1 && knapp_se > 1e-9 * wald_se;
    let (se, reach, p) = if use_knapp {
        (knapp_se, t_quantile(0.975, freedom), t_two_sided(w.mean / knapp_se, freedom))
    } else {
        (wald_se, normal_quantile(0.975), normal_two_sided(w.mean / wald_se))
    };
    let i2 = (k > 1).then(|| if q > freedom { 100.0 * (q - freedom) / q } else { 0.0 });
    match k {
        1 => warnings.push(Warning::OneTrial),
        2 => warnings.push(Warning::TwoTrials),
        3 | 4 => warnings.push(Warning::FewTrials),
        _ => {}
    }
    if hartung_knapp && !use_knapp {
        warnings.push(Warning::HartungKnappImpossible);
    }
    if use_knapp && reach * se < normal_quantile(0.975) * wald_se {
        warnings.push(Warning::HartungKnappNarrower);
    }
    if i2.is_some_and(|i2| i2 > 75.0) {
        warnings.push(Warning::VeryDifferentTrials);
    }
    let prediction = (k > 2 && model != Model::Fixed).then(|| {
        let reach = t_quantile(0.975, freedom - 1.0) * libm::sqrt(tau2 + se * se);
        (w.mean - reach, w.mean + reach)
    });
    if ![w.mean, se, p, tau2, q, w.total].iter().all(|x| x.is_finite()) {
        return Err(NotPooled::OutOfRange);
    }
    Ok(Pooled {
        k,
        effect: w.mean,
        se,
        ci_low: w.mean - reach * se,
        ci_high: w.mean + reach * se,
        p,
        tau2,
        i2,
        q,
        q_p: (k > 1).then(|| chi_square_above(q, freedom)),
        prediction,
        weights: w.weights.iter().map(|x| x / w.total).collect(),
        warnings,
    })
}

fn dersimonian_laird(fixed: &Weighted, freedom: f64) -> f64 {
    let squares: f64 = fixed.weights.iter().map(|w| w * w).sum();
    ((fixed.spread - freedom) / (fixed.total - squares / fixed.total)).max(0.0)
}

/// Fisher scoring on the restricted likelihood from `start`, halving any step that would leave τ² ≥ 0, and whether it
/// settled: `τ² ← τ² + (y'PPy − tr P)/tr PP`.
fn reml(effects: &[Effect], start: f64) -> (f64, bool) {
    let mut tau2 = start;
    for _ in 0..1000 {
        let w = weigh(effects, tau2);
        let power = |n: i32| w.weights.iter().map(|x| libm::pow(*x, f64::from(n))).sum::<f64>();
        let (second, third) = (power(2), power(3));
        let squared: f64 = effects
            .iter()
            .zip(&w.weights)
            .map(|(e, x)| x * x * (e.effect - w.mean) * (e.effect - w.mean))
            .sum();
        let trace = w.total - second / w.total;
        let trace_squared = second - 2.0 * third / w.total + (second / w.total) * (second / w.total);
        let mut step = (squared - trace) / trace_squared;
        if tau2 <= 0.0 && step <= 0.0 {
            return (0.0, true);
        }
        while tau2 + step < 0.0 && tau2 > 1e-14 {
            step *= 0.5;
        }
        let next = (tau2 + step).max(0.0);
        if libm::fabs(next - tau2) <= 1e-12 * next.max(1e-12) {
            return (next, true);
        }
        tau2 = next;
    }
    (tau2, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[(f64, f64)], model: Model, knapp: bool) -> Pooled {
        let effects: Vec<Effect> = rows.iter().map(|(e, v)| Effect::new(*e, *v).unwrap()).collect();
        pool(&effects, model, knapp).unwrap()
    }

    #[test]
    fn two_equal_trials_by_hand() {
        let p = check(&[(1.0, 1.0), (3.0, 1.0)], Model::DerSimonianLaird, false);
        // Q = 2, one degree of freedom, C = 2 − 2/2 = 1, τ² = 1; weights 1/2, so the standard error is 1.
        assert!((p.effect - 2.0).abs() < 1e-12 && (p.q - 2.0).abs() < 1e-12 && (p.tau2 - 1.0).abs() < 1e-12);
        assert!((p.se - 1.0).abs() < 1e-12 && (p.i2.unwrap() - 50.0).abs() < 1e-12);
        assert_eq!(p.weights, [0.5, 0.5]);
        assert!((p.ci_low - (2.0 - 1.959_963_984_54)).abs() < 1e-9 && p.prediction.is_none());
        assert_eq!(p.warnings, [Warning::TwoTrials]);
        let reml = check(&[(1.0, 1.0), (3.0, 1.0)], Model::Reml, false);
        assert!((reml.tau2 - 1.0).abs() < 1e-9, "{}", reml.tau2);
    }

    #[test]
    fn one_trial_is_itself_and_says_so() {
        for model in [Model::Fixed, Model::DerSimonianLaird, Model::Reml] {
            let p = check(&[(0.4, 0.04)], model, true);
            assert!((p.effect - 0.4).abs() < 1e-15 && (p.se - 0.2).abs() < 1e-15);
            assert_eq!((p.tau2, p.i2, p.q, p.q_p, p.prediction), (0.0, None, 0.0, None, None));
            assert_eq!(p.warnings, [Warning::OneTrial, Warning::HartungKnappImpossible]);
        }
        assert_eq!(pool(&[], Model::Reml, false), Err(NotPooled::NoTrials));
    }

    #[test]
    fn trials_that_agree_have_no_spread_between_them() {
        for model in [Model::DerSimonianLaird, Model::Reml] {
            let p = check(&[(1.0, 0.5), (1.1, 0.4), (0.9, 0.6)], model, false);
            assert_eq!((p.tau2, p.i2), (0.0, Some(0.0)));
            assert_eq!(p.warnings, [Warning::FewTrials]);
            let (low, high) = p.prediction.unwrap();
            assert!(low < p.ci_low && high > p.ci_high);
        }
        assert!(check(&[(1.0, 0.5), (1.1, 0.4), (0.9, 0.6)], Model::Fixed, false).prediction.is_none());
    }

    #[test]
    fn hartung_knapp_narrower_than_wald_is_said() {
        let agreeing = check(&[(1.0, 0.5), (1.01, 0.5)], Model::Reml, true);
        assert!(agreeing.warnings.contains(&Warning::HartungKnappNarrower));
        let differing =
            check(&[(0.0, 0.01), (5.0, 0.01), (9.0, 0.02), (2.0, 0.1), (4.0, 0.1)], Model::Reml, true);
        assert_eq!(differing.warnings, [Warning::VeryDifferentTrials]);
    }

    #[test]
    fn trials_all_alike_keep_the_plain_interval() {
        for effect in [0.0, 0.3] {
            let alike = check(&[(effect, 0.5), (effect, 0.25)], Model::Reml, true);
            let plain = check(&[(effect, 0.5), (effect, 0.25)], Model::Reml, false);
            assert_eq!((alike.se, alike.p), (plain.se, plain.p));
            assert_eq!(alike.warnings, [Warning::TwoTrials, Warning::HartungKnappImpossible]);
        }
    }

    #[test]
    fn the_order_of_the_trials_does_not_matter() {
        let rows = [(0.1, 0.2), (0.9, 0.05), (-0.4, 0.3), (0.6, 0.08)];
        let mut turned = rows;
        turned.reverse();
        let (a, b) = (check(&rows, Model::Reml, true), check(&turned, Model::Reml, true));
        assert!((a.effect - b.effect).abs() < 1e-12 && (a.tau2 - b.tau2).abs() < 1e-9);
        assert!((a.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn numbers_beyond_range_are_refused_not_returned() {
        let far = [Effect::new(1e308, 1e-300).unwrap(), Effect::new(-1e308, 1e-300).unwrap()];
        assert_eq!(pool(&far, Model::Fixed, false), Err(NotPooled::OutOfRange));
    }
}
