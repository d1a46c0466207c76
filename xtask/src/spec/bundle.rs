//! `cargo xtask spec bundle`: the spec in one file.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, anyhow};
use clap::ValueEnum;
use simpleinboxes_codegen::{emit::published, load};

use crate::{report, root};

/// Arguments of `spec bundle`.
#[derive(clap::Args)]
pub struct Args {
    /// The root file of another spec than this repository's
    #[arg(long)]
    spec: Option<PathBuf>,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Yaml)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Yaml,
}

/// Runs it.
pub fn run(args: &Args) -> Result<ExitCode> {
    if args.spec.is_none() {
        root::enter_repository()?;
    }
    let path = args.spec.as_deref().unwrap_or(Path::new(root::SPEC));
    let document = match load(path) {
        Ok(document) => document.root.to_value(),
        Err(found) => {
            report::diagnostics(&found);
            return Ok(ExitCode::FAILURE);
        }
    };
    let text = match args.format {
        Format::Json => published::to_json(&document),
        Format::Yaml => published::to_yaml(&document).map_err(|error| anyhow!("{error}"))?,
    };
    report::result(text.trim_end());
    Ok(ExitCode::SUCCESS)
}
