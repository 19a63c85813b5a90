//! The body, front and back: what walking backward works against walking forward, and how sure that is.

use super::charts::{Chart, table};
use super::svg::{Anchor, BLUE, FAINT, INK, ORANGE, Svg};
use crate::evidence::learn::numbers;
use crate::physiology::muscles::{MUSCLES, Muscle, Strength, Work};
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

/// The words in it, in the reader's language.
pub struct Labels<'a> {
    /// What it is.
    pub title: &'a str,
    /// Front and back.
    pub sides: [&'a str; 2],
    /// The headings of the table: number, muscle, work, proof with its sources.
    pub heading: [&'a str; 4],
    /// A muscle's name, work and proof.
    pub say: &'a dyn Fn(&Muscle) -> [String; 3],
}

const SKIN: &str = "#dcdcdc";
/// Weak proof, lighter than what several studies found.
const PALE_ORANGE: &str = "#e9a06b";
const PALE_BLUE: &str = "#8fb3d4";
const UNKNOWN: &str = "#ffffff";

type Corners = &'static [(f64, f64)];

/// The right half of the body as seen, from the middle line outward; the left is its mirror.
const BODY: [Corners; 4] = [
    // Neck, trunk and hip.
    &[(0.0, 66.0), (9.0, 66.0), (11.0, 80.0), (44.0, 92.0), (33.0, 172.0), (39.0, 222.0), (0.0, 236.0)],
    // Arm.
    &[(40.0, 91.0), (56.0, 100.0), (70.0, 222.0), (57.0, 224.0), (40.0, 130.0)],
    // Leg.
    &[(1.0, 230.0), (39.0, 218.0), (37.0, 310.0), (32.0, 398.0), (16.0, 398.0), (11.0, 310.0)],
    // Foot.
    &[(15.0, 396.0), (32.0, 396.0), (38.0, 408.0), (13.0, 408.0)],
];

/// Where a muscle is drawn, as the body is.
fn corners(id: &str) -> Corners {
    match id {
        "quadriceps" => &[(6.0, 236.0), (35.0, 230.0), (33.0, 302.0), (14.0, 302.0)],
        "shins" => &[(16.0, 322.0), (31.0, 322.0), (27.0, 384.0), (19.0, 384.0)],
        "glutes" => &[(2.0, 212.0), (36.0, 206.0), (37.0, 246.0), (5.0, 254.0)],
        "hamstrings" => &[(7.0, 262.0), (36.0, 256.0), (33.0, 310.0), (14.0, 310.0)],
        "calves" => {
            &[(15.0, 320.0), (33.0, 320.0), (35.0, 344.0), (28.0, 370.0), (19.0, 370.0), (13.0, 344.0)]
        }
        // The lower back.
        _ => &[(2.0, 150.0), (18.0, 150.0), (20.0, 200.0), (2.0, 204.0)],
    }
}

fn ink(muscle: &Muscle) -> &'static str {
    match (muscle.work, muscle.strength) {
        (Work::NotKnown, _) | (_, Strength::None) => UNKNOWN,
        (Work::More, Strength::Some) => ORANGE,
        (Work::More, Strength::Weak) => PALE_ORANGE,
        (Work::OtherTimes, Strength::Some) => BLUE,
        (Work::OtherTimes, Strength::Weak) => PALE_BLUE,
    }
}

/// Said by a sign too, never by colour alone: one arrow for weak proof, two for some.
const fn sign(muscle: &Muscle) -> &'static str {
    match (muscle.work, muscle.strength) {
        (Work::NotKnown, _) | (_, Strength::None) => "?",
        (Work::More, Strength::Some) => "\u{2191}\u{2191}",
        (Work::More, Strength::Weak) => "\u{2191}",
        (Work::OtherTimes, Strength::Some) => "\u{2194}\u{2194}",
        (Work::OtherTimes, Strength::Weak) => "\u{2194}",
    }
}

fn both(svg: &mut Svg, middle: f64, corners: &[(f64, f64)], ink: &str, edge: &str) {
    for way in [1.0, -1.0] {
        let at: Vec<_> = corners.iter().map(|(x, y)| (middle + way * x, *y)).collect();
        svg.edged(&at, ink, edge);
    }
}

/// The drawing, and the table that says the same.
pub fn body(labels: &Labels<'_>) -> Chart {
    let rows: Vec<Vec<String>> = (1..)
        .zip(MUSCLES)
        .map(|(number, muscle): (u8, _)| {
            let [name, work, proof] = (labels.say)(muscle);
            let sources: Vec<String> = numbers(muscle.source).map(|number| number.to_string()).collect();
            // A column of their own would lie beyond a phone's edge.
            let proof = if sources.is_empty() { proof } else { format!("{proof} ({})", sources.join(", ")) };
            [format!("{number} {}", sign(muscle)), name, work, proof].to_vec()
        })
        .collect();
    let said: Vec<String> = rows.iter().map(|row| row.join(", ")).collect();
    let mut svg = Svg::new("body", 400.0, 430.0, labels.title, &said.join(". "));
    let middles = [135.0, 265.0];
    for (middle, side) in middles.into_iter().zip(labels.sides) {
        svg.dot((middle, 44.0), 23.0, SKIN);
        for part in BODY {
            both(&mut svg, middle, part, SKIN, SKIN);
        }
        svg.text((middle, 16.0), Anchor::Middle, INK, side);
    }
    for (row, muscle) in rows.iter().zip(MUSCLES) {
        let [front, back] = middles;
        let (middle, way) = if muscle.front { (front, -1.0) } else { (back, 1.0) };
        let corners = corners(muscle.id);
        both(&mut svg, middle, corners, ink(muscle), INK);
        let (least, most) =
            corners.iter().fold((f64::MAX, f64::MIN), |(low, high), (_, y)| (low.min(*y), high.max(*y)));
        let (x, y) = (middle + way * 74.0, f64::midpoint(least, most));
        svg.line((middle + way * 22.0, y), (x, y), FAINT, 1.5);
        let anchor = if muscle.front { Anchor::End } else { Anchor::Start };
        svg.text((x + way * 4.0, y + 6.0), anchor, INK, row.first().map_or("", String::as_str));
    }
    Chart {
        title: labels.title.to_string(),
        svg: svg.finish(),
        table: table(labels.title, &labels.heading, &rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_muscle_is_drawn_on_both_legs_and_said_in_the_table_with_its_sources() {
        let say = |muscle: &Muscle| {
            [muscle.id.to_string(), format!("{:?}", muscle.work), format!("{:?}", muscle.strength)]
        };
        let heading = ["", "Muscle", "Work", "Proof"];
        let chart = body(&Labels { title: "Worked", sides: ["Front", "Back"], heading, say: &say });
        assert_eq!(chart.svg.matches("<polygon").count(), 2 * (2 * BODY.len() + MUSCLES.len()));
        for (muscle, ink) in
            MUSCLES.iter().zip([ORANGE, PALE_ORANGE, PALE_ORANGE, PALE_BLUE, UNKNOWN, PALE_ORANGE])
        {
            assert_eq!(super::ink(muscle), ink, "{}", muscle.id);
            assert!(
                chart.svg.contains(muscle.id) && chart.table.contains(&format!("<td>{}</td>", muscle.id))
            );
        }
        assert!(chart.table.contains("<td>1 \u{2191}\u{2191}</td><td>quadriceps</td>"), "{}", chart.table);
        assert!(chart.table.contains("<td>glutes</td><td>NotKnown</td><td>None"));
        assert!(chart.svg.contains(">5 ?</text>") && chart.svg.contains(">4 \u{2194}</text>"));
    }
}
