//! What can stand on a page: texts, elements, several of them, nothing, and what is worked out from signals.

use crate::element::{self, document};
use crate::graph;
use crate::signals::{Memo, RwSignal, Signal};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, Node, Text};

/// What stands on a page.
pub enum View {
    /// Nothing.
    Nothing,
    /// Words.
    Text(String),
    /// An element, or a fragment of several.
    Node(Node),
}

/// The same under the name that says that any kind of it is meant.
pub type AnyView = View;

impl View {
    pub(crate) fn node(self) -> Option<Node> {
        match self {
            Self::Nothing => None,
            Self::Text(words) => Some(document().create_text_node(&words).into()),
            Self::Node(node) => Some(node),
        }
    }
}

/// Whatever can stand on a page.
pub trait IntoView: Sized {
    /// As it stands there.
    fn into_any(self) -> View;
}

impl IntoView for View {
    fn into_any(self) -> View {
        self
    }
}

impl IntoView for () {
    fn into_any(self) -> View {
        View::Nothing
    }
}

impl IntoView for String {
    fn into_any(self) -> View {
        View::Text(self)
    }
}

impl IntoView for &str {
    fn into_any(self) -> View {
        View::Text(self.to_owned())
    }
}

impl IntoView for u32 {
    fn into_any(self) -> View {
        View::Text(self.to_string())
    }
}

impl<V: IntoView> IntoView for Option<V> {
    fn into_any(self) -> View {
        self.map_or(View::Nothing, V::into_any)
    }
}

impl<V: IntoView> IntoView for Vec<V> {
    fn into_any(self) -> View {
        self.into_iter().collect_view()
    }
}

impl<V: IntoView, const N: usize> IntoView for [V; N] {
    fn into_any(self) -> View {
        self.into_iter().collect_view()
    }
}

impl<F: FnMut() -> V + 'static, V: IntoView> IntoView for F {
    fn into_any(mut self) -> View {
        changing(Box::new(move || self().into_any()))
    }
}

macro_rules! read {
    ($($kind:ident)*) => {$(
        impl<T: IntoView + Clone + 'static> IntoView for $kind<T> {
            fn into_any(self) -> View {
                changing(Box::new(move || self.get().into_any()))
            }
        }
    )*};
}
read!(Memo RwSignal Signal);

/// Several views in their order.
pub trait CollectView {
    /// As one view.
    fn collect_view(self) -> View;
}

impl<I: IntoIterator<Item = V>, V: IntoView> CollectView for I {
    fn collect_view(self) -> View {
        let all = document().create_document_fragment();
        for view in self {
            element::child(&all, view.into_any());
        }
        View::Node(all.into())
    }
}

/// Several views as one, for `view!`.
pub fn several(views: Vec<View>) -> View {
    views.collect_view()
}

/// The view only while `when` says so.
pub fn show<V: IntoView>(when: impl Fn() -> bool + 'static, view: impl Fn() -> V + 'static) -> View {
    let when = Memo::new(when);
    changing(Box::new(move || when.get().then(&view).into_any()))
}

/// A view that is made anew after each change of what it is made from. It stands between two empty texts, so that it is
/// found again wherever it went; where words only become other words, they stay the same text on the page.
fn changing(mut make: Box<dyn FnMut() -> View>) -> View {
    let all = document().create_document_fragment();
    let edge = || -> Node { document().create_text_node("").into() };
    let (first, last) = (edge(), edge());
    let _ = all.append_child(&first);
    let _ = all.append_child(&last);
    let mut words: Option<Text> = None;
    let draw = move || {
        let view = make();
        if let (View::Text(now), Some(words)) = (&view, &words) {
            if words.data() != *now {
                words.set_data(now);
            }
            return;
        }
        let is_text = matches!(view, View::Text(_));
        let node = view.node();
        words = node.clone().filter(|_| is_text).and_then(|node| node.dyn_into().ok());
        replace(&first, &last, node);
    };
    graph::effect(Box::new(draw), true);
    View::Node(all.into())
}

/// Puts other nodes between two edges. What held the keyboard's focus gives it to what stands in its place, and where nothing
/// like it does to the first thing there that takes it: a key pressed next must not begin at the top of the page.
fn replace(first: &Node, last: &Node, with: Option<Node>) {
    let Some(parent) = last.parent_node() else { return };
    let focused = focused_path(first, last, &parent);
    while let Some(old) = first.next_sibling().filter(|old| old != last) {
        let _ = parent.remove_child(&old);
    }
    if let Some(node) = with {
        let _ = parent.insert_before(&node, Some(last));
    }
    if let Some((path, was)) = focused {
        follow(first, last, &path, &was);
    }
}

/// The element that has the focus, where it stands between the edges, and the way to it: the number of each ancestor among
/// its siblings, outermost first, counted from the first edge.
fn focused_path(first: &Node, last: &Node, parent: &Node) -> Option<(Vec<usize>, Element)> {
    // Nothing drawn yet: the common case.
    first.next_sibling().filter(|next| next != last)?;
    let focused = document().active_element()?;
    let (mut path, mut at): (Vec<usize>, Node) = (Vec::new(), focused.clone().into());
    while at.parent_node()? != *parent {
        path.push(core::iter::successors(at.previous_sibling(), Node::previous_sibling).count());
        at = at.parent_node()?;
    }
    let before = || core::iter::successors(at.previous_sibling(), Node::previous_sibling);
    let place = before().position(|node| node == *first)?;
    path.push(place);
    path.reverse();
    Some((path, focused))
}

fn follow(first: &Node, last: &Node, path: &[usize], was: &Element) {
    let mut at = first.next_sibling();
    for (depth, place) in path.iter().enumerate() {
        if depth > 0 {
            at = at.and_then(|node| node.first_child());
        }
        for _ in 0..*place {
            at = at.and_then(|node| node.next_sibling());
        }
    }
    let same = at
        .and_then(|node| node.dyn_into::<Element>().ok())
        .filter(|found| found.tag_name() == was.tag_name() && found.id() == was.id());
    // No field: it would open a phone's keyboard.
    let takes = "[tabindex], a, button";
    let other = || {
        core::iter::successors(first.next_sibling(), Node::next_sibling)
            .take_while(|node| node != last)
            .filter_map(|node| node.dyn_into::<Element>().ok())
            .find_map(|node| {
                if node.matches(takes) == Ok(true) {
                    return Some(node);
                }
                node.query_selector(takes).ok()?
            })
    };
    if let Some(found) = same.or_else(other).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
