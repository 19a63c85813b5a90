//! Treadmill Data, 0x2ACD: what the belt says of itself, about once a second (FTMS 1.0.1 section 4.9).

use super::{Bytes, Problem};
use alloc::vec::Vec;
use units::BeltSpeed;

/// A field of Treadmill Data, in the order the bytes come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Speed now, 0.01 km/h.
    Speed,
    /// Average speed, 0.01 km/h.
    AverageSpeed,
    /// Total distance, 1 m.
    Distance,
    /// Inclination, 0.1 %.
    Inclination,
    /// Ramp angle, 0.1 degree.
    RampAngle,
    /// Height climbed, 0.1 m.
    ElevationGain,
    /// Height descended, 0.1 m.
    ElevationLoss,
    /// Pace now, seconds for 500 m (today's GATT Specification Supplement, uint16).
    Pace,
    /// Pace now, 0.1 km a minute (the 2017 definition, uint8).
    OldPace,
    /// Average pace, seconds for 500 m.
    AveragePace,
    /// Average pace, 0.1 km a minute.
    OldAveragePace,
    /// Energy so far, 1 kcal.
    Energy,
    /// Energy an hour, 1 kcal.
    EnergyPerHour,
    /// Energy a minute, 1 kcal.
    EnergyPerMinute,
    /// Heart rate, beats a minute.
    HeartRate,
    /// Metabolic equivalent, 0.1.
    Met,
    /// Time since the start, 1 s.
    Elapsed,
    /// Time left, 1 s.
    Remaining,
    /// Force on the belt, 1 N.
    Force,
    /// Power, 1 W.
    Power,
}

/// How a field lies in the packet.
struct Layout {
    field: Field,
    bit: u8,
    name: &'static str,
    width: usize,
    signed: bool,
    /// How many of the raw unit make one of the unit in the name.
    scale: i32,
    /// The raw value that means "not available", where the specification or real machines have one.
    unavailable: Option<i32>,
}

const fn layout(field: Field, bit: u8, name: &'static str, width: usize, scale: i32) -> Layout {
    Layout { field, bit, name, width, signed: false, scale, unavailable: None }
}

impl Layout {
    const fn signed(self) -> Layout {
        Layout { signed: true, ..self }
    }
    const fn unavailable(self, raw: i32) -> Layout {
        Layout { unavailable: Some(raw), ..self }
    }
}

/// FTMS 1.0.1 table 4.9 with the GATT Specification Supplement's units. Bit 0 is inverted: 0 means speed present.
/// Elevation 0xFFFF as "not available" is what Matrix consoles send (facts: vectors treadmill_data-083 to 087).
const LAYOUT: [Layout; 20] = [
    layout(Field::Speed, 0, "speed_kmh", 2, 100),
    layout(Field::AverageSpeed, 1, "avg_speed_kmh", 2, 100),
    layout(Field::Distance, 2, "distance_m", 3, 1),
    layout(Field::Inclination, 3, "inclination_pct", 2, 10).signed().unavailable(0x7FFF),
    layout(Field::RampAngle, 3, "ramp_angle_deg", 2, 10).signed().unavailable(0x7FFF),
    layout(Field::ElevationGain, 4, "elev_gain_pos_m", 2, 10).unavailable(0xFFFF),
    layout(Field::ElevationLoss, 4, "elev_gain_neg_m", 2, 10).unavailable(0xFFFF),
    layout(Field::Pace, 5, "pace_s_per_500m", 2, 1),
    layout(Field::OldPace, 5, "pace_km_per_min", 1, 10),
    layout(Field::AveragePace, 6, "avg_pace_s_per_500m", 2, 1),
    layout(Field::OldAveragePace, 6, "avg_pace_km_per_min", 1, 10),
    layout(Field::Energy, 7, "energy_kcal", 2, 1).unavailable(0xFFFF),
    layout(Field::EnergyPerHour, 7, "energy_kcal_h", 2, 1).unavailable(0xFFFF),
    layout(Field::EnergyPerMinute, 7, "energy_kcal_min", 1, 1).unavailable(0xFF),
    layout(Field::HeartRate, 8, "heart_rate_bpm", 1, 1),
    layout(Field::Met, 9, "met", 1, 10),
    layout(Field::Elapsed, 10, "elapsed_s", 2, 1),
    layout(Field::Remaining, 11, "remaining_s", 2, 1),
    layout(Field::Force, 12, "force_n", 2, 1).signed().unavailable(0x7FFF),
    layout(Field::Power, 12, "power_w", 2, 1).signed().unavailable(0x7FFF),
];

