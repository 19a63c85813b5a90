//! `retrowalk export --fhir FILE`: checks and weeks for a clinic.

use crate::walks::{Walks, new_id, now};
use coach::assessment::three_meter_backward_walk;
use coach::assessment::{Check, Measures, PROTOCOLS, TimedBy, four_metre_walk, protocol, timed_up_and_go};
use coach::report::progress::{Week, weeks};
use formats::fhir::{Answer, Bundle, Component, Concept, LOINC, Observation, SYSTEM, When};
use std::path::Path;
use units::Day;
use voice::words::Words;
use walk::coach_record;

/// Writes the checks, and the minutes of each week with a walk, as one FHIR Bundle.
pub(super) fn export(kept: &Walks, today: Day, to: &Path) -> anyhow::Result<()> {
    let checks = kept.checks()?;
    let walked: Vec<_> = kept.list()?.iter().filter_map(coach_record::walked).collect();
    let first = walked.iter().map(|walk| walk.day).min().unwrap_or(today);
    let count = u16::try_from((today - first) / 7 + 2).unwrap_or(1);
    let of_checks = PROTOCOLS.iter().flat_map(|protocol| checks.of(protocol.id)).filter_map(of_check);
    let of_weeks = weeks(&walked, today, count).into_iter().filter(|week| week.walks > 0).map(of_week);
    let bundle = Bundle::new(now(), of_checks.chain(of_weeks).map(|observed| (new_id(), observed)));
    super::write(to, (serde_json::to_string_pretty(&bundle)? + "\n").as_bytes())
}

/// A check, its trials and its speed. LOINC's 4-meter score is a speed, so that check is told as one.
fn of_check(check: &Check) -> Option<Observation> {
    let protocol = protocol(check.id)?;
    let named = Words::new("en").plain(&format!("check-{}", protocol.id));
    let own = Concept::new(SYSTEM, protocol.id, &named);
    let measured = |value| match protocol.measures {
        Measures::Count => Answer::quantity(value, "repetitions", "{repetitions}"),
        Measures::Sway => Answer::quantity(value, "m/s2", "m/s2"),
        _ => Answer::quantity(value, "s", "s"),
    };
    let part = |code, text, value| Component { code: Concept::new(SYSTEM, code, text), value };
    let mut parts: Vec<_> =
        check.trials.iter().map(|trial| part("trial", "Trial", measured(*trial))).collect();
    let speed = protocol.speed(check.value).map(|speed| Answer::quantity(speed.mps(), "m/s", "m/s"));
    let (code, value) = match protocol.id {
        id if id == four_metre_walk::PROTOCOL.id => (own.also(LOINC, "83172-7"), speed?),
        id => {
            parts.extend(speed.map(|speed| part("speed", "Walking speed", speed)));
            let up_and_go = id == timed_up_and_go::PROTOCOL.id;
            (if up_and_go { own.also(LOINC, "89423-8") } else { own }, measured(check.value))
        }
    };
    if protocol.id == three_meter_backward_walk::PROTOCOL.id {
        let backward = Concept::new(SYSTEM, "backward", "Backward");
        parts.push(part("walking-direction", "Walking direction", Answer::Concept(backward)));
    }
    if check.timed_by == TimedBy::Steps {
        let phone = Concept::new(SYSTEM, "steps", "Steps that a phone counted");
        parts.push(part("timed-by", "Timed by", Answer::Concept(phone)));
    }
    Some(Observation::new("exam", code, When::Day(check.day.to_string()), value, parts))
}

/// The minutes of a week, Monday to Sunday.
fn of_week(week: Week) -> Observation {
    let minutes = |value| Answer::quantity(value, "min", "min");
    let part = |code, text: &str, value| Component { code: Concept::new(SYSTEM, code, text), value };
    let mut parts = vec![
        part("forward-minutes", "Walking forward", minutes(week.forward_minutes)),
        part("backward-minutes", "Walking backward", minutes(week.backward_minutes)),
    ];
    // None were seen, or nothing was measured.
    if week.backward_steps > 0 {
        let steps = Answer::quantity(week.backward_steps.into(), "steps", "{steps}");
        parts.push(part("backward-steps", "Steps backward", steps));
    }
    let when = When::Days { start: week.monday.to_string(), end: (week.monday + 6).to_string() };
    let code = Concept::new(LOINC, "55411-3", "Exercise duration").also(SYSTEM, "week-of-walks");
    Observation::new("activity", code, when, minutes(week.forward_minutes + week.backward_minutes), parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach::assessment::{Protocol, thirty_second_chair_stand};
    use serde_json::json;

    fn told(protocol: &Protocol, trials: &[f64]) -> serde_json::Value {
        let check = protocol.take(Day::parse("2026-11-23").unwrap(), trials, TimedBy::Tap).unwrap();
        serde_json::to_value(of_check(&check).unwrap()).unwrap()
    }

    #[test]
    fn each_check_has_its_code_and_the_unit_that_the_code_asks_for() {
        let whole = told(&thirty_second_chair_stand::PROTOCOL, &[12.0]);
        let coding = json!([{"system": SYSTEM, "code": "thirty-second-chair-stand"}]);
        let quantity = json!({"value": 12.0, "unit": "repetitions", "system": "http://unitsofmeasure.org", "code": "{repetitions}"});
        let code = json!([{"system": SYSTEM, "code": "trial"}]);
        let category =
            json!([{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "exam"}]);
        let agreed = json!({"resourceType": "Observation", "status": "final", "category": [{"coding": category}],
            "code": {"coding": coding, "text": "Chair stands in 30 seconds"}, "effectiveDateTime": "2026-11-23",
            "valueQuantity": quantity, "component": [{"code": {"coding": code, "text": "Trial"}, "valueQuantity": quantity}]});
        assert_eq!(whole, agreed);
        let four = told(&four_metre_walk::PROTOCOL, &[4.0, 4.0]);
        assert_eq!(
            (&four["code"]["coding"][1]["code"], &four["valueQuantity"]["code"]),
            (&"83172-7".into(), &"m/s".into())
        );
        assert_eq!(four["valueQuantity"]["value"], 1.0);
        let up = told(&timed_up_and_go::PROTOCOL, &[9.0, 10.0]);
        assert_eq!(
            (&up["code"]["coding"][1]["code"], &up["valueQuantity"]["value"]),
            (&"89423-8".into(), &9.5.into())
        );
        let backward = told(&three_meter_backward_walk::PROTOCOL, &[4.8, 4.4]);
        assert_eq!(backward["code"]["coding"].as_array().unwrap().len(), 1, "no system has a code for it");
        assert_eq!(backward["component"][3]["valueCodeableConcept"]["text"], "Backward");
    }

    #[test]
    fn a_week_is_told_from_monday_to_sunday() {
        let monday = Day::parse("2026-11-23").unwrap();
        let week =
            Week { monday, forward_minutes: 20.0, backward_minutes: 4.5, backward_steps: 300, walks: 2 };
        let week = serde_json::to_value(of_week(week)).unwrap();
        assert_eq!(week["effectivePeriod"], json!({"start": "2026-11-23", "end": "2026-11-29"}));
        assert_eq!(
            (&week["valueQuantity"]["value"], &week["valueQuantity"]["code"]),
            (&24.5.into(), &"min".into())
        );
    }
}
