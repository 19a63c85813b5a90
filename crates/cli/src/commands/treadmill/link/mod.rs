//! The way to a machine: a virtual one, one over TCP, one over Bluetooth. Each hears orders and tells events.

#[cfg(feature = "bluetooth")]
pub(super) mod bluetooth;
pub(super) mod dircon;
pub(super) mod simulated;

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

pub(super) trait Link {
    /// The machine's name.
    fn name(&self) -> &str;
    /// Takes an order; what comes of it is an event.
    fn order(&mut self, order: Order);
    /// The next event within `wait`.
    fn event(&mut self, wait: Duration) -> Option<Event>;
}
