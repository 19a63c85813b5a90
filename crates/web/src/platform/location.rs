//! Where the phone is, by GPS: only while somebody listens, and nothing of it is kept but a distance.

use super::js;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

/// One reading: degrees, and within how many metres it is right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fix {
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) accuracy_m: f64,
}

/// Listening until dropped.
pub(crate) struct Watching {
    geolocation: JsValue,
    id: JsValue,
    _heard: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Drop for Watching {
    fn drop(&mut self) {
        js::call(&self.geolocation, "clearWatch", core::slice::from_ref(&self.id));
    }
}

/// Gives every reading to `each`, and nothing where the phone has none or may not tell. Asks the person the first time.
pub(crate) fn watch(each: impl Fn(Option<Fix>) + 'static) -> Option<Watching> {
    let geolocation = js::get(&js::window()?.navigator(), "geolocation")?;
    let each = std::rc::Rc::new(each);
    let lost = each.clone();
    let heard = [
        Closure::<dyn FnMut(JsValue)>::new(move |position: JsValue| each(read(&position))),
        Closure::<dyn FnMut(JsValue)>::new(move |_| lost(None)),
    ];
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"enableHighAccuracy".into(), &true.into());
    let [found, failed] = heard.each_ref().map(|heard| heard.as_ref().unchecked_ref::<JsValue>().clone());
    let id = js::call(&geolocation, "watchPosition", &[found, failed, options.into()])?;
    Some(Watching { geolocation, id, _heard: heard })
}

fn read(position: &JsValue) -> Option<Fix> {
    let at = js::get(position, "coords")?;
    Some(Fix {
        latitude: js::number(&at, "latitude")?,
        longitude: js::number(&at, "longitude")?,
        accuracy_m: js::number(&at, "accuracy")?,
    })
}
