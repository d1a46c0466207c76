//! `oneOf`, `anyOf` and discriminators.

use serde_json::{Value, json};

use crate::{FilterInput, Medium};

fn medium(json: &Value) -> Medium {
    serde_json::from_value(json.clone()).expect("a medium")
}

#[test]
fn the_discriminator_tells_the_branch_by_its_mapping() {
    let paper = json!({ "kind": "paper", "pages": 300 });
    assert!(matches!(medium(&paper), Medium::Paper(paper) if paper.pages == 300));
    let audio = json!({ "kind": "sound", "seconds": 9, "parts": [paper] });
    let Medium::Audio(read) = medium(&audio) else {
        panic!("no audio")
    };
    assert_eq!(read.parts.as_ref().map(Vec::len), Some(1));
    assert_eq!(
        serde_json::to_value(Medium::from(read)).expect("JSON"),
        audio
    );
}

#[test]
fn a_branch_that_does_not_fit_is_an_error_and_not_another_branch() {
    let wrong = json!({ "kind": "paper", "seconds": 9 });
    let error = serde_json::from_value::<Medium>(wrong).expect_err("no pages");
    assert!(
        error.to_string().contains("missing field `pages`"),
        "{error}"
    );
}

#[test]
fn an_unknown_branch_of_an_answer_is_kept() {
    let stone = json!({ "kind": "stone", "weight": 7 });
    let read = medium(&stone);
    assert!(matches!(&read, Medium::Unknown(json) if json.expose() == &stone));
    assert_eq!(serde_json::to_value(&read).expect("JSON"), stone);
}

#[test]
fn without_a_discriminator_it_is_the_branch_that_knows_most() {
    let read = |json: Value| serde_json::from_value::<FilterInput>(json);
    assert!(matches!(
        read(json!({ "author": "A" })),
        Ok(FilterInput::ByAuthor(_))
    ));
    let both = read(json!({ "author": "A", "year": 1815 }));
    assert!(matches!(both, Ok(FilterInput::ByAuthorAndYear(filter)) if filter.year == 1815));
    assert!(matches!(read(json!(5)), Ok(FilterInput::Integer(5))));
    let error = read(json!("text")).expect_err("a request is closed");
    assert!(
        error.to_string().contains("fits no branch of FilterInput"),
        "{error}"
    );
}
