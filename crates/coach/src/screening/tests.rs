use super::limits::*;
use super::questions::{Kind, Part, QUESTIONS, question};
use super::*;
use crate::program::progression::limits::{BACKWARD_ALONE_SECONDS, TANDEM_SECONDS};

/// A healthy walker of 66 who walked backward before.
fn healthy() -> Answers {
    let mut answers = Answers::default();
    for question in QUESTIONS {
        match question.kind {
            Kind::YesNo => answers.set(question.id, Answer::No).unwrap(),
            Kind::Number(..) | Kind::Sex | Kind::Condition => {}
        }
    }
    answers.set("age", Answer::Number(66.0)).unwrap();
    answers.set("joint-pain", Answer::Number(0.0)).unwrap();
    answers.set("walked-backward-before", Answer::Yes).unwrap();
    answers
}

/// The short form without anything to say.
fn healthy_short() -> Answers {
    let mut answers = Answers::default();
    for question in QUESTIONS.iter().filter(|q| q.short && q.only_if.is_none()) {
        let number = if question.id == "age" { 50.0 } else { 0.0 };
        let answer = if matches!(question.kind, Kind::Number(..)) { Number(number) } else { No };
        answers.set(question.id, answer).unwrap();
    }
    answers
}

fn with(changes: &[(&str, Answer)]) -> Answers {
    let mut answers = healthy();
    for (id, answer) in changes {
        answers.set(id, *answer).unwrap();
    }
    answers
}

fn check(changes: &[(&str, Answer)]) -> (Advice, Vec<&'static str>) {
    let screening = screen(&with(changes), Form::Long).unwrap();
    (screening.advice, screening.fired.iter().map(|rule| rule.id).collect())
}

use Advice::{AskFirst, Go, GoWithSomeone};
use Answer::{No, NotSure, Number, Yes};
use alloc::vec;

#[test]
fn a_healthy_walker_may_go() {
    assert_eq!(check(&[]), (Go, vec![]));
}

#[test]
fn usual_pain_is_what_was_answered_and_none_where_nothing_was() {
    assert_eq!(with(&[("joint-pain", Number(4.0))]).usual_pain(), 4);
    assert_eq!((healthy().usual_pain(), Answers::default().usual_pain()), (0, 0));
}

#[test]
fn a_form_that_was_left_goes_on_at_the_first_question_nobody_answered() {
    let next = |said: &Answers, form| said.asked(form)[said.next(form)].id;
    let mut said = Answers::default();
    assert_eq!((said.next(Form::Long), said.next(Form::Short)), (0, 0));
    for question in QUESTIONS.iter().take(8) {
        said.set(question.id, No).unwrap();
    }
    assert_eq!(next(&said, Form::Long), QUESTIONS[8].id);
    // The short form has not asked the question after its own last one.
    assert_eq!(next(&said, Form::Short), "light-headed-medicine");
    // One that may be skipped is come to, and passed over only once a later one is answered.
    let mut said = Answers::default();
    for (id, answer) in healthy().given().filter(|(id, _)| question(id).unwrap().part != Part::Balance) {
        said.set(id, answer).unwrap();
    }
    said.forget("walked-backward-before");
    assert_eq!(next(&said, Form::Long), "sex");
    said.set("condition", No).unwrap();
    assert_eq!(next(&said, Form::Long), "walked-backward-before");
    // A yes on the way back brings up a question before the last one that was answered.
    let mut back = with(&[("heart-stroke-recent", Yes)]);
    back.forget("heart-stroke-cleared");
    assert_eq!(next(&back, Form::Long), "heart-stroke-cleared");
    // With every answer given it stays at the last question.
    said.set("walked-backward-before", Yes).unwrap();
    said.set("backward-not-possible", No).unwrap();
    assert_eq!(next(&said, Form::Long), "backward-not-possible");
    assert_eq!(healthy_short().next(Form::Short), healthy_short().asked(Form::Short).len() - 1);
}

