//! The external tools of the spec: Redocly CLI and Spectral, in the versions of
//! `xtask/tools/package-lock.json`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

use crate::{report, root};

/// The folder that says which versions, and holds the rule sets.
const TOOLS: &str = "xtask/tools";

/// The installed tools.
pub struct Tools {
    folder: PathBuf,
}

impl Tools {
    /// Installs the tools below `target/`, unless these very versions are there.
    pub fn install() -> Result<Self> {
        let source = root::repository().join(TOOLS);
        let folder = root::repository().join("target/spec-tools");
        let tools = Self { folder };
        if tools.is_current(&source) {
            return Ok(tools);
        }
        require("node")?;
        require("npm")?;
        report::line("installing the spec's tools from npm");
        fs::create_dir_all(&tools.folder)?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(source.join(file), tools.folder.join(file))
                .with_context(|| format!("copying {TOOLS}/{file}"))?;
        }
        // Without install scripts: one of the packages reports home from its own.
        let status = Command::new("npm")
            .args([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ])
            .current_dir(&tools.folder)
            .stdout(Stdio::null())
            .status()
            .context("running npm")?;
        if !status.success() {
            bail!("npm could not install the spec's tools ({status})");
        }
        fs::copy(source.join("package-lock.json"), tools.stamp())?;
        Ok(tools)
    }

    /// Written last, so that an installation that was cut short is done anew.
    fn stamp(&self) -> PathBuf {
        self.folder.join("node_modules/.installed")
    }

    fn is_current(&self, source: &Path) -> bool {
        let wanted = fs::read(source.join("package-lock.json"));
        matches!((wanted, fs::read(self.stamp())), (Ok(wanted), Ok(there)) if wanted == there)
    }

    /// Redocly CLI, told to keep to itself.
    pub fn redocly(&self) -> Command {
        let mut command = self.command("redocly");
        command
            .env("REDOCLY_TELEMETRY", "off")
            .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        command
    }

    /// Spectral.
    pub fn spectral(&self) -> Command {
        self.command("spectral")
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.folder.join("node_modules/.bin").join(name));
        command.current_dir(root::repository());
        command
    }

    /// A rule set of this repository.
    pub fn rules(&self, file: &str) -> PathBuf {
        root::repository().join(TOOLS).join(file)
    }
}

fn require(program: &str) -> Result<()> {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    match found {
        Ok(status) if status.success() => Ok(()),
        _ => bail!("this needs {program}, which is not there; install Node.js 20.19 or later"),
    }
}
