//! Today: one card with one large button, the week as letters, and one tip.

use crate::parts::{choice, week};
use crate::platform::clock;
use crate::route::Route;
use crate::state::{App, app};
use crate::text::{self, t, tm, tn, tw, tw_id};
use crate::walks;
use crate::{diary, live};
use coach::program::progression::card::{Choice, Offer, Session, Today};
use coach::program::progression::gates::Company;
use coach::program::progression::records::Record;
use coach::program::progression::why::Why;
use coach::report::progress::calendar;
use coach::screening::Form;
use draw::prelude::*;
use voice::words::Words;
use walk::coach_record;

/// How many tips there are in the catalogue.
const TIPS: usize = 7;

/// The screen.
pub(crate) fn today() -> AnyView {
    let app = app();
    view! {
        <h1 tabindex="-1">{t("app-today-title")}</h1>
        {super::trouble::trouble()}
        {move || { app.day.track(); untrack(|| of_the_day(app)) }}
    }
    .into_any()
}

fn of_the_day(app: App) -> AnyView {
    let day = diary::today().to_string();
    let language = app.settings.get_untracked().language;
    // Kept here, because every walk makes the card anew.
    let passing = RwSignal::new(None);
    let written = clock::written_day(&day, &language);
    view! {
        <p class="soft">{written}</p>
        {unfinished(app)}
        {move || card(app, &day, passing)}
        <section>
            <h2>{t("app-today-week")}</h2>
            {move || this_week(app)}
            <a class="button plain" href="#/settings/days">{t("app-settings-days")}</a>
        </section>
        <section class="card">
            <h2>{t("app-today-tip")}</h2>
            <p>{t(&format!("app-tip-{}", tip_of_the_day()))}</p>
        </section>
    }
    .into_any()
}

fn tip_of_the_day() -> usize {
    // Days since 1970; fits, and only picks a tip.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let days = (clock::wall_ms() / 86_400_000.0).max(0.0) as usize;
    days % TIPS + 1
}

fn card(app: App, day: &str, passing: RwSignal<Option<InPassing>>) -> AnyView {
    let today = diary::today();
    let progress = diary::progress(app);
    let settings = app.settings.get();
    let card = progress.card(today, Today { company: app.company.get(), ground: None });
    let why = view! {
        <details>
            <summary>{t("app-today-why")}</summary>
            <p>{tw_id("plan-why", card.why.id(), "")}</p>
        </details>
    };
    let note = |text: String, href: String, button: &str| {
        view! {
            <section class="card">
                <h2>{text}</h2>
                <p>{tw_id("plan-why", card.why.id(), "")}</p>
                <a class="button main" href=href>{t(button)}</a>
            </section>
            <a class="button plain" href=Route::Typed.link()>{t("app-today-already")}</a>
        }
        .into_any()
    };
    let written = |day: units::Day| clock::written_day(&day.to_string(), &settings.language);
    match card.offer {
        Offer::Screen(form) => {
            return note(t("plan-offer-screen"), Route::Questions(form).link(), "app-next");
        }
        Offer::AskFirst => {
            return note(t("plan-offer-ask-first"), Route::Welcome(4).link(), "app-result-ask");
        }
        Offer::CheckTheDate(day) => {
            let text = tm("plan-offer-check-the-date", &[("day", written(day).into())]);
            let put_right = (diary::dated_ahead(app) > 0).then(|| view! {
                <p>{t("app-today-dates-help")}</p>
                <button class="button" id="put-right" on:click=move |_| diary::put_dates_right(app)>{t("app-today-dates")}</button>
            });
            return view! { {note(text, Route::Progress.link(), "app-tab-progress")} {put_right} }.into_any();
        }
        Offer::Walk(_) | Offer::Rest(_) => {}
    }
    let put_off = settings.resting == day;
    let first = if let (Offer::Walk(session), false) = (card.offer, put_off) { Some(session) } else { None };
    let chosen = RwSignal::new(first);
    let rest = match card.offer {
        _ if put_off => t("app-today-rest"),
        Offer::Rest(until) => tm("plan-offer-rest", &[("day", written(until).into())]),
        _ => String::new(),
    };
    let offered = move || match chosen.get().and_then(|session| walk(app, session)) {
        Some(walk) => walk,
        None => view! { <h2>{rest.clone()}</h2> }.into_any(),
    };
    let notes = card.notes.iter().map(|note| view! { <li>{tw_id("plan-why", note.id(), "")}</li> });
    let notes = notes.collect_view();
    let choices = card.choices.iter().map(|choice| instead(app, *choice, card.why, chosen, day, put_off));
    let choices = choices.collect_view();
    view! {
        {morning(app, progress.asks_morning(today))}
        <section class="card">
            {offered}
            {why}
            {(!card.notes.is_empty()).then(|| view! { <ul>{notes}</ul> })}
        </section>
        {put_off.then(|| view! {
            <button class="button" on:click=move |_| app.choose(|settings| settings.resting.clear())>{t("app-today-rest-undo")}</button>
        })}
        {company(app.company)}
        <div class="buttons">{choices}</div>
        {in_passing(app, passing)}
        <a class="button plain" href=Route::Typed.link()>{t("app-today-already")}</a>
    }
    .into_any()
}

