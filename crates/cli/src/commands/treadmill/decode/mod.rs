//! `retrowalk treadmill decode`: what bytes of a treadmill mean, one JSON object a packet.

mod meaning;

use anyhow::{Context, bail};
use serde_json::{Map, Value};
use std::io::BufRead;
use treadmill::ftms::Characteristic;
use treadmill::ftms::treadmill_data::{Assembler, TreadmillData};

/// Say what bytes from a treadmill mean: one JSON object a packet.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill decode 2acd 8425e1000000000100000000002100020000
  retrowalk treadmill decode 2acd \"00 00 50 00\" 0x04005A000A0000
  retrowalk treadmill decode 2ad9 025000 800201
  cat packets.txt | retrowalk treadmill decode 2acd -

CHARACTERISTIC is a number (2acc 2acd 2ad3 2ad4 2ad5 2ad9 2ada 2a37 2a53, or 1826 for advertised service data), a
full UUID, or a kind of packet (treadmill_data, heart_rate, ..., kingsmith_status, fitshow_status, unlock_frame).
Each HEX argument is one packet; packets that continue one another (More Data) are also put together, and the last
one shows the whole as \"record\". An empty packet is written \"\".")]
pub(super) struct Args {
    /// Which characteristic the bytes came from.
    characteristic: String,
    /// The bytes of a packet in hex; spaces, colons, dashes and 0x are ignored. "-" reads packets from lines.
    #[arg(required = true, allow_hyphen_values = true)]
    hex: Vec<String>,
}

/// What the bytes are taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Characteristic(Characteristic),
    ServiceData,
    KingsmithStatus,
    FitshowStatus,
    UnlockFrame,
}

impl Kind {
    pub(super) fn from_name(name: &str) -> anyhow::Result<Kind> {
        let name = name.trim().to_lowercase().replace('-', "_");
        let kind = match name.as_str() {
            "treadmill_data" => Kind::Characteristic(Characteristic::TreadmillData),
            "feature" => Kind::Characteristic(Characteristic::Feature),
            "training_status" => Kind::Characteristic(Characteristic::TrainingStatus),
            "speed_range" => Kind::Characteristic(Characteristic::SpeedRange),
            "inclination_range" => Kind::Characteristic(Characteristic::InclinationRange),
            "control_point" | "control_point_write" | "control_point_reply" => {
                Kind::Characteristic(Characteristic::ControlPoint)
            }
            "machine_status" => Kind::Characteristic(Characteristic::MachineStatus),
            "heart_rate" => Kind::Characteristic(Characteristic::HeartRate),
            "rsc" => Kind::Characteristic(Characteristic::RunningSpeedCadence),
            "service_data" | "advertising" => Kind::ServiceData,
            "kingsmith_status" => Kind::KingsmithStatus,
            "fitshow_status" => Kind::FitshowStatus,
            "unlock_frame" => Kind::UnlockFrame,
            number => return Kind::from_number(number),
        };
        Ok(kind)
    }

