//! `retrowalk voice`: the phrases a voice pack needs, and packs made, checked and taken in.

mod folder;
mod import;
mod record;
mod spanish;
mod synthesiser;

use anyhow::{Result, bail};
use clap::Subcommand;
pub(crate) use folder::{of_language, read};
use std::path::PathBuf;
use voice::sound::pack::{Pack, Phrase, Problem};
use voice::sound::speech;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  retrowalk voice list --lang en                 every phrase and its key
  retrowalk voice check my-voice                 what is missing, too long, too loud or too quiet
  retrowalk voice record -o my-voice --voice \"Grandma\" --licence \"for our family\"
  retrowalk voice import recordings -o my-voice --voice \"Grandma\" --licence CC0-1.0
  retrowalk voice build --lang es -o voice-packs/es
  retrowalk render \"5:1 x3\" --voice my-voice -o walk.flac")]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List every phrase a pack needs, with its key.
    #[command(after_help = "Example:\n  retrowalk voice list --lang es")]
    List {
        /// The language, as `en` or `es`.
        #[arg(long, default_value = "en")]
        lang: String,
    },
    /// Check a pack: missing, too long, too loud, too quiet, unknown.
    #[command(after_help = "Example:\n  retrowalk voice check my-voice")]
    Check {
        /// The pack's folder, or a bundle; without it, the pack that ships for the language.
        pack: Option<PathBuf>,
        /// Which shipped pack to check when no folder is given.
        #[arg(long, default_value = "en")]
        lang: String,
    },
    /// Make a pack with the free synthesiser we ship for the language (Flite for en, Festival for es).
    #[command(after_help = "Example:\n  retrowalk voice build --lang es -o voice-packs/es")]
    Build {
        /// The language, as `en` or `es`.
        #[arg(long, default_value = "en")]
        lang: String,
        /// The folder to write; clips whose words have not changed are kept.
        #[arg(short, long)]
        out: PathBuf,
    },
    /// Take in a person's own recordings: WAV files named by key (`count.3.wav`), trimmed and levelled.
    #[command(
        after_help = "Example:\n  retrowalk voice import recordings -o my-voice --voice Grandma --licence CC0-1.0"
    )]
    Import(import::Args),
    /// Record a pack aloud, phrase by phrase, with the microphone.
    #[command(
        after_help = "Example:\n  retrowalk voice record -o my-voice --voice Grandma --licence 'for our family'"
    )]
    Record(record::Args),
    /// Write a pack as the one file a phone fetches.
    #[command(after_help = "Example:\n  retrowalk voice bundle my-voice -o my-voice.pack")]
    Bundle {
        /// The pack's folder.
        pack: PathBuf,
        /// The file to write.
        #[arg(short, long)]
        out: PathBuf,
    },
}

/// What a pack's maker says about it.
#[derive(clap::Args)]
pub(super) struct Maker {
    /// The language, as `en` or `es`.
    #[arg(long, default_value = "en")]
    lang: String,
    /// The pack's folder; it is made, or added to.
    #[arg(short, long)]
    out: PathBuf,
    /// Who speaks.
    #[arg(long)]
    voice: String,
    /// Under which terms others may use the recordings.
    #[arg(long)]
    licence: String,
}

impl Maker {
    /// The pack as it is, or a new one.
    fn pack(&self) -> Result<Pack> {
        if !self.out.join(folder::MANIFEST).exists() {
            return Ok(Pack::new(&self.lang, &self.voice, &self.licence));
        }
        let pack = read(&self.out)?;
        let language = &pack.manifest().language;
        if *language != self.lang {
            bail!(
                "{} is a pack in \"{language}\"; give --lang {language}, or another folder",
                self.out.display()
            );
        }
        Ok(pack)
    }
}

pub(crate) fn run(args: Args) -> Result<()> {
    match args.command {
        Command::List { lang } => list(&lang),
        Command::Check { pack, lang } => check(&match pack {
            Some(path) => read(&path)?,
            None => of_language(&lang)?,
        }),
        Command::Build { lang, out } => synthesiser::build(&lang, &out),
        Command::Import(args) => import::run(&args),
        Command::Record(args) => record::run(&args),
        Command::Bundle { pack, out } => folder::bundle(&read(&pack)?, &out),
    }
}

/// Every phrase of a language, or which languages there are.
fn phrases(language: &str) -> Result<Vec<Phrase>> {
    let Some(phrases) = speech::phrases(language) else {
        bail!("there are no words in \"{language}\" yet; there are en and es");
    };
    Ok(phrases)
}

fn list(language: &str) -> Result<()> {
    for phrase in phrases(language)? {
        println!("{:<28} {}", phrase.key, phrase.text);
    }
    Ok(())
}

/// Tells what is wrong; fails only on what a walker would miss or be startled by.
fn check(pack: &Pack) -> Result<()> {
    let manifest = pack.manifest();
    let phrases = phrases(&manifest.language)?;
    let problems = pack.check(&phrases);
    for problem in &problems {
        println!("{problem}");
    }
    let clips = manifest.clips.len();
    let seconds: f64 =
        manifest.clips.iter().map(|clip| f64::from(clip.samples) / f64::from(voice::sound::RATE)).sum();
    println!(
        "{clips} clips in {}, {seconds:.0} s, {} kB; {} ({})",
        manifest.language,
        pack.to_bundle().len() / 1000,
        manifest.voice,
        manifest.licence
    );
    let grave = problems.iter().filter(|problem| !matches!(problem, Problem::Unknown(_))).count();
    match grave {
        0 => Ok(()),
        1 => bail!("1 problem: until it is mended, that cue is heard as tones alone or not as the others"),
        _ => bail!(
            "{grave} problems: until they are mended, those cues are heard as tones alone or not as the others"
        ),
    }
}
