//! A card as a person types it, and what can be told of it without asking anyone.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use simpleinboxes_core::Timestamp;
use thiserror::Error;

use chrono::{Datelike, NaiveDate};

/// A card as a person typed it. Number and code are secrets; they are used and forgotten.
#[derive(Clone)]
pub struct Card {
    number: SecretString,
    exp_month: u8,
    exp_year: u16,
    holder: Option<String>,
}

/// Companies whose cards are known by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardBrand {
    /// American Express.
    Amex,
    /// Diners Club.
    Diners,
    /// Discover.
    Discover,
    /// JCB.
    Jcb,
    /// Mastercard.
    Mastercard,
    /// China UnionPay.
    UnionPay,
    /// Visa.
    Visa,
    /// Another one.
    Unknown,
}

/// What is wrong with a card's data, each belonging to one field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CardProblem {
    /// Not 12 to 19 digits, the wrong length for its brand, or a mistyped one.
    #[error("The card number is not valid.")]
    Number,
    /// Not a month.
    #[error("The month is not valid.")]
    Month,
    /// Not a year between 2000 and 2200.
    #[error("The year is not valid.")]
    Year,
    /// Not three digits, or four for American Express.
    #[error("The security code is not valid.")]
    Code,
    /// Too long.
    #[error("The holder's name is too long.")]
    Holder,
}

impl Card {
    /// Reads what was typed: blanks and hyphens in the number are dropped, a year of two digits is
    /// one of this century. A card whose time is over is read all the same: that is for the bank.
    ///
    /// # Errors
    /// With the first field that is wrong.
    pub fn read(
        number: &str,
        exp_month: u8,
        exp_year: u16,
        cvc: &str,
        holder: Option<&str>,
    ) -> Result<Self, CardProblem> {
        let number: String = number.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let brand = CardBrand::of(&number);
        if !brand.allows(number.len()) || !passes_luhn(&number) {
            return Err(CardProblem::Number);
        }
        if !(1..=12).contains(&exp_month) {
            return Err(CardProblem::Month);
        }
        let exp_year = if exp_year < 100 {
            2000 + exp_year
        } else {
            exp_year
        };
        if !(2000..=2200).contains(&exp_year) {
            return Err(CardProblem::Year);
        }
        let digits = if brand == CardBrand::Amex { 4 } else { 3 };
        if cvc.len() != digits || !cvc.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CardProblem::Code);
        }
        let holder = holder.map(str::trim).filter(|name| !name.is_empty());
        if holder.is_some_and(|name| name.chars().count() > 200) {
            return Err(CardProblem::Holder);
        }
        Ok(Self {
            number: number.into(),
            exp_month,
            exp_year,
            holder: holder.map(str::to_owned),
        })
    }

    pub(super) fn number(&self) -> &str {
        self.number.expose_secret()
    }

    /// Its brand.
    #[must_use]
    pub fn brand(&self) -> CardBrand {
        CardBrand::of(self.number())
    }

    /// Its last four digits.
    #[must_use]
    pub fn last4(&self) -> &str {
        let number = self.number();
        &number[number.len().saturating_sub(4)..]
    }

    /// The month at whose end it expires.
    #[must_use]
    pub const fn exp_month(&self) -> u8 {
        self.exp_month
    }

    /// The year in which it expires.
    #[must_use]
    pub const fn exp_year(&self) -> u16 {
        self.exp_year
    }

    /// The holder's name.
    #[must_use]
    pub fn holder(&self) -> Option<&str> {
        self.holder.as_deref()
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Card")
            .field("brand", &self.brand())
            .finish_non_exhaustive()
    }
}

/// Whether a card that expires at the end of that month is over at `now` everywhere on Earth.
pub(super) fn is_over(exp_month: u8, exp_year: u16, now: Timestamp) -> bool {
    let today: NaiveDate = now.date_naive();
    (i32::from(exp_year), u32::from(exp_month)) < (today.year(), today.month())
}

