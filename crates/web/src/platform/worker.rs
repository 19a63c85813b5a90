//! The second thread: the same app in a worker, which is sent text and answers with bytes, one task at a time.

use super::js;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions, WorkerType};

/// Who asked, by the question's number.
type Waiting = Rc<RefCell<Vec<(u32, futures_channel::oneshot::Sender<Result<Vec<u8>, String>>)>>>;

/// The page's end of the worker.
pub(crate) struct SecondThread {
    worker: Worker,
    waiting: Waiting,
    before_ready: Rc<RefCell<Option<Vec<JsValue>>>>,
    next: u32,
    _listening: [js::Listening; 2],
}

impl SecondThread {
    /// Starts the worker; `None` where the browser has none.
    pub(crate) fn start() -> Option<SecondThread> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options("./worker.js", &options).ok()?;
        let waiting: Waiting = Rc::default();
        // What is sent before the worker listens would be lost, so it waits here.
        let before_ready = Rc::new(RefCell::new(Some(Vec::new())));
        let (answers, early, target) = (waiting.clone(), before_ready.clone(), worker.clone());
        let messages = js::listen(&worker, "message", move |event| {
            let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
            let Some(id) = js::number(&data, "id").and_then(whole) else {
                for message in early.borrow_mut().take().unwrap_or_default() {
                    let _ = target.post_message(&message);
                }
                return;
            };
            let answer = match js::get(&data, "bytes") {
                Some(bytes) => Ok(js_sys::Uint8Array::new(&bytes).to_vec()),
                None => Err(js::get(&data, "error").map(|error| js::said(&error)).unwrap_or_default()),
            };
            let mut answers = answers.borrow_mut();
            if let Some(at) = answers.iter().position(|(asked, _)| *asked == id) {
                let _ = answers.swap_remove(at).1.send(answer);
            }
        });
        let lost = waiting.clone();
        let errors = js::listen(&worker, "error", move |error| {
            for (_, asked) in core::mem::take(&mut *lost.borrow_mut()) {
                let _ = asked.send(Err(js::said(&error)));
            }
        });
        Some(SecondThread { worker, waiting, before_ready, next: 0, _listening: [messages, errors] })
    }

    /// Sends a task; the answer comes when it is done.
    pub(crate) fn ask(&mut self, task: &str) -> impl Future<Output = Result<Vec<u8>, String>> + 'static {
        let (send, answer) = futures_channel::oneshot::channel();
        let id = self.next;
        self.next = self.next.wrapping_add(1);
        self.waiting.borrow_mut().push((id, send));
        let message = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&message, &"id".into(), &id.into());
        let _ = js_sys::Reflect::set(&message, &"task".into(), &task.into());
        match &mut *self.before_ready.borrow_mut() {
            Some(early) => early.push(message.into()),
            None => {
                let _ = self.worker.post_message(&message);
            }
        }
        async move { answer.await.unwrap_or_else(|_| Err("the worker ended".to_owned())) }
    }
}

impl Drop for SecondThread {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn whole(number: f64) -> Option<u32> {
    // A whole number we sent ourselves.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (number >= 0.0 && number <= f64::from(u32::MAX)).then_some(number as u32)
}

/// The worker's end: answers every task with `work`. False in a page.
pub(crate) fn serve<W, F>(work: W) -> bool
where
    W: Fn(String) -> F + 'static,
    F: Future<Output = Result<Vec<u8>, String>> + 'static,
{
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return false };
    let reply = scope.clone();
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let (data, reply) = (event.data(), reply.clone());
        let Some(task) = js::get(&data, "task").and_then(|task| task.as_string()) else { return };
        let doing = work(task);
        crate::platform::js::later(async move {
            let message = js_sys::Object::new();
            let _ =
                js_sys::Reflect::set(&message, &"id".into(), &js::get(&data, "id").unwrap_or(JsValue::NULL));
            let (name, value): (&str, JsValue) = match doing.await {
                Ok(bytes) => ("bytes", js_sys::Uint8Array::from(bytes.as_slice()).into()),
                Err(error) => ("error", error.into()),
            };
            let _ = js_sys::Reflect::set(&message, &name.into(), &value);
            let _ = reply.post_message(&message);
        });
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // A worker lives until the page ends it, and its listener with it.
    heard.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
    true
}
