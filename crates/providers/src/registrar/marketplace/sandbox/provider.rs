//! The sandbox as a marketplace.

use async_trait::async_trait;
use chrono::{Duration, Months};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;

use super::Sandbox;
use super::catalogue::{Nature, offer, price_of};
use super::keep::{TRIES, crowded};
use super::records::{Bought, CONTACT};
use crate::domain_name::DomainName;
use crate::error::Outage;
use crate::registrar::marketplace::{
    Availability, Contact, ContactId, MOST_NAMES, Marketplace, MarketplaceCapabilities,
    MarketplaceName, Offer, OwnedDomain, Purchase, Registration, Renewal, Renewed, TldPrice,
};
use crate::registrar::{NameServers, RegistrarError, name_servers};

/// How much later a pending domain shows in the account.
const PENDING: Duration = Duration::minutes(10);
/// No domain can be paid for further ahead.
const FURTHEST: Months = Months::new(12 * 10);

impl Sandbox {
    /// What can be bought for how much at this moment, or why not.
    fn quote(&self, purchase: &Purchase) -> Result<Cents, RegistrarError> {
        let refused = |reason: &str| RegistrarError::Refused {
            reason: reason.to_owned(),
        };
        let taken = |reason: &str| RegistrarError::NotAvailable {
            reason: reason.to_owned(),
        };
        let (price, premium) = match offer(&purchase.domain).availability {
            Availability::Available { price, premium } => (price, premium),
            Availability::Taken => return Err(taken("it is registered")),
            Availability::Unsupported => return Err(taken("its top-level domain is not sold")),
            Availability::Restricted => return Err(taken("the registry reserves it")),
            Availability::Unknown => return Err(down()),
        };
        if premium && !purchase.premium {
            return Err(refused("this domain is a premium domain"));
        }
        let mut cost = price
            .of_years(purchase.years)
            .map_err(|_| refused("the price is out of bounds"))?;
        match Nature::of(&purchase.domain) {
            Nature::Declined => return Err(refused("the registry declined the registration")),
            Nature::Unfunded => {
                return Err(RegistrarError::InsufficientFunds {
                    reason: "the balance is too low".to_owned(),
                });
            }
            Nature::Down | Nature::Outage => return Err(Outage::Unreachable.into()),
            Nature::Dearer => cost = Cents::new(cost.get() + 100),
            _ => {}
        }
        if cost > purchase.most {
            return Err(RegistrarError::PriceChanged { price: cost });
        }
        Ok(cost)
    }

    async fn buy(&self, purchase: &Purchase) -> Result<Registration, RegistrarError> {
        let nature = Nature::of(&purchase.domain);
        for _ in 0..TRIES {
            let sold = self.sold(&purchase.domain).await?;
            if let Some(held) = sold.as_ref().filter(|kept| self.is_held(&kept.value)) {
                return self.already(&held.value, purchase);
            }
            let paid = self.quote(purchase)?;
            self.need_contact(&purchase.contact).await?;
            let now = self.now();
            let expires_at = later(now, purchase.years)?;
            let before = sold.as_ref().map(|kept| &kept.value);
            let bought = Bought {
                contact: purchase.contact.clone(),
                bought_at: now,
                shows_at: if nature == Nature::Pending {
                    now + PENDING
                } else {
                    now
                },
                expires_at,
                name_servers: Vec::new(),
                purchases: before.map_or(0, |before| before.purchases) + 1,
                renewals: before.map_or(0, |before| before.renewals),
                paid: Cents::new(before.map_or(0, |before| before.paid.get()) + paid.get()),
            };
            let version = sold.map(|kept| kept.version);
            if self.put(&purchase.domain, version, &bought).await? {
                return match nature {
                    Nature::Lost | Nature::Pending => {
                        Err(RegistrarError::Uncertain(Outage::Timeout))
                    }
                    _ => Ok(Registration {
                        expires_at: Some(expires_at),
                        newly: true,
                    }),
                };
            }
        }
        Err(crowded())
    }

    /// What is said to who buys a domain that was bought here before.
    fn already(&self, held: &Bought, purchase: &Purchase) -> Result<Registration, RegistrarError> {
        if held.shows_at <= self.now() {
            return Ok(Registration {
                expires_at: Some(held.expires_at),
                newly: false,
            });
        }
        if purchase.after_unknown {
            return Err(RegistrarError::Undecided);
        }
        Err(RegistrarError::NotAvailable {
            reason: "it is registered".to_owned(),
        })
    }

    async fn need_contact(&self, id: &ContactId) -> Result<(), RegistrarError> {
        match self.contact(id).await? {
            Some(_) => Ok(()),
            None => Err(RegistrarError::Refused {
                reason: "there is no such contact".to_owned(),
            }),
        }
    }
}

