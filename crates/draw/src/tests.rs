//! What follows what, in made-up pages: effects run by hand.

use crate::graph::{flush, on_cleanup, untrack};
use crate::signals::{Callback, Effect, Memo, RwSignal, Signal, StoredValue};
use std::cell::RefCell;
use std::rc::Rc;

/// What was seen, in order.
#[derive(Clone, Default)]
struct Seen(Rc<RefCell<Vec<String>>>);

impl Seen {
    fn note(&self, what: &str) {
        self.0.borrow_mut().push(what.to_owned());
    }

    fn take(&self) -> Vec<String> {
        self.0.take()
    }
}

/// An effect that notes what `read` gives.
fn noting(read: impl Fn() -> i32 + 'static) -> Seen {
    let seen = Seen::default();
    let noted = seen.clone();
    Effect::new(move || noted.note(&read().to_string()));
    flush();
    seen
}

#[test]
fn an_effect_runs_once_for_several_changes_and_not_before_the_flush() {
    let signal = RwSignal::new(1);
    let seen = noting(move || signal.get());
    signal.set(2);
    signal.update(|value| *value += 1);
    assert_eq!(seen.take(), ["1"]);
    flush();
    flush();
    assert_eq!(seen.take(), ["3"]);
}

#[test]
fn what_follows_a_memo_runs_only_where_its_value_became_another() {
    let signal = RwSignal::new(1);
    let tens = Memo::new(move || signal.get() / 10);
    let seen = noting(move || tens.get());
    for value in [5, 9, 10, 11] {
        signal.set(value);
        flush();
    }
    assert_eq!(seen.take(), ["0", "1"]);
    assert_eq!(tens.get_untracked(), 1);
}

#[test]
fn a_memo_that_is_only_tracked_is_followed_all_the_same() {
    let signal = RwSignal::new(1);
    let odd = Memo::new(move || signal.get() % 2);
    let seen = noting(move || {
        odd.track();
        signal.get_untracked()
    });
    for value in [3, 4] {
        signal.set(value);
        flush();
    }
    assert_eq!(seen.take(), ["1", "4"]);
}

#[test]
fn two_ways_to_one_signal_are_one_run_with_both_up_to_date() {
    let signal = RwSignal::new(1);
    let (twice, thrice) = (Memo::new(move || signal.get() * 2), Memo::new(move || signal.get() * 3));
    let seen = noting(move || twice.get() + thrice.get());
    signal.set(2);
    flush();
    assert_eq!(seen.take(), ["5", "10"]);
}

#[test]
fn what_an_effect_made_ends_with_its_next_run_and_is_not_run_before_it() {
    let there = RwSignal::new(Some(1));
    let seen = Seen::default();
    let noted = seen.clone();
    Effect::new(move || {
        if there.with(Option::is_none) {
            return;
        }
        let (inner, last) = (noted.clone(), noted.clone());
        // Would be wrong where it ran before the one around it.
        Effect::new(move || inner.note(&there.get().expect("there").to_string()));
        on_cleanup(move || last.note("gone"));
    });
    flush();
    there.set(Some(2));
    flush();
    there.set(None);
    flush();
    there.set(None);
    flush();
    assert_eq!(seen.take(), ["1", "gone", "2", "gone"]);
}

#[test]
fn only_what_the_last_run_read_is_followed_and_nothing_that_was_read_quietly() {
    let (which, left, right, quiet) =
        (RwSignal::new(true), RwSignal::new(1), RwSignal::new(10), RwSignal::new(0));
    let seen = noting(move || untrack(|| quiet.get()) + if which.get() { left.get() } else { right.get() });
    right.set(20);
    flush();
    which.set(false);
    flush();
    left.set(2);
    quiet.set(5);
    flush();
    right.set(30);
    flush();
    assert_eq!(seen.take(), ["1", "20", "35"]);
}

#[test]
fn a_signal_whose_owner_is_gone_takes_no_value_and_its_place_may_be_taken() {
    let again = RwSignal::new(0);
    let inner = StoredValue::new(None::<RwSignal<i32>>);
    Effect::new(move || {
        again.track();
        if inner.get_value().is_none() {
            inner.set_value(Some(RwSignal::new(7)));
        } else {
            let _other = RwSignal::new("another".to_owned());
        }
    });
    flush();
    let inner = inner.get_value().expect("made");
    assert_eq!(inner.get_untracked(), 7);
    again.set(1);
    flush();
    inner.set(8);
    assert_eq!(inner.try_update(|value| *value), None);
}

#[test]
fn an_effect_may_change_what_it_read_and_runs_again() {
    let signal = RwSignal::new(0);
    let seen = noting(move || {
        let value = signal.get();
        if value < 3 {
            signal.set(value + 1);
        }
        value
    });
    assert_eq!(seen.take(), ["0", "1", "2", "3"]);
}

#[test]
fn a_derived_signal_is_followed_through_and_a_callback_is_told() {
    let signal = RwSignal::new(1);
    let derived = Signal::derive(move || signal.get() + 1);
    let seen = noting(move || derived.get());
    let set = Callback::new(move |value| signal.set(value));
    set.run(4);
    flush();
    assert_eq!(seen.take(), ["2", "5"]);
}
