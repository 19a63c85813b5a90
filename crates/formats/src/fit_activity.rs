//! A walk as a FIT activity (FIT profile 21.218), for watches' and training programs: a lap a block.
//!
//! FIT has no walking backward, so developer fields carry it: `walk_direction` (1 forward, -1 backward, 0 neither) of every record and
//! lap, as it was asked for, and the steps seen each way, of laps and the session.

use crate::walk_record::{BlockRecord, PauseRecord, StepsRecord, WalkRecord, moment};
use alloc::boxed::Box;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use core::convert::Infallible;
use embedded_io::{ErrorType, Seek, SeekFrom, Write};
use rustyfit::Encoder;
use rustyfit::profile::{mesgdef, typedef};
use rustyfit::proto::{DeveloperField, FIT, FileHeader, Message, ProtocolVersion, Value};

/// What a FIT file's date counts from, seconds since 1970: the end of 1989.
const EPOCH_S: f64 = 631_065_600.0;
/// Which program's developer fields these are: chance, once.
const APPLICATION: [u8; 16] =
    [0x6f, 0x1c, 0x52, 0x9e, 0x0b, 0x7d, 0x4a, 0x53, 0x9c, 0x2e, 0x83, 0xd4, 0x17, 0xe6, 0x35, 0xa8];
/// The developer fields: name, unit, type; the direction first, then steps as [`steps`] gives them.
const FIELDS: [(&str, &str, typedef::FitBaseType); 4] = [
    ("walk_direction", "1 forward, -1 backward", typedef::FitBaseType::SINT8),
    ("forward_steps", "steps", typedef::FitBaseType::UINT16),
    ("backward_steps", "steps", typedef::FitBaseType::UINT16),
    ("unsure_steps", "steps", typedef::FitBaseType::UINT16),
];

