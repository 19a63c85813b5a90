//! The wall's clock, the page's steady clock, and something to wake up by. A tick only says "look at the clock".

use super::js;
use js_sys::Date;
use std::cell::Cell;
use treadmill::limits;
use units::Instant;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

/// Milliseconds since the page began, never set back.
pub(crate) fn steady_ms() -> f64 {
    js::window().and_then(|window| window.performance()).map_or_else(Date::now, |clock| clock.now())
}

/// The same as a belt's machine is told it: with what the phone slept, while the page's clock may have stood.
pub(crate) fn now() -> Instant {
    thread_local! { static AWAKE: Cell<Awake> = Cell::default(); }
    let awake = AWAKE.get().look(steady_ms(), wall_ms());
    AWAKE.set(awake);
    // Whole milliseconds are enough, and they fit.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Instant::from_millis((awake.steady + awake.slept).clamp(0.0, 1e12) as u64)
}

/// When both clocks were last looked at, and how much longer than the page's the wall's has gone since the first time, ms.
#[derive(Clone, Copy, Debug, Default)]
struct Awake {
    steady: f64,
    wall: f64,
    slept: f64,
}

impl Awake {
    /// A wall's clock that is set forward looks the same, and a belt stops for nothing; one that is set by less is no sleep.
    fn look(self, steady: f64, wall: f64) -> Awake {
        let unseen = (wall - self.wall) - (steady - self.steady);
        let slept = self.wall > 0.0 && unseen > limits::ASLEEP.as_secs_f64() * 1000.0;
        Awake { steady, wall, slept: self.slept + if slept { unseen } else { 0.0 } }
    }
}

/// Milliseconds since 1970, as the phone believes.
pub(crate) fn wall_ms() -> f64 {
    Date::now()
}

/// This time of day yesterday, ms since 1970: not always 24 hours ago.
pub(crate) fn yesterday_ms() -> f64 {
    let date = Date::new_0();
    date.set_date(date.get_date().wrapping_sub(1))
}

/// RFC 3339 with the phone's own offset, to the second: `2026-11-23T16:05:00-05:00`.
pub(crate) fn local_stamp(wall_ms: f64) -> String {
    let date = Date::new(&wall_ms.into());
    // JavaScript's offset is minutes to add to local time to get UTC, so its sign is turned round.
    let offset = -date.get_timezone_offset();
    let sign = if offset < 0.0 { '-' } else { '+' };
    let offset = offset.abs();
    let hours = (offset / 60.0).floor();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{hours:02.0}:{:02.0}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds(),
        offset - 60.0 * hours,
    )
}

/// The calendar day a stamp with an offset names: its first ten characters.
pub(crate) fn day_of(stamp: &str) -> &str {
    stamp.get(..10).unwrap_or(stamp)
}

/// A date in the reader's own way of writing it, as the clock showed it then and there.
pub(crate) fn written(stamp: &str, language: &str) -> String {
    let date = Date::new(&stamp.get(..19).unwrap_or(stamp).into());
    if date.get_time().is_nan() {
        return stamp.to_owned();
    }
    let parts = [
        ("weekday", "short"),
        ("day", "numeric"),
        ("month", "short"),
        ("hour", "numeric"),
        ("minute", "2-digit"),
    ];
    date.to_locale_string(language, &options(&parts, stamp)).into()
}

/// The same, of a day alone.
pub(crate) fn written_day(day: &str, language: &str) -> String {
    let date = Date::new(&format!("{day}T12:00:00").into());
    if date.get_time().is_nan() {
        return day.to_owned();
    }
    let parts = [("weekday", "long"), ("day", "numeric"), ("month", "long")];
    date.to_locale_date_string(language, &options(&parts, day)).into()
}

/// How a date that begins with its year is written. Another year is told, or a clock that is a year off would show nothing odd.
fn options(parts: &[(&str, &str)], date: &str) -> js_sys::Object {
    let options = js_sys::Object::new();
    let this_year = local_stamp(wall_ms()).get(..4) == date.get(..4);
    let year = (!this_year).then_some(("year", "numeric"));
    for (name, value) in parts.iter().copied().chain(year) {
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    options
}

/// Calls back every so often until dropped. Late and missed calls are normal: the callee reads the clock.
pub(crate) struct Ticking {
    id: i32,
    _tick: Closure<dyn FnMut()>,
}

impl Drop for Ticking {
    fn drop(&mut self) {
        if let Some(window) = js::window() {
            window.clear_interval_with_handle(self.id);
        }
    }
}

/// Calls `tick` about every `milliseconds`.
pub(crate) fn every(milliseconds: i32, tick: impl FnMut() + 'static) -> Option<Ticking> {
    let tick = Closure::<dyn FnMut()>::new(tick);
    let id = js::window()?
        .set_interval_with_callback_and_timeout_and_arguments_0(tick.as_ref().unchecked_ref(), milliseconds)
        .ok()?;
    Some(Ticking { id, _tick: tick })
}

/// Waits.
pub(crate) async fn wait_ms(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let waiting = js::window().and_then(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).ok()
        });
        if waiting.is_none() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// A day's name in a few letters, such as `Mon`.
pub(crate) fn weekday(day: &str, language: &str) -> String {
    let date = Date::new(&format!("{day}T12:00:00").into());
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"weekday".into(), &"short".into());
    date.to_locale_date_string(language, &options).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_that_slept_has_missed_that_time_and_a_clock_set_back_or_by_a_second_changes_nothing() {
        let first = Awake::default().look(1_000.0, 1.7e12);
        let ticks = first
            .look(1_100.0, 1.7e12 + 100.0)
            .look(1_200.0, 1.7e12 - 3_600e3)
            .look(1_300.0, 1.7e12 - 3_599e3);
        assert!(ticks.slept.abs() < 1e-6, "{ticks:?}");
        let woken = ticks.look(1_400.0, 1.7e12 - 3_599e3 + 60_100.0);
        assert!((woken.slept - 60_000.0).abs() < 1e-3, "{woken:?}");
    }
}
