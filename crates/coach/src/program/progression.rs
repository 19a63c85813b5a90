//! When it gets harder: what the walker's records say about where they are in the sixteen levels.
//!
//! Reading order: [`levels`] (what the levels are), [`records`] (what is learned from), [`verdict`] (what one walk says),
//! [`Progress`] (where all of them lead), [`gates`] (what is open), [`caps`] (how much), [`card`] (what today offers),
//! [`week`], [`why`] (the name of every rule). All of it is design, not yet reviewed by a physiotherapist.

pub mod caps;
pub mod card;
pub mod gates;
pub mod levels;
pub mod limits;
pub mod records;
pub mod verdict;
pub mod week;
pub mod why;

use crate::screening::limits::{LONG_FORM_DAYS, SHORT_FORM_DAYS};
use crate::screening::{Advice, Colour, Form, Known};
use caps::{BeltWeeks, Weeks};
use gates::Company;
use levels::{FIRST_ON_TREADMILL, Level, Phase};
use limits::{
    ABSENT_ONE_LEVEL_DAYS, ABSENT_SCREEN_DAYS, ABSENT_TWO_LEVELS_DAYS, CLEAN_TO_STEP_UP, HOLDS_TO_STEP_BACK,
    LEVEL_AFTER_LONG_ABSENCE, MORNING_DAYS, WALKS_AFTER_STEP_BACK,
};
use records::{Ground, Purpose, Record, StopSign, Walk};
use units::Day;
use verdict::{Verdict, judge};
use why::Why;

/// Where a walker is on the ground or on the treadmill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Track {
    /// The level.
    pub level: u8,
    /// Walks at it.
    walks: u8,
    /// Clean ones, on as many days, since the last that was not.
    clean: u8,
    last_clean: Option<Day>,
    /// Holds in a row.
    holds: u8,
    /// Walks it must hold before the next level.
    needed: u8,
    /// What the last walk said, if it held anything back.
    why: Option<Why>,
}

impl Track {
    fn at(level: u8) -> Track {
        Track { level, ..Track::default() }
    }

    /// Whether the next level has been earned.
    pub fn ready(&self) -> bool {
        self.clean >= CLEAN_TO_STEP_UP && self.walks >= self.needed
    }

    fn down(&mut self, levels: u8, floor: u8, needed: u8, why: Why) {
        let level = self.level.saturating_sub(levels).max(floor);
        *self = Track { level, needed, why: Some(why), ..Track::default() };
    }
}

/// Where a walker is, learned record by record in the order of their days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    newest: Option<Day>,
    advice: Option<Advice>,
    /// Since when; walks before it say nothing about two clean weeks.
    advised: Option<Day>,
    last_long: Option<Day>,
    /// What that came to, or what a check has made of it since.
    long: Option<Advice>,
    last_short: Option<Day>,
    usual_pain: u8,
    /// Two clean weeks after an amber answer opened the intervals.
    released: bool,
    /// What the last answers came to, whatever was asked since; none where their day is unknown.
    answered: Option<Advice>,
    locked: Option<StopSign>,
    /// What a stop sign counts as until answers say that a doctor has looked at it.
    unseen: Option<Colour>,
    last_fall: Option<Day>,
    began: Option<Day>,
    intervals_began: Option<Day>,
    last_walk: Option<Day>,
    weeks: Weeks,
    belt_weeks: BeltWeeks,
    pending: Option<(Walk, Option<u8>)>,
    /// The last day on which a walk told of something to step back for, and of what.
    rests: Option<(Day, Why)>,
    ground: Track,
    belt: Option<Track>,
    grounds: [bool; 5],
    clean_since: Option<Day>,
    clean_walks: u16,
    backward_check: Option<(Day, Option<f64>)>,
    /// The newest of any clock, and in the mean, by which checks once opened a level.
    backward_timed: Option<(Day, Option<f64>)>,
    tandem_check: Option<(Day, f64)>,
    treadmill_ready: bool,
}

impl Progress {
    /// Where these records lead; they may come in any order, and those of one day in the order they happened. A morning is told of
    /// the day before: it comes first.
    pub fn from_records(records: impl IntoIterator<Item = Record>) -> Progress {
        let mut records: alloc::vec::Vec<Record> = records.into_iter().collect();
        records.sort_by_key(|record| (record.day(), !matches!(record, Record::Morning { .. })));
        let mut progress = Progress::default();
        for record in records {
            progress.learn(record);
        }
        progress
    }

