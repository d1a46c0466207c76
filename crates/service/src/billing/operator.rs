//! The operator's commands for custom invoices: for what is paid outside of the payment provider.

use std::{
    io::{self, Write as _},
    str::FromStr,
};

use anyhow::{Context as _, bail, ensure};
use chrono::TimeDelta;
use clap::{Args, Subcommand};
use simpleinboxes_core::{
    cents::Cents,
    id::WorkspaceId,
    invoice::{Document, Line, Party, Totals},
    status::{InvoiceStatus, InvoiceType, TransactionReason},
};
use simpleinboxes_store::{
    Caller, Invoice, InvoiceList, LedgerError, NewCredit, NewInvoice, Numbering, PageRequest,
    References, ScopedTx, Store, StoreError, Wallet,
};

use crate::{config::Config, operator, serve, serve::Outside};

/// When an invoice is to be paid that does not say otherwise, in days.
const DUE_DAYS: u32 = 14;

/// The longest text on an invoice, in characters.
const LONGEST_NOTE: usize = 1000;

/// What to do with custom invoices.
#[derive(Debug, Subcommand)]
pub enum InvoiceCommand {
    /// Makes an invoice, and where it is paid already credits the wallet.
    Create(Create),
    /// Lists an account's custom invoices, newest first.
    List(Of),
    /// Notes that an open invoice was paid, and credits the wallet.
    Pay(One),
    /// Takes an open invoice back, as if it had never been made.
    Void(One),
}

/// Whose.
#[derive(Debug, Args)]
pub struct Of {
    /// The account, by its id or the email address of one of its users.
    #[arg(long, default_value = crate::first_start::ADMIN)]
    account: String,
}

/// Which one.
#[derive(Debug, Args)]
pub struct One {
    #[command(flatten)]
    of: Of,
    /// The number on it.
    number: String,
}

/// An invoice to make.
#[derive(Debug, Args)]
pub struct Create {
    #[command(flatten)]
    of: Of,
    /// The workspace that it is for; without it, the account as a whole.
    #[arg(long)]
    workspace: Option<WorkspaceId>,
    /// A line: what it is for, how many, and the price of one in cents.
    #[arg(long = "line", required = true, value_name = "TEXT;QUANTITY;CENTS", value_parser = line)]
    lines: Vec<Line>,
    /// What is taken off the lines, in cents.
    #[arg(long, default_value_t = 0)]
    discount: i64,
    /// The tax upon that, in cents. It is paid and not credited.
    #[arg(long, default_value_t = 0)]
    tax: i64,
    /// A text on the invoice, such as a purchase order's number.
    #[arg(long)]
    note: Option<String>,
    /// In how many days it is to be paid: 14 without this, and at once what is paid.
    #[arg(long)]
    due_days: Option<u32>,
    /// It is paid: what it asks for, less the tax, is credited to the wallet that pays for the
    /// workspace, or to the account's.
    #[arg(long)]
    paid: bool,
}

/// Reads `TEXT;QUANTITY;CENTS`. The text may have semicolons, too.
fn line(text: &str) -> Result<Line, String> {
    let mut parts = text.rsplitn(3, ';');
    let (price, quantity, description) = (parts.next(), parts.next(), parts.next());
    let form = || "expected TEXT;QUANTITY;CENTS".to_owned();
    Ok(Line {
        description: description.ok_or_else(form)?.trim().to_owned(),
        quantity: number(quantity).ok_or_else(form)?,
        unit_price: Cents::new(number(price).ok_or_else(form)?),
    })
}

fn number<T: FromStr>(text: Option<&str>) -> Option<T> {
    text?.trim().parse().ok()
}

/// Carries a command out.
///
/// # Errors
/// There is no such account, workspace or invoice; it is not open; or the database fails.
pub async fn run(
    config: &Config,
    outside: &Outside,
    command: &InvoiceCommand,
) -> anyhow::Result<()> {
    let store = serve::open(config, outside).await?.store;
    let done = match command {
        InvoiceCommand::Create(new) => {
            let seller = config.billing.party()?;
            create(&store, outside, new, seller).await.map(one)
        }
        InvoiceCommand::List(of) => list(&store, of).await,
        InvoiceCommand::Pay(which) => pay(&store, which).await.map(one),
        InvoiceCommand::Void(which) => void(&store, which).await.map(one),
    };
    store.close().await?;
    let mut out = io::stdout().lock();
    for invoice in done? {
        writeln!(out, "{}", shown(&invoice))?;
    }
    Ok(())
}

fn one(invoice: Invoice) -> Vec<Invoice> {
    vec![invoice]
}

fn shown(invoice: &Invoice) -> String {
    let number = invoice.number.as_deref().unwrap_or("-");
    let (status, totals) = (invoice.status.as_str(), invoice.totals);
    let to = &invoice.document.bill_to.company_name;
    let issued = invoice.issued_at.format("%Y-%m-%d");
    let mut text = format!("{number}  {issued}  {status:<6}  {}  {to}", totals.total);
    if let Some(transaction) = invoice.transaction {
        text.push_str(&format!("  {transaction}"));
    }
    text
}

async fn caller(store: &Store, of: &Of) -> anyhow::Result<Caller> {
    operator::caller(store, &of.account).await
}

