//! The one catalogue of words, for voice, screen and terminal, in English and Spanish.
//!
//! With the feature `catalogue` every `words/*.en.ftl` and `words/*.es.ftl` (and `en.ftl`, `es.ftl`) is embedded, as the
//! table that `fluent-table` makes of them; without it the shell brings the table of its language. A message is asked for by its id with its
//! arguments; a quantity is put into words in the units of the tag's country.

mod body;
mod program;
mod report;
#[cfg(test)]
mod tests;

pub use body::Walker;
pub use fluent_table::Value;

use fluent_table::Table;
use std::borrow::Cow;
use units::{BeltSpeed, Duration, Length, Speed, UnitSystem};
use walk::cues::{Cue, Motif, Piece, SpokenLength};

/// A language the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::English, Language::Spanish];

    /// `en` or `es`.
    pub const fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
        }
    }

    /// The language's name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Spanish => "Español",
        }
    }

    /// The language of a tag such as `es-MX` or `es_MX.UTF-8`; `None` for one we do not speak.
    pub fn of_tag(tag: &str) -> Option<Language> {
        let code = tag.split(['-', '_', '.']).next().unwrap_or_default();
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    #[cfg(feature = "catalogue")]
    const fn table(self) -> &'static str {
        match self {
            Language::English => include_str!(concat!(env!("OUT_DIR"), "/en.txt")),
            Language::Spanish => include_str!(concat!(env!("OUT_DIR"), "/es.txt")),
        }
    }
}

/// The words of one language and country.
pub struct Words {
    tag: String,
    language: Language,
    units: UnitSystem,
    table: Table,
}

impl Words {
    /// The words of a tag such as `en`, `en-US`, `es-MX` or `es_US.UTF-8`; English for a language we do not speak.
    #[cfg(feature = "catalogue")]
    pub fn new(tag: &str) -> Words {
        Words::of_table(tag, Language::of_tag(tag).unwrap_or_default().table())
    }

    /// The words of a tag from a table brought by the caller, in the tag's language.
    pub fn of_table(tag: &str, table: impl Into<Cow<'static, str>>) -> Words {
        let tag = tag.split('.').next().unwrap_or_default().replace('_', "-");
        let language = Language::of_tag(&tag).unwrap_or_default();
        let mark = match language {
            Language::English => '.',
            Language::Spanish => ',',
        };
        let units = UnitSystem::of_tag(&tag);
        Words { tag, language, units, table: Table::new(table.into(), mark) }
    }

    /// The tag asked for, such as `en-US`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The units of the country.
    pub const fn units(&self) -> UnitSystem {
        self.units
    }

    /// The same words in other units, where a person chose them.
    #[must_use]
    pub fn in_units(self, units: UnitSystem) -> Words {
        Words { units, ..self }
    }

    /// Other units from here on.
    pub const fn measure_in(&mut self, units: UnitSystem) {
        self.units = units;
    }

    /// Whether there is a message of this id.
    pub fn has(&self, id: &str) -> bool {
        self.table.has(id)
    }

    /// A message with its arguments. An id that is not there gives the id itself: better a code than silence.
    pub fn text(&self, id: &str, arguments: &[(&str, Value<'_>)]) -> String {
        let text = self.table.text(id, arguments);
        debug_assert!(text.is_some(), "no message {id:?}");
        text.unwrap_or_else(|| id.to_owned())
    }

    /// A message without arguments.
    pub fn plain(&self, id: &str) -> String {
        self.text(id, &[])
    }

    /// The words of one piece, as they are spoken.
    pub fn piece(&self, piece: &Piece) -> String {
        match piece.number {
            Some(number) => self.text(piece.id, &[("n", number.into())]),
            None => self.plain(piece.id),
        }
    }

    /// The words of a whole cue.
    pub fn cue(&self, cue: &Cue) -> String {
        cue.pieces.iter().map(|piece| self.piece(piece)).collect::<Vec<_>>().join(" ")
    }

    /// A time, such as `5 minutes` or `1 minute 30 seconds`, to the second.
    pub fn time(&self, time: Duration) -> String {
        let seconds = time.as_secs() + u64::from(time.subsec_millis() >= 500);
        let (minutes, seconds) = (seconds / 60, seconds % 60);
        match (minutes, seconds) {
            (0, seconds) => self.text("time-seconds", &[("seconds", seconds.into())]),
            (minutes, 0) => self.text("time-minutes", &[("minutes", minutes.into())]),
            (minutes, seconds) => {
                self.text("time-both", &[("minutes", minutes.into()), ("seconds", seconds.into())])
            }
        }
    }

    /// A length in the country's unit, such as `5 m` or `16 ft`; tenths only below 10 m.
    pub fn length(&self, length: Length) -> String {
        let (id, amount) = match self.units {
            UnitSystem::Metric => ("length-meters", length.meters()),
            UnitSystem::UnitedStates => ("length-feet", length.feet()),
        };
        let tenths = self.units == UnitSystem::Metric && amount < 10.0;
        let shown = if tenths { (amount * 10.0).round() / 10.0 } else { amount.round() };
        self.text(id, &[("n", shown.into())])
    }

    /// A speed in the country's unit, such as `0.8 km/h` or `0.5 mph`.
    pub fn speed(&self, speed: Speed) -> String {
        let (id, amount) = match self.units {
            UnitSystem::Metric => ("speed-kmh", speed.kmh()),
            UnitSystem::UnitedStates => ("speed-mph", speed.mph()),
        };
        self.text(id, &[("n", ((amount * 10.0).round() / 10.0).into())])
    }

    /// The most a belt may do, in tenths of the country's unit at or below it.
    pub fn belt_at_most(&self, ceiling: BeltSpeed) -> String {
        let centi_kmh = f64::from(ceiling.centi_kmh());
        let (id, tenths) = match self.units {
            UnitSystem::Metric => ("speed-kmh", centi_kmh / 10.0),
            UnitSystem::UnitedStates => ("speed-mph", centi_kmh / 16.093_44),
        };
        self.text(id, &[("n", (tenths.floor() / 10.0).into())])
    }
}

/// A guess from the words, where there is no voice pack: 140 words a minute, and a breath after each piece.
impl SpokenLength for Words {
    fn length(&self, motif: Option<Motif>, pieces: &[Piece]) -> Duration {
        let words: usize = pieces.iter().map(|piece| self.piece(piece).split_whitespace().count()).sum();
        let spoken = Duration::from_millis(430).saturating_mul(u32::try_from(words).unwrap_or(u32::MAX));
        let breaths =
            Duration::from_millis(200).saturating_mul(u32::try_from(pieces.len()).unwrap_or(u32::MAX));
        motif.map_or(Duration::ZERO, |_| Duration::from_millis(800)) + spoken + breaths
    }
}
