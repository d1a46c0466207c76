//! Between rows and the wire.

use simpleinboxes_core::{
    invoice::{Address, Line, Party},
    period::Period,
    status::BillingCategory,
    vat::VatNumber,
};
use simpleinboxes_server::runtime::errors::{InvalidRequest, NotFound, ServerError};
use simpleinboxes_store::{BillingDetails, CategoryTotal, Invoice, Scoped, Workspace};
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::{
    transact::{Faulty, OrFault as _},
    wire::{self, at, checked},
    workspaces::convert::NOT_FOUND,
};

/// The answer to a transaction without a custom invoice, or that the caller does not see.
pub(super) const NO_INVOICE: NotFound = NotFound::of("Custom invoice not found");

/// The workspace that a query names, or the one that is meant without.
///
/// # Errors
/// The caller does not see it.
pub(super) async fn workspace_or_default<E>(
    scoped: &Scoped<'_>,
    named: Option<&types::WorkspaceId>,
    field: &str,
) -> Result<Workspace, E>
where
    E: Faulty + From<NotFound> + From<InvalidRequest>,
{
    let found = match named {
        Some(id) => {
            let id = wire::field_id::<_, E>(id, field)?;
            scoped.workspace(id).await.or_fault::<E>()?
        }
        None => scoped.default_workspace().await.or_fault::<E>()?,
    };
    Ok(found.ok_or(NOT_FOUND)?)
}

/// Whom invoices shall be made out to.
///
/// # Errors
/// The VAT number is none, or another country's than the address.
pub(super) fn party_wanted(body: types::BillingDetailsRequest) -> Result<Party, InvalidRequest> {
    let address = body.address;
    let country = address.country.to_string();
    let number = body.vat_number.map(|text| VatNumber::of(&country, &text));
    let number = number
        .transpose()
        .map_err(|why| InvalidRequest::field("/vatNumber", why.to_string()))?;
    Ok(Party {
        company_name: body.company_name.to_string(),
        email: body.email.map(|email| email.to_string()),
        address: Some(Address {
            line1: address.line1.to_string(),
            line2: address.line2.map(|line| line.to_string()),
            city: address.city.to_string(),
            region: address.region.map(|region| region.to_string()),
            postal_code: address.postal_code.map(|code| code.to_string()),
            country,
        }),
        vat_number: number.map(|number| number.to_string()),
    })
}

/// A workspace's details on the wire.
pub(super) fn details(details: BillingDetails) -> Result<types::BillingDetails, ServerError> {
    let saved = details.party.map(party).transpose()?;
    let (company_name, email, address, vat_number) = match saved {
        Some(saved) => (
            Some(saved.company_name),
            saved.email,
            saved.address,
            saved.vat_number,
        ),
        None => (None, None, None, None),
    };
    Ok(types::BillingDetails {
        workspace_id: checked(details.workspace)?,
        company_name,
        email,
        address,
        vat_number,
        updated_at: details.updated_at.map(at),
        extra: Extra::default(),
    })
}

fn party(party: Party) -> Result<types::InvoiceParty, ServerError> {
    Ok(types::InvoiceParty {
        company_name: checked(party.company_name)?,
        email: party.email.map(checked).transpose()?,
        address: party.address.map(address).transpose()?,
        vat_number: party.vat_number.map(checked).transpose()?,
        extra: Extra::default(),
    })
}

fn address(address: Address) -> Result<types::BillingAddress, ServerError> {
    Ok(types::BillingAddress {
        line1: checked(address.line1)?,
        line2: address.line2.map(checked).transpose()?,
        city: checked(address.city)?,
        region: address.region.map(checked).transpose()?,
        postal_code: address.postal_code.map(checked).transpose()?,
        country: checked(address.country)?,
        extra: Extra::default(),
    })
}

/// An invoice on the wire, with everything that a printed one needs.
pub(super) fn invoice(invoice: Invoice) -> Result<types::Invoice, ServerError> {
    let (totals, document) = (invoice.totals, invoice.document);
    let (provider_invoice_id, hosted_url, pdf_url) = match invoice.provider {
        Some(provider) => (Some(provider.id), provider.hosted_url, provider.pdf_url),
        None => (None, None, None),
    };
    Ok(types::Invoice {
        id: checked(invoice.id)?,
        number: invoice.number,
        kind: types::InvoiceKind::from_wire(invoice.kind.as_str()),
        status: types::InvoiceStatus::from_wire(invoice.status.as_str()),
        workspace_id: invoice.workspace.map(checked).transpose()?,
        seller: party(document.seller)?,
        bill_to: party(document.bill_to)?,
        currency: types::Currency::Usd,
        lines: document
            .lines
            .into_iter()
            .map(line)
            .collect::<Result<_, _>>()?,
        subtotal_cents: totals.subtotal.get().into(),
        discount_cents: totals.discount.get().into(),
        tax_cents: totals.tax.get().into(),
        total_cents: totals.total.get().into(),
        paid_cents: totals.paid.get().into(),
        due_cents: totals.due().get().into(),
        transaction_id: invoice.transaction.map(checked).transpose()?,
        topup_id: invoice.topup.map(checked).transpose()?,
        order_id: invoice.order.map(checked).transpose()?,
        note: document.note,
        provider_invoice_id,
        hosted_url: hosted_url.map(checked).transpose()?,
        pdf_url: pdf_url.map(checked).transpose()?,
        issued_at: at(invoice.issued_at),
        due_at: invoice.due_at.map(at),
        paid_at: invoice.paid_at.map(at),
        extra: Extra::default(),
    })
}

fn line(line: Line) -> Result<types::InvoiceLine, ServerError> {
    let amount = line.amount().map_err(ServerError::new)?;
    Ok(types::InvoiceLine {
        description: line.description,
        quantity: wire::count(line.quantity.into()),
        unit_price_cents: line.unit_price.get().into(),
        amount_cents: amount.get().into(),
        extra: Extra::default(),
    })
}

/// A month on the wire, with its first moment and the first one after it.
pub(super) fn period(
    period: Period,
) -> Result<
    (
        types::BillingPeriod,
        types::runtime::Timestamp,
        types::runtime::Timestamp,
    ),
    ServerError,
> {
    Ok((checked(period)?, at(period.start()), at(period.end())))
}

/// What one category adds to a month.
pub(super) fn breakdown(total: &CategoryTotal) -> types::BillingBreakdownLine {
    types::BillingBreakdownLine {
        category: category(total.category),
        quantity: wire::count(total.quantity.unsigned_abs()),
        amount_cents: total.amount.get().into(),
        extra: Extra::default(),
    }
}

fn category(category: BillingCategory) -> types::BillingCategory {
    match category {
        BillingCategory::Inboxes => types::BillingCategory::Inboxes,
        BillingCategory::InboxRenewals => types::BillingCategory::InboxRenewals,
        BillingCategory::Domains => types::BillingCategory::Domains,
        BillingCategory::DomainRenewals => types::BillingCategory::DomainRenewals,
        BillingCategory::Discounts => types::BillingCategory::Discounts,
        BillingCategory::Refunds => types::BillingCategory::Refunds,
        BillingCategory::Adjustments => types::BillingCategory::Adjustments,
    }
}
