//! `validate` and its page.

use super::*;
use std::process::Command;

#[test]
fn one_call_of_validate_makes_the_whole_page_of_a_release() {
    let recordings = concat!(env!("CARGO_MANIFEST_DIR"), "/../../validation/recordings");
    let folder = folder("page");
    let (page, speed, peer) = (folder.join("page.md"), folder.join("speed.md"), folder.join("peer"));
    let about = folder.join("about.md");
    std::fs::write(&about, "- Known of these.\n").unwrap();
    std::fs::write(&speed, "## Speed\n\n| program |\n|---|\n").unwrap();
    let heard = retrowalk(&["analyze", "--json", &format!("{recordings}/cmu/12_02.lowback.csv")]);
    std::fs::create_dir_all(peer.join("cmu")).unwrap();
    std::fs::write(peer.join("cmu/12_02.lowback.json"), heard.stdout).unwrap();
    let peer = format!("other={}", peer.display());
    let output = retrowalk(&[
        "validate",
        recordings,
        "--peer",
        &peer,
        "--earlier-peers",
        "--and-turned",
        "1",
        "--speed",
        speed.to_str().unwrap(),
        "--about",
        about.to_str().unwrap(),
        "--page",
        page.to_str().unwrap(),
    ]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = std::fs::read_to_string(page).unwrap();
    let headings: Vec<&str> = page.lines().filter(|l| l.starts_with("##")).collect();
    let tables = ["Steps", "Direction", "Step length and walking speed", "Cadence and feet"];
    assert_eq!(headings[1..5], tables.map(|t| format!("## {t}")));
    assert_eq!(headings[5], "## Speed");
    let live = tables.iter().chain(&["As they happen"]).map(|t| format!("### {t}"));
    assert_eq!(headings[7..12], live.collect::<Vec<_>>());
    assert_eq!(headings[13..17], tables.map(|t| format!("### {t}")));
    assert!(headings[17].starts_with("## As a guided walk hears it"), "{headings:?}");
    assert_eq!(headings[18..], ["### Direction"]);
    let (_, guided) = page.split_once(headings[17]).unwrap();
    assert!(guided.contains("| real_oxford/front-pocket reversed | backward |"), "{guided}");
    assert!(page.contains("\n- Known of these."), "{page}");
    assert!(
        page.contains("are of an earlier run") && page.contains("| cmu/lower-back | other | 1 |"),
        "{page}"
    );
    assert!(page.contains("front-pocket reversed"), "{page}");
}

#[test]
fn a_peer_that_broke_off_before_the_last_recording_is_not_scored() {
    let recordings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../validation/recordings/cmu");
    let folder = folder("broken-off");
    let (set, peer) = (folder.join("two/set"), folder.join("peer/set"));
    for made in [&set, &peer] {
        std::fs::create_dir_all(made).unwrap();
    }
    for name in ["one", "other"] {
        for ending in ["lowback.csv", "truth.json"] {
            let copy = set.join(format!("{name}.{ending}"));
            std::fs::copy(recordings.join(format!("12_02.{ending}")), copy).unwrap();
        }
    }
    let args = ["validate", "two", "--peer", "some=peer"];
    let validate = || program().args(args).current_dir(&folder).output().unwrap();
    std::fs::write(peer.join("one.lowback.json"), r#"{"initial_contacts": []}"#).unwrap();
    let output = validate();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("other.lowback.json"), "{said}");
    std::fs::write(peer.join("other.lowback.json"), r#"{"initial_contacts": []}"#).unwrap();
    assert!(validate().status.success());
    let misspelt = ["validate", "two", "--only", "set,nosuch"];
    let output = program().args(misspelt).current_dir(&folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("no set nosuch"), "{said}");
}

#[test]
fn a_page_of_the_live_engine_alone_says_so_once() {
    let recordings = concat!(env!("CARGO_MANIFEST_DIR"), "/../../validation/recordings");
    let page = folder("page-live").join("page.md");
    let output =
        retrowalk(&["validate", recordings, "--only", "cmu", "--live", "--page", page.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = std::fs::read_to_string(page).unwrap();
    for claim in ["new people", "real backward recording", "of the 58", "samples-lost"] {
        assert!(!page.contains(claim), "not known of any recordings: {claim}");
    }
    for text in [&page, &String::from_utf8_lossy(&output.stdout).into_owned()] {
        let headings: Vec<&str> = text.lines().filter(|l| l.starts_with("##")).collect();
        let live = headings.iter().position(|h| h.starts_with("## Live: ")).unwrap();
        let tables = headings.iter().filter(|h| h.ends_with("# Steps") || h.ends_with("# Direction"));
        assert_eq!(tables.copied().collect::<Vec<_>>(), ["### Steps", "### Direction"], "{headings:?}");
        assert_eq!(headings[live + 1], "### Steps");
    }
}

/// The scorer of the shared recordings, where it and Python are at hand.
#[test]
fn validate_agrees_with_the_recordings_own_scorer() {
    let recordings = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/recordings"));
    let scorer = recordings.join("score.py");
    let out = folder("score").join("score.json");
    let sets = "cmu,real_mobilised,accad_female1,real_mobifall";
    let scored = scorer.exists().then(|| {
        Command::new("python3")
            .arg(&scorer)
            .args([
                env!("CARGO_BIN_EXE_retrowalk"),
                recordings.to_str().unwrap(),
                "--only",
                sets,
                "--quiet",
                "--json",
            ])
            .arg(&out)
            .status()
    });
    let Some(Ok(status)) = scored else {
        println!("skipped: no shared recordings, or no python3");
        return;
    };
    assert!(status.success());
    let theirs: Value = serde_json::from_slice(&std::fs::read(out).unwrap()).unwrap();
    let ours = json(&retrowalk(&["validate", recordings.to_str().unwrap(), "--only", sets, "--json"]));
    let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(keys(&ours), keys(&theirs));
    for (set, row) in theirs.as_object().unwrap() {
        for (name, value) in row.as_object().unwrap().iter().filter(|(name, _)| *name != "failed") {
            let mine = &ours[set][name];
            match (value.as_f64(), mine.as_f64()) {
                (Some(a), Some(b)) => assert!((a - b).abs() < 2e-3, "{set} {name}: {a} and {b}"),
                _ => assert_eq!(value, mine, "{set} {name}"),
            }
        }
    }
}
