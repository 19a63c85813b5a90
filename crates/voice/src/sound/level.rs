//! Recordings made alike: trimmed, resampled, brought to one loudness, and measured.

use super::RATE;
use super::motifs::samples;
use core::f64::consts::PI;

/// How loud speech is where it sounds: the root mean square over its active stretches, in dBFS.
pub const TARGET_DB: f64 = -18.0;
/// How far from the target a clip may be before a listener reaches for the volume.
pub const TOLERANCE_DB: f64 = 2.5;
/// No sample of a clip goes above this, so that a track's peak stays below -1 dBFS.
pub const PEAK_DB: f64 = -2.0;
/// Anything softer than this below the clip's loudest stretch is silence.
const ACTIVE_BELOW_DB: f64 = 35.0;
/// When a finished clip is measured, breath before the first consonant counts as sound.
const AUDIBLE_BELOW_DB: f64 = 45.0;
/// Stretches in which loudness is measured.
const STRETCH_MS: u32 = 20;
/// What is kept of the silence before the first sound and after the last, so that no consonant is cut.
const KEEP_BEFORE_MS: u32 = 5;
const KEEP_AFTER_MS: u32 = 30;

/// A sample between -1 and 1 as sixteen bits.
#[allow(clippy::cast_possible_truncation)] // clamped to the range first; NaN becomes 0
pub fn to_sample(value: f64) -> i16 {
    libm::round(value.clamp(-1.0, 1.0) * 32767.0) as i16
}

/// A ratio of amplitudes in decibels as a factor.
pub fn factor(db: f64) -> f64 {
    libm::exp(db * (core::f64::consts::LN_10 / 20.0))
}

/// An amplitude of full scale in decibels.
pub fn decibels(amplitude: f64) -> f64 {
    20.0 * libm::log10(amplitude.max(1e-9))
}

/// What a clip measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Loudness where it sounds, dBFS.
    pub loudness_db: f64,
    /// Largest sample, dBFS.
    pub peak_db: f64,
    /// Silence before the first sound, s.
    pub silence_before_s: f64,
    /// Whole length, s.
    pub length_s: f64,
}

/// Measures a clip at 16 kHz.
pub fn measure(sound: &[f64]) -> Measured {
    let floor = floor(sound, AUDIBLE_BELOW_DB);
    let before = sound.iter().position(|s| s.abs() > floor).unwrap_or(sound.len());
    Measured {
        loudness_db: decibels(active_power(sound).sqrt()),
        peak_db: decibels(peak(sound)),
        silence_before_s: before as f64 / f64::from(RATE),
        length_s: sound.len() as f64 / f64::from(RATE),
    }
}

/// Samples as numbers between -1 and 1.
pub fn from_samples(sound: &[i16]) -> Vec<f64> {
    sound.iter().map(|s| f64::from(*s) / 32767.0).collect()
}

fn peak(sound: &[f64]) -> f64 {
    sound.iter().fold(0.0, |most, s| most.max(s.abs()))
}

fn powers(sound: &[f64]) -> impl Iterator<Item = f64> {
    sound.chunks(samples(STRETCH_MS)).map(|part| part.iter().map(|s| s * s).sum::<f64>() / part.len() as f64)
}

