//! A beat every tenth of a second from a second thread, which a hidden page does not slow, and waiting by it.

use super::{clock, js};
use futures_channel::oneshot::{Sender, channel};
use futures_util::future::{Either, select};
use std::{cell::RefCell, pin::pin, rc::Rc};
use wasm_bindgen::JsValue;
use web_sys::Worker;

/// How often it beats, ms.
const EVERY_MS: i32 = 100;

/// The beat; dropping it ends it and everything that waits by it.
pub(crate) struct Beat {
    worker: Option<Worker>,
    waits: Waits,
    _listening: Option<js::Listening>,
    _ticking: Option<clock::Ticking>,
}

/// What waits for a moment to come. A copy is the same.
#[derive(Clone, Default)]
pub(crate) struct Waits(Rc<RefCell<Vec<Wait>>>);

/// When it is over, and who is told so.
type Wait = (f64, Sender<()>);

impl Beat {
    /// Begins to beat; `each` is called at every beat, and reads the clock itself.
    pub(crate) fn start(each: impl Fn() + Clone + 'static) -> Beat {
        let waits = Waits::default();
        let (kept, worker) = (waits.clone(), Worker::new("./beat.js").ok());
        let beat = move || {
            kept.beat();
            each();
        };
        let heard = beat.clone();
        let listening = worker.as_ref().map(|worker| js::listen(worker, "message", move |_| heard()));
        // The page's own beat too: a worker that could not be fetched must not leave a belt unwatched.
        let ticking = clock::every(EVERY_MS, beat);
        Beat { worker, waits, _listening: listening, _ticking: ticking }
    }

    /// To wait by it.
    pub(crate) fn waits(&self) -> Waits {
        self.waits.clone()
    }
}

impl Drop for Beat {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.terminate();
        }
        self.waits.0.borrow_mut().clear();
    }
}

impl Waits {
    fn beat(&self) {
        let now = clock::steady_ms();
        let due: Vec<_> = self.0.borrow_mut().extract_if(.., |(at, _)| *at <= now).collect();
        for (_, waiting) in due {
            let _ = waiting.send(());
        }
    }

    /// Waits so long.
    pub(crate) async fn wait_ms(&self, milliseconds: f64) {
        let (send, done) = channel();
        self.0.borrow_mut().push((clock::steady_ms() + milliseconds, send));
        let _ = done.await;
    }

    /// Calls a method that gives a promise, and waits for it so long at the most.
    pub(crate) async fn call(
        &self,
        milliseconds: f64,
        of: &JsValue,
        name: &str,
        args: &[JsValue],
    ) -> Result<JsValue, JsValue> {
        match select(pin!(js::call_later(of, name, args)), pin!(self.wait_ms(milliseconds))).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(JsValue::from_str("no answer in time")),
        }
    }
}
