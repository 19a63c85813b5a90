//! One page for a clinician or the kitchen door: what it holds, and as HTML that prints on one sheet.

use super::charts::{Chart, table};
use super::svg::Escaped;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

/// The most pictures that can be read on one sheet, two beside one another.
pub const CHARTS_MOST: usize = 8;

/// How it looks. The app's security policy lets in this text and no other inline style, by its hash: it stands in the page
/// as it stands in the file.
const STYLE: &str = include_str!("page.css");

/// What stands on it, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The reader's language, `en` or `es`.
    pub language: &'static str,
    /// What it is.
    pub title: String,
    /// A line to write on whose it is.
    pub name: String,
    /// For whom, and of which day.
    pub lead: String,
    /// A few numbers, a line each.
    pub facts: Vec<String>,
    /// The checks: a caption, the headings, and a row each; no rows where there is none.
    pub caption: String,
    /// The headings of the checks.
    pub heading: Vec<String>,
    /// A row for each check that was done.
    pub rows: Vec<Vec<String>>,
    /// The pictures, at most [`CHARTS_MOST`].
    pub charts: Vec<Chart>,
    /// What must be said below.
    pub notices: Vec<String>,
}

impl Page {
    /// As HTML: on a screen every picture with its table, on paper one sheet without them.
    pub fn html(&self) -> String {
        let mut text = format!(
            "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{1}</title><style>{STYLE}</style></head><body><h1>{1}</h1><p>{2}</p><p>{3}</p><ul>",
            Escaped(self.language),
            Escaped(&self.title),
            Escaped(&self.name),
            Escaped(&self.lead)
        );
        // Writing to a String cannot fail.
        for fact in &self.facts {
            let _ = write!(text, "<li>{}</li>", Escaped(fact));
        }
        text.push_str("</ul>");
        if !self.rows.is_empty() {
            let heading: Vec<&str> = self.heading.iter().map(String::as_str).collect();
            text.push_str(&table(&self.caption, &heading, &self.rows));
        }
        text.push_str("<main>");
        for chart in &self.charts {
            let _ = write!(text, "<figure>{}<figcaption>{}</figcaption></figure>", chart.svg, chart.table);
        }
        text.push_str("</main>");
        for notice in &self.notices {
            let _ = write!(text, "<p><small>{}</small></p>", Escaped(notice));
        }
        text.push_str("</body></html>");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString as _;
    use alloc::vec;

    #[test]
    fn the_page_holds_every_picture_and_row_and_escapes_its_words() {
        let chart = Chart {
            title: "Weeks".to_string(),
            svg: "<svg></svg>".to_string(),
            table: "<table></table>".to_string(),
        };
        let mut page = Page {
            language: "en",
            title: "Your walks".to_string(),
            name: "Name: ___".to_string(),
            lead: "For <you>".to_string(),
            facts: vec!["Minutes: 12".to_string()],
            caption: "Checks".to_string(),
            heading: vec!["Check".to_string()],
            rows: vec![vec!["Up & Go".to_string()]],
            charts: vec![chart],
            notices: vec!["A & B".to_string()],
        };
        let html = page.html();
        for part in [
            "<svg></svg><figcaption><table></table>",
            "<p>Name: ___</p><p>For &lt;you&gt;",
            "A &amp; B",
            "<li>Minutes: 12</li>",
            "<td>Up &amp; Go</td>",
        ] {
            assert!(html.contains(part), "{part}");
        }
        assert!(html.ends_with("</html>"));
        page.rows.clear();
        assert!(!page.html().contains("Checks"), "no table of nothing");
    }
}
