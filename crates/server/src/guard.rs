//! Lets in who may come in, and sets the security headers on everything that goes out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::api::LARGEST_WALK;
use crate::reply::Refusal;

/// Who may come in by one door.
#[derive(Debug, Clone)]
pub(crate) enum Door {
    /// This machine's own browser, and whatever other account or program of it asks: nobody is told from another. The names
    /// it may use; a page elsewhere that points its own name here is refused.
    Local(Arc<[String]>),
    /// Whoever the operator's own proxy or network lets through.
    Open,
    /// Phones on the same network that were shown the key.
    Paired(Arc<str>),
}

/// The cookie that says a phone was shown the key.
const COOKIE: &str = "retrowalk-phone";

/// A phone that was shown the key gives it back for a year; each time it looks for its server the year begins anew.
pub(crate) fn paired(headers: &mut HeaderMap, key: &str) {
    let cookie = format!("{COOKIE}={key}; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Strict");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.insert(header::SET_COOKIE, cookie);
    }
}

/// Only the app's own code runs, nothing is loaded from elsewhere, nobody puts the app in a frame. The one inline style is that
/// of the page to print, which inherits this policy.
const CONTENT_SECURITY_POLICY: &str = concat!(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' '",
    env!("PRINTED_STYLE"),
    "'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
);

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(self), gyroscope=(self), screen-wake-lock=(self), bluetooth=(self), geolocation=(self), \
         camera=(), microphone=(), payment=()",
    ),
];

/// Asks every request at the door.
pub(crate) async fn guard(State(door): State<Door>, request: Request, next: Next) -> Response {
    let looks = request.uri().path() == "/api/health";
    // No browser speaks HTTP/1.0; nginx long spoke it to whoever stood behind it, and says nothing else of itself.
    let old = request.version() < Version::HTTP_11 && matches!(door, Door::Local(_));
    let refused = old.then(behind_a_proxy).or_else(|| refusal(&door, request.uri(), request.headers()));
    let mut response = match refused {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    let answered = response.status().is_success();
    let headers = response.headers_mut();
    if let (Door::Paired(key), true) = (&door, looks && answered) {
        paired(headers, key);
    }
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn refusal(door: &Door, uri: &Uri, headers: &HeaderMap) -> Option<Refusal> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    // Refused by what it says of itself, before any of it is read.
    if text(header::CONTENT_LENGTH)
        .and_then(|length| length.parse().ok())
        .is_some_and(|length: usize| length > LARGEST_WALK)
    {
        return Some(Refusal::too_large());
    }
    // Who asks as one asks a proxy says the host in the address, everybody else in a header.
    let host = uri.authority().map(Authority::as_str).or_else(|| text(header::HOST));
    if let (Door::Local(names), Some(host)) = (door, host) {
        let name = host
            .rsplit_once(':')
            .filter(|(_, port)| port.parse::<u16>().is_ok())
            .map_or(host, |(name, _)| name);
        if !names.iter().any(|known| known == name) {
            let message = format!("This retrowalk answers on this machine only, not as {name}.");
            return Some(Refusal::new(StatusCode::MISDIRECTED_REQUEST, "wrong-name", message));
        }
    }
    let forwarded = headers
        .keys()
        .map(HeaderName::as_str)
        .any(|name| ["forwarded", "via", "x-real-ip"].contains(&name) || name.starts_with("x-forwarded-"));
    if forwarded && matches!(door, Door::Local(_)) {
        return Some(behind_a_proxy());
    }
    if let Some(origin) = text(header::ORIGIN) {
        let from_here = origin.split_once("://").is_some_and(|(_, origin)| Some(origin) == host);
        if !from_here {
            let message = "Another site's page may not ask for walks.";
            return Some(Refusal::new(StatusCode::FORBIDDEN, "another-site", message));
        }
    }
    if let Door::Paired(key) = door
        && uri.path().starts_with("/api/")
        && !text(header::COOKIE).is_some_and(|cookies| has_key(cookies, key))
    {
        let message = "This phone is not paired yet: scan the code in the window where retrowalk runs.";
        return Some(Refusal::new(StatusCode::UNAUTHORIZED, "not-paired", message));
    }
    None
}

fn behind_a_proxy() -> Refusal {
    let message = "A proxy opened this machine's own door to everybody. Give phones a certificate with --tls-cert, or \
                   start with --host behind a proxy that asks who it is.";
    Refusal::new(StatusCode::MISDIRECTED_REQUEST, "behind-a-proxy", message)
}

fn has_key(cookies: &str, key: &str) -> bool {
    cookies
        .split(';')
        .filter_map(|cookie| cookie.trim().split_once('='))
        .any(|(name, value)| name == COOKIE && same_secret(value, key))
}

/// Compares in the same time whatever differs.
pub(crate) fn same_secret(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.bytes().zip(other.bytes()).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(door: &Door, path: &'static str, sent: &[(&'static str, &'static str)]) -> Option<u16> {
        let headers = sent.iter().map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v)));
        let refused = refusal(door, &Uri::from_static(path), &headers.collect());
        refused.map(|refusal| refusal.into_response().status().as_u16())
    }

    #[test]
    fn the_door_lets_in_its_own_and_nobody_else() {
        let phone = Door::Paired("k3y".into());
        for cookie in ["retrowalk-phone=k3z", "retrowalk-phone=", "other=k3y", "retrowalk-phone=k3y9"] {
            assert_eq!(code(&phone, "/api/walks", &[("cookie", cookie)]), Some(401), "{cookie}");
        }
        assert_eq!(code(&phone, "/api/walks", &[("cookie", "a=b; retrowalk-phone=k3y")]), None);
        let local = Door::Local(Arc::new(["localhost".to_owned()]));
        let host = ("host", "localhost:1");
        assert_eq!(code(&local, "/api/walks", &[host, ("origin", "http://localhost:1")]), None);
        for by in ["forwarded", "via", "x-forwarded-for"] {
            assert_eq!(code(&local, "/api/walks", &[host, (by, "x")]), Some(421), "{by}");
        }
        for origin in ["http://localhost:2", "null", "http://localhost:1.evil"] {
            assert_eq!(code(&local, "/api/walks", &[host, ("origin", origin)]), Some(403), "{origin}");
        }
    }

    #[test]
    fn the_key_of_a_phone_is_told_to_this_server_alone_and_to_no_page() {
        let mut headers = HeaderMap::new();
        paired(&mut headers, "k3y");
        let cookie = "retrowalk-phone=k3y; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Strict";
        assert_eq!(headers[header::SET_COOKIE], cookie);
    }
}
