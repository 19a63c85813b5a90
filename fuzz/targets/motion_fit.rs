//! FIT files of raw motion: whatever the bytes, a reading or a reason.
#![no_main]

use formats::motion::fit;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(motion) = fit::read(bytes) {
        assert!(!motion.acceleration.is_empty());
    }
});
