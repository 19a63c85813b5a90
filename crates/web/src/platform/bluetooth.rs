//! Bluetooth Low Energy through the browser: a device the person chose, kept linked; its characteristics by their 16-bit
//! numbers. No promise is waited for without an end, but the person's own choosing.

use super::beat::Waits;
use super::js;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::EventTarget;

/// To link, and to find what a device has, each ms.
const PATIENCE_MS: f64 = 10_000.0;
/// To subscribe and to read: what is written may have to wait for it.
const READ_MS: f64 = 3_000.0;
/// To write: a stop must not wait behind a write that hangs.
const WRITE_MS: f64 = 2_000.0;
/// After a link has broken: who asks for it anew in the same moment is not heard.
const SETTLE_MS: f64 = 500.0;
/// Between two tries to link.
const AGAIN_MS: f64 = 1_000.0;

/// The browser's Bluetooth, where it has one.
fn bluetooth() -> Option<JsValue> {
    js::get(&js::window()?.navigator(), "bluetooth")
}

/// Whether this browser has Bluetooth at all.
pub(crate) fn is_here() -> bool {
    bluetooth().is_some()
}

/// Why no device was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotChosen {
    /// The person chose none, or none called.
    None,
    /// Bluetooth is off, or there is no radio.
    Off,
    /// The browser or the person does not let this page.
    Forbidden,
}

/// A device the person chose.
#[derive(Clone)]
pub(crate) struct Device(JsValue);

impl Device {
    fn text(&self, name: &str) -> String {
        js::get(&self.0, name).and_then(|text| text.as_string()).unwrap_or_default()
    }

    /// Breaks the link, or what tries to make one.
    fn let_go(&self) {
        if let Some(server) = js::get(&self.0, "gatt") {
            js::call(&server, "disconnect", &[]);
        }
    }

    /// The name it calls itself; its id in this browser where it has none.
    pub(crate) fn name(&self) -> String {
        Some(self.text("name")).filter(|name| !name.is_empty()).unwrap_or_else(|| self.text("id"))
    }
}

fn object(name: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    let _ = Reflect::set(&object, &name.into(), value);
    object.into()
}

/// Lets the person choose a device with this service. Called straight from a tap.
pub(crate) fn choose(service: u16) -> impl Future<Output = Result<Device, NotChosen>> + 'static {
    let bluetooth = bluetooth();
    let filter = object("services", &Array::of1(&service.into()));
    let wanted = object("filters", &Array::of1(&filter));
    let asked = bluetooth.as_ref().and_then(|it| js::call(it, "requestDevice", &[wanted]));
    async move {
        let (Some(bluetooth), Some(asked)) = (bluetooth, asked) else { return Err(NotChosen::Forbidden) };
        let error = match JsFuture::from(Promise::resolve(&asked)).await {
            Ok(device) => return Ok(Device(device)),
            Err(error) => error,
        };
        if js::get(&error, "name").and_then(|name| name.as_string()).as_deref() != Some("NotFoundError") {
            return Err(NotChosen::Forbidden);
        }
        // Nothing chosen and nothing to choose with have the same name.
        let on = js::call_later(&bluetooth, "getAvailability", &[]).await;
        Err(if on.is_ok_and(|on| on.is_truthy()) { NotChosen::None } else { NotChosen::Off })
    }
}

/// What a link is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Subscribe(u16),
    Read(u16),
    /// With response, where the characteristic takes it so.
    Write(u16, Vec<u8>),
}

/// What a link tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Up,
    /// It was up and is gone; it is tried again by itself.
    Lost,
    /// One try to link has failed; it is tried again by itself.
    Unreachable,
    Heard(u16, Vec<u8>),
    /// There is no such characteristic, or it does not do what it should.
    Missing(u16),
    WriteFailed,
}

/// A link to a device that is kept up until this is dropped.
pub(crate) struct Link(Rc<Inner>);

struct Inner {
    device: Device,
    service: u16,
    waits: Waits,
    tell: Box<dyn Fn(Event)>,
    found: RefCell<Vec<(u16, JsValue)>>,
    heard: RefCell<Vec<js::Listening>>,
    orders: RefCell<VecDeque<Order>>,
    busy: Cell<bool>,
    up: Cell<bool>,
    /// How often the link has broken.
    broke: Cell<u32>,
    closed: Cell<bool>,
    lost: RefCell<Option<js::Listening>>,
}

impl Link {
    /// Links to a device, and again whenever the link breaks.
    pub(crate) fn to(device: Device, service: u16, waits: Waits, tell: impl Fn(Event) + 'static) -> Link {
        let inner = Rc::new(Inner {
            device,
            service,
            waits,
            tell: Box::new(tell),
            found: RefCell::default(),
            heard: RefCell::default(),
            orders: RefCell::default(),
            busy: Cell::new(false),
            up: Cell::new(false),
            broke: Cell::new(0),
            closed: Cell::new(false),
            lost: RefCell::default(),
        });
        let weak = Rc::downgrade(&inner);
        let target: EventTarget = inner.device.0.clone().unchecked_into();
        *inner.lost.borrow_mut() = Some(js::listen(&target, "gattserverdisconnected", move |_| {
            if let Some(inner) = weak.upgrade() {
                inner.lose();
            }
        }));
        js::later(inner.clone().keep());
        Link(inner)
    }

