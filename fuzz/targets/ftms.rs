//! The treadmill's packets: no bytes panic, and what is decoded encodes to the same meaning.
#![no_main]

use libfuzzer_sys::fuzz_target;
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

fn decode(bytes: &[u8], assembler: &mut Assembler) {
    if let Some(data) = TreadmillData::decode(bytes) {
        let again = TreadmillData::decode(&data.encode()).expect("flags are always encoded");
        // A cut or padded packet of one width of pace can look like a whole one of the other.
        if data.problems.is_empty() {
            assert_eq!((&again.readings, again.vendor_steps), (&data.readings, data.vendor_steps));
        }
        let _ = (data.speed(), data.more_data(), data.truncated());
        assembler.push(data);
    }
    if let Some(feature) = Feature::decode(bytes) {
        assert_eq!(Feature::decode(&feature.encode()).map(|f| f.features), Some(feature.features));
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
    if let Some((request, _)) = Request::decode(bytes) {
        assert_eq!(request.op(), bytes[0]);
    }
    let _ = (MachineStatus::decode(bytes), TrainingStatus::decode(bytes), Advertised::decode(bytes));
    let _ = (HeartRateMeasurement::decode(bytes), RunningSpeedCadence::decode(bytes));
    let _ = (
        kingsmith::Status::decode(bytes),
        kingsmith::unlock_checksum_ok(bytes),
        fitshow::Status::decode(bytes),
    );
}

// Packets of one connection: each begins with its length.
fuzz_target!(|bytes: &[u8]| {
    let mut assembler = Assembler::default();
    let mut rest = bytes;
    while let Some((length, more)) = rest.split_first() {
        let (packet, later) = more.split_at(usize::from(*length).min(more.len()));
        decode(packet, &mut assembler);
        rest = later;
    }
});
