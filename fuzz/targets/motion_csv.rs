//! Tables of motion: read whole or in two blocks, they say the same.
#![no_main]

use formats::motion::{Hint, Table};
use gait::Sample;
use libfuzzer_sys::fuzz_target;

fn read(blocks: &[&[u8]], hint: Hint) -> (Vec<[u64; 7]>, bool) {
    let mut table = Table::new(hint);
    let mut samples = Vec::new();
    let mut give = |s: Sample| {
        let [ax, ay, az] = s.acceleration.map(|x| u64::from(x.to_bits()));
        let [wx, wy, wz] = s.rotation.unwrap_or([-0.0; 3]).map(|x| u64::from(x.to_bits()));
        samples.push([s.t_s.to_bits(), ax, ay, az, wx, wy, wz]);
    };
    let mut well = blocks.iter().all(|block| table.push(block, &mut give).is_ok());
    well = well && table.finish(&mut give).is_ok();
    (samples, well)
}

fuzz_target!(|bytes: &[u8]| {
    let hint = Hint::default();
    let whole = read(&[bytes], hint);
    let (one, other) = bytes.split_at(bytes.len() / 3);
    let parts = read(&[one, other], hint);
    assert_eq!(whole.1, parts.1);
    if whole.1 {
        assert_eq!(whole.0, parts.0);
    }
});
