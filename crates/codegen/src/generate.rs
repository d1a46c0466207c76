//! From the model to the whole set of files.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use crate::{
    diagnostic::Diagnostic,
    emit::{self, OutputFile, Target},
    model::Api,
    output::Tree,
};

pub(crate) type Emitter = fn(&Api, &Target) -> Result<Vec<OutputFile>, Vec<Diagnostic>>;

/// What this repository generates from its own document, and where it goes.
const OWN: [(&str, Emitter); 5] = [
    ("crates/types/src/generated", emit::types::emit),
    ("crates/client/src/generated", emit::client::emit),
    ("crates/server/src/generated", emit::server::emit),
    ("tests/src/generated", emit::conformance::emit),
    ("spec/published", emit::published::emit),
];

/// Every generated file of this repository.
///
/// # Errors
///
/// What an emitter cannot write: everything, from all emitters.
pub fn own(api: &Api) -> Result<Tree, Vec<Diagnostic>> {
    let target = Target::with_prefix("simpleinboxes");
    let mut tree = Tree::new("cargo xtask codegen");
    run(&OWN, api, &target, &mut tree)?;
    Ok(tree)
}

pub use crate::workspace::foreign;

pub(crate) fn run(
    emitters: &[(&str, Emitter)],
    api: &Api,
    target: &Target,
    tree: &mut Tree,
) -> Result<(), Vec<Diagnostic>> {
    let mut errors = Vec::new();
    for (folder, emitter) in emitters {
        match guarded(*emitter, api, target) {
            Ok(files) => errors.extend(tree.add(Path::new(folder), files).err()),
            Err(found) => errors.extend(found),
        }
    }
    errors.sort();
    errors.dedup();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

/// An emitter that panics has a fault, which must not hide what the others have to say.
fn guarded(
    emitter: Emitter,
    api: &Api,
    target: &Target,
) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    let run = AssertUnwindSafe(|| emitter(api, target));
    catch_unwind(run).unwrap_or_else(|panic| {
        let told = panic.downcast_ref::<String>().map(String::as_str);
        let told = told
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no reason given");
        let message = format!("an emitter gave up: {told}");
        Err(vec![Diagnostic::internal("internal-panic", message)])
    })
}
