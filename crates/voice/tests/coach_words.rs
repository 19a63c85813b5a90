//! Everything the coach names by an id is said in every language.

use coach::assessment::PROTOCOLS;
use coach::evidence::learn::{CARDS, CLAIMS, GLOSSARY};
use coach::program::progression::records::StopSign;
use coach::program::progression::why::Why;
use coach::screening::{RULES, questions::QUESTIONS};
use voice::words::{Language, Words};

#[test]
fn every_question_rule_check_card_and_claim_has_its_words() {
    for language in Language::ALL {
        let words = Words::new(language.code());
        let mut missing = Vec::new();
        let mut need = |id: String| {
            if !words.has(&id) {
                missing.push(id);
            }
        };
        for q in QUESTIONS {
            need(format!("screen-ask-{}", q.id));
        }
        for rule in RULES {
            need(format!("screen-why-{}", rule.id));
            need(format!("screen-change-{}", rule.id));
        }
        for why in Why::ALL {
            need(format!("plan-why-{}", why.id()));
        }
        for sign in StopSign::ALL {
            need(format!("stop-sign-{}", sign.id()));
        }
        for protocol in PROTOCOLS {
            need(format!("check-{}", protocol.id));
            for step in 1..=protocol.steps {
                need(format!("check-{}-step-{step}", protocol.id));
            }
        }
        for card in CARDS {
            need(format!("learn-{card}-title"));
            need(format!("learn-{card}"));
        }
        for claim in CLAIMS {
            for part in ["", "-measured", "-sure", "-whom"] {
                need(format!("claim-{}{part}", claim.id));
            }
        }
        for id in GLOSSARY {
            need(format!("glossary-{id}"));
        }
        assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
    }
}

#[test]
fn the_words_never_claim_what_no_trial_has_shown() {
    // STUDY-20: no pooled effect on falls; cut-offs are gates and nobody's risk; 0.69 and 1.00 m/s are not speeds.
    let english = concat!(
        include_str!("../words/app.en.ftl"),
        include_str!("../words/coach.en.ftl"),
        include_str!("../words/learn.en.ftl")
    );
    let english = english.to_lowercase();
    for never in
        ["prevents falls", "your risk", "fall risk", "0.69", "1.00 m/s", "0.51", "cures", "guarantee"]
    {
        assert!(!english.contains(never), "{never}");
    }
}
