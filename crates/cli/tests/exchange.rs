//! What is kept leaves and comes back: exports read in again, and files for other programs.
#![allow(clippy::unwrap_used)] // A test says where it broke.

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

fn run(data: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_retrowalk"));
    program.args(arguments).env("RETROWALK_DATA", data).env("LC_ALL", "en").output().unwrap()
}

fn says(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn exported(data: &Path) -> Value {
    serde_json::from_str(&says(data, &["export"])).unwrap()
}

fn walk(id: u32, revision: u32) -> Value {
    json!({"version": 1, "id": format!("01893c1e-7b3a-7c3e-8a5e-0123456789{id:02x}"), "revision": revision,
        "started_at": "2026-11-23T09:30:00.25-05:00", "language": "en-US", "program": "1:1 x1", "way": "intervals", "source": "phone",
        "ended": "early", "pauses": [{"at_s": 3.5, "length_s": 2.0}], "log": [{"at_ms": 0, "input": "start"}],
        "feeling": {"effort": 12, "stumbles": 0, "pain": [{"where": "knee", "level": 2}]},
        "blocks": [{"index": 0, "kind": "forward", "planned_s": 60.0, "done_s": 60.0, "not_measured_s": 0.0,
            "outcome": "done", "steps": {"forward": 100}, "distance_m": 70.5},
            {"index": 1, "kind": "backward", "planned_s": 60.0, "done_s": 30.5, "not_measured_s": 0.0,
            "outcome": "cut", "steps": {"backward": 40, "unsure": 2}, "distance_m": 15.5}]})
}

fn entry(id: u32, row: &Value) -> Value {
    json!({"version": 1, "id": format!("01a208eb-c980-7c3e-8a5e-abcdef0000{id:02x}"), "revision": 0,
        "started_at": "2026-11-23T10:00:00-05:00", "record": row})
}

fn stopped() -> Value {
    json!({"type": "stopped", "day": "2026-11-23", "sign": "fall"})
}

fn screened() -> Value {
    json!({"type": "screened", "day": "2026-11-23", "form": "long", "advice": "go", "usual_pain": 0})
}

fn file(folder: &Path, name: &str, holds: &Value) -> String {
    let file = folder.join(name);
    std::fs::write(&file, holds.to_string()).unwrap();
    file.to_str().unwrap().to_owned()
}

fn all(walks: &[Value], coach: &[Value]) -> Value {
    json!({"program": "retrowalk", "version": 1, "walks": walks, "deleted": [], "coach": coach})
}

#[test]
fn what_is_exported_and_imported_elsewhere_is_exported_the_same_and_a_second_time_nothing_is_added() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (folder.path().join("here"), folder.path().join("there"));
    let check = json!({"version": 1, "id": "01a208eb-c980-7c3e-8a5e-abcdef000009", "revision": 0, "started_at": "2026-11-23T10:00:00-05:00",
        "check": {"id": "three-meter-backward-walk", "day": "2026-11-23", "trials": [4.8, 4.4], "timed_by": "tap"}});
    let first =
        file(folder.path(), "first.json", &all(&[walk(1, 0), walk(2, 3)], &[entry(1, &screened()), check]));
    let told = says(&here, &["import", &first]);
    assert!(told.contains("walks: 2 added, 0 there already") && told.contains("entries: 2 added"), "{told}");
    let saved = folder.path().join("saved.json");
    says(&here, &["export", "-o", saved.to_str().unwrap()]);
    says(&there, &["import", saved.to_str().unwrap()]);
    assert_eq!(exported(&there), exported(&here));
    assert_eq!(exported(&there)["walks"].as_array().unwrap().len(), 2);

    let again = says(&there, &["import", saved.to_str().unwrap()]);
    assert!(
        again.contains("walks: 0 added, 2 there already") && again.contains("entries: 0 added, 2"),
        "{again}"
    );
    assert_eq!(exported(&there), exported(&here));
    // Of two revisions the newer one stays, whichever is read last.
    let newer = file(folder.path(), "newer.json", &json!([walk(1, 1), walk(2, 0)]));
    let told = says(&there, &["import", &newer, &first]);
    assert!(told.contains("walks: 0 added, 1 there already, 1 newer than here"), "{told}");
    let mut revisions: Vec<_> =
        exported(&there)["walks"].as_array().unwrap().iter().map(|walk| walk["revision"].as_u64()).collect();
    revisions.sort_unstable();
    assert_eq!(revisions, [Some(1), Some(3)]);
}

