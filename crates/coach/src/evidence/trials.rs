//! The training trials that could be read, as data: who walked, how much, against what, and what came of it.
//!
//! Read mostly in abstracts; where an abstract gave means, deviations and people, they are here and can be pooled.

use super::effect::{Arm, Effect, Measure};
use super::table::Study;
use alloc::string::ToString;
use alloc::vec::Vec;

/// One outcome of a trial: the backward walkers against the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Its id, as `retrowalk evidence forest` takes it.
    pub outcome: &'static str,
    /// Its unit as printed.
    pub unit: &'static str,
    /// What its numbers are: a change, or an end value. The two are no one scale (Cochrane Handbook 10.5.2).
    pub value: &'static str,
    /// The backward walkers.
    pub backward: Arm,
    /// The others.
    pub others: Arm,
}

/// A trial.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// First author and year.
    pub id: &'static str,
    /// In whom.
    pub people: &'static str,
    /// People in each arm; one number where only all of them were read; empty where the source did not say.
    pub arms: &'static [u16],
    /// Sessions a week.
    pub per_week: Option<u8>,
    /// Minutes a session, from and to.
    pub minutes: Option<(u16, u16)>,
    /// Weeks.
    pub weeks: Option<u8>,
    /// How they walked.
    pub mode: &'static str,
    /// Against what.
    pub against: &'static str,
    /// What came of it, in our words.
    pub result: &'static str,
    /// Where to find it; empty where none was read.
    pub doi: &'static str,
    /// Outcomes with enough numbers to pool.
    pub outcomes: &'static [Comparison],
}

/// The outcomes that can be pooled, each with how its trials are compared.
pub const OUTCOMES: &[(&str, Measure)] = &[
    ("speed", Measure::Standardised),
    ("stride", Measure::MeanDifference),
    ("balance", Measure::MeanDifference),
    ("leg-function", Measure::MeanDifference),
    ("symmetry", Measure::MeanDifference),
];

/// The trials that measured `outcome`, ready to pool.
pub fn measured(outcome: &str, measure: Measure) -> Vec<Study> {
    TRIALS
        .iter()
        .flat_map(|trial| trial.outcomes.iter().map(move |c| (trial, c)))
        .filter(|(_, c)| c.outcome == outcome)
        .filter_map(|(trial, c)| {
            let effect = Effect::between(measure, c.backward, c.others).ok()?;
            Some(Study { name: trial.id.to_string(), effect })
        })
        .collect()
}

