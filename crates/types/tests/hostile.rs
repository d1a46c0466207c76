//! Generated types of `fixtures/hostile.yaml`, whose names and texts want to break them. That it
//! compiles is most of the test, and that it does so without a warning.

#![deny(irrefutable_let_patterns)]

#[rustfmt::skip]
#[path = "fixtures/hostile/mod.rs"]
mod generated;
#[path = "../src/runtime/mod.rs"]
mod runtime;

pub use generated::*;
use serde_json::{Value, json};

fn all() -> Value {
    json!({
        "type": "quo\"te", "Type": "\"\\n", "self": { "self": { "other": {} } }, "Self": "Self",
        "": "", "9": "9", "a-b": "018f4e3a-7b1c-7def-8abc-0123456789ab", "a_b": "::1", "aB": "aB",
        "+1": "+", "-1": "-", "build": "b", "builder": "b", "error": { "Err": [[], { "ok": true }] },
        "map": { "x": [{}, { "y": [] }] }, "key": "k", "extra": "e", "日本": "j",
        "quo\"te\nline": "q", "crate": true, "r#fn": "f", "async": null, "gen": "\"",
        "string": { "nothing": null, "big": 18_446_744_073_709_551_615_u64, "nested": [[null, "a"]],
            "inline": { "type": "x" }, "combined": "ab", "either": { "a": "A" },
            "extra": { "extra": "e", "more": 5 } },
    })
}

#[test]
fn every_name_goes_through_unchanged() {
    let read: All = serde_json::from_value(all()).expect("all of it");
    assert_eq!(serde_json::to_value(&read).expect("JSON"), all());
    assert!(read.extra_.is_empty(), "{:?}", read.extra_);
    assert_eq!((read.type_, read.type2.as_str()), (Type::QuoTe, "\"\\n"));
}

#[test]
fn the_builder_reaches_every_field() {
    let read: All = serde_json::from_value(all()).expect("all of it");
    let rebuilt = n1_odd_tag::builder::All::from(read.clone())
        .build_("c")
        .maybe_mood("m")
        .mood("n");
    let rebuilt = rebuilt.build().expect("complete");
    assert_eq!(
        (rebuilt.build_.as_str(), rebuilt.maybe_mood.as_deref()),
        ("c", Some("m"))
    );
    assert_eq!(
        All {
            build_: read.build_.clone(),
            maybe_mood: None,
            mood: None,
            ..rebuilt
        },
        read
    );
    let error = All::builder().build().expect_err("nothing is given");
    assert_eq!(error.to_string(), "no value supplied for `type_`");
}

#[test]
fn values_that_look_alike_stay_apart() {
    for value in [
        "",
        " ",
        "a",
        "A",
        "a-b",
        "a_b",
        "unknown",
        "Unknown",
        "new\nline",
        "日本",
    ] {
        let read = Type::from_wire(value);
        assert!(!matches!(read, Type::Unknown(_)), "{value:?}");
        assert_eq!(read.as_str(), value);
    }
}

#[test]
fn other_fields_are_kept_by_their_schema() {
    let read = serde_json::from_value::<ValuesExtra>(json!({ "more": 5 })).expect("integers");
    assert_eq!(read.extra_["more"], 5);
    assert!(serde_json::from_value::<ValuesExtra>(json!({ "more": "five" })).is_err());
}

#[test]
fn letters_that_type_parameters_are_called_by() {
    let json =
        json!({ "D": { "S": "S", "Unknown": { "a": "b" } }, "V": { "secret": { "word": "x" } } });
    let read: A = serde_json::from_value(json).expect("letters");
    let Some(D::V(inner)) = &read.d else {
        panic!("{read:?}")
    };
    assert_eq!((inner.s, inner.limit), (Some(S::S2), 99_999_999_999));
    assert_eq!(inner.secret.word.expose(), "sesame");
    assert!(!format!("{read:?}").contains("sesame"), "{read:?}");
    assert_eq!(S::default(), S::S2);
}

#[cfg(feature = "schemars")]
#[test]
fn every_schema_can_be_derived() {
    let document: Value =
        serde_json::from_str(include_str!("fixtures/hostile/schemas.json")).expect("JSON");
    let derived = json_schemas();
    for name in document.as_object().expect("an object").keys() {
        assert!(derived.iter().any(|(derived, _)| derived == name), "{name}");
    }
}
