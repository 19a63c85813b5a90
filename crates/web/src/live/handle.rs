//! The running walk as the screens and the phone's buttons hold it: hears one thing, does all that follows from it.

use super::driver::{Driver, Listening, Sound, Start};
use super::shown::{Shown, Trouble};
use super::track;
use super::{journal, steps};
use crate::platform::location::{self, Fix};
use crate::platform::player::{Button, News, Player};
use crate::platform::{clock as time, motion, visibility, wake_lock::ScreenOn};
use crate::route::Route;
use crate::state::App;
use crate::text::t;
use crate::{diary, fall, safety, walks};
use coach::program::Until;
use coach::session::{self, Input, PauseWhy, Refusal};
use draw::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use units::Instant;
use walk::cues::{Cue, Preset};
use walk::{Output, record};

/// How often the loop looks, ms. What it looks at is clocks, so a late look is no wrong time.
const LOOK_EVERY_MS: i32 = 200;

/// The running walk. A copy is the same walk.
#[derive(Clone)]
pub(crate) struct Live {
    driver: Rc<RefCell<Driver>>,
    /// What the screen shows.
    pub(crate) shown: RwSignal<Shown>,
    /// Whether the pocket view lies over it: no way back through the pages lifts it.
    pub(crate) pocket: RwSignal<bool>,
}

impl Live {
    /// Loads the track and lets the walk run, or stand where it was taken up.
    pub(super) async fn start(app: App, mut start: Start, run: bool) {
        let wants_sound = start.task.options().preset != Preset::VibrationOnly;
        let mut troubles = Vec::new();
        let mut sound = Sound::None;
        if wants_sound {
            let made = track::asked(&start.task).await;
            let at_s = start.walk.session().track_position().as_secs_f64();
            let loaded = match (&made, &mut start.player) {
                (Ok(made), Some(player)) => player.load(made, track::KIND, at_s),
                _ => false,
            };
            if loaded {
                sound = Sound::Track;
            } else {
                troubles.push(Trouble::NoSound);
            }
            if start.pack.is_none() && start.task.options().preset.has_words() {
                troubles.push(Trouble::NoVoice);
            }
        }
        let written = if run { 0 } else { start.walk.log().len().saturating_sub(1) };
        let driver = Driver::new(app, start, sound, troubles, written);
        let shown = RwSignal::new(Shown::of(&driver.start.walk));
        let live = Live { driver: Rc::new(RefCell::new(driver)), shown, pocket: RwSignal::new(false) };
        live.listen();
        app.cue_log.set(Vec::new());
        app.live.set(Some(live.clone()));
        app.getting_ready.set(None);
        if run {
            live.hear(Input::Start);
            if let Some(lengths) = app.settings.with_untracked(steps::known) {
                live.hear(lengths);
            }
            live.play();
        } else {
            // Its pause is older than this page, which was not told of it.
            live.driver.borrow_mut().notice = Some(t("app-live-paused-restored"));
            live.hear(Input::Tick);
        }
    }

    /// Everything that makes the loop turn.
    fn listen(&self) {
        let ticker = self.clone();
        let ticking = time::every(LOOK_EVERY_MS, move || ticker.hear(Input::Tick));
        let looker = self.clone();
        let seen = visibility::listen(move |_| looker.hear(Input::Tick));
        let weak = Rc::downgrade(&self.driver);
        let motion = motion::listen(move |reading| {
            // A reading while the loop itself is busy is one of sixty a second.
            let Some(driver) = weak.upgrade() else { return };
            let Ok(mut driver) = driver.try_borrow_mut() else { return };
            let sample = super::sample(&reading);
            let told = driver.counter.push(sample, time::steady_ms() / 1000.0);
            if let Some(lean) = told.lean {
                driver.start.walk.leaned(&lean);
            }
            if let Some(recording) = &mut driver.start.recording {
                recording.push(sample);
            }
            let app = driver.app;
            drop(driver);
            if told.fell {
                fall::suspected(app);
            }
        });
        let weak = Rc::downgrade(&self.driver);
        let screen = ScreenOn::take(move |refused| {
            let Some(driver) = weak.upgrade() else { return };
            let Ok(mut driver) = driver.try_borrow_mut() else { return };
            driver.troubles.retain(|trouble| *trouble != Trouble::ScreenMaySleep);
            if refused {
                driver.troubles.push(Trouble::ScreenMaySleep);
            }
        });
        let mut driver = self.driver.borrow_mut();
        let place = (driver.app.settings.with_untracked(|settings| settings.ends == "gps")
            && driver
                .start
                .walk
                .session()
                .blocks()
                .iter()
                .any(|block| matches!(block.until, Until::Arrival(_))))
        .then(|| {
            let live = self.clone();
            location::watch(move |fix| live.located(fix))
        });
        driver.step_m = match driver.app.settings.with_untracked(steps::known) {
            Some(Input::StepLengths { forward, backward }) => Some(forward.meters().max(backward.meters())),
            _ => None,
        };
        driver.listening = Some(Listening {
            _ticking: ticking,
            _seen: seen,
            _motion: motion,
            _screen: screen,
            _place: place.flatten(),
        });
    }

