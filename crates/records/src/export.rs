//! Everything that is kept, as one file.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::document::Document;
use crate::problem::Problem;
use crate::store::{Store, Which};

/// Everything, for somebody who takes it elsewhere: each record as it was sent.
#[derive(Debug, Serialize)]
pub struct Exported {
    program: &'static str,
    version: u32,
    walks: Vec<Box<RawValue>>,
    deleted: Vec<Box<RawValue>>,
    coach: Vec<Box<RawValue>>,
    /// What of each record that is no JSON is wrong: it keeps nobody from the others.
    #[serde(skip)]
    pub left_out: Vec<String>,
}

impl Store {
    /// Everything that is kept, deleted walks too.
    pub async fn export(&self) -> Result<Exported, Problem> {
        let mut left_out = Vec::new();
        let mut records = |kept: Vec<Document>| {
            let record = |document: Document| {
                let record = RawValue::from_string(document.json);
                let told = |error| format!("What is kept as {} is left out: {error}", document.id);
                record.map_err(|error| left_out.push(told(error))).ok()
            };
            kept.into_iter().filter_map(record).collect()
        };
        Ok(Exported {
            program: "retrowalk",
            version: 1,
            walks: records(self.list(Which::Present).await?),
            deleted: records(self.list(Which::Deleted).await?),
            coach: records(self.of_coach().list(Which::Present).await?),
            left_out,
        })
    }
}
