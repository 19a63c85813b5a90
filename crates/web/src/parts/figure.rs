//! A picture from `coach::report`, and the table that says the same.

use crate::text::t;
use coach::report::charts::Chart;
use draw::prelude::*;

/// The table behind a tap.
pub(crate) fn folded(chart: Chart) -> AnyView {
    let title = chart.title.clone();
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
    view! {
        <figure class="chart">
            <div inner_html=svg></div>
            {table}
        </figure>
    }
    .into_any()
}