    /// The phone says where it is, or that it does not know.
    fn located(&self, fix: Option<Fix>) {
        let moved = {
            let Ok(mut driver) = self.driver.try_borrow_mut() else { return };
            driver.troubles.retain(|trouble| *trouble != Trouble::NoPlace);
            if let Some(fix) = fix {
                driver.street.hear(fix)
            } else {
                driver.troubles.push(Trouble::NoPlace);
                None
            }
        };
        if let Some(length) = moved {
            self.hear(Input::Moved(length));
        }
    }

    /// Hears one thing and does all that follows from it.
    pub(crate) fn hear(&self, input: Input) {
        // A shell that is in the middle of a look hears a tick again in a moment.
        let Ok(mut driver) = self.driver.try_borrow_mut() else { return };
        if input == Input::Resume && safety::stands(driver.app) {
            return;
        }
        driver.hear(input);
        let mut outputs = Vec::new();
        while let Some(output) = driver.start.walk.poll_output() {
            outputs.push(output);
        }
        let mut ended = false;
        for output in outputs {
            match output {
                Output::Cue(cue) => {
                    driver.cue(&cue);
                    // A track that fell silent leaves no walker without a word.
                    if driver.sound == Sound::None {
                        Live::say(&mut driver, &cue);
                    }
                }
                Output::Say(cue) => {
                    driver.cue(&cue);
                    Live::say(&mut driver, &cue);
                }
                Output::Session(output) => ended |= self.follow(&mut driver, output),
            }
        }
        driver.write_down();
        let shown = driver.picture();
        drop(driver);
        if self.shown.with_untracked(|before| *before != shown) {
            self.shown.set(shown);
        }
        if ended {
            self.finish();
        }
    }

    /// Does what the machine says of the blocks; whether the walk is over.
    fn follow(&self, driver: &mut Driver, output: session::Output) -> bool {
        match output {
            session::Output::Began { jump, .. } => {
                driver.notice = None;
                driver.street.begin();
                let runs = driver.start.walk.session().is_running();
                if jump {
                    driver.seek();
                    // What is being said belongs to the part that is over; what leads back into a walk that stands does not.
                    driver.say.iter().filter(|_| runs).for_each(Player::pause);
                }
                // One that begins while the walk stands is asked for when it goes on.
                if runs {
                    driver.asks();
                }
                driver.lock_screen(runs);
            }
            session::Output::Paused(why) => {
                driver.label(None);
                for player in driver.start.player.iter().chain(&driver.say) {
                    player.pause();
                }
                driver.says_until = Instant::START;
                driver.notice = Some(t(match why {
                    // Onto the side rails is the word above it: nobody stands still on a belt.
                    _ if driver.start.walk.is_on_belt() => "say-stop-belt",
                    PauseWhy::Walker => "app-live-paused",
                    _ => "app-live-paused-other",
                }));
                driver.lock_screen(false);
            }
            session::Output::Resumed { .. } => {
                driver.notice = None;
                driver.asks();
                driver.seek();
                driver.lock_screen(true);
                self.play_soon();
            }
            session::Output::Extended { .. } => self.lengthen(driver),
            session::Output::Refused(why) => {
                driver.notice = match why {
                    Refusal::NotSkipped => Some(t("app-live-not-skipped")),
                    Refusal::HalfWay => Some(t("app-live-tap-help")),
                    Refusal::LongEnough => Some(t("app-live-long-enough")),
                    Refusal::NotNow => None,
                };
            }
            session::Output::Ended(_) => {
                driver.label(None);
                return true;
            }
        }
        false
    }

    /// Has the longer track made, and changes to it where the walk then is.
    fn lengthen(&self, driver: &mut Driver) {
        driver.start.task.lengthen(driver.start.walk.session().extensions());
        if driver.sound == Sound::None {
            return;
        }
        driver.sound = Sound::Changing;
        let (task, live) = (driver.start.task.clone(), self.clone());
        crate::platform::js::later(async move {
            let made = track::asked(&task).await;
            {
                let mut driver = live.driver.borrow_mut();
                // Another touch has asked for a still longer one: that one will change the track.
                if driver.start.task != task || driver.over {
                    return;
                }
                let at_s = driver.start.walk.session().track_position().as_secs_f64();
                let loaded = match (made, &mut driver.start.player) {
                    (Ok(made), Some(player)) => player.load(&made, track::KIND, at_s),
                    _ => false,
                };
                if loaded {
                    driver.sound = Sound::Track;
                    driver.clock.track_moved(Some(at_s));
                } else {
                    driver.soundless();
                }
            }
            live.play();
        });
    }

