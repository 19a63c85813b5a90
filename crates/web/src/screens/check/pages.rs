//! The pages of a check: how it is done, its trial as it goes, a count to be told, and what it came to.

use super::super::checks::{comparison, day, value};
use super::super::today::company;
use super::super::walk_before::ticks;
use super::{Doing, Sensed, Stage, now_s};
use crate::diary;
use crate::parts::double_tap::InPlace;
use crate::parts::{icon, listen};
use crate::safety;
use crate::state::App;
use crate::text::{self, decimal, t, tm, tn, tw_id};
use coach::assessment::{
    Check, Combine, Measures, Protocol, TimedBy, norms, ten_metre_walk, three_meter_backward_walk,
};
use coach::program::progression::gates::Company;
use coach::screening::Answer;
use draw::prelude::*;

impl Doing {
    pub(super) fn show(self) -> AnyView {
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
        // Nobody goes backward as fast as feels good with no one there.
        let start = move || {
            if self.backward() && self.company.get() == Company::Alone {
                return view! { <p class="note">{t("app-check-alone")}</p> }.into_any();
            }
            view! { <button class="button main" id="go" on:click=move |_| self.get_ready()>{t("app-today-start")}</button> }
                .into_any()
        };
        view! {
            {(trial == 0).then(|| drawing(protocol))}
            {how}
            {protocol.spotter.then(|| view! { <p class="note">{t("check-spotter")}</p> })}
            {(trial == 0).then_some(way)}
            {(trial == 0 && self.backward()).then(|| vec![company(self.company), ticks(self.ticked).into_any()])}
            <h2>{which}</h2>
            <div role="alert">{move || self.wrong.get().map(|text| view! { <p class="note bad">{text}</p> })}</div>
            {if rising {
                // Half a minute of rising just before the counted one would be the effort itself.
                let tried = move |_| self.trial.update(|trial| *trial += 1);
                view! { <button class="button main" id="go" on:click=tried>{t("app-check-practised")}</button> }.into_any()
            } else {
                start.into_any()
            }}
            {self.undone()}
        }
        .into_any()
    }

    pub(super) fn going(self) -> AnyView {
        let words = move || match self.stage.get() {
            Stage::Ready(at) if at.is_finite() => {
                tn("app-check-ready", &[("n", (at - self.now_s.get()).ceil().max(0.0))])
            }
            Stage::Running(began) => decimal((self.now_s.get() - began).max(0.0)),
            _ => String::new(),
        };
        let running = move || matches!(self.stage.get(), Stage::Running(_));
        let waiting = move || self.begins_by_tap() && !running();
        let stop = move |_| {
            if let Stage::Running(began) = self.stage.get_untracked() {
                self.end(now_s() - began);
            }
        };
        let now = if self.run_up() { "app-check-at-line" } else { "app-check-in-place" };
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
            <Show when=waiting>
                <button class="button main stopwatch" id="now" on:click=move |_| self.begin()>{t(now)}</button>
            </Show>
            <button class="button plain" on:click=leave>{t("app-cancel")}</button>
        }
        .into_any()
    }

    /// What ended by itself counts only once somebody says so.
    pub(super) fn asked(self, seconds: f64) -> AnyView {
        // It stands where STOP stood.
        let place = InPlace::now();
        let yes = move |_| {
            if place.hears() {
                self.take(seconds);
            }
        };
        let no = move |_| {
            if place.hears() {
                self.again(t("app-check-void"));
            }
        };
        let question = if self.distance() { "app-check-reached" } else { "app-check-held" };
        view! {
            <h2>{t(question)}</h2>
            <button class="button" id="held" on:click=yes>{t("screen-answer-yes")}</button>
            <button class="button" id="not-held" on:click=no>{t("screen-answer-no")}</button>
        }
        .into_any()
    }

    /// One slip of the tap costs one trial, and not the check.
    fn undone(self) -> Option<AnyView> {
        let undo = move |_| {
            self.undo();
            self.stage.set(Stage::Show);
        };
        self.sensed.with_value(|sensed| sensed.taken).then(|| {
            view! { <button class="button plain" id="undo" on:click=undo>{t("app-check-undo")}</button> }
                .into_any()
        })
    }

    pub(super) fn count(self) -> AnyView {
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

    pub(super) fn done(self) -> AnyView {
        let protocol = self.protocol;
        let timed_by = if self.by_steps() { TimedBy::Steps } else { TimedBy::Tap };
        let counts = self.steps.get_untracked();
        let mut results = self.results.get_untracked();
        if protocol.combine == Combine::Total {
            // A way to stand that was not held ended the harder ones.
            results.resize(protocol.trials.into(), 0.0);
        }
        let taken = protocol.take(diary::today(), &results, timed_by);
        let over = move |_| {
            self.sensed.set_value(Sensed::default());
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
        let by_steps = self.backward() && self.by_steps();
        let shown = value(protocol, check.value);
        let keep = move |_| {
            self.sensed.set_value(Sensed::default());
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
            {norm(self.app, protocol, timed_by)}
            {by_steps.then(|| view! { <p>{t("check-by-steps-plan")}</p> })}
            <div hidden=move || told.get().is_some()>{keep} {self.undone()}</div>
            {move || told.get().map(|text| view! { <p class="card">{text}</p> })}
            {over}
            <p class="soft">{t("check-not-a-diagnosis")}</p>
        }
        .into_any()
    }
}

/// What was published for the walker's age and sex, with whose it is, where that exists.
fn norm(app: App, protocol: &Protocol, timed_by: TimedBy) -> Option<AnyView> {
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
        // What was published of backward walking is not by age, and of walking is of people under way, by a stopwatch.
        Measures::SecondsOver(metres)
            if protocol.id == ten_metre_walk::PROTOCOL.id && timed_by == TimedBy::Tap =>
        {
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
