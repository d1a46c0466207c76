//! The generated files: where they go, what stands at their head, what no longer belongs, and
//! how what is there differs from what should be.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Component, Path, PathBuf},
};

use similar::TextDiff;

use crate::{diagnostic::Diagnostic, emit::OutputFile};

/// The list of generated files, at the root of the output.
pub const MANIFEST: &str = ".codegen-manifest";

/// What every generated file has at its head.
const MARK: &str = "@generated";

/// All generated files, by path below the root of the output.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    command: String,
    files: BTreeMap<PathBuf, String>,
    folders: BTreeSet<PathBuf>,
}

/// How a file differs from what should be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The file, below the root of the output.
    pub path: PathBuf,
    /// A unified diff, from what is there to what should be.
    pub diff: String,
}

/// What a write changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many files belong to the tree.
    pub total: usize,
    /// Those that were new or different.
    pub changed: Vec<PathBuf>,
    /// Those that no longer belong and were removed.
    pub removed: Vec<PathBuf>,
}

impl Tree {
    /// An empty tree whose files will say that `command` wrote them.
    #[must_use]
    pub fn new(command: &str) -> Self {
        Self {
            command: command.to_owned(),
            ..Self::default()
        }
    }

    /// Adds what an emitter wrote. `folder` belongs to the generator alone.
    ///
    /// # Errors
    ///
    /// When a file is no Rust, or two have one path: faults of the emitter.
    pub fn add(&mut self, folder: &Path, files: Vec<OutputFile>) -> Result<(), Diagnostic> {
        self.folders.insert(folder.to_path_buf());
        for file in files {
            self.add_text(folder.join(&file.path), &file.contents, file.laid_out)?;
        }
        Ok(())
    }

    /// Adds one file, outside any folder of the generator's own.
    ///
    /// # Errors
    ///
    /// As [`Tree::add`].
    pub fn add_file(&mut self, path: PathBuf, contents: &str) -> Result<(), Diagnostic> {
        self.add_text(path, contents, false)
    }

    fn add_text(
        &mut self,
        path: PathBuf,
        contents: &str,
        laid_out: bool,
    ) -> Result<(), Diagnostic> {
        let text = self.with_header(&path, contents, laid_out)?;
        if !is_inside(&path) || self.files.contains_key(&path) {
            return Err(Diagnostic::internal(
                "internal-output",
                format!("an emitter may not write {} (again)", path.display()),
            ));
        }
        self.files.insert(path, text);
        Ok(())
    }

    /// The paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &Path) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    fn with_header(
        &self,
        path: &Path,
        contents: &str,
        laid_out: bool,
    ) -> Result<String, Diagnostic> {
        let note = format!("{MARK} by `{}`. Do not edit.", self.command);
        Ok(
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("rs") if laid_out => {
                    format_rust(path, contents)?;
                    format!("// {note}\n\n{contents}")
                }
                Some("rs") => format!("// {note}\n\n{}", format_rust(path, contents)?),
                Some("yaml" | "toml") => format!("# {note}\n\n{contents}"),
                Some("md") => format!("<!-- {note} -->\n\n{contents}"),
                // JSON has no comments; the manifest says what it is.
                _ => contents.to_owned(),
            },
        )
    }

    fn manifest(&self) -> String {
        let mut text = format!(
            "# {MARK} by `{}`. Every file that it writes.\n",
            self.command
        );
        for path in self.files.keys() {
            text.push_str(&display(path));
            text.push('\n');
        }
        text
    }

    /// The files with the manifest among them.
    fn all(&self) -> BTreeMap<PathBuf, String> {
        let mut all = self.files.clone();
        all.insert(MANIFEST.into(), self.manifest());
        all
    }

    /// Writes what differs below `root`, and removes generated files that no longer belong.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn write(&self, root: &Path) -> io::Result<Written> {
        let mut written = Written {
            total: self.files.len(),
            ..Written::default()
        };
        for path in self.orphans(root)? {
            fs::remove_file(root.join(&path))?;
            remove_empty_folders(root, &path);
            written.removed.push(path);
        }
        for (path, text) in self.all() {
            let target = root.join(&path);
            if fs::read_to_string(&target).is_ok_and(|current| current == text) {
                continue;
            }
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&target, text)?;
            written.changed.push(path);
        }
        Ok(written)
    }

    /// How what is below `root` differs from this tree.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn check(&self, root: &Path) -> io::Result<Vec<Drift>> {
        let mut drifts = Vec::new();
        for (path, text) in self.all() {
            let current = match fs::read(root.join(&path)) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
                Err(error) => return Err(error),
            };
            if current != text {
                drifts.push(Drift {
                    diff: unified(&path, &current, &text),
                    path,
                });
            }
        }
        for path in self.orphans(root)? {
            let current = String::from_utf8_lossy(&fs::read(root.join(&path))?).into_owned();
            drifts.push(Drift {
                diff: unified(&path, &current, ""),
                path,
            });
        }
        drifts.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(drifts)
    }

    /// Files that an earlier run wrote, by its manifest, or that stand in the generator's own
    /// folders, and that this tree does not have.
    fn orphans(&self, root: &Path) -> io::Result<BTreeSet<PathBuf>> {
        let mut found = BTreeSet::new();
        if let Ok(manifest) = fs::read_to_string(root.join(MANIFEST)) {
            let listed = manifest
                .lines()
                .filter(|line| !line.starts_with('#') && !line.is_empty());
            found.extend(listed.map(PathBuf::from).filter(|path| is_inside(path)));
        }
        for folder in &self.folders {
            walk(root, folder, &mut found)?;
        }
        found.retain(|path| !self.files.contains_key(path) && root.join(path).is_file());
        Ok(found)
    }
}

/// Whether a path stays below the root: a manifest that was tampered with must not reach out.
fn is_inside(path: &Path) -> bool {
    path.components()
        .all(|component| matches!(component, Component::Normal(_)))
}

fn walk(root: &Path, folder: &Path, found: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    let entries = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => walk(root, &path, found)?,
            false => {
                found.insert(path);
            }
        }
    }
    Ok(())
}

/// Removes the folders that a removed file leaves empty; one that is not empty stays.
fn remove_empty_folders(root: &Path, path: &Path) {
    let mut folder = path.parent();
    while let Some(current) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        if fs::remove_dir(root.join(current)).is_err() {
            break;
        }
        folder = current.parent();
    }
}

fn format_rust(path: &Path, contents: &str) -> Result<String, Diagnostic> {
    match syn::parse_file(contents) {
        Ok(file) => Ok(prettyplease::unparse(&file)),
        Err(error) => {
            let start = error.span().start();
            Err(Diagnostic::internal(
                "internal-emitted-code",
                format!(
                    "{}:{}: emitted code does not parse: {error}",
                    path.display(),
                    start.line
                ),
            ))
        }
    }
}

fn unified(path: &Path, current: &str, wanted: &str) -> String {
    let name = display(path);
    let (from, to) = match (current.is_empty(), wanted.is_empty()) {
        (true, _) => ("/dev/null".to_owned(), format!("b/{name}")),
        (_, true) => (format!("a/{name}"), "/dev/null".to_owned()),
        _ => (format!("a/{name}"), format!("b/{name}")),
    };
    let diff = TextDiff::from_lines(current, wanted);
    diff.unified_diff()
        .context_radius(3)
        .header(&from, &to)
        .to_string()
}

/// The path with slashes, whatever the system writes.
fn display(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