/// A session as the card shows it, with START.
fn walk(app: App, session: Session) -> Option<AnyView> {
    let program = session.program_in(text::with(Words::units))?;
    let minutes = (program.duration().as_secs_f64() / 60.0).round().max(1.0);
    let notation = program.to_string();
    let start = move |_| {
        app.choose(|settings| settings.program.clone_from(&notation));
        Route::Walk.go();
    };
    Some(
        view! {
            <h2>{tn("app-today-minutes", &[("minutes", minutes)])}</h2>
            <p>{text::program_words(&program)}</p>
            {session.belt.map(|belt| {
                let speed = text::with(|words| words.belt_at_most(belt));
                view! { <p>{tw("plan-belt-ceiling", &[("speed", &speed)])}</p> }
            })}
            {crate::parts::strip::strip(program.blocks(), None)}
            <button class="button main" id="start-today" on:click=start>{t("app-today-start")}</button>
        }
        .into_any(),
    )
}

/// What may be chosen instead.
fn instead(
    app: App,
    choice: Choice,
    why: Why,
    chosen: RwSignal<Option<Session>>,
    day: &str,
    put_off: bool,
) -> AnyView {
    let day = day.to_owned();
    let session = |session: Session, id: &'static str| {
        let walk = session
            .program_in(text::with(Words::units))
            .map(|program| text::program_words(&program))
            .unwrap_or_default();
        let words = tm(id, &[("walk", walk.into())]);
        view! { <button class="button plain" on:click=move |_| chosen.set(Some(session))>{words}</button> }
            .into_any()
    };
    let link =
        |href: String, words: String| view! { <a class="button plain" href=href>{words}</a> }.into_any();
    match choice {
        Choice::Shorter(s) => session(s, "plan-choice-shorter"),
        // One level up was offered, so the level before is the walk of last time.
        Choice::Easier(s) if why == Why::StepUp => session(s, "plan-choice-repeat"),
        Choice::Easier(s) => session(s, "plan-choice-easier"),
        Choice::Treadmill(s) => session(s, "plan-choice-treadmill"),
        Choice::AnotherDay if put_off => ().into_any(),
        Choice::AnotherDay => view! {
            <button class="button plain" on:click=move |_| app.choose(|settings| settings.resting.clone_from(&day))>
                {t("plan-choice-another-day")}
            </button>
        }
        .into_any(),
        Choice::Own(0..60) => ().into_any(),
        Choice::Own(seconds) => {
            link(Route::Walk.link(), tn("plan-choice-own", &[("minutes", f64::from(seconds / 60))]))
        }
        Choice::LongForm => link(Route::Questions(Form::Long).link(), t("plan-choice-long-form")),
        Choice::Check(id) => {
            let check = tw_id("check", id, "");
            link(Route::Check(id.to_owned()).link(), tm("plan-choice-check", &[("check", check.into())]))
        }
    }
}

