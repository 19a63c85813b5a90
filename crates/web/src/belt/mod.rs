//! A walk on a belt the app steers: a shell around `walk::treadmill_walk` that feeds it what the treadmill, the strap and
//! the phone say, and does what it says. It decides nothing.
//!
//! Reading order: [`shown`] (what the screen shows), [`voice`] (how it is said), and here the loop.

mod shown;
pub(crate) mod voice;

pub(crate) use self::shown::Shown;

use self::voice::Voice;

use crate::platform::beat::Beat;
use crate::platform::bluetooth::{self, Device, Event, Link, NotChosen, Order};
use crate::platform::clock::now;
use crate::platform::only_one::TheOne;
use crate::platform::{clock, js, motion, speech, wake_lock::ScreenOn};
use crate::route::Route;
use crate::state::App;
use crate::text::{t, tw};
use crate::{diary, fall, live, safety, walks};
use coach::program::{Plan, Program};
use draw::prelude::*;
use formats::walk_record::{Begun, Source, VERSION};
use gait::{Direction, Engine};
use std::cell::RefCell;
use std::rc::Rc;
use treadmill::controller::{self, Controller, Facing};
use treadmill::ftms::Characteristic;
use treadmill::ftms::characteristic::{FITNESS_MACHINE_SERVICE, HEART_RATE_SERVICE};
use treadmill::ftms::heart_rate::HeartRateMeasurement;
use treadmill::limits::HEART_LIMITS;
use treadmill::quirks;
use units::{Duration, Instant};
use walk::felt::Feeling;
use walk::treadmill_walk::{Hold, Input, Output, Phase, TreadmillWalk};
use walk::{belt_walker, record};

/// Whether this browser can link to a treadmill.
pub(crate) fn is_here() -> bool {
    bluetooth::is_here()
}

/// The walk on the belt. A copy is the same walk.
#[derive(Clone)]
pub(crate) struct Belt {
    driver: Rc<RefCell<Driver>>,
    /// What the screen shows.
    pub(crate) shown: RwSignal<Shown>,
}

struct Driver {
    app: App,
    walk: TreadmillWalk,
    program: Program,
    begun: Begun,
    name: String,
    machine: Option<Link>,
    strap: Option<Link>,
    engine: Engine,
    feeling: Feeling,
    expected: Option<Facing>,
    voice: Voice,
    saying: String,
    heart: Option<u16>,
    hold: Hold,
    unreachable: bool,
    /// How many stretches were walked when it was last kept.
    kept: usize,
    over: bool,
    listening: Option<Listening>,
}

/// What makes the loop turn; dropping it ends that.
struct Listening {
    beat: Beat,
    _motion: Option<js::Listening>,
    _screen: ScreenOn,
    _leaving: Vec<js::Listening>,
    _one: Option<TheOne>,
}

/// Lets the walker choose a treadmill and links to it. Called straight from a tap: what the browser gives to taps only is
/// asked for before anything is waited for.
pub(crate) fn begin(app: App, program: Program) {
    let Some(alarm) = app.settings.with_untracked(|settings| belt_walker::heart_limit(&settings.heart_limit))
    else {
        let (low, high) = (HEART_LIMITS.start().to_string(), HEART_LIMITS.end().to_string());
        return app.getting_ready.set(Some(tw("screen-refused-number", &[("low", &low), ("high", &high)])));
    };
    // What matters on a belt is heard, and no clips were spoken for it.
    if !app.settings.with_untracked(|settings| speech::knows(&settings.language)) {
        return app.getting_ready.set(Some(t("app-belt-no-voice")));
    }
    let choosing = bluetooth::choose(FITNESS_MACHINE_SERVICE);
    let sensing = motion::ask();
    let voice = Voice::open();
    app.getting_ready.set(None);
    js::later(async move {
        let device = match choosing.await {
            Ok(device) => device,
            Err(why) => return app.getting_ready.set(Some(t(not_chosen(why)))),
        };
        sensing.await;
        let Ok(one) = live::may_begin(app, &program).await else { return };
        Belt::start(app, program, alarm, &device, voice, one);
    });
}

fn not_chosen(why: NotChosen) -> &'static str {
    match why {
        NotChosen::None => "app-belt-not-chosen",
        NotChosen::Off => "app-belt-off",
        NotChosen::Forbidden => "app-belt-forbidden",
    }
}

