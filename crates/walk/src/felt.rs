//! The phone's steps as the belt hears them: each step at once, and a direction once many settled steps agree.

use crate::limits::{ROW_OF_STEPS_S, STEPS_TO_TELL_A_TURN};
use alloc::collections::VecDeque;
use gait::{Direction, Event, REVISION_S};
use treadmill::controller::{Facing, Felt};

/// A step as the engine last told it.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    index: u64,
    /// When it was told, on the samples' clock, s.
    at_s: f64,
    /// Which way it went, as far as is known.
    pub direction: Direction,
}

impl Told {
    /// Whether its direction is thought over no more.
    pub fn is_settled(&self, now_s: f64) -> bool {
        now_s - self.at_s > REVISION_S
    }
}

/// Puts a step behind those before it, or changes the one that was thought over.
pub fn hear(steps: &mut VecDeque<Told>, event: &Event) {
    match *event {
        Event::Step(gait::Step { index, known_t_s, direction, .. }) => {
            steps.push_back(Told { index, at_s: known_t_s, direction });
        }
        Event::Revised { index, direction, .. } => {
            steps.iter_mut().filter(|step| step.index == index).for_each(|step| step.direction = direction);
        }
        _ => {}
    }
}

/// The last steps.
#[derive(Clone, Debug, Default)]
pub struct Feeling {
    steps: VecDeque<Told>,
}

impl Feeling {
    /// What an event of the gait engine means for the belt, if anything.
    pub fn hear(&mut self, event: &Event) -> Option<Felt> {
        hear(&mut self.steps, event);
        let Event::Step(step) = event else { return None };
        let now_s = step.known_t_s;
        while self.steps.front().is_some_and(|first| now_s - first.at_s > ROW_OF_STEPS_S) {
            self.steps.pop_front();
        }
        Some(self.row(now_s).map_or(Felt::Step, Felt::Walking))
    }

    /// The direction all of the last settled steps went.
    fn row(&self, now_s: f64) -> Option<Facing> {
        let settled = self.steps.iter().rev().filter(|step| step.is_settled(now_s));
        let mut last = settled.take(STEPS_TO_TELL_A_TURN).map(|step| step.direction);
        let first = last.next()?;
        let (alike, count) = last.fold((true, 1), |(alike, count), way| (alike && way == first, count + 1));
        match first {
            _ if !alike || count < STEPS_TO_TELL_A_TURN => None,
            Direction::Forward => Some(Facing::Forward),
            Direction::Backward => Some(Facing::Backward),
            Direction::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn step(index: u64, t_s: f64, direction: Direction) -> Event {
        let (confidence, side, length_m, time_s) = (1.0, None, None, None);
        Event::Step(gait::Step { index, t_s, known_t_s: t_s, direction, confidence, side, length_m, time_s })
    }

    /// Steps half a second apart, and what each made the belt hear.
    fn walk(feeling: &mut Feeling, from_s: f64, ways: &[Direction]) -> Vec<Felt> {
        (0..)
            .zip(ways)
            .filter_map(|(n, way)| {
                feeling.hear(&step(n, from_s + f64::from(u32::try_from(n).unwrap()) * 0.5, *way))
            })
            .collect()
    }

    #[test]
    fn a_direction_is_told_after_six_settled_steps_of_one_kind() {
        let felt = walk(&mut Feeling::default(), 0.0, &[Direction::Backward; 12]);
        assert_eq!(
            felt[..10],
            [Felt::Step; 10],
            "the sixth step is settled once two seconds have passed, at the eleventh"
        );
        assert_eq!(felt[10..], [Felt::Walking(Facing::Backward); 2]);
        assert_eq!(walk(&mut Feeling::default(), 0.0, &[Direction::Unknown; 12]), [Felt::Step; 12]);
    }

    #[test]
    fn steps_that_were_told_together_late_are_settled_no_sooner() {
        // Where a bout begins, its first steps are told together, seconds after they were made.
        let mut feeling = Feeling::default();
        let late = |index: u64, t_s: f64| match step(index, t_s, Direction::Forward) {
            Event::Step(step) => Event::Step(gait::Step { known_t_s: 4.0, ..step }),
            event => event,
        };
        for (index, t_s) in (0..6).zip([1.0, 1.5, 2.0, 2.5, 3.0, 3.5]) {
            assert_eq!(feeling.hear(&late(index, t_s)), Some(Felt::Step));
        }
        assert_eq!(feeling.hear(&step(6, 6.0, Direction::Forward)), Some(Felt::Step));
        assert_eq!(feeling.hear(&step(7, 6.1, Direction::Forward)), Some(Felt::Walking(Facing::Forward)));
    }

    #[test]
    fn one_step_of_another_kind_or_a_rest_begins_the_row_anew() {
        let mut ways = [Direction::Forward; 16];
        ways[4] = Direction::Unknown;
        let felt = walk(&mut Feeling::default(), 0.0, &ways);
        assert_eq!(felt.iter().position(|felt| *felt != Felt::Step), Some(15));
        let mut feeling = Feeling::default();
        walk(&mut feeling, 0.0, &[Direction::Forward; 12]);
        assert_eq!(walk(&mut feeling, 20.0, &[Direction::Backward; 5]), [Felt::Step; 5]);
    }

    #[test]
    fn a_step_that_was_thought_over_counts_as_it_is_now() {
        let mut feeling = Feeling::default();
        walk(&mut feeling, 0.0, &[Direction::Forward; 6]);
        let revised = Event::Revised { index: 3, direction: Direction::Backward, confidence: 1.0 };
        assert_eq!(feeling.hear(&revised), None);
        assert_eq!(feeling.hear(&step(6, 4.6, Direction::Forward)), Some(Felt::Step));
    }
}
