//! Mail records as the service sees them in the public DNS.

use std::time::Duration;

use simpleinboxes_core::{
    dns::{RecordPurpose, RecordType},
    id::DomainId,
    status::MailDnsStatus,
};
use simpleinboxes_store::MailDnsState;
use simpleinboxes_tests::{
    service::{Ground, Running},
    until::until,
};

use super::{put, record, zoned};

async fn seen(
    running: &Running,
    ground: &Ground,
    id: DomainId,
    is_it: impl Fn(&MailDnsState) -> bool,
) -> MailDnsState {
    until("the verdict", async || {
        let caller = ground.acme.caller();
        let state = running.store().scoped(&caller).mail_dns(id).await;
        let state = state.expect("an answer").expect("a domain");
        is_it(&state).then_some(state)
    })
    .await
}

#[tokio::test]
async fn mail_is_ready_when_all_four_kinds_were_seen_and_not_before() {
    use RecordPurpose::{Dkim, Dmarc, Mx, Spf};
    let name = "try-northwind.com";
    for ground in Ground::each().await {
        let running = ground.start().await;
        let id = zoned(&running, &ground.acme, name).await;
        let mut records = vec![
            (Mx, record(name, RecordType::Mx, "@", "mx.northwind.com")),
            (Spf, record(name, RecordType::Txt, "@", "v=spf1 mx ~all")),
            (
                Dmarc,
                record(name, RecordType::Txt, "_dmarc", "v=DMARC1; p=none"),
            ),
        ];
        put(&running, &ground.acme, id, &records, &[Mx, Spf, Dmarc]).await;
        ground.pass(Duration::from_secs(61));
        // Without a key it is not known whether mail works.
        let state = seen(&running, &ground, id, |state| state.checked_at.is_some()).await;
        assert_eq!(state.status, MailDnsStatus::Unknown);
        let seen_kinds = [
            &state.seen.mx,
            &state.seen.spf,
            &state.seen.dkim,
            &state.seen.dmarc,
        ];
        let words = seen_kinds.map(|kind| kind.status.as_str());
        assert_eq!(words, ["ok", "ok", "unknown", "ok"]);
        assert_eq!(state.seen.mx.expected, ["10 mx.northwind.com"]);

        let key = format!("v=DKIM1; k=rsa; p={}", "Q".repeat(392));
        records.push((Dkim, record(name, RecordType::Txt, "s1._domainkey", &key)));
        put(&running, &ground.acme, id, &records[3..], &[Dkim]).await;
        ground.pass(Duration::from_secs(61));
        let ready = |state: &MailDnsState| state.status == MailDnsStatus::Ready;
        let state = seen(&running, &ground, id, ready).await;
        assert_eq!(state.seen.dkim.found, [key]);
        assert!(state.ready_at.is_some());
        // It is looked at again the next day.
        let last = state.checked_at;
        ground.pass(Duration::from_secs(24 * 3600));
        seen(&running, &ground, id, |state| state.checked_at > last).await;
        running.stop().await;
    }
}

#[tokio::test]
async fn what_nobody_is_referred_to_is_not_ready() {
    use RecordPurpose::{Dkim, Dmarc, Mx, Spf};
    let name = "undelegated-northwind.com";
    let ground = Ground::one().await;
    let running = ground.start().await;
    let id = zoned(&running, &ground.acme, name).await;
    let records = [
        (Mx, record(name, RecordType::Mx, "@", "mx.northwind.com")),
        (Spf, record(name, RecordType::Txt, "@", "v=spf1 mx ~all")),
        (
            Dkim,
            record(
                name,
                RecordType::Txt,
                "s1._domainkey",
                "v=DKIM1; k=rsa; p=QQ==",
            ),
        ),
        (
            Dmarc,
            record(name, RecordType::Txt, "_dmarc", "v=DMARC1; p=none"),
        ),
    ];
    put(
        &running,
        &ground.acme,
        id,
        &records,
        &[Mx, Spf, Dkim, Dmarc],
    )
    .await;
    ground.pass(Duration::from_secs(61));
    let state = seen(&running, &ground, id, |state| state.checked_at.is_some()).await;
    assert_eq!(state.status, MailDnsStatus::Pending);
    assert_eq!(state.seen.mx.status, "missing");
    // Two days later it should be there.
    ground.pass(Duration::from_secs(49 * 3600));
    let failing = |state: &MailDnsState| state.status == MailDnsStatus::Failing;
    seen(&running, &ground, id, failing).await;
    running.stop().await;
}
