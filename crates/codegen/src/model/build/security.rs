//! Security schemes and requirements.

use indexmap::IndexMap;

use super::Builder;
use crate::{
    load::Node,
    model::{ParamLocation, SecurityScheme},
};

impl<'d> Builder<'d> {
    pub(super) fn security_schemes(&mut self) -> IndexMap<String, SecurityScheme> {
        let mut schemes = IndexMap::new();
        let found = self
            .root
            .get("components")
            .and_then(|c| c.get("securitySchemes"));
        for (name, node) in found.into_iter().flat_map(Node::members) {
            if let Some(scheme) = self.security_scheme(self.resolve(node)) {
                schemes.insert(name.to_owned(), scheme);
            }
        }
        schemes
    }

    fn security_scheme(&mut self, node: &'d Node) -> Option<SecurityScheme> {
        match (
            node.str("type"),
            node.str("scheme").map(str::to_ascii_lowercase).as_deref(),
        ) {
            (Some("oauth2" | "openIdConnect"), _) => Some(SecurityScheme::OAuth2),
            (Some("http"), Some("bearer")) => Some(SecurityScheme::Bearer),
            (Some("http"), Some("basic")) => Some(SecurityScheme::Basic),
            (Some("http"), other) => {
                let scheme = other.unwrap_or("none").to_owned();
                self.refuse(
                    "security-scheme",
                    node,
                    format!("the HTTP authentication scheme `{scheme}` is not supported"),
                    "use bearer or basic, or an apiKey in the Authorization header",
                );
                None
            }
            (Some("apiKey"), _) => self.api_key(node),
            _ => {
                self.refuse(
                    "security-scheme",
                    node,
                    "the type is none of apiKey, http, oauth2 and openIdConnect",
                    "use one of them",
                );
                None
            }
        }
    }

    fn api_key(&mut self, node: &'d Node) -> Option<SecurityScheme> {
        let location = match node.str("in") {
            Some("header") => ParamLocation::Header,
            Some("query") => ParamLocation::Query,
            Some("cookie") => ParamLocation::Cookie,
            _ => {
                self.refuse(
                    "security-scheme",
                    node,
                    "an apiKey is in none of header, query and cookie",
                    "say where the key travels with `in`",
                );
                return None;
            }
        };
        match node.str("name") {
            Some(name) => Some(SecurityScheme::ApiKey {
                location,
                name: name.to_owned(),
            }),
            None => {
                self.refuse(
                    "security-scheme",
                    node,
                    "an apiKey has no name",
                    "add `name`",
                );
                None
            }
        }
    }

    /// The requirements of an operation: its own, or the root's.
    pub(super) fn security(&mut self, operation: &'d Node) -> Vec<Vec<String>> {
        let requirements = operation
            .get("security")
            .or_else(|| self.root.get("security"));
        let Some(requirements) = requirements else {
            return Vec::new();
        };
        let schemes = self
            .root
            .get("components")
            .and_then(|c| c.get("securitySchemes"));
        let mut alternatives = Vec::new();
        for requirement in requirements.items() {
            let mut names = Vec::new();
            for (name, node) in requirement.members() {
                if schemes.and_then(|schemes| schemes.get(name)).is_none() {
                    self.refuse(
                        "security-scheme",
                        node,
                        format!("there is no security scheme `{name}`"),
                        "add it to components.securitySchemes, or mend the name",
                    );
                }
                names.push(name.to_owned());
            }
            alternatives.push(names);
        }
        alternatives
    }
}
