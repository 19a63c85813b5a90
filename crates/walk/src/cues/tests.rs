//! The cue log of whole walks.
