//! Strings.

use std::sync::OnceLock;

use super::{At, Issues, Node};
use regress::Regex;

/// The text, if it is a string.
pub(crate) fn string<'v>(value: &'v Node<'_>, at: &At<'_>, issues: &mut Issues) -> Option<&'v str> {
    match value {
        Node::Text(text) => Some(text),
        _ => {
            issues.add(at, "must be a string");
            None
        }
    }
}

/// `minLength`, in Unicode scalar values.
pub(crate) fn min_length(text: &str, least: usize, at: &At<'_>, issues: &mut Issues) {
    // A character has at most 4 bytes, so a long text need not be counted.
    if text.len() < least.saturating_mul(4) && text.chars().count() < least {
        issues.add(
            at,
            format!("must have at least {least} {}", characters(least)),
        );
    }
}

/// `maxLength`, in Unicode scalar values.
pub(crate) fn max_length(text: &str, most: usize, at: &At<'_>, issues: &mut Issues) {
    // A character has at least 1 byte, so a short text need not be counted.
    if text.len() > most && text.chars().count() > most {
        issues.add(at, format!("must have at most {most} {}", characters(most)));
    }
}

fn characters(count: usize) -> &'static str {
    if count == 1 {
        "character"
    } else {
        "characters"
    }
}

/// `enum`.
pub(crate) fn one_of_texts(text: &str, allowed: &[&str], at: &At<'_>, issues: &mut Issues) {
    if !allowed.contains(&text) {
        issues.add(at, super::number::one_of(allowed));
    }
}

/// A `pattern`, compiled when it is first needed.
pub(crate) struct Pattern {
    source: &'static str,
    flags: &'static str,
    compiled: OnceLock<Regex>,
}

impl Pattern {
    /// The generator has compiled the same source with the same flags before it wrote it down.
    pub(crate) const fn new(source: &'static str, flags: &'static str) -> Self {
        Self {
            source,
            flags,
            compiled: OnceLock::new(),
        }
    }

    fn matches(&self, text: &str) -> bool {
        let compile =
            || Regex::with_flags(self.source, self.flags).expect("the generator compiled it");
        self.compiled.get_or_init(compile).find(text).is_some()
    }
}

/// `pattern`.
pub(crate) fn pattern(text: &str, pattern: &Pattern, at: &At<'_>, issues: &mut Issues) {
    if !pattern.matches(text) {
        let source = pattern.source;
        // An issue has at most 500 characters.
        if source.chars().count() <= 400 {
            issues.add(at, format!("must match the pattern {source}"));
        } else {
            issues.add(at, "must match its pattern");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(check: impl FnOnce(&At<'_>, &mut Issues)) -> usize {
        let mut issues = Issues::new();
        check(&At::BODY, &mut issues);
        issues.count()
    }

    #[test]
    fn lengths_count_characters_and_not_bytes() {
        assert_eq!(count(|at, issues| max_length("éé", 2, at, issues)), 0);
        assert_eq!(count(|at, issues| max_length("ééé", 2, at, issues)), 1);
        assert_eq!(count(|at, issues| min_length("🙂", 2, at, issues)), 1);
        assert_eq!(count(|at, issues| min_length("🙂🙂", 2, at, issues)), 0);
        assert_eq!(count(|at, issues| min_length("abcdefgh", 2, at, issues)), 0);
    }

    #[test]
    fn patterns_are_ecma_and_unanchored() {
        static DIGITS: Pattern = Pattern::new(r"\d{3}", "u");
        assert_eq!(count(|at, issues| pattern("a123b", &DIGITS, at, issues)), 0);
        assert_eq!(count(|at, issues| pattern("a12b", &DIGITS, at, issues)), 1);
    }
}
