//! The walk that is going on: a shell around `walk::Walk` that feeds it what the phone hears and does what it says.
//!
//! Reading order: [`clock`] (what time it is), [`track`] (the sound), [`steps`], [`street`], [`journal`], [`recording`],
//! [`driver`] and [`handle`] (the loop),
//! and here how a walk begins, is taken up again, and ends.

mod clock;
mod driver;
mod handle;
mod journal;
mod recording;
mod shown;
mod steps;
mod street;
pub(crate) mod track;

pub(crate) use handle::Live;
pub(crate) use shown::{Shown, Trouble};
pub(crate) use steps::learn;

use crate::platform::only_one::{self, TheOne};
use crate::platform::{clock as time, motion, player::Player};
use crate::state::App;
use crate::text::{t, tw_id};
use crate::{diary, walks};
use coach::program::{Program, parse};
use draw::prelude::untrack;
use driver::Start;
use formats::walk_record::{Begun, Journal, Source, VERSION};
use recording::Recording;
use track::Task;
use units::{Instant, Length};
use walk::{Walk, record};

/// The lock that one page of a walk holds.
pub(crate) const LOCK: &str = "retrowalk-walk";

/// A walk that broke off.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unfinished {
    journal: Journal,
    pub(crate) minutes_ago: f64,
    /// The part it was in, from 1, and how many there are.
    pub(crate) block: u32,
    pub(crate) of: u32,
}

/// The engine for a phone that rides there, on a walker so tall.
pub(crate) fn engine(placement: &str, height: Option<Length>) -> gait::Engine {
    let placement = steps::placement(placement);
    gait::Engine::new(gait::Settings { placement, height, ..gait::Settings::default() })
}

/// A reading as the engine takes it.
pub(crate) fn sample(reading: &motion::Reading) -> gait::Sample {
    // The engine works in single precision; readings are far within it.
    #[allow(clippy::cast_possible_truncation)]
    gait::Sample {
        t_s: reading.t_s,
        acceleration: reading.acceleration.map(|axis| axis as f32),
        rotation: reading.rotation.map(|rates| rates.map(|rate| rate as f32)),
    }
}

/// Makes the walk's sound ahead, so that START is not waited for.
pub(crate) fn prepare(app: App, program: &Program) {
    let task = Task::new(program.to_string(), &app.settings.get_untracked());
    if task.options().preset == walk::cues::Preset::VibrationOnly {
        return;
    }
    let made = track::asked(&task);
    crate::platform::js::later(async move { drop(made.await) });
}

/// Takes the lock for a walk of this program, or says why there is none: another page walks, or the plan shuts it, which a
/// walk that broke off counts for too. That one is kept first.
pub(crate) async fn may_begin(app: App, program: &Program) -> Result<Option<TheOne>, ()> {
    let one = lock(app).await?;
    put_away(app).await;
    if let Some(why) = untrack(|| diary::shut(app, program)) {
        app.getting_ready.set(Some(tw_id("plan-why", why.id(), "")));
        return Err(());
    }
    Ok(one)
}

/// Begins a walk. Called straight from a tap: sound and motion are asked for before anything is waited for.
pub(crate) fn begin(app: App, program: Program) {
    if app.live.with_untracked(Option::is_some) {
        return;
    }
    let player = unlocked_player(app);
    let sensing = motion::ask();
    app.getting_ready.set(Some(t("app-walk-getting-ready")));
    crate::platform::js::later(async move {
        let settings = app.settings.get_untracked();
        let task = Task::new(program.to_string(), &settings);
        let Ok(one) = may_begin(app, &program).await else { return };
        let pack = track::voice(&task.language).await;
        let walk = Walk::new(program, task.options(), track::lengths(pack.clone()));
        let wall_ms = time::wall_ms();
        let (id, started_at) = walks::new_id(wall_ms);
        let begun = Begun {
            version: VERSION,
            id,
            started_at,
            program: task.program.clone(),
            source: Source::Phone,
            language: settings.language.clone(),
        };
        // What broke off and cannot be kept now is not written over.
        let writer = match journal::read(app).await {
            None => journal::Writer::begin(app, &begun).await.ok(),
            Some(_) => None,
        };
        let senses = sensing.await;
        let recording = Recording::of(app, &begun, 0.0).await;
        let start =
            Start { walk, begun, task, pack, writer, recording, one, player, senses, since_start_s: 0.0 };
        Live::start(app, start, true).await;
    });
}

