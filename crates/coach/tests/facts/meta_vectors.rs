//! The reference answers for pooling trials are reproduced to 1e-6.

use super::shared;
use crate::from_limits;
use coach::evidence::effect::{Effect, Measure, small_sample_correction};
use coach::evidence::pool::{Model, Warning, pool};
use coach::evidence::trials::{TRIALS, measured};
use serde_json::Value;

/// The reference answers, a copy of the facts' so that they are held where the facts are not.
fn vectors() -> Value {
    let copy: Value = serde_json::from_str(include_str!("meta_vectors.json")).unwrap();
    if let Some(facts) = shared("meta_vectors.json") {
        assert_eq!(copy, facts);
    }
    copy
}

fn close(what: &str, ours: f64, reference: &Value) {
    let reference = reference.as_f64().unwrap();
    assert!((ours - reference).abs() < 1e-6, "{what}: {ours} is not {reference}");
}

/// The BCG vaccine trials (Colditz and others, JAMA 1994), cases and non-cases with and without the vaccine: public
/// reference data that every meta-analysis program is tried on.
const BCG: [[f64; 4]; 13] = [
    [4.0, 119.0, 11.0, 128.0],
    [6.0, 300.0, 29.0, 274.0],
    [3.0, 228.0, 11.0, 209.0],
    [62.0, 13_536.0, 248.0, 12_619.0],
    [33.0, 5_036.0, 47.0, 5_761.0],
    [180.0, 1_361.0, 372.0, 1_079.0],
    [8.0, 2_537.0, 10.0, 619.0],
    [505.0, 87_886.0, 499.0, 87_892.0],
    [29.0, 7_470.0, 45.0, 7_232.0],
    [17.0, 1_699.0, 65.0, 1_600.0],
    [186.0, 50_448.0, 141.0, 27_197.0],
    [5.0, 2_493.0, 3.0, 2_338.0],
    [27.0, 16_886.0, 29.0, 17_825.0],
];

fn bcg() -> Vec<Effect> {
    let effect = |[a, b, c, d]: [f64; 4]| {
        let (n1, n2) = (a + b, c + d);
        Effect::new((a / n1 / (c / n2)).ln(), 1.0 / a - 1.0 / n1 + 1.0 / c - 1.0 / n2).unwrap()
    };
    BCG.into_iter().map(effect).collect()
}

fn check_pool(effects: &[Effect], reference: &Value) {
    for (name, model) in [("fixed", Model::Fixed), ("DL", Model::DerSimonianLaird), ("REML", Model::Reml)] {
        let wald = pool(effects, model, false).unwrap();
        let knapp = pool(effects, model, true).unwrap();
        let answer = &reference[name];
        close(name, wald.effect, &answer["est"]);
        close(name, wald.se, &answer["se"]);
        close(name, wald.ci_low, &answer["lo"]);
        close(name, wald.ci_high, &answer["hi"]);
        close(name, wald.p, &answer["p"]);
        close(name, knapp.effect, &answer["est"]);
        close(name, knapp.se, &answer["hk_se"]);
        close(name, knapp.ci_low, &answer["hk_lo"]);
        close(name, knapp.ci_high, &answer["hk_hi"]);
        close(name, wald.q, &reference["Q"]);
        close(name, wald.q_p.unwrap(), &reference["pQ"]);
        close(name, wald.i2.unwrap(), &reference["I2"]);
        if name != "fixed" {
            close(name, wald.tau2, &reference[&format!("tau2_{name}")]);
        }
        assert_eq!(wald.k as u64, reference["k"].as_u64().unwrap());
    }
}

#[test]
fn the_bcg_answers_are_reproduced() {
    // As widely published: DL 0.3088, −0.7141 (0.1787); REML 0.3132, −0.7145 (0.1798).
    let dl = pool(&bcg(), Model::DerSimonianLaird, false).unwrap();
    assert!((dl.tau2 - 0.308_760).abs() < 1e-6 && (dl.effect + 0.714_117).abs() < 1e-6);
    assert_eq!(dl.warnings, [Warning::VeryDifferentTrials]);
    check_pool(&bcg(), &vectors()["BCG"]);
}

#[test]
fn two_stroke_trials_pool_to_the_reference_and_warn() {
    let speed: Vec<Effect> = measured("speed", Measure::Standardised).into_iter().map(|s| s.effect).collect();
    assert!(pool(&speed, Model::Reml, false).unwrap().warnings.contains(&Warning::TwoTrials));
    let knapp = pool(&speed, Model::Reml, true).unwrap();
    assert_eq!(knapp.warnings, [Warning::TwoTrials, Warning::HartungKnappNarrower]);
    check_pool(&speed, &vectors()["speed_smd_k2"]);
}

