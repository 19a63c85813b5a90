//! The numbers that say "are you all right?", each with its source. They ask; they never tell that anybody fell.

/// A blow: the size of the acceleration, gravity included, in g. Kangas 2008 (waist, head): 2 g begins an impact; falls of
/// Bourke 2007 exceeded 3.5 g at the trunk, but a phone in soft clothes feels less.
pub const IMPACT_G: f32 = 2.0;
/// Before the blow the body drops: the acceleration falls below this, g, within [`DROP_S`]. Kangas 2008: 0.6 g.
pub const DROP_G: f32 = 0.6;
/// How long before the blow the drop may be, seconds. Kangas 2008: 1 s.
pub const DROP_S: f64 = 1.0;
/// The blow is so many times the strongest of the ten seconds before. (P) 1.5.
pub const ABOVE_USUAL: f32 = 1.5;
/// So many times where nobody lies afterwards, but the walk is over. (P) 2: in nine hours of recorded walking, jogging, hopping
/// and stopping no step stood out so far from its neighbours and ended the walk; a last one that landed hard did by 1.8.
pub const STOPPED_ABOVE_USUAL: f32 = 2.0;
/// The sensor has turned by so much, degrees, once all is still. (P) 45: above the 34 degrees of trunk that told a fall
/// from daily life (Bourke and Lyons 2008), below the 60 of lying (Kangas 2008).
pub const TURNED_DEG: f32 = 45.0;
/// When to look whether the body lies still, seconds after the blow. Kangas 2008: 2 s.
pub const LOOK_AFTER_S: f64 = 2.0;
/// How long that is looked at, seconds. (P) 1 s, as long as the drop.
pub const LOOKED_AT_S: f64 = 1.0;
/// Still is an acceleration that strays less than this from its mean, g, root mean square. (P) 0.1: a standing or breathing
/// body stays below 0.03, walking is above 0.15.
pub const STILL_G: f32 = 0.1;
/// A walk was under way with so many steps in the last five seconds before the blow. (P) four, the shortest walk counted.
pub const STEPS_BEFORE: usize = 4;
/// Those steps are steady: the longest takes no more than so many times the shortest. (P) 1.8: the quarter above and below
/// the usual that steady steps may differ by, and a little; hands that fumble a phone make longer gaps.
pub const STEADY: f64 = 1.8;
/// Only plain steps are such, of at least this share of the height of those around. (P) half: who turns about and lets himself
/// drop onto a chair shuffles there first.
pub const PLAIN_STEP: f32 = 0.5;
/// A rhythm is lost when no step comes from this long after the blow until it is looked at, seconds. (P) 1 s: one slow
/// step of catching oneself is allowed.
pub const LAST_STEP_S: f64 = 1.0;

/// Trunk lean is told every so many seconds of walking. (P) 5 s: some four strides, so that the stride's own rocking is gone.
pub const LEAN_EVERY_S: f64 = 5.0;
/// A stand as still as [`STILL_G`] for this long gives the upright that lean is told against, seconds. (P) 2 s.
pub const UPRIGHT_S: f64 = 2.0;
/// A stand further than this from how the walk begins is another wearing of the phone and gives no upright, degrees. (P) 30:
/// trunks lean by 5 to 15 degrees in a walk of older people.
pub const UPRIGHT_DEG: f32 = 30.0;
/// A blow is judged beside the strongest reading of each of so many seconds before it. (P) 10 s: some ten strides of the
/// same walk.
pub const USUAL_S: usize = 10;
/// Seconds that have to be heard before anything stands out. (P) 4 s, two strides.
pub const HEARD_S: usize = 4;
/// Steps of so many seconds are the walk that a blow ended. (P) 5 s, half of what a blow is judged beside.
pub const WALKED_S: f64 = 5.0;
