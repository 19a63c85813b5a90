//! `retrowalk`: the one binary. Each command is a file or folder in `commands/`.

use clap::{CommandFactory as _, Parser, Subcommand};
use std::process::ExitCode;

mod began;
mod commands;
mod counting;
mod guidance;
mod playback;
mod walks;
mod whole;

/// The coach and measuring instrument for walking backward.
#[derive(Parser)]
#[command(name = "retrowalk", version, about, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  retrowalk                                       the app, at http://127.0.0.1:8088
  retrowalk screen                                may I start?
  retrowalk walk \"5:1 x3\"                        3 times: 5 minutes forward, 1 minute backward
  retrowalk render \"hallway 5 m x6\" -o walk.wav  the same by ear, for any player
  retrowalk analyze walk.csv                      the steps of a recording, and which way each went
  retrowalk treadmill watch \"Treadmill 12\"       a Bluetooth treadmill, read only

`retrowalk COMMAND --help` says more of each, with examples.";

/// What it can do.
#[derive(Subcommand)]
enum Command {
    /// Serve the app on this machine, port 8088, and keep the walks it sends. Also without any command.
    #[cfg(feature = "serve")]
    Serve(commands::serve::Args),
    /// Write the app as files for any HTTPS host
    #[cfg(feature = "serve")]
    ExportApp(commands::export_app::Args),
    /// Everything that is kept, as JSON, tables, FIT or FHIR.
    Export(commands::export::Args),
    /// What was exported or saved, back into what is kept.
    Import(commands::import::Args),
    /// Walk with the terminal as your coach.
    Walk(Box<commands::walk::Args>),
    /// The walks kept on this machine.
    History(commands::history::Args),
    /// One walk: what was planned and what was done.
    Show(commands::show::Args),
    /// The steps of a recording, and which way each went.
    Analyze(commands::analyze::Args),
    /// Your own step length, from a distance you have walked.
    Calibrate(commands::calibrate::Args),
    /// Score the engine on recordings with truth.
    Validate(commands::validate::Args),
    /// The sound of a whole walk as one file for any player, or its cues as data.
    Render(commands::render::Args),
    /// The phrases a voice needs, and voices made, checked and taken in.
    Voice(commands::voice::Args),
    /// May I walk backward? Questions, a result, and why.
    Screen(commands::screen::Args),
    /// What to walk today and this week, and why.
    Plan(commands::plan::Args),
    /// Checks of balance and walking: how, results, and what changed.
    Assess(commands::assess::Args),
    /// One page to print, for a clinician or the kitchen door.
    Report(commands::report::Args),
    /// What is known, how sure it is, and in whom.
    Evidence(commands::evidence::Args),
    /// Read a treadmill, walk backward on it with care, and see what its bytes mean.
    Treadmill(commands::treadmill::Args),
}

fn main() -> ExitCode {
    leave_what_cannot_be_printed_to_main();
    // What the commands hold is let go on the way here: a link to a belt is closed, a journal is whole.
    let outcome = std::panic::catch_unwind(run).or_else(|panic| {
        match panic.downcast_ref::<String>().and_then(|says| says.strip_prefix(CANNOT_PRINT)) {
            // Who reads what is printed may leave early (`| head`).
            Some(why) if why.contains("Broken pipe") => Ok(Ok(())),
            Some(why) => Ok(Err(anyhow::anyhow!("cannot write what is to be printed{why}"))),
            None => Err(panic),
        }
    });
    match outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // What happened, to what, and what to do next; a person has no use for a stack.
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// How a panic of `println!` begins.
const CANNOT_PRINT: &str = "failed printing to stdout";

/// A panic because nothing can be printed is no fault of the program, and is told in a line at the end.
fn leave_what_cannot_be_printed_to_main() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.payload_as_str().is_some_and(|says| says.starts_with(CANNOT_PRINT)) {
            usual(panic);
        }
    }));
}

fn run() -> anyhow::Result<()> {
    let Some(command) = Arguments::parse().command.or_else(default_command) else {
        Arguments::command().print_help()?;
        return Ok(());
    };
    match command {
        #[cfg(feature = "serve")]
        Command::Serve(args) => commands::serve::run(args),
        #[cfg(feature = "serve")]
        Command::ExportApp(args) => commands::export_app::run(&args),
        Command::Export(args) => commands::export::run(args),
        Command::Import(args) => commands::import::run(&args),
        Command::Walk(args) => commands::walk::run(&args),
        Command::History(args) => commands::history::run(&args),
        Command::Show(args) => commands::show::run(&args),
        Command::Analyze(args) => commands::analyze::run(&args),
        Command::Calibrate(args) => commands::calibrate::run(&args),
        Command::Validate(args) => commands::validate::run(&args),
        Command::Render(args) => commands::render::run(&args),
        Command::Voice(args) => commands::voice::run(args),
        Command::Screen(args) => commands::screen::run(&args),
        Command::Plan(args) => commands::plan::run(&args),
        Command::Assess(args) => commands::assess::run(&args),
        Command::Report(args) => commands::report::run(&args),
        Command::Evidence(args) => commands::evidence::run(&args),
        Command::Treadmill(args) => commands::treadmill::run(args),
    }
}

/// `retrowalk` alone is `retrowalk serve`.
fn default_command() -> Option<Command> {
    #[cfg(feature = "serve")]
    return Arguments::try_parse_from(["retrowalk", "serve"]).ok()?.command;
    #[cfg(not(feature = "serve"))]
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_of_each_command_has_an_example() {
        fn look(command: &mut clap::Command, name: &str) {
            assert!(command.render_long_help().to_string().contains("Example"), "{name}");
            // `help` is clap's own.
            for inner in command.get_subcommands_mut().filter(|inner| inner.get_name() != "help") {
                let name = format!("{name} {}", inner.get_name());
                look(inner, &name);
            }
        }
        look(&mut Arguments::command(), "retrowalk");
    }

    #[test]
    fn no_walks_at_all_prove_nothing() {
        let walks = |n| Arguments::try_parse_from(["retrowalk", "treadmill", "simulate", "--walks", n]);
        assert!(walks("1").is_ok() && walks("0").is_err());
    }
}
