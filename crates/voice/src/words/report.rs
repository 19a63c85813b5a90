//! What was done and measured, as pictures in the reader's words, and as one page to print: the same in app and terminal.

use super::{Language, Words};
use coach::assessment::change::{Comparison, Condition, From, compare, since_first, smallest_change};
use coach::assessment::{Checks, Measures, PROTOCOLS, Problem, Protocol, TimedBy, three_meter_backward_walk};
use coach::program::progression::limits::BALANCE_VERDICT_DAYS;
use coach::report::charts::{self, Chart, Labels};
use coach::report::page::{CHARTS_MOST, Page};
use coach::report::progress::{Dot, Walked, dots, measured, weeks};
use units::{Day, Length, Speed, UnitSystem};

/// How many weeks the bars show: what fits a phone with numbers that can be read.
const WEEKS: u16 = 6;

impl Words {
    /// Minutes a week with the goal, in minutes backward.
    pub fn weekly_chart(&self, walks: &[Walked], goal_minutes: Option<f64>, today: Day) -> Chart {
        self.labelled("weekly", &self.plain("progress-weekly"), &self.plain("progress-minutes"), |labels| {
            charts::weekly(&weeks(walks, today, WEEKS), goal_minutes, labels)
        })
    }

    /// Every check that was done, as dots with their error; what the phone's steps timed has a picture of its own.
    pub fn check_charts(&self, checks: &Checks) -> Vec<Chart> {
        let mut charts = Vec::new();
        for protocol in PROTOCOLS {
            for timed_by in [TimedBy::Tap, TimedBy::Steps] {
                let dots = dots(protocol, checks, timed_by);
                if dots.is_empty() {
                    continue;
                }
                let named = self.plain(&format!("check-{}", protocol.id));
                let (id, title) = match timed_by {
                    TimedBy::Tap => (protocol.id.to_owned(), named),
                    TimedBy::Steps => {
                        let title = self.text("check-timed-by-steps", &[("check", named.into())]);
                        (format!("{}-by-steps", protocol.id), title)
                    }
                };
                let mut unit = self.unit(protocol);
                if dots.iter().any(|dot| dot.error.is_some()) {
                    unit = unit + " " + &self.plain("progress-by-chance");
                }
                let draw = |labels: &Labels<'_>| charts::over_time(&dots, 0.0, labels);
                charts.push(self.labelled(&id, &title, unit.trim_start(), draw));
            }
        }
        charts
    }

    /// A check's unit.
    pub fn unit(&self, protocol: &Protocol) -> String {
        match protocol.measures {
            Measures::Count => String::new(),
            Measures::Sway => "m/s²".to_owned(),
            _ => self.plain("progress-seconds"),
        }
    }

    /// Step length and speed by direction, from walks and checks, and pain, each where it was measured or told.
    pub fn walk_charts(&self, walks: &[Walked], checks: &Checks) -> Vec<Chart> {
        let mut walks = walks.to_vec();
        walks.sort_unstable_by_key(|walk| walk.day);
        let us = self.units() == UnitSystem::UnitedStates;
        let long = |length: Length| if us { length.feet() * 12.0 } else { length.meters() * 100.0 };
        let fast = |speed: Speed| if us { speed.mph() } else { speed.mps() };
        let mut found = Vec::new();
        for way in ["forward", "backward"] {
            let of = |walk: &Walked| if way == "forward" { walk.forward } else { walk.backward };
            let walked: Vec<_> = walks.iter().filter_map(|walk| Some((walk.day, of(walk)?))).collect();
            let of_checks = measured(checks, way == "backward");
            let mut length = dots_of(walked.iter().map(|(day, (length, _))| (*day, long(*length))), false);
            let counted = of_checks.iter().filter_map(|(day, length, _)| Some((*day, long((*length)?))));
            length.extend(dots_of(counted, true));
            let mut speed =
                dots_of(walked.iter().filter_map(|(day, (_, speed))| Some((*day, fast((*speed)?)))), false);
            speed.extend(dots_of(of_checks.iter().map(|(day, _, speed)| (*day, fast(*speed))), true));
            for dots in [&mut length, &mut speed] {
                dots.sort_unstable_by_key(|dot| dot.day);
            }
            found.push((format!("progress-step-length-{way}"), if us { "in" } else { "cm" }, length));
            found.push((format!("progress-step-speed-{way}"), if us { "mph" } else { "m/s" }, speed));
        }
        let pain = walks.iter().filter_map(|walk| Some((walk.day, f64::from(walk.pain?))));
        found.push(("progress-pain".to_owned(), "0–10", dots_of(pain, false)));
        found
            .into_iter()
            .filter(|(_, _, dots)| !dots.is_empty())
            .map(|(id, unit, dots)| {
                // Pain is told on a scale, and little of it stands low.
                let top = if id == "progress-pain" { 10.0 } else { 0.0 };
                self.labelled(&id, &self.plain(&id), unit, |labels| charts::over_time(&dots, top, labels))
            })
            .collect()
    }

