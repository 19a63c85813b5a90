//! Values on the graph, with their types. A copy of a signal is the same signal.

use crate::graph::{self, Id};
use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

/// A value that is followed by whoever reads it.
pub struct RwSignal<T>(Id, PhantomData<fn() -> T>);
/// A value worked out from others, when it is asked for after they changed; followed only where it is another one then.
pub struct Memo<T>(Id, PhantomData<fn() -> T>);
/// A value that nobody follows.
pub struct StoredValue<T>(Id, PhantomData<fn() -> T>);
/// A value that is worked out at each reading; whoever reads it follows its sources.
pub struct Signal<T: 'static>(StoredValue<Rc<dyn Fn() -> T>>);
/// Something to be done with an argument.
pub struct Callback<A: 'static>(StoredValue<Rc<dyn Fn(A)>>);
/// What is done soon, and again after each change of what it reads.
pub struct Effect;

macro_rules! copy {
    ($($kind:ident)*) => {$(
        impl<T> Clone for $kind<T> {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<T> Copy for $kind<T> {}
    )*};
}
copy!(RwSignal Memo StoredValue Signal Callback);

type Kept<T> = RefCell<Option<T>>;

fn keep<T: 'static>(value: T) -> Rc<dyn Any> {
    Rc::new(RefCell::new(Some(value)))
}

fn read<T: 'static, U>(id: Id, followed: bool, how: impl FnOnce(&T) -> U) -> Option<U> {
    let value = graph::value(id, followed)?;
    let kept = value.downcast_ref::<Kept<T>>()?.try_borrow().ok()?;
    kept.as_ref().map(how)
}

fn change<T: 'static, U>(id: Id, how: impl FnOnce(&mut T) -> U) -> Option<U> {
    let value = graph::value(id, false)?;
    let mut kept = value.downcast_ref::<Kept<T>>()?.try_borrow_mut().ok()?;
    kept.as_mut().map(how)
}

#[cold]
#[allow(clippy::panic)] // a value of a screen that is gone: there is nothing to give, and it is our mistake
fn gone() -> ! {
    panic!("a signal was read after its screen had gone, or while it was being changed")
}

macro_rules! readable {
    ($($kind:ident)*) => {$(
        impl<T: 'static> $kind<T> {
            /// Looks at the value, which is followed.
            pub fn with<U>(self, how: impl FnOnce(&T) -> U) -> U {
                read(self.0, true, how).unwrap_or_else(|| gone())
            }
            /// Looks at the value, which is not followed.
            pub fn with_untracked<U>(self, how: impl FnOnce(&T) -> U) -> U {
                read(self.0, false, how).unwrap_or_else(|| gone())
            }
            /// Follows the value without looking at it.
            pub fn track(self) {
                let _ = graph::value(self.0, true);
            }
        }
        impl<T: Clone + 'static> $kind<T> {
            /// The value, which is followed.
            pub fn get(self) -> T {
                self.with(T::clone)
            }
            /// The value, which is not followed.
            pub fn get_untracked(self) -> T {
                self.with_untracked(T::clone)
            }
        }
    )*};
}
readable!(RwSignal Memo);

impl<T: 'static> RwSignal<T> {
    /// A new one.
    pub fn new(value: T) -> Self {
        Self(graph::signal(keep(value)), PhantomData)
    }

    /// Sets another value. Where the screen it belonged to is gone, nothing happens.
    pub fn set(self, value: T) {
        let _ = self.try_update(|kept| *kept = value);
    }

    /// Changes the value in place.
    pub fn update(self, how: impl FnOnce(&mut T)) {
        let _ = self.try_update(how);
    }

    /// Changes the value in place; `None` where the screen it belonged to is gone.
    pub fn try_update<U>(self, how: impl FnOnce(&mut T) -> U) -> Option<U> {
        let done = change(self.0, how)?;
        graph::changed(self.0);
        Some(done)
    }
}

impl<T: PartialEq + 'static> Memo<T> {
    /// A new one, worked out when it is first asked for.
    pub fn new(mut work: impl FnMut() -> T + 'static) -> Self {
        let kept = Rc::new(RefCell::new(None::<T>));
        let mine = Rc::clone(&kept);
        let run = move || {
            let now = Some(work());
            let changed = *mine.borrow() != now;
            if changed {
                drop(mine.replace(now));
            }
            changed
        };
        Self(graph::memo(kept, Rc::new(RefCell::new(run))), PhantomData)
    }
}

impl<T: 'static> StoredValue<T> {
    /// A new one.
    pub fn new(value: T) -> Self {
        Self(graph::signal(keep(value)), PhantomData)
    }

    /// Looks at the value.
    pub fn with_value<U>(self, how: impl FnOnce(&T) -> U) -> U {
        read(self.0, false, how).unwrap_or_else(|| gone())
    }

    /// Changes the value in place.
    pub fn update_value(self, how: impl FnOnce(&mut T)) {
        let _ = self.try_update_value(how);
    }

    /// Changes the value in place; `None` where its screen is gone.
    pub fn try_update_value<U>(self, how: impl FnOnce(&mut T) -> U) -> Option<U> {
        change(self.0, how)
    }

    /// Sets another value.
    pub fn set_value(self, value: T) {
        // The old one is dropped when nothing is held.
        drop(self.try_update_value(|kept| core::mem::replace(kept, value)));
    }
}

impl<T: Clone + 'static> StoredValue<T> {
    /// The value.
    pub fn get_value(self) -> T {
        self.with_value(T::clone)
    }
}

impl<T: 'static> Signal<T> {
    /// What this works out.
    pub fn derive(work: impl Fn() -> T + 'static) -> Self {
        Self(StoredValue::new(Rc::new(work)))
    }

    /// The value, whose sources are followed.
    pub fn get(self) -> T {
        self.0.get_value()()
    }

    /// Looks at the value, whose sources are followed.
    pub fn with<U>(self, how: impl FnOnce(&T) -> U) -> U {
        how(&self.get())
    }
}

impl<T: Clone + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}

impl<T: Clone + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::derive(move || signal.get())
    }
}

impl<A: 'static> Callback<A> {
    /// What this does.
    pub fn new(what: impl Fn(A) + 'static) -> Self {
        Self(StoredValue::new(Rc::new(what)))
    }

    /// Does it.
    pub fn run(self, argument: A) {
        self.0.get_value()(argument);
    }
}

impl Effect {
    /// Does this soon, and again after each change of what it reads.
    #[allow(clippy::new_ret_no_self)] // nothing is to be held: it ends with who made it
    pub fn new(what: impl FnMut() + 'static) {
        graph::effect(Box::new(what), false);
    }
}
