//! Bars of minutes forward and backward, one pair a week, as a picture with a table behind it.

use crate::platform::clock;
use crate::state::app;
use crate::text::{t, tn};
use leptos::prelude::*;

/// The minutes of one week.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Week {
    /// Its Monday, `YYYY-MM-DD`.
    pub(crate) monday: String,
    pub(crate) forward: f64,
    pub(crate) backward: f64,
}

const HEIGHT: f64 = 150.0;
const STEP: f64 = 52.0;

/// The picture and the table, oldest week first.
pub(crate) fn bars(weeks: &[Week]) -> AnyView {
    let most = weeks.iter().map(|week| week.forward.max(week.backward)).fold(1.0, f64::max);
    let width = STEP * f64::from(u32::try_from(weeks.len()).unwrap_or(1)) + 8.0;
    let picture = weeks
        .iter()
        .zip(0_u32..)
        .map(|(week, place)| {
            let left = 8.0 + STEP * f64::from(place);
            let bar = |minutes: f64, x: f64, class: &'static str| {
                let height = minutes / most * HEIGHT;
                view! {
                    <rect class=class x=x y=28.0 + HEIGHT - height width="20" height=height/>
                    {(minutes >= 0.5).then(|| view! {
                        <text x=x + 10.0 y=22.0 + HEIGHT - height text-anchor="middle">{format!("{minutes:.0}")}</text>
                    })}
                }
            };
            let day = week.monday.get(5..).unwrap_or_default().replace('-', "/");
            view! {
                {bar(week.forward, left, "f")}
                {bar(week.backward, left + 22.0, "b")}
                <text x=left + 21.0 y=28.0 + HEIGHT + 20.0 text-anchor="middle">{day}</text>
            }
        })
        .collect_view();
    let count = u32::try_from(weeks.len()).unwrap_or_default();
    let about = tn("app-progress-weeks-description", &[("weeks", f64::from(count))]);
    view! {
        <p>
            <span class="way forward">"↑ " {t("app-progress-forward")}</span> " "
            <span class="way backward">"↓ " {t("app-progress-backward")}</span>
        </p>
        <svg class="bars" role="img" aria-label=about viewBox=format!("0 0 {width} {}", HEIGHT + 58.0)>
            <line x1="0" x2=width y1=28.0 + HEIGHT y2=28.0 + HEIGHT></line>
            {picture}
        </svg>
        <details>
            <summary>{t("app-progress-table")}</summary>
            {table(weeks)}
        </details>
    }
    .into_any()
}

fn table(weeks: &[Week]) -> AnyView {
    let language = app().settings.get_untracked().language;
    let rows = weeks
        .iter()
        .rev()
        .map(|week| {
            view! {
                <tr>
                    <th scope="row">{clock::written_day(&week.monday, &language)}</th>
                    <td class="n">{format!("{:.0}", week.forward)}</td>
                    <td class="n">{format!("{:.0}", week.backward)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table>
            <thead><tr>
                <th scope="col">{t("app-progress-week-of")}</th>
                <th scope="col" class="n">{t("app-progress-forward")}</th>
                <th scope="col" class="n">{t("app-progress-backward")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
