//! Samples lost without a trace in the timestamps: how much time a walk has lost, and where.
//!
//! A radio that drops packets, or a logger that numbers what arrives, leaves a recording whose clock runs on as if nothing
//! were missing: steps come too soon, cadence and speed too high. Two things together give it away. The signal jumps:
//! what an autoregressive model of all axes (order three, fitted to the walk itself without its worst samples) does not
//! foresee is far greater than at any contact. And just there the step is shorter than the walker's steps are. Such a
//! step gets the time the walker's other steps take. Faster steps alone are no loss, nor are harder ones: a walker who
//! speeds up does both, so the crests must not have grown. And only a clock that counts readings can hide that some are missing:
//! one that tells when each came shows it, and of few readings a second each jumps.

use crate::grid::DT;
use crate::initial_contacts::Crest;
use alloc::vec::Vec;
use core::ops::Range;

/// Readings kept of a piece: two minutes at 100 Hz. Faster sensors are not looked at once they are full.
pub(crate) const MOST: usize = 12_288;
/// Axes: acceleration and rotation.
const AXES: usize = 6;
const ORDER: usize = 3;
const TERMS: usize = ORDER * AXES;
const ROW: usize = TERMS + AXES;
/// The walk's worst share, which the model is not fitted to, and how often it is fitted anew.
const WORST: f32 = 0.07;
const FITS: usize = 4;
/// About so many readings are enough to fit it to (30 s at 100 Hz), and so many steps to know what is usual.
const ENOUGH: usize = 3000;
const ENOUGH_STEPS: usize = 40;
/// Shorter than this share of the walker's step time and jumping: time was lost. Shorter still (two contacts for one) is
/// another mistake.
const SHORT: f32 = 0.9;
const SHORTEST: f32 = 0.3;
/// How much a jump exceeds what is usual at contacts, or between them.
const JUMP: f32 = 1.7;
/// Beside such a step, or with some jump, less is enough.
const RATHER_SHORT: f32 = 0.96;
/// The same share of a stride.
const STRIDE: f32 = 0.95;
/// So many steps must have jumped, a quarter of all that are short, one in forty of the walk, and as plainly: any long walk has a few odd steps. The
/// evidence of a jump is its logarithm; two of twice and more the limit say as much as three at the limit.
const LEAST: usize = 2;
const EVIDENCE: f32 = 1.6;
/// So many steps, and a quarter of all, must be steady: who wanders has no step time to go by.
const STEADY: usize = 9;
/// Steps that come sooner and hit harder than this share of the others' crests are a faster walk; softer, the last ones of a walk.
const AS_HARD: Range<f32> = 0.4..1.3;

/// What a clock must be to hide a loss: of so many readings one may come more than a tenth of the usual interval early or late, and there
/// are at least so many a second.
const ODD_OF: u32 = 50;
const LEAST_HZ: f32 = 49.0;
const EVEN: f32 = 0.1;

/// How a recording's clock goes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    last_s: f64,
    usual_s: f32,
    read: u32,
    odd: u32,
}

impl Clock {
    /// Takes the time of a reading.
    #[inline]
    pub(crate) fn push(&mut self, t_s: f64) {
        #[allow(clippy::cast_possible_truncation, reason = "between two readings")]
        let since = (t_s - self.last_s) as f32;
        self.last_s = t_s;
        if self.usual_s == 0.0 && self.read > 0 {
            self.usual_s = since;
        } else if self.read > 0 {
            self.odd += u32::from((since - self.usual_s).abs() > EVEN * self.usual_s);
            self.usual_s += (since - self.usual_s) * 0.05;
        }
        self.read += 1;
    }

    /// The same clock, asked anew from now on.
    pub(crate) fn begin(&mut self) {
        (self.read, self.odd) = (0, 0);
    }

    /// Whether it only counts.
    pub(crate) fn counts(&self) -> bool {
        ODD_OF * self.odd <= self.read && self.usual_s * LEAST_HZ < 1.0
    }
}

