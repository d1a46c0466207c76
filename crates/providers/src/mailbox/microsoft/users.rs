//! Users of the tenant, each with a licence for a mailbox.

use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use url::Url;

use super::wire::{self, List, Sku, User};
use super::{Microsoft, client, mapping};
use crate::mailbox::vendor::Content;
use crate::mailbox::{Address, DomainName, MailboxError, MailboxPage, MailboxTarget, NewMailbox};

/// Users on a page.
const PAGE: &str = "100";

impl Microsoft {
    fn user_url(&self, user: &str, rest: &[&str]) -> Url {
        self.client.url(&[&["users", user], rest].concat())
    }

    pub(super) async fn find_user(&self, address: &Address) -> Result<Option<User>, MailboxError> {
        let mut url = self.user_url(&address.to_string(), &[]);
        url.query_pairs_mut().append_pair("$select", wire::USER);
        let found: Option<User> = self.client.find(&url).await?;
        let is_at = |user: &User| {
            let name = user.user_principal_name.as_str();
            name.eq_ignore_ascii_case(&address.to_string())
        };
        Ok(found.filter(is_at))
    }

    /// The user of a target, if it is ours and there.
    pub(super) async fn ours(&self, target: &MailboxTarget) -> Result<Option<User>, MailboxError> {
        let found = self.find_user(&target.address).await?;
        Ok(found.filter(|user| mapping::reference(user).as_ref() == Some(&target.reference)))
    }

    pub(super) async fn need(&self, target: &MailboxTarget) -> Result<User, MailboxError> {
        self.ours(target).await?.ok_or(MailboxError::no_mailbox())
    }

    /// Makes the user, or brings the one of ours that is there into line.
    pub(super) async fn ensure_user(&self, new: &NewMailbox) -> Result<User, MailboxError> {
        match self.find_user(&new.address).await? {
            None => self.make_user(new).await,
            Some(user) if mapping::reference(&user).as_ref() == Some(&new.reference) => {
                let body = json!({
                    "displayName": new.display_name(),
                    "givenName": new.first_name,
                    "surname": new.last_name,
                    "passwordProfile": profile(&new.password),
                });
                self.change(&user, body, &new.password).await?;
                self.need(&new.target()).await
            }
            Some(_) => Err(MailboxError::taken("another user has the address")),
        }
    }

    async fn make_user(&self, new: &NewMailbox) -> Result<User, MailboxError> {
        let body = json!({
            "accountEnabled": true,
            "displayName": new.display_name(),
            "givenName": new.first_name,
            "surname": new.last_name,
            "mailNickname": new.address.username().as_str(),
            "userPrincipalName": new.address.to_string(),
            "usageLocation": self.country,
            "passwordPolicies": "DisablePasswordExpiration",
            "passwordProfile": profile(&new.password),
            "onPremisesExtensionAttributes": {"extensionAttribute1": new.reference.as_str()},
        });
        let url = self.client.url(&["users"]);
        let reply = self
            .client
            .send(Method::POST, &url, &Content::Json(body))
            .await?;
        if reply.status.is_success() {
            return Ok(reply.json()?);
        }
        let error = mapping::failure(reply, &[new.password.expose_secret()]);
        if matches!(error, MailboxError::Refused { .. }) {
            // Graph says only that the domain is not good for it.
            let domain = self.need_domain(new.address.domain()).await?;
            if !domain.is_verified {
                return Err(MailboxError::NotVerified);
            }
        }
        Err(error)
    }

    /// Gives a user the licence, unless it has it.
    pub(super) async fn license(&self, user: &User) -> Result<(), MailboxError> {
        let mut held = user.assigned_licenses.iter();
        if held.any(|license| license.sku_id.eq_ignore_ascii_case(&self.sku)) {
            return Ok(());
        }
        let body = json!({
            "addLicenses": [{"disabledPlans": [], "skuId": self.sku}],
            "removeLicenses": [],
        });
        let url = self.user_url(&user.id, &["assignLicense"]);
        let reply = self
            .client
            .send(Method::POST, &url, &Content::Json(body))
            .await?;
        match client::success(reply) {
            Ok(_) => Ok(()),
            Err(MailboxError::Refused { reason }) if self.is_used_up().await? => {
                Err(MailboxError::Full { reason })
            }
            Err(error) => Err(error),
        }
    }

