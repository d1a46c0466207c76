//! The harness of the conformance suite and of the whole-system tests.
//!
//! [`generated`] is written by `cargo xtask codegen`: tables of requests and answers for every
//! operation, the calls through the typed client, and the server's traits implemented by a
//! recorder. All else is by hand: [`stage`] runs the generated routers on a socket and records
//! every byte, [`call`] and [`send`] call it through the client or with raw bytes, [`judge`]
//! holds what was recorded against the published document by other means than the generator's.
//!
//! For tests of the whole: [`service`] runs the real service in the process, [`process`] the
//! program as a process of its own, and [`api`] calls either.

#![recursion_limit = "256"]

mod answer;
pub mod api;
pub mod call;
pub mod cloudflare;
pub mod contract;
pub mod exceptions;
#[rustfmt::skip]
pub mod generated;
pub mod hold;
pub mod judge;
pub mod made;
pub mod mail_servers;
pub mod mounted;
pub mod played;
pub mod process;
pub mod raw;
pub mod registrar;
pub mod report;
pub mod runs;
pub mod search;
pub mod send;
pub mod service;
pub mod stage;
pub mod stripe;
pub mod table;
pub mod tool;
pub mod until;
pub mod wire;
