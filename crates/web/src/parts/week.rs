//! Days with the letters of what was walked on them, as on the paper beside the refrigerator.

use crate::platform::clock;
use crate::text::{t, tm};
use coach::report::progress::CalendarDay;
use draw::prelude::*;
use units::Day;

/// The days in rows of seven; a ring on those ahead that `planned` names.
pub(crate) fn days(days: &[CalendarDay], today: Day, planned: [bool; 7], language: &str) -> AnyView {
    let cells = days.iter().map(|day| {
        let ahead = day.day >= today && !day.forward && !day.backward;
        let ring = ahead && planned.get(usize::from(day.day.weekday())).copied().unwrap_or(false);
        let what = t(match (day.forward, day.backward, ring) {
            (true, true, _) => "app-today-week-both",
            (true, false, _) => "app-today-week-forward",
            (false, true, _) => "app-today-week-backward",
            (false, false, true) => "app-today-week-planned",
            (false, false, false) => "app-today-week-none",
        });
        let written = day.day.to_string();
        let long = clock::written_day(&written, language);
        let whole = tm("app-today-week-day", &[("day", long.into()), ("what", what.into())]);
        let head =
            if days.len() > 7 { day.day.date().2.to_string() } else { clock::weekday(&written, language) };
        view! {
            <li class:today=day.day == today>
                <span class="visually-hidden">{whole}</span>
                <span aria-hidden="true">
                    {head}
                    {day.forward.then(|| view! { <b class="f">{t("app-letter-forward")}</b> })}
                    {day.backward.then(|| view! { <b class="b">{t("app-letter-backward")}</b> })}
                    {ring.then(|| view! { <b>"○"</b> })}
                </span>
            </li>
        }
    });
    view! { <ul class="week">{cells.collect_view()}</ul> }.into_any()
}
