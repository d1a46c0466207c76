//! Billing details, invoices and what will renew.

use chrono::{DateTime, TimeDelta, Utc};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::id::{TransactionId, WorkspaceId};
use simpleinboxes_core::invoice::{Address, Document, Line, Party, Totals};
use simpleinboxes_core::status::{DomainStatus, InvoiceStatus, InvoiceType, OrderStatus};
use simpleinboxes_store::{
    Constraint, Invoice, InvoiceList, NewInvoice, NotOpen, Numbering, PageRequest, ProviderInvoice,
    StoreError,
};

use crate::support::{World, assert_not_found, worlds};

pub fn party(name: &str) -> Party {
    Party {
        company_name: name.to_owned(),
        email: Some("accounts@northwind.example".to_owned()),
        address: Some(Address {
            line1: "Lindenstraße 12".to_owned(),
            line2: None,
            city: "Berlin".to_owned(),
            region: None,
            postal_code: Some("10969".to_owned()),
            country: "DE".to_owned(),
        }),
        vat_number: Some("DE136695976".to_owned()),
    }
}

/// An open custom invoice of 17.99.
pub fn custom(world: &World, workspace: Option<WorkspaceId>) -> NewInvoice {
    let lines = vec![Line {
        description: "Consulting".to_owned(),
        quantity: 1,
        unit_price: Cents::new(1799),
    }];
    NewInvoice {
        workspace,
        kind: InvoiceType::Custom,
        status: InvoiceStatus::Open,
        number: Numbering::Own,
        totals: Totals::of(&lines, Cents::ZERO, Cents::ZERO, Cents::ZERO).expect("sums"),
        document: Document {
            seller: party("SimpleInboxes"),
            bill_to: party("Acme"),
            lines,
            note: None,
        },
        transaction: None,
        topup: None,
        order: None,
        provider: None,
        issued_at: world.clock.now(),
        due_at: None,
        paid_at: None,
    }
}

fn paid(mut new: NewInvoice) -> NewInvoice {
    new.status = InvoiceStatus::Paid;
    new.totals.paid = new.totals.total;
    new.paid_at = Some(new.issued_at);
    new
}

fn of_provider(world: &World, id: &str, reported_at: DateTime<Utc>) -> NewInvoice {
    NewInvoice {
        kind: InvoiceType::Topup,
        number: Numbering::Given(format!("ACME-{id}")),
        provider: Some(ProviderInvoice {
            provider: "stripe".to_owned(),
            id: id.to_owned(),
            hosted_url: None,
            pdf_url: None,
            reported_at,
        }),
        ..custom(world, None)
    }
}

impl World {
    async fn invoice(&self, new: &NewInvoice) -> Result<Invoice, StoreError> {
        let acme = &self.acme.caller;
        self.run(acme, async |scoped| scoped.create_invoice(new).await)
            .await
    }

    async fn reported(&self, new: &NewInvoice) -> Result<Invoice, StoreError> {
        let acme = &self.acme.caller;
        self.run(acme, async |scoped| {
            scoped.record_provider_invoice(new).await
        })
        .await
    }

    async fn listed(&self, list: InvoiceList, workspace: Option<WorkspaceId>) -> Vec<Invoice> {
        let scoped = self.store.scoped(&self.acme.caller);
        let page = scoped.invoices(list, workspace, PageRequest::first(100));
        page.await.expect("a page").items
    }
}

#[tokio::test]
async fn an_invoice_goes_to_the_nearest_details_there_are() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let other = world.workspace(acme, "Northwind").await.id;
        let save = async |workspace, name| {
            let party = party(name);
            world
                .run(acme, async |scoped| {
                    scoped.put_billing_details(workspace, &party).await
                })
                .await
                .expect("saved")
        };
        let recipient = async |workspace| {
            // A caller that does not see the first workspace is told the same.
            let bound = world.acme.bound_to(other);
            let one = world.store.scoped(acme).invoice_recipient(workspace).await;
            let same = world
                .store
                .scoped(&bound)
                .invoice_recipient(workspace)
                .await;
            let one = one.expect("a party").company_name;
            assert_eq!(same.expect("a party").company_name, one);
            one
        };
        assert_eq!(recipient(Some(other)).await, "acme");
        save(world.acme.first.id, "Acme LLC").await;
        assert_eq!(recipient(Some(other)).await, "Acme LLC");
        save(other, "Northwind Trade").await;
        world.clock.advance(TimeDelta::seconds(5));
        let saved = save(other, "Northwind GmbH").await;
        assert_eq!(saved.updated_at, Some(world.clock.now()));
        assert_eq!(recipient(Some(other)).await, "Northwind GmbH");
        assert_eq!(recipient(None).await, "Acme LLC");
        let scoped = world.store.scoped(acme);
        let read = scoped.billing_details(other).await.expect("an answer");
        assert_eq!(read, Some(saved));
        let actions = ["billing_details_set"];
        let noted = scoped.recent_activity(other, &actions, 9).await;
        assert_eq!(noted.expect("entries").len(), 2);
    }
}

