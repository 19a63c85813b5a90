//! The walk's sound: asked of the second thread, made there from the plan alone, and kept until it is played.

use crate::platform::{net, worker};
use crate::settings::Settings;
use crate::text;
use coach::program::parse;
use formats::{json, json_object};
use futures_util::future::{FutureExt as _, LocalBoxFuture, Shared};
use std::cell::RefCell;
use std::rc::Rc;
use units::{Duration, UnitSystem};
use voice::sound::pack::Pack;
use voice::sound::speech::{Spoken, plan, samples};
use voice::sound::{RATE, track, wav};
use walk::cues::{self, Cue, Motif, Options, Piece, Preset, SpokenLength};

/// What a browser is told a track is.
pub(crate) const KIND: &str = "audio/flac";

/// Silence between cues that are sounded by themselves.
const BETWEEN: Duration = Duration::from_millis(600);

/// What the second thread needs to know to make a track: the same as the page knows, so both plan the same cues.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Task {
    pub(super) program: String,
    pub(super) longer_ms: Vec<u64>,
    pub(super) language: String,
    pub(super) preset: String,
    pub(super) us_units: bool,
}

json_object!(Task: program "program", longer_ms "longer_ms", language "language", preset "preset", us_units "us_units");

impl Task {
    /// The task of a program under the walker's choices.
    pub(super) fn new(program: String, settings: &Settings) -> Task {
        Task {
            program,
            longer_ms: Vec::new(),
            language: settings.language.clone(),
            preset: settings.preset.clone(),
            us_units: settings.us_units,
        }
    }

    /// Each block made longer by so much.
    pub(super) fn lengthen(&mut self, by: &[Duration]) {
        self.longer_ms = by.iter().map(|by| u64::try_from(by.as_millis()).unwrap_or(u64::MAX)).collect();
        if self.longer_ms.iter().all(|by| *by == 0) {
            self.longer_ms.clear();
        }
    }

    /// How the walk is to sound.
    pub(super) fn options(&self) -> Options {
        let preset = Preset::named(&self.preset).unwrap_or_default();
        let units = if self.us_units { UnitSystem::UnitedStates } else { UnitSystem::Metric };
        Options { preset, units, ..Options::default() }
    }
}

/// A language's voice, where it is on this phone.
pub(crate) async fn voice(language: &str) -> Option<Rc<Pack>> {
    thread_local! {
        static KEPT: RefCell<Option<(String, Rc<Pack>)>> = const { RefCell::new(None) };
    }
    if let Some(pack) =
        KEPT.with_borrow(|kept| kept.as_ref().filter(|kept| kept.0 == language).map(|kept| kept.1.clone()))
    {
        return Some(pack);
    }
    let bundle = net::own("retrowalkVoices", &[language, ".rwvp"].concat()).await.ok()?;
    let pack = Rc::new(Pack::from_bundle(&bundle).ok()?);
    KEPT.set(Some((language.to_owned(), pack.clone())));
    Some(pack)
}

/// How long cues last with this voice; guessed from the page's words where there is none, so that they can be read.
pub(super) fn lengths(pack: Option<Rc<Pack>>) -> Box<dyn SpokenLength> {
    Box::new(Lengths(pack))
}

struct Lengths(Option<Rc<Pack>>);

impl SpokenLength for Lengths {
    fn length(&self, motif: Option<Motif>, pieces: &[Piece]) -> Duration {
        match &self.0 {
            Some(pack) => Spoken(Some(pack)).length(motif, pieces),
            None => text::with(|words| SpokenLength::length(words, motif, pieces)),
        }
    }
}

/// The second thread's work: a track, or one cue, as FLAC.
pub(crate) async fn make(task: String) -> Result<Vec<u8>, String> {
    let task: Task = json::from_text(&task).ok_or("this is no task")?;
    let program = parse(&task.program).map_err(|_| "this is no program")?;
    let pack = voice(&task.language).await;
    if pack.is_none() {
        // Without them too the walk has its tones, each where the plan has it.
        text::speak(&task.language).await;
    }
    let options = task.options();
    let longer: Vec<Duration> = task.longer_ms.iter().map(|ms| Duration::from_millis(*ms)).collect();
    let cues = cues::schedule(&program, &longer, &options, &*lengths(pack.clone()));
    let settings = track::Settings {
        words: options.preset.has_words(),
        tick_every_s: if options.alive_tick { track::Settings::default().tick_every_s } else { 0 },
    };
    Ok(track::flac(&plan(&program, &longer, &cues), pack.as_deref(), settings))
}

/// A few cues by themselves, one after the other, as FLAC: short enough for the page's own thread.
pub(super) fn alone(cues: &[&Cue], pack: Option<&Pack>, words: bool) -> Vec<u8> {
    let mut at = Duration::ZERO;
    let sounds = cues.iter().filter_map(|cue| {
        let begins = samples(at);
        at += cue.length + BETWEEN;
        Some(track::Sound {
            at: begins,
            motif: cue.motif?,
            clips: cue.pieces.iter().map(Piece::key).collect(),
        })
    });
    let sounds = sounds.collect();
    let plan = track::Plan { length: samples(at), sounds, stretches: Vec::new() };
    track::flac(&plan, pack, track::Settings { words, tick_every_s: 0 })
}

/// A moment of silence as WAV, to be played in a tap so that the browser lets the walk's track sound later.
pub(crate) fn silence() -> Vec<u8> {
    let quiet = [0; RATE as usize / 10];
    let mut sound = wav::head(quiet.len() as u64);
    sound.extend(wav::body(&quiet));
    sound
}

/// A motif by itself as WAV.
pub(crate) fn motif(motif: Motif) -> Vec<u8> {
    let sound = voice::sound::motifs::sound(motif);
    let mut file = wav::head(sound.len() as u64);
    file.extend(wav::body(&sound));
    file
}

/// Both ways as they will sound, to be tried: forward, then backward.
pub(crate) async fn trial(settings: &Settings) -> Vec<u8> {
    let task = Task::new("1:1 x1".to_owned(), settings);
    let pack = voice(&task.language).await;
    let lengths = lengths(pack.clone());
    let Ok(program) = parse(&task.program) else { return silence() };
    let cues = cues::schedule(&program, &[], &task.options(), &*lengths);
    let ways: Vec<&Cue> = [Motif::Forward, Motif::Backward]
        .iter()
        .filter_map(|motif| cues.iter().find(|cue| cue.motif == Some(*motif)))
        .collect();
    alone(&ways, pack.as_deref(), task.options().preset.has_words())
}

type Made = Shared<LocalBoxFuture<'static, Result<Rc<Vec<u8>>, String>>>;

thread_local! {
    static MAKING: RefCell<Option<(Task, Made, worker::SecondThread)>> = const { RefCell::new(None) };
}

/// The track of a task: begun now, or what was begun before.
pub(super) fn asked(task: &Task) -> Made {
    if let Some(made) = MAKING.with_borrow(|making| {
        making.as_ref().filter(|making| making.0 == *task).map(|making| making.1.clone())
    }) {
        return made;
    }
    // What was asked for before and is wanted no more ends with its thread.
    let thread = worker::SecondThread::start();
    let text = json::to_text(task);
    let Some(mut thread) = thread else {
        return async move { make(text).await.map(Rc::new) }.boxed_local().shared();
    };
    let answer = thread.ask(&text);
    let made = async move { answer.await.map(Rc::new) }.boxed_local().shared();
    MAKING.set(Some((task.clone(), made.clone(), thread)));
    made
}
