//! The real program, which no test lets near the records of whoever runs it.

use std::process::{Command, Stdio};

pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_retrowalk"));
    command.env_remove("RETROWALK_DATABASE").env_remove("RETROWALK_DATA").stdin(Stdio::null());
    command
}
