//! A treadmill walk in the terminal, under way: its keys are pressed and its words awaited.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A walk under way: its keys, its words as they come, and all it has said.
pub(crate) struct Walk(pub(crate) Child, pub(crate) Receiver<String>, pub(crate) String);

impl Walk {
    pub(crate) fn begin(mut command: Command) -> Walk {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        let words = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, said) = channel();
        std::thread::spawn(move || words.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Walk(child, said, String::new())
    }

    pub(crate) fn press(&mut self, key: &str) {
        writeln!(self.0.stdin.as_mut().unwrap(), "{key}").unwrap();
    }

    /// Reads on until a sentence of this name is said.
    pub(crate) fn until(&mut self, name: &str) {
        loop {
            let Ok(line) = self.1.recv_timeout(Duration::from_mins(1)) else {
                panic!("{name} was not said, but this:\n{}", self.2);
            };
            self.2.extend([line.as_str(), "\n"]);
            if line.contains(&format!("\"say\":\"{name}\"")) {
                return;
            }
        }
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