#[async_trait]
impl Marketplace for Sandbox {
    fn name(&self) -> MarketplaceName {
        MarketplaceName::Sandbox
    }

    fn capabilities(&self) -> MarketplaceCapabilities {
        MarketplaceCapabilities {
            live: false,
            names_per_call: MOST_NAMES,
            premium: true,
        }
    }

    async fn test(&self) -> Result<(), RegistrarError> {
        Ok(())
    }

    async fn search_many(&self, domains: &[DomainName]) -> Result<Vec<Offer>, RegistrarError> {
        if domains.len() > MOST_NAMES {
            return Err(RegistrarError::Refused {
                reason: format!("at most {MOST_NAMES} names are looked up at once"),
            });
        }
        let is_out = |domain| Nature::of(domain) == Nature::Outage;
        if domains.iter().any(is_out) {
            return Err(Outage::Unreachable.into());
        }
        let mut offers = Vec::with_capacity(domains.len());
        for domain in domains {
            let mut offer = offer(domain);
            let sold = self.sold(domain).await?;
            if sold.is_some_and(|kept| self.is_held(&kept.value)) {
                offer.availability = Availability::Taken;
            }
            offers.push(offer);
        }
        Ok(offers)
    }

    async fn prices(&self, tlds: &[String]) -> Result<Vec<TldPrice>, RegistrarError> {
        let known = tlds.iter().filter_map(|tld| {
            Some(TldPrice {
                tld: tld.clone(),
                price: price_of(tld)?,
            })
        });
        Ok(known.collect())
    }

    async fn save_contact(&self, contact: &Contact) -> Result<ContactId, RegistrarError> {
        self.keep_contact(contact).await
    }

    async fn contact(&self, id: &ContactId) -> Result<Option<Contact>, RegistrarError> {
        let kept = self.read::<Contact>(CONTACT, &id.0).await?;
        Ok(kept.map(|kept| kept.value))
    }

    async fn register(&self, purchase: &Purchase) -> Result<Registration, RegistrarError> {
        purchase.check()?;
        self.buy(purchase).await
    }

    async fn domain(&self, domain: &DomainName) -> Result<Option<OwnedDomain>, RegistrarError> {
        let owned = self.owned(domain).await?;
        Ok(owned.map(|kept| OwnedDomain {
            domain: domain.clone(),
            expires_at: kept.value.expires_at,
            name_servers: kept.value.name_servers,
        }))
    }

    async fn set_name_servers(
        &self,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError> {
        for _ in 0..TRIES {
            let mut kept = self.owned(domain).await?.ok_or_else(not_ours)?;
            name_servers::check_in_sandbox(servers)?;
            kept.value.name_servers = servers.hosts().to_vec();
            if self.put(domain, Some(kept.version), &kept.value).await? {
                return Ok(());
            }
        }
        Err(crowded())
    }

    async fn renew(&self, renewal: &Renewal) -> Result<Renewed, RegistrarError> {
        renewal.check()?;
        for _ in 0..TRIES {
            let owned = self.owned(&renewal.domain).await?;
            let mut kept = owned.ok_or_else(not_ours)?;
            if let Some(done) = renewal.done_by(kept.value.expires_at)? {
                return Ok(done);
            }
            let expires_at = later(kept.value.expires_at, renewal.years)?;
            if self
                .now()
                .checked_add_months(FURTHEST)
                .is_none_or(|most| expires_at > most)
            {
                return Err(RegistrarError::Refused {
                    reason: "a domain can be paid for 10 years ahead at most".to_owned(),
                });
            }
            let price = offer(&renewal.domain).price();
            let a_year = price.map_or(0, |price| price.renewal.get());
            let cost = a_year * i64::from(renewal.years);
            kept.value.expires_at = expires_at;
            kept.value.renewals += 1;
            kept.value.paid = Cents::new(kept.value.paid.get() + cost);
            let version = Some(kept.version);
            if self.put(&renewal.domain, version, &kept.value).await? {
                return Ok(Renewed {
                    expires_at,
                    newly: true,
                });
            }
        }
        Err(crowded())
    }
}

fn later(from: Timestamp, years: u8) -> Result<Timestamp, RegistrarError> {
    let later = from.checked_add_months(Months::new(12 * u32::from(years)));
    later.ok_or_else(|| RegistrarError::Refused {
        reason: "that is too far ahead".to_owned(),
    })
}

fn not_ours() -> RegistrarError {
    RegistrarError::NoSuchDomain {
        reason: "there is no such domain in the account".to_owned(),
    }
}

fn down() -> RegistrarError {
    Outage::Status {
        status: 503,
        reason: Some("the registry does not answer".to_owned()),
    }
    .into()
}
