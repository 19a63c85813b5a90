//! The engine, live: one sample in, what became known out, in constant memory.

use crate::grid::Grid;
use crate::initial_contacts::Crests;
use crate::orientation::Orientation;
use crate::{Bout, Direction, Sample, Settings, Step, Turn, Warning, WarningKind};
use alloc::collections::VecDeque;

/// What became known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// A step.
    Step(Step),
    /// A step's direction, thought over; at most two seconds after the step.
    Revised {
        /// Which step.
        index: u64,
        /// Its direction now.
        direction: Direction,
        /// How sure.
        confidence: f32,
    },
    /// A walking bout began; its first steps follow, back-filled.
    BoutBegan {
        /// Its first contact.
        start_s: f64,
    },
    /// A walking bout ended.
    BoutEnded(Bout),
    /// The body turned.
    Turned(Turn),
    /// The signal is worth less than it seems.
    Warned(Warning),
}

/// A pause longer than this ends a bout, seconds.
const PAUSE_S: f64 = 2.0;

/// The engine. Feed it with [`Engine::push`], drain it with [`Engine::poll`].
#[derive(Clone, Debug)]
pub struct Engine {
    settings: Settings,
    grid: Grid,
    orientation: Orientation,
    crests: Crests,
    events: VecDeque<Event>,
    steps: u64,
    last_step_s: Option<f64>,
    bout: Option<Bout>,
    warned: [bool; 4],
}

impl Engine {
    /// An engine that has heard nothing.
    pub fn new(settings: Settings) -> Engine {
        Engine {
            settings,
            grid: Grid::default(),
            orientation: Orientation::default(),
            crests: Crests::new(),
            events: VecDeque::new(),
            steps: 0,
            last_step_s: None,
            bout: None,
            warned: [false; 4],
        }
    }

    /// Changes what the plan asks for.
    pub fn expect(&mut self, direction: Option<Direction>) {
        self.settings.expected = direction;
    }

    /// Takes a sample.
    pub fn push(&mut self, sample: Sample) {
        let mut grid = core::mem::take(&mut self.grid);
        let warning = grid.push(&sample, |frame| {
            let level = self.orientation.push(&frame);
            if let Some(crest) = self.crests.push(level.t_s, level.vertical) {
                self.step(crest.t_s, level.t_s);
            }
        });
        self.grid = grid;
        if let Some(kind) = warning {
            self.warn(kind, sample.t_s);
        }
    }

    /// What became known, oldest first; `None` when all is told.
    pub fn poll(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// No more samples will come: closes what is open.
    pub fn finish(&mut self) {
        self.end_bout();
    }

    fn warn(&mut self, kind: WarningKind, t_s: f64) {
        let slot = match kind {
            WarningKind::NotFinite => 0,
            WarningKind::TimeBackward => 1,
            WarningKind::Gap => 2,
            _ => 3,
        };
        if let Some(warned) = self.warned.get_mut(slot)
            && !core::mem::replace(warned, true)
        {
            self.events.push_back(Event::Warned(Warning { t_s, kind }));
        }
    }

    fn step(&mut self, t_s: f64, known_t_s: f64) {
        let since = self.last_step_s.map(|l| t_s - l);
        if since.is_some_and(|s| s < 0.25) {
            return;
        }
        if since.is_none_or(|s| s > PAUSE_S) {
            self.end_bout();
            self.events.push_back(Event::BoutBegan { start_s: t_s });
            self.bout = Some(Bout {
                start_s: t_s,
                end_s: t_s,
                first_step: self.steps,
                steps: 0,
                forward: 0,
                backward: 0,
                cadence_spm: None,
                speed_mps: None,
                step_time_variability: None,
                symmetry: None,
            });
        }
        #[allow(clippy::cast_possible_truncation, reason = "a step time")]
        let time_s = since.filter(|s| *s <= PAUSE_S).map(|s| s as f32);
        let direction = Direction::Unknown;
        self.events.push_back(Event::Step(Step {
            index: self.steps,
            t_s,
            known_t_s,
            direction,
            confidence: 0.0,
            side: None,
            length_m: time_s.map(|t| crate::step_length::length_m(t, direction, &self.settings)),
            time_s,
        }));
        self.steps += 1;
        self.last_step_s = Some(t_s);
        if let Some(bout) = &mut self.bout {
            bout.steps += 1;
            bout.end_s = t_s;
        }
    }

    fn end_bout(&mut self) {
        if let Some(bout) = self.bout.take() {
            self.events.push_back(Event::BoutEnded(bout));
        }
    }
}
