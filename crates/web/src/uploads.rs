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

    /// What is left to do where `waiting` was not done yet: who is to be brought back and changes meanwhile is still to be
    /// brought back first.
    fn after(self, waiting: Option<Errand>) -> Errand {
        if (self, waiting) == (Errand::Put, Some(Errand::Restore)) { Errand::Restore } else { self }
    }

    /// Whether an answer is final: done, or refused for what was sent. What stands between may change: a proxy, a phone that is
    /// not paired yet, a busy or broken server.
    fn settled(self, status: u16) -> bool {
        match self {
            Errand::Put | Errand::PutCoach => matches!(status, 200..300 | 400 | 409 | 413 | 422),
            Errand::Delete | Errand::Restore => matches!(status, 200..300 | 404 | 410),
            Errand::DeleteEverything => matches!(status, 200..300),
        }
    }
}

/// The errand of a note in the outbox.
fn noted_errand(noted: &str) -> Option<Errand> {
    Errand::named(noted.split(' ').next().unwrap_or_default())
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
    small_store::write("retrowalk-changed", &mark());
}

fn mark() -> String {
    Uuid::now_v7().to_string()
}

/// Puts an errand into the outbox. Each has a mark of its own, so that one put anew while its elder is being carried is
/// told from it and carried too.
pub(crate) async fn note(store: &Store, id: &str, errand: Errand) -> Result<(), Trouble> {
    let waiting = store.get(Drawer::Outbox, id).await?;
    let errand = errand.after(waiting.as_deref().and_then(noted_errand));
    store.put(Drawer::Outbox, id, &[errand.name(), " ", &mark()].concat()).await
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

/// Under this name the small store keeps which server was told what is marked as sent.
const PLACE: &str = "retrowalk-server";

/// Looks whether our server answers; gives which it is.
pub(crate) async fn look(app: App) -> Option<String> {
    let answer = net::ask("GET", "api/health", None).await.filter(|answer| answer.status == 200);
    // A static host answers too, with its own page: only our server answers with JSON.
    let told = answer.and_then(|answer| json::parse(&answer.text));
    app.server.set(told.is_some());
    told.map(|told| json::read_or_default(&told, "place").unwrap_or_default())
}

/// Runs every errand, if this page alone does; gives how many are left.
async fn run(app: App, alone: bool) -> usize {
    let Ok(store) = app.store().await else { return 0 };
    let waiting = store.keys(Drawer::Outbox).await.unwrap_or_default().len();
    if waiting == 0 || !alone {
        return waiting;
    }
    let Some(place) = look(app).await else { return waiting };
    if small_store::read::<String>(PLACE).as_ref() != Some(&place) {
        // One begun anew has nothing of what was sent to the one before.
        if walks::send_again(app, &store).await.is_err() {
            return waiting;
        }
        small_store::write(PLACE, &place);
    }
    let mut errands = store.all(Drawer::Outbox).await.unwrap_or_default();
    // What was kept since everything was deleted is sent after that is done, and not deleted with it.
    errands.sort_unstable_by_key(|(id, _)| id != EVERYTHING);
    let mut left = errands.len();
    for (id, noted) in errands {
        let done = match noted_errand(&noted) {
            Some(errand) => carry(app, &store, &id, errand, &noted).await.unwrap_or(false),
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
async fn carry(app: App, store: &Store, id: &str, errand: Errand, noted: &str) -> Result<bool, Trouble> {
    let path = ["api/walks/", id].concat();
    let told = async |errand: Errand, method, path: &str, body: Option<&str>| {
        net::ask(method, path, body).await.filter(|answer| errand.settled(answer.status))
    };
    let answer = match errand {
        Errand::Put | Errand::Restore => {
            // Not there to be restored is as good: it is put next.
            if errand == Errand::Restore
                && told(errand, "POST", &[&path, "/restore"].concat(), None).await.is_none()
            {
                return Ok(false);
            }
            // As it is kept: this page may know an older one or none. What the phone has no room for the page alone knows.
            let kept = store.get(Drawer::Walks, id).await?;
            let walk: Option<KeptWalk> =
                kept.as_ref().map_or_else(|| walks::find(app, id), |text| json::from_text(text));
            // Gone is done.
            let Some(walk) = walk else { return Ok(true) };
            let body = json::to_text(&walk.record);
            let answer = told(Errand::Put, "PUT", &path, Some(&body)).await;
            // What was deleted there stays so: it does not have it.
            if answer.as_ref().is_some_and(|answer| answer.status < 300 && !answer.text.contains("deleted")) {
                walks::mark_sent(app, store, walk, kept).await;
            }
            answer
        }
        Errand::PutCoach => {
            let Some(entry) = store.get(Drawer::Coach, id).await? else { return Ok(true) };
            told(errand, "PUT", &["api/coach/", id].concat(), Some(&entry)).await
        }
        Errand::Delete => told(errand, "DELETE", &path, None).await,
        Errand::DeleteEverything => {
            let ago = wished_ms(noted).map_or(0.0, |at| wished_ago_s(clock::wall_ms() - at));
            let path = ["api/everything?wished_s_ago=", &ago.to_string()].concat();
            told(errand, "DELETE", &path, None).await
        }
    };
    Ok(answer.is_some())
}

/// When a note was put into the outbox, ms since 1970: its mark says so (RFC 9562, 5.7).
fn wished_ms(noted: &str) -> Option<f64> {
    let mark = noted.split(' ').nth(1)?;
    let ms = u64::from_str_radix(&[mark.get(..8)?, mark.get(9..13)?].concat(), 16).ok()?;
    Some(ms as f64)
}

/// How long ago everything was wished deleted, whole seconds by this phone's own clock: what others keep since then stays. What this
/// phone was sending just then may have come a little later, and goes too.
fn wished_ago_s(ago_ms: f64) -> f64 {
    (ago_ms / 1000.0 - STILL_SENDING_S).max(0.0).round()
}

/// For so long a walk may have been on its way, s.
const STILL_SENDING_S: f64 = 600.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_errand_is_over_when_it_is_done_or_refused_for_what_was_sent() {
        let all = [Errand::Put, Errand::PutCoach, Errand::Delete, Errand::Restore, Errand::DeleteEverything];
        for errand in all {
            assert_eq!(Errand::named(errand.name()), Some(errand));
            assert!([200, 201, 204].into_iter().all(|status| errand.settled(status)));
            let passing = [302, 401, 403, 405, 408, 421, 425, 429, 500, 502, 503, 507];
            assert!(!passing.into_iter().any(|status| errand.settled(status)), "{errand:?}");
            let put = matches!(errand, Errand::Put | Errand::PutCoach);
            assert!([400, 409, 413, 422].into_iter().all(|status| errand.settled(status) == put));
            let of_one = matches!(errand, Errand::Delete | Errand::Restore);
            assert!([404, 410].into_iter().all(|status| errand.settled(status) == of_one));
        }
    }

    #[test]
    fn a_walk_to_be_brought_back_is_brought_back_whatever_is_told_of_it() {
        let after = |errand: Errand, waiting| errand.after(waiting);
        assert_eq!(after(Errand::Put, Some(Errand::Restore)), Errand::Restore);
        assert_eq!(after(Errand::Delete, Some(Errand::Restore)), Errand::Delete);
        assert_eq!(after(Errand::Restore, Some(Errand::Delete)), Errand::Restore);
        assert_eq!(after(Errand::Put, Some(Errand::Delete)), Errand::Put);
        assert_eq!(after(Errand::Put, None), Errand::Put);
    }

    #[test]
    fn how_long_ago_a_wish_was_is_told_by_its_mark() {
        let noted = "delete-everything 01893c1e-7b3a-7c3e-8a5e-0123456789ab";
        assert_eq!(noted_errand(noted), Some(Errand::DeleteEverything));
        assert_eq!(wished_ms(noted), Some(f64::from(0x0189_3c1e) * 65_536.0 + f64::from(0x7b3a)));
        assert_eq!(wished_ms("delete-everything"), None);
        for (ago_ms, told) in [(-5e9, 0.0), (600e3, 0.0), (700e3, 100.0), (86_400e3, 85_800.0)] {
            assert_eq!(wished_ago_s(ago_ms).to_bits(), f64::to_bits(told));
        }
    }
}