    /// Takes an order; what comes of it is told. What is written goes before everything but its own subscription and what was
    /// written before it.
    pub(crate) fn order(&self, order: Order) {
        let mut orders = self.0.orders.borrow_mut();
        // A machine may answer a command only where its answers are subscribed to.
        let before = |other: &Order| match (other, &order) {
            (Order::Write(..), Order::Write(..)) => true,
            (Order::Subscribe(heard), Order::Write(written, _)) => heard == written,
            (_, Order::Write(..)) => false,
            _ => true,
        };
        let place = orders.iter().rposition(before).map_or(0, |at| at + 1);
        orders.insert(place, order);
        if !self.0.busy.replace(true) {
            js::later(self.0.clone().work());
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.0.closed.set(true);
        self.0.heard.borrow_mut().clear();
        *self.0.lost.borrow_mut() = None;
        self.0.device.let_go();
    }
}

impl Inner {
    fn tell(&self, event: Event) {
        if !self.closed.get() {
            (self.tell)(event);
        }
    }

    fn lose(self: Rc<Self>) {
        if self.up.replace(false) {
            self.broke.set(self.broke.get() + 1);
            self.orders.borrow_mut().clear();
            self.heard.borrow_mut().clear();
            self.tell(Event::Lost);
            js::later(async move {
                self.waits.wait_ms(SETTLE_MS).await;
                self.keep().await;
            });
        }
    }

    /// Tries to link until it is linked.
    async fn keep(self: Rc<Self>) {
        while !self.closed.get() {
            if let Ok(found) = self.connect().await {
                *self.found.borrow_mut() = found;
                self.up.set(true);
                return self.tell(Event::Up);
            }
            // What hangs is called off, so that the next try is one.
            self.device.let_go();
            self.tell(Event::Unreachable);
            self.waits.wait_ms(AGAIN_MS).await;
        }
    }

    async fn connect(&self) -> Result<Vec<(u16, JsValue)>, JsValue> {
        let gatt = js::get(&self.device.0, "gatt").ok_or(JsValue::NULL)?;
        let server = self.waits.call(PATIENCE_MS, &gatt, "connect", &[]).await?;
        let named = [self.service.into()];
        let service = self.waits.call(PATIENCE_MS, &server, "getPrimaryService", &named).await?;
        let all = self.waits.call(PATIENCE_MS, &service, "getCharacteristics", &[]).await?;
        // 00002acd-0000-1000-8000-00805f9b34fb
        let number = |it: &JsValue| {
            u16::from_str_radix(
                js::get(it, "uuid")?.as_string()?.strip_suffix("-0000-1000-8000-00805f9b34fb")?,
                16,
            )
            .ok()
        };
        Ok(Array::from(&all).iter().filter_map(|it| Some((number(&it)?, it))).collect())
    }

    /// Does what was ordered, one after the other: the browser takes only one at a time.
    async fn work(self: Rc<Self>) {
        loop {
            let Some(order) = self.orders.borrow_mut().pop_front() else { break };
            let broke = self.broke.get();
            let event = self.obey(order).await;
            // What a link that is gone answers is no news of the next one.
            if let Some(event) = event.filter(|_| self.broke.get() == broke) {
                self.tell(event);
            }
        }
        self.busy.set(false);
    }

    async fn obey(self: &Rc<Self>, order: Order) -> Option<Event> {
        let (Order::Subscribe(number) | Order::Read(number) | Order::Write(number, _)) = order;
        let found = self.found.borrow().iter().find(|(is, _)| *is == number).map(|(_, it)| it.clone());
        let Some(found) = found.filter(|_| self.up.get()) else { return Some(Event::Missing(number)) };
        match order {
            Order::Subscribe(_) => {
                let (weak, target) = (Rc::downgrade(self), found.clone().unchecked_into::<EventTarget>());
                self.heard.borrow_mut().push(js::listen(
                    &target,
                    "characteristicvaluechanged",
                    move |event| {
                        if let (Some(inner), Some(bytes)) =
                            (weak.upgrade(), js::get(&event, "target").as_ref().and_then(value))
                        {
                            inner.tell(Event::Heard(number, bytes));
                        }
                    },
                ));
                let done = self.waits.call(READ_MS, &found, "startNotifications", &[]).await;
                done.is_err().then_some(Event::Missing(number))
            }
            Order::Read(_) => {
                let read = self.waits.call(READ_MS, &found, "readValue", &[]).await;
                let bytes = read.ok().and_then(|view| bytes(&view));
                Some(bytes.map_or(Event::Missing(number), |bytes| Event::Heard(number, bytes)))
            }
            Order::Write(_, bytes) => {
                let takes = js::get(&found, "properties").and_then(|takes| js::get(&takes, "write"));
                let how = if takes.is_some_and(|takes| takes.is_truthy()) {
                    "writeValueWithResponse"
                } else {
                    "writeValueWithoutResponse"
                };
                let bytes = Uint8Array::from(bytes.as_slice()).into();
                let done = self.waits.call(WRITE_MS, &found, how, &[bytes]).await;
                done.is_err().then_some(Event::WriteFailed)
            }
        }
    }
}

fn value(characteristic: &JsValue) -> Option<Vec<u8>> {
    bytes(&js::get(characteristic, "value")?)
}

/// The bytes a `DataView` looks at.
fn bytes(view: &JsValue) -> Option<Vec<u8>> {
    let view: &js_sys::DataView = view.dyn_ref()?;
    let (from, length) = (u32::try_from(view.byte_offset()).ok()?, u32::try_from(view.byte_length()).ok()?);
    Some(Uint8Array::new_with_byte_offset_and_length(&view.buffer(), from, length).to_vec())
}
