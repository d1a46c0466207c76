//! One inbox gets a new password or a new photo: the same job as for many.

use simpleinboxes_core::status::InboxMutationType;
use simpleinboxes_providers::mailbox::Photo;
use simpleinboxes_server::{
    RotateInboxPasswordError, RotateInboxPasswordParams, UpdateInboxProfilePhotoError,
    UpdateInboxProfilePhotoForm, UpdateInboxProfilePhotoParams,
    runtime::{
        Success,
        errors::{InvalidRequest, NotFound},
    },
};
use simpleinboxes_store::{InboxPhoto, NewInboxMutation, NewMutationItem, ScopedTx};
use simpleinboxes_types as types;

use super::NOT_FOUND;
use crate::{
    app::App,
    auth::Caller,
    orders::{convert, wanted},
    transact::{self, Faulty, OrFault as _},
};

/// `rotateInboxPassword`
///
/// # Errors
/// It is not seen or has no mailbox; the password lacks a kind of character.
pub(super) async fn password(
    app: &App,
    caller: &Caller,
    params: RotateInboxPasswordParams,
    body: types::RotateInboxPasswordRequest,
) -> Result<Success<types::InboxMutationResponse>, RotateInboxPasswordError> {
    type E = RotateInboxPasswordError;
    let mut wrong = Vec::new();
    let given = body.password.as_ref();
    let password = wanted::password(given, "/password", &app.entropy, &mut wrong);
    if !wrong.is_empty() {
        return Err(InvalidRequest::from(wrong).into());
    }
    transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let inbox = super::find::<E>(&scoped, &params.inbox_id).await?;
        super::in_use(&inbox)?;
        let item = NewMutationItem {
            inbox: inbox.id,
            username: None,
            password: Some(password),
            photo_url: None,
            photo_token: None,
        };
        queue::<E>(&scoped, InboxMutationType::Password, item).await
    })
    .await
    .map(Success::from)
}

/// `updateInboxProfilePhoto`
///
/// # Errors
/// It is not seen or has no mailbox; the file is no photo.
pub(super) async fn photo(
    app: &App,
    caller: &Caller,
    params: UpdateInboxProfilePhotoParams,
    body: UpdateInboxProfilePhotoForm,
) -> Result<Success<types::InboxMutationResponse>, UpdateInboxProfilePhotoError> {
    type E = UpdateInboxProfilePhotoError;
    // Before the file is unpacked, which takes time, and once more when it is stored.
    let scoped = app.store.scoped(&caller.tenant);
    let inbox = super::find::<E>(&scoped, &params.inbox_id).await?;
    super::in_use(&inbox)?;
    let prepared = app.photos.prepare(body.photo.bytes.to_vec()).await;
    let photo = prepared.map_err(|error| InvalidRequest::field("/photo", error.to_string()))?;
    let token = app.photos.new_token();
    transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let inbox = super::find::<E>(&scoped, &params.inbox_id).await?;
        super::in_use(&inbox)?;
        let kept = scoped.keep_photo(inbox.id, &token, kept(photo)).await;
        if !kept.or_fault::<E>()? {
            return Err(NOT_FOUND.into());
        }
        let item = NewMutationItem {
            inbox: inbox.id,
            username: None,
            password: None,
            photo_url: None,
            photo_token: Some(token),
        };
        queue::<E>(&scoped, InboxMutationType::Photo, item).await
    })
    .await
    .map(Success::from)
}

/// A photo as the store keeps it.
pub(super) fn kept(photo: Photo) -> InboxPhoto {
    InboxPhoto {
        media_type: photo.format.media_type().to_owned(),
        content: photo.bytes,
    }
}

async fn queue<E>(
    scoped: &ScopedTx<'_>,
    kind: InboxMutationType,
    item: NewMutationItem,
) -> Result<types::InboxMutationResponse, E>
where
    E: Faulty + From<NotFound>,
{
    let new = NewInboxMutation {
        workspace: None,
        kind,
        items: vec![item],
    };
    let made = scoped.create_inbox_mutation(&new).await.or_fault::<E>()?;
    let id = made.map_err(|_| NOT_FOUND)?;
    let found = scoped.inbox_mutation(id).await.or_fault::<E>()?;
    let found = convert::mutation(found.ok_or(NOT_FOUND)?)?;
    Ok(types::InboxMutationResponse::from(found))
}