impl Belt {
    fn start(
        app: App,
        program: Program,
        alarm: Option<u16>,
        device: &Device,
        voice: Voice,
        one: Option<TheOne>,
    ) {
        let Plan::Treadmill(plan) = program.plan() else { return };
        let settings = app.settings.get_untracked();
        let records = untrack(|| diary::records(app));
        let personal = belt_walker::personal(&records, diary::today(), app.company.get_untracked(), alarm);
        let walk = TreadmillWalk::new(plan, Controller::new(personal));
        let (id, started_at) = walks::new_id(clock::wall_ms());
        let begun = Begun {
            version: VERSION,
            id,
            started_at,
            program: program.to_string(),
            source: Source::Phone,
            language: settings.language.clone(),
        };
        let driver = Driver {
            app,
            walk,
            program,
            begun,
            name: device.name(),
            machine: None,
            strap: None,
            engine: live::engine(&settings.placement, settings.height()),
            feeling: Feeling::default(),
            expected: None,
            voice,
            saying: String::new(),
            heart: None,
            hold: Hold::None,
            unreachable: false,
            kept: 0,
            over: false,
            listening: None,
        };
        let shown = RwSignal::new(driver.picture());
        let belt = Belt { driver: Rc::new(RefCell::new(driver)), shown };
        belt.listen(one);
        app.cue_log.set(Vec::new());
        let linked = belt.link(device, FITNESS_MACHINE_SERVICE, Belt::told);
        belt.driver.borrow_mut().machine = linked;
        app.belt.set(Some(belt));
    }

    /// Everything that makes the loop turn.
    fn listen(&self, one: Option<TheOne>) {
        let belt = self.clone();
        let beat = Beat::start(move || belt.beat());
        let belt = self.clone();
        let motion = motion::listen(move |reading| belt.feel(&reading));
        let leaving = js::window().map(|window| {
            let (stay, gone) = (self.clone(), self.clone());
            vec![
                // The browser asks whether the page may really go; where it goes all the same, the belt is told to stop.
                js::listen(&window, "beforeunload", move |event| {
                    if stay.shown.with_untracked(|shown| shown.moves) {
                        js::call(&event, "preventDefault", &[]);
                    }
                }),
                js::listen(&window, "pagehide", move |_| gone.put(Input::Leave)),
            ]
        });
        self.driver.borrow_mut().listening = Some(Listening {
            beat,
            _motion: motion,
            _screen: ScreenOn::take(|_| ()),
            _leaving: leaving.unwrap_or_default(),
            _one: one,
        });
    }

    fn link(&self, device: &Device, service: u16, told: fn(&Belt, &Event)) -> Option<Link> {
        let waits = self.driver.borrow().listening.as_ref()?.beat.waits();
        let belt = self.clone();
        Some(Link::to(device.clone(), service, waits, move |event| told(&belt, &event)))
    }

    /// Lets the walker choose a heart strap and links to it. Called straight from a tap.
    pub(crate) fn add_strap(&self) {
        let (belt, choosing) = (self.clone(), bluetooth::choose(HEART_RATE_SERVICE));
        js::later(async move {
            match choosing.await {
                Ok(device) => {
                    let linked = belt.link(&device, HEART_RATE_SERVICE, Belt::strap_told);
                    belt.driver.borrow_mut().strap = linked;
                }
                Err(why) => belt.driver.borrow_mut().saying = t(not_chosen(why)),
            }
        });
    }

    /// The treadmill's link says something.
    fn told(&self, event: &Event) {
        let known = |number| Characteristic::from_number(number);
        if let Ok(mut driver) = self.driver.try_borrow_mut() {
            driver.unreachable = *event == Event::Unreachable;
        }
        let input = match event {
            Event::Up => {
                let driver = self.driver.borrow();
                let failed = driver
                    .app
                    .settings
                    .with_untracked(|settings| settings.failed_belts.contains(&driver.name));
                controller::Input::LinkUp { refused: quirks::refused(&driver.name, failed) }
            }
            Event::Lost => controller::Input::LinkLost,
            Event::Heard(number, bytes) => match known(*number) {
                Some(characteristic) => controller::Input::Heard(characteristic, bytes),
                None => return,
            },
            Event::Missing(number) => match known(*number) {
                Some(characteristic) => controller::Input::Missing(characteristic),
                None => return,
            },
            Event::WriteFailed => controller::Input::WriteFailed,
            Event::Unreachable => controller::Input::Tick,
        };
        self.put(Input::Machine(input));
    }

    /// The strap's link says something.
    fn strap_told(&self, event: &Event) {
        match event {
            Event::Up => {
                if let Some(strap) = &self.driver.borrow().strap {
                    strap.order(Order::Subscribe(Characteristic::HeartRate.number()));
                }
            }
            Event::Heard(_, bytes) => {
                self.driver.borrow_mut().heart = HeartRateMeasurement::decode(bytes).map(|heart| heart.bpm);
                self.put(Input::Machine(controller::Input::Heard(Characteristic::HeartRate, bytes)));
            }
            Event::Lost | Event::Missing(_) => self.driver.borrow_mut().heart = None,
            Event::Unreachable | Event::WriteFailed => {}
        }
    }

    /// The phone moved.
    fn feel(&self, reading: &motion::Reading) {
        let (mut felt, mut fell) = (Vec::new(), None);
        {
            let Ok(mut driver) = self.driver.try_borrow_mut() else { return };
            let driver = &mut *driver;
            driver.engine.push(live::sample(reading));
            while let Some(event) = driver.engine.poll() {
                match event {
                    gait::Event::FallSuspected(_) => fell = Some(driver.app),
                    gait::Event::Leaned(lean) => driver.walk.leaned(&lean, now()),
                    event => felt.extend(driver.feeling.hear(&event)),
                }
            }
        }
        for felt in felt {
            self.put(Input::Machine(controller::Input::Felt(felt)));
        }
        if let Some(app) = fell {
            fall::suspected(app);
        }
    }