#[test]
fn each_red_answer_alone_locks_and_not_sure_is_a_yes() {
    for id in [
        "chest-faint-breath",
        "faint-standing",
        "heart-stroke-recent",
        "injury-recent",
        "room-spins",
        "cannot-feel-floor",
        "open-foot-sore",
        "cannot-walk-alone",
        "weak-bones",
        "ill-today",
    ] {
        assert_eq!(check(&[(id, Yes)]), (AskFirst, vec![id]));
        assert_eq!(check(&[(id, NotSure)]), (AskFirst, vec![id]));
    }
}

#[test]
fn what_a_clinician_cleared_no_longer_locks_but_not_sure_is_not_cleared() {
    for (id, cleared) in [
        ("injury-recent", "injury-cleared"),
        ("heart-stroke-recent", "heart-stroke-cleared"),
        ("weak-bones", "weak-bones-cleared"),
    ] {
        assert_eq!(check(&[(id, Yes), (cleared, Yes)]), (Go, vec![]));
        assert_eq!(check(&[(id, Yes), (cleared, NotSure)]), (AskFirst, vec![id]));
        assert_eq!(check(&[(id, No), (cleared, No)]), (Go, vec![]));
    }
}

#[test]
fn each_amber_answer_alone_asks_for_somebody() {
    for id in [
        "fell-past-year",
        "cane-or-walker",
        "nerve-illness",
        "sight-or-neck",
        "light-headed-medicine",
        "backward-not-possible",
    ] {
        assert_eq!(check(&[(id, Yes)]), (GoWithSomeone, vec![id]));
        assert_eq!(check(&[(id, NotSure)]), (GoWithSomeone, vec![id]));
    }
}

#[test]
fn four_points_ask_for_somebody_and_three_do_not() {
    let three = [("unsteady-walking", Yes), ("sad", Yes), ("rush-toilet", NotSure)];
    assert_eq!(check(&three), (Go, vec![]));
    let four = [three[0], three[1], three[2], ("trouble-curb", Yes)];
    assert_eq!(check(&four), (GoWithSomeone, vec!["points"]));
    assert_eq!(
        check(&[("fell-past-year", Yes), ("cane-or-walker", Yes)]).1,
        ["points", "fell-past-year", "cane-or-walker"]
    );
}

#[test]
fn the_points_are_the_published_ones() {
    let total: u8 = QUESTIONS.iter().map(|q| q.points).sum();
    assert_eq!(total, 14);
    let two: Vec<&str> = QUESTIONS.iter().filter(|q| q.points == 2).map(|q| q.id).collect();
    assert_eq!(two, ["fell-past-year", "cane-or-walker"]);
    assert_eq!(QUESTIONS.iter().filter(|q| q.part == questions::Part::StayIndependent).count(), 12);
}

#[test]
fn numbers_act_at_their_line_and_not_before() {
    let one = |id: &'static str, n: f64| check(&[(id, Number(n))]).1;
    assert_eq!(one("age", YOUNGEST_YEARS - 1.0), ["too-young"]);
    assert!(one("age", YOUNGEST_YEARS).is_empty());
    assert_eq!(one("joint-pain", PAIN_AT_REST), ["joint-pain"]);
    assert!(one("joint-pain", PAIN_AT_REST - 0.5).is_empty());
    assert_eq!(one("tandem-seconds", TANDEM_SECONDS - 0.1), ["tandem"]);
    assert!(one("tandem-seconds", TANDEM_SECONDS).is_empty());
    assert_eq!(one("up-and-go-seconds", TIMED_UP_AND_GO_SECONDS), ["up-and-go"]);
    assert!(one("up-and-go-seconds", TIMED_UP_AND_GO_SECONDS - 0.1).is_empty());
    assert_eq!(one("backward-seconds", BACKWARD_ALONE_SECONDS + 0.1), ["backward-slow"]);
    assert!(one("backward-seconds", BACKWARD_ALONE_SECONDS).is_empty());
}

