//! What is to be written: made up first, then written, or nothing.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::{Port, lines};

/// What is to be written, with paths below the repository.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Files that are new.
    pub(super) files: Vec<PathBuf>,
    /// Files that get a line or more.
    pub(super) entries: Vec<PathBuf>,
    /// Folders that are new.
    folders: Vec<PathBuf>,
    /// Each file's content, and what it was before.
    contents: Vec<(PathBuf, String, Option<String>)>,
}

/// How a file gets its entry.
type Edit<'a> = Box<dyn Fn(&str) -> anyhow::Result<String> + 'a>;

impl Plan {
    pub(super) fn of(repository: &Path, port: Port, name: &str) -> anyhow::Result<Self> {
        let mut plan = Self::default();
        match port {
            Port::Registrar => plan.registrar(repository, name)?,
            Port::Sending => plan.sending(repository, name)?,
        }
        Ok(plan)
    }

    fn registrar(&mut self, repository: &Path, name: &str) -> anyhow::Result<()> {
        macro_rules! template {
            ($file:literal) => {
                include_str!(concat!(
                    "../../templates/new-provider/registrar/",
                    $file,
                    ".rs.txt"
                ))
            };
        }
        let own = Path::new("crates/providers/src/registrar/own");
        let tests = Path::new("crates/providers/tests/registrar/own");
        let folder = own.join(name);
        self.folder(repository, &folder)?;
        self.file(repository, folder.join("mod.rs"), template!("mod"), name)?;
        self.file(repository, folder.join("wire.rs"), template!("wire"), name)?;
        self.file(
            repository,
            folder.join("mapping.rs"),
            template!("mapping"),
            name,
        )?;
        let fixture = tests.join("fixtures").join(format!("{name}.rs"));
        self.file(repository, fixture, template!("fixture"), name)?;
        self.vendor(repository, own, name)?;
        self.tested(repository, tests, "mod.rs", name)
    }

    fn sending(&mut self, repository: &Path, name: &str) -> anyhow::Result<()> {
        macro_rules! template {
            ($file:literal) => {
                include_str!(concat!(
                    "../../templates/new-provider/sending/",
                    $file,
                    ".rs.txt"
                ))
            };
        }
        let source = Path::new("crates/providers/src/sending");
        let tests = Path::new("crates/providers/tests/sending");
        let folder = source.join(name);
        self.folder(repository, &folder)?;
        self.file(repository, folder.join("mod.rs"), template!("mod"), name)?;
        self.file(repository, folder.join("wire.rs"), template!("wire"), name)?;
        self.file(
            repository,
            folder.join("mapping.rs"),
            template!("mapping"),
            name,
        )?;
        self.file(
            repository,
            folder.join("accounts.rs"),
            template!("accounts"),
            name,
        )?;
        let fixture = tests.join("fixtures").join(format!("{name}.rs"));
        self.file(repository, fixture, template!("fixture"), name)?;
        self.vendor(repository, source, name)?;
        self.tested(repository, tests, "main.rs", name)?;
        let accounts = tests.join("accounts");
        let fixture = accounts.join("fixtures").join(format!("{name}.rs"));
        self.file(repository, fixture, template!("accounts_fixture"), name)?;
        self.entry(repository, accounts.join("mod.rs"), vec![contract(name)])?;
        let fixtures = accounts.join("fixtures/mod.rs");
        let edits: Vec<Edit<'_>> = vec![
            Box::new(|text: &str| lines::among(text, "mod ", &format!("mod {name};"))),
            Box::new(|text: &str| {
                let line = format!("pub use {name}::{name};");
                lines::among(text, "pub use ", &line)
            }),
        ];
        self.entry(repository, fixtures, edits)
    }

    /// The adapter's `mod` line, and its entry in the list.
    fn vendor(&mut self, repository: &Path, folder: &Path, name: &str) -> anyhow::Result<()> {
        let line = move |text: &str| lines::among(text, "mod ", &format!("mod {name};"));
        self.entry(repository, folder.join("mod.rs"), vec![Box::new(line)])?;
        let edits: Vec<Edit<'_>> = vec![
            Box::new(move |text: &str| lines::listed(text, "\nuse super::{", "};", name)),
            Box::new(move |text: &str| {
                let vendor = format!("{name}::VENDOR");
                lines::listed(text, "VENDORS: &[Vendor] = &[", "];", &vendor)
            }),
        ];
        self.entry(repository, folder.join("vendors.rs"), edits)
    }

    /// The fixture's `mod` line, and its name in the list of those that run the suite.
    fn tested(
        &mut self,
        repository: &Path,
        folder: &Path,
        suite: &str,
        name: &str,
    ) -> anyhow::Result<()> {
        let line = move |text: &str| lines::among(text, "pub mod ", &format!("pub mod {name};"));
        self.entry(
            repository,
            folder.join("fixtures/mod.rs"),
            vec![Box::new(line)],
        )?;
        self.entry(repository, folder.join(suite), vec![contract(name)])
    }

    fn folder(&mut self, repository: &Path, folder: &Path) -> anyhow::Result<()> {
        let there = repository.join(folder);
        anyhow::ensure!(!there.exists(), "{} is there already", folder.display());
        self.folders.push(folder.to_owned());
        Ok(())
    }

    fn file(
        &mut self,
        repository: &Path,
        path: PathBuf,
        template: &str,
        name: &str,
    ) -> anyhow::Result<()> {
        let there = repository.join(&path);
        anyhow::ensure!(!there.exists(), "{} is there already", path.display());
        let content = template.replace("__Name__", &title(name));
        let content = content.replace("__name__", name);
        self.files.push(path.clone());
        self.contents.push((path, content, None));
        Ok(())
    }

    fn entry(
        &mut self,
        repository: &Path,
        path: PathBuf,
        edits: Vec<Edit<'_>>,
    ) -> anyhow::Result<()> {
        let before = fs::read_to_string(repository.join(&path));
        let before = before.with_context(|| path.display().to_string())?;
        let mut after = before.clone();
        for edit in edits {
            after = edit(&after).with_context(|| path.display().to_string())?;
        }
        self.entries.push(path.clone());
        self.contents.push((path, after, Some(before)));
        Ok(())
    }

    /// Writes everything; takes all of it back if something can't be written.
    pub(super) fn carry_out(&self, repository: &Path) -> anyhow::Result<()> {
        let written = self.write(repository);
        if written.is_err() {
            self.take_back(repository);
        }
        written.context("nothing was made")
    }

    fn write(&self, repository: &Path) -> io::Result<()> {
        for folder in &self.folders {
            fs::create_dir(repository.join(folder))?;
        }
        for (path, content, _) in &self.contents {
            fs::write(repository.join(path), content)?;
        }
        Ok(())
    }

    /// As far as it goes: what can't be taken back was not written, most likely.
    fn take_back(&self, repository: &Path) {
        for (path, _, before) in &self.contents {
            let path = repository.join(path);
            let _ = match before {
                Some(before) => fs::write(path, before),
                None => fs::remove_file(path),
            };
        }
        for folder in &self.folders {
            let _ = fs::remove_dir(repository.join(folder));
        }
    }
}

/// The last list of the suite's vendors.
fn contract(name: &str) -> Edit<'_> {
    Box::new(move |text: &str| lines::listed(text, "\ncontract!(", ");", name))
}

/// The name as that of a type.
fn title(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_ascii_uppercase() + rest
}
