//! Fitness Machine Control Point, 0x2AD9: what is asked of a machine and what it answers (FTMS 1.0.1 section 4.16).
//!
//! Requests are only read here; the gate alone turns a command into bytes.

use super::{Bytes, Numbered, Problem, length_problems, name_of};
use alloc::vec::Vec;
use units::BeltSpeed;

/// A stop or a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StopOrPause {
    /// 0x01.
    Stop,
    /// 0x02.
    Pause,
    /// A value the specification does not define.
    Other(u8),
}

impl StopOrPause {
    pub(super) fn from_byte(byte: u8) -> StopOrPause {
        match byte {
            1 => StopOrPause::Stop,
            2 => StopOrPause::Pause,
            other => StopOrPause::Other(other),
        }
    }
}

/// What a client asks; the number of the procedure decides, the rest may be missing in a cut packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Request {
    /// 0x00.
    RequestControl,
    /// 0x01.
    Reset,
    /// 0x02, 0.01 km/h.
    SetTargetSpeed(Option<BeltSpeed>),
    /// 0x03, 0.1 %.
    SetTargetInclination(Option<i16>),
    /// 0x07.
    StartOrResume,
    /// 0x08.
    StopOrPause(Option<StopOrPause>),
    /// Any other procedure, with its parameter as a number where it is at most four bytes.
    Other(u8, Option<u32>),
}

/// All procedures by number, with the bytes of their parameters (FTMS 1.0.1 table 4.15).
const PROCEDURES: [Numbered; 22] = [
    (0x00, "request_control", 0),
    (0x01, "reset", 0),
    (0x02, "set_target_speed", 2),
    (0x03, "set_target_inclination", 2),
    (0x04, "set_target_resistance_level", 1),
    (0x05, "set_target_power", 2),
    (0x06, "set_target_heart_rate", 1),
    (0x07, "start_or_resume", 0),
    (0x08, "stop_or_pause", 1),
    (0x09, "set_targeted_expended_energy", 2),
    (0x0A, "set_targeted_number_of_steps", 2),
    (0x0B, "set_targeted_number_of_strides", 2),
    (0x0C, "set_targeted_distance", 3),
    (0x0D, "set_targeted_training_time", 2),
    (0x0E, "set_targeted_time_in_two_heart_rate_zones", 4),
    (0x0F, "set_targeted_time_in_three_heart_rate_zones", 6),
    (0x10, "set_targeted_time_in_five_heart_rate_zones", 10),
    (0x11, "set_indoor_bike_simulation", 6),
    (0x12, "set_wheel_circumference", 2),
    (0x13, "spin_down_control", 1),
    (0x14, "set_targeted_cadence", 2),
    (0x80, "response_code", 2),
];

/// The name of a procedure; `None` for a number the specification reserves.
pub fn procedure_name(op: u8) -> Option<&'static str> {
    name_of(&PROCEDURES, op)
}

impl Request {
    /// What the bytes ask, and what was wrong; `None` for no bytes at all.
    pub fn decode(packet: &[u8]) -> Option<(Request, Vec<Problem>)> {
        let mut bytes = Bytes(packet);
        let request = match bytes.u8()? {
            0x00 => Request::RequestControl,
            0x01 => Request::Reset,
            0x02 => Request::SetTargetSpeed(bytes.u16().map(BeltSpeed::from_centi_kmh)),
            0x03 => Request::SetTargetInclination(bytes.i16()),
            0x07 => Request::StartOrResume,
            0x08 => Request::StopOrPause(bytes.u8().map(StopOrPause::from_byte)),
            other => Request::Other(other, bytes.parameter()),
        };
        Some((request, length_problems(&PROCEDURES, request.op(), packet.len())))
    }

    /// The number of the procedure.
    pub fn op(self) -> u8 {
        match self {
            Request::RequestControl => 0x00,
            Request::Reset => 0x01,
            Request::SetTargetSpeed(_) => 0x02,
            Request::SetTargetInclination(_) => 0x03,
            Request::StartOrResume => 0x07,
            Request::StopOrPause(_) => 0x08,
            Request::Other(op, _) => op,
        }
    }
}

/// How a machine answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 0x01.
    Success,
    /// 0x02.
    NotSupported,
    /// 0x03.
    InvalidParameter,
    /// 0x04; also "already started" or "already stopped".
    Failed,
    /// 0x05.
    NotPermitted,
    /// A value the specification reserves.
    Other(u8),
}

/// An answer of the control point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reply {
    /// The procedure it answers.
    pub op: u8,
    /// How it went; `None` where the packet ends before it.
    pub outcome: Option<Outcome>,
}

