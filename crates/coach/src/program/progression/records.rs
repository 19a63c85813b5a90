//! What the plan learns from.

use crate::screening::{Advice, Colour, Form};
use units::Day;

/// Why a walk ended at once, or could not begin: locks backward walking until the questions are answered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopSign {
    /// A fall.
    Fall,
    /// Pain or pressure in the chest.
    Chest,
    /// Faintness.
    Faint,
    /// New weakness, or trouble speaking or seeing.
    Weakness,
    /// Out of breath at rest.
    Breath,
    /// A joint that suddenly hurts or swells.
    Joint,
}

impl StopSign {
    /// All of them.
    pub const ALL: [StopSign; 6] = [
        StopSign::Fall,
        StopSign::Chest,
        StopSign::Faint,
        StopSign::Weakness,
        StopSign::Breath,
        StopSign::Joint,
    ];

    /// What it counts as in the questions that follow, until a doctor has looked at it; for a fall they ask themselves. Design.
    pub const fn counts_as(self) -> Option<Colour> {
        match self {
            StopSign::Fall => None,
            StopSign::Chest | StopSign::Faint | StopSign::Weakness | StopSign::Breath => Some(Colour::Red),
            StopSign::Joint => Some(Colour::Amber),
        }
    }

    /// Its id: the catalogue has `stop-sign-ID`.
    pub const fn id(self) -> &'static str {
        match self {
            StopSign::Fall => "fall",
            StopSign::Chest => "chest",
            StopSign::Faint => "faint",
            StopSign::Weakness => "weakness",
            StopSign::Breath => "breath",
            StopSign::Joint => "joint",
        }
    }
}

/// What a walk was on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// A floor at home.
    Floor,
    /// A driveway or yard.
    Driveway,
    /// A street or path.
    Street,
    /// A track.
    Track,
    /// A treadmill.
    Treadmill,
}

/// What a walk was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The plan's walk of this level.
    Level(u8),
    /// Something of the walker's own.
    Own,
    /// A few steps on the way to the kettle.
    Micro,
}

/// How a walk was, as far as it was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Effort, 0 to 10.
    pub effort: Option<u8>,
    /// Whether full sentences were possible.
    pub full_sentences: Option<bool>,
    /// Worst pain, 0 to 10.
    pub pain: Option<u8>,
    /// Stumbles.
    pub stumbles: u8,
    /// Dizziness.
    pub dizzy: bool,
    /// A stop sign.
    pub stop: Option<StopSign>,
}

/// Effort on Borg's 6 to 20 scale as 0 to 10: 12 is 4, 14 is 6, as the plan's rules pair them.
pub fn effort_from_borg(rpe: u8) -> u8 {
    rpe.saturating_sub(8).min(10)
}

/// One walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    /// When.
    pub day: Day,
    /// What for.
    pub purpose: Purpose,
    /// Where.
    pub ground: Ground,
    /// Backward seconds set out for.
    pub planned_s: u32,
    /// Backward seconds done.
    pub done_s: u32,
    /// How it was.
    pub told: Told,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Record {
    /// The questions were answered.
    Screened {
        /// When.
        day: Day,
        /// Which form.
        form: Form,
        /// The result.
        advice: Advice,
        /// Usual joint pain at rest, 0 to 10.
        usual_pain: u8,
    },
    /// Answers given on an unknown day, because a clock was wrong: as strict as they are, as old as they may get, and asked again
    /// from this day.
    Undated {
        /// When the clock was put right.
        day: Day,
        /// Which form.
        form: Form,
        /// What it came to.
        advice: Advice,
    },
    /// Somebody who knows the walker's health was asked, or a check measured what was answered. It changes the advice of the
    /// last answers and nothing else: not their date, and no lock.
    Asked {
        /// When.
        day: Day,
        /// What the last answers come to now.
        advice: Advice,
    },
    /// A walk.
    Walked(Walk),
    /// The morning after: pain, 0 to 10.
    Morning {
        /// When.
        day: Day,
        /// How much.
        pain: u8,
    },
    /// Three metres backward, in seconds; `None` when it was not possible.
    BackwardCheck {
        /// When.
        day: Day,
        /// The result.
        seconds: Option<f64>,
    },
    /// Three metres backward by the phone's steps, slow: at least so long, so it shuts what a tapped time would and opens nothing.
    SlowBackwardCheck {
        /// When.
        day: Day,
        /// The result.
        seconds: f64,
    },
    /// One foot before the other, in seconds.
    TandemCheck {
        /// When.
        day: Day,
        /// The result.
        seconds: f64,
    },
    /// Any check was done: the plan hears of its day, which a wrong clock may have dated ahead.
    Checked {
        /// When.
        day: Day,
        /// The mean of three metres backward, whoever kept the time. It opens nothing; what was learned by it stays.
        backward: Option<f64>,
    },
    /// The treadmill's list was gone through: cord, rails, room behind, its manual.
    TreadmillReady {
        /// When.
        day: Day,
    },
    /// A stop sign outside a walk.
    Stopped {
        /// When.
        day: Day,
        /// Which.
        sign: StopSign,
    },
}

impl Record {
    /// When it happened.
    pub const fn day(&self) -> Day {
        match self {
            Record::Walked(walk) => walk.day,
            Record::Screened { day, .. }
            | Record::Undated { day, .. }
            | Record::Asked { day, .. }
            | Record::Morning { day, .. }
            | Record::BackwardCheck { day, .. }
            | Record::SlowBackwardCheck { day, .. }
            | Record::TandemCheck { day, .. }
            | Record::Checked { day, .. }
            | Record::TreadmillReady { day }
            | Record::Stopped { day, .. } => *day,
        }
    }
}
