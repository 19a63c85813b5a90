//! Keeps a walk as it goes, beside the loop that watches the belt: no disk may make that one wait.

use crate::walks::{self, Walks};
use anyhow::Context;
use coach::program::Program;
use formats::walk_record::{Begun, Source, WalkRecord};
use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use voice::words::Words;
use walk::record::of_belt;
use walk::treadmill_walk::{Leg, TreadmillWalk};

pub(super) struct Keeper {
    data: Option<PathBuf>,
    program: Program,
    begun: Begun,
    /// How many stretches were walked when it was last kept.
    stretches: usize,
    writing: Option<JoinHandle<anyhow::Result<()>>>,
}

impl Keeper {
    pub(super) fn new(data: Option<PathBuf>, program: Program, words: &Words) -> Keeper {
        let begun = walks::begun(&program, Source::Terminal, words);
        Keeper { data, program, begun, stretches: 0, writing: None }
    }

    /// Keeps it after each stretch: a program that is killed loses the stretch it was in, and no more.
    pub(super) fn look(&mut self, walk: &TreadmillWalk) {
        let walked = walk.legs().iter().filter(|leg| leg.is_walked()).count();
        let idle = self.writing.as_ref().is_none_or(JoinHandle::is_finished);
        if walked > self.stretches && walked < walk.legs().len() && idle {
            self.stretches = walked;
            let (record, data) = (of_belt(walk, &self.program, &self.begun), self.data.clone());
            self.writing = Some(thread::spawn(move || Walks::open(data.as_deref())?.put(&record)));
        }
    }

    /// Keeps it for good; gives its id, or nothing for a belt that never moved under a walker.
    pub(super) fn finish(self, walk: &TreadmillWalk, words: &Words) -> anyhow::Result<Option<String>> {
        // Whatever came of an earlier one, this one says it again.
        let _ = self.writing.map(JoinHandle::join);
        if walk.legs().iter().all(|leg: &Leg| leg.walked.is_zero()) {
            return Ok(None);
        }
        let record: WalkRecord = of_belt(walk, &self.program, &self.begun);
        if let Err(error) = Walks::open(self.data.as_deref()).and_then(|walks| walks.put(&record)) {
            println!("{}", serde_json::to_string(&record)?);
            return Err(error).with_context(|| words.plain("terminal-printed-instead"));
        }
        Ok(Some(record.id))
    }
}
