//! Accounts in sending tools, as the registry hands them on: looked for before they are added, and
//! with a failed connection told as a failure.

use secrecy::{ExposeSecret, SecretString};

use super::account::{
    AccountPage, AccountState, Added, Known, MailHost, Mailbox, Put, ToolAccount,
};
use super::credential::Credential;
use super::error::SendingError;
use super::port::ConnectionTest;
use super::put::Desk;
use super::redact::tidy;
use super::registry::{LONGEST_REASON, SendingTools};
use crate::redact::without;

impl SendingTools {
    /// Adds a mailbox, unless the tool has it. When the answer is lost, the account is looked for,
    /// where the tool can do that.
    ///
    /// # Errors
    /// [`SendingError::NotConnected`] when the tool took the account but can't sign in. After one
    /// of which [`SendingError::may_have_happened`] is true, ask again: it looks first.
    pub async fn add(
        &self,
        credential: &Credential,
        mailbox: &Mailbox,
    ) -> Result<Added, SendingError> {
        let outcome = self.hand_over(credential, mailbox).await;
        outcome.map_err(|error| tidied(error, credential, Some(mailbox)))
    }

    async fn hand_over(
        &self,
        credential: &Credential,
        mailbox: &Mailbox,
    ) -> Result<Added, SendingError> {
        let mailbox = &prepared(credential, mailbox)?;
        let desk = self.desk(credential, mailbox);
        if let Some(account) = desk.find().await? {
            return Ok(Added {
                account: handed_over(credential, account)?,
                newly: false,
            });
        }
        Ok(Added {
            account: handed_over(credential, desk.add().await?)?,
            newly: true,
        })
    }

    /// Has the tool hold a mailbox as it is now. An account that is there is changed, or taken out
    /// and added anew where the tool's API can't change what has to be changed; else one is added.
    /// `known` is the account, where the tool is known to hold one.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub async fn put(
        &self,
        credential: &Credential,
        known: Option<Known<'_>>,
        mailbox: &Mailbox,
    ) -> Result<Put, SendingError> {
        let outcome = async {
            let mailbox = prepared(credential, mailbox)?;
            let put = self.desk(credential, &mailbox).put(known).await?;
            Ok(Put {
                account: handed_over(credential, put.account)?,
                how: put.how,
            })
        };
        let outcome = outcome.await;
        outcome.map_err(|error| tidied(error, credential, Some(mailbox)))
    }

    fn desk<'a>(&'a self, credential: &'a Credential, mailbox: &'a Mailbox) -> Desk<'a> {
        Desk {
            tool: self.adapter(credential),
            can: credential.tool().capabilities,
            credential,
            mailbox,
        }
    }

    /// Reads an account and tells whether the tool can sign in by now. A tool that does not tell
    /// even then never will: asking once more makes no sense.
    ///
    /// # Errors
    /// [`SendingError::NotConnected`] when it can't.
    pub async fn check(
        &self,
        credential: &Credential,
        id: &str,
    ) -> Result<ToolAccount, SendingError> {
        let outcome = self.adapter(credential).check(credential, id).await;
        let outcome = outcome.and_then(connected);
        outcome.map_err(|error| tidied(error, credential, None))
    }

    /// Finds the account of an address; nothing if there is none.
    ///
    /// # Errors
    /// See [`SendingError`].
    pub async fn find(
        &self,
        credential: &Credential,
        email: &str,
    ) -> Result<Option<ToolAccount>, SendingError> {
        if !credential.tool().capabilities.find {
            return Err(SendingError::Unsupported("find accounts"));
        }
        let tool = self.adapter(credential);
        let outcome = tool.find(credential, email).await;
        outcome.map_err(|error| tidied(error, credential, None))
    }

    /// Changes an account to be as `mailbox` says: another password, name or limit.
    ///
    /// # Errors
    /// [`SendingError::NotConnected`] when the tool can't sign in.
    pub async fn update(
        &self,
        credential: &Credential,
        id: &str,
        mailbox: &Mailbox,
    ) -> Result<ToolAccount, SendingError> {
        let updated = async {
            if !credential.tool().capabilities.update {
                return Err(SendingError::Unsupported("change accounts"));
            }
            let mailbox = prepared(credential, mailbox)?;
            let tool = self.adapter(credential);
            handed_over(credential, tool.update(credential, id, &mailbox).await?)
        };
        let outcome = updated.await;
        outcome.map_err(|error| tidied(error, credential, Some(mailbox)))
    }

    /// Removes an account. One that is not there is a success.
    ///
    /// # Errors
    /// See [`SendingError`].
    pub async fn remove(&self, credential: &Credential, id: &str) -> Result<(), SendingError> {
        if !credential.tool().capabilities.remove {
            return Err(SendingError::Unsupported("remove accounts"));
        }
        match self.adapter(credential).remove(credential, id).await {
            Ok(()) | Err(SendingError::NoSuchAccount { .. }) => Ok(()),
            Err(error) => Err(tidied(error, credential, None)),
        }
    }

    /// Reads the tool's accounts, to compare them with ours: the first ones, or those after `page`.
    ///
    /// # Errors
    /// See [`SendingError`].
    pub async fn list(
        &self,
        credential: &Credential,
        page: Option<&str>,
    ) -> Result<AccountPage, SendingError> {
        if !credential.tool().capabilities.list {
            return Err(SendingError::Unsupported("list accounts"));
        }
        let outcome = self.adapter(credential).list(credential, page).await;
        outcome.map_err(|error| tidied(error, credential, None))
    }
}

