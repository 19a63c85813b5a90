//! The loop of a running walk: look at the clock, tell the machine, do what it says, write it down, show it.

use super::clock::Clock;
use super::journal;
use super::recording::Recording;
use super::shown::{Shown, Trouble};
use super::steps::StepCounter;
use super::street::Street;
use super::track::Task;
use crate::parts::strip;
use crate::platform::location::Watching;
use crate::platform::player::Player;
use crate::platform::{clock as time, js, only_one::TheOne, vibration, visibility, wake_lock::ScreenOn};
use crate::state::App;
use crate::text;
use coach::program::{BlockKind, Until};
use coach::session::Input;
use coach::session::limits::ONE_EXTENSION;
use formats::walk_record::Begun;
use gait::Direction;
use std::rc::Rc;
use units::{Duration, Instant};
use voice::sound::pack::Pack;
use walk::cues::Cue;
use walk::limits::{SLEPT_S, STALLED_S};
use walk::{Walk, record};

/// A gap in the readings longer than this was not measured, s.
const MEASURED_GAP_S: f64 = 2.5;
/// While nothing is measured, it is written down this often, s.
const TELL_GAP_S: f64 = 15.0;

/// Before its old end the shorter track warns of it: this long, and a second to be sure.
const OLD_WARNING: Duration = Duration::from_secs(11);

/// What a walk begins with.
pub(super) struct Start {
    pub(super) walk: Walk,
    pub(super) begun: Begun,
    pub(super) task: Task,
    pub(super) pack: Option<Rc<Pack>>,
    pub(super) writer: Option<journal::Writer>,
    pub(super) recording: Option<Recording>,
    pub(super) one: Option<TheOne>,
    pub(super) player: Option<Player>,
    pub(super) senses: bool,
    pub(super) since_start_s: f64,
}

/// Where the time and the sound come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sound {
    /// The track sounds and tells the time.
    Track,
    /// A longer track is being made: this one sounds up to where they differ.
    Changing,
    /// It has come to where they differ: silence until the longer one is there, by the page's clock.
    Hushed,
    /// No track: the page's clock tells the time, the screen and the buzz guide.
    None,
}

/// What makes the loop turn; dropping it ends that.
pub(super) struct Listening {
    pub(super) _ticking: Option<time::Ticking>,
    pub(super) _seen: Option<js::Listening>,
    pub(super) _motion: Option<js::Listening>,
    pub(super) _screen: ScreenOn,
    pub(super) _place: Option<Watching>,
}

/// A sensor that was let speak does so by then, s.
const SENSES_WITHIN_S: f64 = 3.0;

/// The walk and all it needs.
pub(super) struct Driver {
    pub(super) app: App,
    pub(super) start: Start,
    pub(super) clock: Clock,
    pub(super) sound: Sound,
    pub(super) counter: StepCounter,
    /// The walker has not set off yet.
    pub(super) sets_off: bool,
    pub(super) street: Street,
    /// What a step counts for where steps end a stretch, m.
    pub(super) step_m: Option<f64>,
    /// When it began to listen, by the page's clock.
    began_s: f64,
    measured_s: f64,
    looked_s: f64,
    pub(super) written: usize,
    reached_s: u64,
    pub(super) saying: String,
    pub(super) notice: Option<String>,
    pub(super) troubles: Vec<Trouble>,
    pub(super) say: Option<Player>,
    /// When what it says is said.
    pub(super) says_until: Instant,
    pub(super) over: bool,
    pub(super) listening: Option<Listening>,
}

