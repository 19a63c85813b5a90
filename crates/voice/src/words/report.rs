//! What was done and measured, as pictures in the reader's words, and as one page to print: the same in app and terminal.

use super::{Language, Words};
use coach::assessment::change::{Comparison, compare};
use coach::assessment::{Checks, Measures, PROTOCOLS, Protocol};
use coach::report::charts::{self, Chart, Labels};
use coach::report::page::{CHARTS_MOST, Page};
use coach::report::progress::{Dot, Walked, dots, weeks};
use units::{Day, Length, Speed, UnitSystem};

/// How many weeks the bars show: what fits a phone with numbers that can be read.
const WEEKS: u16 = 6;

impl Words {
    /// Minutes a week with the goal, in minutes backward.
    pub fn weekly_chart(&self, walks: &[Walked], goal_minutes: Option<f64>, today: Day) -> Chart {
        self.labelled("weekly", "progress-weekly", &self.plain("progress-minutes"), |labels| {
            charts::weekly(&weeks(walks, today, WEEKS), goal_minutes, labels)
        })
    }

    /// Every check that was done, as dots with their error.
    pub fn check_charts(&self, checks: &Checks) -> Vec<Chart> {
        let done = PROTOCOLS.iter().filter(|protocol| checks.last(protocol.id).is_some());
        done.map(|protocol| {
            self.labelled(protocol.id, &format!("check-{}", protocol.id), &self.unit(protocol), |labels| {
                charts::over_time(&dots(protocol, checks, None), labels)
            })
        })
        .collect()
    }

    /// A check's unit.
    pub fn unit(&self, protocol: &Protocol) -> String {
        match protocol.measures {
            Measures::Count => String::new(),
            Measures::Sway => "m/s²".to_owned(),
            _ => self.plain("progress-seconds"),
        }
    }

    /// Step length and speed by direction, and pain, each where it was measured or told.
    pub fn walk_charts(&self, walks: &[Walked]) -> Vec<Chart> {
        let mut walks = walks.to_vec();
        walks.sort_by_key(|walk| walk.day);
        let us = self.units() == UnitSystem::UnitedStates;
        let long = |length: Length| if us { length.feet() * 12.0 } else { length.meters() * 100.0 };
        let fast = |speed: Speed| if us { speed.mph() } else { speed.mps() };
        let mut found = Vec::new();
        for way in ["forward", "backward"] {
            let of = |walk: &Walked| if way == "forward" { walk.forward } else { walk.backward };
            let measured: Vec<_> = walks.iter().filter_map(|walk| Some((walk.day, of(walk)?))).collect();
            let length = measured.iter().map(|(day, (length, _))| (*day, long(*length)));
            let speed = measured.iter().map(|(day, (_, speed))| (*day, fast(*speed)));
            found.push((
                format!("progress-step-length-{way}"),
                if us { "in" } else { "cm" },
                dots_of(length),
            ));
            found.push((
                format!("progress-step-speed-{way}"),
                if us { "mph" } else { "m/s" },
                dots_of(speed),
            ));
        }
        let pain = walks.iter().filter_map(|walk| Some((walk.day, f64::from(walk.pain?))));
        found.push(("progress-pain".to_owned(), "0–10", dots_of(pain)));
        found
            .into_iter()
            .filter(|(_, _, dots)| !dots.is_empty())
            .map(|(id, unit, dots)| self.labelled(&id, &id, unit, |labels| charts::over_time(&dots, labels)))
            .collect()
    }

    /// One page for a clinician or the kitchen door.
    pub fn report(&self, walks: &[Walked], checks: &Checks, goal_minutes: Option<f64>, today: Day) -> Page {
        let say = |id: &str| self.plain(id);
        let done = || PROTOCOLS.iter().filter_map(|protocol| Some((protocol, checks.last(protocol.id)?)));
        let rows = done().map(|(protocol, last)| {
            let before = checks.of(protocol.id).rev().nth(1);
            let before =
                before.map_or_else(|| "–".to_owned(), |check| self.check_value(protocol, check.value));
            [
                say(&format!("check-{}", protocol.id)),
                self.check_value(protocol, last.value),
                last.day.to_string(),
                before,
                self.comparison(protocol, checks),
            ]
            .to_vec()
        });
        let mut charts = vec![self.weekly_chart(walks, goal_minutes, today)];
        charts.extend(self.walk_charts(walks));
        charts.extend(self.check_charts(checks));
        charts.truncate(CHARTS_MOST);
        let recent = walks.iter().filter(|walk| (0..28).contains(&(today - walk.day))).count();
        let this_week = weeks(walks, today, 1);
        let this_week = this_week.first();
        let fact = |id: &str, number: f64| format!("{}: {}", say(id), (number * 10.0).round() / 10.0);
        Page {
            language: self.language().code(),
            title: say("progress-title"),
            lead: format!(
                "{} {}.",
                say("progress-for-clinician"),
                self.text("progress-printed", &[("day", today.to_string().into())])
            ),
            facts: vec![
                fact("progress-backward-minutes", this_week.map_or(0.0, |week| week.backward_minutes)),
                fact("progress-backward-steps", this_week.map_or(0.0, |week| f64::from(week.backward_steps))),
                fact("progress-walks-recent", recent as f64),
            ],
            caption: say("progress-checks"),
            heading: [
                "progress-check",
                "progress-last",
                "progress-day",
                "progress-before",
                "progress-change",
            ]
            .map(say)
            .to_vec(),
            rows: rows.collect(),
            charts,
            notices: vec![say("check-not-a-diagnosis"), say("screen-notice-not-reviewed")],
        }
    }

