//! A person's year with the plan: what they are offered, what they do of it, and what comes of that.

use super::oracle::{Broken, Diary};
use super::persona::{Health, Persona};
use crate::chance::Chance;
use coach::program::parse;
use coach::program::progression::Progress;
use coach::program::progression::card::{Card, Choice, Offer, Session, Today};
use coach::program::progression::levels::Level;
use coach::program::progression::records::{Ground, Purpose, Record, StopSign, Told, Walk};
use coach::program::progression::why::Why;
use coach::screening::{Advice, Answer, Answers, Form, Screening, screen};
use std::collections::BTreeSet;
use units::Day;

/// What a year came to.
#[derive(Clone, Debug, Default)]
pub struct Life {
    /// Rules of the plan met.
    pub met: BTreeSet<Why>,
    /// Rules of the screening met.
    pub screening_met: BTreeSet<&'static str>,
    /// Promises broken.
    pub broken: Vec<Broken>,
    /// The highest level walked.
    pub highest: u8,
    /// The last card of the year.
    pub last: Option<Card>,
    /// The walks, where they were asked for.
    pub diary: Vec<Line>,
}

/// One walk of a diary.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// When.
    pub day: Day,
    /// What for.
    pub purpose: Purpose,
    /// Its notation; empty where it was not the plan's.
    pub notation: String,
    /// The rule on the day's card.
    pub why: Why,
    /// Backward seconds set out for.
    pub planned_s: u32,
    /// Backward seconds done.
    pub done_s: u32,
    /// How it was.
    pub told: Told,
}

struct Living<'a> {
    persona: &'a Persona,
    chance: Chance,
    progress: Progress,
    diary: Diary,
    answers: Answers,
    life: Life,
    fitness: f64,
    fell: bool,
    cleared: bool,
    /// What the long form came to; and the one whose answers went with a phone.
    long: Option<Advice>,
    lost: Option<Advice>,
    keep_diary: bool,
    why: Why,
}

/// Lives `weeks` weeks from `first` and keeps a diary if asked.
pub fn live(persona: &Persona, seed: u64, first: Day, weeks: u16, keep_diary: bool) -> Life {
    let mut living = Living {
        persona,
        chance: Chance::new(seed ^ 0x5eed),
        progress: Progress::default(),
        diary: Diary::default(),
        answers: Answers::default(),
        life: Life::default(),
        fitness: match persona.health {
            Health::Robust => 6.0,
            Health::Ordinary => 3.0,
            Health::Frail => 1.0,
        },
        fell: false,
        cleared: false,
        long: None,
        lost: None,
        keep_diary,
        why: Why::FirstWalk,
    };
    let mut away_until = first;
    for i in 0..i32::from(weeks) * 7 {
        let day = first + i;
        if persona.travels && living.chance.happens(0.012) {
            away_until = day + living.chance.whole(5, 45);
        }
        if day < away_until {
            continue;
        }
        living.morning(day);
        if living.chance.happens(persona.zeal) {
            living.open(day);
        }
    }
    let today = Today { company: persona.company, ground: None };
    living.life.last = Some(living.progress.card(first + i32::from(weeks) * 7, today));
    living.life
}

