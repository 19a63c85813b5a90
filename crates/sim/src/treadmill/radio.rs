//! The radio between machine and phone: late, doubled, out of order, cut, or gone.

use super::machine::{Fault, VirtualTreadmill};
use crate::chance::Chance;
use core::time::Duration;
use treadmill::ftms::Characteristic;
use units::Instant;

/// The radio.
#[derive(Clone, Debug)]
pub struct Radio {
    /// In the air: when it arrives, in the order it was sent.
    air: Vec<(Instant, Characteristic, Vec<u8>)>,
    delay_millis: u64,
}

impl Radio {
    /// A radio with a delay drawn from the seed; the slowest answer measured on a real machine took 211 ms.
    pub fn drawn(chance: &mut Chance) -> Radio {
        Radio { air: Vec::new(), delay_millis: chance.one_of(&[0, 10, 45, 211]).unwrap_or(45) }
    }

    /// Takes what the machine says into the air.
    pub fn carry(&mut self, machine: &mut VirtualTreadmill, chance: &mut Chance, now: Instant) {
        while let Some((characteristic, mut bytes)) = machine.poll() {
            if machine.has(Fault::CutPackets, now) && chance.one_in(3) {
                bytes.truncate(usize::try_from(chance.below(bytes.len() as u64)).unwrap_or(0));
            }
            let late =
                if machine.has(Fault::Reordered, now) && chance.one_in(3) { chance.below(900) } else { 0 };
            let due = now + Duration::from_millis(self.delay_millis + late);
            if machine.has(Fault::Duplicates, now) && chance.one_in(2) {
                self.air.push((due, characteristic, bytes.clone()));
            }
            self.air.push((due, characteristic, bytes));
        }
    }

    /// The next packet that has arrived.
    pub fn arrive(&mut self, now: Instant) -> Option<(Characteristic, Vec<u8>)> {
        let at = self.air.iter().position(|(due, ..)| *due <= now)?;
        let (_, characteristic, bytes) = self.air.remove(at);
        Some((characteristic, bytes))
    }

    /// The link is gone, and all that was in the air.
    pub fn drop_link(&mut self) {
        self.air.clear();
    }
}
