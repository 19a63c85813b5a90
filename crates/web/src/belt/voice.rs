//! How the belt's sentences are said: tones, a buzz, and the browser's own voice.

use crate::live::track;
use crate::platform::player::Player;
use crate::platform::{js, speech, vibration};
use crate::settings::Settings;
use walk::treadmill_walk::Output;

/// What speaks.
pub(super) struct Voice(Option<Player>);

impl Voice {
    /// One that a tap has allowed to sound later too.
    pub(super) fn in_a_tap() -> Voice {
        let mut player = Player::plain();
        if let Some(player) = &mut player {
            player.load(&track::silence(), "audio/wav", 0.0);
            play(player);
        }
        Voice(player)
    }

    /// Says what comes out of the walk: a danger at once, everything else after what is being said.
    pub(super) fn say(&mut self, output: Output, text: &str, settings: &Settings) {
        if settings.vibration {
            vibration::buzz(output.motif().vibration());
        }
        if let Some(player) = &mut self.0 {
            player.load(&track::motif(output.motif()), "audio/wav", 0.0);
            player.set_volume(settings.volume);
            play(player);
        }
        if output.is_urgent() {
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