#[test]
fn from_seventy_five_whoever_is_new_begins_with_somebody() {
    let check = |age, walked| check(&[("age", Number(age)), ("walked-backward-before", walked)]).1;
    assert_eq!(check(75.0, No), ["older-and-new"]);
    assert_eq!(check(75.0, NotSure), ["older-and-new"]);
    assert!(check(75.0, Yes).is_empty() && check(74.0, No).is_empty());
}

#[test]
fn chair_stands_are_held_against_the_line_for_age_and_sex() {
    let check = |age, sex: Option<Sex>, stands| {
        let mut changes = vec![("age", Number(age)), ("chair-stands", Number(stands))];
        changes.extend(sex.map(|sex| ("sex", Answer::Sex(sex))));
        check(&changes).1
    };
    assert_eq!(check(66.0, Some(Sex::Man), 11.0), ["chair-stands"]);
    assert!(check(66.0, Some(Sex::Man), 12.0).is_empty());
    assert!(check(66.0, Some(Sex::Woman), 11.0).is_empty());
    assert_eq!(check(66.0, Some(Sex::Woman), 10.0), ["chair-stands"]);
    assert!(check(66.0, None, 11.0).is_empty());
    assert!(check(50.0, Some(Sex::Man), 0.0).is_empty());
}

#[test]
fn the_gravest_comes_first_and_decides() {
    assert_eq!(
        check(&[("cane-or-walker", Yes), ("room-spins", Yes)]),
        (AskFirst, vec!["room-spins", "cane-or-walker"])
    );
    let colours: Vec<Colour> = RULES.iter().map(|rule| rule.colour).collect();
    assert!(colours.is_sorted());
}

#[test]
fn impossible_answers_are_refused_and_change_nothing() {
    let mut answers = healthy();
    for age in [3.0, 130.0, f64::NAN, -1.0, f64::INFINITY] {
        assert_eq!(answers.set("age", Number(age)), Err(Refused::OutOfRange(5.0, 115.0)));
    }
    assert_eq!(answers.set("age", Yes), Err(Refused::WrongKind));
    assert_eq!(answers.set("sad", Number(1.0)), Err(Refused::WrongKind));
    assert_eq!(answers.set("sex", Yes), Err(Refused::WrongKind));
    assert_eq!(answers.set("sad", Answer::Sex(Sex::Man)), Err(Refused::WrongKind));
    assert_eq!(answers.set("sad", Answer::Condition(Condition::Stroke)), Err(Refused::WrongKind));
    assert_eq!(answers.set("condition", Yes), Err(Refused::WrongKind));
    assert_eq!(answers.set("favourite-colour", Yes), Err(Refused::NoSuchQuestion));
    assert!(matches!(answers.set("backward-seconds", Number(0.4)), Err(Refused::OutOfRange(..))));
    assert_eq!(answers, healthy());
}

#[test]
fn nothing_is_decided_until_everything_needed_is_answered() {
    let missing = |answers: &Answers, form| -> Vec<&str> {
        screen(answers, form).unwrap_err().0.iter().map(|q| q.id).collect()
    };
    assert_eq!(
        missing(&Answers::default(), Form::Short)[..3],
        ["fell-past-year", "cane-or-walker", "unsteady-walking"]
    );
    assert_eq!(missing(&Answers::default(), Form::Short).len(), 19);
    assert_eq!(missing(&Answers::default(), Form::Long).len(), 27);
    let mut answers = Answers::default();
    answers.set("injury-recent", NotSure).unwrap();
    assert!(missing(&answers, Form::Short).contains(&"injury-cleared"));
    assert!(!missing(&answers, Form::Short).contains(&"weak-bones-cleared"));
}

