//! Rust names for what a document names.
//!
//! Every name is made from the document alone, in its order, so that one document always gives
//! the same names: first come, first served, and who comes later gets a number.

use std::collections::HashSet;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Names in one scope: no two alike.
#[derive(Debug, Default)]
pub struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// Whether `name` is taken.
    pub fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// `wanted`, or the first of `wanted2`, `wanted3`, … that is free. `separator` stands before
    /// the number.
    pub fn claim(&mut self, wanted: &str, separator: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        // An escaped `fn_` becomes `fn_2`, not `fn__2`.
        let stem = wanted.trim_end_matches('_');
        while !self.taken.insert(name.clone()) {
            name = format!("{stem}{separator}{number}");
            number += 1;
        }
        name
    }
}

/// `create_order`: for methods, fields and modules.
pub fn snake(text: &str) -> String {
    let name = ascii_words(text).to_snake_case();
    escape(with_letter_first(name, "n"))
}

/// `CreateOrder`: for types and traits.
pub fn camel(text: &str) -> String {
    let name = ascii_words(text).to_upper_camel_case();
    let name = with_letter_first(name, "N");
    match PRELUDE.contains(&name.as_str()) {
        true => format!("{name}Type"),
        false => name,
    }
}

/// Names that the surroundings of a parameter use.
pub const PARAM_RESERVED: [&str; 6] = ["body", "client", "cx", "params", "request", "response"];

/// Names that a module of a tag cannot have.
pub const MODULE_RESERVED: [&str; 22] = [
    "alloc",
    "axum",
    "builder",
    "bytes",
    "chrono",
    "client",
    "core",
    "defaults",
    "error",
    "futures",
    "generated",
    "http",
    "prelude",
    "progenitor_client",
    "regress",
    "reqwest",
    "runtime",
    "serde",
    "serde_json",
    "shared",
    "std",
    "types",
];

/// Types and traits of the prelude: a type of one of these names would hide it.
const PRELUDE: [&str; 37] = [
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Vec",
];

/// What is not a letter, digit or underscore in ASCII parts words; signs that mean something in
/// names are spelt out, so that `+1` and `-1` stay apart.
fn ascii_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        match c {
            '+' => words.push_str(" plus "),
            '-' if index == 0 => words.push_str(" minus "),
            c if c.is_ascii_alphanumeric() => words.push(c),
            c if c.is_alphanumeric() => words.push_str(&format!(" u{:x} ", c as u32)),
            _ => words.push(' '),
        }
    }
    words
}

fn with_letter_first(name: String, letter: &str) -> String {
    match name.chars().next() {
        None => format!("{letter}ameless"),
        Some(first) if first.is_ascii_digit() => format!("{letter}{name}"),
        Some(_) => name,
    }
}

fn escape(name: String) -> String {
    match KEYWORDS.contains(&name.as_str()) {
        true => format!("{name}_"),
        false => name,
    }
}

/// Keywords of edition 2024, reserved ones included.
const KEYWORDS: [&str; 53] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "raw",
    "ref", "return", "safe", "self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_becomes_an_identifier() {
        for text in [
            "", "type", "self", "Self", "9lives", "+1", "-1", "a b", "ünï", "日本", "__", "\"\n",
            "gen",
        ] {
            for name in [snake(text), camel(text)] {
                assert!(
                    syn::parse_str::<syn::Ident>(&name).is_ok(),
                    "{text:?} became {name:?}"
                );
            }
        }
    }

    #[test]
    fn names_are_what_a_reader_expects() {
        assert_eq!(snake("X-Request-Id"), "x_request_id");
        assert_eq!(snake("orderId"), "order_id");
        assert_eq!(snake("type"), "type_");
        assert_eq!(camel("DNS Records"), "DnsRecords");
        assert_eq!(camel("String"), "StringType");
        assert_ne!(snake("+1"), snake("-1"));
    }

    #[test]
    fn later_names_get_numbers() {
        let mut scope = Scope::default();
        assert_eq!(scope.claim("id", "_"), "id");
        assert_eq!(scope.claim("id", "_"), "id_2");
        assert_eq!(scope.claim("fn_", "_"), "fn_");
        assert_eq!(scope.claim("fn_", "_"), "fn_2");
    }
}
