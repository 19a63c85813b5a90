//! What real machines do that the specification does not say, by the name they advertise. Names warn, and two refuse;
//! they never permit: that a machine can be steered is decided by its range, its live data and the unit probe alone.

use crate::gate::Refusal;

/// What a name warns of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quirk {
    /// Takes or tells miles an hour as if they were kilometres.
    MilesForKilometres,
    /// Starts at the speed of its last session.
    StartsAtLastSpeed,
    /// Tells the target as if it were the belt's speed while rising.
    TellsTarget,
    /// Its slowest speed is fast.
    FastSlowest,
    /// Says nothing until its maker's app has unlocked it.
    SilentUntilUnlocked,
    /// Falls back to its slowest speed after a few seconds.
    FallsBack,
    /// Starts the belt when its maker's app connects.
    StartsOnConnect,
    /// Wants its start repeated every second.
    WantsRepeatedStart,
    /// Its deck slopes, or its slope is told wrong.
    SlopeUnreliable,
    /// Tells its data only through Running Speed and Cadence.
    RunningSpeedOnly,
    /// Only its own push of a paddle lets a speed rise.
    NeedsPaddle,
    /// Tells speed while nobody walks.
    TellsSpeedOfNobody,
    /// Tells nothing but zeros.
    TellsZeros,
}

use Quirk as Q;

/// How names begin, and what each warns of. Sources in TREADMILLS.md.
pub const KNOWN: [(&str, Quirk); 31] = [
    ("JFTM T202", Q::MilesForKilometres),
    ("TM4800-", Q::MilesForKilometres),
    ("TM6500-", Q::MilesForKilometres),
    ("WT", Q::MilesForKilometres),
    ("THERUN  T15", Q::MilesForKilometres),
    ("MRK-T", Q::MilesForKilometres),
    ("MRK-T", Q::SilentUntilUnlocked),
    ("3G ELITE ", Q::MilesForKilometres),
    ("3G ELITE ", Q::SlopeUnreliable),
    ("3G PRO", Q::SlopeUnreliable),
    ("BFX_T9_", Q::MilesForKilometres),
    ("3G Cardio Pro Runner X", Q::MilesForKilometres),
    ("Horizon 7.4", Q::StartsOnConnect),
    ("URTM041", Q::StartsAtLastSpeed),
    ("UREVO", Q::StartsAtLastSpeed),
    ("URTM028", Q::TellsZeros),
    ("CITYSPORTS-Linker", Q::TellsTarget),
    ("CS-WP8", Q::TellsTarget),
    ("KS-Z1D", Q::FastSlowest),
    ("KS-HD-Z1D", Q::FastSlowest),
    ("KS-", Q::SilentUntilUnlocked),
    ("FS-", Q::FallsBack),
    ("TRX3500", Q::WantsRepeatedStart),
    ("T01_", Q::SlopeUnreliable),
    ("KETTLER", Q::SlopeUnreliable),
    ("adidas T-800", Q::SlopeUnreliable),
    ("Domyos TS100", Q::SlopeUnreliable),
    ("Technogym Run", Q::RunningSpeedOnly),
    ("KICKR RUN", Q::NeedsPaddle),
    ("MOBVOI TMP", Q::TellsSpeedOfNobody),
    ("MOBVOI-TMP", Q::TellsSpeedOfNobody),
];

/// What an advertised name warns of.
pub fn of(name: &str) -> impl Iterator<Item = Quirk> + '_ {
    let begins =
        move |with: &str| name.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    KNOWN.iter().filter(move |(beginning, _)| begins(beginning)).map(|(_, quirk)| *quirk)
}

/// Why a machine of that name is never steered, whatever it tells: it failed the unit probe once, its start must be
/// repeated, or only a paddle on it lets a speed rise.
pub fn refused(name: &str, failed_probe: bool) -> Option<Refusal> {
    let never = of(name).any(|quirk| matches!(quirk, Q::WantsRepeatedStart | Q::NeedsPaddle));
    failed_probe.then_some(Refusal::ProbeFailed).or(never.then_some(Refusal::SpeedCannotBeSet))
}

impl Quirk {
    /// The name of its sentence, with `treadmill-quirk-` before it.
    pub fn name(self) -> &'static str {
        match self {
            Q::MilesForKilometres => "miles",
            Q::StartsAtLastSpeed => "starts-at-last-speed",
            Q::TellsTarget => "tells-target",
            Q::FastSlowest => "fast-slowest",
            Q::SilentUntilUnlocked => "silent-until-unlocked",
            Q::FallsBack => "falls-back",
            Q::StartsOnConnect => "starts-on-connect",
            Q::WantsRepeatedStart => "wants-repeated-start",
            Q::SlopeUnreliable => "slope-unreliable",
            Q::RunningSpeedOnly => "running-speed-only",
            Q::NeedsPaddle => "needs-paddle",
            Q::TellsSpeedOfNobody => "tells-speed-of-nobody",
            Q::TellsZeros => "tells-zeros",
        }
    }

    /// All of them.
    pub const ALL: [Quirk; 13] = [
        Q::MilesForKilometres,
        Q::StartsAtLastSpeed,
        Q::TellsTarget,
        Q::FastSlowest,
        Q::SilentUntilUnlocked,
        Q::FallsBack,
        Q::StartsOnConnect,
        Q::WantsRepeatedStart,
        Q::SlopeUnreliable,
        Q::RunningSpeedOnly,
        Q::NeedsPaddle,
        Q::TellsSpeedOfNobody,
        Q::TellsZeros,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn names_warn_by_their_beginning_whatever_the_case() {
        let quirks = |name| of(name).collect::<Vec<_>>();
        assert_eq!(quirks("KS-HD-Z1D"), [Q::FastSlowest, Q::SilentUntilUnlocked]);
        assert_eq!(quirks("jftm t202-0001"), [Q::MilesForKilometres]);
        assert_eq!(quirks("MRK-T12"), [Q::MilesForKilometres, Q::SilentUntilUnlocked]);
        assert_eq!(quirks("Some other belt"), []);
        let never = ["TRX3500-1", "KICKR RUN 1A2B", "UREVO E1L", ""].map(|name| refused(name, false));
        let why = Some(Refusal::SpeedCannotBeSet);
        assert_eq!(never, [why, why, None, None], "it failed no test");
        assert_eq!(quirks("K"), []);
        assert_eq!(quirks("\u{1F3C3}S-1"), [], "a name may be any text");
        let mut names: Vec<_> = Quirk::ALL.iter().map(|q| q.name()).collect();
        assert_eq!((names[0], names[12]), ("miles", "tells-zeros"));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Quirk::ALL.len());
    }
}
