//! What is open to a walker on a day: screening, checks and time, in that order.

use super::Progress;
use super::card::{Offer, Today};
use super::levels::{FIRST_ON_TREADMILL, LAST_ON_GROUND, Level, Phase};
use super::limits::{
    AMBER_CLEAN_DAYS, AMBER_CLEAN_WALKS, BACKWARD_ALONE_SECONDS, BACKWARD_WATCHED_SECONDS, CHECK_DAYS,
    OWN_PATH_MPS, PHASE_DAYS, SHORT_FORM_LEVEL, TANDEM_SECONDS,
};
use super::why::Why;
use crate::program::treadmill::Treadmill;
use crate::program::{Plan, Program, Way};
use crate::screening::Advice;
use units::Day;

/// The last level of the small start, which opens intervals, and the level of intervals that opens the treadmill.
const OPENS_INTERVALS: u8 = 4;
pub(super) const OPENS_TREADMILL: u8 = 6;

/// Who is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Company {
    /// Nobody.
    #[default]
    Alone,
    /// Somebody behind and to the side, an arm's length away.
    Spotter,
    /// An instructor or physiotherapist.
    Instructor,
}

impl Company {
    /// All of them.
    pub const ALL: [Company; 3] = [Company::Alone, Company::Spotter, Company::Instructor];

    /// The one of this name.
    pub fn named(name: &str) -> Option<Company> {
        Company::ALL.into_iter().find(|company| company.name() == name)
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Company::Alone => "alone",
            Company::Spotter => "spotter",
            Company::Instructor => "instructor",
        }
    }
}

impl Progress {
    /// Whether a level is open on `today` in this company, or the rule that keeps it shut.
    pub fn open(&self, level: u8, today: Day, company: Company) -> Result<(), Why> {
        let phase = Level::of(level).phase;
        if level > SHORT_FORM_LEVEL && self.last_long.is_none() {
            return Err(Why::GateLongForm);
        }
        if phase == Phase::StartSmall {
            return Ok(());
        }
        if self.red() {
            return Err(Why::GateAsked);
        }
        if self.advice != Some(Advice::Go) && !self.released && !self.two_clean_weeks(today) {
            return Err(Why::GateAmber);
        }
        let (checked, seconds) = self.backward_check.ok_or(Why::GateCheck)?;
        if too_slow(seconds, company) {
            return Err(Why::GateSlow);
        }
        let begins = self.ground.level <= OPENS_INTERVALS;
        if (begins || phase == Phase::Treadmill) && today - checked > CHECK_DAYS {
            return Err(Why::GateCheck);
        }
        if begins {
            a_week_since(self.began, today)?;
        }
        if phase == Phase::Intervals {
            return Ok(());
        }
        self.treadmill_safe(today, company, seconds)?;
        self.treadmill_earned(today)
    }

    /// Whether something of the walker's own may be walked on `today`: of what the screening opens, within the week's room.
    ///
    /// The small start is open to whoever may walk backward at all, after the short form alone on paths no longer than those of
    /// its levels; intervals after the long form, and after an amber
    /// answer once two clean weeks have released them, where no check was too slow; a treadmill too, and with all that makes it safe: the three-metre
    /// and the tandem check, and the list of cord, rails and room. What the plan wants walked first, an own walk need not.
    pub fn allows(&self, program: &Program, today: Day, company: Company) -> Result<(), Why> {
        let card = self.card(today, Today { company, ground: None });
        if matches!(card.offer, Offer::Screen(_) | Offer::AskFirst | Offer::CheckTheDate(_)) {
            return Err(card.why);
        }
        if let Some(why) = self.rests(today) {
            return Err(why);
        }
        let mut now = self.clone();
        now.settle();
        now.back_after_absence(today);
        let longest = Level::of(SHORT_FORM_LEVEL).program(1).as_ref().map_or(0.0, path_meters);
        match program.way() {
            Way::Intervals | Way::Treadmill if now.last_long.is_none() => return Err(Why::GateLongForm),
            Way::StartSmall if now.last_long.is_none() && path_meters(program) > longest => {
                return Err(Why::GateLongForm);
            }
            Way::Intervals | Way::Treadmill if now.red() => return Err(Why::GateAsked),
            Way::Intervals | Way::Treadmill
                if now.advice != Some(Advice::Go) && !now.released && !now.two_clean_weeks(today) =>
            {
                return Err(Why::GateAmber);
            }
            Way::StartSmall => {}
            Way::Intervals => {
                if now.backward_check.is_some_and(|(_, seconds)| too_slow(seconds, company)) {
                    return Err(Why::GateSlow);
                }
            }
            Way::Treadmill => {
                let (checked, seconds) = now.backward_check.ok_or(Why::GateCheck)?;
                if today - checked > CHECK_DAYS {
                    return Err(Why::GateCheck);
                }
                if too_slow(seconds, Company::Spotter) {
                    return Err(Why::GateSlow);
                }
                now.treadmill_safe(today, company, seconds)?;
                now.belt_slow_enough(program, today)?;
            }
        }
        let room = now.weeks.room(today, now.began);
        if backward_seconds(program) > f64::from(room.seconds) { Err(room.why) } else { Ok(()) }
    }

