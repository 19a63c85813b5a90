//! A walker's history in JSON, for the terminal.

use anyhow::{Context, Result, bail};
use coach::program::progression::levels::Level;
use coach::program::progression::records::{Ground, Purpose, Record, StopSign, Told, Walk};
use coach::screening::{Advice, Form};
use serde_json::Value;
use std::path::Path;
use units::Day;

/// Reads a history; a record that is wrong is named by its place and what is wrong with it.
pub(crate) fn read(file: &Path) -> Result<Vec<Record>> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the history {} cannot be read", file.display()))?;
    let value: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    let records = value.get("records").and_then(Value::as_array).with_context(|| {
        format!("{} has no \"records\"; see `retrowalk plan next --help`", file.display())
    })?;
    records
        .iter()
        .enumerate()
        .map(|(i, value)| record(value).with_context(|| format!("{}, record {}", file.display(), i + 1)))
        .collect()
}

fn record(value: &Value) -> Result<Record> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let day = text("day").and_then(Day::parse).context("\"day\" must be a day such as 2026-01-05")?;
    Ok(match text("type") {
        Some("screened") => Record::Screened {
            day,
            form: if text("form") == Some("short") { Form::Short } else { Form::Long },
            advice: match text("advice") {
                Some("go") => Advice::Go,
                Some("go-with-someone") => Advice::GoWithSomeone,
                Some("ask-first") => Advice::AskFirst,
                _ => bail!("\"advice\" must be go, go-with-someone or ask-first"),
            },
            usual_pain: rating(value, "usual_pain")?.unwrap_or(0),
        },
        Some("walked") => Record::Walked(walk(value, day)?),
        Some("morning") => Record::Morning {
            day,
            pain: rating(value, "pain")?.context("\"pain\" must be a number from 0 to 10")?,
        },
        Some("backward-check") => Record::BackwardCheck { day, seconds: seconds(value, 1.5, 120.0)? },
        Some("tandem-check") => Record::TandemCheck {
            day,
            seconds: seconds(value, 0.0, 60.0)?.context("\"seconds\" must be a number")?,
        },
        Some("treadmill-ready") => Record::TreadmillReady { day },
        Some("stopped") => Record::Stopped { day, sign: sign(text("sign"))?.context("\"sign\" is missing")? },
        other => bail!(
            "\"type\" is {other:?}; it must be screened, walked, morning, backward-check, tandem-check, \
                        treadmill-ready or stopped"
        ),
    })
}

fn walk(value: &Value, day: Day) -> Result<Walk> {
    let number = |name: &str| -> Result<Option<u32>> {
        match value.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(found) => {
                let n = found.as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= 7200);
                Ok(Some(n.with_context(|| format!("\"{name}\" must be whole seconds, 7200 at most"))?))
            }
        }
    };
    let purpose = match value.get("level").map(|l| (l, l.as_u64().and_then(|n| u8::try_from(n).ok()))) {
        Some((_, Some(level))) if level <= 15 => Purpose::Level(level),
        Some((found, _)) if !found.is_null() => bail!("\"level\" is {found}; it must be 0 to 15"),
        _ if value.get("micro").and_then(Value::as_bool) == Some(true) => Purpose::Micro,
        _ => Purpose::Own,
    };
    let done_s = number("done_s")?.context("\"done_s\" is missing: how many seconds were walked backward")?;
    let dose = if let Purpose::Level(level) = purpose { Some(Level::of(level).backward_s) } else { None };
    let ground = match value.get("ground").and_then(Value::as_str) {
        None => {
            if matches!(purpose, Purpose::Level(12..)) {
                Ground::Treadmill
            } else {
                Ground::Floor
            }
        }
        Some("floor") => Ground::Floor,
        Some("driveway") => Ground::Driveway,
        Some("street") => Ground::Street,
        Some("track") => Ground::Track,
        Some("treadmill") => Ground::Treadmill,
        Some(other) => bail!("\"ground\" is {other}; it must be floor, driveway, street, track or treadmill"),
    };
    let told = Told {
        effort: rating(value, "effort")?,
        full_sentences: value.get("full_sentences").and_then(Value::as_bool),
        pain: rating(value, "pain")?,
        stumbles: rating(value, "stumbles")?.unwrap_or(0),
        dizzy: value.get("dizzy").and_then(Value::as_bool).unwrap_or(false),
        stop: sign(value.get("stop").and_then(Value::as_str))?,
    };
    let planned_s = number("planned_s")?.or(dose).unwrap_or(done_s);
    Ok(Walk { day, purpose, ground, planned_s, done_s, told })
}

fn rating(value: &Value, name: &str) -> Result<Option<u8>> {
    match value.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(found) => {
            let n = found.as_u64().and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= 10);
            Ok(Some(
                n.with_context(|| format!("\"{name}\" is {found}; it must be a whole number from 0 to 10"))?,
            ))
        }
    }
}

fn seconds(value: &Value, low: f64, high: f64) -> Result<Option<f64>> {
    match value.get("seconds") {
        None | Some(Value::Null) => Ok(None),
        Some(found) => {
            let n = found.as_f64().filter(|n| (low..=high).contains(n));
            Ok(Some(n.with_context(|| format!("\"seconds\" is {found}; it can only be {low} to {high}"))?))
        }
    }
}

fn sign(text: Option<&str>) -> Result<Option<StopSign>> {
    let Some(text) = text else { return Ok(None) };
    let found = StopSign::ALL.into_iter().find(|sign| sign.id() == text);
    Ok(Some(found.with_context(|| {
        format!("`{text}` is no stop sign; use fall, chest, faint, weakness, breath or joint")
    })?))
}
