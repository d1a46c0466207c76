//! Calls through the typed client: what is given to them, and what they yield.

mod given;
mod outcome;

use std::{future::Future, pin::Pin};

use simpleinboxes_client::Client;

pub use given::Given;
pub use outcome::{Failed, Outcome, Yielded, json, of, of_success, streamed};

/// A typed call, made from untyped values.
pub type Call =
    for<'a> fn(&'a Client, &'a Given) -> Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;
