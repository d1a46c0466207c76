//! Everything that is tested across crates, over real connections. One binary, a module a theme.

mod constraints;
mod judged;
mod round_trip;
mod support;
mod surroundings;
