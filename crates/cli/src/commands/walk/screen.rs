//! The live screen: a big countdown, the strip of blocks, and the keys.

use super::sound::Voice;
use super::{KEY_WAIT, Walking, drain, feeling, not_kept};
use crate::began::Began;
use coach::program::BlockKind;
use coach::program::progression::records::StopSign;
use coach::session::limits::ONE_EXTENSION;
use coach::session::{Input, Output as Happened, PauseWhy, Refusal};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::style::{Color, Print, ResetColor, SetForegroundColor};
use crossterm::{cursor, execute, queue, terminal};
use formats::walk_record::Feeling;
use std::fmt::Write as _;
use std::io::{Write as _, stdout};
use std::time::Duration;
use voice::words::Words;
use walk::{Output, Walk};

/// The five rows of each digit and of the colon.
const DIGITS: [[&str; 5]; 11] = [
    ["█▀▀█", "█  █", "█  █", "█  █", "█▄▄█"],
    [" ▄█ ", "  █ ", "  █ ", "  █ ", " ▄█▄"],
    ["▀▀▀█", "   █", "█▀▀▀", "█   ", "█▄▄▄"],
    ["▀▀▀█", "   █", " ▀▀█", "   █", "▄▄▄█"],
    ["█  █", "█  █", "▀▀▀█", "   █", "   █"],
    ["█▀▀▀", "█   ", "▀▀▀█", "   █", "▄▄▄█"],
    ["█▀▀▀", "█   ", "█▀▀█", "█  █", "█▄▄█"],
    ["▀▀▀█", "   █", "   █", "   █", "   █"],
    ["█▀▀█", "█  █", "█▀▀█", "█  █", "█▄▄█"],
    ["█▀▀█", "█  █", "▀▀▀█", "   █", "▄▄▄█"],
    ["  ", "▀ ", "  ", "▄ ", "  "],
];

/// Puts the terminal back as it was, however the walk ends.
struct Raw;

