//! Names of what is emitted: no two alike in one scope, whatever the document calls its things.

use std::collections::{HashMap, HashSet};

use heck::{ToShoutySnakeCase, ToSnakeCase};
use proc_macro2::Ident;
use quote::format_ident;

use crate::model::{Api, Operation};

/// The names that several parts of the emitted code use.
pub(super) struct Names {
    /// The module of the authenticator's trait.
    pub(super) security: String,
    /// The authenticator's trait.
    pub(super) authenticator: Ident,
    /// The module of the checks.
    pub(super) checks: String,
    /// Check functions by schema name.
    check: HashMap<String, Ident>,
    /// Type names of operations by id: parameters, error, success, body, multipart form.
    operation: HashMap<String, OperationNames>,
    /// Router functions by tag index.
    routers: Vec<Ident>,
}

/// What an operation's things are called.
pub(super) struct OperationNames {
    pub(super) handler: Ident,
    pub(super) meta: Ident,
    pub(super) params: Ident,
    pub(super) error: Ident,
    pub(super) success: Ident,
    pub(super) body: Ident,
    pub(super) form: Ident,
}

/// Names in one scope.
#[derive(Default)]
pub(super) struct Scope(HashSet<String>);

impl Scope {
    /// `wanted`, or with the first number that makes it different: for functions and variables.
    pub(super) fn claim(&mut self, wanted: &str) -> Ident {
        self.numbered(wanted, "_")
    }

    /// The same for types and their variants.
    pub(super) fn claim_type(&mut self, wanted: &str) -> Ident {
        self.numbered(wanted, "")
    }

    fn numbered(&mut self, wanted: &str, between: &str) -> Ident {
        let mut name = escape(wanted);
        let mut number = 2;
        while !self.0.insert(name.clone()) {
            name = format!("{}{between}{number}", wanted.trim_end_matches('_'));
            number += 1;
        }
        format_ident!("{name}")
    }
}

fn escape(name: &str) -> String {
    match syn::parse_str::<Ident>(name).is_ok() && name != "gen" {
        true => name.to_owned(),
        false => format!("{name}_"),
    }
}

impl Names {
    pub(super) fn new(api: &Api) -> Self {
        let modules: HashSet<&str> = api.tags.iter().map(|tag| tag.module.as_str()).collect();
        let free = |wanted: &str| {
            let mut name = wanted.to_owned();
            while modules.contains(name.as_str()) {
                name.push('_');
            }
            name
        };
        let mut checks: HashMap<&str, Scope> = HashMap::new();
        let check = api.schemas.values().map(|named| {
            let scope = checks.entry(&named.module).or_default();
            (
                named.name.clone(),
                scope.claim(&named.type_name.to_snake_case()),
            )
        });
        let check = check.collect();
        let mut types = Scope::default();
        for tag in &api.tags {
            types.claim_type(&tag.type_name);
        }
        let authenticator = types.claim_type("Authenticator");
        let mut values = Scope::default();
        let routers = api
            .tags
            .iter()
            .map(|tag| values.claim(&format!("{}_router", tag.module.trim_end_matches('_'))))
            .collect();
        let mut metas = Scope::default();
        let operation = api.operations.iter().map(|operation| {
            let names = OperationNames::new(operation, &mut types, &mut values, &mut metas);
            (operation.id.clone(), names)
        });
        let operation = operation.collect();
        Self {
            security: free("security"),
            checks: free("checks"),
            authenticator,
            check,
            operation,
            routers,
        }
    }

    /// What the things of an operation are called.
    pub(super) fn of(&self, operation: &Operation) -> &OperationNames {
        &self.operation[&operation.id]
    }

    /// The check of a named schema.
    pub(super) fn check(&self, schema: &str) -> &Ident {
        &self.check[schema]
    }

    /// The router of a tag.
    pub(super) fn router(&self, tag: usize) -> &Ident {
        &self.routers[tag]
    }
}

impl OperationNames {
    fn new(
        operation: &Operation,
        types: &mut Scope,
        values: &mut Scope,
        metas: &mut Scope,
    ) -> Self {
        let prefix = &operation.type_prefix;
        let mut name = |suffix: &str| types.claim_type(&format!("{prefix}{suffix}"));
        Self {
            params: name("Params"),
            error: name("Error"),
            success: name("Success"),
            body: name("Body"),
            form: name("Form"),
            handler: values.claim(&format!("handle_{}", operation.method_name)),
            meta: metas.claim(&operation.method_name.to_shouty_snake_case()),
        }
    }
}
