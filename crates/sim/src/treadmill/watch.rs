//! The watch: what must never happen, checked at every event without asking the controller why.
//!
//! It has its own sums, so that a mistake in the product's sums is not repeated here.

use core::time::Duration;
use treadmill::controller::{Ask, Notice, Output, Saying, Stage};
use treadmill::ftms::control_point::{Request, StopOrPause};
use treadmill::limits::Personal;
use treadmill::stop::{Hazard, Then};
use units::Instant;

/// What was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Broken {
    /// A speed above a ceiling was asked.
    AskedAboveCeiling,
    /// A speed below the machine's slowest was asked.
    AskedBelowSlowest,
    /// A start without a consent of its own in the last thirty seconds.
    StartedWithoutConsent,
    /// A raise nobody touched for.
    RaisedByItself,
    /// A raise less than thirty seconds after the last change.
    RaisedTooSoon,
    /// Something other than a stop after a stop.
    NotAStopAfterAStop,
    /// A hazard that stops, and no stop.
    HazardWithoutStop,
    /// A stop was not sent again.
    StopNotRepeated,
    /// A stop nobody was told why.
    SilentStop,
    /// A belt reported above the ceiling, and no stop in a tenth of a second.
    OverspeedNotStopped,
    /// A silent belt was not stopped.
    SilenceNotStopped,
    /// A touched STOP did not stop.
    TouchNotObeyed,
    /// A belt that slowed as it was asked to was stopped as too fast.
    SlowingTakenForSpeeding,
    /// A walker who stepped on as told was taken for gone.
    TakenForGone,
}

/// What the watch knows.
#[derive(Clone, Debug)]
pub struct Watch {
    ceiling: u16,
    slowest: u16,
    fastest: u16,
    consent: Option<Instant>,
    probing: bool,
    asked: u16,
    reported: u16,
    changed: Instant,
    /// When it was asked to slow, if no report since was faster than the one before.
    slows: Option<Instant>,
    touched_faster: bool,
    stop_begun: Instant,
    stop_sent: Option<Instant>,
    stopping: bool,
    /// Since when a stop is owed.
    owed: Option<(Instant, Broken)>,
    /// The first thing that was broken.
    pub broken: Option<(Instant, Broken)>,
}

/// This project's hard ceiling once more, in hundredths of a kilometre an hour.
const HARD: u16 = 300;

/// The walker's ceiling from the test and the week, worked out apart from the product, rounded up.
fn personal_ceiling(personal: &Personal) -> u16 {
    let seconds = personal.three_meters_backward.map_or(f64::INFINITY, |time| time.as_secs_f64());
    let kmh = 3.0 / seconds * 3.6;
    let part = [0.4, 0.4, 0.5].get(usize::from(personal.week)).copied().unwrap_or(0.6);
    let kmh = if personal.week <= 1 { (kmh * part).min(1.0) } else { kmh * part };
    // In range: at most 60 % of the fastest test believed.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    {
        (kmh * 100.0).ceil().clamp(0.0, 60_000.0) as u16
    }
}

impl Watch {
    /// A watch over one walk.
    pub fn new(personal: &Personal, range: [u16; 3]) -> Watch {
        let [slowest, fastest, _] = range;
        Watch {
            ceiling: personal_ceiling(personal).min(HARD).min(fastest),
            slowest: slowest.max(50),
            fastest,
            consent: None,
            probing: false,
            asked: 0,
            reported: 0,
            changed: Instant::START,
            slows: None,
            touched_faster: false,
            stop_begun: Instant::START,
            stop_sent: None,
            stopping: false,
            owed: None,
            broken: None,
        }
    }

    fn broke(&mut self, what: Broken, now: Instant) {
        self.broken.get_or_insert((now, what));
    }

    /// The walker's ceiling, 0.01 km/h.
    pub fn ceiling(&self) -> u16 {
        self.ceiling
    }

    /// The belt was stopped for want of steps that were there.
    pub fn taken_for_gone(&mut self, now: Instant) {
        self.broke(Broken::TakenForGone, now);
    }

    /// Someone asks.
    pub fn asks(&mut self, ask: Ask, stage: Stage, now: Instant) {
        let ready = stage == Stage::Ready;
        match ask {
            Ask::NobodyOnBelt if ready => (self.consent, self.probing) = (Some(now), true),
            Ask::StartFromRails | Ask::StartingByHand if ready => {
                (self.consent, self.probing) = (Some(now), false);
            }
            Ask::Faster => self.touched_faster = true,
            Ask::Stop if !self.stopping => self.owed = Some((now, Broken::TouchNotObeyed)),
            _ => {}
        }
    }

    /// A report is about to reach the controller.
    pub fn reports(&mut self, speed: u16) {
        self.slows = self.slows.filter(|_| speed <= self.reported);
    }

