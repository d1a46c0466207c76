//! String enumerations.

use std::collections::BTreeSet;

use serde_json::json;

use crate::{BookSort, BookStatus, Flavour, Mood};

#[test]
fn an_unknown_value_of_an_answer_survives() {
    let status: BookStatus =
        serde_json::from_value(json!("burnt")).expect("an old client reads it");
    assert_eq!(status, BookStatus::Unknown("burnt".to_owned()));
    assert_eq!(serde_json::to_value(&status).expect("JSON"), json!("burnt"));
    assert_eq!(
        (status.as_str(), status.to_string().as_str()),
        ("burnt", "burnt")
    );
    assert_eq!(BookStatus::from_wire("lent"), BookStatus::Lent);
}

#[test]
fn a_value_that_is_called_unknown_is_not_the_catch_all() {
    let status: BookStatus = serde_json::from_value(json!("unknown")).expect("a value");
    assert_eq!(status, BookStatus::UnknownValue);
    assert_eq!(status.as_str(), "unknown");
}

#[test]
fn what_a_person_types_must_be_known() {
    assert_eq!("lost-and-found".parse(), Ok(BookStatus::LostAndFound));
    let error = "Lent".parse::<BookStatus>().expect_err("values are exact");
    assert_eq!(
        error.to_string(),
        "not one of available, lent, unknown, lost-and-found"
    );
    assert_eq!(
        BookStatus::try_from("lent".to_owned()),
        Ok(BookStatus::Lent)
    );
}

#[test]
fn an_enum_of_requests_is_closed() {
    assert!(serde_json::from_value::<BookSort>(json!("sideways")).is_err());
    assert!(serde_json::from_value::<BookSort>(json!(1)).is_err());
    let copied = BookSort::Newest;
    assert_eq!((copied, copied.as_str()), (BookSort::Newest, "newest"));
}

#[test]
fn all_values_are_listed_in_order() {
    assert_eq!(BookSort::ALL, [BookSort::Newest, BookSort::Oldest]);
    assert_eq!(BookStatus::ALL.len(), 4);
    let sorted: BTreeSet<_> = BookStatus::ALL.iter().cloned().collect();
    assert_eq!(sorted.into_iter().collect::<Vec<_>>(), BookStatus::ALL);
}

#[test]
fn the_only_value_is_the_default() {
    assert_eq!(Flavour::default(), Flavour::Only);
}

#[test]
fn a_choice_between_enums_is_one_enum() {
    assert_eq!(
        serde_json::from_value::<Mood>(json!("cross")).expect("a mood"),
        Mood::Cross
    );
    let unknown = serde_json::from_value::<Mood>(json!("bored")).expect("kept");
    assert_eq!(unknown, Mood::Unknown("bored".to_owned()));
}