/// A reading: the frame of the piece it fell in, and its six axes.
pub(crate) type Reading = (usize, [f32; AXES]);

/// The seconds lost before each contact of `walk` but the first; empty where nothing was.
pub(crate) fn lost(readings: &[Reading], walk: &[Crest]) -> Vec<f32> {
    let steps: Vec<f32> = walk
        .windows(2)
        .map(|w| if let [a, b] = w { (b.at - a.at) as f32 + b.shift - a.shift } else { 0.0 } * DT)
        .collect();
    // By strides, because one foot's steps may well be shorter than the other's.
    let strides: Vec<f32> = steps.windows(2).map(|w| w.iter().sum()).collect();
    let middle = median(strides.iter().copied());
    let usual = 0.5 * median(strides.iter().copied().filter(|s| (0.93 * middle..1.25 * middle).contains(s)));
    let stride = |i: Option<usize>| i.and_then(|i| strides.get(i)).map_or(0.0, |s| 0.5 * s / usual);
    let short = |i: usize, than: f32| {
        steps.get(i).is_some_and(|own| (SHORTEST * usual..than * usual).contains(own))
            && stride(i.checked_sub(1)) < STRIDE
            && stride(Some(i)) < STRIDE
    };
    let all_short = (0..steps.len()).filter(|i| short(*i, SHORT)).count();
    if all_short < LEAST {
        return Vec::new();
    }
    let steady = strides.iter().filter(|s| (1.86 * usual..2.16 * usual).contains(*s)).count();
    if steady < STEADY || 4 * steady < steps.len() {
        return Vec::new();
    }
    let Some(foretold) = Foretold::of(readings, walk) else { return Vec::new() };
    let is_usual = |s: f32| (0.93 * usual..1.2 * usual).contains(&s);
    let usuals: Vec<usize> =
        (0..steps.len()).filter(|i| steps.get(*i).copied().is_some_and(is_usual)).collect();
    let some = || usuals.iter().step_by(1 + usuals.len() / ENOUGH_STEPS).filter_map(|i| walk.get(*i..*i + 2));
    let (contacts, swings): (Vec<f32>, Vec<f32>) = some().map(|step| foretold.jumps(step)).unzip();
    let (contact, swing) = (median(contacts.into_iter()).max(1e-3), median(swings.into_iter()).max(1e-3));
    let jump = |i: usize| {
        let (at_contact, between) = walk.get(i..i + 2).map_or((0.0, 0.0), |step| foretold.jumps(step));
        (at_contact / contact).max(between / swing)
    };
    let height = |of: &[usize]| median(of.iter().filter_map(|i| walk.get(i + 1)).map(|c| c.prominence));
    let jumped: Vec<usize> = (0..steps.len()).filter(|i| short(*i, SHORT) && jump(*i) > JUMP).collect();
    let evidence: f32 = jumped.iter().map(|i| libm::logf(jump(*i))).sum();
    if jumped.len() < LEAST
        || evidence < EVIDENCE
        || 4 * jumped.len() < all_short
        || 40 * jumped.len() < steps.len()
        || !AS_HARD.contains(&(height(&jumped) / height(&usuals).max(1e-6)))
    {
        return Vec::new();
    }
    let beside = |i: usize| jumped.iter().any(|j| j.abs_diff(i) <= 1);
    let loss = |(i, s): (usize, &f32)| {
        if short(i, RATHER_SHORT) && (beside(i) || jump(i) > 1.0) { usual - s } else { 0.0 }
    };
    steps.iter().enumerate().map(loss).collect()
}

