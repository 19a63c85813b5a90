//! What the coach keeps beside walks, on this phone first: results of the questions, mornings, checks, stop signs.

use crate::platform::store::{Drawer, Store, Trouble};
use crate::platform::{clock, js};
use crate::safety;
use crate::screens::walk_live;
use crate::state::App;
use crate::{uploads, walks};
use coach::assessment::{Check, Checks};
use coach::program::Program;
use coach::program::progression::Progress;
use coach::program::progression::records::Record;
use coach::program::progression::why::Why;
use coach::screening::{Advice, Answers};
use formats::coach_record::{CoachEntry, CoachFile, VERSION};
use formats::json;
use formats::walk_record::WalkRecord;
use units::Day;
use walk::backup::Backup;
use walk::coach_record;

/// Today, by the phone's own calendar.
pub(crate) fn today() -> Day {
    Day::parse(clock::day_of(&clock::local_stamp(clock::wall_ms()))).unwrap_or(Day::from_days(0))
}

/// Reads every entry, oldest first: their ids sort by the moment they were made.
pub(crate) async fn read(app: App) {
    let Ok(store) = app.store().await else { return app.coach.set(Some(Vec::new())) };
    let kept = kept(&store).await.unwrap_or_default();
    // Read again, this page goes on with what it could not keep: a lock does not wait for a disk.
    let here = app.coach.get_untracked().unwrap_or_default();
    app.coach.set(Some(kept));
    merge(app, here);
}

async fn kept(store: &Store) -> Result<Vec<CoachEntry>, Trouble> {
    let kept = store.all(Drawer::Coach).await?;
    Ok(kept.iter().filter_map(|(_, text)| json::from_text(text)).collect())
}

/// What of these entries is not among the kept ones, or only as it was before it changed.
fn unkept(kept: &[CoachEntry], mut entries: Vec<CoachEntry>) -> Vec<CoachEntry> {
    entries
        .retain(|entry| !kept.iter().any(|known| known.id == entry.id && known.revision >= entry.revision));
    entries
}

/// Adds entries that are not here yet.
fn merge(app: App, entries: Vec<CoachEntry>) {
    app.coach.update(|kept| {
        let kept = kept.get_or_insert_default();
        let entries = unkept(kept, entries);
        kept.retain(|known| !entries.iter().any(|entry| entry.id == known.id));
        kept.extend(entries);
        kept.sort_unstable_by(|one, other| one.id.cmp(&other.id));
    });
}

/// Ends a walk under way that may not go on, and keeps it.
pub(crate) fn end_if_barred(app: App) {
    if barred(app).is_some() {
        walk_live::end(app);
    }
}

/// Keeps something the plan learns from. A walk under way that it bars ends here and is kept, and what was answered before a stop
/// sign answers nothing after it.
pub(crate) fn keep(app: App, record: Record) {
    if let Record::Stopped { .. } = record {
        safety::keep_unfinished(&Answers::default());
    }
    add(app, |entry| entry.record = Some(coach_record::row(&record)));
    end_if_barred(app);
}

/// What shuts all walking backward, if anything does.
pub(crate) fn barred(app: App) -> Option<Why> {
    progress(app).barred()
}

/// What shuts a walk of this program today, with who is along, if anything does.
pub(crate) fn shut(app: App, program: &Program) -> Option<Why> {
    app.day.track();
    progress(app).allows(program, today(), app.company.get()).err()
}

/// Keeps a check; gives what the answers come to now, where what it measured changes that.
pub(crate) fn keep_check(app: App, check: &Check) -> Option<Advice> {
    add(app, |entry| entry.check = Some(coach_record::check_row(check)));
    safety::weigh_checks(app)
}

/// Keeps what a file holds and is not here yet; gives how many that were, and why not all of them are kept.
pub(crate) async fn take_in(app: App, found: &Backup) -> (usize, Option<Trouble>) {
    let here = app.coach.get_untracked().unwrap_or_default();
    let entries = found.missing(&here, || entry(|_| ()));
    let new = entries.len();
    merge(app, entries.clone());
    let _ = safety::weigh_checks(app);
    (new, write_all(app, entries).await)
}

/// Tries once more to keep what could not be kept.
pub(crate) async fn keep_again(app: App) {
    let Ok(store) = app.store().await else { return };
    let Ok(kept) = kept(&store).await else { return };
    let here = app.coach.get_untracked().unwrap_or_default();
    write_all(app, unkept(&kept, here)).await;
}

/// Keeps entries, the others too where one fails, and says why the first that was not kept is not.
async fn write_all(app: App, entries: Vec<CoachEntry>) -> Option<Trouble> {
    let mut trouble = None;
    for entry in entries {
        trouble = trouble.or(write(app, &entry).await.err());
    }
    app.trouble.set(trouble.clone());
    uploads::send_soon();
    trouble
}

fn entry(fill: impl FnOnce(&mut CoachEntry)) -> CoachEntry {
    let (id, started_at) = walks::new_id(clock::wall_ms());
    let mut entry = CoachEntry { version: VERSION, id, revision: 0, started_at, record: None, check: None };
    fill(&mut entry);
    entry
}

