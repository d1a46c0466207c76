//! The steps that write a domain's records.

use simpleinboxes_core::{
    dns::DomainName,
    id::DomainId,
    pricing::PriceBook,
    status::{DomainSource, MailboxProvider},
};
use simpleinboxes_store::{
    ActionFilter, Caller, DomainAction, NewOrder, NewOrderDomain, NewOrderInbox, OrderRefused,
    PageRequest, Wallet,
};
use simpleinboxes_tests::{
    service::{Ground, Running},
    until::until,
};

use super::path;

/// Orders an inbox on a domain of the customer's own, and gives the domain's id.
async fn order(ground: &Ground, running: &Running) -> DomainId {
    running.pay_in(&ground.acme, Wallet::Master, 100_000).await;
    let new = NewOrder {
        workspace: ground.acme.first,
        provider: MailboxProvider::Google,
        domains: vec![NewOrderDomain {
            name: super::NAME.to_owned(),
            source: DomainSource::Owned,
            forwarding_url: Some("https://www.northwind.com".to_owned()),
            offer: None,
            inboxes: vec![NewOrderInbox {
                first_name: "Jane".to_owned(),
                last_name: "Doe".to_owned(),
                username: "jane".to_owned(),
                password: "Made-up-Passw0rd-1".into(),
            }],
        }],
        sending_tool: None,
        auto_renew: true,
        promo_code: None,
        registrant: None,
        expected_total: None,
    };
    let caller = ground.acme.caller();
    let book = PriceBook::embedded().expect("a book");
    let placed: Result<_, OrderRefused> = running
        .store()
        .write(async |tx| tx.scoped(&caller).place_order(&new, &book).await)
        .await;
    placed.expect("placed");
    let name: DomainName = super::NAME.parse().expect("a name");
    let found = running.store().scoped(&caller).domain_of_name(&name).await;
    found.expect("an answer").expect("a domain").id
}

/// Waits until a step of the domain is over.
async fn over(ground: &Ground, running: &Running, domain: DomainId, kind: &str) -> DomainAction {
    let caller = Caller::system(ground.acme.id);
    until(&format!("{kind} is over"), async || {
        let scoped = running.store().scoped(&caller);
        let page = PageRequest::first(50);
        let all = scoped.domain_actions(domain, ActionFilter::All, page).await;
        let mut all = all.expect("a page").items.into_iter();
        all.find(|one| one.kind.as_str() == kind && one.finished_at.is_some())
    })
    .await
}

#[tokio::test]
async fn an_order_writes_the_records_that_mail_needs() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let domain = order(&ground, &running).await;
        let step = over(&ground, &running, domain, "write_dns").await;
        assert_eq!((step.status.as_str(), step.error), ("succeeded", None));
        over(&ground, &running, domain, "set_forwarding").await;
        let api = running.with(&ground.acme.key);
        let records = api.all(&path("")).await;
        let of = |purpose: &str| {
            let of = records.iter().filter(|one| one["purpose"] == purpose);
            of.collect::<Vec<_>>()
        };
        assert!(
            records.iter().all(|one| one["managed"] == true),
            "{records:?}"
        );
        let spf = of("spf");
        assert_eq!(spf.len(), 1);
        let text = spf[0]["content"].as_str().expect("a text");
        assert!(
            text.starts_with("v=spf1 include:") && text.ends_with(" ~all"),
            "{text}"
        );
        assert_eq!(of("dmarc")[0]["content"], "v=DMARC1; p=none");
        assert_eq!(of("dmarc")[0]["name"], format!("_dmarc.{}", super::NAME));
        assert!(!of("mx").is_empty() && of("mx").iter().all(|one| one["type"] == "MX"));
        assert_eq!(of("forwarding").len(), 2);
        // Its own DNS server has them.
        for one in &records {
            let id = one["id"].as_str().expect("an id");
            until("it is synced", async || {
                let all = api.all(&path("")).await;
                let found = all.into_iter().find(|other| other["id"] == id)?;
                (found["syncStatus"] == "synced").then_some(())
            })
            .await;
        }
    }
}