impl Driver {
    /// A walk that has not heard anything yet.
    pub(super) fn new(
        app: App,
        start: Start,
        sound: Sound,
        troubles: Vec<Trouble>,
        written: usize,
    ) -> Driver {
        let settings = app.settings.get_untracked();
        Driver {
            app,
            clock: Clock::new(start.since_start_s, time::steady_ms() / 1000.0),
            sound,
            counter: StepCounter::new(super::engine(&settings.placement, settings.height())),
            sets_off: !start.walk.session().has_begun(),
            street: Street::default(),
            step_m: None,
            began_s: time::steady_ms() / 1000.0,
            measured_s: start.since_start_s,
            looked_s: start.since_start_s,
            written,
            reached_s: 0,
            saying: String::new(),
            notice: None,
            troubles,
            say: None,
            says_until: Instant::START,
            over: false,
            listening: None,
            start,
        }
    }

    fn outside(&mut self) -> Instant {
        let running = self.start.walk.session().is_running();
        let track_s = match (&self.start.player, self.sound) {
            (Some(player), Sound::Track | Sound::Changing) if running && !player.ended() => {
                Some(player.position_s())
            }
            _ => None,
        };
        self.clock.look(time::steady_ms() / 1000.0, track_s)
    }

    /// Tells the machine one thing, after the time and what was and was not measured until now.
    pub(super) fn hear(&mut self, input: Input) {
        if self.over {
            return;
        }
        let outside = self.outside();
        let now_s = outside.since_start().as_secs_f64();
        if self.start.walk.session().is_running() {
            // What ends a block ends it with all the steps made in it.
            let leaves =
                matches!(input, Input::Tap | Input::Skip | Input::Repeat | Input::EndEarly | Input::Pause(_));
            self.measure(now_s, outside, leaves);
        } else {
            self.measured_s = now_s;
            // Steps of a pause are no block's.
            let _ = self.counter.settled(true);
        }
        self.looked_s = now_s;
        self.start.walk.handle(input, outside);
        if self.sound == Sound::Changing && self.start.walk.session().left() < ONE_EXTENSION + OLD_WARNING {
            self.sound = Sound::Hushed;
            self.clock.track_moved(None);
            if let Some(player) = &self.start.player {
                player.pause();
            }
        }
        if self.clock.stalled_s() > STALLED_S {
            self.stalled(outside);
        }
    }

    /// Says what was not measured, and which steps were made.
    fn measure(&mut self, now_s: f64, outside: Instant, leaves: bool) {
        let senses = visibility::visible() && self.counter.senses(time::steady_ms() / 1000.0);
        let gap_s = now_s - self.measured_s;
        let slept = now_s - self.looked_s > SLEPT_S;
        if slept && !matches!(self.sound, Sound::Track | Sound::Changing) {
            // No voice went on while the page slept: nothing may be thought walked that nobody guided.
            self.start.walk.handle(Input::Tick, outside);
            if !self.start.walk.session().is_running() {
                self.measured_s = now_s;
                return;
            }
        }
        if slept || gap_s >= TELL_GAP_S || (senses && gap_s > MEASURED_GAP_S) {
            let gap = Duration::from_secs_f64(gap_s.max(now_s - self.looked_s).clamp(0.0, 1e6));
            self.start.walk.handle(Input::NotMeasured(gap), outside);
            self.measured_s = now_s;
        } else if senses {
            self.measured_s = now_s;
        }
        let runs_out = self.start.walk.session().left() < Duration::from_millis(400);
        let ending = leaves || runs_out || self.arriving();
        if let Some(steps) = self.counter.settled(ending) {
            self.start.walk.handle(Input::Steps(steps), outside);
        }
    }

    /// Whether the steps seen but not settled yet would reach the end of a stretch that steps end: then none waits.
    fn arriving(&self) -> bool {
        let session = self.start.walk.session();
        let (Some(step_m), Some(Until::Arrival(length))) =
            (self.step_m, session.current().map(|block| block.until))
        else {
            return false;
        };
        session.distance().meters() + self.counter.open() as f64 * step_m >= length.meters()
    }

    /// The track does not move: the walk goes on by the page's clock, or stands if something took the sound.
    fn stalled(&mut self, outside: Instant) {
        self.soundless();
        self.start.walk.handle(Input::Tick, outside);
    }

