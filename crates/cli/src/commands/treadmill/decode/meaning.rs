//! The JSON object of each kind of packet, with the field names of `tests/facts/treadmill_packets.json`.

use super::Kind;
use serde_json::{Map, Value, json};
use treadmill::ftms::advertising::Advertised;
use treadmill::ftms::control_point::{self, Outcome, Reply, Request, StopOrPause};
use treadmill::ftms::feature::Feature;
use treadmill::ftms::heart_rate::{Contact, HeartRateMeasurement};
use treadmill::ftms::machine_status::{self, MachineStatus};
use treadmill::ftms::range::{InclinationRange, SpeedRange};
use treadmill::ftms::running_speed_cadence::RunningSpeedCadence;
use treadmill::ftms::training_status::{self, TrainingStatus};
use treadmill::ftms::treadmill_data::TreadmillData;
use treadmill::ftms::{Characteristic, Problem};
use treadmill::vendor::{fitshow, kingsmith};
use units::BeltSpeed;

/// The name of its kind, and what it means; nothing where it is too short, or not of this kind.
pub(super) fn of(kind: Kind, bytes: &[u8]) -> (&'static str, Option<Value>) {
    match kind {
        Kind::Characteristic(c) => characteristic(c, bytes),
        Kind::ServiceData => ("service_data", service_data(bytes)),
        Kind::KingsmithStatus => ("kingsmith_status", kingsmith_status(bytes)),
        Kind::FitshowStatus => ("fitshow_status", fitshow_status(bytes)),
        Kind::UnlockFrame => ("unlock_frame", unlock_frame(bytes)),
    }
}

fn characteristic(c: Characteristic, bytes: &[u8]) -> (&'static str, Option<Value>) {
    match c {
        Characteristic::TreadmillData => ("treadmill_data", treadmill_data(bytes)),
        Characteristic::Feature => ("feature", feature(bytes)),
        Characteristic::SpeedRange => ("speed_range", speed_range(bytes)),
        Characteristic::InclinationRange => ("inclination_range", inclination_range(bytes)),
        Characteristic::TrainingStatus => ("training_status", Some(training_status(bytes))),
        Characteristic::MachineStatus => ("machine_status", machine_status(bytes)),
        Characteristic::ControlPoint if bytes.first() == Some(&0x80) => ("control_point_reply", reply(bytes)),
        Characteristic::ControlPoint => ("control_point_write", request(bytes)),
        Characteristic::HeartRate => ("heart_rate", heart_rate(bytes)),
        Characteristic::RunningSpeedCadence => ("rsc", running_speed_cadence(bytes)),
    }
}

/// One more value in an object.
pub(super) fn add(object: &mut Value, key: &str, value: impl Into<Value>) {
    if let Value::Object(object) = object {
        object.insert(key.into(), value.into());
    }
}

fn with_problems(mut object: Value, problems: &[Problem]) -> Value {
    if !problems.is_empty() {
        add(&mut object, "problems", problems.iter().map(ToString::to_string).collect::<Vec<_>>());
    }
    object
}

/// A raw number in the unit of its name: whole where the unit is the raw one.
fn scaled(raw: impl Into<i64>, scale: i32) -> Value {
    let raw = raw.into();
    if scale == 1 { raw.into() } else { (raw as f64 / f64::from(scale)).into() }
}

fn kmh(speed: BeltSpeed) -> Value {
    scaled(speed.centi_kmh(), 100)
}

pub(super) fn treadmill_data_fields(data: &TreadmillData) -> Value {
    let fields = data
        .readings
        .iter()
        .map(|r| (r.field.name().into(), r.raw.map_or(Value::Null, |v| scaled(v, r.field.scale()))));
    let mut object = json!({ "fields": fields.collect::<Map<String, Value>>() });
    if let Some(steps) = data.vendor_steps {
        add(&mut object, "vendor_steps", steps);
    }
    object
}

fn treadmill_data(bytes: &[u8]) -> Option<Value> {
    let data = TreadmillData::decode(bytes)?;
    let mut object = treadmill_data_fields(&data);
    add(&mut object, "flags", format!("0x{:04X}", data.flags));
    add(&mut object, "more_data", data.more_data());
    add(&mut object, "truncated", data.truncated());
    if data.truncated() {
        add(&mut object, "missing", data.missing.iter().map(|f| f.name()).collect::<Vec<_>>());
    }
    if data.reserved_bits() != 0 {
        add(&mut object, "rfu_bits", format!("0x{:04X}", data.reserved_bits()));
    }
    Some(with_problems(object, &data.problems))
}