#[test]
fn the_short_form_asks_every_question_that_a_rule_reads_alone() {
    // Left to the long form: the whole of Stay Independent, for its points, and the checks.
    let long = [
        "points",
        "long-form",
        "tandem",
        "chair-stands",
        "up-and-go",
        "backward-slow",
        "backward-not-possible",
    ];
    for rule in RULES.iter().filter(|rule| !long.contains(&rule.id)) {
        let ids = match rule.when {
            rules::When::Yes(id) | rules::When::Below(id, _) | rules::When::AtLeast(id, _) => vec![id],
            rules::When::YesUncleared(id, cleared) => vec![id, cleared],
            rules::When::OlderAndNew(_) => vec!["age"],
            rules::When::Stopped(_) => vec![questions::STOP_CLEARED],
            other => panic!("{other:?}"),
        };
        assert!(ids.iter().all(|id| question(id).unwrap().short), "{}", rule.id);
    }
}

#[test]
fn an_old_walker_who_was_not_asked_whether_it_is_new_is_taken_for_new() {
    let mut short = healthy_short();
    short.set("age", Number(75.0)).unwrap();
    let fired = |answers: &Answers| screen(answers, Form::Short).unwrap().fired.first().map(|rule| rule.id);
    assert_eq!(fired(&short), Some("older-and-new"));
    short.set("walked-backward-before", Yes).unwrap();
    assert_eq!(fired(&short), None);
    short.set("age", Number(12.0)).unwrap();
    assert_eq!(screen(&short, Form::Short).unwrap().once_asked(), Advice::AskFirst);
}

#[test]
fn a_fall_that_was_told_outweighs_a_no() {
    let after_a_fall =
        |answers: Answers, form| screen(&answers.knowing(Known { fell: true, ..Known::default() }), form);
    let no = after_a_fall(healthy(), Form::Long).unwrap();
    assert_eq!((no.advice, no.contradictions.len()), (Advice::GoWithSomeone, 1));
    assert_eq!(no.fired.iter().map(|rule| rule.id).collect::<Vec<_>>(), ["fell-past-year"]);
    for answer in [Yes, NotSure] {
        let told = with(&[("fell-past-year", answer)]);
        assert_eq!(after_a_fall(told.clone(), Form::Long), screen(&told, Form::Long));
    }
    assert!(after_a_fall(Answers::default(), Form::Short).is_err());
}

#[test]
fn a_short_form_renews_what_it_asks_and_keeps_the_rest() {
    let long = with(&[("nerve-illness", Yes), ("sad", Yes)]);
    let short = healthy_short();
    let renewed = screen(&long.updated(&short), Form::Short).unwrap();
    assert_eq!(renewed.fired, Vec::<&Rule>::new());
    assert_eq!((renewed.form, renewed.points), (Form::Short, Some(1)));
    assert_eq!(screen(&short, Form::Short).unwrap().points, None);
}

#[test]
fn answers_that_cannot_both_be_true_are_shown_side_by_side() {
    let check = |changes: &[(&str, Answer)]| {
        let found = screen(&with(changes), Form::Long).unwrap().contradictions;
        found.iter().map(|c| (c.one, c.other)).collect::<Vec<_>>()
    };
    assert_eq!(check(&[("cannot-feel-floor", Yes)]), [("cannot-feel-floor", "feet-feeling-lost")]);
    assert!(check(&[("cannot-feel-floor", Yes), ("feet-feeling-lost", Yes)]).is_empty());
    assert!(check(&[("cannot-feel-floor", NotSure)]).is_empty());
    let timed = ("backward-seconds", Number(4.0));
    assert_eq!(
        check(&[("backward-not-possible", Yes), timed]),
        [("backward-not-possible", "backward-seconds")]
    );
    for (condition, found) in Condition::ALL.into_iter().zip([0, 0, 0, 1, 1]) {
        let answers = [("condition", Answer::Condition(condition))];
        assert_eq!(check(&answers), [("condition", "nerve-illness")][..found]);
        assert!(check(&[answers[0], ("nerve-illness", Yes)]).is_empty());
    }
    assert_eq!(check(&[("cannot-walk-alone", Yes), timed]), [("cannot-walk-alone", "backward-seconds")]);
    assert_eq!(
        check(&[("cannot-walk-alone", Yes), ("up-and-go-seconds", Number(9.0))]),
        [("cannot-walk-alone", "up-and-go-seconds")]
    );
    assert!(check(&[timed, ("up-and-go-seconds", Number(9.0))]).is_empty());
}

