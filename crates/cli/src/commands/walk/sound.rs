//! The walk's sound in the terminal: its track through whatever player there is, or the screen alone.

use crate::commands::voice::of_language;
use crate::playback::Playback;
use coach::session::Output as Happened;
use std::sync::Arc;
use std::time::Duration;
use voice::sound::pack::Pack;
use voice::sound::speech::{self, Spoken};
use voice::sound::track::Settings;
use voice::words::Words;
use walk::cues::{Cue, Motif, Options, Piece, SpokenLength};
use walk::{Output, Walk};

/// How the walk sounds here.
pub(super) struct Voice {
    pack: Option<Arc<Pack>>,
    language: &'static str,
    settings: Settings,
    playback: Option<Playback>,
    /// Why nothing sounds, once.
    silent: Option<String>,
    on: bool,
}

/// A pack's lengths for as long as the walk lasts.
struct Lengths(Option<Arc<Pack>>);

impl SpokenLength for Lengths {
    fn length(&self, motif: Option<Motif>, pieces: &[Piece]) -> Duration {
        Spoken(self.0.as_deref()).length(motif, pieces)
    }
}

impl Voice {
    /// The voice that ships for the language.
    pub(super) fn new(options: Options, words: &Words, on: bool) -> Voice {
        let language = words.language().code();
        let pack = options.preset.has_words().then(|| of_language(language));
        let (pack, silent) = match pack.transpose() {
            Ok(pack) => (pack.map(Arc::new), None),
            Err(error) => (None, Some(format!("{error:#}"))),
        };
        let tick_every_s = if options.alive_tick { Settings::default().tick_every_s } else { 0 };
        let settings = Settings { words: options.preset.has_words(), tick_every_s };
        let on = on && options.preset != walk::cues::Preset::VibrationOnly;
        Voice { pack, language, settings, playback: None, silent, on }
    }

    /// How long its words last.
    pub(super) fn lengths(&self) -> Box<dyn SpokenLength> {
        Box::new(Lengths(self.pack.clone()))
    }

    /// Sounds what happened: the track plays on by itself and is only moved, stopped and made anew.
    pub(super) fn follow(&mut self, walk: &Walk, output: &Output) {
        match output {
            Output::Session(Happened::Began { jump, .. }) if *jump || self.playback.is_none() => {
                self.play(walk, None);
            }
            Output::Session(Happened::Extended { .. } | Happened::Resumed { .. }) => self.play(walk, None),
            Output::Session(Happened::Paused(_) | Happened::Ended(_)) => self.end(),
            // Outside the track: it goes on from here with these words in it, or waits until they are said.
            Output::Say(cue) => self.play(walk, Some(cue)),
            _ => {}
        }
    }

    /// Falls silent.
    pub(super) fn end(&mut self) {
        if let Some(playback) = &mut self.playback {
            playback.stop();
        }
    }

    /// Why nothing sounds, said once.
    pub(super) fn silent(&mut self) -> Option<String> {
        self.silent.take()
    }

    fn play(&mut self, walk: &Walk, say: Option<&Cue>) {
        let running = walk.session().is_running();
        if !self.on || !(running || say.is_some()) {
            return;
        }
        let mut cues = if running { walk.cues().to_vec() } else { Vec::new() };
        cues.extend(say.cloned());
        cues.sort_by_key(|cue| cue.at);
        let plan = speech::plan(walk.program(), walk.session().extensions(), &cues);
        self.end();
        let pack = self.pack.as_ref().and_then(|_| of_language(self.language).ok());
        let mut playback = Playback::new(plan, pack, self.settings);
        match playback.start(walk.session().track_position()) {
            Ok(()) => self.playback = Some(playback),
            Err(error) => {
                self.on = false;
                self.silent = Some(format!("{error:#}"));
            }
        }
    }
}