#[test]
fn a_file_that_cannot_be_is_refused_whole_with_its_reason_and_the_others_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut fast = walk(3, 0);
    fast["blocks"][1]["steps"]["backward"] = 9999.into();
    let wrong = file(folder.path(), "wrong.json", &json!([walk(1, 0), fast]));
    let other = file(folder.path(), "other.json", &json!({"name": "anna"}));
    let refused = run(&data, &["import", &wrong, &other, "not-there.json"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    for why in [
        "its walk 2: block 2: the block has more steps",
        "no file that Retrowalk wrote",
        "cannot be read",
        "3 of 3 files",
    ] {
        assert!(said.contains(why), "{why}: {said}");
    }
    assert!(!refused.status.success() && !data.exists(), "nothing is made where nothing is taken in");
    let right = file(folder.path(), "right.json", &json!([walk(1, 0)]));
    assert!(!run(&data, &["import", &wrong, &right]).status.success());
    assert_eq!(exported(&data)["walks"].as_array().unwrap().len(), 1);
}

/// The coach's file of the app once had days alone.
#[test]
fn rows_without_ids_are_added_once_and_open_nothing_that_a_stop_sign_shut() {
    let folder = tempfile::tempdir().unwrap();
    let rows = |records: &[Value]| {
        json!({"version": 1, "records": records, "checks": [
        {"id": "three-meter-backward-walk", "day": "2026-11-23", "trials": [4.8, 4.4], "timed_by": "tap"}]})
    };
    let kinds = |data: &Path| {
        let coach = exported(data)["coach"].as_array().unwrap().clone();
        let mut coach: Vec<_> =
            coach.iter().map(|entry| (entry["id"].to_string(), entry["record"]["type"].clone())).collect();
        coach.sort_by(|one, other| one.0.cmp(&other.0));
        coach.into_iter().filter_map(|(_, kind)| kind.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    // The same sign twice with answers between is two signs.
    let twice = file(folder.path(), "twice.json", &rows(&[stopped(), screened(), stopped()]));
    let data = folder.path().join("new");
    says(&data, &["import", &twice]);
    assert_eq!(kinds(&data), ["stopped", "screened", "stopped"]);
    let again = says(&data, &["import", &twice]);
    assert!(again.contains("entries: 0 added, 4 there already"), "{again}");
    assert!(says(&data, &["assess", "show"]).contains("4.6"));

    // Here a sign of that day is known: answers of an unknown hour do not lift it.
    let data = folder.path().join("known");
    let sign = file(folder.path(), "sign.json", &all(&[], &[entry(1, &stopped())]));
    let answers = file(folder.path(), "answers.json", &rows(&[screened()]));
    says(&data, &["import", &sign, &answers]);
    let mut kept = kinds(&data);
    kept.sort_unstable();
    assert_eq!(kept, ["stopped", "undated"]);
}

#[test]
fn tables_activities_and_a_bundle_are_written_of_what_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut made_up = walk(2, 0);
    made_up["source"] = "made-up".into();
    let check = json!({"version": 1, "records": [], "checks": [
        {"id": "timed-up-and-go", "day": "2026-11-23", "trials": [9.0, 10.0], "timed_by": "tap"}]});
    let first = file(folder.path(), "first.json", &json!([walk(1, 0), made_up]));
    let second = file(folder.path(), "second.json", &check);
    says(&data, &["import", &first, &second]);
    let to = folder.path().join("to");
    let bundle = to.join("clinic.json");
    let to_name = to.to_str().unwrap();
    says(&data, &["export", "--csv", to_name, "--fit", to_name, "--fhir", bundle.to_str().unwrap()]);
    let mut names: Vec<_> = std::fs::read_dir(&to)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    let fit = "2026-11-23T0930-678901.fit";
    assert_eq!(names, [fit, "blocks.csv", "checks.csv", "clinic.json", "columns.csv", "walks.csv"]);
    assert_eq!(std::fs::read_to_string(to.join("walks.csv")).unwrap().lines().count(), 3);
    assert_eq!(std::fs::read(to.join(fit)).unwrap().get(8..12), Some(&b".FIT"[..]));
    let bundle: Value = serde_json::from_slice(&std::fs::read(bundle).unwrap()).unwrap();
    let codes: Vec<_> = bundle["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["resource"]["valueQuantity"].clone())
        .collect();
    assert!(codes.iter().any(|value| value["value"] == 9.5 && value["code"] == "s"), "{codes:?}");
    assert!(!run(&data, &["export", "--csv", to_name, "-o", "x.json"]).status.success());
}
