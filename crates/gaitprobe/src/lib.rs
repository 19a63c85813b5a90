//! The gait engine behind numbers alone: samples go in, and a digest of every bit that came out is asked for.
//!
//! Built natively and for WebAssembly from this one source, the two must give the same digest for the same recording.

use gait::{Analyzer, Direction, Engine, Event, Placement, Sample, Settings, Side, Step};
use std::cell::RefCell;

/// Both engines, and what they said so far.
struct Probe {
    live: Engine,
    offline: Option<Analyzer>,
    digest: u64,
    steps: u32,
}

thread_local! {
    static PROBE: RefCell<Option<Probe>> = const { RefCell::new(None) };
}

/// FNV-1a over the bits (Fowler, Noll and Vo).
fn mix(digest: u64, bits: u64) -> u64 {
    bits.to_le_bytes().iter().fold(digest, |d, b| (d ^ u64::from(*b)).wrapping_mul(0x0100_0000_01B3))
}

impl Probe {
    fn add(&mut self, bits: u64) {
        self.digest = mix(self.digest, bits);
    }

    fn add_f32(&mut self, x: Option<f32>) {
        self.add(x.map_or(u64::MAX, |x| u64::from(x.to_bits())));
    }

    fn direction(&mut self, direction: Direction, confidence: f32) {
        self.add(match direction {
            Direction::Forward => 1,
            Direction::Backward => 2,
            Direction::Unknown => 3,
        });
        self.add_f32(Some(confidence));
    }

    fn step(&mut self, step: &Step) {
        self.steps += 1;
        self.add(step.index);
        self.add(step.t_s.to_bits());
        self.add(step.known_t_s.to_bits());
        self.direction(step.direction, step.confidence);
        self.add(match step.side {
            Some(Side::Left) => 1,
            Some(Side::Right) => 2,
            None => 3,
        });
        self.add_f32(step.length_m);
        self.add_f32(step.time_s);
    }

    fn drain(&mut self) {
        while let Some(event) = self.live.poll() {
            match event {
                Event::Step(step) => self.step(&step),
                Event::Revised { index, direction, confidence } => {
                    self.add(index);
                    self.direction(direction, confidence);
                }
                Event::BoutBegan { start_s } => self.add(start_s.to_bits()),
                Event::BoutEnded(bout) => {
                    self.add(bout.end_s.to_bits());
                    self.add_f32(bout.cadence_spm);
                    self.add_f32(bout.speed_mps);
                    self.add_f32(bout.step_time_variability);
                    self.add_f32(bout.symmetry);
                }
                Event::Turned(turn) => {
                    self.add(turn.start_s.to_bits());
                    self.add_f32(Some(turn.angle_deg));
                }
                Event::Warned(warning) => self.add(warning.t_s.to_bits()),
                Event::FallSuspected(fall) => {
                    self.add(fall.t_s.to_bits());
                    self.add_f32(Some(fall.impact_g));
                    self.add_f32(Some(fall.turned_deg));
                }
                Event::Leaned(lean) => {
                    self.add(lean.t_s.to_bits());
                    self.add_f32(Some(lean.degrees));
                    self.add_f32(lean.forward_deg);
                }
            }
        }
    }
}

fn with<T: Default>(of: impl FnOnce(&mut Probe) -> T) -> T {
    PROBE.with_borrow_mut(|probe| probe.as_mut().map(of).unwrap_or_default())
}

/// Begins anew: 0 the front pocket, 1 the lower back, anything else a place to be found; `both` runs the offline engine too.
#[unsafe(no_mangle)]
pub extern "C" fn start(placement: u32, both: u32) {
    let placement = match placement {
        0 => Some(Placement::FrontPocket),
        1 => Some(Placement::LowerBack),
        _ => None,
    };
    let settings = Settings { placement, ..Settings::default() };
    PROBE.set(Some(Probe {
        live: Engine::new(settings),
        offline: (both != 0).then(|| Analyzer::new(settings)),
        digest: 0xCBF2_9CE4_8422_2325,
        steps: 0,
    }));
}

/// Takes a sample; `has_rotation` is 0 where there is no gyroscope.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "numbers are all that crosses the border")]
pub extern "C" fn push(t_s: f64, ax: f32, ay: f32, az: f32, wx: f32, wy: f32, wz: f32, has_rotation: u32) {
    let rotation = (has_rotation != 0).then_some([wx, wy, wz]);
    let sample = Sample { t_s, acceleration: [ax, ay, az], rotation };
    with(|probe| {
        probe.live.push(sample);
        if let Some(offline) = &mut probe.offline {
            offline.push(sample);
        }
        probe.drain();
    });
}

/// Ends the recording.
#[unsafe(no_mangle)]
pub extern "C" fn finish() {
    with(|probe| {
        probe.live.finish();
        probe.drain();
        if let Some(offline) = probe.offline.take() {
            let analysis = offline.finish();
            for step in &analysis.steps {
                probe.step(step);
            }
            probe.add_f32(analysis.summary.cadence_spm);
            probe.add_f32(analysis.summary.walking_speed_mps);
            probe.add_f32(analysis.summary.distance_m);
        }
    });
}

/// A digest of every bit that came out.
#[unsafe(no_mangle)]
pub extern "C" fn digest() -> u64 {
    with(|probe| probe.digest)
}

/// Steps told, live and offline together.
#[unsafe(no_mangle)]
pub extern "C" fn steps() -> u32 {
    with(|probe| probe.steps)
}
