//! The kept walks: read, added, deleted and brought back, on this phone first.

use crate::platform::store::{Drawer, Store, Trouble};
use crate::platform::{clock, js, kept_files};
use crate::state::App;
use crate::{diary, text, uploads};
use coach::program::Way;
use coach::program::progression::levels::Level;
use formats::json::{self, Json, Value, Wrong};
use formats::walk_record::{BlockOutcome, BlockRecord, Ended, Source, StepsRecord, VERSION, WalkRecord};
use uuid::Uuid;
use voice::words::Words;
use walk::backup::{self, Refused};
use walk::coach_record;

/// A walk on this phone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KeptWalk {
    pub(crate) record: WalkRecord,
    /// Whether our server has said that it has it.
    pub(crate) sent: bool,
    /// It is on the screen only: the phone could not keep it.
    pub(crate) lost: bool,
}

impl Json for KeptWalk {
    fn to_json(&self) -> Value {
        json::object(vec![("record", self.record.to_json()), ("sent", self.sent.to_json())])
    }
    fn from_json(value: &Value) -> Result<Self, Wrong> {
        let record = json::read(value, "record")?;
        Ok(KeptWalk { sent: json::read_or_default(value, "sent")?, ..KeptWalk::new(record) })
    }
}

impl KeptWalk {
    const fn new(record: WalkRecord) -> KeptWalk {
        KeptWalk { record, sent: false, lost: false }
    }
}

/// Reads every kept walk, newest first. What cannot be read, or cannot be, is left where it is and not shown or counted.
pub(crate) async fn read(app: App) {
    let Ok(store) = app.store().await else { return app.walks.set(Some(Vec::new())) };
    let kept = store.all(Drawer::Walks).await.unwrap_or_default();
    let mut walks: Vec<KeptWalk> = kept.iter().filter_map(|(_, text)| json::from_text(text)).collect();
    walks.retain(|walk: &KeptWalk| walk.record.problem().is_none());
    app.walks.update(|here| {
        // Read again, this page goes on showing what it could not keep.
        walks.extend(here.take().into_iter().flatten().filter(|walk| walk.lost));
        sort(&mut walks);
        *here = Some(walks);
    });
}

/// Newest first. The ids are version 7: they sort by the moment they were made.
fn sort(walks: &mut [KeptWalk]) {
    walks.sort_unstable_by(|one, other| {
        let moment = |walk: &KeptWalk| js_sys::Date::parse(&walk.record.started_at);
        moment(other).total_cmp(&moment(one)).then_with(|| other.record.id.cmp(&one.record.id))
    });
}

/// Keeps a walk, new or changed, and tells the server when it can.
pub(crate) async fn keep(app: App, record: WalkRecord) -> Result<(), Trouble> {
    let new = record.revision == 0;
    let kept = write(app, KeptWalk::new(record), uploads::Errand::Put).await;
    uploads::send_soon();
    if new {
        js::later(kept_files::ask_to_keep());
    }
    kept
}

/// Tries once more to keep what could not be kept.
pub(crate) async fn keep_again(app: App) {
    let lost = app
        .walks
        .with_untracked(|walks| walks.iter().flatten().filter(|walk| walk.lost).cloned().collect::<Vec<_>>());
    app.trouble.set(None);
    // A store that lost its files is opened anew.
    app.store.set_value(None);
    for walk in lost {
        if keep(app, walk.record).await.is_err() {
            return;
        }
    }
    diary::keep_again(app).await;
    // The choices too: where they still cannot be kept, that is said again.
    app.choose(|_| ());
}

async fn write(app: App, walk: KeptWalk, errand: uploads::Errand) -> Result<(), Trouble> {
    let id = walk.record.id.clone();
    let text = json::to_text(&walk);
    // Here first: what is sent or marked while the disk is waited for is then never an older one.
    app.walks.update(|walks| {
        let walks = walks.get_or_insert_default();
        walks.retain(|known| known.record.id != id);
        walks.push(KeptWalk { lost: false, ..walk });
        sort(walks);
    });
    let kept = async {
        let store = app.store().await?;
        uploads::keep(&store, Drawer::Walks, &id, &text, errand).await
    };
    let outcome = kept.await;
    app.trouble.set(outcome.clone().err());
    if outcome.is_err() {
        // Shown even where it cannot be kept: the walker is told, and may yet save it as a file.
        change(app, &id, |walk| walk.lost = true);
    }
    outcome
}