    fn from_number(name: &str) -> anyhow::Result<Kind> {
        // A Bluetooth base UUID carries its 16-bit number in its first group.
        let group = name.strip_prefix("0x").unwrap_or(name).split('_').next().unwrap_or_default();
        let number = u32::from_str_radix(group, 16).ok().and_then(|n| u16::try_from(n).ok());
        match number {
            Some(treadmill::ftms::characteristic::FITNESS_MACHINE_SERVICE) => Ok(Kind::ServiceData),
            Some(0xFE00 | 0xFE01) => Ok(Kind::KingsmithStatus),
            Some(0xFFF0 | 0xFFF1) => Ok(Kind::FitshowStatus),
            _ => number.and_then(Characteristic::from_number).map(Kind::Characteristic).with_context(|| {
                format!(
                    "\"{name}\" is no characteristic this tool knows. Use one of 2acc 2acd 2ad3 2ad4 2ad5 2ad9 \
                     2ada 2a37 2a53 1826, or a kind such as treadmill_data."
                )
            }),
        }
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let kind = Kind::from_name(&args.characteristic)?;
    let mut printer = Printer { kind, assembler: Assembler::default(), split: false };
    for text in &args.hex {
        if text.trim() == "-" {
            for line in std::io::stdin().lock().lines() {
                println!(
                    "{}",
                    printer.packet(&from_hex(&line.context("reading packets from standard input")?)?)
                );
            }
        } else {
            println!("{}", printer.packet(&from_hex(text)?));
        }
    }
    Ok(())
}

/// Bytes from hex digits, however they are spaced.
pub(super) fn from_hex(text: &str) -> anyhow::Result<Vec<u8>> {
    let digits: String = text
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | ',' | '_'))
        .map(|group| group.strip_prefix("0x").or(group.strip_prefix("0X")).unwrap_or(group))
        .collect();
    let nibbles: Option<Vec<u8>> =
        digits.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let Some(nibbles) = nibbles else {
        bail!("\"{text}\" is not hex: use the digits 0-9 and a-f, two for each byte.");
    };
    let (pairs, odd) = nibbles.as_chunks::<2>();
    if !odd.is_empty() {
        bail!("\"{text}\" has an odd number of hex digits: each byte takes two.");
    }
    Ok(pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

/// Hex digits of bytes.
pub(super) fn to_hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

struct Printer {
    kind: Kind,
    assembler: Assembler,
    split: bool,
}

impl Printer {
    fn packet(&mut self, bytes: &[u8]) -> Value {
        let mut object = object(self.kind, bytes);
        if self.kind == Kind::Characteristic(Characteristic::TreadmillData)
            && let Some(data) = TreadmillData::decode(bytes)
        {
            self.split |= data.more_data();
            if let Some(record) = self.assembler.push(data)
                && core::mem::take(&mut self.split)
            {
                meaning::add(&mut object, "record", meaning::treadmill_data_fields(&record));
            }
        }
        object
    }
}

/// What a packet means, as the JSON object of its kind.
pub(super) fn object(kind: Kind, bytes: &[u8]) -> Value {
    let (kind, meaning) = meaning::of(kind, bytes);
    let mut object = Map::new();
    object.insert("kind".into(), kind.into());
    if let Some(Value::Object(meaning)) = meaning {
        object.extend(meaning);
    } else {
        let error = if bytes.len() < 8 { "short" } else { "not_this_kind" };
        object.insert("error".into(), error.into());
        object.insert("len".into(), bytes.len().into());
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Every key of `expected` is in `found` with the same value; numbers by value, not by how they are written.
    fn agrees(found: &Value, expected: &Value) -> bool {
        match (found, expected) {
            (Value::Object(found), Value::Object(expected)) => expected.iter().all(|(key, value)| {
                agrees(found.get(key).unwrap_or(&Value::Bool(false)), value)
                    || value == &Value::Bool(false) && found.get(key) == Some(value)
            }),
            (Value::Array(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| agrees(a, b))
            }
            (Value::Number(a), Value::Number(b)) => {
                a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| (a - b).abs() < 1e-9)
            }
            _ => found == expected,
        }
    }

    #[test]
    fn packets_of_real_machines_come_out_as_documented() {
        let file: Value =
            serde_json::from_str(include_str!("../../../../tests/facts/treadmill_packets.json")).unwrap();
        let vectors = file["vectors"].as_array().unwrap();
        assert_eq!(vectors.len(), 110);
        for vector in vectors {
            let kind = vector["kind"].as_str().unwrap();
            let bytes = from_hex(vector["hex"].as_str().unwrap()).unwrap();
            let found = object(Kind::from_name(kind).unwrap(), &bytes);
            assert_eq!(found["kind"], kind, "{}", vector["id"]);
            assert!(agrees(&found, &vector["expect"]), "{}: {found}\nnot {}", vector["id"], vector["expect"]);
            for absent in ["vendor_steps", "missing", "rfu_bits", "error"] {
                assert_eq!(
                    found.get(absent).is_some(),
                    vector["expect"].get(absent).is_some(),
                    "{}",
                    vector["id"]
                );
            }
            if let Some(fields) = vector["expect"].get("fields") {
                assert_eq!(found["fields"].as_object().unwrap().len(), fields.as_object().unwrap().len());
            }
        }
    }

    #[test]
    fn our_own_packets_come_out_as_documented() {
        for (kind, hex, expected) in [
            ("2acd", "", json!({ "kind": "treadmill_data", "error": "short", "len": 0 })),
            (
                "0x2ACD",
                "00 00 50 00",
                json!({ "flags": "0x0000", "fields": { "speed_kmh": 0.8 }, "truncated": false }),
            ),
            (
                "2acd",
                "0x00:0x00:0x50:0x00:ff",
                json!({ "problems": ["1 byte more than announced, ignored"] }),
            ),
            (
                "00002ad4-0000-1000-8000-00805f9b34fb",
                "500020030a00",
                json!({ "kind": "speed_range", "min_kmh": 0.8 }),
            ),
            ("2ad4", "500020", json!({ "error": "short", "len": 3 })),
            ("2ad5", "e2ff78000a00", json!({ "min_pct": -3.0, "max_pct": 12.0, "step_pct": 1.0 })),
            (
                "2acc",
                "45120000",
                json!({ "features": ["average_speed", "total_distance", "step_count", "expended_energy", "elapsed_time"], "targets": null }),
            ),
            ("2ad3", "010d476f", json!({ "status": "manual_mode", "string_flag": true, "string": "Go" })),
            (
                "2ad9",
                "025000",
                json!({ "kind": "control_point_write", "op": "set_target_speed", "kmh": 0.8 }),
            ),
            ("2ad9", "0c0a0000", json!({ "op": "set_targeted_distance", "m": 10 })),
            ("2ad9", "059cff", json!({ "op": "set_target_power", "w": -100 })),
            ("2ad9", "8020", json!({ "kind": "control_point_reply", "request": "rfu_0x20", "result": null })),
            ("2ad9", "800277", json!({ "request": "set_target_speed", "result": "rfu_0x77" })),
            ("2ada", "06f6ff", json!({ "op": "target_inclination_changed", "pct": -1.0 })),
            ("2ada", "0b6400", json!({ "op": "targeted_number_of_steps_changed", "steps": 100 })),
            ("2ada", "02", json!({ "op": "stopped_or_paused_by_user", "action": null })),
            ("2a37", "01", json!({ "kind": "heart_rate", "error": "short", "len": 1 })),
            (
                "2a53",
                "07910 1bb 4b000a000000",
                json!({ "speed_mps": 1.566, "stride_m": 0.75, "distance_m": 1.0, "running": true }),
            ),
            (
                "1826",
                "010100",
                json!({ "kind": "service_data", "available": true, "machine_types": ["treadmill"] }),
            ),
            (
                "fe01",
                "f8a2013c0100022a00004f0003d1b4000000e4fd",
                json!({ "kind": "kingsmith_status", "checksum_ok": false }),
            ),
            ("fff1", "0251005103", json!({ "kind": "fitshow_status", "status": 0, "checksum_ok": true })),
        ] {
            let found = object(Kind::from_name(kind).unwrap(), &from_hex(hex).unwrap());
            assert!(agrees(&found, &expected), "{kind} {hex}: {found}\nnot {expected}");
        }
    }

    #[test]
    fn a_split_record_is_shown_whole_with_its_last_packet() {
        let kind = Kind::Characteristic(Characteristic::TreadmillData);
        let mut printer = Printer { kind, assembler: Assembler::default(), split: false };
        let first = printer.packet(&from_hex("05000a0000").unwrap());
        assert_eq!((&first["more_data"], first.get("record")), (&json!(true), None));
        let last = printer.packet(&from_hex("00005000").unwrap());
        assert_eq!(last["record"]["fields"], json!({ "speed_kmh": 0.8, "distance_m": 10 }));
        assert_eq!(last["fields"], json!({ "speed_kmh": 0.8 }));
        assert_eq!(printer.packet(&from_hex("00005000").unwrap()).get("record"), None);
    }

    #[test]
    fn what_is_not_hex_or_not_known_is_refused_with_what_to_do() {
        assert!(from_hex("8x").unwrap_err().to_string().contains("two for each byte"));
        assert!(from_hex("845").unwrap_err().to_string().contains("odd number"));
        assert!(Kind::from_name("2ad2").unwrap_err().to_string().contains("2acd"));
    }
}
