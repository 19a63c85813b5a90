//! The web app's files, embedded when the program was built or read from a folder while somebody works on it.

use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// One embedded file.
struct Asset {
    path: &'static str,
    tag: &'static str,
    plain: &'static [u8],
    gzip: Option<&'static [u8]>,
    brotli: Option<&'static [u8]>,
}

/// Where the app's files come from.
#[derive(Debug, Clone, Default)]
pub enum Pages {
    /// From inside the program.
    #[default]
    Embedded,
    /// From a folder, read anew at each request.
    Folder(PathBuf),
}

/// Whether this program was built with the app inside.
pub fn app_is_embedded() -> bool {
    ASSETS.iter().any(|asset| asset.path == "index.html")
}

/// Writes every embedded file under `folder`, ready for any HTTPS host; says how many.
pub fn export(folder: &Path) -> Result<usize> {
    for asset in ASSETS {
        let file = folder.join(asset.path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)
                .with_context(|| format!("could not make the folder {}", parent.display()))?;
        }
        fs::write(&file, asset.plain).with_context(|| format!("could not write {}", file.display()))?;
    }
    Ok(ASSETS.len())
}

impl Pages {
    /// The answer to a browser that asks for `path`. A path without a file in it is a screen of the app.
    pub fn answer(&self, path: &str, request: &HeaderMap) -> Response {
        let path = path.trim_start_matches('/');
        let is_screen = !path.rsplit('/').next().unwrap_or_default().contains('.');
        let path = if is_screen { "index.html" } else { path };
        match self {
            Self::Embedded => ASSETS
                .iter()
                .find(|asset| asset.path == path)
                .map_or_else(not_found, |asset| asset.answer(request)),
            Self::Folder(folder) => {
                let stays_inside =
                    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
                match fs::read(folder.join(path)) {
                    Ok(body) if stays_inside => file(path, Cow::Owned(body)),
                    _ => not_found(),
                }
            }
        }
    }
}

impl Asset {
    fn answer(&self, request: &HeaderMap) -> Response {
        let tag = format!("\"{}\"", self.tag);
        let known =
            request.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
        let mut response = if known {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        } else {
            let accepted = request.get(header::ACCEPT_ENCODING).and_then(|accepted| accepted.to_str().ok());
            let accepts = |name| accepted.is_some_and(|list| list.split(',').any(|one| one.trim() == name));
            let (encoding, body) = match (self.brotli, self.gzip) {
                (Some(body), _) if accepts("br") => (Some("br"), body),
                (_, Some(body)) if accepts("gzip") => (Some("gzip"), body),
                _ => (None, self.plain),
            };
            let mut response = file(self.path, Cow::Borrowed(body));
            if let Some(encoding) = encoding {
                response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            response
        };
        let headers = response.headers_mut();
        // Addresses under these carry their content's name, so they never change; everything else asks again.
        let named = ["a/", "voice/"].iter().any(|folder| self.path.starts_with(folder));
        let caching = if named { "public, max-age=31536000, immutable" } else { "no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        response
    }
}

fn file(path: &str, body: Cow<'static, [u8]>) -> Response {
    let mut response = Response::new(match body {
        Cow::Borrowed(body) => Body::from(body),
        Cow::Owned(body) => Body::from(body),
    });
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
    response
}

fn not_found() -> Response {
    let text = if app_is_embedded() {
        "There is nothing at this address.\n"
    } else {
        "This retrowalk was built without its web app (RETROWALK_WEB=skip). Build it again without that.\n"
    };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn media_type(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