impl Raw {
    fn enter() -> anyhow::Result<Raw> {
        terminal::enable_raw_mode()?;
        execute!(stdout(), terminal::EnterAlternateScreen, cursor::Hide)?;
        Ok(Raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // Nothing better can be done where even this fails.
        let _ = execute!(stdout(), cursor::Show, terminal::LeaveAlternateScreen);
        let _ = terminal::disable_raw_mode();
    }
}

/// Guides the walk to its end and asks how it was. A `note` is shown until it sets off.
pub(super) fn run(
    walking: &mut Walking,
    words: &Words,
    mut voice: Voice,
    note: &str,
) -> anyhow::Result<(Option<Feeling>, Option<StopSign>)> {
    let began = Began::now();
    let from = walking.from;
    let now = || from + began.elapsed();
    let mut said = String::new();
    {
        let _raw = Raw::enter()?;
        let mut input = if walking.walk.session().has_begun() { Input::Tick } else { Input::Start };
        loop {
            if let Err(error) = walking.handle(input, now()) {
                said = words.text("terminal-not-kept", &[("why", format!("{error:#}.").into())]);
            }
            for output in drain(&mut walking.walk) {
                match &output {
                    Output::Cue(cue) | Output::Say(cue) if !cue.pieces.is_empty() => said = words.cue(cue),
                    Output::Session(Happened::Refused(Refusal::NotSkipped)) => {
                        said = words.plain("app-live-not-skipped");
                    }
                    Output::Session(Happened::Refused(Refusal::LongEnough)) => {
                        said = words.plain("app-live-long-enough");
                    }
                    Output::Session(Happened::Refused(Refusal::HalfWay)) => {
                        said = words.plain("terminal-half-way");
                    }
                    _ => {}
                }
                voice.follow(&walking.walk, &output);
            }
            if let Some(why) = voice.silent() {
                said = why;
            }
            draw(&walking.walk, words, &said, note)?;
            let Some(next) = walking.walk.poll_timeout() else { break };
            let wait = next.since(now()).min(KEY_WAIT);
            input = if event::poll(wait)? { key(&mut walking.walk, &event::read()?) } else { Input::Tick };
        }
    }
    voice.end();
    let told = feeling::ask(words).and_then(|feeling| Ok((feeling, feeling::ask_stop(words)?)));
    told.or_else(|error| {
        not_kept(words, &error);
        Ok((None, None))
    })
}

/// What a key says.
fn key(walk: &mut Walk, event: &Event) -> Input {
    let Event::Key(KeyEvent { code, modifiers, kind: KeyEventKind::Press, .. }) = event else {
        return Input::Tick;
    };
    match code {
        KeyCode::Char('c') if modifiers.contains(KeyModifiers::CONTROL) => Input::EndEarly,
        KeyCode::Char('q') => Input::EndEarly,
        KeyCode::Char(' ' | 'p') if walk.session().is_running() => Input::Pause(PauseWhy::Walker),
        KeyCode::Char(' ' | 'p') => Input::Resume,
        KeyCode::Char('s') => Input::Skip,
        KeyCode::Char('r') => Input::Repeat,
        KeyCode::Char('+' | '=' | 'e') => Input::Extend(ONE_EXTENSION),
        KeyCode::Enter => Input::Tap,
        KeyCode::Char('t') => {
            walk.ask_time_left();
            Input::Tick
        }
        _ => Input::Tick,
    }
}

fn draw(walk: &Walk, words: &Words, said: &str, note: &str) -> anyhow::Result<()> {
    let session = walk.session();
    let Some(block) = session.current() else { return Ok(()) };
    let (width, _) = terminal::size().unwrap_or((80, 24));
    let mut out = stdout();
    let mut row = 1;
    queue!(out, terminal::BeginSynchronizedUpdate, terminal::Clear(terminal::ClearType::All))?;
    let mut line = |color: Color, text: &str| -> anyhow::Result<()> {
        queue!(out, cursor::MoveTo(2, row), SetForegroundColor(color), Print(text), ResetColor)?;
        row += 1;
        Ok(())
    };
    let color = color(block.kind);
    let mut title = format!("{} {}", arrow(block.kind), name(words, block.kind).to_uppercase());
    if let Some(round) = block.round {
        let round = words.text("terminal-round", &[("n", round.number.into()), ("of", round.of.into())]);
        let _ = write!(title, "   {round}");
    }
    line(color, &title)?;
    line(color, "")?;
    for text in countdown(session.left()) {
        line(color, &text)?;
    }
    line(color, "")?;
    line(Color::Reset, &strip(walk, usize::from(width.saturating_sub(4))))?;
    line(Color::Reset, "")?;
    let next =
        session.blocks().get(session.index() + 1).map(|next| (name(words, next.kind), words.time(next.time)));
    let next = next.map_or_else(
        || words.plain("terminal-nothing-next"),
        |(kind, time)| words.text("terminal-next", &[("what", format!("{kind}, {time}").into())]),
    );
    line(Color::Reset, &next)?;
    line(Color::Reset, "")?;
    line(Color::Yellow, &told(walk, words, said))?;
    line(Color::Reset, "")?;
    line(Color::DarkGrey, &words.plain("terminal-keys"))?;
    if block.kind == BlockKind::Prepare && !note.is_empty() {
        line(Color::Reset, "")?;
        line(Color::Yellow, note)?;
    }
    queue!(out, terminal::EndSynchronizedUpdate)?;
    out.flush()?;
    Ok(())
}

/// What was said last, or in a pause what to do.
fn told(walk: &Walk, words: &Words, said: &str) -> String {
    match walk.session().paused() {
        None => said.to_owned(),
        Some(PauseWhy::Restored) => words.plain("terminal-paused-restored"),
        // Nobody stands still on a belt.
        Some(_) if walk.is_on_belt() => said.to_owned(),
        Some(PauseWhy::Silence) => words.plain("terminal-paused-silence"),
        Some(PauseWhy::Walker | PauseWhy::Interruption) => words.plain("terminal-paused"),
    }
}

fn name(words: &Words, kind: BlockKind) -> String {
    words.plain(&format!("block-{}", kind.name()))
}

/// Blue and orange, told apart by colour-blind eyes; the arrow and the word say the same.
const fn color(kind: BlockKind) -> Color {
    match kind {
        BlockKind::Forward | BlockKind::CoolDown => Color::Blue,
        BlockKind::Backward => Color::Rgb { r: 255, g: 140, b: 0 },
        BlockKind::Turn | BlockKind::Stand | BlockKind::Prepare => Color::White,
    }
}

const fn arrow(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Forward => "↑",
        BlockKind::Backward => "↓",
        BlockKind::Turn => "↻",
        BlockKind::Stand | BlockKind::Prepare | BlockKind::CoolDown => "•",
    }
}

