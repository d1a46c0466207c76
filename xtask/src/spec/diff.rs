//! `cargo xtask spec diff <git-ref>`: what changed in the API, classed by Redocly CLI, and
//! whether `info.version` says so.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use simpleinboxes_codegen::{Document, emit::published, load};

use super::{
    change::{Change, Class},
    npm::Tools,
    plain,
};
use crate::{report, root};

/// Arguments of `spec diff`.
#[derive(clap::Args)]
pub struct Args {
    /// The commit, tag or branch to compare with
    git_ref: String,
}

/// Runs it: 1 when something breaks and the major version stayed.
pub fn run(args: &Args) -> Result<ExitCode> {
    root::enter_repository()?;
    let tools = Tools::install()?;
    let folder = tempfile::tempdir()?;
    check_out_spec(&args.git_ref, folder.path())?;
    let base = read(
        &folder.path().join(root::SPEC),
        &format!("the spec at {}", args.git_ref),
    )?;
    let revision = read(Path::new(root::SPEC), "the spec")?;
    let report = compare(&tools, folder.path(), &base, &revision)?;
    let changes = Change::all(&report, &revision);
    print(&changes);
    Ok(verdict(&changes, &version(&base)?, &version(&revision)?))
}

/// Copies the spec of a commit into `folder`.
fn check_out_spec(git_ref: &str, folder: &Path) -> Result<()> {
    let commit = format!("{git_ref}^{{commit}}");
    let commit = git(&[
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &commit,
    ])
    .with_context(|| format!("`{git_ref}` names no commit"))?;
    let commit = String::from_utf8(commit)?.trim().to_owned();
    let listing = git(&["ls-tree", "-r", "-z", "--name-only", &commit, "spec/"])?;
    let listing = String::from_utf8(listing).context("a file of the spec has an odd name")?;
    let is_source = |path: &&str| path.ends_with(".yaml") && !path.starts_with("spec/published/");
    for path in listing.split('\0').filter(is_source) {
        let target: PathBuf = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(target, git(&["show", &format!("{commit}:{path}")])?)?;
    }
    if !folder.join(root::SPEC).is_file() {
        bail!("there is no {} at `{git_ref}`", root::SPEC);
    }
    Ok(())
}

fn git(args: &[&str]) -> Result<Vec<u8>> {
    let output = Command::new("git")
        .args(args)
        .output()
        .context("running git")?;
    if !output.status.success() {
        bail!(
            "git {}: {}",
            args[0],
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(output.stdout)
}

fn read(path: &Path, what: &str) -> Result<Document> {
    match load(path) {
        Ok(document) => Ok(document),
        Err(found) => {
            report::diagnostics(&found);
            bail!("{what} cannot be read");
        }
    }
}

fn version(document: &Document) -> Result<String> {
    let version = document
        .root
        .get("info")
        .and_then(|info| info.str("version"));
    version
        .map(str::to_owned)
        .context("info.version is missing")
}

fn compare(tools: &Tools, folder: &Path, base: &Document, revision: &Document) -> Result<Value> {
    let (old, new) = (folder.join("base.json"), folder.join("revision.json"));
    fs::write(&old, published::to_json(&plain::document(base)))?;
    fs::write(&new, published::to_json(&plain::document(revision)))?;
    let report = folder.join("report.json");
    let output = tools
        .redocly()
        .args(["diff", "--format", "json", "--fail-on", "none", "--output"])
        .args([&report, &old, &new])
        .output()
        .context("running Redocly")?;
    let text = fs::read(&report).with_context(|| {
        format!(
            "Redocly gave no report: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )
    })?;
    Ok(serde_json::from_slice(&text)?)
}

fn print(changes: &[Change]) {
    for class in [Class::Breaking, Class::Compatible, Class::DocsOnly] {
        let found: Vec<_> = changes
            .iter()
            .filter(|change| change.class == class)
            .collect();
        report::result(&format!("{}: {}", class.title(), found.len()));
        for change in found {
            report::result(&format!("  {change}"));
        }
    }
}

fn verdict(changes: &[Change], old: &str, new: &str) -> ExitCode {
    report::result(&format!("info.version: {old} → {new}"));
    let breaks = changes.iter().any(|change| change.class == Class::Breaking);
    let major = |version: &str| {
        version
            .split('.')
            .next()
            .and_then(|part| part.parse::<u64>().ok())
    };
    if breaks && major(new) <= major(old) {
        report::line("the API breaks clients that were right before: raise the major version");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
