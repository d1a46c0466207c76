//! Turns, breakers, counts and pools, over real HTTP against stub servers: what holds for every
//! vendor, the rules shown on some of them, and each vendor on its lane.

mod breaker;
mod changes;
mod pools;
#[allow(dead_code, reason = "other tests look closer at what was asked")]
#[path = "../shared/stub.rs"]
mod stub;
mod turns;
mod vendors;
mod world;