    /// From here on the page's clock tells the time, and the screen, the buzz and single cues guide: not beside a track that comes back.
    pub(super) fn soundless(&mut self) {
        self.sound = Sound::None;
        self.start.player.iter().for_each(Player::pause);
        self.clock.track_moved(None);
        if !self.troubles.contains(&Trouble::NoSound) {
            self.troubles.push(Trouble::NoSound);
        }
    }

    pub(super) fn write_down(&mut self) {
        let Some(writer) = &self.start.writer else { return };
        let log = self.start.walk.log();
        for (place, heard) in log.iter().enumerate().skip(self.written) {
            if let Some(logged) = record::logged(heard) {
                writer.heard(place, logged);
            }
        }
        self.written = log.len();
        let reached = self.start.walk.session().now().since_start();
        if reached.as_secs() != self.reached_s {
            self.reached_s = reached.as_secs();
            writer.reached(u64::try_from(reached.as_millis()).unwrap_or(u64::MAX));
        }
    }

    pub(super) fn picture(&self) -> Shown {
        let mut shown = Shown::of(&self.start.walk);
        self.counter.count_open(&mut shown.steps);
        let now_s = time::steady_ms() / 1000.0;
        shown.seen = self.counter.seen(now_s);
        shown.cadence = shown.seen.and_then(|_| self.counter.cadence());
        shown.saying.clone_from(&self.saying);
        if !shown.goes_on {
            shown.notice.clone_from(&self.notice);
        }
        shown.troubles.clone_from(&self.troubles);
        shown.troubles.retain(|trouble| *trouble != Trouble::NoMotion);
        let waited = !self.start.senses || now_s - self.began_s > SENSES_WITHIN_S;
        if waited && !self.counter.senses(now_s) {
            shown.troubles.push(Trouble::NoMotion);
        }
        shown.making_longer = matches!(self.sound, Sound::Changing | Sound::Hushed);
        shown
    }

    /// Labels the motion: from now on this is asked.
    pub(super) fn label(&mut self, kind: Option<BlockKind>) {
        if let Some(recording) = &mut self.start.recording {
            recording.asked(kind);
        }
    }

    /// From now on the walker is asked for this block.
    pub(super) fn asks(&mut self) {
        let kind = self.start.walk.session().current_kind();
        self.label(kind);
        let wanted = match kind {
            Some(BlockKind::Forward | BlockKind::CoolDown) => Some(Direction::Forward),
            Some(BlockKind::Backward) => Some(Direction::Backward),
            _ => None,
        };
        self.counter.expect(wanted);
        // A walk begins forward; until then the phone is put away, and one that is taken up may go on backward.
        if wanted.is_some() && core::mem::take(&mut self.sets_off) && wanted == Some(Direction::Forward) {
            self.counter.sets_off_forward();
        }
    }

    pub(super) fn seek(&mut self) {
        let at_s = self.start.walk.session().track_position().as_secs_f64();
        if let Some(player) = &self.start.player {
            player.seek(at_s);
        }
        self.clock.track_moved(Some(at_s));
    }

    pub(super) fn lock_screen(&self, playing: bool) {
        let shown = Shown::of(&self.start.walk);
        let Some(kind) = shown.kind.filter(|_| self.start.player.is_some()) else { return };
        let of =
            text::tn("app-live-part", &[("block", shown.number as f64), ("of", shown.blocks.len() as f64)]);
        Player::show(&strip::name(kind), &of, playing);
    }

    pub(super) fn cue(&mut self, cue: &Cue) {
        self.saying = text::with(|words| words.cue(cue));
        let settings = self.app.settings.get_untracked();
        if settings.vibration && !cue.vibration.is_empty() {
            vibration::buzz(cue.vibration);
        }
        let entry = (cue.at.as_secs_f64(), cue.id.to_owned(), self.saying.clone());
        self.app.cue_log.update(|log| log.push(entry));
    }
}
