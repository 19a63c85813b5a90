//! What the walker chose, kept on the phone.

use crate::platform::store::{Drawer, Store};
use crate::platform::{js, small_store};
use formats::{json, json_filled, json_names};
use gait::step_length::HEIGHTS_M;
use units::Length;

/// Their name in the small store.
pub(crate) const NAME: &str = "retrowalk-settings";

/// How large the letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TextSize {
    #[default]
    Normal,
    Large,
    Largest,
}

json_names!(TextSize: Normal "normal", Large "large", Largest "largest");

impl TextSize {
    pub(crate) const ALL: [TextSize; 3] = [TextSize::Normal, TextSize::Large, TextSize::Largest];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            TextSize::Normal => "normal",
            TextSize::Large => "large",
            TextSize::Largest => "largest",
        }
    }
}

/// The answers of the safety check, as given.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GivenAnswers {
    /// As [`coach::screening::Answer::written`] writes them, by the question's id.
    pub(crate) answers: json::Object,
    /// When they were given, ms since 1970.
    pub(crate) given_ms: f64,
    /// Somebody who knows the walker's health was asked, and said yes.
    pub(crate) cleared: bool,
}

/// A place the walker looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct KeptPlace {
    pub(crate) name: String,
    /// As it is written in a program: `5 m`, `16 ft`.
    pub(crate) length: String,
    pub(crate) outdoors: bool,
    /// The hazards found not to be there, by their ids.
    pub(crate) clear: Vec<String>,
}

/// How long this walker's steps are, one way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OwnStep {
    /// Metres; 0 for not known yet.
    pub(crate) length_m: f64,
    /// The day of the walk that showed it, `YYYY-MM-DD`.
    pub(crate) day: String,
}

/// Whether what was typed has anything to dial.
pub(crate) fn can_be_called(number: &str) -> bool {
    number.contains(|sign: char| sign.is_ascii_digit())
}

/// Everything the walker chose.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) language: String,
    pub(crate) text: TextSize,
    pub(crate) dark: bool,
    pub(crate) us_units: bool,
    pub(crate) preset: String,
    pub(crate) volume: f64,
    pub(crate) vibration: bool,
    pub(crate) placement: String,
    /// When the walker agreed that the motion of walks be kept, RFC 3339; empty when not.
    pub(crate) motion_consent: String,
    pub(crate) emergency: String,
    pub(crate) contact_name: String,
    pub(crate) contact_phone: String,
    pub(crate) answers: Option<GivenAnswers>,
    /// The program last walked or chosen, in notation.
    pub(crate) program: String,
    pub(crate) places: Vec<KeptPlace>,
    /// What ends a stretch of known length beside a tap: `tap`, `gps` or `steps`.
    pub(crate) ends: String,
    /// As the last walk over a known distance, or on a belt, showed it.
    pub(crate) own_forward: OwnStep,
    pub(crate) own_backward: OwnStep,
    /// The weekdays to walk on, Monday 0: `024`; and the time to be reminded at, `10:00`.
    pub(crate) days: String,
    pub(crate) remind_at: String,
    /// What the walker weighs, for energy alone; 0 for not told.
    pub(crate) weight_kg: f64,
    /// How tall the walker is; 0 for not told.
    pub(crate) height_m: f64,
    /// The highest heart rate a test found, a minute; 0 for not told.
    pub(crate) highest_heart_bpm: f64,
    /// The heart rate at which the belt is slowed, as typed; empty for none.
    pub(crate) heart_limit: String,
    /// The names of the treadmills that failed their test.
    pub(crate) failed_belts: Vec<String>,
    /// The day the walker put off, `YYYY-MM-DD`.
    pub(crate) resting: String,
}

json_filled!(GivenAnswers: answers "answers", given_ms "given_ms", cleared "cleared");
json_filled!(OwnStep: length_m "length_m", day "day");
json_filled!(KeptPlace: name "name", length "length", outdoors "outdoors", clear "clear");
json_filled!(Settings: language "language", text "text", dark "dark", us_units "us_units", preset "preset",
    volume "volume", vibration "vibration", placement "placement", motion_consent "motion_consent",
    emergency "emergency", contact_name "contact_name", contact_phone "contact_phone", answers "answers",
    program "program", places "places", resting "resting", ends "ends", own_forward "own_forward",
    own_backward "own_backward", weight_kg "weight_kg", height_m "height_m", days "days", remind_at "remind_at",
    highest_heart_bpm "highest_heart_bpm", heart_limit "heart_limit", failed_belts "failed_belts");

