//! Documents of other projects, which are not kept here: name a folder of them in
//! `OPENAPI_SAMPLES` to try it.

use std::{env, fs, path::PathBuf};

use simpleinboxes_codegen::{Diagnostic, generate, load, model};

/// Every document is taken, or refused at a place with a way out; none is half taken.
#[test]
fn foreign_documents_are_taken_or_refused_with_a_place() {
    let Some(folder) = env::var_os("OPENAPI_SAMPLES").map(PathBuf::from) else {
        return;
    };
    let mut refused = Vec::new();
    for entry in fs::read_dir(folder)
        .expect("the folder of samples")
        .flatten()
    {
        let path = entry.path();
        match load(&path).and_then(|document| model::build(&document)) {
            Ok(api) => {
                let (operations, schemas) = (api.operations.len(), api.schemas.len());
                let notes = api.notes.len();
                eprintln!(
                    "{}: {operations} operations, {schemas} schemas, {notes} notes",
                    path.display()
                );
                if let Err(found) = generate::foreign(&api) {
                    refused.push((path, found));
                }
            }
            Err(found) => refused.push((path, found)),
        }
    }
    for (path, found) in refused {
        eprintln!("{} is refused:", path.display());
        for Diagnostic {
            place,
            rule,
            message,
            help,
        } in found
        {
            assert!(
                place.line > 0 && !message.is_empty() && !help.is_empty(),
                "{rule} at {place}"
            );
            eprintln!("  {place}: [{rule}] {message}; {help}");
        }
    }
}
