//! The raw motion of a walk, kept on this phone when the walker wants it, with the plan as its labels.

use crate::platform::clock as time;
use crate::platform::store::{Drawer, Store};
use crate::state::App;
use coach::program::BlockKind;
use formats::motion::raw::{self, Head, Label, Recorder};
use formats::walk_record::Begun;
use gait::Sample;
use units::Length;

/// Writes a walk's motion, block by block: a killed page loses the block it was in, a thousand readings at the most: ten seconds
/// at 100 a second, seventeen at 60.
pub(super) struct Recording {
    store: Store,
    id: String,
    head: Head,
    recorder: Recorder,
    /// How many parts of it are written, its head not among them.
    parts: usize,
    /// What turns a reading's time into seconds since the walk began.
    offset_s: f64,
    last_s: f64,
}

impl Recording {
    /// Begins or goes on with it; `None` where the walker has not agreed, or nothing can be kept.
    pub(super) async fn of(app: App, begun: &Begun, since_start_s: f64) -> Option<Recording> {
        let settings = app.settings.get_untracked();
        if settings.motion_consent.is_empty() {
            return None;
        }
        let store = app.store().await.ok()?;
        let offset_s = since_start_s - time::steady_ms() / 1000.0;
        let kept = store.parts(Drawer::Motion, &begun.id).await.ok()?;
        let head = kept.first().and_then(|head| raw::read(head, &mut |_| ()).ok()).map_or_else(
            || Head {
                started_at: begun.started_at.clone(),
                placement: Some(settings.placement.clone()),
                height_m: settings.height().map(Length::meters),
                consent_at: Some(settings.motion_consent.clone()),
                ..Head::default()
            },
            |(head, _)| head,
        );
        let (id, parts) = (begun.id.clone(), kept.len().saturating_sub(1));
        Some(Recording {
            store,
            id,
            head,
            recorder: Recorder::default(),
            parts,
            offset_s,
            last_s: since_start_s,
        })
    }

    /// Takes a reading.
    pub(super) fn push(&mut self, sample: Sample) {
        self.last_s = sample.t_s + self.offset_s;
        if let Some(block) = self.recorder.push(&Sample { t_s: self.last_s, ..sample }) {
            self.write_part(block);
            // What is asked now is asked at least until here: nothing else says so when this page dies.
            self.write_head();
        }
    }

    /// From now on the walker is asked for this; `None` when the walk stands or is over.
    pub(super) fn asked(&mut self, kind: Option<BlockKind>) {
        let now_s = time::steady_ms() / 1000.0 + self.offset_s;
        if let Some(open) = self.head.labels.last_mut().filter(|label| label.end_s > now_s) {
            open.end_s = now_s;
        }
        if let Some(kind) = kind {
            // Open until the next is asked.
            self.head.labels.push(Label { start_s: now_s, end_s: f64::MAX, asked: kind.name().to_owned() });
        }
        if let Some(block) = self.recorder.flush() {
            self.write_part(block);
        }
        self.last_s = self.last_s.max(now_s);
        self.write_head();
    }

    /// Writes the labels, the open one up to now.
    fn write_head(&self) {
        let mut head = self.head.clone();
        for label in &mut head.labels {
            label.end_s = label.end_s.min(self.last_s);
        }
        self.write(0, raw::begin(&head));
    }

    fn write_part(&mut self, block: Vec<u8>) {
        self.parts += 1;
        self.write(self.parts, block);
    }

    /// Not kept is not told: the walk matters more, and its record is kept apart from this.
    fn write(&self, part: usize, bytes: Vec<u8>) {
        let (store, id) = (self.store.clone(), self.id.clone());
        crate::platform::js::later(async move {
            let _ = store.put_part(Drawer::Motion, &id, part, &bytes).await;
        });
    }
}
