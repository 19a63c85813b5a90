//! The one clock of a command: real, or made up so that a simulated walk takes no time.

use crate::began::Began;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use units::Instant;

#[derive(Clone)]
pub(super) struct Clock {
    began: Began,
    made_up: Option<Rc<Cell<Duration>>>,
}

impl Clock {
    pub(super) fn real() -> Clock {
        Clock { began: Began::now(), made_up: None }
    }

    pub(super) fn made_up() -> Clock {
        Clock { made_up: Some(Rc::new(Cell::new(Duration::ZERO))), ..Clock::real() }
    }

    pub(super) fn now(&self) -> Instant {
        Instant::START + self.made_up.as_ref().map_or_else(|| self.began.elapsed(), |at| at.get())
    }

    pub(super) fn sleep(&self, wait: Duration) {
        match &self.made_up {
            Some(at) => at.set(at.get() + wait),
            None => std::thread::sleep(wait),
        }
    }
}
