//! The three ways to walk and the walker's own notation: what is picked becomes one line of notation.

use crate::parts::choice::{self, words};
use crate::settings::KeptPlace;
use crate::state::App;
use crate::text::{self, t, tn, tw};
use coach::program::places::Checklist;
use coach::program::{Plan, Program, SpeedUnit, Way, parse};
use draw::prelude::*;

/// What is picked. A copy is the same picks.
#[derive(Clone, Copy)]
pub(crate) struct Picks {
    app: App,
    way: RwSignal<String>,
    place: RwSignal<String>,
    new_place: RwSignal<KeptPlace>,
    rounds: RwSignal<String>,
    forward: RwSignal<String>,
    backward: RwSignal<String>,
    by_block: RwSignal<bool>,
    belt_speed: RwSignal<String>,
    own: RwSignal<String>,
    /// What was ticked now, and at which place.
    clear: RwSignal<KeptPlace>,
}

/// The places everybody has: text id, metres, feet, outdoors.
const PLACES: [(&str, &str, &str, bool); 3] = [
    ("app-walk-place-hallway", "5 m", "16 ft", false),
    ("app-walk-place-kitchen", "10 m", "33 ft", false),
    ("app-walk-place-driveway", "25 m", "80 ft", true),
];
/// A place still to be named; no place can be called that.
const NEW: &str = "+";

/// A place of that length: what was found clear on another length of it was not looked at on this one.
fn looked_at(places: &[KeptPlace], name: String, length: String) -> KeptPlace {
    let known = places.iter().find(|known| known.name == name);
    let clear = known.filter(|known| known.length == length).map(|known| known.clear.clone());
    let outdoors = known.map_or(name == "driveway", |known| known.outdoors);
    KeptPlace { name, length, outdoors, clear: clear.unwrap_or_default() }
}

impl Picks {
    /// The last program again, or the smallest start.
    pub(crate) fn new(app: App) -> Picks {
        let settings = app.settings.get_untracked();
        let us = settings.us_units;
        let picks = Picks {
            app,
            way: RwSignal::new(Way::StartSmall.name().to_owned()),
            place: RwSignal::new(String::new()),
            new_place: RwSignal::new(KeptPlace {
                length: if us { "16" } else { "5" }.to_owned(),
                ..KeptPlace::default()
            }),
            rounds: RwSignal::new("4".to_owned()),
            forward: RwSignal::new("3".to_owned()),
            backward: RwSignal::new("1".to_owned()),
            by_block: RwSignal::new(false),
            belt_speed: RwSignal::new(String::new()),
            own: RwSignal::new(settings.program.clone()),
            clear: RwSignal::new(KeptPlace::default()),
        };
        if let Some(first) = picks.places().into_iter().next() {
            picks.place.set(first.name);
        }
        if let Ok(program) = parse(&settings.program) {
            picks.follow(&program);
        }
        picks
    }

    /// Sets every field to what a program says.
    fn follow(self, program: &Program) {
        self.way.set(program.way().name().to_owned());
        // What the fields do not offer is shown as it was written.
        let odd = |time: units::Duration| !time.as_secs().is_multiple_of(30);
        let by_hand = match program.plan() {
            Plan::Intervals(intervals) => odd(intervals.forward) || odd(intervals.backward),
            Plan::Treadmill(treadmill) => {
                let us = self.app.settings.get_untracked().us_units;
                odd(treadmill.each)
                    || treadmill.speed.is_some_and(|speed| (speed.unit == SpeedUnit::Mph) != us)
            }
            _ => false,
        };
        if by_hand {
            return self.way.set("own".to_owned());
        }
        let minutes = |time: units::Duration| (time.as_secs_f64() / 60.0).to_string();
        match program.plan() {
            Plan::SmallStart(small) => {
                if self.places().iter().any(|place| place.name == small.place.name) {
                    self.place.set(small.place.name.clone());
                    self.rounds.set(small.rounds.to_string());
                } else {
                    self.way.set("own".to_owned());
                }
            }
            Plan::Intervals(intervals) => {
                self.forward.set(minutes(intervals.forward));
                self.backward.set(minutes(intervals.backward));
                self.rounds.set(intervals.rounds.to_string());
            }
            Plan::StreetBlocks(street) if street.length.is_none() => {
                self.by_block.set(true);
                self.forward.set(street.forward.to_string());
                self.backward.set(street.backward.to_string());
                self.rounds.set(street.rounds.to_string());
            }
            Plan::Treadmill(treadmill) => {
                self.backward.set(minutes(treadmill.each));
                let speed = treadmill.speed.map(|speed| (f64::from(speed.hundredths) / 100.0).to_string());
                self.belt_speed.set(speed.unwrap_or_default());
                self.rounds.set(treadmill.rounds.to_string());
            }
            Plan::StreetBlocks(_) => self.way.set("own".to_owned()),
        }
    }

