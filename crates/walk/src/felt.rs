//! The phone's steps as the belt hears them: each step at once, and a direction once many settled steps agree.

use crate::limits::{ROW_OF_STEPS_S, STEPS_TO_TELL_A_TURN};
use alloc::collections::VecDeque;
use gait::{Direction, Event};
use treadmill::controller::{Facing, Felt};

/// After this long a step's direction is thought over no more (see [`Event::Revised`]), s.
const SETTLED_S: f64 = 2.0;

/// The last steps.
#[derive(Clone, Debug, Default)]
pub struct Feeling {
    steps: VecDeque<(u64, f64, Direction)>,
}

impl Feeling {
    /// What an event of the gait engine means for the belt, if anything.
    pub fn hear(&mut self, event: &Event) -> Option<Felt> {
        match event {
            Event::Step(step) => {
                self.steps.push_back((step.index, step.t_s, step.direction));
                let row = |at: f64| step.t_s - at <= ROW_OF_STEPS_S;
                while self.steps.front().is_some_and(|(_, at, _)| !row(*at)) {
                    self.steps.pop_front();
                }
                Some(self.row(step.t_s).map_or(Felt::Step, Felt::Walking))
            }
            Event::Revised { index, direction, .. } => {
                for step in self.steps.iter_mut().filter(|step| step.0 == *index) {
                    step.2 = *direction;
                }
                None
            }
            _ => None,
        }
    }

    /// The direction all of the last settled steps went.
    fn row(&self, now_s: f64) -> Option<Facing> {
        let settled = self.steps.iter().rev().filter(|(_, at, _)| now_s - at >= SETTLED_S);
        let mut last = settled.take(STEPS_TO_TELL_A_TURN).map(|step| step.2);
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
            felt[..9],
            [Felt::Step; 9],
            "the sixth step is settled two seconds after it, at the tenth"
        );
        assert_eq!(felt[9..], [Felt::Walking(Facing::Backward); 3]);
        assert_eq!(walk(&mut Feeling::default(), 0.0, &[Direction::Unknown; 12]), [Felt::Step; 12]);
    }

    #[test]
    fn one_step_of_another_kind_or_a_rest_begins_the_row_anew() {
        let mut ways = [Direction::Forward; 16];
        ways[4] = Direction::Unknown;
        let felt = walk(&mut Feeling::default(), 0.0, &ways);
        assert_eq!(felt.iter().position(|felt| *felt != Felt::Step), Some(14));
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
