//! The one notation of programs, read and printed; an error points at the character and shows a right example.
//!
//! ```text
//! hallway 5 m x6          kitchen to family room 10 m x6        driveway 80 ft x4
//! 5:1 x3                  2.5:1                 90s:30s x4      (minutes unless s is written)
//! block 1:1 x4            block 80 m 1:1 x4
//! treadmill 1 min x3      treadmill 3.5 min x2 at 0.5 mph
//! ```

use super::written::write_decimal;
use super::{
    Intervals, LengthUnit, Limit, Part, Place, Plan, Program, SmallStart, SpeedUnit, StreetBlocks, Treadmill,
    Way, WrittenLength, WrittenSpeed,
};
use alloc::string::String;
use core::fmt;
use units::Duration;

/// The longest name of a place, in characters: it must fit a phone's line and be said in a breath.
const NAME_MOST: usize = 40;

/// What should have stood where the error points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Any program at all.
    Program,
    /// A place's name, a number, `block` or `treadmill`.
    Place,
    /// A letter, a digit, a space or one of `'-.&`, in a place's name.
    NameCharacter,
    /// A place's name of at most 40 characters.
    ShorterName,
    /// A length with its unit, such as `5 m` or `16 ft`.
    Length,
    /// A number.
    Number,
    /// `:` between the forward and the backward time.
    Colon,
    /// `min` or `s`.
    TimeUnit,
    /// How many times, such as `x3`.
    Count,
    /// A whole number.
    WholeNumber,
    /// `km/h` or `mph`.
    SpeedUnit,
    /// Nothing more.
    End,
}

impl Expected {
    /// Every expectation.
    pub const ALL: [Expected; 12] = [
        Expected::Program,
        Expected::Place,
        Expected::NameCharacter,
        Expected::ShorterName,
        Expected::Length,
        Expected::Number,
        Expected::Colon,
        Expected::TimeUnit,
        Expected::Count,
        Expected::WholeNumber,
        Expected::SpeedUnit,
        Expected::End,
    ];

    /// The message's id in the catalogue.
    pub const fn id(self) -> &'static str {
        match self {
            Expected::Program => "notation-expected-program",
            Expected::Place => "notation-expected-place",
            Expected::NameCharacter => "notation-expected-name-character",
            Expected::ShorterName => "notation-expected-shorter-name",
            Expected::Length => "notation-expected-length",
            Expected::Number => "notation-expected-number",
            Expected::Colon => "notation-expected-colon",
            Expected::TimeUnit => "notation-expected-time-unit",
            Expected::Count => "notation-expected-count",
            Expected::WholeNumber => "notation-expected-whole-number",
            Expected::SpeedUnit => "notation-expected-speed-unit",
            Expected::End => "notation-expected-end",
        }
    }
}

/// What is wrong with a program's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Something else should stand there.
    Expected(Expected),
    /// It reads well but breaks a limit.
    Limit(Limit),
}

impl Problem {
    /// The message's id in the catalogue.
    pub const fn id(self) -> &'static str {
        match self {
            Problem::Expected(expected) => expected.id(),
            Problem::Limit(limit) => limit.id(),
        }
    }
}

/// Why a text is no program: where, what, and a right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotationError {
    /// The character it is about, from 1; one past the end when something is missing there.
    pub column: usize,
    /// What is wrong.
    pub problem: Problem,
    /// A right program of the kind the text looks like.
    pub example: &'static str,
}

/// Reads a program.
pub fn parse(text: &str) -> Result<Program, NotationError> {
    let mut reader = Reader { text, at: 0, parts: [None; 5], example: Way::Intervals.example() };
    let read = reader.plan().and_then(|plan| {
        Program::new(plan)
            .map_err(|limit| Fault { at: reader.place_of(limit), problem: Problem::Limit(limit) })
    });
    read.map_err(|fault| NotationError {
        column: text.get(..fault.at).unwrap_or(text).chars().count() + 1,
        problem: fault.problem,
        example: reader.example,
    })
}