/// Changes a walk on this page.
fn change(app: App, id: &str, change: impl Fn(&mut KeptWalk)) {
    app.walks.update(|walks| {
        walks.iter_mut().flatten().filter(|known| known.record.id == id).for_each(change);
    });
}

/// The walk of that id, if it is here. A screen that must follow its changes tracks `app.walks` too.
pub(crate) fn find(app: App, id: &str) -> Option<KeptWalk> {
    app.walks.with_untracked(|walks| walks.iter().flatten().find(|walk| walk.record.id == id).cloned())
}

/// Deletes a walk here and, when it can be reached, on the server.
pub(crate) async fn delete(app: App, id: &str) -> Result<(), Trouble> {
    let store = app.store().await?;
    uploads::note(&store, id, uploads::Errand::Delete).await?;
    store.remove(Drawer::Walks, id).await?;
    app.walks.update(|walks| walks.get_or_insert_default().retain(|walk| walk.record.id != id));
    uploads::tell_other_pages();
    uploads::send_soon();
    Ok(())
}

/// Forgets motion whose walk is gone: not at once when a walk is deleted, because that can be undone.
/// While a walk goes on, here or in another window, or was broken off, nothing is forgotten.
pub(crate) async fn sweep_motion(app: App) -> Result<(), Trouble> {
    let store = app.store().await?;
    if !store.keys(Drawer::Journal).await?.is_empty() {
        return Ok(());
    }
    let walks = store.keys(Drawer::Walks).await?;
    let mut moved = store.keys(Drawer::Motion).await?;
    moved.retain_mut(|part| {
        part.truncate(part.find('/').unwrap_or(part.len()));
        !walks.contains(part)
    });
    moved.dedup();
    for id in moved {
        store.remove_parts(Drawer::Motion, &id).await?;
    }
    Ok(())
}

/// Brings a deleted walk back, on both sides.
pub(crate) async fn bring_back(app: App, walk: KeptWalk) -> Result<(), Trouble> {
    write(app, walk, uploads::Errand::Restore).await?;
    uploads::send_soon();
    Ok(())
}

/// Marks a walk as being on the server; where it is kept only if it still is what was sent.
pub(crate) async fn mark_sent(app: App, store: &Store, walk: KeptWalk, kept: Option<String>) {
    let id = walk.record.id.clone();
    let kept = kept.is_some() && store.get(Drawer::Walks, &id).await == Ok(kept);
    // What is told of the walk meanwhile is here before it is kept: then it is not this that was sent.
    let newer = |here: &WalkRecord| here.revision >= walk.record.revision && *here != walk.record;
    if find(app, &id).is_some_and(|here| newer(&here.record)) {
        return;
    }
    change(app, &id, |walk| walk.sent = true);
    if kept {
        let _ = store.put(Drawer::Walks, &id, &json::to_text(&KeptWalk { sent: true, ..walk })).await;
    }
}

/// Puts everything that is kept into the outbox, as for a server that has nothing yet.
pub(crate) async fn send_again(app: App, store: &Store) -> Result<(), Trouble> {
    for id in store.keys(Drawer::Coach).await? {
        uploads::note(store, &id, uploads::Errand::PutCoach).await?;
    }
    for id in store.keys(Drawer::Walks).await? {
        uploads::note(store, &id, uploads::Errand::Put).await?;
        let text = store.get(Drawer::Walks, &id).await?.unwrap_or_default();
        if let Some(walk @ KeptWalk { sent: true, .. }) = json::from_text(&text) {
            store.put(Drawer::Walks, &id, &json::to_text(&KeptWalk { sent: false, ..walk })).await?;
        }
    }
    app.walks.update(|walks| walks.iter_mut().flatten().for_each(|walk| walk.sent = false));
    Ok(())
}

