//! The page as PDF: one sheet, in the Helvetica that every reader of PDF brings, so that no font is carried.
//!
//! The pictures are our own SVG (`coach::report::svg`): lines, boxes, dots, shapes and texts, nothing more, drawn again here.

use anyhow::{Context as _, Result};
use coach::report::page::Page;
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use roxmltree::{Document, Node};

/// Width and height in points.
pub(super) type Sheet = (f32, f32);
pub(super) const A4: Sheet = (595.0, 842.0);
pub(super) const LETTER: Sheet = (612.0, 792.0);

const MARGIN: f32 = 34.0;
const GAP: f32 = 12.0;
const SMALL: f32 = 8.5;
/// The room a row of pictures may take at most.
const ROW_MOST: f32 = 132.0;

/// The page on one sheet.
pub(super) fn write(page: &Page, sheet: Sheet) -> Result<Vec<u8>> {
    let [catalog, tree, leaf, font, bold, drawing, about] = [1, 2, 3, 4, 5, 6, 7].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr(page.language));
    pdf.document_info(about).title(TextStr(&page.title));
    pdf.pages(tree).kids([leaf]).count(1);
    let mut paper = pdf.page(leaf);
    paper.parent(tree).media_box(Rect::new(0.0, 0.0, sheet.0, sheet.1)).contents(drawing);
    paper.resources().fonts().pair(Name(b"F"), font).pair(Name(b"B"), bold);
    paper.finish();
    for (font, name) in [(font, "Helvetica"), (bold, "Helvetica-Bold")] {
        pdf.type1_font(font).base_font(Name(name.as_bytes())).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    let mut pen = Pen { content: Content::new(), sheet, y: MARGIN };
    pen.page(page)?;
    pdf.stream(drawing, &pen.content.finish());
    Ok(pdf.finish())
}

/// Draws from the upper left corner down, as a reader thinks; PDF counts from the lower left one.
struct Pen {
    content: Content,
    sheet: Sheet,
    y: f32,
}

impl Pen {
    fn page(&mut self, page: &Page) -> Result<()> {
        self.line(true, 17.0, &page.title);
        self.line(false, 10.0, &page.name);
        self.line(false, 10.0, &page.lead);
        self.line(false, 10.0, &page.facts.join("     "));
        self.table(page);
        // What must be said has its place before the pictures get theirs.
        let below = 14.0 * page.notices.len() as f32;
        let rows = page.charts.len().div_ceil(2).max(1) as f32;
        let room = (self.sheet.1 - MARGIN - below - self.y - GAP) / rows;
        let width = (self.sheet.0 - 2.0 * MARGIN - GAP) / 2.0;
        let top = self.y + GAP / 2.0;
        let row = room.min(ROW_MOST);
        for (place, chart) in page.charts.iter().enumerate() {
            let (down, across) = ((place / 2) as f32, (place % 2) as f32);
            let corner = (MARGIN + across * (width + GAP), top + down * row);
            self.picture(&chart.svg, corner, width, row - 8.0)?;
        }
        self.y = self.sheet.1 - MARGIN - below;
        for notice in &page.notices {
            self.line(false, SMALL, notice);
        }
        Ok(())
    }

    /// A line of text below what is there.
    fn line(&mut self, bold: bool, size: f32, text: &str) {
        self.y += size * 1.35;
        self.text((MARGIN, self.y), bold, size, text);
    }

    fn table(&mut self, page: &Page) {
        if page.rows.is_empty() {
            return;
        }
        self.y += GAP / 2.0;
        self.line(true, 10.0, &page.caption);
        let share = [0.27, 0.1, 0.12, 0.1, 0.41];
        let width = self.sheet.0 - 2.0 * MARGIN;
        for (bold, row) in
            std::iter::once((true, &page.heading)).chain(page.rows.iter().map(|row| (false, row)))
        {
            self.y += SMALL * 1.4;
            let mut x = MARGIN;
            for (cell, share) in row.iter().zip(share) {
                // A sentence too long for its column is set smaller, never over its neighbour.
                let size = SMALL.min(SMALL * (width * share - 4.0) / wide(cell, SMALL).max(1.0));
                self.text((x, self.y), bold, size, cell);
                x += width * share;
            }
        }
        self.y += GAP / 2.0;
    }

