//! Checks and weeks as HL7 FHIR R4: a Bundle of Observations, for a clinic's record. Only the few elements these need.
//!
//! Codes are LOINC's where LOINC has one. For walking backward neither LOINC nor SNOMED CT has any: those are of [`SYSTEM`], our own, and
//! say in words what they mean. Nobody is named: whoever takes the file in says whose it is.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// Our own code system: the name of it, and no address of anything.
pub const SYSTEM: &str = "urn:uuid:b4b1a0c6-52e7-4d0c-8f3a-9f6d0c5e7a21";
/// LOINC's.
pub const LOINC: &str = "http://loinc.org";
const UCUM: &str = "http://unitsofmeasure.org";
const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

/// Several Observations in one file.
#[derive(Serialize)]
pub struct Bundle {
    #[serde(rename = "resourceType")]
    resource_type: &'static str,
    r#type: &'static str,
    timestamp: String,
    entry: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    #[serde(rename = "fullUrl")]
    full_url: String,
    resource: Observation,
}

impl Bundle {
    /// What was observed, each with its UUID, as it was written at this moment of RFC 3339.
    pub fn new(timestamp: String, observed: impl IntoIterator<Item = (String, Observation)>) -> Bundle {
        let entry =
            |(id, resource): (String, Observation)| Entry { full_url: format!("urn:uuid:{id}"), resource };
        let entry = observed.into_iter().map(entry).collect();
        Bundle { resource_type: "Bundle", r#type: "collection", timestamp, entry }
    }
}

/// One thing observed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Observation {
    resource_type: &'static str,
    status: &'static str,
    category: [Concept; 1],
    code: Concept,
    #[serde(flatten)]
    when: When,
    #[serde(flatten)]
    value: Answer,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    component: Vec<Component>,
}

impl Observation {
    /// What was observed, when and how much; its category is `exam` or `activity`.
    pub fn new(
        category: &'static str,
        code: Concept,
        when: When,
        value: Answer,
        component: Vec<Component>,
    ) -> Self {
        let category = [Concept::new(CATEGORY, category, "")];
        Observation { resource_type: "Observation", status: "final", category, code, when, value, component }
    }
}

/// When it was so.
#[derive(Serialize)]
pub enum When {
    /// On a day.
    #[serde(rename = "effectiveDateTime")]
    Day(String),
    /// From one day to another.
    #[serde(rename = "effectivePeriod")]
    Days {
        /// The first.
        start: String,
        /// The last.
        end: String,
    },
}

/// A part of what was observed.
#[derive(Serialize)]
pub struct Component {
    /// Which.
    pub code: Concept,
    /// How much, or what.
    #[serde(flatten)]
    pub value: Answer,
}

/// What was found.
#[derive(Serialize)]
pub enum Answer {
    /// How much.
    #[serde(rename = "valueQuantity")]
    Quantity(Quantity),
    /// What.
    #[serde(rename = "valueCodeableConcept")]
    Concept(Concept),
}

/// A number with its unit.
#[derive(Serialize)]
pub struct Quantity {
    value: f64,
    unit: &'static str,
    system: &'static str,
    code: &'static str,
}

impl Answer {
    /// A number to four decimals, with its unit in words and by its code of UCUM.
    pub fn quantity(value: f64, unit: &'static str, code: &'static str) -> Answer {
        Answer::Quantity(Quantity { value: libm::round(value * 1e4) / 1e4, unit, system: UCUM, code })
    }
}

/// What a thing is called.
#[derive(Serialize)]
pub struct Concept {
    coding: Vec<Coding>,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
}

#[derive(Serialize)]
struct Coding {
    system: &'static str,
    code: &'static str,
}

impl Concept {
    /// By a code of a system, and in words.
    pub fn new(system: &'static str, code: &'static str, text: &str) -> Concept {
        Concept { coding: [Coding { system, code }].into(), text: text.into() }
    }

    /// And by another code.
    #[must_use]
    pub fn also(mut self, system: &'static str, code: &'static str) -> Concept {
        self.coding.push(Coding { system, code });
        self
    }
}
