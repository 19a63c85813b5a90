//! Elements, and what is set on them: attributes, properties, classes, styles and listeners.

use crate::graph;
use crate::signals::{Memo, RwSignal, Signal};
use crate::view::{IntoView, View};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
pub use web_sys::Event as AnEvent;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, Node};

thread_local! {
    static DOCUMENT: Document = web_sys::window().and_then(|window| window.document()).unwrap_or_else(|| no_page());
}

#[cold]
#[allow(clippy::panic)] // a worker or a test that draws: our mistake, and nowhere to draw
fn no_page() -> ! {
    panic!("there is no page to draw on")
}

pub(crate) fn document() -> Document {
    DOCUMENT.with(Document::clone)
}

/// Puts a view at the end of the page.
pub fn mount(view: impl IntoView) {
    if let Some(body) = document().body() {
        child(&body, view.into_any());
    }
}

/// A new element with these attributes.
pub fn element(tag: &str, attributes: &[(&str, &str)]) -> Element {
    made(document().create_element(tag), attributes)
}

/// A new element of a drawing.
pub fn drawing(tag: &str, attributes: &[(&str, &str)]) -> Element {
    made(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag), attributes)
}

fn made(element: Result<Element, JsValue>, attributes: &[(&str, &str)]) -> Element {
    // Only a name that is no name is refused, and `view!` takes none.
    let element = element.unwrap_or_else(|_| no_page());
    for (name, value) in attributes {
        let _ = element.set_attribute(name, value);
    }
    element
}

/// Adds a view at the end of an element.
pub fn child(parent: &Node, view: View) {
    if let Some(node) = view.node() {
        let _ = parent.append_child(&node);
    }
}

/// What is set on an element.
pub enum Attribute {
    /// Nothing: it is not there.
    Nothing,
    /// There or not there.
    Flag(bool),
    /// Words.
    Text(String),
    /// Worked out from signals.
    Changing(Box<dyn FnMut() -> Attribute>),
}

/// What kind of thing is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An attribute.
    Attribute,
    /// A property of the element, such as what is typed into a field.
    Property,
    /// Whether the element is of a class.
    Class,
    /// A part of its style.
    Style,
    /// What stands in it, as HTML of our own.
    Html,
}

/// Whatever can be set on an element.
pub trait IntoAttribute {
    /// As it is set.
    fn into_attribute(self) -> Attribute;
}

impl IntoAttribute for bool {
    fn into_attribute(self) -> Attribute {
        Attribute::Flag(self)
    }
}

impl IntoAttribute for String {
    fn into_attribute(self) -> Attribute {
        Attribute::Text(self)
    }
}

macro_rules! printed {
    ($($kind:ty)*) => {$(
        impl IntoAttribute for $kind {
            fn into_attribute(self) -> Attribute {
                Attribute::Text(self.to_string())
            }
        }
    )*};
}
printed!(&str &String u32 usize f64);

impl<A: IntoAttribute> IntoAttribute for Option<A> {
    fn into_attribute(self) -> Attribute {
        self.map_or(Attribute::Nothing, A::into_attribute)
    }
}

impl<F: FnMut() -> A + 'static, A: IntoAttribute> IntoAttribute for F {
    fn into_attribute(mut self) -> Attribute {
        Attribute::Changing(Box::new(move || self().into_attribute()))
    }
}

macro_rules! read {
    ($($kind:ident)*) => {$(
        impl<T: IntoAttribute + Clone + 'static> IntoAttribute for $kind<T> {
            fn into_attribute(self) -> Attribute {
                Attribute::Changing(Box::new(move || self.get().into_attribute()))
            }
        }
    )*};
}
read!(Memo RwSignal Signal);

/// Sets something on an element, and again after each change of what it is worked out from.
pub fn set(element: &Element, kind: Kind, name: &'static str, value: Attribute) {
    let Attribute::Changing(mut work) = value else { return put(element, kind, name, &value) };
    let element = element.clone();
    graph::effect(Box::new(move || put(&element, kind, name, &work())), true);
}

fn put(element: &Element, kind: Kind, name: &str, value: &Attribute) {
    let (there, words) = match value {
        Attribute::Text(words) => (true, words.as_str()),
        Attribute::Flag(flag) => (*flag, ""),
        Attribute::Nothing | Attribute::Changing(_) => (false, ""),
    };
    match kind {
        Kind::Attribute if !there => drop(element.remove_attribute(name)),
        Kind::Attribute => {
            if element.get_attribute(name).as_deref() != Some(words) {
                let _ = element.set_attribute(name, words);
            }
        }
        Kind::Property => {
            let is =
                if let Attribute::Flag(flag) = value { JsValue::from(*flag) } else { JsValue::from(words) };
            let _ = js_sys::Reflect::set(element, &name.into(), &is);
        }
        Kind::Class => drop(element.class_list().toggle_with_force(name, there)),
        Kind::Style => {
            if let Some(element) = element.dyn_ref::<HtmlElement>() {
                let _ = element.style().set_property(name, words);
            }
        }
        Kind::Html => element.set_inner_html(words),
    }
}

/// Listens as long as whoever makes the element lives.
pub fn on(element: &Element, event: &'static str, then: impl FnMut(AnEvent) + 'static) {
    listen(element, event, Box::new(then));
}

fn listen(element: &Element, event: &str, then: Box<dyn FnMut(AnEvent)>) {
    let listener = Closure::wrap(then);
    let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    graph::end_with(Box::new(move || drop(listener)));
}

fn field(event: &AnEvent) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// What is typed or picked in the field an event comes from.
pub fn event_target_value(event: &AnEvent) -> String {
    field(event).map(|field| field.value()).unwrap_or_default()
}

/// Whether the field an event comes from is ticked.
pub fn event_target_checked(event: &AnEvent) -> bool {
    field(event).is_some_and(|field| field.checked())
}
