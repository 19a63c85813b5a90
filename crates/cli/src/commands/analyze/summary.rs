//! A recording in a few lines for a terminal, with a strip that shows which way the walk went.

use super::Recording;
use formats::motion::names::{placement_name, warning_words};
use gait::{Direction, Step};
use std::io::{IsTerminal, Write};

/// Cells of the strip.
const WIDTH: usize = 64;

/// Writes the summary.
pub(super) fn write(to: &mut impl Write, name: &str, recording: &Recording) -> anyhow::Result<()> {
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let analysis = &recording.analysis;
    let s = &analysis.summary;
    let place = match analysis.placement {
        Some(place) if recording.placement_told => format!(", {} (told)", placement_name(place)),
        Some(place) => format!(", {} (found)", placement_name(place)),
        None => String::new(),
    };
    let rate = recording.rate_hz().map(|r| format!(" at {r:.0} Hz")).unwrap_or_default();
    writeln!(to, "{name}: {}, {} samples{rate}{place}", clock(recording.duration_s), recording.samples)?;
    if s.steps == 0 {
        writeln!(to, "  no walking")?;
    } else {
        writeln!(
            to,
            "  {} steps: {} forward, {} backward, {} unsure",
            s.steps, s.forward, s.backward, s.unknown
        )?;
        let mut facts = Vec::new();
        facts.extend(s.cadence_spm.map(|c| format!("{c:.0} steps/min")));
        facts.extend(s.walking_speed_mps.map(|v| format!("{v:.2} m/s")));
        facts.extend(s.distance_m.map(|d| format!("{d:.0} m")));
        facts.push(count(analysis.bouts.len(), "bout"));
        facts.push(count(analysis.turns.len(), "turn"));
        writeln!(to, "  {}", facts.join(", "))?;
        let cells = strip(&analysis.steps, recording.start_s, recording.duration_s);
        writeln!(to, "  {}", if colour { coloured(&cells) } else { cells })?;
        let end = clock(recording.duration_s);
        writeln!(to, "  0:00{end:>width$}", width = WIDTH - 4)?;
        writeln!(to, "  > forward  < backward  ? unsure  . not walking")?;
    }
    if let Some(sway) = recording.sway {
        writeln!(
            to,
            "  sway over {:.0} s: rms {:.3} m/s², path {:.2} m/s², jerk {:.3} m²/s⁵, 95 % ellipse {:.4} m²/s⁴",
            sway.length_s, sway.rms_mps2, sway.path_mps2, sway.jerk_m2ps5, sway.ellipse_m2ps4
        )?;
    }
    if !recording.placement_told && 2 * s.unknown > s.steps {
        writeln!(
            to,
            "  which way most steps went is unsure: tell where the sensor was, such as --placement front-pocket"
        )?;
    }
    for warning in &analysis.warnings {
        let at = clock(warning.t_s - recording.start_s);
        writeln!(to, "  warning, at {at}: {}", warning_words(warning.kind).1)?;
    }
    for note in &recording.notes {
        writeln!(to, "  note: {note}")?;
    }
    Ok(())
}

fn count(n: usize, of: &str) -> String {
    format!("{n} {of}{}", if n == 1 { "" } else { "s" })
}

/// `4:07`, or `1:04:07`.
pub(super) fn clock(seconds: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let whole = seconds.max(0.0).round() as u64;
    let (h, m, s) = (whole / 3600, whole / 60 % 60, whole % 60);
    if h > 0 { format!("{h}:{m:02}:{s:02}") } else { format!("{m}:{s:02}") }
}

/// What most of the steps in each slice of time did.
fn strip(steps: &[Step], start_s: f64, duration_s: f64) -> String {
    let mut counts = [[0_u32; 3]; WIDTH];
    for step in steps {
        let share = (step.t_s - start_s) / duration_s.max(1e-9);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let cell = ((share * WIDTH as f64) as usize).min(WIDTH - 1);
        let which = match step.direction {
            Direction::Forward => 0,
            Direction::Backward => 1,
            Direction::Unknown => 2,
        };
        if let Some(count) = counts.get_mut(cell).and_then(|c| c.get_mut(which)) {
            *count += 1;
        }
    }
    let sign = |&[forward, backward, unsure]: &[u32; 3]| match forward.max(backward).max(unsure) {
        0 => '.',
        most if most == forward && forward > backward => '>',
        most if most == backward && backward > forward => '<',
        _ => '?',
    };
    counts.iter().map(sign).collect()
}

fn coloured(cells: &str) -> String {
    let paint = |c: char| match c {
        '>' => format!("\x1b[34m{c}\x1b[0m"),
        '<' => format!("\x1b[33m{c}\x1b[0m"),
        _ => c.to_string(),
    };
    cells.chars().map(paint).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strip_shows_each_way_where_it_was_walked() {
        let step = |t_s: f64, direction| Step {
            index: 0,
            t_s,
            known_t_s: t_s,
            direction,
            confidence: 1.0,
            side: None,
            length_m: None,
            time_s: None,
        };
        let mut steps: Vec<Step> = (0..32).map(|n| step(f64::from(n), Direction::Forward)).collect();
        steps.extend((32..48).map(|n| step(f64::from(n), Direction::Backward)));
        steps.push(step(50.0, Direction::Unknown));
        let expected = format!("{}{}..?{}", ">".repeat(32), "<".repeat(16), ".".repeat(13));
        assert_eq!(strip(&steps, 0.0, 64.0), expected);
    }

    #[test]
    fn times_read_as_on_a_clock() {
        assert_eq!(
            (clock(7.4), clock(247.0), clock(3847.0)),
            ("0:07".into(), "4:07".into(), "1:04:07".into())
        );
    }
}
