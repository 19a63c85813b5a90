//! Every value of the facts is the code's, and nothing known to be wrong is in it.

// A test whose helpers cannot read its facts must fail loudly; what is copied from the facts must be the same to the bit.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic,
    clippy::float_cmp
)]

mod meta_vectors;

use coach::assessment::change::Condition;
use coach::assessment::{limits as check, norms, three_meter_backward_walk as backward};
use coach::evidence::distribution::{normal_quantile, normal_two_sided};
use coach::evidence::findings::{FINDINGS, Known, finding};
use coach::evidence::learn::SOURCES;
use coach::physiology::limits as body;
use coach::program::progression::levels::{LEVELS, Phase};
use coach::program::progression::limits as plan;
use coach::screening::questions::{Part, QUESTIONS};
use coach::screening::{Sex, limits as screening};
use serde_json::Value;

fn shared(name: &str) -> Option<Value> {
    let path = format!("{}/../../../shared/facts/evidence/{name}", env!("CARGO_MANIFEST_DIR"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {name} is not beside this checkout");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

/// A published pooled effect taken apart again: its standard error and p value from its 95 % limits.
fn from_limits(effect: f64, ci_low: f64, ci_high: f64) -> (f64, f64) {
    let se = (ci_high - ci_low) / (2.0 * normal_quantile(0.975));
    (se, normal_two_sided(effect / se))
}

/// The numbers in a text, in order; a range's dash is no minus.
fn numbers(text: &str) -> Vec<f64> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|part| part.parse().ok()).collect()
}

#[test]
fn every_fact_that_may_be_used_is_a_finding_with_its_value_and_none_that_must_not() {
    let Some(facts) = shared("facts.json") else { return };
    let facts = facts["facts"].as_array().unwrap();
    let mut usable = 0;
    for fact in facts {
        let id = fact["id"].as_str().unwrap();
        if fact["use"] == "do_not_encode" {
            assert_eq!(finding(id), None, "{id} must not be encoded");
            continue;
        }
        usable += 1;
        let ours = finding(id).unwrap_or_else(|| panic!("{id} is missing"));
        match &fact["value"] {
            Value::String(value) => assert_eq!(ours.value, value, "{id}"),
            Value::Number(value) => assert_eq!(ours.value, value.to_string(), "{id}"),
            // The twelve sentences have their own test.
            _ => assert_eq!(id, "SCR-01"),
        }
        assert_eq!(ours.unit, fact["unit"].as_str().unwrap(), "{id}");
        assert_eq!(ours.doi, fact["doi"].as_str().unwrap(), "{id}");
        let known = match fact["status"].as_str().unwrap() {
            "found" => Known::Read,
            "recalled" => Known::Recalled,
            "computed" => Known::Computed,
            "proposed" => Known::Design,
            _ => Known::NotFound,
        };
        assert_eq!(ours.known, known, "{id}");
        assert!(!ours.about.is_empty() && ours.about != fact["statement"].as_str().unwrap(), "{id}");
    }
    // EMG-12 is a note of EMG-11's there, and one of the trials.
    assert!(facts.iter().any(|fact| fact["id"] == "EMG-11" && fact["note"].to_string().contains("p=0.143")));
    assert!(finding("EMG-12").is_some_and(|ours| ours.value == "p=0.143"));
    assert_eq!(usable + 1, FINDINGS.len());
}

#[test]
fn every_result_worth_showing_is_among_the_sources_of_learn_or_left_out_for_a_reason() {
    let Some(facts) = shared("facts.json") else { return };
    for (fact, id) in facts["facts"].as_array().unwrap().iter().map(|f| (f, f["id"].as_str().unwrap())) {
        let kind = id.split('-').next().unwrap();
        let rule = kind == "TRIAL" && fact["use"] == "rule";
        if !rule && (!["STUDY", "TRIAL", "LOAD"].contains(&kind) || fact["use"] != "display") {
            continue;
        }
        let left_out = match id {
            "LOAD-01" | "LOAD-02" => "running",
            "LOAD-03" => "recalled",
            "STUDY-04" => "unit not clear",
            "TRIAL-CHANG21" => "no result read",
            "TRIAL-ROSE" | "TRIAL-ABD" | "TRIAL-DOGAN" => {
                "within the pools that are shown, or against standing"
            }
            "TRIAL-TSENG" | "TRIAL-KACH" => "answers no claim of the article",
            _ => "",
        };
        assert!(SOURCES.iter().any(|source| source.id == id) == left_out.is_empty(), "{id} {left_out}");
    }
}

fn value(id: &str) -> Vec<f64> {
    numbers(finding(id).unwrap_or_else(|| panic!("{id}")).value)
}

#[test]
fn the_constants_are_the_findings() {
    assert_eq!(value("3MBW-01"), [3.0, plan::BACKWARD_ALONE_SECONDS]);
    assert_eq!(value("3MBW-02"), [plan::BACKWARD_WATCHED_SECONDS]);
    assert_eq!(value("PROP-02"), [plan::BACKWARD_WATCHED_SECONDS, plan::BACKWARD_ALONE_SECONDS, 3.0]);
    assert_eq!(value("BAL-01"), [plan::TANDEM_SECONDS]);
    assert_eq!(value("BAL-01"), [check::FOUR_STAGE_SECONDS]);
    assert_eq!(value("TUG-02"), [screening::TIMED_UP_AND_GO_SECONDS]);
    assert_eq!(value("TUG-01"), [15.0, 10.0]);
    let minutes = value("PROP-01");
    assert_eq!(minutes, [plan::WEEK_SECONDS_FIRST, plan::WEEK_SECONDS_LATER].map(|s| f64::from(s) / 60.0));
    let belt = value("PROP-03");
    assert_eq!(belt[0], f64::from(plan::FIRST_BELT_CENTI_KMH) / 100.0);
    assert_eq!(belt[1], f64::from(plan::BELT_PERCENT[2]) / 100.0);
    assert!(belt[3] > f64::from(plan::BELT_CENTI_KMH) / 100.0);
    assert_eq!(value("SCR-06"), [12.0]);
    assert_eq!(screening::LONG_FORM_DAYS, 365);
    assert_eq!(value("SAFE-06"), [64.0, 76.0]);
    assert_eq!(body::MODERATE_HEART_RATE, (0.64, 0.76));
    // VO2=3.5+0.187S+1.49SG: the 2 is of the oxygen's name.
    assert_eq!(value("NRG-13"), [2.0, body::REST_VO2, body::BACKWARD_PER_SPEED, body::BACKWARD_PER_CLIMB]);
    assert_eq!(value("NRG-12"), [2.0, body::REST_VO2, body::FORWARD_PER_SPEED, body::FORWARD_PER_CLIMB]);
    assert_eq!(value("FWS-MCID")[1], check::SPEED_CHANGE_MPS);
    assert_eq!(value("FWS-HIP"), [check::SPEED_CHANGE_MPS]);
    assert_eq!(value("TRIAL-HAO"), [f64::from(plan::BALANCE_VERDICT_DAYS) / 7.0]);
    assert_eq!(value("BWS-01"), [0.6]);
}

#[test]
fn the_norms_and_errors_are_the_findings() {
    for (condition, id, place) in [
        (Condition::HipReplacement, "3MBW-09", 1),
        (Condition::KneeReplacement, "3MBW-08", 1),
        (Condition::Stroke, "3MBW-07", 0),
        (Condition::MultipleSclerosis, "3MBW-05", 0),
        (Condition::Parkinson, "3MBW-04", 1),
    ] {
        assert_eq!(backward::published(condition), (value(id)[place], id));
    }
    assert_eq!(value("3MBW-06")[0], 1.11);
    let quartiles = value("3MBW-12");
    assert_eq!(norms::backward_walk(Sex::Man), (quartiles[0], quartiles[1]));
    assert_eq!(norms::backward_walk(Sex::Woman), (quartiles[2], quartiles[3]));
    let mut seen = 0;
    for found in FINDINGS {
        let parts: Vec<&str> = found.id.split('-').collect();
        let age = |at: usize| parts[at].parse::<f64>().unwrap();
        match parts[..] {
            ["CHAIR", ..] => {
                let lines = numbers(found.value);
                for age in [age(1), age(2) + 0.9] {
                    assert_eq!(norms::chair_stand_line(age, Sex::Man).map(f64::from), Some(lines[0]));
                    assert_eq!(norms::chair_stand_line(age, Sex::Woman).map(f64::from), Some(lines[1]));
                }
            }
            ["FWS", who @ ("M" | "W"), ..] => {
                let sex = if who == "M" { Sex::Man } else { Sex::Woman };
                let norm = norms::forward_speed(age(2), sex).unwrap();
                assert!((norm.value * 100.0 - numbers(found.value)[0]).abs() < 1e-9, "{}", found.id);
                assert_eq!(norm.shown().is_some(), found.known == Known::Read, "{}", found.id);
            }
            ["UPST", ..] => {
                let [open, closed] = numbers(found.value)[..] else { panic!("{}", found.id) };
                let of = |eyes_open| norms::single_leg(age(1), eyes_open).map(|n| n.value);
                assert_eq!((of(true), of(false)), (Some(open), Some(closed)));
            }
            ["TUG", "04"] => {
                let means = [60.0, 70.0, 80.0].map(|age| norms::timed_up_and_go(age).unwrap().value);
                assert_eq!(means.to_vec(), numbers(found.value));
            }
            _ => continue,
        }
        seen += 1;
    }
    assert_eq!(seen, 7 + 14 + 6 + 1);
}

#[test]
fn the_twelve_sentences_and_their_points_are_cdc_s() {
    let Some(facts) = shared("facts.json") else { return };
    let facts = facts["facts"].as_array().unwrap();
    let items = facts.iter().find(|f| f["id"] == "SCR-01").unwrap()["value"].as_array().unwrap();
    let english =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../voice/words/coach.en.ftl")).unwrap();
    let ours: Vec<_> = QUESTIONS.iter().filter(|q| q.part == Part::StayIndependent).collect();
    assert_eq!(ours.len(), items.len());
    for (question, item) in ours.iter().zip(items) {
        let (sentence, points) = item.as_str().unwrap().rsplit_once(" (").unwrap();
        assert!(english.contains(&format!("screen-ask-{} = {sentence}\n", question.id)), "{sentence}");
        assert_eq!(points.trim_end_matches(')').parse(), Ok(question.points), "{sentence}");
    }
}

#[test]
fn published_pools_agree_with_their_own_limits() {
    let mut seen = 0;
    for found in FINDINGS.iter().filter(|f| f.id.starts_with("STUDY-")) {
        // "0.16 [0.06,0.27]": the middle lies midway, and the interval leaves out nothing as the paper says.
        if let [effect, low, high] = numbers(found.value)[..]
            && found.value.contains('[')
        {
            let (se, p) = from_limits(effect, low, high);
            assert!(
                (f64::midpoint(low, high) - effect).abs() <= 0.011_f64.max(effect * 0.01),
                "{}",
                found.id
            );
            assert!(se > 0.0 && p < 0.05, "{}", found.id);
            seen += 1;
        }
    }
    assert!(seen >= 11, "{seen}");
}

#[test]
fn the_levels_are_the_proposed_ones() {
    let Some(proposal) = shared("progression.json") else { return };
    let levels = proposal["levels"].as_array().unwrap();
    assert_eq!(levels.len(), LEVELS.len());
    for (ours, theirs) in LEVELS.iter().zip(levels) {
        assert_eq!(u64::from(ours.number), theirs["l"].as_u64().unwrap());
        let phase = match theirs["phase"].as_str().unwrap() {
            "A" => Phase::StartSmall,
            "B" => Phase::Intervals,
            _ => Phase::Treadmill,
        };
        assert_eq!(ours.phase, phase);
        assert_eq!(
            f64::from(ours.backward_s) / 60.0,
            theirs["bw_min_session"].as_f64().unwrap(),
            "{}",
            ours.number
        );
        let week: Vec<u64> =
            theirs["sessions_week"].as_array().unwrap().iter().filter_map(Value::as_u64).collect();
        assert_eq!([u64::from(ours.per_week.0), u64::from(ours.per_week.1)].to_vec(), week);
    }
}