impl Default for Settings {
    fn default() -> Settings {
        let spoken = js::window().and_then(|window| window.navigator().language()).unwrap_or_default();
        let language = if spoken.starts_with("es") { "es" } else { "en" };
        // Feet and miles where a country uses them; a bare `en` says nothing and is taken for the United States.
        let us_units =
            ["US", "LR", "MM", "PR"].iter().any(|country| spoken.ends_with(country)) || spoken == "en";
        Settings {
            language: language.to_owned(),
            text: TextSize::Normal,
            dark: js::window()
                .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok()?)
                .is_some_and(|dark| dark.matches()),
            us_units,
            preset: "normal".to_owned(),
            volume: 1.0,
            vibration: true,
            placement: "front-pocket".to_owned(),
            motion_consent: String::new(),
            emergency: if us_units { "911" } else { "112" }.to_owned(),
            contact_name: String::new(),
            contact_phone: String::new(),
            answers: None,
            program: String::new(),
            places: Vec::new(),
            ends: "tap".to_owned(),
            own_forward: OwnStep::default(),
            own_backward: OwnStep::default(),
            days: String::new(),
            remind_at: "10:00".to_owned(),
            weight_kg: 0.0,
            height_m: 0.0,
            highest_heart_bpm: 0.0,
            heart_limit: String::new(),
            failed_belts: Vec::new(),
            resting: String::new(),
        }
    }
}

impl Settings {
    /// What was kept, or the defaults.
    pub(crate) fn read() -> Settings {
        Settings::kept().unwrap_or_default()
    }

    /// What was kept, by this page or another.
    pub(crate) fn kept() -> Option<Settings> {
        let mut kept: Settings = small_store::read(NAME)?;
        if !can_be_called(&kept.emergency) {
            kept.emergency = Settings::default().emergency;
        }
        Some(kept)
    }

    /// Where a killed browser has lost them: takes them from the store, which waits for the disk.
    pub(crate) async fn recover() {
        if Settings::kept().is_some() {
            return;
        }
        let kept = async { Store::open().await.ok()?.all(Drawer::Settings).await.ok()?.pop() };
        if let Some(settings) = kept.await.and_then(|(_, text)| json::from_text::<Settings>(&text)) {
            settings.keep();
        }
    }

    /// How tall the walker is, where they told it.
    pub(crate) fn height(&self) -> Option<Length> {
        Length::from_meters(self.height_m).filter(|height| HEIGHTS_M.contains(&height.meters()))
    }

    /// The weekdays to walk on, Monday first.
    pub(crate) fn weekdays(&self) -> [bool; 7] {
        ['0', '1', '2', '3', '4', '5', '6'].map(|day| self.days.contains(day))
    }

    /// Keeps them in the store too.
    pub(crate) async fn keep_in(&self, store: &Store) {
        // What the small store keeps is tried first, and says by itself where there is no room.
        let _ = store.put(Drawer::Settings, NAME, &json::to_text(self)).await;
    }

    /// Keeps them; false when the phone does not.
    pub(crate) fn keep(&self) -> bool {
        small_store::write(NAME, self)
    }

    /// Puts language, letter size and colours on the page.
    pub(crate) fn apply(&self) {
        let Some(root) =
            js::window().and_then(|window| window.document()).and_then(|page| page.document_element())
        else {
            return;
        };
        let _ = root.set_attribute("lang", &self.language);
        let _ = root.set_attribute("data-text", self.text.name());
        let _ = root.set_attribute("data-theme", if self.dark { "dark" } else { "bright" });
    }
}

#[cfg(test)]
mod tests {
    use super::can_be_called;

    #[test]
    fn a_number_to_call_has_a_digit() {
        assert!(["911", "+34 600", "Ann: 5"].into_iter().all(can_be_called));
        assert!(["", " ", "+", "Ann"].into_iter().all(|number| !can_be_called(number)));
    }
}
