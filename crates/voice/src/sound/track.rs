//! The whole walk as one track: motifs, spoken clips, and a soft tick in between that says "I am alive".
//!
//! Rendered as it is read, a little at a time, exact to the sample: a cue's first sample is `at_s` times 16 000.

use super::flac::Encoder;
use super::motifs::{self, samples};
use super::pack::Pack;
use super::{RATE, level};
use walk::cues::Motif;

/// Silence between a motif and the first word.
const BEFORE_WORDS: usize = samples(60);
/// Silence between two clips of one sentence, as a breath between words.
const BETWEEN_WORDS: usize = samples(40);
/// Silence after a sentence.
const BETWEEN_SENTENCES: usize = samples(300);
/// No tick sounds this close before or after a cue, so that each cue stands alone.
const CLEAR: u64 = samples(600) as u64;
/// Where a cue must give way to the next, it fades over this long and leaves as much silence.
const YIELD: usize = samples(20);

/// One cue to be heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// Its first sample.
    pub at: u64,
    /// The figure it opens with.
    pub motif: Motif,
    /// The clips it speaks, by key.
    pub clips: Vec<String>,
}

/// A stretch of the walk and the tick that sounds in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// First sample.
    pub from: u64,
    /// First sample after it.
    pub to: u64,
    /// Whether its tick is the higher one (walking backward).
    pub high: bool,
}

/// What is to be heard of a walk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Length of the track, in samples.
    pub length: u64,
    /// The cues, by time.
    pub sounds: Vec<Sound>,
    /// The blocks, by time.
    pub stretches: Vec<Stretch>,
}

/// How it is to be rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whether words are spoken; without them only motifs sound.
    pub words: bool,
    /// Seconds between ticks; 0 for none. A browser takes a page for silent after five.
    pub tick_every_s: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { words: true, tick_every_s: 3 }
    }
}

/// Where a cue's clips lie within it, in samples from its start, and its whole length.
fn arrange<'a>(motif: Motif, clips: &'a [String], pack: Option<&'a Pack>) -> (Vec<(usize, &'a str)>, usize) {
    let mut end = motifs::length(motif);
    let mut next = end + BEFORE_WORDS;
    let mut places = Vec::new();
    for key in clips {
        let Some((length, clip)) = pack.and_then(|pack| Some((pack.length(key)?, pack.clip(key)?))) else {
            continue;
        };
        places.push((next, key.as_str()));
        end = next + length;
        let sentence = clip.text.trim_end().ends_with(['.', '!', '?']);
        next = end + if sentence { BETWEEN_SENTENCES } else { BETWEEN_WORDS };
    }
    (places, end)
}

/// How long a cue lasts, in samples.
pub fn length(motif: Motif, clips: &[String], pack: Option<&Pack>) -> usize {
    arrange(motif, clips, pack).1
}

/// What begins at a sample.
#[derive(Debug, Clone, Copy)]
enum What {
    Cue(usize),
    Tick { high: bool },
}

/// Gives the track's samples in order, from any moment on.
#[derive(Debug)]
pub struct Renderer<'a> {
    plan: &'a Plan,
    pack: Option<&'a Pack>,
    /// When what begins, by time; nothing overlaps.
    events: Vec<(u64, What)>,
    position: u64,
    next: usize,
    /// What sounds at the moment, and from where on.
    playing: Option<(u64, Vec<i16>)>,
}

impl<'a> Renderer<'a> {
    /// A renderer at the track's start. Without a pack, or with words off, only motifs sound.
    pub fn new(plan: &'a Plan, pack: Option<&'a Pack>, settings: Settings) -> Self {
        let pack = pack.filter(|_| settings.words);
        let mut events: Vec<(u64, What)> =
            (0..).zip(&plan.sounds).map(|(n, sound)| (sound.at, What::Cue(n))).collect();
        events.extend(ticks(plan, pack, settings).map(|(at, high)| (at, What::Tick { high })));
        events.sort_by_key(|(at, _)| *at);
        Self { plan, pack, events, position: 0, next: 0, playing: None }
    }

    /// Goes to a moment; what began before it is not repeated in part, except a cue that still sounds.
    pub fn seek(&mut self, position: u64) {
        self.position = position;
        self.playing = None;
        // The event before may still sound: it is taken up again, and its past is skipped while mixing.
        self.next = self.events.partition_point(|(at, _)| *at < position).saturating_sub(1);
    }

    /// Fills `out` with the next samples; gives how many there were, fewer only at the end.
    pub fn fill(&mut self, out: &mut [i16]) -> usize {
        let left = usize::try_from(self.plan.length.saturating_sub(self.position)).unwrap_or(usize::MAX);
        let count = out.len().min(left);
        let Some(out) = out.get_mut(..count) else { return 0 };
        out.fill(0);
        let end = self.position + count as u64;
        loop {
            if let Some((at, sound)) = &self.playing {
                mix(out, self.position, *at, sound);
                if at + sound.len() as u64 > end {
                    break;
                }
                self.playing = None;
            }
            let Some((at, what)) = self.events.get(self.next).copied().filter(|(at, _)| *at < end) else {
                break;
            };
            self.next += 1;
            self.playing = Some((at, self.sound(at, what)));
        }
        self.position = end;
        count
    }