    /// The usual places and the walker's own.
    fn places(self) -> Vec<KeptPlace> {
        let settings = self.app.settings.get_untracked();
        let mut places = settings.places.clone();
        for (id, metric, us, outdoors) in PLACES {
            let name = t(id).to_lowercase();
            if !places.iter().any(|place| place.name == name) {
                let length = if settings.us_units { us } else { metric }.to_owned();
                places.push(KeptPlace { name, length, outdoors, clear: Vec::new() });
            }
        }
        // The path of the program that waits, as long as the plan has it.
        if let Ok(Plan::SmallStart(small)) = parse(&settings.program).map(|program| program.plan().clone()) {
            let (name, length) = (small.place.name, small.place.length.to_string());
            let place = looked_at(&places, name, length);
            match places.iter_mut().find(|known| known.name == place.name) {
                Some(known) => *known = place,
                None => places.insert(0, place),
            }
        }
        places
    }

    /// The place picked now.
    fn picked_place(self) -> KeptPlace {
        let picked = self.place.get();
        if picked == NEW {
            let unit = if self.app.settings.with(|settings| settings.us_units) { "ft" } else { "m" };
            let place = self.new_place.get();
            return KeptPlace { length: format!("{} {unit}", place.length.trim()), ..place };
        }
        self.places().into_iter().find(|place| place.name == picked).unwrap_or_default()
    }

    /// The place that is walked, however it was written, with what was found clear there.
    fn walked_place(self) -> Option<KeptPlace> {
        let Plan::SmallStart(small) = parse(&self.notation()).ok()?.plan().clone() else { return None };
        let mut places = self.places();
        if self.way.get() == "start-small" {
            places.insert(0, KeptPlace { name: small.place.name.clone(), ..self.picked_place() });
        }
        Some(looked_at(&places, small.place.name, small.place.length.to_string()))
    }

    /// What is clear at a place: as ticked now, or as kept.
    fn clear_at(self, place: &KeptPlace) -> Vec<String> {
        self.clear.with(|ticked| {
            let here = (&ticked.name, &ticked.length) == (&place.name, &place.length);
            if here { ticked } else { place }.clear.clone()
        })
    }

    /// What is picked, as notation.
    pub(crate) fn notation(self) -> String {
        let rounds = self.rounds.get();
        match self.way.get().as_str() {
            "start-small" => {
                let place = self.picked_place();
                format!("{} {} x{rounds}", place.name.trim(), place.length)
            }
            "intervals" => {
                let block = if self.by_block.get() { "block " } else { "" };
                format!("{block}{}:{} x{rounds}", self.forward.get(), self.backward.get())
            }
            "treadmill" => {
                let unit = if self.app.settings.with(|settings| settings.us_units) { "mph" } else { "km/h" };
                let speed = self.belt_speed.get();
                let at = if speed.is_empty() { speed } else { format!(" at {speed} {unit}") };
                format!("treadmill {} min x{rounds}{at}", self.backward.get())
            }
            _ => self.own.get(),
        }
    }

    /// Remembers the program, and the place with what was found clear there.
    pub(crate) fn keep(self, program: &Program) {
        let place =
            untrack(|| self.walked_place().map(|place| KeptPlace { clear: self.clear_at(&place), ..place }));
        self.app.choose(|settings| {
            settings.program = program.to_string();
            if let Some(place) = place {
                settings.places.retain(|known| known.name != place.name);
                settings.places.insert(0, place);
            }
        });
    }

