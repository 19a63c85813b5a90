//! Keeps the screen on while a walk runs. The browser takes the lock away whenever the page is hidden, so it is
//! taken again each time the page returns.

use super::{js, visibility};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;

/// The screen stays on, as far as the browser lets it, until dropped.
pub(crate) struct ScreenOn {
    sentinel: Rc<RefCell<Option<JsValue>>>,
    _returning: Option<js::Listening>,
}

impl ScreenOn {
    /// Takes the lock; `refused` is told whenever the browser says no, so that the walker can be told.
    pub(crate) fn take(refused: impl Fn(bool) + 'static) -> ScreenOn {
        let sentinel = Rc::new(RefCell::new(None));
        let refused = Rc::new(refused);
        request(sentinel.clone(), refused.clone());
        let again = sentinel.clone();
        let returning = visibility::listen(move |visible| {
            if visible {
                request(again.clone(), refused.clone());
            }
        });
        ScreenOn { sentinel, _returning: returning }
    }
}

impl Drop for ScreenOn {
    fn drop(&mut self) {
        if let Some(sentinel) = self.sentinel.borrow_mut().take() {
            js::call(&sentinel, "release", &[]);
        }
    }
}

fn request(keep: Rc<RefCell<Option<JsValue>>>, refused: Rc<impl Fn(bool) + 'static>) {
    crate::platform::js::later(async move {
        let lock = js::window().and_then(|window| js::get(&window.navigator(), "wakeLock"));
        let taken = match lock {
            Some(lock) => js::call_later(&lock, "request", &["screen".into()]).await.ok(),
            None => None,
        };
        refused(taken.is_none());
        if taken.is_some() {
            *keep.borrow_mut() = taken;
        }
    });
}
