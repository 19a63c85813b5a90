//! Telling our own server, each thing once: an errand stays in the outbox until the server has said yes.

use crate::platform::store::{Drawer, Store, Trouble};
use crate::platform::{clock, net, only_one, small_store};
use crate::state::{App, app};
use crate::walks::{self, KeptWalk};
use formats::json;
use std::cell::Cell;
use uuid::Uuid;

/// What the server is to be told about a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Errand {
    /// Keep it. Repeating it changes nothing, since the id is ours and stays.
    Put,
    /// Keep what the coach keeps beside walks.
    PutCoach,
    /// Delete it.
    Delete,
    /// Bring it back, then keep what we have.
    Restore,
    /// Delete everything.
    DeleteEverything,
}

impl Errand {
    const fn name(self) -> &'static str {
        match self {
            Errand::Put => "put",
            Errand::PutCoach => "put-coach",
            Errand::Delete => "delete",
            Errand::Restore => "restore",
            Errand::DeleteEverything => "delete-everything",
        }
    }

    fn named(name: &str) -> Option<Errand> {
        [Errand::Put, Errand::PutCoach, Errand::Delete, Errand::Restore, Errand::DeleteEverything]
            .into_iter()
            .find(|errand| errand.name() == name)
    }
}

/// The lock of the page that sends.
const LOCK: &str = "retrowalk-outbox";

/// Keeps a text and the errand to tell the server of it, and lets other pages of this app know.
pub(crate) async fn keep(
    store: &Store,
    drawer: Drawer,
    id: &str,
    text: &str,
    errand: Errand,
) -> Result<(), Trouble> {
    // The errand first: what is kept is always also sent.
    note(store, id, errand).await?;
    store.put(drawer, id, text).await?;
    // Another page that met the errand in between found nothing to send, and took it for done.
    if store.get(Drawer::Outbox, id).await?.is_none() {
        note(store, id, errand).await?;
    }
    tell_other_pages();
    Ok(())
}

/// Other pages hear of what is written to the small store, and read everything anew.
pub(crate) fn tell_other_pages() {
    small_store::write("changed", &mark());
}

fn mark() -> String {
    Uuid::now_v7().to_string()
}

/// Puts an errand into the outbox. Each has a mark of its own, so that one put anew while its elder is being carried is
/// told from it and carried too.
pub(crate) async fn note(store: &Store, id: &str, errand: Errand) -> Result<(), Trouble> {
    store.put(Drawer::Outbox, id, &format!("{} {}", errand.name(), mark())).await
}

/// The key of the errand that is about no single walk.
pub(crate) const EVERYTHING: &str = "everything";

/// Waits before asking again, s: soon at first, then hourly for weeks.
const WAITS_S: [i32; 6] = [5, 15, 60, 300, 900, 3600];

thread_local! {
    static SENDING: Cell<bool> = const { Cell::new(false) };
    static ASKED_AGAIN: Cell<bool> = const { Cell::new(false) };
    static TRIES: Cell<usize> = const { Cell::new(0) };
}

/// Sends what waits, now.
pub(crate) async fn send(app: App) {
    if SENDING.replace(true) {
        return ASKED_AGAIN.set(true);
    }
    // One page at a time: what one carries, in which order, is no other's to carry too.
    let alone = only_one::take(LOCK).await;
    let mut left = run(app, alone.is_ok()).await;
    while ASKED_AGAIN.replace(false) {
        left = run(app, alone.is_ok()).await;
    }
    drop(alone);
    SENDING.set(false);
    app.waiting.set(left);
    if left == 0 {
        return TRIES.set(0);
    }
    let tries = TRIES.get();
    TRIES.set(tries + 1);
    let wait = WAITS_S.get(tries).or(WAITS_S.last()).copied().unwrap_or(60);
    crate::platform::js::later(async move {
        clock::wait_ms(wait * 1000).await;
        // Whoever sent in between has set the tries anew, and waits by itself.
        if TRIES.get() == tries + 1 {
            Box::pin(send(app)).await;
        }
    });
}

/// Sends what waits as soon as the page has time.
pub(crate) fn send_soon() {
    TRIES.set(0);
    crate::platform::js::later(send(app()));
}

/// Runs every errand, if this page alone does; gives how many are left.
async fn run(app: App, alone: bool) -> usize {
    let Ok(store) = app.store().await else { return 0 };
    let mut errands = store.all(Drawer::Outbox).await.unwrap_or_default();
    if errands.is_empty() || !alone {
        return errands.len();
    }
    // What was kept since everything was deleted is sent after that is done, and not deleted with it.
    errands.sort_by_key(|(id, _)| id != EVERYTHING);
    let health = net::ask("GET", "api/health", None).await;
    // A static host answers too, with its own page: only our server answers with JSON.
    let ours = health.is_some_and(|answer| answer.status == 200 && answer.text.trim_start().starts_with('{'));
    app.server.set(ours);
    if !ours {
        return errands.len();
    }
    let mut left = errands.len();
    for (id, noted) in errands {
        let done = match Errand::named(noted.split(' ').next().unwrap_or_default()) {
            Some(errand) => carry(app, &store, &id, errand).await.unwrap_or(false),
            None => true,
        };
        // Something new may have been put under this id while we asked: then it is not ours to take away.
        let same = store.get(Drawer::Outbox, &id).await.is_ok_and(|now| now == Some(noted));
        if done && (!same || store.remove(Drawer::Outbox, &id).await.is_ok()) {
            left -= usize::from(same);
        }
        if id == EVERYTHING && !done {
            break;
        }
    }
    left
}

/// One errand; true when it need not be carried again.
async fn carry(app: App, store: &Store, id: &str, errand: Errand) -> Result<bool, Trouble> {
    let path = format!("api/walks/{id}");
    Ok(match errand {
        Errand::Put | Errand::Restore => {
            if errand == Errand::Restore {
                let answer = net::ask("POST", &format!("{path}/restore"), None).await;
                // Not there to be restored is as good: it is put next.
                if !answer.is_some_and(|answer| settled(answer.status)) {
                    return Ok(false);
                }
            }
            // As it is kept: this page may know an older one or none. What the phone has no room for the page alone knows.
            let kept = store.get(Drawer::Walks, id).await?;
            let walk: Option<KeptWalk> =
                kept.as_ref().map_or_else(|| walks::find(app, id), |text| json::from_text(text));
            // Gone is done.
            let Some(walk) = walk else { return Ok(true) };
            let body = json::to_text(&walk.record);
            let answer = net::ask("PUT", &path, Some(&body)).await;
            let Some(answer) = answer else { return Ok(false) };
            if (200..300).contains(&answer.status) {
                walks::mark_sent(app, store, walk, kept).await;
            }
            settled(answer.status)
        }
        Errand::PutCoach => {
            let Some(entry) = store.get(Drawer::Coach, id).await? else { return Ok(true) };
            net::ask("PUT", &format!("api/coach/{id}"), Some(&entry))
                .await
                .is_some_and(|answer| settled(answer.status))
        }
        Errand::Delete => net::ask("DELETE", &path, None).await.is_some_and(|answer| settled(answer.status)),
        Errand::DeleteEverything => {
            net::ask("DELETE", "api/everything", None).await.is_some_and(|answer| answer.status < 300)
        }
    })
}

/// Whether an answer is final: done, or refused for good. Busy and broken servers are asked again.
const fn settled(status: u16) -> bool {
    !matches!(status, 408 | 425 | 429 | 500..)
}
