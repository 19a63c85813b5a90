//! Listens, says where, and ends cleanly.

use std::net::{IpAddr, SocketAddr};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use tokio::net::TcpListener;

use crate::assets::Pages;

/// What a server is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address to listen at.
    pub host: IpAddr,
    /// Its port.
    pub port: u16,
    /// Where the app's files come from.
    pub pages: Pages,
}

/// Serves until Ctrl-C.
pub fn serve(settings: Settings) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let address = SocketAddr::new(settings.host, settings.port);
        let listener =
            TcpListener::bind(address).await.with_context(|| format!("could not listen at {address}"))?;
        println!("Retrowalk is at http://{}", listener.local_addr()?);
        let app = Router::new()
            .fallback(|State(pages): State<Pages>, uri: Uri, headers: HeaderMap| async move {
                pages.answer(uri.path(), &headers)
            })
            .with_state(settings.pages);
        axum::serve(listener, app)
            .with_graceful_shutdown(async {
                let _ = tokio::signal::ctrl_c().await;
            })
            .await?;
        Ok(())
    })
}
