//! The terminal's coach and the kept walks are one record: what is asked, measured and walked is what the plan goes by.
#![allow(clippy::unwrap_used, clippy::expect_used)] // A test says where it broke.

mod program;

use program::program;
use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::process::{Output, Stdio};

fn run(data: &Path, said: &str, arguments: &[&str]) -> Output {
    let mut child = program()
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

/// Leaves a walk as a terminal that was killed leaves it, after its first stretch backward.
fn walked_and_broken_off(data: &Path) {
    let mut walk = program()
        .args(["walk", "counter 2 m x2", "--faster", "40", "--log", "json"])
        .env("RETROWALK_DATA", data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufReader::new(walk.stdout.take().unwrap()).lines();
    for kind in ["backward", "forward"] {
        let begins = format!(r#""kind":"{kind}""#);
        lines.find(|line| line.as_ref().unwrap().contains(&begins)).unwrap().unwrap();
    }
    let journals = std::fs::read_dir(data.join("in-progress")).unwrap();
    let mut journals = journals.map(|entry| entry.unwrap().path());
    let journal = journals.find(|path| path.extension().is_some_and(|e| e == "jsonl")).unwrap();
    let written = || std::fs::metadata(&journal).unwrap().len();
    let before = written();
    while written() == before {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    walk.kill().unwrap();
    walk.wait().unwrap();
    let kept = std::fs::read_to_string(&journal).unwrap();
    assert!(kept.contains("made-up"));
    std::fs::write(&journal, kept.replace("made-up", "terminal")).unwrap();
}

#[test]
fn the_plan_goes_by_the_questions_the_checks_and_the_walks_kept_here() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    assert!(says(data, "", &["plan", "next"]).contains("retrowalk screen"));
    assert!(says(data, "", &["history"]).contains("No walks yet"));
    assert!(says(data, "", &["history", "--json"]).is_empty());
    let asked = run(data, "quizás\n9999\n", &["screen", "--lang", "es"]);
    let asked = String::from_utf8_lossy(&asked.stdout).into_owned();
    assert_eq!(asked.matches("Eso no va aquí.").count(), 2, "{asked}");
    let shown = run(data, "", &["show", "last"]);
    assert!(!shown.status.success() && String::from_utf8_lossy(&shown.stderr).contains("No walks yet"));
    assert!(!data.join("retrowalk.sqlite").exists(), "who only asks makes no database");

    // Every question in turn; a number or a word that is no answer to one is asked again.
    let calm = "no\n0\n70\nwoman\n".repeat(60);
    says(data, &calm, &["screen"]);
    let card = says(data, "", &["plan", "next"]);
    assert!(card.contains("counter 2 m"), "{card}");

    let made_up = ["walk", "counter 2 m x2", "--faster", "100000", "--log", "json"];
    says(data, "", &made_up);
    assert_eq!(says(data, "", &["plan", "next"]), card, "nobody walked that");
    assert!(says(data, "", &["history"]).contains("made up"));

    walked_and_broken_off(data);
    says(data, "", &made_up);
    let after = says(data, "", &["plan", "next"]);
    assert_ne!(after, card, "the walk of today counts");
    // No speed was measured, so there is no number for the work.
    let walks: Vec<serde_json::Value> = says(data, "", &["history", "--json"])
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let walk = walks.iter().find(|walk| walk["source"] == "terminal").unwrap()["id"].as_str().unwrap();
    let shown = says(data, "", &["show", walk, "--age", "45", "--weight", "70"]);
    assert!(shown.contains("no number for the work") && shown.contains("Shins: works more"), "{shown}");
    for (given, is_read) in
        [("--weight=-3", false), ("--highest-heart=20", false), ("--highest-heart=180", true)]
    {
        assert_eq!(run(data, "", &["show", walk, given]).status.success(), is_read, "{given}");
    }

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
    for made_up in [&["--faster", "100000"][..], &["--log", "json"]] {
        let walk = run(folder.path(), "", &[&["walk", "counter 2 m x2"], made_up].concat());
        assert!(!walk.status.success() && String::from_utf8_lossy(&walk.stderr).contains("retrowalk screen"));
    }
}

#[test]
fn a_short_form_is_no_milder_than_the_long_one_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let calm = "no\n0\n70\nwoman\n".repeat(60);
    // The second question of both is the cane.
    let cane = format!("no\nyes\n{calm}");
    assert!(says(data, &calm, &["screen", "--short"]).contains("Go. "));
    assert!(says(data, &cane, &["screen"]).contains("Go with someone."));
    let short = says(data, &calm, &["screen", "--short", "--explain"]);
    assert!(short.contains("Go with someone.") && short.contains("long-form"), "{short}");
    assert!(says(data, "", &["plan", "next"]).contains("Have someone beside you"), "the spotter stays");
}

/// A nightly backup must not be written over on the very night it is needed.
#[test]
fn neither_a_damaged_nor_a_misspelt_place_is_exported_as_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let backup = data.join("keep.json");
    let backup_name = backup.to_str().unwrap();
    says(data, "", &["assess", "log", "ten-metre-walk", "10", "10"]);
    says(data, "", &["export", "-o", backup_name]);
    let whole = std::fs::read_to_string(&backup).unwrap();
    assert!(whole.contains("ten-metre-walk"));
    let page = data.join("page.html");
    let page_name = page.to_str().unwrap();
    says(data, "", &["report", page_name]);
    let printed = std::fs::read_to_string(&page).unwrap();

    let database = data.join("retrowalk.sqlite");
    let mut bytes = std::fs::read(&database).unwrap();
    bytes.iter_mut().take(100).for_each(|byte| *byte = b'x');
    std::fs::write(&database, bytes).unwrap();
    let refused = run(data, "", &["export", "-o", backup_name]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("retrowalk.damaged-"), "{said}");
    let later = run(data, "", &["history"]);
    assert!(String::from_utf8_lossy(&later.stderr).contains("was damaged"));

    // Nor on any night after it, until the damaged one is moved away; nor is a page.
    let typo = data.join("typo");
    let typo_name = typo.to_str().unwrap();
    for (arguments, why) in [
        (&["export", "-o", backup_name][..], "retrowalk.damaged-"),
        (&["export", "-o", backup_name, "--data", typo_name], "nothing was ever kept"),
        (&["report", page_name], "retrowalk.damaged-"),
        (&["report", page_name, "--data", typo_name], "nothing was ever kept"),
    ] {
        let refused = run(data, "", arguments);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains(why), "{arguments:?}: {said}");
    }
    assert_eq!(std::fs::read_to_string(&backup).unwrap(), whole);
    assert_eq!(std::fs::read_to_string(&page).unwrap(), printed);
    assert!(!typo.exists());
    for file in std::fs::read_dir(data).unwrap().flatten() {
        if file.file_name().to_string_lossy().starts_with("retrowalk.damaged-") {
            std::fs::remove_file(file.path()).unwrap();
        }
    }
    says(data, "", &["export", "-o", backup_name]);
    assert_ne!(std::fs::read_to_string(&backup).unwrap(), whole);
}
