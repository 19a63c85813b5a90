//! The engine on a recording: the same parts, looking both ways in time.
//!
//! Frames gather in a piece of at most two minutes, which ends early where the body is still. In each piece the
//! filters run both ways, the crests compete over the whole piece, and directions are smoothed from both sides. Memory
//! is that of one piece plus the results.

use crate::body_frame::Front;
use crate::closing::untraced;
use crate::direction::{HALF_WINDOW, decide, heard, planned, smooth, turning_around};
use crate::facing::Facing;
use crate::filters::Biquad;
use crate::grid::{DT, Grid};
use crate::initial_contacts::{self, Crest, SHORTEST_WALK, SMOOTH_HZ, STEADY_HZ};
use crate::lost_samples;
use crate::not_walking::{forgets, not_walking, plays, surely_not_walking};
use crate::orientation::{Motion, Orientation, Upright};
use crate::placement::{FORWARD_STEPS, Votes};
use crate::quality::Quality;
use crate::recent::Recent;
use crate::side::{left_odds, left_of, side};
use crate::step_length::length_m;
use crate::turns::{Turns, on_limb};
use crate::{Bout, Placement, Sample, Settings, Step, Summary, Turn, Warning, WarningKind, body_frame};
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

/// A piece ends where the body has been still for two seconds, once it is this long, frames (20 s).
const SOFT_PIECE: usize = 1000;
/// No piece is longer, frames (2 min).
const HARD_PIECE: usize = 6000;
/// A piece cut in a walk hands this much on, frames (10 s); the cut is in its middle.
const OVERLAP: usize = 500;
/// The vertical acceleration of a still body stays within this, m/s².
const STILL: f32 = 0.3;
/// A piece that never bounced so much holds no walk, m/s²: the crests of one are 0.6 high ([`initial_contacts`]), which at 0.7
/// steps a second and more takes a bounce of 0.28 to either side.
const LEAST_BOUNCE: f32 = 0.25;
/// A step is the swing before its contact, which was so many frames before the crest (0.2 s).
const SWING: usize = 10;
/// A pause longer than this ends a bout, seconds (Mobilise-D allows 3 s, for whole strides).
const PAUSE_S: f64 = 2.0;

/// Takes a recording sample by sample and tells everything at the end.
#[derive(Clone, Debug)]
pub struct Analyzer {
    settings: Settings,
    grid: Grid,
    orientation: Orientation,
    turns: Turns,
    /// What turned a trunk, and what turned a limb.
    turned: [Vec<Turn>; 2],
    piece: Recent,
    /// Whether anything in the piece bounced as a walk does.
    bounced: bool,
    /// The piece's readings as they came, for what the frames have smoothed away.
    readings: Vec<lost_samples::Reading>,
    clock: lost_samples::Clock,
    /// Seconds that the recording has lost so far: its clock is late by so much.
    late_s: f64,
    /// Frames of the piece that an earlier piece has told already.
    told: usize,
    still: usize,
    quality: Quality,
    votes: Votes,
    /// The front as some walk told it.
    front: Option<Front>,
    /// From when on walks may begin forward, and whether the first of them is still to come.
    forward_from_s: f64,
    sets_off: bool,
    analysis: Analysis,
}

impl Analyzer {
    /// An analyzer that has heard nothing.
    pub fn new(settings: Settings) -> Analyzer {
        Analyzer {
            settings,
            grid: Grid::default(),
            orientation: Orientation::default(),
            turns: Turns::new(settings.placement),
            turned: [Vec::new(), Vec::new()],
            piece: Recent::with_capacity(HARD_PIECE, SOFT_PIECE),
            bounced: false,
            readings: Vec::with_capacity(lost_samples::MOST),
            clock: lost_samples::Clock::default(),
            late_s: 0.0,
            told: 0,
            still: 0,
            quality: Quality::new(settings.without_gravity),
            votes: Votes::new(settings.placement),
            front: None,
            forward_from_s: if settings.starts_forward { f64::NEG_INFINITY } else { f64::INFINITY },
            sets_off: settings.starts_forward,
            analysis: Analysis { placement: settings.placement, ..Analysis::default() },
        }
    }

