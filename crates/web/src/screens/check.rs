//! One check, done: shown and spoken, practised, timed by a tap or by the phone's steps, repeated, and kept.

use super::checks::{comparison, day, value};
use crate::app::focus_heading;
use crate::live::track;
use crate::parts::{icon, listen};
use crate::platform::player::Player;
use crate::platform::{clock, js, motion};
use crate::safety;
use crate::state::App;
use crate::text::{self, decimal, t, tm, tn, tw_id};
use crate::{diary, live};
use coach::assessment::limits::{PRACTICE_STAND_SECONDS, READY_SECONDS};
use coach::assessment::step_timer::StepTimer;
use coach::assessment::{
    Check, Combine, Measures, Protocol, TimedBy, limits, norms, three_meter_backward_walk,
};
use coach::screening::Answer;
use draw::prelude::*;
use gait::SwayMeter;
use std::cell::RefCell;
use std::rc::Rc;
use walk::cues::Motif;

/// How long a chair stand and a quiet stand last, s.
const HALF_MINUTE_S: f64 = 30.0;

/// Where a check is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// How it is done, before each trial.
    Show,
    /// Getting into place until this moment of the page's clock.
    Ready(f64),
    /// Going on since.
    Running(f64),
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
    sensed: StoredValue<Sensed>,
}

