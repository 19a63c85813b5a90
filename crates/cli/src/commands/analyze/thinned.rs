//! The signal for a picture, thinned as it comes: however long the recording, no more than a page can show.

/// A stretch of the signal: when it begins, and its lowest and highest upward acceleration in m/s².
pub(super) type Cell = (f64, f32, f32);

/// More than twice what the rows of a picture have room for.
const MOST: usize = 1 << 17;

/// What has been kept so far.
#[derive(Default)]
pub(super) struct Thinned {
    cells: Vec<Cell>,
    cell_s: f64,
}

impl Thinned {
    pub(super) fn extend(&mut self, signal: impl IntoIterator<Item = (f64, f32)>) {
        for (t_s, value) in signal {
            self.add((t_s, value, value));
            if self.cells.len() >= MOST {
                self.widen();
            }
        }
    }

    pub(super) fn cells(self) -> Vec<Cell> {
        self.cells
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
        let mut day = Thinned::default();
        let frames: u32 = 24 * 3600 * 50;
        day.extend((0..frames).map(|n| (f64::from(n) / 50.0, if n == frames / 3 { 30.0 } else { 1.0 })));
        assert!((MOST / 3..MOST).contains(&day.cells.len()), "{}", day.cells.len());
        let peak = day.cells.iter().find(|c| c.2 > 29.0).unwrap();
        let at_s = f64::from(frames / 3) / 50.0;
        assert!(peak.1 < 2.0 && (0.0..day.cell_s).contains(&(at_s - peak.0)), "{peak:?}");
    }
}
