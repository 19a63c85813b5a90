//! A pack recorded aloud: each phrase is shown, read, and taken in.

use super::{Maker, folder, import, phrases};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, stdin};
use std::path::Path;
use std::process::{Child, Command, Stdio};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    maker: Maker,
    /// Record phrases again that the pack already has.
    #[arg(long)]
    again: bool,
}

/// Programs that record, with what makes them write one channel of sixteen bits to a WAV file.
const RECORDERS: [(&str, &[&str]); 5] = [
    ("pw-record", &["--channels=1", "--rate=48000", "--format=s16"]),
    ("parecord", &["--channels=1", "--rate=48000", "--format=s16le", "--file-format=wav"]),
    ("arecord", &["-q", "-c", "1", "-r", "48000", "-f", "S16_LE", "-t", "wav"]),
    ("rec", &["-q", "-c", "1", "-b", "16"]),
    ("ffmpeg", &["-loglevel", "error", "-y", "-f", "avfoundation", "-i", ":0", "-ac", "1"]),
];

pub(super) fn run(args: &Args) -> Result<()> {
    let mut pack = args.maker.pack()?;
    let takes = tempfile::tempdir()?;
    println!(
        "Sit close to the microphone. Speak low and calmly. Enter begins, Enter ends; s skips, q keeps and quits."
    );
    let mut lines = stdin().lock().lines();
    let mut answer = || lines.next().transpose().map(|line| line.unwrap_or_else(|| "q".to_owned()));
    for phrase in phrases(&args.maker.lang)? {
        if pack.clip(&phrase.key).is_some() && !args.again {
            continue;
        }
        println!("\n  {}\n", phrase.text);
        match answer()?.trim() {
            "q" => break,
            "s" => continue,
            _ => {}
        }
        // A file of its own, so that a recorder that failed leaves none and not the phrase before.
        let file = takes.path().join(format!("{}.wav", phrase.key));
        let mut recorder = begin(&file)?;
        println!("... recording; Enter when said");
        answer()?;
        end(&mut recorder)?;
        match import::take(&mut pack, &phrase, &file) {
            Ok(()) => folder::write(&pack, &args.maker.out)?,
            Err(why) => println!("{why:#}"),
        }
    }
    super::check(&pack)
}

fn begin(file: &Path) -> Result<Child> {
    for (program, arguments) in RECORDERS {
        let started = Command::new(program)
            .args(arguments)
            .arg(file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn();
        if let Ok(child) = started {
            return Ok(child);
        }
    }
    let names = RECORDERS.map(|(program, _)| program).join(", ");
    bail!(
        "nothing here can record ({names}): install one, or record WAV files elsewhere and use `voice import`"
    )
}

/// Ends a recording as Ctrl-C would, so that the file gets its length.
fn end(recorder: &mut Child) -> Result<()> {
    let asked =
        Command::new("kill").args(["-INT", &recorder.id().to_string()]).status().is_ok_and(|s| s.success());
    if !asked {
        recorder.kill().context("cannot end the recording")?;
    }
    recorder.wait().context("cannot end the recording")?;
    Ok(())
}
