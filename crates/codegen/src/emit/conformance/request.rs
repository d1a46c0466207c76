//! The good requests of an operation, and the rows that start from them.

use serde_json::{Value, json};

use super::{
    row::{Row, drop},
    sample::Samples,
    sites::{Place, Rows, Site},
};
use crate::model::{Api, Content, MediaKind, Operation, Param, ParamLocation, SchemaKind};

/// What is sent for an operation, and what must come of it.
pub(super) struct Requests {
    /// Every parameter with a good value.
    pub params: Vec<Value>,
    /// Good bodies: media type, kind, name and value. The last one of a media type has every
    /// optional part.
    pub bodies: Vec<Value>,
    /// What must be refused.
    pub broken: Vec<Row>,
    /// What must pass.
    pub passes: Vec<Row>,
}

/// Writes the requests of `operation`.
pub(super) fn requests<'a>(api: &Api, samples: &Samples<'a>, operation: &'a Operation) -> Requests {
    let rows = Rows {
        samples,
        null_is_absent: api.null_is_absent,
        broken: Vec::new(),
        passes: Vec::new(),
    };
    let mut writer = Writer {
        rows,
        bodies: Vec::new(),
    };
    for content in operation.body.iter().flat_map(|body| &body.contents) {
        writer.content(content);
    }
    let params = operation
        .params
        .iter()
        .map(|param| writer.param(param))
        .collect();
    writer.around(operation);
    let Rows { broken, passes, .. } = writer.rows;
    Requests {
        params,
        bodies: writer.bodies,
        broken,
        passes,
    }
}

struct Writer<'s, 'a> {
    rows: Rows<'s, 'a>,
    bodies: Vec<Value>,
}

impl<'a> Writer<'_, 'a> {
    fn content(&mut self, content: &'a Content) {
        let samples = self.rows.samples;
        for (name, example) in &content.examples {
            self.body(content, name, example);
        }
        let first = content
            .examples
            .values()
            .next()
            .cloned()
            .or_else(|| samples.value(&content.schema));
        let Some(first) = first else { return };
        let whole = samples.whole(&content.schema, &first);
        if content.examples.is_empty() || whole != first {
            self.body(content, "whole", &whole);
        }
        // An example that has everything is the first one, and the others may lack something.
        let request = match whole == first {
            true => self.bodies.len() - content.examples.len().max(1),
            false => self.bodies.len() - 1,
        };
        let place = if content.kind == MediaKind::Multipart {
            Place::Form
        } else {
            Place::Json
        };
        self.rows.visit(Site {
            schema: &content.schema,
            named: None,
            address: String::new(),
            field: String::new(),
            place,
            request,
            value: whole,
            depth: 0,
        });
    }

    fn body(&mut self, content: &Content, name: &str, value: &Value) {
        let kind = match content.kind {
            MediaKind::Json => "json",
            MediaKind::Form => "form",
            MediaKind::Multipart => "multipart",
            MediaKind::Text => "text",
            MediaKind::Octets => "octets",
        };
        self.bodies
            .push(json!([content.media_type, kind, name, value]));
    }

    /// The parameter as it stands in the table; its rows on the way.
    fn param(&mut self, param: &'a Param) -> Value {
        let (location, place) = match param.location {
            ParamLocation::Path => ("path", Place::Path),
            ParamLocation::Query => ("query", Place::Query),
            ParamLocation::Header => ("header", Place::Header),
            ParamLocation::Cookie => ("cookie", Place::Header),
        };
        let samples = self.rows.samples;
        let value = param
            .example
            .clone()
            .or_else(|| samples.value(&param.schema))
            .unwrap_or_default();
        let field = format!("{location}.{}", param.name);
        let site = Site {
            schema: &param.schema,
            named: None,
            address: field.clone(),
            field: field.clone(),
            place,
            request: 0,
            value: value.clone(),
            depth: 0,
        };
        let separator = separator(samples, param);
        self.occurrences(param, &site, &separator);
        self.rows.visit(site);
        let default = param
            .schema
            .default
            .as_ref()
            .or(samples.target(&param.schema).default.as_ref());
        json!([
            location,
            param.name,
            param.required,
            separator,
            value,
            default
        ])
    }

    /// That a parameter is there, once, and can be decoded.
    fn occurrences(&mut self, param: &Param, site: &Site<'_>, separator: &Value) {
        let row = |rule, edit| row(rule, &site.field, edit);
        if param.location != ParamLocation::Path {
            let without = drop(&site.address);
            match param.required {
                true => self.rows.broken.push(row("required", without)),
                false => self.rows.passes.push(row("absent", without)),
            }
        }
        let written_once = separator != "repeat";
        if matches!(param.location, ParamLocation::Query | ParamLocation::Header) && written_once {
            self.rows
                .broken
                .push(row("once", json!(["twice", site.address])));
        }
        if matches!(param.location, ParamLocation::Query | ParamLocation::Path) {
            self.rows
                .broken
                .push(row("encoding", json!(["encoded", site.address, "%zz"])));
            self.rows
                .broken
                .push(row("encoding", json!(["encoded", site.address, "%ff"])));
        }
    }

    /// What holds of every request, whatever its schemas say.
    fn around(&mut self, operation: &Operation) {
        let unknown = json!(["query", "unknownParameter=1"]);
        self.rows
            .broken
            .push(row("unknown", "query.unknownParameter", unknown));
        let Some(body) = &operation.body else { return };
        match body.required {
            true => self.rows.broken.push(row("required", "", json!(["none"]))),
            false => self.rows.passes.push(row("absent", "", json!(["none"]))),
        }
        let mut broken = |edit| self.rows.broken.push(row("syntax", "", edit));
        if body
            .contents
            .iter()
            .any(|content| content.kind == MediaKind::Json)
        {
            broken(json!(["text", "{\"a\":"]));
            broken(json!(["text", "{} {}"]));
            broken(json!(["text", "{\"a\":1,\"a\":2}"]));
            broken(json!(["hex", "7b2261223a22ff227d"]));
        }
        if body
            .contents
            .iter()
            .any(|content| content.kind == MediaKind::Multipart)
        {
            broken(json!(["text", "no form at all"]));
        }
    }
}

/// How the items of an array parameter are kept apart: `repeat` for one occurrence each, else
/// the sign between them; null where the parameter is no array.
fn separator<'a>(samples: &Samples<'a>, param: &'a Param) -> Value {
    use crate::model::ParamStyle::{Form, PipeDelimited, Simple, SpaceDelimited};
    if !matches!(samples.target(&param.schema).kind, SchemaKind::Array(_)) {
        return Value::Null;
    }
    match (param.style, param.explode) {
        (Form, true) => json!("repeat"),
        (Form, false) | (Simple, _) => json!(","),
        (SpaceDelimited, _) => json!(" "),
        (PipeDelimited, _) => json!("|"),
    }
}

fn row(rule: &'static str, field: &str, edit: Value) -> Row {
    Row {
        rule,
        field: field.to_owned(),
        request: 0,
        edit: Some(edit),
        schema: None,
        reason: None,
    }
}
