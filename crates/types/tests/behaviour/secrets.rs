//! What is sensitive never prints.

use serde_json::json;

use crate::{CreateReaderRequest, Credentials, Password, readers::builder, runtime::Sensitive};

const SECRETS: [&str; 5] = ["correct horse", "4711", "my dog", "key-one", "12-34-56"];

fn credentials() -> Credentials {
    Credentials::builder()
        .password("correct horse")
        .pin(4711)
        .hint("my dog")
        .keys(vec!["key-one".to_owned()])
        .vault(
            crate::Vault::builder()
                .combination("12-34-56")
                .build()
                .expect("a vault"),
        )
        .build()
        .expect("credentials")
}

fn assert_silent(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
}

#[test]
fn debug_shows_no_secret_wherever_it_is_held() {
    let credentials = credentials();
    let shown = format!("{credentials:?} {credentials:#?}");
    assert_silent(&shown);
    assert!(shown.contains("password: [redacted]"), "{shown}");
    let request = CreateReaderRequest::builder()
        .name("Ann")
        .credentials(credentials)
        .secret_word("correct horse");
    assert_silent(&format!("{request:?}"));
    assert_silent(&format!("{:?}", request.build().expect("a request")));
    assert_silent(&format!(
        "{:?}",
        Credentials::builder()
            .password("correct horse")
            .hint("my dog")
    ));
}

#[test]
fn the_wire_carries_the_secret() {
    let json = serde_json::to_value(credentials()).expect("JSON");
    assert_eq!(json["password"], json!("correct horse"));
    assert_eq!(json["pin"], json!(4711));
    assert_eq!(json["keys"], json!(["key-one"]));
    assert_eq!(
        serde_json::from_value::<Credentials>(json).expect("credentials"),
        credentials()
    );
}

#[test]
fn it_is_exposed_on_purpose_only() {
    let credentials = credentials();
    assert_eq!(credentials.password.expose(), "correct horse");
    assert_eq!(
        (credentials.pin.expose(), credentials.hint.expose().as_str()),
        (&4711, "my dog")
    );
    assert_eq!(credentials.keys.into_exposed(), ["key-one"]);
}

#[test]
fn no_error_quotes_a_secret() {
    let errors = [
        Password::try_from("4711").expect_err("short").to_string(),
        serde_json::from_value::<Password>(json!("4711"))
            .expect_err("short")
            .to_string(),
        serde_json::from_value::<Password>(json!(4711))
            .expect_err("a number")
            .to_string(),
        serde_json::from_value::<Sensitive<i64>>(json!("4711"))
            .expect_err("a text")
            .to_string(),
        serde_json::from_value::<crate::PinCode>(json!("4711"))
            .expect_err("a text")
            .to_string(),
        Credentials::builder()
            .password("4711")
            .build()
            .expect_err("short")
            .to_string(),
        builder::Credentials::default()
            .password("4711".to_owned())
            .build()
            .expect_err("short")
            .to_string(),
    ];
    for error in &errors {
        assert_silent(error);
    }
    assert_eq!(errors[5], "value supplied for `password` is not valid");
}

#[test]
fn what_a_newer_server_adds_is_not_printed_either() {
    let mut json = crate::book_json();
    json["newToken"] = json!("correct horse");
    json["medium"] = json!({ "kind": "stone", "secret": "my dog" });
    let book: crate::Book = serde_json::from_value(json).expect("a book");
    let shown = format!("{book:?}");
    assert_silent(&shown);
    assert!(shown.contains("newToken"), "names help to find it: {shown}");
}
