//! Rules about examples, defaults and enumerations: they are there, and they are valid.

use serde_json::Value;

use super::{
    Findings,
    spec::{Response, Spec},
    validate::{Validation, registry, translate},
};
use crate::load::Node;

/// Examples of bodies, answers, parameters and headers; defaults and values of schemas.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    let registry = match registry(spec) {
        Ok(registry) => registry,
        Err(error) => {
            let help = "mend the schemas first";
            let message = format!("the schemas cannot be read as JSON Schema: {error}");
            found.add("example-invalid", spec.root(), message, help);
            return;
        }
    };
    let mut rules = Rules {
        spec,
        validation: Validation::new(&registry),
        found,
    };
    for operation in &spec.operations {
        for param in &operation.params {
            rules.parameter(param);
        }
        if let Some(body) = operation.body {
            rules.body(body, &format!("the body of `{}`", operation.name()));
        }
        for response in &operation.responses {
            let what = format!("the {} answer of `{}`", response.status, operation.name());
            match response.is_failure() {
                true => rules.failure(response),
                false => rules.body(response.node, &what),
            }
            let headers = response
                .node
                .get("headers")
                .into_iter()
                .flat_map(Node::members);
            headers.for_each(|(_, header)| rules.parameter(spec.resolve(header)));
        }
    }
    for visit in &spec.schemas {
        rules.schema(visit.node);
    }
}

struct Rules<'r, 'd, 'f> {
    spec: &'r Spec<'d>,
    validation: Validation<'r>,
    found: &'f mut Findings,
}

impl<'d> Rules<'_, 'd, '_> {
    /// The examples of a parameter, header or media type.
    fn examples(&self, node: &'d Node) -> Vec<&'d Node> {
        let named = node.get("examples").into_iter().flat_map(Node::members);
        let named = named.filter_map(|(_, example)| self.spec.resolve(example).get("value"));
        node.get("example").into_iter().chain(named).collect()
    }

    fn parameter(&mut self, node: &'d Node) {
        if let Some(schema) = node.get("schema") {
            for example in self.examples(node) {
                self.validate(schema, example);
            }
        }
    }

    fn body(&mut self, body: &'d Node, what: &str) {
        for (media_type, media) in body.get("content").into_iter().flat_map(Node::members) {
            let examples = self.examples(media);
            if examples.is_empty() && media_type == "application/json" {
                let message = format!("{what} has no example");
                self.found
                    .add("example-missing", media, message, "add one, from the story");
            }
            if let Some(schema) = media
                .get("schema")
                .filter(|_| media_type != "multipart/form-data")
            {
                examples
                    .into_iter()
                    .for_each(|example| self.validate(schema, example));
            }
        }
    }

    fn failure(&mut self, response: &Response<'d>) {
        let mut shown = Vec::new();
        for (_, media) in response
            .node
            .get("content")
            .into_iter()
            .flat_map(Node::members)
        {
            for example in self.examples(media) {
                let code = example.get("error").and_then(|error| error.str("code"));
                shown.extend(code);
                if let Some(schema) = media.get("schema") {
                    self.validate(schema, example);
                }
            }
        }
        let codes = response
            .node
            .get("x-error-codes")
            .into_iter()
            .flat_map(Node::items);
        for code in codes {
            let text = code.as_str().unwrap_or_default();
            if !shown.contains(&text) {
                let message = format!("no example shows the {} {text}", response.status);
                self.found.add(
                    "example-missing",
                    code,
                    message,
                    "add one with that error.code",
                );
            }
        }
    }

    /// A schema's own example and default, and the values of its enumeration against the rest.
    fn schema(&mut self, schema: &'d Node) {
        if let Some(example) = schema.get("example") {
            self.validate(schema, example);
        }
        if let Some(default) = schema.get("default") {
            self.contradiction(&translate(schema), default, "the default");
        }
        let Some(values) = schema.get("enum") else {
            return;
        };
        let mut rest = translate(schema);
        if let Value::Object(rest) = &mut rest {
            rest.remove("enum");
        }
        for value in values.items() {
            self.contradiction(&rest, value, "the value");
        }
    }

    fn contradiction(&mut self, schema: &Value, value: &'d Node, what: &str) {
        for fault in self.validation.faults_of(schema, &value.to_value()) {
            let message = format!("{what} is outside the schema's other limits: {fault}");
            self.found.add(
                "constraint-contradiction",
                value,
                message,
                "mend one of them",
            );
        }
    }

    fn validate(&mut self, schema: &Node, example: &'d Node) {
        for fault in self.validation.faults(schema, &example.to_value()) {
            let message = format!("the example does not fit its schema: {fault}");
            self.found.add(
                "example-invalid",
                example,
                message,
                "mend the example or the schema",
            );
        }
    }
}
