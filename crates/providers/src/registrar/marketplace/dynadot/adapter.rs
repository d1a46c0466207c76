//! Dynadot as a marketplace.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::wire::{
    ContactDetails, ContactList, Created, Info, Nothing, OneContact, Paid, Search, TldPrices,
};
use super::{Dynadot, contacts, mapping};
use crate::domain_name::DomainName;
use crate::error::{Outage, ProviderError};
use crate::registrar::marketplace::{
    Availability, Contact, ContactId, MOST_NAMES, Marketplace, MarketplaceCapabilities,
    MarketplaceName, Offer, OwnedDomain, Purchase, Registration, Renewal, Renewed, TldPrice,
};
use crate::registrar::{NameServers, RegistrarError};

const USD: (&str, &str) = ("currency", "USD");
/// Rows of a page of prices, and pages that are read at most.
const PRICES_PER_PAGE: usize = 1000;
const MOST_PAGES: usize = 10;

impl Dynadot {
    /// Looks up as many names as one search takes.
    async fn search_some(&self, domains: &[DomainName]) -> Result<Vec<Offer>, RegistrarError> {
        let numbers: Vec<String> = (0..domains.len()).map(|n| format!("domain{n}")).collect();
        let mut parameters: Vec<(&str, &str)> = numbers
            .iter()
            .zip(domains)
            .map(|(number, domain)| (number.as_str(), domain.as_str()))
            .collect();
        parameters.extend([("show_price", "1"), USD]);
        let found: Search = self.client.read("search", &parameters).await?;
        let told: BTreeMap<String, Availability> = found
            .search_results
            .iter()
            .map(|found| {
                let name = found.domain_name.to_ascii_lowercase();
                (name, mapping::availability(found))
            })
            .collect();
        let offer = |domain: &DomainName| Offer {
            domain: domain.clone(),
            availability: *told.get(domain.as_str()).unwrap_or(&Availability::Unknown),
        };
        Ok(domains.iter().map(offer).collect())
    }

    /// Refuses a purchase that the buyer would not want at this moment.
    async fn check_offer(&self, purchase: &Purchase) -> Result<(), RegistrarError> {
        let not_available = |reason: &str| RegistrarError::NotAvailable {
            reason: reason.to_owned(),
        };
        let (price, premium) = match self.search(&purchase.domain).await?.availability {
            Availability::Available { price, premium } => (price, premium),
            Availability::Taken if purchase.after_unknown => return Err(RegistrarError::Undecided),
            Availability::Taken => return Err(not_available("it is registered")),
            Availability::Unsupported => return Err(not_available("it is not sold")),
            Availability::Restricted => return Err(not_available("the registry reserves it")),
            Availability::Unknown => return Err(unanswered().into()),
        };
        let refused = |reason: &str| RegistrarError::Refused {
            reason: reason.to_owned(),
        };
        if premium && !purchase.premium {
            return Err(refused("it is a premium domain"));
        }
        let price = price.of_years(purchase.years);
        let price = price.map_err(|_| refused("the price is out of bounds"))?;
        if price > purchase.most {
            return Err(RegistrarError::PriceChanged { price });
        }
        Ok(())
    }

    async fn buy(&self, purchase: &Purchase) -> Result<Registration, RegistrarError> {
        let years = purchase.years.to_string();
        let contact = purchase.contact.0.as_str();
        let mut parameters = vec![
            ("domain", purchase.domain.as_str()),
            ("duration", years.as_str()),
            USD,
            ("registrant_contact", contact),
            ("admin_contact", contact),
            ("technical_contact", contact),
            ("billing_contact", contact),
        ];
        if purchase.premium {
            parameters.push(("premium", "1"));
        }
        let paid: Paid = self.client.change("register", &parameters).await?;
        Ok(Registration {
            expires_at: paid.expiration.as_ref().and_then(mapping::moment),
            newly: true,
        })
    }

    /// What a purchase that went wrong came to: the domain may be ours all the same.
    async fn look_after(
        &self,
        purchase: &Purchase,
        error: RegistrarError,
    ) -> Result<Registration, RegistrarError> {
        let refused = matches!(error, RegistrarError::NotAvailable { .. });
        if !refused && !error.may_have_happened() {
            return Err(error);
        }
        match self.domain(&purchase.domain).await {
            Ok(Some(owned)) => Ok(Registration {
                expires_at: Some(owned.expires_at),
                newly: !refused,
            }),
            Ok(None) if refused && purchase.after_unknown => Err(RegistrarError::Undecided),
            // The look is only for more certainty: its failure says nothing of the purchase.
            Ok(None) | Err(_) => Err(error),
        }
    }

    /// The contacts of the account, as far as they can be read: the shape of the list is not
    /// confirmed, and one that is kept twice costs nothing.
    async fn known_contacts(&self) -> Result<Vec<ContactDetails>, RegistrarError> {
        use serde::Deserialize;

        let list = match self.client.read::<ContactList>("contact_list", &[]).await {
            Ok(list) => list.contact_list,
            Err(RegistrarError::Provider(ProviderError::Unavailable(Outage::Garbage))) => {
                Vec::new()
            }
            Err(error) => return Err(error),
        };
        let known = list.into_iter().map(ContactDetails::deserialize);
        Ok(known.filter_map(Result::ok).collect())
    }

