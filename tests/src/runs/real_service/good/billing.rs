//! The tag Billing.

use super::{NO_WORKSPACE, Values, World, details, no_workspace, not_there};

pub(super) fn good(world: &World, operation: &str) -> Option<Values> {
    Some(match operation {
        "getBillingSummary" | "listBillingHistory" | "listInvoices" | "listTopupInvoices"
        | "listCustomInvoices" | "getBillingDetails" => Values::default(),
        "getCustomInvoice" => Values::default().param("path.transactionId", world.invoiced.clone()),
        "updateBillingDetails" => Values::default().body(details()),
        _ => return None,
    })
}

pub(super) fn missing(operation: &str, values: &mut Values) -> Option<()> {
    match operation {
        "getBillingSummary" | "listBillingHistory" | "listInvoices" | "listTopupInvoices"
        | "listCustomInvoices" | "getBillingDetails" => no_workspace(values),
        "updateBillingDetails" => not_there(values, "workspaceId", NO_WORKSPACE)?,
        _ => return None,
    }
    Some(())
}