#[test]
fn each_trial_s_effect_is_the_reference_s() {
    let vectors = vectors();
    let check = |key: &str, trial: &str, outcome: &str| {
        let find = |measure| measured(outcome, measure).into_iter().find(|s| s.name == trial).unwrap().effect;
        let g = find(Measure::Standardised);
        close(key, g.effect, &vectors[key][4]);
        close(key, g.variance, &vectors[key][5]);
        let people: u32 = TRIALS
            .iter()
            .find(|t| t.id == trial)
            .unwrap()
            .outcomes
            .iter()
            .filter(|c| c.outcome == outcome)
            .map(|c| c.backward.n + c.others.n)
            .sum();
        close(key, small_sample_correction(f64::from(people - 2)), &vectors[key][2]);
        let md = find(Measure::MeanDifference);
        for name in [format!("{key}_md"), format!("{key}_md_m_per_min")] {
            if let Some(reference) = vectors.get(&name) {
                close(&name, md.effect, &reference[0]);
                close(&name, md.variance, &reference[1]);
            }
        }
    };
    check("yang_speed", "YANG2005", "speed");
    check("yang_stride", "YANG2005", "stride");
    check("weng_speed", "WENG2006", "speed");
    check("weng_bbs", "WENG2006", "balance");
    check("weng_fma", "WENG2006", "leg-function");
}

#[test]
fn published_limits_give_back_their_errors_and_p_values() {
    let vectors = vectors();
    let published = vectors["published_inverse"].as_object().unwrap();
    assert!(published.len() >= 12);
    for (name, row) in published {
        let number = |key: &str| row[key].as_f64().unwrap();
        let (se, p) = from_limits(number("est"), number("lo"), number("hi"));
        close(name, se, &row["se"]);
        close(name, p, &row["p"]);
    }
}

#[test]
fn one_trial_s_share_of_a_published_pool_can_be_told() {
    let vectors = vectors();
    let weng = measured("balance", Measure::MeanDifference)[0].effect;
    for (name, est, lo, hi) in [("Chen2020", 3.82, 2.12, 5.52), ("Wen2022", 4.38, 2.60, 6.15)] {
        let (se, _) = from_limits(est, lo, hi);
        let (total, own) = (1.0 / (se * se), 1.0 / weng.variance);
        let answer = &vectors[&format!("decomp {name} BBS")];
        close(name, 100.0 * own / total, &answer["weng_weight_pct"]);
        close(name, (total * est - own * weng.effect) / (total - own), &answer["rest_est"]);
        close(name, (1.0 / (total - own)).sqrt(), &answer["rest_se"]);
    }
}

#[test]
fn the_trials_are_the_ones_in_the_facts() {
    let Some(facts) = shared("trials.json") else { return };
    let facts = facts.as_array().unwrap();
    assert_eq!(facts.len(), TRIALS.len());
    for fact in facts {
        let trial = TRIALS.iter().find(|t| fact["id"] == t.id).unwrap();
        let arms: Vec<u64> = trial.arms.iter().map(|n| u64::from(*n)).collect();
        let mut theirs: Vec<u64> =
            fact["n"].as_array().map_or(vec![], |n| n.iter().filter_map(Value::as_u64).collect());
        // Sizes that were assumed or recalled are nobody's: what was read is how many there were in all.
        if fact["status"].as_str().unwrap().contains("arm sizes") {
            theirs = vec![theirs.iter().sum()];
        }
        assert_eq!(arms, theirs, "{}", trial.id);
        assert_eq!(trial.per_week.map(u64::from), fact["per_week"].as_u64(), "{}", trial.id);
        assert_eq!(trial.weeks.map(u64::from), fact["weeks"].as_u64(), "{}", trial.id);
        let minutes =
            trial.minutes.map(|(a, b)| if a == b { format!("{a}") } else { format!("\"{a}-{b}\"") });
        assert_eq!(minutes.unwrap_or_else(|| "null".into()), fact["minutes"].to_string(), "{}", trial.id);
        let data = fact.get("data").and_then(Value::as_array).map_or(0, Vec::len);
        assert_eq!(data, trial.outcomes.len(), "{}", trial.id);
    }
}