    /// How many hazards of the place were not looked at, or not found clear.
    pub(crate) fn open_hazards(self) -> usize {
        let Some(place) = self.walked_place() else { return 0 };
        let mut list = Checklist::new(place.outdoors);
        let clear = self.clear_at(&place);
        for hazard in list.questions().collect::<Vec<_>>() {
            list.answer(hazard, clear.iter().any(|known| known == hazard.id()));
        }
        list.open().count()
    }

    /// The look at the place, where a place is walked.
    pub(crate) fn place_check(self) -> Option<AnyView> {
        self.walked_place().map(|place| {
            let questions = Checklist::new(place.outdoors);
            let place = StoredValue::new(place);
            let lines = questions
                .questions()
                .map(|hazard| {
                    let id = hazard.id();
                    choice::tick(
                        t(id),
                        move || self.clear_at(&place.get_value()).iter().any(|known| known == id),
                        move |on| {
                            let mut here = place.get_value();
                            here.clear = untrack(|| self.clear_at(&here));
                            here.clear.retain(|known| known != id);
                            if on {
                                here.clear.push(id.to_owned());
                            }
                            self.clear.set(here);
                        },
                    )
                })
                .collect_view();
            let open = move || match u32::try_from(self.open_hazards()) {
                Ok(0) => t("app-walk-place-clear"),
                count => tn("app-walk-place-open", &[("count", f64::from(count.unwrap_or(u32::MAX)))]),
            };
            view! {
                <section>
                    <h2>{t("app-walk-place-check")}</h2>
                    <p>{t("app-walk-place-check-help")}</p>
                    {lines}
                    <p role="status">{open}</p>
                </section>
            }
            .into_any()
        })
    }

    /// Whether the path has no name or length yet by which it could be walked: its own fields are wrong then, and no notation.
    pub(crate) fn names_a_place(self) -> bool {
        self.way.get() == "start-small" && self.place.get() == NEW
    }

    /// Everything to pick.
    pub(crate) fn view(self) -> AnyView {
        let ways = [("start-small", "small"), ("intervals", "intervals"), ("treadmill", "treadmill")]
            .map(|(way, text)| {
                let label = words(t(&format!("app-walk-{text}")), t(&format!("app-walk-{text}-text")));
                (way.to_owned(), label)
            })
            .into_iter()
            .chain([("own".to_owned(), choice::word(t("app-walk-own")))])
            .collect();
        let details = move || match self.way.get().as_str() {
            "start-small" => self.small(),
            "intervals" => self.intervals(),
            "treadmill" => self.treadmill(),
            _ => self.own_notation(),
        };
        view! {
            {choice::one_of("way", t("app-walk-pick"), "", ways, move || self.way.get(), move |way| self.way.set(way))}
            {details}
        }
        .into_any()
    }

    fn small(self) -> AnyView {
        let options = self
            .places()
            .into_iter()
            .map(|place| {
                let label = words(text::place(&place.name), place.length);
                (place.name, label)
            })
            .chain([(NEW.to_owned(), choice::word(t("app-walk-place-new")))])
            .collect();
        let pick = move |name: String| self.place.set(name);
        view! {
            {choice::one_of("place", t("app-walk-place"), "", options, move || self.place.get(), pick)}
            <Show when=move || self.place.get() == NEW>{self.add_place()}</Show>
            {Picks::count("app-walk-times", "rounds", self.rounds, &["2", "3", "4", "6", "8"])}
        }
        .into_any()
    }

