//! What walking costs, backward and forward.
//!
//! Backward: VO2 = 3.5 + 0.187·S + 1.49·S·G ml/kg/min, a line through the two values of the 2011 Compendium, ±25 %
//! (NRG-13). Below 0.89 m/s nobody was measured (NRG-09): there it is the line alone. Forward: ACSM's equation (NRG-12). S in
//! metres a minute, G as a fraction.

use super::limits::{
    AGES, BACKWARD_GRADE, BACKWARD_PER_CLIMB, BACKWARD_PER_SPEED, BACKWARD_SPEED, BACKWARD_UNSURE,
    FORWARD_PER_CLIMB, FORWARD_PER_SPEED, FORWARD_SPEED, KCAL_PER_LITRE, REST_VO2,
};
use units::{Duration, Energy, Mass, Speed};

/// A cost with the range it may really lie in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Oxygen, ml/kg/min.
    pub vo2: f64,
    /// The least it may be.
    pub low: f64,
    /// The most.
    pub high: f64,
}

impl Cost {
    /// Multiples of rest: the middle, the least, the most.
    pub fn met(&self) -> (f64, f64, f64) {
        (self.vo2 / REST_VO2, self.low / REST_VO2, self.high / REST_VO2)
    }

    /// Energy for somebody of this mass in this time: the middle, the least, the most.
    pub fn energy(&self, mass: Mass, time: Duration) -> Option<(Energy, Energy, Energy)> {
        let kcal = |vo2: f64| {
            Energy::from_kcal(vo2 * mass.kg() / 1000.0 * KCAL_PER_LITRE * time.as_secs_f64() / 60.0)
        };
        Some((kcal(self.vo2)?, kcal(self.low)?, kcal(self.high)?))
    }
}

fn within(value: f64, (low, high): (f64, f64)) -> bool {
    // A rounding of the last digit must not shut the edge out.
    value >= low - 1e-9 && value <= high + 1e-9
}

/// The cost of walking backward; `None` outside 20 to 94 m/min or 0 to 5 % grade.
pub fn backward(speed: Speed, grade: f64) -> Option<Cost> {
    let s = speed.mps() * 60.0;
    if !within(s, BACKWARD_SPEED) || !within(grade, BACKWARD_GRADE) {
        return None;
    }
    let vo2 = REST_VO2 + BACKWARD_PER_SPEED * s + BACKWARD_PER_CLIMB * s * grade;
    Some(Cost { vo2, low: vo2 * (1.0 - BACKWARD_UNSURE), high: vo2 * (1.0 + BACKWARD_UNSURE) })
}

/// The cost of walking forward by ACSM's equation; `None` outside 50 to 100 m/min or downhill.
pub fn forward(speed: Speed, grade: f64) -> Option<f64> {
    let s = speed.mps() * 60.0;
    (within(s, FORWARD_SPEED) && grade >= 0.0)
        .then_some(REST_VO2 + FORWARD_PER_SPEED * s + FORWARD_PER_CLIMB * s * grade)
}

/// Whether our number is shown at this age; beside it, show talk test and heart rate instead.
pub fn shown_at(age: f64) -> bool {
    within(age, AGES)
}

/// Why a walk has no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNumber {
    /// Nobody measured the speed.
    Speed,
    /// The walker's age is not known.
    Age,
    /// The equations are of healthy people, and not of this age or with this illness.
    People,
    /// The equations do not hold at this speed.
    Speeds,
}

