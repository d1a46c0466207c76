//! Invoices: what stands on one, and what it adds up to.

use serde::{Deserialize, Serialize};

use crate::cents::{AmountTooLarge, Cents};

/// The largest amount that an invoice may hold, as the API bounds it.
const LARGEST: Cents = Cents::new(1_000_000_000_000);

/// The most lines of an invoice.
const MOST_LINES: usize = 250;

/// The longest description of a line, in characters.
const LONGEST_DESCRIPTION: usize = 300;

/// The most that one line can stand for.
const MOST_UNITS: u32 = 1_000_000;

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The first line.
    pub line1: String,
    /// The second line.
    pub line2: Option<String>,
    /// The city.
    pub city: String,
    /// The state, province or county.
    pub region: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The country, ISO 3166-1.
    pub country: String,
}

/// Who makes an invoice out or gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The name of the company or person.
    pub company_name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The address.
    pub address: Option<Address>,
    /// The VAT number, in its normal form.
    pub vat_number: Option<String>,
}

/// A line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is for.
    pub description: String,
    /// How many.
    pub quantity: u32,
    /// What one costs.
    pub unit_price: Cents,
}

/// What stands on an invoice beside its sums: both parties as they were when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Who makes it out.
    pub seller: Party,
    /// Who gets it.
    pub bill_to: Party,
    /// What it is for.
    pub lines: Vec<Line>,
    /// A text on it.
    pub note: Option<String>,
}

/// The sums of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// The lines together.
    pub subtotal: Cents,
    /// What is taken off that.
    pub discount: Cents,
    /// What comes upon that.
    pub tax: Cents,
    /// What is to be paid in all.
    pub total: Cents,
    /// What of it is paid.
    pub paid: Cents,
}

/// Why lines and sums are no invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvoiceError {
    /// Not 1 to 250 lines.
    #[error("an invoice has 1 to 250 lines")]
    Lines,
    /// A line with a description that is none.
    #[error("a line's description has 1 to 300 characters")]
    Description,
    /// A line for nothing, or for too many.
    #[error("a line's quantity is 1 to 1,000,000")]
    Quantity,
    /// A sum that is less than nothing.
    #[error("the {0} is negative")]
    Negative(&'static str),
    /// More is paid than is asked for.
    #[error("more is paid than the total")]
    Overpaid,
    /// A sum that is larger than money gets here.
    #[error(transparent)]
    TooLarge(#[from] AmountTooLarge),
}

impl Line {
    /// What it costs.
    ///
    /// # Errors
    /// When it does not fit into an amount.
    pub fn amount(&self) -> Result<Cents, AmountTooLarge> {
        self.unit_price.times(i64::from(self.quantity))
    }

    fn check(&self) -> Result<Cents, InvoiceError> {
        let length = self.description.chars().count();
        if !(1..=LONGEST_DESCRIPTION).contains(&length) {
            return Err(InvoiceError::Description);
        }
        if !(1..=MOST_UNITS).contains(&self.quantity) {
            return Err(InvoiceError::Quantity);
        }
        Ok(bounded(self.amount()?)?)
    }
}

impl Totals {
    /// What `lines` add up to.
    ///
    /// # Errors
    /// They are no invoice.
    pub fn of(
        lines: &[Line],
        discount: Cents,
        tax: Cents,
        paid: Cents,
    ) -> Result<Self, InvoiceError> {
        if !(1..=MOST_LINES).contains(&lines.len()) {
            return Err(InvoiceError::Lines);
        }
        let amounts: Vec<Cents> = lines.iter().map(Line::check).collect::<Result<_, _>>()?;
        let subtotal = Cents::sum(amounts)?;
        let total = subtotal.minus(discount)?.plus(tax)?;
        let sums = [
            ("subtotal", subtotal),
            ("discount", discount),
            ("tax", tax),
            ("total", total),
            ("paid amount", paid),
        ];
        for (name, sum) in sums {
            if bounded(sum)? < Cents::ZERO {
                return Err(InvoiceError::Negative(name));
            }
        }
        if paid > total {
            return Err(InvoiceError::Overpaid);
        }
        Ok(Self {
            subtotal,
            discount,
            tax,
            total,
            paid,
        })
    }

    /// What is still to be paid.
    #[must_use]
    pub fn due(&self) -> Cents {
        // Not less than nothing and not more than the total, by its making.
        self.total.minus(self.paid).unwrap_or(Cents::ZERO)
    }
}

fn bounded(amount: Cents) -> Result<Cents, AmountTooLarge> {
    if amount.get().unsigned_abs() > LARGEST.get().unsigned_abs() {
        return Err(AmountTooLarge);
    }
    Ok(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: u32, unit_price: i64) -> Line {
        Line {
            description: "Inboxes".to_owned(),
            quantity,
            unit_price: Cents::new(unit_price),
        }
    }

    fn totals(lines: &[Line], discount: i64, tax: i64, paid: i64) -> Result<Totals, InvoiceError> {
        Totals::of(
            lines,
            Cents::new(discount),
            Cents::new(tax),
            Cents::new(paid),
        )
    }

    #[test]
    fn the_total_is_the_lines_less_discount_plus_tax() {
        let sums = totals(&[line(3, 350), line(1, -50)], 100, 171, 71).expect("sums");
        assert_eq!(sums.subtotal, Cents::new(1000));
        assert_eq!(sums.total, Cents::new(1071));
        assert_eq!(sums.due(), Cents::new(1000));
    }

    #[test]
    fn what_can_not_be_paid_is_no_invoice() {
        use InvoiceError::{Description, Lines, Negative, Overpaid, Quantity, TooLarge};
        assert_eq!(totals(&[], 0, 0, 0), Err(Lines));
        assert_eq!(totals(&vec![line(1, 1); 251], 0, 0, 0), Err(Lines));
        assert_eq!(totals(&[line(0, 1)], 0, 0, 0), Err(Quantity));
        assert_eq!(totals(&[line(1_000_001, 1)], 0, 0, 0), Err(Quantity));
        assert_eq!(totals(&[line(1, -1)], 0, 0, 0), Err(Negative("subtotal")));
        assert_eq!(totals(&[line(1, 9)], -1, 0, 0), Err(Negative("discount")));
        assert_eq!(totals(&[line(1, 9)], 0, -1, 0), Err(Negative("tax")));
        assert_eq!(totals(&[line(1, 9)], 10, 0, 0), Err(Negative("total")));
        assert_eq!(
            totals(&[line(1, 9)], 0, 0, -1),
            Err(Negative("paid amount"))
        );
        assert_eq!(totals(&[line(1, 9)], 0, 1, 11), Err(Overpaid));
        let large = TooLarge(AmountTooLarge);
        assert_eq!(totals(&[line(1, i64::MIN)], 0, 0, 0), Err(large));
        assert_eq!(totals(&[line(2, i64::MAX)], 0, 0, 0), Err(large));
        assert_eq!(totals(&[line(1, 1_000_000_000_001)], 0, 0, 0), Err(large));
        assert!(totals(&[line(1, 1_000_000_000_000)], 0, 0, 0).is_ok());
        let nameless = Line {
            description: String::new(),
            ..line(1, 1)
        };
        assert_eq!(totals(&[nameless], 0, 0, 0), Err(Description));
    }
}
