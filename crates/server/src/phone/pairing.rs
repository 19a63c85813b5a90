//! Explains to a phone how to trust this machine, and hands over the key.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use records::private;
use serde::Deserialize;
use uuid::Uuid;

use crate::guard::{paired, same_secret};
use crate::reply::Refusal;

/// The key of `folder`: 122 random bits, made once. Delete the file to send every phone away.
pub(crate) fn key(folder: &Path) -> Result<String> {
    let file = folder.join("phone.key");
    if let Ok(key) = fs::read_to_string(&file)
        && Uuid::parse_str(key.trim()).is_ok()
    {
        return Ok(key.trim().to_owned());
    }
    let key = Uuid::new_v4().simple().to_string();
    write_secret(&file, &key)?;
    Ok(key)
}

/// Writes a file that only its owner can read.
pub(crate) fn write_secret(file: &Path, text: &str) -> Result<()> {
    let open = private::file().create(true).truncate(true).open(file);
    open.and_then(|mut open| open.write_all(text.as_bytes()))
        .with_context(|| format!("could not write {}", file.display()))
}

#[derive(Deserialize)]
struct Shown {
    key: String,
}

/// `/pair?key=` on the secure side: a right key becomes a cookie that only this site gets back.
pub(crate) fn key_route(key: Arc<str>) -> Router {
    Router::new().route("/pair", get(pair)).with_state(key)
}

async fn pair(State(key): State<Arc<str>>, shown: Result<Query<Shown>, QueryRejection>) -> Response {
    if !shown.is_ok_and(|shown| same_secret(&shown.key, &key)) {
        let message = "This code is an old one: scan the code in the window where retrowalk runs.";
        return Refusal::new(StatusCode::UNAUTHORIZED, "wrong-key", message).into_response();
    }
    let mut headers = HeaderMap::new();
    paired(&mut headers, &key);
    (headers, Redirect::to("/")).into_response()
}

/// The unencrypted side: how to trust this machine. Nothing secret is here.
pub(crate) fn pages(address: &str, fingerprint: &str, authority: &[u8]) -> Router {
    let page =
        include_str!("pairing.html").replace("{{FINGERPRINT}}", fingerprint).replace("{{ADDRESS}}", address);
    let script = include_str!("pairing.js").replace("{{ADDRESS}}", address);
    let file = |kind: &'static str, body: Vec<u8>| {
        let headers = [
            (header::CONTENT_TYPE, kind),
            (
                header::CONTENT_SECURITY_POLICY,
                "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'",
            ),
            (header::CACHE_CONTROL, "no-store"),
            (header::REFERRER_POLICY, "no-referrer"),
        ];
        get(move || async move { (headers, body) })
    };
    Router::new()
        .route("/", file("text/html; charset=utf-8", page.into_bytes()))
        .route("/pairing.js", file("text/javascript; charset=utf-8", script.into_bytes()))
        .route("/ca.crt", file("application/x-x509-ca-cert", authority.to_vec()))
}
