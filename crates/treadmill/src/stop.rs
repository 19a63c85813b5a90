//! THE stop rule: what slows or stops the belt for safety, gravest first. Nothing else does, and nothing overrules it.
//!
//! Read the table from the top. Each row is one danger: its name, when it is there, and what then happens. The
//! numbers are in `limits.rs`. What the walker hears has the same name in the catalogues of words.

use crate::limits::{REMIND_EVERY, SAY_AGAIN};
use core::time::Duration;

/// One danger on a belt. The order is the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hazard {
    /// The walker, or whoever watches, touched STOP.
    WalkerStops,
    /// A stop was sent, and the belt does not slow or does not come to stand.
    StopNotSeen,
    /// The link to a belt that may run is gone. The belt goes on, and no software can stop it.
    LinkLost,
    /// The safety key or the clip was pulled.
    SafetyKey,
    /// The belt came back faster than its slowest speed.
    StartedTooFast,
    /// The belt runs faster than this walker may have.
    TooFast,
    /// The belt does not do what it is asked in the unit probe: wrong units, wrong way, or not at all.
    ProbeFailed,
    /// The belt is faster than it was asked to be.
    FasterThanAsked,
    /// The belt moved, and nobody asked.
    MovedUnasked,
    /// The walker turned round on a moving belt.
    TurnedOnMovingBelt,
    /// No step was heard for long.
    WalkerGone,
    /// A belt that may run says nothing.
    NoData,
    /// The belt's clock stands while the belt runs: what it says is old.
    DataFrozen,
    /// A command was not answered.
    NoAnswer,
    /// A command was refused.
    CommandRefused,
    /// A command was answered, and the belt's speed did not follow.
    SpeedNotSeen,
    /// The app itself was asleep and watched nothing.
    AppAsleep,
    /// The deck is not flat any more.
    DeckTilts,
    /// The heart beats faster than the limit given.
    HeartTooFast,
    /// No step was heard for a while.
    StepsLost,
    /// Someone stopped or paused the belt at the console.
    ConsoleStops,
    /// The console or another app has taken over.
    ControlTaken,
    /// The belt is slower than asked: someone at the console, or a machine that falls back.
    ConsoleSlows,
}

/// What a danger does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Then {
    /// Stop, sent at once and again until the belt is seen to stand.
    Stop,
    /// Down to the slowest speed, and no raise any more in this walk.
    Slowest,
    /// The console has it: nothing more is sent but a stop.
    LetGo,
}

/// What is so right now, in plain yes and no. The controller fills it in; only the table below judges it.
// A list of plain yes and no is what makes the table readable.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The belt was started for this walk, or is about to be, and this app steers it.
    pub steering: bool,
    /// The belt runs, or may run, with a walker on it: started for this walk, whoever steers now.
    pub walking: bool,
    /// The unit probe is under way, with nobody on the belt.
    pub probing: bool,
    /// A stop has been sent and the belt has not been seen to stand.
    pub stopping: bool,
    /// STOP was touched.
    pub stop_touched: bool,
    /// Since the stop was sent, the belt did not slow in time or does not stand in time.
    pub stop_overdue: bool,
    /// The link went away while the belt may run.
    pub link_gone: bool,
    /// The machine told of a safety key, or of a reset, which means the key on some machines.
    pub key_pulled: bool,
    /// The belt has just started and reports more than its slowest speed and a step, or more than the ceiling.
    pub above_start_ceiling: bool,
    /// The belt reports more than the walk's ceiling.
    pub above_ceiling: bool,
    /// The probe's change of speed did not come as asked.
    pub probe_differs: bool,
    /// The belt reports more than asked, by more than the tolerance.
    pub above_asked: bool,
    /// A belt this app holds, and which stood, moves.
    pub moved_unasked: bool,
    /// The phone felt steps in the other direction than planned on a moving belt.
    pub turned: bool,
    /// No step within the longer time.
    pub steps_gone: bool,
    /// No step within the shorter time.
    pub steps_lost: bool,
    /// Nothing heard from the belt within its time.
    pub silent: bool,
    /// The belt's clock stands while it reports speed.
    pub frozen: bool,
    /// A command is unanswered after its time, or could not be written.
    pub unanswered: bool,
    /// A command was answered with anything but success.
    pub refused: bool,
    /// A command's speed was not seen within its time.
    pub unseen: bool,
    /// This app was told no time for too long.
    pub slept: bool,
    /// The deck reports a slope.
    pub tilted: bool,
    /// The heart rate is at or above the limit given.
    pub heart_fast: bool,
    /// The machine says its console stopped or paused it.
    pub console_stopped: bool,
    /// The machine says this app has lost control.
    pub control_lost: bool,
    /// The belt reports less than asked for a while.
    pub below_asked: bool,
}

/// One line of the stop rule.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The danger.
    pub hazard: Hazard,
    /// Its name in SAFETY.md and, with `hazard-` before it, of its sentence.
    pub name: &'static str,
    /// When it is there.
    pub when: fn(&Facts) -> bool,
    /// What it does.
    pub then: Then,
}

