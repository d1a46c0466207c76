//! How generated types behave. What is tried here is generated from `fixtures/library.yaml`; that
//! it still is what the generator writes, a test of the generator sees to.

#[rustfmt::skip]
#[path = "fixtures/library/mod.rs"]
mod generated;
#[path = "../src/runtime/mod.rs"]
mod runtime;

mod behaviour {
    mod builders;
    mod enums;
    mod objects;
    mod scalars;
    #[cfg(feature = "schemars")]
    mod schemas;
    mod secrets;
    mod unions;
}

pub use generated::*;
use serde_json::{Value, json};

/// A book with nothing that can be left out.
fn book_json() -> Value {
    json!({
        "id": "bk_0001", "title": "Emma", "status": "lent", "price": 1250,
        "lentUntil": null, "flavour": "only", "tags": ["novel"],
    })
}

fn book() -> Book {
    serde_json::from_value(book_json()).expect("a book")
}
