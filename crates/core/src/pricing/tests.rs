//! Prices that hold together, whatever is ordered.

use std::collections::BTreeSet;

use chrono::{TimeZone as _, Utc};
use proptest::prelude::*;

use super::*;
use crate::Timestamp;
use crate::id::AccountId;
use crate::status::{MailboxProvider, PromotionRefusal};

const BOOK: &str = r#"
version = "test"
[inboxes.google]
name = "Google Workspace inbox"
tiers = [{ from = 1, cents = 350 }, { from = 100, cents = 325 }]
[inboxes.microsoft]
name = "Microsoft 365 inbox"
tiers = [{ from = 1, cents = 333 }]
[inboxes.smtp]
name = "SMTP inbox"
tiers = [{ from = 1, cents = 1 }]
[domains]
com = { first = 1099, renewal = 1299 }
"co.uk" = { first = 799, renewal = 899 }
[[promotions]]
code = "Autumn10"
name = "10% off"
percent_off = 10
applies_to = "inboxes"
providers = ["google", "microsoft"]
min_inboxes = 20
starts_at = "2026-09-01T00:00:00Z"
ends_at = "2026-12-01T00:00:00Z"
max_uses = 5
[[promotions]]
code = "WELCOME5"
name = "5 dollars off your first order"
amount_off_cents = 500
applies_to = "order"
starts_at = "2026-01-01T00:00:00Z"
new_customers_only = true
"#;

fn book() -> PriceBook {
    PriceBook::parse(BOOK).expect("a book")
}

fn domain(name: &str, buy: bool, inboxes: u32) -> DomainToPrice {
    DomainToPrice {
        name: name.to_owned(),
        buy,
        offer: None,
        inboxes,
    }
}

fn google<'a>(domains: &'a [DomainToPrice], promotion: Option<&'a Promotion>) -> ToPrice<'a> {
    ToPrice {
        provider: MailboxProvider::Google,
        domains,
        promotion,
    }
}

fn at(month: u32) -> Timestamp {
    Utc.with_ymd_and_hms(2026, month, 1, 0, 0, 0)
        .single()
        .expect("a moment")
}

#[test]
fn the_example_of_the_documentation() {
    let domains = [domain("try-northwind.com", true, 2)];
    let price = book().quote(&google(&domains, None)).expect("a price");
    let sums = [price.inboxes, price.domains, price.discount, price.total];
    assert_eq!(sums.map(Cents::get), [700, 1099, 0, 1799]);
    let lines: Vec<_> = price
        .lines
        .iter()
        .map(|line| (line.description.as_str(), line.quantity, line.amount.get()))
        .collect();
    assert_eq!(
        lines,
        [
            ("Google Workspace inbox", 2, 700),
            ("Registration of a .com domain", 1, 1099)
        ]
    );
    assert_eq!((price.bought(), price.inbox_count()), (1, 2));
}

#[test]
fn volume_lowers_the_price_of_all() {
    let price = |inboxes| {
        let domains = [domain("a.com", false, inboxes)];
        let price = book().quote(&google(&domains, None)).expect("a price");
        price.lines[0].unit_price.get()
    };
    assert_eq!(
        [price(1), price(99), price(100), price(101)],
        [350, 350, 325, 325]
    );
    // It is the order that counts, not the domain.
    let domains = [domain("a.com", false, 60), domain("b.com", false, 60)];
    let both = book().quote(&google(&domains, None)).expect("a price");
    assert_eq!(both.total, Cents::new(120 * 325));
    let renewal = book()
        .renewal(MailboxProvider::Google, 120)
        .expect("a price");
    assert_eq!(renewal.amount, both.total);
}

#[test]
fn a_domain_is_for_sale_right_below_its_top_level_domain() {
    let book = book();
    let tld = |name| book.domain(name).map(|found| found.0);
    assert_eq!(tld("a.com"), Some("com"));
    assert_eq!(tld("a.co.uk"), Some("co.uk"));
    for name in ["mail.a.com", "a.uk", "com", ".com", "co.uk", "a.net"] {
        assert_eq!(tld(name), None, "{name}");
    }
    let domains = [domain("a.com", true, 1), domain("a.net", true, 1)];
    let refused = book.quote(&google(&domains, None));
    assert_eq!(refused, Err(QuoteRefused::NotForSale(1)));
}

