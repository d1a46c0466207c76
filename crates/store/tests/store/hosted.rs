//! Mailboxes that we keep ourselves: addresses are taken once, changes are of what was read, and
//! the mail servers' views show what may be used.

use simpleinboxes_core::id::InboxId;
use simpleinboxes_core::status::{DomainStatus, InboxStatus, OrderStatus};
use simpleinboxes_store::{
    HostedChange, HostedDkim, HostedDomain, HostedMailbox, SELF_HOSTED, Store, testing,
};

use crate::support::worlds;

const DOMAIN: &str = "try-northwind.com";

fn domain(name: &str) -> HostedDomain {
    HostedDomain {
        name: name.to_owned(),
        token: "proof".to_owned(),
        verified: false,
        checks: 0,
        dkim: None,
        catch_all: None,
    }
}

fn mailbox(name: &str, reference: &str) -> HostedMailbox {
    HostedMailbox {
        version: 1,
        address: format!("{name}@{DOMAIN}"),
        reference: reference.to_owned(),
        first_name: "Jane".to_owned(),
        last_name: "Doe".to_owned(),
        aliases: Vec::new(),
        password_hash: "{ARGON2ID}hash".into(),
        photo: None,
    }
}

async fn made(store: &Store, host: &str, new: &HostedMailbox) -> HostedChange {
    let made = store.insert_hosted_mailbox(host, new).await;
    made.expect("an answer")
}

async fn changed(store: &Store, at: &str, new: &HostedMailbox) -> HostedChange {
    let address = format!("{at}@{DOMAIN}");
    let changed = store
        .change_hosted_mailbox(SELF_HOSTED, &address, new)
        .await;
    changed.expect("an answer")
}

async fn found(store: &Store, at: &str) -> Option<HostedMailbox> {
    let address = format!("{at}@{DOMAIN}");
    let found = store.hosted_mailbox(SELF_HOSTED, &address).await;
    found.expect("an answer")
}

#[tokio::test]
async fn domains_are_kept_once_a_host_and_go_when_they_are_empty() {
    for world in worlds().await {
        let store = &world.store;
        for host in [SELF_HOSTED, "sandbox-smtp"] {
            let first = store.insert_hosted_domain(host, &domain(DOMAIN)).await;
            assert!(first.expect("kept"));
            let second = store.insert_hosted_domain(host, &domain(DOMAIN)).await;
            assert!(!second.expect("an answer"));
        }
        let signing = HostedDomain {
            verified: true,
            checks: 3,
            dkim: Some(HostedDkim {
                selector: "si1".to_owned(),
                record: "v=DKIM1; p=".to_owned(),
                signing: true,
            }),
            ..domain(DOMAIN)
        };
        let done = store.change_hosted_domain(SELF_HOSTED, &signing).await;
        done.expect("changed");
        let read = store.hosted_domain(SELF_HOSTED, DOMAIN).await;
        assert_eq!(read.expect("read"), Some(signing));
        let other = store.hosted_domain("sandbox-smtp", DOMAIN).await;
        assert_eq!(other.expect("read"), Some(domain(DOMAIN)));

        let jane = mailbox("jane", "a");
        assert_eq!(made(store, SELF_HOSTED, &jane).await, HostedChange::Made);
        let gone = store.forget_hosted_domain(SELF_HOSTED, DOMAIN).await;
        assert!(!gone.expect("an answer"));
        let gone = store.forget_hosted_domain("sandbox-smtp", DOMAIN).await;
        assert!(gone.expect("an answer"));
        let forgotten = store
            .forget_hosted_mailbox(SELF_HOSTED, &jane.address, 1)
            .await;
        assert_eq!(forgotten.expect("an answer"), HostedChange::Made);
        let gone = store.forget_hosted_domain(SELF_HOSTED, DOMAIN).await;
        assert!(gone.expect("an answer"));
        let lost = store.insert_hosted_mailbox(SELF_HOSTED, &jane).await;
        lost.expect_err("no domain");
    }
}

