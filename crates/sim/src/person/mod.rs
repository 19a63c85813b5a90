//! People living with the plan for a year: healthy to frail, honest and not, forgetful, keen.
//!
//! A simulation states what it must have met, or it proves nothing: [`Census::complaints`] names every promise broken,
//! every rule of the plan never met, and everybody who kept well and neither reached the treadmill nor knows why.

pub mod life;
pub mod oracle;
pub mod persona;

use coach::program::progression::levels::FIRST_ON_TREADMILL;
use coach::program::progression::why::Why;
use coach::screening::RULES;
use life::{Life, live};
use oracle::Broken;
use persona::Persona;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use units::Day;

/// Weeks lived: a year and the day on which the long form comes back.
pub const YEAR_WEEKS: u16 = 53;

/// Many lives, counted.
#[derive(Clone, Debug, Default)]
pub struct Census {
    /// How many lives.
    pub people: u64,
    /// How many met each rule of the plan.
    pub met: BTreeMap<Why, u64>,
    /// How many met each rule of the screening.
    pub screening_met: BTreeMap<&'static str, u64>,
    /// How many reached each level.
    pub highest: [u64; 16],
    /// People who kept well.
    pub kept_well: u64,
    /// Of those, how many reached the treadmill.
    pub reached: u64,
    /// Promises broken, with the seed of the life.
    pub broken: Vec<(u64, Broken)>,
    /// Seeds of people who kept well, did not reach the treadmill, and were told nothing.
    pub in_the_dark: Vec<u64>,
}

impl Census {
    /// Counts one life.
    pub fn count(&mut self, seed: u64, persona: &Persona, life: &Life) {
        self.people += 1;
        for why in &life.met {
            *self.met.entry(*why).or_default() += 1;
        }
        for rule in &life.screening_met {
            *self.screening_met.entry(rule).or_default() += 1;
        }
        if let Some(count) = self.highest.get_mut(usize::from(life.highest)) {
            *count += 1;
        }
        if persona.keeps_well() {
            self.kept_well += 1;
            if life.highest >= FIRST_ON_TREADMILL {
                self.reached += 1;
            } else if !told_why(life) {
                self.in_the_dark.push(seed);
            }
        }
        self.broken.extend(life.broken.iter().map(|broken| (seed, broken.clone())));
    }

    /// Adds another census.
    pub fn add(&mut self, other: Census) {
        self.people += other.people;
        for (why, count) in other.met {
            *self.met.entry(why).or_default() += count;
        }
        for (rule, count) in other.screening_met {
            *self.screening_met.entry(rule).or_default() += count;
        }
        for (ours, theirs) in self.highest.iter_mut().zip(other.highest) {
            *ours += theirs;
        }
        self.kept_well += other.kept_well;
        self.reached += other.reached;
        self.broken.extend(other.broken);
        self.in_the_dark.extend(other.in_the_dark);
    }

    /// What is wrong, one line each; nothing when the plan kept every promise and met every rule.
    pub fn complaints(&self) -> Vec<String> {
        let broken = self
            .broken
            .iter()
            .take(20)
            .map(|(seed, broken)| format!("seed {seed}, {}: broke \"{}\"", broken.day, broken.promise));
        let never = Why::ALL
            .iter()
            .filter(|why| !self.met.contains_key(why))
            .map(|why| format!("the rule {} was never met", why.id()));
        let unasked = RULES
            .iter()
            .filter(|rule| !self.screening_met.contains_key(rule.id))
            .map(|rule| format!("the rule {} of the screening was never met", rule.id));
        let dark =
            self.in_the_dark.iter().take(20).map(|seed| {
                format!("seed {seed}: kept well, did not reach the treadmill, and was not told why")
            });
        let few = (self.kept_well == 0).then(|| "nobody kept well".to_string());
        let none =
            (self.kept_well > 0 && self.reached == 0).then(|| "nobody reached the treadmill".to_string());
        broken.chain(never).chain(unasked).chain(dark).chain(few).chain(none).collect()
    }

    /// The count as a text.
    pub fn report(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{} people, a year each; {} promises broken", self.people, self.broken.len());
        let _ = writeln!(
            text,
            "{} kept well; {} of them reached the treadmill, {} were not told why not",
            self.kept_well,
            self.reached,
            self.in_the_dark.len()
        );
        let _ = writeln!(text, "highest level walked, and by how many:");
        for (level, count) in self.highest.iter().enumerate() {
            let _ = writeln!(text, "  {level:2}  {count}");
        }
        let _ = writeln!(text, "rules met, and by how many people:");
        let plan = Why::ALL.iter().map(|why| (why.id(), self.met.get(why)));
        let screening = RULES.iter().map(|rule| (rule.id, self.screening_met.get(rule.id)));
        for (id, count) in plan.chain(screening) {
            let _ = writeln!(text, "  {id:<22} {}", count.copied().unwrap_or(0));
        }
        text
    }
}

/// Whether a card of the year named the gate that kept the treadmill shut.
fn told_why(life: &Life) -> bool {
    [
        Why::GateLongForm,
        Why::GateAmber,
        Why::GateCheck,
        Why::GateSlow,
        Why::GateTandem,
        Why::GateTreadmillList,
        Why::GateInstructor,
    ]
    .iter()
    .any(|gate| life.met.contains(gate))
}

/// Lives the years of people with these seeds.
pub fn census(seeds: core::ops::Range<u64>) -> Census {
    let first = Day::from_date(2026, 1, 5).unwrap_or(Day::from_days(0));
    let mut census = Census::default();
    for seed in seeds {
        let persona = Persona::from_seed(seed);
        let life = live(&persona, seed, first, YEAR_WEEKS, false);
        census.count(seed, &persona, &life);
    }
    census
}
