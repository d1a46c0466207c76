//! Gathers the hand-written parts of the types, client and server crates, which the generator
//! puts beside generated code when it makes a workspace of a foreign document.

#![allow(clippy::print_stdout)]

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let here = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let crates = Path::new(&here).join("..");
    let mut table = String::from("&[\n");
    for name in ["types", "client", "server"] {
        entry(&mut table, &crates, &format!("{name}/Cargo.toml"))?;
        sources(&mut table, &crates, &format!("{name}/src"))?;
    }
    table.push_str("]\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("handwritten.rs"), table)
}

/// Every source file below `folder` that is neither generated nor a test.
fn sources(table: &mut String, crates: &Path, folder: &str) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", crates.join(folder).display());
    let mut names: Vec<_> = fs::read_dir(crates.join(folder))?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    names.sort();
    for name in names {
        let path = format!("{folder}/{name}");
        if crates.join(&path).is_dir() {
            if name != "generated" {
                sources(table, crates, &path)?;
            }
        } else if name.ends_with(".rs") {
            entry(table, crates, &path)?;
        }
    }
    Ok(())
}

fn entry(table: &mut String, crates: &Path, path: &str) -> io::Result<()> {
    let file = crates.join(path).canonicalize()?;
    println!("cargo::rerun-if-changed={}", file.display());
    writeln!(table, "    ({path:?}, include_str!({file:?})),").map_err(io::Error::other)
}
