//! The phone's accelerometer and gyroscope, as samples in SI units.

use super::js;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DeviceMotionEvent;

/// One reading: seconds on the page's steady clock, m/s^2 with gravity, rad/s about the phone's own axes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) t_s: f64,
    pub(crate) acceleration: [f64; 3],
    pub(crate) rotation: Option<[f64; 3]>,
}

/// Asks to sense motion. Some browsers ask the person, and only straight from a tap; elsewhere nobody needs asking.
pub(crate) fn ask() -> impl Future<Output = bool> + 'static {
    let kind = js::window().and_then(|window| js::get(&window, "DeviceMotionEvent"));
    let asking = kind.as_ref().and_then(|kind| {
        js::get(kind, "requestPermission").map(|_| js::call(kind, "requestPermission", &[]))
    });
    async move {
        match asking {
            // Nobody to ask: it is sensed, or there is no such sensor.
            None => kind.is_some(),
            Some(None) => false,
            Some(Some(promise)) => {
                let said = JsFuture::from(js_sys::Promise::resolve(&promise)).await;
                said.is_ok_and(|said| said.as_string().as_deref() == Some("granted"))
            }
        }
    }
}

/// Gives every reading to `each` until dropped.
pub(crate) fn listen(mut each: impl FnMut(Reading) + 'static) -> Option<js::Listening> {
    let window = js::window()?;
    // WebKit reports acceleration with gravity with the opposite sign of the specification and of everyone else.
    let sign = if on_webkit() { -1.0 } else { 1.0 };
    Some(js::listen(&window, "devicemotion", move |event| {
        if let Some(reading) = event.dyn_ref::<DeviceMotionEvent>().and_then(|event| read(event, sign)) {
            each(reading);
        }
    }))
}

fn read(event: &DeviceMotionEvent, sign: f64) -> Option<Reading> {
    let felt = event.acceleration_including_gravity()?;
    let acceleration = [felt.x()? * sign, felt.y()? * sign, felt.z()? * sign];
    // The event's alpha, beta, gamma are the rates about x, y, z, in degrees a second (Device Orientation and Motion, 2024, "x axis
    // rotation rate"), and not about z, x, y, as the angles of the same names in `deviceorientation` are.
    let rotation = event.rotation_rate().and_then(|rate| {
        Some([rate.alpha()?.to_radians(), rate.beta()?.to_radians(), rate.gamma()?.to_radians()])
    });
    Some(Reading { t_s: event.time_stamp() / 1000.0, acceleration, rotation })
}

fn on_webkit() -> bool {
    let Some(window) = js::window() else { return false };
    let navigator: JsValue = window.navigator().into();
    js::get(&navigator, "vendor")
        .and_then(|vendor| vendor.as_string())
        .is_some_and(|vendor| vendor.contains("Apple"))
}
