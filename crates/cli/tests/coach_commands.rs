//! The coach in the terminal as somebody uses it, with right answers and with nonsense, which is caught with a sentence.
#![allow(clippy::unwrap_used, clippy::expect_used)] // A test says where it broke.

mod program;

use program::program;
use std::path::Path;
use std::process::Output;

fn run(data: &Path, arguments: &[&str]) -> Output {
    program()
        .args(arguments)
        .env("RETROWALK_DATA", data)
        .env("LC_ALL", "en")
        .current_dir(data)
        .output()
        .unwrap()
}

fn says(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What a refusal says.
fn refused(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{arguments:?} is taken");
    assert!(!said.contains("panicked"), "{said}");
    said
}

/// Writes `text` into the folder, for a command to read.
fn file(data: &Path, name: &str, text: &str) {
    std::fs::write(data.join(name), text).unwrap();
}

/// Answers that are no to everything, with some in their place.
fn answers(data: &Path, some: &[(&str, serde_json::Value)]) {
    let template: serde_json::Value = serde_json::from_str(&says(data, &["screen", "--template"])).unwrap();
    let mut map = serde_json::Map::new();
    for (id, _) in template.as_object().unwrap().iter().filter(|(id, _)| !id.starts_with('_')) {
        map.insert(id.clone(), false.into());
    }
    for (id, value) in [("age", 70.into()), ("sex", "woman".into()), ("joint-pain", 0.into())] {
        map.insert(id.to_owned(), value);
    }
    for optional in ["tandem-seconds", "chair-stands", "up-and-go-seconds", "backward-seconds"] {
        map.remove(optional);
    }
    for (id, value) in some {
        map.insert((*id).to_owned(), value.clone());
    }
    file(data, "me.json", &serde_json::Value::Object(map).to_string());
}

#[test]
fn answers_are_judged_with_their_rows_and_nonsense_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let screen = ["screen", "--answers", "me.json", "--explain"];
    answers(data, &[]);
    let calm = says(data, &screen);
    assert!(calm.contains("We saw no cause to wait"), "{calm}");
    assert!(calm.contains("The questions of \"Stay Independent\" are by the CDC"), "{calm}");
    answers(data, &[("room-spins", true.into())]);
    let red = says(data, &screen);
    assert!(red.contains("room-spins") && red.contains("design: trial exclusions"), "{red}");
    let spanish = says(data, &[&screen[..], &["--lang", "es"]].concat());
    for said in ["Filas de la tabla", "(1 de ", "Rojo  room-spins", "0 de 14 puntos", "Respuestas leídas: "]
    {
        assert!(spanish.contains(said), "{said}: {spanish}");
    }
    answers(data, &[("age", 12.into())]);
    assert!(says(data, &screen).contains("too-young"));
    for age in [3, 130] {
        answers(data, &[("age", age.into())]);
        let said = refused(data, &screen);
        assert!(said.contains("age") && said.contains("115"), "{said}");
    }
    // Nobody was hurt, and yet a doctor said yes to it: the yes opens nothing and shuts nothing.
    answers(data, &[("injury-cleared", true.into())]);
    assert_eq!(says(data, &screen), calm);
    for (text, wants) in [
        ("", "not JSON"),
        ("[1]", "one JSON object"),
        ("{\"agee\": 3}", "agee"),
        ("{\"age\": \"old\"}", "age"),
    ] {
        file(data, "me.json", text);
        assert!(refused(data, &screen).contains(wants), "{text}");
    }
    assert!(refused(data, &["screen", "--answers", "none.json"]).contains("none.json"));
    assert!(!data.join("retrowalk.sqlite").exists(), "answers from a file are kept nowhere");
}

#[test]
fn a_check_that_cannot_be_right_is_not_kept_and_two_of_a_day_are_kept_apart() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let backward = "three-meter-backward-walk";
    let log =
        |trials: &[&'static str]| [&["assess", "log", backward, "--day", "2026-01-05"], trials].concat();
    for wrong in [&["0.4", "0.5"][..], &["NaN", "4"], &["4.8"], &["4", "5", "6"], &["-4", "4"], &["1e9", "4"]]
    {
        refused(data, &log(wrong));
    }
    assert!(!says(data, &["assess", "show"]).contains("2026"));
    says(data, &log(&["4.8", "4.6"]));
    assert!(refused(data, &log(&["9.0", "9.0"])).contains("--replace"));
    assert!(
        refused(data, &["assess", "log", backward, "4", "4", "--day", "2999-01-01"]).contains("after today")
    );
    assert!(
        refused(data, &["assess", "log", backward, "4", "4", "--day", "yesterday"]).contains("is no day")
    );
    assert!(refused(data, &["assess", "log", "four-minute-mile", "4"]).contains(backward));
    let with_ms = says(data, &["assess", "show", "--condition", "ms"]);
    assert!(with_ms.contains("+/- 1.69 s [3MBW-05]"), "{with_ms}");
    let shown = says(data, &["assess", "show"]);
    assert!(shown.contains("4.7") && !shown.contains("9.0"), "{shown}");
    file(
        data,
        "bad.json",
        "{\"checks\": [{\"id\": \"three-meter-backward-walk\", \"day\": \"2026-01-05\", \"trials\": [0.4, 4]}]}",
    );
    assert!(refused(data, &["assess", "show", "--file", "bad.json"]).contains("check 1"));
    for (trials, day, wants) in [
        (&["thirty-second-chair-stand", "12.5"][..], "2026-01-05", "whole number from 0 to 60"),
        (&["four-stage-balance", "10", "3", "10", "10"], "2026-01-05", "falls short"),
        (&["thirty-second-chair-stand", "12"], "1926-01-05", "before the year 2000"),
    ] {
        let said = refused(data, &[&["assess", "log"], trials, &["--day", day]].concat());
        assert!(said.contains(wants), "{said}");
    }
    let spanish = refused(data, &["assess", "log", "thirty-second-chair-stand", "12.5", "--lang", "es"]);
    assert!(spanish.contains("número entero"), "{spanish}");
}

