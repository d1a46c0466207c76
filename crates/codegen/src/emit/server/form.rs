//! Multipart forms: a struct of their parts, and how a handler fills it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Server, docs::docs, names::Scope, params::constant};
use crate::model::{
    AdditionalProperties, Content, ObjectRules, Operation, Property, Schema, SchemaKind,
    StringRules,
};

/// A part of a form.
pub(super) struct FormField<'a> {
    pub(super) name: &'a str,
    pub(super) ident: proc_macro2::Ident,
    pub(super) property: &'a Property,
    pub(super) is_file: bool,
    pub(super) is_list: bool,
    /// The most bytes of a file.
    pub(super) limit: Option<usize>,
    least: usize,
    media_types: Vec<String>,
}

/// The code of a form.
pub(super) struct FormCode {
    pub(super) items: TokenStream,
    /// The rules of its files, as the reader wants them.
    pub(super) rules: TokenStream,
    /// Statements that take the parts out of `form`.
    pub(super) read: TokenStream,
    /// The struct, made of the variables.
    pub(super) build: TokenStream,
}

impl Server<'_> {
    /// The properties of a form, from all the objects that it is combined of.
    fn form_objects<'s>(
        &'s self,
        schema: &'s Schema,
        depth: usize,
        found: &mut Vec<&'s ObjectRules>,
    ) {
        match self.rust.resolve(&schema.kind) {
            SchemaKind::Object(rules) => found.push(rules),
            SchemaKind::AllOf(parts) if depth < 16 => {
                parts
                    .iter()
                    .for_each(|part| self.form_objects(part, depth + 1, found));
            }
            _ => {}
        }
    }

    /// The parts of a form, in order.
    pub(super) fn form_fields<'s>(&'s self, content: &'s Content) -> Vec<FormField<'s>> {
        let mut objects = Vec::new();
        self.form_objects(&content.schema, 0, &mut objects);
        let mut scope = Scope::default();
        let mut fields: Vec<FormField<'_>> = Vec::new();
        for (name, property) in objects.iter().flat_map(|rules| &rules.properties) {
            if fields.iter().any(|field| field.name == name) {
                continue;
            }
            let (inner, is_list) = match self.rust.resolve(&property.schema.kind) {
                SchemaKind::Array(rules) => (self.rust.resolve(&rules.items.kind), true),
                other => (other, false),
            };
            let file = match inner {
                SchemaKind::String(rules) if rules.format.as_deref() == Some("binary") => {
                    Some(rules)
                }
                _ => None,
            };
            fields.push(FormField {
                name,
                ident: scope.claim(&heck::ToSnakeCase::to_snake_case(name.as_str())),
                property,
                is_file: file.is_some(),
                is_list,
                limit: file.and_then(|rules: &StringRules| rules.max_length),
                least: file.and_then(|rules| rules.min_length).unwrap_or(0),
                media_types: content.part_types.get(name).cloned().unwrap_or_default(),
            });
        }
        fields
    }

    fn form_is_closed(&self, content: &Content) -> bool {
        let mut objects = Vec::new();
        self.form_objects(&content.schema, 0, &mut objects);
        objects
            .iter()
            .any(|rules| matches!(rules.additional, AdditionalProperties::Closed))
    }

    /// The struct of a form's parts.
    pub(super) fn form_struct(&self, operation: &Operation, content: &Content) -> TokenStream {
        let name = &self.names.of(operation).form;
        let doc = format!(
            " The parts of the form that `{}` takes.",
            super::docs::one_line(&operation.id)
        );
        let fields = self.form_fields(content);
        let fields = fields.iter().map(|field| {
            let docs = docs(
                field.property.schema.description.as_deref(),
                &format!("`{}`.", field.name),
            );
            let (ident, of) = (&field.ident, self.form_type(field));
            quote!(#docs pub #ident: #of)
        });
        quote! {
            #[doc = #doc]
            #[derive(Clone, Debug)]
            pub struct #name { #(#fields),* }
        }
    }

    fn form_type(&self, field: &FormField<'_>) -> TokenStream {
        let of = match (field.is_file, field.is_list) {
            (true, true) => return quote!(::std::vec::Vec<rt::Part>),
            (true, false) => quote!(rt::Part),
            (false, _) => self.rust.of(&field.property.schema),
        };
        match field.property.required || self.rust.default_of(&field.property.schema).is_some() {
            true => of,
            false => quote!(::std::option::Option<#of>),
        }
    }

    /// The code of a form.
    pub(super) fn form_code(&self, operation: &Operation, content: &Content) -> FormCode {
        let name = &self.names.of(operation).form;
        let fields = self.form_fields(content);
        let mut items = TokenStream::new();
        let mut read = TokenStream::new();
        let mut rules = Vec::new();
        for field in &fields {
            let constant = constant(&format!("part_{}", field.ident));
            match field.is_file {
                true => {
                    items.extend(file_rule(field, &constant));
                    rules.push(quote!(&#constant));
                    read.extend(file_read(field, &constant));
                }
                false => {
                    let (item, statement) = self.text_field(field, &constant);
                    items.extend(item);
                    read.extend(statement);
                }
            }
        }
        if self.form_is_closed(content) {
            read.extend(quote!(form.close(&mut issues);));
        }
        let build = fields.iter().map(|field| {
            let (ident, variable) = (&field.ident, variable(field));
            let is_option = field.is_file && field.is_list
                || !field.property.required
                    && self.rust.default_of(&field.property.schema).is_none();
            match is_option {
                true => quote!(#ident: #variable),
                false => quote!(#ident: rt::params::sure(#variable)?),
            }
        });
        let build = quote!(#name { #(#build),* });
        FormCode {
            items,
            rules: quote!(&[#(#rules),*]),
            read,
            build,
        }
    }

    fn text_field(
        &self,
        field: &FormField<'_>,
        constant: &proc_macro2::Ident,
    ) -> (TokenStream, TokenStream) {
        let schema = &field.property.schema;
        let description = self.field_description(field.name, field.property);
        let (declared, check) = self.check_of(schema, &format!("check_part_{}", field.ident));
        let (of, variable) = (self.rust.of(schema), variable(field));
        let items = quote! {
            static #constant: rt::params::Param = #description;
            #declared
        };
        let read = quote! {
            let raw = form.field(&#constant, &mut issues);
            let #variable: ::std::option::Option<#of> = #constant.typed(raw, #check, &mut issues);
        };
        (items, read)
    }

    /// The runtime's `Param` of a field.
    pub(super) fn field_description(&self, name: &str, property: &Property) -> TokenStream {
        let style = self.field_style(&property.schema);
        let required = property.required;
        let default = match self.rust.default_of(&property.schema) {
            Some(default) => {
                let json = default.to_string();
                quote!(Some(#json))
            }
            None => quote!(None),
        };
        quote! {
            rt::params::Param {
                name: #name,
                place: rt::params::Place::Field,
                style: #style,
                required: #required,
                default: #default,
            }
        }
    }

    /// The runtime's `Param`s of a URL-encoded form.
    pub(super) fn urlencoded_fields(&self, content: &Content) -> TokenStream {
        let mut objects = Vec::new();
        self.form_objects(&content.schema, 0, &mut objects);
        let fields = objects.iter().flat_map(|rules| &rules.properties);
        let fields = fields.map(|(name, property)| {
            let description = self.field_description(name, property);
            quote!(&#description)
        });
        quote!(&[#(#fields),*])
    }
}

fn file_rule(field: &FormField<'_>, constant: &proc_macro2::Ident) -> TokenStream {
    let (name, least, media_types) = (field.name, field.least, &field.media_types);
    let limit = match field.limit {
        Some(limit) => quote!(Some(#limit)),
        None => quote!(None),
    };
    quote! {
        static #constant: rt::body::PartRule = rt::body::PartRule {
            name: #name,
            limit: #limit,
            least: #least,
            media_types: &[#(#media_types),*],
        };
    }
}

fn file_read(field: &FormField<'_>, constant: &proc_macro2::Ident) -> TokenStream {
    let (variable, required) = (variable(field), field.property.required);
    match field.is_list {
        true => quote!(let #variable = form.files(&#constant, &mut issues);),
        false => quote!(let #variable = form.file(&#constant, #required, &mut issues);),
    }
}

fn variable(field: &FormField<'_>) -> proc_macro2::Ident {
    format_ident!("part_{}", field.ident)
}