impl Reply {
    /// What the bytes answer, and what was wrong; `None` where they are no answer (the first byte is not 0x80).
    pub fn decode(packet: &[u8]) -> Option<(Reply, Vec<Problem>)> {
        let mut bytes = Bytes(packet);
        bytes.u8().filter(|&b| b == 0x80)?;
        let op = bytes.u8()?;
        let outcome = bytes.u8().map(|byte| match byte {
            1 => Outcome::Success,
            2 => Outcome::NotSupported,
            3 => Outcome::InvalidParameter,
            4 => Outcome::Failed,
            5 => Outcome::NotPermitted,
            other => Outcome::Other(other),
        });
        let mut problems = Vec::new();
        if outcome.is_none() {
            problems.push(Problem::Short { len: packet.len(), needed: 3 });
        }
        bytes.note_rest(&mut problems);
        Some((Reply { op, outcome }, problems))
    }

    /// The bytes of it.
    pub fn encode(self) -> Vec<u8> {
        let mut bytes = Vec::from([0x80, self.op]);
        bytes.extend(self.outcome.map(|outcome| match outcome {
            Outcome::Success => 1,
            Outcome::NotSupported => 2,
            Outcome::InvalidParameter => 3,
            Outcome::Failed => 4,
            Outcome::NotPermitted => 5,
            Outcome::Other(byte) => byte,
        }));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_comes_out_of_the_bytes() {
        let speed = BeltSpeed::from_centi_kmh(80);
        for (request, bytes) in [
            (Request::RequestControl, "00"),
            (Request::Reset, "01"),
            (Request::SetTargetSpeed(Some(speed)), "025000"),
            (Request::SetTargetInclination(Some(-10)), "03f6ff"),
            (Request::StartOrResume, "07"),
            (Request::StopOrPause(Some(StopOrPause::Stop)), "0801"),
            (Request::StopOrPause(Some(StopOrPause::Pause)), "0802"),
            (Request::StopOrPause(Some(StopOrPause::Other(9))), "0809"),
        ] {
            let bytes = crate::hex(bytes);
            assert_eq!(Request::decode(&bytes), Some((request, Vec::new())));
            assert_eq!(request.op(), bytes[0]);
        }
    }

    #[test]
    fn cut_long_and_unknown_requests_say_so() {
        let problems = |hex: &str| Request::decode(&crate::hex(hex)).unwrap();
        let short = Problem::Short { len: 2, needed: 3 };
        assert_eq!(problems("0250"), (Request::SetTargetSpeed(None), Vec::from([short])));
        assert_eq!(problems("0350"), (Request::SetTargetInclination(None), Vec::from([short])));
        let short = Problem::Short { len: 1, needed: 2 };
        assert_eq!(problems("08"), (Request::StopOrPause(None), Vec::from([short])));
        assert_eq!(problems("0700"), (Request::StartOrResume, Vec::from([Problem::Trailing(1)])));
        assert_eq!(problems("0a6400"), (Request::Other(10, Some(100)), Vec::new()));
        let short = Problem::Short { len: 1, needed: 5 };
        assert_eq!(problems("0e"), (Request::Other(14, None), Vec::from([short])));
        assert_eq!(
            problems("e101020304"),
            (Request::Other(0xE1, Some(0x0403_0201)), Vec::from([Problem::Reserved(0xE1)]))
        );
        assert_eq!(
            problems("0f010203040506"),
            (Request::Other(15, None), Vec::new()),
            "three times are no number"
        );
        assert_eq!(Request::decode(&[]), None);
        assert_eq!((procedure_name(0x0C), procedure_name(0x20)), (Some("set_targeted_distance"), None));
    }

    #[test]
    fn answers_come_back_from_their_bytes_and_cut_ones_say_so() {
        for result in 0..=7 {
            let (reply, problems) = Reply::decode(&[0x80, 2, result]).unwrap();
            assert_eq!((reply.encode(), problems), (Vec::from([0x80, 2, result]), Vec::new()));
        }
        let outcome = |b| Reply::decode(&[0x80, 7, b]).unwrap().0.outcome.unwrap();
        assert_eq!(
            [1, 2, 3, 4, 5, 6].map(outcome),
            [
                Outcome::Success,
                Outcome::NotSupported,
                Outcome::InvalidParameter,
                Outcome::Failed,
                Outcome::NotPermitted,
                Outcome::Other(6)
            ]
        );
        let (cut, problems) = Reply::decode(&[0x80, 8]).unwrap();
        assert_eq!((cut.outcome, problems), (None, Vec::from([Problem::Short { len: 2, needed: 3 }])));
        assert_eq!(cut.encode(), [0x80, 8]);
        assert_eq!(Reply::decode(&[0x80, 8, 1, 0]).unwrap().1, [Problem::Trailing(1)]);
        assert_eq!(Reply::decode(&[0x80]), None);
        assert_eq!(Reply::decode(&[2, 0x50, 0]), None);
    }
}
