//! Patterns, which a server in Rust and clients in other languages must read alike.

use regex_syntax::hir::{Hir, Look};

/// Whether the pattern, anchored at both ends, lets only texts of limited length through.
pub fn bounds_length(pattern: &str) -> bool {
    let Ok(hir) = regex_syntax::parse(pattern) else {
        return false;
    };
    is_anchored(&hir) && hir.properties().maximum_len().is_some()
}

/// What is wrong with a pattern, if something is.
pub fn fault(pattern: &str) -> Option<String> {
    if let Err(error) = regress::Regex::new(pattern) {
        return Some(format!("is no ECMAScript pattern: {error}"));
    }
    let hir = match regex_syntax::parse(pattern) {
        Ok(hir) => hir,
        Err(error) => return Some(format!("is no Rust pattern: {}", error_kind(&error))),
    };
    if !is_anchored(&hir) {
        return Some("is not anchored with ^ and $".to_owned());
    }
    shorthand(pattern)
        .map(|class| format!("has `\\{class}`, which is ASCII in ECMAScript and Unicode in Rust"))
}

fn is_anchored(hir: &Hir) -> bool {
    let properties = hir.properties();
    properties.look_set_prefix().contains(Look::Start)
        && properties.look_set_suffix().contains(Look::End)
}

/// A class that the two languages fill differently. `\s` and `.` differ as well, but only in
/// U+FEFF, U+0085 and the two Unicode line separators, which no rule of ours turns on.
fn shorthand(pattern: &str) -> Option<char> {
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c == '\\'
            && let Some(class) = chars.next()
            && "dDwWbBpP".contains(class)
        {
            return Some(class);
        }
    }
    None
}

fn error_kind(error: &regex_syntax::Error) -> String {
    match error {
        regex_syntax::Error::Parse(error) => error.kind().to_string(),
        regex_syntax::Error::Translate(error) => error.kind().to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_patterns_that_mean_one_thing_pass() {
        assert_eq!(fault("^[a-z]{2}$"), None);
        assert_eq!(fault("^(a|b)$"), None);
        assert!(
            fault("^a|b$").is_some(),
            "each branch is anchored at one end only"
        );
        assert!(fault("[a-z]").is_some());
        assert!(fault(r"^\d+$").is_some());
        assert!(fault("^(?=a)a$").is_some());
        assert!(fault(r"^(a)\1$").is_some());
        assert!(fault("^(a$").is_some());
        assert_eq!(fault(r"^\\d$"), None, "an escaped backslash is no class");
    }

    #[test]
    fn a_pattern_bounds_when_every_part_does() {
        assert!(bounds_length("^ord_[0-7]{25}$"));
        assert!(!bounds_length("^[0-7]+$"));
        assert!(!bounds_length("[0-7]{3}"));
    }
}
