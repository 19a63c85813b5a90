//! A small SVG writer: every picture has a title and a description, and all text is escaped.

use alloc::string::String;
use core::fmt::{self, Write};

/// Ink for forward walking and for what is neutral: dark blue, 8.6:1 on white.
pub const BLUE: &str = "#1f4e79";
/// Ink for backward walking: burnt orange, 5.4:1 on white; always with a word or an arrow beside it.
pub const ORANGE: &str = "#b34700";
/// Ink for text and axes.
pub const INK: &str = "#1b1b1b";
/// Faint lines that carry no meaning alone.
pub const FAINT: &str = "#9a9a9a";

/// A picture being drawn.
#[derive(Clone, Debug)]
pub struct Svg {
    text: String,
}

/// Where a text begins, ends or centres on its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The point is its left end.
    Start,
    /// The point is its middle.
    Middle,
    /// The point is its right end.
    End,
}

impl Svg {
    /// A picture `width` by `height` units; `id` must be unique on its page.
    pub fn new(id: &str, width: f64, height: f64, title: &str, description: &str) -> Svg {
        let mut svg = Svg { text: String::new() };
        svg.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\" font-family=\"system-ui, sans-serif\" font-size=\"16\">\
             <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
            Escaped(title),
            Escaped(description)
        ));
        svg
    }

    fn put(&mut self, what: fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.text.write_fmt(what);
    }

    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: &str, thick: f64) {
        self.put(format_args!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{ink}\" stroke-width=\"{thick}\"/>",
            from.0, from.1, to.0, to.1
        ));
    }

    /// A filled box from its upper left corner.
    pub fn rect(&mut self, corner: (f64, f64), width: f64, height: f64, ink: &str) {
        self.put(format_args!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{ink}\"/>",
            corner.0,
            corner.1,
            width.max(0.0),
            height.max(0.0)
        ));
    }

    /// A filled dot.
    pub fn dot(&mut self, at: (f64, f64), radius: f64, ink: &str) {
        self.put(format_args!(
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\" fill=\"{ink}\"/>",
            at.0, at.1
        ));
    }

    /// A filled shape through these corners.
    pub fn shape(&mut self, corners: &[(f64, f64)], ink: &str) {
        self.edged(corners, ink, "none");
    }

    /// The same with a line around it.
    pub fn edged(&mut self, corners: &[(f64, f64)], ink: &str, edge: &str) {
        self.put(format_args!("<polygon points=\""));
        for (x, y) in corners {
            self.put(format_args!("{x:.1},{y:.1} "));
        }
        self.put(format_args!("\" fill=\"{ink}\" stroke=\"{edge}\" stroke-linejoin=\"round\"/>"));
    }

    /// A text.
    pub fn text(&mut self, at: (f64, f64), anchor: Anchor, ink: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.put(format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" fill=\"{ink}\">{}</text>",
            at.0,
            at.1,
            Escaped(text)
        ));
    }

    /// The picture as text.
    pub fn finish(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }
}

/// Text with the five characters XML and HTML give a meaning to written out.
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // Control characters are not allowed in XML 1.0 at all.
                c if c.is_control() && !c.is_whitespace() => f.write_char(' ')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A scale from a range of values to a range of the picture.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    low: f64,
    per_value: f64,
    start: f64,
}

impl Scale {
    /// `low` is drawn at `start`, `high` at `end`; a range of one value is widened so that nothing is divided by zero.
    pub fn new(low: f64, high: f64, start: f64, end: f64) -> Scale {
        let (low, high) = if high - low > 1e-12 { (low, high) } else { (low - 0.5, low + 0.5) };
        Scale { low, per_value: (end - start) / (high - low), start }
    }

    /// Where `value` is drawn.
    pub fn at(&self, value: f64) -> f64 {
        self.start + (value - self.low) * self.per_value
    }
}

/// Round values to label an axis from `low` to `high` with, about `wanted` of them (steps of 1, 2 or 5 times ten to some power).
pub fn ticks(low: f64, high: f64, wanted: u32) -> alloc::vec::Vec<f64> {
    let span = high - low;
    if !span.is_finite() || span <= 0.0 || wanted == 0 {
        return alloc::vec![low];
    }
    let rough = span / f64::from(wanted);
    let mut power = 1.0;
    while power > rough {
        power /= 10.0;
    }
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    let step =
        [1.0, 2.0, 5.0, 10.0].iter().map(|m| m * power).find(|s| *s >= rough * 0.999_999).unwrap_or(rough);
    let first = libm::ceil(low / step - 1e-9);
    // At most a few dozen steps fit the span by construction.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let count = libm::floor(high / step + 1e-9 - first).max(0.0) as u32;
    (0..=count).map(|i| (first + f64::from(i)) * step + 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_what_it_is_and_escapes_what_it_is_told() {
        let mut svg = Svg::new("a", 10.0, 10.0, "<Walks & \"talks\">", "it's\u{1}one");
        svg.text((1.0, 2.0), Anchor::Middle, INK, "a<b");
        let text = svg.finish();
        assert!(text.contains("<title id=\"a-title\">&lt;Walks &amp; &quot;talks&quot;&gt;</title>"));
        assert!(text.contains("<desc id=\"a-desc\">it&#39;s one</desc>"));
        assert!(text.contains(">a&lt;b</text>") && text.ends_with("</svg>"));
    }

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(0.0, 30.0, 6), [0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0]);
        assert_eq!(ticks(-1.0, 1.0, 4), [-1.0, -0.5, 0.0, 0.5, 1.0]);
        assert_eq!(ticks(2.0, 2.0, 4), [2.0]);
        assert_eq!(ticks(f64::NAN, 2.0, 4).len(), 1);
    }

    #[test]
    fn a_scale_of_one_value_draws_it_in_the_middle() {
        let scale = Scale::new(3.0, 3.0, 0.0, 100.0);
        assert!((scale.at(3.0) - 50.0).abs() < 1e-9);
        assert!((Scale::new(0.0, 10.0, 100.0, 0.0).at(2.5) - 75.0).abs() < 1e-9);
    }
}