async fn create(
    store: &Store,
    outside: &Outside,
    new: &Create,
    seller: Party,
) -> anyhow::Result<Invoice> {
    let (discount, tax) = (Cents::new(new.discount), Cents::new(new.tax));
    let totals = Totals::of(&new.lines, discount, tax, Cents::ZERO)?;
    if let Some(note) = &new.note {
        let length = note.chars().count();
        ensure!(
            (1..=LONGEST_NOTE).contains(&length),
            "the note has 1 to {LONGEST_NOTE} characters"
        );
    }
    let now = outside.clock.now();
    let days = match (new.due_days, new.paid) {
        (None, true) => None,
        (days, _) => Some(TimeDelta::days(days.unwrap_or(DUE_DAYS).into())),
    };
    let caller = caller(store, &new.of).await?;
    let tx = store.begin().await?;
    let scoped = tx.scoped(&caller);
    let bill_to = scoped.invoice_recipient(new.workspace).await?;
    let invoice = NewInvoice {
        workspace: new.workspace,
        kind: InvoiceType::Custom,
        status: InvoiceStatus::Open,
        number: Numbering::Own,
        document: Document {
            seller,
            bill_to,
            lines: new.lines.clone(),
            note: new.note.clone(),
        },
        totals,
        transaction: None,
        topup: None,
        order: None,
        provider: None,
        issued_at: now,
        due_at: days.map(|days| now + days),
        paid_at: None,
    };
    let mut made = scoped.create_invoice(&invoice).await?;
    if new.paid {
        made = settle(&scoped, &made).await?;
    }
    tx.commit().await?;
    Ok(made)
}

/// Credits what an open invoice asks for, and notes that it is paid.
///
/// # Errors
/// It is not open, or its workspace is gone.
pub(super) async fn settle(scoped: &ScopedTx<'_>, invoice: &Invoice) -> anyhow::Result<Invoice> {
    // Tax is not the customer's money.
    let amount = invoice.totals.total.minus(invoice.totals.tax)?;
    let mut transaction = None;
    if amount > Cents::ZERO && invoice.status == InvoiceStatus::Open {
        let wallet = paying(scoped, invoice.workspace).await?;
        let number = invoice.number.as_deref().unwrap_or_default();
        let credit = NewCredit {
            wallet,
            amount,
            key: &format!("invoice:{}", invoice.id),
            reason: TransactionReason::CustomInvoice,
            description: &format!("Invoice {number}"),
            references: References {
                invoice: Some(invoice.id),
                order: invoice.order,
                ..References::default()
            },
        };
        let posted = scoped.credit(&credit).await;
        transaction = Some(posted.map_err(refused)?.transaction);
    }
    let settled = scoped.settle_invoice(invoice.id, transaction).await?;
    Ok(settled.context("there is no such invoice")??)
}

fn refused(error: LedgerError) -> anyhow::Error {
    anyhow::Error::new(error).context("the wallet could not be credited")
}

async fn paying(scoped: &ScopedTx<'_>, workspace: Option<WorkspaceId>) -> anyhow::Result<Wallet> {
    let Some(id) = workspace else {
        return Ok(Wallet::Master);
    };
    // Of a workspace that is gone, the account gets it, as it got what was left in its wallet.
    let found = scoped.workspace(id).await?;
    Ok(found.map_or(Wallet::Master, |found| found.pays()))
}

async fn list(store: &Store, of: &Of) -> anyhow::Result<Vec<Invoice>> {
    let caller = caller(store, of).await?;
    let scoped = store.scoped(&caller);
    let mut page = PageRequest::first(100);
    let mut all = Vec::new();
    loop {
        let read = scoped.invoices(InvoiceList::Custom, None, page).await?;
        all.extend(read.items);
        page.cursor = read.next;
        if page.cursor.is_none() {
            return Ok(all);
        }
    }
}

async fn pay(store: &Store, which: &One) -> anyhow::Result<Invoice> {
    let caller = caller(store, &which.of).await?;
    let tx = store.begin().await?;
    let scoped = tx.scoped(&caller);
    let invoice = numbered(&scoped, which).await?;
    let paid = settle(&scoped, &invoice).await?;
    tx.commit().await?;
    Ok(paid)
}

async fn void(store: &Store, which: &One) -> anyhow::Result<Invoice> {
    let caller = caller(store, &which.of).await?;
    let tx = store.begin().await?;
    let scoped = tx.scoped(&caller);
    let invoice = numbered(&scoped, which).await?;
    let gone = scoped.void_invoice(invoice.id).await?;
    let Some(gone) = gone else {
        bail!("there is no such invoice");
    };
    let gone = gone?;
    tx.commit().await?;
    Ok(gone)
}

async fn numbered(scoped: &ScopedTx<'_>, which: &One) -> anyhow::Result<Invoice> {
    let found: Result<_, StoreError> = scoped.custom_invoice_numbered(&which.number).await;
    found?.with_context(|| format!("the account has no custom invoice {}", which.number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_from_its_end() {
        let read = line("Setup; done by hand; 2 ;-350").expect("a line");
        assert_eq!(read.description, "Setup; done by hand");
        assert_eq!((read.quantity, read.unit_price), (2, Cents::new(-350)));
        for wrong in ["", "Setup", "Setup;1", "Setup;-1;5", "Setup;1;5.00", "1;5"] {
            assert!(line(wrong).is_err(), "{wrong}");
        }
    }
}
