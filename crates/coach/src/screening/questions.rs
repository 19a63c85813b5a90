//! What is asked, in order, one question a screen. The words are in the catalogue under `screen-ask-ID`.

use super::limits::AGES;
use crate::assessment::limits as check;

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Yes, no or not sure.
    YesNo,
    /// A number from and to, in the unit the question names; anything else is refused.
    Number(f64, f64),
    /// Woman or man, where published norms need it; not said is an answer.
    Sex,
    /// One of those for whom an error of measurement was published, or no.
    Condition,
}

/// Which list a question belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// CDC Stay Independent, by the Greater Los Angeles VA GRECC; words unchanged in English.
    StayIndependent,
    /// About you.
    You,
    /// Our own health list.
    Health,
    /// Balance checks, if they were done.
    Balance,
}

/// One question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// Its id, and the catalogue's `screen-ask-ID`.
    pub id: &'static str,
    /// Its list.
    pub part: Part,
    /// Points a yes gives in Stay Independent.
    pub points: u8,
    /// How it is answered.
    pub kind: Kind,
    /// Whether the short form asks it.
    pub short: bool,
    /// Whether it may be left out.
    pub optional: bool,
    /// Asked only when this other question was answered yes or not sure, or after a stop sign: [`STOPPED`].
    pub only_if: Option<&'static str>,
}

const BASE: Question = Question {
    id: "",
    part: Part::Health,
    points: 0,
    kind: Kind::YesNo,
    short: false,
    optional: false,
    only_if: None,
};

const fn stay(id: &'static str, points: u8, short: bool) -> Question {
    Question { id, part: Part::StayIndependent, points, short, ..BASE }
}

const fn health(id: &'static str) -> Question {
    Question { id, short: true, ..BASE }
}

const fn cleared(id: &'static str, only_if: &'static str) -> Question {
    Question { id, short: true, only_if: Some(only_if), ..BASE }
}

const fn balance(id: &'static str, kind: Kind) -> Question {
    Question { id, part: Part::Balance, kind, optional: true, ..BASE }
}

const fn number(range: (f64, f64)) -> Kind {
    Kind::Number(range.0, range.1)
}

/// No question: a stop sign that is known since the last answers.
pub(super) const STOPPED: &str = "stopped";
/// Whether a doctor has looked at it.
pub(super) const STOP_CLEARED: &str = "stop-cleared";

/// All questions in the order they are asked. SCR-01 gives the first twelve and their points.
pub const QUESTIONS: &[Question] = &[
    stay("fell-past-year", 2, true),
    stay("cane-or-walker", 2, true),
    stay("unsteady-walking", 1, true),
    stay("hold-furniture", 1, false),
    stay("worried-falling", 1, true),
    stay("push-to-stand", 1, false),
    stay("trouble-curb", 1, false),
    stay("rush-toilet", 1, false),
    stay("feet-feeling-lost", 1, false),
    stay("light-headed-medicine", 1, true),
    stay("sleep-mood-medicine", 1, false),
    stay("sad", 1, false),
    health("chest-faint-breath"),
    health("injury-recent"),
    cleared("injury-cleared", "injury-recent"),
    health("heart-stroke-recent"),
    cleared("heart-stroke-cleared", "heart-stroke-recent"),
    health("room-spins"),
    health("cannot-feel-floor"),
    health("open-foot-sore"),
    health("cannot-walk-alone"),
    health("weak-bones"),
    cleared("weak-bones-cleared", "weak-bones"),
    cleared(STOP_CLEARED, STOPPED),
    health("faint-standing"),
    health("ill-today"),
    health("nerve-illness"),
    health("sight-or-neck"),
    Question { kind: Kind::Number(0.0, 10.0), ..health("joint-pain") },
    Question { part: Part::You, kind: number(AGES), ..health("age") },
    Question { id: "sex", part: Part::You, kind: Kind::Sex, optional: true, ..BASE },
    Question { id: "condition", part: Part::You, kind: Kind::Condition, optional: true, ..BASE },
    Question { id: "walked-backward-before", part: Part::You, ..BASE },
    balance("tandem-seconds", number(check::STANCE_SECONDS)),
    balance("chair-stands", number(check::CHAIR_STANDS)),
    balance("up-and-go-seconds", number(check::TIMED_UP_AND_GO_SECONDS)),
    balance("backward-seconds", number(check::PLAUSIBLE_BACKWARD_SECONDS)),
    balance("backward-not-possible", Kind::YesNo),
];

/// The question of this id.
pub fn question(id: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.id == id)
}
