//! A forest plot: each trial's effect with its 95 % limits, and the pooled one below.

use super::svg::{Anchor, BLUE, FAINT, INK, ORANGE, Scale, Svg, ticks};
use crate::evidence::distribution::normal_quantile;
use crate::evidence::pool::Pooled;
use crate::evidence::table::Study;
use alloc::format;
use alloc::string::String;

/// The words in the picture, in the reader's language.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// What the picture is.
    pub title: &'a str,
    /// Name of the pooled row.
    pub pooled: &'a str,
    /// Name of the row with the prediction interval.
    pub prediction: &'a str,
    /// Under the axis, what left means.
    pub left: &'a str,
    /// Under the axis, what right means.
    pub right: &'a str,
}

const ROW: f64 = 30.0;
const NAMES: f64 = 190.0;
const PLOT_END: f64 = 560.0;
const WIDTH: f64 = 800.0;

/// The picture; its description holds every number in it, so nothing is told by shape alone.
pub fn forest(studies: &[Study], pooled: &Pooled, labels: &Labels<'_>) -> String {
    let z = normal_quantile(0.975);
    let limits = |study: &Study| {
        let (effect, reach) = (study.effect.effect, z * study.effect.se());
        (effect - reach, effect + reach)
    };
    let (mut low, mut high) = (pooled.ci_low.min(0.0), pooled.ci_high.max(0.0));
    for (l, h) in studies.iter().map(limits).chain(pooled.prediction) {
        low = low.min(l);
        high = high.max(h);
    }
    let row_text =
        |name: &str, middle: f64, (l, h): (f64, f64)| format!("{name}: {middle:.3} ({l:.3} to {h:.3})");
    let mut description = String::new();
    for study in studies {
        description += &row_text(&study.name, study.effect.effect, limits(study));
        description += ". ";
    }
    description += &row_text(labels.pooled, pooled.effect, (pooled.ci_low, pooled.ci_high));
    let rows = studies.len() as f64 + 1.0 + f64::from(u8::from(pooled.prediction.is_some()));
    let axis = 20.0 + ROW * rows + 10.0;
    let mut svg = Svg::new("forest", WIDTH, axis + 60.0, labels.title, &description);
    let scale = Scale::new(low, high, NAMES + 10.0, PLOT_END - 10.0);
    svg.line((scale.at(0.0), 10.0), (scale.at(0.0), axis), FAINT, 1.0);
    let number = |svg: &mut Svg, y: f64, middle: f64, (l, h): (f64, f64)| {
        let text = format!("{middle:.2} ({l:.2} to {h:.2})");
        svg.text((WIDTH - 10.0, y + 5.0), Anchor::End, INK, &text);
    };
    let mut y = 20.0 + ROW / 2.0;
    for (study, weight) in studies.iter().zip(&pooled.weights) {
        let (l, h) = limits(study);
        svg.text((10.0, y + 5.0), Anchor::Start, INK, &study.name);
        svg.line((scale.at(l), y), (scale.at(h), y), BLUE, 2.0);
        let side = 6.0 + 14.0 * libm::sqrt(weight.clamp(0.0, 1.0));
        svg.rect((scale.at(study.effect.effect) - side / 2.0, y - side / 2.0), side, side, BLUE);
        number(&mut svg, y, study.effect.effect, (l, h));
        y += ROW;
    }
    svg.text((10.0, y + 5.0), Anchor::Start, INK, labels.pooled);
    let (left, middle, right) = (scale.at(pooled.ci_low), scale.at(pooled.effect), scale.at(pooled.ci_high));
    svg.shape(&[(left, y), (middle, y - 9.0), (right, y), (middle, y + 9.0)], ORANGE);
    number(&mut svg, y, pooled.effect, (pooled.ci_low, pooled.ci_high));
    if let Some((l, h)) = pooled.prediction {
        y += ROW;
        svg.text((10.0, y + 5.0), Anchor::Start, INK, labels.prediction);
        svg.line((scale.at(l), y), (scale.at(h), y), ORANGE, 3.0);
        svg.text((WIDTH - 10.0, y + 5.0), Anchor::End, INK, &format!("({l:.2} to {h:.2})"));
    }
    svg.line((NAMES, axis), (PLOT_END, axis), INK, 1.0);
    for tick in ticks(low, high, 5) {
        svg.line((scale.at(tick), axis), (scale.at(tick), axis + 6.0), INK, 1.0);
        svg.text((scale.at(tick), axis + 24.0), Anchor::Middle, INK, &format!("{tick}"));
    }
    svg.text((NAMES, axis + 50.0), Anchor::Start, INK, labels.left);
    svg.text((PLOT_END, axis + 50.0), Anchor::End, INK, labels.right);
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::effect::Measure;
    use crate::evidence::pool::{Model, pool};
    use crate::evidence::table::read;
    use alloc::vec::Vec;

    #[test]
    fn every_trial_and_the_pool_are_drawn_and_told() {
        let studies =
            read("study,effect,variance\nA & B,1,0.1\nC,2,0.2\nD,1.5,0.4\n", Measure::MeanDifference)
                .unwrap();
        let effects: Vec<_> = studies.iter().map(|s| s.effect).collect();
        let pooled = pool(&effects, Model::Reml, false).unwrap();
        let labels = Labels {
            title: "Speed",
            pooled: "Together",
            prediction: "Next trial",
            left: "others",
            right: "backward",
        };
        let svg = forest(&studies, &pooled, &labels);
        assert_eq!(svg.matches("<rect").count(), 3);
        assert_eq!(svg.matches("<polygon").count(), 1);
        assert!(svg.contains("A &amp; B: 1.000 (0.380 to 1.620)") && svg.contains("Next trial"));
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}
