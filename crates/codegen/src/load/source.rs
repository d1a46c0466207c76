//! The files of a document, read once each and within the limits.

use std::{
    collections::HashMap,
    fs,
    io::Read,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use super::{
    json, limits,
    node::{Data, Node, pointer_segments},
    yaml,
};
use crate::{diagnostic::Diagnostic, model::Place};

/// A file that was read.
#[derive(Debug)]
pub struct SourceFile {
    /// As it was named on the command line, or relative to the same folder.
    pub name: Arc<str>,
    /// What is in it.
    pub root: Node,
}

/// The files read so far; the first is the document's root.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
    by_path: HashMap<PathBuf, usize>,
}

/// What a `$ref` points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Target {
    /// Index of the file.
    pub file: usize,
    /// JSON pointer in it.
    pub pointer: String,
}

impl Sources {
    /// Adds the file at `path`.
    pub fn open(&mut self, path: &Path) -> Result<usize, Diagnostic> {
        let path = normalise(path);
        if let Some(index) = self.by_path.get(&path) {
            return Ok(*index);
        }
        let name: Arc<str> = path.to_string_lossy().replace('\\', "/").into();
        let text = read(&path, &name)?;
        self.add(path, &text)
    }

    /// Adds a file whose text is at hand.
    pub fn add(&mut self, path: PathBuf, text: &str) -> Result<usize, Diagnostic> {
        let name: Arc<str> = path.to_string_lossy().replace('\\', "/").into();
        let start = Place {
            file: name.clone(),
            line: 1,
            pointer: String::new(),
        };
        if self.files.len() >= limits::FILES {
            return Err(Diagnostic::new(
                "too-large",
                &start,
                format!("the document has more than {} files", limits::FILES),
                "put several schemas into one file",
            ));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let root = match is_json(&path, text) {
            true => json::parse(&name, text)?,
            false => yaml::parse(&name, text)?,
        };
        self.files.push(Arc::new(SourceFile { name, root }));
        self.by_path.insert(path, self.files.len() - 1);
        Ok(self.files.len() - 1)
    }

    /// The file with that index.
    #[must_use]
    pub fn file(&self, index: usize) -> Arc<SourceFile> {
        self.files[index].clone()
    }

    /// All files, the root first.
    #[must_use]
    pub fn into_files(self) -> Vec<Arc<SourceFile>> {
        self.files
    }

    /// Finds what `reference`, written at `place` in file `from`, points at.
    pub fn resolve(
        &mut self,
        from: usize,
        reference: &str,
        place: &Place,
    ) -> Result<Target, Diagnostic> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = match path {
            "" => from,
            path => {
                let relative = relative_path(path, place)?;
                let base = PathBuf::from(&*self.files[from].name);
                let folder = base.parent().map(Path::to_path_buf).unwrap_or_default();
                let found = self.open(&folder.join(relative));
                found.map_err(|error| unreadable(error, reference, place))?
            }
        };
        let pointer = percent_decode(fragment);
        let target = Target { file, pointer };
        if self.lookup(&target).is_none() {
            let name = self.files[file].name.clone();
            return Err(Diagnostic::new(
                "ref-unresolved",
                place,
                format!("`{reference}` points at nothing in {name}"),
                "mend the reference, or add what it names",
            ));
        }
        Ok(target)
    }

    /// The file and, as a path of keys, the node that a target names.
    #[must_use]
    pub fn lookup(&self, target: &Target) -> Option<Arc<SourceFile>> {
        let file = self.files.get(target.file)?;
        at(&file.root, &target.pointer).map(|_| file.clone())
    }
}

/// The node at a JSON pointer.
#[must_use]
pub fn at<'a>(root: &'a Node, pointer: &str) -> Option<&'a Node> {
    pointer_segments(pointer)?
        .iter()
        .try_fold(root, |node, segment| match &node.data {
            Data::Object(members) => members.get(segment),
            Data::Array(items) => items.get(segment.parse::<usize>().ok()?),
            _ => None,
        })
}

/// A failure to read a referred file is told at the reference; one inside the file, in the file.
fn unreadable(error: Diagnostic, reference: &str, place: &Place) -> Diagnostic {
    match error.rule {
        "unreadable" => Diagnostic {
            rule: "ref-unresolved",
            place: place.clone(),
            message: format!("`{reference}`: {}", error.message),
            ..error
        },
        _ => error,
    }
}

fn relative_path(path: &str, place: &Place) -> Result<PathBuf, Diagnostic> {
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if scheme || path.starts_with(['/', '\\']) {
        return Err(Diagnostic::new(
            "remote-reference",
            place,
            format!("`{path}` is not a path relative to this file"),
            "copy what it names beside the document and refer to it by a relative path",
        ));
    }
    Ok(PathBuf::from(percent_decode(path)))
}

/// Resolves `.` and `..` by name, so that one file has one name.
fn normalise(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(clean.components().next_back(), Some(Component::Normal(_))) =>
            {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

fn read(path: &Path, name: &Arc<str>) -> Result<String, Diagnostic> {
    let place = Place {
        file: name.clone(),
        line: 1,
        pointer: String::new(),
    };
    let fail = |message: String, help: &str| Diagnostic::new("unreadable", &place, message, help);
    let file = fs::File::open(path)
        .map_err(|error| fail(format!("cannot open {name}: {error}"), "mend the path"))?;
    let metadata = file
        .metadata()
        .map_err(|error| fail(format!("cannot read {name}: {error}"), ""))?;
    if !metadata.is_file() {
        return Err(fail(format!("{name} is not a file"), "name a file"));
    }
    let mut bytes = Vec::new();
    file.take(limits::FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| fail(format!("cannot read {name}: {error}"), ""))?;
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(Diagnostic::new(
            "too-large",
            &place,
            format!("the file is larger than {} bytes", limits::FILE_BYTES),
            "split the document into files",
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        Diagnostic::new(
            "syntax",
            &Place {
                line,
                ..place.clone()
            },
            "the file is not UTF-8",
            "save it as UTF-8",
        )
    })
}

fn is_json(path: &Path, text: &str) -> bool {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("json") => true,
        Some("yaml" | "yml") => false,
        _ => text.trim_start().starts_with('{'),
    }
}

/// Undoes percent-encoding; what is not valid stays as it is.
fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}
