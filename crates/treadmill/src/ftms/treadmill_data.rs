//! Treadmill Data, 0x2ACD: what the belt says of itself, about once a second (FTMS 1.0.1 section 4.9).

use super::{Bytes, Problem};
use alloc::vec::Vec;
use units::BeltSpeed;

#[cfg(test)]
mod tests;

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
    /// How many of the raw unit make one of the unit in the name.
    scale: i32,
    raw: Raw,
}

/// How a number lies in its bytes.
struct Raw {
    width: usize,
    signed: bool,
    /// The value that means "not available", where the specification or real machines have one.
    unavailable: Option<i32>,
}

const U8: Raw = Raw { width: 1, signed: false, unavailable: None };
const U8_OR_NONE: Raw = Raw { width: 1, signed: false, unavailable: Some(0xFF) };
const U16: Raw = Raw { width: 2, signed: false, unavailable: None };
const U16_OR_NONE: Raw = Raw { width: 2, signed: false, unavailable: Some(0xFFFF) };
const I16_OR_NONE: Raw = Raw { width: 2, signed: true, unavailable: Some(0x7FFF) };
const U24: Raw = Raw { width: 3, signed: false, unavailable: None };

macro_rules! layout {
    ($($field:ident $bit:literal $name:literal $scale:literal $raw:ident)*) => {
        [$(Layout { field: Field::$field, bit: $bit, name: $name, scale: $scale, raw: $raw }),*]
    };
}

/// FTMS 1.0.1 table 4.9 with the GATT Specification Supplement's units. Bit 0 is inverted: 0 means speed present.
/// Elevation 0xFFFF as "not available" is what Matrix consoles send (facts: vectors treadmill_data-083 to 087).
const LAYOUT: [Layout; 20] = layout! {
    Speed            0 "speed_kmh"             100 U16
    AverageSpeed     1 "avg_speed_kmh"         100 U16
    Distance         2 "distance_m"              1 U24
    Inclination      3 "inclination_pct"        10 I16_OR_NONE
    RampAngle        3 "ramp_angle_deg"         10 I16_OR_NONE
    ElevationGain    4 "elev_gain_pos_m"        10 U16_OR_NONE
    ElevationLoss    4 "elev_gain_neg_m"        10 U16_OR_NONE
    Pace             5 "pace_s_per_500m"         1 U16
    OldPace          5 "pace_km_per_min"        10 U8
    AveragePace      6 "avg_pace_s_per_500m"     1 U16
    OldAveragePace   6 "avg_pace_km_per_min"    10 U8
    Energy           7 "energy_kcal"             1 U16_OR_NONE
    EnergyPerHour    7 "energy_kcal_h"           1 U16_OR_NONE
    EnergyPerMinute  7 "energy_kcal_min"         1 U8_OR_NONE
    HeartRate        8 "heart_rate_bpm"          1 U8
    Met              9 "met"                    10 U8
    Elapsed         10 "elapsed_s"               1 U16
    Remaining       11 "remaining_s"             1 U16
    Force           12 "force_n"                 1 I16_OR_NONE
    Power           12 "power_w"                 1 I16_OR_NONE
};

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
            if let Some(raw) = bytes.take(row.raw.width) {
                data.readings.push(row.reading(raw));
            } else {
                // What is left is the rest of this field and not the next one.
                bytes.0 = &[];
                data.missing.push(row.field);
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
                let raw = reading.raw.or(row.raw.unavailable).unwrap_or(0).to_le_bytes();
                bytes.extend(raw.iter().take(row.raw.width));
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
            Ok(bits) if self.raw.signed => i32::from(bits.cast_signed()),
            _ => unsigned,
        };
        Reading { field: self.field, raw: Some(raw).filter(|&v| self.raw.unavailable != Some(v)) }
    }
}

/// Whether the pace fields are one byte each, as in 2017: only where that makes the length fit and two do not.
fn pace_is_old(flags: u16, available: usize) -> bool {
    let rest = |old_pace| {
        let announced = LAYOUT
            .iter()
            .filter(|row| row.announced(flags, old_pace))
            .map(|row| row.raw.width)
            .sum::<usize>();
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
        whole.parts.sort_unstable_by_key(|r| r.field);
        Some(TreadmillData { readings: whole.parts, vendor_steps: whole.vendor_steps, ..packet })
    }

    /// Forgets a half record: the link was lost in the middle of it.
    pub fn clear(&mut self) {
        *self = Assembler::default();
    }
}