/// Every walk as one file.
pub(crate) fn to_file(app: App) -> Vec<u8> {
    let mut text = String::from("[");
    app.walks.with_untracked(|walks| {
        for walk in walks.iter().flatten() {
            text.push_str(if text.len() > 1 { "," } else { "" });
            text.push_str(&json::to_text(&walk.record));
        }
    });
    text.push(']');
    text.into_bytes()
}

/// Takes in what a file of this app, its server or the command line holds, all of it or nothing; gives how many things were
/// new. What the phone has no room for is on this page only, and said. What was deleted here is brought back: it was asked for.
pub(crate) async fn from_file(app: App, text: &str) -> Result<usize, Refused> {
    let mut found = backup::read(text)?;
    let (mut new, mut trouble) = (0, None);
    for record in core::mem::take(&mut found.walks) {
        if find(app, &record.id).is_none() {
            trouble = trouble.or(write(app, KeptWalk::new(record), uploads::Errand::Restore).await.err());
            new += 1;
        }
    }
    let (more, of_entries) = diary::take_in(app, &found).await;
    app.trouble.set(trouble.or(of_entries));
    Ok(new + more)
}

/// A new walk's id, and its start as a stamp.
pub(crate) fn new_id(wall_ms: f64) -> (String, String) {
    (Uuid::now_v7().to_string(), clock::local_stamp(wall_ms))
}

/// A walk the walker did without the phone.
pub(crate) fn typed(app: App, wall_ms: f64, forward_min: u32, backward_min: u32) -> WalkRecord {
    let stretches = [("forward", forward_min), ("backward", backward_min)]
        .map(|(kind, min)| (kind, f64::from(min) * 60.0));
    let program = format!("{}:{} x1", forward_min.max(1), backward_min.max(1));
    by_word(app, wall_ms, program, Way::Intervals, &stretches)
}

/// A few backward steps on the way to the next room.
pub(crate) fn in_passing(app: App) -> WalkRecord {
    let level = Level::of(2);
    let backward = ("backward", f64::from(level.seconds(1)));
    by_word(
        app,
        clock::wall_ms(),
        level.notation_in(1, text::with(Words::units)),
        Way::StartSmall,
        &[backward],
    )
}

fn by_word(app: App, wall_ms: f64, program: String, way: Way, stretches: &[(&str, f64)]) -> WalkRecord {
    let (id, started_at) = new_id(wall_ms);
    let blocks = stretches
        .iter()
        .filter(|(_, seconds)| *seconds > 0.0)
        .zip(0..)
        .map(|(&(kind, seconds), index)| BlockRecord {
            index,
            kind: kind.to_owned(),
            planned_s: seconds,
            done_s: seconds,
            // Typed minutes are the walker's word: nothing was measured.
            not_measured_s: seconds,
            outcome: BlockOutcome::Done,
            steps: StepsRecord::default(),
            distance_m: None,
            hold: None,
            heart_mean_bpm: None,
            heart_most_bpm: None,
        })
        .collect();
    WalkRecord {
        version: VERSION,
        id,
        revision: 0,
        started_at,
        program,
        way: way.name().to_owned(),
        source: Source::Typed,
        language: app.settings.get_untracked().language,
        blocks,
        pauses: Vec::new(),
        log: Vec::new(),
        feeling: None,
        ended: Ended::Complete,
    }
}

/// The minutes of the walk that was typed in last.
pub(crate) fn last_typed(app: App) -> Option<(u32, u32)> {
    let walk = app.walks.with_untracked(|walks| {
        walks
            .iter()
            .flatten()
            .find(|walk| walk.record.source == Source::Typed && walk.record.way == Way::Intervals.name())
            .cloned()
    })?;
    let walked = coach_record::walked(&walk.record)?;
    // Typed as whole minutes, a few dozen at most.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = |seconds: f64| (seconds / 60.0).round().clamp(0.0, 600.0) as u32;
    Some((whole(walked.forward_s), whole(walked.backward_s)))
}
