//! The way to a machine: a virtual one, one over TCP, one over Bluetooth. Each hears orders and tells events.

#[cfg(feature = "bluetooth")]
pub(super) mod bluetooth;
pub(super) mod dircon;
pub(super) mod simulated;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use treadmill::ftms::Characteristic;

/// What a link is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Subscribe(Characteristic),
    Read(Characteristic),
    /// To the control point, with response.
    Write(Vec<u8>),
}

/// What a link tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Up,
    /// Gone, and why as far as known.
    Lost(String),
    Heard(Characteristic, Vec<u8>),
    Missing(Characteristic),
    WriteFailed(String),
}

impl Order {
    /// Its turn among others: answers have to be heard, and then a stop waits behind nothing that is only read.
    pub(super) fn turn(&self) -> u8 {
        match self {
            Order::Subscribe(Characteristic::ControlPoint) => 0,
            Order::Write(_) => 1,
            Order::Subscribe(_) => 2,
            Order::Read(_) => 3,
        }
    }
}

pub(super) trait Link {
    /// The machine's name.
    fn name(&self) -> &str;
    /// What finds this machine and no other of its name.
    fn address(&self) -> &str {
        self.name()
    }
    /// Takes an order; what comes of it is an event.
    fn order(&mut self, order: Order);
    /// The next event within `wait`.
    fn event(&mut self, wait: Duration) -> Option<Event>;
}

/// Between one try to link again and the next.
const AGAIN: Duration = Duration::from_millis(500);

/// A link that is opened again whenever it is lost, for as long as it takes. That is done on a thread of its own, so that
/// whoever watches a belt is never kept waiting.
pub(super) struct Lasting<L> {
    name: String,
    address: String,
    open: Arc<dyn Fn() -> anyhow::Result<L> + Send + Sync>,
    state: State<L>,
}

enum State<L> {
    Linked(L),
    Opening(Receiver<L>),
}

impl<L: Link + Send + 'static> Lasting<L> {
    pub(super) fn new(first: L, open: impl Fn() -> anyhow::Result<L> + Send + Sync + 'static) -> Lasting<L> {
        let (name, address) = (first.name().to_owned(), first.address().to_owned());
        Lasting { name, address, open: Arc::new(open), state: State::Linked(first) }
    }

    fn open_again(&mut self) {
        let (found, opening) = channel();
        let lost = std::mem::replace(&mut self.state, State::Opening(opening));
        let open = Arc::clone(&self.open);
        std::thread::spawn(move || {
            // Letting go of it may take seconds.
            drop(lost);
            loop {
                std::thread::sleep(AGAIN);
                if let Ok(link) = open() {
                    let _ = found.send(link);
                    return;
                }
            }
        });
    }
}

impl<L: Link + Send + 'static> Link for Lasting<L> {
    fn name(&self) -> &str {
        &self.name
    }

    fn address(&self) -> &str {
        &self.address
    }

    /// What is asked of a lost link is lost: once it is up, the controller asks anew.
    fn order(&mut self, order: Order) {
        if let State::Linked(link) = &mut self.state {
            link.order(order);
        }
    }

    fn event(&mut self, wait: Duration) -> Option<Event> {
        match &mut self.state {
            State::Linked(link) => {
                let event = link.event(wait);
                if matches!(event, Some(Event::Lost(_))) {
                    self.open_again();
                }
                event
            }
            State::Opening(opening) => {
                match opening.recv_timeout(wait) {
                    Ok(link) => self.state = State::Linked(link),
                    Err(RecvTimeoutError::Timeout) => {}
                    // The one that tried is gone itself: another tries.
                    Err(RecvTimeoutError::Disconnected) => self.open_again(),
                }
                None
            }
        }
    }
}
