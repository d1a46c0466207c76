//! A domain of an order, or of none.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "domains")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub workspace_id: Uuid,
    pub order_id: Option<Uuid>,
    /// The order's round that it belongs to.
    pub round: i32,
    /// Its place in the order.
    pub position: i32,
    /// Lower case, A-labels.
    pub name: String,
    pub source: String,
    pub provider: Option<String>,
    pub status: String,
    pub failure_reason: Option<String>,
    /// Where the order said that visitors go.
    pub ordered_forwarding_url: Option<String>,
    pub forwarding_status: String,
    pub forwarding_url: Option<String>,
    pub forwarding_permanent: bool,
    pub forwarding_keep_path: bool,
    pub forwarding_action_id: Option<Uuid>,
    pub forwarding_updated_at: Option<DateTimeUtc>,
    pub nameserver_status: String,
    pub nameservers_assigned: Json,
    pub nameservers_found: Json,
    /// Those that it had when they were assigned, if that is known.
    pub nameservers_before: Option<Json>,
    pub nameservers_checked_at: Option<DateTimeUtc>,
    pub nameservers_next_check_at: Option<DateTimeUtc>,
    /// When it was first seen to be delegated as assigned.
    pub propagated_at: Option<DateTimeUtc>,
    /// Since when it is without a break.
    pub propagated_since: Option<DateTimeUtc>,
    pub mail_dns_status: String,
    /// What was seen of each kind of mail record.
    pub mail_dns: Json,
    /// When the mail records were last written.
    pub mail_dns_written_at: Option<DateTimeUtc>,
    /// When all of them were first seen as they should be.
    pub mail_dns_ready_at: Option<DateTimeUtc>,
    pub mail_dns_checked_at: Option<DateTimeUtc>,
    pub mail_dns_next_check_at: Option<DateTimeUtc>,
    /// Which DNS host has its zone, and how it calls it there.
    pub dns_host: Option<String>,
    pub zone_id: Option<String>,
    /// Grows with each change of its records.
    pub zone_serial: i64,
    pub zone_created_at: Option<DateTimeUtc>,
    /// Which registrar has it, for one that was bought here, and how it calls the purchase.
    pub registrar: Option<String>,
    pub registrar_reference: Option<String>,
    pub registered_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    /// Whether its registration is renewed.
    pub auto_renew: bool,
    /// The renewal of its order that carries its next year.
    pub renews_at: Option<DateTimeUtc>,
    /// What the next year costs at present.
    pub renewal_cents: Option<i64>,
    /// The most that the registrar may be paid for its first year.
    pub purchase_most_cents: Option<i64>,
    /// Whether the registry sells its name at a price of its own.
    pub premium: bool,
    pub sending_tool_credential_id: Option<Uuid>,
    pub sending_tool_tags: Json,
    pub sending_tool_attached_at: Option<DateTimeUtc>,
    /// What was set for this domain alone.
    pub overrides: Json,
    pub overrides_updated_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub activated_at: Option<DateTimeUtc>,
    pub released_at: Option<DateTimeUtc>,
}

/// What a row is that holds its name, word for word as the index says it by which only one does:
/// an engine that is told in another way reads all domains there are.
pub(crate) const HELD: &str = "status NOT IN ('failed', 'released')";

impl ActiveModelBehavior for ActiveModel {}