const MORE_DATA: u16 = 1;
/// Bit 13 is reserved, and `FitShow`, UREVO, CITYSPORTS and `KingSmith` machines put their step count behind it.
const VENDOR_STEPS: u16 = 1 << 13;
const RESERVED: u16 = 0xC000;

impl Layout {
    fn announced(&self, flags: u16, old_pace: bool) -> bool {
        let bit_set = flags & (1 << self.bit) != 0;
        match self.field {
            Field::Speed => !bit_set,
            Field::Pace | Field::AveragePace => bit_set && !old_pace,
            Field::OldPace | Field::OldAveragePace => bit_set && old_pace,
            _ => bit_set,
        }
    }
}

impl Field {
    fn layout(self) -> Option<&'static Layout> {
        LAYOUT.iter().find(|l| l.field == self)
    }

    /// Its name with its unit, as the decoded JSON writes it.
    pub fn name(self) -> &'static str {
        self.layout().map_or("", |l| l.name)
    }

    /// How many of the raw unit make one of the unit in [`Field::name`].
    pub fn scale(self) -> i32 {
        self.layout().map_or(1, |l| l.scale)
    }
}

/// One field as the machine sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reading {
    /// Which.
    pub field: Field,
    /// In the field's raw unit; `None` where the machine says it does not have it.
    pub raw: Option<i32>,
}

/// One packet of Treadmill Data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TreadmillData {
    /// The 16 flag bits as they came.
    pub flags: u16,
    /// What could be read, in packet order.
    pub readings: Vec<Reading>,
    /// What the flags promise and the bytes do not hold, in packet order.
    pub missing: Vec<Field>,
    /// A maker's step count behind flag bit 13.
    pub vendor_steps: Option<u32>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl TreadmillData {
    /// What the bytes mean; `None` for fewer than the two bytes of flags.
    pub fn decode(packet: &[u8]) -> Option<TreadmillData> {
        let mut bytes = Bytes(packet);
        let flags = bytes.u16()?;
        let old_pace = pace_is_old(flags, bytes.0.len());
        let mut data = TreadmillData { flags, ..TreadmillData::default() };
        for row in LAYOUT.iter().filter(|row| row.announced(flags, old_pace)) {
            match bytes.take(row.width) {
                // After the first field that is cut, what follows is the rest of that field and not the next one.
                Some(raw) if data.missing.is_empty() => data.readings.push(row.reading(raw)),
                _ => {
                    bytes.0 = &[];
                    data.missing.push(row.field);
                }
            }
        }
        if data.truncated() {
            data.problems.push(Problem::Truncated);
        }
        if flags & VENDOR_STEPS != 0 {
            data.vendor_steps = bytes.take(3).or_else(|| bytes.take(2));
        }
        bytes.note_rest(&mut data.problems);
        Some(data)
    }

    /// The bytes of this packet: flags, then every reading, then the step count as 24 bits, or as 16 where 24 would make
    /// an old pace look like a new one.
    pub fn encode(&self) -> Vec<u8> {
        let bytes = self.encode_with_steps(3);
        let same = |bytes: &[u8]| TreadmillData::decode(bytes).is_some_and(|d| d.readings == self.readings);
        if self.vendor_steps.is_none_or(|steps| steps > u32::from(u16::MAX)) || same(&bytes) {
            return bytes;
        }
        self.encode_with_steps(2)
    }

    fn encode_with_steps(&self, width: usize) -> Vec<u8> {
        let mut bytes = Vec::from(self.flags.to_le_bytes());
        for reading in &self.readings {
            if let Some(row) = reading.field.layout() {
                let raw = reading.raw.or(row.unavailable).unwrap_or(0).to_le_bytes();
                bytes.extend(raw.iter().take(row.width));
            }
        }
        if let Some(steps) = self.vendor_steps {
            bytes.extend(steps.to_le_bytes().iter().take(width));
        }
        bytes
    }

    /// Whether more packets of the same record follow (flag bit 0).
    pub fn more_data(&self) -> bool {
        self.flags & MORE_DATA != 0
    }

    /// Whether the bytes end before the fields the flags promise.
    pub fn truncated(&self) -> bool {
        !self.missing.is_empty()
    }

    /// Flag bits 14 and 15, which mean nothing yet.
    pub fn reserved_bits(&self) -> u16 {
        self.flags & RESERVED
    }

    /// A field's raw value, where the machine sent it and has it.
    pub fn raw(&self, field: Field) -> Option<i32> {
        self.readings.iter().find(|r| r.field == field).and_then(|r| r.raw)
    }

    /// The belt's speed as reported.
    pub fn speed(&self) -> Option<BeltSpeed> {
        self.raw(Field::Speed).and_then(|v| u16::try_from(v).ok()).map(BeltSpeed::from_centi_kmh)
    }
}

