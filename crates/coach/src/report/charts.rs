//! The pictures of progress: weekly bars and dots with error bars, each with the table behind it.

use super::progress::{Dot, Week};
use super::svg::{Anchor, BLUE, Escaped, FAINT, INK, ORANGE, Scale, Svg, ticks};
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt::Write as _;
use units::Day;

/// The words in a picture, in the reader's language.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// A page's own id for the picture.
    pub id: &'a str,
    /// What it is.
    pub title: &'a str,
    /// Forward.
    pub forward: &'a str,
    /// Backward.
    pub backward: &'a str,
    /// The goal line.
    pub goal: &'a str,
    /// The unit of the upright axis.
    pub unit: &'a str,
    /// The heading of the days.
    pub day: &'a str,
    /// What stands where there is nothing yet.
    pub nothing: &'a str,
    /// What a value is called that a check measured and no walk.
    pub check: &'a str,
    /// Whether the month is written before the day.
    pub month_first: bool,
    /// What stands before the tenths.
    pub mark: &'a str,
}

/// A day as its reader writes it: `28/11/2026`, or the month first.
pub fn written(day: Day, month_first: bool) -> String {
    format!("{}/{}", short(day, month_first), day.date().0)
}

fn short(day: Day, month_first: bool) -> String {
    let (_, month, day) = day.date();
    if month_first { format!("{month}/{day}") } else { format!("{day}/{month}") }
}

/// A picture and the table that says the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it is, to stand above it.
    pub title: String,
    /// The picture, SVG.
    pub svg: String,
    /// The table, HTML.
    pub table: String,
}

// About a phone's width, so that its letters of 16 stay legible there.
const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 50.0;
const FLOOR: f64 = 200.0;
const TOP: f64 = 40.0;
const RIGHT: f64 = WIDTH - 10.0;
/// About as wide as a letter of 16 is.
const LETTER: f64 = 9.0;

/// An HTML table, every cell escaped.
pub fn table(caption: &str, heading: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = format!("<table><caption>{}</caption><tr>", Escaped(caption));
    // Writing to a String cannot fail.
    for cell in heading {
        let _ = write!(text, "<th scope=\"col\">{}</th>", Escaped(cell));
    }
    text.push_str("</tr>");
    for row in rows {
        text.push_str("<tr>");
        for cell in row {
            let _ = write!(text, "<td>{}</td>", Escaped(cell));
        }
        text.push_str("</tr>");
    }
    text.push_str("</table>");
    text
}

fn empty(labels: &Labels<'_>) -> Chart {
    let mut svg = Svg::new(labels.id, WIDTH, 80.0, labels.title, labels.nothing);
    svg.text((WIDTH / 2.0, 45.0), Anchor::Middle, INK, labels.nothing);
    Chart {
        title: labels.title.to_string(),
        svg: svg.finish(),
        table: format!("<p>{}</p>", Escaped(labels.nothing)),
    }
}

fn axis(svg: &mut Svg, scale: &Scale, high: f64, right: f64, labels: &Labels<'_>) {
    for tick in ticks(0.0, high, 4) {
        svg.line((LEFT, scale.at(tick)), (right, scale.at(tick)), FAINT, 0.5);
        // Three fifths are 0.6 and no longer.
        let shown = libm::round(tick * 1e6) / 1e6;
        svg.text(
            (LEFT - 8.0, scale.at(tick) + 5.0),
            Anchor::End,
            INK,
            &shown.to_string().replace('.', labels.mark),
        );
    }
    svg.text((10.0, TOP - 18.0), Anchor::Start, INK, labels.unit);
}