#[test]
fn a_promotion_is_for_some_orders() {
    let book = book();
    let autumn = book.promotion("autumn10");
    let many = [domain("a.com", false, 20)];
    let price = book.quote(&google(&many, autumn)).expect("a price");
    assert_eq!((price.discount.get(), price.total.get()), (700, 6300));
    let few = [domain("a.com", false, 19)];
    let refused = book.quote(&google(&few, autumn));
    assert_eq!(refused, Err(QuoteRefused::TooFewInboxes(20)));
    let smtp = ToPrice {
        provider: MailboxProvider::Smtp,
        ..google(&many, autumn)
    };
    assert_eq!(book.quote(&smtp), Err(QuoteRefused::OtherProvider));
    // Never below nothing.
    let cheap = [domain("a.com", false, 1)];
    let welcome = book.promotion("WELCOME5");
    let price = book.quote(&google(&cheap, welcome)).expect("a price");
    assert_eq!((price.discount.get(), price.total.get()), (350, 0));
    let domains_only = Promotion {
        applies_to: PromotionTarget::Domains,
        ..book.promotions()[1].clone()
    };
    let refused = book.quote(&google(&cheap, Some(&domains_only)));
    assert_eq!(refused, Err(QuoteRefused::NothingToLower));
}

#[test]
fn a_promotion_is_for_some_workspaces() {
    let book = book();
    let uses = PromotionUses {
        account: AccountId::from_uuid(uuid::Uuid::from_u128(1)),
        by_workspace: 0,
        by_all: 4,
        is_customer: true,
    };
    let (autumn, welcome) = (&book.promotions()[0], &book.promotions()[1]);
    assert_eq!(autumn.refusal(&uses), None);
    let used_up = PromotionUses { by_all: 5, ..uses };
    assert_eq!(
        autumn.refusal(&used_up),
        Some(PromotionRefusal::FullyRedeemed)
    );
    let used = PromotionUses {
        by_workspace: 1,
        ..uses
    };
    assert_eq!(autumn.refusal(&used), Some(PromotionRefusal::AlreadyUsed));
    assert_eq!(
        welcome.refusal(&uses),
        Some(PromotionRefusal::NewCustomersOnly)
    );
    let ours = Promotion {
        accounts: vec![AccountId::from_uuid(uuid::Uuid::from_u128(2))],
        ..autumn.clone()
    };
    assert_eq!(
        ours.refusal(&uses),
        Some(PromotionRefusal::NotForThisAccount)
    );
    assert!(!autumn.runs(at(8)) && autumn.runs(at(9)) && autumn.runs(at(11)));
    assert!(!autumn.runs(at(12)) && welcome.runs(at(12)));
}

#[test]
fn percents_are_rounded_in_favour_of_who_pays() {
    let off = |percent, cents| {
        Reduction::Percent(percent)
            .of(Cents::new(cents))
            .expect("fits")
    };
    assert_eq!(off(10, 1), Cents::new(1));
    assert_eq!(off(10, 10), Cents::new(1));
    assert_eq!(off(10, 11), Cents::new(2));
    assert_eq!(off(33, 100), Cents::new(33));
    assert_eq!(off(100, 7), Cents::new(7));
    assert!(Reduction::Percent(2).of(Cents::new(i64::MAX)).is_err());
}

#[test]
fn the_book_of_the_program_is_in_order() {
    let book = PriceBook::embedded().expect("a book");
    assert_eq!(book.promotions(), []);
    assert!(book.tlds().any(|(tld, _)| tld == "com"));
}

#[test]
fn what_is_wrong_with_a_book_is_told() {
    let told = |from: &str, to: &str| {
        assert!(BOOK.contains(from), "{from}");
        let error = PriceBook::parse(&BOOK.replace(from, to)).expect_err(to);
        error.to_string()
    };
    let mut said = BTreeSet::new();
    for (from, to, words) in [
        ("version = \"test\"", "version = \"\"", "`version`"),
        ("[inboxes.smtp]", "[inboxes.yahoo]", "no mailbox provider"),
        (
            "from = 1, cents = 333",
            "from = 2, cents = 333",
            "from 1 on",
        ),
        ("from = 100,", "from = 1,", "must go up"),
        ("cents = 333", "cents = 0", "one cent"),
        ("cents = 333", "cents = 3.5", "invalid type"),
        ("first = 1099", "first = -1", "domains.com"),
        ("\"co.uk\"", "\".uk\"", "no top-level domain"),
        ("\"Autumn10\"", "\"-\"", "no code"),
        ("\"Autumn10\"", "\"welcome5\"", "twice"),
        ("percent_off = 10", "percent_off = 101", "percent_off"),
        ("percent_off = 10", "amount_off_cents = 0", "percent_off"),
        ("min_inboxes = 20", "min_inboxes = 0", "min_inboxes"),
        ("\"2026-09-01T00:00:00Z\"", "\"2026-09-01\"", "times"),
        ("\"inboxes\"", "\"mailboxes\"", "applies_to"),
        ("[\"google\", \"microsoft\"]", "[]", "providers"),
        ("max_uses = 5", "max_user = 5", "unknown field"),
    ] {
        let error = told(from, to);
        assert!(error.contains(words), "{to}: {error}");
        said.insert(error);
    }
    assert!(said.len() > 14);
}