impl CardBrand {
    /// The brand that numbers with these first digits have.
    #[must_use]
    pub fn of(number: &str) -> Self {
        let first = |digits: usize| {
            number
                .get(..digits)
                .and_then(|text| text.parse::<u32>().ok())
        };
        let (Some(two), Some(three), Some(four)) = (first(2), first(3), first(4)) else {
            return Self::Unknown;
        };
        match (two, three, four) {
            (34 | 37, ..) => Self::Amex,
            (36 | 38 | 39, ..) | (_, 300..=305, _) => Self::Diners,
            (65, ..) | (_, 644..=649, _) | (.., 6011) => Self::Discover,
            (.., 3528..=3589) => Self::Jcb,
            (51..=55, ..) | (.., 2221..=2720) => Self::Mastercard,
            (62, ..) | (81, ..) => Self::UnionPay,
            (40..=49, ..) => Self::Visa,
            _ => Self::Unknown,
        }
    }

    /// As Stripe writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Amex => "amex",
            Self::Diners => "diners",
            Self::Discover => "discover",
            Self::Jcb => "jcb",
            Self::Mastercard => "mastercard",
            Self::UnionPay => "unionpay",
            Self::Visa => "visa",
            Self::Unknown => "unknown",
        }
    }

    const fn allows(self, digits: usize) -> bool {
        match self {
            Self::Amex => digits == 15,
            Self::Diners => digits >= 14 && digits <= 19,
            Self::Discover | Self::Jcb | Self::UnionPay => digits >= 16 && digits <= 19,
            Self::Mastercard => digits == 16,
            Self::Visa => digits == 13 || digits == 16 || digits == 19,
            Self::Unknown => digits >= 12 && digits <= 19,
        }
    }
}

/// The check digit of ISO/IEC 7812-1.
fn passes_luhn(number: &str) -> bool {
    let mut sum = 0;
    for (place, digit) in number.chars().rev().enumerate() {
        let Some(digit) = digit.to_digit(10) else {
            return false;
        };
        sum += match (place % 2, digit) {
            (0, digit) => digit,
            (_, digit @ 5..) => 2 * digit - 9,
            (_, digit) => 2 * digit,
        };
    }
    sum % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brands_and_check_digits_are_told() {
        for (number, brand) in [
            ("4242 4242 4242 4242", "visa"),
            ("5555-5555-5555-4444", "mastercard"),
            ("2223003122003222", "mastercard"),
            ("6011111111111117", "discover"),
            ("3056930009020004", "diners"),
            ("36227206271667", "diners"),
            ("3566002020360505", "jcb"),
            ("6200000000000005", "unionpay"),
        ] {
            let card = Card::read(number, 1, 2030, "123", None).expect(number);
            assert_eq!(card.brand().as_str(), brand, "{number}");
        }
        let amex = Card::read("378282246310005", 12, 30, "1234", Some(" Jo ")).expect("a card");
        assert_eq!(amex.brand(), CardBrand::Amex);
        assert_eq!((amex.last4(), amex.exp_year()), ("0005", 2030));
        assert_eq!(amex.holder(), Some("Jo"));
    }

    #[test]
    fn mistakes_name_their_field() {
        let read = |number, month, year, cvc| Card::read(number, month, year, cvc, None).err();
        let good = "4242424242424242";
        for wrong in [
            "",
            "4242",
            "4242424242424241",
            "424242424242424x",
            "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
        ] {
            assert_eq!(read(wrong, 1, 2030, "123"), Some(CardProblem::Number));
        }
        assert_eq!(read(good, 0, 2030, "123"), Some(CardProblem::Month));
        assert_eq!(read(good, 13, 2030, "123"), Some(CardProblem::Month));
        assert_eq!(read(good, 1, 1999, "123"), Some(CardProblem::Year));
        assert_eq!(read(good, 1, 2201, "123"), Some(CardProblem::Year));
        assert_eq!(read(good, 1, 2030, "1234"), Some(CardProblem::Code));
        assert_eq!(
            read("378282246310005", 1, 2030, "123"),
            Some(CardProblem::Code)
        );
        assert_eq!(read(good, 1, 2030, "123"), None);
    }

    #[test]
    fn cards_last_to_the_end_of_their_month() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        assert!(!is_over(11, 2026, at("2026-11-30T23:59:59Z")));
        assert!(is_over(11, 2026, at("2026-12-01T00:00:00Z")));
        assert!(!is_over(1, 2027, at("2026-12-01T00:00:00Z")));
    }

    #[test]
    fn a_card_does_not_print_itself() {
        let card = Card::read("4242424242424242", 1, 2030, "123", Some("Jo")).expect("a card");
        assert_eq!(format!("{card:?}"), "Card { brand: Visa, .. }");
    }
}
