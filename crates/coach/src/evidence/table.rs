//! Anyone's own table of trials, read from CSV text (RFC 4180: quotes, doubled quotes, CRLF), strictly.

use super::effect::{Arm, Effect, Measure, Unusable};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A named trial.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// Its name as the table has it.
    pub name: String,
    /// Its effect.
    pub effect: Effect,
}

/// What is wrong with the table, and on which line (the first line is 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableProblem {
    /// The line where the row begins.
    pub line: usize,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing in the file.
    Empty,
    /// The heading line lacks a column.
    MissingColumn(&'static str),
    /// Something else than commas stands between the columns.
    NoCommas,
    /// The heading line names a column twice.
    ColumnTwice(String),
    /// A row has this many fields instead of that many.
    FieldCount(usize, usize),
    /// This column holds something that is not a number.
    NotANumber(&'static str, String),
    /// This column holds something that is not a whole number of people.
    NotACount(&'static str, String),
    /// The row's numbers cannot be used.
    Unusable(Unusable),
    /// A quote was opened and never closed.
    OpenQuote,
    /// A heading and no row.
    NoRows,
}

impl fmt::Display for TableProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.reason {
            Reason::Empty => {
                f.write_str("the file is empty; it needs a heading line such as study,effect,variance")
            }
            Reason::MissingColumn(name) => write!(
                f,
                "the heading has no column `{name}`; use study,effect,variance or study,n1,mean1,sd1,n2,mean2,sd2"
            ),
            Reason::NoCommas => f.write_str("put commas between the columns, and points in the numbers"),
            Reason::ColumnTwice(name) => write!(f, "the heading names `{name}` twice"),
            Reason::FieldCount(has, needs) => write!(f, "{has} fields where the heading has {needs}"),
            Reason::NotANumber(column, text) => write!(f, "`{text}` in column `{column}` is not a number"),
            Reason::NotACount(column, text) => {
                write!(f, "`{text}` in column `{column}` is not a whole number of people")
            }
            Reason::Unusable(why) => write!(f, "{why}"),
            Reason::OpenQuote => f.write_str("a quotation mark is opened and never closed"),
            Reason::NoRows => f.write_str("there is a heading but no trial below it"),
        }
    }
}

/// Reads the table. With means and deviations in it, `measure` says how the arms are compared; with effects, it is not used.
pub fn read(text: &str, measure: Measure) -> Result<Vec<Study>, TableProblem> {
    let at = |line, reason| TableProblem { line, reason };
    let mut rows = rows(text.strip_prefix('\u{feff}').unwrap_or(text))?.into_iter();
    let (heading_line, heading) = rows.next().ok_or_else(|| at(1, Reason::Empty))?;
    if matches!(heading.as_slice(), [all] if all.contains([';', '\t'])) {
        return Err(at(heading_line, Reason::NoCommas));
    }
    let heading: Vec<String> = heading.iter().map(|name| name.trim().to_lowercase()).collect();
    for (i, name) in heading.iter().enumerate() {
        if !name.is_empty() && heading.iter().take(i).any(|earlier| earlier == name) {
            return Err(at(heading_line, Reason::ColumnTwice(name.clone())));
        }
    }
    let place = |name: &'static str| {
        heading
            .iter()
            .position(|column| column == name)
            .map(|i| (name, i))
            .ok_or_else(|| at(heading_line, Reason::MissingColumn(name)))
    };
    let study = place("study")?;
    let columns = if heading.iter().any(|name| name == "n1") {
        ["n1", "mean1", "sd1", "n2", "mean2", "sd2"].iter().map(|name| place(name)).collect()
    } else {
        ["effect", "variance"].iter().map(|name| place(name)).collect::<Result<Vec<_>, _>>()
    }?;
    let mut studies = Vec::new();
    for (line, fields) in rows {
        if fields.len() != heading.len() {
            return Err(at(line, Reason::FieldCount(fields.len(), heading.len())));
        }
        let text = |column: (&'static str, usize)| fields.get(column.1).map_or("", |field| field.trim());
        let mut numbers = Vec::new();
        for column in &columns {
            let number = text(*column)
                .parse::<f64>()
                .map_err(|_| at(line, Reason::NotANumber(column.0, text(*column).to_owned())))?;
            if column.0.starts_with('n') && people(number).is_none() {
                return Err(at(line, Reason::NotACount(column.0, text(*column).to_owned())));
            }
            numbers.push(number);
        }
        let effect = match numbers.as_slice() {
            [effect, variance] => Effect::new(*effect, *variance),
            [n1, mean1, sd1, n2, mean2, sd2] => Effect::between(
                measure,
                Arm { n: people(*n1).unwrap_or(0), mean: *mean1, sd: *sd1 },
                Arm { n: people(*n2).unwrap_or(0), mean: *mean2, sd: *sd2 },
            ),
            _ => Err(Unusable::NotFinite),
        };
        let effect = effect.map_err(|why| at(line, Reason::Unusable(why)))?;
        studies.push(Study { name: text(study).to_owned(), effect });
    }
    if studies.is_empty() {
        return Err(at(heading_line, Reason::NoRows));
    }
    Ok(studies)
}