fn add(app: App, fill: impl FnOnce(&mut CoachEntry)) {
    let entry = entry(fill);
    // Shown at once, also where it cannot be kept: a lock must not wait for a disk.
    app.coach.update(|entries| entries.get_or_insert_default().push(entry.clone()));
    js::later(async move { drop(write_all(app, vec![entry]).await) });
}

/// What a wrong clock dated after tomorrow: as many walks and entries, put right by [`put_dates_right`].
pub(crate) fn dated_ahead(app: App) -> usize {
    app.coach.with(|entries| ahead(entries.iter().flatten()).len()) + walks_ahead(app).len()
}

fn walks_ahead(app: App) -> Vec<WalkRecord> {
    let today = today();
    let right = |walk: &walks::KeptWalk| coach_record::redated_walk(&walk.record, today);
    app.walks.with(|walks| walks.iter().flatten().filter_map(right).collect())
}

fn ahead<'a>(entries: impl Iterator<Item = &'a CoachEntry>) -> Vec<CoachEntry> {
    let now = clock::local_stamp(clock::wall_ms());
    entries.filter_map(|entry| coach_record::redated(entry, &now)).collect()
}

/// Shows entries as they now are.
fn change(app: App, changed: &[CoachEntry]) {
    app.coach.update(|entries| {
        for entry in entries.iter_mut().flatten() {
            if let Some(now) = changed.iter().find(|now| now.id == entry.id) {
                entry.clone_from(now);
            }
        }
    });
}

/// The stop signs that may still be taken back, as they then are.
fn slips(entries: &[CoachEntry]) -> Vec<CoachEntry> {
    let ago_s = |entry: &CoachEntry| (clock::wall_ms() - js_sys::Date::parse(&entry.started_at)) / 1000.0;
    coach_record::taken_back(entries, ago_s)
}

/// Whether a stop sign may still be taken back.
pub(crate) fn may_take_back(app: App) -> bool {
    app.coach.with(|entries| !slips(entries.as_deref().unwrap_or_default()).is_empty())
}

/// Takes back what was just told by a slip of the finger. A walk it has ended stays ended.
pub(crate) fn take_back(app: App) {
    let slips = app.coach.with_untracked(|entries| slips(entries.as_deref().unwrap_or_default()));
    change(app, &slips);
    js::later(async move { drop(write_all(app, slips).await) });
}

/// Puts them right: a stop sign still locks, and the questions are asked again.
pub(crate) fn put_dates_right(app: App) {
    let right = app.coach.with_untracked(|entries| ahead(entries.iter().flatten()));
    let right_walks = walks_ahead(app);
    change(app, &right);
    js::later(async move {
        let mut trouble = write_all(app, right).await;
        for walk in right_walks {
            trouble = trouble.or(walks::keep(app, walk).await.err());
        }
        app.trouble.set(trouble);
    });
}

async fn write(app: App, entry: &CoachEntry) -> Result<(), Trouble> {
    let store = app.store().await?;
    uploads::keep(&store, Drawer::Coach, &entry.id, &json::to_text(entry), uploads::Errand::PutCoach).await
}

/// The checks, and what the walker has that tells their error.
pub(crate) fn checks(app: App) -> Checks {
    let mut checks = app.coach.with(|entries| coach_record::checks(entries.iter().flatten(), today()));
    checks.condition = app
        .settings
        .with(|settings| settings.answers.as_ref().and_then(|given| safety::answers(given).condition()));
    checks
}

/// Everything the plan learns from.
pub(crate) fn records(app: App) -> Vec<Record> {
    app.coach.with(|entries| {
        app.walks.with(|walks| {
            coach_record::learned(
                entries.iter().flatten(),
                walks.iter().flatten().rev().map(|walk| &walk.record),
            )
        })
    })
}

/// Where the walker is in the plan.
pub(crate) fn progress(app: App) -> Progress {
    Progress::from_records(records(app))
}

/// Everything as one file, which this app, `retrowalk plan --history` and `retrowalk assess --file` read.
pub(crate) fn to_file(app: App) -> Vec<u8> {
    let checks = checks(app);
    let checks = coach::assessment::PROTOCOLS.iter().flat_map(|protocol| checks.of(protocol.id));
    let file = CoachFile {
        version: VERSION,
        records: records(app).iter().map(coach_record::row).collect(),
        checks: checks.map(coach_record::check_row).collect(),
        entries: app.coach.get_untracked().unwrap_or_default(),
    };
    json::to_text(&file).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_back_on_a_full_phone_is_written_again() {
        let entry = |id: &str, revision| CoachEntry {
            version: VERSION,
            id: id.to_owned(),
            revision,
            started_at: String::new(),
            record: None,
            check: None,
        };
        let kept = [entry("a", 0), entry("b", 1), entry("c", 0)];
        let here = vec![entry("a", 1), entry("b", 0), entry("c", 0), entry("d", 0)];
        assert_eq!(unkept(&kept, here), [entry("a", 1), entry("d", 0)]);
    }
}