/// All of them: 24.
#[rustfmt::skip] // one trial, few lines: a table is read down its columns
pub const TRIALS: &[Trial] = &[
    Trial { id: "YANG2005", people: "stroke, some leg control back", arms: &[13, 12], per_week: Some(3), minutes: Some((30, 30)), weeks: Some(3),
        mode: "over ground, added", against: "40 min of usual therapy",
        result: "faster by 8.60 against 3.65 (unit not printed), longer strides by 0.090 m against a loss of 0.006 m, more even steps", doi: "10.1191/0269215505cr860oa",
        outcomes: &[
            Comparison { outcome: "speed", unit: "inferred m/min", value: "change", backward: Arm { n: 13, mean: 8.6, sd: 6.95 }, others: Arm { n: 12, mean: 3.65, sd: 2.92 } },
            Comparison { outcome: "stride", unit: "m", value: "change", backward: Arm { n: 13, mean: 0.09, sd: 0.076 }, others: Arm { n: 12, mean: -0.0064, sd: 0.078 } },
            Comparison { outcome: "symmetry", unit: "index", value: "change", backward: Arm { n: 13, mean: 44.07, sd: 53.29 }, others: Arm { n: 12, mean: 5.3, sd: 13.91 } },
        ] },
    Trial { id: "WENG2006", people: "stroke, 36 to 64 years", arms: &[13, 13], per_week: Some(5), minutes: Some((30, 30)), weeks: Some(3),
        mode: "treadmill", against: "the same time of usual therapy",
        result: "better balance, leg control and top speed", doi: "",
        outcomes: &[
            Comparison { outcome: "balance", unit: "Berg points", value: "end value", backward: Arm { n: 13, mean: 51.4, sd: 1.8 }, others: Arm { n: 13, mean: 47.3, sd: 3.7 } },
            Comparison { outcome: "leg-function", unit: "Fugl-Meyer leg points", value: "end value", backward: Arm { n: 13, mean: 28.0, sd: 3.3 }, others: Arm { n: 13, mean: 25.5, sd: 2.3 } },
            Comparison { outcome: "speed", unit: "not printed", value: "end value of the fastest speed", backward: Arm { n: 13, mean: 57.0, sd: 17.0 }, others: Arm { n: 13, mean: 43.0, sd: 16.0 } },
        ] },
    Trial { id: "KIM2017", people: "stroke", arms: &[17, 17, 17], per_week: None, minutes: None, weeks: None,
        mode: "backward against sideways", against: "usual therapy",
        result: "sideways walking did better than backward", doi: "10.1097/PHM.0000000000000541",
        outcomes: &[] },
    Trial { id: "ROSE2018", people: "stroke, one week before", arms: &[18], per_week: None, minutes: Some((30, 30)), weeks: None,
        mode: "over ground, with a therapist", against: "standing balance",
        result: "forward +0.75 against +0.41 m/s, backward +0.53 against +0.23 m/s after a month", doi: "10.1097/NPT.0000000000000210",
        outcomes: &[] },
    Trial { id: "CHANG2021", people: "stroke, long ago", arms: &[8, 8], per_week: Some(3), minutes: Some((30, 30)), weeks: Some(4),
        mode: "treadmill, added", against: "30 min of usual therapy",
        result: "numbers not read", doi: "10.3390/ijerph18052376",
        outcomes: &[] },
    Trial { id: "AWOSIKA2022", people: "stroke, long ago", arms: &[39], per_week: Some(3), minutes: None, weeks: Some(2),
        mode: "treadmill", against: "nobody",
        result: "faster and longer steps; little to do with gains over ground", doi: "",
        outcomes: &[] },
    Trial { id: "AWOSIKA2024", people: "stroke, long ago, 56 years", arms: &[19, 21], per_week: Some(3), minutes: Some((30, 30)), weeks: Some(3),
        mode: "treadmill backward", against: "treadmill forward",
        result: "both faster by 0.16 m/s or more; no difference between them", doi: "10.1101/2024.09.11.24313519",
        outcomes: &[] },
    Trial { id: "KANG2018", people: "stroke", arms: &[20], per_week: None, minutes: None, weeks: Some(6),
        mode: "backward before a mirror", against: "usual therapy",
        result: "better balance, Timed Up and Go and 10-metre walk", doi: "10.13066/kspm.2018.13.2.53",
        outcomes: &[] },
    Trial { id: "ALGHADIR2019", people: "knee arthritis, 56 years", arms: &[68], per_week: Some(3), minutes: Some((10, 10)), weeks: Some(6),
        mode: "over ground, watched", against: "usual therapy, and forward walking",
        result: "pain down 1.8 against 1.0, function better by 4.8 against 2.2", doi: "10.1186/s12891-019-2537-9",
        outcomes: &[] },
    Trial { id: "GONDHALEKAR2013", people: "knee arthritis in a bad spell", arms: &[15, 15], per_week: None, minutes: None, weeks: Some(3),
        mode: "added", against: "usual therapy",
        result: "function better; pain no better than the others'", doi: "10.4103/1947-2714.107527",
        outcomes: &[] },
    Trial { id: "RANGEY2016", people: "knee arthritis", arms: &[], per_week: None, minutes: None, weeks: None,
        mode: "forward, backward or neither", against: "usual therapy",
        result: "all better; no difference but in one score", doi: "10.4103/2278-344X.194085",
        outcomes: &[] },
    Trial { id: "JOSHI2019", people: "knee arthritis, over 40 years", arms: &[21, 21], per_week: None, minutes: None, weeks: None,
        mode: "treadmill", against: "usual therapy",
        result: "numbers not read", doi: "",
        outcomes: &[] },
    Trial { id: "ELBASATINY2015", people: "children with cerebral palsy", arms: &[15, 15], per_week: Some(3), minutes: Some((25, 25)), weeks: Some(12),
        mode: "over ground, added", against: "usual therapy",
        result: "stood steadier", doi: "10.1177/0269215514547654",
        outcomes: &[] },
    Trial { id: "ABDELAZIEM2017", people: "children with cerebral palsy", arms: &[15, 15], per_week: Some(3), minutes: Some((25, 25)), weeks: Some(12),
        mode: "backward", against: "25 min forward",
        result: "longer and faster steps than the forward group", doi: "10.1177/0269215516656468",
        outcomes: &[] },
    Trial { id: "DOGAN2023", people: "children with cerebral palsy", arms: &[41], per_week: Some(2), minutes: Some((15, 15)), weeks: Some(8),
        mode: "treadmill, added", against: "usual therapy",
        result: "speed up 7.4 %, Timed Up and Go down 5.1 %", doi: "10.5535/arm.22154",
        outcomes: &[] },
    Trial { id: "KIMSG2013", people: "children with cerebral palsy", arms: &[12], per_week: Some(3), minutes: Some((20, 20)), weeks: Some(8),
        mode: "treadmill", against: "nobody",
        result: "faster, longer steps", doi: "",
        outcomes: &[] },
    Trial { id: "HAO2011", people: "healthy boys of 7", arms: &[16], per_week: Some(2), minutes: Some((25, 25)), weeks: Some(12),
        mode: "over ground", against: "no training",
        result: "steadier from week 8, still so 12 weeks after the end", doi: "10.1186/1758-2555-3-24",
        outcomes: &[] },
    Trial { id: "MARITZ2021", people: "60 years and over at home", arms: &[], per_week: Some(2), minutes: None, weeks: Some(5),
        mode: "over ground", against: "a fitter group, not drawn by lot",
        result: "better Timed Up and Go, gait score and heel raises", doi: "10.1080/01924788.2020.1757329",
        outcomes: &[] },
    Trial { id: "WHITLEY2011", people: "women of 30", arms: &[10], per_week: Some(4), minutes: Some((10, 15)), weeks: Some(4),
        mode: "their own pace", against: "nobody",
        result: "faster backward, looser hamstrings", doi: "",
        outcomes: &[] },
    Trial { id: "HADFIELD2017", people: "students", arms: &[15, 15], per_week: Some(3), minutes: Some((10, 10)), weeks: Some(4),
        mode: "treadmill after 5 min forward", against: "no training",
        result: "hamstrings no looser than the others'", doi: "",
        outcomes: &[] },
    Trial { id: "TERBLANCHE2005", people: "women of 18 to 23", arms: &[13, 13], per_week: None, minutes: None, weeks: Some(6),
        mode: "run and walk", against: "no training",
        result: "fitter and leaner", doi: "10.1055/s-2004-820997",
        outcomes: &[] },
    Trial { id: "KACHANATHU2014", people: "men of 21", arms: &[15, 15], per_week: Some(3), minutes: None, weeks: Some(6),
        mode: "treadmill, 10 degrees up", against: "the same forward",
        result: "stronger bursts; body no leaner", doi: "10.1589/jpts.26.1879",
        outcomes: &[] },
    Trial { id: "KOREAN_LBP", people: "athletes of 21 with back pain", arms: &[25], per_week: Some(3), minutes: Some((60, 60)), weeks: Some(10),
        mode: "backward", against: "nobody",
        result: "stronger backs, less pain", doi: "",
        outcomes: &[] },
    Trial { id: "ABDELAZIEM2024", people: "children with cerebral palsy", arms: &[55], per_week: Some(3), minutes: Some((25, 25)), weeks: Some(12),
        mode: "backward", against: "25 min forward",
        result: "straighter trunks, better gait score", doi: "",
        outcomes: &[] },
];
