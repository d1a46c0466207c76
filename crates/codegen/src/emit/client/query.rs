//! Lists that a query holds as one string: progenitor hands them to the HTTP library, which
//! escapes the separators as well. They are put into the finished request instead.

use syn::{
    Expr, ExprCall, ExprLit, ExprMethodCall, Ident, ImplItemFn, Lit, Pat, Stmt, parse_quote,
    visit_mut::{self, VisitMut},
};

use crate::model::Api;

use super::{
    lower::{Plan, PlannedParam},
    params::is_joined_query,
};

/// Takes the lists out of the chain that makes the request, and puts them into the request.
pub(super) fn join_lists(api: &Api, plan: &Plan<'_>, function: &mut ImplItemFn) {
    let lists: Vec<_> = plan
        .params
        .iter()
        .filter(|planned| is_joined_query(api, planned.param))
        .collect();
    if lists.is_empty() {
        return;
    }
    let mut take_out = TakeOut {
        lists: &lists,
        taken: Vec::new(),
    };
    take_out.visit_block_mut(&mut function.block);
    let stmts = &mut function.block.stmts;
    let made = stmts
        .iter()
        .enumerate()
        .find_map(|(index, stmt)| Some((index + 1, built(stmt)?.clone())));
    if let Some((after, request)) = made {
        let put_in = take_out.taken.iter().rev();
        let put_in =
            put_in.map(|(planned, variable)| put_in_statement(&request, planned, variable));
        stmts.splice(after..after, put_in);
    }
}

/// The variable of the request, where it is made: `let mut request = ….build()?;`. progenitor
/// calls it otherwise where a parameter has that name.
fn built(stmt: &Stmt) -> Option<&Ident> {
    let Stmt::Local(local) = stmt else {
        return None;
    };
    let (Pat::Ident(pat), Expr::Try(init)) = (&local.pat, &*local.init.as_ref()?.expr) else {
        return None;
    };
    matches!(&*init.expr, Expr::MethodCall(call) if call.method == "build").then_some(&pat.ident)
}

fn put_in_statement(request: &Ident, planned: &PlannedParam<'_>, variable: &Expr) -> Stmt {
    let wire = &planned.param.name;
    let list: Expr = match planned.param.required {
        true => parse_quote!(Some(&#variable)),
        false => parse_quote!(#variable.as_ref()),
    };
    parse_quote! {
        crate::runtime::join_query(&mut #request, #wire, #list).map_err(Error::InvalidRequest)?;
    }
}

/// Takes `.query(…)` of the lists out of the chain, and keeps the variables, last one first.
struct TakeOut<'a, 'b> {
    lists: &'a [&'a PlannedParam<'b>],
    taken: Vec<(&'a PlannedParam<'b>, Expr)>,
}

impl<'a, 'b> TakeOut<'a, 'b> {
    fn list(&self, call: &ExprMethodCall) -> Option<(&'a PlannedParam<'b>, Expr)> {
        if call.method != "query" {
            return None;
        }
        let (name, variable) = name_and_variable(call.args.first()?)?;
        let planned = self.lists.iter().find(|planned| planned.name == name)?;
        Some((planned, variable))
    }
}

impl VisitMut for TakeOut<'_, '_> {
    fn visit_expr_mut(&mut self, node: &mut Expr) {
        while let Expr::MethodCall(call) = node
            && let Some(taken) = self.list(call)
        {
            self.taken.push(taken);
            *node = (*call.receiver).clone();
        }
        visit_mut::visit_expr_mut(self, node);
    }
}

/// Of `&progenitor_client::QueryParam::new("name", &variable)`.
fn name_and_variable(argument: &Expr) -> Option<(String, Expr)> {
    let Expr::Reference(reference) = argument else {
        return None;
    };
    let Expr::Call(ExprCall { args, .. }) = &*reference.expr else {
        return None;
    };
    match (args.first()?, args.get(1)?) {
        (
            Expr::Lit(ExprLit {
                lit: Lit::Str(name),
                ..
            }),
            Expr::Reference(variable),
        ) => Some((name.value(), (*variable.expr).clone())),
        _ => None,
    }
}
