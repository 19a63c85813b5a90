//! The voice that ships, made again from nothing: a free synthesiser speaks every phrase.
//!
//! Which synthesiser, and why: docs/decisions/voice-packs.md.

use super::{folder, import, phrases, spanish};
use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use voice::sound::pack::{Pack, Phrase, prepare};

struct Synthesiser {
    language: &'static str,
    voice: &'static str,
    licence: &'static str,
    /// The Debian packages it is in.
    packages: &'static str,
    /// At which part of its own pitch its speech is played, in percent: lower and slower, as of a taller person.
    pitch: u32,
    /// The command that speaks a text into a WAV file.
    command: fn(&str, &Path) -> Result<Command>,
}

/// Both speak low and at about 140 words a minute.
const SYNTHESISERS: [Synthesiser; 2] = [
    Synthesiser {
        language: "en",
        voice: "Flite 2.2, voice cmu_us_rms: a low man's voice, US English",
        licence: "CC0-1.0 for the clips; spoken by Flite and its voice, (c) Carnegie Mellon University, free to use, \
                  change and pass on with its notice",
        packages: "flite",
        pitch: 100,
        command: english,
    },
    Synthesiser {
        language: "es",
        voice: "Festival 2.5 with the FestCat voice upc_ca_ona_hts, speaking Spanish: a calm woman's voice, lowered",
        licence: "CC0-1.0 for the clips; spoken by Festival (free, University of Edinburgh) with a voice \
                  (c) Universitat Politecnica de Catalunya and Antonio Bonafonte, LGPL-2.1-or-later",
        packages: "festival festival-ca festvox-ca-ona-hts",
        pitch: 88,
        command: spanish,
    },
];

#[allow(clippy::unnecessary_wraps)] // the other can fail
fn english(text: &str, file: &Path) -> Result<Command> {
    // A number is said alone and is clear at its own pace; a sentence is slowed to about 140 words a minute.
    let stretch =
        if text.contains(char::is_numeric) { "duration_stretch=1.0" } else { "duration_stretch=1.18" };
    let mut command = Command::new("flite");
    command.args(["-voice", "rms", "--setf", stretch, "-t", text, "-o"]).arg(file);
    Ok(command)
}

/// Festival is told how each word sounds, and reads the sentence under names it does not take for abbreviations.
fn spanish(text: &str, file: &Path) -> Result<Command> {
    let mut script =
        "(voice_upc_ca_ona_hts)\n(set! hts_engine_params (append hts_engine_params '((\"-r\" 1.4))))\n"
            .to_owned();
    let mut sentence = String::new();
    for (word, mark) in spanish::words(text) {
        let name: String = word.chars().map(plain).collect();
        writeln!(script, "(lex.add.entry '(\"{name}\" nil {}))", spanish::syllables(&word)?)?;
        sentence.push_str(&name);
        sentence.extend(mark.filter(|mark| *mark != ':'));
        sentence.push(' ');
    }
    writeln!(script, "(set! spoken (utt.synth (Utterance Text \"{}\")))", sentence.trim_end())?;
    writeln!(script, "(utt.save.wave spoken \"{}\" 'riff)", file.display())?;
    let path = file.with_extension("scm");
    fs::write(&path, script).with_context(|| format!("cannot write {}", path.display()))?;
    let mut command = Command::new("festival");
    command.arg("-b").arg(path);
    Ok(command)
}

/// A letter without its accent.
fn plain(letter: char) -> char {
    match letter {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

/// Speaks every phrase whose words are new or have changed, and writes the pack.
pub(super) fn build(language: &str, out: &Path) -> Result<()> {
    let Some(by) = SYNTHESISERS.iter().find(|by| by.language == language) else {
        bail!(
            "no synthesiser is chosen for \"{language}\": record a voice with `voice record`, or import one"
        );
    };
    let old = folder::read(out).ok().filter(|old| old.manifest().voice == by.voice);
    let mut pack = Pack::new(by.language, by.voice, by.licence);
    let spoken_to = tempfile::tempdir()?;
    let mut spoken = 0;
    for phrase in phrases(language)? {
        let kept =
            old.as_ref().filter(|old| old.clip(&phrase.key).is_some_and(|clip| clip.text == phrase.text));
        if let Some(bytes) = kept.and_then(|old| old.file(&phrase.key)) {
            pack.keep(&phrase, bytes);
        } else {
            let file = spoken_to.path().join(format!("{}.wav", phrase.key));
            pack.put(&phrase, &by.speak(&phrase, &file)?);
            spoken += 1;
        }
    }
    folder::write(&pack, out)?;
    println!("{}: {spoken} phrases spoken, the others kept", out.display());
    super::check(&pack)
}

impl Synthesiser {
    /// One phrase as a clip.
    fn speak(&self, phrase: &Phrase, file: &Path) -> Result<Vec<i16>> {
        let mut command = (self.command)(&phrase.text, file)?;
        let status = command.stdout(Stdio::null()).status().with_context(|| {
            let program = command.get_program().display();
            format!(
                "cannot run {program}, which speaks \"{}\": apt-get install {}",
                self.language, self.packages
            )
        })?;
        if !status.success() {
            bail!("{} could not speak \"{}\" ({status})", self.voice, phrase.text);
        }
        let (sound, rate) =
            import::read_wav(file).with_context(|| format!("nothing was spoken for \"{}\"", phrase.text))?;
        Ok(prepare(&sound, rate * self.pitch / 100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_voices_that_ship_say_every_phrase_alike_and_are_small_enough_for_a_phone() {
        for language in voice::sound::shipped::LANGUAGES {
            let pack = folder::of_language(language).unwrap();
            let problems: Vec<String> =
                pack.check(&phrases(language).unwrap()).iter().map(ToString::to_string).collect();
            assert!(
                problems.is_empty(),
                "make them again: retrowalk voice build --lang {language} -o voice-packs/{language}\n{problems:#?}"
            );
        }
    }

    #[test]
    fn the_voices_that_ship_speak_calmly() {
        for (language, slowest, fastest) in [("en", 130.0, 150.0), ("es", 130.0, 155.0)] {
            let pack = folder::of_language(language).unwrap();
            let clips = &pack.manifest().clips;
            let words: usize = clips
                .iter()
                .filter(|clip| !clip.text.contains(char::is_numeric))
                .map(|clip| clip.text.split_whitespace().count())
                .sum();
            let samples: u32 = clips
                .iter()
                .filter(|clip| !clip.text.contains(char::is_numeric))
                .map(|clip| clip.samples)
                .sum();
            let pace = words as f64 / (f64::from(samples) / f64::from(voice::sound::RATE)) * 60.0;
            assert!((slowest..fastest).contains(&pace), "{language}: {pace:.0} words a minute");
        }
    }

    #[test]
    fn the_spanish_voice_has_every_sound_it_is_asked_for() {
        for phrase in phrases("es").unwrap() {
            for (word, _) in spanish::words(&phrase.text) {
                assert!(spanish::syllables(&word).is_ok(), "{}: {:?}", phrase.key, spanish::syllables(&word));
            }
        }
    }
}
