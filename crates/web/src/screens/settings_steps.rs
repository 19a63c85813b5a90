//! How long the walker's own steps are, since when that is known, and forgetting it; and how tall the walker is.

use super::settings::{Written, may_be_told};
use crate::settings::{OwnStep, Settings};
use crate::state::app;
use crate::text::{self, decimal, t, tw};
use draw::prelude::*;
use gait::step_length::HEIGHTS_M;
use units::Day;

/// Where one way's step is kept.
type Kept = fn(&mut Settings) -> &mut OwnStep;

/// The section.
pub(crate) fn own_steps(us: Memo<bool>) -> AnyView {
    let app = app();
    let ways: [(&str, Kept); 2] = [
        ("app-settings-own-forward", |settings| &mut settings.own_forward),
        ("app-settings-own-backward", |settings| &mut settings.own_backward),
    ];
    let known = move || {
        let mut settings = app.settings.get();
        let us = us.get();
        let lines = ways.map(|(id, of)| {
            let OwnStep { length_m, day } = of(&mut settings).clone();
            let day = Day::parse(&day).filter(|_| length_m > 0.0)?;
            let length = if us {
                format!("{} in", (length_m / 0.0254).round())
            } else {
                format!("{} cm", (length_m * 100.0).round())
            };
            let day = text::with(|words| words.day(day));
            let forget = move |_| app.choose(|settings| *of(settings) = OwnStep::default());
            Some(view! {
                <p>{tw(id, &[("length", length.as_str()), ("day", day.as_str())])}</p>
                <button class="button plain" on:click=forget>{t("app-settings-own-forget")}</button>
            })
        });
        let none = lines.iter().all(Option::is_none);
        view! {
            {lines.into_iter().flatten().collect_view()}
            {none.then(|| view! { <p class="soft">{t("app-settings-own-none")}</p> })}
        }
        .into_any()
    };
    view! {
        <section id="own-steps"><h2>{t("app-settings-own")}</h2>{known}{move || height(us.get())}</section>
    }
    .into_any()
}

/// How tall the walker is, from which the length of steps is guessed.
fn height(us: bool) -> AnyView {
    let app = app();
    let (label, unit_cm, written): (_, _, Written) = if us {
        ("app-settings-height-ft", 2.54, (inches, feet))
    } else {
        ("app-settings-height-cm", 1.0, (units::number, decimal))
    };
    let shown = |meters: f64| (meters * 100.0 / unit_cm).round();
    may_be_told(
        "height",
        label,
        (shown(*HEIGHTS_M.start()), shown(*HEIGHTS_M.end())),
        written,
        shown(app.settings.with_untracked(|settings| settings.height_m)),
        move |number| app.choose(|settings| settings.height_m = (number * unit_cm).round() / 100.0),
    )
}

/// The inches in feet and inches, however they are parted: `5 7`, `5' 7"`, `5.7`. Too many feet alone are inches.
fn inches(text: &str) -> Option<f64> {
    let (mut numbers, mut count, mut within) = ([0.0; 2], 0, false);
    for byte in text.bytes() {
        count += usize::from(byte.is_ascii_digit() && !within);
        within = byte.is_ascii_digit();
        if within {
            let number = numbers.get_mut(count - 1)?;
            *number = *number * 10.0 + f64::from(byte - b'0');
        }
    }
    match *numbers.get(..count)? {
        [inches] if inches > 8.0 => Some(inches),
        [feet] => Some(12.0 * feet),
        [feet, inches] if inches < 12.0 => Some(12.0 * feet + inches),
        _ => None,
    }
}

/// Whole inches as feet and inches.
fn feet(inches: f64) -> String {
    let feet = (inches / 12.0).floor();
    format!("{feet}' {}\"", inches - 12.0 * feet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feet_and_inches_are_read_as_people_write_them_and_no_others() {
        for (text, read) in [
            ("5 7", Some(67.0)),
            ("5' 7\"", Some(67.0)),
            (" 5 ft 11 in ", Some(71.0)),
            ("5.11", Some(71.0)),
            ("6", Some(72.0)),
            ("67", Some(67.0)),
            ("0", Some(0.0)),
            ("5 12", None),
            ("5 7 1", None),
            ("tall", None),
        ] {
            assert_eq!(inches(text), read, "{text}");
        }
        assert_eq!((feet(67.0), feet(72.0)), ("5' 7\"".to_owned(), "6' 0\"".to_owned()));
    }
}