    /// The walker sets off forward, with the samples that come: the walk that comes, or goes on, fixes the body's axes, and
    /// none before it. See [`Settings::starts_forward`].
    pub fn sets_off_forward(&mut self) {
        self.forward_from_s = self.grid.heard_until_s() + self.late_s;
        self.sets_off = true;
    }

    /// Takes a sample.
    pub fn push(&mut self, sample: Sample) {
        let Some(reading) = self.grid.read(&sample) else { return self.push_mended(sample) };
        self.analysis.warnings.extend(self.quality.reading(&reading));
        while let Some(mut frame) = self.grid.complete(&reading) {
            self.analysis.warnings.extend(self.quality.frame(&mut frame));
            let mut frame = self.orientation.push(&frame);
            frame.t_s += self.late_s;
            self.take(frame);
        }
        self.clock.push(reading.t_s);
        if self.readings.len() < lost_samples::MOST {
            let [[ax, ay, az], [wx, wy, wz]] = reading.axes;
            self.readings.push((self.piece.len(), [ax, ay, az, wx, wy, wz]));
        }
    }

    #[cold]
    fn push_mended(&mut self, sample: Sample) {
        let before_s = self.grid.heard_until_s();
        let (mended, wrong) = self.grid.mend(sample);
        self.analysis.warnings.extend(self.quality.mended(
            before_s,
            self.grid.heard_until_s(),
            sample.t_s,
            wrong,
        ));
        if let Some(sample) = mended {
            self.push(sample);
        }
    }

    fn take(&mut self, frame: Upright) {
        if frame.fresh {
            self.close(0);
        }
        for (turned, turn) in self.turned.iter_mut().zip(self.turns.push(&frame)) {
            turned.extend(turn);
        }
        if self.settings.keep_signal {
            self.analysis.signal.push((frame.t_s, frame.vertical));
        }
        let bounce = frame.bounce.abs();
        self.still = if bounce < STILL { self.still + 1 } else { 0 };
        self.bounced |= bounce >= LEAST_BOUNCE;
        self.piece.push(frame);
        if self.piece.len() >= HARD_PIECE {
            self.close(OVERLAP);
        } else if self.piece.len() >= SOFT_PIECE && self.still >= 100 {
            self.close(0);
        } else if self.piece.waiting() >= SOFT_PIECE {
            self.piece.catch_up();
        }
    }

    /// Tells the piece, and keeps its last `keep` frames for the next.
    fn close(&mut self, keep: usize) {
        let end = self.piece.len().saturating_sub(keep / 2);
        if self.bounced {
            let mut piece = core::mem::take(&mut self.piece);
            self.tell(piece.catch_up(), end);
            self.piece = piece;
        }
        let from = self.piece.len().saturating_sub(keep);
        self.told = if keep == 0 { 0 } else { end - from };
        self.bounced &= keep > 0;
        // What was lost in the part handed on is mended by now; its readings are behind.
        self.readings.clear();
        self.clock.begin();
        self.piece.keep_last(keep);
    }

