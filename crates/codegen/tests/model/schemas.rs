//! What becomes of schemas.

use simpleinboxes_codegen::model::{AdditionalProperties, SchemaKind};

use super::{api, property, referred, schema};

#[test]
fn inline_objects_and_enums_become_types_and_others_stay() {
    let (api, schema) = schema(
        "{type: object, properties: {state: {type: string, enum: [a, b], nullable: true, default: a}, inner: {type: object, required: [x], properties: {x: {type: string, enum: [q]}}}, map: {type: object, additionalProperties: {type: object, properties: {v: {type: integer}}}}, list: {type: array, items: {type: string, enum: [z]}}, free: {type: object}, closed: {type: object, additionalProperties: false}, n: {type: integer, enum: [1, 2]}}}",
    );
    assert_eq!(referred(property(&schema, "state")), "AState");
    assert!(property(&schema, "state").nullable && !api.schemas["AState"].schema.nullable);
    assert_eq!(property(&schema, "state").default, Some("a".into()));
    assert_eq!(referred(property(&schema, "inner")), "AInner");
    assert_eq!(
        referred(property(&api.schemas["AInner"].schema, "x")),
        "AInnerX"
    );
    match &property(&schema, "map").kind {
        SchemaKind::Object(map) => match &map.additional {
            AdditionalProperties::Schema(value) => assert_eq!(referred(value), "AMapValue"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    match &property(&schema, "list").kind {
        SchemaKind::Array(list) => assert_eq!(referred(&list.items), "AListItem"),
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        property(&schema, "free").kind,
        SchemaKind::Object(_)
    ));
    assert_eq!(referred(property(&schema, "closed")), "AClosed");
    assert!(matches!(
        property(&schema, "n").kind,
        SchemaKind::Integer(_)
    ));
}

#[test]
fn nullability_is_moved_to_references() {
    let (api, schema) = schema(
        "{type: object, properties: {plain: {$ref: '#/components/schemas/B'}, wrapped: {nullable: true, description: w, allOf: [{$ref: '#/components/schemas/C'}]}, branch: {oneOf: [{$ref: '#/components/schemas/C'}, {type: object, nullable: true, enum: [null]}]}, null: {enum: [null]}}}",
    );
    assert!(!api.schemas["B"].schema.nullable);
    for (name, target) in [("plain", "B"), ("wrapped", "C"), ("branch", "C")] {
        let property = property(&schema, name);
        assert_eq!(
            (referred(property), property.nullable),
            (target, true),
            "{name}"
        );
    }
    assert_eq!(
        property(&schema, "wrapped").description.as_deref(),
        Some("w")
    );
    assert!(matches!(property(&schema, "null").kind, SchemaKind::Null));
    assert_eq!(api.schemas.len(), 3, "nothing had to be lifted");
}

#[test]
fn compositions_keep_all_their_parts() {
    let (_, all) = schema(
        "{allOf: [{$ref: '#/components/schemas/C'}], properties: {y: {type: string}}, required: [y, z]}",
    );
    match &all.kind {
        SchemaKind::AllOf(parts) => match (&parts[0].kind, &parts[1].kind) {
            (SchemaKind::Ref(name), SchemaKind::Object(own)) => {
                assert_eq!(name, "C");
                assert!(own.properties["y"].required && own.properties["z"].required);
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    // A type that the parts have anyway says nothing new.
    let (_, plain) =
        schema("{type: object, description: d, allOf: [{$ref: '#/components/schemas/C'}]}");
    assert_eq!(referred(&plain), "C");
    let (_, typed) = schema(
        "{type: object, allOf: [{type: object, maxProperties: 3}, {$ref: '#/components/schemas/C'}]}",
    );
    assert!(matches!(&typed.kind, SchemaKind::AllOf(parts) if parts.len() == 2));
    let (api, any) = schema(
        "{anyOf: [{type: string}, {type: object, properties: {v: {type: string}}}], nullable: true}",
    );
    assert!(
        matches!(&any.kind, SchemaKind::AnyOf(parts, None) if referred(&parts[1]) == "AVariant1")
    );
    assert!(api.schemas.contains_key("AVariant1"));
    let (_, not) = schema("{not: {type: string}}");
    assert!(matches!(not.kind, SchemaKind::Not(_)));
}

#[test]
fn discriminators_name_every_branch() {
    let api = api(
        "paths: {}
components:
  schemas:
    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {c: '#/components/schemas/Cat'}}}
    Cat: {type: object, properties: {kind: {type: string}}}
    Dog: {type: object, properties: {kind: {type: string}}}
",
    );
    match &api.schemas["Pet"].schema.kind {
        SchemaKind::OneOf(parts, Some(discriminator)) => {
            assert_eq!(parts.len(), 2);
            assert_eq!(discriminator.property, "kind");
            let mapping: Vec<_> = discriminator
                .mapping
                .iter()
                .map(|(a, b)| (a.as_str(), b.as_str()))
                .collect();
            assert_eq!(mapping, [("Cat", "c"), ("Dog", "Dog")]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn numbers_keep_their_bounds_exactly() {
    let (_, schema) = schema(
        "{type: object, properties: {i: {type: integer, minimum: 0.5, maximum: 18446744073709551615, exclusiveMaximum: true, multipleOf: 2}, n: {type: number, minimum: 0.5, exclusiveMinimum: true}}}",
    );
    match (&property(&schema, "i").kind, &property(&schema, "n").kind) {
        (SchemaKind::Integer(int), SchemaKind::Number(number)) => {
            let (min, max) = (int.min.unwrap(), int.max.unwrap());
            assert_eq!((min.value, min.exclusive), (1, false));
            assert_eq!(
                (max.value, max.exclusive),
                (18_446_744_073_709_551_615, true)
            );
            assert_eq!(int.multiple_of, Some(2));
            assert!(number.min.unwrap().exclusive);
        }
        other => panic!("{other:?}"),
    }
}
