//! One check, done: shown and spoken, practised, timed by a tap or by the phone's steps, repeated, and kept.
//!
//! Silence is no result: what ended by itself is asked about before it counts, and a page that was left counts for nothing.

mod pages;

use super::walk_before::Ticked;
use crate::app::focus_heading;
use crate::fall;
use crate::live;
use crate::live::track;
use crate::platform::player::Player;
use crate::platform::{clock, js, motion, vibration, visibility, wake_lock::ScreenOn};
use crate::state::App;
use crate::text::{t, tn};
use coach::assessment::limits::{PRACTICE_STAND_SECONDS, READY_SECONDS};
use coach::assessment::step_timer::StepTimer;
use coach::assessment::{Combine, Measures, Protocol, limits, ten_metre_walk, three_meter_backward_walk};
use coach::program::progression::gates::Company;
use draw::prelude::*;
use gait::SwayMeter;
use std::cell::RefCell;
use std::rc::Rc;
use walk::cues::Motif;

/// How long a chair stand and a quiet stand last, s.
const HALF_MINUTE_S: f64 = 30.0;

/// A tick that comes so much after a trial's end found a phone that slept, s.
const SLEPT_S: f64 = 1.0;

/// Where a check is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// How it is done, before each trial.
    Show,
    /// Getting into place until this moment of the page's clock, or until a tap.
    Ready(f64),
    /// Going on since.
    Running(f64),
    /// Whether it went to its end is asked, after so many seconds.
    Asked(f64),
    /// The count is asked for.
    Count,
    /// What it came to.
    Done,
}

/// What a running check holds. A copy is the same check.
#[derive(Clone, Copy)]
struct Doing {
    app: App,
    protocol: &'static Protocol,
    stage: RwSignal<Stage>,
    /// Trials done, the practice ones among them.
    trial: RwSignal<u8>,
    results: RwSignal<Vec<f64>>,
    /// The steps of each counted trial.
    steps: RwSignal<Vec<u32>>,
    timed_by: RwSignal<&'static str>,
    now_s: RwSignal<f64>,
    wrong: RwSignal<Option<String>>,
    /// Who is there for the check, and may be gone when it is over.
    company: RwSignal<Company>,
    /// The look at the place.
    ticked: Ticked,
    sensed: StoredValue<Sensed>,
}

/// What the sensors of a trial have heard.
#[derive(Default)]
struct Sensed {
    timer: Rc<RefCell<StepTimer>>,
    sway: Rc<RefCell<SwayMeter>>,
    listening: Option<js::Listening>,
    ticking: Option<clock::Ticking>,
    seen: Option<js::Listening>,
    screen: Option<ScreenOn>,
    /// Its result is among those that count.
    taken: bool,
    player: Option<Player>,
}

/// What says go: the way to walk as a walk says it, two pips for what goes nowhere.
fn go(protocol: &Protocol) -> Motif {
    match protocol.measures {
        Measures::SecondsOver(_) if protocol.id == three_meter_backward_walk::PROTOCOL.id => Motif::Backward,
        Measures::SecondsOver(_) => Motif::Forward,
        _ => Motif::Warning,
    }
}

fn now_s() -> f64 {
    clock::steady_ms() / 1000.0
}

/// The check's pages, one after the other.
pub(super) fn run(app: App, protocol: &'static Protocol) -> AnyView {
    let doing = Doing {
        app,
        protocol,
        stage: RwSignal::new(Stage::Show),
        trial: RwSignal::new(0),
        results: RwSignal::new(Vec::new()),
        steps: RwSignal::new(Vec::new()),
        timed_by: RwSignal::new("tap"),
        now_s: RwSignal::new(0.0),
        wrong: RwSignal::new(None),
        company: RwSignal::new(Company::Alone),
        ticked: RwSignal::new([false; 3]),
        sensed: StoredValue::new(Sensed::default()),
    };
    // As on Today, and alone again with a new day.
    Effect::new(move || {
        app.day.track();
        doing.company.set(app.company.get());
    });
    // Everything that listens and ticks ends with the screen.
    on_cleanup(move || drop(doing.sensed.try_update_value(core::mem::take)));
    // Only a change of stage, or a trial done or taken back, makes a new page; the running seconds change a text.
    let stage = Memo::new(move || (core::mem::discriminant(&doing.stage.get()), doing.trial.get()));
    let page = move || {
        // Asked for its value: a memo that is only tracked is never worked out, and never tells of a change.
        let _: (core::mem::Discriminant<Stage>, u8) = stage.get();
        // What is kept changes while a result is shown; the page that keeps it must not begin anew.
        untrack(|| match doing.stage.get_untracked() {
            Stage::Show => doing.show(),
            Stage::Ready(_) | Stage::Running(_) => doing.going(),
            Stage::Asked(seconds) => doing.asked(seconds),
            Stage::Count => doing.count(),
            Stage::Done => doing.done(),
        })
    };
    page.into_any()
}

