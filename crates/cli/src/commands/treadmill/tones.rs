//! The tone of each thing said, beside the loop that watches the belt: no player may make that one wait.

use crate::playback::Playback;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use voice::sound::track::{Plan, Settings, Sound, length};
use walk::cues::Motif;
use walk::treadmill_walk::Haste;

/// How long the last tone may sound on after the walk.
const LAST: Duration = Duration::from_secs(2);

/// What sounds; dropping it lets the last tone end.
pub(super) struct Tones {
    wanted: Option<Sender<(Motif, Haste)>>,
    ended: Receiver<()>,
}

impl Tones {
    pub(super) fn new(on: bool) -> Tones {
        let (wanted, motifs) = channel();
        let (end, ended) = channel();
        if on {
            std::thread::spawn(move || {
                if let Err(why) = sound(&motifs) {
                    eprintln!("{why:#}");
                }
                let _ = end.send(());
            });
        }
        Tones { wanted: on.then_some(wanted), ended }
    }

    /// Sounds it; the gravest goes before what waits.
    pub(super) fn sound(&self, motif: Motif, haste: Haste) {
        let _ = self.wanted.as_ref().map(|wanted| wanted.send((motif, haste)));
    }
}

impl Drop for Tones {
    fn drop(&mut self) {
        if self.wanted.take().is_some() {
            let _ = self.ended.recv_timeout(LAST);
        }
    }
}

/// Sounds what is wanted, the newest of the gravest where several wait, until nobody wants any more.
fn sound(wanted: &Receiver<(Motif, Haste)>) -> anyhow::Result<()> {
    while let Ok(first) = wanted.recv() {
        let waiting = std::iter::once(first).chain(wanted.try_iter());
        let Some((motif, _)) = waiting.max_by_key(|(_, haste)| *haste) else { continue };
        let plan = Plan {
            length: length(motif, &[], None) as u64,
            sounds: vec![Sound { at: 0, motif, clips: Vec::new() }],
            stretches: Vec::new(),
        };
        let mut playback = Playback::new(plan, None, Settings { words: false, tick_every_s: 0 });
        playback.start(Duration::ZERO)?;
        playback.wait()?;
    }
    Ok(())
}
