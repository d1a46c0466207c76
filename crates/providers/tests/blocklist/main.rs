//! Blocklists, asked over real DNS at a server on loopback that plays each of their codes.

mod asking;
mod codes;
mod limits;
mod sandbox;
mod server;
mod world;
