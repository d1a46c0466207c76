//! Rules of numbers.

use serde_json::{Number, Value, json};

use super::{Rows, Site};
use crate::{
    emit::conformance::{row::set, scalar::whole},
    model::NumberRules,
};

impl Rows<'_, '_> {
    pub(super) fn integer(&mut self, site: &Site<'_>, rules: &NumberRules<i128>) {
        self.breaks(site, "type", set(&site.address, "many"));
        self.breaks(site, "type", set(&site.address, json!(1.5)));
        if !rules.values.is_empty() {
            return self.integer_choice(site, rules);
        }
        let step = rules.multiple_of.unwrap_or(1);
        let least = rules
            .min
            .map(|bound| (bound.value + i128::from(bound.exclusive), bound.exclusive));
        let most = rules
            .max
            .map(|bound| (bound.value - i128::from(bound.exclusive), bound.exclusive));
        if let Some((least, exclusive)) = least {
            let rule = if exclusive {
                "exclusiveMinimum"
            } else {
                "minimum"
            };
            let edge = least + (-least).rem_euclid(step);
            self.number_edge(site, rule, whole(edge - step), whole(edge));
        }
        if let Some((most, exclusive)) = most {
            let rule = if exclusive {
                "exclusiveMaximum"
            } else {
                "maximum"
            };
            let edge = most - most.rem_euclid(step);
            self.number_edge(site, rule, whole(edge + step), whole(edge));
        }
        self.integer_format(site, rules);
        if step > 1 {
            let good = site.value.as_i64().map_or(0, i128::from);
            let off = [good + 1, good - 1];
            let inside =
                |n: &i128| least.is_none_or(|(l, _)| *n >= l) && most.is_none_or(|(m, _)| *n <= m);
            match off.into_iter().find(inside).and_then(whole) {
                Some(bad) => self.breaks(site, "multipleOf", set(&site.address, bad)),
                None => self.gap(site, "multipleOf", "no number between the bounds breaks it"),
            }
        }
    }

    fn number_edge(
        &mut self,
        site: &Site<'_>,
        rule: &'static str,
        bad: Option<Value>,
        edge: Option<Value>,
    ) {
        match bad {
            Some(bad) => self.breaks(site, rule, set(&site.address, bad)),
            None => self.gap(site, rule, "the next number has more than 64 bits"),
        }
        match edge {
            Some(edge) => self.pass(site, rule, set(&site.address, edge)),
            None => self.pass_gap(site, rule, "the bound has more than 64 bits"),
        }
    }

    /// A format is a bound of its own where no narrower one stands beside it.
    fn integer_format(&mut self, site: &Site<'_>, rules: &NumberRules<i128>) {
        let (least, most) = match rules.format.as_deref() {
            Some("int32") => (i128::from(i32::MIN), i128::from(i32::MAX)),
            Some("int64") => (i128::from(i64::MIN), i128::from(i64::MAX)),
            _ => return,
        };
        if rules.max.is_none_or(|bound| bound.value > most) {
            self.number_edge(site, "format", whole(most + 1), whole(most));
        }
        if rules.min.is_none_or(|bound| bound.value < least) {
            self.number_edge(site, "format", whole(least - 1), whole(least));
        }
    }

    fn integer_choice(&mut self, site: &Site<'_>, rules: &NumberRules<i128>) {
        let beyond = rules.values.iter().max().map(|most| most + 1);
        if let Some(bad) = beyond.and_then(whole) {
            self.breaks(site, "enum", set(&site.address, bad));
        }
        for value in rules.values.iter().filter_map(|value| whole(*value)) {
            self.pass(site, "enum", set(&site.address, value));
        }
    }

    pub(super) fn number(&mut self, site: &Site<'_>, rules: &NumberRules<f64>) {
        self.breaks(site, "type", set(&site.address, "much"));
        let json = |number: f64| Number::from_f64(number).map(Value::Number);
        for value in rules.values.iter().filter_map(|value| json(*value)) {
            self.pass(site, "enum", set(&site.address, value));
        }
        if let Some(most) = rules.values.iter().copied().reduce(f64::max) {
            self.number_edge(site, "enum", json(most + 1.0), json(most));
        }
        let step = rules.multiple_of.unwrap_or(1.0);
        if let Some(bound) = rules.min {
            let (bad, edge) = if bound.exclusive {
                (0.0, step)
            } else {
                (-step, 0.0)
            };
            let rule = if bound.exclusive {
                "exclusiveMinimum"
            } else {
                "minimum"
            };
            self.number_edge(
                site,
                rule,
                json(bound.value + bad),
                json(bound.value + edge),
            );
        }
        if let Some(bound) = rules.max {
            let (bad, edge) = if bound.exclusive {
                (0.0, -step)
            } else {
                (step, 0.0)
            };
            let rule = if bound.exclusive {
                "exclusiveMaximum"
            } else {
                "maximum"
            };
            self.number_edge(
                site,
                rule,
                json(bound.value + bad),
                json(bound.value + edge),
            );
        }
        if let (Some(step), Some(good)) = (rules.multiple_of, site.value.as_f64()) {
            match json(good + step / 2.0) {
                Some(bad) => self.breaks(site, "multipleOf", set(&site.address, bad)),
                None => self.gap(site, "multipleOf", "no number between the bounds breaks it"),
            }
        }
    }
}
