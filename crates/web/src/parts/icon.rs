//! Plain drawings. Each is decoration beside a word, so none is read out.

use draw::prelude::*;

fn drawing(path: &'static str) -> AnyView {
    view! {
        <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" fill="none" stroke="currentColor"
            stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">
            <path d=path/>
        </svg>
    }
    .into_any()
}

/// A picture as wide as the text: 200 by 80.
pub(crate) fn picture(path: &'static str) -> AnyView {
    view! {
        <svg class="drawing" viewBox="0 0 200 80" aria-hidden="true" fill="none" stroke="currentColor"
            stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round">
            <path d=path/>
        </svg>
    }
    .into_any()
}

pub(crate) fn stop() -> AnyView {
    drawing("M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7zM12 8v5M12 16.2v.3")
}

pub(crate) fn gear() -> AnyView {
    drawing(
        "M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1",
    )
}

pub(crate) fn today() -> AnyView {
    drawing("M4 6h16v14H4zM4 10.5h16M8.5 3v4M15.5 3v4M9 15l2.2 2.2L15.5 13")
}

pub(crate) fn walk() -> AnyView {
    drawing("M8 20V5M4.5 8.5L8 5l3.500 3.500M16 4v15M12.500 15.500L16 19l3.500-3.500")
}

pub(crate) fn progress() -> AnyView {
    drawing("M4 20h16M7 20v-6M12 20V9M17 20V5")
}

pub(crate) fn learn() -> AnyView {
    drawing(
        "M12 6.500C10 5 7 4.500 3.500 5v13.500C7 18 10 18.500 12 20c2-1.500 5-2 8.500-1.500V5C17 4.500 14 5 12 6.500zM12 6.500V20",
    )
}

pub(crate) fn up() -> AnyView {
    drawing("M12 21V4M5 11l7-7l7 7")
}

pub(crate) fn down() -> AnyView {
    drawing("M12 3v17M5 13l7 7l7-7")
}

pub(crate) fn round() -> AnyView {
    drawing("M5 12a7 7 0 1 1 2.500 5.400M4 19.500l3.500-2l-1-4")
}

pub(crate) fn still() -> AnyView {
    drawing("M8 5v14M16 5v14")
}

/// A face: 0 smiles, 1 is calm, 2 strains.
pub(crate) fn face(mood: usize) -> AnyView {
    let mouth = [
        "M7.500 13.500q4.500 5 9 0",
        "M8 15.500h8",
        "M7.500 16.500q4.500-4 9 0",
        "M8.500 17.500q3.500-6 7 0z",
    ];
    let head = "M12 2.500a9.500 9.500 0 1 0 0 19a9.500 9.500 0 1 0 0-19M8.700 9.500v.4M15.300 9.500v.4";
    view! {
        <svg viewBox="0 0 24 24" width="56" height="56" aria-hidden="true" fill="none" stroke="currentColor"
            stroke-width="1.8" stroke-linecap="round">
            <path d=head/>
            <path d=mouth.get(mood).copied().unwrap_or_default()/>
        </svg>
    }
    .into_any()
}

/// A body with a dot where the phone rides.
pub(crate) fn body(placement: &str) -> AnyView {
    let (x, y) = match placement {
        "front-pocket" => (18.0, 37.0),
        "back-pocket" => (26.0, 37.0),
        "lower-back" => (22.0, 31.0),
        "wrist" => (34.5, 36.0),
        "hand" => (36.0, 41.0),
        "upper-arm" => (32.5, 23.0),
        "chest" => (19.0, 21.0),
        "bag" => (10.0, 40.0),
        _ => (5.0, 30.0),
    };
    view! {
        <svg viewBox="0 0 44 64" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.500"
            stroke-linecap="round" stroke-linejoin="round">
            <path d="M22 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10M14 17h16v18H14zM14 18L8.500 38M30 18l6 20M17 35v26M27 35v26"/>
            <circle cx=x cy=y r="4.500" fill="#b00020" stroke="#ffffff" stroke-width="1.500"/>
        </svg>
    }
    .into_any()
}
