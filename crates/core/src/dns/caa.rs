//! Values of `CAA` records.

use super::Issue;

/// The value of `issue` and its like (RFC 8659, 4.2): a name, then parameters; the name in lower
/// case, the rest as it was written.
pub(super) fn issuer(text: &str) -> Result<String, Issue> {
    let text = text.trim_matches([' ', '\t']);
    let (name, parameters) = match text.split_once(';') {
        Some((name, parameters)) => (name.trim_matches([' ', '\t']), Some(parameters)),
        None => (text, None),
    };
    let named = !name.is_empty() && name.split('.').all(is_issuer_label);
    let good = match parameters {
        None => named,
        Some(parameters) => {
            (named || name.is_empty())
                && (parameters.trim_matches([' ', '\t']).is_empty()
                    || parameters.split(';').all(is_parameter))
        }
    };
    if !good || text.len() > 2048 {
        return Err(Issue::Issuer);
    }
    let lower = name.to_ascii_lowercase();
    Ok(match parameters {
        None => lower,
        Some(parameters) => format!("{lower};{parameters}"),
    })
}

fn is_issuer_label(label: &str) -> bool {
    let ends = |c: char| c.is_ascii_alphanumeric();
    (1..=63).contains(&label.len())
        && label.starts_with(ends)
        && label.ends_with(ends)
        && label.chars().all(|c| ends(c) || c == '-')
}

/// `tag=value`, with blanks around each.
fn is_parameter(text: &str) -> bool {
    let Some((tag, value)) = text.split_once('=') else {
        return false;
    };
    let value = value.trim_matches([' ', '\t']);
    is_issuer_label(tag.trim_matches([' ', '\t'])) && value.chars().all(|c| c.is_ascii_graphic())
}

/// The value of `iodef`: a URL.
pub(super) fn report(text: &str) -> Result<String, Issue> {
    let rest = ["mailto:", "https:"]
        .iter()
        .find_map(|scheme| strip_ignoring_case(text, scheme).map(|rest| (*scheme, rest)));
    let good = match rest {
        Some(("mailto:", address)) => address
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && host.contains('.')),
        Some((_, rest)) => rest
            .strip_prefix("//")
            .is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')),
        None => false,
    };
    let printable = text.chars().all(|c| c.is_ascii_graphic());
    if good && printable && text.len() <= 2048 {
        Ok(text.to_owned())
    } else {
        Err(Issue::Report)
    }
}

fn strip_ignoring_case<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}