struct Fault {
    at: usize,
    problem: Problem,
}

/// A decimal number in thousandths, and how it was written.
struct Number {
    thousandths: u64,
    whole: bool,
    at: usize,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Where each part that a limit can be about was written.
    parts: [Option<usize>; 5],
    example: &'static str,
}

impl<'a> Reader<'a> {
    fn plan(&mut self) -> Result<Plan, Fault> {
        self.spaces();
        match self.peek() {
            None => Err(self.expected(Expected::Program)),
            Some(c) if c.is_ascii_digit() || c == '.' || c == ',' => self.intervals(),
            Some(c) if c.is_alphabetic() => {
                if self.word("treadmill") {
                    self.treadmill()
                } else if self.starts_street_block() {
                    self.street_blocks()
                } else {
                    self.small_start()
                }
            }
            Some(_) => Err(self.expected(Expected::Place)),
        }
    }

    fn intervals(&mut self) -> Result<Plan, Fault> {
        self.mark(Part::Forward);
        let forward = self.minutes(true)?;
        if !self.symbol(':') {
            let start = self.at;
            if self.length_unit().is_some() {
                // "5 m x6": a length without a place.
                self.example = Way::StartSmall.example();
                return Err(Fault { at: 0, problem: Problem::Expected(Expected::Place) });
            }
            self.at = start;
            return Err(self.expected(Expected::Colon));
        }
        self.spaces();
        self.mark(Part::Backward);
        let backward = self.minutes(true)?;
        let rounds = self.count()?;
        self.end()?;
        Ok(Plan::Intervals(Intervals { forward, backward, rounds }))
    }

    fn starts_street_block(&mut self) -> bool {
        let start = self.at;
        let is = self.word("block") || self.word("blocks");
        // A place may be called "block" too; what follows tells.
        let ratio = self.rest().contains(':') || self.rest().trim().is_empty();
        if is && ratio {
            return true;
        }
        self.at = start;
        false
    }

    fn street_blocks(&mut self) -> Result<Plan, Fault> {
        self.example = "block 1:1 x4";
        self.spaces();
        let start = self.at;
        self.mark(Part::Length);
        let number = self.number()?;
        let length = self.length_unit().map(|unit| WrittenLength { tenths: number.tenths(), unit });
        if length.is_none() {
            self.at = start;
        }
        self.spaces();
        self.mark(Part::Forward);
        let forward = self.whole_number()?;
        if !self.symbol(':') {
            return Err(self.expected(Expected::Colon));
        }
        self.spaces();
        self.mark(Part::Backward);
        let backward = self.whole_number()?;
        let rounds = self.count()?;
        self.end()?;
        Ok(Plan::StreetBlocks(StreetBlocks { length, forward, backward, rounds }))
    }

    fn treadmill(&mut self) -> Result<Plan, Fault> {
        self.example = Way::Treadmill.example();
        self.spaces();
        self.mark(Part::Backward);
        let each = self.minutes(false)?;
        let rounds = self.count()?;
        self.spaces();
        let speed = if self.word("at") {
            self.spaces();
            self.mark(Part::Speed);
            let number = self.number()?;
            let unit = self.speed_unit()?;
            Some(WrittenSpeed { hundredths: number.hundredths(), unit })
        } else {
            None
        };
        self.end()?;
        Ok(Plan::Treadmill(Treadmill { each, rounds, speed }))
    }

