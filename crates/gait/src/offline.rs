//! The engine on a recording: the same parts, looking both ways in time.

use crate::{Bout, Engine, Event, Placement, Sample, Settings, Step, Summary, Turn, Warning};
use alloc::vec::Vec;

/// All that is known of a recording.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Every step, in order of time.
    pub steps: Vec<Step>,
    /// Every walking bout.
    pub bouts: Vec<Bout>,
    /// Every turn.
    pub turns: Vec<Turn>,
    /// What makes the result worth less.
    pub warnings: Vec<Warning>,
    /// Where the sensor was: told, or found.
    pub placement: Option<Placement>,
    /// The whole in a few numbers.
    pub summary: Summary,
    /// For a picture, when [`Settings::keep_signal`] asks: time (s) and upward acceleration (m/s²), 50 a second.
    pub signal: Vec<(f64, f32)>,
}

/// Takes a recording sample by sample and tells everything at the end.
#[derive(Clone, Debug)]
pub struct Analyzer {
    engine: Engine,
    analysis: Analysis,
}

impl Analyzer {
    /// An analyzer that has heard nothing.
    pub fn new(settings: Settings) -> Analyzer {
        let analysis = Analysis { placement: settings.placement, ..Analysis::default() };
        Analyzer { engine: Engine::new(settings), analysis }
    }

    /// Takes a sample.
    pub fn push(&mut self, sample: Sample) {
        self.engine.push(sample);
        while let Some(event) = self.engine.poll() {
            self.keep(event);
        }
    }

    /// Ends the recording and tells everything.
    pub fn finish(mut self) -> Analysis {
        self.engine.finish();
        while let Some(event) = self.engine.poll() {
            self.keep(event);
        }
        self.analysis.summary = Summary::of(&self.analysis.steps, &self.analysis.bouts);
        self.analysis
    }

    fn keep(&mut self, event: Event) {
        match event {
            Event::Step(step) => self.analysis.steps.push(step),
            Event::BoutEnded(bout) => self.analysis.bouts.push(bout),
            Event::Turned(turn) => self.analysis.turns.push(turn),
            Event::Warned(warning) => self.analysis.warnings.push(warning),
            Event::Revised { index, direction, confidence } => {
                if let Some(step) = self.analysis.steps.iter_mut().rev().find(|s| s.index == index) {
                    step.direction = direction;
                    step.confidence = confidence;
                }
            }
            Event::BoutBegan { .. } => {}
        }
    }
}

/// Analyses a whole recording.
pub fn analyze(samples: impl IntoIterator<Item = Sample>, settings: Settings) -> Analysis {
    let mut analyzer = Analyzer::new(settings);
    for sample in samples {
        analyzer.push(sample);
    }
    analyzer.finish()
}
