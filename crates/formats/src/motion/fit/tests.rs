use super::*;
use alloc::vec;
use alloc::vec::Vec;
use embedded_io_adapters::std::FromStd;
use proptest::prelude::*;
use rustyfit::Encoder;
use rustyfit::proto::{FIT, Message};

/// A FIT file of `messages`, as a watch writes it.
fn file(messages: Vec<Message>) -> Vec<u8> {
    let mut bytes = FromStd::new(std::io::Cursor::new(Vec::new()));
    let mut fit = FIT { messages, ..FIT::default() };
    Encoder::new().encode(&mut bytes, &mut fit).unwrap();
    bytes.into_inner().into_inner()
}

fn acceleration(second: u32, counts: bool) -> Message {
    let mut data = mesgdef::AccelerometerData::new();
    data.timestamp = typedef::DateTime(1_000_000_000 + second);
    data.timestamp_ms = 500;
    data.sample_time_offset = vec![0, 10, 20].into();
    if counts {
        data.accel_x = vec![32_768, 32_768, 32_768].into();
        data.accel_y = vec![32_768, 32_768, 32_768].into();
        data.accel_z = vec![33_768, 33_768, 33_768].into();
    } else {
        data.calibrated_accel_x = vec![0.0, 0.0, 0.0].into();
        data.calibrated_accel_y = vec![0.0, 0.0, 0.0].into();
        data.calibrated_accel_z = vec![1.0, 1.0, 1.0].into();
    }
    Message::from(data)
}

fn calibration(sensor: typedef::SensorType) -> Message {
    let mut data = mesgdef::ThreeDSensorCalibration::new();
    data.sensor_type = sensor;
    data.calibration_factor = 1;
    data.calibration_divisor = 1000;
    data.level_shift = 32_768;
    data.offset_cal = [0; 3];
    data.orientation_matrix = [65_535, 0, 0, 0, 65_535, 0, 0, 0, 65_535];
    Message::from(data)
}

fn rotation(second: u32) -> Message {
    let mut data = mesgdef::GyroscopeData::new();
    data.timestamp = typedef::DateTime(1_000_000_000 + second);
    data.timestamp_ms = 500;
    data.sample_time_offset = vec![0, 10, 20].into();
    data.calibrated_gyro_x = vec![180.0, 180.0, 180.0].into();
    data.calibrated_gyro_y = vec![0.0, 0.0, 0.0].into();
    data.calibrated_gyro_z = vec![0.0, 0.0, 0.0].into();
    Message::from(data)
}

#[test]
fn calibrated_readings_come_in_our_units_on_a_clock_that_starts_at_zero() {
    let motion = read(&file(vec![acceleration(0, false), rotation(0), acceleration(1, false)])).unwrap();
    assert_eq!(motion.acceleration.len(), 6);
    assert!((motion.acceleration[1].0 - 0.01).abs() < 1e-9 && (motion.acceleration[3].0 - 1.0).abs() < 1e-9);
    assert!((motion.acceleration[0].1[2] - STANDARD_GRAVITY).abs() < 1e-5);
    assert!((motion.rotation[0].1[0] - core::f32::consts::PI).abs() < 1e-5);
    assert_eq!(motion.unix_s, Some(1_631_065_600.5));
}

#[test]
fn counts_become_units_through_the_calibration_and_without_it_are_refused() {
    let with = file(vec![calibration(typedef::SensorType::ACCELEROMETER), acceleration(0, true)]);
    let [x, y, z] = read(&with).unwrap().acceleration[0].1;
    assert!(x.abs() < 1e-6 && y.abs() < 1e-6 && (z - STANDARD_GRAVITY).abs() < 1e-4, "{x} {y} {z}");
    let with_another = file(vec![calibration(typedef::SensorType::GYROSCOPE), acceleration(0, true)]);
    assert_eq!(read(&with_another), Err(Problem::NoCalibration));
    let mut turned = mesgdef::GyroscopeData::new();
    turned.gyro_x = vec![1, 2, 3].into();
    turned.sample_time_offset = vec![0, 10, 20].into();
    let without_a_gyroscope = read(&file(vec![acceleration(0, false), Message::from(turned)])).unwrap();
    assert_eq!((without_a_gyroscope.uncalibrated, without_a_gyroscope.rotation.len()), (3, 0));
}