    fn tell(&mut self, piece: &mut [Motion], end: usize) {
        if piece.len() < 25 {
            return;
        }
        let mut y: Vec<f32> = piece.iter().map(Motion::vertical).collect();
        Biquad::low_pass(SMOOTH_HZ).zero_phase(&mut y);
        Biquad::high_pass(STEADY_HZ).zero_phase(&mut y);
        let crests = initial_contacts::crests(&y, piece);
        let walks = initial_contacts::walks(&crests, |at| at > 30);
        let starts: Vec<usize> = walks.iter().filter_map(|w| w.first()).map(|c| c.at).collect();
        let nexts = starts.into_iter().skip(1).chain([usize::MAX]);
        for (mut walk, next) in walks.into_iter().zip(nexts) {
            let frames = walk.first().zip(walk.last()).and_then(|(a, b)| piece.get(a.at..=b.at));
            let Some(frames) = frames else { continue };
            let periodic = initial_contacts::is_periodic(&walk, &y);
            // A wrist that is held still may rock as little as a car.
            let rides = self.settings.placement.is_some_and(Placement::rides)
                && frames.iter().any(|m| m.has_rotation);
            let instead = not_walking(frames, &walk, periodic, self.settings.placement)
                .or_else(|| (rides && forgets(frames, &walk)).then_some(WarningKind::Vehicle))
                .or_else(|| surely_not_walking(frames, &walk))
                .or_else(|| plays(frames, &walk).then_some(WarningKind::Fumbling));
            if let Some(kind) = instead {
                let t_s = frames.first().map_or(0.0, |m| m.t_s);
                self.analysis.warnings.extend(self.quality.tell(kind, t_s));
                continue;
            }
            self.mend(piece, &walk);
            walk.extend(untraced(&walk, next, piece));
            let told = self.told;
            // A first or last crest at the very edge of a recording is the edge's, not the walker's.
            let walk: Vec<Crest> = walk
                .into_iter()
                .filter(|c| c.at >= told && c.at < end && c.at >= 4 && c.at + 4 < piece.len())
                .collect();
            self.walk(piece, &walk);
        }
    }

    /// Hands out the signal as far as it will not change any more; [`finish`](Analyzer::finish) tells the rest.
    pub fn take_signal(&mut self) -> impl Iterator<Item = (f64, f32)> {
        let settled = self.analysis.signal.len().saturating_sub(self.piece.len());
        self.analysis.signal.drain(..settled)
    }

    /// Gives the walk back the time that was lost in it.
    fn mend(&mut self, piece: &mut [Motion], walk: &[Crest]) {
        if !self.clock.counts() {
            return;
        }
        let lost = lost_samples::lost(&self.readings, walk);
        for (crest, seconds) in walk.iter().skip(1).zip(lost).filter(|(_, lost)| *lost > 0.0) {
            let Some(from_s) = piece.get(crest.at).map(|m| m.t_s) else { continue };
            let seconds = f64::from(seconds);
            self.late_s += seconds;
            piece.iter_mut().skip(crest.at).for_each(|m| m.t_s += seconds);
            for reading in self.analysis.signal.iter_mut().rev().take_while(|(t_s, _)| *t_s >= from_s) {
                reading.0 += seconds;
            }
            for turned in &mut self.turned {
                for turn in turned.iter_mut().rev().take_while(|t| t.end_s >= from_s) {
                    turn.end_s += seconds;
                    turn.start_s += if turn.start_s >= from_s { seconds } else { 0.0 };
                }
            }
            self.analysis.warnings.extend(self.quality.tell(WarningKind::SamplesLost, from_s));
        }
    }

