//! How far something long has come, for who waits at a terminal.

use std::io::{IsTerminal as _, stderr};
use std::time::{Duration, Instant};

/// "n of m" on a line that is written over; nothing in the first second, or where nobody looks.
pub(crate) struct Counting {
    of: u64,
    began: Instant,
    told: Option<Instant>,
}

impl Counting {
    /// Of so many.
    pub(crate) fn of(of: u64) -> Counting {
        Counting { of, began: Instant::now(), told: None }
    }

    /// So many are done.
    pub(crate) fn done(&mut self, done: u64) {
        let due = self.told.map_or(self.began + Duration::from_secs(1), |at| at + Duration::from_millis(200));
        if Instant::now() >= due && stderr().is_terminal() {
            self.told = Some(Instant::now());
            eprint!("\r{done} of {} ", self.of);
        }
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        if self.told.is_some() {
            eprint!("\r\x1b[K");
        }
    }
}
