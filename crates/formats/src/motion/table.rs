//! A delimited text of any size as samples, block by block: nothing is kept but the layout and an unfinished line.

use super::batches::Batches;
use super::join::SILENT_S;
use super::layout::{
    ACCELERATION, BYTE_ORDER_MARK, Clock, GRAVITY, Hint, Layout, Note, ROTATION, SLOTS, Sensor, TIME,
    field_length, find, single_blanks,
};
use super::origin::{DAY_S, Origin};
use super::problem::{Problem, ProblemKind};
use super::{decimal, narrow, stamp};
use alloc::string::String;
use alloc::vec::Vec;
use gait::Sample;

/// Bytes looked at before the layout is decided.
const HEAD: usize = 256 * 1024;
/// At most so many, where the first ones are of somebody who stands, and tell no unit: twenty minutes at 100 Hz.
const LONGEST_HEAD: usize = 8 * 1024 * 1024;
/// A clock at more than this is a date, and the recording gets its zero at the first row (1973 in seconds).
const DATE_S: f64 = 1e8;

/// No clock in seconds reads more: it is no time, and no origin.
const LAST_S: f64 = 1e12;

/// Reads a table as it arrives.
#[derive(Clone, Debug)]
pub struct Table {
    hint: Hint,
    layout: Option<Layout>,
    /// What has come and is no whole line yet; before the layout is known, all that has come.
    rest: Vec<u8>,
    /// Bytes to look at before the layout is decided.
    head: usize,
    line: u64,
    values: [f64; SLOTS],
    has_turned: bool,
    /// The rate of turn that was last written, where zeros stand for none.
    turn: [f64; 3],
    /// When the rate of turn was last written, on the file's own clock.
    turned_at: f64,
    origin: Option<f64>,
    last_stamp: f64,
    /// Rows so far, where rows are the clock.
    rows: u32,
    samples: u64,
    batches: Batches,
}

impl Table {
    /// A reader that has seen nothing.
    pub fn new(hint: Hint) -> Table {
        Table {
            hint,
            layout: None,
            rest: Vec::new(),
            head: HEAD,
            line: 0,
            values: [0.0; SLOTS],
            has_turned: false,
            turn: [0.0; 3],
            turned_at: f64::NEG_INFINITY,
            origin: None,
            last_stamp: f64::NEG_INFINITY,
            rows: 0,
            samples: 0,
            batches: Batches::default(),
        }
    }

    /// What is known of how the table is written, once it is known.
    pub fn layout(&self) -> Option<&Layout> {
        self.layout.as_ref()
    }

    /// What the three channels given as acceleration are; anything but [`Sensor::Acceleration`] wants [`super::join`].
    pub fn sensor(&self) -> Option<Sensor> {
        self.layout.as_ref().map(|l| if l.has_gravity { Sensor::Acceleration } else { l.sensor })
    }

    /// Whether it has a gyroscope's columns.
    pub fn has_rotation(&self) -> bool {
        self.layout.as_ref().is_some_and(|l| l.has_rotation)
    }

    /// What one of the file's unit of acceleration is in m/s², once it is known.
    pub fn acceleration_scale(&self) -> Option<f32> {
        self.layout.as_ref().and_then(|l| l.scale.get(ACCELERATION)).map(|scale| scale.abs())
    }

    /// Where the recording's zero lies.
    pub fn origin(&self) -> Origin {
        let clock = self.layout.as_ref().map(|l| l.clock);
        let of_day = matches!(clock, Some(Clock::Stamp { .. }));
        let zoned = matches!(clock, Some(Clock::Stamp { zoned: true, .. } | Clock::PerSecond(_)));
        let unix_s = self.origin.filter(|o| *o > DATE_S);
        let beside = || self.layout.as_ref().and_then(|l| l.unix_zero_s);
        Origin {
            unix_s,
            midnight_s: self.origin.filter(|o| of_day && *o <= DATE_S),
            instant_s: if zoned { unix_s.or_else(beside) } else { None },
        }
    }

    /// Lines read so far.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// No more will come, and the last line is not whole: it is left out.
    pub fn break_off(&mut self) {
        let whole = self.rest.iter().rposition(|b| *b == b'\n').map_or(0, |end| end + 1);
        self.rest.truncate(whole);
    }

    /// Samples given so far.
    pub const fn samples(&self) -> u64 {
        self.samples
    }

