//! Where the equations hold, with sources (ids of EVIDENCE.md). Outside, nothing is shown.

/// Oxygen at rest, ml/kg/min: one MET. NRG-12.
pub const REST_VO2: f64 = 3.5;
/// Backward: ml/kg/min for each metre a minute. NRG-13, a line through NRG-01.
pub const BACKWARD_PER_SPEED: f64 = 0.187;
/// Backward: ml/kg/min for each metre a minute times grade. NRG-13, through NRG-02.
pub const BACKWARD_PER_CLIMB: f64 = 1.49;
/// Backward: slowest and fastest metres a minute. NRG-13.
pub const BACKWARD_SPEED: (f64, f64) = (20.0, 94.0);
/// Backward: least and steepest grade. NRG-13.
pub const BACKWARD_GRADE: (f64, f64) = (0.0, 0.05);
/// Backward: the true value may lie this share above or below. NRG-13.
pub const BACKWARD_UNSURE: f64 = 0.25;
/// Forward: ml/kg/min for each metre a minute. NRG-12.
pub const FORWARD_PER_SPEED: f64 = 0.1;
/// Forward: ml/kg/min for each metre a minute times grade. NRG-12.
pub const FORWARD_PER_CLIMB: f64 = 1.8;
/// Forward: slowest and fastest metres a minute. NRG-12.
pub const FORWARD_SPEED: (f64, f64) = (50.0, 100.0);
/// Ages of healthy people at which our cost is shown; older or ill people go by talk test and heart rate. NRG-04 (tables for 19 to
/// 59, not checked for these values); those measured were 18 to 35 (NRG-07 to NRG-09).
pub const AGES: (f64, f64) = (19.0, 59.0);
/// Kilocalories for a litre of oxygen. Textbook value; design.
pub const KCAL_PER_LITRE: f64 = 5.0;
/// Moderate effort, share of the highest heart rate. SAFE-06.
pub const MODERATE_HEART_RATE: (f64, f64) = (0.64, 0.76);
/// Highest heart rates a minute that a test may have found; beside it is a slip of the finger. Design.
pub const HIGHEST_HEART_BPM: (f64, f64) = (80.0, 230.0);
/// Weights anybody may have, kg; beside it is a slip of the finger. Design.
pub const WEIGHTS_KG: (f64, f64) = (25.0, 300.0);
