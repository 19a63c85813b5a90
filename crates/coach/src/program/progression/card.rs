//! Today's one card: what is offered, the rule that says why, and what may be chosen instead.

use super::Progress;
use super::gates::{Company, OPENS_TREADMILL};
use super::levels::{FIRST_ON_TREADMILL, LAST, LAST_ON_GROUND, Level, Phase};
use super::limits::{ABSENT_SCREEN_DAYS, BACKWARD_ALONE_SECONDS, CHECK_DAYS};
use super::records::Ground;
use super::why::Why;
use crate::assessment::limits::RETEST_DAYS;
use crate::assessment::{four_stage_balance, three_meter_backward_walk};
use crate::program::{Program, parse};
use crate::screening::{Advice, Form, asks_again};
use alloc::string::String;
use alloc::vec::Vec;
use units::{BeltSpeed, Day, Speed, UnitSystem};

/// What the walker has today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Today {
    /// Who is there.
    pub company: Company,
    /// Where the walker wants to walk, if it matters.
    pub ground: Option<Ground>,
}

/// A walk on offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its level.
    pub level: u8,
    /// Its rounds.
    pub rounds: u16,
    /// Backward seconds in all.
    pub backward_s: u32,
    /// Whether somebody beside, or something fixed in hand, is asked for.
    pub spotter: bool,
    /// The fastest belt.
    pub belt: Option<BeltSpeed>,
}

impl Session {
    /// Its notation, as `5:1 x3`.
    pub fn notation(&self) -> String {
        Level::of(self.level).notation(self.rounds)
    }

    /// Its program.
    pub fn program(&self) -> Option<Program> {
        Level::of(self.level).program(self.rounds)
    }

    /// Its program with the path in the walker's units. A belt is started at its slowest: the ceiling is no speed to set, and
    /// stands beside the program.
    pub fn program_in(&self, units: UnitSystem) -> Option<Program> {
        parse(&Level::of(self.level).notation_in(self.rounds, units)).ok()
    }
}

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A walk.
    Walk(Session),
    /// Rest, until this day.
    Rest(Day),
    /// The questions, in this form.
    Screen(Form),
    /// Backward walking waits until somebody was asked.
    AskFirst,
    /// Something is dated on this day, after today: put it or the clock right.
    CheckTheDate(Day),
}

/// What may be chosen instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The same with fewer rounds.
    Shorter(Session),
    /// The level before.
    Easier(Session),
    /// Another day.
    AnotherDay,
    /// Something of the walker's own, up to so many backward seconds.
    Own(u32),
    /// The treadmill.
    Treadmill(Session),
    /// A check that is due or opens something, by its id.
    Check(&'static str),
    /// The long form, which opens more.
    LongForm,
}

/// Today's card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What is offered.
    pub offer: Offer,
    /// Why this.
    pub why: Why,
    /// What else is worth a sentence.
    pub notes: Vec<Why>,
    /// What may be chosen instead.
    pub choices: Vec<Choice>,
}

impl Card {
    fn shut(offer: Offer, why: Why) -> Card {
        Card { offer, why, notes: Vec::new(), choices: Vec::new() }
    }
}

impl Progress {
    /// The card of `today`.
    pub fn card(&self, today: Day, with: Today) -> Card {
        // A day ahead is a journey across time zones; more is a clock that was set back, or a slip.
        if let Some(newest) = self.newest.filter(|newest| *newest - today > 1) {
            return Card::shut(Offer::CheckTheDate(newest), Why::CheckTheDate);
        }
        let today = self.newest.map_or(today, |newest| newest.max(today));
        let mut now = self.clone();
        if now.pending.is_some_and(|(walk, _)| walk.day < today) {
            now.settle();
        }
        if let Some(card) = now.questions_first(today) {
            return card;
        }
        if let Some(why) = now.rests(today) {
            return Card::shut(Offer::Rest(today + 1), why);
        }
        now.back_after_absence(today);
        now.offer(today, with)
    }

