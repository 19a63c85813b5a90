//! The terminal's coach and the kept walks are one record: what is asked, measured and walked is what the plan goes by.
#![allow(clippy::unwrap_used, clippy::expect_used)] // A test says where it broke.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(data: &Path, said: &str, arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_retrowalk"))
        .args(arguments)
        .env("RETROWALK_DATA", data)
        .env("LC_ALL", "en")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that asks nothing may be gone before it hears anything.
    let _ = child.stdin.take().unwrap().write_all(said.as_bytes());
    child.wait_with_output().unwrap()
}

fn says(data: &Path, said: &str, arguments: &[&str]) -> String {
    let output = run(data, said, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_plan_goes_by_the_questions_the_checks_and_the_walks_kept_here() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    assert!(says(data, "", &["plan", "next"]).contains("retrowalk screen"));
    assert!(!data.join("retrowalk.sqlite").exists(), "who only asks makes no database");

    // Every question in turn; a number or a word that is no answer to one is asked again.
    let calm = "no\n0\n70\nwoman\n".repeat(60);
    says(data, &calm, &["screen"]);
    let card = says(data, "", &["plan", "next"]);
    assert!(card.contains("counter 2 m"), "{card}");

    says(data, "", &["walk", "counter 2 m x2", "--faster", "100000", "--log", "json"]);
    let after = says(data, "", &["plan", "next"]);
    assert_ne!(after, card, "the walk of today counts");

    says(data, "", &["assess", "log", "three-meter-backward-walk", "4.8", "4.6"]);
    assert!(!run(data, "", &["assess", "log", "three-meter-backward-walk", "4.7", "4.5"]).status.success());
    says(data, "", &["assess", "log", "three-meter-backward-walk", "4.7", "4.5", "--replace"]);
    let shown = says(data, "", &["assess", "show"]);
    assert!(shown.contains("4.6") && !shown.contains("4.8"), "the newer of one day: {shown}");
}

#[test]
fn a_red_answer_waits_for_a_doctor() {
    let folder = tempfile::tempdir().unwrap();
    let yes = "yes\n0\n70\nwoman\nms\n".repeat(60);
    says(folder.path(), &yes, &["screen"]);
    let card = says(folder.path(), "", &["plan", "next", "--lang", "es"]);
    assert!(card.contains("médico"), "{card}");
}