    /// What the last answers came to.
    pub const fn advice(&self) -> Option<Advice> {
        self.advice
    }

    /// Three metres backward as gates and ceilings go by them: when they were tapped, and how long they take; `None` where they
    /// were not possible.
    pub const fn backward_check(&self) -> Option<(Day, Option<f64>)> {
        self.backward_check
    }

    /// What shuts all walking backward, if anything does: a stop sign, or a red answer.
    pub fn barred(&self) -> Option<Why> {
        let red = || (self.advice == Some(Advice::AskFirst)).then_some(Why::AskFirst);
        self.locked.map(|_| Why::Stopped).or_else(red)
    }

    /// Whether a check may have the answers come to this now: what is red only new answers and who was asked make milder.
    pub fn may_weigh(&self, advice: Advice) -> bool {
        self.advice != Some(Advice::AskFirst) || advice == Advice::AskFirst
    }

    /// The last answers were red: whoever asked since then, and may, keeps to the first steps.
    fn red(&self) -> bool {
        self.answered == Some(Advice::AskFirst)
    }

    /// Learns from one more record, not older than those before it.
    pub fn learn(&mut self, record: Record) {
        let day = record.day();
        self.newest = self.newest.max(Some(day));
        match record {
            Record::Screened { form, advice, usual_pain, .. } => self.screened(day, form, advice, usual_pain),
            Record::Undated { form, advice, .. } => {
                let old = Some(day - SHORT_FORM_DAYS);
                match form {
                    Form::Long => {
                        self.last_long = self.last_long.max(old);
                        self.long = self.long.max(Some(advice));
                    }
                    Form::Short => self.last_short = self.last_short.max(old),
                }
                self.advised(day, self.advice.map_or(advice, |known| known.max(advice)));
                self.answered = None;
            }
            // A stop sign, and questions that are due, wait for new answers whatever this says.
            Record::Asked { advice, .. } => {
                self.advised(day, advice);
                if !self.red() {
                    self.long = self.long.and(Some(advice));
                }
            }
            Record::Walked(walk) => self.walked(walk),
            Record::Morning { pain, .. } => {
                if let Some((walk, morning)) = &mut self.pending
                    && (1..=MORNING_DAYS).contains(&(day - walk.day))
                {
                    *morning = Some(pain);
                }
            }
            Record::BackwardCheck { seconds, .. } => {
                self.backward_check = Some((day, seconds));
                self.backward_timed = self.backward_check;
            }
            Record::SlowBackwardCheck { seconds, .. } => {
                // The tapped time before it is slower from now on, and no newer. Without one it is as if that was long ago.
                let (checked, known) = self.backward_check.unwrap_or((Day::from_days(0), Some(0.0)));
                self.backward_check = Some((checked, known.map(|known| known.max(seconds))));
            }
            Record::TandemCheck { seconds, .. } => self.tandem_check = Some((day, seconds)),
            Record::Checked { backward, .. } => {
                self.backward_timed = backward.map(|mean| (day, Some(mean))).or(self.backward_timed);
            }
            Record::TreadmillReady { .. } => self.treadmill_ready = true,
            Record::Stopped { sign, .. } => {
                self.settle();
                if sign == StopSign::Fall {
                    self.last_fall = Some(day);
                }
                self.stop(sign);
            }
        }
    }

    fn screened(&mut self, day: Day, form: Form, advice: Advice, usual_pain: u8) {
        if self.locked.is_some() {
            // The walk that locked has said what it had to say; it must not lock again afterwards.
            self.settle();
        }
        match form {
            Form::Long => (self.last_long, self.long) = (Some(day), Some(advice)),
            Form::Short => self.last_short = Some(day),
        }
        if self.locked.take().is_some() {
            self.advice = None;
        }
        // Milder answers than the sign would let through have seen to it.
        self.unseen = self.unseen.filter(|unseen| advice >= unseen.advice());
        self.advised(day, advice);
        self.answered = Some(advice);
        self.usual_pain = usual_pain;
    }

    /// A new amber answer, or one after a stop sign, asks for two clean weeks again.
    fn advised(&mut self, day: Day, advice: Advice) {
        if self.advice != Some(advice) {
            self.advised = Some(day);
            self.released = false;
            self.clean_since = None;
            self.clean_walks = 0;
        }
        self.advice = Some(advice);
    }