    fn questions_first(&self, today: Day) -> Option<Card> {
        let newest = self.last_long.max(self.last_short);
        let screen = |form, why| Some(Card::shut(Offer::Screen(form), why));
        if self.locked.is_some() {
            return screen(Form::Short, Why::Stopped);
        }
        if self.advice.is_none() {
            return screen(Form::Short, Why::ScreenFirst);
        }
        if let Some(last) = self.last_walk
            && today - last >= ABSENT_SCREEN_DAYS
            && newest.is_none_or(|screened| screened - last < ABSENT_SCREEN_DAYS)
        {
            return screen(Form::Short, Why::AwayLong);
        }
        let due = asks_again(today, self.last_long, self.last_short);
        match due.or(self.answered.is_none().then_some(Form::Short)) {
            Some(Form::Long) => return screen(Form::Long, Why::ScreenYear),
            Some(Form::Short) => return screen(Form::Short, Why::ScreenAgain),
            None => {}
        }
        (self.advice == Some(Advice::AskFirst)).then(|| Card::shut(Offer::AskFirst, Why::AskFirst))
    }

    fn offer(&self, today: Day, with: Today) -> Card {
        let mut notes = Vec::new();
        let mut choices = self.checks_due(today, with.company, &mut notes);
        let room = self.weeks.room(today, self.began);
        let watched = self.watched();
        if watched {
            notes.push(Why::Spotter);
        }
        if self.belt.is_none() && self.ground.level >= OPENS_TREADMILL {
            notes.extend(self.treadmill_shut(today, with.company));
        }
        if self.weeks.walked(today) {
            choices.push(Choice::Own(room.seconds));
            return Card { offer: Offer::Rest(today + 1), why: Why::WalkedToday, notes, choices };
        }
        let (number, mut why) = self.level_for(today, with);
        let level = Level::of(number);
        if number > FIRST_ON_TREADMILL && self.is_new_on_belt(number) {
            notes.push(Why::SameSpeedFirst);
        }
        let session = |level: &Level, rounds| Session {
            level: level.number,
            rounds,
            backward_s: level.seconds(rounds),
            spotter: watched,
            belt: self.belt_for(level.number, today),
        };
        let rest = |why, notes, mut choices: Vec<Choice>| {
            if room.seconds > 0 {
                choices.push(Choice::Own(room.seconds));
            }
            let enough = |day: &Day| {
                self.weeks.walks(*day) < level.per_week.1
                    && self.weeks.room(*day, self.began).seconds >= level.seconds(level.rounds)
            };
            let until = (1..=7).map(|ahead| today + ahead).find(enough).unwrap_or(today + 7);
            Card { offer: Offer::Rest(until), why, notes, choices }
        };
        if self.weeks.walks(today) >= level.per_week.1 {
            return rest(Why::WeekWalks, notes, choices);
        }
        let rounds = level.rounds_within(room.seconds);
        // Less than half of a walk is no walk: better a day of rest and the whole of it.
        if rounds * 2 < level.rounds {
            return rest(room.why, notes, choices);
        }
        let offered = session(level, rounds);
        if rounds < level.rounds {
            why = room.why;
        }
        if rounds > 1 {
            choices.push(Choice::Shorter(session(level, rounds / 2)));
        }
        if let Some(easier) = self.easier(number, today, with.company).map(Level::of) {
            // Never none: half of a level holds a round of any easier one.
            choices.push(Choice::Easier(session(easier, easier.rounds_within(room.seconds))));
        }
        if level.phase != Phase::Treadmill && self.treadmill_shut(today, with.company).is_none() {
            let level = Level::of(self.belt.map_or(FIRST_ON_TREADMILL, |belt| belt.level));
            let rounds = level.rounds_within(room.seconds);
            if rounds > 0 && self.weeks.walks(today) < level.per_week.1 {
                notes.push(Why::TreadmillOpen);
                choices.push(Choice::Treadmill(session(level, rounds)));
            }
        }
        choices.extend([Choice::AnotherDay, Choice::Own(room.seconds)]);
        Card { offer: Offer::Walk(offered), why, notes, choices }
    }

    /// Somebody beside, or something fixed in hand: after an amber answer, and while the three-metre check is slow.
    fn watched(&self) -> bool {
        let slow = self.backward_check.is_some_and(|(_, s)| s.is_none_or(|s| s > BACKWARD_ALONE_SECONDS));
        self.advice != Some(Advice::Go) || slow
    }

