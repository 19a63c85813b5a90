//! The latest frames. Those of a body at rest wait, and are seen whole only when a walk is looked for among them.

use crate::orientation::{Motion, Upright, View};
use alloc::vec::Vec;

/// A view that has not seen the frames before sees as if it had after so many, frames (2 s): it remembers half a second.
const WARM_UP: usize = 100;

/// The latest frames, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recent {
    seen: Vec<Motion>,
    waiting: Vec<Upright>,
    view: View,
}

impl Recent {
    /// None yet, with room for so many frames, and for so many that wait.
    pub(crate) fn with_capacity(frames: usize, waiting: usize) -> Recent {
        Recent {
            seen: Vec::with_capacity(frames),
            waiting: Vec::with_capacity(waiting),
            view: View::default(),
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, frame: Upright) {
        self.waiting.push(frame);
    }

    /// The newest, when it waits.
    #[inline]
    pub(crate) fn newest(&self) -> Option<&Upright> {
        self.waiting.last()
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.seen.len() + self.waiting.len()
    }

    /// How many frames wait.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Sees the frames that wait; all of them now.
    pub(crate) fn catch_up(&mut self) -> &mut [Motion] {
        self.seen.extend(self.waiting.iter().map(|frame| self.view.of(frame)));
        self.waiting.clear();
        &mut self.seen
    }

    /// The frames up to when it last caught up.
    pub(crate) fn seen(&self) -> &[Motion] {
        &self.seen
    }

    /// Forgets all but the last `keep`; what waits among them need not have been seen.
    pub(crate) fn keep_last(&mut self, keep: usize) {
        let forgotten = self.len().saturating_sub(keep);
        let unseen = forgotten.saturating_sub(self.seen.len());
        if unseen > WARM_UP {
            self.view = View::default();
        }
        for frame in self.waiting.iter().take(unseen).skip(unseen.saturating_sub(WARM_UP)) {
            self.view.of(frame);
        }
        self.seen.drain(..forgotten - unseen);
        self.waiting.drain(..unseen);
    }
}
