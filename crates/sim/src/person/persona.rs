//! Who walks: health, honesty, memory, zeal, and what is at hand.

use crate::chance::Chance;
use coach::program::progression::gates::Company;
use coach::screening::questions::Part;
use coach::screening::{Answer, Answers, Form, Known, Sex};

/// How well somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Hardly anything goes wrong.
    Robust,
    /// As most.
    Ordinary,
    /// Much goes wrong.
    Frail,
}

/// Somebody.
// Each is a fact about a person, not a state.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug, PartialEq)]
pub struct Persona {
    /// Years.
    pub age: f64,
    /// Woman or man.
    pub sex: Sex,
    /// How well.
    pub health: Health,
    /// How likely what went wrong is told.
    pub honesty: f64,
    /// How likely the questions after a walk are answered at all.
    pub memory: f64,
    /// How likely the app is opened on a day.
    pub zeal: f64,
    /// Whether there is a treadmill.
    pub treadmill: bool,
    /// Who is there.
    pub company: Company,
    /// Whether the plan is left behind now and then for more.
    pub does_more: bool,
    /// Whether there are weeks away.
    pub travels: bool,
    /// Seconds for three metres backward at the start.
    pub backward_seconds: f64,
    /// Seconds one foot stands before the other.
    pub tandem_seconds: f64,
    /// Something the screening calls amber.
    pub amber: bool,
    /// Something the screening calls red, until it is cleared.
    pub red: bool,
    /// The question an amber person says yes to.
    pub amber_by: &'static str,
    /// The question a red person says yes to.
    pub red_by: &'static str,
}

/// What an amber person says yes to.
const AMBER: [&str; 6] = [
    "fell-past-year",
    "cane-or-walker",
    "nerve-illness",
    "sight-or-neck",
    "light-headed-medicine",
    "joint-pain",
];
/// What a red person says yes to; those that can be cleared come often.
const RED: [&str; 11] = [
    "injury-recent",
    "heart-stroke-recent",
    "weak-bones",
    "injury-recent",
    "heart-stroke-recent",
    "chest-faint-breath",
    "faint-standing",
    "room-spins",
    "cannot-feel-floor",
    "open-foot-sore",
    "cannot-walk-alone",
];

impl Persona {
    /// Somebody from a seed: healthy to frail, honest and not, forgetful, keen.
    pub fn from_seed(seed: u64) -> Persona {
        let mut chance = Chance::new(seed);
        let health = match chance.whole(0, 9) {
            0..=3 => Health::Robust,
            4..=7 => Health::Ordinary,
            _ => Health::Frail,
        };
        let (backward, tandem, amber, red) = match health {
            Health::Robust => (chance.uniform(2.0, 4.4), chance.uniform(9.5, 30.0), 0.05, 0.02),
            Health::Ordinary => (chance.uniform(3.0, 5.6), chance.uniform(6.0, 25.0), 0.25, 0.06),
            Health::Frail => (chance.uniform(4.5, 14.0), chance.uniform(0.0, 14.0), 0.8, 0.25),
        };
        Persona {
            // A grandchild tries the app too.
            age: if chance.happens(0.005) { 12.0 } else { chance.uniform(45.0, 92.0) },
            sex: if chance.happens(0.6) { Sex::Woman } else { Sex::Man },
            health,
            honesty: if chance.happens(0.8) { 1.0 } else { chance.uniform(0.0, 0.9) },
            memory: if chance.happens(0.7) { 1.0 } else { chance.uniform(0.2, 1.0) },
            zeal: if chance.happens(0.3) { 1.0 } else { chance.uniform(0.15, 1.0) },
            treadmill: chance.happens(0.6),
            company: match chance.whole(0, 9) {
                0..=5 => Company::Alone,
                6..=8 => Company::Spotter,
                _ => Company::Instructor,
            },
            does_more: chance.happens(0.25),
            travels: chance.happens(0.4),
            backward_seconds: backward,
            tandem_seconds: tandem,
            amber: chance.happens(amber),
            red: chance.happens(red),
            amber_by: chance.one_of(&AMBER).unwrap_or_default(),
            red_by: chance.one_of(&RED).unwrap_or_default(),
        }
    }

    /// Whether this is somebody who keeps well: well, honest, mindful, at home and keen, with all that the treadmill needs.
    pub fn keeps_well(&self) -> bool {
        self.health == Health::Robust
            && self.honesty >= 1.0
            && self.memory >= 1.0
            && self.zeal >= 0.9
            && self.treadmill
            && !self.travels
            && !self.amber
            && !self.red
            && self.age >= 18.0
    }

    /// How this person answers the questions. `fell` is whether there was a fall, `cleared` whether a clinician was asked, `known` what the app knows.
    pub fn answers(
        &self,
        form: Form,
        fell: bool,
        cleared: bool,
        walked_before: bool,
        known: Known,
        chance: &mut Chance,
    ) -> Answers {
        let mut answers = Answers::default().knowing(known);
        let tells = self.honesty > 0.5;
        let yes_no = |yes: bool| if yes { Answer::Yes } else { Answer::No };
        let frail = self.health == Health::Frail;
        // The checks of the long form are optional, and half of the people have done them.
        let checked = chance.happens(0.5);
        for question in coach::screening::questions::QUESTIONS {
            let answer = match question.id {
                "age" => Answer::Number(libm::floor(self.age)),
                "sex" => Answer::Sex(self.sex),
                "joint-pain" if self.amber && self.amber_by == "joint-pain" => Answer::Number(6.0),
                "joint-pain" => Answer::Number(if frail { 3.0 } else { 0.0 }),
                "walked-backward-before" => yes_no(walked_before || self.age < 60.0),
                _ if question.part == Part::Balance && (!checked || form == Form::Short) => continue,
                "tandem-seconds" => Answer::Number(libm::floor(self.tandem_seconds)),
                "chair-stands" => Answer::Number(if frail { 7.0 } else { 18.0 }),
                "up-and-go-seconds" => Answer::Number(if frail { 14.0 } else { 8.0 }),
                "backward-not-possible" => yes_no(self.backward_seconds > 12.0),
                "backward-seconds" if self.backward_seconds > 12.0 => continue,
                "backward-seconds" => Answer::Number(self.backward_seconds),
                "ill-today" => yes_no(tells && !self.keeps_well() && chance.happens(0.02)),
                "injury-cleared" | "heart-stroke-cleared" | "weak-bones-cleared" | "stop-cleared" => {
                    yes_no(cleared)
                }
                "fell-past-year" if fell => yes_no(tells),
                id if self.red && self.red_by == id => yes_no(tells && !(cleared && gets_better(id))),
                id if self.amber && self.amber_by == id => yes_no(tells),
                "unsteady-walking" | "hold-furniture" | "trouble-curb" => {
                    yes_no(frail && chance.happens(0.5))
                }
                _ => Answer::No,
            };
            if answers.asks(form, question) {
                // Every id above is a question and every answer of its kind.
                let taken = answers.set(question.id, answer);
                debug_assert!(taken.is_ok(), "{} {taken:?}", question.id);
            }
        }
        answers
    }
}

/// Whether a red answer goes away once somebody was asked, where no question asks for that.
fn gets_better(id: &str) -> bool {
    !matches!(id, "injury-recent" | "heart-stroke-recent" | "weak-bones" | "cannot-feel-floor")
}