    /// Whether the licence that mailboxes get was bought and some are left.
    pub(super) async fn has_licences(&self) -> Result<(), MailboxError> {
        if self.is_used_up().await? {
            return Err(MailboxError::Full {
                reason: "no licence of sku_id is left, or none was bought".to_owned(),
            });
        }
        Ok(())
    }

    /// Whether all licences are given away, or none was ever bought.
    async fn is_used_up(&self) -> Result<bool, MailboxError> {
        let url = self.client.url(&["subscribedSkus"]);
        let bought: List<Sku> = self.client.read(&url).await?;
        let mut skus = bought.value.iter();
        let ours = skus.find(|sku| sku.sku_id.eq_ignore_ascii_case(&self.sku));
        Ok(ours.is_none_or(|sku| sku.consumed_units >= sku.prepaid_units.enabled))
    }

    /// Changes what `body` names. `secret` is what Microsoft might quote.
    pub(super) async fn change(
        &self,
        user: &User,
        body: Value,
        secret: &SecretString,
    ) -> Result<(), MailboxError> {
        let url = self.user_url(&user.id, &[]);
        let reply = self
            .client
            .send(Method::PATCH, &url, &Content::Json(body))
            .await?;
        if reply.status.is_success() {
            return Ok(());
        }
        Err(mapping::failure(reply, &[secret.expose_secret()]))
    }

    pub(super) async fn put_photo(&self, user: &User, bytes: &[u8]) -> Result<(), MailboxError> {
        let url = self.user_url(&user.id, &["photo", "$value"]);
        let content = Content::File("image/jpeg", bytes.to_vec());
        let reply = self.client.send(Method::PUT, &url, &content).await?;
        client::success(reply).map(drop)
    }

    /// Whether the user has a way of signing in besides the password.
    pub(super) async fn has_second_factor(&self, user: &User) -> Result<bool, MailboxError> {
        let url = self.user_url(&user.id, &["authentication", "methods"]);
        let methods: List<wire::Method> = self.client.read(&url).await?;
        let counts = |kind: &str| {
            !kind.ends_with(".passwordAuthenticationMethod")
                && !kind.ends_with(".emailAuthenticationMethod")
        };
        Ok(methods.value.iter().any(|method| counts(&method.kind)))
    }

    pub(super) async fn remove_user(&self, user: &User) -> Result<(), MailboxError> {
        let url = self.user_url(&user.id, &[]);
        let reply = self
            .client
            .send(Method::DELETE, &url, &Content::Nothing)
            .await?;
        if reply.status.as_u16() == 404 {
            return Ok(());
        }
        client::success(reply).map(drop)
    }

    /// A page of the users of a domain. `after` is the query of the link to it: only that is kept,
    /// so that nothing but our own address is ever called.
    pub(super) async fn users(
        &self,
        domain: &DomainName,
        after: Option<&str>,
    ) -> Result<MailboxPage, MailboxError> {
        let mut url = self.client.url(&["users"]);
        match after {
            Some(query) => url.set_query(Some(query)),
            None => {
                url.query_pairs_mut()
                    .append_pair(
                        "$filter",
                        &format!("endsWith(userPrincipalName,'@{domain}')"),
                    )
                    .append_pair("$count", "true")
                    .append_pair("$select", wire::USER)
                    .append_pair("$top", PAGE);
            }
        }
        let list: List<User> = self.client.query(&url).await?;
        let mailboxes: Result<Vec<_>, _> = list.value.iter().map(mapping::mailbox).collect();
        let next = list.next.as_deref().and_then(|link| Url::parse(link).ok());
        Ok(MailboxPage {
            mailboxes: mailboxes?,
            next: next.and_then(|link| link.query().map(str::to_owned)),
        })
    }
}

/// A password that its owner is not asked to change.
pub(super) fn profile(password: &SecretString) -> Value {
    json!({"forceChangePasswordNextSignIn": false, "password": password.expose_secret()})
}
