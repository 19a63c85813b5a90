//! What a walk on a belt says, and all the sentences a voice must know for it.

use crate::cues::Motif;
use alloc::format;
use alloc::string::String;
use treadmill::controller::{self, Notice, Saying};
use treadmill::gate::Refusal;
use treadmill::stop;

/// What the guide says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guide {
    /// In five seconds its test begins.
    InFiveTest,
    /// In five seconds it starts.
    InFiveStart,
    /// In five seconds it gets faster.
    InFiveFaster,
    /// In five seconds it slows.
    InFiveSlower,
    /// In five seconds it stops.
    InFiveStop,
    /// Stand on the rails facing the console, and touch start.
    AskStartForward,
    /// Stand on the rails facing away, and touch start.
    AskStartBackward,
    /// Turn to face away.
    AskTurnBackward,
    /// Turn to the console.
    AskTurnForward,
    /// Walk forward.
    WalkForward,
    /// Walk backward.
    WalkBackward,
    /// The last, easy stretch.
    CoolDown,
    /// The walker leans too far forward.
    StandTall,
    /// A minute more is walked.
    MinuteDone,
    /// The last minute of the stretch.
    MinuteLeft,
    /// All done.
    WalkDone,
    /// Ended before its time, and the belt stands.
    WalkEnded,
    /// Ended while the link to a belt that may run is lost: it is watched for until the walker ends again.
    EndAgain,
}

impl Guide {
    /// All of them.
    pub const ALL: [Guide; 18] = [
        Guide::InFiveTest,
        Guide::InFiveStart,
        Guide::InFiveFaster,
        Guide::InFiveSlower,
        Guide::InFiveStop,
        Guide::AskStartForward,
        Guide::AskStartBackward,
        Guide::AskTurnBackward,
        Guide::AskTurnForward,
        Guide::WalkForward,
        Guide::WalkBackward,
        Guide::CoolDown,
        Guide::StandTall,
        Guide::MinuteDone,
        Guide::MinuteLeft,
        Guide::WalkDone,
        Guide::WalkEnded,
        Guide::EndAgain,
    ];

    /// The name of its sentence, with `treadmill-` before it.
    pub fn name(self) -> &'static str {
        match self {
            Guide::InFiveTest => "in-five-test",
            Guide::InFiveStart => "in-five-start",
            Guide::InFiveFaster => "in-five-faster",
            Guide::InFiveSlower => "in-five-slower",
            Guide::InFiveStop => "in-five-stop",
            Guide::AskStartForward => "ask-start-forward",
            Guide::AskStartBackward => "ask-start-backward",
            Guide::AskTurnBackward => "ask-turn-backward",
            Guide::AskTurnForward => "ask-turn-forward",
            Guide::WalkForward => "walk-forward",
            Guide::WalkBackward => "walk-backward",
            Guide::CoolDown => "cool-down",
            Guide::StandTall => "stand-tall",
            Guide::MinuteDone => "minute-done",
            Guide::MinuteLeft => "minute-left",
            Guide::WalkDone => "walk-done",
            Guide::WalkEnded => "walk-ended",
            Guide::EndAgain => "end-again",
        }
    }
}

/// What comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// From the controller, to be done.
    Machine(controller::Output),
    /// The guide speaks.
    Say(Guide),
}

impl Output {
    /// The name of the sentence it says, where it says one.
    pub fn sentence(self) -> Option<String> {
        Some(match self {
            Output::Say(guide) => format!("treadmill-{}", guide.name()),
            Output::Machine(controller::Output::Say(saying)) => {
                let (first, rest) = saying.sentence();
                format!("{first}{rest}")
            }
            Output::Machine(_) => return None,
        })
    }

    /// What it sounds and buzzes like before its words.
    pub fn motif(self) -> Motif {
        match self {
            Output::Say(Guide::WalkForward | Guide::CoolDown) => Motif::Forward,
            Output::Say(Guide::WalkBackward) => Motif::Backward,
            Output::Say(Guide::AskTurnBackward | Guide::AskTurnForward) => Motif::Turn,
            Output::Say(Guide::WalkDone | Guide::WalkEnded) => Motif::End,
            Output::Say(
                Guide::InFiveTest
                | Guide::InFiveStart
                | Guide::InFiveFaster
                | Guide::InFiveSlower
                | Guide::InFiveStop,
            ) => Motif::Warning,
            Output::Machine(controller::Output::Say(Saying::Hazard(_))) => Motif::Stand,
            Output::Say(_) | Output::Machine(_) => Motif::Note,
        }
    }

    /// What it may cut off.
    pub fn haste(self) -> Haste {
        use Notice as N;
        match self {
            Output::Machine(controller::Output::Say(Saying::Hazard(_))) => Haste::Danger,
            Output::Machine(controller::Output::Say(Saying::Notice(
                N::Moving | N::Faster | N::Slower | N::Stopping,
            ))) => Haste::Change,
            _ if self.motif() == Motif::Warning => Haste::Change,
            _ => Haste::Tells,
        }
    }
}

/// How soon a sentence must be heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Haste {
    /// After what is being said.
    #[default]
    Tells,
    /// The belt changes, or is about to: before all that only tells.
    Change,
    /// At once.
    Danger,
}

/// Every sentence of a walk on a belt: what a voice must be able to say.
pub fn sentences() -> impl Iterator<Item = String> {
    let machine = |saying| Output::Machine(controller::Output::Say(saying));
    let hazards = stop::STOP_RULE.iter().map(move |row| machine(Saying::Hazard(row.hazard)));
    let refused = Refusal::ALL.into_iter().map(move |why| machine(Saying::Refused(why)));
    let notices = Notice::ALL.into_iter().map(move |notice| machine(Saying::Notice(notice)));
    let guides = Guide::ALL.into_iter().map(Output::Say);
    hazards.chain(refused).chain(notices).chain(guides).filter_map(Output::sentence)
}
