//! Every hazard, refusal and notice has its sentence in every language, and every hazard its row in SAFETY.md.

use treadmill::controller::{Notice, Saying};
use treadmill::gate::Refusal;
use treadmill::quirks::Quirk;
use treadmill::stop::STOP_RULE;
use voice::words::{Language, Words};
use walk::treadmill_walk::Guide;

fn ids() -> Vec<String> {
    let sayings = STOP_RULE
        .iter()
        .map(|row| Saying::Hazard(row.hazard))
        .chain(Refusal::ALL.into_iter().map(Saying::Refused))
        .chain(Notice::ALL.into_iter().map(Saying::Notice));
    sayings
        .map(|saying| {
            let (first, rest) = saying.sentence();
            format!("{first}{rest}")
        })
        .chain(Guide::ALL.into_iter().map(|guide| format!("treadmill-{}", guide.name())))
        .chain(Quirk::ALL.into_iter().map(|quirk| format!("treadmill-quirk-{}", quirk.name())))
        .collect()
}

#[test]
fn every_hazard_refusal_and_notice_has_a_short_sentence_in_every_language() {
    let ids = ids();
    assert_eq!(ids.len(), 23 + 28 + 13 + 18 + 13);
    for language in Language::ALL {
        let words = Words::new(language.code());
        for id in &ids {
            assert!(words.has(id), "{id} has no sentence in {}", language.code());
            let text = words.plain(id);
            for sentence in text.split(['.', '!', '?']) {
                assert!(sentence.split_whitespace().count() <= 13, "{id}: \"{sentence}\" is long to hear");
            }
        }
    }
}

#[test]
fn every_hazard_is_in_safety_md_with_its_test_and_its_sentence() {
    let safety = include_str!("../../../SAFETY.md");
    let words = Words::new("en");
    let mut before = 0;
    for row in &STOP_RULE {
        let line_at = safety.find(&format!("\n| {} |", row.name)).expect(row.name);
        assert!(line_at > before, "{} stands where the table has it, gravest first", row.name);
        before = line_at;
        let line = safety[line_at + 1..].lines().next().unwrap_or_default();
        assert!(line.contains(&words.plain(&format!("hazard-{}", row.name))), "{line}");
        // That there is such a test is asked by `tidy`.
        assert!(line.contains(&format!("hazard_{}", row.name.replace('-', "_"))), "{line}");
    }
}
