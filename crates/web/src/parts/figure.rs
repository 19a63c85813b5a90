//! A picture from `coach::report`, and the table that says the same.

use crate::text::t;
use coach::report::charts::Chart;
use draw::prelude::*;

/// The table behind a tap.
pub(crate) fn folded(chart: Chart) -> AnyView {
    let table = view! { <details><summary>{t("progress-table")}</summary><div class="scroll" inner_html=chart.table></div></details> };
    view! { <h3>{chart.title}</h3>{figure(chart.svg, table.into_any())} }.into_any()
}

/// The table below.
pub(crate) fn open(chart: Chart) -> AnyView {
    figure(chart.svg, view! { <div class="scroll" inner_html=chart.table></div> }.into_any())
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
