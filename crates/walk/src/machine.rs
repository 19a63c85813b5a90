//! One walk: the session of its blocks, its cues, its clock and its log, as one machine that decides.

use crate::cues::{self, Cue, Options, SpokenLength};
use crate::limits::{PATH_END_BEFORE, QUICKEST_BACKWARD_MPS, STANDS_AGAIN, WRONG_WAY_STEPS};
use crate::posture::Posture;
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use coach::program::{BlockKind, Program, Until, Way};
use coach::session::limits::{RESUME_WITHIN, SILENCE_MOST};
use coach::session::{self, Input, PauseWhy, Session};
use units::{Duration, Instant, Length};

/// How often a shell must tell the time, so that a silence is noticed and the journal is never a second behind.
const HEARTBEAT: Duration = Duration::from_secs(1);
/// Between words outside the track and what the track says next: a player needs a moment to begin.
const BEFORE_TRACK: Duration = Duration::from_millis(500);
/// How long an answer to "how long still?" may wait for a cue to end.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// What a walk says.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Something happened to the blocks.
    Session(session::Output),
    /// A cue of the track begins now: the track sounds it; a shell without a track sounds it itself.
    Cue(Cue),
    /// A cue that is not in the track: sound it now.
    Say(Cue),
}

/// One thing heard, with the walk time it was heard at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heard {
    /// In whole milliseconds.
    pub at: Instant,
    /// What.
    pub input: Input,
}

/// Whether the walker does something else than this block asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WrongWay {
    /// So many steps the other way since the last right one.
    Steps(u32),
    /// It waits for a silence to be told.
    Waits,
    /// It was told: once a block is enough.
    Told,
}

/// The machine.
///
/// Its walk time is made from the shell's clock: it runs by what that clock adds, stands when the clock runs back, and
/// where the clock leaps further than a shell may be silent, the walk is paused at the moment last heard.
pub struct Walk {
    program: Program,
    session: Session,
    options: Options,
    lengths: Box<dyn SpokenLength>,
    cues: Vec<Cue>,
    next_cue: usize,
    sounding_until: Duration,
    /// When a walk that was asked to go on does: after the words that say which way.
    goes_on: Option<Instant>,
    /// When who stands through no wish of their own is told so again.
    stands_again: Option<Instant>,
    question: Option<Instant>,
    wrong_way: WrongWay,
    posture: Posture,
    last_outside: Option<Instant>,
    log: Vec<Heard>,
    outputs: VecDeque<Output>,
}

impl Walk {
    /// A walk that has not begun.
    pub fn new(program: Program, options: Options, lengths: Box<dyn SpokenLength>) -> Walk {
        let cues = cues::schedule(&program, &[], &options, &*lengths);
        Walk {
            session: Session::new(&program),
            program,
            options,
            lengths,
            cues,
            next_cue: 0,
            sounding_until: Duration::ZERO,
            goes_on: None,
            stands_again: None,
            question: None,
            wrong_way: WrongWay::Steps(0),
            posture: Posture::default(),
            last_outside: None,
            log: Vec::new(),
            outputs: VecDeque::new(),
        }
    }

    /// The walk of a journal: everything heard happens again, up to the moment last heard, and there it stands paused.
    /// The shell's clock goes on counting from the walk's start, so the time away becomes part of the pause.
    pub fn restore(
        program: Program,
        options: Options,
        lengths: Box<dyn SpokenLength>,
        log: &[Heard],
        last_heard: Instant,
    ) -> Walk {
        let mut walk = Walk::new(program, options, lengths);
        for heard in log {
            walk.apply(Input::Tick, heard.at);
            walk.apply(heard.input, heard.at);
        }
        walk.apply(Input::Tick, last_heard);
        if walk.session.is_running() {
            walk.apply(Input::Pause(PauseWhy::Restored), last_heard);
        }
        walk.outputs.clear();
        walk.stands_again = None;
        walk.last_outside = Some(walk.session.now());
        walk
    }

    /// Whether a walk last heard at `heard` is still offered at `now`.
    pub fn may_resume(heard: Instant, now: Instant) -> bool {
        now.since(heard) <= RESUME_WITHIN
    }

