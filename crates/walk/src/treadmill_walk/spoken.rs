//! When what is said is spoken: one sentence after the other, each after its tone; what changes the belt before what is
//! only to be known, a danger at once, and the gravest of several dangers first.

use super::said::Haste;
use crate::cues::Motif;
use crate::limits::{SPOKEN_STOP, SPOKEN_WORD};
use alloc::collections::VecDeque;
use alloc::string::String;
use units::{Duration, Instant};

/// What a shell lets sound, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sound {
    /// Cut off what is being spoken.
    Hush,
    /// The tone before the words.
    Tone(Motif),
    /// The words.
    Words(String),
}

/// The one mouth of a walk on a belt.
#[derive(Debug, Default)]
pub struct Spoken {
    waiting: VecDeque<(Instant, Haste, Sound)>,
    /// When all of it is spoken.
    until: Instant,
    /// The last that more than told something: how it cuts, when it came, and when it is spoken.
    haste: Haste,
    came: Instant,
    guarded: Instant,
}

/// How long a text takes to be spoken.
pub fn takes(text: &str) -> Duration {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let stops = text.matches(['.', '!', '?']).count();
    SPOKEN_WORD * count(text.split_whitespace().count()) + SPOKEN_STOP * count(stops)
}

impl Spoken {
    /// Takes a sentence, whose tone is so long.
    pub fn say(&mut self, haste: Haste, motif: Motif, tone: Duration, text: String, now: Instant) {
        if haste > Haste::Tells {
            // Of the dangers of one moment the first is the gravest; a newer one is truer.
            let cuts = haste > self.haste || (haste == Haste::Danger && self.came != now);
            if now >= self.guarded || cuts {
                self.waiting.clear();
                self.waiting.push_back((now, haste, Sound::Hush));
                (self.haste, self.came, self.until) = (haste, now, now);
            } else {
                self.waiting.retain(|(_, waits, _)| *waits > Haste::Tells);
                self.until = self.guarded;
            }
        }
        let begins = self.until.max(now);
        self.until = begins + tone + takes(&text);
        self.waiting.push_back((begins, haste, Sound::Tone(motif)));
        self.waiting.push_back((begins + tone, haste, Sound::Words(text)));
        if haste > Haste::Tells {
            self.guarded = self.until;
        }
    }

    /// Whether all of it is spoken.
    pub fn is_over(&self, now: Instant) -> bool {
        now >= self.until
    }

    /// What sounds now; shells ask at every beat.
    pub fn poll(&mut self, now: Instant) -> Option<Sound> {
        self.waiting.pop_front_if(|(at, ..)| *at <= now).map(|(_, _, sound)| sound)
    }
}