    /// A check's value with its unit, as the language writes it.
    pub fn check_value(&self, protocol: &Protocol, value: f64) -> String {
        let (number, unit) = match protocol.measures {
            Measures::Count => (format!("{value:.0}"), ""),
            Measures::Sway => (format!("{value:.3}"), " m/s²"),
            _ => (format!("{value:.1}"), " s"),
        };
        let mark = if self.language() == Language::Spanish { "," } else { "." };
        format!("{}{unit}", number.replace('.', mark))
    }

    /// The newest result of a check against the one before.
    pub fn comparison(&self, protocol: &Protocol, checks: &Checks) -> String {
        self.plain(match compare(protocol, checks, None) {
            Comparison::Better => "check-change-better",
            Comparison::Worse => "check-change-worse",
            Comparison::Same => "check-change-same",
            Comparison::NotKnown => "check-change-not-known",
            Comparison::First => "check-change-first",
        })
    }

    /// Every picture: the weeks, each check, and what the walks measured.
    pub fn report_charts(
        &self,
        walks: &[Walked],
        checks: &Checks,
        goal: Option<f64>,
        today: Day,
    ) -> Vec<Chart> {
        let mut charts = vec![self.weekly_chart(walks, goal, today)];
        charts.extend(self.check_charts(checks));
        charts.extend(self.walk_charts(walks));
        charts
    }

    fn labelled(&self, id: &str, title: &str, unit: &str, draw: impl FnOnce(&Labels<'_>) -> Chart) -> Chart {
        let say = |id: &str| self.plain(id);
        draw(&Labels {
            id,
            title: &say(title),
            forward: &say("progress-forward"),
            backward: &say("progress-backward"),
            goal: &say("progress-goal"),
            unit,
            day: &say("progress-day"),
            nothing: &say("progress-nothing-yet"),
        })
    }
}

fn dots_of(values: impl Iterator<Item = (Day, f64)>) -> Vec<Dot> {
    values.map(|(day, value)| Dot { day, value, error: None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach::assessment::{TimedBy, three_meter_backward_walk};

    const D: Day = Day::from_days(20_780);

    fn walked(day: Day, pain: Option<u8>) -> Walked {
        let measured = Length::from_meters(0.5).zip(Speed::from_mps(0.6));
        Walked {
            day,
            forward_s: 300.0,
            backward_s: 60.0,
            forward_steps: 500,
            backward_steps: 100,
            forward: None,
            backward: measured,
            pain,
        }
    }

    #[test]
    fn the_page_shows_what_there_is_and_no_chart_of_what_there_is_not() {
        let words = Words::new("en");
        let mut checks = Checks::default();
        let check = three_meter_backward_walk::PROTOCOL.take(D, &[5.0, 4.0], TimedBy::Tap).unwrap();
        checks.keep(check, D).unwrap();
        let page = words.report(&[walked(D, Some(2))], &checks, Some(3.0), D).html();
        assert_eq!(page.matches("<svg").count(), 5, "weeks, one check, length and speed backward, pain");
        for said in [
            "Step length backward",
            "Goal",
            "4.5 ±",
            "50.0",
            "No therapist has checked",
            "This is your first one",
        ] {
            assert!(page.contains(said), "{said}");
        }
        let empty = words.report(&[], &Checks::default(), None, D).html();
        assert_eq!(empty.matches("<svg").count(), 1);
        assert!(empty.contains("Your first walk will show up here."));
    }

    #[test]
    fn a_reader_in_the_united_states_reads_inches_and_miles() {
        let charts = Words::new("en-US").walk_charts(&[walked(D, None)]);
        let said: String = charts.iter().map(|chart| chart.table.as_str()).collect();
        assert!(
            charts.len() == 2 && said.contains("19.7") && said.contains("1.34") && said.contains("mph"),
            "{said}"
        );
    }
}