fn people(number: f64) -> Option<u32> {
    // Whole and in range by the test before it.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (number >= 0.0 && number <= f64::from(u32::MAX) && libm::trunc(number) >= number).then_some(number as u32)
}

type Row = (usize, Vec<String>);

/// The rows with the line each begins on; blank lines are left out.
fn rows(text: &str) -> Result<Vec<Row>, TableProblem> {
    let mut rows = Vec::new();
    let (mut fields, mut field) = (Vec::new(), String::new());
    let (mut line, mut began, mut quoted) = (1, 1, false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' if quoted || field.trim().is_empty() => quoted = !quoted,
            ',' if !quoted => fields.push(core::mem::take(&mut field)),
            '\r' if !quoted && characters.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                fields.push(core::mem::take(&mut field));
                rows.push((began, core::mem::take(&mut fields)));
                line += 1;
                began = line;
            }
            other => {
                line += usize::from(other == '\n');
                field.push(other);
            }
        }
    }
    if quoted {
        return Err(TableProblem { line: began, reason: Reason::OpenQuote });
    }
    fields.push(field);
    rows.push((began, fields));
    rows.retain(|(_, fields)| fields.iter().any(|field| !field.trim().is_empty()));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec;

    fn check(text: &str) -> Vec<(String, f64, f64)> {
        let studies = read(text, Measure::MeanDifference).unwrap();
        studies.into_iter().map(|s| (s.name, s.effect.effect, s.effect.variance)).collect()
    }

    fn refused(text: &str) -> String {
        read(text, Measure::Standardised).unwrap_err().to_string()
    }

    #[test]
    fn other_order_case_line_ends_quotes_blanks_and_a_byte_order_mark_are_all_read() {
        let expected = vec![("Ann, B".to_string(), 1.5, 0.25), ("say \"x\"".to_string(), -2.0, 1.0)];
        let text = "\u{feff}Variance, note ,EFFECT,study\r\n\r\n0.25,,1.5,\"Ann, B\"\r\n , , , \r\n1,n,-2,\"say \"\"x\"\"\"";
        assert_eq!(check(text), expected);
        assert_eq!(check("study,effect,variance\rA,1,2\rB,2,3\r").len(), 2);
    }

    #[test]
    fn means_and_deviations_make_the_effect() {
        let [(_, effect, variance)] = &check("study,n1,mean1,sd1,n2,mean2,sd2\nA,10,5,2,20,3,4\n")[..] else {
            panic!("one row in, one row out")
        };
        assert!((effect - 2.0).abs() < 1e-12 && (variance - 1.2).abs() < 1e-12);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert!(refused("").starts_with("line 1: the file is empty"));
        assert!(refused("\n \n").starts_with("line 1: the file is empty"));
        assert!(refused("study,effect\nA,1\n").contains("line 1: the heading has no column `variance`"));
        assert!(refused("effect,variance\n1,1\n").contains("no column `study`"));
        for between in [";", "\t"] {
            let text = "study,effect,variance\nA,1.5,1\n".replace(',', between).replace('.', ",");
            assert!(refused(&text).starts_with("line 1: put commas between the columns"));
        }
        assert!(refused("study,n1,mean1,sd1,n2,mean2\n").contains("no column `sd2`"));
        assert_eq!(refused("study,effect,effect,variance\n"), "line 1: the heading names `effect` twice");
        assert_eq!(refused("study,effect,variance\n\n"), "line 1: there is a heading but no trial below it");
        assert_eq!(
            refused("study,effect,variance\nA,1,1\nB,2\n"),
            "line 3: 2 fields where the heading has 3"
        );
        assert_eq!(
            refused("study,effect,variance\n\"A\nB\",1,1\nC,x,1\n"),
            "line 4: `x` in column `effect` is not a number"
        );
        assert_eq!(refused("study,effect,variance\nA,1,0\n"), "line 2: the variance must be greater than 0");
        assert_eq!(refused("study,effect,variance\nA,1,-2\n"), "line 2: the variance must be greater than 0");
        assert_eq!(
            refused("study,effect,variance\nA,inf,1\n"),
            "line 2: a number is infinite or not a number"
        );
        assert_eq!(
            refused("study,effect,variance\nA,1,1\n\"B,2,3\n"),
            "line 3: a quotation mark is opened and never closed"
        );
        let arms = "study,n1,mean1,sd1,n2,mean2,sd2\n";
        assert!(refused(&(arms.to_string() + "A,9.5,1,1,9,1,1\n")).contains("not a whole number of people"));
        assert!(refused(&(arms.to_string() + "A,-9,1,1,9,1,1\n")).contains("not a whole number of people"));
        assert!(refused(&(arms.to_string() + "A,9,1,1,1,1,1\n")).contains("at least 2 people"));
        assert!(refused(&(arms.to_string() + "A,9,1,0,9,1,0\n")).contains("both standard deviations are 0"));
    }
}
