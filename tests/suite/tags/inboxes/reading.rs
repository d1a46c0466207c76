//! Lists, single inboxes, and what they are logged in to with.

use secrecy::ExposeSecret as _;
use serde_json::Value;
use simpleinboxes_core::{status::MailboxProvider, totp::Totp};

use super::{FIRST, Yard, text};

#[tokio::test]
async fn inboxes_are_found_by_all_filters_together() {
    for yard in Yard::each().await {
        let google = MailboxProvider::Google;
        yard.order(google, "first.com", &["jane", "john"]).await;
        yard.made("first.com").await;
        let smtp = MailboxProvider::Smtp;
        yard.order(smtp, "second.com", &["jane"]).await;
        yard.made("second.com").await;
        let names = async |query: &str| {
            let found = yard.api.get(&format!("/inboxes?{query}")).await.data(200);
            let found = found.as_array().expect("a list").clone();
            let mut names: Vec<_> = found.iter().map(|one| text(&one["email"])).collect();
            names.sort_unstable();
            names
        };
        let first = ["jane@first.com", "john@first.com"];
        assert_eq!(names("domain=FIRST.com").await, first);
        assert_eq!(names("provider=google&status=active").await, first);
        let janes = ["jane@first.com", "jane@second.com"];
        assert_eq!(names("q=JANE").await, janes);
        assert_eq!(names("q=jane@s").await, ["jane@second.com"]);
        assert_eq!(
            names("q=jane&provider=smtp&clientName=First").await,
            janes[1..]
        );
        for nothing in [
            "status=failed",
            "domain=elsewhere.com",
            "q=ane",
            "q=jane%25",
        ] {
            assert!(names(nothing).await.is_empty(), "{nothing}");
        }
        // Page by page, newest first.
        let all = yard.api.all("/inboxes").await;
        assert_eq!(yard.paged("").await, all);
        assert_eq!(text(&all[0]["email"]), "jane@second.com");
        assert_eq!(text(&all[0]["clientName"]), "First");
        let one = yard.get(&all[0], "").await.data(200);
        assert_eq!(one, all[0]);
    }
}

#[tokio::test]
async fn a_search_is_in_the_order_of_addresses() {
    for yard in Yard::each().await {
        let smtp = MailboxProvider::Smtp;
        for (domain, names) in [
            ("second.com", ["jane", "janet", "john"]),
            ("first.com", ["jane.doe", "jane", "zoe"]),
        ] {
            yard.order(smtp, domain, &names).await;
            yard.made(domain).await;
        }
        let found = yard.paged("&q=jan").await;
        let addresses: Vec<_> = found.iter().map(|one| text(&one["email"])).collect();
        let wanted = ["jane.doe@first.com", "jane@first.com", "jane@second.com"];
        assert_eq!(addresses[..3], wanted);
        assert_eq!(addresses[3..], ["janet@second.com"]);
        let second = yard.paged("&q=jan&domain=second.com").await;
        let ids =
            |found: &[Value]| -> Vec<_> { found.iter().map(|one| text(&one["id"])).collect() };
        assert_eq!(ids(&second), ids(&found[2..]));
        // A place in another order, or before the first that matches.
        let cursor = async |query: &str| {
            let page = yard.api.get(&format!("/inboxes?limit=1{query}")).await;
            text(&page.json()["pagination"]["nextCursor"])
        };
        let (by_age, by_address) = (cursor("").await, cursor("&q=jan").await);
        for wrong in [
            format!("q=jan&cursor={by_age}"),
            format!("cursor={by_address}"),
        ] {
            let answer = yard.api.get(&format!("/inboxes?{wrong}")).await;
            answer.refused(400, "INVALID_REQUEST");
        }
        let earlier = format!("/inboxes?q=john&cursor={by_address}");
        let john = yard.api.get(&earlier).await.data(200);
        assert_eq!(text(&john[0]["email"]), "john@second.com");
    }
}

#[tokio::test]
async fn credentials_are_told_to_no_cache_and_noted() {
    for yard in Yard::each().await {
        let inbox = yard
            .inbox(MailboxProvider::Google, "try-northwind.com", "jane")
            .await;
        let answer = yard.get(&inbox, "/credentials").await;
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let told = answer.data(200);
        assert_eq!(told["password"], FIRST);
        assert_eq!(told["username"], "jane@try-northwind.com");
        // Google's own password for mail programs.
        assert_eq!(told["appPassword"].as_str().map(str::len), Some(16));
        assert_eq!(told["passwordStatus"], "current");
        assert_eq!(told["imap"]["security"], "tls");
        yard.get(&inbox, "/mfa").await.data(200);
        let caller = yard.ground.acme.caller();
        let scoped = yard.running.store().scoped(&caller);
        let actions = ["inbox_credentials_read", "inbox_mfa_read"];
        let noted = scoped
            .recent_activity(yard.ground.acme.first, &actions, 10)
            .await
            .expect("read");
        let noted: Vec<_> = noted.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(noted, ["inbox_mfa_read", "inbox_credentials_read"]);
        // Reading is not enough.
        let reader = yard.api.make_key(&["read"], None).await;
        let reader = yard.running.with(&reader.key);
        let path = format!("/inboxes/{}/credentials", text(&inbox["id"]));
        reader.get(&path).await.refused(403, "FORBIDDEN");
    }
}

#[tokio::test]
async fn second_factors_give_the_code_of_the_moment() {
    for yard in Yard::each().await {
        let google = MailboxProvider::Google;
        yard.order(google, "try-northwind.com", &["mfa.jane", "john"])
            .await;
        let made = yard.made("try-northwind.com").await;
        assert_eq!(made["mfa.jane"]["mfaEnabled"], true);
        let answer = yard.get(&made["mfa.jane"], "/mfa").await;
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let told = answer.data(200);
        let secret = text(&told["secret"]);
        let totp = Totp::from_base32(&secret.as_str().into()).expect("a secret");
        let code = totp.code(simpleinboxes_core::clock::Clock::now(&*yard.ground.clock));
        assert_eq!(told["currentCode"], code.digits.expose_secret());
        assert_eq!(told["expiresInSeconds"], code.expires_in_seconds);
        let url = text(&told["otpauthUrl"]);
        assert!(
            url.starts_with("otpauth://totp/Google:") && url.contains(&secret),
            "{url}"
        );
        let none = yard.get(&made["john"], "/mfa").await.data(200);
        assert_eq!(
            (&none["enabled"], &none["secret"]),
            (&false.into(), &Value::Null)
        );
    }
}
