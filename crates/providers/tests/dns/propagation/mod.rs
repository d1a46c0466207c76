//! Looks at a small tree of zones on loopback: a root, a top, and a domain in the embedded server.

mod delegation;
mod mail;
mod signed;
mod tree;
