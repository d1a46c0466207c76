//! Checks of scalars, and what of them cannot be enforced.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    diagnostic::Diagnostic,
    model::{
        AdditionalProperties, Api, Bounds, NumberRules, Place, Schema, SchemaKind, StringRules,
    },
};

/// A string's check.
pub(super) fn string(rules: &StringRules) -> TokenStream {
    let mut checks = Vec::new();
    if let Some(least) = rules.min_length.filter(|least| *least > 0) {
        checks.push(quote!(check::min_length(text, #least, at, issues);));
    }
    if let Some(most) = rules.max_length {
        checks.push(quote!(check::max_length(text, #most, at, issues);));
    }
    if let Some(pattern) = &rules.pattern {
        let flags = flags(pattern).unwrap_or_default();
        checks.push(quote! {
            static PATTERN: check::Pattern = check::Pattern::new(#pattern, #flags);
            check::pattern(text, &PATTERN, at, issues);
        });
    }
    let format = match rules.format.as_deref() {
        Some("date-time") => quote!(date_time),
        Some("date") => quote!(date),
        Some("time") => quote!(time),
        Some("uuid") => quote!(uuid),
        Some("ipv4") => quote!(ipv4),
        Some("ipv6") => quote!(ipv6),
        Some("ip") => quote!(ip),
        Some("uri") => quote!(uri),
        Some("email") => quote!(email),
        Some("hostname") => quote!(hostname),
        Some("byte") => quote!(base64),
        _ => TokenStream::new(),
    };
    if !format.is_empty() {
        checks.push(quote!(check::#format(text, at, issues);));
    }
    if !rules.values.is_empty() {
        let values = &rules.values;
        checks.push(quote!(check::one_of_texts(text, &[#(#values),*], at, issues);));
    }
    judged(quote!(string), quote!(text), &checks)
}

/// An integer's check.
pub(super) fn integer(rules: &NumberRules<i128>) -> TokenStream {
    let mut checks = Vec::new();
    let (min, max) = integer_bounds(rules);
    bounds(min, max, true, &mut checks);
    if let Some(step) = rules.multiple_of.filter(|step| *step > 0) {
        checks.push(quote!(check::multiple_of_int(number, #step, at, issues);));
    }
    if !rules.values.is_empty() {
        let values = &rules.values;
        checks.push(quote!(check::one_of_ints(number, &[#(#values),*], at, issues);));
    }
    judged(quote!(integer), quote!(number), &checks)
}

/// The bounds of an integer, its format's range included where that is narrower.
fn integer_bounds(rules: &NumberRules<i128>) -> (Option<Bounds<i128>>, Option<Bounds<i128>>) {
    let range = match rules.format.as_deref() {
        Some("int8") => Some((i8::MIN.into(), i8::MAX.into())),
        Some("int16") => Some((i16::MIN.into(), i16::MAX.into())),
        Some("int32") => Some((i32::MIN.into(), i32::MAX.into())),
        Some("int64") => Some((i64::MIN.into(), i64::MAX.into())),
        Some("uint8") => Some((0, u8::MAX.into())),
        Some("uint16") => Some((0, u16::MAX.into())),
        Some("uint32" | "uint") => Some((0, u32::MAX.into())),
        Some("uint64") => Some((0, u64::MAX.into())),
        _ => None,
    };
    let Some((least, most)) = range else {
        return (rules.min, rules.max);
    };
    let bound = |value: i128| {
        Some(Bounds {
            value,
            exclusive: false,
        })
    };
    let min = rules.min.filter(|min| min.value >= least).or(bound(least));
    let max = rules.max.filter(|max| max.value <= most).or(bound(most));
    (min, max)
}

/// A number's check.
pub(super) fn number(rules: &NumberRules<f64>) -> TokenStream {
    let mut checks = Vec::new();
    bounds(rules.min, rules.max, false, &mut checks);
    if let Some(step) = rules.multiple_of.filter(|step| *step > 0.0) {
        checks.push(quote!(check::multiple_of(number, #step, at, issues);));
    }
    if !rules.values.is_empty() {
        let values = &rules.values;
        checks.push(quote!(check::one_of_numbers(number, &[#(#values),*], at, issues);));
    }
    judged(quote!(number), quote!(number), &checks)
}

fn bounds<T: quote::ToTokens>(
    min: Option<Bounds<T>>,
    max: Option<Bounds<T>>,
    integer: bool,
    checks: &mut Vec<TokenStream>,
) {
    let sides = [
        (
            min,
            quote!(at_least),
            quote!(at_least_int),
            quote!(above),
            quote!(above_int),
        ),
        (
            max,
            quote!(at_most),
            quote!(at_most_int),
            quote!(below),
            quote!(below_int),
        ),
    ];
    for (bound, within, within_int, beyond, beyond_int) in sides {
        let Some(Bounds { value, exclusive }) = bound else {
            continue;
        };
        let name = match (exclusive, integer) {
            (false, false) => within,
            (false, true) => within_int,
            (true, false) => beyond,
            (true, true) => beyond_int,
        };
        checks.push(quote!(check::#name(number, #value, at, issues);));
    }
}

/// A boolean's check.
pub(super) fn boolean(values: &[bool]) -> TokenStream {
    let checks = match values {
        [] => Vec::new(),
        values => vec![quote!(check::one_of_bools(boolean, &[#(#values),*], at, issues);)],
    };
    judged(quote!(boolean), quote!(boolean), &checks)
}

fn judged(kind: TokenStream, name: TokenStream, checks: &[TokenStream]) -> TokenStream {
    match checks {
        [] => quote!(check::#kind(value, at, issues);),
        checks => quote!(if let Some(#name) = check::#kind(value, at, issues) { #(#checks)* }),
    }
}

/// The flags with which a pattern is a regular expression of ECMA 262. `u` makes a character of
/// what UTF-16 would count as two; some older patterns are only valid without it.
fn flags(pattern: &str) -> Option<&'static str> {
    ["u", ""]
        .into_iter()
        .find(|flags| regress::Regex::with_flags(pattern, *flags).is_ok())
}

/// Patterns that no engine takes.
pub(super) fn check(api: &Api) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    for named in api.schemas.values() {
        walk(&named.schema, &mut errors);
    }
    for operation in &api.operations {
        operation
            .params
            .iter()
            .for_each(|param| walk(&param.schema, &mut errors));
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        contents.for_each(|content| walk(&content.schema, &mut errors));
    }
    errors
}

fn walk(schema: &Schema, errors: &mut Vec<Diagnostic>) {
    match &schema.kind {
        SchemaKind::String(rules) => check_pattern(rules, &schema.place, errors),
        SchemaKind::Array(rules) => walk(&rules.items, errors),
        SchemaKind::Object(rules) => {
            rules
                .properties
                .values()
                .for_each(|property| walk(&property.schema, errors));
            if let AdditionalProperties::Schema(values) = &rules.additional {
                walk(values, errors);
            }
        }
        SchemaKind::AllOf(parts) | SchemaKind::OneOf(parts, _) | SchemaKind::AnyOf(parts, _) => {
            parts.iter().for_each(|part| walk(part, errors));
        }
        SchemaKind::Not(inner) => walk(inner, errors),
        _ => {}
    }
}

fn check_pattern(rules: &StringRules, place: &Place, errors: &mut Vec<Diagnostic>) {
    let Some(pattern) = &rules.pattern else {
        return;
    };
    if flags(pattern).is_none() {
        let reason = regress::Regex::with_flags(pattern, "u")
            .err()
            .map(|error| error.to_string());
        let message = format!(
            "the pattern `{pattern}` is not valid: {}",
            reason.unwrap_or_default()
        );
        let help = "write a regular expression of ECMA 262";
        errors.push(Diagnostic::new("pattern", place, message, help));
    }
}