    /// Hears one thing; `outside` is the shell's clock since the walk's start.
    pub fn handle(&mut self, input: Input, outside: Instant) {
        let outside = Instant::from_millis(outside.micros() / 1000);
        let passed = self.last_outside.map_or(Duration::ZERO, |last| outside.since(last));
        self.last_outside = Some(outside);
        // The shell may say itself that the voice went on while nothing was heard.
        let explained = match input {
            Input::NotMeasured(length) => length + SILENCE_MOST,
            _ => SILENCE_MOST,
        };
        let now = self.session.now();
        if passed > explained {
            let running = self.session.is_running();
            let waits = self.goes_on.take().is_some();
            if running {
                self.apply(Input::Pause(PauseWhy::Silence), now);
            }
            if running || waits {
                self.stands_again = Some(now + passed + STANDS_AGAIN);
            }
        }
        let now = now + passed;
        self.apply(Input::Tick, now);
        if self.goes_on.is_some_and(|at| at <= now) {
            self.goes_on = None;
            self.apply(Input::Resume, now);
        }
        match input {
            Input::Resume => self.go_on(now),
            Input::Pause(why) if self.goes_on.take().is_some() => {
                self.stands_again = Some(now + STANDS_AGAIN);
                self.outputs.push_back(Output::Session(session::Output::Paused(why)));
            }
            _ => self.apply(input, now),
        }
        if input == Input::Pause(PauseWhy::Walker) {
            self.stands_again = None;
        }
        if self.stands_again.is_some_and(|at| at <= now) && self.goes_on.is_none() {
            self.stand_still(now);
        }
        self.answer(now);
    }

