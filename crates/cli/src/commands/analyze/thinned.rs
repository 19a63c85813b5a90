//! The signal for a picture, thinned as it comes: however long the recording, no more than a page can show.

use gait::{Analyzer, Sample, Settings};

/// A stretch of the signal: when it begins, and its lowest and highest upward acceleration in m/s².
pub(super) type Cell = (f64, f32, f32);

/// More than twice what the rows of a picture have room for.
const MOST: usize = 1 << 17;
/// Readings after which the engine that makes the signal begins anew, because it keeps all of it: half an hour at 100 Hz.
const PIECE: u32 = 180_000;

/// An engine of its own for the picture, and what it has made.
pub(super) struct Thinned {
    settings: Settings,
    analyzer: Analyzer,
    readings: u32,
    cells: Vec<Cell>,
    cell_s: f64,
}

impl Thinned {
    /// Nothing where `settings` ask for no signal.
    pub(super) fn new(settings: Settings) -> Option<Thinned> {
        let analyzer = Analyzer::new(settings);
        settings.keep_signal.then_some(Thinned {
            settings,
            analyzer,
            readings: 0,
            cells: Vec::new(),
            cell_s: 0.0,
        })
    }

    pub(super) fn push(&mut self, sample: Sample) {
        self.analyzer.push(sample);
        self.readings += 1;
        if self.readings >= PIECE {
            self.take();
        }
    }

    pub(super) fn finish(mut self) -> Vec<Cell> {
        self.take();
        self.cells
    }

    fn take(&mut self) {
        self.readings = 0;
        let done = std::mem::replace(&mut self.analyzer, Analyzer::new(self.settings)).finish();
        for (t_s, value) in done.signal {
            self.add((t_s, value, value));
            if self.cells.len() >= MOST {
                self.widen();
            }
        }
    }

    fn add(&mut self, (t_s, low, high): Cell) {
        match self.cells.last_mut() {
            Some(last) if (0.0..self.cell_s).contains(&(t_s - last.0)) => {
                *last = (last.0, last.1.min(low), last.2.max(high));
            }
            _ => self.cells.push((t_s, low, high)),
        }
    }

    /// Makes the cells as long as it takes for a quarter of them to go.
    fn widen(&mut self) {
        while self.cells.len() > MOST / 4 * 3 && self.cell_s.is_finite() {
            self.cell_s = (self.cell_s * 2.0).max(0.02);
            for cell in std::mem::take(&mut self.cells) {
                self.add(cell);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_no_more_than_a_page_and_its_peaks_stay() {
        let mut day = Thinned::new(Settings { keep_signal: true, ..Settings::default() }).unwrap();
        let frames: u32 = 24 * 3600 * 50;
        for n in 0..frames {
            let value = if n == frames / 3 { 30.0 } else { 1.0 };
            day.add((f64::from(n) / 50.0, value, value));
            if day.cells.len() >= MOST {
                day.widen();
            }
        }
        assert!((MOST / 3..MOST).contains(&day.cells.len()), "{}", day.cells.len());
        let peak = day.cells.iter().find(|c| c.2 > 29.0).unwrap();
        let at_s = f64::from(frames / 3) / 50.0;
        assert!(peak.1 < 2.0 && (0.0..day.cell_s).contains(&(at_s - peak.0)), "{peak:?}");
        assert!(Thinned::new(Settings::default()).is_none());
    }
}
