//! JSON with places.

use std::sync::Arc;

use indexmap::IndexMap;
use jsonc_parser::{CollectOptions, ParseOptions, ast::Value as Ast, common::Ranged};

use super::{
    limits,
    node::{Data, Node, child_pointer},
};
use crate::{diagnostic::Diagnostic, model::Place};

/// Parses `text`, strictly: no comments, no trailing commas, no duplicate keys.
pub fn parse(file: &Arc<str>, text: &str) -> Result<Node, Diagnostic> {
    let lines = Lines::of(text);
    let parsed = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &strict());
    let ast = match parsed {
        Ok(result) => result.value,
        Err(error) => {
            return Err(syntax(
                file,
                lines.of_byte(error.range().start),
                &error.kind().to_string(),
            ));
        }
    };
    let Some(ast) = ast else {
        return Err(syntax(file, 1, "the file is empty"));
    };
    let mut builder = Builder {
        file,
        lines,
        nodes: 0,
    };
    let line = builder.lines.of_byte(ast.start());
    builder.build(ast, line, String::new(), 0)
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn syntax(file: &Arc<str>, line: usize, message: &str) -> Diagnostic {
    Diagnostic::new(
        "syntax",
        &Place {
            file: file.clone(),
            line,
            pointer: String::new(),
        },
        format!("not JSON: {message}"),
        "mend the syntax; a file ending in .json is read as strict JSON",
    )
}

struct Builder<'a> {
    file: &'a Arc<str>,
    lines: Lines,
    nodes: usize,
}

impl Builder<'_> {
    fn build(
        &mut self,
        ast: Ast<'_>,
        line: usize,
        pointer: String,
        depth: usize,
    ) -> Result<Node, Diagnostic> {
        let place = Place {
            file: self.file.clone(),
            line,
            pointer,
        };
        self.nodes += 1;
        if depth > limits::DEPTH {
            return Err(too_deep(&place));
        }
        if self.nodes > limits::NODES {
            return Err(too_many_nodes(&place));
        }
        let data = match ast {
            Ast::NullKeyword(_) => Data::Null,
            Ast::BooleanLit(literal) => Data::Bool(literal.value),
            Ast::StringLit(literal) => Data::String(literal.value.into_owned()),
            Ast::NumberLit(literal) => match literal.value.parse() {
                Ok(number) => Data::Number(number),
                Err(_) => return Err(syntax(self.file, line, "a number that cannot be read")),
            },
            Ast::Array(array) => {
                let mut items = Vec::with_capacity(array.elements.len());
                for (index, element) in array.elements.into_iter().enumerate() {
                    let line = self.lines.of_byte(element.start());
                    let pointer = child_pointer(&place.pointer, &index.to_string());
                    items.push(self.build(element, line, pointer, depth + 1)?);
                }
                Data::Array(items)
            }
            Ast::Object(object) => {
                let mut members = IndexMap::with_capacity(object.properties.len());
                for property in object.properties {
                    let line = self.lines.of_byte(property.range.start);
                    let key = property.name.into_string();
                    let pointer = child_pointer(&place.pointer, &key);
                    let node = self.build(property.value, line, pointer, depth + 1)?;
                    if let Some(first) = members.insert(key, node) {
                        return Err(duplicate_key(&first.place, line));
                    }
                }
                Data::Object(members)
            }
        };
        Ok(Node::new(data, place))
    }
}

pub(super) fn too_deep(place: &Place) -> Diagnostic {
    Diagnostic::new(
        "too-deep",
        place,
        format!("values nest deeper than {}", limits::DEPTH),
        "give the inner schemas names and refer to them",
    )
}

pub(super) fn too_many_nodes(place: &Place) -> Diagnostic {
    Diagnostic::new(
        "too-large",
        place,
        format!("the file has more than {} values", limits::NODES),
        "split the document into files; aliases count as what they stand for",
    )
}

pub(super) fn duplicate_key(first: &Place, line: usize) -> Diagnostic {
    let again = Place {
        line,
        ..first.clone()
    };
    Diagnostic::new(
        "duplicate-key",
        &again,
        format!("the key is already used on line {}", first.line),
        "keep one of the two",
    )
}

/// Line numbers of byte offsets.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(at, _)| at)
                .collect(),
        )
    }

    fn of_byte(&self, offset: usize) -> usize {
        self.0.partition_point(|newline| *newline < offset) + 1
    }
}
