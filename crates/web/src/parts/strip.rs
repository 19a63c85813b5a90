//! The parts of a walk side by side, as wide as they are long, with a marker where the walker is.

use crate::text::t;
use coach::program::{Block, BlockKind};
use draw::prelude::*;

/// How a kind of block looks: with the two ways as a pair, and everything else standing apart.
pub(crate) const fn class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Forward | BlockKind::CoolDown => "forward",
        BlockKind::Backward => "backward",
        BlockKind::Prepare | BlockKind::Turn | BlockKind::Stand => "still",
    }
}

/// A kind's name on the screen.
pub(crate) fn name(kind: BlockKind) -> String {
    t(match kind {
        BlockKind::Prepare => "app-way-prepare",
        BlockKind::Forward => "app-way-forward",
        BlockKind::Turn => "app-way-turn",
        BlockKind::Backward => "app-way-backward",
        BlockKind::CoolDown => "app-way-cool-down",
        BlockKind::Stand => "app-way-stand",
    })
}

/// A kind's drawing; a cool-down has none: after intervals it is walked, elsewhere one stands.
pub(crate) fn drawing(kind: BlockKind) -> AnyView {
    use super::icon;
    match kind {
        BlockKind::Forward => icon::up(),
        BlockKind::Backward => icon::down(),
        BlockKind::CoolDown => ().into_any(),
        BlockKind::Turn => icon::round(),
        BlockKind::Prepare | BlockKind::Stand => icon::still(),
    }
}

/// The strip. `at` is the marker's place from 0 to 1, if there is one.
pub(crate) fn strip(blocks: &[Block], at: Option<Signal<f64>>) -> AnyView {
    let parts = blocks
        .iter()
        .map(|block| {
            let arrow = match block.kind {
                BlockKind::Forward => "↑",
                BlockKind::Backward => "↓",
                _ => "",
            };
            let grow = block.time.as_secs_f64().to_string();
            view! { <span class=class(block.kind) style:flex=format!("{grow} 1 0")>{arrow}</span> }
        })
        .collect_view();
    // A page that moves a little ten times a second is laid out and painted ten times a second: half a hundredth is two pixels.
    let marker = at.map(|at| {
        let halves = Memo::new(move || (at.get() * 200.0).round());
        view! { <span class="marker" style:left=move || format!("{}%", halves.get() / 2.0)></span> }
    });
    view! { <div class="strip" aria-hidden="true">{parts}{marker}</div> }.into_any()
}

/// Minutes and seconds as a clock shows them: `1:05`.
pub(crate) fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0).ceil();
    let minutes = (whole / 60.0).floor();
    format!("{minutes:.0}:{:02.0}", whole - 60.0 * minutes)
}