/// What a healthy walker's backward part on flat ground cost, or why there is no number for it.
pub fn of_walk(speed: Option<Speed>, age: Option<f64>, healthy: bool) -> Result<Cost, NoNumber> {
    let speed = speed.ok_or(NoNumber::Speed)?;
    if !shown_at(age.ok_or(NoNumber::Age)?) || !healthy {
        return Err(NoNumber::People);
    }
    backward(speed, 0.0).ok_or(NoNumber::Speeds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mps(speed: f64) -> Speed {
        Speed::from_mps(speed).unwrap()
    }

    #[test]
    fn the_table_of_the_sources_is_reproduced() {
        for (speed, back) in [(0.45, 2.4), (0.67, 3.1), (0.89, 3.9), (1.12, 4.6), (1.34, 5.3), (1.56, 6.0)] {
            let met = backward(mps(speed), 0.0).unwrap().met().0;
            assert!((met - back).abs() <= 0.05, "{speed}: {met}");
        }
        for (speed, ahead) in [(0.89, 2.5), (1.12, 2.9), (1.34, 3.3), (1.56, 3.7)] {
            let met = forward(mps(speed), 0.0).unwrap() / 3.5;
            assert!((met - ahead).abs() <= 0.05, "{speed}: {met}");
        }
    }

    #[test]
    fn both_anchors_of_the_compendium_lie_on_the_line() {
        // 3.5 mph is 93.9 m/min: 6.0 MET level, 8.0 MET at 5 %; forward 4.3 MET, 1.40 times less.
        let speed = Speed::from_mph(3.5).unwrap();
        assert!((backward(speed, 0.0).unwrap().met().0 - 6.0).abs() < 0.03);
        assert!((backward(speed, 0.05).unwrap().met().0 - 8.0).abs() < 0.03);
        assert!((6.0_f64 / 4.3 - 1.40).abs() < 0.005);
    }

    #[test]
    fn against_forward_it_costs_what_the_hills_of_hooper_suggest() {
        // Outside our own range, so the bare equation: NRG-14.
        let s = 80.4;
        for (grade, ratio) in [(0.05, 1.30), (0.075, 1.23), (0.10, 1.17)] {
            let back = REST_VO2 + BACKWARD_PER_SPEED * s + BACKWARD_PER_CLIMB * s * grade;
            let ahead = REST_VO2 + FORWARD_PER_SPEED * s + FORWARD_PER_CLIMB * s * grade;
            assert!((back / ahead - ratio).abs() < 0.01, "{grade}: {}", back / ahead);
        }
    }

    #[test]
    fn outside_where_the_equations_hold_there_is_no_number() {
        assert!(backward(mps(20.0 / 60.0), 0.0).is_some() && backward(mps(94.0 / 60.0), 0.05).is_some());
        assert!(backward(mps(19.9 / 60.0), 0.0).is_none() && backward(mps(94.1 / 60.0), 0.0).is_none());
        assert!(backward(mps(1.0), 0.051).is_none() && backward(mps(1.0), -0.01).is_none());
        assert!(forward(mps(50.0 / 60.0), 0.0).is_some() && forward(mps(100.0 / 60.0), 0.1).is_some());
        assert!(forward(mps(49.0 / 60.0), 0.0).is_none() && forward(mps(101.0 / 60.0), 0.0).is_none());
        assert!(forward(mps(1.0), -0.01).is_none());
        assert!(shown_at(19.0) && shown_at(59.0) && !shown_at(70.0) && !shown_at(18.0));
    }

    #[test]
    fn a_walk_has_a_number_only_for_the_healthy_at_ages_and_speeds_where_the_equations_hold() {
        let speed = Some(mps(0.67));
        assert_eq!(of_walk(speed, Some(40.0), true), Ok(backward(mps(0.67), 0.0).unwrap()));
        assert_eq!(of_walk(None, Some(40.0), true), Err(NoNumber::Speed));
        assert_eq!(of_walk(speed, None, true), Err(NoNumber::Age));
        assert_eq!(of_walk(speed, Some(70.0), true), Err(NoNumber::People));
        assert_eq!(of_walk(speed, Some(40.0), false), Err(NoNumber::People));
        assert_eq!(of_walk(Some(mps(0.3)), Some(40.0), true), Err(NoNumber::Speeds));
    }

    #[test]
    fn a_walk_s_energy_has_its_range() {
        // 1 m/s: 3.5 + 0.187·60 = 14.72 ml/kg/min; 70 kg, 10 min: 14.72·0.07·5·10 = 51.5 kcal.
        let mass = Mass::from_kg(70.0).unwrap();
        let cost = backward(mps(1.0), 0.0).unwrap();
        let (middle, low, high) = cost.energy(mass, Duration::from_mins(10)).unwrap();
        assert!((middle.kcal() - 51.52).abs() < 0.01);
        assert!((low.kcal() - 0.75 * 51.52).abs() < 0.01 && (high.kcal() - 1.25 * 51.52).abs() < 0.01);
    }
}
