//! What the plan must never do, worked out again from the whole diary by slower and simpler means than the plan's own.

use coach::program::progression::card::Session;
use coach::program::progression::gates::Company;
use coach::program::progression::levels::Level;
use coach::screening::{Advice, Form};
use units::{Day, Speed};

/// A promise the plan broke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// When.
    pub day: Day,
    /// Which promise.
    pub promise: &'static str,
}

/// The whole diary, as seen from outside.
#[derive(Clone, Debug, Default)]
pub struct Diary {
    /// Day, backward seconds, whole walk or a few steps or none backward, level if the plan's.
    pub walks: Vec<(Day, u32, bool, Option<u8>)>,
    /// Day and form.
    pub screened: Vec<(Day, Form)>,
    /// What the walker may do since which day: by answers, or because somebody was asked.
    pub advised: Vec<(Day, Advice)>,
    /// Whether the last answers were red.
    pub red: bool,
    /// A stop sign of the heart, the breath or the nerves that no doctor has looked at.
    pub unseen: bool,
    /// The last stop sign, as the count of screenings before it.
    pub stopped_after: Option<usize>,
    /// The last day on which a walk told of something to step back for.
    pub rests: Option<Day>,
    /// The last three metres backward.
    pub backward: Option<f64>,
    /// When that was.
    pub backward_day: Option<Day>,
    /// The last tandem stand.
    pub tandem: Option<f64>,
    /// Whether the treadmill's list was gone through.
    pub treadmill_ready: bool,
}

impl Diary {
    fn seconds(&self, from: Day, to: Day) -> u32 {
        self.walks.iter().rev().take_while(|w| w.0 >= from).filter(|w| w.0 <= to).map(|w| w.1).sum()
    }

    /// The first walk since the last absence of more than four weeks, as the plan counts its twelve weeks from there.
    fn began(&self, today: Day) -> Option<Day> {
        let mut began = None;
        let mut next = today;
        for walk in self.walks.iter().rev().filter(|walk| walk.2) {
            if next - walk.0 > 28 {
                break;
            }
            began = Some(walk.0);
            next = walk.0;
        }
        began
    }

    /// Whether a stop sign waits for new answers.
    pub fn locked(&self) -> bool {
        self.stopped_after.is_some_and(|count| self.screened.len() <= count)
    }

    fn advice(&self) -> Option<Advice> {
        self.advised.last().map(|advised| advised.1)
    }

    fn amber_keeps_to_the_first_steps(&self, today: Day) -> bool {
        let amber = self.advised.iter().rev().take_while(|advised| advised.1 == Advice::GoWithSomeone);
        amber.last().is_none_or(|(since, _)| today - *since >= 14)
    }