#[test]
fn the_questions_come_back_when_they_should() {
    let today = Day::from_days(20_000);
    let check = |long: Option<i32>, short: Option<i32>| {
        asks_again(today, long.map(|ago| today - ago), short.map(|ago| today - ago))
    };
    assert_eq!(check(None, None), Some(Form::Short));
    assert_eq!(check(Some(0), None), None);
    assert_eq!(check(Some(89), None), None);
    assert_eq!(check(Some(90), None), Some(Form::Short));
    assert_eq!(check(Some(364), Some(0)), None);
    assert_eq!(check(Some(364), Some(90)), Some(Form::Short));
    assert_eq!(check(Some(365), Some(0)), Some(Form::Long));
    assert_eq!(check(None, Some(89)), None);
    assert_eq!(check(None, Some(90)), Some(Form::Short));
    // A form dated tomorrow was not taken.
    assert_eq!(check(Some(-1), None), Some(Form::Short));
    assert_eq!(check(Some(100), Some(-5)), Some(Form::Short));
}

#[test]
fn every_rule_reads_questions_that_exist_names_its_source_and_is_found_by_its_id() {
    use rules::When;
    for rule in RULES {
        let ids = match rule.when {
            When::Yes(id) | When::Below(id, _) | When::AtLeast(id, _) | When::Above(id, _) => vec![id],
            When::YesUncleared(id, cleared) => vec![id, cleared],
            When::Points(_) | When::LongForm => vec![],
            When::Stopped(_) => vec![questions::STOP_CLEARED],
            When::OlderAndNew(_) => vec!["age", "walked-backward-before"],
            When::ChairStandsBelowLine => vec!["age", "sex", "chair-stands"],
        };
        assert!(ids.iter().all(|id| question(id).is_some()), "{}", rule.id);
        assert!(!rule.source.is_empty());
        assert_eq!(rules::rule(rule.id), Some(rule));
        assert!(!alloc::format!("{}", rule.when).is_empty());
    }
    let waits: Vec<&str> = RULES.iter().filter(|r| r.forward_waits).map(|r| r.id).collect();
    assert_eq!(waits, ["chest-faint-breath", "stop-sign", "faint-standing"]);
    assert_eq!(rules::rule("none"), None);
}

#[test]
fn a_condition_says_itself_in_words() {
    let say = |id: &str| alloc::format!("{}", rules::rule(id).unwrap().when);
    assert_eq!(say("points"), "Stay Independent points are 4 or more");
    assert_eq!(say("weak-bones"), "weak-bones is yes or not sure, and weak-bones-cleared is not yes");
    assert_eq!(say("tandem"), "tandem-seconds is below 10");
    assert_eq!(say("up-and-go"), "up-and-go-seconds is 12 or more");
    assert_eq!(say("backward-slow"), "backward-seconds is above 4.5");
    assert_eq!(say("older-and-new"), "age is 75 or more, and walked-backward-before is not yes");
}

#[test]
fn questions_and_rules_belong_where_the_walker_meets_them() {
    let part = |part| QUESTIONS.iter().filter(|q| q.part == part).map(|q| q.id).collect::<Vec<_>>();
    assert_eq!(part(questions::Part::You), ["age", "sex", "condition", "walked-backward-before"]);
    assert_eq!(part(questions::Part::Balance).len(), 5);
    assert_eq!(part(questions::Part::Health).len(), 17);
    let now: Vec<&str> = RULES.iter().filter(|r| r.ask == Ask::DoctorNow).map(|r| r.id).collect();
    assert_eq!(now, ["chest-faint-breath", "stop-sign"]);
    assert!(RULES.iter().all(|r| (r.colour == Colour::Amber) == (r.ask == Ask::Nobody)));
}

