//! The steps of a recording as a table.

use super::Recording;
use formats::motion::names::{direction_name, side_name};
use std::io::{Result, Write};

/// What such a table begins with.
pub(super) const HEAD: &str = "step,t_s,direction,confidence,side,step_time_s,step_length_m,bout";

/// One row a step; an empty field is unknown.
pub(super) fn write(to: &mut impl Write, recording: &Recording) -> Result<()> {
    writeln!(to, "{HEAD}")?;
    let mut bouts = recording.analysis.bouts.iter().zip(1..).peekable();
    for (number, step) in (0_u64..).zip(&recording.analysis.steps) {
        // By their count: a clock may be set back.
        while bouts.next_if(|(b, _)| b.first_step + u64::from(b.steps) <= number).is_some() {}
        let bout = bouts.peek().filter(|(b, _)| b.first_step <= number).map(|(_, n)| n.to_string());
        let number_of = |x: Option<f32>| x.map(|x| format!("{x:.3}")).unwrap_or_default();
        writeln!(
            to,
            "{},{:.3},{},{:.2},{},{},{},{}",
            number + 1,
            step.t_s,
            direction_name(step.direction),
            step.confidence,
            step.side.map(side_name).unwrap_or_default(),
            number_of(step.time_s),
            number_of(step.length_m),
            bout.unwrap_or_default(),
        )?;
    }
    Ok(())
}
