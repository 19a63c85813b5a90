//! A walk's track through whatever player the computer has: no sound library to build, no device needed to walk.

use anyhow::{Context, Result, bail};
use std::env;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tempfile::TempPath;
use voice::sound::pack::Pack;
use voice::sound::track::{Plan, Renderer, Settings};
use voice::sound::{RATE, wav};

/// A program that plays, and its arguments. Without `FILE` among them it takes bare samples from its input.
type Program = (&'static str, &'static [&'static str]);

const PROGRAMS: [Program; 7] = [
    ("paplay", &["--raw", "--rate=16000", "--channels=1", "--format=s16le", "--latency-msec=60"]),
    ("pw-cat", &["--playback", "--raw", "--rate=16000", "--channels=1", "--format=s16", "-"]),
    ("aplay", &["-q", "-t", "raw", "-f", "S16_LE", "-r", "16000", "-c", "1", "-"]),
    ("play", &["-q", "-t", "raw", "-r", "16000", "-e", "signed", "-b", "16", "-c", "1", "-"]),
    ("ffplay", &["-nodisp", "-autoexit", "-loglevel", "quiet", "-f", "s16le", "-ar", "16000", "-i", "-"]),
    ("afplay", &["FILE"]),
    ("powershell", &["-NoProfile", "-Command", "(New-Object Media.SoundPlayer 'FILE').PlaySync()"]),
];
/// A player without a device gives up within this time.
const GIVES_UP_WITHIN: Duration = Duration::from_millis(250);

/// What is to be heard, and the player that plays it while it plays.
pub(crate) struct Playback {
    track: Arc<(Plan, Option<Pack>, Settings)>,
    /// The player that worked.
    program: Option<Program>,
    playing: Option<Playing>,
}

struct Playing {
    player: Child,
    feeder: Option<JoinHandle<()>>,
    /// Removed when it is dropped.
    _file: Option<TempPath>,
}

impl Playback {
    /// A track, not yet playing.
    pub(crate) fn new(plan: Plan, pack: Option<Pack>, settings: Settings) -> Self {
        Self { track: Arc::new((plan, pack, settings)), program: None, playing: None }
    }

    /// Plays from a moment of the track on. Fails, once and for all, where no player or no device is to be had.
    pub(crate) fn start(&mut self, at: Duration) -> Result<()> {
        self.stop();
        if let Some(program) = self.program {
            self.playing =
                Some(self.play(program, at).with_context(|| format!("{} no longer plays", program.0))?);
            return Ok(());
        }
        for program in PROGRAMS {
            let Ok(mut playing) = self.play(program, at) else { continue };
            thread::sleep(GIVES_UP_WITHIN);
            match playing.player.try_wait() {
                Ok(Some(status)) if !status.success() => playing.end(),
                _ => {
                    self.program = Some(program);
                    self.playing = Some(playing);
                    return Ok(());
                }
            }
        }
        let names = PROGRAMS.map(|(name, _)| name).join(", ");
        bail!("no sound here: none of {names} found a device to play on")
    }

    /// Waits until the track has been played to its end.
    pub(crate) fn wait(&mut self) -> Result<()> {
        let Some(mut playing) = self.playing.take() else { return Ok(()) };
        let status = playing.player.wait().context("the player cannot be waited for")?;
        playing.end();
        if status.success() { Ok(()) } else { bail!("the player stopped early ({status})") }
    }

    /// Falls silent.
    pub(crate) fn stop(&mut self) {
        if let Some(playing) = self.playing.take() {
            playing.end();
        }
    }

    fn play(&self, program: Program, at: Duration) -> Result<Playing> {
        let (name, arguments) = program;
        let mut command = Command::new(name);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let track = Arc::clone(&self.track);
        let from =
            u64::try_from(at.as_micros()).unwrap_or(u64::MAX).saturating_mul(u64::from(RATE)) / 1_000_000;
        if arguments.iter().any(|argument| argument.contains("FILE")) {
            // Whether the program is there is asked before a hundred megabytes are written for it.
            if !on_path(name) {
                bail!("{name} is not installed");
            }
            let file =
                tempfile::Builder::new().prefix("retrowalk-").suffix(".wav").tempfile()?.into_temp_path();
            write_wav(&track, from, &file).with_context(|| format!("cannot write {}", file.display()))?;
            let path = file.display().to_string();
            command.args(arguments.iter().map(|argument| argument.replace("FILE", &path)));
            let player = command.stdin(Stdio::null()).spawn()?;
            return Ok(Playing { player, feeder: None, _file: Some(file) });
        }
        let mut player = command.args(arguments).stdin(Stdio::piped()).spawn()?;
        let input = player.stdin.take().context("the player has no input")?;
        let feeder = thread::spawn(move || feed(&track, from, input));
        Ok(Playing { player, feeder: Some(feeder), _file: None })
    }
}

impl Drop for Playback {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Playing {
    fn end(mut self) {
        // It may have ended by itself already: then there is nothing to do.
        let _ = self.player.kill();
        let _ = self.player.wait();
        if let Some(feeder) = self.feeder {
            let _ = feeder.join();
        }
    }
}

/// Gives the player samples as fast as it takes them, until the track or the player ends.
fn feed(track: &(Plan, Option<Pack>, Settings), from: u64, mut input: ChildStdin) {
    let (plan, pack, settings) = track;
    let mut renderer = Renderer::new(plan, pack.as_ref(), *settings);
    renderer.seek(from);
    let mut chunk = [0; 800];
    loop {
        let count = renderer.fill(&mut chunk);
        let bytes = wav::body(chunk.get(..count).unwrap_or_default());
        if count == 0 || input.write_all(&bytes).is_err() {
            return;
        }
    }
}

fn write_wav(track: &(Plan, Option<Pack>, Settings), from: u64, path: &Path) -> Result<()> {
    let (plan, pack, settings) = track;
    let mut renderer = Renderer::new(plan, pack.as_ref(), *settings);
    renderer.seek(from);
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(&wav::head(plan.length.saturating_sub(from)))?;
    let mut chunk = [0; 4096];
    loop {
        let count = renderer.fill(&mut chunk);
        if count == 0 {
            return Ok(file.flush()?);
        }
        file.write_all(&wav::body(chunk.get(..count).unwrap_or_default()))?;
    }
}

fn on_path(program: &str) -> bool {
    let Some(path) = env::var_os("PATH") else { return false };
    env::split_paths(&path)
        .any(|folder| folder.join(program).is_file() || folder.join(format!("{program}.exe")).is_file())
}
