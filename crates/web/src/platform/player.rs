//! One plain audio element and the lock screen's buttons: what goes on sounding in a pocket with the screen dark.

use super::{files, js};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlAudioElement, Url};

/// A button on the lock screen or the headset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Button {
    /// Go on.
    Play,
    /// Hold the walk.
    Pause,
    /// The next block.
    Next,
    /// The block's start again.
    Previous,
    /// End the walk.
    Stop,
}

impl Button {
    const ALL: [(Button, &'static str); 5] = [
        (Button::Play, "play"),
        (Button::Pause, "pause"),
        (Button::Next, "nexttrack"),
        (Button::Previous, "previoustrack"),
        (Button::Stop, "stop"),
    ];
}

/// What the element did without being asked by us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// It stopped: a telephone call, a headset pulled out, another app.
    Paused,
    /// It plays again.
    Playing,
    /// It is somewhere else in the track: a tick that comes with the page hidden too.
    Moved,
    /// The track has come to its end.
    Ended,
    /// It cannot play: no sound device, or a format the browser does not know.
    Failed,
}

/// The audio element of the page.
pub(crate) struct Player {
    element: HtmlAudioElement,
    address: Option<String>,
    controls: bool,
    listening: Vec<js::Listening>,
    _buttons: Vec<Closure<dyn FnMut(JsValue)>>,
}

impl Player {
    /// A silent player that tells `news` and lock screen `buttons`.
    pub(crate) fn new(
        news: impl Fn(News) + Clone + 'static,
        button: impl Fn(Button) + Clone + 'static,
    ) -> Option<Player> {
        let element = HtmlAudioElement::new().ok()?;
        element.set_preload("auto");
        let listening = [
            ("pause", News::Paused),
            ("playing", News::Playing),
            ("timeupdate", News::Moved),
            ("ended", News::Ended),
            ("error", News::Failed),
        ]
        .map(|(event, what)| {
            let news = news.clone();
            js::listen(&element, event, move |_| news(what))
        });
        let navigator = js::window()?.navigator();
        // Safari: sound goes on in the background and ignores the silent switch. Elsewhere there is no such property.
        if let Some(session) = js::get(&navigator, "audioSession") {
            let _ = js_sys::Reflect::set(&session, &"type".into(), &"playback".into());
        }
        let mut buttons = Vec::new();
        if let Some(session) = js::get(&navigator, "mediaSession") {
            for (what, name) in Button::ALL {
                let button = button.clone();
                let pressed = Closure::<dyn FnMut(JsValue)>::new(move |_| button(what));
                js::call(&session, "setActionHandler", &[name.into(), pressed.as_ref().clone()]);
                buttons.push(pressed);
            }
        }
        Some(Player {
            element,
            address: None,
            controls: true,
            listening: listening.into(),
            _buttons: buttons,
        })
    }

    /// A player that tells nothing and shows nothing.
    pub(crate) fn plain() -> Option<Player> {
        let element = HtmlAudioElement::new().ok()?;
        Some(Player { element, address: None, controls: false, listening: Vec::new(), _buttons: Vec::new() })
    }

    /// Tells when what it plays is over.
    pub(crate) fn when_ended(&mut self, told: impl Fn() + 'static) {
        self.listening.push(js::listen(&self.element, "ended", move |_| told()));
    }

    /// Takes a track, to go on at `at_s` in it.
    pub(crate) fn load(&mut self, track: &[u8], kind: &str, at_s: f64) -> bool {
        let Some(address) =
            files::blob(track, kind).and_then(|blob| Url::create_object_url_with_blob(&blob).ok())
        else {
            return false;
        };
        self.element.set_src(&address);
        self.element.load();
        self.element.set_current_time(at_s);
        if let Some(before) = self.address.replace(address) {
            let _ = Url::revoke_object_url(&before);
        }
        true
    }

    /// Plays; false when the browser refuses (no tap yet, no sound device).
    pub(crate) fn play(&self) -> impl Future<Output = bool> + use<> {
        let started = self.element.play();
        async move {
            match started {
                Ok(promise) => JsFuture::from(promise).await.is_ok(),
                Err(_) => false,
            }
        }
    }

    /// Holds the sound where it is.
    pub(crate) fn pause(&self) {
        let _ = self.element.pause();
    }

    /// Where the track is, in seconds.
    pub(crate) fn position_s(&self) -> f64 {
        self.element.current_time()
    }

    /// Goes to a place in the track.
    pub(crate) fn seek(&self, at_s: f64) {
        self.element.set_current_time(at_s);
    }

    /// Whether it stands.
    pub(crate) fn paused(&self) -> bool {
        self.element.paused()
    }

    /// Whether the track stands because it is over.
    pub(crate) fn ended(&self) -> bool {
        self.element.ended()
    }

    /// From 0, silent, to 1.
    pub(crate) fn set_volume(&self, volume: f64) {
        self.element.set_volume(volume.clamp(0.0, 1.0));
    }

    /// What the lock screen shows of the one track there is.
    pub(crate) fn show(title: &str, detail: &str, playing: bool) {
        let Some(window) = js::window() else { return };
        let Some(session) = js::get(&window.navigator(), "mediaSession") else { return };
        let about = js_sys::Object::new();
        for (name, value) in [("title", title), ("artist", detail), ("album", "Retrowalk")] {
            let _ = js_sys::Reflect::set(&about, &name.into(), &value.into());
        }
        let made = js::get(&window, "MediaMetadata")
            .and_then(|kind| kind.dyn_into::<js_sys::Function>().ok())
            .and_then(|kind| js_sys::Reflect::construct(&kind, &js_sys::Array::of1(&about)).ok());
        if let Some(made) = made {
            let _ = js_sys::Reflect::set(&session, &"metadata".into(), &made);
        }
        let state = if playing { "playing" } else { "paused" };
        let _ = js_sys::Reflect::set(&session, &"playbackState".into(), &state.into());
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.pause();
        self.element.set_src("");
        if let Some(address) = self.address.take() {
            let _ = Url::revoke_object_url(&address);
        }
        if !self.controls {
            return;
        }
        if let Some(session) = js::window().and_then(|window| js::get(&window.navigator(), "mediaSession")) {
            for (_, name) in Button::ALL {
                js::call(&session, "setActionHandler", &[name.into(), JsValue::NULL]);
            }
            let _ = js_sys::Reflect::set(&session, &"playbackState".into(), &"none".into());
            let _ = js_sys::Reflect::set(&session, &"metadata".into(), &JsValue::NULL);
        }
    }
}