    fn text(&mut self, at: (f32, f32), bold: bool, size: f32, text: &str) {
        self.content.set_fill_rgb(0.1, 0.1, 0.1);
        self.content.begin_text();
        self.content.set_font(Name(if bold { b"B" } else { b"F" }), size);
        self.content.next_line(at.0, self.sheet.1 - at.1);
        self.content.show(Str(&win_ansi(text)));
        self.content.end_text();
    }

    /// One of our pictures, as large as fits into the room.
    fn picture(&mut self, svg: &str, corner: (f32, f32), width: f32, height: f32) -> Result<()> {
        let document = Document::parse(svg).context("a picture of the page does not read")?;
        let root = document.root_element();
        let view: Vec<f32> =
            root.attribute("viewBox").unwrap_or_default().split(' ').filter_map(|n| n.parse().ok()).collect();
        let (wide_s, high_s) = (*view.get(2).unwrap_or(&1.0), *view.get(3).unwrap_or(&1.0));
        let title = root.children().find(|node| node.has_tag_name("title")).and_then(|node| node.text());
        self.text((corner.0, corner.1 + 8.0), true, SMALL, title.unwrap_or_default());
        let scale = (width / wide_s).min((height - 11.0) / high_s);
        let from = (corner.0, corner.1 + 11.0);
        for node in root.children().filter(Node::is_element) {
            self.shape(node, scale, from);
        }
        Ok(())
    }

    fn shape(&mut self, node: Node<'_, '_>, scale: f32, from: (f32, f32)) {
        let number =
            |name: &str| node.attribute(name).and_then(|text| text.parse::<f32>().ok()).unwrap_or(0.0);
        let (sheet, place) = (self.sheet.1, |x: f32, y: f32| (from.0 + x * scale, from.1 + y * scale));
        let content = &mut self.content;
        if let Some((red, green, blue)) = node.attribute("fill").and_then(ink) {
            content.set_fill_rgb(red, green, blue);
        }
        match node.tag_name().name() {
            "line" => {
                let (red, green, blue) = node.attribute("stroke").and_then(ink).unwrap_or_default();
                content.set_stroke_rgb(red, green, blue).set_line_width(number("stroke-width") * scale);
                let (x, y) = place(number("x1"), number("y1"));
                content.move_to(x, sheet - y);
                let (x, y) = place(number("x2"), number("y2"));
                content.line_to(x, sheet - y).stroke();
            }
            "rect" => {
                let (x, y) = place(number("x"), number("y") + number("height"));
                content.rect(x, sheet - y, number("width") * scale, number("height") * scale).fill_nonzero();
            }
            "circle" => {
                let ((x, y), r) = (place(number("cx"), number("cy")), number("r") * scale);
                circle(content, x, sheet - y, r);
            }
            "polygon" => {
                let corners = node.attribute("points").unwrap_or_default().split_whitespace();
                for (n, corner) in corners.enumerate() {
                    let (x, y) = corner.split_once(',').unwrap_or_default();
                    let (x, y) = place(x.parse().unwrap_or(0.0), y.parse().unwrap_or(0.0));
                    if n == 0 {
                        content.move_to(x, sheet - y)
                    } else {
                        content.line_to(x, sheet - y)
                    };
                }
                content.close_path().fill_nonzero();
            }
            "text" => {
                let (text, size) = (node.text().unwrap_or_default(), 16.0 * scale);
                let before = match node.attribute("text-anchor") {
                    Some("end") => wide(text, size),
                    Some("middle") => wide(text, size) / 2.0,
                    _ => 0.0,
                };
                let (x, y) = place(number("x"), number("y"));
                self.text((x - before, y), false, size, text);
            }
            _ => {}
        }
    }
}

/// A filled circle of four curves.
fn circle(content: &mut Content, x: f32, y: f32, r: f32) {
    let k = r * 0.552_285;
    content.move_to(x + r, y);
    content.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    content.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    content.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    content.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    content.fill_nonzero();
}