/// A mailbox as tools can take it. Google shows app passwords in groups, which are no part of them.
fn prepared(credential: &Credential, mailbox: &Mailbox) -> Result<Mailbox, SendingError> {
    let refused = |reason: &str| SendingError::Refused {
        reason: reason.to_owned(),
    };
    let mut mailbox = mailbox.clone();
    match mailbox.host {
        MailHost::Microsoft => {
            return Err(refused(
                "mailboxes of Microsoft are connected by consent in the tool",
            ));
        }
        MailHost::Google if !credential.tool().capabilities.google => {
            return Err(refused(
                "mailboxes of Google are connected by consent in the tool",
            ));
        }
        MailHost::Google => {
            for login in [&mut mailbox.smtp, &mut mailbox.imap] {
                let bare: String = login.password.expose_secret().split_whitespace().collect();
                login.password = bare.into();
            }
        }
        MailHost::Other => {}
    }
    Ok(mailbox)
}

/// An account that was just added or changed: a tool that tests later has yet to try, also where
/// its answer does not say so.
fn handed_over(
    credential: &Credential,
    mut account: ToolAccount,
) -> Result<ToolAccount, SendingError> {
    let tests_later = credential.tool().capabilities.connection == ConnectionTest::Later;
    if tests_later && account.state == AccountState::Untold {
        account.state = AccountState::Pending;
    }
    connected(account)
}

/// An account that the tool can't sign in to is a failure, whatever it said.
fn connected(account: ToolAccount) -> Result<ToolAccount, SendingError> {
    match account.state {
        AccountState::Failed(reason) => Err(SendingError::NotConnected {
            account: account.id,
            reason,
        }),
        AccountState::Connected | AccountState::Pending | AccountState::Untold => Ok(account),
    }
}

fn tidied(error: SendingError, credential: &Credential, mailbox: Option<&Mailbox>) -> SendingError {
    error.edit_reason(|text| {
        let logins = mailbox
            .into_iter()
            .flat_map(|mailbox| [&mailbox.smtp, &mailbox.imap]);
        let passwords = logins.map(|login| login.password.expose_secret());
        let cleaned =
            passwords
                .filter(|password| !password.is_empty())
                .fold(text, |text, password| {
                    let bare: String = password.split_whitespace().collect();
                    without(&without(&text, password), &bare)
                });
        tidy(&cleaned, credential, LONGEST_REASON)
    })
}

/// A password for a request's body. The text is a secret.
pub(super) fn shown(secret: &SecretString) -> &str {
    secret.expose_secret()
}