    fn add_place(self) -> AnyView {
        let unit = if self.app.settings.get_untracked().us_units { "ft" } else { "m" };
        let place = self.new_place;
        view! {
            <div class="field">
                <label for="place-name">{t("app-walk-place-name")}</label>
                <input type="text" id="place-name" autocomplete="off" prop:value=move || place.with(|place| place.name.clone())
                    on:input=move |event| place.update(|place| place.name = event_target_value(&event))/>
            </div>
            <div class="field">
                <label for="place-length">{tw("app-walk-place-length", &[("unit", unit)])}</label>
                <input type="text" inputmode="decimal" id="place-length" autocomplete="off"
                    prop:value=move || place.with(|place| place.length.clone())
                    on:input=move |event| place.update(|place| place.length = event_target_value(&event))/>
            </div>
            {choice::tick(
                t("app-walk-place-outdoors"),
                move || place.with(|place| place.outdoors),
                move |on| place.update(|place| place.outdoors = on),
            )}
        }
        .into_any()
    }

    fn intervals(self) -> AnyView {
        view! {
            {Picks::count("app-walk-minutes-forward", "forward", self.forward, &["1", "2", "3", "5"])}
            {Picks::count("app-walk-minutes-backward", "backward", self.backward, &["0.5", "1", "2"])}
            {Picks::count("app-walk-times", "rounds", self.rounds, &["2", "3", "4", "6", "8"])}
            {choice::tick(t("app-walk-by-block"), move || self.by_block.get(), move |on| self.by_block.set(on))}
        }
        .into_any()
    }

    fn treadmill(self) -> AnyView {
        let us = self.app.settings.get_untracked().us_units;
        let (unit, speeds): (_, &[&str]) =
            if us { ("mph", &["", "0.5", "0.7", "1"]) } else { ("km/h", &["", "0.8", "1", "1.5"]) };
        view! {
            <p class="soft">{t(super::belt::ways())}</p>
            {Picks::count("app-walk-belt-minutes", "backward", self.backward, &["0.5", "1", "2"])}
            {Picks::count("app-walk-times", "rounds", self.rounds, &["2", "3", "4", "6"])}
            {Picks::choices(tw("app-walk-belt-speed", &[("unit", unit)]), "speed", self.belt_speed, speeds)}
        }
        .into_any()
    }

    fn own_notation(self) -> AnyView {
        let example = Way::Intervals.example();
        view! {
            <div class="field">
                <label for="own">{t("app-walk-own-label")}</label>
                <input type="text" id="own" autocomplete="off" autocapitalize="none" spellcheck="false"
                    aria-describedby="own-help" prop:value=move || self.own.get()
                    aria-invalid=move || parse(&self.own.get()).is_err().then_some("true")
                    on:input=move |event| self.own.set(event_target_value(&event))/>
                <p id="own-help" class="soft small">{tw("app-walk-own-help", &[("example", example)])}</p>
            </div>
        }
        .into_any()
    }

    fn count(title: &'static str, name: &'static str, field: RwSignal<String>, usual: &[&str]) -> AnyView {
        Picks::choices(t(title), name, field, usual)
    }

    fn choices(title: String, name: &'static str, field: RwSignal<String>, usual: &[&str]) -> AnyView {
        let mut offered: Vec<String> = usual.iter().map(|count| (*count).to_owned()).collect();
        let now = field.get_untracked();
        if !offered.contains(&now) {
            offered.push(now);
        }
        // No belt speed is its slowest.
        let named =
            |count: &str| if count.is_empty() { t("app-walk-belt-slowest") } else { count.to_owned() };
        let options = offered.into_iter().map(|count| (count.clone(), choice::word(named(&count)))).collect();
        choice::one_of(name, title, "short", options, move || field.get(), move |count| field.set(count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_of_another_length_was_not_looked_at() {
        let kept = KeptPlace {
            name: "yard".to_owned(),
            length: "5 m".to_owned(),
            outdoors: true,
            clear: vec!["hazard-rugs".to_owned()],
        };
        let at = |name: &str, length: &str| {
            looked_at(core::slice::from_ref(&kept), name.to_owned(), length.to_owned())
        };
        assert_eq!(at("yard", "5 m"), kept);
        let longer = at("yard", "50 m");
        assert!(longer.clear.is_empty() && longer.outdoors && longer.length == "50 m");
        assert!(at("hall", "5 m").clear.is_empty() && at("driveway", "5 m").outdoors);
    }
}
