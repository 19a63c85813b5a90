//! What commands that guide a walk share: the program as typed, the language, how much is said.

use anyhow::bail;
use clap::ValueEnum;
use coach::program::{Program, parse};
use voice::words::{self, Words};
use walk::cues::{Options, Preset};

/// The language, as an argument.
#[derive(clap::Args)]
pub(crate) struct Language {
    /// The language and country, such as en, en-US, es or es-MX; the country decides between metres and feet.
    /// Without it, the language of this machine
    #[arg(long, value_name = "TAG", value_parser = language)]
    lang: Option<String>,
}

impl Language {
    /// The words of the language.
    pub(crate) fn words(&self) -> Words {
        let of_machine = || {
            let set = |name| std::env::var(name).ok().filter(|tag| !tag.is_empty());
            let tag = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
            // "C" and "POSIX" name no language, and what is kept names the one that was spoken.
            tag.filter(|tag| words::Language::of_tag(tag).is_some()).unwrap_or_else(|| "en".to_owned())
        };
        Words::new(&self.lang.clone().unwrap_or_else(of_machine))
    }
}

/// How a walk is to sound, as arguments.
#[derive(clap::Args)]
pub(crate) struct Guidance {
    #[command(flatten)]
    language: Language,
    /// How much is said
    #[arg(long, visible_alias = "preset", value_enum, default_value_t = Say::Normal)]
    say: Say,
}

/// How much is said.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Say {
    /// What to do, and what keeps a walker safe
    Few,
    /// And how long, which of how many, half-way, posture now and then, every minute that is left of a long part
    Normal,
    /// And posture each time, and every minute that is left of each part
    Many,
    /// Tones without words
    Tones,
    /// No sound
    Vibration,
}

impl Guidance {
    /// The words of the language.
    pub(crate) fn words(&self) -> Words {
        self.language.words()
    }

    /// How the walk is to sound.
    pub(crate) fn options(&self, words: &Words) -> Options {
        let preset = match self.say {
            Say::Few => Preset::FewWords,
            Say::Normal => Preset::NormalWords,
            Say::Many => Preset::ManyWords,
            Say::Tones => Preset::TonesOnly,
            Say::Vibration => Preset::VibrationOnly,
        };
        Options { preset, units: words.units(), ..Options::default() }
    }
}

fn language(tag: &str) -> Result<String, String> {
    if words::Language::of_tag(tag).is_some() {
        return Ok(tag.to_owned());
    }
    Err("Retrowalk speaks English (en) and Spanish (es): write en, en-US, es, es-MX or es-US".to_owned())
}

/// The program as typed, or an error that points at the character.
pub(crate) fn program(text: &str, words: &Words) -> anyhow::Result<Program> {
    match parse(text) {
        Ok(program) => Ok(program),
        Err(error) => bail!("{}", words.notation_error_with_caret(text, &error)),
    }
}
