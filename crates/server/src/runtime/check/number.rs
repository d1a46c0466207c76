//! Numbers and booleans.

use std::fmt::Display;

use super::{At, Issues, Node};

/// The number, if it is one without fraction and exponent.
pub(crate) fn integer(value: &Node<'_>, at: &At<'_>, issues: &mut Issues) -> Option<i128> {
    let number = match value {
        Node::Number(number) => number
            .as_i64()
            .map(i128::from)
            .or_else(|| number.as_u64().map(i128::from)),
        _ => None,
    };
    if number.is_none() {
        issues.add(at, "must be an integer");
    }
    number
}

/// The number, if it is one.
pub(crate) fn number(value: &Node<'_>, at: &At<'_>, issues: &mut Issues) -> Option<f64> {
    let number = match value {
        Node::Number(number) => number.as_f64(),
        _ => None,
    };
    if number.is_none() {
        issues.add(at, "must be a number");
    }
    number
}

/// The truth value, if it is one.
pub(crate) fn boolean(value: &Node<'_>, at: &At<'_>, issues: &mut Issues) -> Option<bool> {
    match value {
        Node::Bool(boolean) => Some(*boolean),
        _ => {
            issues.add(at, "must be true or false");
            None
        }
    }
}

macro_rules! bounds {
    ($($(#[$doc:meta])* $name:ident($number:ident: $kind:ty) fails $test:tt says $words:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name($number: $kind, bound: $kind, at: &At<'_>, issues: &mut Issues) {
            if $number $test bound {
                issues.add(at, format!(concat!("must be ", $words, " {}"), bound));
            }
        }
    )*};
}

bounds! {
    /// `minimum` of an integer.
    at_least_int(number: i128) fails < says "at least";
    /// `maximum` of an integer.
    at_most_int(number: i128) fails > says "at most";
    /// `minimum` with `exclusiveMinimum` of an integer.
    above_int(number: i128) fails <= says "above";
    /// `maximum` with `exclusiveMaximum` of an integer.
    below_int(number: i128) fails >= says "below";
    /// `minimum`.
    at_least(number: f64) fails < says "at least";
    /// `maximum`.
    at_most(number: f64) fails > says "at most";
    /// `minimum` with `exclusiveMinimum`.
    above(number: f64) fails <= says "above";
    /// `maximum` with `exclusiveMaximum`.
    below(number: f64) fails >= says "below";
}

/// `multipleOf` of an integer.
pub(crate) fn multiple_of_int(number: i128, step: i128, at: &At<'_>, issues: &mut Issues) {
    if number % step != 0 {
        issues.add(at, format!("must be a multiple of {step}"));
    }
}

/// `multipleOf`. Decimal steps such as 0.01 have no exact binary form, so a quotient counts as
/// whole when it is as near to a whole number as rounding can explain.
pub(crate) fn multiple_of(number: f64, step: f64, at: &At<'_>, issues: &mut Issues) {
    let quotient = number / step;
    let tolerance = f64::EPSILON * quotient.abs().max(1.0) * 4.0;
    if !quotient.is_finite() || (quotient - quotient.round()).abs() > tolerance {
        issues.add(at, format!("must be a multiple of {step}"));
    }
}

/// `enum` of integers.
pub(crate) fn one_of_ints(number: i128, allowed: &[i128], at: &At<'_>, issues: &mut Issues) {
    if !allowed.contains(&number) {
        issues.add(at, one_of(allowed));
    }
}

/// `enum` of numbers.
pub(crate) fn one_of_numbers(number: f64, allowed: &[f64], at: &At<'_>, issues: &mut Issues) {
    if !allowed.contains(&number) {
        issues.add(at, one_of(allowed));
    }
}

/// `enum` of booleans.
pub(crate) fn one_of_bools(boolean: bool, allowed: &[bool], at: &At<'_>, issues: &mut Issues) {
    if !allowed.contains(&boolean) {
        issues.add(at, one_of(allowed));
    }
}

/// The words for a list of allowed values, as long as an issue can be.
pub(super) fn one_of<T: Display>(allowed: &[T]) -> String {
    if let [only] = allowed {
        return format!("must be {only}");
    }
    let mut words = String::from("must be one of ");
    for (index, value) in allowed.iter().enumerate() {
        let value = value.to_string();
        if words.chars().count() + value.chars().count() > 400 {
            words.push_str(&format!(" and {} more", allowed.len() - index));
            break;
        }
        if index > 0 {
            words.push_str(", ");
        }
        words.push_str(&value);
    }
    words
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn count(check: impl FnOnce(&At<'_>, &mut Issues)) -> usize {
        let mut issues = Issues::new();
        check(&At::BODY, &mut issues);
        issues.count()
    }

    #[test]
    fn integers_have_no_fraction() {
        for (value, expected) in [
            (json!(1), 0),
            (json!(-1), 0),
            (json!(u64::MAX), 0),
            (json!(1.0), 1),
            (json!("1"), 1),
        ] {
            let found = count(|at, issues| {
                integer(&Node::from(value.clone()), at, issues);
            });
            assert_eq!(found, expected, "{value}");
        }
    }

    #[test]
    fn bounds_include_or_exclude() {
        assert_eq!(count(|at, issues| at_least_int(1, 1, at, issues)), 0);
        assert_eq!(count(|at, issues| above_int(1, 1, at, issues)), 1);
        assert_eq!(count(|at, issues| at_most(1.0, 1.0, at, issues)), 0);
        assert_eq!(count(|at, issues| below(1.0, 1.0, at, issues)), 1);
    }

    #[test]
    fn decimal_steps_are_judged_as_decimals() {
        for (number, expected) in [
            (0.07, 0),
            (19.99, 0),
            (1e9 + 0.01, 0),
            (0.015, 1),
            (19.991, 1),
        ] {
            assert_eq!(
                count(|at, issues| multiple_of(number, 0.01, at, issues)),
                expected,
                "{number}"
            );
        }
    }

    #[test]
    fn long_lists_are_cut() {
        let allowed: Vec<String> = (0..200).map(|n| format!("value{n}")).collect();
        assert!(one_of(&allowed).chars().count() < 500);
        assert!(one_of(&allowed).ends_with("more"));
        assert_eq!(one_of(&["a", "b"]), "must be one of a, b");
    }
}