    async fn set_servers(
        &self,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError> {
        let hosts = servers.texts();
        let numbers: Vec<String> = (0..hosts.len()).map(|n| format!("ns{n}")).collect();
        let mut parameters = vec![("domain", domain.as_str())];
        parameters.extend(numbers.iter().map(String::as_str).zip(hosts));
        self.client.change::<Nothing>("set_ns", &parameters).await?;
        Ok(())
    }

    /// Makes name servers known to the account; those that are known already are refused.
    async fn add_servers(&self, servers: &NameServers) -> Result<(), RegistrarError> {
        for host in servers.texts() {
            match self
                .client
                .change::<Nothing>("add_ns", &[("host", host)])
                .await
            {
                Ok(Nothing {}) | Err(RegistrarError::Refused { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Marketplace for Dynadot {
    fn name(&self) -> MarketplaceName {
        MarketplaceName::Dynadot
    }

    fn capabilities(&self) -> MarketplaceCapabilities {
        MarketplaceCapabilities {
            live: self.live,
            names_per_call: self.names_per_search,
            premium: true,
        }
    }

    async fn test(&self) -> Result<(), RegistrarError> {
        self.client.read::<Nothing>("account_info", &[]).await?;
        Ok(())
    }

    async fn search_many(&self, domains: &[DomainName]) -> Result<Vec<Offer>, RegistrarError> {
        if domains.len() > MOST_NAMES {
            return Err(RegistrarError::Refused {
                reason: format!("at most {MOST_NAMES} names are looked up at once"),
            });
        }
        let mut offers = Vec::with_capacity(domains.len());
        for some in domains.chunks(self.names_per_search) {
            offers.extend(self.search_some(some).await?);
        }
        Ok(offers)
    }

    async fn prices(&self, tlds: &[String]) -> Result<Vec<TldPrice>, RegistrarError> {
        let mut known = BTreeMap::new();
        for page in 0..MOST_PAGES {
            let count = PRICES_PER_PAGE.to_string();
            let page = page.to_string();
            let parameters = [
                USD,
                ("count_per_page", count.as_str()),
                ("page_index", page.as_str()),
            ];
            let rows: TldPrices = self.client.read("tld_price", &parameters).await?;
            let before = known.len();
            let prices = rows.tld_price.iter().filter_map(mapping::tld_price);
            known.extend(prices.map(|price| (price.tld, price.price)));
            // A page that is not full is the last; one without news is the same page again.
            if rows.tld_price.len() < PRICES_PER_PAGE || known.len() == before {
                break;
            }
        }
        let price = |tld: &String| {
            Some(TldPrice {
                tld: tld.clone(),
                price: *known.get(tld)?,
            })
        };
        Ok(tlds.iter().filter_map(price).collect())
    }

    async fn save_contact(&self, contact: &Contact) -> Result<ContactId, RegistrarError> {
        let parameters = contacts::parameters(contact)?;
        let known = self.known_contacts().await?;
        let same = known
            .iter()
            .find(|details| contacts::is_same(details, contact));
        if let Some(id) = same.and_then(contacts::id) {
            return Ok(id);
        }
        let parameters: Vec<(&str, &str)> = parameters
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let created: Created = self.client.change("create_contact", &parameters).await?;
        let id = created.create_contact_content.contact_id.get();
        Ok(ContactId(id.ok_or(Outage::Garbage)?.to_string()))
    }

    async fn contact(&self, id: &ContactId) -> Result<Option<Contact>, RegistrarError> {
        let found = self
            .client
            .read::<OneContact>("get_contact", &[("contact_id", &id.0)])
            .await;
        match found {
            Ok(found) => Ok(Some(contacts::contact(found.get_contact))),
            Err(RegistrarError::Refused { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn register(&self, purchase: &Purchase) -> Result<Registration, RegistrarError> {
        purchase.check()?;
        if let Some(owned) = self.domain(&purchase.domain).await? {
            return Ok(Registration {
                expires_at: Some(owned.expires_at),
                newly: false,
            });
        }
        self.check_offer(purchase).await?;
        match self.buy(purchase).await {
            Ok(registration) => Ok(registration),
            Err(error) => self.look_after(purchase, error).await,
        }
    }

    async fn domain(&self, domain: &DomainName) -> Result<Option<OwnedDomain>, RegistrarError> {
        let parameters = [("domain", domain.as_str())];
        match self.client.read::<Info>("domain_info", &parameters).await {
            Ok(info) => Ok(Some(mapping::owned(domain, info.domain_info)?)),
            Err(RegistrarError::NoSuchDomain { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn set_name_servers(
        &self,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError> {
        match self.set_servers(domain, servers).await {
            Err(RegistrarError::Refused { reason }) if mapping::is_about_servers(&reason) => {
                self.add_servers(servers).await?;
                self.set_servers(domain, servers).await
            }
            outcome => outcome,
        }
    }

    async fn renew(&self, renewal: &Renewal) -> Result<Renewed, RegistrarError> {
        renewal.check()?;
        let owned = self.domain(&renewal.domain).await?;
        let owned = owned.ok_or_else(|| RegistrarError::NoSuchDomain {
            reason: "there is no such domain in the account".to_owned(),
        })?;
        if let Some(done) = renewal.done_by(owned.expires_at)? {
            return Ok(done);
        }
        let years = renewal.years.to_string();
        let parameters = [
            ("domain", renewal.domain.as_str()),
            ("duration", years.as_str()),
            USD,
            ("no_renew_if_late_renew_fee_needed", "1"),
        ];
        let paid: Paid = self.client.change("renew", &parameters).await?;
        let expires_at = paid.expiration.as_ref().and_then(mapping::moment);
        Ok(Renewed {
            expires_at: expires_at.ok_or(RegistrarError::Uncertain(Outage::Garbage))?,
            newly: true,
        })
    }
}

fn unanswered() -> Outage {
    Outage::Status {
        status: 200,
        reason: Some("the registry does not answer".to_owned()),
    }
}
