//! What an inbox is logged in to with. Every look at it is written to the audit log.

use secrecy::{ExposeSecret as _, SecretString};
use simpleinboxes_core::{
    status::MailboxProvider,
    totp::{Totp, TotpCode},
};
use simpleinboxes_server::{
    GetInboxCredentialsError, GetInboxCredentialsParams, GetInboxMfaError, GetInboxMfaParams,
    runtime::{
        Success,
        errors::{Conflict, ServerError},
    },
};
use simpleinboxes_store::Inbox;
use simpleinboxes_types::{
    self as types,
    runtime::{Extra, Sensitive},
};

use super::convert;
use crate::{
    app::App,
    auth::Caller,
    transact::{self, OrFault as _},
    wire::{at, checked},
};

/// `getInboxCredentials`
///
/// # Errors
/// It is not seen, or has no mailbox.
pub(super) async fn credentials(
    app: &App,
    caller: &Caller,
    params: GetInboxCredentialsParams,
) -> Result<Success<types::InboxCredentialsResponse>, GetInboxCredentialsError> {
    type E = GetInboxCredentialsError;
    const NONE: Conflict = Conflict::of("The inbox has no password yet.");
    let (inbox, secrets) = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let inbox = super::find::<E>(&scoped, &params.inbox_id).await?;
        super::in_use(&inbox)?;
        let secrets = scoped.inbox_secrets(inbox.id).await.or_fault::<E>()?;
        let label = Some(inbox.email.as_str());
        let noted = scoped.note(
            Some(inbox.workspace),
            "inbox_credentials_read",
            inbox.id,
            label,
        );
        noted.await.or_fault::<E>()?;
        Ok::<_, E>((inbox, secrets.unwrap_or_default()))
    })
    .await?;
    let connection = app.vendors.mailboxes.of(inbox.provider).connection();
    let password = secrets.password.ok_or(NONE)?;
    let changed_at = inbox.password_changed_at.ok_or(NONE)?;
    let data = types::InboxCredentials {
        email: checked(&inbox.email)?,
        username: inbox.email,
        password: shown(&password),
        app_password: secrets.app_password.as_ref().map(shown),
        password_status: types::InboxPasswordStatus::from_wire(inbox.password_status.as_str()),
        password_changed_at: at(changed_at),
        smtp: convert::server(&connection.smtp)?,
        imap: convert::server(&connection.imap)?,
        extra: Extra::default(),
    };
    Ok(types::InboxCredentialsResponse::from(data).into())
}

/// `getInboxMfa`
///
/// # Errors
/// It is not seen.
pub(super) async fn mfa(
    app: &App,
    caller: &Caller,
    params: GetInboxMfaParams,
) -> Result<Success<types::InboxMfaResponse>, GetInboxMfaError> {
    type E = GetInboxMfaError;
    let (inbox, secrets) = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let inbox = super::find::<E>(&scoped, &params.inbox_id).await?;
        let secrets = scoped.inbox_secrets(inbox.id).await.or_fault::<E>()?;
        let label = Some(inbox.email.as_str());
        let noted = scoped.note(Some(inbox.workspace), "inbox_mfa_read", inbox.id, label);
        noted.await.or_fault::<E>()?;
        Ok::<_, E>((inbox, secrets.unwrap_or_default()))
    })
    .await?;
    let secret = secrets.mfa_secret.filter(|_| super::is_in_use(&inbox));
    let data = match secret {
        Some(secret) => second_factor(app, &inbox, &secret)?,
        None => types::InboxMfa {
            enabled: false,
            method: None,
            secret: None,
            otpauth_url: None,
            current_code: None,
            expires_in_seconds: None,
            extra: Extra::default(),
        },
    };
    Ok(types::InboxMfaResponse::from(data).into())
}

fn second_factor(
    app: &App,
    inbox: &Inbox,
    secret: &SecretString,
) -> Result<types::InboxMfa, ServerError> {
    let totp = Totp::from_base32(secret).map_err(ServerError::new)?;
    let TotpCode {
        digits,
        expires_in_seconds,
    } = totp.code(app.clock.now());
    Ok(types::InboxMfa {
        enabled: true,
        method: Some(types::InboxMfaMethod::Totp),
        secret: Some(shown(&totp.secret())),
        otpauth_url: otpauth(&totp, inbox).as_ref().map(shown),
        current_code: Some(shown(&digits)),
        expires_in_seconds: Some(i32::try_from(expires_in_seconds).unwrap_or(1)),
        extra: Extra::default(),
    })
}

/// The second factor as a URL to draw.
pub(super) fn otpauth(totp: &Totp, inbox: &Inbox) -> Option<SecretString> {
    let issuer = match inbox.provider {
        MailboxProvider::Google => "Google",
        MailboxProvider::Microsoft => "Microsoft",
        MailboxProvider::Smtp => "SimpleInboxes",
    };
    totp.url(issuer, &inbox.email)
}

fn shown(secret: &SecretString) -> Sensitive<String> {
    Sensitive::new(secret.expose_secret().to_owned())
}