#[tokio::test]
async fn our_numbers_have_no_gaps_whatever_is_rolled_back() {
    for world in worlds().await {
        let new = custom(&world, None);
        let bad = NewInvoice {
            totals: Totals {
                total: Cents::new(1),
                ..new.totals
            },
            ..new.clone()
        };
        let made = (0..20).map(async |turn| {
            let new = if turn % 3 == 0 { &bad } else { &new };
            world.invoice(new).await.ok().and_then(|made| made.number)
        });
        let made = futures::future::join_all(made).await;
        let mut numbers: Vec<String> = made.into_iter().flatten().collect();
        numbers.sort();
        let wanted: Vec<String> = (1..=13).map(|n| format!("SI-2026-{n:06}")).collect();
        assert_eq!(numbers, wanted);
        // Another year and another account begin anew.
        world.clock.advance(TimeDelta::days(60));
        let next = world.invoice(&custom(&world, None)).await.expect("made");
        assert_eq!(next.number.as_deref(), Some("SI-2027-000001"));
        let rival = custom(&world, None);
        let rival = world.run(&world.rival.caller, async |scoped| {
            scoped.create_invoice(&rival).await
        });
        let rival = rival.await.expect("made").number;
        assert_eq!(rival.as_deref(), Some("SI-2027-000001"));
    }
}

#[tokio::test]
async fn the_database_refuses_sums_that_are_none() {
    for world in worlds().await {
        let new = custom(&world, None);
        let cents = Cents::new;
        type Break = fn(&mut NewInvoice);
        let breaks: [Break; 7] = [
            |new| new.totals.total = Cents::new(1798),
            |new| new.totals.discount = Cents::new(1),
            |new| new.totals.paid = Cents::new(1800),
            |new| new.totals.paid = Cents::new(-1),
            |new| new.status = InvoiceStatus::Paid,
            |new| new.number = Numbering::None,
            |new| {
                new.totals.subtotal = Cents::new(-1);
                new.totals.total = Cents::new(-1);
                new.totals.paid = Cents::new(-1);
            },
        ];
        for (turn, break_it) in breaks.iter().enumerate() {
            let mut broken = new.clone();
            break_it(&mut broken);
            let refused = world.invoice(&broken).await;
            assert!(matches!(refused, Err(StoreError::Other(_))), "{turn}");
        }
        let mut odd = new.clone();
        (odd.totals.discount, odd.totals.tax) = (cents(100), cents(30));
        odd.totals.total = cents(1729);
        assert_eq!(world.invoice(&odd).await.expect("made").totals, odd.totals);
        assert_eq!(world.listed(InvoiceList::Custom, None).await.len(), 1);
    }
}

#[tokio::test]
async fn what_the_provider_reports_is_one_invoice_whatever_its_order() {
    for world in worlds().await {
        let at = world.clock.now();
        let earlier = at - TimeDelta::seconds(1);
        let mut draft = of_provider(&world, "in_1", earlier);
        (draft.status, draft.number) = (InvoiceStatus::Draft, Numbering::None);
        let settled = paid(of_provider(&world, "in_1", at));
        let mut open = of_provider(&world, "in_1", at);
        open.document.bill_to = party("Renamed");

        let first = world.reported(&draft).await.expect("recorded");
        assert_eq!((first.status, first.number), (InvoiceStatus::Draft, None));
        // The payment is heard of before the bill, at the same second.
        let mut later = settled.clone();
        later.document.bill_to = party("Renamed");
        let transaction = Some(TransactionId::from_uuid(first.id.uuid()));
        later.transaction = transaction;
        let known = world.reported(&later).await.expect("recorded");
        assert_eq!(known.id, first.id);
        assert_eq!(known.number.as_deref(), Some("ACME-in_1"));
        assert_eq!(known.document.bill_to.company_name, "Acme");
        for old in [&open, &draft, &settled, &settled] {
            let known = world.reported(old).await.expect("recorded");
            assert_eq!((known.id, known.status), (first.id, InvoiceStatus::Paid));
            assert_eq!(known.transaction, transaction);
        }
        let all = (0..8).map(|_| world.reported(&settled));
        for known in futures::future::join_all(all).await {
            assert_eq!(known.expect("recorded").id, first.id);
        }
        let two = paid(of_provider(&world, "in_2", at));
        let two = (0..8).map(|_| world.reported(&two));
        for known in futures::future::join_all(two).await {
            assert_ne!(known.expect("recorded").id, first.id);
        }
        assert_eq!(world.listed(InvoiceList::Topups, None).await.len(), 2);
        let mut taken = of_provider(&world, "in_3", at);
        taken.number = Numbering::Given("ACME-in_1".to_owned());
        let refused = world.reported(&taken).await;
        let number = Constraint::InvoiceNumber;
        assert!(matches!(refused, Err(StoreError::Conflict(found)) if found == number));
    }
}

