//! Names of fields, variants and setters.

use std::collections::HashSet;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// A method of every builder: a field of this name would hide it.
const RESERVED_FIELDS: &[&str] = &["build"];

/// The catch-all of open enums and unions.
pub(super) const UNKNOWN: &str = "Unknown";

/// Field names for properties, in their order; no two alike.
pub(super) fn fields<'a>(properties: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken: HashSet<String> = RESERVED_FIELDS.iter().map(ToString::to_string).collect();
    let claim = |property: &str| {
        let snake = words(property).to_snake_case();
        claim(&mut taken, escape(with_letter_first(snake, "n")))
    };
    properties.into_iter().map(claim).collect()
}

/// Variant names for values, in their order; no two alike, none the catch-all.
pub(super) fn variants<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let claim = |value: &str| {
        let camel = with_letter_first(words(value).to_upper_camel_case(), "N");
        let wanted = if camel == UNKNOWN {
            "UnknownValue".to_owned()
        } else {
            escape(camel)
        };
        claim(&mut taken, wanted)
    };
    values.into_iter().map(claim).collect()
}

/// The values of an enum, each once.
pub(super) fn distinct(values: &[String]) -> Vec<&String> {
    let mut seen = HashSet::new();
    values
        .iter()
        .filter(|value| seen.insert(value.as_str()))
        .collect()
}

/// `wanted`, with underscores behind it until none of `taken` is alike.
pub(super) fn beside(taken: &[String], wanted: &str) -> String {
    let mut name = wanted.to_owned();
    while taken.contains(&name) {
        name.push('_');
    }
    name
}

/// `wanted`, or the first of `wanted2`, `wanted3`, … that is free.
fn claim(taken: &mut HashSet<String>, wanted: String) -> String {
    let mut name = wanted.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        // Reserved words are taken from the start: the first to want one gets an underscore.
        name = match RESERVED_FIELDS.contains(&name.as_str()) {
            true => format!("{wanted}_"),
            false => format!("{}{number}", wanted.trim_end_matches('_')),
        };
        number += 1;
    }
    name
}

/// Letters and digits of ASCII stay, signs that tell names apart are spelt out, the rest parts
/// words.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        match c {
            '+' => words.push_str(" plus "),
            '-' if index == 0 => words.push_str(" minus "),
            c if c.is_ascii_alphanumeric() => words.push(c),
            c if c.is_alphanumeric() => words.push_str(&format!(" u{:x} ", u32::from(c))),
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
    match syn::parse_str::<syn::Ident>(&name).is_ok() && name != "gen" {
        true => name,
        false => format!("{name}_"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_become_different_identifiers() {
        let wire = [
            "type", "Type", "self", "Self", "", "9", "a-b", "a_b", "aB", "+1", "-1", "build", "ü",
        ];
        for names in [fields(wire), variants(wire)] {
            let different: HashSet<_> = names.iter().collect();
            assert_eq!(different.len(), wire.len(), "{names:?}");
            for name in &names {
                assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "{name}");
            }
        }
    }

    #[test]
    fn the_catch_all_is_never_a_value() {
        assert_eq!(variants(["unknown", "active"]), ["UnknownValue", "Active"]);
        assert_eq!(beside(&["extra".to_owned()], "extra"), "extra_");
    }
}
