//! What the types emitter writes for the documents in `crates/types/tests/fixtures` is what is
//! kept there, where the tests of the types crate compile it and try how it behaves.
//!
//! After a change on purpose: `GOLDEN=write cargo test -p simpleinboxes-codegen --test types_golden`.

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use simpleinboxes_codegen::{
    emit::{self, Target},
    load, model,
};

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../types/tests/fixtures")
}

/// Everything that belongs into the folder of a document.
fn generated(document: &str) -> BTreeMap<String, String> {
    let path = fixtures().join(format!("{document}.yaml"));
    let api = load(&path).and_then(|document| model::build(&document));
    let api = api.unwrap_or_else(|found| panic!("{found:#?}"));
    let files = emit::types::emit(&api, &Target::with_prefix("library"));
    let files = files.unwrap_or_else(|found| panic!("{found:#?}"));
    let mut all: BTreeMap<String, String> = files
        .into_iter()
        .map(|file| (file.path.display().to_string(), file.contents))
        .collect();
    let schemas = &api.document["components"]["schemas"];
    let schemas = serde_json::to_string_pretty(schemas).expect("JSON");
    all.insert("schemas.json".to_owned(), schemas + "\n");
    all
}

fn kept(document: &str) -> BTreeMap<String, String> {
    let Ok(folder) = fs::read_dir(fixtures().join(document)) else {
        return BTreeMap::new();
    };
    folder
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(&path).expect("a text"))
        })
        .collect()
}

fn compare(document: &str) {
    let wanted = generated(document);
    if env::var("GOLDEN").is_ok_and(|value| value == "write") {
        let folder = fixtures().join(document);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        for (name, text) in &wanted {
            fs::write(folder.join(name), text).expect("written");
        }
    }
    let kept = kept(document);
    assert_eq!(
        wanted.keys().collect::<Vec<_>>(),
        kept.keys().collect::<Vec<_>>(),
        "the files of {document}"
    );
    for (name, text) in &wanted {
        assert!(
            *text == kept[name],
            "{document}/{name} is not what is generated"
        );
    }
}

#[test]
fn the_library_is_as_kept() {
    compare("library");
}

#[test]
fn the_hostile_document_is_as_kept() {
    compare("hostile");
}

#[test]
fn the_same_document_gives_the_same_files() {
    assert_eq!(generated("library"), generated("library"));
}
