//! A persona in JSON: somebody from a seed, with the fields of the file in their place.

use anyhow::{Context, Result, bail};
use coach::program::progression::gates::Company;
use coach::screening::{Answer, Sex};
use serde_json::Value;
use sim::person::persona::{Health, Persona};
use std::path::Path;

/// Reads a persona, or makes one from the seed alone.
pub(crate) fn read(file: Option<&Path>, seed: u64) -> Result<Persona> {
    let mut persona = Persona::from_seed(seed);
    let Some(file) = file else { return Ok(persona) };
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the persona {} cannot be read", file.display()))?;
    let value: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    let Value::Object(map) = value else { bail!("{} must be one JSON object", file.display()) };
    for (name, value) in &map {
        apply(&mut persona, name, value).with_context(|| format!("{}, \"{name}\"", file.display()))?;
    }
    Ok(persona)
}

/// A persona as its file says it, to keep and to change.
pub(crate) fn written(persona: &Persona) -> Value {
    serde_json::json!({
        "age": persona.age.floor(),
        "sex": Answer::Sex(persona.sex).written(),
        "health": match persona.health {
            Health::Robust => "robust",
            Health::Ordinary => "ordinary",
            Health::Frail => "frail",
        },
        "with": persona.company.name(),
        "honesty": hundredths(persona.honesty),
        "memory": hundredths(persona.memory),
        "zeal": hundredths(persona.zeal),
        "treadmill": persona.treadmill,
        "does_more": persona.does_more,
        "travels": persona.travels,
        "amber": persona.amber,
        "red": persona.red,
        "backward_seconds": hundredths(persona.backward_seconds),
        "tandem_seconds": hundredths(persona.tandem_seconds),
    })
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn apply(persona: &mut Persona, name: &str, value: &Value) -> Result<()> {
    let number = |low: f64, high: f64| {
        let n = value.as_f64().filter(|n| (low..=high).contains(n));
        n.with_context(|| format!("{value} must be a number from {low} to {high}"))
    };
    let yes = || value.as_bool().with_context(|| format!("{value} must be true or false"));
    let text = value.as_str().unwrap_or_default();
    match name {
        "age" => persona.age = number(18.0, 115.0)?,
        "sex" => {
            persona.sex = match text {
                "woman" => Sex::Woman,
                "man" => Sex::Man,
                _ => bail!("{value} must be woman or man"),
            };
        }
        "health" => {
            persona.health = match text {
                "robust" => Health::Robust,
                "ordinary" => Health::Ordinary,
                "frail" => Health::Frail,
                _ => bail!("{value} must be robust, ordinary or frail"),
            };
        }
        "with" => {
            persona.company = Company::named(text)
                .with_context(|| format!("{value} must be alone, spotter or instructor"))?;
        }
        "honesty" => persona.honesty = number(0.0, 1.0)?,
        "memory" => persona.memory = number(0.0, 1.0)?,
        "zeal" => persona.zeal = number(0.0, 1.0)?,
        "treadmill" => persona.treadmill = yes()?,
        "does_more" => persona.does_more = yes()?,
        "travels" => persona.travels = yes()?,
        "amber" => persona.amber = yes()?,
        "red" => persona.red = yes()?,
        "backward_seconds" => persona.backward_seconds = number(1.5, 120.0)?,
        "tandem_seconds" => persona.tandem_seconds = number(0.0, 60.0)?,
        _ => bail!(
            "is unknown; use age, sex, health, honesty, memory, zeal, treadmill, with, does_more, travels, amber, red, \
             backward_seconds, tandem_seconds"
        ),
    }
    Ok(())
}
