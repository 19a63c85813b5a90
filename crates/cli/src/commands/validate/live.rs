//! A recording as a phone hears it: step by step, each told as soon as it is known.

use super::tally::Heard;
use gait::{Engine, Event, Sample, Settings, Step, Summary};
use std::collections::BTreeSet;

/// What the live engine heard, directions as they stood when it had thought them over.
pub(super) fn heard(samples: Vec<Sample>, settings: Settings) -> Heard {
    let mut engine = Engine::new(settings);
    let (mut steps, mut bouts): (Vec<Step>, Vec<_>) = (Vec::new(), Vec::new());
    let (mut delays_s, mut revised) = (Vec::new(), BTreeSet::new());
    // A walk is known to be one after some steps; those before are told together, late.
    let mut began_s = f64::NEG_INFINITY;
    let mut take = |engine: &mut Engine| {
        while let Some(event) = engine.poll() {
            match event {
                Event::BoutBegan { .. } => began_s = f64::INFINITY,
                Event::Step(step) => {
                    began_s = began_s.min(step.known_t_s);
                    if step.known_t_s > began_s {
                        delays_s.push(step.known_t_s - step.t_s);
                    }
                    steps.push(step);
                }
                Event::Revised { index, direction, confidence } => {
                    revised.insert(index);
                    for step in steps.iter_mut().rev().filter(|s| s.index == index).take(1) {
                        (step.direction, step.confidence) = (direction, confidence);
                    }
                }
                Event::BoutEnded(bout) => bouts.push(bout),
                Event::Turned(_) | Event::Warned(_) | Event::FallSuspected(_) | Event::Leaned(_) => {}
            }
        }
    };
    for sample in samples {
        engine.push(sample);
        take(&mut engine);
    }
    engine.finish();
    take(&mut engine);
    let revised = u32::try_from(revised.len()).unwrap_or(u32::MAX);
    Heard { delays_s, revised, ..Heard::of(&steps, &Summary::of(&steps, &bouts)) }
}
