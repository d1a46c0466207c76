//! The published document, as raw JSON.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

/// An OpenAPI 3.0 document in one file.
pub struct Document {
    root: Value,
}

impl Document {
    /// `spec/published/openapi.json`.
    ///
    /// # Errors
    /// There is none, or it is no OpenAPI 3.0 document.
    pub fn published() -> Result<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/published/openapi.json");
        let text = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
        Self::new(serde_json::from_str(&text)?)
    }

    /// A document.
    ///
    /// # Errors
    /// It is no OpenAPI 3.0 document.
    pub fn new(root: Value) -> Result<Self> {
        let version = root["openapi"].as_str().unwrap_or_default();
        ensure!(version.starts_with("3.0."), "not an OpenAPI 3.0 document");
        Ok(Self { root })
    }

    /// The whole of it.
    #[must_use]
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The path of the first server, without a slash at its end.
    #[must_use]
    pub fn base_path(&self) -> &str {
        let url = self.root["servers"][0]["url"].as_str().unwrap_or_default();
        let after_host = url.split_once("://").map_or(url, |(_, rest)| rest);
        after_host
            .find('/')
            .map_or("", |start| after_host[start..].trim_end_matches('/'))
    }

    /// The node itself, or what its references lead to.
    #[must_use]
    pub fn resolve<'a>(&'a self, node: &'a Value) -> &'a Value {
        let mut node = node;
        while let Some(pointer) = node["$ref"]
            .as_str()
            .and_then(|reference| reference.strip_prefix('#'))
        {
            match self.root.pointer(pointer) {
                Some(target) => node = target,
                None => break,
            }
        }
        node
    }

    /// Every operation with its path template and method.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &str, &Value, &Value)> {
        const METHODS: [&str; 7] = ["get", "put", "post", "delete", "patch", "options", "head"];
        let paths = self.root["paths"].as_object().into_iter().flatten();
        paths.flat_map(|(path, item)| {
            let members = item.as_object().into_iter().flatten();
            members
                .filter(|(key, _)| METHODS.contains(&key.as_str()))
                .map(move |(method, operation)| (path.as_str(), method.as_str(), item, operation))
        })
    }
}
