//! How it was: effort, stumbles, pain, asked in the terminal.

use coach::program::progression::records::StopSign;
use formats::walk_record::{Feeling, Pain};
use std::io::{Write as _, stdin, stdout};
use voice::words::Words;

/// Borg's scale for easy, just right, hard and very hard.
const EFFORTS: [u8; 4] = [9, 12, 14, 17];
const PLACES: [&str; 6] = ["knee", "hip", "back", "ankle", "foot", "other"];

/// Asks; an empty answer to the first question leaves it all out.
pub(super) fn ask(words: &Words) -> anyhow::Result<Option<Feeling>> {
    let Some(effort) = choose(words, "ask-effort", 1..=4)?.and_then(|face| EFFORTS.get(face - 1)) else {
        return Ok(None);
    };
    let stumbles = choose(words, "ask-wobble", 0..=2)?.and_then(|n| u8::try_from(n).ok());
    let mut pain = Vec::new();
    let place = choose(words, "ask-pain", 0..=6)?.and_then(|place| PLACES.get(place.checked_sub(1)?));
    if let Some(place) = place
        && let Some(level) = choose(words, "ask-pain-level", 1..=10)?
    {
        pain.push(Pain { place: (*place).to_owned(), level: u8::try_from(level).unwrap_or(10) });
    }
    Ok(Some(Feeling { effort: Some(*effort), stumbles, pain, dizzy: false, talk: None }))
}

/// Asks whether a stop sign showed.
pub(super) fn ask_stop(words: &Words) -> anyhow::Result<Option<StopSign>> {
    let signs = StopSign::ALL;
    Ok(choose(words, "ask-stop", 0..=signs.len())?.and_then(|sign| signs.get(sign.checked_sub(1)?).copied()))
}

/// Yes or no, in either language; anything else is no.
pub(super) fn yes(question: &str) -> anyhow::Result<bool> {
    let answer = line(question)?;
    Ok(answer.chars().next().is_some_and(|first| matches!(first.to_ascii_lowercase(), 'y' | 's')))
}

/// A number in a range, asked until it is one; `None` for an empty answer.
fn choose(words: &Words, id: &str, range: std::ops::RangeInclusive<usize>) -> anyhow::Result<Option<usize>> {
    loop {
        let answer = line(&words.plain(id))?;
        if answer.is_empty() {
            return Ok(None);
        }
        if let Some(number) = answer.parse().ok().filter(|number| range.contains(number)) {
            return Ok(Some(number));
        }
    }
}

fn line(question: &str) -> anyhow::Result<String> {
    print!("{question} ");
    stdout().flush()?;
    let mut answer = String::new();
    stdin().read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}