impl Layout {
    fn reading(&self, raw: u32) -> Reading {
        // At most 24 bits wide, so it fits; a signed field is always 16 bits wide.
        let unsigned = i32::try_from(raw).unwrap_or(i32::MAX);
        let raw = match u16::try_from(raw) {
            Ok(bits) if self.signed => i32::from(bits.cast_signed()),
            _ => unsigned,
        };
        Reading { field: self.field, raw: Some(raw).filter(|&v| self.unavailable != Some(v)) }
    }
}

/// Whether the pace fields are one byte each, as in 2017: only where that makes the length fit and two do not.
fn pace_is_old(flags: u16, available: usize) -> bool {
    let rest = |old_pace| {
        let announced =
            LAYOUT.iter().filter(|row| row.announced(flags, old_pace)).map(|row| row.width).sum::<usize>();
        available.checked_sub(announced)
    };
    let fits = |rest| rest == Some(0) || (flags & VENDOR_STEPS != 0 && (rest == Some(2) || rest == Some(3)));
    !fits(rest(false)) && fits(rest(true))
}

/// Puts the packets of a split record together (FTMS 1.0.1 section 4.19): merged by field until one has speed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Assembler {
    parts: Vec<Reading>,
    vendor_steps: Option<u32>,
}

impl Assembler {
    /// Takes the next packet; gives the whole record when this was its last part.
    pub fn push(&mut self, packet: TreadmillData) -> Option<TreadmillData> {
        for reading in &packet.readings {
            self.parts.retain(|r| r.field != reading.field);
            self.parts.push(*reading);
        }
        self.vendor_steps = packet.vendor_steps.or(self.vendor_steps);
        if packet.more_data() {
            return None;
        }
        let mut whole = core::mem::take(self);
        whole.parts.sort_by_key(|r| r.field);
        Some(TreadmillData { readings: whole.parts, vendor_steps: whole.vendor_steps, ..packet })
    }

    /// Forgets a half record: the link was lost in the middle of it.
    pub fn clear(&mut self) {
        *self = Assembler::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(hex: &str) -> TreadmillData {
        TreadmillData::decode(&crate::hex(hex)).expect("at least two bytes")
    }

    #[test]
    fn whatever_the_flags_a_packet_of_all_its_fields_decodes_and_encodes_to_itself() {
        for flags in 0..=u16::MAX {
            let announced: Vec<&Layout> = LAYOUT.iter().filter(|r| r.announced(flags, false)).collect();
            let width: usize = announced.iter().map(|r| r.width).sum();
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
        assert_eq!(
            (data.raw(Field::Pace), data.vendor_steps),
            (Some(0x2A58), Some(0)),
            "both fit: the default"
        );
        let data = decode("2020 5000 58");
        assert_eq!((data.raw(Field::OldPace), data.vendor_steps), (Some(88), None));
        let data = decode("2020 5000 58 00 2a 00 00 01");
        assert_eq!(
            (data.raw(Field::Pace), data.vendor_steps),
            (Some(88), Some(42)),
            "u16 where neither fits"
        );
        assert_eq!(data.problems, [Problem::Trailing(1)]);
        assert_eq!(decode("6020 5000 58 59 5a").missing, [Field::AveragePace]);
    }

    #[test]
    fn a_cut_packet_keeps_its_whole_fields_and_names_the_rest() {
        let data = decode("8400 5000 0a0000 0100 00");
        assert_eq!(data.raw(Field::Energy), Some(1));
        assert_eq!(
            data.missing,
            [Field::EnergyPerHour, Field::EnergyPerMinute],
            "the last byte is half a field"
        );
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
}
