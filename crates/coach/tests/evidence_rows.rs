//! Every finding has its row in EVIDENCE.md, and every source a rule names is a finding. (The numbers of each `limits.rs` are
//! held to their rows by `cargo run -p xtask -- tidy`.)

// A test whose helpers cannot read the repository must fail loudly.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic)]

use coach::evidence::findings::{FINDINGS, Known, finding};
use coach::evidence::learn::CLAIMS;
use coach::evidence::trials::TRIALS;
use coach::physiology::muscles::MUSCLES;
use coach::program::limits::BACKWARD_IN_ALL_MOST;
use coach::program::progression::limits::WEEK_SECONDS_LATER;
use coach::program::progression::why::Why;
use coach::screening::{Colour, RULES};

fn repository(path: &str) -> String {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}"))
}

#[test]
fn the_longest_doses_that_cap_ours_are_those_of_the_trials_named() {
    let stroke = TRIALS.iter().filter(|trial| trial.people.starts_with("stroke"));
    let longest = stroke.filter_map(|trial| trial.minutes).map(|(_, most)| most).max();
    assert_eq!(longest.map(u64::from), Some(BACKWARD_IN_ALL_MOST.as_secs() / 60));
    for id in ["ELBASATINY2015", "ABDELAZIEM2017"] {
        let trial = TRIALS.iter().find(|trial| trial.id == id).unwrap();
        let (minutes, a_week) = (trial.minutes.unwrap().1, trial.per_week.unwrap());
        assert_eq!((minutes, a_week), (25, 3));
        assert!(u32::from(minutes) * u32::from(a_week) * 60 > WEEK_SECONDS_LATER);
    }
    // Others did more: no text may call these the longest of all.
    assert!(TRIALS.iter().any(|trial| trial.minutes.is_some_and(|(_, most)| most > 30)));
}

#[test]
fn every_finding_has_its_row() {
    let evidence = repository("EVIDENCE.md");
    for found in FINDINGS {
        let row = format!("| {} | {} | {} |", found.id, found.about, found.value.replace('|', "/"));
        assert!(evidence.contains(&row), "EVIDENCE.md lacks {row}");
    }
}

/// The ids a source names: words of capitals and digits with a dash between, as `3MBW-01`.
fn ids(source: &str) -> Vec<&str> {
    source
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .filter(|word| {
            let (head, tail) = word.split_once('-').unwrap_or(("", ""));
            head.len() > 2
                && head.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
                && tail.chars().any(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
                && *word != "PAR-Q"
        })
        .collect()
}

#[test]
fn every_source_named_is_a_finding() {
    let sources = RULES
        .iter()
        .map(|rule| rule.source)
        .chain(Why::ALL.iter().map(|why| why.source()))
        .chain(CLAIMS.iter().map(|claim| claim.source))
        .chain(MUSCLES.iter().map(|muscle| muscle.source));
    let mut seen = 0;
    for source in sources {
        for id in ids(source) {
            let found = finding(id).unwrap_or_else(|| panic!("{id} in \"{source}\" is no finding"));
            let in_use = ["SCR-09", "SAFE-05", "TUG-02"].contains(&id);
            assert!(found.known != Known::Recalled || in_use, "{id} is from memory");
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen}");
}

/// "EVIDENCE.md, space rules" names a heading there.
#[test]
fn every_part_of_the_evidence_that_is_named_is_there() {
    let headings = repository("EVIDENCE.md").to_lowercase();
    let mut seen = 0;
    for path in
        ["SAFETY.md", "EVIDENCE.md", "crates/walk/src/limits.rs", "crates/coach/src/program/limits.rs"]
    {
        let text = repository(path).replace("\n///", "");
        for part in text.split("EVIDENCE.md, ").skip(1).filter_map(|rest| rest.split([')', ';', '|']).next())
        {
            assert!(headings.contains(&format!("## {}", part.trim())), "{path}: EVIDENCE.md, {part}");
            seen += 1;
        }
    }
    assert!(seen > 2, "{seen}");
}

#[test]
fn safety_has_its_row_for_every_lock_and_gate_of_the_coach() {
    let safety = repository("SAFETY.md");
    for rule in RULES {
        let colour = if rule.colour == Colour::Red { "red" } else { "amber" };
        let row = format!("| `{}` | {colour} | {} |", rule.id, rule.source);
        assert!(safety.contains(&row), "SAFETY.md lacks {row}");
    }
    for why in Why::ALL.iter().filter(|why| {
        let id = why.id();
        ["gate-", "back-", "hold-", "week-", "away-", "stop"].iter().any(|kind| id.starts_with(kind))
    }) {
        assert!(safety.contains(&format!("`{}`", why.id())), "SAFETY.md lacks the plan's rule {}", why.id());
    }
    assert!(safety.contains("not yet reviewed by a physiotherapist"));
}
