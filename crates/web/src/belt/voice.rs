//! How what no clip was spoken for is said: tones, a buzz, and the browser's own voice.

use crate::live::track;
use crate::platform::clock::now;
use crate::platform::player::Player;
use crate::platform::{js, speech, vibration};
use crate::settings::Settings;
use ::voice::sound::speech::Spoken as Tones;
use units::Instant;
use walk::cues::{Motif, SpokenLength as _};
use walk::treadmill_walk::Haste;
use walk::treadmill_walk::spoken::{Sound, Spoken};

/// What speaks.
pub(crate) struct Voice {
    player: Option<Player>,
    spoken: Spoken,
}

impl Voice {
    /// One; opened straight from a tap, it may sound later too.
    pub(crate) fn open() -> Voice {
        let mut player = Player::plain();
        if let Some(player) = &mut player {
            player.load(&track::silence(), "audio/wav", 0.0);
            play(player);
        }
        Voice { player, spoken: Spoken::default() }
    }

    /// Takes what is to be said; [`Voice::go_on`] says it.
    pub(crate) fn say(&mut self, haste: Haste, motif: Motif, text: String, now: Instant) {
        self.spoken.say(haste, motif, Tones(None).length(Some(motif), &[]), text, now);
    }

    /// Whether all of it is said.
    pub(crate) fn is_over(&self) -> bool {
        self.spoken.is_over(now())
    }

    /// Lets sound what is due: at every beat.
    pub(crate) fn go_on(&mut self, settings: &Settings, now: Instant) {
        while let Some(sound) = self.spoken.poll(now) {
            self.sound(sound, settings);
        }
    }

    fn sound(&mut self, sound: Sound, settings: &Settings) {
        match sound {
            Sound::Hush => speech::hush(),
            Sound::Tone(motif) => {
                if settings.vibration {
                    vibration::buzz(motif.vibration());
                }
                if let Some(player) = &mut self.player {
                    player.load(&track::motif(motif), "audio/wav", 0.0);
                    player.set_volume(settings.volume);
                    play(player);
                }
            }
            Sound::Words(text) => {
                speech::say_next(&text, &settings.language);
            }
        }
    }
}

fn play(player: &Player) {
    let playing = player.play();
    js::later(async move {
        let _ = playing.await;
    });
}
