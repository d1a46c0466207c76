//! The embedded host alone: what its server answers, packet by packet.

pub mod ask;
mod edges;
mod limits;
pub mod memory;
mod settings;
mod tools;
pub mod world;
mod zones;
