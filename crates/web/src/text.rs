//! The words on the screen, from the one catalogue; the language is the page's, and only its texts are fetched.

use crate::platform::net;

use coach::program::{NotationError, Program};
use draw::prelude::*;
use std::cell::RefCell;
use units::{Duration, UnitSystem};
pub(crate) use voice::words::Value;
use voice::words::{Language, Words};

thread_local! {
    static WORDS: RefCell<Words> = RefCell::new(Words::of_table("", ""));
}

/// Speaks this language from now on; false when its texts are neither on the phone nor to be had.
pub(crate) async fn speak(language: &str) -> bool {
    if with(|words| words.tag() == language) {
        return true;
    }
    let Ok(text) = net::own("retrowalkFiles", &[language, ".txt"].concat()).await else { return false };
    let units = with(Words::units);
    WORDS.set(Words::of_table(language, String::from_utf8_lossy(&text).into_owned()).in_units(units));
    true
}

/// Measures in these units from now on.
pub(crate) fn measure(us_units: bool) {
    let units = if us_units { UnitSystem::UnitedStates } else { UnitSystem::Metric };
    WORDS.with_borrow_mut(|words| words.measure_in(units));
}

/// Every language's code and own name.
pub(crate) const LANGUAGES: [(&str, &str); Language::ALL.len()] = [
    (Language::ALL[0].code(), Language::ALL[0].own_name()),
    (Language::ALL[1].code(), Language::ALL[1].own_name()),
];

/// Something only the catalogue itself knows how to say.
pub(crate) fn with<T>(say: impl FnOnce(&Words) -> T) -> T {
    WORDS.with_borrow(say)
}

/// A text.
pub(crate) fn t(id: &str) -> String {
    with(|words| words.plain(id))
}

/// A text with its arguments.
pub(crate) fn tm(id: &str, arguments: &[(&str, Value<'_>)]) -> String {
    with(|words| words.text(id, arguments))
}

/// A text with numbers.
pub(crate) fn tn(id: &str, numbers: &[(&str, f64)]) -> String {
    let arguments: Vec<_> = numbers.iter().map(|(name, number)| (*name, Value::from(*number))).collect();
    tm(id, &arguments)
}

/// A text with words.
pub(crate) fn tw(id: &str, words: &[(&str, &str)]) -> String {
    let arguments: Vec<_> = words.iter().map(|(name, word)| (*name, Value::from(*word))).collect();
    tm(id, &arguments)
}

/// A text whose id is made of a name: `learn` `why` `-title`.
pub(crate) fn tw_id(front: &str, name: &str, back: &str) -> String {
    t(&format!("{front}-{name}{back}"))
}

/// A program as a person says it.
pub(crate) fn program_words(program: &Program) -> String {
    with(|words| words.program(program))
}

/// A place's name.
pub(crate) fn place(name: &str) -> String {
    with(|words| words.place(name))
}

/// A time in words.
pub(crate) fn span(time: Duration) -> String {
    with(|words| words.time(time))
}

/// A number with at most one decimal, as the language writes it.
pub(crate) fn decimal(number: f64) -> String {
    // The sum of no walks is -0.
    let tenths = (number * 10.0).round() / 10.0 + 0.0;
    tenths.to_string().replace('.', with(Words::mark))
}

/// What is wrong with a program, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WrongNotation {
    before: String,
    there: String,
    after: String,
    says: String,
}

/// The same in words, with the text parted at the character.
pub(crate) fn wrong_notation(text: &str, error: &NotationError) -> WrongNotation {
    let place = error.column.saturating_sub(1);
    let part = |from: usize, count: usize| text.chars().skip(from).take(count).collect::<String>();
    let there = part(place, 1);
    WrongNotation {
        before: part(0, place),
        there: if there.is_empty() { "?".to_owned() } else { there },
        after: part(place + 1, usize::MAX),
        says: with(|words| words.notation_error(error)),
    }
}

impl WrongNotation {
    /// The message, with the place marked.
    pub(crate) fn view(&self) -> AnyView {
        let WrongNotation { before, there, after, says } = self.clone();
        view! {
            <div class="note bad" role="alert">
                <p>{t("app-walk-own-wrong")}</p>
                <p class="pointer">{before}<mark>{there}</mark>{after}</p>
                <p>{says}</p>
            </div>
        }
        .into_any()
    }
}
