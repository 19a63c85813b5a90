//! The short figures of tones that open every cue, and the tick that says the app is alive.
//!
//! All fundamentals lie between 500 and 2000 Hz, where older ears hear best and small speakers still sound; notes are
//! pulsed, because a pulse is found in street noise where a long tone is not. A note begins as a struck bar does: at
//! full strength within a tenth of a millisecond, then it rings off. That attack is what the cue's time means.

use super::RATE;
use core::f64::consts::TAU;
use walk::cues::Motif;

/// One struck note: when it begins and how long until the next may, in milliseconds; its pitch in hertz.
struct Note {
    at_ms: u32,
    long_ms: u32,
    hertz: f64,
}

const fn note(at_ms: u32, long_ms: u32, hertz: f64) -> Note {
    Note { at_ms, long_ms, hertz }
}

const C5: f64 = 523.25;
const D5: f64 = 587.33;
const E5: f64 = 659.26;
const G5: f64 = 783.99;
const A5: f64 = 880.0;
const C6: f64 = 1046.5;

/// The figure of each motif.
const fn notes(motif: Motif) -> &'static [Note] {
    match motif {
        // One soft note.
        Motif::Note => const { &[note(0, 160, E5)] },
        // Three even notes that climb.
        Motif::Forward => const { &[note(0, 150, C5), note(150, 150, E5), note(300, 260, G5)] },
        // Long, short, short, long, falling.
        Motif::Backward => {
            const { &[note(0, 240, C6), note(240, 100, A5), note(340, 100, A5), note(440, 320, D5)] }
        }
        // Two notes to and fro.
        Motif::Turn => {
            const { &[note(0, 130, E5), note(130, 130, A5), note(260, 130, E5), note(390, 220, A5)] }
        }
        // Two low, equal notes.
        Motif::Stand => const { &[note(0, 220, D5), note(220, 260, D5)] },
        // Two quick pips.
        Motif::Warning => const { &[note(0, 110, A5), note(110, 160, A5)] },
        // Three.
        Motif::PathEnd => const { &[note(0, 110, A5), note(110, 110, A5), note(220, 160, A5)] },
        // A bell, twice.
        Motif::HalfWay => const { &[note(0, 260, C6), note(260, 360, C6)] },
        // A chord climbed to its top, which rings.
        Motif::End => {
            const { &[note(0, 160, C5), note(160, 160, E5), note(320, 160, G5), note(480, 620, C6)] }
        }
    }
}

/// How long a figure lasts, in samples; speech may begin right after.
pub fn length(motif: Motif) -> usize {
    notes(motif).last().map_or(0, |last| samples(last.at_ms + last.long_ms))
}

/// A figure's sound, peak at about -9 dBFS.
pub fn sound(motif: Motif) -> Vec<i16> {
    let mut out = vec![0.0; length(motif)];
    for one in notes(motif) {
        let length = samples(one.long_ms);
        let place = out.iter_mut().skip(samples(one.at_ms)).take(length);
        strike(place, length, one.hertz, 0.33);
    }
    out.into_iter().map(super::level::to_sample).collect()
}

/// Adds one struck note to a stretch of sound: a fundamental with two quiet overtones that die sooner.
fn strike<'a>(place: impl Iterator<Item = &'a mut f64>, length: usize, hertz: f64, loud: f64) {
    let ring = length as f64 / 2.5;
    let release = f64::from(RATE) * 0.008;
    for (n, sample) in place.enumerate() {
        let past = n as f64;
        let turns = hertz * past / f64::from(RATE);
        let fade = libm::exp(-past / ring);
        let last = ((length as f64 - past) / release).min(1.0);
        let tone = wave(turns) + 0.30 * fade * wave(2.0 * turns) + 0.12 * fade * fade * wave(3.0 * turns);
        *sample += loud * fade * last * tone;
    }
}

/// A sine after so many turns, exact to more than sixteen bits.
fn wave(turns: f64) -> f64 {
    #[allow(clippy::cast_possible_truncation, reason = "an angle within one turn")]
    let angle = (TAU * (turns - libm::floor(turns))) as f32;
    f64::from(libm::sinf(angle))
}

/// The tick: a breath of a low or a high tone, peak near -45 dBFS, rising and falling in a thirtieth of a second.
pub fn tick(high: bool) -> Vec<i16> {
    let length = samples(32);
    let hertz = if high { C6 } else { C5 };
    (0..length)
        .map(|n| {
            let part = n as f64 / length as f64;
            let swell = 0.5 - 0.5 * wave(part + 0.25);
            super::level::to_sample(0.0056 * swell * wave(hertz * n as f64 / f64::from(RATE)))
        })
        .collect()
}

/// Milliseconds as a number of samples; sixteen to one at our rate.
pub(crate) const fn samples(ms: u32) -> usize {
    (ms * (RATE / 1000)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_motif_is_clear_within_a_millisecond_and_never_too_loud() {
        for motif in Motif::ALL {
            let sound = super::sound(motif);
            assert_eq!(sound.len(), length(motif));
            let attack = sound.iter().take(16).map(|s| s.unsigned_abs()).max().unwrap();
            assert!(
                attack > 3000,
                "{motif:?}: {attack} within 1 ms, a third of its peak and far above any tick"
            );
            let peak = sound.iter().map(|s| s.unsigned_abs()).max().unwrap();
            assert!((6500..16_400).contains(&peak), "{motif:?} peak {peak}");
            assert!(sound.last().unwrap().unsigned_abs() < 400, "{motif:?} ends without a click");
            assert!(length(motif) <= samples(1100), "{motif:?}");
        }
    }

    #[test]
    fn all_pitches_lie_where_older_ears_hear_well() {
        for motif in Motif::ALL {
            assert!(notes(motif).iter().all(|note| (500.0..=2000.0).contains(&note.hertz)), "{motif:?}");
        }
    }

    #[test]
    fn forward_and_backward_differ_in_pitch_and_in_rhythm() {
        let (forward, backward) = (notes(Motif::Forward), notes(Motif::Backward));
        let way = |notes: &[Note]| notes.last().unwrap().hertz - notes.first().unwrap().hertz;
        assert!(way(forward) > 0.0 && way(backward) < 0.0, "one climbs, the other falls");
        let rhythm = |notes: &[Note]| notes.iter().map(|note| note.at_ms).collect::<Vec<_>>();
        assert_ne!(forward.len(), backward.len());
        assert_ne!(rhythm(forward)[1], rhythm(backward)[1]);
    }

    #[test]
    fn a_tick_is_far_softer_than_a_cue() {
        for high in [false, true] {
            let peak = f64::from(tick(high).iter().map(|s| s.unsigned_abs()).max().unwrap());
            let db = 20.0 * (peak / 32768.0).log10();
            assert!((-48.0..-44.0).contains(&db), "{db:.1} dBFS");
        }
    }
}