fn median(of: impl Iterator<Item = f32>) -> f32 {
    let mut sorted: Vec<f32> = of.collect();
    sorted.sort_unstable_by(f32::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

/// A walk's readings, every axis without its mean and in units of its own spread so that all weigh alike, and what
/// foretells them.
struct Foretold<'a> {
    readings: &'a [Reading],
    data: Vec<[f32; AXES]>,
    model: Model,
}

impl Foretold<'_> {
    fn of<'a>(readings: &'a [Reading], walk: &[Crest]) -> Option<Foretold<'a>> {
        let (first, last) = walk.first().zip(walk.last())?;
        let frames = first.at.saturating_sub(15)..last.at + 15;
        let readings = readings.get(within(readings, frames))?;
        let n = readings.len();
        if n < 4 * TERMS {
            return None;
        }
        // Of a long walk some readings say as much as all.
        let every = 1 + n / ENOUGH;
        let some = || readings.iter().step_by(every).map(|r| r.1);
        let count = some().count() as f64;
        let (mut sums, mut squares) = ([0.0; AXES], [0.0; AXES]);
        for row in some() {
            for ((sum, square), x) in sums.iter_mut().zip(&mut squares).zip(row.map(f64::from)) {
                *sum += x;
                *square += x * x;
            }
        }
        let unit = |axis: usize| {
            let [mean, square] = [sums, squares].map(|of| of.get(axis).copied().unwrap_or_default() / count);
            let spread = libm::sqrt(square - mean * mean);
            #[allow(clippy::cast_possible_truncation, reason = "some standard deviations")]
            let unit = (mean as f32, if spread > 1e-6 { 1.0 / spread as f32 } else { 0.0 });
            unit
        };
        let units: [(f32, f32); AXES] = core::array::from_fn(unit);
        let data: Vec<[f32; AXES]> = readings
            .iter()
            .map(|&(_, mut row)| {
                row.iter_mut().zip(units).for_each(|(x, (mean, scale))| *x = (*x - mean) * scale);
                row
            })
            .collect();
        let model = fit(&data, every)?;
        Some(Foretold { readings, data, model })
    }

    /// How much a step jumps at most, in standard deviations of a usual reading: about its two contacts, and between them.
    fn jumps(&self, step: &[Crest]) -> (f32, f32) {
        let [a, b] = step else { return (0.0, 0.0) };
        let most = |frames: Range<usize>| {
            let end = within(self.readings, frames);
            let rows = self.data.get(end.start.saturating_sub(ORDER)..end.end).unwrap_or_default();
            rows.windows(ORDER + 1).filter_map(row).map(|row| distance(&self.model, row)).fold(0.0, f32::max)
        };
        let (left, right) = (a.at + 5, b.at.saturating_sub(8));
        (most(a.at.saturating_sub(3)..left).max(most(right..b.at + 2)), most(left..right))
    }
}

/// Where the readings of these frames stand.
fn within(readings: &[Reading], frames: Range<usize>) -> Range<usize> {
    let from = |frame: usize| readings.partition_point(|r| r.0 < frame);
    from(frames.start)..from(frames.end)
}

/// The model of a walk, fitted to every so many of its readings without the worst of them.
fn fit(data: &[[f32; AXES]], every: usize) -> Option<Model> {
    let rows = || data.windows(ORDER + 1).step_by(every).filter_map(row);
    let mut all = Products::default();
    rows().for_each(|row| all.add(row, 1.0));
    let mut model = all.model()?;
    for _ in 1..FITS {
        let far: Vec<f32> = rows().map(|row| distance(&model, row)).collect();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank")]
        let rank = ((1.0 - WORST) * far.len() as f32) as usize;
        let mut sorted = far.clone();
        let (_, limit, _) = sorted.select_nth_unstable_by(rank.min(far.len() - 1), f32::total_cmp);
        let mut kept = all.clone();
        let mut spoilt = 0_usize;
        for (row, far) in rows().zip(&far) {
            // A bad reading spoils what is foretold of it as well.
            spoilt = if far > limit { ORDER / every + 1 } else { spoilt };
            if spoilt > 0 {
                kept.add(row, -1.0);
                spoilt -= 1;
            }
        }
        model = kept.model()?;
    }
    Some(model)
}

/// What makes of a row (`ORDER` readings and the one they foretell) the part of the last that they do not foresee, in independent
/// axes of unit size. One column for each number of a row, two lanes to spare.
type Model = [[f32; AXES + 2]; ROW];