impl Doing {
    fn practising(self) -> bool {
        self.trial.get_untracked() < self.protocol.practice
    }

    fn by_steps(self) -> bool {
        self.timed_by.get_untracked() == "steps"
    }

    /// Whether the time runs from a tap: a stance, from when it is taken; ten metres by tap, from the line the walker is
    /// already walking at.
    fn begins_by_tap(self) -> bool {
        matches!(self.protocol.measures, Measures::Held(_)) || (self.run_up() && !self.by_steps())
    }

    fn run_up(self) -> bool {
        self.protocol.id == ten_metre_walk::PROTOCOL.id
    }

    fn backward(self) -> bool {
        self.protocol.id == three_meter_backward_walk::PROTOCOL.id
    }

    fn distance(self) -> bool {
        matches!(self.protocol.measures, Measures::SecondsOver(_))
    }

    /// Called straight from the tap: sound and motion are asked for before anything is waited for.
    fn get_ready(self) {
        if self.backward() && self.ticked.get_untracked().contains(&false) {
            return self.wrong.set(Some(t("app-walk-ticks-missing")));
        }
        self.wrong.set(None);
        let mut player = Player::plain();
        if let Some(player) = &mut player {
            player.load(&track::silence(), "audio/wav", 0.0);
            let playing = player.play();
            crate::platform::js::later(async move { _ = playing.await });
        }
        let needed = self.by_steps() || self.protocol.measures == Measures::Sway;
        // A fall is listened for in any of them.
        let asking = motion::ask();
        crate::platform::js::later(async move {
            let sensing = asking.await;
            if needed && !sensing {
                // A walk can be timed otherwise, standing still cannot.
                let why = if self.by_steps() { "app-check-no-steps" } else { "app-check-needs-motion" };
                self.timed_by.set("tap");
                return self.wrong.set(Some(t(why)));
            }
            let sensed = Sensed { player, ..Sensed::default() };
            self.sensed.set_value(sensed);
            if sensing {
                self.listen();
            }
            // The hand that tapped still has to put the phone to the back.
            let still = self.protocol.measures == Measures::Sway;
            let ready_s = if still { 2.0 * READY_SECONDS } else { READY_SECONDS };
            let ready = if self.begins_by_tap() { f64::INFINITY } else { now_s() + ready_s };
            self.stage.set(Stage::Ready(ready));
            let ticking = clock::every(50, move || self.tick());
            let seen = visibility::listen(move |_| self.left());
            self.sensed.update_value(|sensed| {
                (sensed.ticking, sensed.seen) = (ticking, seen);
                sensed.screen = Some(ScreenOn::take(|_| ()));
            });
        });
    }

    /// A hidden page hears and times nothing.
    fn left(self) {
        if let Stage::Ready(_) | Stage::Running(_) = self.stage.get_untracked() {
            self.again(t("app-check-left"));
        }
    }

    fn begin(self) {
        self.sound(go(self.protocol));
        self.stage.set(Stage::Running(now_s()));
    }

    /// Hears the sensors into the trial's meters, and falls until the next one: they are told seconds after the blow.
    fn listen(self) {
        let settings = self.app.settings.get_untracked();
        let mut engine = live::engine(&settings.placement, settings.height());
        self.sensed.update_value(|sensed| {
            let (timer, sway) = (sensed.timer.clone(), sensed.sway.clone());
            let by_steps = self.by_steps();
            sensed.listening = motion::listen(move |reading| {
                let sample = live::sample(&reading);
                let stage = self.stage.get_untracked();
                engine.push(sample);
                while let Some(event) = engine.poll() {
                    match (event, stage) {
                        // Walking to the line before "go" is no part of it.
                        (gait::Event::Step(step), Stage::Running(began)) if by_steps && step.t_s >= began => {
                            timer.borrow_mut().step(step.t_s);
                        }
                        (gait::Event::FallSuspected(_), _) => self.fell(),
                        _ => {}
                    }
                }
                if let Stage::Running(_) = stage {
                    sway.borrow_mut().push(sample);
                }
            });
        });
    }

    /// A trial somebody fell in is none, also where its time was taken meanwhile.
    fn fell(self) {
        self.undo();
        self.again(t("app-check-void"));
        // Last: of two that ask for the focus the later one has it.
        fall::suspected(self.app);
    }

    /// Takes the result of the trial that was done last back, if it was taken.
    fn undo(self) {
        if self.sensed.with_value(|sensed| sensed.taken) {
            self.sensed.update_value(|sensed| sensed.taken = false);
            self.trial.update(|trial| *trial -= 1);
            self.results.update(|results| _ = results.pop());
            self.steps.update(|steps| _ = steps.pop());
        }
    }

