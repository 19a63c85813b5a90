//! The one catalogue of words, for voice, screen and terminal, in English and Spanish.
//!
//! With the feature `catalogue` every `words/*.en.ftl` and `words/*.es.ftl` (and `en.ftl`, `es.ftl`) is embedded, and only
//! the chosen language's are read; without it the shell brings the texts. A message is asked for by its id with its
//! arguments; a quantity is put into words in the units of the tag's country.

mod program;
mod report;
#[cfg(test)]
mod tests;

pub use fluent_bundle::FluentValue as Value;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::borrow::Cow;
use unic_langid::LanguageIdentifier;
use units::{Duration, Length, Speed, UnitSystem};
use walk::cues::{Cue, Motif, PHRASES, Piece, SpokenLength};

#[cfg(feature = "catalogue")]
mod catalogue {
    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}

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
    const fn texts(self) -> &'static [&'static str] {
        match self {
            Language::English => catalogue::ENGLISH,
            Language::Spanish => catalogue::SPANISH,
        }
    }
}

/// Every piece that a voice pack of this language must hold a clip of.
pub fn phrases(_language: Language) -> Vec<Piece> {
    PHRASES.iter().flat_map(|phrase| phrase.pieces().collect::<Vec<_>>()).collect()
}

/// The words of one language and country.
pub struct Words {
    tag: String,
    language: Language,
    units: UnitSystem,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a tag such as `en`, `en-US`, `es-MX` or `es_US.UTF-8`; English for a language we do not speak.
    #[cfg(feature = "catalogue")]
    pub fn new(tag: &str) -> Words {
        Words::of_texts(tag, Language::of_tag(tag).unwrap_or_default().texts())
    }

    /// The words of a tag from Fluent texts brought by the caller, in the tag's language.
    pub fn of_texts(tag: &str, texts: &[&str]) -> Words {
        let tag = tag.split('.').next().unwrap_or_default().replace('_', "-");
        let language = Language::of_tag(&tag).unwrap_or_default();
        let locale: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Marks around arguments help right-to-left text; a screen reader and a synthesiser read them aloud.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::English => |value, _| number(value, '.'),
            Language::Spanish => |value, _| number(value, ','),
        }));
        // A number of tenths as a decimal: a voice pack's numbers are whole.
        let added = bundle.add_function("TENTHS", |arguments, _| match arguments.first() {
            Some(Value::Number(tenths)) => Value::from(tenths.value / 10.0),
            _ => Value::Error,
        });
        debug_assert!(added.is_ok(), "TENTHS is added once");
        for text in texts {
            // A part that does not read is kept as far as it does; a test reads every catalogue whole.
            let resource =
                FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, errors)| {
                    debug_assert!(errors.is_empty(), "{errors:?}");
                    resource
                });
            let added = bundle.add_resource(resource);
            debug_assert!(added.is_ok(), "{added:?}");
        }
        let units = UnitSystem::of_tag(&tag);
        Words { tag, language, units, bundle }
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
        self.bundle.has_message(id)
    }

    /// A message with its arguments. An id that is not there gives the id itself: better a code than silence.
    pub fn text(&self, id: &str, arguments: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            debug_assert!(false, "no message {id:?}");
            return id.to_owned();
        };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        text.into_owned()
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
}

/// A number as it is written: no needless zeros, and the language's decimal mark.
fn number(value: &Value<'_>, mark: char) -> Option<String> {
    let Value::Number(number) = value else { return None };
    Some(number.value.to_string().replace('.', mark.encode_utf8(&mut [0; 4])))
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
