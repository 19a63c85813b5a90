//! What one walk says: clean, hold, step back, or stop.

use super::limits::{
    BACK_PAIN, BACK_STUMBLES, CLEAN_EFFORT, CLEAN_PAIN, CLEAN_PERCENT, HOLD_EFFORT, MORNING_CLEAN,
    MORNING_HOLD,
};
use super::records::{StopSign, Walk};
use super::why::Why;

/// What a walk says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It counts toward the next level.
    Clean,
    /// Nothing speaks against it, and it does not count: it was shorter by choice, or not told about.
    Neither(Why),
    /// Walk the same again.
    Hold(Why),
    /// One level down.
    Back(Why),
    /// Locked until screened again.
    Stop(StopSign),
}

/// Judges a walk, with next morning's pain if it was told; `dose_s` is the whole dose of the walker's level. The gravest
/// sign decides.
pub fn judge(walk: &Walk, morning: Option<u8>, usual_pain: u8, dose_s: u32) -> Verdict {
    let told = &walk.told;
    let pain = told.pain.unwrap_or(0);
    let effort = told.effort.unwrap_or(0);
    let morning_rise = morning.unwrap_or(0).saturating_sub(usual_pain);
    let percent = |of: u32| u64::from(walk.done_s) * 100 >= u64::from(of) * u64::from(CLEAN_PERCENT);
    if let Some(sign) = told.stop {
        return Verdict::Stop(sign);
    }
    if told.dizzy {
        return Verdict::Back(Why::BackDizzy);
    }
    if told.stumbles >= BACK_STUMBLES {
        return Verdict::Back(Why::BackStumbles);
    }
    if pain >= BACK_PAIN {
        return Verdict::Back(Why::BackPain);
    }
    if morning_rise > MORNING_HOLD {
        return Verdict::Back(Why::BackMorning);
    }
    if effort > HOLD_EFFORT {
        return Verdict::Back(Why::BackEffort);
    }
    if told.stumbles > 0 {
        return Verdict::Hold(Why::HoldStumble);
    }
    if pain > CLEAN_PAIN {
        return Verdict::Hold(Why::HoldPain);
    }
    if morning_rise > MORNING_CLEAN {
        return Verdict::Hold(Why::HoldMorning);
    }
    if told.full_sentences == Some(false) {
        return Verdict::Hold(Why::HoldBreath);
    }
    if effort > CLEAN_EFFORT {
        return Verdict::Hold(Why::HoldEffort);
    }
    if !percent(walk.planned_s) {
        return Verdict::Hold(Why::HoldUnfinished);
    }
    // Pain that was felt has to be asked about next morning before the walk counts.
    if told.effort.is_none() || told.pain.is_none() || (pain > 0 && morning.is_none()) {
        return Verdict::Neither(Why::NotTold);
    }
    if !percent(dose_s) {
        return Verdict::Neither(Why::Shorter);
    }
    Verdict::Clean
}
