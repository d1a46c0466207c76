//! Having a tool hold a mailbox as it is now, with what its API can do.

use super::account::{AccountState, Handing, Known, Mailbox, Put, ToolAccount};
use super::credential::Credential;
use super::error::SendingError;
use super::port::{SendingTool, ToolCapabilities};

/// One mailbox at one tool.
pub(super) struct Desk<'a> {
    pub(super) tool: Box<dyn SendingTool + 'a>,
    pub(super) can: ToolCapabilities,
    pub(super) credential: &'a Credential,
    pub(super) mailbox: &'a Mailbox,
}

impl Desk<'_> {
    /// Changes the account that is there, or adds one.
    pub(super) async fn put(&self, known: Option<Known<'_>>) -> Result<Put, SendingError> {
        if let Some(known) = known
            && let Some(put) = self.renew(known).await?
        {
            return Ok(put);
        }
        if let Some(found) = self.find().await? {
            let found = Known {
                id: &found.id,
                // It signs in with the one that it was given.
                has_password: found.state == AccountState::Connected,
            };
            if let Some(put) = self.renew(found).await? {
                return Ok(put);
            }
        }
        Ok(Put {
            account: self.add().await?,
            how: Handing::Added,
        })
    }

    /// The account of the mailbox's address, where the tool can find it.
    pub(super) async fn find(&self) -> Result<Option<ToolAccount>, SendingError> {
        if !self.can.find {
            return Ok(None);
        }
        self.tool.find(self.credential, &self.mailbox.email).await
    }

    /// Adds the account. When the answer is lost it is looked for, where the tool can do that, and
    /// brought to what the rest of the adding would have made of it.
    pub(super) async fn add(&self) -> Result<ToolAccount, SendingError> {
        match self.tool.add(self.credential, self.mailbox).await {
            Err(error) if error.may_have_happened() => match self.find().await {
                Ok(Some(found)) => Ok(self.completed(found).await),
                // The look is only for more certainty.
                Ok(None) | Err(_) => Err(error),
            },
            outcome => outcome,
        }
    }

    /// An account that was added just now, with limit and warm-up as they should be, if that works.
    async fn completed(&self, found: ToolAccount) -> ToolAccount {
        if !self.can.update || matches!(found.state, AccountState::Failed(_)) {
            return found;
        }
        let updated = self.tool.update(self.credential, &found.id, self.mailbox);
        updated.await.unwrap_or(found)
    }

    /// Brings an account up to date; nothing for one that is not there.
    async fn renew(&self, known: Known<'_>) -> Result<Option<Put>, SendingError> {
        let outcome = if self.can.update && (self.can.login || known.has_password) {
            self.changed(known.id).await
        } else if self.can.remove && !known.has_password {
            self.replaced(known.id).await
        } else if self.can.update {
            let updated = self.tool.update(self.credential, known.id, self.mailbox);
            updated.await.map(|account| (account, Handing::Found))
        } else {
            self.left(known.id).await
        };
        match outcome {
            Ok((account, how)) => Ok(Some(Put { account, how })),
            Err(SendingError::NoSuchAccount { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Changes an account. One that the tool can't sign in to, and whose password it can't be told,
    /// is replaced.
    async fn changed(&self, id: &str) -> Result<(ToolAccount, Handing), SendingError> {
        let updated = self.tool.update(self.credential, id, self.mailbox).await?;
        if !self.can.login && self.can_be_replaced(&updated) {
            return self.replaced(id).await;
        }
        Ok((updated, Handing::Renewed))
    }

    /// Leaves an account as it is, unless the tool can't sign in to it.
    async fn left(&self, id: &str) -> Result<(ToolAccount, Handing), SendingError> {
        let seen = self.seen(id).await?;
        if self.can_be_replaced(&seen) {
            return self.replaced(id).await;
        }
        Ok((seen, Handing::Found))
    }

    /// Whether the tool can't sign in to an account, and another one can take its place.
    fn can_be_replaced(&self, account: &ToolAccount) -> bool {
        self.can.remove && matches!(account.state, AccountState::Failed(_))
    }

    /// Takes an account out, and adds it anew.
    async fn replaced(&self, id: &str) -> Result<(ToolAccount, Handing), SendingError> {
        self.tool.remove(self.credential, id).await?;
        Ok((self.add().await?, Handing::Renewed))
    }

    /// The account as the tool tells it, or as much as is known of it.
    async fn seen(&self, id: &str) -> Result<ToolAccount, SendingError> {
        match self.tool.check(self.credential, id).await {
            Err(SendingError::Unsupported(_)) => Ok(ToolAccount::new(id, AccountState::Untold)),
            outcome => outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex};

    use async_trait::async_trait;
    use secrecy::{ExposeSecret as _, SecretString};
    use simpleinboxes_core::{clock::SystemClock, entropy::Entropy};

    use super::*;
    use crate::error::{Outage, ProviderError};
    use crate::outbound::{GuardedResolver, OutboundPolicy};
    use crate::sending::account::{MailHost, MailLogin};
    use crate::sending::port::{ConnectionTest, KeyCheck};
    use crate::sending::registry::{SendingSettings, SendingTools};
    use crate::traffic::Traffic;

    /// A tool with room for one account, which is its password; it notes what it is asked.
    #[derive(Default)]
    struct One {
        password: Mutex<Option<String>>,
        asked: Mutex<Vec<&'static str>>,
        loses_answers: bool,
        /// Whether it can't sign in.
        fails: AtomicBool,
    }

    impl One {
        fn asked(&self, what: &'static str) {
            self.asked.lock().expect("no panic").push(what);
        }

        fn there(&self) -> Result<ToolAccount, SendingError> {
            match &*self.password.lock().expect("no panic") {
                Some(_) if self.fails.load(Ordering::Relaxed) => {
                    let failed = AccountState::Failed("wrong password".to_owned());
                    Ok(ToolAccount::new("one", failed))
                }
                Some(_) => Ok(ToolAccount::new("one", AccountState::Connected)),
                None => Err(SendingError::NoSuchAccount {
                    reason: "none".to_owned(),
                }),
            }
        }

        fn set(&self, mailbox: &Mailbox) {
            let password = mailbox.smtp.password.expose_secret().to_owned();
            *self.password.lock().expect("no panic") = Some(password);
        }
    }

    #[async_trait]
    impl SendingTool for &One {
        async fn test_key(&self, _: &Credential) -> Result<KeyCheck, ProviderError> {
            Ok(KeyCheck { account: None })
        }

        async fn add(&self, _: &Credential, new: &Mailbox) -> Result<ToolAccount, SendingError> {
            self.asked("add");
            assert!(self.there().is_err(), "doubled");
            self.set(new);
            if self.loses_answers {
                return Err(SendingError::Uncertain(Outage::Cut));
            }
            self.there()
        }

        async fn check(&self, _: &Credential, _: &str) -> Result<ToolAccount, SendingError> {
            self.asked("check");
            self.there()
        }

        async fn find(&self, _: &Credential, _: &str) -> Result<Option<ToolAccount>, SendingError> {
            self.asked("find");
            Ok(self.there().ok())
        }

        async fn update(
            &self,
            _: &Credential,
            _: &str,
            mailbox: &Mailbox,
        ) -> Result<ToolAccount, SendingError> {
            self.asked("update");
            let account = self.there()?;
            self.set(mailbox);
            Ok(account)
        }

        async fn remove(&self, _: &Credential, _: &str) -> Result<(), SendingError> {
            self.asked("remove");
            self.there()?;
            *self.password.lock().expect("no panic") = None;
            Ok(())
        }
    }

    const ALL: ToolCapabilities = ToolCapabilities {
        connection: ConnectionTest::AtOnce,
        find: true,
        list: true,
        update: true,
        login: true,
        remove: true,
        tags: true,
        warmup: true,
        google: true,
    };

    fn jane(password: &str) -> Mailbox {
        let login = || MailLogin {
            host: "mail.example".to_owned(),
            port: 993,
            username: "jane@northwind.com".to_owned(),
            password: password.into(),
        };
        Mailbox {
            email: "jane@northwind.com".to_owned(),
            first_name: "Jane".to_owned(),
            last_name: "Doe".to_owned(),
            host: MailHost::Other,
            smtp: login(),
            imap: login(),
            daily_limit: 30,
            warmup: false,
            tags: Vec::new(),
        }
    }

    fn key() -> Credential {
        let guard = GuardedResolver::new(OutboundPolicy::default());
        let traffic = Traffic::new(Arc::new(SystemClock), Entropy::seeded(1));
        let tools = SendingTools::new(&SendingSettings::default(), guard, &traffic).expect("tools");
        let fields = [("apiKey", SecretString::from("a-key-of-tests-1234"))];
        tools.credential("instantly", fields).expect("a credential")
    }

    /// Hands the mailbox over, tells how that went and what the tool was asked.
    async fn put(
        tool: &One,
        can: ToolCapabilities,
        known: Option<Known<'_>>,
        password: &str,
    ) -> (Result<Handing, SendingError>, Vec<&'static str>) {
        let (credential, mailbox) = (key(), jane(password));
        let desk = Desk {
            tool: Box::new(tool),
            can,
            credential: &credential,
            mailbox: &mailbox,
        };
        let put = desk.put(known).await.map(|put| put.how);
        let asked = std::mem::take(&mut *tool.asked.lock().expect("no panic"));
        (put, asked)
    }

    const KNOWN: Option<Known<'static>> = Some(Known {
        id: "one",
        has_password: false,
    });

    #[tokio::test]
    async fn what_is_there_is_brought_up_to_date_with_what_the_tool_can_do() {
        let changes = |update, remove| ToolCapabilities {
            update,
            remove,
            ..ALL
        };
        for (can, asked, how, password, later) in [
            (
                changes(true, true),
                vec!["update"],
                Handing::Renewed,
                "new",
                (Handing::Renewed, "update"),
            ),
            (
                changes(false, true),
                vec!["remove", "add"],
                Handing::Renewed,
                "new",
                (Handing::Found, "check"),
            ),
            (
                changes(false, false),
                vec!["check"],
                Handing::Found,
                "old",
                (Handing::Found, "check"),
            ),
        ] {
            let tool = One::default();
            let first = put(&tool, can, None, "old").await;
            assert_eq!(first, (Ok(Handing::Added), vec!["find", "add"]));
            let known = put(&tool, can, KNOWN, "new").await;
            assert_eq!(known, (Ok(how), asked.clone()));
            assert_eq!(
                tool.password.lock().expect("no panic").as_deref(),
                Some(password)
            );
            // It is found again when nobody knows any more how it was called. It signs in.
            let (forgotten, then) = put(&tool, can, None, "new").await;
            assert_eq!((forgotten, &then[1..]), (Ok(later.0), &[later.1][..]));
            // One that was taken out there is added anew.
            *tool.password.lock().expect("no panic") = None;
            let (lost, _) = put(&tool, can, KNOWN, "new").await;
            assert_eq!(lost, Ok(Handing::Added));
        }
    }

    /// Replacing loses what the owner made of the account, so it is done for a new password alone.
    #[tokio::test]
    async fn an_account_is_replaced_when_the_tool_can_not_be_told_a_new_password() {
        let can = ToolCapabilities {
            login: false,
            ..ALL
        };
        let has_password = Known {
            id: "one",
            has_password: true,
        };
        let tool = One::default();
        let (first, _) = put(&tool, can, None, "old").await;
        assert_eq!(first, Ok(Handing::Added));
        for (known, asked) in [
            (Some(has_password), vec!["update"]),
            (KNOWN, vec!["remove", "add"]),
            // It signs in, and so it has the password.
            (None, vec!["find", "update"]),
        ] {
            let put = put(&tool, can, known, "new").await;
            assert_eq!(put, (Ok(Handing::Renewed), asked));
        }
        tool.fails.store(true, Ordering::Relaxed);
        for (known, asked) in [
            (Some(has_password), vec!["update", "remove", "add"]),
            (None, vec!["find", "remove", "add"]),
        ] {
            let put = put(&tool, can, known, "new").await;
            assert_eq!(put, (Ok(Handing::Renewed), asked), "it can't sign in");
        }
        // One that can't be changed at all is let be for as long as it signs in.
        let fixed = ToolCapabilities {
            update: false,
            ..can
        };
        for (fails, expected) in [
            (true, (Ok(Handing::Renewed), vec!["check", "remove", "add"])),
            (false, (Ok(Handing::Found), vec!["check"])),
        ] {
            tool.fails.store(fails, Ordering::Relaxed);
            let put = put(&tool, fixed, Some(has_password), "new").await;
            assert_eq!(put, expected);
        }
        // Where it can't be removed either, it is told that the password is the old one.
        let stuck = ToolCapabilities {
            remove: false,
            ..can
        };
        let put = put(&tool, stuck, KNOWN, "newer").await;
        assert_eq!(put, (Ok(Handing::Found), vec!["update"]));
    }

    #[tokio::test]
    async fn an_answer_that_is_lost_doubles_nothing() {
        let tool = One {
            loses_answers: true,
            ..One::default()
        };
        let (found, asked) = put(&tool, ALL, None, "new").await;
        assert_eq!(
            (found, asked),
            (Ok(Handing::Added), vec!["find", "add", "find", "update"])
        );
        let blind = ToolCapabilities { find: false, ..ALL };
        let tool = One {
            loses_answers: true,
            ..One::default()
        };
        let (lost, _) = put(&tool, blind, None, "new").await;
        assert_eq!(lost, Err(SendingError::Uncertain(Outage::Cut)));
    }
}
