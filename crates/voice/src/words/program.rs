//! A program in words, and what is wrong with one.

use super::{Value, Words};
use coach::program::{NotationError, Plan, Problem, Program, limits};
use units::{Length, Speed};

impl Words {
    /// A program as a person says it: `Walk forward for 5 minutes and backward for 1 minute. Do it 3 times.`
    pub fn program(&self, program: &Program) -> String {
        match program.plan() {
            Plan::SmallStart(small) => self.text(
                "program-small-start",
                &[
                    ("place", self.place(&small.place.name).into()),
                    ("length", self.length(small.place.length.length()).into()),
                    ("rounds", small.rounds.into()),
                ],
            ),
            Plan::Intervals(intervals) => self.text(
                "program-intervals",
                &[
                    ("forward", self.time(intervals.forward).into()),
                    ("backward", self.time(intervals.backward).into()),
                    ("rounds", intervals.rounds.into()),
                ],
            ),
            Plan::StreetBlocks(street) => self.text(
                "program-street-blocks",
                &[
                    ("forward", street.forward.into()),
                    ("backward", street.backward.into()),
                    ("rounds", street.rounds.into()),
                ],
            ),
            Plan::Treadmill(treadmill) => {
                let each = self.time(treadmill.each);
                let mut arguments = vec![("each", each.into()), ("rounds", treadmill.rounds.into())];
                let Some(speed) = treadmill.speed else { return self.text("program-treadmill", &arguments) };
                arguments.push(("speed", self.speed(speed.speed()).into()));
                self.text("program-treadmill-at", &arguments)
            }
        }
    }

    /// A place's name: the plan's own in the reader's language, the walker's as they wrote it.
    pub fn place(&self, name: &str) -> String {
        let id = format!("place-{}", name.replace(' ', "-"));
        if self.has(&id) { self.plain(&id) } else { name.to_owned() }
    }

    /// What is wrong with a program's text, and what to write instead.
    pub fn notation_error(&self, error: &NotationError) -> String {
        let meters = |meters| self.length(Length::from_meters(meters).unwrap_or_default()).into();
        let kmh = |kmh| self.speed(Speed::from_kmh(kmh).unwrap_or_default()).into();
        let time = |time| -> Value<'static> { self.time(time).into() };
        let what = match error.problem {
            Problem::Expected(expected) => self.plain(expected.id()),
            Problem::Limit(limit) => self.text(
                limit.id(),
                &[
                    ("rounds", limits::ROUNDS_MOST.into()),
                    ("least", time(limits::STRETCH_LEAST)),
                    ("forward", time(limits::FORWARD_MOST)),
                    ("backward", time(limits::BACKWARD_MOST)),
                    ("all", time(limits::BACKWARD_IN_ALL_MOST)),
                    ("walk", time(limits::WALK_MOST)),
                    ("path-least", meters(limits::PATH_LEAST_METERS)),
                    ("path-most", meters(limits::PATH_MOST_METERS)),
                    ("street", meters(limits::STREET_BLOCK_MOST_METERS)),
                    ("belt-least", kmh(limits::BELT_LEAST_KMH)),
                    ("belt-most", kmh(limits::BELT_MOST_KMH)),
                ],
            ),
        };
        format!("{what} {}", self.text("notation-example", &[("example", error.example.into())]))
    }

    /// The text of a wrong program with a mark under the character, what is wrong, and a right one.
    pub fn notation_error_with_caret(&self, text: &str, error: &NotationError) -> String {
        // A tab or a control character would move the mark.
        let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mark = " ".repeat(error.column.saturating_sub(1));
        format!("  {line}\n  {mark}^\n{}", self.notation_error(error))
    }
}
