//! The server's tests run against code that was generated from a document of their own. Here it
//! is made sure that the code is what the generator writes today.
//!
//! `UPDATE_FIXTURE=1 cargo test -p simpleinboxes-codegen --test server_fixture` writes it anew.

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
};

use simpleinboxes_codegen::{
    emit::{self, Target},
    load, model,
    output::Tree,
};

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/tests/fixture")
}

fn generated() -> Tree {
    let document = load(&fixture().join("openapi.yaml")).expect("the document loads");
    let api = model::build(&document).expect("the document has a model");
    let target = Target::with_prefix("fixture");
    let mut tree =
        Tree::new("UPDATE_FIXTURE=1 cargo test -p simpleinboxes-codegen --test server_fixture");
    let types = emit::types::emit(&api, &target).expect("types");
    tree.add(Path::new("types/src/generated"), types)
        .expect("the types are Rust");
    let server = emit::server::emit(&api, &target).expect("a server");
    tree.add(Path::new("server/src/generated"), server)
        .expect("the server is Rust");
    tree
}

#[test]
fn the_servers_fixture_is_current() {
    let tree = generated();
    if env::var_os("UPDATE_FIXTURE").is_some() {
        tree.write(&fixture()).expect("the fixture can be written");
        return;
    }
    let drift = tree.check(&fixture()).expect("the fixture can be read");
    let drift: BTreeMap<_, _> = drift
        .into_iter()
        .map(|drift| (drift.path, drift.diff))
        .collect();
    assert!(drift.is_empty(), "write the fixture anew: {drift:#?}");
}
