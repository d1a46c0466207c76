//! Cargo manifests for a foreign workspace, made of this repository's.

use toml::{Table, Value};

use super::{FOREIGN_PREFIX, OWN_PREFIX};
use crate::diagnostic::Diagnostic;

/// A crate's manifest under its new name, without what only this repository needs.
pub fn member(text: &str) -> Result<Table, Diagnostic> {
    let mut manifest = parse(text)?;
    for key in ["lints", "dev-dependencies", "test", "bench", "example"] {
        manifest.remove(key);
    }
    if let Some(Value::Table(package)) = manifest.get_mut("package") {
        package.remove("description");
        if let Some(Value::String(name)) = package.get_mut("name") {
            *name = renamed(name);
        }
    }
    if let Some(Value::Table(dependencies)) = manifest.get_mut("dependencies") {
        let entries = std::mem::take(dependencies);
        dependencies.extend(
            entries
                .into_iter()
                .map(|(name, entry)| (renamed(&name), entry)),
        );
    }
    if let Some(Value::Table(features)) = manifest.get_mut("features") {
        for feature in features.iter_mut().map(|(_, list)| list) {
            rename_in_list(feature);
        }
    }
    Ok(manifest)
}

fn rename_in_list(list: &mut Value) {
    for item in list.as_array_mut().into_iter().flatten() {
        if let Value::String(text) = item {
            *text = renamed(text);
        }
    }
}

/// The workspace's manifest, with the versions of what its members need.
pub fn workspace<'m>(
    own: &str,
    members: impl Iterator<Item = &'m Table>,
) -> Result<String, Diagnostic> {
    let own = parse(own)?;
    let own = own.get("workspace").and_then(Value::as_table);
    let section = |name: &str| own.and_then(|own| own.get(name)).and_then(Value::as_table);
    let mut dependencies = Table::new();
    for member in members {
        let needed = member.get("dependencies").and_then(Value::as_table);
        for name in needed.into_iter().flat_map(Table::keys) {
            let found = match name
                .strip_prefix(FOREIGN_PREFIX)
                .and_then(|n| n.strip_prefix('-'))
            {
                Some(folder) => {
                    let path = Table::from_iter([("path".to_owned(), folder.to_owned().into())]);
                    Some(Value::Table(path))
                }
                None => section("dependencies")
                    .and_then(|own| own.get(name))
                    .cloned(),
            };
            if let Some(found) = found {
                dependencies.insert(name.clone(), found);
            }
        }
    }
    let mut workspace = Table::new();
    workspace.insert("resolver".to_owned(), "3".into());
    workspace.insert(
        "members".to_owned(),
        vec!["types", "client", "server"].into(),
    );
    if let Some(package) = section("package") {
        workspace.insert("package".to_owned(), Value::Table(package.clone()));
    }
    workspace.insert("dependencies".to_owned(), Value::Table(dependencies));
    text(&Table::from_iter([(
        "workspace".to_owned(),
        Value::Table(workspace),
    )]))
}

/// The manifest as text.
pub fn text(manifest: &Table) -> Result<String, Diagnostic> {
    toml::to_string(manifest).map_err(|error| fault(&error.to_string()))
}

fn parse(text: &str) -> Result<Table, Diagnostic> {
    text.parse()
        .map_err(|error: toml::de::Error| fault(&error.to_string()))
}

fn fault(message: &str) -> Diagnostic {
    Diagnostic::internal("internal-manifest", message)
}

fn renamed(name: &str) -> String {
    name.replace(&format!("{OWN_PREFIX}-"), &format!("{FOREIGN_PREFIX}-"))
}
