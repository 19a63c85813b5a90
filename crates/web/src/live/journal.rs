//! The walk that is going on, written down as it goes, so that a killed page loses less than a second.

use crate::platform::store::{Drawer, Store, Trouble};
use crate::state::App;
use formats::walk_record::{Begun, Journal, JournalLine, Logged};

/// The key of the line that says how far the walk got: one line, written over, after every numbered one.
const REACHED: &str = "reached";

/// Writes a walk's journal.
#[derive(Clone)]
pub(super) struct Writer {
    app: App,
    store: Store,
}

impl Writer {
    /// Begins a journal: what was there before is gone.
    pub(super) async fn begin(app: App, begun: &Begun) -> Result<Writer, Trouble> {
        let first = async {
            let store = app.store().await?;
            store.clear(Drawer::Journal).await?;
            store.put(Drawer::Journal, &number(0), &JournalLine::Begun(begun.clone()).write()).await?;
            Ok(Writer { app, store })
        };
        let begun = first.await;
        app.trouble.set(begun.as_ref().err().cloned());
        begun
    }

    /// Goes on with the journal that is there.
    pub(super) async fn go_on(app: App) -> Result<Writer, Trouble> {
        Ok(Writer { app, store: app.store().await? })
    }

    /// Writes what was heard, the `place`th thing of the walk, from 0.
    pub(super) fn heard(&self, place: usize, logged: Logged) {
        self.write(number(place + 1), JournalLine::Heard(logged));
    }

    /// Writes how far the walk got.
    pub(super) fn reached(&self, at_ms: u64) {
        self.write(REACHED.to_owned(), JournalLine::At(at_ms));
    }

    fn write(&self, key: String, line: JournalLine) {
        let Writer { app, store } = self.clone();
        crate::platform::js::later(async move {
            let kept = store.put(Drawer::Journal, &key, &line.write()).await;
            if kept.as_ref().err() != app.trouble.get_untracked().as_ref() {
                app.trouble.set(kept.err());
            }
        });
    }
}

/// Sorts as it counts.
fn number(place: usize) -> String {
    format!("{place:08}")
}

/// The journal of a walk that did not end, if there is one.
pub(super) async fn read(app: App) -> Option<Journal> {
    Journal::read(&text(app).await?)
}

async fn text(app: App) -> Option<String> {
    let lines = app.store().await.ok()?.all(Drawer::Journal).await.ok()?;
    Some(lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n"))
}

/// Puts it among the walks as it is, where what cannot be read is left in peace.
pub(super) async fn set_aside(app: App, id: &str) -> Option<()> {
    app.store().await.ok()?.put(Drawer::Walks, id, &text(app).await?).await.ok()
}

/// The walk is kept, or not wanted: its journal goes.
pub(super) async fn forget(app: App) {
    if let Ok(store) = app.store().await {
        let _ = store.clear(Drawer::Journal).await;
    }
}
