//! A walker's history in JSON, for the terminal.

use anyhow::{Context, Result, anyhow, bail};
use coach::program::progression::records::Record;
use formats::coach_record::{RecordRow, VERSION};
use formats::json::{self, Json as _, Value};
use std::path::Path;
use walk::coach_record::{Wants, Wrong};

/// Reads a history; a record that is wrong is named by its place and what is wrong with it.
pub(crate) fn read(file: &Path) -> Result<Vec<Record>> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the history {} cannot be read", file.display()))?;
    let value = json::parse(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    if value.get("version").and_then(Value::as_u64) > Some(VERSION.into()) {
        bail!("a newer Retrowalk wrote {}: bring this one up to date", file.display());
    }
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
    let row = RecordRow::from_json(value).map_err(|field| {
        anyhow!("\"{field}\" is missing or of the wrong kind; `retrowalk plan next --help` shows a record")
    })?;
    walk::coach_record::record(&row).map_err(|Wrong { field, wants }| match wants {
        Wants::Day => anyhow!("\"{field}\" must be a day such as 2026-01-05"),
        Wants::OneOf(words) => anyhow!("\"{field}\" must be one of {}", words.join(", ")),
        Wants::Number(low, high) => anyhow!("\"{field}\" must be a number from {low} to {high}"),
    })
}
