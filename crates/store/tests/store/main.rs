//! The store on every engine that this machine has.

mod harness;
