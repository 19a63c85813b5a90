//! What follows what: signals, memos that are worked out from them when asked, and effects that run again when what they
//! read has changed.
//!
//! A change marks what follows it and does no more; effects run soon after, elders first, so that what is drawn inside
//! something that goes away is not drawn again before. What is made while an effect runs belongs to it and ends with its
//! next run.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// One node. Its place may be given to another later; its birth number never is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Id {
    place: usize,
    born: u64,
}

/// How much a node knows of its sources.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum State {
    Clean,
    /// A source's source changed: whether the source did is to be asked.
    Check,
    Dirty,
}

/// What a node does when it runs; whether its value is another one then.
type Run = Rc<RefCell<dyn FnMut() -> bool>>;

struct Node {
    born: u64,
    value: Option<Rc<dyn Any>>,
    run: Option<Run>,
    effect: bool,
    state: State,
    sources: Vec<Id>,
    observers: Vec<Id>,
    owned: Vec<Id>,
    cleanups: Vec<Box<dyn FnOnce()>>,
}

#[derive(Default)]
struct Graph {
    nodes: Vec<Option<Node>>,
    free: Vec<usize>,
    births: u64,
    /// Who runs: it owns what is made.
    owner: Option<Id>,
    /// Who runs, where reading is following.
    observer: Option<Id>,
    queue: Vec<Id>,
    awaited: bool,
}

thread_local! {
    static GRAPH: RefCell<Graph> = RefCell::default();
}

impl Graph {
    fn node(&mut self, id: Id) -> Option<&mut Node> {
        self.nodes.get_mut(id.place)?.as_mut().filter(|node| node.born == id.born)
    }

    fn add(&mut self, value: Option<Rc<dyn Any>>, run: Option<Run>, effect: bool) -> Id {
        self.births += 1;
        let born = self.births;
        let state = if run.is_some() { State::Dirty } else { State::Clean };
        let node = Node {
            born,
            value,
            run,
            effect,
            state,
            sources: Vec::new(),
            observers: Vec::new(),
            owned: Vec::new(),
            cleanups: Vec::new(),
        };
        let place = self.free.pop().unwrap_or(self.nodes.len());
        if let Some(free) = self.nodes.get_mut(place) {
            *free = Some(node);
        } else {
            self.nodes.push(Some(node));
        }
        let id = Id { place, born };
        if let Some(owner) = self.owner.and_then(|owner| self.node(owner)) {
            owner.owned.push(id);
        }
        id
    }

    fn track(&mut self, id: Id) {
        let Some(observer) = self.observer else { return };
        let Some(node) = self.node(observer) else { return };
        if node.sources.contains(&id) {
            return;
        }
        node.sources.push(id);
        if let Some(node) = self.node(id) {
            node.observers.push(observer);
        }
    }

    fn mark(&mut self, id: Id, state: State) {
        let Some(node) = self.node(id) else { return };
        let was = node.state;
        if was >= state {
            return;
        }
        node.state = state;
        if was != State::Clean {
            return;
        }
        if node.effect {
            self.queue.push(id);
        } else {
            self.mark_observers(id, State::Check);
        }
    }

    fn mark_observers(&mut self, id: Id, state: State) {
        let observers = self.node(id).map(|node| node.observers.clone()).unwrap_or_default();
        for observer in observers {
            self.mark(observer, state);
        }
    }

    fn leave_sources(&mut self, id: Id, sources: Vec<Id>) {
        for source in sources {
            if let Some(source) = self.node(source) {
                source.observers.retain(|observer| *observer != id);
            }
        }
    }
}

fn graph<T>(with: impl FnOnce(&mut Graph) -> T) -> T {
    GRAPH.with_borrow_mut(with)
}

pub(crate) fn signal(value: Rc<dyn Any>) -> Id {
    graph(|graph| graph.add(Some(value), None, false))
}

pub(crate) fn memo(value: Rc<dyn Any>, run: Run) -> Id {
    graph(|graph| graph.add(Some(value), Some(run), false))
}

