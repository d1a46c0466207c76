//! YAML 1.2 with places, composed from the parser's events.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use indexmap::IndexMap;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};

use super::{
    json::{duplicate_key, too_deep, too_many_nodes},
    limits,
    node::{Data, Node, child_pointer},
    scalar,
};
use crate::{diagnostic::Diagnostic, model::Place};

/// Parses `text`, which must hold one YAML document.
pub fn parse(file: &Arc<str>, text: &str) -> Result<Node, Diagnostic> {
    let mut composer = Composer::new(file);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| composer.scan_error(&error))?;
        composer.take(event, span)?;
    }
    composer
        .root
        .ok_or_else(|| syntax(file, 1, "the file is empty"))
}

fn syntax(file: &Arc<str>, line: usize, message: &str) -> Diagnostic {
    Diagnostic::new(
        "syntax",
        &Place {
            file: file.clone(),
            line,
            pointer: String::new(),
        },
        format!("not YAML: {message}"),
        "mend the syntax",
    )
}

/// An open collection.
struct Frame {
    place: Place,
    anchor: usize,
    kind: FrameKind,
}

enum FrameKind {
    Array(Vec<Node>),
    Object {
        members: IndexMap<String, Node>,
        key: Option<(String, usize)>,
    },
}

struct Composer<'a> {
    file: &'a Arc<str>,
    stack: Vec<Frame>,
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    root: Option<Node>,
}

impl<'a> Composer<'a> {
    fn new(file: &'a Arc<str>) -> Self {
        Self {
            file,
            stack: Vec::new(),
            anchors: HashMap::new(),
            nodes: 0,
            root: None,
        }
    }

    fn scan_error(&self, error: &ScanError) -> Diagnostic {
        syntax(self.file, error.marker().line(), error.info())
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Diagnostic> {
        let line = span.start.line();
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) if self.root.is_some() => Err(syntax(
                self.file,
                line,
                "a second document (`---`) in one file",
            )),
            Event::DocumentStart(_) => Ok(()),
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag, line),
            Event::Alias(anchor) => self.alias(anchor, line),
            Event::SequenceStart(anchor, tag) => self.open(
                anchor,
                tag.as_deref(),
                "seq",
                line,
                FrameKind::Array(Vec::new()),
            ),
            Event::MappingStart(anchor, tag) => {
                let kind = FrameKind::Object {
                    members: IndexMap::new(),
                    key: None,
                };
                self.open(anchor, tag.as_deref(), "map", line, kind)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
        }
    }

    /// The place of the value that comes next: below the open collection, on its key's line.
    fn next_place(&self, line: usize) -> Place {
        let (pointer, line) = match self.stack.last() {
            None => (String::new(), line),
            Some(Frame {
                place,
                kind: FrameKind::Array(items),
                ..
            }) => (
                child_pointer(&place.pointer, &items.len().to_string()),
                line,
            ),
            Some(Frame {
                place,
                kind:
                    FrameKind::Object {
                        key: Some((key, at)),
                        ..
                    },
                ..
            }) => (child_pointer(&place.pointer, key), *at),
            Some(Frame { place, .. }) => (place.pointer.clone(), line),
        };
        Place {
            file: self.file.clone(),
            line,
            pointer,
        }
    }

    fn awaits_key(&self) -> bool {
        let top = self.stack.last().map(|frame| &frame.kind);
        matches!(top, Some(FrameKind::Object { key: None, .. }))
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<Cow<'_, Tag>>,
        line: usize,
    ) -> Result<(), Diagnostic> {
        if self.awaits_key() {
            return self.key(text.into_owned(), style, line);
        }
        let place = self.next_place(line);
        let plain = style == ScalarStyle::Plain;
        let data = scalar::resolve(text, plain, tag.as_deref(), &place)?;
        self.value(Node::new(data, place), anchor, 1)
    }

    fn key(&mut self, text: String, style: ScalarStyle, line: usize) -> Result<(), Diagnostic> {
        if text == "<<" && style == ScalarStyle::Plain {
            return Err(Diagnostic::new(
                "yaml-merge-key",
                &self.next_place(line),
                "`<<` merges maps in YAML 1.1; OpenAPI's YAML has no such key",
                "refer to the shared part with $ref, or write it out",
            ));
        }
        if let Some(Frame {
            kind: FrameKind::Object { key, .. },
            ..
        }) = self.stack.last_mut()
        {
            *key = Some((text, line));
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, line: usize) -> Result<(), Diagnostic> {
        let place = self.next_place(line);
        if self.awaits_key() {
            return Err(bad_key(&place));
        }
        let Some((node, size)) = self.anchors.get(&anchor) else {
            return Err(Diagnostic::new(
                "yaml-alias",
                &place,
                "the alias stands inside what it names",
                "use $ref for recursive schemas",
            ));
        };
        let size = *size;
        // Counted before the copy is made, so that aliases of aliases cannot fill the memory.
        if self.nodes + size > limits::NODES {
            return Err(too_many_nodes(&place));
        }
        let copy = Node::new(node.data.clone(), place);
        self.value(copy, 0, size)
    }

    fn open(
        &mut self,
        anchor: usize,
        tag: Option<&Tag>,
        core: &str,
        line: usize,
        kind: FrameKind,
    ) -> Result<(), Diagnostic> {
        let place = self.next_place(line);
        if self.awaits_key() {
            return Err(bad_key(&place));
        }
        if let Some(tag) = tag.filter(|tag| !(tag.is_yaml_core_schema() && tag.suffix == core)) {
            return Err(scalar::unknown_tag(tag, &place));
        }
        if self.stack.len() >= limits::DEPTH {
            return Err(too_deep(&place));
        }
        self.stack.push(Frame {
            place,
            anchor,
            kind,
        });
        Ok(())
    }

    fn close(&mut self) -> Result<(), Diagnostic> {
        let Some(frame) = self.stack.pop() else {
            return Ok(());
        };
        let data = match frame.kind {
            FrameKind::Array(items) => Data::Array(items),
            FrameKind::Object { members, .. } => Data::Object(members),
        };
        let node = Node::new(data, frame.place);
        self.value(node, frame.anchor, 1)
    }

    /// Puts a finished value where it belongs. `added` is how many nodes it brings that were not
    /// counted yet.
    fn value(&mut self, node: Node, anchor: usize, added: usize) -> Result<(), Diagnostic> {
        self.nodes += added;
        if self.nodes > limits::NODES {
            return Err(too_many_nodes(&node.place));
        }
        if anchor > 0 {
            let size = node.count();
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame {
                kind: FrameKind::Array(items),
                ..
            }) => items.push(node),
            Some(Frame {
                kind: FrameKind::Object { members, key },
                ..
            }) => {
                let Some((key, line)) = key.take() else {
                    return Err(bad_key(&node.place));
                };
                if let Some(first) = members.get(&key) {
                    return Err(duplicate_key(&first.place, line));
                }
                members.insert(key, node);
            }
        }
        Ok(())
    }
}

fn bad_key(place: &Place) -> Diagnostic {
    Diagnostic::new(
        "yaml-key",
        place,
        "a key is not a plain string",
        "write the key as a string",
    )
}
