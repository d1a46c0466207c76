//! Builders.

use serde_json::json;

use crate::{
    Book, BookListResponse, BookResponse, Cents, CreateBookRequest, Flavour, SuccessFlag, Title,
    book, books::builder,
};

fn complete() -> builder::Book {
    Book::builder()
        .id("bk_0001")
        .title("Emma")
        .status("lent")
        .price(Cents(1_250))
        .maybe_lent_until(None)
        .tags(vec!["novel".to_owned()])
}

#[test]
fn a_value_is_put_together_from_what_converts() {
    assert_eq!(complete().build().expect("a book"), book());
    assert_eq!(Book::try_from(complete()).expect("a book"), book());
}

#[test]
fn the_missing_field_is_named() {
    let error = Book::builder().id("bk_0001").build().expect_err("not all");
    assert_eq!(error.to_string(), "no value supplied for `title`");
    let error = Book::builder().build().expect_err("nothing").to_string();
    assert_eq!(error, "no value supplied for `id`");
}

#[test]
fn a_value_that_does_not_convert_is_named_with_its_reason() {
    let error = complete()
        .title("far too long")
        .status("burnt")
        .build()
        .expect_err("two faults");
    assert_eq!(
        error.to_string(),
        "value supplied for `title`: longer than 8 characters"
    );
}

#[test]
fn what_has_one_value_need_not_be_given() {
    let book = complete().build().expect("a book");
    assert_eq!(book.flavour, Flavour::Only);
    let list = BookListResponse::builder()
        .data([book])
        .maybe_next(None)
        .build()
        .expect("a list");
    assert_eq!(list.success, SuccessFlag::default());
}

#[test]
fn a_nullable_field_must_be_decided() {
    let unsaid = BookListResponse::builder()
        .data([])
        .build()
        .expect_err("next is not said");
    assert_eq!(unsaid.to_string(), "no value supplied for `next`");
    let said = BookListResponse::builder()
        .data([])
        .next("more")
        .build()
        .expect("said");
    assert_eq!(said.next.as_deref(), Some("more"));
}

#[test]
fn optional_fields_take_their_value_or_none() {
    let request = CreateBookRequest::builder().title("Emma").price(5);
    let plain = request.clone().build().expect("a request");
    assert_eq!((plain.remark, plain.cover, plain.copies), (None, None, 1));
    let rich = request
        .remark("r")
        .maybe_subtitle(None)
        .maybe_cover(Some(None))
        .copies(4)
        .sort("newest");
    let rich = rich.build().expect("a request");
    assert_eq!(
        (rich.remark, rich.cover, rich.copies),
        (Some("r".into()), Some(None), 4)
    );
}

#[test]
fn a_value_can_be_taken_apart_again() {
    let changed = builder::Book::from(book())
        .title("Sense")
        .build()
        .expect("a book");
    assert_eq!(
        changed,
        Book {
            title: Title::try_from("Sense").expect("a title"),
            ..book()
        }
    );
}

#[test]
fn unknown_fields_can_be_given() {
    let extra: serde_json::Map<_, _> = [("new".to_owned(), json!(1))].into_iter().collect();
    let book = complete()
        .extra(extra)
        .sequel(book())
        .build()
        .expect("a book");
    assert_eq!(book.extra["new"], 1);
    assert!(book.sequel.is_some_and(|sequel| sequel.is_some()));
}

#[test]
fn an_envelope_is_made_of_its_content() {
    let response = BookResponse::from(book());
    assert_eq!(
        response,
        BookResponse::builder()
            .data(book())
            .build()
            .expect("a response")
    );
    assert_eq!(
        serde_json::to_value(&response).expect("JSON")["success"],
        json!(true)
    );
}
