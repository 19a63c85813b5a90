//! What a walker types, Ctrl-C, and what takes the keyboard away.

use std::future::Future;
use std::io::BufRead;
use std::sync::mpsc::{Receiver, Sender, channel};
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
use walk::treadmill_walk::{Hold, Input, Wanted};

/// Nobody is at the keys any more.
const LEFT: &str = "left";

/// Lines typed, and what the system tells as keys.
pub(super) fn typed() -> Receiver<String> {
    let (sender, keys) = channel();
    let hand = sender.clone();
    std::thread::spawn(move || waits(interrupts(&hand)));
    #[cfg(unix)]
    for kind in [SignalKind::hangup(), SignalKind::terminate()] {
        let keys = sender.clone();
        std::thread::spawn(move || waits(ends(kind, &keys)));
    }
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(line.trim().to_owned()).is_err() {
                return;
            }
        }
        let _ = sender.send(LEFT.into());
    });
    keys
}

/// Waits on a thread of its own for what the system tells.
fn waits(told: impl Future<Output = ()>) {
    if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
        runtime.block_on(told);
    }
}

/// Ctrl-C is a hand that wants the belt to stop: the first stops it, the second ends the walk, the third the program.
async fn interrupts(keys: &Sender<String>) {
    for key in ["s", "q"] {
        if tokio::signal::ctrl_c().await.is_err() || keys.send(key.into()).is_err() {
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_ok() {
        std::process::exit(130);
    }
}

/// A closed window, or a system that ends its programs: the belt is left, and the walk ends once it stands.
#[cfg(unix)]
async fn ends(kind: SignalKind, keys: &Sender<String>) {
    let Ok(mut told) = signal(kind) else { return };
    while told.recv().await.is_some() {
        for key in [LEFT, "q"] {
            let _ = keys.send(key.into());
        }
    }
}

/// What a key means; anything unknown stops, because a hand on the keyboard wants something.
pub(super) fn meaning(key: &str) -> Input<'static> {
    match key {
        "n" => Input::NobodyOnBelt,
        "c" => Input::ClipIsOn,
        "g" => Input::Go,
        "t" => Input::Turned,
        "+" => Input::Faster,
        "-" => Input::Slower,
        "h0" => Input::Holds(Hold::None),
        "h1" => Input::Holds(Hold::Light),
        "h2" => Input::Holds(Hold::Firm),
        "q" => Input::End,
        LEFT => Input::Leave,
        _ => Input::Stop,
    }
}

/// The key that is waited for.
pub(super) fn wanted(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::NobodyOnBelt => "n",
        Wanted::ClipIsOn => "c",
        Wanted::Turned => "t",
        Wanted::Go => "g",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_that_is_waited_for_is_the_touch_itself_and_an_unknown_one_stops() {
        for wants in [Wanted::NobodyOnBelt, Wanted::ClipIsOn, Wanted::Turned, Wanted::Go] {
            assert_eq!(meaning(wanted(wants)), wants.input());
        }
        assert_eq!([meaning("s"), meaning(""), meaning("help")], [Input::Stop; 3]);
    }
}