    /// Goes on after a pause, so that nothing is talked over and nothing is lost. A standing block that keeps a walker from
    /// falling begins again, as does the start of a belt; elsewhere the walk stands until it was said which way. At a block's start
    /// its own cue says that, but nobody sets off backward without a look.
    fn go_on(&mut self, now: Instant) {
        let Some(why) = self.session.paused().filter(|_| self.goes_on.is_none()) else { return };
        let Some(kind) = self.session.current_kind() else { return };
        if matches!(kind, BlockKind::Turn | BlockKind::Stand) && !self.session.elapsed().is_zero() {
            self.apply(Input::Repeat, now);
        }
        let begun = !self.session.elapsed().is_zero();
        if self.is_on_belt() || (!begun && kind != BlockKind::Backward) {
            return self.apply(Input::Resume, now);
        }
        // Who did not pause by themselves may have walked on, or come back to another place.
        let near = begun && kind == BlockKind::Backward && why != PauseWhy::Walker && self.path().is_some();
        let cue = self.outside(cues::resumed(kind, begun, near));
        // The log knows whole milliseconds.
        let millis = (cue.length + BEFORE_TRACK).as_micros().div_ceil(1000);
        self.goes_on = Some(now + Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX)));
        self.outputs.push_back(Output::Say(cue));
    }

    /// The walker asks how long the block still lasts; answered as soon as nothing else sounds.
    pub fn ask_time_left(&mut self) {
        if self.session.is_running() {
            self.question = Some(self.session.now());
            self.answer(self.session.now());
        }
    }

    /// Takes how the trunk leaned; told once in a block, where words about posture are wanted, as soon as nothing else sounds.
    pub fn leaned(&mut self, lean: &gait::Lean) {
        if self.session.is_running() && self.options.preset.speaks_of_posture() {
            self.posture.hear(lean, self.session.now());
            self.answer(self.session.now());
        }
    }

    /// What happened, oldest first.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When the machine wants to hear the time again, on the shell's clock; `None` when the walk is over.
    pub fn poll_timeout(&self) -> Option<Instant> {
        let last = self.last_outside?;
        if self.session.ended().is_some() {
            return None;
        }
        let mut wait = HEARTBEAT;
        if let Some(at) = self.goes_on {
            wait = wait.min(at.since(self.session.now()));
        }
        if self.session.is_running() {
            let position = self.session.track_position();
            wait = wait.min(self.session.left());
            if let Some(cue) = self.cues.get(self.next_cue) {
                wait = wait.min(cue.at.saturating_sub(position));
            }
            let waits = self.question.is_some()
                || self.wrong_way == WrongWay::Waits
                || self.posture.is_to_be_said(self.session.now());
            if waits && self.sounding_until > position {
                wait = wait.min(self.sounding_until.saturating_sub(position));
            }
        }
        // Whole milliseconds, and never none: a shell that sleeps until then always gets on.
        Some(last + wait.max(Duration::from_millis(1)))
    }

    /// The program walked.
    pub const fn program(&self) -> &Program {
        &self.program
    }

    /// Whether a belt set by hand may move in this block: it is walked on, started or stopped.
    pub fn is_on_belt(&self) -> bool {
        self.program.way() == Way::Treadmill
            && self.session.current().is_some_and(|block| {
                block.belt.is_some() || matches!(block.kind, BlockKind::Forward | BlockKind::Backward)
            })
    }

    /// The session of its blocks.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Whether it is said now which way a walk that stands goes on.
    pub const fn goes_on(&self) -> bool {
        self.goes_on.is_some()
    }

    /// How it sounds.
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// The cues of the track as it now is; they change when a block is extended.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// Everything heard so far but the time.
    pub fn log(&self) -> &[Heard] {
        &self.log
    }

    fn apply(&mut self, input: Input, now: Instant) {
        if !matches!(input, Input::Tick) {
            self.log.push(Heard { at: now, input });
        }
        if let Input::Steps(steps) = input {
            self.watch_direction(steps);
        }
        self.session.handle(input, now);
        while let Some(output) = self.session.poll_output() {
            self.follow(output);
        }
        if self.session.is_running() {
            self.sound_until(self.session.track_position());
        }
    }

    /// Keeps the cues in step with what happened to the blocks.
    fn follow(&mut self, output: session::Output) {
        match output {
            session::Output::Began { block, jump } => {
                // What was asked of the last block has no answer in this one.
                (self.wrong_way, self.posture, self.question) =
                    (WrongWay::Steps(0), Posture::default(), None);
                let start = self.session.track_start(block);
                if jump {
                    let start = self.session.track_position();
                    self.next_cue = self.cues.partition_point(|cue| cue.at < start);
                    self.sounding_until = start;
                } else {
                    // What sounded in the block that ran out is said before the new block is.
                    self.sound_before(start);
                }
                self.outputs.push_back(Output::Session(output));
                if jump {
                    self.goes_on_within(block);
                }
                return;
            }
            session::Output::Extended { .. } => {
                let position = self.session.track_position();
                self.cues =
                    cues::schedule(&self.program, self.session.extensions(), &self.options, &*self.lengths);
                self.next_cue = self.cues.partition_point(|cue| cue.at <= position);
            }
            session::Output::Ended(session::Ending::Complete) => self.sound_before(Duration::MAX),
            _ => {}
        }
        self.outputs.push_back(Output::Session(output));
        // Whoever is left without the guiding voice hears so, and nobody stands still on a belt.
        match output {
            session::Output::Paused(why) if why != PauseWhy::Walker || self.is_on_belt() => {
                self.stand_still(self.session.now());
            }
            session::Output::Resumed { .. } | session::Output::Ended(_) => self.stands_again = None,
            _ => {}
        }
    }

    /// Says to stand still, and says it again later.
    fn stand_still(&mut self, now: Instant) {
        let cue = self.outside(cues::stand_still(self.is_on_belt()));
        self.outputs.push_back(Output::Say(cue));
        self.stands_again = Some(now + STANDS_AGAIN);
    }

    fn outside(&self, wish: cues::Wish) -> Cue {
        let (at, block) = (self.session.track_position(), self.session.index());
        cues::outside(wish, block, at, self.options.preset, &*self.lengths)
    }

    fn sound_before(&mut self, end: Duration) {
        while let Some(cue) = self.cues.get(self.next_cue).filter(|cue| cue.at < end) {
            self.sounding_until = cue.end();
            self.outputs.push_back(Output::Cue(cue.clone()));
            self.next_cue += 1;
        }
    }

    fn sound_until(&mut self, position: Duration) {
        self.sound_before(position + Duration::from_nanos(1));
    }

    /// The plan asks; the steps answer.
    fn watch_direction(&mut self, steps: session::Steps) {
        let (right, wrong) = match self.session.current_kind() {
            Some(BlockKind::Forward) => (steps.forward, steps.backward),
            Some(BlockKind::Backward) => (steps.backward, steps.forward),
            // Elsewhere it is a rest.
            Some(BlockKind::CoolDown) if self.program.way() == Way::Intervals => {
                (steps.forward, steps.backward)
            }
            _ => return,
        };
        self.wrong_way = match self.wrong_way {
            WrongWay::Told => WrongWay::Told,
            _ if right > 0 => WrongWay::Steps(0),
            WrongWay::Steps(before) if before.saturating_add(wrong) < WRONG_WAY_STEPS => {
                WrongWay::Steps(before.saturating_add(wrong))
            }
            WrongWay::Steps(_) | WrongWay::Waits => WrongWay::Waits,
        };
    }

    /// How long the path is, in a block that ends where it does.
    fn path(&self) -> Option<Length> {
        match self.session.current()?.until {
            Until::Arrival(length) => Some(length),
            Until::Time => None,
        }
    }

    /// Says which way where a block goes on within, its own cue long over, unless the track says something there.
    fn goes_on_within(&mut self, block: usize) {
        let at = self.session.track_position();
        let Some(first) = self.cues.iter().find(|cue| cue.block == block && cue.at < at) else { return };
        let mut cue = Cue { at, ..first.clone() };
        cue.pieces.truncate(1);
        if self.cues.iter().all(|other| other.end() <= at || cue.end() + BEFORE_TRACK <= other.at) {
            self.sounding_until = cue.end();
            self.outputs.push_back(Output::Say(cue));
        }
    }

    /// Whether a quick walker comes to the end of the path by now: who turns back there does what comes next.
    fn may_have_arrived(&self) -> bool {
        let walked = (self.session.elapsed() + PATH_END_BEFORE).as_secs_f64() * QUICKEST_BACKWARD_MPS;
        self.path().is_some_and(|path| walked >= path.meters())
    }

    /// Says, as soon as nothing else sounds, how long the block still lasts, if that was asked, or which way it goes, if
    /// the walker goes the other way, or to stand tall, if the walker leans too far forward.
    fn answer(&mut self, now: Instant) {
        if self.question.is_some_and(|asked| !self.session.is_running() || now.since(asked) > ANSWER_WITHIN) {
            self.question = None;
        }
        if !self.session.is_running() {
            return;
        }
        // Who turned round on a belt leaves it at once, whatever sounds, and to go on is to start it again.
        if self.wrong_way == WrongWay::Waits && self.is_on_belt() {
            self.wrong_way = WrongWay::Told;
            return self.apply(Input::Pause(PauseWhy::Interruption), now);
        }
        let (wish, told): (cues::Wish, fn(&mut Walk)) = match self.session.current_kind() {
            _ if self.question.is_some() => {
                let until = self.path().map_or(Until::Time, Until::Arrival);
                (cues::time_left(until, self.session.left(), self.options.units), |walk| walk.question = None)
            }
            Some(kind) if self.wrong_way == WrongWay::Waits && !self.may_have_arrived() => {
                (cues::wrong_way(kind), |walk| walk.wrong_way = WrongWay::Told)
            }
            Some(_) if self.posture.is_to_be_said(now) => (cues::stand_tall(), |walk| walk.posture.said()),
            _ => return,
        };
        let cue = self.outside(wish);
        let next = self.cues.get(self.next_cue).map_or(Duration::MAX, |cue| cue.at);
        if cue.at >= self.sounding_until && cue.end() + BEFORE_TRACK <= next {
            self.sounding_until = cue.end();
            told(self);
            self.outputs.push_back(Output::Say(cue));
        }
    }
}
