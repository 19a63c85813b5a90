//! The time since a moment, by a clock that goes on while the machine sleeps: a walk or a belt that nobody watched meanwhile
//! has to be seen as that. (On a Mac it stands, as `std`'s does.)

use std::time::Duration;

/// A moment, as this machine counts since it was started.
#[derive(Clone, Copy)]
pub(crate) struct Began(Reading);

impl Began {
    pub(crate) fn now() -> Began {
        Began(read())
    }

    pub(crate) fn elapsed(&self) -> Duration {
        #[cfg(target_os = "linux")]
        return read().saturating_sub(self.0);
        #[cfg(not(target_os = "linux"))]
        return self.0.elapsed();
    }
}

#[cfg(target_os = "linux")]
type Reading = Duration;
#[cfg(not(target_os = "linux"))]
type Reading = std::time::Instant;

/// `CLOCK_BOOTTIME`: `std` reads `CLOCK_MONOTONIC`, which stands while Linux sleeps.
#[cfg(target_os = "linux")]
fn read() -> Reading {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(not(target_os = "linux"))]
fn read() -> Reading {
    std::time::Instant::now()
}