/// Pain the morning after a walk that hurt.
fn morning(app: App, asks: bool) -> Option<AnyView> {
    asks.then(|| {
        let levels = (0..=10).map(|level: u8| (level.to_string(), choice::word(level.to_string()))).collect();
        let chosen = RwSignal::new(String::new());
        let told = move |_| {
            if let Ok(pain) = chosen.get().parse() {
                diary::keep(app, Record::Morning { day: diary::today(), pain });
            }
        };
        let pick = move |level| chosen.set(level);
        view! {
            <section class="note">
                {choice::one_of("morning", t("app-morning"), "short", levels, move || chosen.get(), pick)}
                <button class="button" id="morning-save" on:click=told>{t("app-save")}</button>
            </section>
        }
        .into_any()
    })
}

/// Who walks along today: a spotter or a teacher opens more.
pub(super) fn company(who: RwSignal<Company>) -> AnyView {
    choice::one_of(
        "company",
        t("app-today-company"),
        "short",
        Company::ALL
            .map(Company::name)
            .map(|name| (name.to_owned(), choice::word(tw_id("app-company", name, ""))))
            .into(),
        move || who.get().name().to_owned(),
        move |picked| who.set(Company::named(&picked).unwrap_or_default()),
    )
}

/// The steps in passing just kept: the walk's id, and when.
type InPassing = (String, f64);

/// Nobody walks down a hallway twice in so many milliseconds: a second tap is a slip.
const ONE_HALLWAY_MS: f64 = 10_000.0;

/// A few steps on the way to the kettle, in one tap, and another takes them back.
fn in_passing(app: App, passing: RwSignal<Option<InPassing>>) -> AnyView {
    let kept = move |_| {
        let now = clock::wall_ms();
        if passing.with_untracked(|last| last.as_ref().is_some_and(|(_, at)| now - at < ONE_HALLWAY_MS)) {
            return;
        }
        let record = walks::in_passing(app);
        passing.set(Some((record.id.clone(), now)));
        crate::platform::js::later(async move {
            if walks::keep(app, record).await.is_err() {
                passing.set(None);
            }
        });
    };
    let back = move |_| {
        if let Some((id, _)) = passing.get_untracked() {
            passing.set(None);
            crate::platform::js::later(async move { drop(walks::delete(app, &id).await) });
        }
    };
    view! {
        <button class="button plain" id="micro" on:click=kept>{t("app-today-micro")}</button>
        <p role="status">{move || passing.with(Option::is_some).then(|| t("app-today-micro-kept"))}</p>
        <Show when=move || passing.with(Option::is_some)>
            <button class="button plain" id="micro-undo" on:click=back>{t("app-undo")}</button>
        </Show>
    }
    .into_any()
}

/// This week, and the days the walker chose.
fn this_week(app: App) -> AnyView {
    let today = diary::today();
    let walked = app.walks.with(|walks| {
        walks.iter().flatten().filter_map(|walk| coach_record::walked(&walk.record)).collect::<Vec<_>>()
    });
    app.settings.with(|settings| {
        week::days(&calendar(&walked, today, 1), today, settings.weekdays(), &settings.language)
    })
}

/// Looks whether a walk of this phone broke off, and shows it on this screen.
pub(crate) async fn look_for_unfinished(app: App) {
    let found = live::unfinished(app).await;
    app.unfinished.set(found);
}

pub(super) fn unfinished(app: App) -> AnyView {
    let shown = move || {
        app.unfinished.get().filter(|_| app.live.with(Option::is_none)).map(|found| {
            let go_on = move |_| {
                live::go_on(app);
                app.unfinished.set(None);
                Route::Live.go();
            };
            let finish = move |_| {
                crate::platform::js::later(live::keep_broken_off(app));
                app.unfinished.set(None);
            };
            let words = [
                ("minutes", found.minutes_ago.into()),
                ("block", f64::from(found.block).into()),
                ("of", f64::from(found.of).into()),
            ];
            view! {
                <section class="note">
                    <h2>{t("app-unfinished-title")}</h2>
                    <p>{tm("app-unfinished", &words)}</p>
                    {diary::barred(app).is_none().then(|| view! {
                        <button class="button main" on:click=go_on>{t("app-unfinished-go-on")}</button>
                    })}
                    <button class="button plain" on:click=finish>{t("app-unfinished-keep")}</button>
                </section>
            }
        })
    };
    shown.into_any()
}
