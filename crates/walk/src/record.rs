//! A walk as its record and back: where the domain's types meet the file's.

use crate::machine::{Heard, Walk};
use crate::treadmill_walk::{self, Leg, Phase, TreadmillWalk};
use alloc::borrow::ToOwned;
use alloc::string::ToString;
use alloc::vec::Vec;
use coach::program::{BlockKind, Program};
use coach::session::{Ending, Input, Outcome, PauseWhy, Steps};
use formats::walk_record::{
    Begun, BlockOutcome, BlockRecord, Ended, Feeling, Hold, Logged, LoggedInput, LoggedPause, PauseRecord,
    StepsRecord, VERSION, WalkRecord, farthest_m,
};
use treadmill::controller::Facing;
use units::{Duration, Instant, Length};

/// The record of a walk as far as it went.
pub fn record(walk: &Walk, begun: &Begun, feeling: Option<Feeling>) -> WalkRecord {
    let session = walk.session();
    let blocks = (0..).zip(session.blocks()).zip(session.done()).map(|((index, block), done)| BlockRecord {
        index,
        kind: block.kind.name().to_owned(),
        planned_s: seconds(block.time),
        done_s: seconds(done.time),
        not_measured_s: seconds(done.not_measured),
        outcome: match done.outcome {
            Outcome::Done => BlockOutcome::Done,
            Outcome::Skipped => BlockOutcome::Skipped,
            Outcome::Cut => BlockOutcome::Cut,
        },
        steps: steps(done.steps),
        // Where GPS leapt about, no more than can be believed: a record that says more is refused.
        distance_m: done.distance.map(|far| far.meters().min(farthest_m(seconds(done.time)))),
        hold: None,
        heart_mean_bpm: None,
        heart_most_bpm: None,
    });
    let pauses = session
        .pauses()
        .iter()
        .map(|pause| PauseRecord { at_s: seconds(pause.at.since_start()), length_s: seconds(pause.length) });
    WalkRecord {
        version: VERSION,
        id: begun.id.clone(),
        revision: 0,
        started_at: begun.started_at.clone(),
        program: walk.program().to_string(),
        way: walk.program().way().name().to_owned(),
        source: begun.source,
        language: begun.language.clone(),
        blocks: blocks.collect(),
        pauses: pauses.collect(),
        log: walk.log().iter().filter_map(logged).collect(),
        feeling,
        ended: match session.ended() {
            Some(Ending::Complete) => Ended::Complete,
            Some(Ending::Early) => Ended::Early,
            None => Ended::Interrupted,
        },
    }
}

/// The record of a walk on a belt this app steered, as far as it went: its stretches, without what came between.
pub fn of_belt(walk: &TreadmillWalk, program: &Program, begun: &Begun) -> WalkRecord {
    let last = walk.legs().len().saturating_sub(1);
    let block = |(at, (index, leg)): (usize, (u32, &Leg))| {
        // The phone told where its steps went the other way: then the belt was stopped.
        let (kind, steps) = match leg.facing {
            Facing::Backward => (BlockKind::Backward, StepsRecord { backward: leg.steps, ..NO_STEPS }),
            Facing::Forward if at == last => {
                (BlockKind::CoolDown, StepsRecord { forward: leg.steps, ..NO_STEPS })
            }
            Facing::Forward => (BlockKind::Forward, StepsRecord { forward: leg.steps, ..NO_STEPS }),
        };
        let (heart_mean_bpm, heart_most_bpm) = leg.heart.mean_and_most().unzip();
        BlockRecord {
            index,
            kind: kind.name().to_owned(),
            planned_s: seconds(leg.planned),
            done_s: seconds(leg.walked),
            not_measured_s: 0.0,
            outcome: if leg.is_walked() {
                BlockOutcome::Done
            } else if leg.walked.is_zero() {
                BlockOutcome::Skipped
            } else {
                BlockOutcome::Cut
            },
            steps,
            distance_m: (leg.meters > 0).then_some(f64::from(leg.meters)),
            hold: (!leg.walked.is_zero()).then_some(match leg.hold {
                treadmill_walk::Hold::None => Hold::None,
                treadmill_walk::Hold::Light => Hold::Light,
                treadmill_walk::Hold::Firm => Hold::Firm,
            }),
            heart_mean_bpm,
            heart_most_bpm,
        }
    };
    WalkRecord {
        version: VERSION,
        id: begun.id.clone(),
        revision: 0,
        started_at: begun.started_at.clone(),
        program: program.to_string(),
        way: program.way().name().to_owned(),
        source: begun.source,
        language: begun.language.clone(),
        blocks: (0..).zip(walk.legs()).enumerate().map(block).collect(),
        pauses: Vec::new(),
        log: Vec::new(),
        feeling: None,
        ended: match (walk.legs().iter().all(Leg::is_walked), walk.phase()) {
            (true, _) => Ended::Complete,
            (false, Phase::Done) => Ended::Early,
            (false, _) => Ended::Interrupted,
        },
    }
}