    fn play_soon(&self) {
        let live = self.clone();
        crate::platform::js::later(async move { live.play() });
    }

    /// Lets the track sound, if the walk runs.
    fn play(&self) {
        let driver = self.driver.borrow();
        if driver.sound == Sound::None || !driver.start.walk.session().is_running() {
            return;
        }
        let Some(player) = &driver.start.player else { return };
        player.set_volume(driver.app.settings.get_untracked().volume);
        let (playing, live) = (player.play(), self.clone());
        drop(driver);
        crate::platform::js::later(async move {
            if !playing.await {
                let mut driver = live.driver.borrow_mut();
                // A walk that was paused or ended while the sound began has stopped it itself.
                if driver.start.walk.session().is_running() && driver.sound == Sound::Track {
                    driver.soundless();
                }
            }
        });
    }

    /// Sounds a cue that is not in the track.
    fn say(driver: &mut Driver, cue: &Cue) {
        let options = driver.start.task.options();
        if options.preset == Preset::VibrationOnly || cue.motif.is_none() {
            return;
        }
        let sound = track::alone(&[cue], driver.start.pack.as_deref(), options.preset.has_words());
        if driver.say.is_none() {
            let app = driver.app;
            driver.say = Player::plain();
            // A walk that waits for these words goes on behind a locked screen too.
            driver.say.iter_mut().for_each(|player| {
                player.when_ended(move || {
                    app.live.with_untracked(|live| live.iter().for_each(|live| live.hear(Input::Tick)));
                });
            });
        }
        driver.says_until = time::now() + cue.length;
        let Some(player) = &mut driver.say else { return };
        player.load(&sound, track::KIND, 0.0);
        player.set_volume(driver.app.settings.get_untracked().volume);
        let playing = player.play();
        crate::platform::js::later(async move {
            let _ = playing.await;
        });
    }

    /// When what is being said outside the track is said.
    pub(crate) fn says_until(&self) -> Instant {
        self.driver.try_borrow().map_or(Instant::START, |driver| driver.says_until)
    }

    /// The audio element did something.
    pub(crate) fn news(&self, news: News) {
        let Ok(driver) = self.driver.try_borrow() else { return };
        let running = driver.start.walk.session().is_running();
        let ended = driver.start.player.as_ref().is_some_and(Player::ended);
        let changing = driver.sound == Sound::Changing;
        let guides = running && driver.sound != Sound::None;
        if let (News::Playing, false, Some(player)) = (news, guides, &driver.start.player) {
            // Nobody is told to walk by a walk that stands, nor by two voices.
            player.pause();
        }
        drop(driver);
        match news {
            News::Paused if running && !ended && !changing => self.interrupted(),
            News::Failed => {
                if let Ok(mut driver) = self.driver.try_borrow_mut()
                    && driver.sound == Sound::Track
                {
                    driver.soundless();
                }
            }
            News::Moved | News::Ended => self.hear(Input::Tick),
            News::Paused | News::Playing => {}
        }
    }

    /// The sound was taken from us. Changing the track pauses it for a moment too, so it is asked again a little later.
    fn interrupted(&self) {
        let live = self.clone();
        crate::platform::js::later(async move {
            time::wait_ms(300).await;
            let stands = {
                let driver = live.driver.borrow();
                driver.start.walk.session().is_running()
                    && driver.sound == Sound::Track
                    && driver.start.player.as_ref().is_some_and(|player| player.paused() && !player.ended())
            };
            if stands {
                live.hear(Input::Pause(PauseWhy::Interruption));
            }
        });
    }

    /// A button of the lock screen or the headset.
    pub(crate) fn button(&self, button: Button) {
        self.hear(match button {
            Button::Play => Input::Resume,
            Button::Pause => Input::Pause(PauseWhy::Walker),
            Button::Next => Input::Skip,
            Button::Previous => Input::Repeat,
            Button::Stop => Input::EndEarly,
        });
    }

    /// Keeps the walk, lets go of everything, and asks how it was.
    fn finish(&self) {
        let (app, record, written) = {
            let mut driver = self.driver.borrow_mut();
            if driver.over {
                return;
            }
            driver.over = true;
            driver.listening = None;
            driver.start.one = None;
            if let Some(player) = driver.start.player.as_ref().filter(|player| !player.ended()) {
                player.pause();
            }
            let written = driver.start.writer.is_some();
            (driver.app, record::record(&driver.start.walk, &driver.start.begun, None), written)
        };
        steps::learn(app, &record);
        crate::platform::js::later(async move {
            let id = record.id.clone();
            if walks::keep(app, record).await.is_ok() && written {
                journal::forget(app).await;
            }
            // Whoever told a stop sign stays where help is.
            if diary::barred(app).is_none() {
                Route::After(id).replace();
            }
            app.live.set(None);
        });
    }
}
