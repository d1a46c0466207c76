//! Every rule of a schema, broken once; and what is just within it.

use serde_json::{Value, json};

use crate::{
    app::{Running, start},
    client::{Answer, send},
};

async fn bake(bakery: &Running, body: &Value) -> Answer {
    let headers = &["X-Key: good", "Content-Type: application/json"];
    send(
        bakery.address,
        "POST /v1/loaves",
        headers,
        body.to_string().as_bytes(),
    )
    .await
}

/// A good loaf with one member more, or another.
fn loaf(member: &str, value: Value) -> Value {
    let mut loaf = json!({"name": "rye", "grams": 500});
    loaf[member] = value;
    loaf
}

#[tokio::test]
async fn each_broken_rule_is_named_alone() {
    let bakery = start().await;
    for (member, value, expected) in [
        ("name", json!("r"), "/name: must have at least 2 characters"),
        (
            "name",
            json!("🙂🙂🙂🙂🙂🙂🙂🙂🙂"),
            "/name: must have at most 8 characters",
        ),
        ("name", json!("r e"), r"/name: must match the pattern ^\S+$"),
        ("name", json!(7), "/name: must be a string"),
        ("grams", json!(0), "/grams: must be at least 1"),
        ("grams", json!(2005), "/grams: must be at most 2000"),
        ("grams", json!(501), "/grams: must be a multiple of 5"),
        ("grams", json!(500.0), "/grams: must be an integer"),
        ("grams", json!("500"), "/grams: must be an integer"),
        ("price", json!(0), "/price: must be above 0"),
        ("price", json!(100.01), "/price: must be at most 100"),
        ("price", json!(1.005), "/price: must be a multiple of 0.01"),
        ("price", json!("1"), "/price: must be a number"),
        ("grains", json!([]), "/grains: must have at least 1 item"),
        (
            "grains",
            json!(["rye", "rye"]),
            "/grains/1: must not repeat an earlier item",
        ),
        (
            "grains",
            json!(["corn"]),
            "/grains/0: must be one of rye, wheat, spelt",
        ),
        ("grains", json!({}), "/grains: must be an array"),
        (
            "bakedAt",
            json!("2026-11-04"),
            "/bakedAt: must be a date and time such as 2026-11-04T09:30:00Z",
        ),
        (
            "bakedOn",
            json!("2026-02-30"),
            "/bakedOn: must be a date such as 2026-11-04",
        ),
        ("batch", json!("8e03978e"), "/batch: must be a UUID"),
        ("baker", json!("jane"), "/baker: must be an email address"),
        (
            "page",
            json!("northwind.com"),
            "/page: must be an absolute URI",
        ),
        ("host", json!("-a"), "/host: must be a host name"),
        (
            "address",
            json!("1.2.3.256"),
            "/address: must be an IPv4 address",
        ),
        (
            "address6",
            json!("1.2.3.4"),
            "/address6: must be an IPv6 address",
        ),
        ("stamp", json!("QQ"), "/stamp: must be base64"),
        ("sold", json!(1), "/sold: must be true or false"),
        ("colour", json!(1), "/colour: is not a known field"),
        ("a/b~", json!(1), "/a~1b~0: is not a known field"),
        ("labels", json!({}), "/labels: must have at least 1 field"),
        (
            "labels",
            json!({"a": "1", "b": "2", "c": "3"}),
            "/labels: must have at most 2 fields",
        ),
        (
            "labels",
            json!({"a": "1234"}),
            "/labels/a: must have at most 3 characters",
        ),
        (
            "seed",
            json!({"inner": {"inner": {"age": 1}}}),
            "/seed/inner/inner/age: is not a known field",
        ),
        (
            "topping",
            json!({"type": "ham"}),
            "/topping/type: must be one of cheese, onion",
        ),
        ("topping", json!({}), "/topping/type: is required"),
        (
            "topping",
            json!({"type": "cheese"}),
            "/topping/age: is required",
        ),
        (
            "topping",
            json!({"type": "onion", "age": 1}),
            "/topping/age: is not a known field",
        ),
        ("topping", json!("cheese"), "/topping: must be an object"),
        (
            "filling",
            json!("ab"),
            "/filling: must have at least 3 characters",
        ),
        ("filling", json!(true), "/filling: must be a string"),
        (
            "slices",
            json!({"count": 0}),
            "/slices/count: must be at least 1",
        ),
        (
            "slices",
            json!({"count": 1, "width": 31}),
            "/slices/width: must be at most 30",
        ),
        ("slices", json!({"width": 3}), "/slices/count: is required"),
    ] {
        let details = bake(&bakery, &loaf(member, value.clone())).await.details();
        assert_eq!(details, [expected], "{member} {value}");
    }
    assert_eq!(bakery.calls(), 0);
}

