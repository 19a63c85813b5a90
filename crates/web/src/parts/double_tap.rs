//! What has just taken another control's place is deaf to the second tap of a double tap on that one.

use crate::platform::clock;
use draw::prelude::*;
use walk::limits::DOUBLE_TAP;

/// When a control took its place, or was last tapped too early. Nothing that stops a walk or a belt has one.
#[derive(Clone, Copy)]
pub(crate) struct InPlace(StoredValue<f64>);

impl InPlace {
    /// It takes its place now.
    pub(crate) fn now() -> InPlace {
        InPlace(StoredValue::new(clock::steady_ms()))
    }

    /// It has stood there long enough.
    pub(crate) fn long_ago() -> InPlace {
        InPlace(StoredValue::new(f64::NEG_INFINITY))
    }

    /// It asks something else now.
    pub(crate) fn anew(self) {
        self.0.set_value(clock::steady_ms());
    }

    /// Whether a tap is meant for it. One that is not makes it wait anew, as a key that is held down would come through else.
    pub(crate) fn hears(self) -> bool {
        let here_ms = clock::steady_ms() - self.0.get_value();
        let early = (0.0..DOUBLE_TAP.as_secs_f64() * 1000.0).contains(&here_ms);
        if early {
            self.anew();
        }
        !early
    }
}