    /// How much of the track is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.position as f64 / self.plan.length.max(1) as f64
    }

    fn sound(&self, at: u64, what: What) -> Vec<i16> {
        let mut sound = match what {
            What::Tick { high } => motifs::tick(high),
            What::Cue(index) => self.plan.sounds.get(index).map_or_else(Vec::new, |sound| self.cue(sound)),
        };
        // The schedule leaves room for every cue; were it ever wrong, the earlier cue gives way.
        let until = self.events.get(self.next).map_or(self.plan.length, |(next, _)| *next).max(at);
        let room = usize::try_from(until - at).unwrap_or(usize::MAX);
        if sound.len() > room {
            sound.truncate(room.saturating_sub(YIELD));
            for (n, sample) in sound.iter_mut().rev().take(YIELD).enumerate() {
                *sample = level::to_sample(f64::from(*sample) / 32767.0 * n as f64 / YIELD as f64);
            }
        }
        sound
    }

    fn cue(&self, cue: &Sound) -> Vec<i16> {
        let (places, length) = arrange(cue.motif, &cue.clips, self.pack);
        let mut out = motifs::sound(cue.motif);
        out.resize(length, 0);
        for (at, key) in places {
            let clip = self.pack.and_then(|pack| pack.sound(key)).unwrap_or_default();
            for (place, sample) in out.iter_mut().skip(at).zip(clip) {
                *place = sample;
            }
        }
        out
    }
}

/// Copies the part of `sound` (which begins at `at`) that falls into `out` (which begins at `from`).
fn mix(out: &mut [i16], from: u64, at: u64, sound: &[i16]) {
    let skip =
        |later: u64, earlier: u64| usize::try_from(later.saturating_sub(earlier)).unwrap_or(usize::MAX);
    for (place, sample) in out.iter_mut().skip(skip(at, from)).zip(sound.iter().skip(skip(from, at))) {
        *place = *sample;
    }
}

/// When ticks sound: every so often, clear of all cues.
fn ticks(plan: &Plan, pack: Option<&Pack>, settings: Settings) -> impl Iterator<Item = (u64, bool)> {
    let every = u64::from(settings.tick_every_s) * u64::from(RATE);
    let last = plan.length.checked_div(every).unwrap_or(0);
    let busy: Vec<(u64, u64)> = plan
        .sounds
        .iter()
        .map(|sound| {
            (
                sound.at.saturating_sub(CLEAR),
                sound.at + length(sound.motif, &sound.clips, pack) as u64 + CLEAR,
            )
        })
        .collect();
    let tick = motifs::tick(false).len() as u64;
    (1..=last).map(move |n| n * every).filter_map(move |at| {
        let after = busy.partition_point(|(from, _)| *from <= at + tick);
        let clear = busy.get(..after).and_then(<[_]>::last).is_none_or(|(_, to)| *to <= at);
        let stretch = plan.stretches.partition_point(|stretch| stretch.from <= at);
        let high = plan
            .stretches
            .get(..stretch)
            .and_then(<[_]>::last)
            .is_some_and(|stretch| stretch.high && at < stretch.to);
        (clear && at + tick <= plan.length).then_some((at, high))
    })
}

/// A track on its way to FLAC, a step at a time, so that a page can show how far it is.
#[derive(Debug)]
pub struct Encoding<'a> {
    renderer: Renderer<'a>,
    encoder: Encoder,
    out: Vec<u8>,
}

impl<'a> Encoding<'a> {
    /// Begins.
    pub fn new(plan: &'a Plan, pack: Option<&'a Pack>, settings: Settings) -> Self {
        let encoder = Encoder::new(plan.length);
        let out = encoder.head();
        Self { renderer: Renderer::new(plan, pack, settings), encoder, out }
    }

    /// Renders and encodes the next minute; gives how much is done, or nothing once all is.
    pub fn step(&mut self) -> Option<f64> {
        let mut chunk = [0; 4096];
        for _ in 0..60 * RATE as usize / chunk.len() {
            let count = self.renderer.fill(&mut chunk);
            self.encoder.push(chunk.get(..count).unwrap_or_default(), &mut self.out);
            if count < chunk.len() {
                return None;
            }
        }
        Some(self.renderer.progress())
    }

    /// The whole file, once [`Encoding::step`] has given nothing.
    pub fn finish(mut self) -> Vec<u8> {
        self.encoder.finish(&mut self.out);
        for (place, byte) in self.out.iter_mut().zip(self.encoder.head()) {
            *place = byte;
        }
        self.out
    }
}

/// The whole track as a FLAC file.
pub fn flac(plan: &Plan, pack: Option<&Pack>, settings: Settings) -> Vec<u8> {
    let mut encoding = Encoding::new(plan, pack, settings);
    while encoding.step().is_some() {}
    encoding.finish()
}
