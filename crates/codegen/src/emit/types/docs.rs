//! Descriptions as documentation.

use proc_macro2::TokenStream;
use quote::quote;

/// `#[doc = …]` for a description, or for `fallback` where there is none.
pub(super) fn docs(description: Option<&str>, fallback: &str) -> TokenStream {
    let text = description.map(str::trim).filter(|text| !text.is_empty());
    let text = escape(text.unwrap_or(fallback));
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// CommonMark as rustdoc takes it: brackets are no links to items, angle brackets no HTML, code
/// blocks no Rust, and no character turns the text's direction.
pub(super) fn escape(text: &str) -> String {
    let text: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !turns_direction(*c) && (*c == '\n' || *c == '\t' || !c.is_control()))
        .collect();
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    let mut after_blank = true;
    let mut in_list = false;
    for line in text.lines() {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => {
                fence = Some(mark);
                lines.push(if trimmed == mark {
                    format!("{mark}text")
                } else {
                    neutral_fence(trimmed, mark)
                });
            }
            (Some(open), Some(mark)) if open == mark => {
                fence = None;
                lines.push(mark.to_owned());
            }
            (Some(_), _) => lines.push(line.trim_end().to_owned()),
            (None, None) => {
                in_list =
                    is_item(trimmed) || (in_list && (trimmed.is_empty() || line.starts_with(' ')));
                // Four blanks after an empty line would make a code block, which is Rust.
                let indented = after_blank && !in_list;
                let line = if indented { trimmed } else { line };
                lines.push(escape_inline(line.trim_end()));
            }
        }
        after_blank = trimmed.is_empty();
    }
    if let Some(mark) = fence {
        lines.push(mark.to_owned());
    }
    lines.join("\n")
}

fn neutral_fence(line: &str, mark: &str) -> String {
    let language: String = line[mark.len()..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric())
        .collect();
    match language.as_str() {
        "" | "rust" => format!("{mark}text"),
        language => format!("{mark}{language}"),
    }
}

fn is_item(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with("- ")
        || line.starts_with("* ")
        || line.starts_with("+ ")
        || (digits.len() < line.len() && (digits.starts_with(". ") || digits.starts_with(") ")))
}

/// Escapes outside of code spans.
fn escape_inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        match c {
            '`' => {
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                let (mark, after) = rest.split_at(ticks);
                match after.find(mark) {
                    // A span that ends on this line stays as it is.
                    Some(end) => {
                        let end = ticks + end + ticks;
                        out.push_str(&rest[..end]);
                        rest = &rest[end..];
                    }
                    None => {
                        out.push_str(&"\\`".repeat(ticks));
                        rest = after;
                    }
                }
            }
            '\\' => {
                // What is escaped already stays so.
                let end = rest
                    .char_indices()
                    .nth(2)
                    .map_or(rest.len(), |(index, _)| index);
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            '[' | ']' | '<' | '>' => {
                // `> ` at the start is a quotation.
                let quotation = c == '>' && out.trim().is_empty();
                if !quotation {
                    out.push('\\');
                }
                out.push(c);
                rest = &rest[1..];
            }
            c => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

/// Characters that make text run the other way: rustc refuses them in comments.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_escaped_but_not_in_code() {
        assert_eq!(
            escape("see [Order] and `[x]` <b>"),
            r"see \[Order\] and `[x]` \<b\>"
        );
        assert_eq!(escape("``a ` [b]`` [c]"), r"``a ` [b]`` \[c\]");
        assert_eq!(escape(r"\[done\]"), r"\[done\]");
        assert_eq!(escape("a lone ` and [b]"), r"a lone \` and \[b\]");
    }

    #[test]
    fn code_blocks_are_not_rust() {
        assert_eq!(
            escape("```\nlet x = [1];\n```"),
            "```text\nlet x = [1];\n```"
        );
        assert_eq!(escape("```json\n{}"), "```json\n{}\n```");
        assert_eq!(escape("a\n\n    let x;"), "a\n\nlet x;");
        assert_eq!(escape("- a\n\n    b"), "- a\n\n    b");
    }

    #[test]
    fn control_and_direction_characters_go() {
        assert_eq!(escape("a\rb\u{202e}c\u{0}"), "a\nbc");
    }
}