/// Readings that follow each other as one row of numbers.
fn row(readings: &[[f32; AXES]]) -> Option<&[f32; ROW]> {
    readings.as_flattened().first_chunk()
}

/// The size of what a row's other readings do not foresee of its last, an axis.
fn distance(model: &Model, row: &[f32; ROW]) -> f32 {
    let mut unforeseen = [0.0_f32; AXES + 2];
    for (column, x) in model.iter().zip(row) {
        for (sum, weight) in unforeseen.iter_mut().zip(column) {
            *sum += weight * x;
        }
    }
    libm::sqrtf(unforeseen.iter().map(|x| x * x).sum::<f32>() / AXES as f32)
}

/// The sums of products of the numbers of some rows, those at and below the diagonal and some beside it, four at a time.
#[derive(Clone, Default)]
struct Products {
    sums: [[[f64; 4]; ROW / 4]; ROW],
    count: f64,
}

impl Products {
    /// Adds a row so many times.
    fn add(&mut self, row: &[f32; ROW], times: f64) {
        let numbers = row.map(f64::from);
        let fours = numbers.as_chunks::<4>().0;
        for (i, (sums, a)) in self.sums.iter_mut().zip(numbers).enumerate() {
            let a = times * a;
            for (sum, b) in sums.iter_mut().zip(fours).take(i / 4 + 1) {
                sum.iter_mut().zip(b).for_each(|(sum, b)| *sum += a * b);
            }
        }
        self.count += times;
    }

    /// The last rows of the inverse of the Cholesky factor: what is left of the last reading once the others are taken out (the
    /// least squares), whitened.
    fn model(&self) -> Option<Model> {
        let count = self.count.max(1.0);
        let mut means = [[0.0; ROW]; ROW];
        for (means, sums) in means.iter_mut().zip(&self.sums) {
            means.iter_mut().zip(sums.as_flattened()).for_each(|(mean, sum)| *mean = sum / count);
        }
        let factor = cholesky(means)?;
        let mut model = Model::default();
        for (i, column) in model.iter_mut().enumerate() {
            let mut unit = [0.0; ROW];
            *unit.get_mut(i)? = 1.0;
            for (weight, x) in column.iter_mut().zip(forward(&factor, unit).iter().skip(TERMS)) {
                #[allow(clippy::cast_possible_truncation, reason = "a weight")]
                let x = *x as f32;
                *weight = x;
            }
        }
        Some(model)
    }
}

/// The lower factor of a symmetric matrix made safely positive; `None` for what is no number.
fn cholesky<const N: usize>(mut a: [[f64; N]; N]) -> Option<[[f64; N]; N]> {
    let mut l = [[0.0; N]; N];
    for i in 0..N {
        *a.get_mut(i)?.get_mut(i)? *= 1.0 + 1e-9;
        *a.get_mut(i)?.get_mut(i)? += 1e-9;
        for j in 0..=i {
            let (row, other) = (l.get(i)?, l.get(j)?);
            let sum = a.get(i)?.get(j)? - row.iter().zip(other).take(j).map(|(x, y)| x * y).sum::<f64>();
            let value = if i == j {
                if sum.is_nan() || sum <= 0.0 {
                    return None;
                }
                libm::sqrt(sum)
            } else {
                sum / other.get(j)?
            };
            *l.get_mut(i)?.get_mut(j)? = value;
        }
    }
    Some(l)
}

/// Solves `l x = b`.
fn forward<const N: usize>(l: &[[f64; N]; N], b: [f64; N]) -> [f64; N] {
    let mut x = b;
    for (i, row) in l.iter().enumerate() {
        let sum: f64 = row.iter().zip(&x).take(i).map(|(l, x)| l * x).sum();
        if let Some((x, l)) = x.get_mut(i).zip(row.get(i)) {
            *x = (*x - sum) / l;
        }
    }
    x
}
