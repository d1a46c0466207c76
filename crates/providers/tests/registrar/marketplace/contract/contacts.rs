//! Registrants.

use simpleinboxes_providers::registrar::marketplace::{Contact, ContactId};

use super::{World, jo};

pub async fn are_kept_and_read(world: &dyn World) {
    let market = world.market();
    let first = market.save_contact(&jo()).await.expect("kept");
    assert_eq!(market.save_contact(&jo()).await, Ok(first.clone()));
    assert_eq!(market.contact(&first).await, Ok(Some(jo())));

    let other = Contact {
        address_line2: Some("Floor 3".into()),
        state: Some("Greater London".into()),
        organization: None,
        ..jo()
    };
    let second = market.save_contact(&other).await.expect("kept");
    assert_ne!(first, second);
    assert_eq!(market.contact(&second).await, Ok(Some(other)));
    assert_eq!(market.contact(&ContactId("999999".into())).await, Ok(None));
    assert_eq!(market.test().await, Ok(()));
}