    fn walked(&mut self, mut walk: Walk) {
        // A few steps in passing are judged apart: next morning the walk before them is still asked about.
        let apart = walk.purpose == Purpose::Micro
            && self.pending.is_some_and(|(last, _)| walk.day - last.day <= MORNING_DAYS);
        let before = if apart { self.pending.take() } else { None };
        self.settle();
        // Without a step backward, or with a few in passing, nobody was less away.
        let whole = walk.purpose != Purpose::Micro && walk.done_s > 0;
        if whole {
            self.back_after_absence(walk.day);
            self.began = self.began.or(Some(walk.day));
            self.last_walk = Some(walk.day);
        }
        walk.purpose = self.accept(&walk);
        if let Some(known) = self.grounds.get_mut(walk.ground as usize) {
            *known |= walk.done_s > 0;
        }
        if walk.ground == Ground::Treadmill && walk.done_s > 0 {
            self.belt_weeks.add(walk.day);
        }
        self.weeks.add(walk.day, walk.done_s, whole);
        if let Some(sign) = walk.told.stop {
            self.locked = self.locked.or(Some(sign));
            self.not_seen_to(sign);
        }
        if walk.told.stop == Some(StopSign::Fall) {
            self.last_fall = Some(walk.day);
        }
        // The level waits for the morning after; rest does not.
        self.rests = match judge(&walk, None, self.usual_pain, 0) {
            Verdict::Back(why) => Some((walk.day, why)),
            Verdict::Stop(_) => Some((walk.day, Why::BackStop)),
            _ => self.rests,
        };
        self.pending = Some((walk, None));
        if walk.purpose == Purpose::Micro {
            self.settle();
            self.pending = before;
        }
    }

    /// Moves to the walk's level where it was earned; a walk above that counts as the walker's own.
    fn accept(&mut self, walk: &Walk) -> Purpose {
        let Purpose::Level(level) = walk.purpose else { return walk.purpose };
        // A walk that ended before it went backward moves nobody.
        let moves = walk.done_s > 0;
        // What a check opened by the rule of its day stays learned; today it opens by today's.
        let open = |progress: &Progress, level| {
            let then = Progress { backward_check: progress.backward_timed, ..progress.clone() };
            then.open(level, walk.day, Company::Instructor).is_ok()
        };
        if level >= FIRST_ON_TREADMILL {
            let earned = match self.belt {
                None => level == FIRST_ON_TREADMILL,
                Some(belt) => level == belt.level + 1 && belt.ready(),
            };
            if moves && earned && open(self, level) {
                self.belt = Some(Track::at(level));
            }
            return if self.belt.is_some_and(|belt| level <= belt.level) {
                walk.purpose
            } else {
                Purpose::Own
            };
        }
        if moves && level == self.ground.level + 1 && self.ground.ready() && open(self, level) {
            self.ground = Track::at(level);
            if Level::of(level).phase == Phase::Intervals {
                self.released |= self.advice == Some(Advice::GoWithSomeone);
                self.intervals_began = self.intervals_began.or(Some(walk.day));
            }
        } else if moves && level < self.ground.level && !open(self, self.ground.level) {
            // What shut the higher level brought the walker here: it has to be earned again from here.
            self.ground = Track::at(level);
        }
        if level <= self.ground.level { walk.purpose } else { Purpose::Own }
    }

    /// Lets the last walk count, once nothing more will be heard of it.
    fn settle(&mut self) {
        let Some((walk, morning)) = self.pending.take() else { return };
        let on_belt = matches!(walk.purpose, Purpose::Level(level) if level >= FIRST_ON_TREADMILL);
        let track = if on_belt { self.belt.unwrap_or(self.ground) } else { self.ground };
        let verdict = judge(&walk, morning, self.usual_pain, Level::of(track.level).backward_s);
        let counts = walk.purpose == Purpose::Level(track.level)
            || (walk.purpose == Purpose::Own && verdict == Verdict::Clean);
        let track = if let (true, Some(belt)) = (on_belt, &mut self.belt) { belt } else { &mut self.ground };
        if counts {
            track.walks = track.walks.saturating_add(1);
        }
        match verdict {
            Verdict::Clean => {
                if counts && track.last_clean != Some(walk.day) {
                    track.clean = track.clean.saturating_add(1);
                    track.last_clean = Some(walk.day);
                }
                track.holds = 0;
                track.why = None;
                if self.advised.is_none_or(|since| walk.day >= since) {
                    self.clean_since = self.clean_since.or(Some(walk.day));
                    self.clean_walks = self.clean_walks.saturating_add(1);
                }
            }
            Verdict::Neither(why) => {
                if counts {
                    track.why = Some(why);
                }
            }
            Verdict::Hold(why) => {
                track.clean = 0;
                track.holds += 1;
                track.why = Some(why);
                if track.holds >= HOLDS_TO_STEP_BACK {
                    self.step_back(on_belt, Why::BackTwoHolds);
                }
                self.clean_since = None;
                self.clean_walks = 0;
            }
            Verdict::Back(why) => self.step_back(on_belt, why),
            Verdict::Stop(sign) => self.stop(sign),
        }
    }

