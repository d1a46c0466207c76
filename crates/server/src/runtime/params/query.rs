//! The query string.

use std::borrow::Cow;

use super::{Param, Raw, decode};
use crate::runtime::{
    check::{At, Issues},
    exchange::Head,
};

/// The parameters of a query: names decoded, values not yet.
#[derive(Debug)]
pub(crate) struct Query<'a> {
    pairs: Vec<(Cow<'a, str>, &'a str)>,
}

impl<'a> Query<'a> {
    /// Takes the query apart. A name that the operation does not know is an issue: a misspelt
    /// filter that is silently ignored answers another question than the one asked.
    pub(crate) fn parse(head: &'a Head, known: &[&str], issues: &mut Issues) -> Self {
        let query = head.parts.uri.query().unwrap_or_default();
        let mut query = Self {
            pairs: pairs(query, |name| At::query(name), issues),
        };
        query.pairs.retain(|(name, _)| {
            let is_known = known.contains(&name.as_ref());
            if !is_known {
                issues.add(&At::query(name), "is not a parameter of this operation");
            }
            is_known
        });
        query
    }

    /// What was sent for a parameter.
    pub(crate) fn get(&self, param: &Param, issues: &mut Issues) -> Raw<'a> {
        let occurrences: Vec<&'a str> = self
            .pairs
            .iter()
            .filter(|(name, _)| *name == param.name)
            .map(|(_, value)| *value)
            .collect();
        param.assemble(&occurrences, decode::query, issues)
    }
}

/// The pairs of a query or form.
pub(crate) fn pairs<'a>(
    text: &'a str,
    at: impl for<'b> Fn(&'b str) -> At<'b>,
    issues: &mut Issues,
) -> Vec<(Cow<'a, str>, &'a str)> {
    let mut pairs = Vec::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match decode::query(name) {
            Ok(name) => pairs.push((name, value)),
            Err(issue) => issues.add(&at(name), issue),
        }
    }
    pairs
}

/// What a form's field holds.
pub(crate) fn field<'a>(
    pairs: &[(Cow<'a, str>, &'a str)],
    param: &Param,
    issues: &mut Issues,
) -> Raw<'a> {
    let occurrences: Vec<&'a str> = pairs
        .iter()
        .filter(|(name, _)| *name == param.name)
        .map(|(_, value)| *value)
        .collect();
    param.assemble(&occurrences, decode::query, issues)
}
