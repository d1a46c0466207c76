//! Named strings, numbers, times, arrays and maps.

use serde_json::json;

use crate::{
    BookId, Cents, Counters, PageSize, PublicationDay, Rating, Remark, Shelf, SuccessFlag, Tags,
    Timestamp, Title,
};

#[test]
fn a_string_is_checked_when_it_is_made_and_when_it_is_read() {
    let id: BookId = "bk_0a1b".parse().expect("an id");
    assert_eq!(
        (id.as_str(), id.to_string().as_str(), &*id),
        ("bk_0a1b", "bk_0a1b", "bk_0a1b")
    );
    for bad in ["", "bk_0A1B", "bk_0a1b ", "xbk_0a1b"] {
        assert!(BookId::try_from(bad).is_err(), "{bad:?}");
        assert!(BookId::try_from(bad.to_owned()).is_err(), "{bad:?}");
        assert!(
            serde_json::from_value::<BookId>(json!(bad)).is_err(),
            "{bad:?}"
        );
    }
    assert_eq!(String::from(id), "bk_0a1b");
}

#[test]
fn lengths_are_in_characters() {
    assert!(Title::try_from("ünïcödé!").is_ok());
    let error = Title::try_from("123456789").expect_err("nine");
    assert_eq!(error.to_string(), "longer than 8 characters");
    assert_eq!(
        Title::try_from("").expect_err("none").to_string(),
        "shorter than 1 characters"
    );
}

#[test]
fn errors_do_not_quote_the_value() {
    let error = BookId::try_from("hunter2").expect_err("no id");
    assert!(!error.to_string().contains("hunter2") && !format!("{error:?}").contains("hunter2"));
}

#[test]
fn a_string_without_rules_takes_any_text() {
    assert_eq!(
        Remark::from("any").as_str(),
        Remark::from("any".to_owned()).as_str()
    );
    assert_eq!("x".parse::<Remark>(), Ok(Remark::from("x")));
}

#[test]
fn numbers_are_types_of_their_own() {
    let cents: Cents = serde_json::from_value(json!(1_250)).expect("cents");
    assert_eq!(
        (cents, *cents + 1, cents.to_string().as_str()),
        (Cents(1_250), 1_251, "1250")
    );
    assert_eq!("7".parse(), Ok(Cents(7)));
    assert!(serde_json::from_value::<Cents>(json!(1.5)).is_err());
    assert_eq!(serde_json::to_value(Rating(4.5)).expect("JSON"), json!(4.5));
    assert_eq!(PageSize::default(), PageSize(25));
}

#[test]
fn an_unlisted_number_of_an_answer_is_kept() {
    assert_eq!(
        serde_json::from_value::<Shelf>(json!(9)).expect("kept"),
        Shelf(9)
    );
}

#[test]
fn a_constant_is_what_it_says() {
    assert_eq!(
        serde_json::to_value(SuccessFlag::default()).expect("JSON"),
        json!(true)
    );
    assert!(serde_json::from_value::<SuccessFlag>(json!(false)).is_err());
    assert!(SuccessFlag::try_from(false).is_err());
}

#[test]
fn times_are_read_in_any_offset_and_written_in_utc() {
    let time: Timestamp =
        serde_json::from_value(json!("2026-11-04T10:30:00.250+01:00")).expect("a time");
    assert_eq!(
        serde_json::to_value(time).expect("JSON"),
        json!("2026-11-04T09:30:00.250Z")
    );
    assert_eq!(time.to_string(), "2026-11-04T09:30:00.250Z");
    assert_eq!("2026-11-04T09:30:00.25Z".parse(), Ok(time));
    for bad in ["2026-11-04", "2026-11-04T09:30:00", "now", ""] {
        assert!(
            serde_json::from_value::<Timestamp>(json!(bad)).is_err(),
            "{bad}"
        );
    }
    let day: PublicationDay = serde_json::from_value(json!("2026-11-04")).expect("a day");
    assert_eq!(
        serde_json::to_value(day).expect("JSON"),
        json!("2026-11-04")
    );
}

#[test]
fn arrays_and_maps_are_what_they_hold() {
    let tags: Tags = serde_json::from_value(json!(["a", "b"])).expect("tags");
    assert_eq!((tags.len(), tags[1].as_str()), (2, "b"));
    let counters: Counters = serde_json::from_value(json!({ "b": 2, "a": 1 })).expect("counters");
    assert_eq!(counters["a"], 1);
    assert_eq!(Counters::from(counters.0.clone()), counters);
}
