//! "Are you all right?": what happens after a fall is suspected. Everything stops, the walker is asked, and who does not
//! answer is told whom to call, again and again, aloud: somebody may be near. It calls nobody itself.

use crate::limits::FALL_ANSWER_WITHIN;
use alloc::collections::VecDeque;
use units::Instant;

/// What goes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A fall is suspected.
    Suspected,
    /// The walker says: I am all right.
    Yes,
    /// Nothing but the time.
    Tick,
}

/// What is to be done, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Pause the walk; stop the belt.
    Stop,
    /// Show and say the question.
    Ask,
    /// Show and say whom to call.
    WhomToCall,
}

/// The machine. It begins with nothing suspected, and a walk it stopped is the walker's to go on with.
#[derive(Clone, Debug, Default)]
pub struct AllRight {
    /// When it speaks next, while it asks.
    speaks: Option<Instant>,
    outputs: VecDeque<Output>,
}

impl AllRight {
    /// Hears one thing at its time.
    pub fn handle(&mut self, input: Input, now: Instant) {
        match input {
            Input::Yes => {
                self.speaks = None;
                self.outputs.clear();
            }
            // A second blow while it asks does not put off the help.
            Input::Suspected if self.speaks.is_none() => {
                self.speaks = Some(now + FALL_ANSWER_WITHIN);
                self.outputs.extend([Output::Stop, Output::Ask]);
            }
            Input::Suspected | Input::Tick => {
                if self.speaks.is_some_and(|at| now >= at) {
                    // After a sleep it is said once, not once for each time missed.
                    self.speaks = Some(now + FALL_ANSWER_WITHIN);
                    self.outputs.push_back(Output::WhomToCall);
                }
            }
        }
    }

    /// The next thing to do.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When it wants to hear the time; none while it asks nothing.
    pub const fn poll_timeout(&self) -> Option<Instant> {
        self.speaks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// What comes out when these are heard, each at its millisecond.
    fn after(heard: &[(Input, u64)]) -> Vec<Vec<Output>> {
        let mut machine = AllRight::default();
        heard
            .iter()
            .map(|(input, at_ms)| {
                machine.handle(*input, Instant::from_millis(*at_ms));
                core::iter::from_fn(|| machine.poll_output()).collect()
            })
            .collect()
    }

    #[test]
    fn who_may_have_fallen_is_asked_at_once_and_everything_stops_first() {
        assert_eq!(
            after(&[(Input::Tick, 0), (Input::Suspected, 1)]),
            [[].to_vec(), [Output::Stop, Output::Ask].to_vec()]
        );
    }

    #[test]
    fn whom_to_call_is_said_after_thirty_seconds_of_silence_and_not_a_moment_before_and_again_until_yes() {
        let said = after(&[
            (Input::Suspected, 5_000),
            (Input::Tick, 34_999),
            (Input::Tick, 35_000),
            (Input::Tick, 64_999),
            (Input::Tick, 65_000),
            (Input::Yes, 66_000),
            (Input::Tick, 95_000),
            (Input::Tick, 500_000),
        ]);
        let said: Vec<_> = said.into_iter().skip(1).map(|outputs| outputs.len()).collect();
        assert_eq!(said, [0, 1, 0, 1, 0, 0, 0]);
        assert_eq!(after(&[(Input::Suspected, 0), (Input::Tick, 30_000)])[1], [Output::WhomToCall]);
    }

    #[test]
    fn a_second_blow_puts_the_help_off_by_nothing_and_a_page_that_slept_says_it_once() {
        let said = after(&[
            (Input::Suspected, 0),
            (Input::Suspected, 20_000),
            (Input::Tick, 30_000),
            (Input::Tick, 300_000),
            (Input::Tick, 300_100),
            (Input::Tick, 330_000),
        ]);
        assert_eq!(said.iter().map(Vec::len).collect::<Vec<_>>(), [2, 0, 1, 1, 0, 1]);
    }

    #[test]
    fn a_yes_is_for_this_time_and_the_next_fall_is_asked_about_again() {
        let mut machine = AllRight::default();
        machine.handle(Input::Suspected, Instant::START);
        machine.handle(Input::Yes, Instant::START);
        assert_eq!((machine.poll_output(), machine.poll_timeout()), (None, None));
        machine.handle(Input::Suspected, Instant::from_millis(9));
        assert_eq!(machine.poll_output(), Some(Output::Stop));
        assert_eq!(machine.poll_timeout(), Some(Instant::from_millis(30_009)));
    }
}
