//! `cargo xtask spec lint`: the house rules, and with `--external` those of Redocly and Spectral.

use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context as _, Result};
use serde_json::Value;
use simpleinboxes_codegen::lint;

use super::npm::Tools;
use crate::{report, root};

/// Arguments of `spec lint`.
#[derive(clap::Args)]
pub struct Args {
    /// The root file of another spec than this repository's
    #[arg(long)]
    spec: Option<PathBuf>,
    /// Run the recommended rules of Redocly CLI and Spectral as well (needs Node.js)
    #[arg(long)]
    external: bool,
}

/// Runs it.
pub fn run(args: &Args) -> Result<ExitCode> {
    if args.spec.is_none() {
        root::enter_repository()?;
    }
    let path = args.spec.as_deref().unwrap_or(Path::new(root::SPEC));
    let found = lint::lint(path);
    let mut clean = found.is_empty();
    if !clean {
        report::diagnostics(&found);
    }
    if args.external {
        let path = path
            .canonicalize()
            .with_context(|| format!("reading {}", path.display()))?;
        clean &= external(&path)?;
    }
    Ok(if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn external(path: &Path) -> Result<bool> {
    let tools = Tools::install()?;
    let redocly = redocly(&tools, path)?;
    let spectral = spectral(&tools, path)?;
    Ok(redocly & spectral)
}

/// Warnings that contradict the documented API, and so stay; `spec/README.md` says why. They are
/// shown, and fail nothing.
const STANDING: [&str; 1] = ["no-ambiguous-paths"];

/// Redocly fails on errors only, so its report is read: warnings count as well.
fn redocly(tools: &Tools, path: &Path) -> Result<bool> {
    let mut command = tools.redocly();
    command.args([
        "lint",
        "--format",
        "json",
        "--max-problems",
        "10000",
        "--config",
    ]);
    command.arg(tools.rules("redocly.yaml")).arg(path);
    let report = json(&mut command, "Redocly")?;
    let problems = report["problems"].as_array().cloned().unwrap_or_default();
    for problem in &problems {
        let place = &problem["location"][0];
        report::line(&format!(
            "{}:{}: [redocly {}] {}",
            place["source"]["ref"].as_str().unwrap_or("spec"),
            place["start"]["line"]
                .as_u64()
                .map_or_else(|| "?".to_owned(), |line| line.to_string()),
            problem["ruleId"].as_str().unwrap_or("?"),
            problem["message"].as_str().unwrap_or("?"),
        ));
    }
    let stands = |problem: &&Value| {
        let rule = problem["ruleId"].as_str().unwrap_or_default();
        problem["severity"] == "warn" && STANDING.contains(&rule)
    };
    let standing = problems.iter().filter(stands).count();
    let count = problems.len() - standing;
    report::line(&format!(
        "Redocly recommended: {count} findings, {standing} that stand"
    ));
    Ok(count == 0)
}

fn spectral(tools: &Tools, path: &Path) -> Result<bool> {
    let mut command = tools.spectral();
    command.args([
        "lint",
        "--quiet",
        "--format",
        "json",
        "--fail-severity",
        "hint",
        "--ruleset",
    ]);
    command.arg(tools.rules("spectral.yaml")).arg(path);
    let report = json(&mut command, "Spectral")?;
    let problems = report.as_array().cloned().unwrap_or_default();
    for problem in &problems {
        report::line(&format!(
            "{}:{}: [spectral {}] {}",
            problem["source"].as_str().unwrap_or("spec"),
            problem["range"]["start"]["line"].as_u64().unwrap_or(0) + 1,
            problem["code"].as_str().unwrap_or("?"),
            problem["message"].as_str().unwrap_or("?"),
        ));
    }
    report::line(&format!("Spectral oas: {} findings", problems.len()));
    Ok(problems.is_empty())
}

/// Runs a tool and reads the JSON it prints. Its exit code says whether it found something,
/// which its report says too; a tool that could not run prints no JSON.
fn json(command: &mut Command, name: &str) -> Result<Value> {
    let output = command
        .output()
        .with_context(|| format!("running {name}"))?;
    serde_json::from_slice(&output.stdout).with_context(|| {
        let told = String::from_utf8_lossy(&output.stderr);
        format!("{name} gave no report: {}", told.trim())
    })
}
