//! "Why this?": the rule that fired, by name; the catalogue says it in one sentence under `plan-why-ID`.

macro_rules! whys {
    ($($(#[$doc:meta])* $name:ident => $id:literal, $source:literal;)*) => {
        /// A rule of the plan.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Why {
            $($(#[$doc])* $name,)*
        }

        impl Why {
            /// Every rule.
            pub const ALL: &'static [Why] = &[$(Why::$name,)*];

            /// Its id: the catalogue has `plan-why-ID`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Why::$name => $id,)*
                }
            }

            /// Where it comes from: ids of EVIDENCE.md, or design.
            pub const fn source(self) -> &'static str {
                match self {
                    $(Why::$name => $source,)*
                }
            }
        }
    };
}

whys! {
    /// The first walk of all.
    FirstWalk => "first-walk", "design";
    /// Two clean walks on two days: the next level.
    StepUp => "step-up", "PROP-04";
    /// One clean walk so far.
    OneMore => "one-more", "PROP-04";
    /// The same level again.
    Again => "again", "PROP-04";
    /// Three walks at the level stepped back to.
    AfterStepBack => "after-step-back", "PROP-04";
    /// Effort was high.
    HoldEffort => "hold-effort", "PROP-04; SAFE-07";
    /// Full sentences were not possible.
    HoldBreath => "hold-breath", "SAFE-06";
    /// Some pain.
    HoldPain => "hold-pain", "SAFE-05";
    /// One stumble.
    HoldStumble => "hold-stumble", "PROP-04";
    /// More pain than usual next morning.
    HoldMorning => "hold-morning", "SAFE-05";
    /// The walk was not finished.
    HoldUnfinished => "hold-unfinished", "PROP-04";
    /// Effort was too high.
    BackEffort => "back-effort", "design";
    /// Much pain.
    BackPain => "back-pain", "SAFE-05";
    /// Two stumbles.
    BackStumbles => "back-stumbles", "PROP-04";
    /// Dizziness.
    BackDizzy => "back-dizzy", "PROP-04";
    /// Much more pain than usual next morning.
    BackMorning => "back-morning", "SAFE-05";
    /// Two holds in a row.
    BackTwoHolds => "back-two-holds", "PROP-04";
    /// One level down after a stop sign, once screened again.
    BackStop => "back-stop", "design";
    /// A walk nobody told us about does not count.
    NotTold => "not-told", "design";
    /// A walk made shorter by choice does not count, and does no harm.
    Shorter => "shorter", "design";
    /// Away for more than a week.
    AwayOneWeek => "away-one-week", "PROP-04";
    /// Away for more than two.
    AwayTwoWeeks => "away-two-weeks", "PROP-04";
    /// Away for more than four: the questions first.
    AwayLong => "away-long", "PROP-04";
    /// The long form opens more.
    GateLongForm => "gate-long-form", "design";
    /// Intervals wait for the three-metre check.
    GateCheck => "gate-check", "PROP-02";
    /// The three-metre check was slow: first steps only.
    GateSlow => "gate-slow", "PROP-02; 3MBW-01; 3MBW-02";
    /// A week in a phase before the next.
    GateWeek => "gate-week", "PROP-04";
    /// An amber answer: two clean weeks and the check again.
    GateAmber => "gate-amber", "design";
    /// A red answer, and somebody was asked: the first steps until new answers.
    GateAsked => "gate-asked", "design";
    /// The treadmill waits for the tandem stand.
    GateTandem => "gate-tandem", "PROP-02; BAL-01";
    /// The treadmill waits for its list.
    GateTreadmillList => "gate-treadmill-list", "SAFE-02; SAFE-03";
    /// The treadmill waits for an instructor.
    GateInstructor => "gate-instructor", "PROP-02";
    /// A belt faster than the walker's ceiling.
    GateBelt => "gate-belt", "PROP-03";
    /// The week's minutes are used up.
    WeekCap => "week-cap", "PROP-01; TRIAL-ALG";
    /// The week would grow too fast.
    WeekGrowth => "week-growth", "PROP-01";
    /// The week's walks are done.
    WeekWalks => "week-walks", "TRIAL-ALG";
    /// Today's walk is done.
    WalkedToday => "walked-today", "design";
    /// One new thing at a time: a new place keeps the old level.
    OneNewThing => "one-new-thing", "design";
    /// A new treadmill level keeps the last one's speed once.
    SameSpeedFirst => "same-speed-first", "design";
    /// The last level over ground.
    TopOfGround => "top-of-ground", "TRIAL-ALG";
    /// The last level of all.
    TopOfTreadmill => "top-of-treadmill", "TRIAL-ALG";
    /// The treadmill is open.
    TreadmillOpen => "treadmill-open", "PROP-02";
    /// The questions come first.
    ScreenFirst => "screen-first", "design";
    /// The short form is due.
    ScreenAgain => "screen-again", "design";
    /// The long form is due.
    ScreenYear => "screen-year", "SCR-06";
    /// A stop sign: locked until screened again.
    Stopped => "stopped", "PROP-04";
    /// Red answers: ask first.
    AskFirst => "ask-first", "design";
    /// Something is dated after today.
    CheckTheDate => "check-the-date", "design";
    /// Amber: somebody beside you, or something fixed in hand.
    Spotter => "spotter", "design";
    /// The monthly check is due.
    CheckDue => "check-due", "design";
}
