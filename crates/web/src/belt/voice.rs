//! How what no clip was spoken for is said: tones, a buzz, and the browser's own voice.

use crate::live::track;
use crate::platform::player::Player;
use crate::platform::{js, speech, vibration};
use crate::settings::Settings;
use walk::cues::Motif;

/// What speaks.
pub(crate) struct Voice(Option<Player>);

impl Voice {
    /// One; opened straight from a tap, it may sound later too.
    pub(crate) fn open() -> Voice {
        let mut player = Player::plain();
        if let Some(player) = &mut player {
            player.load(&track::silence(), "audio/wav", 0.0);
            play(player);
        }
        Voice(player)
    }

    /// Says it: what is urgent at once, everything else after what is being said.
    pub(crate) fn say(&mut self, motif: Motif, urgent: bool, text: &str, settings: &Settings) {
        if settings.vibration {
            vibration::buzz(motif.vibration());
        }
        if let Some(player) = &mut self.0 {
            player.load(&track::motif(motif), "audio/wav", 0.0);
            player.set_volume(settings.volume);
            play(player);
        }
        if urgent {
            speech::say(text, &settings.language);
        } else {
            speech::say_next(text, &settings.language);
        }
    }
}

fn play(player: &Player) {
    let playing = player.play();
    js::later(async move {
        let _ = playing.await;
    });
}
