//! Hears what the browser plays: a private PulseAudio with a null sink, and a recorder at its output. A browser's own
//! fake output loses seconds, so nothing less proves when a cue is heard.

use std::fmt;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;

use crate::bench::{installed, there_is};

/// Readings a second.
const RATE: usize = 16_000;
/// Louder than any tick, softer than any cue.
const LOUD: u16 = 500;
/// A cue begins after at least so much silence, s: the track leaves 0.1 s.
const SILENCE_S: f64 = 0.08;
/// How far from its plan a cue is looked for, s.
const REACH_S: f64 = 0.6;

/// A sound server of our own; ended when dropped.
#[derive(Debug)]
pub struct Ear {
    home: TempDir,
    server: Child,
    recorder: Option<(Child, JoinHandle<Vec<u8>>)>,
}

impl Ear {
    /// Whether PulseAudio is installed; says so if not.
    pub fn there_is_one() -> bool {
        there_is("pulseaudio", ["pulseaudio", "parec"].iter().all(|name| installed(name).is_some()))
    }

    /// Starts it.
    pub fn open() -> Result<Self> {
        let home = tempfile::tempdir()?;
        let socket = home.path().join("native");
        let server = Command::new("pulseaudio")
            .args(["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"])
            .args(["-L", "module-null-sink sink_name=ear rate=48000", "-L"])
            .arg(format!("module-native-protocol-unix auth-anonymous=1 socket={}", socket.display()))
            .env("HOME", home.path())
            .env("XDG_RUNTIME_DIR", home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("pulseaudio")?;
        let ear = Self { home, server, recorder: None };
        let began = Instant::now();
        while !socket.exists() {
            ensure!(began.elapsed() < Duration::from_secs(20), "PulseAudio did not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(ear)
    }

    /// Where its programs find it: `PULSE_SERVER`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket().display())
    }

    fn socket(&self) -> PathBuf {
        self.home.path().join("native")
    }

    /// Begins to record.
    pub fn listen(&mut self) -> Result<()> {
        let mut recorder = Command::new("parec")
            .args([
                "-d",
                "ear.monitor",
                "--rate=16000",
                "--channels=1",
                "--format=s16le",
                "--latency-msec=20",
            ])
            .env("PULSE_SERVER", self.address())
            .env("HOME", self.home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("parec")?;
        let mut stream = recorder.stdout.take().context("it has an output")?;
        let reader = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = stream.read_to_end(&mut bytes);
            bytes
        });
        self.recorder = Some((recorder, reader));
        Ok(())
    }

    /// Ends the recording.
    pub fn close(&mut self) -> Result<Heard> {
        let (mut recorder, reader) = self.recorder.take().context("nothing was recorded")?;
        recorder.kill()?;
        recorder.wait()?;
        let bytes = reader.join().ok().context("the recorder's reader")?;
        Ok(Heard(bytes.as_chunks().0.iter().map(|pair| i16::from_le_bytes(*pair)).collect()))
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        if let Some((mut recorder, _)) = self.recorder.take() {
            let _ = recorder.kill();
            let _ = recorder.wait();
        }
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// What was recorded.
#[derive(Debug)]
pub struct Heard(Vec<i16>);

/// How it fits the plan.
#[derive(Debug)]
pub struct Fit {
    /// Cues that were not heard, by their planned second.
    pub missing: Vec<f64>,
    /// The furthest a cue was off, with the whole moved so that half are early and half late, s.
    pub worst_s: f64,
    /// How far the last cue had slipped against the first, s: the clocks' difference.
    pub slip_s: f64,
    planned: usize,
}

impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heard = self.planned - self.missing.len();
        let (worst, slip) = (self.worst_s * 1000.0, self.slip_s * 1000.0);
        write!(f, "{heard} of {} cues heard, worst {worst:.2} ms, slipped {slip:.2} ms in all", self.planned)
    }
}

impl Heard {
    /// Every moment something begins after silence, s.
    fn onsets(&self) -> Vec<f64> {
        let mut onsets = Vec::new();
        let mut quiet = usize::MAX / 2;
        for (place, sample) in self.0.iter().enumerate() {
            if sample.unsigned_abs() > LOUD {
                if quiet as f64 / RATE as f64 >= SILENCE_S {
                    onsets.push(place as f64 / RATE as f64);
                }
                quiet = 0;
            } else {
                quiet += 1;
            }
        }
        onsets
    }

    /// Holds it against the seconds at which cues were planned. Words have silences in them, so of all that begins near a
    /// cue's moment the nearest counts; what the browser slips is followed from cue to cue, and told.
    pub fn against(&self, planned_s: &[f64]) -> Result<Fit> {
        let onsets = self.onsets();
        let (Some(first), Some(first_planned)) = (onsets.first(), planned_s.first()) else {
            anyhow::bail!("nothing was heard: {} s of silence", self.0.len() / RATE);
        };
        let anchor = first - first_planned;
        let mut offset = 0.0;
        let mut off = Vec::new();
        let mut missing = Vec::new();
        for planned in planned_s {
            let near = onsets
                .iter()
                .map(|onset| onset - anchor - planned)
                .min_by(|one, other| (one - offset).abs().total_cmp(&(other - offset).abs()));
            match near.filter(|late| (late - offset).abs() <= REACH_S) {
                Some(late) => {
                    offset = late;
                    off.push(late);
                }
                None => missing.push(*planned),
            }
        }
        let slip_s = off.last().copied().unwrap_or_default() - off.first().copied().unwrap_or_default();
        let mut sorted = off.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
        let worst_s = off.iter().map(|late| (late - middle).abs()).fold(0.0, f64::max);
        Ok(Fit { missing, worst_s, slip_s, planned: planned_s.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sounds of half a second at these seconds.
    fn sounds(at_s: &[f64]) -> Heard {
        let mut heard = vec![0; 30 * RATE];
        for at in at_s {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a test's seconds
            let from = (at * RATE as f64) as usize;
            heard[from..from + RATE / 2].fill(2000);
        }
        Heard(heard)
    }

    #[test]
    fn a_late_cue_is_measured_a_missing_one_is_missed_and_a_slip_is_told() {
        let fit = sounds(&[3.0, 8.0, 13.02, 18.0]).against(&[1.0, 6.0, 11.0, 16.0]).unwrap();
        assert!(fit.missing.is_empty() && (fit.worst_s - 0.02).abs() < 0.001, "{fit}");
        let fit = sounds(&[3.0, 8.0, 18.0]).against(&[1.0, 6.0, 11.0, 16.0]).unwrap();
        assert_eq!(fit.missing, [11.0]);
        let fit = sounds(&[3.0, 8.4, 13.8, 19.2]).against(&[1.0, 6.0, 11.0, 16.0]).unwrap();
        assert!(fit.missing.is_empty() && (fit.slip_s - 1.2).abs() < 0.001 && fit.worst_s > 0.05, "{fit}");
        assert!(sounds(&[]).against(&[1.0]).is_err());
    }
}