fn feature(bytes: &[u8]) -> Option<Value> {
    let feature = Feature::decode(bytes)?;
    let targets = feature.targets.map(|_| feature.target_names().collect::<Vec<_>>());
    let object = json!({ "features": feature.feature_names().collect::<Vec<_>>(), "targets": targets });
    Some(with_problems(object, &feature.problems))
}

fn speed_range(bytes: &[u8]) -> Option<Value> {
    let range = SpeedRange::decode(bytes)?;
    let object = json!({ "min_kmh": kmh(range.min), "max_kmh": kmh(range.max), "step_kmh": kmh(range.step) });
    Some(with_problems(object, &range.problems))
}

fn inclination_range(bytes: &[u8]) -> Option<Value> {
    let range = InclinationRange::decode(bytes)?;
    let object = json!({
        "min_pct": scaled(range.min, 10), "max_pct": scaled(range.max, 10), "step_pct": scaled(range.step, 10),
    });
    Some(with_problems(object, &range.problems))
}

fn training_status(bytes: &[u8]) -> Value {
    let status = TrainingStatus::decode(bytes);
    let Some(number) = status.status else {
        return with_problems(json!({ "status": null }), &status.problems);
    };
    let name = training_status::status_name(number).map_or_else(|| reserved(number), str::to_owned);
    let object = json!({
        "string_flag": status.string_flag, "extended": status.extended, "status": name, "string": status.text,
    });
    with_problems(object, &status.problems)
}

fn reserved(number: u8) -> String {
    format!("rfu_0x{number:02x}")
}

fn stop_or_pause(what: Option<StopOrPause>) -> Value {
    match what {
        Some(StopOrPause::Stop) => "stop".into(),
        Some(StopOrPause::Pause) => "pause".into(),
        Some(StopOrPause::Other(byte)) => reserved(byte).into(),
        None => Value::Null,
    }
}

/// The parameter of a procedure or status this product never uses, under the name of its unit.
fn other_parameter(name: &str, parameter: Option<u32>) -> Option<(&'static str, Value)> {
    let raw = parameter?;
    let unit =
        ["energy", "steps", "strides", "distance", "time", "heart_rate", "power", "resistance", "cadence"]
            .into_iter()
            .find(|unit| name.contains(unit))?;
    Some(match unit {
        "energy" => ("kcal", raw.into()),
        "steps" => ("steps", raw.into()),
        "strides" => ("strides", raw.into()),
        "distance" => ("m", raw.into()),
        "time" if !name.contains("zones") => ("s", raw.into()),
        "heart_rate" if !name.contains("zones") => ("bpm", raw.into()),
        // The one signed parameter; two bytes, so that it fits.
        "power" => ("w", u16::try_from(raw).ok()?.cast_signed().into()),
        "resistance" => ("level", scaled(raw, 10)),
        "cadence" => ("rpm", scaled(raw, 2)),
        _ => return None,
    })
}

fn named(name: Option<&'static str>, number: u8, parameter: Option<(&'static str, Value)>) -> Value {
    let mut object = json!({ "op": name.map_or_else(|| reserved(number), str::to_owned) });
    if let Some((unit, value)) = parameter {
        add(&mut object, unit, value);
    }
    object
}

fn machine_status(bytes: &[u8]) -> Option<Value> {
    let (status, problems) = MachineStatus::decode(bytes)?;
    let name = machine_status::status_name(status.op());
    let parameter = match status {
        MachineStatus::StoppedOrPausedByUser(what) => Some(("action", stop_or_pause(what))),
        MachineStatus::TargetSpeedChanged(speed) => Some(("kmh", speed.map_or(Value::Null, kmh))),
        MachineStatus::TargetInclinationChanged(slope) => {
            Some(("pct", slope.map_or(Value::Null, |s| scaled(s, 10))))
        }
        MachineStatus::Other(_, parameter) => other_parameter(name.unwrap_or_default(), parameter),
        _ => None,
    };
    Some(with_problems(named(name, status.op(), parameter), &problems))
}