const NO_STEPS: StepsRecord = StepsRecord { forward: 0, backward: 0, unsure: 0 };

/// What was heard, as it is written down; nothing for the mere time.
pub fn logged(heard: &Heard) -> Option<Logged> {
    let input = match heard.input {
        Input::Start => LoggedInput::Start,
        Input::Pause(why) => LoggedInput::Pause {
            why: match why {
                PauseWhy::Walker => LoggedPause::Walker,
                PauseWhy::Interruption => LoggedPause::Interruption,
                PauseWhy::Silence => LoggedPause::Silence,
                PauseWhy::Restored => LoggedPause::Restored,
            },
        },
        Input::Resume => LoggedInput::Resume,
        Input::Skip => LoggedInput::Skip,
        Input::Repeat => LoggedInput::Repeat,
        Input::EndEarly => LoggedInput::End,
        Input::Extend(by) => LoggedInput::Extend { by_ms: millis(by) },
        Input::Tap => LoggedInput::Tap,
        Input::Steps(counted) => LoggedInput::Steps(steps(counted)),
        Input::StepLengths { forward, backward } => {
            LoggedInput::StepLengths { forward_m: forward.meters(), backward_m: backward.meters() }
        }
        Input::Moved(length) => LoggedInput::Moved { meters: length.meters() },
        Input::NotMeasured(length) => LoggedInput::NotMeasured { for_ms: millis(length) },
        Input::Tick => return None,
    };
    Some(Logged { at_ms: heard.at.micros() / 1000, input })
}

/// What was written down, to be heard again; a length that is no number is left out.
pub fn heard(log: &[Logged]) -> Vec<Heard> {
    log.iter()
        .filter_map(|logged| {
            let input = match logged.input {
                LoggedInput::Start => Input::Start,
                LoggedInput::Pause { why } => Input::Pause(match why {
                    LoggedPause::Walker => PauseWhy::Walker,
                    LoggedPause::Interruption => PauseWhy::Interruption,
                    LoggedPause::Silence => PauseWhy::Silence,
                    LoggedPause::Restored => PauseWhy::Restored,
                }),
                LoggedInput::Resume => Input::Resume,
                LoggedInput::Skip => Input::Skip,
                LoggedInput::Repeat => Input::Repeat,
                LoggedInput::End => Input::EndEarly,
                LoggedInput::Extend { by_ms } => Input::Extend(Duration::from_millis(by_ms)),
                LoggedInput::Tap => Input::Tap,
                LoggedInput::Steps(StepsRecord { forward, backward, unsure }) => {
                    Input::Steps(Steps { forward, backward, unsure })
                }
                LoggedInput::StepLengths { forward_m, backward_m } => Input::StepLengths {
                    forward: Length::from_meters(forward_m)?,
                    backward: Length::from_meters(backward_m)?,
                },
                LoggedInput::Moved { meters } => Input::Moved(Length::from_meters(meters)?),
                LoggedInput::NotMeasured { for_ms } => Input::NotMeasured(Duration::from_millis(for_ms)),
            };
            Some(Heard { at: Instant::from_millis(logged.at_ms), input })
        })
        .collect()
}

fn steps(counted: Steps) -> StepsRecord {
    StepsRecord { forward: counted.forward, backward: counted.backward, unsure: counted.unsure }
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
