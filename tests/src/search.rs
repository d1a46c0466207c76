//! Looking for a secret where none may be.

use std::{fmt::Write as _, fs, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use simpleinboxes_store::{
    Backend,
    testing::{TestDatabase, snapshot},
};

use crate::service::Running;

/// Everything that a database holds, byte for byte: its rows, and for SQLite its files too.
///
/// # Panics
/// When it can't be read.
pub async fn everything(database: &TestDatabase, running: &Running) -> Vec<u8> {
    let mut all = Vec::new();
    for (table, rows) in snapshot(running.store()).await {
        all.extend_from_slice(table.as_bytes());
        rows.iter()
            .for_each(|row| all.extend_from_slice(row.as_bytes()));
    }
    if database.backend() == Backend::Sqlite {
        let url = database.url();
        let file = Path::new(url.strip_prefix("sqlite:").expect("a path"));
        let folder = file.parent().expect("a folder");
        for entry in fs::read_dir(folder).expect("a folder") {
            all.extend(fs::read(entry.expect("an entry").path()).expect("a file"));
        }
    }
    all
}

/// Whether `text` is in `bytes`: as it is, or as base64 or hexadecimal digits, in which databases
/// show bytes. The base64 is looked for at each of the three ways it can begin.
#[must_use]
pub fn holds(bytes: &[u8], text: &str) -> bool {
    let hex = text.bytes().fold(String::new(), |mut hex, byte| {
        // Writing to a string can't fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let encoded = (0..3).map(|skip| {
        let whole = &text.as_bytes()[skip..];
        STANDARD.encode(&whole[..whole.len() / 3 * 3])
    });
    let needles = [text.to_owned(), hex.to_uppercase(), hex]
        .into_iter()
        .chain(encoded);
    needles.into_iter().any(|needle| {
        bytes
            .windows(needle.len())
            .any(|part| part == needle.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_every_form() {
        for form in [
            "x hunter2 x",
            "x'68756E74657232'",
            "\\x68756e74657232",
            "aHVudGVyMg==",
            "IGh1bnRlcjI=",
        ] {
            assert!(holds(form.as_bytes(), "hunter2"), "{form}");
        }
        assert!(!holds(b"hunter 2 68756e746572", "hunter2"));
    }
}