    /// One page for a clinician or the kitchen door.
    pub fn report(&self, walks: &[Walked], checks: &Checks, goal_minutes: Option<f64>, today: Day) -> Page {
        let say = |id: &str| self.plain(id);
        let first_walk = walks.iter().map(|walk| walk.day).min();
        let done = || PROTOCOLS.iter().filter_map(|protocol| Some((protocol, checks.last(protocol.id)?)));
        let rows = done().map(|(protocol, last)| {
            let before = checks.before(last);
            let before =
                before.map_or_else(|| "–".to_owned(), |check| self.check_value(protocol, check.value));
            [
                say(&format!("check-{}", protocol.id)),
                self.check_value(protocol, last.value),
                self.day(last.day),
                before,
                self.comparison(protocol, checks, first_walk),
            ]
            .to_vec()
        });
        let mut charts = vec![self.weekly_chart(walks, goal_minutes, today)];
        charts.extend(self.walk_charts(walks, checks));
        charts.extend(self.check_charts(checks));
        let left_out: Vec<String> =
            charts.drain(CHARTS_MOST.min(charts.len())..).map(|chart| chart.title).collect();
        let recent = walks.iter().filter(|walk| (0..28).contains(&(today - walk.day))).count();
        let this_week = weeks(walks, today, 1);
        let this_week = this_week.first();
        let fact = |id: &str, number: f64| {
            let tenths = (number * 10.0).round();
            let places = usize::from(tenths - 10.0 * (tenths / 10.0).floor() > 0.5);
            format!("{}: {}", say(id), self.number(number, places))
        };
        Page {
            language: self.language().code(),
            title: say("progress-title"),
            name: say("progress-name") + ": ______________________________",
            lead: format!(
                "{} {}.",
                say("progress-for-clinician"),
                self.text("progress-printed", &[("day", self.day(today).into())])
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
            notices: {
                let line = |(protocol, _): (&'static Protocol, _)| {
                    let line = self.comparison_line(protocol, checks)?;
                    Some(say(&format!("check-{}", protocol.id)) + ": " + &line)
                };
                let mut lines: Vec<String> = done().filter_map(line).collect();
                if !left_out.is_empty() {
                    lines.push(say("progress-left-out") + ": " + &left_out.join(", ") + ".");
                }
                lines.extend([say("check-not-a-diagnosis"), say("screen-notice-not-reviewed")]);
                lines
            },
        }
    }

    /// Why a check is not taken.
    pub fn check_problem(&self, protocol: &Protocol, problem: Problem) -> String {
        let (low, high) = protocol.plausible;
        let (id, value, low) = match problem {
            Problem::Impossible { value, .. } => ("range", value, low),
            Problem::NotWhole(value) => ("whole", value, low),
            Problem::AfterTheEnd => ("after-the-end", 0.0, low),
            Problem::TooLongAgo => ("too-long-ago", 0.0, low),
            Problem::DateAhead => ("date-ahead", 0.0, low),
            Problem::Trials { given, wanted } => ("trials", given as f64, wanted.into()),
            Problem::AlreadyThatDay => ("that-day", 0.0, low),
        };
        let words = [("value", value.into()), ("low", low.into()), ("high", high.into())];
        self.text(&format!("check-problem-{id}"), &words)
    }

    /// A check's value with its unit, as the language writes it.
    pub fn check_value(&self, protocol: &Protocol, value: f64) -> String {
        let (places, unit) = match protocol.measures {
            Measures::Count => (0, ""),
            Measures::Sway => (3, " m/s²"),
            _ => (1, " s"),
        };
        self.number(value, places) + unit
    }

    /// A number with so many decimals, as the language writes it.
    pub fn number(&self, value: f64, places: usize) -> String {
        format!("{value:.places$}").replace('.', self.mark())
    }

    /// What the language writes before the tenths.
    pub fn mark(&self) -> &'static str {
        if self.language() == Language::Spanish { "," } else { "." }
    }