/// Minutes a week, forward under backward, with a goal line for the backward ones where there is a goal.
pub fn weekly(weeks: &[Week], goal_minutes: Option<f64>, labels: &Labels<'_>) -> Chart {
    if weeks.iter().all(|week| week.walks == 0) {
        return empty(labels);
    }
    let rows: Vec<Vec<String>> = weeks
        .iter()
        .map(|w| {
            [
                written(w.monday, labels.month_first),
                format!("{:.0}", w.forward_minutes),
                format!("{:.1}", w.backward_minutes).replace('.', labels.mark),
            ]
            .to_vec()
        })
        .collect();
    let table = table(labels.title, &[labels.day, labels.forward, labels.backward], &rows);
    let mut description = String::new();
    for row in &rows {
        description += &row.join(", ");
        description += ". ";
    }
    let high = weeks
        .iter()
        .map(|w| w.forward_minutes + w.backward_minutes)
        .fold(goal_minutes.unwrap_or(0.0), f64::max);
    let mut svg = Svg::new(labels.id, WIDTH, HEIGHT, labels.title, &description);
    let up = Scale::new(0.0, high, FLOOR, TOP);
    // The goal is named beside the plot, where no bar is.
    let named = labels.goal.chars().count() as f64 * LETTER;
    let right = goal_minutes.map_or(RIGHT, |_| RIGHT - named);
    axis(&mut svg, &up, high, right, labels);
    let slot = (right - LEFT) / weeks.len() as f64;
    for (i, week) in weeks.iter().enumerate() {
        let x = LEFT + slot * (i as f64 + 0.2);
        let back = up.at(week.backward_minutes);
        let both = up.at(week.backward_minutes + week.forward_minutes);
        svg.rect((x, back), slot * 0.6, FLOOR - back, ORANGE);
        svg.rect((x, both), slot * 0.6, back - both, BLUE);
        if i + 1 == weeks.len() || weeks.len() <= 6 {
            let day = short(week.monday, labels.month_first);
            svg.text((x + slot * 0.3, FLOOR + 20.0), Anchor::Middle, INK, &day);
        }
    }
    if let Some(goal) = goal_minutes {
        svg.line((LEFT, up.at(goal)), (right, up.at(goal)), INK, 2.0);
        svg.text((right + 4.0, up.at(goal) + 5.0), Anchor::Start, INK, labels.goal);
    }
    for (at, ink, name) in [(LEFT, ORANGE, labels.backward), (LEFT + 200.0, BLUE, labels.forward)] {
        svg.rect((at, HEIGHT - 26.0), 16.0, 16.0, ink);
        svg.text((at + 24.0, HEIGHT - 12.0), Anchor::Start, INK, name);
    }
    Chart { title: labels.title.to_string(), svg: svg.finish(), table }
}

/// Makes a dot a ring.
fn ring(svg: &mut Svg, at: (f64, f64)) {
    svg.dot(at, 3.0, "#ffffff");
}