/// What the sensors of a trial have heard.
#[derive(Default)]
struct Sensed {
    timer: Rc<RefCell<StepTimer>>,
    sway: Rc<RefCell<SwayMeter>>,
    listening: Option<js::Listening>,
    ticking: Option<clock::Ticking>,
    player: Option<Player>,
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
        sensed: StoredValue::new(Sensed::default()),
    };
    // Everything that listens and ticks ends with the screen.
    on_cleanup(move || drop(doing.sensed.try_update_value(core::mem::take)));
    // Only a change of stage, or the end of practice, makes a new page; the running seconds change a text.
    let stage = Memo::new(move || {
        (core::mem::discriminant(&doing.stage.get()), doing.trial.get() < doing.protocol.practice)
    });
    let page = move || {
        // Asked for its value: a memo that is only tracked is never worked out, and never tells of a change.
        let _: (core::mem::Discriminant<Stage>, bool) = stage.get();
        // What is kept changes while a result is shown; the page that keeps it must not begin anew.
        untrack(|| match doing.stage.get_untracked() {
            Stage::Show => doing.show(),
            Stage::Ready(_) | Stage::Running(_) => doing.going(),
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

    fn distance(self) -> bool {
        matches!(self.protocol.measures, Measures::SecondsOver(_))
    }

    fn show(self) -> AnyView {
        let protocol = self.protocol;
        let id = protocol.id;
        // Timed by steps it starts and ends standing, and is said so.
        let how = move || {
            let timed_by = if self.timed_by.get() == "steps" { TimedBy::Steps } else { TimedBy::Tap };
            let steps = text::with(|words| words.check_steps(protocol, timed_by));
            let listen = listen::listen(steps.join(" "));
            view! {
                <ol>{steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
                {listen}
            }
        };
        let trial = self.trial.get_untracked();
        let number = f64::from(trial.saturating_sub(protocol.practice) + 1);
        let rising = self.practising() && protocol.measures == Measures::Count;
        let which = if rising {
            t("app-check-practice-rise")
        } else if self.practising() {
            t("app-check-practice")
        } else if let Measures::Held(_) = protocol.measures
            && protocol.combine == Combine::Total
        {
            // Each trial is another way to stand.
            t(&format!("check-{id}-step-{}", trial - protocol.practice + 2))
        } else {
            tn("app-check-trial", &[("n", number), ("of", f64::from(protocol.trials))])
        };
        let way = self.distance().then(|| {
            let named = ["tap", "steps"];
            crate::parts::choice::one_of(
                "timed",
                t("app-check-timed"),
                "",
                named
                    .map(|name| {
                        (name.to_owned(), crate::parts::choice::word(tw_id("app-check-timed", name, "")))
                    })
                    .into(),
                move || self.timed_by.get().to_owned(),
                move |picked| {
                    self.timed_by.set(named.into_iter().find(|name| *name == picked).unwrap_or("tap"));
                },
            )
        });
        view! {
            {(trial == 0).then(|| drawing(protocol))}
            {how}
            {protocol.spotter.then(|| view! { <p class="note">{t("check-spotter")}</p> })}
            {(trial == 0).then_some(way)}
            <h2>{which}</h2>
            <div role="alert">{move || self.wrong.get().map(|text| view! { <p class="note bad">{text}</p> })}</div>
            {if rising {
                // Half a minute of rising just before the counted one would be the effort itself.
                let tried = move |_| self.trial.update(|trial| *trial += 1);
                view! { <button class="button main" id="go" on:click=tried>{t("app-check-practised")}</button> }.into_any()
            } else {
                view! { <button class="button main" id="go" on:click=move |_| self.get_ready()>{t("app-today-start")}</button> }
                    .into_any()
            }}
        }
        .into_any()
    }

    /// Called straight from the tap: sound and motion are asked for before anything is waited for.
    fn get_ready(self) {
        self.wrong.set(None);
        let mut player = Player::plain();
        if let Some(player) = &mut player {
            player.load(&track::silence(), "audio/wav", 0.0);
            let playing = player.play();
            crate::platform::js::later(async move { _ = playing.await });
        }
        let senses = self.by_steps() || self.protocol.measures == Measures::Sway;
        let asking = senses.then(motion::ask);
        crate::platform::js::later(async move {
            let sensing = match asking {
                Some(asking) => asking.await,
                None => true,
            };
            if !sensing {
                return self.wrong.set(Some(t("app-live-no-motion")));
            }
            let sensed = Sensed { player, ..Sensed::default() };
            self.sensed.set_value(sensed);
            if senses {
                self.listen();
            }
            self.stage.set(Stage::Ready(now_s() + READY_SECONDS));
            let ticking = clock::every(50, move || self.tick());
            self.sensed.update_value(|sensed| sensed.ticking = ticking);
        });
    }

    /// Hears the sensors into the trial's meters.
    fn listen(self) {
        let settings = self.app.settings.get_untracked();
        let mut engine = live::engine(&settings.placement, settings.height(), false);
        self.sensed.update_value(|sensed| {
            let (timer, sway) = (sensed.timer.clone(), sensed.sway.clone());
            let by_steps = self.by_steps();
            let stage = self.stage;
            sensed.listening = motion::listen(move |reading| {
                let sample = live::sample(&reading);
                if by_steps {
                    engine.push(sample);
                    while let Some(event) = engine.poll() {
                        // Walking to the line before "go" is no part of it.
                        if let (gait::Event::Step(step), Stage::Running(began)) =
                            (event, stage.get_untracked())
                            && step.t_s >= began
                        {
                            timer.borrow_mut().step(step.t_s);
                        }
                    }
                } else if let Stage::Running(_) = stage.get_untracked() {
                    sway.borrow_mut().push(sample);
                }
            });
        });
    }

    fn sound(self, motif: Motif) {
        let volume = self.app.settings.get_untracked().volume;
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
            Stage::Ready(at) if now >= at => {
                self.sound(Motif::Forward);
                self.stage.set(Stage::Running(now));
            }
            Stage::Running(began) => {
                // A walk has no end of its own: where nobody tapped and no steps ended it, nothing was measured.
                let (limit, by_itself) = match self.protocol.measures {
                    Measures::Held(cap) => (cap, true),
                    Measures::Sway if self.practising() => (PRACTICE_STAND_SECONDS, true),
                    Measures::Count | Measures::Sway => (HALF_MINUTE_S, true),
                    _ => (self.protocol.plausible.1, false),
                };
                let walked = self.sensed.with_value(|sensed| sensed.timer.borrow().seconds(now));
                if let Some(seconds) = walked {
                    self.end(seconds);
                } else if now - began >= limit && by_itself {
                    self.end(limit);
                } else if now - began >= limit {
                    self.sensed.set_value(Sensed::default());
                    self.again(t(if self.by_steps() { "app-check-no-steps" } else { "app-check-no-stop" }));
                }
            }
            _ => {}
        }
    }

    /// A trial came to its end after so many seconds.
    fn end(self, seconds: f64) {
        self.sound(Motif::End);
        self.sensed.update_value(|sensed| {
            sensed.ticking = None;
            sensed.listening = None;
        });
        match self.protocol.measures {
            Measures::Count => self.stage.set(Stage::Count),
            Measures::Sway => {
                let measured = self.sensed.with_value(|sensed| sensed.sway.borrow().finish());
                match measured {
                    Some(sway) => self.take(f64::from(sway.rms_mps2)),
                    None => self.again(t("app-check-no-motion")),
                }
            }
            _ => self.take(seconds),
        }
    }

    fn again(self, why: String) {
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
        self.wrong.set(None);
        let practised = self.practising();
        if !practised {
            self.results.update(|results| results.push(value));
            let steps = self.sensed.with_value(|sensed| sensed.timer.borrow().steps());
            self.steps.update(|counts| counts.push(steps));
        }
        self.trial.update(|trial| *trial += 1);
        let mut count = self.results.with_untracked(Vec::len);
        // A way to stand that was not held ends the harder ones.
        let fell_short =
            !practised && self.protocol.combine == Combine::Total && value < limits::FOUR_STAGE_SECONDS;
        while fell_short && count < usize::from(self.protocol.trials) {
            self.results.update(|results| results.push(0.0));
            count += 1;
        }
        let done = count >= usize::from(self.protocol.trials);
        self.stage.set(if done { Stage::Done } else { Stage::Show });
        focus_heading();
    }

    fn going(self) -> AnyView {
        let words = move || match self.stage.get() {
            Stage::Ready(at) => tn("app-check-ready", &[("n", (at - self.now_s.get()).ceil().max(0.0))]),
            Stage::Running(began) => decimal((self.now_s.get() - began).max(0.0)),
            _ => String::new(),
        };
        let running = move || matches!(self.stage.get(), Stage::Running(_));
        let stop = move |_| {
            if let Stage::Running(began) = self.stage.get_untracked() {
                self.end(now_s() - began);
            }
        };
        let leave = move |_| {
            self.sensed.set_value(Sensed::default());
            self.stage.set(Stage::Show);
        };
        let by_tap = !self.by_steps() && !matches!(self.protocol.measures, Measures::Count | Measures::Sway);
        view! {
            <p class="digits center" role="timer">{words}</p>
            {by_tap.then(|| view! {
                <Show when=running>
                    <button class="button main stopwatch" id="stop" on:click=stop>{t("app-check-stop")}</button>
                </Show>
            })}
            <button class="button plain" on:click=leave>{t("app-cancel")}</button>
        }
        .into_any()
    }

    fn count(self) -> AnyView {
        let typed = RwSignal::new(String::new());
        let take = move |event: AnEvent| {
            event.prevent_default();
            // A slip of the fingers costs no trial: the number alone is typed again.
            let (low, high) = self.protocol.plausible;
            match typed.get_untracked().trim().parse::<u8>().map(f64::from) {
                Ok(count) if (low..=high).contains(&count) => self.take(count),
                _ => self.wrong.set(Some(tn("check-problem-whole", &[("low", low), ("high", high)]))),
            }
        };
        view! {
            <form on:submit=take>
                <div class="field">
                    <label for="count">{t("app-check-count")}</label>
                    <input type="text" inputmode="numeric" id="count" autocomplete="off" on:input=move |event| typed.set(event_target_value(&event))/>
                </div>
                <div role="alert">{move || self.wrong.get().map(|text| view! { <p class="note bad">{text}</p> })}</div>
                <button class="button main" type="submit">{t("app-next")}</button>
            </form>
        }
        .into_any()
    }

    fn done(self) -> AnyView {
        let protocol = self.protocol;
        let timed_by = if self.by_steps() { TimedBy::Steps } else { TimedBy::Tap };
        let counts = self.steps.get_untracked();
        let taken = protocol.take(diary::today(), &self.results.get_untracked(), timed_by);
        let over = move |_| {
            self.trial.set(0);
            self.results.set(Vec::new());
            self.steps.set(Vec::new());
            self.stage.set(Stage::Show);
        };
        let over = view! { <button class="button plain" on:click=over>{t("app-check-over")}</button> };
        let check = match taken {
            Ok(check) => check.with_steps(if self.by_steps() { &counts } else { &[] }),
            Err(problem) => {
                let why = text::with(|words| words.check_problem(protocol, problem));
                return view! { <p class="note bad">{why}</p> {over} }.into_any();
            }
        };
        let mut all = diary::checks(self.app);
        let last = all.before(&check).cloned();
        let today = all.of(protocol.id).find(|kept| kept.day == check.day).cloned();
        all.remove(protocol.id, check.day);
        let _ = all.keep(check.clone(), check.day);
        // Where one of today is there and none before it, this is neither the first nor held against one.
        let compared = last.is_some() || today.is_none();
        let last = last.map(|last: Check| {
            let words =
                [("value", value(protocol, last.value).into()), ("day", day(self.app, last.day).into())];
            view! { <p>{tm("app-check-last", &words)}</p> }
        });
        let trials: Vec<String> = check.trials.iter().map(|trial| value(protocol, *trial)).collect();
        let told = RwSignal::new(None::<String>);
        let shown = value(protocol, check.value);
        let keep = move |_| {
            // What it measured may change what the answers come to.
            let advised = diary::keep_check(self.app, &check);
            let advised = advised.map(|advice| tw_id("screen-result", advice.id(), ""));
            let says =
                [Some(t("app-check-kept")), advised].into_iter().flatten().collect::<Vec<_>>().join(" ");
            told.set(Some(says.clone()));
            self.app.say(says);
        };
        // Two of a kind on one day: the walker says which of them counts.
        let keep = match today {
            None => view! { <button class="button main" id="keep" on:click=keep>{t("app-save")}</button> }
                .into_any(),
            Some(first) => {
                let asked = tm("app-check-today", &[("value", value(protocol, first.value).into())]);
                let stays = move |_| told.set(Some(t("app-check-first-stays")));
                view! {
                    <p class="note">{asked}</p>
                    <button class="button" id="keep-first" on:click=stays>{t("app-check-keep-first")}</button>
                    <button class="button" id="use-new" on:click=keep>{t("app-check-use-new")}</button>
                }
                .into_any()
            }
        };
        view! {
            <p class="digits center">{shown}</p>
            <p class="center soft">{trials.join(" · ")}</p>
            {last}
            {compared.then(|| view! { <p><strong>{comparison(protocol, &all)}</strong></p> })}
            {text::with(|words| words.comparison_line(protocol, &all)).map(|line| view! { <p class="soft">{line}</p> })}
            {norm(self.app, protocol)}
            <div hidden=move || told.get().is_some()>{keep}</div>
            {move || told.get().map(|text| view! { <p class="card">{text}</p> })}
            {over}
            <p class="soft">{t("check-not-a-diagnosis")}</p>
        }
        .into_any()
    }
}

/// What was published for the walker's age and sex, with whose it is, where that exists.
fn norm(app: App, protocol: &Protocol) -> Option<AnyView> {
    let answers = safety::answers(app.settings.get_untracked().answers.as_ref()?);
    let said @ Answer::Sex(sex) = answers.get("sex")? else { return None };
    // A published value is of one sex, and said so.
    let id = |of: &str| format!("app-check-norm-{of}{}", said.written());
    let age = answers.number("age")?;
    let text = match protocol.measures {
        Measures::Count => {
            let line = norms::chair_stand_line(age, sex)?;
            tn(&id("chair-"), &[("n", f64::from(line))])
        }
        // What was published of backward walking is not by age.
        Measures::SecondsOver(metres) if protocol.id != three_meter_backward_walk::PROTOCOL.id => {
            let norm = norms::forward_speed(age, sex)?.shown()?;
            let seconds = decimal(metres / norm.value);
            tm(&id(""), &[("value", format!("{seconds} s").into()), ("source", norm.source.into())])
        }
        _ => return None,
    };
    Some(view! { <p class="soft">{text}</p> }.into_any())
}

/// A plain picture of the check.
fn drawing(protocol: &Protocol) -> AnyView {
    let path = match protocol.measures {
        // Two lines on the floor, a walker, and the way to go.
        Measures::SecondsOver(_) if protocol.id == three_meter_backward_walk::PROTOCOL.id => {
            "M20 70V30M180 70V30M150 50H50M62 40L50 50l12 10M165 22a6 6 0 1 1-.1 0M165 34v20l-6 16M165 54l6 16"
        }
        Measures::SecondsOver(_) => {
            "M20 70V30M180 70V30M50 50H150M138 40l12 10l-12 10M30 22a6 6 0 1 1-.1 0M30 34v20l-6 16M30 54l6 16"
        }
        // A chair and a line.
        Measures::Seconds => "M30 20v50M30 46h26v24M180 70V30M70 50H160M148 40l12 10l-12 10",
        Measures::Count => "M70 10v60M70 44h36v26M130 60V20M120 32l10-12l10 12",
        // Feet side by side, and one before the other.
        Measures::Held(_) if protocol.combine == Combine::Total => {
            "M20 30h10v32H20zM34 30h10v32H34zM70 38h10v32H70zM84 24h10v32H84zM120 44h10v32h-10zM120 8h10v32h-10zM166 30h10v32h-10z"
        }
        Measures::Held(_) => "M100 12a6 6 0 1 1-.1 0M100 24v26v22M100 50l14 8l-4 12M84 38h32",
        Measures::Sway => {
            "M100 12a6 6 0 1 1-.1 0M100 24v26l-8 22M100 50l8 22M60 40h-20M48 32l-8 8l8 8M140 40h20M152 32l8 8l-8 8"
        }
    };
    icon::picture(path)
}
