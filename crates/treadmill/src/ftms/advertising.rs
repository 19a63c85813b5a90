//! Service data for 0x1826 in an advertisement: what kind of machine calls (FTMS 1.0.1 section 3.1). Many leave it out.

use super::Bytes;

/// What a machine says of itself before anyone connects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Advertised {
    /// Whether it can be used now (flag bit 0).
    pub available: bool,
    /// Kinds of machine, one bit each; `None` where the data ends before them.
    pub kinds: Option<u16>,
}

const KINDS: [&str; 6] =
    ["treadmill", "cross_trainer", "step_climber", "stair_climber", "rower", "indoor_bike"];

impl Advertised {
    /// What the service data means; `None` for none.
    pub fn decode(data: &[u8]) -> Option<Advertised> {
        let mut bytes = Bytes(data);
        let flags = bytes.u8()?;
        Some(Advertised { available: flags & 1 != 0, kinds: bytes.u16() })
    }

    /// Whether it says it is a treadmill; `None` where it does not say.
    pub fn is_treadmill(self) -> Option<bool> {
        self.kinds.map(|kinds| kinds & 1 != 0)
    }

    /// The names of its kinds.
    pub fn kind_names(self) -> impl Iterator<Item = &'static str> {
        let kinds = self.kinds.unwrap_or(0);
        KINDS.into_iter().enumerate().filter(move |(bit, _)| kinds & (1 << bit) != 0).map(|(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn a_treadmill_a_bike_and_a_machine_that_does_not_say_are_told_apart() {
        let treadmill = Advertised::decode(&[1, 1, 0]).unwrap();
        assert_eq!((treadmill.available, treadmill.is_treadmill()), (true, Some(true)));
        assert_eq!(treadmill.kind_names().collect::<Vec<_>>(), ["treadmill"]);
        let bike = Advertised::decode(&[0, 0x20, 0]).unwrap();
        assert_eq!((bike.available, bike.is_treadmill()), (false, Some(false)));
        assert_eq!(bike.kind_names().collect::<Vec<_>>(), ["indoor_bike"]);
        assert_eq!(Advertised::decode(&[1]).unwrap().is_treadmill(), None);
        assert_eq!(Advertised::decode(&[]), None);
    }
}