    /// Tells the time, and when all is said.
    fn beat(&self) {
        let said = self.driver.try_borrow().is_ok_and(|driver| driver.voice.is_over());
        self.put(if said { Input::Said } else { Input::Machine(controller::Input::Tick) });
    }

    /// Hears one thing and does all that follows from it.
    pub(crate) fn put(&self, input: Input<'_>) {
        let Ok(mut driver) = self.driver.try_borrow_mut() else { return };
        driver.put(input);
        let (shown, over) = (driver.picture(), driver.walk.is_over());
        drop(driver);
        if self.shown.with_untracked(|before| *before != shown) {
            self.shown.set(shown);
        }
        if over {
            self.finish();
        }
    }

    /// Whether the walk is over, though the belt may still have to be watched.
    pub(crate) fn has_ended(&self) -> bool {
        self.driver.borrow().walk.phase() == Phase::Done
    }

    /// Whether any of it was walked.
    pub(crate) fn has_walked(&self) -> bool {
        self.driver.borrow().walk.legs().iter().any(|leg| !leg.walked.is_zero())
    }

    /// Keeps the walk, lets go of everything, and asks how it was.
    fn finish(&self) {
        let belt = self.clone();
        if core::mem::replace(&mut self.driver.borrow_mut().over, true) {
            return;
        }
        js::later(async move {
            let (app, record) = {
                let mut driver = belt.driver.borrow_mut();
                // The last words are not cut off: they are the browser's to say, when nobody beats any more.
                let settings = driver.app.settings.get_untracked();
                driver.voice.go_on(&settings, now() + Duration::from_mins(10));
                (driver.machine, driver.strap, driver.listening) = (None, None, None);
                (driver.app, driver.record())
            };
            let mut next = Route::Walk;
            if belt.has_walked() {
                live::learn(app, &record);
                next = Route::After(record.id.clone());
                let _ = walks::keep(app, record).await;
            }
            // Whoever told a stop sign stays where help is.
            if diary::barred(app).is_none() {
                next.replace();
            }
            app.belt.set(None);
        });
    }
}

impl Driver {
    fn put(&mut self, input: Input<'_>) {
        let starts = matches!(input, Input::Go | Input::NobodyOnBelt | Input::Faster);
        if self.over || (starts && safety::stands(self.app)) {
            return;
        }
        if let Input::Holds(hold) = input {
            self.hold = hold;
        }
        let now = now();
        self.walk.hold_off(fall::is_asked(self.app));
        self.walk.handle(input, now);
        while let Some(output) = self.walk.poll_output() {
            self.obey(output, now);
        }
        self.app.settings.with_untracked(|settings| self.voice.go_on(settings, now));
        let facing = Some(self.walk.controller().facing());
        if self.expected != facing {
            self.expected = facing;
            self.engine.expect(facing.map(|facing| match facing {
                Facing::Forward => Direction::Forward,
                Facing::Backward => Direction::Backward,
            }));
        }
        let walked = self.walk.legs().iter().filter(|leg| leg.is_walked()).count();
        if walked > self.kept && walked < self.walk.legs().len() {
            // A page that dies loses the stretch it was in, and no more.
            self.kept = walked;
            let (app, record) = (self.app, self.record());
            js::later(async move { drop(walks::keep(app, record).await) });
        }
    }

    fn obey(&mut self, output: Output, now: Instant) {
        let order = match output {
            Output::Machine(controller::Output::Subscribe(c)) => Order::Subscribe(c.number()),
            Output::Machine(controller::Output::Read(c)) => Order::Read(c.number()),
            Output::Machine(controller::Output::Write(permitted)) => {
                Order::Write(Characteristic::ControlPoint.number(), permitted.bytes())
            }
            Output::Machine(controller::Output::RememberFailedProbe) => {
                let (app, name) = (self.app, self.name.clone());
                return js::later(async move { app.choose(|settings| settings.failed_belts.push(name)) });
            }
            Output::Machine(controller::Output::Say(_)) | Output::Say(_) => return self.say(output, now),
        };
        if let Some(machine) = &self.machine {
            machine.order(order);
        }
    }

    fn say(&mut self, output: Output, now: Instant) {
        let Some(id) = output.sentence() else { return };
        self.saying = t(&id);
        self.voice.say(output.haste(), output.motif(), self.saying.clone(), now);
        let entry = (now.since_start().as_secs_f64(), id, self.saying.clone());
        self.app.cue_log.update(|log| log.push(entry));
    }

    fn record(&self) -> formats::walk_record::WalkRecord {
        record::of_belt(&self.walk, &self.program, &self.begun)
    }
}