fn active_power(sound: &[f64]) -> f64 {
    let loudest = powers(sound).fold(0.0, f64::max);
    let gate = loudest * factor(-20.0) * factor(-20.0);
    let (sum, count) = powers(sound)
        .filter(|power| *power > gate)
        .fold((0.0, 0_u32), |(sum, count), p| (sum + p, count + 1));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

/// The amplitude so far below a clip's loudest stretch.
fn floor(sound: &[f64], below_db: f64) -> f64 {
    powers(sound).fold(0.0, f64::max).sqrt() * factor(-below_db)
}

/// Cuts the silence off both ends, and softens the cut edges.
pub fn trim(sound: &[f64]) -> Vec<f64> {
    let floor = floor(sound, ACTIVE_BELOW_DB);
    let Some(first) = sound.iter().position(|s| s.abs() > floor) else { return Vec::new() };
    let last = sound.iter().rposition(|s| s.abs() > floor).unwrap_or(first);
    let from = first.saturating_sub(samples(KEEP_BEFORE_MS));
    let to = (last + samples(KEEP_AFTER_MS)).min(sound.len());
    let mut out = sound.get(from..to).unwrap_or_default().to_vec();
    let edge = samples(KEEP_BEFORE_MS);
    for (n, sample) in out.iter_mut().take(edge).enumerate() {
        *sample *= n as f64 / edge as f64;
    }
    for (n, sample) in out.iter_mut().rev().take(edge).enumerate() {
        *sample *= n as f64 / edge as f64;
    }
    out
}

/// Brings a clip to the target loudness; what would go above the peak is held down softly for a few milliseconds.
pub fn level(sound: &[f64]) -> Vec<f64> {
    let mut out = sound.to_vec();
    // Holding peaks down costs a little loudness, so the gain is found in a few rounds.
    for _ in 0..4 {
        let power = active_power(&out);
        if power <= 0.0 {
            break;
        }
        let gain = factor(TARGET_DB) / power.sqrt();
        for sample in &mut out {
            *sample *= gain;
        }
        out = hold_down(&out);
    }
    out
}

/// A limiter that looks ahead: the gain a sample needs holds for five milliseconds around it and changes smoothly.
fn hold_down(sound: &[f64]) -> Vec<f64> {
    let most = factor(PEAK_DB);
    if peak(sound) <= most {
        return sound.to_vec();
    }
    let reach = samples(5);
    let gains: Vec<f64> = sound.iter().map(|s| if s.abs() > most { most / s.abs() } else { 1.0 }).collect();
    let around = |values: &[f64], n: usize| {
        values.get(n.saturating_sub(reach)..(n + reach + 1).min(values.len())).unwrap_or_default().to_vec()
    };
    let least: Vec<f64> =
        (0..gains.len()).map(|n| around(&gains, n).into_iter().fold(1.0, f64::min)).collect();
    (0..)
        .zip(sound)
        .map(|(n, sample)| {
            let near = around(&least, n);
            sample * near.iter().sum::<f64>() / near.len() as f64
        })
        .collect()
}

/// Resamples to 16 kHz with a windowed sinc of sixteen lobes, low-passed below both rates' halves.
pub fn resample(sound: &[f64], rate: u32) -> Vec<f64> {
    if rate == RATE || rate == 0 {
        return sound.to_vec();
    }
    let (ours, theirs) = (f64::from(RATE), f64::from(rate));
    let cut = 0.95 * (ours / theirs).min(1.0);
    let reach = 16.0 / cut;
    let length = sound.len() as u64 * u64::from(RATE) / u64::from(rate);
    (0..length)
        .map(|n| {
            let centre = n as f64 * theirs / ours;
            let first = to_index(libm::ceil(centre - reach));
            let last = to_index(libm::floor(centre + reach) + 1.0).min(sound.len());
            sound
                .iter()
                .enumerate()
                .take(last)
                .skip(first)
                .map(|(at, sample)| {
                    let away = at as f64 - centre;
                    let window = 0.5 + 0.5 * libm::cos(PI * away / reach);
                    let x = PI * away * cut;
                    let sinc = if x.abs() < 1e-9 { 1.0 } else { libm::sin(x) / x };
                    sample * cut * sinc * window
                })
                .sum()
        })
        .collect()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in a recording, never below zero here
fn to_index(value: f64) -> usize {
    value.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(rate: u32, seconds: f64, hertz: f64, loud: f64) -> Vec<f64> {
        let length = to_index(seconds * f64::from(rate));
        (0..length).map(|n| loud * libm::sin(2.0 * PI * hertz * n as f64 / f64::from(rate))).collect()
    }

    #[test]
    fn silence_is_cut_and_loudness_is_the_target() {
        for loud in [0.01, 0.1, 0.9] {
            let mut sound = vec![0.0; 16_000];
            sound.extend(tone(RATE, 1.0, 300.0, loud));
            sound.extend(vec![0.0; 8000]);
            let made = level(&trim(&sound));
            let measured = measure(&made);
            assert!((measured.loudness_db - TARGET_DB).abs() < 0.5, "{measured:?}");
            assert!(measured.silence_before_s < 0.010, "{measured:?}");
            assert!((1.0..1.05).contains(&measured.length_s), "{measured:?}");
        }
    }

    #[test]
    fn spikes_are_held_below_the_peak() {
        let mut sound = tone(RATE, 1.0, 200.0, 0.02);
        for at in (500..16_000).step_by(2000) {
            sound[at] = 0.9;
        }
        let measured = measure(&level(&sound));
        assert!(measured.peak_db <= PEAK_DB + 0.01, "{measured:?}");
    }

    #[test]
    fn other_rates_keep_their_pitch_and_what_lies_above_is_gone() {
        for rate in [8000, 22_050, 32_000, 44_100, 48_000] {
            let heard = resample(&tone(rate, 0.5, 1000.0, 0.5), rate);
            assert!((7990..8010).contains(&heard.len()), "{rate}: {}", heard.len());
            let middle = &heard[2000..6000];
            let wanted = &tone(RATE, 0.5, 1000.0, 0.5)[2000..6000];
            let off = middle.iter().zip(wanted).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(off < 0.01, "{rate}: {off}");
        }
        let gone = resample(&tone(48_000, 0.5, 11_000.0, 0.5), 48_000);
        assert!(peak(&gone[2000..6000]) < 0.01);
    }

    #[test]
    fn an_empty_recording_stays_empty() {
        assert!(trim(&[]).is_empty() && trim(&[0.0; 100]).is_empty() && level(&[]).is_empty());
    }
}
