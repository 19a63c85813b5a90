//! Steps heard against steps walked: matched one to one in time, then counted.

use super::personal::Scaled;
use super::truth::{TrueStep, Truth};
use formats::motion::names::{direction_name, side_name};
use gait::{STEADY_STRIDE, Step, Summary};
use serde::Deserialize;
use serde_json::{Value, json};

/// What a program heard in a recording.
#[derive(Default)]
pub(super) struct Heard {
    pub(super) steps: Vec<HeardStep>,
    pub(super) speed_mps: Option<f64>,
    /// Live: how long after its contact each step of a walk under way was told, seconds.
    pub(super) delays_s: Vec<f64>,
    /// Live: steps whose direction was thought over.
    pub(super) revised: u32,
    /// Samples are missing though the clock ran on.
    pub(super) lost: bool,
}

impl Heard {
    /// Leaves out what came before, and tells the rest by the clock that begins there.
    pub(super) fn forget_before(&mut self, from_s: f64) {
        self.steps.retain_mut(|step| {
            step.t_s -= from_s;
            step.t_s >= 0.0
        });
    }

    /// What our engine heard.
    pub(super) fn of(steps: &[Step], summary: &Summary) -> Heard {
        let steps = steps.iter().map(|s| HeardStep {
            t_s: (s.t_s * 1e4).round() / 1e4,
            direction: direction_name(s.direction).to_owned(),
            step_length_m: s.length_m.map(f64::from),
            side: s.side.map(|side| side_name(side).to_owned()),
        });
        Heard {
            steps: steps.collect(),
            speed_mps: summary.walking_speed_mps.map(f64::from),
            ..Heard::default()
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct HeardStep {
    pub(super) t_s: f64,
    pub(super) direction: String,
    pub(super) step_length_m: Option<f64>,
    #[serde(default)]
    pub(super) side: Option<String>,
}

/// Matched within this after the recording's median offset is taken away: definitions of contact differ between sets.
const TOLERANCE_S: f64 = 0.35;
/// Walking as the reference saw it ends after this long without a step.
const PAUSE_S: f64 = 2.5;
/// What is heard this far outside of it is scored still.
const MARGIN_S: f64 = 0.6;
/// A recording tells the speed when it has one bout of at least this many steps.
const BOUT_STEPS: u32 = 4;

/// The counts of one set and place.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) files: u32,
    pub(super) matched: u32,
    pub(super) heard: u32,
    pub(super) walked: u32,
    /// Rows: walked forward, backward. Columns: heard forward, backward, unknown.
    pub(super) confusion: [[u32; 3]; 2],
    /// Steps heard where only the activity is known: forward, backward, unknown.
    pub(super) unlabelled: [u32; 3],
    pub(super) count_errors: Vec<f64>,
    pub(super) time_errors_s: Vec<f64>,
    /// Forward, backward.
    pub(super) length_errors_m: [Vec<f64>; 2],
    pub(super) speed_errors_mps: [Vec<f64>; 2],
    /// The same by person: forward, backward.
    pub(super) lengths: [Vec<Scaled>; 2],
    pub(super) speeds: [Vec<Scaled>; 2],
    pub(super) cadence_errors_spm: Vec<f64>,
    /// Feet told right, told wrong, not told.
    pub(super) feet: [u32; 3],
    /// As in [`Heard`].
    pub(super) delays_s: Vec<f64>,
    pub(super) revised: u32,
    /// Recordings in which samples are missing.
    pub(super) lost: u32,
}

fn column(direction: &str) -> usize {
    match direction {
        "forward" => 0,
        "backward" => 1,
        _ => 2,
    }
}

fn flip(direction: &str) -> &str {
    match direction {
        "forward" => "backward",
        "backward" => "forward",
        other => other,
    }
}

impl Tally {
    /// Counts one recording.
    pub(super) fn add(&mut self, truth: &Truth, heard: &Heard, reversed: bool) {
        self.files += 1;
        self.delays_s.extend(&heard.delays_s);
        self.revised += heard.revised;
        self.lost += u32::from(heard.lost);
        if truth.steps.is_empty() {
            for step in &heard.steps {
                if let Some(count) = self.unlabelled.get_mut(column(&step.direction)) {
                    *count += 1;
                }
            }
            return;
        }
        let mut steps: Vec<(f64, TrueStep)> = truth
            .steps
            .iter()
            .filter_map(|s| s.t.filter(|t| t.is_finite()).map(|t| (t, s.clone())))
            .collect();
        if reversed {
            steps.reverse();
            for (t, step) in &mut steps {
                *t = truth.duration_s - *t;
                step.direction = flip(&step.direction).to_owned();
            }
        }
        let mut spans: Vec<(f64, f64)> = Vec::new();
        for (t, _) in &steps {
            match spans.last_mut() {
                Some((_, end)) if t - *end <= PAUSE_S => *end = *t,
                _ => spans.push((*t, *t)),
            }
        }
        let inside = |t: f64| spans.iter().any(|(from, to)| from - MARGIN_S <= t && t <= to + MARGIN_S);
        let found: Vec<&HeardStep> = heard.steps.iter().filter(|s| inside(s.t_s)).collect();
        let walked: Vec<f64> = steps.iter().map(|(t, _)| *t).collect();
        let heard_at: Vec<f64> = found.iter().map(|s| s.t_s).collect();
        let pairs = match_steps(&walked, &heard_at);
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.matched += size(pairs.len());
        self.walked += size(walked.len());
        self.heard += size(found.len());
        self.count_errors.push((found.len() as f64 - walked.len() as f64).abs() / walked.len() as f64);
        let (true_cadence, cadence) = (steady_cadence(&walked), steady_cadence(&heard_at));
        self.cadence_errors_spm.extend(true_cadence.zip(cadence).map(|(t, m)| (m - t).abs()));
        let subject = truth.subject.clone().unwrap_or_default();
        let mut lengths = [Vec::new(), Vec::new()];
        for (i, j, error_s) in pairs {
            let (Some((_, step)), Some(heard)) = (steps.get(i), found.get(j)) else { continue };
            self.time_errors_s.push(error_s);
            let row = column(&step.direction);
            let foot = step.side.as_ref().map(|side| match &heard.side {
                Some(told) => usize::from(!told.eq_ignore_ascii_case(side)),
                None => 2,
            });
            if let Some(count) = foot.and_then(|f| self.feet.get_mut(f)) {
                *count += 1;
            }
            if let Some(count) = self.confusion.get_mut(row).and_then(|r| r.get_mut(column(&heard.direction)))
            {
                *count += 1;
                let length = step.length.filter(|l| *l != 0.0 && !step.partial);
                if let (Some(length), Some(mine), Some(errors)) =
                    (length, heard.step_length_m.filter(|l| *l != 0.0), self.length_errors_m.get_mut(row))
                {
                    errors.push((mine - length).abs());
                    if let Some(lengths) = lengths.get_mut(row) {
                        lengths.push((length, mine));
                    }
                }
            }
        }
        for (all, pairs) in self.lengths.iter_mut().zip(lengths) {
            if !pairs.is_empty() {
                all.push(Scaled { subject: subject.clone(), pairs });
            }
        }
        if let (Some(speed), Some(mine)) = (truth.speed_mps(), heard.speed_mps) {
            self.speed(usize::from(reversed), subject, speed, mine);
            return;
        }
        let mut bouts = truth.bouts.iter().filter(|b| b.steps >= BOUT_STEPS);
        if let (Some(bout), None, Some(mine)) = (bouts.next(), bouts.next(), heard.speed_mps)
            && let Some(speed) = bout.speed
        {
            let direction = if reversed { flip(&bout.direction) } else { &bout.direction };
            let row = usize::from(direction == "backward");
            self.speed(row, subject, speed, mine);
        }
    }

    fn speed(&mut self, row: usize, subject: String, truth: f64, mine: f64) {
        if let (Some(errors), Some(all)) = (self.speed_errors_mps.get_mut(row), self.speeds.get_mut(row)) {
            errors.push((mine - truth).abs());
            all.push(Scaled { subject, pairs: vec![(truth, mine)] });
        }
    }

    /// Harmonic mean of how many of the heard were walked and of the walked heard.
    pub(super) fn f1(&self) -> Option<f64> {
        let precision = f64::from(self.matched) / f64::from(self.heard.max(1));
        let recall = f64::from(self.matched) / f64::from(self.walked.max(1));
        (self.walked > 0).then(|| 2.0 * precision * recall / (precision + recall).max(1e-9))
    }

    /// Of those walked `row` way: how many decided, and how many of these right.
    pub(super) fn decided(&self, row: usize) -> Option<(f64, f64)> {
        let counts = self.confusion.get(row)?;
        let [forward, backward, unknown] = *counts;
        let right = if row == 0 { forward } else { backward };
        let (decided, all) = (forward + backward, forward + backward + unknown);
        (all > 0).then(|| (f64::from(decided) / f64::from(all), f64::from(right) / f64::from(decided.max(1))))
    }

    /// The table's row, in the words of the recordings' own scorer.
    pub(super) fn row(&self) -> Value {
        let round = |x: f64, places: i32| (x * 10_f64.powi(places)).round() / 10_f64.powi(places);
        let mut row = json!({"files": self.files, "steps_truth": self.walked, "steps_found": self.heard});
        let mut put = |key: &str, value: Value| {
            if let Some(object) = row.as_object_mut() {
                object.insert(key.to_owned(), value);
            }
        };
        if let Some(f1) = self.f1() {
            put("f1", json!(round(f1, 4)));
            put("count_error_pct_mean_abs", json!(mean(&self.count_errors).map(|e| round(100.0 * e, 2))));
            put("timing_mae_ms", json!(mean_size(&self.time_errors_s).map(|e| round(1000.0 * e, 1))));
        }
        for (number, name) in ["forward", "backward"].into_iter().enumerate() {
            if let (Some((decided, right)), Some(counts)) = (self.decided(number), self.confusion.get(number))
            {
                let wrong = counts.get(1 - number);
                put(
                    name,
                    json!({"steps": counts.iter().sum::<u32>(), "right_of_decided": round(right, 4),
                           "decided": round(decided, 4), "wrong": wrong}),
                );
            }
            if let Some(error) = self.length_errors_m.get(number).and_then(|e| mean(e)) {
                put(&format!("step_length_mae_m_{name}"), json!(round(error, 3)));
            }
        }
        if let [forward, backward, unknown] = self.unlabelled
            && forward + backward + unknown > 0
        {
            put("activity_only", json!({"forward": forward, "backward": backward, "unknown": unknown}));
        }
        if let Some(error) = mean(&self.cadence_errors_spm) {
            put("cadence_mae_spm", json!(round(error, 2)));
        }
        let speeds: Vec<f64> = self.speed_errors_mps.iter().flatten().copied().collect();
        if let Some(error) = mean(&speeds) {
            put("speed_mae_mps", json!(round(error, 3)));
        }
        row
    }
}

pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

pub(super) fn mean_size(values: &[f64]) -> Option<f64> {
    mean(&values.iter().map(|v| v.abs()).collect::<Vec<_>>())
}

/// Steps a minute of the steady strides, as [`gait::steady_strides`] tells them of what was heard: turns, pauses and hesitations are left out.
fn steady_cadence(at: &[f64]) -> Option<f64> {
    let mut strides: Vec<f64> =
        at.windows(3).filter_map(|w| if let [a, _, b] = w { Some(b - a) } else { None }).collect();
    if strides.len() < 3 {
        return None;
    }
    let usual = median(&mut strides);
    let steady: Vec<f64> =
        strides.into_iter().filter(|t| (STEADY_STRIDE * usual..=usual / STEADY_STRIDE).contains(t)).collect();
    mean(&steady).map(|t| 120.0 / t)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let at = |n: usize| values.get(n).copied().unwrap_or_default();
    if values.len() % 2 == 1 { at(middle) } else { f64::midpoint(at(middle.saturating_sub(1)), at(middle)) }
}

/// Pairs, nearest first, with the time error that is left.
fn match_steps(walked: &[f64], heard: &[f64]) -> Vec<(usize, usize, f64)> {
    let nearest = |r: &f64| {
        heard.iter().map(|d| d - r).min_by(|a, b| a.abs().total_cmp(&b.abs())).filter(|e| e.abs() <= 0.5)
    };
    let mut near: Vec<f64> = walked.iter().filter_map(nearest).collect();
    let offset = if near.is_empty() { 0.0 } else { median(&mut near) };
    let mut pairs = Vec::new();
    for (i, r) in walked.iter().enumerate() {
        for (j, d) in heard.iter().enumerate() {
            let error = d - offset - r;
            if error.abs() <= TOLERANCE_S {
                pairs.push((i, j, error));
            }
        }
    }
    pairs.sort_by(|a, b| a.2.abs().total_cmp(&b.2.abs()).then(a.0.cmp(&b.0)).then(a.1.cmp(&b.1)));
    let (mut used_walked, mut used_heard) = (vec![false; walked.len()], vec![false; heard.len()]);
    pairs.retain(|(i, j, _)| {
        let (Some(a), Some(b)) = (used_walked.get_mut(*i), used_heard.get_mut(*j)) else { return false };
        let free = !*a && !*b;
        if free {
            (*a, *b) = (true, true);
        }
        free
    });
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_matched_one_to_one_after_a_common_offset() {
        let walked = [1.0, 2.0, 3.0, 4.0];
        let heard = [1.1, 2.1, 2.2, 3.1, 9.0];
        let pairs = match_steps(&walked, &heard);
        let mut matched: Vec<(usize, usize)> = pairs.iter().map(|(i, j, _)| (*i, *j)).collect();
        matched.sort_unstable();
        assert_eq!(matched, [(0, 0), (1, 1), (2, 3)]);
    }

    #[test]
    fn unknown_counts_as_undecided_and_not_as_wrong() {
        let tally = Tally { confusion: [[90, 1, 9], [2, 8, 10]], ..Tally::default() };
        assert_eq!(tally.decided(0), Some((0.91, 90.0 / 91.0)));
        assert_eq!(tally.decided(1), Some((0.5, 0.8)));
    }
}