    /// Whether a written belt is no faster than this walker's ceiling at the level they have reached.
    fn belt_slow_enough(&self, program: &Program, today: Day) -> Result<(), Why> {
        let Plan::Treadmill(Treadmill { speed: Some(written), .. }) = program.plan() else { return Ok(()) };
        let level = self.belt.map_or(FIRST_ON_TREADMILL, |belt| belt.level);
        let ceiling = self.belt_for(level, today).ok_or(Why::GateCheck)?;
        // Nothing is rounded down to fit.
        let fits = written.speed().kmh().total_cmp(&(ceiling.speed().kmh() + 1e-9)).is_le();
        if fits { Ok(()) } else { Err(Why::GateBelt) }
    }

    /// Whether balance, company and the machine allow a treadmill.
    fn treadmill_safe(&self, today: Day, company: Company, seconds: Option<f64>) -> Result<(), Why> {
        let alone = self.advice == Some(Advice::Go) && seconds.is_some_and(|s| s <= BACKWARD_ALONE_SECONDS);
        if !alone && company != Company::Instructor {
            return Err(Why::GateInstructor);
        }
        let (checked, held) = self.tandem_check.ok_or(Why::GateTandem)?;
        let stale = self.belt.is_none() && today - checked > CHECK_DAYS;
        if held < TANDEM_SECONDS || stale {
            return Err(Why::GateTandem);
        }
        if !self.treadmill_ready {
            return Err(Why::GateTreadmillList);
        }
        Ok(())
    }

    /// Whether the plan has come as far as a treadmill.
    fn treadmill_earned(&self, today: Day) -> Result<(), Why> {
        if self.belt.is_none() {
            let clean = self.ground.level > OPENS_TREADMILL
                || (self.ground.level == OPENS_TREADMILL && self.ground.ready());
            if !clean {
                return Err(Why::OneMore);
            }
            a_week_since(self.intervals_began, today)?;
        }
        Ok(())
    }

    /// Two weeks of nothing but clean walks, and the three-metre check done again after them.
    fn two_clean_weeks(&self, today: Day) -> bool {
        self.clean_since.is_some_and(|since| {
            today - since >= AMBER_CLEAN_DAYS
                && self.clean_walks >= AMBER_CLEAN_WALKS
                && self.backward_check.is_some_and(|(day, _)| day - since >= AMBER_CLEAN_DAYS)
        })
    }

    /// The highest level over ground not above `level` that is open, and the rule that shut the one above it.
    pub(super) fn highest_open(&self, level: u8, today: Day, company: Company) -> (u8, Option<Why>) {
        let mut shut = None;
        for level in (1..=level.min(LAST_ON_GROUND)).rev() {
            match self.open(level, today, company) {
                Ok(()) => return (level, shut),
                Err(why) => shut = Some(why),
            }
        }
        (0, shut)
    }

    /// What keeps the treadmill shut, if anything does.
    pub fn treadmill_shut(&self, today: Day, company: Company) -> Option<Why> {
        self.open(FIRST_ON_TREADMILL, today, company).err()
    }
}

/// The backward time of a program; a path's by an ordinary pace, since its blocks wait for the slowest walker.
fn backward_seconds(program: &Program) -> f64 {
    match program.plan() {
        Plan::SmallStart(small) => path_meters(program) * f64::from(small.rounds) / OWN_PATH_MPS,
        _ => program.backward_time().as_secs_f64(),
    }
}

/// How long the path of a small start is; 0 for anything else.
fn path_meters(program: &Program) -> f64 {
    if let Plan::SmallStart(small) = program.plan() { small.place.length.length().meters() } else { 0.0 }
}

/// Whether three metres backward took too long for intervals in this company, or were not possible.
fn too_slow(seconds: Option<f64>, company: Company) -> bool {
    let slowest = if company == Company::Alone { BACKWARD_ALONE_SECONDS } else { BACKWARD_WATCHED_SECONDS };
    seconds.is_none_or(|seconds| seconds > slowest)
}

fn a_week_since(began: Option<Day>, today: Day) -> Result<(), Why> {
    if began.is_some_and(|began| today - began >= PHASE_DAYS) { Ok(()) } else { Err(Why::GateWeek) }
}