/// Results over time, each with its error bar where it has one; the axis goes up to `top` at the least, where a scale ends there.
pub fn over_time(dots: &[Dot], top: f64, labels: &Labels<'_>) -> Chart {
    let (Some(first), Some(last)) = (dots.first(), dots.last()) else { return empty(labels) };
    let high = dots.iter().map(|dot| dot.value + dot.error.unwrap_or(0.0)).fold(top, f64::max);
    // As many digits as tell two results apart.
    let digits = if high < 0.5 {
        3
    } else if high < 3.0 {
        2
    } else {
        1
    };
    let shown = |dot: &Dot| {
        let mut text = format!("{:.digits$}", dot.value);
        if let Some(error) = dot.error {
            let _ = write!(text, " \u{b1} {error:.digits$}");
        }
        text = text.replace('.', labels.mark);
        if dot.of_check {
            let _ = write!(text, " ({})", labels.check);
        }
        text
    };
    let rows: Vec<Vec<String>> =
        dots.iter().map(|dot| [written(dot.day, labels.month_first), shown(dot)].to_vec()).collect();
    let table = table(labels.title, &[labels.day, labels.unit], &rows);
    let mut description = String::new();
    for row in &rows {
        description += &row.join(": ");
        description += ". ";
    }
    let mut svg = Svg::new(labels.id, WIDTH, HEIGHT, labels.title, &description);
    let up = Scale::new(0.0, high, FLOOR, TOP);
    let along =
        Scale::new(f64::from(first.day.days()), f64::from(last.day.days()), LEFT + 30.0, WIDTH - 40.0);
    axis(&mut svg, &up, high, RIGHT, labels);
    for dot in dots {
        let x = along.at(f64::from(dot.day.days()));
        if let Some(error) = dot.error {
            let (low, high) = (up.at((dot.value - error).max(0.0)), up.at(dot.value + error));
            svg.line((x, low), (x, high), ORANGE, 2.0);
            for y in [low, high] {
                svg.line((x - 6.0, y), (x + 6.0, y), ORANGE, 2.0);
            }
        }
        svg.dot((x, up.at(dot.value)), 6.0, BLUE);
        if dot.of_check {
            ring(&mut svg, (x, up.at(dot.value)));
        }
    }
    // A check among walks is a ring, and the ring is named.
    if dots.iter().any(|dot| dot.of_check) {
        let at = (LEFT, HEIGHT - 18.0);
        svg.dot(at, 6.0, BLUE);
        ring(&mut svg, at);
        svg.text((LEFT + 14.0, HEIGHT - 12.0), Anchor::Start, INK, labels.check);
    }
    for dot in [first, last].into_iter().take(dots.len().min(2)) {
        svg.text(
            (along.at(f64::from(dot.day.days())), FLOOR + 24.0),
            Anchor::Middle,
            INK,
            &short(dot.day, labels.month_first),
        );
    }
    Chart { title: labels.title.to_string(), svg: svg.finish(), table }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: Labels<'_> = Labels {
        id: "x",
        title: "Minutes <each> week",
        forward: "Forward",
        backward: "Backward",
        goal: "Goal",
        unit: "min",
        day: "Week of",
        nothing: "Nothing here yet.",
        check: "Check",
        month_first: false,
        mark: ".",
    };
    const D: Day = Day::from_days(20_780);

    fn week(i: i32, minutes: f64) -> Week {
        let walks = u32::from(minutes > 0.0);
        Week {
            monday: D + 7 * i,
            forward_minutes: minutes,
            backward_minutes: minutes / 5.0,
            backward_steps: 0,
            walks,
        }
    }

    fn dot(after: i32, value: f64, error: Option<f64>) -> Dot {
        Dot { day: D + after, value, error, of_check: false }
    }

    #[test]
    fn a_check_among_walks_is_a_ring_with_its_name_in_picture_and_table() {
        let chart =
            over_time(&[dot(0, 0.5, None), Dot { of_check: true, ..dot(7, 0.6, None) }], 0.0, &LABELS);
        sound(&chart);
        assert!(chart.table.contains("<td>0.60 (Check)</td>") && chart.table.contains("<td>0.50</td>"));
        assert_eq!(chart.svg.matches("fill=\"#ffffff\"").count(), 2, "one ring, and its name's");
    }

    #[test]
    fn days_are_written_as_their_reader_writes_them() {
        let day = Day::from_date(2026, 11, 28).unwrap();
        assert_eq!(
            (written(day, false), written(day, true)),
            ("28/11/2026".to_string(), "11/28/2026".to_string())
        );
        let chart = |month_first| {
            over_time(&[Dot { day, ..dot(0, 1.0, None) }], 0.0, &Labels { month_first, ..LABELS })
        };
        assert!(chart(false).svg.contains(">28/11<") && chart(true).svg.contains(">11/28<"));
        assert!(chart(false).table.contains("<td>28/11/2026</td>"));
        let week = |month_first| {
            weekly(&[Week { monday: day, ..week(0, 9.0) }], None, &Labels { month_first, ..LABELS })
        };
        assert!(week(false).svg.contains(">28/11<") && week(true).table.contains("<td>11/28/2026</td>"));
    }

    #[test]
    fn a_comma_stands_before_the_tenths_where_its_reader_writes_one() {
        let labels = Labels { mark: ",", ..LABELS };
        let over = over_time(&[dot(0, 0.5, Some(0.25))], 0.0, &labels);
        assert!(over.table.contains("<td>0,50 \u{b1} 0,25</td>"));
        let weekly = weekly(&[week(0, 0.5)], None, &labels);
        assert!(weekly.table.contains("<td>0,1</td>") && weekly.svg.contains(">0,2<"));
    }

    fn sound(chart: &Chart) {
        assert!(!chart.svg.contains("NaN") && !chart.svg.contains("inf"), "{}", chart.svg);
        assert!(chart.svg.contains("<title id=\"x-title\">Minutes &lt;each&gt; week</title>"));
    }

    #[test]
    fn bars_have_a_title_a_description_and_a_table_with_every_number() {
        let chart = weekly(&[week(0, 10.0), week(1, 0.0), week(2, 20.0)], Some(30.0), &LABELS);
        sound(&chart);
        assert!(
            chart.table.contains("<td>20</td><td>4.0</td>")
                && chart.table.contains("<th scope=\"col\">Forward</th>")
        );
        assert_eq!(chart.table.matches("<tr>").count(), 4);
        assert!(chart.svg.contains("Goal") && chart.svg.matches("<rect").count() == 3 * 2 + 2);
    }

    /// The numbers of an attribute, in the order they are drawn.
    fn numbers(svg: &str, name: &str) -> Vec<f64> {
        svg.split(&format!(" {name}=\""))
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect()
    }

    #[test]
    fn the_goal_is_named_right_of_every_bar_and_inside_the_picture() {
        for goal in ["Goal", "Meta"] {
            let labels = Labels { goal, ..LABELS };
            let weeks: Vec<Week> = (0..6).map(|i| week(i, 30.0)).collect();
            let chart = weekly(&weeks, Some(10.0), &labels);
            let before = chart.svg.split(&format!(">{goal}<")).next().unwrap();
            let text = before.rsplit("<text").next().unwrap();
            let (x, y) = (numbers(&format!("<text{text}"), "x")[0], numbers(&format!("<text{text}"), "y")[0]);
            let bars: Vec<&str> = chart.svg.split("<rect").skip(1).take(12).collect();
            let end = |bar: &&str| numbers(bar, "x")[0] + numbers(bar, "width")[0];
            assert!(bars.iter().all(|bar| end(bar) < x), "{x}: {}", chart.svg);
            let axis = chart.svg.split("<line").skip(1).map(|line| numbers(line, "x2")[0]);
            assert!(axis.fold(0.0, f64::max) < x && x + goal.len() as f64 * LETTER <= WIDTH);
            // At the height of its line.
            assert!(numbers(&chart.svg, "y1").iter().any(|line| (line - y + 5.0).abs() < 0.1));
        }
    }

    #[test]
    fn nothing_yet_and_one_thing_alone_look_right() {
        for chart in
            [weekly(&[week(0, 0.0)], None, &LABELS), weekly(&[], None, &LABELS), over_time(&[], 0.0, &LABELS)]
        {
            sound(&chart);
            assert!(chart.svg.contains("Nothing here yet.") && chart.table.contains("Nothing here yet."));
        }
        let one = over_time(&[dot(0, 4.8, None)], 0.0, &LABELS);
        sound(&one);
        assert_eq!(one.svg.matches("<circle").count(), 1);
        assert!(one.table.contains("<td>4.8</td>"));
    }

    #[test]
    fn dots_carry_their_error_in_picture_and_table() {
        let dots = [dot(0, 5.0, Some(1.5)), dot(28, 4.0, Some(1.5))];
        let chart = over_time(&dots, 0.0, &LABELS);
        sound(&chart);
        assert!(chart.table.contains("4.0 \u{b1} 1.5") && chart.svg.contains("5.0 \u{b1} 1.5"));
        assert_eq!(chart.svg.matches("<circle").count(), 2);
    }

    #[test]
    fn little_on_a_scale_stands_low_in_its_picture() {
        let chart = over_time(&[dot(0, 2.0, None), dot(7, 1.0, None)], 10.0, &LABELS);
        let high = numbers(&chart.svg, "cy");
        assert!((high[0] - (FLOOR - 0.2 * (FLOOR - TOP))).abs() < 0.1, "{high:?}");
        assert!(chart.svg.contains(">10<") && chart.table.contains("<td>2.0</td>"));
    }
}
