//! Where things are in this repository.

use std::path::{Path, PathBuf};

/// The root file of the spec, below the repository.
pub const SPEC: &str = "spec/openapi.yaml";

/// The repository.
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Makes the repository the current folder, so that diagnostics name files as people do.
pub fn enter_repository() -> std::io::Result<()> {
    std::env::set_current_dir(repository())
}
