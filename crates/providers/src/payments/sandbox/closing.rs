//! How a checkout ends: the payment, the card that is kept, and the invoice.

use simpleinboxes_core::cents::Cents;

use super::Sandbox;
use super::keep::Batch;
use super::records::{
    CUSTOMER, CheckoutRecord, CustomerRecord, INVOICE, METHOD, MethodRecord, PAYMENT,
    PaymentRecord, Slow,
};
use crate::payments::{
    CheckoutStatus, EventKind, Invoice, InvoiceLine, InvoiceOrigin, InvoiceStatus, Party, Payment,
    PaymentError, PaymentState, PaymentStatus,
};

impl Sandbox {
    /// Closes the checkout with a payment that has succeeded or is slow.
    pub(super) async fn complete(
        &self,
        record: &mut CheckoutRecord,
        mut tried: MethodRecord,
        slow: Option<Slow>,
        batch: &mut Batch,
    ) -> Result<(), PaymentError> {
        let method = tried.method.id.clone();
        if let Some(customer) = record.session.customer.clone() {
            if record.save_card {
                self.attach(&customer, &mut tried, batch).await?;
            } else {
                batch.make(METHOD, &method, &tried)?;
            }
        }
        let payment = Payment {
            id: self.new_id("pi"),
            status: match slow {
                None => PaymentStatus::Succeeded,
                Some(_) => PaymentStatus::Processing,
            },
            amount: record.session.amount,
            customer: record.session.customer.clone(),
            payment_method: Some(method.clone()),
            reference: record.session.reference.clone(),
            failure: None,
            metadata: record.session.metadata.clone(),
            created_at: self.now(),
        };
        record.challenged = None;
        record.refused = None;
        let session = &mut record.session;
        session.status = CheckoutStatus::Complete;
        session.url = None;
        session.payment = Some(payment.id.clone());
        session.payment_method = Some(method);
        if slow.is_none() {
            self.paid(record, batch).await?;
            let event = EventKind::PaymentSucceeded(payment.clone());
            batch.report(self, "payment_intent.succeeded", event)?;
        }
        let event = EventKind::CheckoutCompleted(record.session.clone());
        batch.report(self, "checkout.session.completed", event)?;
        let kept = PaymentRecord {
            checkout: Some(record.session.id.clone()),
            slow,
            payment,
        };
        batch.make(PAYMENT, &kept.payment.id, &kept)
    }

    /// Notes that the money is there, and makes the invoice.
    pub(super) async fn paid(
        &self,
        record: &mut CheckoutRecord,
        batch: &mut Batch,
    ) -> Result<(), PaymentError> {
        record.session.payment_state = PaymentState::Paid;
        let Some(customer) = record.session.customer.clone().filter(|_| record.invoice) else {
            return Ok(());
        };
        let buyer = self
            .need::<CustomerRecord>(CUSTOMER, &customer)
            .await?
            .value;
        let invoice = self.invoice_for(record, buyer);
        record.session.invoice = Some(invoice.id.clone());
        let place = format!("{customer}/{}", invoice.id);
        batch.make(INVOICE, &place, &invoice)?;
        let event = EventKind::InvoicePaid(Box::new(invoice));
        batch.report(self, "invoice.paid", event)
    }

    fn invoice_for(&self, record: &CheckoutRecord, buyer: CustomerRecord) -> Invoice {
        let session = &record.session;
        let now = self.now();
        // Sorted by id, the newest comes first.
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let random = self.random();
        Invoice {
            id: format!("in_sandbox{:016x}{random}", u64::MAX - millis),
            number: Some(format!("SANDBOX-{}", random[..12].to_ascii_uppercase())),
            origin: match session.reference {
                Some(_) => InvoiceOrigin::Topup,
                None => InvoiceOrigin::OneOff,
            },
            status: InvoiceStatus::Paid,
            customer: session.customer.clone(),
            seller_name: None,
            bill_to: Party {
                name: Some(buyer.name),
                email: buyer.email,
                ..Party::default()
            },
            lines: vec![InvoiceLine {
                description: record.description.clone(),
                quantity: 1,
                unit_price: session.amount,
                amount: session.amount,
            }],
            subtotal: session.amount,
            discount: Cents::ZERO,
            tax: Cents::ZERO,
            total: session.amount,
            paid: session.amount,
            due: Cents::ZERO,
            reference: session.reference.clone(),
            note: None,
            hosted_url: None,
            pdf_url: None,
            metadata: session.metadata.clone(),
            issued_at: now,
            due_at: None,
            paid_at: Some(now),
        }
    }
}