    fn small_start(&mut self) -> Result<Plan, Fault> {
        self.example = Way::StartSmall.example();
        let start = self.at;
        // The name goes on until a number with a unit of length.
        let mut first_number = None;
        let (name_end, length) = loop {
            let Some(c) = self.peek() else {
                self.at = first_number.unwrap_or(self.text.trim_end().len());
                return Err(self.expected(Expected::Length));
            };
            if c.is_ascii_digit() && self.after_space() {
                let number_start = self.at;
                let number = self.number()?;
                if first_number.is_none() {
                    first_number = Some(self.at);
                }
                if let Some(unit) = self.length_unit() {
                    self.parts = [None, None, Some(number_start), None, None];
                    break (number_start, WrittenLength { tenths: number.tenths(), unit });
                }
            } else if c.is_alphanumeric() || c.is_whitespace() || "'’-.&".contains(c) {
                self.at += c.len_utf8();
            } else {
                return Err(self.expected(Expected::NameCharacter));
            }
        };
        let mut name = String::new();
        for word in self.text.get(start..name_end).unwrap_or_default().split_whitespace() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
        if name.chars().count() > NAME_MOST {
            return Err(Fault { at: start, problem: Problem::Expected(Expected::ShorterName) });
        }
        let rounds = self.count()?;
        self.end()?;
        Ok(Plan::SmallStart(SmallStart { place: Place { name, length }, rounds }))
    }

    // Tokens.

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn after_space(&self) -> bool {
        self.text.get(..self.at).is_some_and(|before| before.ends_with(char::is_whitespace))
    }

    fn spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn expected(&self, expected: Expected) -> Fault {
        Fault { at: self.at, problem: Problem::Expected(expected) }
    }

    fn mark(&mut self, part: Part) {
        if let Some(place) = self.parts.get_mut(slot(part)) {
            *place = Some(self.at);
        }
    }

    fn place_of(&self, limit: Limit) -> usize {
        self.parts.get(slot(limit.part())).copied().flatten().unwrap_or(0)
    }

    fn symbol(&mut self, symbol: char) -> bool {
        let start = self.at;
        self.spaces();
        if self.peek() == Some(symbol) {
            self.at += symbol.len_utf8();
            return true;
        }
        self.at = start;
        false
    }

    /// Takes a whole word, in any case.
    fn word(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let Some(head) = rest.get(..word.len()) else { return false };
        let ends = rest.get(word.len()..).and_then(|tail| tail.chars().next());
        if head.eq_ignore_ascii_case(word) && !ends.is_some_and(char::is_alphabetic) {
            self.at += word.len();
            return true;
        }
        false
    }

    fn number(&mut self) -> Result<Number, Fault> {
        let at = self.at;
        let mut digits = 0_usize;
        let mut decimals: Option<u32> = None;
        let mut value = 0_u64;
        while let Some(c) = self.peek() {
            match (c.to_digit(10), decimals) {
                (Some(digit), None) => value = value.saturating_mul(10).saturating_add(u64::from(digit)),
                (Some(digit), Some(places)) if places < 3 => {
                    value = value.saturating_mul(10).saturating_add(u64::from(digit));
                    decimals = Some(places + 1);
                }
                (Some(_), Some(_)) => {}
                (None, None) if c == '.' || c == ',' => decimals = Some(0),
                (None, _) => break,
            }
            digits += usize::from(c.is_ascii_digit());
            self.at += c.len_utf8();
        }
        if digits == 0 {
            self.at = at;
            return Err(self.expected(Expected::Number));
        }
        let missing = 3 - decimals.unwrap_or(0).min(3);
        let thousandths = value.saturating_mul(10_u64.pow(missing));
        Ok(Number { thousandths, whole: thousandths.is_multiple_of(1000), at })
    }

    fn whole_number(&mut self) -> Result<u16, Fault> {
        let number = self.number()?;
        if !number.whole {
            return Err(Fault { at: number.at, problem: Problem::Expected(Expected::WholeNumber) });
        }
        Ok(u16::try_from(number.thousandths / 1000).unwrap_or(u16::MAX))
    }

