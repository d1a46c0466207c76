//! Invoices.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_providers::payments::{InvoiceOrigin, InvoiceQuery, InvoiceStatus};

use super::{CardKind, Customers, customer, key, topup};

pub async fn come_in_pages(world: &dyn Customers) {
    let provider = world.provider();
    let customer = customer(world).await;
    let mut made = Vec::new();
    for number in 1..=5 {
        let reference = format!("top_{number}");
        let new = topup(&customer, &reference);
        let session = provider.create_checkout(&new, &key(&reference)).await;
        let session = session.expect("made").id;
        world.pay(&session, CardKind::Good).await;
        let paid = provider.checkout(&session).await.expect("there");
        made.push(paid.invoice.expect("an invoice"));
    }
    let mut seen = Vec::new();
    let mut query = InvoiceQuery {
        customer,
        limit: 2,
        after: None,
    };
    loop {
        let page = provider.invoices(&query).await.expect("a page");
        assert!(page.invoices.len() <= 2);
        seen.extend(page.invoices);
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    made.sort();
    let mut ids: Vec<_> = seen.iter().map(|invoice| invoice.id.clone()).collect();
    ids.sort();
    assert_eq!(ids, made);
    for invoice in seen {
        assert_eq!(invoice.origin, InvoiceOrigin::Topup);
        assert_eq!(invoice.status, InvoiceStatus::Paid);
        assert_eq!(invoice.total, Cents::new(50_000));
        assert_eq!((invoice.paid, invoice.due), (invoice.total, Cents::ZERO));
        let lines = invoice.lines.iter().map(|line| line.amount);
        assert_eq!(Cents::sum(lines), Ok(invoice.subtotal));
        assert!(invoice.reference.is_some() && invoice.number.is_some());
        assert!(invoice.paid_at.is_some());
        assert_eq!(invoice.bill_to.name.as_deref(), Some("Acme Outreach"));
    }
}
