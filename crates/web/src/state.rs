//! What every screen shares: the choices, the walks, where we are, and the walk that is going on.

use crate::belt::Belt;
use crate::diary;
use crate::fall::{self, Asking};
use crate::live::{Live, Unfinished};
use crate::platform::store::{Store, Trouble};
use crate::route::Route;
use crate::settings::Settings;
use crate::text;
use crate::walks::KeptWalk;
use coach::program::progression::gates::Company;
use draw::prelude::*;
use formats::coach_record::CoachEntry;
use std::ops::Deref;
use units::Day;

/// The page's shared state, which lives as long as the page. A copy is the same state.
#[derive(Clone, Copy)]
pub(crate) struct App(&'static State);

/// What it holds.
pub(crate) struct State {
    pub(crate) settings: RwSignal<Settings>,
    /// The language whose texts are here: the chosen one, as soon as it has been fetched.
    pub(crate) spoken: RwSignal<String>,
    /// The language that was chosen could not be fetched.
    pub(crate) silent: RwSignal<bool>,
    pub(crate) route: RwSignal<Route>,
    /// The kept walks, newest first; `None` until they have been read.
    pub(crate) walks: RwSignal<Option<Vec<KeptWalk>>>,
    /// What the coach keeps beside walks, oldest first; `None` until it has been read.
    pub(crate) coach: RwSignal<Option<Vec<CoachEntry>>>,
    /// The day this page shows.
    pub(crate) day: RwSignal<Day>,
    /// Who walks along on it.
    pub(crate) company: RwSignal<Company>,
    /// Why walks cannot be kept, if they cannot.
    pub(crate) trouble: RwSignal<Option<Trouble>>,
    /// Read out by a screen reader when it changes.
    pub(crate) said: RwSignal<String>,
    /// Whether our own server answered when last asked.
    pub(crate) server: RwSignal<bool>,
    /// How many walks wait for the server.
    pub(crate) waiting: RwSignal<usize>,
    /// What is said while a walk is made ready, or why it is not.
    pub(crate) getting_ready: RwSignal<Option<String>>,
    /// A walk that broke off and may be taken up again.
    pub(crate) unfinished: RwSignal<Option<Unfinished>>,
    /// The cues of the last walk on this page: seconds, id, words.
    pub(crate) cue_log: RwSignal<Vec<(f64, String, String)>>,
    pub(crate) live: RwSignal<Option<Live>>,
    /// The treadmill the app steers now.
    pub(crate) belt: RwSignal<Option<Belt>>,
    /// What is shown after a suspected fall until the walker says yes, and what asks it.
    pub(crate) fall: RwSignal<Option<fall::Shown>>,
    pub(crate) asking: StoredValue<Option<Asking>>,
    pub(crate) store: StoredValue<Option<Store>>,
    /// The last choice could not be kept.
    unkept: StoredValue<bool>,
}

thread_local! {
    // First touched before anything is mounted, so its signals belong to no screen and outlive them all.
    static APP: App = App::new();
}

/// The shared state.
pub(crate) fn app() -> App {
    APP.with(|app| *app)
}

impl Deref for App {
    type Target = State;

    fn deref(&self) -> &State {
        self.0
    }
}

impl App {
    fn new() -> App {
        let settings = Settings::read();
        text::measure(settings.us_units);
        settings.apply();
        App(Box::leak(Box::new(State {
            spoken: RwSignal::new(settings.language.clone()),
            silent: RwSignal::new(false),
            settings: RwSignal::new(settings),
            route: RwSignal::new(Route::here()),
            walks: RwSignal::new(None),
            coach: RwSignal::new(None),
            day: RwSignal::new(diary::today()),
            company: RwSignal::new(Company::Alone),
            trouble: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            server: RwSignal::new(false),
            waiting: RwSignal::new(0),
            getting_ready: RwSignal::new(None),
            unfinished: RwSignal::new(None),
            cue_log: RwSignal::new(Vec::new()),
            live: RwSignal::new(None),
            belt: RwSignal::new(None),
            fall: RwSignal::new(None),
            asking: StoredValue::new(None),
            store: StoredValue::new(None),
            unkept: StoredValue::new(false),
        })))
    }

    /// A page stays open for days, and each of them begins with nobody along.
    pub(crate) fn look_at_the_day(self) {
        let today = diary::today();
        if self.day.get_untracked() != today {
            self.company.set(Company::Alone);
            self.day.set(today);
        }
    }

    /// Where the walk is that goes on, if one does.
    pub(crate) fn walking(self) -> Option<Route> {
        if self.live.with(Option::is_some) {
            return Some(Route::Live);
        }
        self.belt.with(Option::is_some).then_some(Route::Belt)
    }

    /// Whether a walk is in the pocket.
    pub(crate) fn in_pocket(self) -> bool {
        self.live.with_untracked(|live| live.as_ref().is_some_and(|live| live.pocket.get_untracked()))
    }

    /// The choices as they are kept: another window's may be newer. What this one could not keep it alone knows.
    pub(crate) fn newest(self) -> Settings {
        let kept = Settings::kept().filter(|_| !self.unkept.get_value());
        kept.unwrap_or_else(|| self.settings.get_untracked())
    }

    /// Changes the choices, and keeps and shows the change.
    pub(crate) fn choose(self, change: impl FnOnce(&mut Settings)) {
        let mut after = self.newest();
        change(&mut after);
        self.keep(after);
    }

    fn keep(self, after: Settings) {
        let kept = after.keep();
        self.unkept.set_value(!kept);
        if !kept {
            self.trouble.set(Some(Trouble::Full));
        }
        self.show(after);
        crate::platform::js::later(async move {
            if let Ok(store) = self.store().await {
                self.settings.get_untracked().keep_in(&store).await;
            }
        });
    }

    /// Goes on with the choices that another window has kept.
    pub(crate) fn follow(self) {
        if let Some(kept) = Settings::kept() {
            self.unkept.set_value(false);
            self.show(kept);
        }
    }

    fn show(self, settings: Settings) {
        text::measure(settings.us_units);
        settings.apply();
        let language = settings.language.clone();
        self.settings.set(settings);
        if self.spoken.get_untracked() != language {
            crate::platform::js::later(self.speak(language));
        }
    }

    /// Changes to a language once its texts are here, and then has its voice fetched too; else stays with the old one.
    async fn speak(self, language: String) {
        let here = text::speak(&language).await;
        self.silent.set(!here);
        if here {
            self.spoken.set(language.clone());
            crate::live::track::voice(&language).await;
        } else {
            let old = self.spoken.get_untracked();
            self.choose(|settings| settings.language = old);
        }
    }

    /// The store, opened when it is first needed.
    pub(crate) async fn store(self) -> Result<Store, Trouble> {
        if let Some(store) = self.store.get_value() {
            return Ok(store);
        }
        let opened = Store::open().await;
        match &opened {
            Ok(store) => self.store.set_value(Some(store.clone())),
            Err(trouble) => self.trouble.set(Some(trouble.clone())),
        }
        opened
    }

    /// Says something to who cannot see it.
    pub(crate) fn say(self, text: String) {
        self.said.set(text);
    }
}