    /// The gravest sign that no doctor has looked at counts.
    fn not_seen_to(&mut self, sign: StopSign) {
        self.unseen = self.unseen.into_iter().chain(sign.counts_as()).min();
    }

    fn stop(&mut self, sign: StopSign) {
        self.locked = Some(sign);
        self.not_seen_to(sign);
        let on_belt = self.belt.is_some();
        self.step_back(on_belt, Why::BackStop);
        if on_belt {
            self.step_back(false, Why::BackStop);
        }
    }

    fn step_back(&mut self, on_belt: bool, why: Why) {
        self.clean_since = None;
        self.clean_walks = 0;
        match &mut self.belt {
            Some(belt) if on_belt && belt.level > FIRST_ON_TREADMILL => {
                belt.down(1, FIRST_ON_TREADMILL, WALKS_AFTER_STEP_BACK, why);
            }
            Some(_) if on_belt => {
                self.belt = None;
                self.ground.why = Some(why);
                self.ground.clean = 0;
                self.ground.needed = WALKS_AFTER_STEP_BACK;
                self.ground.walks = 0;
            }
            _ => self.ground.down(1, 0, WALKS_AFTER_STEP_BACK, why),
        }
    }

    /// Steps back for the days without a walk before `today`.
    fn back_after_absence(&mut self, today: Day) {
        let Some(last) = self.last_walk else { return };
        let away = today - last;
        let (levels, why) = match away {
            ABSENT_SCREEN_DAYS.. => {
                self.belt = None;
                self.began = None;
                self.intervals_began = None;
                self.released = false;
                // Never higher than after two weeks.
                let level = self.ground.level.saturating_sub(2).min(LEVEL_AFTER_LONG_ABSENCE);
                (self.ground.level - level, Why::AwayLong)
            }
            ABSENT_TWO_LEVELS_DAYS.. => (2, Why::AwayTwoWeeks),
            ABSENT_ONE_LEVEL_DAYS.. => (1, Why::AwayOneWeek),
            _ => return,
        };
        self.clean_since = None;
        self.clean_walks = 0;
        self.ground.down(levels, 0, 0, why);
        self.belt = self.belt.filter(|belt| belt.level >= FIRST_ON_TREADMILL + levels);
        if let Some(belt) = &mut self.belt {
            belt.down(levels, FIRST_ON_TREADMILL, 0, why);
        }
    }

    /// Why nothing backward is walked on `today` any more, however short what was walked has been.
    pub(super) fn rests(&self, today: Day) -> Option<Why> {
        self.rests.filter(|(day, _)| *day == today).map(|(_, why)| why)
    }

    /// Whether next morning's pain is still to be told: the last walk hurt, and it was yesterday or the day before.
    pub fn asks_morning(&self, today: Day) -> bool {
        self.pending.is_some_and(|(walk, morning)| {
            morning.is_none()
                && walk.told.pain.unwrap_or(0) > 0
                && (1..=MORNING_DAYS).contains(&(today - walk.day))
        })
    }

    /// Where the walker is over ground.
    pub const fn on_ground(&self) -> Track {
        self.ground
    }

    /// Where the walker is on the treadmill, once it was opened.
    pub const fn on_treadmill(&self) -> Option<Track> {
        self.belt
    }

    /// The stop sign that locks backward walking.
    pub const fn locked(&self) -> Option<StopSign> {
        self.locked
    }

    /// What new answers are held against.
    pub fn known(&self, today: Day) -> Known {
        Known { fell: self.fell_within_a_year(today), long: self.long, stopped: self.unseen }
    }

    /// Whether a fall was told in the year before `today`: "no" to a fall in the past year is then not the whole story.
    fn fell_within_a_year(&self, today: Day) -> bool {
        self.last_fall.is_some_and(|fall| today - fall < LONG_FORM_DAYS)
    }

    /// The week's walking.
    pub const fn weeks(&self) -> &Weeks {
        &self.weeks
    }

    fn knows(&self, ground: Ground) -> bool {
        self.grounds.get(ground as usize).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests;