#[test]
fn whoever_was_asked_opens_the_first_steps_and_no_more() {
    let once = |changes: &[(&str, Answer)]| screen(&with(changes), Form::Long).unwrap().once_asked();
    assert_eq!(once(&[]), Go);
    assert_eq!(once(&[("cane-or-walker", Yes)]), GoWithSomeone);
    assert_eq!(once(&[("room-spins", Yes)]), GoWithSomeone);
    assert_eq!(once(&[("age", Number(17.0))]), AskFirst);
    for id in ["chest-faint-breath", "faint-standing"] {
        assert_eq!(once(&[(id, Yes)]), AskFirst);
        assert!(screen(&with(&[(id, Yes)]), Form::Long).unwrap().forward_waits());
    }
    assert!(!screen(&with(&[("room-spins", Yes)]), Form::Long).unwrap().forward_waits());
}

#[test]
fn what_a_check_has_measured_counts_as_an_answer() {
    use crate::assessment::{Checks, PROTOCOLS, Protocol, TimedBy};
    const DAY: units::Day = units::Day::from_days(20_000);
    let protocol = |id: &str| -> &Protocol { PROTOCOLS.iter().find(|p| p.id == id).unwrap() };
    let mut checks = Checks::default();
    let mut take = |id: &str, after: i32, trials: &[f64]| {
        let check = protocol(id).take(DAY + after, trials, TimedBy::Tap).unwrap();
        checks.keep(check, DAY + after).unwrap();
    };
    take("three-meter-backward-walk", -1, &[9.0, 9.2]);
    take("three-meter-backward-walk", 0, &[4.7, 4.7]);
    take("four-stage-balance", 0, &[10.0, 10.0, 4.0, 0.0]);
    take("thirty-second-chair-stand", 0, &[3.0]);
    take("timed-up-and-go", 0, &[12.0, 12.0]);
    let mut answers = with(&[("backward-not-possible", Yes), ("tandem-seconds", Number(10.0))]);
    answers.measured(&checks, DAY + 1);
    assert_eq!(answers.get("backward-not-possible"), Some(Yes));
    assert_eq!(answers.number("tandem-seconds"), Some(10.0));
    answers.measured(&checks, DAY);
    assert_eq!(answers.get("backward-not-possible"), Some(No));
    // A newer and faster time by the phone's steps takes nothing back.
    let by_steps = protocol("three-meter-backward-walk").take(DAY + 1, &[3.0, 3.0], TimedBy::Steps).unwrap();
    checks.keep(by_steps, DAY + 1).unwrap();
    answers.measured(&checks, DAY);
    let told = ["backward-seconds", "tandem-seconds", "chair-stands", "up-and-go-seconds"];
    assert_eq!(told.map(|id| answers.number(id)), [4.7, 4.0, 3.0, 12.0].map(Some));
    let fired = screen(&answers, Form::Long).unwrap().fired;
    let ids: Vec<&str> = fired.iter().map(|rule| rule.id).collect();
    assert_eq!(ids, ["tandem", "chair-stands", "up-and-go", "backward-slow"]);
    // Nor does a tapped time before it make a slow one by steps quick.
    for (after, seconds, timed_by) in [(2, 4.0, TimedBy::Tap), (3, 5.2, TimedBy::Steps)] {
        let check = protocol("three-meter-backward-walk").take(DAY + after, &[seconds; 2], timed_by).unwrap();
        checks.keep(check, DAY + after).unwrap();
        answers.measured(&checks, DAY);
        assert_eq!(answers.number("backward-seconds"), Some(seconds));
    }
}

