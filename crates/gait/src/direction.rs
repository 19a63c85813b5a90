//! Forward, backward, or an honest unknown.

/// Which way a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// The way the body faces.
    Forward,
    /// The way the back faces.
    Backward,
    /// The signal does not say.
    #[default]
    Unknown,
}