#[tokio::test]
async fn addresses_are_taken_once_and_changes_are_of_what_was_read() {
    for world in worlds().await {
        let store = &world.store;
        let kept = store
            .insert_hosted_domain(SELF_HOSTED, &domain(DOMAIN))
            .await;
        assert!(kept.expect("kept"));
        for name in ["jane", "a-b", "a.b", "zoe"] {
            let outcome = made(store, SELF_HOSTED, &mailbox(name, name)).await;
            assert_eq!(outcome, HostedChange::Made, "{name}");
        }
        let outcome = made(store, SELF_HOSTED, &mailbox("jane", "b")).await;
        assert_eq!(outcome, HostedChange::Taken);

        // Renamed, the old address is an alias and stays taken.
        let mut renamed = mailbox("jd", "jane");
        renamed.aliases = vec![format!("jane@{DOMAIN}")];
        assert_eq!(changed(store, "jane", &renamed).await, HostedChange::Made);
        assert_eq!(changed(store, "jd", &renamed).await, HostedChange::Stale);
        let by_alias = found(store, "jane").await.expect("there");
        assert_eq!(
            (by_alias.address, by_alias.version),
            (format!("jd@{DOMAIN}"), 2)
        );
        assert_eq!(by_alias.aliases, renamed.aliases);
        let outcome = made(store, SELF_HOSTED, &mailbox("jane", "c")).await;
        assert_eq!(outcome, HostedChange::Taken);
        let zoe = mailbox("jane", "zoe");
        assert_eq!(changed(store, "zoe", &zoe).await, HostedChange::Taken);
        assert_eq!(found(store, "zoe").await.expect("there").version, 1);

        // Back to the first address, which is its own.
        let back = HostedMailbox {
            version: 2,
            ..mailbox("jane", "jane")
        };
        assert_eq!(changed(store, "jd", &back).await, HostedChange::Made);
        assert!(found(store, "jd").await.is_none());

        let page = |after| store.hosted_mailboxes(SELF_HOSTED, DOMAIN, after, 2);
        let names = |page: Vec<HostedMailbox>| {
            let name = |one: &HostedMailbox| one.address.split('@').next().map(str::to_owned);
            page.iter().filter_map(name).collect::<Vec<_>>()
        };
        assert_eq!(names(page(None).await.expect("a page")), ["a-b", "a.b"]);
        let rest = page(Some("a.b")).await.expect("a page");
        assert_eq!(names(rest), ["jane", "zoe"]);
    }
}

#[tokio::test]
async fn the_views_show_our_own_mailboxes_that_may_be_used() {
    for world in worlds().await {
        let store = &world.store;
        let seed = world.seed(&world.acme, world.acme.first.id);
        let order = seed.order(OrderStatus::Active).await;
        let held = seed.domain(order, DOMAIN, DomainStatus::Active).await;
        for (name, status) in [
            ("jane", InboxStatus::Active),
            ("sue", InboxStatus::Suspended),
        ] {
            let inbox: InboxId = seed.inbox(order, held, name, status).await;
            for host in [SELF_HOSTED, "sandbox-smtp"] {
                let new = domain(DOMAIN);
                store.insert_hosted_domain(host, &new).await.expect("kept");
                let mut new = mailbox(name, &inbox.to_string());
                new.aliases = vec![format!("{name}.old@{DOMAIN}")];
                assert_eq!(made(store, host, &new).await, HostedChange::Made);
            }
        }
        // One that no inbox is known for.
        let other = mailbox("other", "other");
        assert_eq!(made(store, SELF_HOSTED, &other).await, HostedChange::Made);
        let elsewhere = domain("elsewhere.com");
        let kept = store.insert_hosted_domain("sandbox-google", &elsewhere);
        assert!(kept.await.expect("kept"));

        let rows = async |sql: &str| testing::texts(store, sql).await;
        let users = rows(
            "SELECT address || ' ' || password_hash FROM mail_users WHERE reference <> '' \
             ORDER BY address",
        );
        let user = |name: &str| format!("{name}@{DOMAIN} {{ARGON2ID}}hash");
        assert_eq!(users.await, [user("jane"), user("other")]);
        let aliases = rows("SELECT alias || ' ' || address FROM mail_aliases");
        let alias = format!("jane.old@{DOMAIN} jane@{DOMAIN}");
        assert_eq!(aliases.await, std::slice::from_ref(&alias));
        // Mail to unknown addresses goes to whoever is called like this, or was.
        let all = "SELECT alias || ' ' || address FROM mail_aliases ORDER BY alias";
        let whole = |to: &str| format!("@{DOMAIN} {to}@{DOMAIN}");
        for (catch_all, expected) in [
            (Some("jane"), Some("jane")),
            (Some("jane.old"), Some("jane")),
            (Some("other"), Some("other")),
            (Some("nobody"), None),
            (None, None),
        ] {
            let address = catch_all.map(|name| format!("{name}@{DOMAIN}"));
            let set = store.set_hosted_catch_all(SELF_HOSTED, DOMAIN, address.as_deref());
            assert!(set.await.expect("set"));
            let found = store.hosted_domain(SELF_HOSTED, DOMAIN).await;
            assert_eq!(found.expect("read").expect("there").catch_all, address);
            let expected: Vec<_> = expected
                .map(whole)
                .into_iter()
                .chain([alias.clone()])
                .collect();
            assert_eq!(rows(all).await, expected, "{catch_all:?}");
        }
        let none = store.set_hosted_catch_all(SELF_HOSTED, "elsewhere.com", None);
        assert!(!none.await.expect("set"));
        assert_eq!(rows("SELECT domain FROM mail_domains").await, [DOMAIN]);
    }
}
