//! What is answered under `/api/`.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, delete, get, post, put};
use axum::{Json, Router};
use records::{Document, Exported, Store, Stored};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use formats::walk_record::WalkRecord;

use crate::reply::Refusal;

/// No walk is longer: a two-hour walk with every step in its log is under one megabyte.
pub(crate) const LARGEST_WALK: usize = 8 << 20;

type Answer<T> = Result<T, Refusal>;
type AskedId = Result<Path<Uuid>, PathRejection>;

/// No request takes longer: neither a database that stalls nor a phone that leaves in the middle of a walk is waited for
/// without end. Eight megabytes come in that time by a network of one megabit a second.
const LONGEST_REQUEST: Duration = Duration::from_secs(75);

pub(crate) fn routes(store: Store) -> Router {
    Router::new()
        .nest("/coach", shelf().with_state(store.of_coach()))
        .nest("/walks", shelf())
        .route("/health", get(health))
        .route("/everything", delete(delete_everything))
        .route("/export", get(export))
        .fallback(any(nothing_here))
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(LARGEST_WALK))
        .layer(middleware::from_fn(in_time))
        .with_state(store)
}

async fn in_time(request: Request, next: Next) -> Response {
    let answered = tokio::time::timeout(LONGEST_REQUEST, next.run(request)).await;
    answered.unwrap_or_else(|_| Refusal::try_again().into_response())
}

/// Walks, or what the coach keeps beside them: the same to keep, delete and restore.
fn shelf() -> Router<Store> {
    Router::new().route("/{id}", put(keep).delete(delete_walk)).route("/{id}/restore", post(restore))
}

/// `place` names the database: a phone that meets another one sends again what it has.
async fn health(State(store): State<Store>) -> Answer<Json<Value>> {
    let (version, place) = (env!("CARGO_PKG_VERSION"), store.id().await?);
    Ok(Json(json!({ "status": "ok", "program": "retrowalk", "version": version, "place": place })))
}

async fn keep(
    State(store): State<Store>,
    id: AskedId,
    body: Result<Bytes, BytesRejection>,
) -> Answer<(StatusCode, Json<Value>)> {
    let id = read_id(id)?;
    let body = body.map_err(|rejection| {
        let status = rejection.status();
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            return Refusal::too_large();
        }
        Refusal::new(status, "cut-off", "The walk did not arrive whole. Send it again.")
    })?;
    let not_a_walk = |why: String| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "not-a-walk", why);
    let text = std::str::from_utf8(&body).map_err(|_| not_a_walk("A walk is JSON in UTF-8.".to_owned()))?;
    let walk = Document::read(text).map_err(|error| not_a_walk(error.to_string()))?;
    // What another version wrote is kept as it stands; what reads as a walk here must be one that can be.
    if let Some(problem) = serde_json::from_str::<WalkRecord>(text).ok().and_then(|walk| walk.problem()) {
        return Err(not_a_walk(format!("This walk is not kept: {problem}.")));
    }
    if walk.id != id {
        return Err(not_a_walk(format!(
            "The address names walk {id}, the record inside is walk {}.",
            walk.id
        )));
    }
    let (status, word) = match store.put(&walk).await? {
        Stored::New => (StatusCode::CREATED, "new"),
        Stored::Replaced => (StatusCode::OK, "replaced"),
        Stored::AlreadyThere => (StatusCode::OK, "already-there"),
        Stored::Deleted => (StatusCode::OK, "deleted"),
    };
    Ok((status, Json(json!({ "id": id, "stored": word }))))
}

async fn delete_walk(State(store): State<Store>, id: AskedId) -> Answer<StatusCode> {
    if store.delete(read_id(id)?).await? { Ok(StatusCode::NO_CONTENT) } else { Err(Refusal::no_such_walk()) }
}

async fn restore(State(store): State<Store>, id: AskedId) -> Answer<StatusCode> {
    if store.restore(read_id(id)?).await? { Ok(StatusCode::NO_CONTENT) } else { Err(Refusal::no_such_walk()) }
}

/// A phone that had no network says how long ago it was wished, by its own clock: what others have kept since then stays.
#[derive(Deserialize)]
struct Wished {
    #[serde(default)]
    wished_s_ago: u64,
}

async fn delete_everything(
    State(store): State<Store>,
    wished: Result<Query<Wished>, QueryRejection>,
) -> Answer<Json<Value>> {
    let Query(wished) = wished.map_err(|_| {
        let message = "What stands after the ? in this address is not understood.";
        Refusal::new(StatusCode::BAD_REQUEST, "not-understood", message)
    })?;
    let ago = Duration::from_secs(wished.wished_s_ago);
    Ok(Json(json!({ "walks": store.delete_everything(ago).await? })))
}

/// Everything that is kept, deleted walks too: what a person may take elsewhere.
async fn export(State(store): State<Store>) -> Answer<Json<Exported>> {
    let exported = store.export().await?;
    exported.left_out.iter().for_each(|left_out| eprintln!("retrowalk: {left_out}"));
    Ok(Json(exported))
}

async fn nothing_here() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "no-such-address", "There is nothing at this address.")
}

async fn wrong_method() -> Refusal {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "This address does not take that method.")
}

fn read_id(id: AskedId) -> Answer<Uuid> {
    let Path(id) =
        id.map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "not-an-id", "A walk's id is a UUID."))?;
    Ok(id)
}
