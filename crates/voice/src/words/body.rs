//! What a walk works and costs, in the reader's words: the drawn body, energy with its range, effort by talk.

use super::{Value, Words};
use coach::physiology::energy::{Cost, NoNumber, of_walk};
use coach::physiology::heart_rate::{Zone, by_talk, zone};
use coach::physiology::muscles::{Muscle, Strength, Work};
use coach::report::body::{Labels, body};
use coach::report::charts::Chart;
use coach::report::progress::Walked;
use units::{Duration, HeartRate, Mass};

/// Who walked, as far as energy asks; unknown is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Walker {
    /// Years.
    pub age: Option<f64>,
    /// What the walker weighs.
    pub mass: Option<Mass>,
    /// Whether an illness was told, or a new joint.
    pub ill: bool,
}

impl Words {
    /// The drawn body and its table.
    pub fn body_chart(&self) -> Chart {
        let say = |id: &str| self.plain(id);
        let (title, front, back) = (say("learn-body-title"), say("muscle-front"), say("muscle-behind"));
        let heading = ["muscle-heading", "muscle-work", "muscle-proof", "learn-sources-title"].map(say);
        let [muscle, work, proof, sources] = &heading;
        let proof = format!("{proof} ({sources})");
        let named = |muscle: &Muscle| self.muscle(muscle);
        let heading = ["#", muscle.as_str(), work, &proof];
        body(&Labels { title: &title, sides: [&front, &back], heading, say: &named })
    }

    /// A muscle's name, what it does against walking forward, and how sure that is.
    pub fn muscle(&self, muscle: &Muscle) -> [String; 3] {
        let work = match muscle.work {
            Work::More => "muscle-more",
            Work::OtherTimes => "muscle-changed",
            Work::NotKnown => "muscle-not-known",
        };
        let proof = match muscle.strength {
            Strength::Some => "evidence-some",
            Strength::Weak => "evidence-weak",
            Strength::None => "evidence-none",
        };
        [self.plain(&format!("muscle-{}", muscle.id)), self.plain(work), self.plain(proof)]
    }

    /// What the backward part cost with the range it may lie in, or why there is no number; and the effort by talk.
    pub fn cost_of(&self, walked: &Walked, talk: Option<bool>, walker: Walker) -> Vec<String> {
        let mut said = Vec::new();
        if walked.backward_s > 0.0 {
            match of_walk(walked.backward.and_then(|(_, speed)| speed), walker.age, !walker.ill) {
                Ok(cost) => said.extend(self.cost(&cost, walked.backward_s, walker.mass)),
                Err(why) => said.push(self.plain(match why {
                    NoNumber::Speed => "body-energy-no-speed",
                    NoNumber::Age => "body-energy-no-age",
                    NoNumber::People => "body-energy-people",
                    NoNumber::Speeds => "body-energy-speeds",
                })),
            }
        }
        said.push(self.plain(match talk.map(by_talk) {
            Some(Zone::Light | Zone::Moderate) => "body-talk-yes",
            Some(Zone::Vigorous) => "body-talk-no",
            None => "body-talk-test",
        }));
        said
    }

    /// The heart rates a strap told over a stretch; how hard that was, where the walker's own highest was measured.
    pub fn heart(&self, mean: u8, most: u8, highest: Option<HeartRate>) -> String {
        let said = self.text("app-detail-heart", &[("mean", mean.into()), ("most", most.into())]);
        let zone =
            HeartRate::from_bpm(mean.into()).zip(highest).and_then(|(mean, highest)| zone(mean, highest));
        let zone = zone.map(|zone| {
            self.plain(match zone {
                Zone::Light => "body-heart-light",
                Zone::Moderate => "body-heart-moderate",
                Zone::Vigorous => "body-heart-vigorous",
            })
        });
        zone.map_or(said.clone(), |zone| format!("{said}: {zone}"))
    }

