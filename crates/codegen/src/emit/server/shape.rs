//! How the text of a parameter or field becomes a value.

use proc_macro2::TokenStream;
use quote::quote;

use super::Server;
use crate::model::{Param, ParamStyle, Schema, SchemaKind};

/// What a text can stand for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scalar {
    Boolean,
    Integer,
    Number,
    Json,
    Text,
}

impl Server<'_> {
    /// The runtime's `Style` of a parameter.
    pub(super) fn style(&self, param: &Param) -> TokenStream {
        let SchemaKind::Array(rules) = self.rust.resolve(&param.schema.kind) else {
            let shape = self.scalar_shape(&param.schema, false);
            return quote!(rt::params::Style::One(#shape));
        };
        let shape = self.scalar_shape(&rules.items, false);
        let join = match (param.style, param.explode) {
            (ParamStyle::Form, true) => return quote!(rt::params::Style::Repeated(#shape)),
            (ParamStyle::Form | ParamStyle::Simple, _) => quote!(Comma),
            (ParamStyle::SpaceDelimited, _) => quote!(Space),
            (ParamStyle::PipeDelimited, _) => quote!(Pipe),
        };
        quote!(rt::params::Style::Joined(#shape, rt::params::Join::#join))
    }

    /// The runtime's `Style` of a field of a form.
    pub(super) fn field_style(&self, schema: &Schema) -> TokenStream {
        match self.rust.resolve(&schema.kind) {
            SchemaKind::Array(rules) => {
                let shape = self.scalar_shape(&rules.items, true);
                quote!(rt::params::Style::Repeated(#shape))
            }
            _ => {
                let shape = self.scalar_shape(schema, true);
                quote!(rt::params::Style::One(#shape))
            }
        }
    }

    fn scalar_shape(&self, schema: &Schema, structured: bool) -> TokenStream {
        let mut scalars = Vec::new();
        self.collect(schema, 0, &mut scalars);
        if !structured {
            scalars.retain(|scalar| *scalar != Scalar::Json);
        }
        scalars.sort_unstable();
        scalars.dedup();
        match scalars.as_slice() {
            [] => quote!(rt::params::Shape::Text),
            [only] => variant(*only),
            several => {
                let shapes = several.iter().map(|scalar| variant(*scalar));
                quote!(rt::params::Shape::Either(&[#(#shapes),*]))
            }
        }
    }

    fn collect(&self, schema: &Schema, depth: usize, found: &mut Vec<Scalar>) {
        // Schemas may be recursive; what is deeper than this is no parameter.
        if depth > 16 {
            return;
        }
        match self.rust.resolve(&schema.kind) {
            SchemaKind::String(_) => found.push(Scalar::Text),
            SchemaKind::Integer(_) => found.push(Scalar::Integer),
            SchemaKind::Number(_) => found.push(Scalar::Number),
            SchemaKind::Boolean(_) => found.push(Scalar::Boolean),
            SchemaKind::Array(_) | SchemaKind::Object(_) => found.push(Scalar::Json),
            SchemaKind::AllOf(parts)
            | SchemaKind::OneOf(parts, _)
            | SchemaKind::AnyOf(parts, _) => {
                for part in parts {
                    self.collect(part, depth + 1, found);
                }
            }
            _ => {}
        }
    }
}

fn variant(scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::Boolean => quote!(rt::params::Shape::Boolean),
        Scalar::Integer => quote!(rt::params::Shape::Integer),
        Scalar::Number => quote!(rt::params::Shape::Number),
        Scalar::Json => quote!(rt::params::Shape::Json),
        Scalar::Text => quote!(rt::params::Shape::Text),
    }
}