#[test]
fn what_fills_an_array_up_is_no_reading() {
    let mut filled = mesgdef::AccelerometerData::from(&acceleration(0, true));
    filled.sample_time_offset = vec![0, 10, 20, u16::MAX, 30, 40].into();
    filled.accel_x = vec![32_768, 32_768, 32_768, u16::MAX, u16::MAX, 32_768].into();
    filled.accel_y = vec![32_768; 6].into();
    filled.accel_z = vec![33_768; 6].into();
    let counts = file(vec![calibration(typedef::SensorType::ACCELEROMETER), Message::from(filled)]);
    let mut filled = mesgdef::AccelerometerData::new();
    filled.sample_time_offset = vec![500, 510, 530, 540, u16::MAX].into();
    filled.compressed_calibrated_accel_x = vec![0, 0, i16::MAX, 0, 0].into();
    filled.compressed_calibrated_accel_y = vec![0; 5].into();
    filled.compressed_calibrated_accel_z = vec![1000; 5].into();
    let compressed = file(vec![Message::from(filled)]);
    for (file, times) in [(counts, [0.0, 0.01, 0.02, 0.04].as_slice()), (compressed, &[0.5, 0.51, 0.54])] {
        let read = read(&file).unwrap().acceleration;
        let near = |((t_s, a), wanted): (&(f64, [f32; 3]), &f64)| {
            (t_s - wanted).abs() < 1e-9 && (a[2] - STANDARD_GRAVITY).abs() < 1e-4
        };
        assert!(read.len() == times.len() && read.iter().zip(times).all(near), "{read:?}");
    }
}

#[test]
fn a_file_without_motion_or_without_sense_is_told_apart() {
    assert_eq!(read(&file(vec![rotation(0)])), Err(Problem::NoMotion));
    assert!(is_fit(&file(vec![rotation(0)])));
    let mut cut = file(vec![acceleration(0, false)]);
    cut.truncate(20);
    assert!(matches!(read(&cut), Err(Problem::Broken(_))));
    let whole = file(vec![acceleration(0, false), acceleration(1, false)]);
    assert_eq!(read(&whole).unwrap().broken_after, None);
    let cut = read(&whole[..whole.len() - 20]).unwrap();
    assert_eq!((cut.acceleration.len(), cut.broken_after), (3, Some(1)));
}

/// The checksum of FIT files, a bit at a time.
fn checksum(bytes: &[u8]) -> [u8; 2] {
    let bit = |sum: u16, _| if sum & 1 == 1 { sum >> 1 ^ 0xA001 } else { sum >> 1 };
    bytes.iter().fold(0, |sum, byte| (0..8).fold(sum ^ u16::from(*byte), bit)).to_le_bytes()
}

#[test]
fn a_header_may_leave_its_checksum_out() {
    let mut bytes = file(vec![acceleration(0, false)]);
    bytes[12..14].fill(0);
    let end = bytes.len() - 2;
    let sum = checksum(&bytes[..end]);
    bytes[end..].copy_from_slice(&sum);
    assert_eq!(read(&bytes).unwrap().broken_after, None);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(at in 0_usize..400, with: u8, end in 0_usize..400) {
        let mut bytes = file(vec![calibration(typedef::SensorType::ACCELEROMETER), acceleration(0, true), rotation(0)]);
        let length = bytes.len();
        bytes[at % length] = with;
        bytes.truncate(length.saturating_sub(end / 4));
        let _ = read(&bytes);
    }
}
