//! A virtual machine as a link, in real or made-up time.

use super::{Event, Link, Order};
use crate::commands::treadmill::clock::Clock;
use sim::treadmill::VirtualTreadmill;
use std::collections::VecDeque;
use std::time::Duration;

pub(in crate::commands::treadmill) struct Simulated {
    machine: VirtualTreadmill,
    clock: Clock,
    name: String,
    events: VecDeque<Event>,
}

impl Simulated {
    pub(in crate::commands::treadmill) fn new(seed: u64, clock: Clock) -> Simulated {
        Simulated {
            machine: VirtualTreadmill::from_seed(seed),
            clock,
            name: format!("Virtual treadmill {seed}"),
            events: VecDeque::from([Event::Up]),
        }
    }

    fn gather(&mut self) {
        self.machine.tick(self.clock.now());
        while let Some((characteristic, bytes)) = self.machine.poll() {
            self.events.push_back(Event::Heard(characteristic, bytes));
        }
    }
}

impl Link for Simulated {
    fn name(&self) -> &str {
        &self.name
    }

    fn order(&mut self, order: Order) {
        match order {
            Order::Subscribe(_) => {}
            Order::Read(characteristic) => self.events.push_back(match self.machine.read(characteristic) {
                Some(bytes) => Event::Heard(characteristic, bytes),
                None => Event::Missing(characteristic),
            }),
            Order::Write(bytes) => self.machine.write(&bytes, self.clock.now()),
        }
    }

    fn event(&mut self, wait: Duration) -> Option<Event> {
        self.gather();
        if self.events.is_empty() {
            self.clock.sleep(wait);
            self.gather();
        }
        self.events.pop_front()
    }
}