    /// Takes the next bytes and gives the samples they complete; those of the first rows wait until the next, so that whoever
    /// asks knows before the first sample what it is.
    pub fn push(&mut self, block: &[u8], give: &mut impl FnMut(Sample)) -> Result<(), Problem> {
        if self.layout.is_none() {
            self.rest.extend_from_slice(block);
            while self.layout.is_none()
                && let Some(head) = self.rest.get(..self.head)
            {
                let layout = found(head, self.hint)?;
                if layout.sure || self.head >= LONGEST_HEAD {
                    self.begin(layout);
                    return Ok(());
                }
                self.head = (4 * self.head).min(LONGEST_HEAD);
            }
            return Ok(());
        }
        let mut block = block;
        if !self.rest.is_empty() {
            let Some(end) = block.iter().position(|b| *b == b'\n') else {
                self.rest.extend_from_slice(block);
                return Ok(());
            };
            let (first, others) = block.split_at(end + 1);
            let mut line = core::mem::take(&mut self.rest);
            line.extend_from_slice(first);
            self.lines(&line, give)?;
            line.clear();
            self.rest = line;
            block = others;
        }
        let whole = block.iter().rposition(|b| *b == b'\n').map_or(0, |end| end + 1);
        let (lines, rest) = block.split_at(whole);
        self.lines(lines, give)?;
        self.rest.extend_from_slice(rest);
        Ok(())
    }

    /// Decides on the layout, where nothing more comes that could tell.
    pub fn decide(&mut self) -> Result<(), Problem> {
        if self.layout.is_none() {
            let layout = found(&self.rest, self.hint)?;
            self.begin(layout);
        }
        Ok(())
    }

    /// Ends the table: what is left is its last line.
    pub fn finish(&mut self, give: &mut impl FnMut(Sample)) -> Result<(), Problem> {
        self.decide()?;
        let rows = core::mem::take(&mut self.rest);
        self.push(&rows, give)?;
        let mut line = core::mem::take(&mut self.rest);
        if !line.trim_ascii().is_empty() {
            line.push(b'\n');
            // A recorder that was killed leaves half a line; that is no fault of the rest.
            if self.lines(&line, give).is_err()
                && let Some(layout) = &mut self.layout
            {
                layout.notes.push(Note::LastLineCut);
            }
        }
        self.batches.finish(give);
        if self.samples == 0 {
            let line = self.layout.as_ref().map_or(0, |l| l.header_lines as u64);
            return Err(Problem { line, kind: ProblemKind::NoRows });
        }
        let origin = self.origin();
        if let Some(layout) = &mut self.layout {
            if origin.unix_s.is_some() && origin.instant_s.is_none() {
                layout.notes.push(Note::NoZone);
            }
            if layout.sensor == Sensor::LinearAcceleration && !layout.has_gravity {
                layout.notes.push(Note::GravityMissing);
            }
            if !self.has_turned {
                layout.notes.push(Note::NoRotation);
            }
            if self.batches.early * 20 > self.samples {
                layout.notes.push(Note::OutOfOrder(self.batches.early));
            }
            let Batches { shared, stands, .. } = self.batches;
            if stands || shared > 1 && shared + 1 == self.samples {
                layout.notes.push(Note::ClockStands);
            } else if shared > 0 {
                layout.notes.push(Note::TimesShared(shared));
            }
        }
        Ok(())
    }

    fn begin(&mut self, layout: Layout) {
        let head: usize =
            self.rest.split_inclusive(|b| *b == b'\n').take(layout.header_lines).map(<[u8]>::len).sum();
        // Where no header has it, the mark of UTF-8 stands before the first row.
        let mark =
            if head == 0 && self.rest.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        self.rest.drain(..head + mark);
        self.line += layout.header_lines as u64;
        self.layout = Some(layout);
    }

    /// Reads whole lines.
    fn lines(&mut self, lines: &[u8], give: &mut impl FnMut(Sample)) -> Result<(), Problem> {
        let Some(layout) = self.layout.take() else { return Ok(()) };
        let result = match layout.delimiter {
            b' ' => self.rows(&layout, &single_blanks(lines), give),
            _ => self.rows(&layout, lines, give),
        };
        self.layout = Some(layout);
        result
    }

