//! Treadmill Data, whatever the flags, however cut, however split.

use super::*;

fn decode(hex: &str) -> TreadmillData {
    TreadmillData::decode(&crate::hex(hex)).expect("at least two bytes")
}

#[test]
fn whatever_the_flags_a_packet_of_all_its_fields_decodes_and_encodes_to_itself() {
    for flags in 0..=u16::MAX {
        let announced: Vec<&Layout> = LAYOUT.iter().filter(|r| r.announced(flags, false)).collect();
        let width: usize = announced.iter().map(|r| r.raw.width).sum();
        let body = (1..=u8::try_from(width).unwrap()).collect::<Vec<u8>>();
        let mut packet = flags.to_le_bytes().to_vec();
        packet.extend(body);
        if flags & VENDOR_STEPS != 0 {
            packet.extend([7, 1, 0]);
        }
        let data = TreadmillData::decode(&packet).unwrap();
        assert_eq!(data.readings.len(), announced.len(), "{flags:04X}");
        assert_eq!(data.vendor_steps, (flags & VENDOR_STEPS != 0).then_some(263));
        assert!(data.problems.is_empty() && !data.truncated(), "{flags:04X} {data:?}");
        assert_eq!(data.encode(), packet, "{flags:04X}");
        // Every cut of every thirty-first set of flags: 31 shares no factor with the bits.
        for cut in (2..packet.len()).filter(|_| flags % 31 == 0) {
            let short = TreadmillData::decode(&packet[..cut]).unwrap();
            assert!(short.readings.len() <= data.readings.len());
            assert!(data.readings.starts_with(&short.readings) || flags & 0x60 != 0, "{flags:04X} {cut}");
        }
    }
}

#[test]
fn values_a_machine_does_not_have_survive_the_round_trip() {
    let hex = "9e04730233022500003c00ff7f0000ff7f0200ffffff1f00";
    let data = decode(hex);
    assert_eq!(data.raw(Field::RampAngle), None);
    assert_eq!(data.raw(Field::ElevationLoss), Some(0x7FFF));
    assert_eq!(data.encode(), crate::hex(hex));
}

#[test]
fn two_one_byte_paces_are_found_by_the_length() {
    let data = decode("6000 5000 58 59");
    assert_eq!((data.raw(Field::OldPace), data.raw(Field::OldAveragePace)), (Some(88), Some(89)));
    let data = decode("6000 5000 b004 b104");
    assert_eq!((data.raw(Field::Pace), data.raw(Field::AveragePace)), (Some(1200), Some(1201)));
    let data = decode("6020 5000 58 59 2a0000");
    assert_eq!((data.raw(Field::OldPace), data.vendor_steps), (Some(88), Some(42)));
    let data = decode("2020 5000 58 2a0000");
    assert_eq!((data.raw(Field::Pace), data.vendor_steps), (Some(0x2A58), Some(0)), "both fit: the default");
    let data = decode("2020 5000 58");
    assert_eq!((data.raw(Field::OldPace), data.vendor_steps), (Some(88), None));
    let data = decode("2020 5000 58 00 2a 00 00 01");
    assert_eq!((data.raw(Field::Pace), data.vendor_steps), (Some(88), Some(42)), "u16 where neither fits");
    assert_eq!(data.problems, [Problem::Trailing(1)]);
    assert_eq!(decode("6020 5000 58 59 5a").missing, [Field::AveragePace]);
    let data = decode("2000 5000 58 2a00");
    assert_eq!(
        data.raw(Field::Pace),
        Some(0x2A58),
        "two bytes more are steps only where steps are announced"
    );
}

#[test]
fn steps_are_written_with_three_bytes_or_with_two_where_three_would_change_an_old_pace() {
    for hex in ["0020 5000 2a0000", "6020 5000 58 59 2a0000", "2020 5000 58 2a00", "2020 5000 58 ffff"] {
        assert_eq!(decode(hex).encode(), crate::hex(hex), "{hex}");
    }
    let mut more_than_two_hold = decode("2020 5000 58 ffff");
    more_than_two_hold.vendor_steps = Some(0x1_0000);
    assert_eq!(more_than_two_hold.encode(), crate::hex("2020 5000 58 000001"));
}

#[test]
fn only_what_may_fall_below_zero_has_a_sign() {
    let data = decode("0800 ffff ffff feff");
    assert_eq!((data.raw(Field::Speed), data.raw(Field::Inclination)), (Some(0xFFFF), Some(-1)));
    assert_eq!(data.raw(Field::RampAngle), Some(-2));
}

#[test]
fn of_the_flags_only_the_last_two_mean_nothing() {
    assert_eq!((decode("0140").reserved_bits(), decode("ff3f").reserved_bits()), (0x4000, 0));
}

#[test]
fn a_cut_packet_keeps_its_whole_fields_and_names_the_rest() {
    let data = decode("8400 5000 0a0000 0100 00");
    assert_eq!(data.raw(Field::Energy), Some(1));
    assert_eq!(data.missing, [Field::EnergyPerHour, Field::EnergyPerMinute], "the last byte is half a field");
    assert_eq!(data.problems, [Problem::Truncated]);
}

#[test]
fn bytes_after_everything_announced_are_counted_and_ignored() {
    assert_eq!(decode("0000 5000 0102").problems, [Problem::Trailing(2)]);
    assert_eq!(decode("0020 5000 01").problems, [Problem::Trailing(1)], "one byte is no step count");
    let steps = decode("0020 5000 2a0001 ff");
    assert_eq!((steps.vendor_steps, steps.problems), (Some(0x1_002A), [Problem::Trailing(1)].into()));
}

#[test]
fn a_split_record_is_whole_with_its_last_part_and_never_before() {
    let mut assembler = Assembler::default();
    assert_eq!(assembler.push(decode("0500 0a0000")), None);
    assert_eq!(assembler.push(decode("0520 0b0000 2a0000")), None, "the newer part wins");
    let record = assembler.push(decode("0000 5000")).expect("the last part carries the speed");
    assert_eq!(record.speed(), Some(BeltSpeed::from_centi_kmh(80)));
    assert_eq!((record.raw(Field::Distance), record.vendor_steps), (Some(11), Some(42)));
    assert_eq!(record.readings.len(), 2);
    assert_eq!(record.readings[0].field, Field::Speed, "in packet order");
    assert_eq!(assembler, Assembler::default());
}

#[test]
fn half_a_record_is_forgotten_when_the_link_is_lost() {
    let mut assembler = Assembler::default();
    assert_eq!(assembler.push(decode("0500 0a0000")), None);
    assembler.clear();
    let record = assembler.push(decode("0000 5000")).unwrap();
    assert_eq!(record.raw(Field::Distance), None);
}

#[test]
fn fewer_than_two_bytes_say_nothing_and_scales_match_the_names() {
    assert_eq!(TreadmillData::decode(&[1]), None);
    assert_eq!((Field::Speed.name(), Field::Speed.scale()), ("speed_kmh", 100));
    assert_eq!((Field::Met.name(), Field::Met.scale()), ("met", 10));
    assert_eq!(decode("00c05000").reserved_bits(), 0xC000);
}