    /// The checks that are due, or that would open something.
    fn checks_due(&self, today: Day, company: Company, notes: &mut Vec<Why>) -> Vec<Choice> {
        let mut choices = Vec::new();
        let next = (self.ground.level + 1).min(LAST_ON_GROUND);
        let shut = if self.ground.ready() { self.open(next, today, company).err() } else { None };
        let due = self.backward_timed.is_none_or(|(day, _)| today - day >= RETEST_DAYS);
        if due && self.ground.level > 2 {
            notes.push(Why::CheckDue);
        }
        if (due && self.ground.level > 2)
            || matches!(shut, Some(Why::GateCheck | Why::GateSlow | Why::GateAmber))
        {
            choices.push(Choice::Check(three_meter_backward_walk::PROTOCOL.id));
        }
        if self.treadmill_shut(today, company) == Some(Why::GateTandem) {
            choices.push(Choice::Check(four_stage_balance::PROTOCOL.id));
        }
        if self.last_long.is_none() {
            choices.push(Choice::LongForm);
        }
        choices
    }

    /// The level of today's walk, and the rule that chose it.
    fn level_for(&self, today: Day, with: Today) -> (u8, Why) {
        let wants_ground = with.ground.is_some_and(|ground| ground != Ground::Treadmill);
        let shut = self.treadmill_shut(today, with.company);
        let (level, why) = self.level_on_ground(today, with.company);
        let stays = level == LAST_ON_GROUND && why == Why::TopOfGround;
        if !wants_ground && shut.is_none() {
            match self.belt {
                Some(belt) if belt.ready() && belt.level < LAST => return (belt.level + 1, Why::StepUp),
                Some(belt) if belt.ready() => return (belt.level, Why::TopOfTreadmill),
                Some(belt) => return (belt.level, belt.reason()),
                None if stays || with.ground == Some(Ground::Treadmill) => {
                    return (FIRST_ON_TREADMILL, Why::TreadmillOpen);
                }
                None => {}
            }
        }
        let asked_for_belt = self.belt.is_some() || with.ground == Some(Ground::Treadmill);
        if let (true, false, Some(why)) = (asked_for_belt, wants_ground, shut) {
            return (level, why);
        }
        // One new thing: a new level waits until its ground is known.
        let new_ground = with.ground.is_some_and(|ground| !self.knows(ground));
        if why == Why::StepUp && new_ground && Level::of(level).phase == Phase::Intervals {
            return (self.ground.level, Why::OneNewThing);
        }
        (level, why)
    }

    fn level_on_ground(&self, today: Day, company: Company) -> (u8, Why) {
        let (open, shut) = self.highest_open(self.ground.level, today, company);
        if let Some(shut) = shut {
            return (open, shut);
        }
        if self.last_walk.is_none() && self.ground.why.is_none() {
            return (self.ground.level, Why::FirstWalk);
        }
        if !self.ground.ready() {
            return (self.ground.level, self.ground.reason());
        }
        if self.ground.level == LAST_ON_GROUND {
            return (LAST_ON_GROUND, Why::TopOfGround);
        }
        match self.open(self.ground.level + 1, today, company) {
            Ok(()) => (self.ground.level + 1, Why::StepUp),
            Err(why) => (self.ground.level, why),
        }
    }

    /// The level before; below the treadmill what is open on the ground.
    fn easier(&self, level: u8, today: Day, company: Company) -> Option<u8> {
        match level {
            FIRST_ON_TREADMILL => Some(self.highest_open(self.ground.level, today, company).0),
            // What is open is open down to the first: no gate of a lower level is stricter.
            level => level.checked_sub(1),
        }
    }

    /// Whether a level above the treadmill's first has not been walked yet.
    fn is_new_on_belt(&self, level: u8) -> bool {
        self.belt.is_none_or(|belt| belt.level < level || belt.walks == 0)
    }

    /// The fastest belt of a level for this walker, by a check that still counts: the first walk of a new level keeps the speed of the one before.
    pub(super) fn belt_for(&self, level: u8, today: Day) -> Option<BeltSpeed> {
        let (_, seconds) = self.backward_check.filter(|(day, _)| today - *day <= CHECK_DAYS)?;
        let own: Speed = three_meter_backward_walk::PROTOCOL.speed(seconds?)?;
        let new = self.is_new_on_belt(level) && level > FIRST_ON_TREADMILL;
        let (level, weeks) =
            if new { (level - 1, self.belt_weeks.last()) } else { (level, self.belt_weeks.before(today)) };
        Level::of(level).belt_ceiling(own, weeks)
    }
}

impl super::Track {
    fn reason(&self) -> Why {
        match self.why {
            Some(why) => why,
            None if self.walks < self.needed => Why::AfterStepBack,
            None if self.clean > 0 => Why::OneMore,
            None => Why::Again,
        }
    }
}
