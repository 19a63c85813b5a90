//! A picture of the walk: the vertical acceleration in rows of time, and on it each contact by its shape, colour and
//! certainty, with the same told in words for those who do not see it.

use super::Recording;
use super::summary::clock;
use super::thinned::Cell;
use coach::report::svg::Escaped;
use formats::motion::names::direction_name;
use gait::{Direction, Step};
use std::fmt::Write;

const LEFT: f64 = 64.0;
const WIDTH: f64 = 960.0;
const ROW: f64 = 84.0;
const TOP: f64 = 96.0;
/// Lengths of a row, seconds: the first that needs no more rows than this.
const ROWS: f64 = 24.0;
const ROW_LENGTHS_S: [f64; 9] = [15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 7200.0];
/// More contacts than this are too close to be told apart by a pointer; they go without their own words.
const SPOKEN: usize = 3000;
/// Half the height of a row in m/s²: a firm step stays inside.
const RANGE_MPS2: f64 = 8.0;

// Blue and vermilion of the palette by Okabe and Ito, told apart by every kind of colour vision, and dark enough on white.
const FORWARD: &str = "#0072B2";
const BACKWARD: &str = "#D55E00";
const UNSURE: &str = "#666666";

/// Draws the walk as an SVG file.
pub(super) fn draw(name: &str, recording: &Recording) -> String {
    let duration = recording.duration_s;
    let row_s = ROW_LENGTHS_S.into_iter().find(|l| duration / l <= ROWS).unwrap_or(duration / ROWS).max(1.0);
    let rows = (duration / row_s).ceil().max(1.0);
    let height = TOP + rows * ROW + 24.0;
    let full = LEFT + WIDTH + 24.0;
    let s = &recording.analysis.summary;
    let mut to = String::new();
    let title =
        format!("{} steps: {} forward, {} backward, {} unsure", s.steps, s.forward, s.backward, s.unknown);
    let _ = write!(
        to,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {full} {height}\" role=\"img\" aria-labelledby=\"t d\" \
         font-family=\"sans-serif\" font-size=\"13\"><title id=\"t\">{}: {title}</title><desc id=\"d\">{}</desc>\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\
         <text x=\"16\" y=\"30\" font-size=\"20\">{}</text><text x=\"16\" y=\"52\">{title}{}</text>",
        Escaped(name),
        Escaped(&words(recording)),
        Escaped(name),
        s.cadence_spm.map(|c| format!(", {c:.0} steps/min")).unwrap_or_default(),
    );
    legend(&mut to);
    let place = Place { start_s: recording.start_s, row_s };
    for row in 0..rows_of(rows) {
        let y = TOP + f64::from(row) * ROW;
        let _ = write!(
            to,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" fill=\"#444\">{}</text>\
             <line x1=\"{LEFT}\" x2=\"{}\" y1=\"{}\" y2=\"{}\" stroke=\"#ccc\"/>",
            LEFT - 8.0,
            y + ROW / 2.0 + 4.0,
            clock(f64::from(row) * row_s),
            LEFT + WIDTH,
            y + ROW / 2.0,
            y + ROW / 2.0,
        );
    }
    bouts(&mut to, recording, &place);
    signal(&mut to, recording, &place);
    let spoken = recording.analysis.steps.len() <= SPOKEN;
    for step in &recording.analysis.steps {
        contact(&mut to, step, &place, spoken);
    }
    for turn in &recording.analysis.turns {
        let (x, y) = place.of(f64::midpoint(turn.start_s, turn.end_s));
        let way = if turn.angle_deg > 0.0 { "left" } else { "right" };
        let _ = write!(
            to,
            "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"11\">turn {way} {:.0}°</text>",
            y - ROW / 2.0 + 12.0,
            turn.angle_deg.abs(),
        );
    }
    to.push_str("</svg>\n");
    to
}

/// Where a moment is on the page.
struct Place {
    start_s: f64,
    row_s: f64,
}

