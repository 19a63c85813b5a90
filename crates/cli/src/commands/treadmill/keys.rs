//! What a walker types, and Ctrl-C.

use std::io::BufRead;
use std::sync::mpsc::{Receiver, Sender, channel};
use walk::treadmill_walk::{Hold, Input, Wanted};

/// Lines typed, and Ctrl-C; the other end closes at the end of input.
pub(super) fn typed() -> Receiver<String> {
    let (sender, keys) = channel();
    let hand = sender.clone();
    std::thread::spawn(move || interrupts(&hand));
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(line.trim().to_owned()).is_err() {
                return;
            }
        }
    });
    keys
}

/// Ctrl-C is a hand that wants the belt to stop: the first stops it, the second ends the walk, the third the program.
fn interrupts(keys: &Sender<String>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    for key in ["s", "q"] {
        if runtime.block_on(tokio::signal::ctrl_c()).is_err() || keys.send(key.into()).is_err() {
            return;
        }
    }
    if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
        std::process::exit(130);
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
