//! Tables for spreadsheets and statistics: CSV by RFC 4180, a point before the decimals whatever the language.

use alloc::format;
use alloc::string::{String, ToString as _};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number, written to at most four decimals; one that is none is left out.
    Number(f64),
    /// How many.
    Count(u32),
    /// Yes or no.
    Yes(bool),
    /// Not known: an empty cell.
    Unknown,
}

macro_rules! cells {
    ($($from:ty: $cell:ident),*) => {$(
        impl From<$from> for Cell {
            fn from(value: $from) -> Cell {
                Cell::$cell(value.into())
            }
        }
    )*};
}
cells!(&str: Text, f64: Number, u32: Count, bool: Yes);

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Unknown, Into::into)
    }
}

impl Cell {
    fn write(&self) -> String {
        match self {
            Cell::Text(text) => quoted(text),
            Cell::Number(number) if number.is_finite() => {
                // No minus before a nought.
                format!("{}", libm::round(number * 1e4) / 1e4 + 0.0)
            }
            Cell::Count(count) => count.to_string(),
            Cell::Yes(yes) => if *yes { "yes" } else { "no" }.to_string(),
            Cell::Number(_) | Cell::Unknown => String::new(),
        }
    }
}

/// Words as a field. A spreadsheet takes words that begin with one of these for a formula and runs it: an apostrophe before them makes
/// words of them again (OWASP, CSV Injection).
fn quoted(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let text = if runs { format!("'{text}") } else { text.to_string() };
    if text.contains(['"', ',', ';', '\r', '\n']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

/// A line of a table.
pub fn line(cells: impl IntoIterator<Item = Cell>) -> String {
    let mut line = String::new();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            line.push(',');
        }
        line += &cell.write();
    }
    line + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_that_of_rfc_4180_with_points_and_empty_cells() {
        let cells =
            [Cell::from("a \"b\", c"), Cell::Number(0.1 + 0.2), Cell::Number(-1.5), Cell::Number(1e20)];
        assert_eq!(line(cells), "\"a \"\"b\"\", c\",0.3,-1.5,100000000000000000000\r\n");
        let cells =
            [Cell::Unknown, Cell::Number(f64::NAN), Cell::Number(-0.000_01), Cell::Count(7), Cell::Yes(true)];
        assert_eq!(line(cells), ",,0,7,yes\r\n");
    }

    #[test]
    fn words_that_a_spreadsheet_would_run_stay_words() {
        for (typed, written) in [
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("\t=1", "'\t=1"),
            ("5:1 x3", "5:1 x3"),
        ] {
            assert_eq!(quoted(typed), written);
        }
    }
}
