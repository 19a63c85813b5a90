//! Spanish keeps what guards a walker in the English, calls a thing by one name, and speaks to women and men alike.

use super::*;

/// What an English text with these words must have in Spanish: one of those.
const GUARDS: &[(&str, &[&str])] = &[
    ("stand still", &["mueva", "moverse", "quiet"]),
    ("sudden", &["de golpe"]),
    ("all at once", &["de golpe"]),
    ("side rails", &["bordes"]),
    ("curb", &["acera"]),
    ("joint", &["articulaci"]),
    ("at rest", &["reposo"]),
    ("chest", &["pecho"]),
    ("doctor", &["médico"]),
    // The talk test: who can speak well may still be out of breath.
    ("whole sentence", &["frases enteras"]),
];

/// Words that are not ours: the second name of a thing that has one already, or what only a man is called.
const OTHER_NAMES: &str = "cinta cintas paseo paseos cuerda clip fijos parada computador móvil inseguro enfermo \
    quieto derecho sentado marearlo";

/// A belt that goes up and down is its deck; to stay on one's feet is not to stand still; `lo` is a man.
const OTHER_PHRASES: &str = "banda sube|banda baja|bajo la banda|bajaron la banda|\
    quédese de pie| lo guía| lo guiar| lo esper| lo operaron| lo cuid";

const NUMBERS: [(&[&str], &str); 8] = [
    (&["two", "twice"], "dos"),
    (&["three"], "tres"),
    (&["four"], "cuatro"),
    (&["five"], "cinco"),
    (&["six"], "seis"),
    (&["eight"], "ocho"),
    (&["ten"], "diez"),
    (&["twelve"], "doce"),
];

/// The words and numbers of a text in small letters; a number's comma is a point.
fn tokens(text: &str) -> Vec<String> {
    let parted = |c: char| !(c.is_alphanumeric() || c == '.' || c == ',');
    let one = |token: &str| token.trim_matches(['.', ',']).replace(',', ".");
    text.to_lowercase().split(parted).map(one).filter(|token| !token.is_empty()).collect()
}

#[test]
fn spanish_keeps_the_guarding_words_and_numbers_of_the_english() {
    for ((id, english), (_, spanish)) in texts(Language::English).iter().zip(texts(Language::Spanish)) {
        let (english, said) = (english.to_lowercase(), spanish.to_lowercase());
        for (guard, kept) in GUARDS.iter().filter(|(guard, _)| english.contains(guard)) {
            assert!(kept.iter().any(|word| said.contains(word)), "{id}: no {guard:?} in {spanish}");
        }
        let has = tokens(&spanish);
        for token in tokens(&english) {
            let word = NUMBERS.iter().find(|(words, _)| words.contains(&token.as_str())).map(|found| found.1);
            let digits = token.parse::<f64>().is_ok().then_some(token.as_str());
            let wanted = word.or(digits);
            assert!(
                wanted.is_none_or(|wanted| has.iter().any(|t| t == wanted)),
                "{id}: no {token} in {spanish}"
            );
        }
    }
}

#[test]
fn spanish_has_one_name_for_a_thing_and_speaks_to_women_and_men_alike() {
    for (id, text) in texts(Language::Spanish) {
        for token in tokens(&text) {
            assert!(OTHER_NAMES.split(' ').all(|name| name != token), "{id}: {token} in {text}");
        }
        let text = text.to_lowercase();
        for phrase in OTHER_PHRASES.split('|') {
            assert!(!text.contains(phrase), "{id}: {phrase} in {text}");
        }
        // A treadmill's are the bars, as the voice says; a wall's or a hallway's is a handrail.
        let both = |line: &str| line.contains("baranda") && line.contains("caminadora");
        assert!(!text.lines().any(both), "{id}: {text}");
    }
}
