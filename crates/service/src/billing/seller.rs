//! Who makes invoices out, from the settings.

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};
use simpleinboxes_core::{
    invoice::{Address, Party},
    vat::VatNumber,
};
use simpleinboxes_types as types;

/// The company behind a deployment.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Seller {
    /// Its name.
    pub company_name: String,
    /// Where questions about an invoice go.
    pub email: Option<String>,
    /// Its VAT number.
    pub vat_number: Option<String>,
    /// Its address.
    pub address: Option<SellerAddress>,
}

/// The address of the company.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SellerAddress {
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

impl Default for Seller {
    fn default() -> Self {
        Self {
            company_name: "SimpleInboxes".to_owned(),
            email: None,
            vat_number: None,
            address: None,
        }
    }
}

impl Seller {
    /// The company as it stands on invoices.
    ///
    /// # Errors
    /// A setting is not what an invoice can hold.
    pub fn party(&self) -> anyhow::Result<Party> {
        form::<types::BillingCompanyName>(&self.company_name, "company_name")?;
        if let Some(email) = &self.email {
            form::<types::EmailAddress>(email, "email")?;
        }
        let address = self.address.as_ref().map(SellerAddress::checked);
        Ok(Party {
            company_name: self.company_name.clone(),
            email: self.email.clone(),
            address: address.transpose()?,
            vat_number: self.checked_vat_number()?,
        })
    }

    fn checked_vat_number(&self) -> anyhow::Result<Option<String>> {
        let Some(number) = &self.vat_number else {
            return Ok(None);
        };
        let address = self.address.as_ref();
        let address = address.context("billing.vat_number needs billing.address")?;
        let number = VatNumber::of(&address.country, number).context("billing.vat_number")?;
        Ok(Some(number.to_string()))
    }
}

impl SellerAddress {
    fn checked(&self) -> anyhow::Result<Address> {
        let lines = [
            (Some(&self.line1), "address.line1"),
            (self.line2.as_ref(), "address.line2"),
            (Some(&self.city), "address.city"),
            (self.region.as_ref(), "address.region"),
        ];
        for (line, name) in lines {
            if let Some(line) = line {
                form::<types::BillingAddressLine>(line, name)?;
            }
        }
        if let Some(code) = &self.postal_code {
            form::<types::BillingPostalCode>(code, "address.postal_code")?;
        }
        form::<types::CountryCode>(&self.country, "address.country")?;
        Ok(Address {
            line1: self.line1.clone(),
            line2: self.line2.clone(),
            city: self.city.clone(),
            region: self.region.clone(),
            postal_code: self.postal_code.clone(),
            country: self.country.clone(),
        })
    }
}

/// What the API shows is of the API's form.
fn form<T: TryFrom<String>>(text: &str, name: &str) -> anyhow::Result<()> {
    let is_of_form = T::try_from(text.to_owned()).is_ok();
    ensure!(is_of_form, "billing.{name} can't stand on an invoice");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_deployment_has_a_name_and_no_more() {
        let party = Seller::default().party().expect("a party");
        assert_eq!(party.company_name, "SimpleInboxes");
        assert_eq!(
            (party.email, party.address, party.vat_number),
            (None, None, None)
        );
    }

    #[test]
    fn settings_are_checked_before_they_stand_on_an_invoice() {
        let good = Seller {
            email: Some("billing@simpleinboxes.com".to_owned()),
            vat_number: Some("de 136 695 976".to_owned()),
            address: Some(SellerAddress {
                line1: "Lindenstraße 12".to_owned(),
                line2: None,
                city: "Berlin".to_owned(),
                region: None,
                postal_code: Some("10969".to_owned()),
                country: "DE".to_owned(),
            }),
            ..Seller::default()
        };
        let party = good.party().expect("a party");
        assert_eq!(party.vat_number.as_deref(), Some("DE136695976"));
        let breaks: [fn(&mut Seller); 5] = [
            |seller| seller.company_name = " ".to_owned(),
            |seller| seller.email = Some("billing".to_owned()),
            |seller| seller.vat_number = Some("DE136695970".to_owned()),
            |seller| seller.address = None,
            |seller| {
                if let Some(address) = &mut seller.address {
                    address.country = "Germany".to_owned();
                }
            },
        ];
        for (turn, break_it) in breaks.iter().enumerate() {
            let mut seller = good.clone();
            break_it(&mut seller);
            assert!(seller.party().is_err(), "{turn}");
        }
    }
}
