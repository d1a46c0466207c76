//! Which promotions a workspace can use.

use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
    Set,
};
use sha2::{Digest as _, Sha256};
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::pricing::{PriceBook, Promotion, PromotionUses};
use simpleinboxes_core::status::{OrderStatus, PromotionRefusal};

use super::OrderRefused;
use crate::dialect;
use crate::entities::{order, promotion_use};
use crate::error::Result;
use crate::scoped::{Scoped, ScopedTx};

/// A promotion that runs, as a workspace sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromotionState {
    /// The promotion.
    pub promotion: Promotion,
    /// Why the workspace can't use it; nothing when it can.
    pub refusal: Option<PromotionRefusal>,
}

impl Scoped<'_> {
    /// The promotions that run at present, those that end first at the top.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn promotions(
        &self,
        workspace: WorkspaceId,
        book: &PriceBook,
    ) -> Result<Vec<PromotionState>> {
        let now = self.now();
        let running = book.promotions().iter().filter(|one| one.runs(now));
        let mut states = Vec::new();
        for promotion in running {
            let uses = self.uses(workspace, &promotion.code).await?;
            states.push(PromotionState {
                refusal: promotion.refusal(&uses),
                promotion: promotion.clone(),
            });
        }
        // One without an end comes last.
        states.sort_by_key(|state| {
            let end = state.promotion.ends_at;
            (end.is_none(), end, state.promotion.code.clone())
        });
        Ok(states)
    }

    /// The promotion of a code, if the workspace can use it in an order that is placed now. What
    /// it has in hand in orders that it has not paid counts too: it can't be had again that way.
    pub(super) async fn usable<'b>(
        &self,
        workspace: WorkspaceId,
        code: &str,
        book: &'b PriceBook,
    ) -> Result<&'b Promotion, OrderRefused> {
        let found = book.promotion(code).filter(|one| one.runs(self.now()));
        let promotion = found.ok_or(OrderRefused::UnknownPromotion)?;
        let mut uses = self.uses(workspace, &promotion.code).await?;
        let in_hand = self
            .find::<order::Entity>()
            .filter(order::Column::WorkspaceId.eq(workspace.uuid()))
            .filter(order::Column::Status.eq(OrderStatus::Unpaid.as_str()))
            .filter(order::Column::PromoCode.eq(promotion.code.as_str()))
            .count(&self.db)
            .await?;
        uses.by_workspace += in_hand;
        match promotion.refusal(&uses) {
            Some(refusal) => Err(OrderRefused::Promotion(refusal)),
            None => Ok(promotion),
        }
    }

    async fn uses(&self, workspace: WorkspaceId, code: &str) -> Result<PromotionUses> {
        use promotion_use::{Column, Entity};
        // Of the account and of all: how often others used it is no secret that this tells.
        let of_code = || Entity::find().filter(Column::Code.eq(code));
        let by_workspace = of_code()
            .filter(Column::WorkspaceId.eq(workspace.uuid()))
            .count(&self.db);
        let by_all = of_code().count(&self.db);
        let active = order::Entity::find()
            .filter(order::Column::AccountId.eq(self.account()))
            .filter(order::Column::ActivatedAt.is_not_null())
            .limit(1)
            .one(&self.db);
        Ok(PromotionUses {
            account: self.caller().account,
            by_workspace: by_workspace.await?,
            by_all: by_all.await?,
            is_customer: active.await?.is_some(),
        })
    }
}

impl ScopedTx<'_> {
    /// Makes all who use a promotion wait for each other, so that of its last use one gets it.
    pub(super) async fn lock_promotion(&self, code: &str) -> Result<()> {
        let hash = Sha256::digest(format!("promotion:{code}"));
        let mut number = [0; 8];
        number.copy_from_slice(&hash[..8]);
        dialect::lock(&self.db, i64::from_be_bytes(number)).await
    }

    /// Notes that an order was paid with a promotion.
    pub(super) async fn use_promotion(&self, row: &order::Model) -> Result<()> {
        let Some(code) = &row.promo_code else {
            return Ok(());
        };
        let used = promotion_use::ActiveModel {
            order_id: Set(row.id),
            account_id: Set(row.account_id),
            workspace_id: Set(row.workspace_id),
            code: Set(code.clone()),
            used_at: Set(self.now()),
        };
        promotion_use::Entity::insert(used)
            .exec_without_returning(&self.db)
            .await?;
        Ok(())
    }
}