/// The stop rule.
#[rustfmt::skip] // One danger, one line.
pub static STOP_RULE: [Row; 23] = {
    use Hazard as H;
    use Then::{LetGo, Slowest, Stop};
    [
        Row { hazard: H::WalkerStops, name: "walker-stops", when: |f| f.stop_touched, then: Stop },
        Row { hazard: H::StopNotSeen, name: "stop-not-seen", when: |f| f.stopping && f.stop_overdue, then: Stop },
        Row { hazard: H::LinkLost, name: "link-lost", when: |f| f.link_gone, then: Stop },
        Row { hazard: H::SafetyKey, name: "safety-key", when: |f| f.key_pulled && (f.steering || f.walking), then: Stop },
        Row { hazard: H::StartedTooFast, name: "started-too-fast", when: |f| f.above_start_ceiling && f.steering, then: Stop },
        Row { hazard: H::TooFast, name: "too-fast", when: |f| f.above_ceiling && (f.steering || f.walking), then: Stop },
        Row { hazard: H::ProbeFailed, name: "probe-failed", when: |f| f.probing && (f.probe_differs || f.above_asked), then: Stop },
        Row { hazard: H::FasterThanAsked, name: "faster-than-asked", when: |f| f.above_asked && f.steering, then: Stop },
        Row { hazard: H::MovedUnasked, name: "moved-unasked", when: |f| f.moved_unasked, then: Stop },
        Row { hazard: H::TurnedOnMovingBelt, name: "turned-on-moving-belt", when: |f| f.turned && f.walking, then: Stop },
        Row { hazard: H::WalkerGone, name: "walker-gone", when: |f| f.steps_gone && f.walking, then: Stop },
        Row { hazard: H::NoData, name: "no-data", when: |f| f.silent && (f.steering || f.walking), then: Stop },
        Row { hazard: H::DataFrozen, name: "data-frozen", when: |f| f.frozen && f.walking, then: Stop },
        Row { hazard: H::NoAnswer, name: "no-answer", when: |f| f.unanswered && f.steering, then: Stop },
        Row { hazard: H::CommandRefused, name: "command-refused", when: |f| f.refused && f.steering, then: Stop },
        Row { hazard: H::SpeedNotSeen, name: "speed-not-seen", when: |f| f.unseen && f.steering, then: Stop },
        Row { hazard: H::AppAsleep, name: "app-asleep", when: |f| f.slept && (f.steering || f.walking), then: Stop },
        Row { hazard: H::DeckTilts, name: "deck-tilts", when: |f| f.tilted && f.walking, then: Stop },
        Row { hazard: H::HeartTooFast, name: "heart-too-fast", when: |f| f.heart_fast && f.walking, then: Slowest },
        Row { hazard: H::StepsLost, name: "steps-lost", when: |f| f.steps_lost && f.walking, then: Slowest },
        Row { hazard: H::ConsoleStops, name: "console-stops", when: |f| f.console_stopped && f.steering, then: LetGo },
        Row { hazard: H::ControlTaken, name: "control-taken", when: |f| f.control_lost && f.steering, then: LetGo },
        Row { hazard: H::ConsoleSlows, name: "console-slows", when: |f| f.below_asked && f.steering, then: LetGo },
    ]
};

/// Every danger that is there now, gravest first.
pub fn judge(facts: &Facts) -> impl Iterator<Item = &'static Row> + '_ {
    STOP_RULE.iter().filter(|row| (row.when)(facts))
}

impl Hazard {
    /// Its row in the stop rule.
    pub fn row(self) -> Option<&'static Row> {
        STOP_RULE.iter().find(|row| row.hazard == self)
    }

    /// Its name in SAFETY.md.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// After how long it is said again while it lasts, where the walker alone can end it.
    pub fn said_again_after(self) -> Option<Duration> {
        match self {
            Hazard::StopNotSeen | Hazard::LinkLost => Some(SAY_AGAIN),
            Hazard::HeartTooFast | Hazard::ControlTaken => Some(REMIND_EVERY),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn judged(facts: &Facts) -> Vec<Hazard> {
        judge(facts).map(|row| row.hazard).collect()
    }

    #[test]
    fn a_key_a_speed_silence_and_sleep_stop_a_belt_in_use_whoever_steers_it() {
        let dangers =
            Facts { key_pulled: true, above_ceiling: true, silent: true, slept: true, ..Facts::default() };
        let stops = [Hazard::SafetyKey, Hazard::TooFast, Hazard::NoData, Hazard::AppAsleep];
        assert_eq!(judged(&Facts { steering: true, ..dangers }), stops, "in the probe");
        assert_eq!(judged(&Facts { walking: true, ..dangers }), stops, "with the console steering");
        assert_eq!(judged(&dangers), [], "on a belt not in use");
    }

    #[test]
    fn while_a_stop_is_under_way_only_the_stop_itself_is_news() {
        let everything = Facts {
            steering: false,
            walking: false,
            probing: false,
            stopping: true,
            stop_touched: true,
            stop_overdue: true,
            link_gone: true,
            key_pulled: true,
            above_start_ceiling: true,
            above_ceiling: true,
            probe_differs: true,
            above_asked: true,
            // Told of a belt that stood and is held, never of one that is stopped.
            moved_unasked: false,
            turned: true,
            steps_gone: true,
            steps_lost: true,
            silent: true,
            frozen: true,
            unanswered: true,
            refused: true,
            unseen: true,
            slept: true,
            tilted: true,
            heart_fast: true,
            console_stopped: true,
            control_lost: true,
            below_asked: true,
        };
        assert_eq!(judged(&everything), [Hazard::WalkerStops, Hazard::StopNotSeen, Hazard::LinkLost]);
    }
}
