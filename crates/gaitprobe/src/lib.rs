//! The gait engine behind numbers alone: samples go in, and a digest of every bit that came out is asked for.
//!
//! Built natively and for WebAssembly from this one source, the two must give the same digest for the same recording.

use gait::{Analyzer, Engine, Event, Placement, Sample, Settings};
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

impl Probe {
    /// FNV-1a (Fowler, Noll and Vo) over what was told, each number written so that no other is written like it.
    fn add(&mut self, told: &impl core::fmt::Debug) {
        let mix = |d: u64, b: u8| (d ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3);
        self.digest = format!("{told:?}").bytes().fold(self.digest, mix);
    }

    fn drain(&mut self) {
        while let Some(event) = self.live.poll() {
            self.steps += u32::from(matches!(event, Event::Step(_)));
            self.add(&event);
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
            probe.steps += analysis.summary.steps;
            probe.add(&analysis);
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