    /// Every promise that a walk of the walker's own would break, which the app said is open.
    pub fn check_own(
        &self,
        today: Day,
        backward_s: u32,
        belt_kmh: Option<f64>,
        company: Company,
    ) -> Vec<Broken> {
        let mut broken = self.check_any(today, backward_s);
        let mut promise = |kept: bool, promise: &'static str| {
            if !kept {
                broken.push(Broken { day: today, promise });
            }
        };
        promise(self.screened.iter().any(|s| s.1 == Form::Long), "own intervals need the long form");
        promise(!self.red, "own intervals need answers without a red one");
        promise(self.amber_keeps_to_the_first_steps(today), "own intervals after amber need two weeks");
        if let Some(kmh) = belt_kmh {
            promise(
                self.treadmill_is_safe(today, company),
                "an own walk on a treadmill needs all that makes it safe",
            );
            promise(
                kmh <= 0.6 * self.own_kmh() + 0.05 && kmh <= 3.05,
                "an own belt is slower than the own speed",
            );
            let known = self.walks.iter().any(|walk| walk.3.is_some_and(|level| level >= 12));
            promise(known || kmh <= 1.05, "an own belt begins as slow as the first");
        }
        broken
    }

    /// Every promise that any walk would break.
    fn check_any(&self, today: Day, backward_s: u32) -> Vec<Broken> {
        let mut broken = Vec::new();
        let mut promise = |kept: bool, promise: &'static str| {
            if !kept {
                broken.push(Broken { day: today, promise });
            }
        };
        let newest = self.screened.last();
        let advice = self.advice();
        promise(
            self.rests != Some(today),
            "no walk on a day that told of dizziness, much pain, stumbles or a stop",
        );
        promise(!self.locked(), "a stop sign locks");
        promise(!self.unseen, "a grave stop sign waits for a doctor");
        promise(advice.is_some_and(|a| a != Advice::AskFirst), "red or unasked walks nobody");
        promise(newest.is_some_and(|s| today - s.0 < 90), "the short form holds 90 days");
        let long = self.screened.iter().rev().find(|s| s.1 == Form::Long);
        promise(long.is_none_or(|s| today - s.0 < 365), "the long form holds a year");

        let done = self.seconds(today - 6, today);
        let with_this = done + backward_s;
        let began = self.began(today);
        let cap = if began.is_none_or(|b| today - b < 84) { 1800 } else { 3600 };
        promise(with_this <= cap, "the weekly cap");
        let best = (1..=4).map(|w| self.seconds(today - 7 * w - 6, today - 7 * w)).max().unwrap_or(0);
        promise(
            f64::from(with_this) <= (f64::from(best) * 1.2).max(f64::from(best) + 360.0),
            "the weekly growth",
        );
        broken
    }

    fn treadmill_is_safe(&self, today: Day, company: Company) -> bool {
        let alone = self.advice() == Some(Advice::Go) && self.backward.is_some_and(|s| s <= 4.5);
        let held = self.tandem.is_some_and(|s| s >= 10.0);
        let new = self.backward_day.is_some_and(|day| today - day <= 28);
        (alone || company == Company::Instructor) && new && held && self.treadmill_ready
    }

    fn own_kmh(&self) -> f64 {
        self.backward.and_then(|s| Speed::from_mps(3.0 / s)).map_or(0.0, Speed::kmh)
    }

    /// Every promise this offer would break.
    pub fn check(&self, today: Day, session: &Session, company: Company) -> Vec<Broken> {
        let mut broken = self.check_any(today, session.backward_s);
        let mut promise = |kept: bool, promise: &'static str| {
            if !kept {
                broken.push(Broken { day: today, promise });
            }
        };
        let (newest, advice) = (self.screened.last(), self.advice());
        let long = self.screened.iter().any(|s| s.1 == Form::Long);
        promise(long || session.level <= 2, "the short form alone opens the first steps");
        let week = self.walks.iter().rev().take_while(|w| today - w.0 < 7).filter(|w| w.2).count();
        promise(week < usize::from(Level::of(session.level).per_week.1), "walks a week");
        promise(!self.walks.iter().rev().take_while(|w| w.0 == today).any(|w| w.2), "one walk a day");

        let walkers_level =
            |belt: bool| self.walks.iter().filter_map(|w| w.3).filter(|level| (*level >= 12) == belt).max();
        let on_belt = session.level >= 12;
        // Own walks before the first of the plan count as its first level's.
        let own = self.walks.iter().any(|w| w.2 && w.3.is_none());
        let top = walkers_level(on_belt).or(on_belt.then_some(11)).or(own.then_some(0));
        promise(session.level <= top.map_or(0, |top| top + 1), "one level at a time");
        if let (Some(top), false) = (top, on_belt)
            && session.level > top
        {
            // A walk of the walker's own counts where it was as much as the level's.
            let own = |w: &&(Day, u32, bool, Option<u8>)| w.2 && w.3.is_none();
            let days = self.walks.iter().filter(|w| w.3 == Some(top) || own(w)).map(|w| w.0);
            let days: std::collections::BTreeSet<Day> = days.collect();
            promise(days.len() >= 2, "two walks on two days before the next level");
        }
        // Whoever never was on the treadmill has no level there to lose.
        let new_to_belt = on_belt && walkers_level(true).is_none();
        let last = self.walks.iter().rev().find(|w| w.2);
        let away = if new_to_belt { 0 } else { last.map_or(0, |w| today - w.0) };
        // The easiest level of the treadmill may be begun anew where its gates are open.
        let easiest = if on_belt { 12 } else { 0 };
        let down = |levels| session.level <= top.unwrap_or(0).saturating_sub(levels).max(easiest);
        promise(away < 8 || down(1), "away a week: one level down");
        promise(away < 15 || down(2), "away two weeks: two levels down");
        promise(away < 29 || session.level <= 2, "away four weeks: the first levels");
        promise(
            away < 29 || newest.is_some_and(|s| last.is_some_and(|w| s.0 - w.0 >= 29)),
            "away four weeks: the questions first",
        );

        promise(session.level < 5 || !self.red, "whoever was asked keeps to the first steps");
        if session.level >= 5 {
            let slowest = if company == Company::Alone { 4.5 } else { 5.5 };
            promise(self.backward.is_some_and(|s| s <= slowest), "intervals need three metres in time");
            let kept = self.amber_keeps_to_the_first_steps(today);
            promise(kept, "amber keeps to the first steps for two weeks");
        }
        if on_belt {
            let safe = self.treadmill_is_safe(today, company);
            promise(safe, "the treadmill needs 4.5 s alone of late, the tandem stand and its list");
            let belt = session.belt.map(|b| b.speed().kmh());
            promise(belt.is_some_and(|b| b <= 3.0 && b <= 0.6 * self.own_kmh() + 1e-9), "the belt's ceiling");
            promise(session.level > 12 || belt.is_some_and(|b| b <= 1.0), "the first belt's ceiling");
        } else {
            promise(session.belt.is_none(), "no belt over ground");
        }
        promise(session.spotter || advice == Some(Advice::Go), "amber asks for a spotter");
        promise(session.program().is_some(), "every walk has a program");
        broken
    }
}