    fn cost(&self, cost: &Cost, seconds: f64, mass: Option<Mass>) -> Vec<String> {
        let range = |id: &str, name: &str, (middle, low, high): (f64, f64, f64), digits: u8| {
            let scale = 10_f64.powi(digits.into());
            let shown = |number: f64| Value::from((number * scale).round() / scale);
            self.text(id, &[(name, shown(middle)), ("low", shown(low)), ("high", shown(high))])
        };
        let mut said = vec![
            range("body-energy", "met", cost.met(), 1),
            range("body-energy-oxygen", "vo2", (cost.vo2, cost.low, cost.high), 0),
        ];
        // Kept and measured seconds are finite and never below zero.
        let time = Duration::try_from_secs_f64(seconds).unwrap_or_default();
        if let Some((middle, low, high)) = mass.and_then(|mass| cost.energy(mass, time)) {
            said.push(range("body-energy-kcal", "kcal", (middle.kcal(), low.kcal(), high.kcal()), 0));
        }
        said.push(self.plain("body-energy-flat"));
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use units::{Day, Length, Speed};

    fn said(speed: Option<f64>, age: Option<f64>, talk: Option<bool>) -> String {
        said_of(speed, talk, Walker { age, mass: Mass::from_kg(70.0), ill: false })
    }

    fn said_of(speed: Option<f64>, talk: Option<bool>, walker: Walker) -> String {
        let backward = speed.and_then(|speed| Some((Length::from_meters(0.5)?, Speed::from_mps(speed))));
        let walked = Walked {
            day: Day::from_days(20_780),
            forward_s: 0.0,
            backward_s: 600.0,
            forward_steps: 0,
            backward_steps: 600,
            forward: None,
            backward,
            pain: None,
        };
        Words::new("en").cost_of(&walked, talk, walker).join(" ")
    }

    #[test]
    fn a_cost_is_said_with_its_range_and_never_outside_where_it_holds() {
        // 1 m/s: 14.72 ml/kg/min, 4.2 MET; ten minutes at 70 kg are 51.5 kcal, 39 to 64.
        let inside = said(Some(1.0), Some(40.0), Some(true));
        for part in ["about 4.2 times", "3.2 to 5.3", "15 ml", "52 kcal", "39 to 64", "flat ground", "light"]
        {
            assert!(inside.contains(part), "{part}: {inside}");
        }
        for (outside, why) in [
            (said(None, Some(40.0), None), "No one measured your speed"),
            (said(Some(1.0), None, None), "needs your age"),
            (said(Some(1.0), Some(70.0), None), "healthy people from 19 to 59"),
            (said_of(Some(1.0), None, Walker { age: Some(50.0), mass: None, ill: true }), "healthy people"),
            (said(Some(0.3), Some(40.0), Some(false)), "at your speed"),
        ] {
            assert!(outside.contains(why) && !outside.contains("times the work"), "{outside}");
        }
        assert!(said(None, None, Some(false)).contains("hard work"));
        let (low, high) = coach::physiology::limits::AGES;
        for (language, to) in [("en", "to"), ("es", "a")] {
            assert!(Words::new(language).plain("body-energy-people").contains(&format!("{low} {to} {high}")));
        }
    }

    #[test]
    fn a_heart_rate_has_a_zone_where_the_own_highest_is_known() {
        let said =
            |highest: Option<f64>| Words::new("en").heart(112, 130, highest.and_then(HeartRate::from_bpm));
        assert_eq!(said(None), "Heart rate 112 a minute, 130 at most");
        for (highest, zone) in [(180.0, "light"), (160.0, "medium"), (140.0, "hard")] {
            assert_eq!(said(Some(highest)), format!("Heart rate 112 a minute, 130 at most: {zone} work"));
        }
        // Beyond what the highest can be: it was no highest.
        assert_eq!(said(Some(100.0)), said(None));
    }

    #[test]
    fn the_body_names_each_muscle_and_how_sure_it_is() {
        for (language, back) in [("en", "Back of the thigh"), ("es", "muslo")] {
            let chart = Words::new(language).body_chart();
            assert!(chart.table.contains(back) && chart.svg.contains(back), "{}", chart.table);
            assert_eq!(chart.table.matches("<tr>").count(), 7);
        }
    }
}
