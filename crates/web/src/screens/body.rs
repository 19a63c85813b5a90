//! The body: which muscles walking backward works, and what a walk cost.

use crate::parts::figure;
use crate::route::Route;
use crate::safety;
use crate::state::App;
use crate::text::{self, t};
use draw::prelude::*;
use formats::walk_record::WalkRecord;
use units::Mass;
use voice::words::Walker;
use walk::coach_record;

/// The drawn body with its table, and how much that is worth.
pub(crate) fn drawn() -> AnyView {
    view! {
        {figure::open(text::with(voice::words::Words::body_chart))}
        <p>{t("muscle-note")}</p>
        <p class="small"><a href=Route::Card("sources".to_owned()).link()>{t("learn-sources-title")}</a></p>
    }
    .into_any()
}

/// What a walk cost, with its range, or why there is no number; and what it worked.
pub(crate) fn of_walk(app: App, record: &WalkRecord) -> Option<AnyView> {
    let walked = coach_record::walked(record).filter(|walked| walked.backward_s > 0.0)?;
    let walker = app.settings.with_untracked(|settings| {
        let answers = settings.answers.as_ref().map(safety::answers);
        Walker {
            age: answers.as_ref().and_then(|answers| answers.number("age")),
            mass: Mass::from_kg(settings.weight_kg).filter(|mass| mass.kg() > 0.0),
            ill: answers.is_some_and(|answers| answers.ill()),
        }
    });
    let talk = record.feeling.as_ref().and_then(|feeling| feeling.talk);
    let said = text::with(|words| words.cost_of(&walked, talk, walker));
    Some(
        view! {
            <h2>{t("learn-body-title")}</h2>
            {said.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
            <details><summary>{t("learn-body-title")}</summary>{drawn()}</details>
        }
        .into_any(),
    )
}
