//! `oneOf`, `anyOf`, `not` and discriminators.

use super::{At, Check, Issues, Node, Normalize};

/// `oneOf`: exactly one branch must accept.
pub(crate) fn one_of(value: &Node<'_>, branches: &[Check], at: &At<'_>, issues: &mut Issues) {
    match judge(value, branches, at) {
        Verdict { accepted: 1, .. } => {}
        Verdict {
            accepted: 0,
            nearest,
        } => refuse(nearest, at, issues),
        Verdict { .. } => issues.add(at, "must match only one of the allowed forms"),
    }
}

/// `anyOf`: at least one branch must accept.
pub(crate) fn any_of(value: &Node<'_>, branches: &[Check], at: &At<'_>, issues: &mut Issues) {
    if let Verdict {
        accepted: 0,
        nearest,
    } = judge(value, branches, at)
    {
        refuse(nearest, at, issues);
    }
}

/// No check.
pub(crate) fn anything(_: &Node<'_>, _: &At<'_>, _: &mut Issues) {}

/// Nothing but `null`.
pub(crate) fn null(value: &Node<'_>, at: &At<'_>, issues: &mut Issues) {
    if !value.is_null() {
        issues.add(at, "must be null");
    }
}

/// Takes what means absence out of a value that is one of several forms: as the first form that
/// accepts the outcome has it.
pub(crate) fn normalize_choice(value: &mut Node<'_>, branches: &[(Normalize, Check)]) {
    for (normalize, check) in branches {
        let mut copy = value.clone();
        normalize(&mut copy);
        let mut issues = Issues::new();
        check(&copy, &At::BODY, &mut issues);
        if issues.count() == 0 {
            *value = copy;
            return;
        }
    }
}

/// `not`: the branch must refuse.
pub(crate) fn not(value: &Node<'_>, branch: Check, at: &At<'_>, issues: &mut Issues) {
    let mut found = Issues::new();
    branch(value, at, &mut found);
    if found.count() == 0 {
        issues.add(at, "must not have this form");
    }
}

/// A discriminator: one member tells which branch it is.
pub(crate) fn tagged(
    value: &Node<'_>,
    property: &str,
    branches: &[(&str, Check)],
    at: &At<'_>,
    issues: &mut Issues,
) {
    let Some(members) = super::object(value, at, issues) else {
        return;
    };
    let tag_at = at.member(property);
    let Some(tag) = Node::get(members, property) else {
        return super::missing(&tag_at, issues);
    };
    let Some(tag) = super::string(tag, &tag_at, issues) else {
        return;
    };
    match branches.iter().find(|(name, _)| *name == tag) {
        Some((_, branch)) => branch(value, at, issues),
        None => {
            let names: Vec<&str> = branches.iter().map(|(name, _)| *name).collect();
            super::one_of_texts(tag, &names, &tag_at, issues);
        }
    }
}

struct Verdict {
    accepted: usize,
    /// What is wrong with the branch that has the least wrong with it.
    nearest: Option<Issues>,
}

fn judge(value: &Node<'_>, branches: &[Check], at: &At<'_>) -> Verdict {
    let mut verdict = Verdict {
        accepted: 0,
        nearest: None,
    };
    for branch in branches {
        let mut found = Issues::new();
        branch(value, at, &mut found);
        if found.count() == 0 {
            verdict.accepted += 1;
        } else if verdict
            .nearest
            .as_ref()
            .is_none_or(|nearest| found.count() < nearest.count())
        {
            verdict.nearest = Some(found);
        }
    }
    verdict
}

/// Nobody can say which form was meant, so the nearest one tells what is missing to it.
fn refuse(nearest: Option<Issues>, at: &At<'_>, issues: &mut Issues) {
    match nearest {
        Some(nearest) => issues.append(nearest),
        None => issues.add(at, "must match one of the allowed forms"),
    }
}
