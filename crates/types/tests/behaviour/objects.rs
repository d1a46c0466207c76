//! Presence, null, defaults, unknown fields, cycles.

use serde_json::{Value, json};

use crate::{Book, BookSort, CreateBookRequest, PageSize, Reader, book, book_json};

fn request(json: Value) -> Result<CreateBookRequest, serde_json::Error> {
    serde_json::from_str(&json.to_string())
}

fn minimal() -> CreateBookRequest {
    request(json!({ "title": "Emma", "price": 5 })).expect("a request")
}

#[test]
fn unknown_fields_of_an_answer_are_kept_and_written_back() {
    let mut json = book_json();
    json["newField"] = json!({ "deep": [1, null] });
    let book: Book = serde_json::from_str(&json.to_string()).expect("an old client reads it");
    assert_eq!(book.extra["newField"], json!({ "deep": [1, null] }));
    assert_eq!(serde_json::to_value(&book).expect("JSON"), json);
}

#[test]
fn an_extra_field_never_doubles_a_named_one() {
    let mut book = book();
    book.extra.insert("id".to_owned(), json!("other"));
    let text = serde_json::to_string(&book).expect("JSON");
    assert_eq!(text.matches("\"id\"").count(), 1, "{text}");
}

#[test]
fn unknown_fields_of_a_closed_request_are_refused() {
    let error = request(json!({ "title": "Emma", "price": 5, "colour": 1 })).expect_err("closed");
    assert!(
        error.to_string().contains("unknown field `colour`"),
        "{error}"
    );
}

#[test]
fn a_field_given_twice_is_refused() {
    let twice = r#"{"title":"Emma","price":5,"price":6}"#;
    let error = serde_json::from_str::<CreateBookRequest>(twice).expect_err("twice");
    assert!(
        error.to_string().contains("duplicate field `price`"),
        "{error}"
    );
}

#[test]
fn a_missing_field_is_named_as_on_the_wire() {
    let mut json = book_json();
    json.as_object_mut().expect("an object").remove("lentUntil");
    let error = serde_json::from_value::<Book>(json).expect_err("required, though nullable");
    assert!(
        error.to_string().contains("missing field `lentUntil`"),
        "{error}"
    );
}

#[test]
fn absent_null_and_value_are_three_things() {
    let absent = minimal();
    assert_eq!(absent.cover, None);
    let null = request(json!({ "title": "Emma", "price": 5, "cover": null })).expect("null");
    assert_eq!(null.cover, Some(None));
    let value = request(json!({ "title": "Emma", "price": 5, "cover": "red" })).expect("value");
    assert_eq!(value.cover, Some(Some("red".into())));

    let written = |request: &CreateBookRequest| serde_json::to_value(request).expect("JSON");
    assert_eq!(written(&absent).get("cover"), None);
    assert_eq!(written(&null).get("cover"), Some(&Value::Null));
    assert_eq!(written(&value).get("cover"), Some(&json!("red")));
}

#[test]
fn null_is_absent_where_it_says_nothing_else() {
    let request = request(json!({ "title": "Emma", "price": 5, "remark": null, "copies": null }));
    let request = request.expect("null counts as absent");
    assert_eq!((request.remark, request.copies), (None, 1));
}

#[test]
fn defaults_are_filled_in_and_can_be_overridden() {
    let request = minimal();
    assert_eq!(
        (request.copies, request.limit, request.sort),
        (1, PageSize(25), BookSort::Oldest)
    );
    assert_eq!((request.lang.as_str(), request.weight), ("en", 1.5));
    assert_eq!(
        request
            .labels
            .iter()
            .map(|label| label.as_str())
            .collect::<Vec<_>>(),
        ["new"]
    );
    let other = serde_json::from_value::<CreateBookRequest>(
        json!({ "title": "E", "price": 5, "copies": 3 }),
    );
    assert_eq!(other.expect("a request").copies, 3);
}

#[test]
fn what_is_required_and_null_is_written_as_null() {
    let json = serde_json::to_value(book()).expect("JSON");
    assert_eq!(json.get("lentUntil"), Some(&Value::Null));
    assert_eq!(json.get("sequel"), None);
}

#[test]
fn fields_are_written_in_the_documents_order() {
    let text = serde_json::to_string(&book()).expect("JSON");
    let order: Vec<_> = [
        "id",
        "title",
        "status",
        "price",
        "lentUntil",
        "flavour",
        "tags",
    ]
    .iter()
    .map(|name| text.find(&format!("\"{name}\"")).expect("there"))
    .collect();
    assert!(order.is_sorted(), "{text}");
    assert_eq!(Book::FIELDS[..3], ["id", "title", "status"]);
}

#[test]
fn a_schema_can_hold_itself() {
    let mut json = book_json();
    json["sequel"] = book_json();
    json["related"] = json!([book_json()]);
    let book: Book = serde_json::from_value(json.clone()).expect("a book");
    assert_eq!(
        book.sequel
            .as_ref()
            .expect("there")
            .as_ref()
            .expect("a value")
            .title
            .as_str(),
        "Emma"
    );
    assert_eq!(serde_json::to_value(&book).expect("JSON"), json);
}

#[test]
fn all_of_is_one_object() {
    let json =
        json!({ "name": "Ann", "favourite": null, "mood": "calm", "extra": "abc", "new": 1 });
    let reader: Reader = serde_json::from_value(json.clone()).expect("a reader");
    assert_eq!(
        (reader.name.as_str(), reader.extra.as_deref()),
        ("Ann", Some("abc"))
    );
    assert_eq!(reader.extra_["new"], 1);
    assert_eq!(serde_json::to_value(&reader).expect("JSON"), json);
}

#[test]
fn anything_can_be_null_and_absent() {
    let read = |anything: Option<Value>| {
        let mut json = book_json();
        if let Some(anything) = anything {
            json["anything"] = anything;
        }
        serde_json::from_value::<Book>(json)
            .expect("a book")
            .anything
            .map(|value| value.0)
    };
    assert_eq!(read(None), None);
    assert_eq!(read(Some(Value::Null)), Some(Value::Null));
    assert_eq!(read(Some(json!([1]))), Some(json!([1])));
}

#[test]
fn an_array_is_no_object() {
    let error = serde_json::from_str::<CreateBookRequest>("[\"Emma\", 5]").expect_err("an array");
    assert!(
        error.to_string().contains("an object (CreateBookRequest)"),
        "{error}"
    );
}

#[test]
fn keys_may_be_escaped_and_input_may_be_streamed() {
    let text = r#"{"\u0074itle":"Emma","price":5}"#;
    assert_eq!(
        serde_json::from_str::<CreateBookRequest>(text)
            .expect("escaped")
            .title
            .as_str(),
        "Emma"
    );
    let request = serde_json::from_reader::<_, CreateBookRequest>(text.as_bytes());
    assert_eq!(request.expect("streamed").title.as_str(), "Emma");
}
