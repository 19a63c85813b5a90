//! A picture from `coach::report`, and the table that says the same.

use crate::settings::TextSize;
use crate::state::app;
use crate::text::t;
use coach::report::charts::Chart;
use draw::prelude::*;

/// The table behind a tap.
pub(crate) fn folded(chart: Chart) -> AnyView {
    let title = chart.title.clone();
    // What is not there yet is a sentence in the reader's letters and no picture.
    if chart.table.starts_with("<p>") {
        return view! { <h2>{title}</h2><div inner_html=chart.table></div> }.into_any();
    }
    let table = view! { <details><summary>{t("progress-table")}</summary>{table(chart.title, chart.table)}</details> };
    view! { <h2>{title}</h2>{figure(chart.svg, table.into_any())} }.into_any()
}

/// The table below.
pub(crate) fn open(chart: Chart) -> AnyView {
    figure(chart.svg, table(chart.title, chart.table))
}

/// Wider than the screen it is scrolled, by keys too.
fn table(title: String, table: String) -> AnyView {
    view! { <div class="scroll" tabindex="0" role="region" aria-label=title inner_html=table></div> }
        .into_any()
}

fn figure(svg: String, table: AnyView) -> AnyView {
    // With large letters it is wider than the screen, and scrolled like the table.
    let wide = app().settings.with_untracked(|settings| settings.text != TextSize::Normal);
    view! {
        <figure class="chart">
            <div inner_html=svg tabindex=wide.then_some("0")></div>
            {table}
        </figure>
    }
    .into_any()
}
