//! `cargo xtask codegen`: writes what the spec decides, or checks it.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result};
use simpleinboxes_codegen::{generate, load, model, output::Tree};

use crate::{report, root};

/// Arguments of `codegen`.
#[derive(clap::Args)]
pub struct Args {
    /// Write nothing; fail with a diff when something is not as the spec says
    #[arg(long)]
    check: bool,
    /// Another OpenAPI 3.0 document, to make a workspace of its own of
    #[arg(long, requires = "out")]
    spec: Option<PathBuf>,
    /// The folder for that workspace
    #[arg(long, requires = "spec")]
    out: Option<PathBuf>,
}

/// Runs it.
pub fn run(args: &Args) -> Result<ExitCode> {
    let (tree, folder) = match (&args.spec, &args.out) {
        (Some(spec), Some(out)) => (foreign(spec), out.clone()),
        _ => {
            root::enter_repository()?;
            (own(), PathBuf::from("."))
        }
    };
    let tree = match tree {
        Ok(tree) => tree,
        Err(found) => {
            report::diagnostics(&found);
            return Ok(ExitCode::FAILURE);
        }
    };
    match args.check {
        true => check(&tree, &folder),
        false => write(&tree, &folder),
    }
}

type Generated = Result<Tree, Vec<simpleinboxes_codegen::Diagnostic>>;

fn own() -> Generated {
    let document = load(Path::new(root::SPEC))?;
    generate::own(&model::build(&document)?)
}

fn foreign(spec: &Path) -> Generated {
    let document = load(spec)?;
    let api = model::build(&document)?;
    for note in &api.notes {
        report::line(&format!("note: {note}"));
    }
    generate::foreign(&api)
}

fn write(tree: &Tree, folder: &Path) -> Result<ExitCode> {
    let written = tree
        .write(folder)
        .with_context(|| format!("writing to {}", folder.display()))?;
    report::result(&format!(
        "{} generated files: {} written, {} removed",
        written.total,
        written.changed.len(),
        written.removed.len()
    ));
    Ok(ExitCode::SUCCESS)
}

fn check(tree: &Tree, folder: &Path) -> Result<ExitCode> {
    let drifts = tree
        .check(folder)
        .with_context(|| format!("reading {}", folder.display()))?;
    for drift in &drifts {
        report::result(&drift.diff);
    }
    if drifts.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    report::line(&format!(
        "{} generated files are not what the spec says; run `cargo xtask codegen`",
        drifts.len()
    ));
    Ok(ExitCode::FAILURE)
}