#[test]
fn each_illness_that_was_told_takes_the_number_of_healthy_people_away() {
    let told = [
        ("condition", Answer::Condition(Condition::Stroke)),
        ("nerve-illness", Yes),
        ("nerve-illness", NotSure),
        ("heart-stroke-recent", Yes),
    ];
    assert!(told.iter().all(|one| with(&[*one, ("heart-stroke-cleared", Yes)]).ill()));
    assert!(!with(&[("condition", No), ("nerve-illness", No), ("heart-stroke-recent", No)]).ill());
}

#[test]
fn an_answer_is_read_back_as_it_was_written() {
    let fixed = [Yes, No, NotSure, Answer::Sex(Sex::Woman), Answer::Sex(Sex::Man), Number(4.5), Number(0.0)];
    for answer in fixed.into_iter().chain(Condition::ALL.map(Answer::Condition)) {
        assert_eq!(Answer::read(&answer.written()), Some(answer));
    }
    assert_eq!(Answer::read(" 4,5 "), Some(Number(4.5)));
    for nonsense in ["", "maybe", "NaN", "inf", "1e999"] {
        assert_eq!(Answer::read(nonsense), None);
    }
}

#[test]
fn one_question_a_screen_follows_what_was_answered() {
    let mut answers = Answers::default();
    let ids = |answers: &Answers| answers.asked(Form::Short).iter().map(|q| q.id).collect::<Vec<_>>();
    assert!(!ids(&answers).contains(&"injury-cleared"));
    answers.set("injury-recent", NotSure).unwrap();
    let asked = ids(&answers);
    let at = asked.iter().position(|id| *id == "injury-recent").unwrap();
    assert_eq!(asked[at + 1], "injury-cleared");
    assert_eq!(answers.given().collect::<Vec<_>>(), [("injury-recent", NotSure)]);
    answers.forget("injury-recent");
    assert!(!ids(&answers).contains(&"injury-cleared"));
    // The optional ones are asked for too, and hold nothing up.
    assert_eq!(healthy().asked(Form::Long).len(), QUESTIONS.len() - 4);
    assert!(healthy().missing(Form::Long).is_empty());
}

#[test]
fn a_short_form_is_no_milder_than_a_long_one_whose_answers_are_gone() {
    use crate::program::progression::Progress;
    use crate::program::progression::card::{Offer, Today};
    use crate::program::progression::records::Record;
    const DAY: Day = Day::from_days(20_000);
    let long = |advice| Record::Screened { day: DAY, form: Form::Long, advice, usual_pain: 0 };
    let asked = |advice| Record::Asked { day: DAY + 1, advice };
    // What a short form without a yes comes to: alone, on top of the long answers, and after it whether somebody is asked for.
    let check = |records: &[Record]| {
        let mut progress = Progress::from_records(records.to_vec());
        let screen =
            |answers: Answers| screen(&answers.knowing(progress.known(DAY + 2)), Form::Short).unwrap();
        let (alone, on_top) = (screen(healthy_short()), screen(healthy().updated(&healthy_short())));
        let (form, advice) = (alone.form, alone.advice);
        progress.learn(Record::Screened { day: DAY + 2, form, advice, usual_pain: 0 });
        let Offer::Walk(walk) = progress.card(DAY + 2, Today::default()).offer else { panic!("no walk") };
        (advice, on_top.advice, walk.spotter, alone.fired.iter().map(|rule| rule.id).collect::<Vec<_>>())
    };
    assert_eq!(check(&[long(GoWithSomeone)]), (GoWithSomeone, Go, true, vec!["long-form"]));
    assert_eq!(check(&[long(AskFirst)]).0, GoWithSomeone);
    assert_eq!(check(&[long(AskFirst), asked(GoWithSomeone)]).0, GoWithSomeone);
    assert_eq!(check(&[long(Go), asked(GoWithSomeone)]).0, GoWithSomeone);
    for milder in [long(Go), asked(Go)] {
        assert_eq!(check(&[long(GoWithSomeone), milder]), (Go, Go, false, vec![]));
    }
    assert_eq!(check(&[]).0, Go);
}

