//! What is not tested as everything else is, and why: `tests/exceptions.toml`, a section a theme.

use std::collections::{BTreeMap, BTreeSet};

/// Exceptions by section, each with its reason.
type Sections = BTreeMap<String, BTreeMap<String, String>>;

fn sections() -> Sections {
    toml::from_str(include_str!("../exceptions.toml")).expect("tests/exceptions.toml is TOML")
}

/// The exceptions of a section, with their reasons.
#[must_use]
pub fn of(section: &str) -> BTreeMap<String, String> {
    sections().remove(section).unwrap_or_default()
}

/// The names of all sections.
#[must_use]
pub fn section_names() -> BTreeSet<String> {
    sections().into_keys().collect()
}

/// What `section` lists and nobody found any more, what was found and is not listed, and what
/// has no reason.
#[must_use]
pub fn compare(section: &str, found: &BTreeSet<String>) -> Vec<String> {
    let listed = of(section);
    let unlisted = found.iter().filter(|gap| !listed.contains_key(*gap));
    let unneeded = listed.keys().filter(|gap| !found.contains(*gap));
    let unreasoned = listed
        .iter()
        .filter(|(_, reason)| reason.trim().len() < 10)
        .map(|(gap, _)| gap);
    unlisted
        .map(|gap| format!("[{section}] {gap:?} is a gap that is not listed"))
        .chain(unneeded.map(|gap| format!("[{section}] {gap:?} is listed and no gap any more")))
        .chain(unreasoned.map(|gap| format!("[{section}] {gap:?} has no reason")))
        .collect()
}