/// Takes up a walk that broke off; it stands until the walker says go on. Called straight from a tap.
pub(crate) fn go_on(app: App) {
    let player = unlocked_player(app);
    let sensing = motion::ask();
    app.getting_ready.set(Some(t("app-walk-getting-ready")));
    crate::platform::js::later(async move {
        let Ok(one) = lock(app).await else { return };
        // As it is now: it may have become too old since it was offered, and is kept.
        let Some(found) = broken_off(app).await else {
            return app.getting_ready.set(Some(t("app-help-ended")));
        };
        let Journal { begun, log, heard_ms } = found.journal;
        let Ok(program) = parse(&begun.program) else { return app.getting_ready.set(None) };
        let mut task = Task::new(begun.program.clone(), &app.settings.get_untracked());
        let pack = track::voice(&task.language).await;
        let lengths = track::lengths(pack.clone());
        let heard = record::heard(&log);
        let walk = Walk::restore(program, task.options(), lengths, &heard, Instant::from_millis(heard_ms));
        task.lengthen(walk.session().extensions());
        let writer = journal::Writer::go_on(app).await.ok();
        let since_start_s = since(&begun).max(seconds(heard_ms));
        let senses = sensing.await;
        let recording = Recording::of(app, &begun, since(&begun)).await;
        let start = Start { walk, begun, task, pack, writer, recording, one, player, senses, since_start_s };
        Live::start(app, start, false).await;
    });
}

/// A player that a tap has allowed to sound later too.
fn unlocked_player(app: App) -> Option<Player> {
    let news = move |news| app.live.with_untracked(|live| live.iter().for_each(|live| live.news(news)));
    let button =
        move |button| app.live.with_untracked(|live| live.iter().for_each(|live| live.button(button)));
    let mut player = Player::new(news, button)?;
    player.load(&track::silence(), "audio/wav", 0.0);
    let playing = player.play();
    crate::platform::js::later(async move {
        let _ = playing.await;
    });
    Some(player)
}

/// The lock of who guides a walk, or what is said where another page has it.
async fn lock(app: App) -> Result<Option<TheOne>, ()> {
    only_one::take(LOCK).await.map_err(|()| app.getting_ready.set(Some(t("app-walk-another-tab"))))
}

/// A walk of this phone that did not end and may be taken up; one that is too old for that is kept as it is.
pub(crate) async fn unfinished(app: App) -> Option<Unfinished> {
    journal::read(app).await?;
    let Ok(_one) = only_one::take(LOCK).await else { return None };
    broken_off(app).await
}

/// The same, for who holds the lock.
async fn broken_off(app: App) -> Option<Unfinished> {
    let journal = journal::read(app).await?;
    let id = &journal.begun.id;
    let kept = walks::find(app, id).is_some_and(|walk| !walk.lost);
    // A program that only another version of this app knows waits for that.
    if kept || (parse(&journal.begun.program).is_err() && journal::set_aside(app, id).await.is_some()) {
        journal::forget(app).await;
        return None;
    }
    let now_ms = since(&journal.begun) * 1000.0;
    let minutes_ago = ((now_ms - seconds(journal.heard_ms) * 1000.0) / 60_000.0).max(0.0).floor();
    let walk = restored(&journal)?;
    let session = walk.session();
    let found = Unfinished {
        minutes_ago,
        block: u32::try_from(session.index() + 1).unwrap_or(u32::MAX),
        of: u32::try_from(session.blocks().len()).unwrap_or(u32::MAX),
        journal,
    };
    // As milliseconds of a walk; a clock that was set back says zero.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let now = Instant::from_millis(now_ms.max(0.0) as u64);
    if walk.session().ended().is_some()
        || !Walk::may_resume(Instant::from_millis(found.journal.heard_ms), now)
    {
        keep_interrupted(app, &found).await;
        return None;
    }
    Some(found)
}

fn restored(journal: &Journal) -> Option<Walk> {
    let program = parse(&journal.begun.program).ok()?;
    let lengths = track::lengths(None);
    let heard = record::heard(&journal.log);
    let last = Instant::from_millis(journal.heard_ms);
    Some(Walk::restore(program, walk::cues::Options::default(), lengths, &heard, last))
}

/// Keeps a walk that broke off, if no other page goes on with it.
pub(crate) async fn keep_broken_off(app: App) {
    if let Ok(_one) = only_one::take(LOCK).await {
        put_away(app).await;
    }
}

/// The same, for who holds the lock.
async fn put_away(app: App) {
    if let Some(found) = broken_off(app).await {
        keep_interrupted(app, &found).await;
    }
    app.unfinished.set(None);
}

/// Keeps a walk that broke off as far as it went.
async fn keep_interrupted(app: App, found: &Unfinished) {
    let Some(walk) = restored(&found.journal) else { return };
    if walks::keep(app, record::record(&walk, &found.journal.begun, None)).await.is_ok() {
        journal::forget(app).await;
    }
}

/// How long ago a walk began, by the phone's calendar clock, s.
fn since(begun: &Begun) -> f64 {
    let started_ms = js_sys::Date::parse(&begun.started_at);
    if started_ms.is_nan() { 0.0 } else { ((time::wall_ms() - started_ms) / 1000.0).max(0.0) }
}

/// Milliseconds of a walk as seconds.
fn seconds(ms: u64) -> f64 {
    units::Duration::from_millis(ms).as_secs_f64()
}