#[tokio::test]
async fn what_is_just_within_the_rules_passes() {
    let bakery = start().await;
    for (member, value) in [
        ("name", json!("ab")),
        ("name", json!("🙂🙂🙂🙂🙂🙂🙂🙂")),
        ("grams", json!(5)),
        ("grams", json!(2000)),
        ("price", json!(0.01)),
        ("price", json!(100)),
        ("price", json!(19.99)),
        ("grains", json!(["rye", "wheat", "spelt"])),
        ("bakedAt", json!("2026-11-04T09:30:00.123+01:00")),
        ("bakedOn", json!("2024-02-29")),
        ("batch", json!("8e03978e-40d5-43dd-bc93-6894a57f9324")),
        ("baker", json!("jane.doe@try-northwind.com")),
        ("page", json!("https://northwind.com/?a=b")),
        ("host", json!("northwind.com")),
        ("address", json!("192.0.2.1")),
        ("address6", json!("2001:db8::1")),
        ("stamp", json!("QUI=")),
        ("glaze", json!("")),
        ("labels", json!({"a": "123", "b": ""})),
        ("seed", json!({"kind": "x", "inner": {"inner": {}}})),
        ("topping", json!({"type": "cheese", "age": 0})),
        ("topping", json!({"type": "onion"})),
        ("filling", json!("abc")),
        ("filling", json!(1)),
        ("slices", json!({"count": 1, "width": 30, "other": true})),
    ] {
        let answer = bake(&bakery, &loaf(member, value.clone())).await;
        assert_eq!(
            answer.status,
            201,
            "{member} {value} {}",
            String::from_utf8_lossy(&answer.body)
        );
    }
}

#[tokio::test]
async fn all_that_is_broken_is_named_in_one_answer() {
    let bakery = start().await;
    let body = json!({"grams": 3, "grains": ["corn", "oat"], "colour": 1, "topping": {"type": "cheese", "age": -1, "x": 1}});
    let headers = &[
        "X-Key: good",
        "Content-Type: application/json",
        "Idempotency-Key: ",
    ];
    let answer = send(
        bakery.address,
        "POST /v1/loaves?x=1",
        headers,
        body.to_string().as_bytes(),
    )
    .await;
    let mut fields: Vec<String> = answer
        .details()
        .iter()
        .filter_map(|detail| Some(detail.split_once(": ")?.0.to_owned()))
        .collect();
    fields.sort();
    assert_eq!(
        fields,
        [
            "/colour",
            "/grains/0",
            "/grains/1",
            "/grams",
            "/name",
            "/topping/age",
            "/topping/x",
            "header.Idempotency-Key",
            "query.x"
        ]
    );
}

#[tokio::test]
async fn no_answer_repeats_what_was_sent() {
    let bakery = start().await;
    for body in [
        loaf("note", json!("hunter2-secret")),
        loaf("baker", json!("hunter2-secret")),
        loaf("topping", json!({"type": "hunter2-secret"})),
    ] {
        let answer = bake(&bakery, &body).await;
        assert_eq!(answer.status, 400);
        assert!(!String::from_utf8_lossy(&answer.body).contains("hunter2"));
    }
}

#[tokio::test]
async fn the_details_have_a_limit() {
    let bakery = start().await;
    let headers = &["Content-Type: application/x-www-form-urlencoded"];
    let form: String = (0..1200).map(|index| format!("f{index}=&")).collect();
    let answer = send(bakery.address, "POST /v1/orders", headers, form.as_bytes()).await;
    assert_eq!(answer.details().len(), 1000);
    let message = answer.json()["error"]["message"].to_string();
    assert!(
        message.contains("1202") && message.contains("the first 1000"),
        "{message}"
    );
}
