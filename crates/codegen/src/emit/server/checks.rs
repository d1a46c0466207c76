//! The checks: one function for each schema that a request can reach.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Server;
use crate::model::{
    AdditionalProperties, ArrayRules, Discriminator, NamedSchema, ObjectRules, Schema, SchemaKind,
};

impl Server<'_> {
    /// The modules of checks by name.
    pub(super) fn checks(&self) -> BTreeMap<String, TokenStream> {
        let mut modules: BTreeMap<String, Vec<TokenStream>> = BTreeMap::new();
        for named in self
            .api
            .schemas
            .values()
            .filter(|named| named.usage.request)
        {
            let functions = modules.entry(named.module.clone()).or_default();
            functions.push(self.named_check(named));
            functions.extend(self.named_normalize(named));
        }
        let checks = format_ident!("{}", self.names.checks);
        let with_head = |(module, functions): (String, Vec<TokenStream>)| {
            let doc = format!(" Checks of the schemas in `{module}`.");
            let tokens = quote! {
                #![doc = #doc]
                #![allow(
                    dead_code,
                    unused_imports,
                    unused_variables,
                    clippy::collapsible_if,
                    clippy::collapsible_match,
                    clippy::single_match,
                    reason = "the shape of the code follows that of the schemas"
                )]
                use super::super::#checks as checks;
                use crate::runtime::check::{self, At, Issues, Node};
                #(#functions)*
            };
            (module, tokens)
        };
        modules.into_iter().map(with_head).collect()
    }

    fn named_check(&self, named: &NamedSchema) -> TokenStream {
        let name = self.names.check(&named.name);
        let doc = format!(" `{}`.", super::docs::one_line(&named.name));
        let body = self.check(&named.schema);
        quote! {
            #[doc = #doc]
            pub(in super::super) fn #name(value: &Node<'_>, at: &At<'_>, issues: &mut Issues) {
                #body
            }
        }
    }

    /// The path of a named schema's check, from anywhere in the generated code.
    pub(super) fn check_path(&self, schema: &str) -> TokenStream {
        let module = format_ident!("{}", self.api.schemas[schema].module);
        let name = self.names.check(schema);
        quote!(checks::#module::#name)
    }

    /// Statements that check `value`, which is at `at`, and add to `issues`.
    pub(super) fn check(&self, schema: &Schema) -> TokenStream {
        let check = self.check_kind(&schema.kind);
        match schema.nullable && !check.is_empty() {
            true => quote!(if !value.is_null() { #check }),
            false => check,
        }
    }

    fn check_kind(&self, kind: &SchemaKind) -> TokenStream {
        match kind {
            SchemaKind::Ref(name) if self.api.schemas.contains_key(name) => {
                let path = self.check_path(name);
                quote!(#path(value, at, issues);)
            }
            SchemaKind::Ref(_) | SchemaKind::Any => TokenStream::new(),
            SchemaKind::Null => quote!(check::null(value, at, issues);),
            SchemaKind::String(rules) => super::rules::string(rules),
            SchemaKind::Integer(rules) => super::rules::integer(rules),
            SchemaKind::Number(rules) => super::rules::number(rules),
            SchemaKind::Boolean(values) => super::rules::boolean(values),
            SchemaKind::Array(rules) => self.array(rules),
            SchemaKind::Object(rules) => self.object(rules),
            SchemaKind::AllOf(parts) => {
                let checks = parts.iter().map(|part| self.check(part));
                quote!(#(#checks)*)
            }
            SchemaKind::OneOf(branches, discriminator) => {
                self.choice(branches, discriminator.as_ref(), quote!(one_of))
            }
            SchemaKind::AnyOf(branches, discriminator) => {
                self.choice(branches, discriminator.as_ref(), quote!(any_of))
            }
            SchemaKind::Not(inner) => {
                let (declared, branch) = self.branch(0, inner);
                quote! {{
                    #declared
                    check::not(value, #branch, at, issues);
                }}
            }
        }
    }

    fn array(&self, rules: &ArrayRules) -> TokenStream {
        let min = rules.min_items.filter(|least| *least > 0);
        let min = min.map(|least| quote!(check::min_items(items, #least, at, issues);));
        let max = rules
            .max_items
            .map(|most| quote!(check::max_items(items, #most, at, issues);));
        let unique = rules
            .unique
            .then(|| quote!(check::unique(items, at, issues);));
        let inner = self.check(&rules.items);
        let each = (!inner.is_empty()).then(|| {
            quote! {
                for (index, value) in items.iter().enumerate() {
                    let at = &at.item(index);
                    #inner
                }
            }
        });
        quote! {
            if let Some(items) = check::array(value, at, issues) {
                #min #max #unique #each
            }
        }
    }

    fn object(&self, rules: &ObjectRules) -> TokenStream {
        let required: Vec<&String> = rules
            .properties
            .iter()
            .filter(|(_, property)| property.required)
            .map(|(name, _)| name)
            .collect();
        let members = self.members(rules, &required);
        let missing = (!required.is_empty())
            .then(|| quote!(check::required(&found, &[#(#required),*], at, issues);));
        let min = rules.min_properties.filter(|least| *least > 0);
        let min = min.map(|least| quote!(check::min_properties(members, #least, at, issues);));
        let max = rules
            .max_properties
            .map(|most| quote!(check::max_properties(members, #most, at, issues);));
        let count = required.len();
        let found = (count > 0).then(|| quote!(let mut found = [false; #count];));
        if members.is_empty() && missing.is_none() && min.is_none() && max.is_none() {
            return quote!(check::object(value, at, issues););
        }
        quote! {
            if let Some(members) = check::object(value, at, issues) {
                #found #members #missing #min #max
            }
        }
    }

    /// One pass over the members: what each must be, which of the required ones are there, and
    /// what is done with those that have no name here.
    fn members(&self, rules: &ObjectRules, required: &[&String]) -> TokenStream {
        let mut arms = Vec::new();
        for (name, property) in &rules.properties {
            let found = required.iter().position(|required| *required == name);
            let found = found.map(|index| quote!(found[#index] = true;));
            let check = self.check(&property.schema);
            let check = (!check.is_empty()).then(|| quote!(let at = &at.member(#name); #check));
            let closed = matches!(rules.additional, AdditionalProperties::Any);
            if found.is_some() || check.is_some() || !closed {
                arms.push(quote!(#name => { #found #check }));
            }
        }
        let other = match &rules.additional {
            AdditionalProperties::Any => TokenStream::new(),
            AdditionalProperties::Closed => quote!(check::unknown(&at.member(name), issues);),
            AdditionalProperties::Schema(schema) => {
                let check = self.check(schema);
                match check.is_empty() {
                    true => check,
                    false => quote!(let at = &at.member(name); #check),
                }
            }
        };
        if arms.is_empty() && other.is_empty() {
            return TokenStream::new();
        }
        let each = match arms.is_empty() {
            true => other,
            false => quote! {
                match &**name {
                    #(#arms)*
                    _ => { #other }
                }
            },
        };
        quote!(for (name, value) in members { #each })
    }

    fn choice(
        &self,
        branches: &[Schema],
        discriminator: Option<&Discriminator>,
        judge: TokenStream,
    ) -> TokenStream {
        if let Some(discriminator) = discriminator {
            let property = &discriminator.property;
            let branches = discriminator.mapping.iter().map(|(schema, tag)| {
                let path = self.check_path(schema);
                quote!((#tag, #path))
            });
            return quote!(check::tagged(value, #property, &[#(#branches),*], at, issues););
        }
        let branches: Vec<_> = branches
            .iter()
            .enumerate()
            .map(|(index, branch)| self.branch(index, branch))
            .collect();
        let declared = branches.iter().map(|(declared, _)| declared);
        let names = branches.iter().map(|(_, name)| name);
        quote! {{
            #(#declared)*
            check::#judge(value, &[#(#names),*], at, issues);
        }}
    }

    /// A function for a branch: a named schema's own, or one that is declared on the spot.
    fn branch(&self, index: usize, schema: &Schema) -> (TokenStream, TokenStream) {
        if let (SchemaKind::Ref(name), false) = (&schema.kind, schema.nullable) {
            return (TokenStream::new(), self.check_path(name));
        }
        let name = format_ident!("branch_{index}");
        let check = self.check(schema);
        let declared = quote! {
            fn #name(value: &Node<'_>, at: &At<'_>, issues: &mut Issues) { #check }
        };
        (declared, quote!(#name))
    }

    /// A check for a schema that may have no name: its path, and what must be declared for it.
    pub(super) fn check_of(&self, schema: &Schema, name: &str) -> (TokenStream, TokenStream) {
        if let (SchemaKind::Ref(target), false) = (&schema.kind, schema.nullable) {
            return (TokenStream::new(), self.check_path(target));
        }
        let check = self.check(schema);
        if check.is_empty() {
            return (TokenStream::new(), quote!(rt::check::anything));
        }
        let name = format_ident!("{name}");
        let declared = quote! {
            #[allow(unused_imports, unused_variables)]
            fn #name(value: &rt::check::Node<'_>, at: &rt::check::At<'_>, issues: &mut rt::check::Issues) {
                use crate::runtime::check::{self, At, Issues, Node};
                #check
            }
        };
        (declared, quote!(#name))
    }
}
