//! Which screen: the part of the address after `#`.
//!
//! Every screen has an address of its own, and it opens on any host, under any folder and with no network, because
//! what stands after `#` never leaves the phone.

use crate::platform::js;
use coach::screening::Form;

/// A screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    Welcome(u8),
    Questions(Form),
    Today,
    Typed,
    Walk,
    Live,
    Belt,
    After(String),
    Checks,
    Check(String),
    Progress,
    Detail(String),
    Learn,
    Card(String),
    Settings,
    Cues,
    Help,
    Lost,
}

impl Route {
    /// The screen of an address such as `#/progress`.
    pub(crate) fn of(hash: &str) -> Route {
        let path = hash.trim_start_matches('#');
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let (first, second, more) = (parts.next(), parts.next(), parts.next());
        match (first, second, more) {
            (None | Some("today"), None, None) => Route::Today,
            (Some("welcome"), step, None) => step
                .map_or(Some(1), |step| step.parse().ok())
                .filter(|step| (1..=4).contains(step))
                .map_or(Route::Lost, Route::Welcome),
            (Some("questions"), Some("short"), None) => Route::Questions(Form::Short),
            (Some("questions"), Some("long"), None) => Route::Questions(Form::Long),
            (Some("today"), Some("walked"), None) => Route::Typed,
            (Some("walk"), None, None) => Route::Walk,
            (Some("walk"), Some("live"), None) => Route::Live,
            (Some("walk"), Some("belt"), None) => Route::Belt,
            (Some("walk"), Some("after"), Some(id)) => Route::After(id.to_owned()),
            (Some("checks"), None, None) => Route::Checks,
            (Some("checks"), Some(id), None) => Route::Check(id.to_owned()),
            (Some("progress"), None, None) => Route::Progress,
            (Some("progress"), Some(id), None) => Route::Detail(id.to_owned()),
            (Some("learn"), None, None) => Route::Learn,
            (Some("learn"), Some(card), None) => Route::Card(card.to_owned()),
            // The days to walk on are a section of it.
            (Some("settings"), None | Some("days"), None) => Route::Settings,
            (Some("settings"), Some("cues"), None) => Route::Cues,
            (Some("help"), None, None) => Route::Help,
            _ => Route::Lost,
        }
    }

    /// Its address, to link to.
    pub(crate) fn link(&self) -> String {
        match self {
            Route::Welcome(step) => format!("#/welcome/{step}"),
            Route::Questions(Form::Short) => "#/questions/short".to_owned(),
            Route::Questions(Form::Long) => "#/questions/long".to_owned(),
            Route::Today => "#/today".to_owned(),
            Route::Typed => "#/today/walked".to_owned(),
            Route::Walk => "#/walk".to_owned(),
            Route::Live => "#/walk/live".to_owned(),
            Route::Belt => "#/walk/belt".to_owned(),
            Route::After(id) => format!("#/walk/after/{id}"),
            Route::Checks => "#/checks".to_owned(),
            Route::Check(id) => format!("#/checks/{id}"),
            Route::Progress => "#/progress".to_owned(),
            Route::Detail(id) => format!("#/progress/{id}"),
            Route::Learn => "#/learn".to_owned(),
            Route::Card(card) => format!("#/learn/{card}"),
            Route::Settings => "#/settings".to_owned(),
            Route::Cues => "#/settings/cues".to_owned(),
            Route::Help => "#/help".to_owned(),
            Route::Lost => "#/lost".to_owned(),
        }
    }

    /// The screen the address bar names now.
    pub(crate) fn here() -> Route {
        Route::of(&js::window().and_then(|window| window.location().hash().ok()).unwrap_or_default())
    }

    /// Goes there.
    pub(crate) fn go(&self) {
        if let Some(window) = js::window() {
            let _ = window.location().set_hash(&self.link());
        }
    }

    /// Goes there, so that the browser's back button skips the screen that is left.
    pub(crate) fn replace(&self) {
        if let Some(window) = js::window() {
            let _ = window.location().replace(&self.link());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_screen() {
        let id = || "0199aa".to_owned();
        for route in [
            Route::Welcome(3),
            Route::Questions(Form::Short),
            Route::Questions(Form::Long),
            Route::Today,
            Route::Typed,
            Route::Walk,
            Route::Live,
            Route::Belt,
            Route::After(id()),
            Route::Checks,
            Route::Check(id()),
            Route::Progress,
            Route::Detail(id()),
            Route::Learn,
            Route::Card("why".to_owned()),
            Route::Settings,
            Route::Cues,
            Route::Help,
            Route::Lost,
        ] {
            assert_eq!(Route::of(&route.link()), route);
        }
        assert_eq!(Route::of("#/settings/days"), Route::Settings);
        assert_eq!(Route::of(""), Route::Today);
        assert_eq!(Route::of("#/welcome/9"), Route::Lost);
        assert_eq!(Route::of("#/walk/live/more"), Route::Lost);
    }
}
