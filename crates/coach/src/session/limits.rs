//! The limits of a running session, each with its source.

use crate::program::{BlockKind, limits};
use units::Duration;

/// For how long an unfinished walk is offered again. Our choice (the plan of the product): after half an hour the body
/// has cooled down, and it is a new walk.
pub const RESUME_WITHIN: Duration = Duration::from_mins(30);
/// How long the clock may say nothing before the walk stands still. A shell speaks every second; past 10 s the device
/// slept or the clock jumped, and a walker who heard nothing must not be thought to have walked. Our choice.
pub const SILENCE_MOST: Duration = Duration::from_secs(10);
/// The longest a standing block may be made. Our choice: longer than that is a pause.
pub const STANDING_MOST: Duration = Duration::from_mins(5);
/// By how much one touch extends a block. Our choice.
pub const ONE_EXTENSION: Duration = Duration::from_mins(1);

/// By how much steps are counted longer than they are known to be, where they end a stretch. Our choice: a step is known a
/// second after it was made, a path ends at a wall, and a walker who cannot see it shall stop before it, not after.
pub const STEPS_COUNT_LONG: f64 = 1.2;

/// What the four faces after a walk mean on Borg's scale of 6 to 20: easy, right, hard, very hard. Design: the plan goes on
/// with the first two, holds at the third, steps back at the fourth.
pub const EFFORTS_TOLD: [u8; 4] = [9, 12, 14, 17];
/// What mild, medium and strong pain mean, of 10. Design, by SAFE-05: the plan goes on, holds, and steps back.
pub const PAIN_TOLD: [u8; 3] = [2, 4, 8];
/// The longest a block of this kind may become by extending it: the same limits as a program's.
pub const fn longest(kind: BlockKind) -> Duration {
    match kind {
        BlockKind::Forward => limits::FORWARD_MOST,
        BlockKind::Backward => limits::BACKWARD_MOST,
        // A turn stays the 10 to 15 s it is; whoever needs longer pauses.
        BlockKind::Turn => limits::TURN,
        BlockKind::Prepare | BlockKind::CoolDown | BlockKind::Stand => STANDING_MOST,
    }
}