impl Place {
    /// Its x, and the y of its row's middle.
    fn of(&self, t_s: f64) -> (f64, f64) {
        let since = (t_s - self.start_s).max(0.0);
        let row = (since / self.row_s).floor();
        (LEFT + (since / self.row_s - row) * WIDTH, TOP + row * ROW + ROW / 2.0)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
fn rows_of(rows: f64) -> u32 {
    rows as u32
}

fn legend(to: &mut String) {
    let mut x = 16.0;
    for (direction, words) in [
        (Direction::Forward, "forward: points right"),
        (Direction::Backward, "backward: points left"),
        (Direction::Unknown, "unsure: round"),
    ] {
        shape(to, direction, x + 6.0, 74.0, 1.0, None);
        let _ = write!(to, "<text x=\"{}\" y=\"78\">{words}</text>", x + 18.0);
        x += 180.0;
    }
    let _ = write!(
        to,
        "<text x=\"{x}\" y=\"78\" fill=\"#444\">the paler, the less certain; line: vertical acceleration</text>"
    );
}

fn bouts(to: &mut String, recording: &Recording, place: &Place) {
    for bout in &recording.analysis.bouts {
        // A bout is a bar under each row it passes.
        let mut from = bout.start_s;
        while from < bout.end_s {
            let (x, y) = place.of(from);
            let left_in_row = place.row_s * (1.0 - (x - LEFT) / WIDTH);
            let end = bout.end_s.min(from + left_in_row);
            let _ = write!(
                to,
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"3\" fill=\"#888\"/>",
                y + ROW / 2.0 - 6.0,
                (end - from) / place.row_s * WIDTH,
            );
            from = end + 1e-6;
        }
    }
}

/// The signal, no finer than the page: for each half pixel its lowest and highest.
fn signal(to: &mut String, recording: &Recording, place: &Place) {
    let cell_s = place.row_s / (2.0 * WIDTH);
    let mut points = String::new();
    let mut row_y = f64::NAN;
    let mut last_s = f64::NEG_INFINITY;
    let mut cell: Option<Cell> = None;
    let mut draw = |points: &mut String, to: &mut String, (t, low, high): Cell| {
        let (x, y) = place.of(t);
        let broken = t - last_s > 0.5_f64.max(2.0 * cell_s);
        if (y - row_y).abs() > 1.0 || row_y.is_nan() || broken {
            line(to, points);
            row_y = y;
        }
        last_s = t;
        for value in if high > low { vec![low, high] } else { vec![high] } {
            let value = f64::from(value).clamp(-RANGE_MPS2, RANGE_MPS2);
            let _ = write!(points, "{x:.1},{:.1} ", y - value / RANGE_MPS2 * (ROW / 2.0 - 8.0));
        }
    };
    for &(t, lowest, highest) in &recording.signal {
        match &mut cell {
            Some((start, low, high)) if t - *start < cell_s => {
                *low = low.min(lowest);
                *high = high.max(highest);
            }
            _ => {
                if let Some(done) = cell.replace((t, lowest, highest)) {
                    draw(&mut points, to, done);
                }
            }
        }
    }
    if let Some(done) = cell {
        draw(&mut points, to, done);
    }
    line(to, &mut points);
}

fn line(to: &mut String, points: &mut String) {
    if !points.is_empty() {
        let _ = write!(
            to,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#555\" stroke-width=\"0.8\"/>",
            points.trim_end()
        );
        points.clear();
    }
}

fn contact(to: &mut String, step: &Step, place: &Place, spoken: bool) {
    let (x, y) = place.of(step.t_s);
    let words = spoken.then(|| {
        let sure = match step.direction {
            Direction::Unknown => String::new(),
            _ => format!(", {:.0} % sure", step.confidence * 100.0),
        };
        let length = step.length_m.map(|l| format!(", {l:.2} m")).unwrap_or_default();
        format!("{:.2} s: {}{sure}{length}", step.t_s, direction_name(step.direction))
    });
    shape(to, step.direction, x, y + ROW / 2.0 - 16.0, f64::from(step.confidence), words.as_deref());
}

fn shape(to: &mut String, direction: Direction, x: f64, y: f64, sure: f64, words: Option<&str>) {
    let opacity = 0.35 + 0.65 * sure.clamp(0.0, 1.0);
    let title = words.map(|w| format!("<title>{}</title>", Escaped(w))).unwrap_or_default();
    let mut triangle = |way: f64, fill: &str| {
        let (tip, base) = (x + 6.0 * way, x - 4.0 * way);
        let _ = write!(
            to,
            "<path d=\"M{base:.1} {:.1}L{tip:.1} {y:.1}L{base:.1} {:.1}Z\" fill=\"{fill}\" opacity=\"{opacity:.2}\">{title}</path>",
            y - 6.0,
            y + 6.0,
        );
    };
    match direction {
        Direction::Forward => triangle(1.0, FORWARD),
        Direction::Backward => triangle(-1.0, BACKWARD),
        Direction::Unknown => {
            let _ =
                write!(to, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{UNSURE}\">{title}</circle>");
        }
    }
}

/// The walk in words: each stretch of steps that went one way.
fn words(recording: &Recording) -> String {
    let mut stretches: Vec<(Direction, u32, f64, f64)> = Vec::new();
    for step in &recording.analysis.steps {
        match stretches.last_mut() {
            Some((direction, count, _, end)) if *direction == step.direction && step.t_s - *end < 3.0 => {
                *count += 1;
                *end = step.t_s;
            }
            _ => stretches.push((step.direction, 1, step.t_s, step.t_s)),
        }
    }
    if stretches.is_empty() {
        return "No walking was found.".into();
    }
    let told = stretches.iter().take(40).map(|(direction, count, start, end)| {
        let at = |t: &f64| clock(t - recording.start_s);
        format!("{count} {} from {} to {}", direction_name(*direction), at(start), at(end))
    });
    let mut text = told.collect::<Vec<_>>().join("; ");
    if stretches.len() > 40 {
        let _ = write!(text, "; and {} stretches more", stretches.len() - 40);
    }
    text.push('.');
    text
}
