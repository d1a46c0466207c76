//! The contracts of the ports to registrars, run by every adapter; and what holds for each of them
//! alone.

#[path = "../shared/log.rs"]
mod log;
mod marketplace;
mod own;
#[path = "../shared/stub.rs"]
mod stub;
