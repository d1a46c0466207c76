//! Descriptions as documentation of items.

use proc_macro2::TokenStream;
use quote::quote;

/// Documentation from a description, or from `fallback` where there is none.
pub(super) fn docs(description: Option<&str>, fallback: &str) -> TokenStream {
    let text = description
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .unwrap_or(fallback);
    let mut lines = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        // Indented text would be code, and code would be Rust.
        let line = line.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            in_code = !in_code;
            lines.push(if in_code {
                " ```text".to_owned()
            } else {
                " ```".to_owned()
            });
        } else if in_code {
            lines.push(format!(" {}", visible(line)));
        } else {
            lines.push(if line.is_empty() {
                String::new()
            } else {
                format!(" {}", escape(line))
            });
        }
    }
    if in_code {
        lines.push(" ```".to_owned());
    }
    quote!(#(#[doc = #lines])*)
}

/// A name from the document inside of a line of documentation or a message.
pub(super) fn one_line(text: &str) -> String {
    visible(text).replace('`', "")
}

/// Without what is no text: control characters, and those that turn the direction of writing,
/// which rustc refuses.
fn visible(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|c| !c.is_control() && !turns(*c))
        .collect()
}

/// A line in which brackets are no links to items and angle brackets no HTML, except in code.
fn escape(line: &str) -> String {
    let line = visible(line);
    let balanced = line.matches('`').count().is_multiple_of(2);
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut in_code = false;
    for c in line.chars() {
        match c {
            '`' if balanced => in_code = !in_code,
            '`' | '[' | ']' | '<' | '>' if !in_code => escaped.push('\\'),
            _ => {}
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_link_or_rust() {
        assert_eq!(
            escape("see [Order] and `[x]` <b>"),
            r"see \[Order\] and `[x]` \<b\>"
        );
        assert_eq!(escape("a lone ` and [b]"), r"a lone \` and \[b\]");
        let docs = docs(Some("a\n\n    let x;\n```\nlet y;"), "").to_string();
        assert!(
            docs.contains("\" let x;\"") && docs.contains("```text") && docs.ends_with("\" ```\"]"),
            "{docs}"
        );
    }
}
