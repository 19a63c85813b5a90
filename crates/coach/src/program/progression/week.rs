//! Seven days ahead, for the strip of the week.

use super::Progress;
use super::card::{Offer, Session, Today};
use super::levels::Level;
use super::records::{Ground, Purpose, Record, Told, Walk};
use alloc::vec::Vec;
use units::Day;

/// One day of the strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayAhead {
    /// Which day.
    pub day: Day,
    /// Backward seconds done already.
    pub done_s: u32,
    /// The walk foreseen; it may change with how the ones before it go.
    pub session: Option<Session>,
}

impl Progress {
    /// What a week of the walker's level comes to, in backward seconds: the least walks it asks for, within the cap. A line
    /// to look at; less is no failure.
    pub fn week_goal_s(&self, today: Day) -> u32 {
        let level = Level::of(self.on_treadmill().map_or(self.on_ground().level, |belt| belt.level));
        let room = self.weeks().room(today, self.began);
        (level.backward_s * u32::from(level.per_week.0)).min(room.seconds + self.weeks().seconds(today))
    }

    /// The seven days from `today`; the walker walks on these weekdays, Monday first.
    pub fn week_ahead(&self, today: Day, weekdays: [bool; 7], with: Today) -> Vec<DayAhead> {
        let mut foreseen = self.clone();
        let ahead = |i| {
            let day = today + i;
            let done_s = self.weeks().on(day);
            let chosen = weekdays.get(usize::from(day.weekday())).copied().unwrap_or(false);
            let session = match foreseen.card(day, with).offer {
                Offer::Walk(session) if chosen => Some(session),
                _ => None,
            };
            if let Some(session) = session {
                foreseen.learn(Record::Walked(Walk {
                    day,
                    purpose: Purpose::Level(session.level),
                    ground: with.ground.unwrap_or(Ground::Floor),
                    planned_s: session.backward_s,
                    done_s: session.backward_s,
                    told: Told::default(),
                }));
            }
            DayAhead { day, done_s, session }
        };
        (0..7).map(ahead).collect()
    }
}