fn request(bytes: &[u8]) -> Option<Value> {
    let (request, problems) = Request::decode(bytes)?;
    let name = control_point::procedure_name(request.op());
    let parameter = match request {
        Request::SetTargetSpeed(speed) => Some(("kmh", speed.map_or(Value::Null, kmh))),
        Request::SetTargetInclination(slope) => Some(("pct", slope.map_or(Value::Null, |s| scaled(s, 10)))),
        Request::StopOrPause(what) => Some(("action", stop_or_pause(what))),
        Request::Other(_, parameter) => other_parameter(name.unwrap_or_default(), parameter),
        _ => None,
    };
    Some(with_problems(named(name, request.op(), parameter), &problems))
}

fn reply(bytes: &[u8]) -> Option<Value> {
    let (reply, problems) = Reply::decode(bytes)?;
    let request = control_point::procedure_name(reply.op).map_or_else(|| reserved(reply.op), str::to_owned);
    let result = reply.outcome.map(|outcome| match outcome {
        Outcome::Success => "success".to_owned(),
        Outcome::NotSupported => "op_code_not_supported".to_owned(),
        Outcome::InvalidParameter => "invalid_parameter".to_owned(),
        Outcome::Failed => "operation_failed".to_owned(),
        Outcome::NotPermitted => "control_not_permitted".to_owned(),
        Outcome::Other(byte) => reserved(byte),
    });
    Some(with_problems(json!({ "request": request, "result": result }), &problems))
}

fn heart_rate(bytes: &[u8]) -> Option<Value> {
    let heart = HeartRateMeasurement::decode(bytes)?;
    let contact = match heart.contact {
        Contact::Unsupported => "unsupported",
        Contact::Lost => "no_contact",
        Contact::Good => "contact",
    };
    let mut object = json!({ "bpm": heart.bpm, "contact": contact });
    if let Some(energy) = heart.energy_kj {
        add(&mut object, "energy_kj", energy);
    }
    if !heart.rr_1024.is_empty() {
        let rr = heart.rr_1024.iter().map(|&rr| rounded(f64::from(rr) / 1024.0, 1e4));
        add(&mut object, "rr_s", rr.collect::<Vec<_>>());
    }
    Some(with_problems(object, &heart.problems))
}

fn rounded(value: f64, to: f64) -> f64 {
    (value * to).round() / to
}

fn running_speed_cadence(bytes: &[u8]) -> Option<Value> {
    let rsc = RunningSpeedCadence::decode(bytes)?;
    let mut object = json!({
        "speed_mps": rounded(f64::from(rsc.speed_256) / 256.0, 1e3),
        "cadence_spm": rsc.cadence_spm,
        "running": rsc.running,
    });
    if let Some(stride) = rsc.stride_cm {
        add(&mut object, "stride_m", scaled(stride, 100));
    }
    if let Some(distance) = rsc.distance_dm {
        add(&mut object, "distance_m", scaled(distance, 10));
    }
    Some(with_problems(object, &rsc.problems))
}

fn service_data(bytes: &[u8]) -> Option<Value> {
    let advertised = Advertised::decode(bytes)?;
    Some(json!({
        "available": advertised.available, "machine_types": advertised.kind_names().collect::<Vec<_>>(),
    }))
}

fn kingsmith_status(bytes: &[u8]) -> Option<Value> {
    let status = kingsmith::Status::decode(bytes)?;
    Some(json!({
        "belt_state": status.belt_state, "speed_kmh": scaled(status.speed_tenths, 10), "mode": status.mode,
        "time_s": status.time_s, "distance_m": status.distance_10m * 10, "steps": status.steps,
        "checksum_ok": status.checksum_ok,
    }))
}

fn fitshow_status(bytes: &[u8]) -> Option<Value> {
    let status = fitshow::Status::decode(bytes)?;
    let mut object = json!({ "status": status.status, "checksum_ok": status.checksum_ok });
    if let Some(running) = status.running {
        add(&mut object, "speed_kmh", scaled(running.speed_tenths, 10));
        add(&mut object, "incline_pct", running.incline_pct);
        add(&mut object, "elapsed_s", running.elapsed_s);
        add(&mut object, "distance_raw", running.distance_raw);
        add(&mut object, "kcal_raw", running.kcal_raw);
        add(&mut object, "steps", running.steps);
    }
    Some(object)
}

fn unlock_frame(bytes: &[u8]) -> Option<Value> {
    (!bytes.is_empty()).then(|| {
        json!({
            "checksum": "sum of preceding bytes & 0xff", "checksum_ok": kingsmith::unlock_checksum_ok(bytes),
        })
    })
}
