//! Lays out the runtime's macros.
//!
//! prettyplease fills lines with a macro's tokens, so that one field more changes every line after
//! it. Here a call that does not fit on a line has one entry a line. Items with documentation get
//! an empty line before them.

use std::str::FromStr;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

const CALL: &str = "crate::runtime::";
const WIDTH: usize = 100;
const INDENT: &str = "    ";

/// `source`, as prettyplease left it, with its calls of the runtime's macros laid out.
pub(super) fn lay_out(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut lines = source.lines();
    let mut before = None;
    while let Some(line) = lines.next() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let call = line
            .trim_start()
            .strip_prefix(CALL)
            .and_then(|rest| rest.strip_suffix("! {"));
        let Some(name) = call else {
            let opens = line.starts_with("///") || line.starts_with("pub mod builder");
            if opens && before.is_some_and(|before: &str| !before.starts_with("///")) {
                out.push('\n');
            }
            before = Some(line);
            out.push_str(line);
            out.push('\n');
            continue;
        };
        before = Some(line);
        let end = format!("{indent}}}");
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
        match TokenStream::from_str(&body.join("\n")) {
            Ok(tokens) => call_of(&mut out, indent, name, tokens),
            // It parsed a moment ago; should it not, it stays as it was.
            Err(_) => out.push_str(&format!("{line}\n{}\n{end}\n", body.join("\n"))),
        }
    }
    out
}

fn call_of(out: &mut String, indent: &str, name: &str, tokens: TokenStream) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let short = format!("{indent}{CALL}{name}! {{ {} }}\n", flat(&tokens));
    if short.trim_end().len() <= WIDTH {
        out.push_str(&short);
        return;
    }
    // The entries stand in the braces that close the call, or are all of it.
    let (head, entries) = match tokens.split_last() {
        Some((TokenTree::Group(group), head))
            if group.delimiter() == Delimiter::Brace && !ends_with_semicolon(head) =>
        {
            (Some(flat(head)), group.stream().into_iter().collect())
        }
        _ => (None, tokens),
    };
    let open = head
        .as_ref()
        .map_or_else(String::new, |head| format!("{head} {{"));
    let close = if head.is_some() { "} }" } else { "}" };
    out.push_str(format!("{indent}{CALL}{name}! {{ {open}").trim_end());
    out.push('\n');
    for entry in split(entries) {
        out.push_str(&format!("{indent}{INDENT}{}\n", flat(&entry)));
    }
    out.push_str(&format!("{indent}{close}\n"));
}

/// Whether what comes next are rules.
fn ends_with_semicolon(tokens: &[TokenTree]) -> bool {
    matches!(tokens.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == ';')
}

/// The entries, each with its comma or semicolon. A semicolon before rules does not end an entry.
fn split(tokens: Vec<TokenTree>) -> Vec<Vec<TokenTree>> {
    let mut entries: Vec<Vec<TokenTree>> = vec![Vec::new()];
    let mut angles = 0_usize;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let sign = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match sign {
            '<' => angles += 1,
            '>' => angles = angles.saturating_sub(1),
            _ => {}
        }
        let rules_follow = matches!(tokens.peek(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
        let ends = (sign == ',' && angles == 0) || (sign == ';' && !rules_follow);
        if let Some(entry) = entries.last_mut() {
            entry.push(token);
        }
        if ends && tokens.peek().is_some() {
            entries.push(Vec::new());
        }
    }
    entries
}

/// Tokens on one line, spaced as a person would.
fn flat(tokens: &[TokenTree]) -> String {
    let mut out = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| &tokens[index]);
        let earlier = index.checked_sub(2).map(|index| &tokens[index]);
        if before.is_some_and(|before| spaced(earlier, before, token)) {
            out.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                let inner = flat(&inner);
                let text = match group.delimiter() {
                    Delimiter::Brace if inner.is_empty() => "{}".to_owned(),
                    Delimiter::Brace => format!("{{ {inner} }}"),
                    Delimiter::Bracket => format!("[{inner}]"),
                    Delimiter::Parenthesis => format!("({inner})"),
                    Delimiter::None => inner,
                };
                out.push_str(&text);
            }
            token => out.push_str(&token.to_string()),
        }
    }
    out
}

fn sign(token: &TokenTree) -> Option<(char, Spacing)> {
    match token {
        TokenTree::Punct(punct) => Some((punct.as_char(), punct.spacing())),
        _ => None,
    }
}

/// Whether there is a space between `before` and `token`; `earlier` is what stands before both.
fn spaced(earlier: Option<&TokenTree>, before: &TokenTree, token: &TokenTree) -> bool {
    let path = matches!(earlier.and_then(sign), Some((':', Spacing::Joint)));
    match (sign(before), sign(token)) {
        (Some((_, Spacing::Joint)) | Some(('<' | '-', _)), _) => false,
        (_, Some((',' | ';' | '>', _))) => false,
        (Some((':', _)), _) => !path,
        (None | Some(('>', _)), Some((':' | '<', _))) => is_word(before),
        _ => match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                matches!(sign(before), Some(('=', _))) || is_word(before)
            }
            _ => true,
        },
    }
}

/// The macros' own word before an expression.
fn is_word(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == "or")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(source: &str) -> String {
        let file = syn::parse_str(source).expect("Rust");
        lay_out(&prettyplease::unparse(&file))
    }

    #[test]
    fn a_short_call_is_one_line() {
        assert_eq!(
            laid(r#"crate::runtime::string! { OrderId = "OrderId", min 1; { "minLength": 1 } }"#),
            "crate::runtime::string! { OrderId = \"OrderId\", min 1; { \"minLength\": 1 } }\n"
        );
    }

    #[test]
    fn a_long_call_has_an_entry_a_line() {
        let source = r#"
            crate::runtime::object! { Order = "Order", open extra: crate::runtime::Extra {
                required id = "id"; { "items": { "maxLength": 3 } }, default size = "size" or ::std::string::String::from("a"), optional low = "low"; { "minimum": -5 }
            } }
            mod builder {
                crate::runtime::builder! { Order { required field id: ::std::vec::Vec<crate::Id>; optional field map / maybe_map: ::std::collections::BTreeMap<::std::string::String, crate::Id>; .. extra: crate::runtime::Extra } }
            }
        "#;
        let expected = r#"crate::runtime::object! { Order = "Order", open extra: crate::runtime::Extra {
    required id = "id"; { "items": { "maxLength": 3 } },
    default size = "size" or ::std::string::String::from("a"),
    optional low = "low"; { "minimum": -5 }
} }
mod builder {
    crate::runtime::builder! { Order {
        required field id: ::std::vec::Vec<crate::Id>;
        optional field map / maybe_map: ::std::collections::BTreeMap<::std::string::String, crate::Id>;
        .. extra: crate::runtime::Extra
    } }
}
"#;
        assert_eq!(laid(source), expected);
    }

    #[test]
    fn laying_out_changes_no_token() {
        let source = r#"crate::runtime::union! { A = "A" "oneOf", open { B(::std::boxed::Box<crate::B>) = ""["a", "b"]; { "format": null }, C(()) = "c"[] }, tag "type" }"#;
        let text = laid(source);
        let tokens = |text: &str| {
            TokenStream::from_str(text)
                .expect("tokens")
                .to_string()
                .replace(' ', "")
        };
        assert_eq!(tokens(&text), tokens(source));
    }
}