/// `#rrggbb`.
fn ink(text: &str) -> Option<(f32, f32, f32)> {
    let part = |from| text.get(from..from + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    let share = |part: u8| f32::from(part) / 255.0;
    text.starts_with('#').then_some(())?;
    Some((share(part(1)?), share(part(3)?), share(part(5)?)))
}

/// The text in the Windows code page that PDF's own fonts know: Latin letters and a few signs.
fn win_ansi(text: &str) -> Vec<u8> {
    let sign = |c: char| match c {
        '–' => 0x96,
        '—' => 0x97,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '€' => 0x80,
        ' '..='~' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        _ => b'?',
    };
    text.chars().map(sign).collect()
}

/// Helvetica's widths from space to tilde, thousandths of the size (Adobe's font metrics).
#[rustfmt::skip]
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// How wide a text is at this size; letters with accents are taken for a plain one.
fn wide(text: &str, size: f32) -> f32 {
    let one = |c: char| {
        let place = u32::from(c).checked_sub(32).and_then(|place| usize::try_from(place).ok());
        f32::from(*place.and_then(|place| WIDTHS.get(place)).unwrap_or(&556))
    };
    text.chars().map(one).sum::<f32>() * size / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach::assessment::{Checks, PROTOCOLS, TimedBy};
    use coach::report::progress::Walked;
    use units::{Day, Length, Speed};
    use voice::words::Words;

    fn full() -> (Vec<Walked>, Checks) {
        let today = Day::from_days(20_780);
        let measured = Length::from_meters(0.5).map(|length| (length, Speed::from_mps(0.6)));
        let walked = (0..60).map(|ago| Walked {
            day: today - ago,
            forward_s: 300.0,
            backward_s: 60.0,
            forward_steps: 500,
            backward_steps: 100,
            forward: measured,
            backward: measured,
            pain: Some(2),
        });
        let mut checks = Checks::default();
        for protocol in PROTOCOLS {
            let trials = vec![protocol.plausible.1.min(10.0); usize::from(protocol.trials)];
            for day in [today - 60, today - 30, today] {
                checks.keep(protocol.take(day, &trials, TimedBy::Tap).unwrap(), today).unwrap();
            }
        }
        (walked.collect(), checks)
    }

    #[test]
    fn everything_there_can_be_stands_on_one_sheet_with_nothing_over_its_edge() {
        let (walked, checks) = full();
        for (language, sheet) in [("en-US", LETTER), ("es", A4)] {
            let page = Words::new(language).report(&walked, &checks, Some(3.0), Day::from_days(20_780));
            assert_eq!((page.rows.len(), page.charts.len()), (PROTOCOLS.len(), 8));
            let mut pen = Pen { content: Content::new(), sheet, y: MARGIN };
            pen.page(&page).unwrap();
            assert!(pen.y <= sheet.1 - MARGIN + 8.0, "{}", pen.y);
            let text = String::from_utf8_lossy(&pen.content.finish()).into_owned();
            for line in text.lines().filter(|line| line.ends_with(" Td")) {
                let at: Vec<f32> = line.split(' ').filter_map(|n| n.parse().ok()).collect();
                assert!((0.0..sheet.0).contains(&at[0]) && (0.0..sheet.1).contains(&at[1]), "{line}");
            }
            let written = write(&page, sheet).unwrap();
            assert!(written.starts_with(b"%PDF-1.") && written.len() < 200_000, "{}", written.len());
        }
    }

    #[test]
    fn nothing_yet_is_a_page_too_and_a_sign_pdf_does_not_know_is_a_question_mark() {
        let page = Words::new("en").report(&[], &Checks::default(), None, Day::from_days(20_780));
        assert!(write(&page, A4).unwrap().len() > 500);
        assert_eq!(win_ansi("año – ↑"), b"a\xf1o \x96 ?");
        assert_eq!(ink("#ff0000"), Some((1.0, 0.0, 0.0)));
        assert_eq!((ink("none"), ink("#12")), (None, None));
        assert!((wide("100", 10.0) - 16.68).abs() < 0.01);
    }
}