/// The file, or none of a walk without time, or whose beginning is no date that FIT can tell.
///
/// Blocks follow one another from the walk's beginning, and pauses stop the timer. Steps stand only where motion was measured, and
/// distance only where every block that was walked has one.
pub fn file(walk: &WalkRecord) -> Option<Vec<u8>> {
    let begin_s = moment(&walk.started_at)? - EPOCH_S;
    let local_s = moment(&format!("{}Z", walk.started_at.get(..19)?))? - EPOCH_S;
    let date = |s: f64| typedef::DateTime(whole(begin_s + s));
    let blocks = || walk.blocks.iter().filter(|block| block.done_s > 0.0);
    if date(0.0).0 < typedef::DateTime::MIN.0 || blocks().count() == 0 {
        return None;
    }
    let sub_sport =
        if walk.way == "treadmill" { typedef::SubSport::TREADMILL } else { typedef::SubSport::GENERIC };
    let mut file_id = mesgdef::FileId::new();
    file_id.r#type = typedef::File::ACTIVITY;
    file_id.manufacturer = typedef::Manufacturer::DEVELOPMENT;
    file_id.time_created = date(0.0);
    file_id.product_name = Box::from("Retrowalk");
    let mut messages = vec![Message::from(file_id)];
    messages.extend(descriptions());

    let event = |at_s: f64, kind| {
        let mut event = mesgdef::Event::new();
        (event.timestamp, event.event, event.event_type) = (date(at_s), typedef::Event::TIMER, kind);
        Message::from(event)
    };
    messages.push(event(0.0, typedef::EventType::START));
    let (mut at_s, mut timer_s, mut laps) = (0.0, 0.0, Vec::new());
    let mut pauses = walk.pauses.iter().peekable();
    for block in blocks() {
        let (from_s, mut left_s) = (at_s, block.done_s);
        loop {
            let pause: Option<&PauseRecord> = pauses.next_if(|pause| pause.at_s < at_s + left_s);
            let stops_s = pause.map_or(at_s + left_s, |pause| pause.at_s.max(at_s));
            for second in whole(libm::ceil(at_s))..whole(libm::ceil(stops_s)) {
                let mut record = mesgdef::Record::new();
                record.timestamp = date(f64::from(second));
                record.developer_fields = vec![direction(block)];
                messages.push(Message::from(record));
            }
            left_s -= stops_s - at_s;
            at_s = stops_s;
            let Some(pause) = pause else { break };
            messages.push(event(at_s, typedef::EventType::STOP_ALL));
            at_s += pause.length_s;
            messages.push(event(at_s, typedef::EventType::START));
        }
        timer_s += block.done_s;
        let mut lap = mesgdef::Lap::new();
        lap.message_index = typedef::MessageIndex(u16::try_from(laps.len()).ok()?);
        (lap.timestamp, lap.start_time) = (date(at_s), date(from_s));
        (lap.event, lap.event_type) = (typedef::Event::LAP, typedef::EventType::STOP);
        lap.total_elapsed_time = thousandths(at_s - from_s);
        lap.total_timer_time = thousandths(block.done_s);
        (lap.sport, lap.sub_sport) = (typedef::Sport::WALKING, sub_sport);
        lap.intensity = match block.kind.as_str() {
            "forward" => typedef::Intensity::ACTIVE,
            "backward" => typedef::Intensity::INTERVAL,
            "cool-down" => typedef::Intensity::COOLDOWN,
            _ => typedef::Intensity::REST,
        };
        lap.total_distance = block.distance_m.map_or(u32::MAX, hundredths);
        lap.avg_heart_rate = block.heart_mean_bpm.unwrap_or(u8::MAX);
        lap.max_heart_rate = block.heart_most_bpm.unwrap_or(u8::MAX);
        lap.developer_fields = vec![direction(block)];
        if measured(block) {
            lap.total_cycles = block.steps.all() / 2;
            lap.developer_fields.extend(steps(block.steps));
        }
        laps.push(lap);
    }
    messages.push(event(at_s, typedef::EventType::STOP_ALL));

    let mut session = mesgdef::Session::new();
    session.message_index = typedef::MessageIndex(0);
    (session.timestamp, session.start_time) = (date(at_s), date(0.0));
    (session.event, session.event_type) = (typedef::Event::SESSION, typedef::EventType::STOP);
    (session.sport, session.sub_sport) = (typedef::Sport::WALKING, sub_sport);
    session.total_elapsed_time = thousandths(at_s);
    session.total_timer_time = thousandths(timer_s);
    (session.first_lap_index, session.num_laps) = (0, u16::try_from(laps.len()).ok()?);
    session.trigger = typedef::SessionTrigger::ACTIVITY_END;
    session.total_distance = walk.distance_m().map_or(u32::MAX, hundredths);
    if blocks().any(measured) {
        let all = blocks().fold(StepsRecord::default(), |all, block| StepsRecord {
            forward: all.forward + block.steps.forward,
            backward: all.backward + block.steps.backward,
            unsure: all.unsure + block.steps.unsure,
        });
        session.total_cycles = all.all() / 2;
        session.developer_fields.extend(steps(all));
    }
    let mut activity = mesgdef::Activity::new();
    activity.timestamp = date(at_s);
    let ahead_s = local_s - libm::floor(begin_s);
    activity.local_timestamp = typedef::LocalDateTime(whole(f64::from(date(at_s).0) + ahead_s));
    activity.total_timer_time = thousandths(timer_s);
    (activity.num_sessions, activity.r#type) = (1, typedef::Activity::MANUAL);
    (activity.event, activity.event_type) = (typedef::Event::ACTIVITY, typedef::EventType::STOP);
    messages.extend(laps.into_iter().map(Message::from));
    messages.extend([Message::from(session), Message::from(activity)]);

    let file_header = FileHeader { protocol_version: ProtocolVersion::V2, ..FileHeader::default() };
    let mut file = Memory::default();
    Encoder::new().encode(&mut file, &mut FIT { file_header, messages, crc: 0 }).ok()?;
    Some(file.bytes)
}

/// Whether motion was measured in a block, for a part of it at least.
fn measured(block: &BlockRecord) -> bool {
    block.steps.all() > 0 || block.not_measured_s < block.done_s
}

fn descriptions() -> impl Iterator<Item = Message> {
    let mut developer = mesgdef::DeveloperDataId::new();
    developer.application_id = Box::from(APPLICATION);
    developer.developer_data_index = 0;
    let fields = FIELDS.into_iter().zip(0..).map(|((name, units, base_type), number)| {
        let mut field = mesgdef::FieldDescription::new();
        (field.developer_data_index, field.field_definition_number) = (0, number);
        field.fit_base_type_id = base_type;
        field.field_name = Box::from([Box::from(name)]);
        field.units = Box::from([Box::from(units)]);
        Message::from(field)
    });
    core::iter::once(Message::from(developer)).chain(fields)
}

fn direction(block: &BlockRecord) -> DeveloperField {
    let direction = match block.kind.as_str() {
        "forward" | "cool-down" => 1,
        "backward" => -1,
        _ => 0,
    };
    DeveloperField { num: 0, developer_data_index: 0, value: Value::Int8(direction) }
}

fn steps(steps: StepsRecord) -> impl Iterator<Item = DeveloperField> {
    // The largest is FIT's "not known".
    let count = |count: u32| Value::Uint16(u16::try_from(count).unwrap_or(u16::MAX));
    let each = [steps.forward, steps.backward, steps.unsure].into_iter().zip(1..);
    each.map(move |(steps, num)| DeveloperField { num, developer_data_index: 0, value: count(steps) })
}

fn thousandths(seconds: f64) -> u32 {
    whole(libm::round(seconds * 1000.0))
}

fn hundredths(meters: f64) -> u32 {
    whole(libm::round(meters * 100.0))
}

fn whole(number: f64) -> u32 {
    // Kept inside first.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = number.clamp(0.0, f64::from(u32::MAX)) as u32;
    whole
}

/// A file in memory: the encoder goes back to its beginning once, for the header.
#[derive(Default)]
struct Memory {
    bytes: Vec<u8>,
    at: usize,
}

impl ErrorType for Memory {
    type Error = Infallible;
}

impl Write for Memory {
    fn write(&mut self, new: &[u8]) -> Result<usize, Infallible> {
        let over = self.bytes.len().min(self.at + new.len());
        self.bytes.splice(self.at.min(over)..over, new.iter().copied());
        self.at += new.len();
        Ok(new.len())
    }
    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl Seek for Memory {
    fn seek(&mut self, to: SeekFrom) -> Result<u64, Infallible> {
        let (from, by) = match to {
            SeekFrom::Start(at) => (0, i64::try_from(at).unwrap_or(i64::MAX)),
            SeekFrom::End(by) => (self.bytes.len(), by),
            SeekFrom::Current(by) => (self.at, by),
        };
        let by = isize::try_from(by).unwrap_or_default();
        self.at = from.saturating_add_signed(by).min(self.bytes.len());
        Ok(self.at as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned as _;
    use rustyfit::Decoder;

    /// A minute forward and, after a turn, half a minute backward with a pause of 20 s in it.
    fn walk() -> WalkRecord {
        let mut walk = crate::walk_record::tests::record();
        let block = |index, kind: &str, done_s, forward, backward, distance_m| BlockRecord {
            index,
            kind: kind.to_owned(),
            planned_s: done_s,
            done_s,
            not_measured_s: 0.0,
            steps: StepsRecord { forward, backward, unsure: 1 },
            distance_m,
            ..walk.blocks[0].clone()
        };
        walk.blocks = vec![
            block(0, "forward", 60.0, 100, 0, Some(70.0)),
            block(1, "turn", 14.0, 0, 0, None),
            block(2, "backward", 30.5, 2, 50, Some(15.25)),
            block(3, "cool-down", 0.0, 0, 0, None),
        ];
        walk.pauses = vec![PauseRecord { at_s: 80.0, length_s: 20.0 }];
        walk
    }

    fn read(bytes: &[u8]) -> Vec<Message> {
        let mut reader = bytes;
        Decoder::new().decode(&mut reader).unwrap().unwrap().messages
    }

    #[test]
    fn a_walk_reads_back_with_its_laps_its_pause_and_its_steps_backward() {
        let messages = read(&file(&walk()).unwrap());
        let of = |num| messages.iter().filter(move |message| message.num == num);
        let laps: Vec<_> = of(typedef::MesgNum::LAP).map(mesgdef::Lap::from).collect();
        let told = |lap: &mesgdef::Lap| {
            (lap.total_timer_time, lap.total_elapsed_time, lap.total_distance, lap.total_cycles)
        };
        assert_eq!(
            laps.iter().map(told).collect::<Vec<_>>(),
            [(60_000, 60_000, 7000, 50), (14_000, 14_000, u32::MAX, 0), (30_500, 50_500, 1525, 26)]
        );
        let fields = |fields: &[DeveloperField]| {
            fields.iter().map(|field| format!("{:?}", field.value)).collect::<Vec<_>>()
        };
        assert_eq!(fields(&laps[2].developer_fields), ["Int8(-1)", "Uint16(2)", "Uint16(50)", "Uint16(1)"]);
        let session = of(typedef::MesgNum::SESSION).map(mesgdef::Session::from).next().unwrap();
        assert_eq!((session.sport, session.sub_sport), (typedef::Sport::WALKING, typedef::SubSport::GENERIC));
        assert_eq!(
            (session.total_timer_time, session.total_elapsed_time, session.total_distance),
            (104_500, 124_500, 8525)
        );
        assert_eq!(fields(&session.developer_fields), ["Uint16(102)", "Uint16(50)", "Uint16(3)"]);
        let activity = of(typedef::MesgNum::ACTIVITY).map(mesgdef::Activity::from).next().unwrap();
        assert_eq!(activity.timestamp.0 - activity.local_timestamp.0, 5 * 3600);
        let events: Vec<_> = of(typedef::MesgNum::EVENT)
            .map(mesgdef::Event::from)
            .map(|event| (event.timestamp.0 - session.start_time.0, event.event_type))
            .collect();
        let (start, stop) = (typedef::EventType::START, typedef::EventType::STOP_ALL);
        assert_eq!(events, [(0, start), (80, stop), (100, start), (124, stop)]);
        let seconds: Vec<_> = of(typedef::MesgNum::RECORD)
            .map(mesgdef::Record::from)
            .map(|record| record.timestamp.0 - session.start_time.0)
            .collect();
        assert!(seconds.is_sorted() && seconds.len() == 105 && !seconds.contains(&90), "{seconds:?}");
        assert_eq!(messages.first().map(|first| first.num), Some(typedef::MesgNum::FILE_ID));
    }

    #[test]
    fn what_was_not_measured_is_not_told_and_a_walk_of_nothing_is_no_file() {
        let mut typed = walk();
        typed.way = "treadmill".to_owned();
        for block in &mut typed.blocks {
            (block.steps, block.not_measured_s) = (StepsRecord::default(), block.done_s);
        }
        typed.blocks[2].distance_m = None;
        let messages = read(&file(&typed).unwrap());
        let session = messages.iter().find(|message| message.num == typedef::MesgNum::SESSION).unwrap();
        let session = mesgdef::Session::from(session);
        assert_eq!((session.total_cycles, session.total_distance), (u32::MAX, u32::MAX));
        assert!(session.developer_fields.is_empty() && session.sub_sport == typedef::SubSport::TREADMILL);
        typed.blocks.clear();
        assert_eq!(file(&typed), None);
        typed = walk();
        typed.started_at = "1985-11-23T09:30:00-05:00".to_owned();
        assert_eq!(file(&typed), None);
    }
}
