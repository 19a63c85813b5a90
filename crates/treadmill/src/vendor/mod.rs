//! Frames of makers who do not speak FTMS: read so that an owner can see what a machine says, never written.

pub mod fitshow;
pub mod kingsmith;