    /// A report reached the controller while it steers.
    pub fn reported(&mut self, speed: u16, stage: Stage, now: Instant) {
        self.reported = speed;
        if speed == 0 && self.stop_begun < now {
            self.stopping = false;
            self.stop_sent = None;
        }
        let watched = matches!(stage, Stage::Starting | Stage::Walking | Stage::LetGo);
        if watched && speed > self.ceiling && !self.stopping && self.owed.is_none() {
            self.owed = Some((now, Broken::OverspeedNotStopped));
        }
    }

    /// Nothing was heard from the belt for so long while the controller steers.
    pub fn silent_for(&mut self, silence: Duration, now: Instant) {
        if silence > Duration::from_millis(2600) && !self.stopping {
            self.broke(Broken::SilenceNotStopped, now);
        }
    }

    /// The link is gone or back: what is owed is owed from then.
    pub fn link(&mut self, up: bool, now: Instant) {
        self.stop_sent = None;
        self.asked = 0;
        self.stop_begun = now;
        if up && self.stopping {
            self.owed = Some((now, Broken::StopNotRepeated));
        } else {
            self.owed = None;
        }
    }

    /// The app was asleep until now: nothing could be done, and nothing is held against it.
    pub fn slept(&mut self, now: Instant) {
        if self.stop_sent.is_some() {
            self.stop_sent = Some(now);
        }
        self.owed = self.owed.map(|(_, what)| (now, what));
    }

    /// All that came out of one event.
    pub fn outputs(&mut self, outputs: &[Output], linked: bool, now: Instant) {
        let said_why = outputs.iter().any(|output| match output {
            Output::Say(Saying::Notice(notice)) => matches!(notice, Notice::Stopping | Notice::ProbeDone),
            Output::Say(_) => true,
            _ => false,
        });
        for output in outputs {
            match output {
                Output::Write(permitted) => self.written(&permitted.bytes(), said_why, now),
                Output::Say(Saying::Hazard(hazard)) => self.hazard(*hazard, outputs, linked, now),
                _ => {}
            }
        }
        self.touched_faster = false;
        if let Some((since, what)) = self.owed
            && linked
            && now.since(since) > Duration::from_millis(100)
        {
            self.broke(what, now);
        }
        let overdue = self.stop_sent.is_some_and(|sent| now.since(sent) > Duration::from_millis(1100));
        if self.stopping && linked && overdue {
            self.broke(Broken::StopNotRepeated, now);
        }
    }

    fn hazard(&mut self, hazard: Hazard, outputs: &[Output], linked: bool, now: Instant) {
        let slows = self.slows.is_some_and(|at| now.since(at) < Duration::from_secs(5));
        if hazard == Hazard::FasterThanAsked && slows {
            self.broke(Broken::SlowingTakenForSpeeding, now);
        }
        let stops = hazard.row().is_some_and(|row| row.then == Then::Stop);
        let sent =
            self.stopping || outputs.iter().any(|o| matches!(o, Output::Write(p) if p.bytes() == [8, 1]));
        if stops && linked && !sent {
            self.broke(Broken::HazardWithoutStop, now);
        }
        if stops && !linked {
            self.stopping = true;
        }
    }

    fn written(&mut self, bytes: &[u8], said_why: bool, now: Instant) {
        let request = Request::decode(bytes).map(|(request, _)| request);
        match request {
            Some(Request::StopOrPause(Some(StopOrPause::Stop))) => {
                if !self.stopping && !said_why {
                    self.broke(Broken::SilentStop, now);
                }
                if !self.stopping {
                    self.stop_begun = now;
                }
                (self.stopping, self.stop_sent, self.owed) = (true, Some(now), None);
                (self.consent, self.asked) = (None, 0);
            }
            Some(Request::RequestControl) => {}
            _ if self.stopping => self.broke(Broken::NotAStopAfterAStop, now),
            Some(Request::StartOrResume) => {
                let fresh = self.consent.take().is_some_and(|at| now.since(at) <= Duration::from_secs(30));
                if !fresh {
                    self.broke(Broken::StartedWithoutConsent, now);
                }
                self.changed = now;
            }
            Some(Request::SetTargetSpeed(Some(speed))) => self.speed_asked(speed.centi_kmh(), now),
            _ => self.broke(Broken::NotAStopAfterAStop, now),
        }
    }

    fn speed_asked(&mut self, speed: u16, now: Instant) {
        let ceiling = if self.probing { HARD.min(self.fastest) } else { self.ceiling };
        if speed > ceiling {
            self.broke(Broken::AskedAboveCeiling, now);
        }
        if speed < self.slowest {
            self.broke(Broken::AskedBelowSlowest, now);
        }
        // Faster than it was asked and than it runs: that needs a touch.
        let raise = speed > self.asked.max(self.slowest).max(self.reported);
        if raise && !self.probing {
            if !self.touched_faster {
                self.broke(Broken::RaisedByItself, now);
            }
            if now.since(self.changed) < Duration::from_secs(30) {
                self.broke(Broken::RaisedTooSoon, now);
            }
        }
        self.slows = (speed < self.reported).then_some(now);
        (self.asked, self.changed) = (speed, now);
    }
}
