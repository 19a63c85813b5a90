//! Spanish as it sounds, for a voice that reads another language: letters to phones, syllables, stress.
//!
//! Spanish is written as it is spoken, so a page of rules is enough (Latin American: c, s and z sound alike, ll and y
//! too). The phones are those of the Catalan voice, which has every sound of Spanish but that of *j*.

use anyhow::{Result, bail};

/// One sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sound {
    Consonant(&'static str),
    /// A vowel that can carry a syllable, and whether it is written with an accent.
    Vowel(char, bool),
    /// i or u beside another vowel.
    Glide(&'static str),
}

/// Pairs of consonants that begin a syllable together.
const TOGETHER: [&str; 13] = ["pr", "br", "tr", "dr", "kr", "gr", "fr", "pl", "bl", "kl", "gl", "fl", "tS"];
/// Words that lean on the next and carry no stress.
const LEANING: [&str; 18] = [
    "a", "al", "con", "de", "del", "el", "en", "hacia", "la", "las", "lo", "los", "o", "por", "su", "sus",
    "un", "y",
];

/// The words of a sentence with its numbers written out, each with the mark that follows it, if any.
pub(super) fn words(text: &str) -> Vec<(String, Option<char>)> {
    let mut words = Vec::new();
    for token in text.split_whitespace() {
        let mark = token.chars().last().filter(|mark| ".,;:?!".contains(*mark));
        let bare = token.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        let spoken = match bare.split_once(',') {
            Some((whole, tenths)) => {
                number(whole).zip(number(tenths)).map(|(whole, tenths)| format!("{whole} coma {tenths}"))
            }
            None => number(&bare),
        };
        let spoken = spoken.unwrap_or(bare);
        let mut parts = spoken.split(' ').peekable();
        while let Some(part) = parts.next() {
            words.push((part.to_owned(), mark.filter(|_| parts.peek().is_none())));
        }
    }
    words
}

/// A whole number below a thousand in words.
fn number(digits: &str) -> Option<String> {
    const ONES: [&str; 30] = [
        "cero",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiuno",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ];
    const TENS: [&str; 7] = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
    const HUNDREDS: [&str; 9] = [
        "ciento",
        "doscientos",
        "trescientos",
        "cuatrocientos",
        "quinientos",
        "seiscientos",
        "setecientos",
        "ochocientos",
        "novecientos",
    ];
    let value: usize = digits.parse().ok().filter(|value| *value < 1000)?;
    let below_hundred = |value: usize| {
        ONES.get(value).map(ToString::to_string).or_else(|| {
            let tens = TENS.get((value / 10).checked_sub(3)?)?;
            Some(if value.is_multiple_of(10) {
                (*tens).to_owned()
            } else {
                format!("{tens} y {}", ONES.get(value % 10)?)
            })
        })
    };
    match (value / 100, value % 100) {
        (0, rest) => below_hundred(rest),
        (1, 0) => Some("cien".to_owned()),
        (hundreds, 0) => HUNDREDS.get(hundreds - 1).map(ToString::to_string),
        (hundreds, rest) => Some(format!("{} {}", HUNDREDS.get(hundreds - 1)?, below_hundred(rest)?)),
    }
}

/// A word as Festival's lexicon takes it: its syllables, each with its phones and whether it is stressed.
pub(super) fn syllables(word: &str) -> Result<String> {
    let sounds = glides(&sounds(word)?);
    let mut syllables: Vec<Vec<Sound>> = Vec::new();
    let mut onset = Vec::new();
    for (at, sound) in sounds.iter().enumerate() {
        match sound {
            Sound::Vowel(..) => {
                onset.push(*sound);
                syllables.push(std::mem::take(&mut onset));
            }
            // A glide after its vowel stays with it; one before it opens the next.
            Sound::Glide(_) if onset.is_empty() && !matches!(sounds.get(at + 1), Some(Sound::Vowel(..))) => {
                syllables.last_mut().map_or(&mut onset, |last| last).push(*sound);
            }
            Sound::Glide(_) | Sound::Consonant(_) => onset.push(*sound),
        }
        // What cannot open the next syllable together closes the one before.
        if matches!(sound, Sound::Vowel(..)) {
            close(&mut syllables);
        }
    }
    let Some(last) = syllables.last_mut() else { bail!("the word \"{word}\" has no vowel") };
    last.extend(onset);

    let stressed = stressed(word, &syllables);
    let said: Vec<String> = syllables
        .iter()
        .enumerate()
        .map(|(at, syllable)| {
            let stress = stressed == Some(at);
            let phones: Vec<String> = syllable.iter().map(|sound| sound.phone(stress)).collect();
            format!("(({}) {})", phones.join(" "), u8::from(stress))
        })
        .collect();
    Ok(format!("({})", said.join(" ")))
}

/// Gives the syllable before the last one the consonants that cannot begin the last one.
fn close(syllables: &mut [Vec<Sound>]) {
    let [.., before, last] = syllables else { return };
    let count = last.iter().take_while(|sound| matches!(sound, Sound::Consonant(_))).count();
    let pair: String =
        last.iter().take(count).skip(count.saturating_sub(2)).map(|sound| sound.phone(false)).collect();
    let kept = if TOGETHER.contains(&pair.as_str()) { 2 } else { 1 };
    before.extend(last.drain(..count.saturating_sub(kept)));
}

fn stressed(word: &str, syllables: &[Vec<Sound>]) -> Option<usize> {
    if LEANING.contains(&word) {
        return None;
    }
    let accented =
        |syllable: &Vec<Sound>| syllable.iter().any(|sound| matches!(sound, Sound::Vowel(_, true)));
    let last = syllables.len() - 1;
    syllables.iter().position(accented).or(Some(if word.ends_with(['a', 'e', 'i', 'o', 'u', 'n', 's']) {
        last.saturating_sub(1)
    } else {
        last
    }))
}

impl Sound {
    fn phone(self, stress: bool) -> String {
        match self {
            Sound::Consonant(phone) | Sound::Glide(phone) => phone.to_owned(),
            Sound::Vowel(vowel, _) => format!("{vowel}{}", if stress { "1" } else { "" }),
        }
    }
}

/// The letters of a word as sounds.
fn sounds(word: &str) -> Result<Vec<Sound>> {
    let letters: Vec<char> = word.chars().collect();
    let at = |n: usize| letters.get(n).copied().unwrap_or(' ');
    let soft = |letter: char| "eiéí".contains(letter);
    let mut out: Vec<Sound> = Vec::new();
    let mut n = 0;
    while n < letters.len() {
        let (letter, next) = (at(n), at(n + 1));
        let after = n.checked_sub(1).map_or(' ', at);
        let (phones, taken): (&[&'static str], usize) = match (letter, next) {
            ('a' | 'e' | 'i' | 'o' | 'u', _) => {
                out.push(Sound::Vowel(letter, false));
                (&[], 1)
            }
            ('á' | 'é' | 'í' | 'ó' | 'ú' | 'ü', _) => {
                let plain = "aeiouu".chars().nth("áéíóúü".chars().position(|one| one == letter).unwrap_or(0));
                out.push(Sound::Vowel(plain.unwrap_or('a'), letter != 'ü'));
                (&[], 1)
            }
            ('c', 'h') => (&["t", "S"], 2),
            ('l', 'l') => (&["j"], 2),
            ('r', 'r') => (&["rr"], 2),
            ('q', 'u') => (&["k"], 2),
            ('g', 'u') if soft(at(n + 2)) => (&["g"], 2),
            ('g', _) if soft(next) => {
                bail!("\"{word}\" has the sound of j, which the voice cannot make: choose another word")
            }
            ('j', _) => {
                bail!("\"{word}\" has the sound of j, which the voice cannot make: choose another word")
            }
            ('c', _) if soft(next) => (&["s"], 1),
            ('z' | 's', _) => (&["s"], 1),
            ('c' | 'k', _) => (&["k"], 1),
            ('h', _) => (&[], 1),
            ('ñ', _) => (&["J"], 1),
            ('v' | 'b', _) => (&["b"], 1),
            ('x', _) => (&["k", "s"], 1),
            ('y', ' ') => {
                out.push(if out.is_empty() { Sound::Vowel('i', false) } else { Sound::Glide("j") });
                (&[], 1)
            }
            ('y', _) => (&["j"], 1),
            ('r', _) if n == 0 || "nls".contains(after) => (&["rr"], 1),
            ('d', _) => (&["d"], 1),
            ('f', _) => (&["f"], 1),
            ('g', _) => (&["g"], 1),
            ('l', _) => (&["l"], 1),
            ('m', _) => (&["m"], 1),
            ('n', _) => (&["n"], 1),
            ('p', _) => (&["p"], 1),
            ('r', _) => (&["r"], 1),
            ('t', _) => (&["t"], 1),
            _ => bail!("\"{word}\" has the letter {letter:?}, which no rule reads"),
        };
        out.extend(phones.iter().map(|phone| Sound::Consonant(phone)));
        n += taken;
    }
    Ok(out)
}

/// An i or u without an accent beside another vowel gives up its syllable.
fn glides(sounds: &[Sound]) -> Vec<Sound> {
    let mut out: Vec<Sound> = Vec::new();
    for (at, sound) in sounds.iter().enumerate() {
        let weak = matches!(sound, Sound::Vowel('i' | 'u', false));
        let beside = matches!(sounds.get(at + 1), Some(Sound::Vowel(..)))
            || matches!(out.last(), Some(Sound::Vowel(..)));
        out.push(match sound {
            Sound::Vowel('i', _) if weak && beside => Sound::Glide("j"),
            Sound::Vowel('u', _) if weak && beside => Sound::Glide("w"),
            other => *other,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fall_into_the_syllables_and_stress_a_speaker_gives_them() {
        for (word, wanted) in [
            ("camine", "(((k a) 0) ((m i1) 1) ((n e) 0))"),
            ("atrás", "(((a) 0) ((t r a1 s) 1))"),
            ("hacia", "(((a) 0) ((s j a) 0))"),
            ("ocho", "(((o1) 1) ((t S o) 0))"),
            ("kilómetros", "(((k i) 0) ((l o1) 1) ((m e) 0) ((t r o s) 0))"),
            ("cuerpo", "(((k w e1 r) 1) ((p o) 0))"),
            ("frente", "(((f r e1 n) 1) ((t e) 0))"),
            ("todavía", "(((t o) 0) ((d a) 0) ((b i1) 1) ((a) 0))"),
            ("seis", "(((s e1 j s) 1))"),
            ("enganche", "(((e n) 0) ((g a1 n) 1) ((t S e) 0))"),
            ("lento", "(((l e1 n) 1) ((t o) 0))"),
            ("quieta", "(((k j e1) 1) ((t a) 0))"),
            ("barras", "(((b a1) 1) ((rr a s) 0))"),
            ("pie", "(((p j e1) 1))"),
            ("y", "(((i) 0))"),
            ("muy", "(((m u1 j) 1))"),
            ("está", "(((e s) 0) ((t a1) 1))"),
            ("talón", "(((t a) 0) ((l o1 n) 1))"),
        ] {
            assert_eq!(syllables(word).unwrap(), wanted, "{word}");
        }
    }

    #[test]
    fn a_sound_the_voice_lacks_is_refused_by_name() {
        for word in ["baje", "gire", "lejos"] {
            assert!(syllables(word).unwrap_err().to_string().contains(word));
        }
        assert!(syllables("siga").is_ok() && syllables("guie").is_ok());
    }

    #[test]
    fn numbers_are_written_out() {
        let said = |text: &str| words(text).into_iter().map(|(word, _)| word).collect::<Vec<_>>().join(" ");
        assert_eq!(said("Ponga 0,8 kilómetros por hora."), "ponga cero coma ocho kilómetros por hora");
        assert_eq!(said("45 segundos."), "cuarenta y cinco segundos");
        assert_eq!(said("650 pies."), "seiscientos cincuenta pies");
        assert_eq!(said("¿100 metros?"), "cien metros");
        assert_eq!(words("Muy bien.").last().unwrap().1, Some('.'));
    }
}
