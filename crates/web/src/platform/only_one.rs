//! One walk, one page: a lock that the browser gives to a single tab and frees when that tab dies.

use super::js;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

/// The page that guides the walk; dropping it lets another page do so.
pub(crate) struct TheOne {
    let_go: Rc<RefCell<Option<js_sys::Function>>>,
    _held: Closure<dyn FnMut(JsValue) -> JsValue>,
}

impl Drop for TheOne {
    fn drop(&mut self) {
        if let Some(let_go) = self.let_go.borrow_mut().take() {
            let _ = let_go.call0(&JsValue::NULL);
        }
    }
}

/// Takes the lock `name`; `Err` when another page has it. A browser that has no locks gives it to everyone.
pub(crate) async fn take(name: &str) -> Result<Option<TheOne>, ()> {
    let Some(locks) = js::window().and_then(|window| js::get(&window.navigator(), "locks")) else {
        return Ok(None);
    };
    let let_go = Rc::new(RefCell::new(None));
    let (answer, answered) = futures_channel::oneshot::channel();
    let (mut answer, keep) = (Some(answer), let_go.clone());
    let held = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |lock: JsValue| {
        let got = !lock.is_null() && !lock.is_undefined();
        if let Some(answer) = answer.take() {
            let _ = answer.send(got);
        }
        if !got {
            return JsValue::UNDEFINED;
        }
        // The lock is held for as long as this promise is open.
        js_sys::Promise::new(&mut |resolve, _| *keep.borrow_mut() = Some(resolve)).into()
    });
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"ifAvailable".into(), &true.into());
    let function: &JsValue = held.as_ref().unchecked_ref();
    js::call(&locks, "request", &[name.into(), options.into(), function.clone()]);
    match answered.await {
        Ok(true) => Ok(Some(TheOne { let_go, _held: held })),
        Ok(false) => Err(()),
        Err(_) => Ok(None),
    }
}