#[test]
fn a_grave_stop_sign_is_red_until_a_doctor_has_looked_at_it_and_a_joint_amber() {
    use crate::program::progression::Progress;
    use crate::program::progression::card::{Offer, Today};
    use crate::program::progression::records::{Record, StopSign};
    const DAY: Day = Day::from_days(20_000);
    let long = Record::Screened { day: DAY, form: Form::Long, advice: Go, usual_pain: 0 };
    // What honest answers to the short form come to after this sign, again and again, and what is offered then.
    let check = |sign: StopSign, looked_at: &[Answer]| {
        let mut progress = Progress::from_records([long, Record::Stopped { day: DAY, sign }]);
        let mut kept = healthy();
        let mut come_to = Vec::new();
        for (day, looked_at) in (1..).zip(looked_at) {
            let known = progress.known(DAY + day);
            let mut said = healthy_short().knowing(known);
            let asked = said.asked(Form::Short).iter().any(|q| q.id == "stop-cleared");
            assert_eq!(asked, known.stopped.is_some());
            assert_eq!(screen(&said, Form::Short).is_err(), asked);
            said.set("stop-cleared", *looked_at).unwrap();
            kept = kept.updated(&said);
            let screening = screen(&kept, Form::Short).unwrap();
            let (form, advice) = (screening.form, screening.advice);
            assert_eq!(screening.once_asked(), advice, "a tick opens nothing");
            progress.learn(Record::Screened { day: DAY + day, form, advice, usual_pain: 0 });
            come_to.push((advice, screening.fired.first().map(|rule| rule.id)));
        }
        let walk = matches!(progress.card(DAY + 9, Today::default()).offer, Offer::Walk(_));
        (come_to, walk)
    };
    let (red, joint) = ((AskFirst, Some("stop-sign")), (GoWithSomeone, Some("stop-joint")));
    for sign in StopSign::ALL {
        let (until, looked_at) = match sign {
            StopSign::Fall => {
                ((GoWithSomeone, Some("fell-past-year")), (GoWithSomeone, Some("fell-past-year")))
            }
            StopSign::Joint => (joint, (Go, None)),
            _ => (red, (Go, None)),
        };
        assert_eq!(check(sign, &[No, NotSure]), (vec![until; 2], until != red), "{sign:?}");
        assert_eq!(check(sign, &[No, Yes, No]), (vec![until, looked_at, looked_at], true), "{sign:?}");
    }
}

#[test]
fn a_doctor_looked_at_one_stop_sign_and_not_at_the_next() {
    use crate::program::progression::Progress;
    use crate::program::progression::records::{Record, StopSign};
    const DAY: Day = Day::from_days(20_000);
    let stopped = |sign| Record::Stopped { day: DAY, sign };
    let stop =
        |signs: &[StopSign]| Progress::from_records(signs.iter().copied().map(stopped)).known(DAY).stopped;
    assert_eq!(stop(&[StopSign::Chest, StopSign::Joint]), Some(Colour::Red), "the gravest counts");
    assert_eq!(stop(&[StopSign::Joint, StopSign::Fall]), Some(Colour::Amber));
    let mut looked_at = healthy();
    looked_at.set("stop-cleared", Yes).unwrap();
    let known = Known { stopped: Some(Colour::Red), ..Known::default() };
    assert_eq!(screen(&looked_at.clone().knowing(known), Form::Short).unwrap().advice, Go);
    let next = looked_at.updated(&healthy_short().knowing(known));
    assert_eq!(next.missing(Form::Short).iter().map(|q| q.id).collect::<Vec<_>>(), ["stop-cleared"]);
}
