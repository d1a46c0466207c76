//! Parameters in every place and style.

use crate::{
    app::start,
    client::{get, send},
};

async fn seen(query: &str) -> String {
    let bakery = start().await;
    get(bakery.address, &format!("GET /v1/loaves?{query}"))
        .await
        .seen()
}

async fn details(query: &str) -> Vec<String> {
    let bakery = start().await;
    let details = get(bakery.address, &format!("GET /v1/loaves?{query}"))
        .await
        .details();
    assert_eq!(bakery.calls(), 0);
    details
}

#[tokio::test]
async fn without_any_there_are_defaults() {
    let seen = seen("").await;
    for field in [
        "grain: None",
        "shapes: None",
        "page: 3",
        "exact: None",
        "x_trace: None",
        "session: None",
    ] {
        assert!(seen.contains(field), "{field} in {seen}");
    }
}

#[tokio::test]
async fn arrays_come_in_each_style() {
    for (query, field) in [
        ("grain=rye&grain=wheat", "grain: Some([Rye, Wheat])"),
        ("grain=rye", "grain: Some([Rye])"),
        ("shapes=round,long", r#"shapes: Some(["round", "long"])"#),
        ("shapes=a%2Cb,c", r#"shapes: Some(["a,b", "c"])"#),
        ("shapes=", "shapes: Some([])"),
        ("sizes=1%202+3", "sizes: Some([1, 2, 3])"),
        ("words=a|b%7Cc", r#"words: Some(["a", "b", "c"])"#),
    ] {
        let seen = seen(query).await;
        assert!(seen.contains(field), "{query}: {seen}");
    }
}

#[tokio::test]
async fn scalars_are_typed() {
    for (query, field) in [
        ("page=7", "page: 7"),
        ("exact=true", "exact: Some(true)"),
        ("weight=1.5e2", "weight: Some(150.0)"),
        ("weight=2", "weight: Some(2.0)"),
        ("either=12", "either: Some("),
        ("either=rye", "either: Some("),
        ("since=2026-11-04T09%3A30%3A00%2B01:00", "since: Some("),
        ("words=%C3%A9+%2B", r#"words: Some(["é +"])"#),
    ] {
        let seen = seen(query).await;
        assert!(seen.contains(field), "{query}: {seen}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    for (query, expected) in [
        (
            "color=red",
            "query.color: is not a parameter of this operation",
        ),
        ("PAGE=1", "query.PAGE: is not a parameter of this operation"),
        (
            "page=1&page=2",
            "query.page: must not be given more than once",
        ),
        (
            "shapes=a&shapes=b",
            "query.shapes: must not be given more than once",
        ),
        ("page=0", "query.page: must be at least 1"),
        ("page=2147483648", "query.page: must be at most 2147483647"),
        ("page=1.0", "query.page: must be an integer"),
        ("page=", "query.page: must be an integer"),
        ("page=+1", "query.page: must be an integer"),
        ("exact=1", "query.exact: must be true or false"),
        ("weight=heavy", "query.weight: must be a number"),
        (
            "grain=corn",
            "query.grain: must be one of rye, wheat, spelt (at /0)",
        ),
        (
            "grain=rye&grain=rye&grain=rye&grain=rye",
            "query.grain: must have at most 3 items",
        ),
        (
            "shapes=a,very-very-long",
            "query.shapes: must have at most 8 characters (at /1)",
        ),
        ("sizes=1%20x", "query.sizes: must be an integer (at /1)"),
        (
            "since=yesterday",
            "query.since: must be a date and time such as 2026-11-04T09:30:00Z",
        ),
        ("either=0", "query.either: must be at least 1"),
        ("words=%ff", "query.words: is not UTF-8"),
        ("words=%zz", "query.words: has a broken percent escape"),
        ("%ff=1", "query.%ff: is not UTF-8"),
    ] {
        assert_eq!(details(query).await, [expected], "{query}");
    }
}

#[tokio::test]
async fn everything_that_is_wrong_is_named_at_once() {
    let bakery = start().await;
    let headers = &["X-Level: high", "X-Trace: a,b,c", "Cookie: session=ab"];
    let answer = send(
        bakery.address,
        "GET /v1/loaves?color=red&page=0&exact=yes",
        headers,
        b"",
    )
    .await;
    let mut details = answer.details();
    details.sort();
    assert_eq!(
        details,
        [
            "cookie.session: must have at least 3 characters",
            "header.X-Level: must be an integer",
            "header.X-Trace: must have at most 2 items",
            "query.color: is not a parameter of this operation",
            "query.exact: must be true or false",
            "query.page: must be at least 1",
        ]
    );
    assert_eq!(
        answer.json()["error"]["message"],
        "The request has 6 invalid fields."
    );
}

#[tokio::test]
async fn headers_and_cookies_reach_the_method() {
    let bakery = start().await;
    let headers = &[
        "X-Level: 3",
        "X-Trace: a, b",
        "Cookie: other=1; session=abc",
    ];
    let seen = send(bakery.address, "GET /v1/loaves", headers, b"")
        .await
        .seen();
    for field in [
        "x_level: Some(3)",
        r#"x_trace: Some(["a", "b"])"#,
        r#"session: Some("abc")"#,
    ] {
        assert!(seen.contains(field), "{field} in {seen}");
    }
    let answer = send(
        bakery.address,
        "GET /v1/loaves",
        &["X-Level: 1", "X-Level: 2"],
        b"",
    )
    .await;
    assert_eq!(
        answer.details(),
        ["header.X-Level: must not be given more than once"]
    );
}

#[tokio::test]
async fn path_variables_are_decoded_and_checked() {
    let bakery = start().await;
    let address = bakery.address;
    assert_eq!(
        get(address, "GET /v1/loaves/a%2Fb+c%C3%A9").await.seen(),
        r#""a/b+cé""#
    );
    assert_eq!(
        get(address, "GET /v1/loaves/%ff").await.details(),
        ["path.loafId: is not UTF-8"]
    );
    let long = "x".repeat(41);
    let answer = get(address, &format!("GET /v1/loaves/{long}")).await;
    assert_eq!(
        answer.details(),
        ["path.loafId: must have at most 40 characters"]
    );
    assert_eq!(
        get(address, "DELETE /v1/loaves/x").await.details(),
        ["path.loafId: must be an integer"]
    );
    let label = get(address, "GET /v1/labels/7.txt").await;
    assert_eq!(label.body, b"loaf 7");
}
