//! Lines entered into source files, as rustfmt leaves them.

use anyhow::Context as _;

/// The longest line.
const WIDTH: usize = 100;

/// The longest list of arguments on the line of its macro.
const ARGUMENTS: usize = 60;

/// Enters `line` among the lines that begin with `prefix` and stand together, in their order.
pub(super) fn among(text: &str, prefix: &str, line: &str) -> anyhow::Result<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let begins = |one: &&str| one.starts_with(prefix) && one.ends_with(';');
    let first = lines.iter().position(begins);
    let first = first.with_context(|| format!("no line begins with {prefix:?}"))?;
    let after = lines[first..]
        .iter()
        .take_while(|one| begins(one) && **one < line);
    let place = first + after.count();
    lines.insert(place, line);
    Ok(lines.join("\n") + "\n")
}

/// Enters `name` into the first list between `open` and `close`, whose names are parted by commas.
/// A list that stands in order keeps it; else the name is the last.
pub(super) fn listed(text: &str, open: &str, close: &str, name: &str) -> anyhow::Result<String> {
    let start = text.rfind(open).with_context(|| format!("no {open:?}"))?;
    let inner = start + open.len();
    let end = text[inner..].find(close);
    let end = inner + end.with_context(|| format!("no {close:?} after {open:?}"))?;
    let names = text[inner..end].split(',').map(str::trim);
    let mut names: Vec<&str> = names.filter(|one| !one.is_empty()).collect();
    let place = if names.is_sorted() {
        names.partition_point(|one| *one < name)
    } else {
        names.len()
    };
    names.insert(place, name);
    Ok(format!(
        "{}{}{}",
        &text[..inner],
        laid_out(open, &names),
        &text[end..]
    ))
}

/// On one line if there is room, else filled into as many as it takes. A list of constants has
/// one a line.
fn laid_out(open: &str, names: &[&str]) -> String {
    if open.ends_with('[') {
        let lines = names.iter().map(|name| format!("    {name},\n"));
        return format!("\n{}", lines.collect::<String>());
    }
    let line = names.join(", ");
    let head = open.lines().last().unwrap_or_default().len();
    // As rustfmt has it: arguments of a macro have less room, others leave some at the end.
    let room = if open.ends_with('(') {
        ARGUMENTS
    } else {
        WIDTH - head - 4
    };
    if line.len() <= room {
        return line;
    }
    let mut lines = vec![String::from("   ")];
    for name in names {
        let last = lines.last_mut().expect("there is one");
        if last.len() + name.len() + 2 > WIDTH {
            lines.push(format!("    {name},"));
        } else {
            last.push_str(&format!(" {name},"));
        }
    }
    format!("\n{}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_order() {
        let text = "//! x\n\nmod b;\nmod d;\n\nuse y;\n";
        for (line, expected) in [
            ("mod a;", "//! x\n\nmod a;\nmod b;\nmod d;\n\nuse y;\n"),
            ("mod c;", "//! x\n\nmod b;\nmod c;\nmod d;\n\nuse y;\n"),
            ("mod e;", "//! x\n\nmod b;\nmod d;\nmod e;\n\nuse y;\n"),
        ] {
            assert_eq!(among(text, "mod ", line).expect("entered"), expected);
        }
        assert!(among(text, "pub mod ", "pub mod a;").is_err());
    }

    #[test]
    fn lists_keep_the_order_that_they_have() {
        let list = |text: &str, name| listed(text, "\nlist!(", ");", name).expect("entered");
        assert_eq!(list("x\nlist!(a, c);\n", "b"), "x\nlist!(a, b, c);\n");
        assert_eq!(list("x\nlist!(c, a);\n", "b"), "x\nlist!(c, a, b);\n");
        let text = "x: &[V] = &[\n    a::V,\n    c::V,\n];\n";
        let entered = listed(text, "x: &[V] = &[", "];", "b::V").expect("entered");
        assert_eq!(
            entered,
            "x: &[V] = &[\n    a::V,\n    b::V,\n    c::V,\n];\n"
        );
        assert!(listed("x", "list!(", ");", "a").is_err());
    }

    #[test]
    fn long_lists_are_filled_into_lines() {
        let names: Vec<String> = (10..30).map(|n| format!("name{n}")).collect();
        let text = format!("list!({});\n", names.join(", "));
        let entered = listed(&text, "list!(", ");", "name30").expect("entered");
        assert!(entered.lines().all(|line| line.len() <= WIDTH), "{entered}");
        assert!(
            entered.starts_with("list!(\n    name10, name11,"),
            "{entered}"
        );
        assert!(entered.ends_with(" name30,\n);\n"), "{entered}");
        let again = listed(&entered, "list!(", ");", "name31").expect("entered");
        assert!(again.ends_with(" name30, name31,\n);\n"), "{again}");
    }
}