#[tokio::test]
async fn lists_are_cut_by_kind_and_workspace() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let other = world.workspace(acme, "Northwind").await.id;
        let at = world.clock.now();
        let topup = of_provider(&world, "in_1", at);
        let mut single = of_provider(&world, "in_2", at);
        (single.kind, single.workspace) = (InvoiceType::OneOff, Some(other));
        let made = [
            world.reported(&topup).await.expect("recorded").id,
            world.reported(&single).await.expect("recorded").id,
            world.invoice(&custom(&world, None)).await.expect("made").id,
            world
                .invoice(&custom(&world, Some(other)))
                .await
                .expect("made")
                .id,
        ];
        let ids = async |list, workspace| {
            let listed = world.listed(list, workspace).await;
            listed.iter().map(|one| one.id).collect::<Vec<_>>()
        };
        use InvoiceList::{Custom, Provider, Topups};
        assert_eq!(ids(Provider, None).await, [made[1], made[0]]);
        assert_eq!(ids(Topups, None).await, [made[0]]);
        assert_eq!(ids(Custom, None).await, [made[3], made[2]]);
        assert_eq!(ids(Provider, Some(other)).await, [made[1]]);
        assert_eq!(ids(Custom, Some(other)).await, [made[3]]);
        let bound = world.acme.bound_to(other);
        let scoped = world.store.scoped(&bound);
        let page = scoped.invoices(Custom, None, PageRequest::first(1)).await;
        let page = page.expect("a page");
        assert_eq!((page.items[0].id, page.next), (made[3], None));
        let nobody = world.run(&world.rival.caller, async |scoped| {
            scoped.create_invoice(&custom(&world, Some(other))).await
        });
        assert_not_found(nobody.await);
    }
}

#[tokio::test]
async fn an_open_invoice_is_paid_or_taken_back_once() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let made = world.invoice(&custom(&world, None)).await.expect("made");
        let other = world.invoice(&custom(&world, None)).await.expect("made");
        let transaction = TransactionId::from_uuid(made.id.uuid());
        let settle = async |id| {
            world
                .run(acme, async |scoped| {
                    scoped.settle_invoice(id, Some(transaction)).await
                })
                .await
        };
        let settled = settle(made.id).await.expect("an answer").expect("seen");
        let settled = settled.expect("it was open");
        assert_eq!(settled.totals.due(), Cents::ZERO);
        assert_eq!(settled.paid_at, Some(world.clock.now()));
        let again = settle(made.id).await.expect("an answer").expect("seen");
        assert_eq!(again, Err(NotOpen(InvoiceStatus::Paid)));
        // A transaction pays one invoice.
        let refused = settle(other.id).await;
        assert!(matches!(refused, Err(StoreError::Conflict(_))));
        let scoped = world.store.scoped(acme);
        let found = scoped.custom_invoice(transaction).await;
        assert_eq!(found.expect("an answer"), Some(settled));
        let void = async |id| {
            world
                .run(acme, async |scoped| scoped.void_invoice(id).await)
                .await
                .expect("an answer")
                .expect("seen")
        };
        assert_eq!(void(made.id).await, Err(NotOpen(InvoiceStatus::Paid)));
        let gone = void(other.id).await.expect("it was open");
        assert_eq!(gone.status, InvoiceStatus::Void);
        assert_eq!(void(other.id).await, Err(NotOpen(InvoiceStatus::Void)));
        // Its number is spent.
        let next = world.invoice(&custom(&world, None)).await.expect("made");
        assert_eq!(next.number.as_deref(), Some("SI-2026-000003"));
    }
}

#[tokio::test]
async fn what_renews_before_a_moment_is_known() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let seed = world.seed(&world.acme, first);
        let at = world.clock.now() + TimeDelta::days(10);
        let late = at - TimeDelta::days(11);
        for (status, when, price) in [
            (OrderStatus::Active, at - TimeDelta::milliseconds(1), 1),
            (OrderStatus::PastDue, late, 10),
            (OrderStatus::Active, at, 100),
            (OrderStatus::CancellationQueued, late, 1000),
            (OrderStatus::Canceled, late, 10_000),
        ] {
            let order = seed.order(status).await;
            seed.order_renews(order, when, Cents::new(price)).await;
        }
        let order = seed.order(OrderStatus::Active).await;
        for (name, status, auto_renew, price) in [
            ("a.example", DomainStatus::Active, true, 100_000),
            ("b.example", DomainStatus::InRecovery, true, 1_000_000),
            ("c.example", DomainStatus::Active, false, 10_000_000),
            ("d.example", DomainStatus::Released, true, 100_000_000),
        ] {
            let domain = seed.domain(order, name, status).await;
            seed.domain_renews(domain, late, Cents::new(price), auto_renew)
                .await;
        }
        let scoped = world.store.scoped(&world.acme.caller);
        let sum = scoped.upcoming_renewals(first, at).await.expect("a sum");
        assert_eq!(sum, Cents::new(1_100_011));
        let stranger = world.store.scoped(&world.rival.caller);
        let sum = stranger.upcoming_renewals(first, at).await.expect("a sum");
        assert_eq!(sum, Cents::ZERO);
    }
}
