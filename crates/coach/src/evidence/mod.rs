//! What is known, how sure it is, and in whom: trials as data, and the arithmetic that pools them.

pub mod distribution;
pub mod effect;
pub mod findings;
pub mod learn;
pub mod pool;
pub mod table;
pub mod trials;
