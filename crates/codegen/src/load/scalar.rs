//! The meaning of YAML scalars, by the core schema of YAML 1.2 (section 10.3.2).

use std::borrow::Cow;

use saphyr_parser::Tag;
use serde_json::Number;

use super::node::Data;
use crate::{diagnostic::Diagnostic, model::Place};

/// The value that a scalar stands for.
pub fn resolve(
    text: Cow<'_, str>,
    plain: bool,
    tag: Option<&Tag>,
    place: &Place,
) -> Result<Data, Diagnostic> {
    match tag {
        None if plain => untagged(text, place),
        None => Ok(Data::String(text.into_owned())),
        Some(tag) if tag.handle == "!" && tag.suffix.is_empty() => {
            Ok(Data::String(text.into_owned()))
        }
        Some(tag) if tag.is_yaml_core_schema() => tagged(text, tag, place),
        Some(tag) => Err(unknown_tag(tag, place)),
    }
}

fn untagged(text: Cow<'_, str>, place: &Place) -> Result<Data, Diagnostic> {
    Ok(match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Data::Null,
        "true" | "True" | "TRUE" => Data::Bool(true),
        "false" | "False" | "FALSE" => Data::Bool(false),
        other => match number(other) {
            Some(Ok(number)) => Data::Number(number),
            Some(Err(reason)) => return Err(bad_number(reason, place)),
            None => Data::String(text.into_owned()),
        },
    })
}

fn tagged(text: Cow<'_, str>, tag: &Tag, place: &Place) -> Result<Data, Diagnostic> {
    let value = match tag.suffix.as_str() {
        "str" => return Ok(Data::String(text.into_owned())),
        "null" | "bool" | "int" | "float" => untagged(text, place)?,
        _ => return Err(unknown_tag(tag, place)),
    };
    let fits = match &value {
        Data::Null => tag.suffix == "null",
        Data::Bool(_) => tag.suffix == "bool",
        Data::Number(number) => tag.suffix == "float" || !number.is_f64(),
        _ => false,
    };
    if fits {
        return Ok(value);
    }
    Err(Diagnostic::new(
        "syntax",
        place,
        format!("the value is not what its tag `!!{}` says", tag.suffix),
        "write a value of that type, or leave the tag out",
    ))
}

/// The number, if `text` has the form of one; an error where JSON cannot hold it.
fn number(text: &str) -> Option<Result<Number, &'static str>> {
    let radix = |digits: &str, radix| {
        let number = u64::from_str_radix(digits, radix);
        number
            .map(Number::from)
            .map_err(|_| "it does not fit 64 bits")
    };
    if let Some(digits) = text
        .strip_prefix("0x")
        .filter(|d| all(d, |c| c.is_ascii_hexdigit()))
    {
        return Some(radix(digits, 16));
    }
    if let Some(digits) = text
        .strip_prefix("0o")
        .filter(|d| all(d, |c| ('0'..='7').contains(&c)))
    {
        return Some(radix(digits, 8));
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(Err("JSON has no such number"));
    }
    if !is_decimal(unsigned) {
        return None;
    }
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        let text = text.strip_prefix('+').unwrap_or(text);
        if let Ok(number) = text.parse::<i64>() {
            return Some(Ok(number.into()));
        }
        if let Ok(number) = text.parse::<u64>() {
            return Some(Ok(number.into()));
        }
    }
    let float = text.parse::<f64>().ok().and_then(Number::from_f64);
    Some(float.ok_or("it is too large"))
}

/// `[0-9]*(\.[0-9]*)?([eE][-+]?[0-9]+)?` with at least one digit before the exponent.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mantissa_fits =
        digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    mantissa_fits && exponent_fits
}

fn all(text: &str, test: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(test)
}

fn bad_number(reason: &str, place: &Place) -> Diagnostic {
    Diagnostic::new(
        "number",
        place,
        format!("the number cannot be kept: {reason}"),
        "write a number that JSON has, or quote it when it is meant as text",
    )
}

pub(super) fn unknown_tag(tag: &Tag, place: &Place) -> Diagnostic {
    Diagnostic::new(
        "yaml-tag",
        place,
        format!("the tag `{tag}` has no meaning in OpenAPI"),
        "leave the tag out",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        let place = Place {
            file: "t.yaml".into(),
            line: 1,
            pointer: String::new(),
        };
        match resolve(text.into(), true, None, &place) {
            Ok(data) => format!("{data:?}"),
            Err(error) => error.rule.to_owned(),
        }
    }

    #[test]
    fn core_schema_decides_what_a_plain_scalar_is() {
        assert_eq!(plain("~"), "Null");
        assert_eq!(plain("True"), "Bool(true)");
        assert_eq!(plain("yes"), "String(\"yes\")");
        assert_eq!(plain("0o17"), "Number(Number(15))");
        assert_eq!(plain("0x1F"), "Number(Number(31))");
        assert_eq!(plain("+12"), "Number(Number(12))");
        assert_eq!(
            plain("-9223372036854775808"),
            "Number(Number(-9223372036854775808))"
        );
        assert_eq!(
            plain("18446744073709551615"),
            "Number(Number(18446744073709551615))"
        );
        assert_eq!(plain("1e3"), "Number(Number(1000.0))");
        assert_eq!(plain(".5"), "Number(Number(0.5))");
        assert_eq!(plain("3.0.3"), "String(\"3.0.3\")");
        assert_eq!(plain("1_000"), "String(\"1_000\")");
        assert_eq!(plain("."), "String(\".\")");
        assert_eq!(plain(".inf"), "number");
        assert_eq!(plain("1e999"), "number");
        assert_eq!(plain("é"), "String(\"é\")");
    }
}