    /// A day as the language and its units write it.
    pub fn day(&self, day: Day) -> String {
        charts::written(day, self.month_first())
    }

    fn month_first(&self) -> bool {
        self.units() == UnitSystem::UnitedStates
    }

    /// How a check is done, line by line. Where the phone's steps keep the time it starts and ends standing still, so that no
    /// step before the first line or after the last is timed.
    pub fn check_steps(&self, protocol: &Protocol, timed_by: TimedBy) -> Vec<String> {
        let lines = (1..=protocol.steps).map(|n| format!("check-{}-step-{n}", protocol.id));
        let by_steps = timed_by == TimedBy::Steps && protocol.metres().is_some();
        let named: Vec<String> = if by_steps {
            let forward = ["check-by-steps-toes", "check-by-steps-pace", "check-by-steps-stop"];
            let backward = ["check-by-steps-back", "check-by-steps-plan"];
            match protocol.id {
                "three-meter-backward-walk" => with(lines, 4, 0, &backward),
                _ => with(lines, 1, 2, &forward),
            }
        } else {
            lines.collect()
        };
        named.iter().map(|id| self.plain(id)).collect()
    }

    /// The newest result of a check against the one before; against the first where only that has changed. One of balance that
    /// comes early after the first walk, or where none is known the first check, gives no verdict.
    pub fn comparison(&self, protocol: &Protocol, checks: &Checks, first_walk: Option<Day>) -> String {
        let now = compare(protocol, checks);
        let first = since_first(protocol, checks).filter(|_| now == Comparison::Same);
        let begun = first_walk.or(checks.of(protocol.id).next().map(|check| check.day));
        let balance = protocol.id == three_meter_backward_walk::PROTOCOL.id
            || !matches!(protocol.measures, Measures::SecondsOver(_) | Measures::Count);
        let early = balance
            && matches!(now, Comparison::Better | Comparison::Worse | Comparison::Same)
            && checks
                .last(protocol.id)
                .zip(begun)
                .is_some_and(|(last, begun)| last.day - begun < BALANCE_VERDICT_DAYS);
        self.plain(match (now, first) {
            _ if early => "progress-no-verdict",
            (_, Some(Comparison::Better)) => "check-change-better-first",
            (_, Some(Comparison::Worse)) => "check-change-worse-first",
            (Comparison::Better, _) => "check-change-better",
            (Comparison::Worse, _) => "check-change-worse",
            (Comparison::Same, _) => "check-change-same",
            (Comparison::AtItsEnd, _) => "check-change-at-its-end",
            (Comparison::NotKnown, _) => "check-change-not-known",
            (Comparison::First, _) => "check-change-first",
            (Comparison::OtherTiming, _) => "check-change-other-timing",
        })
    }

    /// In whom the error was measured by which the newest result was compared, where it was not the walker: of healthy
    /// people we have none (3MBW-10 gives it outside its abstract).
    pub fn comparison_line(&self, protocol: &Protocol, checks: &Checks) -> Option<String> {
        if !matches!(compare(protocol, checks), Comparison::Better | Comparison::Worse | Comparison::Same) {
            return None;
        }
        let smallest = smallest_change(protocol, checks, checks.last(protocol.id)?.timed_by)?;
        // Rounded up: what is less counts for nothing.
        let value = self.number((smallest.value * 10.0).ceil() / 10.0, 1);
        let (id, condition) = match smallest.from {
            From::Own => return None,
            From::Published(_) => ("check-line-condition", checks.condition.map(Condition::id)),
            From::Largest(_) if smallest.speed => ("check-line-speed", None),
            From::Largest(_) => ("check-line-hip", None),
        };
        let condition = condition.map(|id| self.plain(&format!("screen-answer-{id}"))).unwrap_or_default();
        Some(self.text(id, &[("value", value.into()), ("condition", condition.into())]))
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
        charts.extend(self.walk_charts(walks, checks));
        charts
    }