#[test]
fn results_are_shown_as_the_app_writes_them_in_the_readers_language() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let log = |check: &[&str], month: u8| {
        let day = format!("2026-0{month}-05");
        says(data, &[&["assess", "log"], check, &["--day", &day]].concat());
    };
    log(&["standing-sway", "0.10", "0.12"], 1);
    assert!(
        says(data, &["assess", "log", "thirty-second-chair-stand", "14", "--day", "2026-01-05"])
            .contains("age and sex")
    );
    let shown = says(data, &["assess", "show"]);
    assert!(shown.contains("2026-01-05  0.110 m/s²  (0.100 m/s² · 0.120 m/s²)"), "{shown}");
    assert!(shown.contains("2026-01-05  14  (14)"), "{shown}");
    for month in 1..=5 {
        log(&["four-metre-walk", "4,0", "4.2"], month);
    }
    let spanish = says(data, &["assess", "show", "--lang", "es"]);
    for said in ["4,1 s  0,98 m/s  (4,0 s · 4,2 s)", "[sus propias repeticiones]", "0,110 m/s²"] {
        assert!(spanish.contains(said), "{said}: {spanish}");
    }
    let marks = spanish.lines().filter(|line| line.contains(" s ") || line.contains("m/s"));
    assert!(marks.clone().count() > 5 && marks.clone().all(|line| !line.contains("0.")), "{spanish}");
}

#[test]
fn the_plan_reads_a_history_and_stops_at_a_clock_set_back_a_year() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let screened = "{\"type\":\"screened\",\"day\":\"2026-01-05\",\"form\":\"long\",\"advice\":\"go\"}";
    file(data, "me.json", &format!("{{\"records\": [{screened}]}}"));
    let next = ["plan", "next", "--history", "me.json", "--today"];
    assert!(says(data, &[&next[..], &["2026-01-06"]].concat()).contains("counter 2 m x2"));
    let back = says(data, &[&next[..], &["2025-01-06"]].concat());
    assert!(back.contains("2026-01-05") && !back.contains("counter"), "{back}");
    let week =
        says(data, &["plan", "week", "--history", "me.json", "--today", "2026-01-06", "--days", "tue,thu"]);
    assert_eq!(week.lines().filter(|line| line.contains("counter")).count(), 2, "{week}");
    file(data, "newer.json", &format!("{{\"version\": 2, \"records\": [{screened}]}}"));
    assert!(refused(data, &["plan", "next", "--history", "newer.json"]).contains("newer"));
    assert!(refused(data, &["plan", "week", "--days", "someday"]).contains("someday"));
    assert!(refused(data, &[&next[..], &["tomorrow"]].concat()).contains("is no day"));
    for (record, wants) in [
        ("{\"type\":\"walked\",\"day\":\"2026-01-06\",\"level\":99,\"done_s\":30}", "level"),
        ("{\"type\":\"walked\",\"day\":\"2026-01-06\",\"level\":0,\"done_s\":999999}", "done_s"),
        ("{\"type\":\"morning\",\"day\":\"2026-13-06\",\"pain\":0}", "day"),
        ("{\"type\":\"flown\",\"day\":\"2026-01-06\"}", "type"),
        ("{\"type\":\"morning\",\"day\":\"2026-01-06\",\"pain\":11}", "pain"),
    ] {
        file(data, "me.json", &format!("{{\"records\": [{screened}, {record}]}}"));
        let said = refused(data, &[&next[..], &["2026-01-07"]].concat());
        assert!(said.contains("record 2") && said.contains(wants), "{said}");
    }
}

#[test]
fn a_person_s_weeks_run_and_a_person_nobody_is_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    file(data, "ruth.json", "{\"age\": 70, \"health\": \"ordinary\", \"backward_seconds\": 4.2}");
    let simulate = ["plan", "simulate", "--persona", "ruth.json", "--weeks", "12"];
    let weeks = says(data, &simulate);
    assert!(weeks.lines().count() >= 12, "{weeks}");
    assert_eq!(says(data, &simulate), weeks, "the same person lives the same weeks");
    for (persona, wants) in [
        ("{\"age\": 3}", "age"),
        ("{\"age\": 130}", "age"),
        ("{\"wings\": 2}", "wings"),
        ("7", "one JSON object"),
    ] {
        file(data, "ruth.json", persona);
        assert!(refused(data, &simulate).contains(wants), "{persona}");
    }
}