impl Living<'_> {
    fn learn(&mut self, record: Record) {
        self.progress.learn(record);
    }

    /// Next morning's pain, before anything else that day.
    fn morning(&mut self, day: Day) {
        let walked_yesterday = self.diary.walks.last().is_some_and(|walk| day - walk.0 == 1);
        if walked_yesterday && self.chance.happens(self.persona.memory) {
            let sore = match self.persona.health {
                Health::Robust => 0.003,
                Health::Ordinary => 0.02,
                Health::Frail => 0.06,
            };
            let usual = if self.persona.health == Health::Frail { 3 } else { 0 };
            let pain = if self.chance.happens(sore) { usual + self.rating(2, 4) } else { usual };
            self.learn(Record::Morning { day, pain });
        }
    }

    fn rating(&mut self, low: i32, high: i32) -> u8 {
        u8::try_from(self.chance.whole(low, high).clamp(0, 10)).unwrap_or(0)
    }

    fn open(&mut self, day: Day) {
        // Now and then a clock is a year behind: whatever was recorded since then is ahead of it.
        if !self.diary.walks.is_empty() && self.chance.happens(0.001) {
            let card = self.card(day - 365, None);
            if !matches!(card.offer, Offer::CheckTheDate(_)) {
                self.life.broken.push(Broken { day, promise: "a clock set back opens nothing" });
            }
            return;
        }
        let ground = self.chance.happens(0.15).then(|| match self.chance.whole(0, 3) {
            0 => Ground::Driveway,
            1 => Ground::Street,
            2 => Ground::Track,
            _ => Ground::Treadmill,
        });
        let mut card = self.card(day, ground);
        if self.chance.happens(0.7) {
            for choice in &card.choices {
                match choice {
                    Choice::Check(id) => self.check(day, id),
                    Choice::LongForm => self.answer(day, Form::Long),
                    _ => {}
                }
            }
        }
        if self.persona.treadmill && !self.diary.treadmill_ready && self.chance.happens(0.05) {
            self.diary.treadmill_ready = true;
            self.learn(Record::TreadmillReady { day });
        }
        // Some say that they asked, whether or not anything waits for that.
        if self.persona.red && self.chance.happens(0.01) {
            self.asked(day);
        }
        // The answers are in no file: a new phone has none of them.
        if self.chance.happens(0.003) {
            (self.answers, self.lost) = (Answers::default(), self.long);
        }
        // What was answered and checked may have changed the card.
        card = self.card(day, ground);
        match card.offer {
            Offer::Screen(form) => self.answer(day, form),
            Offer::AskFirst => {
                // Somebody is asked sooner or later, and the questions are answered again.
                if self.chance.happens(0.05) {
                    self.cleared = true;
                    if self.chance.happens(0.5) { self.asked(day) } else { self.answer(day, Form::Long) }
                }
            }
            Offer::CheckTheDate(_) => {
                self.life.broken.push(Broken { day, promise: "no date is ahead when the clock is right" });
            }
            Offer::Rest(until) => {
                if until <= day {
                    self.life.broken.push(Broken { day, promise: "rest ends on a later day" });
                }
                self.more(day);
            }
            Offer::Walk(session) => self.consider(day, session, &card.choices, ground),
        }
    }

    /// The card, with whatever rule it names noted as met.
    fn card(&mut self, day: Day, ground: Option<Ground>) -> Card {
        let card = self.progress.card(day, Today { company: self.persona.company, ground });
        self.life.met.insert(card.why);
        self.life.met.extend(card.notes.iter().copied());
        self.why = card.why;
        card
    }

    fn answer(&mut self, day: Day, form: Form) {
        let walked = !self.diary.walks.is_empty();
        let known = self.progress.known(day);
        let newer = self.persona.answers(form, self.fell, self.cleared, walked, known, &mut self.chance);
        let answers = self.answers.updated(&newer);
        let Ok(Screening { advice, fired, .. }) = screen(&answers, form) else {
            self.life.broken.push(Broken { day, promise: "every question asked was answered" });
            return;
        };
        self.life.screening_met.extend(fired.iter().map(|rule| rule.id));
        self.answers = answers;
        self.fell &= self.chance.happens(0.9);
        self.diary.screened.push((day, form));
        let milder = self.lost.is_some_and(|long| advice < long.min(Advice::GoWithSomeone));
        let milder = milder && form == Form::Short;
        if milder {
            self.life
                .broken
                .push(Broken { day, promise: "no short form is milder than a long one that is gone" });
        }
        if form == Form::Long {
            (self.lost, self.long) = (None, Some(advice));
        }
        self.diary.advised.push((day, advice));
        self.diary.unseen &= newer.get("stop-cleared") != Some(Answer::Yes);
        self.diary.red = advice == Advice::AskFirst;
        let usual_pain = if self.persona.health == Health::Frail { 3 } else { 0 };
        self.learn(Record::Screened { day, form, advice, usual_pain });
    }

    /// "I asked, and I may": counts for the answers there are, and against no lock.
    fn asked(&mut self, day: Day) {
        let form = self.diary.screened.last().map_or(Form::Short, |screened| screened.1);
        let Ok(screening) = screen(&self.answers, form) else { return };
        let advice = screening.once_asked();
        if !self.diary.locked() {
            self.diary.advised.push((day, advice));
        }
        // Said of all answers, it takes the place of what the long form came to.
        if !self.diary.red {
            self.long = self.long.and(Some(advice));
        }
        self.learn(Record::Asked { day, advice });
    }

    fn check(&mut self, day: Day, id: &str) {
        if id == coach::assessment::three_meter_backward_walk::PROTOCOL.id {
            let faster = 1.0 - 0.01 * self.fitness.min(15.0);
            let seconds = self.persona.backward_seconds * faster * self.chance.uniform(0.9, 1.1);
            let seconds = if self.persona.backward_seconds > 12.0 { None } else { Some(seconds.max(1.6)) };
            (self.diary.backward, self.diary.backward_day) = (seconds, Some(day));
            self.learn(Record::BackwardCheck { day, seconds });
        } else {
            let seconds = (self.persona.tandem_seconds * self.chance.uniform(0.8, 1.3)).min(10.0);
            self.diary.tandem = Some(seconds);
            self.learn(Record::TandemCheck { day, seconds });
        }
    }

    fn consider(&mut self, day: Day, session: Session, choices: &[Choice], ground: Option<Ground>) {
        let mut taken = session;
        let wish = self.chance.unit();
        for choice in choices {
            match choice {
                Choice::Shorter(other) if wish < 0.03 => taken = *other,
                Choice::Easier(other) if (0.03..0.05).contains(&wish) => taken = *other,
                Choice::Treadmill(other) if (0.05..0.35).contains(&wish) => taken = *other,
                Choice::AnotherDay if (0.35..0.40).contains(&wish) => return,
                _ => {}
            }
            let offered = match choice {
                Choice::Shorter(other) | Choice::Easier(other) | Choice::Treadmill(other) => Some(other),
                _ => None,
            };
            if let Some(offered) = offered {
                let broken = self.diary.check(day, offered, self.persona.company);
                self.life.broken.extend(broken);
            }
        }
        let broken = self.diary.check(day, &session, self.persona.company);
        self.life.broken.extend(broken);
        let ground = if taken.level >= 12 { Ground::Treadmill } else { ground.unwrap_or(Ground::Floor) };
        self.walk(day, Purpose::Level(taken.level), ground, taken.backward_s, taken.level);
        self.more(day);
    }

    /// A few steps on the way to the kettle, and now and then more than the plan says.
    fn more(&mut self, day: Day) {
        if self.chance.happens(0.1) {
            self.walk(day, Purpose::Micro, Ground::Floor, 10, 0);
        }
        // A walk that only went forward.
        if self.chance.happens(0.05) {
            self.walk(day, Purpose::Own, Ground::Street, 0, 0);
        }
        if self.chance.happens(0.05) {
            self.own(day);
        }
        // And some walk without asking the app.
        if self.persona.does_more && self.chance.happens(0.1) {
            let seconds = u32::try_from(self.chance.whole(30, 900)).unwrap_or(30);
            self.walk(day, Purpose::Own, Ground::Street, seconds, 6);
        }
        // And looks again, however short all of it was.
        if let Offer::Walk(session) = self.card(day, None).offer {
            self.life.broken.extend(self.diary.check(day, &session, self.persona.company));
        }
    }

    /// Intervals of the walker's own, where the app says they are open.
    fn own(&mut self, day: Day) {
        let rounds = self.chance.whole(1, 15);
        let belt =
            (self.persona.treadmill && self.chance.happens(0.3)).then(|| self.chance.uniform(0.5, 3.2));
        let written = match belt {
            Some(kmh) => format!("treadmill 1 min x{rounds} at {kmh:.1} km/h"),
            None => format!("1:1 x{rounds}"),
        };
        let Ok(program) = parse(&written) else { return };
        match self.progress.allows(&program, day, self.persona.company) {
            Ok(()) => {
                let seconds = seconds_of(program.backward_time().as_secs_f64());
                self.life.broken.extend(self.diary.check_own(day, seconds, belt, self.persona.company));
                let ground = if belt.is_some() { Ground::Treadmill } else { Ground::Street };
                self.walk(day, Purpose::Own, ground, seconds, 6);
            }
            Err(why) => drop(self.life.met.insert(why)),
        }
    }

    fn walk(&mut self, day: Day, purpose: Purpose, ground: Ground, planned_s: u32, level: u8) {
        let hard = f64::from(level) * 0.6 - self.fitness;
        let clumsy = match self.persona.health {
            Health::Robust => 0.002,
            Health::Ordinary => 0.02,
            Health::Frail => 0.08,
        };
        let tells = self.chance.happens(self.persona.honesty);
        let mut told = Told::default();
        let stop = self.chance.happens(clumsy * 0.1).then(|| {
            let which = usize::try_from(self.chance.whole(0, 5)).unwrap_or(0);
            StopSign::ALL.get(which).copied().unwrap_or(StopSign::Fall)
        });
        let mut stumbles = u8::from(self.chance.happens(clumsy));
        if stumbles > 0 && self.chance.happens(0.3) {
            stumbles = 2;
        }
        if tells {
            told.stop = stop;
            told.stumbles = stumbles;
            told.dizzy = self.chance.happens(clumsy * 0.2);
        }
        if self.chance.happens(self.persona.memory) {
            let usual = if self.persona.health == Health::Frail { 2 } else { 0 };
            let ache = if self.chance.happens(clumsy) { self.rating(1, 6) } else { 0 };
            told.pain = Some(if tells { (usual + ache).min(10) } else { 0 });
            let bad_day = if self.chance.happens(0.004) { 4.0 } else { 0.0 };
            let effort = (2.0 + hard.max(0.0) + bad_day + self.chance.uniform(-1.0, 1.5)).clamp(0.0, 10.0);
            told.effort = Some(if tells { rating_of(effort) } else { 2 });
            told.full_sentences = Some(!tells || !self.chance.happens(clumsy * 0.5));
        }
        // Some start and end at once.
        let share = if self.chance.happens(0.02) {
            0.0
        } else if self.chance.happens(clumsy * 2.0) {
            self.chance.uniform(0.2, 0.95)
        } else {
            1.0
        };
        let done = if stop.is_some() { 0.5 } else { share } * f64::from(planned_s);
        let done_s = seconds_of(done);
        self.fitness = (self.fitness + 0.12).min(16.0);
        if told.stop.is_some() {
            self.diary.unseen |= !matches!(told.stop, Some(StopSign::Fall | StopSign::Joint));
            self.fell |= told.stop == Some(StopSign::Fall);
            self.diary.stopped_after = Some(self.diary.screened.len());
        }
        let (pain, effort) = (told.pain.unwrap_or(0), told.effort.unwrap_or(0));
        if told.dizzy || told.stumbles >= 2 || pain >= 5 || effort >= 7 || told.stop.is_some() {
            self.diary.rests = Some(day);
        }
        let of_plan = match purpose {
            Purpose::Level(level) => Some(level),
            _ => None,
        };
        let of_plan = of_plan.filter(|_| done_s > 0);
        self.life.highest = self.life.highest.max(of_plan.unwrap_or(0));
        self.diary.walks.push((day, done_s, purpose != Purpose::Micro && done_s > 0, of_plan));
        if self.keep_diary {
            let notation = of_plan.map_or_else(String::new, |level| {
                let level = Level::of(level);
                level.notation(level.rounds_within(planned_s))
            });
            let why = self.why;
            self.life.diary.push(Line { day, purpose, notation, why, planned_s, done_s, told });
        }
        self.learn(Record::Walked(Walk { day, purpose, ground, planned_s, done_s, told }));
    }
}

fn rating_of(effort: f64) -> u8 {
    (0..=10).rev().find(|n| f64::from(*n) <= effort).unwrap_or(0)
}

fn seconds_of(seconds: f64) -> u32 {
    let milli = units::Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or_default();
    u32::try_from(milli.as_secs()).unwrap_or(u32::MAX)
}
