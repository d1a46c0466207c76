//! Arrays.

use std::collections::HashSet;

use super::{At, Issues, Node};

/// How many items are compared by pairs before they are written out to be compared.
const FEW: usize = 16;

/// The items, if it is an array.
pub(crate) fn array<'v, 'a>(
    value: &'v Node<'a>,
    at: &At<'_>,
    issues: &mut Issues,
) -> Option<&'v [Node<'a>]> {
    match value {
        Node::Array(items) => Some(items),
        _ => {
            issues.add(at, "must be an array");
            None
        }
    }
}

/// `minItems`.
pub(crate) fn min_items(items: &[Node<'_>], least: usize, at: &At<'_>, issues: &mut Issues) {
    if items.len() < least {
        issues.add(at, format!("must have at least {least} {}", words(least)));
    }
}

/// `maxItems`.
pub(crate) fn max_items(items: &[Node<'_>], most: usize, at: &At<'_>, issues: &mut Issues) {
    if items.len() > most {
        issues.add(at, format!("must have at most {most} {}", words(most)));
    }
}

fn words(count: usize) -> &'static str {
    if count == 1 { "item" } else { "items" }
}

/// `uniqueItems`: the second of two equal items is the one that is wrong.
pub(crate) fn unique(items: &[Node<'_>], at: &At<'_>, issues: &mut Issues) {
    let mut refuse = |index| issues.add(&at.item(index), "must not repeat an earlier item");
    if items.len() <= FEW {
        let repeats = items
            .iter()
            .enumerate()
            .filter(|(index, item)| items[..*index].contains(item));
        return repeats.for_each(|(index, _)| refuse(index));
    }
    let mut seen = HashSet::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        // Equal values are written alike; what cannot be written equals nothing.
        if serde_json::to_string(item).is_ok_and(|text| !seen.insert(text)) {
            refuse(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_found_in_few_and_in_many() {
        for count in [3, FEW + 10] {
            let mut items: Vec<Node<'_>> = (0..count)
                .map(|index| Node::Text(index.to_string().into()))
                .collect();
            let mut issues = Issues::new();
            unique(&items, &At::BODY, &mut issues);
            assert_eq!(issues.count(), 0);
            items.push(Node::Text("1".into()));
            unique(&items, &At::BODY, &mut issues);
            assert_eq!(issues.count(), 1);
        }
    }
}