#[test]
fn trials_are_pooled_from_anyone_s_table_and_a_wrong_line_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    // Two studies of equal weight: the mean of both, and next to no knowledge of their spread.
    file(data, "t.csv", "study,effect,variance\nA,1.0,0.04\nB,2.0,0.04\n");
    let json = says(data, &["evidence", "pool", "t.csv", "--model", "fe", "--json"]);
    let pooled: serde_json::Value = serde_json::from_str(&json).unwrap();
    let number = |name: &str| pooled.get(name).and_then(serde_json::Value::as_f64).unwrap();
    assert!((number("effect") - 1.5).abs() < 1e-9 && (number("se") - 0.02_f64.sqrt()).abs() < 1e-9, "{json}");
    assert!((number("q") - 12.5).abs() < 1e-9 && (number("i2") - 92.0).abs() < 1e-9, "{json}");
    for model in ["dl", "reml"] {
        let said = says(data, &["evidence", "pool", "t.csv", "--model", model, "--hk"]);
        assert!(said.contains("two trials"), "{said}");
    }
    file(data, "sure.csv", "study,effect,variance\nA,0.5,0.04\nB,0.6,0.04\nC,0.5,0.04\n");
    assert!(says(data, &["evidence", "pool", "sure.csv"]).contains("  p < 0.0001\n"));
    file(data, "arms.csv", "study,n1,mean1,sd1,n2,mean2,sd2\nYang,13,8.60,6.95,12,3.65,2.92\n");
    let one = says(data, &["evidence", "pool", "arms.csv", "--measure", "smd"]);
    assert!(one.contains("0.885") && one.contains("one trial"), "{one}");
    for (table, wants) in [
        ("", "empty"),
        ("study,effect\nA,1\n", "variance"),
        ("study,effect,variance\nA,1,-2\n", "line 2"),
        ("study,effect,variance\nA,one,2\n", "line 2"),
        ("study,effect,variance\nA,1\n", "line 2"),
        ("study,effect,variance\n", "no trial"),
    ] {
        file(data, "t.csv", table);
        let said = refused(data, &["evidence", "pool", "t.csv"]).to_lowercase();
        assert!(said.contains(wants) || said.contains("t.csv"), "{table:?}: {said}");
    }
    let forest = says(data, &["evidence", "forest", "speed", "--svg", "f.svg"]);
    assert!(forest.contains("YANG2005") && forest.contains("against 40 min of usual therapy"), "{forest}");
    // In whom, how many, and which kind of numbers, in the picture and in JSON too.
    assert!(forest.contains("some leg control back, 13 against 12; change (inferred m/min)"), "{forest}");
    let picture = std::fs::read_to_string(data.join("f.svg")).unwrap();
    assert!(picture.starts_with("<svg"));
    let json = says(data, &["evidence", "forest", "speed", "--json"]);
    for told in [forest.as_str(), &picture, &json] {
        assert!(told.contains("stroke, 36 to 64 years") && told.contains("not one scale"), "{told}");
    }
    let balance = says(data, &["evidence", "forest", "balance"]);
    assert!(balance.contains("Berg points, end value\n"), "{balance}");
    assert!(refused(data, &["evidence", "forest", "luck"]).contains("speed"));
}

#[test]
fn learn_prints_cards_claims_muscles_words_and_numbered_sources_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    for (language, words) in
        [("en", ["Why walk backward?", "Front of the thigh"]), ("es", ["hacia atrás", "muslo"])]
    {
        let said = says(folder.path(), &["evidence", "learn", "--lang", language]);
        for part in words.into_iter().chain(["Clin Rehabil 2019", "doi 10.", "  25. "]) {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}

#[test]
fn one_page_is_printed_of_what_is_kept_and_of_nothing_yet() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    says(data, &["report", "empty.html"]);
    assert!(
        std::fs::read_to_string(data.join("empty.html"))
            .unwrap()
            .contains("Your first walk will show up here.")
    );
    says(data, &["assess", "log", "three-meter-backward-walk", "4.8", "4.6"]);
    says(data, &["walk", "1:1 x1", "--faster", "100000", "--log", "json"]);
    says(data, &["report", "page.pdf", "--lang", "es"]);
    assert!(std::fs::read(data.join("page.pdf")).unwrap().starts_with(b"%PDF-"));
    says(data, &["report", "page.html"]);
    let page = std::fs::read_to_string(data.join("page.html")).unwrap();
    assert!(page.contains("4.7 s") && page.contains("Backward minutes this week"), "{page}");
    assert!(refused(data, &["report", "page.docx"]).contains(".pdf"));
    assert!(refused(data, &["show", "last", "--weight=-3"]).contains("in kg must be from 25 to 300"));
}