    fn rows(&mut self, layout: &Layout, lines: &[u8], give: &mut impl FnMut(Sample)) -> Result<(), Problem> {
        let mut at = lines;
        while let Some(first) = at.first() {
            self.line += 1;
            let blank = |at: &[u8]| at.trim_ascii_start().len() <= after_line(at).trim_ascii_start().len();
            if matches!(first, b'\n' | b'\r' | b'#') || matches!(first, b' ' | b'\t') && blank(at) {
                at = after_line(at);
                continue;
            }
            let mut seen = 0_u16;
            let mut ended = false;
            for (number, slot) in layout.columns.iter().enumerate() {
                if ended {
                    return Err(self.problem(ProblemKind::TooFewColumns(number, layout.columns.len())));
                }
                let Some(slot) = *slot else {
                    let length = field_length(at, layout.delimiter);
                    (at, ended) = after_field(at, length, layout.delimiter);
                    continue;
                };
                let slot = usize::from(slot);
                if let Some((value, length)) = decimal::fast(at, layout.point)
                    && let Some(next) = at.get(length)
                    && (*next == layout.delimiter || *next == b'\n' || *next == b'\r')
                    && !(slot == TIME && matches!(layout.clock, Clock::Stamp { .. }))
                {
                    if let Some(v) = self.values.get_mut(slot) {
                        *v = value;
                    }
                    seen |= 1 << slot;
                    if *next == layout.delimiter {
                        at = at.get(length + 1..).unwrap_or_default();
                    } else {
                        (at, ended) = after_field(at, length, layout.delimiter);
                    }
                } else {
                    let length = field_length(at, layout.delimiter);
                    let field = at.get(..length).unwrap_or_default();
                    if let Some(value) = self.field(layout, number, slot, field)? {
                        if let Some(v) = self.values.get_mut(slot) {
                            *v = value;
                        }
                        seen |= 1 << slot;
                    }
                    (at, ended) = after_field(at, length, layout.delimiter);
                }
            }
            if !ended {
                at = after_line(at);
            }
            if let Clock::Every { seconds, start_s } = layout.clock {
                self.values[TIME] = start_s + f64::from(self.rows) * seconds;
                self.rows = self.rows.saturating_add(1);
                seen |= 1 << TIME;
            }
            self.sample(layout, seen, give);
        }
        Ok(())
    }

    #[cold]
    fn field(
        &self,
        layout: &Layout,
        column: usize,
        slot: usize,
        field: &[u8],
    ) -> Result<Option<f64>, Problem> {
        let name = || layout.names.get(column).cloned().unwrap_or_default();
        let wrong = || {
            let text: String = String::from_utf8_lossy(field).trim().chars().take(40).collect();
            self.problem(ProblemKind::NotANumber(name(), text))
        };
        if slot == TIME
            && let Clock::Stamp { month_first, .. } = layout.clock
        {
            let hours = || stamp::lost_its_hours(field).then(|| self.problem(ProblemKind::HoursLost(name())));
            return stamp::seconds(field, month_first).map(Some).ok_or_else(|| hours().unwrap_or_else(wrong));
        }
        match decimal::slow(field, layout.point) {
            decimal::Field::Number(n) => Ok(Some(n)),
            decimal::Field::Missing => Ok(None),
            decimal::Field::NotANumber => Err(wrong()),
        }
    }

    fn problem(&self, kind: ProblemKind) -> Problem {
        Problem { line: self.line, kind }
    }

    /// What was seen, without the sensor whose zeros are blanks; its last turn is held.
    #[cold]
    fn without_zeros(&mut self, seen: u16) -> u16 {
        let [_, acceleration @ .., _, _, _] = &mut self.values;
        let (acceleration, turn) = acceleration.split_at_mut(3);
        let mut zeros = 0;
        if turn.iter().any(|w| *w != 0.0) {
            self.turn.copy_from_slice(turn);
        } else {
            turn.copy_from_slice(&self.turn);
            zeros |= 0b111 << ROTATION;
        }
        if acceleration.iter().all(|a| *a == 0.0) {
            zeros |= 0b111 << ACCELERATION;
        }
        seen & !zeros
    }

