//! Names that progenitor's output can live with.

use std::collections::HashSet;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

use crate::model::Operation;

/// Names of builders that would hide what the emitted code uses by name.
const RESERVED_BUILDERS: &[&str] = &[
    "Box",
    "ByteStream",
    "ClientHooks",
    "ClientInfo",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Err",
    "Error",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Into",
    "Iterator",
    "None",
    "Ok",
    "OperationInfo",
    "Option",
    "RequestBuilderExt",
    "ResponseValue",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
];

/// Names of parameters that would hide what progenitor's method bodies use by name, or the
/// builder's own methods.
const RESERVED_PARAMS: &[&str] = &[
    "body",
    "client",
    "header_map",
    "info",
    "self",
    "send",
    "send_raw",
    "stream",
    "value",
];

/// The operation id to give progenitor, and the name of the builder that comes of it.
pub(super) fn operation(operation: &Operation) -> (String, String) {
    let builder = operation.method_name.to_upper_camel_case();
    let method = if RESERVED_BUILDERS.contains(&builder.as_str()) {
        format!("{}_call", operation.method_name)
    } else {
        operation.method_name.clone()
    };
    let builder = method.to_upper_camel_case();
    (method, builder)
}

/// The parameter name to give progenitor, which makes its field and setter of it.
pub(super) fn param(field: &str, taken: &mut HashSet<String>) -> String {
    let base = field.trim_matches('_').to_snake_case();
    let base = if base.is_empty() {
        "param".to_owned()
    } else {
        base
    };
    let base = if RESERVED_PARAMS.contains(&base.as_str()) {
        format!("{base}_param")
    } else {
        base
    };
    let mut name = base.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{base}{number}");
        number += 1;
    }
    name
}