/// Minutes and seconds in five rows.
fn countdown(left: Duration) -> Vec<String> {
    // What is left is shown as the second it is in: a count that ends at one, then the next block.
    let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    let text = format!("{}:{:02}", seconds / 60, seconds % 60);
    (0..5)
        .map(|row| {
            let glyph = |c: char| DIGITS.get(c.to_digit(10).map_or(10, |digit| digit as usize));
            text.chars().filter_map(glyph).filter_map(|rows| rows.get(row)).fold(
                String::new(),
                |mut line, part| {
                    line.push_str(part);
                    line.push(' ');
                    line
                },
            )
        })
        .collect()
}

/// The blocks as a strip, each as long as its time, and a mark where the walk is.
fn strip(walk: &Walk, width: usize) -> String {
    let whole = walk.session().blocks().iter().map(|block| block.time).sum::<Duration>().as_secs_f64();
    let width = width.clamp(10, 100);
    let at = walk.session().track_position().as_secs_f64() / whole;
    let mut kinds = Vec::new();
    let mut end = 0.0;
    for block in walk.session().blocks() {
        end += block.time.as_secs_f64();
        kinds.push((end / whole, block.kind));
    }
    (0..width)
        .map(|cell| {
            let place = (cell as f64 + 0.5) / width as f64;
            if (place - at).abs() <= 0.5 / width as f64 {
                return '┃';
            }
            match kinds.iter().find(|(end, _)| place < *end).map(|(_, kind)| kind) {
                Some(BlockKind::Forward | BlockKind::CoolDown) => '▀',
                Some(BlockKind::Backward) => '▄',
                _ => '·',
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use units::Instant;
    use walk::Heard;
    use walk::cues::{Cue, EvenPace, Options};

    #[test]
    fn who_comes_back_to_a_belt_set_by_hand_is_sent_to_its_side_rails_at_any_moment() {
        let (words, log) = (Words::new("en"), [Heard { at: Instant::START, input: Input::Start }]);
        let at = |second: u64| {
            let program = coach::program::parse("treadmill 1 min x1").unwrap();
            Walk::restore(
                program,
                Options::default(),
                Box::new(EvenPace::default()),
                &log,
                Instant::from_millis(second * 1000),
            )
        };
        let mut belts = 0;
        for second in 0..150 {
            let mut walk = at(second);
            if walk.session().ended().is_some() {
                break;
            }
            belts += usize::from(walk.is_on_belt());
            let back = told(&walk, &words, "");
            assert!(back.contains("side rails"), "{second}: {back}");
            // A silence of the computer's, as long.
            walk.handle(Input::Resume, Instant::from_millis(second * 1000));
            walk.handle(Input::Tick, Instant::from_millis(second * 1000 + 60_000));
            let said = drain(&mut walk).into_iter().rev().find_map(|output| match output {
                Output::Say(cue) => Some(cue),
                _ => None,
            });
            let said = said.as_ref().map_or(String::new(), |cue: &Cue| words.cue(cue));
            let slept = told(&walk, &words, &said);
            assert!(slept.contains("side rails"), "{second}: {slept}");
        }
        assert!(belts > 30, "{belts}");
    }

    #[test]
    fn a_countdown_shows_the_second_it_is_in() {
        assert_eq!(countdown(Duration::from_millis(59_001)), countdown(Duration::from_mins(1)));
        let rows = countdown(Duration::from_secs(72));
        assert_eq!(rows.len(), 5);
        assert!(rows.iter().all(|row| row.chars().count() == rows[0].chars().count()));
        assert_eq!(rows[0], [DIGITS[1][0], DIGITS[10][0], DIGITS[1][0], DIGITS[2][0]].join(" ") + " ");
    }
}
