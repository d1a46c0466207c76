//! A workspace of its own for a foreign document: types, client and server, which build by
//! themselves. What is written by hand in this repository's crates is copied beside.

mod manifest;

use std::path::PathBuf;

use crate::{
    diagnostic::Diagnostic,
    emit::{self, Target},
    generate,
    model::Api,
    output::Tree,
};

/// Files of the three crates that are not generated, by path below `crates/`.
const HANDWRITTEN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/handwritten.rs"));

/// This repository's workspace manifest: the versions of all dependencies.
const WORKSPACE: &str = include_str!("../../../../Cargo.toml");

/// What names of this repository's crates start with, and those of a foreign workspace.
const OWN_PREFIX: &str = "simpleinboxes";
const FOREIGN_PREFIX: &str = "api";

/// Every file of the workspace for `api`.
///
/// # Errors
///
/// What an emitter cannot write: everything, from all emitters.
pub fn foreign(api: &Api) -> Result<Tree, Vec<Diagnostic>> {
    let target = Target::with_prefix(FOREIGN_PREFIX);
    let mut tree = Tree::new("cargo xtask codegen --spec … --out …");
    let emitters: [(&str, generate::Emitter); 4] = [
        ("types/src/generated", emit::types::emit),
        ("client/src/generated", emit::client::emit),
        ("server/src/generated", emit::server::emit),
        ("spec", emit::published::emit),
    ];
    generate::run(&emitters, api, &target, &mut tree)?;
    handwritten(api, &mut tree).map_err(|error| vec![error])?;
    Ok(tree)
}

fn handwritten(api: &Api, tree: &mut Tree) -> Result<(), Diagnostic> {
    let mut manifests = Vec::new();
    for (path, text) in HANDWRITTEN {
        match path.strip_suffix("/Cargo.toml") {
            Some(_) => manifests.push((*path, manifest::member(text)?)),
            None => tree.add_file(PathBuf::from(path), &source(path, text, api))?,
        }
    }
    let members = manifests.iter().map(|(_, manifest)| manifest);
    tree.add_file(
        PathBuf::from("Cargo.toml"),
        &manifest::workspace(WORKSPACE, members)?,
    )?;
    for (path, manifest) in manifests {
        tree.add_file(PathBuf::from(path), &manifest::text(&manifest)?)?;
    }
    Ok(())
}

/// The source with the names of the foreign crates. A crate's own words at its head are about
/// this repository's API: they give way to the document's title.
fn source(path: &str, text: &str, api: &Api) -> String {
    let text = text.replace(&format!("{OWN_PREFIX}_"), &format!("{FOREIGN_PREFIX}_"));
    if !path.ends_with("/lib.rs") {
        return text;
    }
    let kind = path.split('/').next().unwrap_or_default();
    let title: String = api
        .title
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let code = text
        .lines()
        .filter(|line| !line.starts_with("//!"))
        .collect::<Vec<_>>()
        .join("\n");
    format!("//! The {kind} of {title}.\n{code}\n")
}
