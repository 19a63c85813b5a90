//! The decoder on bytes nobody wrote down: it never panics, and what it decodes it encodes to the same meaning.
//!
//! Stable Rust, no fuzzing engine: bytes are drawn from a seed, half of them mutated real packets. `fuzz/targets/ftms.rs`
//! looks further.

#[cfg(test)]
mod codec {
    use treadmill::ftms::advertising::Advertised;
    use treadmill::ftms::control_point::{Reply, Request};
    use treadmill::ftms::feature::Feature;
    use treadmill::ftms::heart_rate::HeartRateMeasurement;
    use treadmill::ftms::machine_status::MachineStatus;
    use treadmill::ftms::range::{InclinationRange, SpeedRange};
    use treadmill::ftms::running_speed_cadence::RunningSpeedCadence;
    use treadmill::ftms::training_status::TrainingStatus;
    use treadmill::ftms::treadmill_data::{Assembler, TreadmillData};
    use treadmill::vendor::{fitshow, kingsmith};

    /// Real shapes to mutate, and packets that once were interesting; replayed as they are first.
    const CORPUS: [&[u8]; 11] = [
        &[
            0xDC, 0xB8, 0x66, 0x3D, 0xB5, 0x36, 0x71, 0xCD, 0xAD, 0xC2, 0xF3, 0x5C, 0x68, 0x6D, 0x07, 0x56,
            0x68, 0x2E, 0x3F, 0x94, 0xE5, 0xA3, 0xAA, 0xDE, 0x34, 0xCA, 0x79, 0x21, 0x63,
        ],
        &[],
        &[0x01],
        &[0x84, 0x25, 0xE1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x21, 0, 2, 0, 0],
        &[0x9E, 0x1F, 0x51, 0, 0xB2, 0, 0x58, 0, 0, 0, 0, 0xFF, 0x7F, 0, 0, 0xFF, 0xFF, 0x0C, 0, 0x97],
        &[0xFE, 0xFF, 0xFF, 0xFF],
        &[0x60, 0x20, 0x50, 0, 0x58, 0x59, 0x2A, 0, 0],
        &[0x80, 0x02, 0x01],
        &[0x1E, 0x48, 0x0A, 0, 0xC0, 0x03],
        &[0xF8, 0xA2, 1, 0x3C, 1, 0, 2, 0x2A, 0, 0, 0x4F, 0, 3, 0xD1, 0xB4, 0, 0, 0, 0xE3, 0xFD],
        &[0x02, 0x51, 3, 8, 0, 0x10, 0, 3, 0, 1, 0, 0, 0, 0, 0, 0x48, 0x03],
    ];

    fn decode_all(bytes: &[u8], assembler: &mut Assembler) {
        if let Some(data) = TreadmillData::decode(bytes) {
            assert!(data.readings.len() + data.missing.len() <= 20);
            let again = TreadmillData::decode(&data.encode()).expect("flags are always encoded");
            // A cut or padded packet of one width of pace can look like a whole one of the other.
            if data.problems.is_empty() {
                assert_eq!(again, data, "{bytes:02x?}");
            }
            assembler.push(data);
        }
        if let Some(feature) = Feature::decode(bytes) {
            assert!(bytes.starts_with(&feature.encode()), "{bytes:02x?}");
        }
        if let Some(range) = SpeedRange::decode(bytes) {
            assert_eq!(range.encode(), bytes[..6]);
        }
        if let Some(range) = InclinationRange::decode(bytes) {
            assert_eq!(range.encode(), bytes[..6]);
        }
        if let Some((reply, _)) = Reply::decode(bytes) {
            assert_eq!(reply.encode(), bytes[..bytes.len().min(3)]);
        }
        let _ = (Request::decode(bytes), MachineStatus::decode(bytes), TrainingStatus::decode(bytes));
        let _ = (
            HeartRateMeasurement::decode(bytes),
            RunningSpeedCadence::decode(bytes),
            Advertised::decode(bytes),
        );
        let _ = (
            kingsmith::Status::decode(bytes),
            kingsmith::unlock_checksum_ok(bytes),
            fitshow::Status::decode(bytes),
        );
    }

    #[test]
    fn whatever_the_bytes_nothing_panics_and_what_is_decoded_encodes_to_itself() {
        let mut assembler = Assembler::default();
        for packet in CORPUS {
            decode_all(packet, &mut assembler);
        }
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let mut bytes = Vec::with_capacity(64);
        for round in 0..200_000 {
            bytes.clear();
            if round % 2 == 0 {
                let length = usize::try_from(next() % 48).unwrap_or(0);
                while bytes.len() < length {
                    bytes.extend(next().to_le_bytes());
                }
                bytes.truncate(length);
            } else {
                let at = usize::try_from(next()).unwrap_or(0) % CORPUS.len();
                bytes.extend(CORPUS[at]);
                for _ in 0..=next() % 4 {
                    let change = next().to_le_bytes();
                    match change[0] % 3 {
                        0 => bytes.push(change[1]),
                        1 => bytes.truncate(usize::from(change[1] % 40)),
                        _ => {
                            let at = usize::from(change[2]) % bytes.len().max(1);
                            if let Some(byte) = bytes.get_mut(at) {
                                *byte = change[1];
                            }
                        }
                    }
                }
            }
            decode_all(&bytes, &mut assembler);
            if round % 64 == 0 {
                assembler.clear();
            }
        }
    }
}
