//! The forms of names, and the length of lines.

use std::fs;

use super::{Findings, spec::Spec};
use crate::{diagnostic::Diagnostic, model::Place};

const LINE: usize = 120;

/// `createdAt`.
pub fn is_camel(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// `OrderStatus`.
pub fn is_pascal(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// `auto-renew`.
pub fn is_kebab(name: &str) -> bool {
    words(name, '-', |c| c.is_ascii_lowercase() || c.is_ascii_digit())
}

/// `purchase_domain`.
pub fn is_snake(name: &str) -> bool {
    words(name, '_', |c| c.is_ascii_lowercase() || c.is_ascii_digit())
}

/// `NOT_FOUND`, `USD`.
pub fn is_capitals(name: &str) -> bool {
    words(name, '_', |c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

fn words(name: &str, separator: char, fits: impl Fn(char) -> bool) -> bool {
    name.split(separator)
        .all(|word| !word.is_empty() && word.chars().all(&fits))
}

/// Lines that are too long. They are read from the files as they are: a parser drops their ends.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    for file in &spec.document.files {
        let Ok(text) = fs::read_to_string(&*file.name) else {
            continue;
        };
        for (index, line) in text.lines().enumerate() {
            let length = line.chars().count();
            if length > LINE {
                let place = Place {
                    file: file.name.clone(),
                    line: index + 1,
                    pointer: String::new(),
                };
                let message = format!("the line has {length} characters");
                let help = format!("break it before {LINE}");
                found
                    .0
                    .push(Diagnostic::new("line-too-long", &place, message, help));
            }
        }
    }
}