#[test]
fn lines_are_kept_as_they_were() {
    let book = book();
    let domains = [domain("a.com", true, 20)];
    let price = book
        .quote(&google(&domains, book.promotion("AUTUMN10")))
        .expect("a price");
    let kept = serde_json::to_value(&price.lines).expect("kept");
    let lines: Vec<PriceLine> = serde_json::from_value(kept).expect("read");
    assert_eq!(Pricing::of(price.book.clone(), lines), Ok(price));
}

fn any_order() -> impl Strategy<Value = (MailboxProvider, Vec<DomainToPrice>)> {
    let provider = proptest::sample::select(MailboxProvider::ALL.to_vec());
    let domains = proptest::collection::vec((any::<bool>(), 1u32..=100), 1..=100);
    let named = |domains: Vec<(bool, u32)>| {
        let one = |(place, (buy, inboxes)): (usize, (bool, u32))| {
            domain(&format!("d{place}.com"), buy, inboxes)
        };
        domains.into_iter().enumerate().map(one).collect()
    };
    (provider, domains.prop_map(named))
}

fn any_promotion() -> impl Strategy<Value = Option<Promotion>> {
    let reduction = prop_oneof![
        (1u8..=100).prop_map(Reduction::Percent),
        (1i64..=5_000_000).prop_map(|cents| Reduction::Amount(Cents::new(cents))),
    ];
    let target = proptest::sample::select(PromotionTarget::ALL.to_vec());
    let made = (reduction, target).prop_map(|(reduction, applies_to)| Promotion {
        reduction,
        applies_to,
        providers: MailboxProvider::ALL.to_vec(),
        min_inboxes: 1,
        ..book().promotions()[1].clone()
    });
    proptest::option::of(made)
}

proptest! {
    #[test]
    fn a_price_is_the_sum_of_its_lines((provider, domains) in any_order(), promotion in any_promotion()) {
        let order = ToPrice { provider, domains: &domains, promotion: promotion.as_ref() };
        let price = match book().quote(&order) {
            Err(QuoteRefused::NothingToLower) => return Ok(()),
            price => price.expect("a price"),
        };
        let sum = Cents::sum(price.lines.iter().map(|line| line.amount)).expect("fits");
        prop_assert_eq!(price.total, sum);
        prop_assert!(price.total >= Cents::ZERO && price.discount >= Cents::ZERO);
        for line in &price.lines {
            prop_assert_eq!(line.unit_price.times(line.quantity.into()), Ok(line.amount));
        }
        prop_assert!(price.lines.len() <= 201);
        if let Some(Promotion { reduction: Reduction::Percent(percent), applies_to, .. }) = promotion {
            let lowered = match applies_to {
                PromotionTarget::Inboxes => price.inboxes.get(),
                PromotionTarget::Domains => price.domains.get(),
                PromotionTarget::Order => price.inboxes.get() + price.domains.get(),
            };
            // At least the percents, and less than a cent more.
            let exact = lowered * i64::from(percent);
            prop_assert!(price.discount.get() * 100 >= exact);
            prop_assert!(price.discount.get() * 100 < exact + 100);
        }
    }

    #[test]
    fn shares_are_the_whole_and_no_cent_more((provider, domains) in any_order(), promotion in any_promotion(), failed in 0u32..=100) {
        let order = ToPrice { provider, domains: &domains, promotion: promotion.as_ref() };
        let price = match book().quote(&order) {
            Err(QuoteRefused::NothingToLower) => return Ok(()),
            price => price.expect("a price"),
        };
        let mut sum = 0;
        for one in &domains {
            let share = price.share_of_domain(&one.name);
            prop_assert!(share >= Cents::ZERO);
            sum += share.get();
            let all = price.share_of_inboxes(&one.name, one.inboxes);
            let some = price.share_of_inboxes(&one.name, failed.min(one.inboxes));
            prop_assert!(some <= all && all <= share);
            if !one.buy {
                prop_assert_eq!(all, share);
            }
            // No less than their part of it.
            let part = i64::from(failed.min(one.inboxes));
            prop_assert!(some.get() * i64::from(one.inboxes) >= all.get() * part);
        }
        prop_assert_eq!(sum, price.total.get());
    }
}
