//! Users of the account.

use base64::prelude::{BASE64_URL_SAFE, Engine};
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use url::Url;

use super::wire::{User, Users};
use super::{Google, client, mapping};
use crate::mailbox::vendor::Content;
use crate::mailbox::{
    Address, DomainName, MailboxError, MailboxPage, MailboxTarget, NewMailbox, Photo, PhotoFormat,
};

/// Users on a page.
const PAGE: &str = "100";

impl Google {
    fn user_url(&self, user: &str, rest: &[&str]) -> Url {
        self.client.directory(&[&["users", user], rest].concat())
    }

    /// The user whose first address this is. Google finds users by their aliases too.
    pub(super) async fn find_user(&self, address: &Address) -> Result<Option<User>, MailboxError> {
        let address = address.to_string();
        let found: Option<User> = self.client.find(&self.user_url(&address, &[])).await?;
        Ok(found.filter(|user| user.primary_email.eq_ignore_ascii_case(&address)))
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
        let name = json!({"givenName": new.first_name, "familyName": new.last_name});
        let mut body = json!({
            "name": name,
            "password": new.password.expose_secret(),
            "changePasswordAtNextLogin": false,
        });
        match self.find_user(&new.address).await? {
            Some(user) if mapping::reference(&user).as_ref() == Some(&new.reference) => {
                self.change(&user, body, &new.password).await?;
                self.need(&new.target()).await
            }
            Some(_) => Err(MailboxError::taken("another user has the address")),
            None => {
                body["primaryEmail"] = json!(new.address.to_string());
                body["externalIds"] = json!([{"type": "custom",
                    "customType": mapping::CUSTOM_TYPE, "value": new.reference.as_str()}]);
                self.make_user(new, body).await
            }
        }
    }

    async fn make_user(&self, new: &NewMailbox, body: Value) -> Result<User, MailboxError> {
        let url = self.client.directory(&["users"]);
        let reply = self
            .client
            .send(Method::POST, &url, &Content::Json(body))
            .await?;
        if reply.status.is_success() {
            return Ok(reply.json()?);
        }
        let error = mapping::failure(reply, &[new.password.expose_secret()]);
        if !error.is_passing() {
            // Google does not say in so many words that the domain is not good for it.
            let domain = self.need_domain(new.address.domain()).await?;
            if !domain.verified {
                return Err(MailboxError::NotVerified);
            }
        }
        Err(error)
    }

    /// Changes what `body` names. `secret` is what Google might quote.
    pub(super) async fn change(
        &self,
        user: &User,
        body: Value,
        secret: &SecretString,
    ) -> Result<(), MailboxError> {
        let url = self.user_url(&user.id, &[]);
        let reply = self
            .client
            .send(Method::PUT, &url, &Content::Json(body))
            .await?;
        if reply.status.is_success() {
            return Ok(());
        }
        Err(mapping::failure(reply, &[secret.expose_secret()]))
    }

    /// Gives the user another first address; the old one becomes an alias. An alias of its own is
    /// freed first.
    pub(super) async fn move_user(&self, user: &User, to: &Address) -> Result<(), MailboxError> {
        let to = to.to_string();
        if user
            .aliases
            .iter()
            .any(|alias| alias.eq_ignore_ascii_case(&to))
        {
            let url = self.user_url(&user.id, &["aliases", &to]);
            self.client.delete(&url).await?;
        }
        let body = json!({"primaryEmail": to});
        self.change(user, body, &SecretString::default()).await
    }

    pub(super) async fn put_photo(&self, user: &User, photo: &Photo) -> Result<(), MailboxError> {
        let kind = match photo.format {
            PhotoFormat::Png => "PNG",
            PhotoFormat::Jpeg => "JPEG",
        };
        let data = BASE64_URL_SAFE.encode(&photo.bytes);
        let body = Content::Json(json!({"mimeType": kind, "photoData": data}));
        let url = self.user_url(&user.id, &["photos", "thumbnail"]);
        let reply = self.client.send(Method::PUT, &url, &body).await?;
        client::success(reply).map(drop)
    }

    pub(super) async fn remove_user(&self, user: &User) -> Result<(), MailboxError> {
        self.client.delete(&self.user_url(&user.id, &[])).await
    }

    /// A page of the users of a domain.
    pub(super) async fn users(
        &self,
        domain: &DomainName,
        after: Option<&str>,
    ) -> Result<MailboxPage, MailboxError> {
        let mut url = self.client.directory(&["users"]);
        url.query_pairs_mut()
            .append_pair("domain", domain.as_str())
            .append_pair("orderBy", "email")
            .append_pair("maxResults", PAGE);
        if let Some(token) = after {
            url.query_pairs_mut().append_pair("pageToken", token);
        }
        let page: Users = self.client.read(&url).await?;
        let mailboxes: Result<Vec<_>, _> = page.users.iter().map(mapping::mailbox).collect();
        Ok(MailboxPage {
            mailboxes: mailboxes?,
            next: page.next_page_token,
        })
    }
}
