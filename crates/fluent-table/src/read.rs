//! Finds a message in a table and puts it into words.

use crate::{ARGUMENT, END, NAMED, SELECT, TENTHS, VARIANT};
use std::borrow::Cow;

/// What an argument is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A number, written as the language writes it; it chooses between one and many.
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! number {
    ($($kind:ty: $as:expr),*) => {$(
        impl From<$kind> for Value<'_> {
            fn from(number: $kind) -> Self {
                Self::Number($as(number))
            }
        }
    )*};
}
// A count above 2^53 would be rounded, and nobody counts so far.
number!(u8: f64::from, u16: f64::from, u32: f64::from, i32: f64::from, u64: |n| n as f64, usize: |n| n as f64, f64: |n| n);

/// A language's messages.
pub struct Table {
    text: Cow<'static, str>,
    /// Where each message begins, in order of their ids.
    begins: Vec<usize>,
    /// The decimal mark.
    mark: char,
}

impl Table {
    /// Of a table's text, for a language with this decimal mark.
    pub fn new(text: Cow<'static, str>, mark: char) -> Table {
        let mut begins = Vec::new();
        let mut rest = text.as_ref();
        while let Some((_, after)) = rest.split_once(NAMED) {
            begins.push(text.len() - rest.len());
            rest = skip(after);
        }
        Table { text, begins, mark }
    }

    /// Whether there is a message of this id.
    pub fn has(&self, id: &str) -> bool {
        self.find(id).is_some()
    }

    /// A message with its arguments.
    pub fn text(&self, id: &str, arguments: &[(&str, Value<'_>)]) -> Option<String> {
        let mut out = String::new();
        self.write(self.find(id)?, arguments, &mut out);
        Some(out)
    }

    /// A message's pattern, and all that stands after it.
    fn find(&self, id: &str) -> Option<&str> {
        let entry = |begin: &usize| self.text.get(*begin..).and_then(|text| text.split_once(NAMED));
        let at = self.begins.binary_search_by(|begin| entry(begin).map_or("", |(id, _)| id).cmp(id)).ok()?;
        entry(self.begins.get(at)?).map(|(_, pattern)| pattern)
    }

    /// Writes a pattern with its arguments up to its end, and gives what stands after that.
    fn write<'t>(&self, pattern: &'t str, arguments: &[(&str, Value<'_>)], out: &mut String) -> &'t str {
        let mut rest = pattern;
        while let Some((words, mark, after)) = next(rest) {
            out.push_str(words);
            if mark == VARIANT || mark == END {
                return after;
            }
            let (name, after) = after.split_once(NAMED).unwrap_or((after, ""));
            let value = arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
            debug_assert!(value.is_some(), "no argument {name:?}");
            rest = after;
            match (mark, value) {
                (SELECT, value) => rest = self.choose(after, value, arguments, out),
                (TENTHS, Some(Value::Number(tenths))) => self.number(tenths / 10.0, out),
                (_, Some(Value::Number(number))) => self.number(*number, out),
                (_, Some(Value::Text(text))) => out.push_str(text),
                // Better a name than nothing.
                (_, None) => out.push_str(name),
            }
        }
        out.push_str(rest);
        ""
    }

    /// Writes the variant that a value chooses: its own number, one, or the last.
    fn choose<'t>(
        &self,
        variants: &'t str,
        value: Option<&Value<'_>>,
        arguments: &[(&str, Value<'_>)],
        out: &mut String,
    ) -> &'t str {
        let mut rest = variants;
        while let Some((key, pattern)) = rest.split_once(NAMED) {
            let chosen = match (key, value) {
                ("", _) => true,
                // English and Spanish both have one for exactly 1, and for 1 below zero.
                ("one", Some(Value::Number(number))) => number.abs().total_cmp(&1.0).is_eq(),
                (key, Some(Value::Number(number))) => number.to_string() == key,
                _ => false,
            };
            if chosen {
                self.write(pattern, arguments, out);
                return skip_choice(rest);
            }
            rest = skip(pattern);
        }
        skip_choice(rest)
    }

    fn number(&self, number: f64, out: &mut String) {
        out.push_str(&number.to_string().replace('.', self.mark.encode_utf8(&mut [0; 4])));
    }
}

/// The words up to the next mark, the mark, and what stands after it.
fn next(pattern: &str) -> Option<(&str, char, &str)> {
    let at = pattern.find(|c: char| (ARGUMENT..=END).contains(&c))?;
    let (words, rest) = pattern.split_at_checked(at)?;
    let mark = rest.chars().next()?;
    Some((words, mark, rest.strip_prefix(mark)?))
}

/// What stands after a pattern.
fn skip(pattern: &str) -> &str {
    let mut rest = pattern;
    while let Some((_, mark, after)) = next(rest) {
        rest = match mark {
            VARIANT | END => return after,
            SELECT => skip_choice(after.split_once(NAMED).map_or("", |(_, variants)| variants)),
            _ => after.split_once(NAMED).map_or("", |(_, after)| after),
        };
    }
    ""
}

/// What stands after a choice, of which these variants are left.
fn skip_choice(variants: &str) -> &str {
    let mut rest = variants;
    while !rest.starts_with(END) && !rest.is_empty() {
        rest = rest.split_once(NAMED).map_or("", |(_, pattern)| skip(pattern));
    }
    rest.strip_prefix(END).unwrap_or(rest)
}