    /// A time in minutes, or in what is written after it; on a treadmill the unit must stand.
    fn minutes(&mut self, unit_may_lack: bool) -> Result<Duration, Fault> {
        let number = self.number()?;
        let after = self.at;
        self.spaces();
        let seconds = ["seconds", "second", "sec", "s"].into_iter().any(|unit| self.word(unit));
        let minutes =
            !seconds && ["minutes", "minute", "mins", "min"].into_iter().any(|unit| self.word(unit));
        if !seconds && !minutes {
            if !unit_may_lack {
                return Err(self.expected(Expected::TimeUnit));
            }
            self.at = after;
        }
        // Whole seconds: a walk is not timed finer.
        let per_unit = if seconds { 1 } else { 60 };
        Ok(Duration::from_secs(number.thousandths.saturating_mul(per_unit).saturating_add(500) / 1000))
    }

    fn length_unit(&mut self) -> Option<LengthUnit> {
        let start = self.at;
        self.spaces();
        for (words, unit) in [
            (&["metres", "meters", "metre", "meter", "m"][..], LengthUnit::Meters),
            (&["feet", "foot", "ft"][..], LengthUnit::Feet),
        ] {
            if words.iter().any(|word| self.word(word)) {
                return Some(unit);
            }
        }
        self.at = start;
        None
    }

    fn speed_unit(&mut self) -> Result<SpeedUnit, Fault> {
        self.spaces();
        if self.word("km/h") || self.word("kmh") || self.word("kph") {
            Ok(SpeedUnit::Kmh)
        } else if self.word("mph") {
            Ok(SpeedUnit::Mph)
        } else {
            Err(self.expected(Expected::SpeedUnit))
        }
    }

    /// `x3`, or once where nothing is written.
    fn count(&mut self) -> Result<u16, Fault> {
        self.spaces();
        self.mark(Part::Rounds);
        match self.peek() {
            Some(x @ ('x' | 'X' | '×')) => {
                self.at += x.len_utf8();
                self.spaces();
                self.mark(Part::Rounds);
                self.whole_number()
            }
            Some(c) if c.is_ascii_digit() => Err(self.expected(Expected::Count)),
            _ => Ok(1),
        }
    }

    fn end(&mut self) -> Result<(), Fault> {
        self.spaces();
        if self.rest().is_empty() { Ok(()) } else { Err(self.expected(Expected::End)) }
    }
}

impl Number {
    fn tenths(&self) -> u32 {
        u32::try_from(self.thousandths / 100).unwrap_or(u32::MAX)
    }

    fn hundredths(&self) -> u32 {
        u32::try_from(self.thousandths / 10).unwrap_or(u32::MAX)
    }
}

const fn slot(part: Part) -> usize {
    match part {
        Part::Forward | Part::Whole => 0,
        Part::Backward => 1,
        Part::Length => 2,
        Part::Rounds => 3,
        Part::Speed => 4,
    }
}

/// Whole seconds as minutes where a tenth of a minute says them exactly, else as seconds.
struct Written(Duration);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = u32::try_from(self.0.as_secs()).unwrap_or(u32::MAX);
        if seconds.is_multiple_of(6) { write_decimal(f, seconds / 6, 1) } else { write!(f, "{seconds}s") }
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.plan() {
            Plan::SmallStart(small) => {
                write!(f, "{} {} x{}", small.place.name, small.place.length, small.rounds)
            }
            Plan::Intervals(intervals) => {
                let (forward, backward) = (Written(intervals.forward), Written(intervals.backward));
                write!(f, "{forward}:{backward} x{}", intervals.rounds)
            }
            Plan::StreetBlocks(street) => {
                f.write_str("block ")?;
                if let Some(length) = street.length {
                    write!(f, "{length} ")?;
                }
                write!(f, "{}:{} x{}", street.forward, street.backward, street.rounds)
            }
            Plan::Treadmill(treadmill) => {
                let unit = if treadmill.each.as_secs().is_multiple_of(6) { " min" } else { "" };
                write!(f, "treadmill {}{unit} x{}", Written(treadmill.each), treadmill.rounds)?;
                match treadmill.speed {
                    Some(speed) => write!(f, " at {speed}"),
                    None => Ok(()),
                }
            }
        }
    }
}