    fn walk(&mut self, piece: &[Motion], walk: &[Crest]) {
        let (Some(first), Some(last)) = (walk.first(), walk.last()) else { return };
        let frames = piece.get(first.at..=last.at).unwrap_or_default();
        let first_s = frames.first().map_or(0.0, |m| m.t_s);
        let goes_on = self.told > 0
            && self.analysis.steps.last().is_some_and(|s| (0.0..PAUSE_S).contains(&(first_s - s.t_s)));
        self.votes.hear(frames, walk.len(), goes_on);
        // Of a walk that is known to begin forward, what was before that is not asked.
        let ahead = frames.partition_point(|m| m.t_s < self.forward_from_s);
        let forward = frames.get(ahead..).filter(|ahead| !ahead.is_empty());
        let steps = || walk.iter().filter(|c| c.at >= first.at + ahead);
        let mut sets_off = self.analysis.steps.is_empty();
        if steps().count() >= SHORTEST_WALK && core::mem::take(&mut self.sets_off) {
            (sets_off, self.front) = (true, None);
            if let Some(last) = steps().nth(FORWARD_STEPS - 1) {
                let strides = piece.get(last.at.saturating_sub(2 * HALF_WINDOW)..last.at);
                self.votes.hear_forward(strides.unwrap_or_default(), last.step_time);
            }
        }
        let settings = Settings { starts_forward: forward.is_some() && !self.sets_off, ..self.settings };
        let placement = self.votes.place();
        self.analysis.placement = placement;
        let trusted = self.votes.trusted();
        let front = trusted
            .and_then(|p| body_frame::front(forward.unwrap_or(frames), p, &settings, self.front, sets_off));
        self.front = front.or(self.front);
        let axis = front.map(|f| f.axis);
        let mut evidence: Vec<(f32, f32)> = Vec::new();
        let mut feet: Vec<(f32, f32)> = Vec::new();
        let mut before: Option<usize> = None;
        // From half a second before the first contact to half a second after the last.
        let start = first.at.saturating_sub(25);
        let walked = piece.get(start..(last.at + 25).min(piece.len())).unwrap_or_default();
        let facing = Facing::of(walked);
        for crest in walk {
            let at = crest.at - start;
            // Two strides around the swing that ended in the contact, and no fewer at a walk's ends.
            let swing = at.saturating_sub(SWING);
            let end = (swing.saturating_sub(HALF_WINDOW) + 2 * HALF_WINDOW).min(walked.len());
            let near = end.saturating_sub(2 * HALF_WINDOW).min(swing)..end;
            let window = walked.get(facing.same(swing, near));
            let z = window.map_or(0.0, |w| heard(w, front, trusted, crest.step_time));
            let since = before.map_or(10.0, |b| (at - b) as f32 * DT);
            let turned = before.map_or(0.0, |b| facing.turned(b.saturating_sub(SWING), swing));
            evidence.push((turning_around(since, crest.step_time, turned), planned(z, &self.settings)));
            feet.push((since, left_odds(piece, crest.at)));
            before = Some(at);
        }
        let mut before: Option<f64> = self.analysis.steps.last().map(|s| s.t_s);
        let feet = left_of(&feet);
        for ((crest, backward), left) in walk.iter().zip(smooth(&evidence)).zip(feet) {
            let Some(motion) = piece.get(crest.at) else { continue };
            let (direction, confidence) = decide(backward);
            let t_s = motion.t_s + f64::from(crest.shift * DT);
            // A clock set back ends a bout as a pause does.
            #[allow(clippy::cast_possible_truncation, reason = "a step time")]
            let time_s = before.map(|b| (t_s - b) as f32).filter(|t| *t > 0.0 && f64::from(*t) <= PAUSE_S);
            let known_t_s = piece.last().map_or(t_s, |m| m.t_s);
            self.keep(Step {
                index: self.analysis.steps.len() as u64,
                t_s,
                known_t_s,
                direction,
                confidence,
                side: side(left, direction, placement, motion.has_rotation),
                length_m: time_s
                    .map(|t| length_m(piece, crest.at, t, direction, axis, placement, &self.settings)),
                time_s,
            });
            before = Some(t_s);
        }
    }

    fn keep(&mut self, step: Step) {
        let new = step.time_s.is_none() || self.analysis.bouts.is_empty();
        if new {
            self.analysis.bouts.push(Bout::starting(&step));
        }
        self.analysis.steps.push(step);
        if let Some(bout) = self.analysis.bouts.last_mut() {
            bout.steps += 1;
            bout.end_s = step.t_s;
        }
    }

    /// Ends the recording and tells everything.
    pub fn finish(mut self) -> Analysis {
        self.close(0);
        let warnings = self.quality.finish(self.grid.heard_until_s(), self.grid.breaks_s());
        self.analysis.warnings.extend(warnings.into_iter().flatten());
        let [trunk, limb] = self.turned;
        self.analysis.turns = if on_limb(self.analysis.placement) { limb } else { trunk };
        let Analysis { steps, bouts, .. } = &mut self.analysis;
        for bout in bouts {
            bout.sum_up(bout.own(steps), self.settings.placement);
        }
        self.analysis.summary = Summary::of(&self.analysis.steps, &self.analysis.bouts);
        self.analysis
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