/// Runs now where `now`, else soon, and again after each change of what it reads.
pub(crate) fn effect(mut run: Box<dyn FnMut()>, now: bool) {
    let run = move || {
        run();
        false
    };
    let id = graph(|graph| {
        let id = graph.add(None, Some(Rc::new(RefCell::new(run))), true);
        if !now {
            graph.queue.push(id);
        }
        id
    });
    if now {
        refresh(id);
    }
    await_flush();
}

/// The value, whose node is followed by whoever runs where `followed`; none when its owner is gone.
pub(crate) fn value(id: Id, followed: bool) -> Option<Rc<dyn Any>> {
    refresh(id);
    graph(|graph| {
        if followed {
            graph.track(id);
        }
        graph.node(id)?.value.clone()
    })
}

/// Tells all that follow it.
pub(crate) fn changed(id: Id) {
    graph(|graph| graph.mark_observers(id, State::Dirty));
    await_flush();
}

/// Brings a memo or an effect up to date.
fn refresh(id: Id) {
    let sources = graph(|graph| {
        graph.node(id).filter(|node| node.state == State::Check).map(|node| node.sources.clone())
    });
    for source in sources.into_iter().flatten() {
        refresh(source);
        if graph(|graph| graph.node(id).is_none_or(|node| node.state == State::Dirty)) {
            break;
        }
    }
    let run = graph(|graph| {
        let node = graph.node(id)?;
        let dirty = node.state == State::Dirty;
        node.state = State::Clean;
        node.run.clone().filter(|_| dirty)
    });
    let Some(run) = run else { return };
    // One that asks for itself has the value it had.
    let Ok(mut run) = run.try_borrow_mut() else { return };
    empty(id);
    let before = graph(|graph| (graph.owner.replace(id), graph.observer.replace(id)));
    let changed = run();
    graph(|graph| {
        (graph.owner, graph.observer) = before;
        if changed {
            graph.mark_observers(id, State::Dirty);
        }
    });
}

/// Ends what a node's last run made, and its following. Nothing is dropped while the graph is held: dropping may do
/// anything.
fn empty(id: Id) {
    let parts = graph(|graph| {
        let node = graph.node(id)?;
        let sources = core::mem::take(&mut node.sources);
        let parts = (core::mem::take(&mut node.owned), core::mem::take(&mut node.cleanups));
        graph.leave_sources(id, sources);
        Some(parts)
    });
    let Some((owned, cleanups)) = parts else { return };
    for owned in owned {
        empty(owned);
        let gone = graph(|graph| {
            graph.node(owned)?;
            graph.free.push(owned.place);
            graph.nodes.get_mut(owned.place)?.take()
        });
        drop(gone);
    }
    for cleanup in cleanups {
        cleanup();
    }
}

/// Runs every effect whose sources have changed, elders first.
pub fn flush() {
    loop {
        let next = graph(|graph| {
            graph.awaited = false;
            let (at, _) = graph.queue.iter().enumerate().min_by_key(|(_, id)| id.born)?;
            Some(graph.queue.swap_remove(at))
        });
        let Some(id) = next else { return };
        refresh(id);
    }
}

fn await_flush() {
    let soon = graph(|graph| !graph.queue.is_empty() && !core::mem::replace(&mut graph.awaited, true));
    // Tests run on a machine without a page, and flush by hand.
    if soon && cfg!(target_arch = "wasm32") {
        wasm_bindgen_futures::spawn_local(async { flush() });
    }
}

/// Does this without following what it reads.
pub fn untrack<T>(quietly: impl FnOnce() -> T) -> T {
    let before = graph(|graph| graph.observer.take());
    let done = quietly();
    graph(|graph| graph.observer = before);
    done
}

/// Does this when whoever runs now runs again or goes away; never where nobody runs.
pub fn on_cleanup(last: impl FnOnce() + 'static) {
    end_with(Box::new(last));
}

pub(crate) fn end_with(last: Box<dyn FnOnce()>) {
    let kept = graph(|graph| match graph.owner.and_then(|owner| graph.node(owner)) {
        Some(owner) => {
            owner.cleanups.push(last);
            None
        }
        None => Some(last),
    });
    // What belongs to nobody stays as long as the page.
    core::mem::forget(kept);
}
