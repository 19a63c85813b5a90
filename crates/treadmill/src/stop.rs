//! THE stop rule: what slows or stops the belt for safety, gravest first. Nothing else does, and nothing overrules it.
//!
//! Read the table from the top. Each row is one danger: its name, when it is there, and what then happens. The
//! numbers are in `limits.rs`. What the walker hears has the same name in the catalogues of words.

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

const fn row(hazard: Hazard, name: &'static str, when: fn(&Facts) -> bool, then: Then) -> Row {
    Row { hazard, name, when, then }
}

/// The stop rule.
pub static STOP_RULE: [Row; 23] = {
    use Hazard as H;
    use Then::{LetGo, Slowest, Stop};
    [
        row(H::WalkerStops, "walker-stops", |f| f.stop_touched, Stop),
        row(H::StopNotSeen, "stop-not-seen", |f| f.stopping && f.stop_overdue, Stop),
        row(H::LinkLost, "link-lost", |f| f.link_gone, Stop),
        row(H::SafetyKey, "safety-key", |f| f.key_pulled && (f.steering || f.walking), Stop),
        row(H::StartedTooFast, "started-too-fast", |f| f.above_start_ceiling && f.steering, Stop),
        row(H::TooFast, "too-fast", |f| f.above_ceiling && (f.steering || f.walking), Stop),
        row(H::ProbeFailed, "probe-failed", |f| f.probing && (f.probe_differs || f.above_asked), Stop),
        row(H::FasterThanAsked, "faster-than-asked", |f| f.above_asked && f.steering, Stop),
        row(H::MovedUnasked, "moved-unasked", |f| f.moved_unasked, Stop),
        row(H::TurnedOnMovingBelt, "turned-on-moving-belt", |f| f.turned && f.walking, Stop),
        row(H::WalkerGone, "walker-gone", |f| f.steps_gone && f.walking, Stop),
        row(H::NoData, "no-data", |f| f.silent && (f.steering || f.walking), Stop),
        row(H::DataFrozen, "data-frozen", |f| f.frozen && f.walking, Stop),
        row(H::NoAnswer, "no-answer", |f| f.unanswered && f.steering, Stop),
        row(H::CommandRefused, "command-refused", |f| f.refused && f.steering, Stop),
        row(H::SpeedNotSeen, "speed-not-seen", |f| f.unseen && f.steering, Stop),
        row(H::AppAsleep, "app-asleep", |f| f.slept && (f.steering || f.walking), Stop),
        row(H::DeckTilts, "deck-tilts", |f| f.tilted && f.walking, Stop),
        row(H::HeartTooFast, "heart-too-fast", |f| f.heart_fast && f.walking, Slowest),
        row(H::StepsLost, "steps-lost", |f| f.steps_lost && f.walking, Slowest),
        row(H::ConsoleStops, "console-stops", |f| f.console_stopped && f.steering, LetGo),
        row(H::ControlTaken, "control-taken", |f| f.control_lost && f.steering, LetGo),
        row(H::ConsoleSlows, "console-slows", |f| f.below_asked && f.steering, LetGo),
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

    /// What must be said again until it is over: the walker alone can end it.
    pub fn is_said_again(self) -> bool {
        matches!(self, Hazard::StopNotSeen | Hazard::LinkLost)
    }
}
