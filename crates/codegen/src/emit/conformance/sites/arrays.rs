//! Rules of arrays.

use serde_json::{Value, json};

use super::{Place, Rows, Site};
use crate::{
    emit::conformance::{
        row::{fill, numbered, set},
        scalar::{Numbered, different},
    },
    model::{ArrayRules, SchemaKind},
};

impl<'a> Rows<'_, 'a> {
    pub(super) fn array(&mut self, site: &Site<'a>, rules: &'a ArrayRules) {
        if site.place.is_typed() {
            self.breaks(site, "type", set(&site.address, json!({})));
        }
        if let Some(least) = rules.min_items.filter(|least| *least > 0) {
            match self.items(site, rules, least - 1) {
                Some(edit) => self.breaks(site, "minItems", edit),
                None => self.gap(site, "minItems", "so few different items were not found"),
            }
            self.items_pass(site, rules, "minItems", least);
        }
        if let Some(most) = rules.max_items {
            match self.items(site, rules, most + 1) {
                Some(edit) => self.breaks(site, "maxItems", edit),
                None => self.too_many_alike(site, most + 1),
            }
            self.items_pass(site, rules, "maxItems", most);
        }
        let Some(first) = site.value.get(0) else {
            return;
        };
        if rules.unique {
            let field = match site.place {
                // The second of the two is the one that is wrong.
                Place::Json => format!("{}/1", site.field),
                _ => site.field.clone(),
            };
            let twice = set(&site.address, vec![first.clone(), first.clone()]);
            self.breaks_at(site, "uniqueItems", field, twice);
        }
        self.item(site, rules, first);
    }

    fn item(&mut self, site: &Site<'a>, rules: &'a ArrayRules, first: &Value) {
        let inner = Site {
            schema: &rules.items,
            named: site.named,
            address: format!("{}/0", site.address),
            field: match site.place {
                Place::Json => format!("{}/0", site.field),
                _ => site.field.clone(),
            },
            value: first.clone(),
            depth: site.depth + 1,
            ..*site
        };
        if site.place.is_typed() && !rules.items.nullable && !self.takes_anything(&rules.items) {
            self.breaks(&inner, "null", set(&inner.address, Value::Null));
        }
        self.visit(inner);
    }

    fn items_pass(
        &mut self,
        site: &Site<'a>,
        rules: &'a ArrayRules,
        rule: &'static str,
        count: usize,
    ) {
        match self.items(site, rules, count) {
            Some(edit) => self.pass(site, rule, edit),
            None => self.pass_gap(site, rule, "so many different items were not found"),
        }
    }

    /// More items than there are different values.
    fn too_many_alike(&mut self, site: &Site<'a>, count: usize) {
        let edit = fill(&site.address, count);
        self.breaks_with(
            site,
            "maxItems",
            edit,
            "there are not so many different items",
        );
    }

    /// The edit that makes `count` items, all different where they must be.
    fn items(&self, site: &Site<'a>, rules: &'a ArrayRules, count: usize) -> Option<Value> {
        if !rules.unique || count == 0 {
            return Some(fill(&site.address, count));
        }
        let SchemaKind::String(text) = &self.samples.target(&rules.items).kind else {
            return None;
        };
        if !text.values.is_empty() {
            let some: Vec<Value> = text.values.iter().take(count).map(|v| json!(v)).collect();
            return (some.len() == count).then(|| set(&site.address, some));
        }
        let Numbered {
            before,
            width,
            after,
        } = different(text, site.value.get(0)?.as_str()?, count)?;
        Some(numbered(&site.address, count, &before, width, &after))
    }
}
