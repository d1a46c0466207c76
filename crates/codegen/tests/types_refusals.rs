//! What the types emitter refuses, and that it says where and what to do.

use simpleinboxes_codegen::{
    Diagnostic,
    emit::{self, OutputFile, Target},
    load_text, model,
};

fn emit(schemas: &str) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    let indented: String = schemas
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    get:\n      \
         operationId: a\n      responses:\n        '200':\n          description: d\n          \
         content: {{application/json: {{schema: {{$ref: '#/components/schemas/A'}}}}}}\n\
         components:\n  schemas:\n{indented}"
    );
    let document = load_text("document.yaml", &text).unwrap_or_else(|found| panic!("{found:#?}"));
    let api = model::build(&document).unwrap_or_else(|found| panic!("{found:#?}"));
    emit::types::emit(&api, &Target::with_prefix("t"))
}

/// The one refusal, which must have its place in schema `A`.
fn refusal(schemas: &str) -> Diagnostic {
    let found = emit(schemas).expect_err("refused");
    let [only] = <[Diagnostic; 1]>::try_from(found).expect("one refusal");
    assert!(
        only.place.pointer.starts_with("/components/schemas/A"),
        "{only}"
    );
    assert!(only.place.line > 12 && !only.help.is_empty(), "{only}");
    only
}

#[test]
fn an_all_of_without_a_common_shape() {
    let found =
        refusal("A: {allOf: [{type: string}, {type: object, properties: {a: {type: string}}}]}");
    assert_eq!(found.rule, "types-all-of");
}

#[test]
fn an_all_of_whose_members_disagree() {
    let found = refusal(
        "A: {allOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {a: {type: integer}}}]}",
    );
    assert!(
        found.message.contains("the property `a` different types"),
        "{found}"
    );
}

#[test]
fn an_all_of_with_a_member_that_forbids_the_others() {
    let found = refusal(
        "A: {allOf: [{type: object, additionalProperties: false, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]}",
    );
    assert!(found.message.contains("forbids `b`"), "{found}");
}

#[test]
fn a_default_that_does_not_fit() {
    for (schema, default) in [
        ("{type: integer, default: many}", "text for a number"),
        ("{type: integer, maximum: 3, default: 4}", "out of bounds"),
        ("{type: string, enum: [x], default: y}", "not listed"),
        ("{type: string, format: date-time, default: now}", "no time"),
        (
            "{type: array, items: {type: string}, default: [1]}",
            "wrong item",
        ),
    ] {
        match emit(&format!("A: {{type: object, properties: {{a: {schema}}}}}")) {
            Err(found) => assert_eq!(found[0].rule, "types-default", "{default}"),
            Ok(_) => panic!("taken: {default}"),
        }
    }
}

#[test]
fn combinations_that_have_a_shape_are_taken() {
    for schemas in [
        "A: {allOf: [{type: object, properties: {a: {type: string}, b: {type: string}}}, {oneOf: [{required: [a]}, {required: [b]}]}]}",
        "A: {allOf: [{type: integer, minimum: 1}, {type: integer, maximum: 5}]}",
        "A: {not: {type: string}}",
        "A: {type: object, properties: {a: {type: array, items: {type: string}, default: [x]}}}",
        "A: {type: object, properties: {a: {allOf: [{$ref: '#/components/schemas/B'}], default: {}}}}\nB: {type: object, properties: {b: {type: string}}}",
        "A: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/A'}}]}",
    ] {
        if let Err(found) = emit(schemas) {
            panic!("{schemas}: {found:#?}");
        }
    }
}

#[test]
fn a_union_that_is_one_of_its_own_branches() {
    let found = refusal("A: {oneOf: [{type: string}, {$ref: '#/components/schemas/A'}]}");
    assert_eq!(found.rule, "types-endless-union");
}