    fn sound(self, motif: Motif) {
        let (volume, vibration) =
            self.app.settings.with_untracked(|settings| (settings.volume, settings.vibration));
        if vibration {
            vibration::buzz(motif.vibration());
        }
        self.sensed.update_value(|sensed| {
            if let Some(player) = &mut sensed.player {
                player.load(&track::motif(motif), "audio/wav", 0.0);
                player.set_volume(volume);
                let playing = player.play();
                crate::platform::js::later(async move { _ = playing.await });
            }
        });
    }

    fn tick(self) {
        let now = now_s();
        self.now_s.set(now);
        match self.stage.get_untracked() {
            Stage::Ready(at) if now >= at => self.begin(),
            Stage::Running(began) => {
                // A walk has no end of its own: where nobody tapped and no steps ended it, nothing was measured.
                let (limit, by_itself) = match self.protocol.measures {
                    Measures::Held(cap) => (cap, true),
                    Measures::Sway if self.practising() => (PRACTICE_STAND_SECONDS, true),
                    Measures::Count | Measures::Sway => (HALF_MINUTE_S, true),
                    _ => (self.protocol.plausible.1, false),
                };
                let timer = self.sensed.with_value(|sensed| *sensed.timer.borrow());
                if let Some(seconds) = timer.seconds(now) {
                    self.end(seconds);
                } else if self.by_steps() && timer.is_silent(began, now) {
                    // Whoever waits at the line looks at no screen.
                    self.sound(Motif::Stand);
                    self.again(t("app-check-no-steps"));
                } else if now - began >= limit + SLEPT_S && by_itself {
                    self.left();
                } else if now - began >= limit && by_itself {
                    self.end(limit);
                } else if now - began >= limit {
                    self.sound(Motif::Stand);
                    self.again(t("app-check-void"));
                }
            }
            _ => {}
        }
    }

    /// A trial came to its end after so many seconds.
    fn end(self, seconds: f64) {
        self.sound(Motif::End);
        self.sensed.update_value(|sensed| sensed.ticking = None);
        match self.protocol.measures {
            Measures::Count => self.stage.set(Stage::Count),
            // Nobody tapped: whoever watched says whether it was held so long.
            Measures::Held(cap) if seconds >= cap && !self.practising() => {
                self.stage.set(Stage::Asked(seconds));
            }
            Measures::Sway => {
                let measured = self.sensed.with_value(|sensed| sensed.sway.borrow().finish());
                match measured {
                    // A break in the readings may take no more than a sixth of it.
                    Some(sway) if f64::from(sway.length_s) >= seconds * 5.0 / 6.0 => {
                        self.take(f64::from(sway.rms_mps2));
                    }
                    _ => self.again(t("app-check-no-motion")),
                }
            }
            // Who stopped on the way stood as still as who arrived; and the fastest walk backward is one without a stumble.
            Measures::SecondsOver(_) if !self.practising() && (self.by_steps() || self.backward()) => {
                self.stage.set(Stage::Asked(seconds));
            }
            _ => self.take(seconds),
        }
    }

    fn again(self, why: String) {
        self.sensed.update_value(|sensed| sensed.ticking = None);
        self.wrong.set(Some(why));
        self.stage.set(Stage::Show);
        focus_heading();
    }

    /// Takes a trial's result, or says why it cannot be right.
    fn take(self, value: f64) {
        let (low, high) = self.protocol.plausible;
        if !(low..=high).contains(&value) {
            return self.again(tn("app-check-impossible", &[("low", low), ("high", high)]));
        }
        let steps = self.sensed.with_value(|sensed| sensed.timer.borrow().steps());
        if self.by_steps() && !self.protocol.may_take(steps) {
            return self.again(t("app-check-no-steps"));
        }
        self.wrong.set(None);
        let practised = self.practising();
        if !practised {
            self.results.update(|results| results.push(value));
            self.steps.update(|counts| counts.push(steps));
            self.sensed.update_value(|sensed| sensed.taken = true);
        }
        self.trial.update(|trial| *trial += 1);
        let count = self.results.with_untracked(Vec::len);
        // A way to stand that was not held ends the harder ones.
        let fell_short =
            !practised && self.protocol.combine == Combine::Total && value < limits::FOUR_STAGE_SECONDS;
        let done = fell_short || count >= usize::from(self.protocol.trials);
        self.stage.set(if done { Stage::Done } else { Stage::Show });
        focus_heading();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_goes_backward_hears_the_motif_that_falls() {
        let heard: Vec<Motif> = coach::assessment::PROTOCOLS.iter().map(go).collect();
        let [backward, four, ten, still @ ..] = heard.as_slice() else { panic!("too few checks") };
        assert_eq!([backward, four, ten], [&Motif::Backward, &Motif::Forward, &Motif::Forward]);
        assert!(still.iter().all(|motif| *motif == Motif::Warning));
    }
}