    fn labelled(&self, id: &str, title: &str, unit: &str, draw: impl FnOnce(&Labels<'_>) -> Chart) -> Chart {
        let say = |id: &str| self.plain(id);
        draw(&Labels {
            id,
            title,
            forward: &say("progress-forward"),
            backward: &say("progress-backward"),
            goal: &say("progress-goal"),
            unit,
            day: &say("progress-day"),
            nothing: &say("progress-nothing-yet"),
            check: &say("progress-check"),
            month_first: self.month_first(),
            mark: self.mark(),
        })
    }
}

fn dots_of(values: impl Iterator<Item = (Day, f64)>, of_check: bool) -> Vec<Dot> {
    values.map(|(day, value)| Dot { day, value, error: None, of_check }).collect()
}

/// `lines` with `other` in the place of so many after the first `keep`.
fn with(lines: impl Iterator<Item = String>, keep: usize, leave: usize, other: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = lines.collect();
    let end = (keep + leave).min(lines.len());
    lines.splice(keep.min(end)..end, other.iter().map(|id| (*id).to_owned()));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const D: Day = Day::from_days(20_780);

    fn walked(day: Day, pain: Option<u8>) -> Walked {
        let measured = Length::from_meters(0.5).map(|length| (length, Speed::from_mps(0.6)));
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
        assert!(page.contains("0.67 (Check)"), "the speed of the check stands beside that of the walk");
        for said in [
            "Step length backward",
            "Goal",
            // 4.33 s between two results are 3.1 s of one.
            "4.5 ± 3.1",
            "± by chance",
            "50.0",
            "No therapist has checked",
            "This is your first one",
        ] {
            assert!(page.contains(said), "{said}");
        }
        assert!(page.contains("<p>Name: ___") && !page.contains("Not drawn here"));
        let empty = words.report(&[], &Checks::default(), None, D).html();
        assert_eq!(empty.matches("<svg").count(), 1);
        assert!(empty.contains("Your first walk will show up here."));
    }

    #[test]
    fn a_reader_in_the_united_states_reads_inches_and_miles() {
        let charts = Words::new("en-US").walk_charts(&[walked(D, None)], &Checks::default());
        let said: String = charts.iter().map(|chart| chart.table.as_str()).collect();
        assert!(
            charts.len() == 2 && said.contains("19.7") && said.contains("1.34") && said.contains("mph"),
            "{said}"
        );
    }

    #[test]
    fn a_walk_timed_by_steps_starts_and_ends_standing_and_has_a_picture_of_its_own() {
        let words = Words::new("en");
        for protocol in PROTOCOLS.iter().filter(|protocol| protocol.metres().is_some()) {
            let said = words.check_steps(protocol, TimedBy::Steps).join(" ");
            // Who goes backward cannot see it.
            let seen = if *protocol == three_meter_backward_walk::PROTOCOL { "says stop" } else { "Stop at" };
            assert!(said.contains("the far line") && said.contains(seen), "{said}");
            for other in ["past the end", "a few steps before", "do not slow down"] {
                assert!(!said.contains(other), "{said}");
            }
            assert!(said.contains("Mark") && said.ends_with("for time."), "{said}");
        }
        // Whom the plan goes on asking for this check reads why.
        for (language, tapped) in [("en", "someone else taps"), ("es", "otra persona toca")] {
            let words = Words::new(language);
            let said = |timed_by| words.check_steps(&three_meter_backward_walk::PROTOCOL, timed_by).join(" ");
            assert!(said(TimedBy::Steps).contains(tapped) && !said(TimedBy::Tap).contains(tapped));
        }
        let four = &coach::assessment::four_metre_walk::PROTOCOL;
        assert!(words.check_steps(four, TimedBy::Tap).join(" ").contains("past the end"));
        let mut checks = Checks::default();
        checks.keep(four.take(D, &[4.0, 4.0], TimedBy::Tap).unwrap(), D).unwrap();
        let timed = four.take(D + 28, &[5.0, 5.0], TimedBy::Steps).unwrap().with_steps(&[8, 8]);
        checks.keep(timed, D + 28).unwrap();
        let titles: Vec<String> = words.check_charts(&checks).into_iter().map(|chart| chart.title).collect();
        assert_eq!(titles, ["Four meters forward", "Four meters forward, timed by steps"]);
        assert!(words.comparison(four, &checks, None).contains("another way"));
        assert_eq!(words.comparison_line(four, &checks), None);
        // Its steps tell their length: eight metres in 16 steps.
        let length = &words.walk_charts(&[], &checks)[0];
        assert!(length.table.contains("50.0 (Check)"), "{}", length.table);
    }

    #[test]
    fn a_borrowed_error_says_in_whom_it_was_measured_and_a_slow_gain_is_told() {
        let words = Words::new("en");
        let ten = &coach::assessment::ten_metre_walk::PROTOCOL;
        let mut checks = Checks::default();
        for (at, seconds) in [(0, 10.0), (28, 9.5), (56, 9.0)] {
            checks.keep(ten.take(D + at, &[seconds; 2], TimedBy::Tap).unwrap(), D + at).unwrap();
        }
        assert!(words.comparison(ten, &checks, None).ends_with("than your first, by more than chance."));
        let back = &three_meter_backward_walk::PROTOCOL;
        for (at, seconds) in [(0, 5.0), (28, 4.9)] {
            checks.keep(back.take(D + at, &[seconds; 2], TimedBy::Tap).unwrap(), D + at).unwrap();
        }
        let line = |protocol, checks: &Checks| words.comparison_line(protocol, checks).unwrap();
        assert!(line(back, &checks).contains("4.4 s") && line(back, &checks).contains("new hip"));
        assert!(line(ten, &checks).contains("0.1") && line(ten, &checks).contains("healthy"));
        // On a page with both each is told by its name.
        let page = words.report(&[], &checks, None, D + 56).html();
        for (protocol, name) in [(back, "Three meters backward: "), (ten, "Ten meters forward: ")] {
            assert!(page.contains(&(name.to_owned() + &line(protocol, &checks))), "{page}");
        }
        // One was measured, and we could not read it.
        assert!(!line(back, &checks).contains("No one") && !line(ten, &checks).contains("No one"));
        // In four weeks there is no verdict on balance, but the word that it is early; in nine there is one.
        for (at, early) in [(28, true), (60, false)] {
            checks.keep(back.take(D + at + 3, &[9.9; 2], TimedBy::Tap).unwrap(), D + at + 3).unwrap();
            let page = words.report(&[walked(D, None)], &checks, None, D + at + 3).html();
            let change = words.comparison(back, &checks, Some(D));
            assert!(
                page.contains(&change) && (change == words.plain("progress-no-verdict")) == early,
                "{change}"
            );
            checks.remove(back.id, D + at + 3);
        }
        checks.condition = Some(Condition::KneeReplacement);
        assert!(line(back, &checks).contains("3.0 s") && line(back, &checks).contains("A new knee"));
    }

    #[test]
    fn a_day_is_first_in_spanish_unless_its_units_are_the_united_states() {
        let day = Day::from_date(2026, 11, 28).unwrap();
        for (words, written) in [
            (Words::new("es"), "28/11/2026"),
            (Words::new("es").in_units(UnitSystem::UnitedStates), "11/28/2026"),
            (Words::new("en-US"), "11/28/2026"),
        ] {
            assert_eq!(words.day(day), written);
            assert!(words.weekly_chart(&[walked(day, None)], None, day).table.contains(&words.day(day - 5)));
        }
    }

    #[test]
    fn every_time_walked_names_its_pace_and_worse_fits_stands_and_sway_too() {
        for (language, paces, shorter) in
            [("en", ["usual pace", "as fast as"], "lower"), ("es", ["su paso", "tan rápido como"], "lento")]
        {
            let words = Words::new(language);
            for protocol in PROTOCOLS
                .iter()
                .filter(|p| matches!(p.measures, Measures::Seconds | Measures::SecondsOver(_)))
            {
                for timed_by in [TimedBy::Tap, TimedBy::Steps] {
                    let said = words.check_steps(protocol, timed_by).join(" ");
                    assert!(paces.iter().any(|pace| said.contains(pace)), "{said}");
                }
            }
            for id in ["check-change-worse", "check-change-worse-first"] {
                assert!(!words.plain(id).contains(shorter), "{}", words.plain(id));
            }
        }
    }
}
