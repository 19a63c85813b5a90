//! One document of every rule with its source, for a physiotherapist's review.

use coach::evidence::findings::{FINDINGS, Finding};
use coach::program::progression::levels::LEVELS;
use coach::program::progression::records::StopSign;
use coach::program::progression::why::Why;
use coach::screening::RULES;
use coach::screening::questions::QUESTIONS;
use std::fmt::Write as _;
use voice::words::Words;

/// The document, in Markdown.
pub(crate) fn document() -> String {
    let words = Words::new("en");
    let mut text = String::from(
        "# Retrowalk: every rule of the screening and of the plan\n\n\
         NOT YET REVIEWED BY A PHYSIOTHERAPIST. These rules are a design built from published sources. The ids in the \
         source columns are explained at the end. Please mark every row: agree, change to, or take out.\n\n\
         ## Questions\n| id | asked | points | short form |\n|---|---|---|---|\n",
    );
    // Writing to a String cannot fail.
    for q in QUESTIONS {
        let asked = words.plain(&format!("screen-ask-{}", q.id));
        let _ =
            writeln!(text, "| {} | {asked} | {} | {} |", q.id, q.points, if q.short { "yes" } else { "" });
    }
    text += "\n## Screening rules\nRed: no backward walking. Amber: the first steps only, with somebody or something fixed in \
             hand.\n\n| rule | colour | when | said | what changes it | source | agree? |\n|---|---|---|---|---|---|---|\n";
    for rule in RULES {
        let why = words.plain(&format!("screen-why-{}", rule.id));
        let change = words.plain(&format!("screen-change-{}", rule.id));
        let _ = writeln!(
            text,
            "| {} | {:?} | {} | {why} | {change} | {} | |",
            rule.id, rule.colour, rule.when, rule.source
        );
    }
    text += "\n## Levels (PROP-01 to PROP-04, design)\n| level | part | walk | backward s | walks a week | agree? |\n\
             |---|---|---|---|---|---|\n";
    for level in &LEVELS {
        let _ = writeln!(
            text,
            "| {} | {:?} | {} | {} | {} to {} | |",
            level.number,
            level.phase,
            level.notation(level.rounds),
            level.backward_s,
            level.per_week.0,
            level.per_week.1
        );
    }
    text += "\n## Rules of the plan\n| rule | when | said | source | agree? |\n|---|---|---|---|---|\n";
    for why in Why::ALL {
        let said = words.plain(&format!("plan-why-{}", why.id()));
        let _ = writeln!(text, "| {} | {} | {said} | {} | |", why.id(), when(*why), why.source());
    }
    text += "\n## Stop signs: no backward walking until the questions are answered again\n";
    for sign in StopSign::ALL {
        let _ = writeln!(text, "- {}", words.plain(&format!("stop-sign-{}", sign.id())));
    }
    text += "\n## Numbers that guard\n";
    text += numbers();
    text += "\n## Sources\n| id | what | value | in whom | source | known |\n|---|---|---|---|---|---|\n";
    for Finding { id, about, value, unit, people, source, doi, known } in FINDINGS {
        let doi = if doi.is_empty() { String::new() } else { format!(" doi {doi}") };
        let _ = writeln!(text, "| {id} | {about} | {value} {unit} | {people} | {source}{doi} | {known:?} |");
    }
    text
}

/// What makes a rule fire: the line above it in the table of rules.
fn when(why: Why) -> &'static str {
    let table = include_str!("../../../../coach/src/program/progression/why.rs");
    let rule = format!("=> \"{}\",", why.id());
    let above = table.lines().zip(table.lines().skip(1)).find(|(_, line)| line.contains(&rule));
    above.and_then(|(comment, _)| comment.trim().strip_prefix("/// ")).unwrap_or_default()
}

/// Every number of a `limits.rs`, with its source: a chore of the repository holds the two to each other.
fn numbers() -> &'static str {
    let evidence = include_str!("../../../../../EVIDENCE.md");
    let after = evidence.split_once("## Numbers that guard\n").map_or("", |(_, after)| after);
    after.split("\n## ").next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_numbers_of_a_belt_stand_in_the_document() {
        let text = super::document();
        for number in ["`HARD`", "`PERCENT_BY_WEEK`", "`TANDEM_SECONDS`"] {
            assert!(text.contains(number), "{number}");
        }
        assert!(!text.contains("fn "), "a function is no number");
    }
}