    /// Gives a reading that is no number in place of one that should be in this row and is not: a row of a table whose sensors share
    /// their rows, half a reading, or one without its time. The engine leaves it out, and tells.
    #[cold]
    fn missing(&self, layout: &Layout, seen: u16, give: &mut impl FnMut(Sample)) {
        let has = |slot: usize| seen >> slot & 0b111;
        let (acceleration, rotation) = (has(ACCELERATION), has(ROTATION));
        let half = [acceleration, rotation].iter().any(|axes| (1..0b111).contains(axes));
        let others = || layout.names.len() > layout.columns.iter().flatten().count();
        let lost = match (seen & 1, acceleration | rotation) {
            (0, _) => acceleration != 0,
            // A time alone, where no other sensor can have written it.
            (_, 0) => !others(),
            _ => layout.shared_rows,
        };
        if half || lost {
            let rotation = layout.has_rotation.then_some([f32::NAN; 3]);
            give(Sample { t_s: self.batches.latest_s(), acceleration: [f32::NAN; 3], rotation });
        }
    }

    #[inline]
    fn sample(&mut self, layout: &Layout, seen: u16, give: &mut impl FnMut(Sample)) {
        const WHOLE: u16 = 1 << TIME | 0b111 << ACCELERATION;
        const TURNED: u16 = 0b111 << ROTATION;
        let seen = if layout.zeros_are_blanks { self.without_zeros(seen) } else { seen };
        if seen & TURNED == TURNED {
            self.turned_at = self.values[TIME];
        } else if layout.has_rotation {
            self.missing(layout, seen, give);
        }
        // Sensors with rows of their own: a row without a whole acceleration only brings the others up to date.
        if seen & WHOLE != WHOLE && layout.sensor != Sensor::Rotation || seen & 1 == 0 {
            self.missing(layout, seen, give);
            return;
        }
        let mut time = self.values[TIME];
        let silent = time - self.turned_at;
        let mut second = 1.0;
        match layout.clock {
            Clock::PerSecond(n) => {
                time /= n;
                second = n;
            }
            Clock::Every { .. } => {}
            Clock::Days { zero } => {
                time = (time - zero) * DAY_S;
                second = 1.0 / DAY_S;
            }
            Clock::Stamp { .. } => {
                // A clock without a date begins anew at each midnight.
                if time < DAY_S && self.last_stamp.is_finite() {
                    time += DAY_S * libm::round((self.last_stamp - time) / DAY_S).max(0.0);
                }
                self.last_stamp = time;
            }
        }
        let zero = if time > DATE_S || matches!(layout.clock, Clock::Stamp { .. }) { time } else { 0.0 };
        let origin = if time.abs() <= LAST_S { *self.origin.get_or_insert(zero) } else { 0.0 };
        let scaled = |slot: usize| {
            let value = self.values.get(slot).copied().unwrap_or_default();
            narrow(value) * layout.scale.get(slot).copied().unwrap_or(1.0)
        };
        let three = |slot: usize| [scaled(slot), scaled(slot + 1), scaled(slot + 2)];
        let mut acceleration = three(ACCELERATION);
        if layout.has_gravity {
            for (a, g) in acceleration.iter_mut().zip(three(GRAVITY)) {
                *a += g;
            }
        }
        // Columns of nothing but zeros are how a recording without a gyroscope is written.
        let rotation = layout.has_rotation.then(|| three(ROTATION));
        self.has_turned |= rotation.is_some_and(|w| w.iter().any(|x| *x != 0.0));
        self.samples += 1;
        let heard = self.has_turned && silent <= SILENT_S * second;
        let sample = Sample { t_s: time - origin, acceleration, rotation: rotation.filter(|_| heard) };
        self.batches.push(sample, give);
    }
}

/// The layout of a table that begins so.
fn found(head: &[u8], hint: Hint) -> Result<Layout, Problem> {
    if head.iter().take(4096).any(|b| *b == 0) {
        return Err(Problem { line: 0, kind: ProblemKind::NotText });
    }
    find(head, hint)
}

fn after_line(at: &[u8]) -> &[u8] {
    let end = at.iter().position(|b| *b == b'\n').map_or(at.len(), |end| end + 1);
    at.get(end..).unwrap_or_default()
}

/// Past a field of `length`, and whether the line ended with it.
#[inline]
fn after_field(at: &[u8], length: usize, delimiter: u8) -> (&[u8], bool) {
    let mut rest = at.get(length..).unwrap_or_default();
    if let [b'\r', b'\n', ..] = rest {
        rest = rest.get(1..).unwrap_or_default();
    }
    match rest.split_first() {
        Some((b, after)) if *b == delimiter => (after, false),
        Some((b'\n', after)) => (after, true),
        Some(_) => (after_line(rest), true),
        None => (rest, true),
    }
}

#[cfg(test)]
mod tests;
