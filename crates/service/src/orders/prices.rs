//! Which price book holds.

use std::path::PathBuf;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use simpleinboxes_core::pricing::PriceBook;

/// Prices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct PriceSettings {
    /// A file with the price book, in the form of `crates/core/src/pricing/default.toml`; absent:
    /// that one. It is read at the start.
    pub book: Option<PathBuf>,
}

impl PriceSettings {
    /// Reads the book.
    ///
    /// # Errors
    /// The file can't be read or something is wrong with it.
    pub fn open(&self) -> anyhow::Result<PriceBook> {
        let Some(path) = &self.book else {
            return Ok(PriceBook::embedded()?);
        };
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("the price book {} can't be read", path.display()))?;
        PriceBook::parse(&text).with_context(|| format!("in {}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_of_ones_own_takes_the_place_of_the_embedded_one() {
        let embedded = PriceSettings::default().open().expect("a book");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("prices.toml");
        let settings = PriceSettings {
            book: Some(path.clone()),
        };
        let missing = settings.open().expect_err("no file").to_string();
        assert!(missing.contains("prices.toml"), "{missing}");
        std::fs::write(&path, "version = 1").expect("written");
        let wrong = settings.open().expect_err("no book").to_string();
        assert!(wrong.contains("prices.toml"), "{wrong}");
        let own = r#"
            version = "ours"
            inboxes.google = { name = "G", tiers = [{ from = 1, cents = 1 }] }
            inboxes.microsoft = { name = "M", tiers = [{ from = 1, cents = 1 }] }
            inboxes.smtp = { name = "S", tiers = [{ from = 1, cents = 1 }] }
        "#;
        std::fs::write(&path, own).expect("written");
        let own = settings.open().expect("a book");
        assert_eq!(own.version(), "ours");
        assert_ne!(own, embedded);
    }
}
