//! Secrets of others that the service keeps.

mod at_rest;
mod key_file;
mod rotation;
